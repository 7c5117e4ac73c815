"""Who a note opens with, before a dash or a colon, in whatever letters: "Khin - from Burma"."""

from __future__ import annotations

import re

from pipeline.privacy.names.lists import WORDS
from pipeline.privacy.names.words import Text, Word

OPENS = "A note opens with a name before a dash or a colon."
_LABEL_ENDS = re.compile(r" [-–—~|=] | [(+&] ?[a-z\d]| ?(?:\.\.\.|…)|:(?!//)|;|$")
_LONGEST = 4  # words
_SHORT = 3  # letters; shorter names in small letters are slips of typing as well


def opening_until(text: Text) -> int | None:
    """The place after a name that a text opens with as a label, if it does.

    One of its words is a first name that is nothing else, or all stand in capitals and none is a word.
    """
    first = text.at(0)
    if first is None or first.low in WORDS["occasions"] or first.low in WORDS["titles"]:
        return None
    after = text.skip(1, lambda word: word.joined and _style(word) == _style(first))
    following = text.at(after)
    end = text.words[after - 1].end
    gap = text.written[end : following.start + 1 if following else end]
    if following is None or not _LABEL_ENDS.match(gap) or after >= _LONGEST:
        return None
    return after if _is_name(text, text.words[:after]) else None


def _style(word: Word) -> str:
    if word.text.isupper():
        return "capitals"
    return "title" if word.title_case else "small" if word.text.islower() else ""


def _is_name(text: Text, words: list[Word]) -> bool:
    known, style = text.known, _style(words[0])
    if not style or any(_is_nobody(text, word) for word in words):
        return False
    sure = [word.low in known.given or _is_rare(text, word) for word in words]
    if style == "capitals":
        listed = [sure or word.low in known.surnames for sure, word in zip(sure, words, strict=True)]
        odd = [
            one or word.low in known.any_given or not text.is_ordinary(word)
            for one, word in zip(listed, words, strict=True)
        ]
        return any(listed) and all(odd) and (len(words) > 1 or (sure[0] and len(words[0].low) > _SHORT))
    if style == "small":
        return sure[0] and len(words[0].low) >= _SHORT and len(words) == 1 and not known.is_word(words[0].low)
    if len(words) == 1:
        return sure[0] and not known.is_word(words[0].low)
    surname = words[-1].low
    family = surname in known.surnames or surname in known.surname_words or not text.is_ordinary(words[-1])
    return sure[0] and (family or any(part in known.given for part in words[0].low.split("-")))


def _is_rare(text: Text, word: Word) -> bool:
    known, parts = text.known, word.low.split("-")
    return (word.low in known.given_rare or (len(parts) > 1 and parts[0] in known.any_given)) and not (
        known.is_word(word.low)
    )


def _is_nobody(text: Text, word: Word) -> bool:
    known = text.known
    return (
        word.low in known.not_people
        or word.low in known.things
        or word.low in WORDS["function_words"]
        or word.low in WORDS["abbreviations"]
        or word.low in WORDS["family"]
        or word.low in WORDS["roles"]
    )
