"""A text as the search for names sees it: its words with their places, and what stands beside each."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import NamedTuple

from pipeline.privacy.names.lists import PATTERNS, RUNS, WORDS, fold, load_vocabulary

_WORD = re.compile(r"[^\W\d_]+(?:['’\-‑][^\W\d_]+)*")
_POSSESSIVE = ("'s", "’s", "'S", "’S")
_MOST_PARTS = 4  # first names, initials or particles in a row


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
        if self.text[1:].islower():
            return self.text[0].isupper()  # as nearly all are
        capitals = sum(letter.isupper() for letter in self.text)
        return self.capital and not self.text.isupper() and capitals <= 2 and not self.text[1].isupper()

    @property
    def is_initial(self) -> bool:
        """Whether it is a single capital."""
        return self.capital and len(self.text) == 1

    @property
    def owner_before(self) -> bool:
        """Whether the word before is in the possessive: "Kev's mum"."""
        return self.gap[:2].lower() in ("'s", "’s")


def split_words(text: str) -> list[Word]:
    """Cut a text into words in order; numbers, and letters that touch a digit, are no words."""
    words: list[Word] = []
    last = 0
    for match in _WORD.finditer(text):
        found = match.group()
        start, end = match.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        if before.isdigit() or after.isdigit() or before == "@":
            continue  # "J0", "3rd", "@libraries": part of a code or a handle, not a word
        if before == "_" and text[max(0, start - 2) : start - 1].isalnum():
            continue  # "dave_p"; "_Dave_" is mark-up
        if after == "_" and text[end + 1 : end + 2].isalnum():
            continue
        if found.endswith(_POSSESSIVE) and len(found) > 2:
            found = found[:-2]
        # Only the first characters of a gap matter; a gap may be a megabyte of spaces.
        gap = text[last : start if start < last + 4 else last + 4]
        # A possessive is part of the gap: in "Mary's Church" the second word continues no name.
        last = start + len(found)
        words.append(Word(start, last, found, fold(found), gap))
    return words


class Text:
    """The words of one text. A place is the index of a word.

    Attributes:
        shouted: Whether it is written in capitals throughout.
        named_until: Place after the last name found so far.
    """

    def __init__(self, written: str) -> None:
        self.written = written
        self.words = split_words(written)
        self.known = load_vocabulary()
        self.shouted = written.isupper()
        self.named_until = -1

    def at(self, place: int) -> Word | None:
        """The word at a place, or None outside the text."""
        return self.words[place] if 0 <= place < len(self.words) else None

    def has(self, place: int, words: Collection[str]) -> bool:
        """Whether one of these words stands at a place, with only spaces before it."""
        word = self.at(place)
        return word is not None and word.low in words and word.joined

    def follows(self, place: int, words: Collection[str]) -> bool:
        """Whether one of these words stands before a place, with only spaces between."""
        return place > 0 and self.words[place - 1].low in words and self.words[place].joined

    def ends_with(self, place: int, cue: str) -> bool:
        """Whether one of the runs of a cue stands right before a place; at most three words count."""
        low: tuple[str, ...] = ()
        runs = RUNS[cue]
        for at in range(place, max(0, place - 3), -1):
            if not (self.words[at].joined or self.words[at].gap.strip() in (":", "(")):
                return False
            low = (self.words[at - 1].low.replace("’", "'"), *low)
            if low in runs:
                return True
        return False

    def goes_on(self, place: int, cue: str) -> bool:
        """Whether one of the patterns of a cue starts at a place."""
        word = self.at(place)
        for pattern in PATTERNS[cue].get(word.low, ()) if word else ():
            for at, slot in enumerate(pattern, start=place):
                near = self.at(at)
                if near is None or not (slot.loose or near.joined):
                    if not slot.end:
                        break
                elif slot.words is not None and near.low not in slot.words:
                    break
            else:
                return True
        return False

    def skip(self, place: int, fits: Callable[[Word], bool]) -> int:
        """The first of a few words that does not fit; bounded, so that reading stays linear."""
        last = place
        while last < place + _MOST_PARTS and (word := self.at(last)) and fits(word):
            last += 1
        return last

    def is_given(self, word: Word) -> bool:
        """Whether it is a first name, perhaps one that is also a word."""
        return word.low in self.known.any_given

    def is_ordinary(self, word: Word) -> bool:
        """Whether it, or a part of it, is an English word or names something else than a person."""
        known = self.known
        return any(
            part in known.not_people or part in WORDS["function_words"] or known.is_english(part)
            for part in word.low.replace("‑", "-").replace("’", "'").split("-")
        )

    def is_head(self, place: int) -> bool:
        """Whether the word at a place makes the name before it that of a place or organisation."""
        word = self.at(place)
        return bool(word and word.joined and word.capital and word.low in self.known.heads)

    def starts_sentence(self, place: int) -> bool:
        """Whether a word starts the text or a sentence, so that its capital says nothing."""
        word = self.words[place]
        return place == 0 or (not word.joined and word.gap.strip() not in (",", "(", "&", "/"))

    def starts_clause(self, place: int) -> bool:
        """Whether a word starts a sentence, or a clause within one: "I come because Nasra comes"."""
        return self.starts_sentence(place) or self.follows(place, WORDS["opens_clause"])
