"""How well a candidate speaks for its theme: a score for each clause, phrase, word or pair of phrases.

What counts is how near it is to the theme and to no other, how many notes of the theme say something like
it, and whether its words are the theme's rather than the whole question's. The weights were chosen on half
of the sorted groups (tests/benchmarks/titles), and by reading: by vectors alone, scraps of one note would
weigh more. Around these values the figures hardly change (0.01).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from pipeline.settings import ThemeSettings
from pipeline.tables.vectors import normalise
from pipeline.themes.name.clauses import GOOD_WORDS, find_clauses, find_phrases
from pipeline.themes.name.words import QuestionWords, is_known, read_words

Vectors64 = npt.NDArray[np.float64]

# What points outside the clause needs the rest of its note to be understood.
POINTS_OUT = re.compile(
    r"\b(?:it|it['’]\w+|its|they|them|their|this|that|that['’]\w+|these|those|here|there|there['’]\w+|then|"
    r"we|we['’]\w+|us|our|ours|you|you['’]\w+|your|also|same|such|one|ones|etc|eg|ie)\b",
    re.IGNORECASE,
)
_VERBS = re.compile(
    r"\b(?:is|are|was|were|be|been|am|has|have|had|do|does|did|can|could|will|would|shall|should|must|may|"
    r"might|get|gets|got|went|goes|came|comes|took|made|said|told|felt|gave|knew|let|\w+n['’]t|cannot)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"(?:\w{2,}ed|lost|won|sat|stood|left|sent|put|paid|found|brought|ran|fell|bought|met|spent|heard) "
    r"(?:a|an|the|at|by|for|from|in|into|like|of|off|on|out|to|up|with|my|our)\b",
    re.IGNORECASE,
)

_OTHER_THEME = 0.5  # what nearness to another theme of the question takes away
_SUPPORT = 0.45  # what support by all notes adds to nearness
_TELLING = 0.2  # what a word adds that all notes of the theme use and none of the others
_COMMON = 0.2  # what is lost if all words are used all over the question
_VAGUE = 0.1  # what is lost if all words could be said of anything
_ALONE = 0.16  # what a clause loses that no second note bears out
_PIECE = 0.05  # what a piece of a clause loses: what somebody wrote whole reads better
_WEAK_PIECE = 0.32  # what it loses if it does not speak for enough notes
_PAIR = 0.12  # what a pair of phrases loses, which is more to read
_RARE = 0.08  # what a word takes away that one note uses: a name, a slip, somebody's daughter
_LONG = 0.03  # what each word beyond the good number takes away
_VERB = 0.05  # what a verb takes away: a title names a thing
_POINTING = 0.12  # what pointing outside the clause takes away
_SHORT = 0.04  # what two words must be nearer by than three, which say more ...
_SCRAP = 0.02  # ... and again if only one note bears them out

_PAIRED = 6  # phrases of a theme that pairs are made of
_PAIRED_WORDS = 3  # words of each
_PAIR_APART = 0.6  # the two halves of a pair are less alike than this
_PAIR_NEAR = 0.45  # two notes at least are this near to each half, or bear it out
_PAIR_NOTES = 3  # notes from which on a theme may need a pair


@dataclass(frozen=True)
class Candidates:
    """Candidates of one theme.

    Attributes:
        words: As they would stand in a title.
        vectors: One row per candidate.
        scores: The higher the better.
        notes: Which notes of the theme bear each out: one row per candidate, one column per note.
        whole: The first so many are whole clauses.
        single: The first so many are no pairs.
    """

    words: list[str]
    vectors: Vectors64
    scores: Vectors64
    notes: npt.NDArray[np.bool_]
    whole: int
    single: int


@dataclass(frozen=True)
class Theme:
    """One theme of a question as its titles are weighed.

    Attributes:
        place: Which of the themes.
        centres: The mean vectors of all themes.
        own: The vectors of its own notes, in the order of its group.
        group: The places of these notes.
        question: The words of the question's notes.
    """

    place: int
    centres: Vectors64
    own: Vectors64
    group: Sequence[int]
    question: QuestionWords


@dataclass(frozen=True)
class Found:
    """What could be a title of a theme, before it is weighed.

    Attributes:
        words: All candidates.
        whole: The first so many are whole clauses.
        naming: Those that name a thing, and could be half of a title.
    """

    words: list[str]
    whole: int
    naming: frozenset[str]


def find_candidates(words: Sequence[str]) -> Found:
    """All candidates from the words of a theme's notes."""
    whole, phrases = find_clauses(words), find_phrases(words)
    return Found(list(dict.fromkeys([*whole, *phrases])), len(whole), frozenset(phrases))


