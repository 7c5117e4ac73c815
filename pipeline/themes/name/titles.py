"""Titles from a theme's own notes, things that most of them name; and the notes that show a title best.

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
import numpy.typing as npt
from pandera.typing.pandas import DataFrame

from pipeline.settings import ThemeSettings
from pipeline.tables import OTHER, SEPARATOR, Codings, SafeNotes, Themes, check_table
from pipeline.tables.notes import Embed, Vectors
from pipeline.themes.name.words import PLACEHOLDER, Thing, Things, find_content, same_word

QUOTED = ("“", "”")
_FEWEST = 3  # notes that bear a title out
_OFTEN = 0.4  # of all other notes name a thing: it tells this theme from none
_MORE = (0.2, 1.5)  # a thing is named in the theme more than elsewhere by this share, or so many times
_QUOTED_WORDS = (3, 12)  # words of a sentence that can be a title, whole
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_LONG = 0.01  # what each word over eight takes away from nearness (cosine)
_GOOD_LENGTH = 8
_MOST = 20  # notes named for a theme
_POOL = 2000  # notes of a theme that are weighed; of more, so many stand for all
_WORDS = 0.3  # what it adds to nearness (cosine) that a note uses all content words of the title
_SAME_PLACE = 0.12  # what a note loses whose table and kind have been shown already: people hear others too
_LENGTH = (4, 30)  # words of a note that can be quoted whole and says something
_LOST = 0.15  # what it loses that it has fewer, or more


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


def order_shown(
    themes: DataFrame[Themes],
    codings: DataFrame[Codings],
    safe_notes: DataFrame[SafeNotes],
    vectors: Vectors,
    embed: Embed,
) -> DataFrame[Themes]:
    """Themes with the notes that best show their titles; "Other points" has no title to show.

    Args:
        themes: Under the titles they will be printed with.
    """
    if not len(themes):
        return themes
    titles = embed(themes["title"].tolist())
    places = codings.groupby("theme_id").indices
    shown = []
    for theme_id, title, vector in zip(themes["theme_id"], themes["title"], titles, strict=True):
        own = places.get(theme_id, np.zeros(0, dtype=np.int64))
        own = own[:: max(1, -(-len(own) // _POOL))]
        if theme_id.endswith(OTHER) or not len(own):
            shown.append("")
            continue
        ids, words, *stands = (
            column.iloc[own].tolist()
            for column in (codings["note_id"], *(safe_notes[name] for name in ("words", "table", "kind")))
        )
        scores = weigh_notes(title, words, vectors[own] @ vector)
        order = _take_turns(scores, list(zip(*stands, strict=True)))
        shown.append(SEPARATOR.join(ids[place] for place in order))
    return check_table(Themes, themes.assign(shown=shown))


def weigh_notes(title: str, words: Sequence[str], near: npt.NDArray[np.floating]) -> npt.NDArray[np.float64]:
    """How well each note shows a title: nearness, words in common, and a length that can be quoted."""
    content = find_content(title)
    scores = near.astype(np.float64)
    for place, text in enumerate(words):
        plain = PLACEHOLDER.sub(" ", text)
        length = len(plain.split())
        scores[place] -= _LOST * (not _LENGTH[0] <= length <= _LENGTH[1]) + (length == 0)
        if title.startswith(QUOTED[0]) and plain.strip().startswith(title.strip("“” …")):
            scores[place] -= 1.0  # it stands in the title already
        if content:
            used = find_content(plain)
            met = sum(any(same_word(word, other) for other in used) for word in content)
            scores[place] += _WORDS * met / len(content)
    return np.round(scores, 6)


def _take_turns(scores: npt.NDArray[np.float64], stands: Sequence[tuple[str, str]]) -> list[int]:
    """The best note, then each time the best of those left, others than those shown going first."""
    left, taken, met = scores.copy(), list[int](), set[tuple[str, str]]()
    while len(taken) < min(_MOST, len(scores)):
        lost = np.array([_SAME_PLACE * (stand in met) for stand in stands])
        best = int(np.argmax(left - lost))
        taken.append(best)
        met.add(stands[best])
        left[best] = -np.inf
    return taken
