"""Titles from a theme's own notes: things that most of them name.

A title says no more than the notes do, and one that most notes do not bear out is none. What is left without
one is told apart by a note in quotation marks, which reports do not print as a title.

What was tried and left: clauses of one note as titles, alone or two joined with "and" (by one blind reader
half of them were poor or wrong); a note as a title (of 64 that most others were near to, 17 were borne out);
one word that three notes of a question use as a theme of its own (of 54, half were borne out).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

import numpy as np

from pipeline.settings import ThemeSettings
from pipeline.tables.notes import Embed, Vectors
from pipeline.themes.name.things import Thing, Things
from pipeline.themes.name.words import PLACEHOLDER, find_content, same_word

QUOTED = ("“", "”")
_FEWEST = 3  # notes that bear a title out
_OFTEN = 0.4  # of all other notes name a thing: it tells this theme from none
_MORE = (0.2, 1.5)  # a thing is named in the theme more than elsewhere by this share, or so many times
_QUOTED_WORDS = (3, 12)  # words of a sentence that can be a title, whole
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_LONG = 0.01  # what each word over eight takes away from nearness (cosine)
_GOOD_LENGTH = 8


@dataclass(frozen=True)
class Unnamed:
    """The themes of one question before they are called anything."""

    groups: Sequence[Sequence[int]]  # for each theme, the places of its notes, most central first
    words: Sequence[str]  # the notes' words, personal details masked
    vectors: Vectors  # the notes' own vectors, without context
    asked: str = ""  # the question: what it names tells none of its themes from another

    def without(self, group: int | None) -> Unnamed:
        """The same without one of its themes, the last."""
        return self if group is None else replace(self, groups=self.groups[:group])


def title_themes(titles: Sequence[str], part: Unnamed, embed: Embed, settings: ThemeSettings) -> list[str]:
    """Fill in missing titles from the themes' own notes, where enough of them bear one out.

    Args:
        titles: The titles given so far, empty where one is missing.
        embed: Embeds texts in the space of the notes; titles that say nearly the same are told by it.

    Returns:
        One title per theme, no two alike; empty where none holds.
    """
    result = list(titles)
    things = Things(part.words)
    order = sorted(
        (theme for theme, title in enumerate(titles) if not title),
        key=lambda theme: (-len(part.groups[theme]), theme),
    )
    for theme in order:
        taken = [title for title in result if title]
        found = _name_things(things, part, part.groups[theme], settings)
        result[theme] = next((title for title in found if not _is_alike(title, taken, embed, settings)), "")
    return result


def _name_things(things: Things, part: Unnamed, group: Sequence[int], settings: ThemeSettings) -> list[str]:
    """The things that enough of the notes name, those that most name first."""
    own, asked = frozenset(group), find_content(part.asked)
    telling = [
        thing
        for thing in things.all
        if len(thing.notes & own) >= max(_FEWEST, settings.title_share * len(own))
        and _is_telling(thing, own, len(part.words))
        and not any(same_word(form, word) for form in thing.forms for word in asked)
    ]
    telling.sort(key=lambda thing: (-len(thing.notes & own), thing.forms))
    titles = [things.write(thing, own) for thing in telling]
    return list(dict.fromkeys(title[:1].upper() + title[1:] for title in titles))


def _is_telling(thing: Thing, own: AbstractSet[int], notes: int) -> bool:
    """Whether notes of this theme name a thing more than others do."""
    using = len(thing.notes & own)
    here, elsewhere = using / len(own), (len(thing.notes) - using) / max(1, notes - len(own))
    return elsewhere <= _OFTEN and (here - elsewhere >= _MORE[0] or here >= _MORE[1] * elsewhere)


def _is_alike(title: str, taken: Sequence[str], embed: Embed, settings: ThemeSettings) -> bool:
    if not taken:
        return False
    content = find_content(title)
    for other in taken:
        others = find_content(other)
        if all(any(same_word(word, known) for known in others) for word in content):
            return True
    near = embed([title, *taken]).astype(np.float64)
    return bool(np.round(near[1:] @ near[0], 6).max() >= settings.title_alike)


def quote_central(words: Sequence[str], vectors: Vectors, embed: Embed) -> str:
    """The sentence that notes are nearest to, in quotation marks; empty where none can stand for them."""
    said = list(
        dict.fromkeys((place, one) for place, note in enumerate(words) for one in _list_sayings(note))
    )
    if not said or len(words) < 2:
        return ""
    near = embed([one for _, one in said]).astype(np.float64) @ vectors.astype(np.float64).T
    weighed: list[tuple[float, int, str]] = []
    for row, (place, one) in enumerate(said):
        lost = _LONG * max(0, len(one.split()) - _GOOD_LENGTH)
        weighed.append((round(lost - float(np.median(np.delete(near[row], place))), 6), row, one))
    return f"{QUOTED[0]}{min(weighed)[2]}{QUOTED[1]}"


def _list_sayings(note: str) -> list[str]:
    """The sentences of a note that can stand as a title, whole, with nobody's details in them."""
    sentences = [sentence.strip(" .,;:–—-*_") for sentence in _SENTENCE_END.split(note)]
    return [
        sentence
        for sentence in sentences
        if _QUOTED_WORDS[0] <= len(sentence.split()) <= _QUOTED_WORDS[1] and not PLACEHOLDER.search(sentence)
    ]