def weigh_candidates(
    found: Found,
    known: Mapping[str, Vectors64],
    theme: Theme,
    settings: ThemeSettings,
) -> Candidates:
    """Score the candidates of a theme, and pairs of its best phrases.

    Args:
        found: From find_candidates.
        known: The vector of every candidate.
        theme: Whose they are.
        settings: From which similarity on a note bears a candidate out.
    """
    words, whole = found.words, found.whole
    if not words:
        empty = np.zeros((0, theme.own.shape[1]))
        return Candidates([], empty, np.zeros(0), np.zeros((0, len(theme.group)), dtype=np.bool_), 0, 0)
    vectors = np.stack([known[text] for text in words])
    scores = _measure_nearness(vectors, theme)
    closeness = vectors @ theme.own.T
    notes = closeness >= settings.title_near_note
    group = list(theme.group)
    for row, text in enumerate(words):
        content = theme.question.list_content(text)
        using = np.array([theme.question.find_notes(word)[group] for word in content], dtype=np.bool_)
        if content:
            notes[row] |= using.sum(axis=0) * 2 > len(content)
        alone = notes[row].sum() < 2
        scores[row] += _SUPPORT * notes[row].mean() + _weigh_words(content, theme, bool(alone))
        if row >= whole:
            scores[row] -= _PIECE if stands_alone(notes[row], settings) else _WEAK_PIECE
        elif alone:
            scores[row] -= _ALONE
        scores[row] -= _weigh_form(text, bool(alone))
    plain = Candidates(words, vectors, scores, notes, whole, len(words))
    if stands_alone(notes[int(np.argmax(np.round(scores, 6)))], settings):
        return plain
    return _add_pairs(plain, found.naming, (closeness >= _PAIR_NEAR) | notes, theme)


def stands_alone(notes: npt.NDArray[np.bool_], settings: ThemeSettings) -> bool:
    """Whether a clause that these notes bear out speaks for enough of the theme."""
    return bool(notes.sum() >= 2 and notes.mean() >= settings.title_share)


def lower_first(clause: str) -> str:
    """A clause as it goes on inside a title; capitals that are not a sentence's first stay."""
    first = clause.split()[0]
    return clause[:1].lower() + clause[1:] if first[1:].islower() or len(first) == 1 else clause


def _measure_nearness(vectors: Vectors64, theme: Theme) -> Vectors64:
    closeness = vectors @ theme.centres.T
    others = np.delete(closeness, theme.place, axis=1)
    nearness: Vectors64 = closeness[:, theme.place] - (
        _OTHER_THEME * others.max(axis=1) if others.shape[1] else 0.0
    )
    return nearness


def _weigh_words(content: Sequence[str], theme: Theme, alone: bool) -> float:
    """What the words of a candidate add or take away."""
    if not content:
        return -_VAGUE
    question = theme.question
    mine = question.themes[theme.place]
    others = question.themes.any(axis=0) & ~mine
    telling = max(
        float(notes[mine].mean() - (notes[others].mean() if others.any() else 0.0))
        for notes in map(question.find_notes, content)
    )
    common = sum(question.is_common(word) for word in content) / len(content)
    vague = sum(word in read_words("vague") for word in content) / len(content)
    own = [word for word in content if alone and question.find_notes(word).sum() < 2]
    rare = any(not is_known(word) or word.removesuffix("'s") in read_words("relatives") for word in own)
    return _TELLING * telling - _COMMON * common - _VAGUE * vague - _RARE * rare


def _weigh_form(text: str, alone: bool) -> float:
    """What a candidate loses for how it reads."""
    length = len(text.split())
    short = length == GOOD_WORDS[0]
    # "Dropped like a stone": it happened to somebody, in one note.
    told = _TOLD.match(text) is not None
    lost = _LONG * max(0, length - GOOD_WORDS[1]) + _SHORT * short + _SCRAP * (short and alone)
    return lost + _VERB * (told or bool(_VERBS.search(text))) + _POINTING * bool(POINTS_OUT.search(text))


def _add_pairs(
    found: Candidates, naming: frozenset[str], near: npt.NDArray[np.bool_], theme: Theme
) -> Candidates:
    """Two phrases in one title, each said by several notes: what people call many of their themes."""
    if found.notes.shape[1] < _PAIR_NOTES:
        return found
    question = theme.question
    good = [
        row
        for row, text in enumerate(found.words)
        if near[row].sum() >= 2 and text in naming and _may_pair(text, question)
    ]
    good.sort(key=lambda row: (-round(float(found.scores[row]), 6), row))
    words, vectors, scores, notes = [], [], [], []
    for first, second in itertools.combinations(good[:_PAIRED], 2):
        one, other = found.words[first], found.words[second]
        borne = found.notes[first] | found.notes[second]
        fresh = (found.notes[second] & ~found.notes[first]).any() and (
            found.notes[first] & ~found.notes[second]
        ).any()
        apart = float(found.vectors[first] @ found.vectors[second]) < _PAIR_APART
        if not fresh or not apart or question.count_shared(one, other):
            continue
        vector = normalise((found.vectors[first] + found.vectors[second])[None])
        content = [*question.list_content(one), *question.list_content(other)]
        words.append(f"{one} and {lower_first(other)}")
        vectors.append(vector[0])
        scores.append(
            float(_measure_nearness(vector, theme)[0])
            + _SUPPORT * float(borne.mean())
            + _weigh_words(content, theme, alone=False)
            - _PAIR
        )
        notes.append(borne)
    if not words:
        return found
    return replace(
        found,
        words=[*found.words, *words],
        vectors=np.vstack([found.vectors, *vectors]),
        scores=np.append(found.scores, scores),
        notes=np.vstack([found.notes, *notes]),
    )


def _may_pair(text: str, question: QuestionWords) -> bool:
    """Whether a candidate is short and plain enough for one half of a title."""
    if len(text.split()) > _PAIRED_WORDS or re.search(r" and |&", text):
        return False
    torn = _VERBS.search(text) or POINTS_OUT.search(text) or _TOLD.match(text)
    return bool(question.list_content(text)) and not torn
