"""Titles from a theme's own notes: what many of them say, in somebody's words, or two things together.

Themes of a question are titled together, those that are surest of theirs first; a title that would say
nearly what another says gives way to the next best.

What was tried and left, by the sorted groups (tests/benchmarks/titles) and by reading titles blind: phrases
of one note as titles, alone or two together (nearer to people's names by vectors, worse to read: a
scrap says less than a clause); single words that many notes use ("Service"); a smaller weight of support
by several notes; the mean of the other themes as contrast in place of the nearest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.settings import ThemeSettings
from pipeline.tables.vectors import Embed, Vectors, normalise
from pipeline.themes.name.clauses import PLACEHOLDER
from pipeline.themes.name.title_scores import (
    POINTS_OUT,
    Candidates,
    Theme,
    find_candidates,
    lower_first,
    stands_alone,
    weigh_candidates,
)
from pipeline.themes.name.words import QuestionWords, read_words

_LONGEST = 9  # words of a title that is a note cut off
_JOINED_WORDS = 5  # each half of a title of two clauses
_FEW = 6  # among fewer notes than this the second half of a title may speak for one alone
_NEARLY = 0.15  # what a candidate loses that nearly says what another theme's title says

Taken = list[tuple[str, npt.NDArray[np.float64]]]  # titles given, with their vectors


@dataclass(frozen=True)
class Unnamed:
    """The themes of one question before they are called anything.

    Attributes:
        groups: For each theme, the places of its notes, most central first.
        words: The notes' words, personal details masked.
        terms: Each note's harmonised terms, joined by spaces.
        vectors: The notes' own vectors, without context.
    """

    groups: Sequence[Sequence[int]]
    words: Sequence[str]
    terms: Sequence[str]
    vectors: Vectors


def title_themes(titles: Sequence[str], part: Unnamed, embed: Embed, settings: ThemeSettings) -> list[str]:
    """Fill in missing titles from the themes' own notes.

    Args:
        titles: The titles given so far, empty where one is missing.
        part: The themes.
        embed: Embeds clauses in the space of the notes.
        settings: What is near, and what is enough.

    Returns:
        One title per theme, no two alike.
    """
    result = list(titles)
    missing = [theme for theme, title in enumerate(titles) if not title]
    if not missing:
        return result
    groups, words = part.groups, part.words
    own = part.vectors.astype(np.float64)
    centres = normalise(np.stack([own[list(group)].mean(axis=0) for group in groups]))
    question = QuestionWords(part.terms, groups)
    listed = {theme: find_candidates([words[place] for place in groups[theme]]) for theme in missing}
    given = [title for title in titles if title]
    known = _embed_all([*(found.words for found in listed.values()), given], embed)
    candidates = {
        theme: weigh_candidates(
            listed[theme],
            known,
            Theme(theme, centres, own[list(groups[theme])], groups[theme], question),
            settings,
        )
        for theme in missing
    }
    taken: Taken = [(title, known[title]) for title in given]
    for theme in sorted(missing, key=lambda theme: (-_find_best(candidates[theme]), theme)):
        chosen = _choose(candidates[theme], taken, question, settings)
        if chosen is None:
            others = {title.casefold() for title, _ in taken}
            chosen = _fall_back([words[place] for place in groups[theme]], others, theme), centres[theme]
        taken.append(chosen)
        result[theme] = chosen[0]
    return result


def _embed_all(texts: Sequence[Sequence[str]], embed: Embed) -> dict[str, npt.NDArray[np.float64]]:
    listed = list(dict.fromkeys(text for some in texts for text in some))
    return dict(zip(listed, embed(listed).astype(np.float64), strict=True)) if listed else {}


def _find_best(found: Candidates) -> float:
    return round(float(found.scores.max(initial=-np.inf)), 6)


def _choose(
    found: Candidates, taken: Taken, question: QuestionWords, settings: ThemeSettings
) -> tuple[str, npt.NDArray[np.float64]] | None:
    """The best candidate; a clause that speaks for few notes with one that speaks for others."""
    scores = found.scores.copy()
    free = []
    for row, words in enumerate(found.words):
        said = [
            _compare(words, found.vectors[row], title, vector, question, settings) for title, vector in taken
        ]
        scores[row] -= _NEARLY * any(said)
        if None not in said:
            free.append(row)
    if not free:
        return None
    free.sort(key=lambda row: (-round(float(scores[row]), 6), row))
    first = free[0]
    words, vector = found.words[first], found.vectors[first]
    long = len(words.split()) > _JOINED_WORDS
    if first < found.single and not long and not stands_alone(found.notes[first], settings):
        second = _find_second(found, free, question, settings)
        if second is not None:
            words = f"{words}, and {lower_first(found.words[second])}"
    return words[:1].upper() + words[1:], vector


def _find_second(
    found: Candidates, free: list[int], question: QuestionWords, settings: ThemeSettings
) -> int | None:
    """The best clause that speaks for notes the first does not speak for."""
    first = free[0]
    for row in free[1:]:
        if row >= found.single or len(found.words[row].split()) > _JOINED_WORDS:
            continue
        fresh = found.notes[row] & ~found.notes[first]
        if question.count_shared(found.words[row], found.words[first]):
            continue
        apart = float(found.vectors[row] @ found.vectors[first]) < settings.title_alike
        few = found.notes.shape[1] < _FEW and row < found.whole
        borne = found.notes[row].sum() >= 2 and fresh.sum() >= (1 if few else 2)
        if borne and apart and not POINTS_OUT.search(found.words[row]):
            return row
    return None


def _compare(
    words: str,
    vector: npt.NDArray[np.float64],
    title: str,
    other: npt.NDArray[np.float64],
    question: QuestionWords,
    settings: ThemeSettings,
) -> bool | None:
    """Whether a candidate nearly says what a title says; None where it says the same."""
    content = question.list_content(words)
    shared = question.count_shared(words, title)
    same = words.casefold() == title.casefold() or (content and shared == len(content))
    if same or float(vector @ other) >= settings.title_alike:
        return None
    if not shared:
        return False
    # Beside what they share there is one word left at most, or only words of the whole question.
    left = [word for word in content if not question.is_common(word)]
    return shared >= min(len(content), len(question.list_content(title))) - 1 or not left


def _fall_back(notes: Sequence[str], taken: set[str], theme: int) -> str:
    """The shortest of the more central notes, whole; else the most central one, cut off."""
    whole = [PLACEHOLDER.sub("", note).strip(" .,;:!") for note in notes[: (len(notes) + 1) // 2]]
    short = [
        note
        for note in whole
        if 1 < len(note.split()) <= _LONGEST
        and note.casefold() not in taken
        and note.split()[0].lower() not in read_words("torn_start")
    ]
    if short:
        chosen = min(short, key=lambda note: (len(note), note))
        return chosen[:1].upper() + chosen[1:]
    tokens = PLACEHOLDER.sub("", notes[0]).split()
    title = " ".join(tokens[:_LONGEST]) + ("…" if len(tokens) > _LONGEST else "")
    title = title[:1].upper() + title[1:]
    if not title or title.casefold() in taken:
        return f"{title or 'Other points'} ({theme + 1})"
    return title
