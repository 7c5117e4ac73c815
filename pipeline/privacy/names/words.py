"""Words of a text with their places, as the search for names sees them."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_WORD = re.compile(r"[^\W\d_]+(?:['’\-‑][^\W\d_]+)*")
_POSSESSIVE = ("'s", "’s", "'S", "’S")


class Word(NamedTuple):
    """One word, without a possessive ending, and how it is joined to the word before."""

    start: int
    end: int
    text: str
    low: str
    gap: str  # what stands between the word before and this one, shortened

    @property
    def joined(self) -> bool:
        """Whether only spaces stand between this word and the one before."""
        return self.gap == " " or (self.gap != "" and not self.gap.strip(" \u00a0\t"))

    @property
    def capital(self) -> bool:
        """Whether it starts with a capital."""
        return self.text[0].isupper()

    @property
    def title_case(self) -> bool:
        """Whether it is written as names are: one capital, or one more as in McNeil or Smith-Jones."""
        capitals = sum(letter.isupper() for letter in self.text)
        return self.capital and not self.text.isupper() and capitals <= 2 and not self.text[1].isupper()

    @property
    def is_initial(self) -> bool:
        """Whether it is a single capital."""
        return self.capital and len(self.text) == 1


def fold(word: str) -> str:
    """A word in small letters and without accents, as the word lists are looked up."""
    if word.isascii():
        return word.lower()
    letters = unicodedata.normalize("NFKD", word.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def split_words(text: str) -> list[Word]:
    """Cut a text into words in order; numbers, and letters that touch a digit, are no words."""
    words: list[Word] = []
    last = 0
    for match in _WORD.finditer(text):
        found = match.group()
        before, after = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 2]
        if before[-1:].isdigit() or after[:1].isdigit() or before[-1:] == "@":
            continue  # "J0", "3rd", "@libraries": part of a code or a handle, not a word
        if (before[-1:] == "_" and before[:1].isalnum()) or (after[:1] == "_" and after[1:].isalnum()):
            continue  # "dave_p"; "_Dave_" is mark-up
        if found.endswith(_POSSESSIVE) and len(found) > 2:
            found = found[:-2]
        # Only the first characters of a gap matter; a gap may be a megabyte of spaces.
        gap = text[last : min(match.start(), last + 4)]
        words.append(Word(match.start(), match.start() + len(found), found, fold(found), gap))
        # A possessive is part of the gap: in "Mary's Church" the second word continues no name.
        last = match.start() + len(found)
    return words
