"""Titles from a theme's own notes: a clause that speaks for many of them, or two joined.

A candidate is a clause that somebody wrote. What counts is how near it is to the theme and no other,
and how many of the theme's notes say something like it; a clause that only one note bears out is a
detail, however near the middle it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.settings import ThemeSettings
from pipeline.themes.clauses import GOOD_WORDS, PLACEHOLDER, find_clauses, find_phrases, same_word
from pipeline.themes.represent import Embed, Vectors, normalise

_LONGEST = 9  # words of a title that is a note cut off
_JOINED_WORDS = 5  # each half of a title of two clauses
# What points outside the clause needs the rest of its note to be understood.
_POINTS_OUT = re.compile(
    r"\b(?:it|it['’]\w+|its|they|them|their|this|that|that['’]\w+|these|those|here|there|there['’]\w+|then|"
    r"we|we['’]\w+|us|our|ours|you|you['’]\w+|your|also|same|such|one|ones|etc|eg|ie)\b",
    re.IGNORECASE,
)
_VERBS = re.compile(
    r"\b(?:is|are|was|were|be|been|am|has|have|had|do|does|did|can|could|will|would|shall|should|must|may|"
    r"might|get|gets|got|went|goes|came|comes|took|made|said|told|felt|gave|knew|let|\w+n['’]t|cannot)\b",
    re.IGNORECASE,
)
_EMPTY = frozenset(
    ["the", "a", "an", "of", "to", "in", "on", "at", "for", "with", "by", "from", "and", "or", "not", "no",
     "is", "are", "was", "were", "be", "more", "less", "too", "very", "so", "as", "all", "some", "any", "who",
     "what", "how", "when", "where", "why", "if", "but", "up", "out", "about", "than", "well", "good",
     "better"]
)  # fmt: skip

_FEW = 6  # among fewer notes than this the second half of a title may speak for one alone
_SUPPORT = 0.45  # what support by all notes adds to nearness
_ALONE = 0.08  # what a clause loses that no second note bears out
_PIECE = 0.05  # what a piece of a clause loses: what somebody wrote whole reads better
_WEAK_PIECE = 0.3  # what it loses if it does not speak for enough notes
_LONG = 0.03  # what each word beyond the good number takes away
_VERB = 0.06  # what a verb takes away: a title names a thing
_POINTING = 0.12  # what pointing outside the clause takes away
_SHORT = 0.05  # what two words must be nearer by than three, which say more


@dataclass(frozen=True)
class _Clauses:
    """Candidates of one theme: their words, vectors, score, and which notes of the theme bear each out."""

    words: list[str]
    vectors: npt.NDArray[np.float64]
    scores: npt.NDArray[np.float64]
    notes: npt.NDArray[np.bool_]  # one row per clause, one column per note
    whole: int  # the first so many are whole clauses; the others are pieces of one


def title_themes(
    titles: Sequence[str],
    groups: Sequence[Sequence[int]],
    words: Sequence[str],
    terms: Sequence[str],
    vectors: Vectors,
    embed: Embed,
    settings: ThemeSettings,
) -> list[str]:
    """Fill in missing titles from the themes' own notes.

    Args:
        titles: The titles given so far, empty where one is missing.
        groups: For each theme, the places of its notes, most central first.
        words: The notes' words.
        terms: Each note's harmonised terms, joined by spaces.
        vectors: The notes' vectors.
        embed: Embeds clauses in the same space.
        settings: What is near, and what is enough.

    Returns:
        One title per theme, no two alike.
    """
    result = list(titles)
    missing = [theme for theme, title in enumerate(titles) if not title]
    if not missing:
        return result
    own = vectors.astype(np.float64)
    centres = normalise(np.stack([own[list(group)].mean(axis=0) for group in groups]))
    clauses = {theme: find_clauses([words[place] for place in groups[theme]]) for theme in missing}
    whole = {theme: len(found) for theme, found in clauses.items()}
    for theme in missing:
        phrases = find_phrases([words[place] for place in groups[theme]])
        clauses[theme] = list(dict.fromkeys([*clauses[theme], *phrases]))
    known = _embed_all([*clauses.values(), [title for title in titles if title]], embed)
    for theme in missing:
        group = list(groups[theme])
        own_terms = [terms[place].split() for place in group]
        candidates = _weigh(
            clauses[theme], whole[theme], known, theme, centres, own[group], own_terms, settings
        )
        others = [title for title in result if title]
        title = _choose(candidates, others, known, settings)
        result[theme] = title or _fall_back(words[group[0]], {other.casefold() for other in others}, theme)
        known.setdefault(result[theme], _known_vector(result[theme], candidates, centres[theme]))
    return result


def _embed_all(texts: Sequence[Sequence[str]], embed: Embed) -> dict[str, npt.NDArray[np.float64]]:
    listed = list(dict.fromkeys(text for some in texts for text in some))
    return dict(zip(listed, embed(listed).astype(np.float64), strict=True)) if listed else {}


def _weigh(
    clauses: list[str],
    whole: int,
    known: dict[str, npt.NDArray[np.float64]],
    theme: int,
    centres: npt.NDArray[np.float64],
    notes: npt.NDArray[np.float64],
    terms: list[list[str]],
    settings: ThemeSettings,
) -> _Clauses:
    if not clauses:
        return _Clauses(
            [], np.zeros((0, notes.shape[1])), np.zeros(0), np.zeros((0, len(notes)), dtype=bool), 0
        )
    vectors = np.stack([known[clause] for clause in clauses])
    closeness = vectors @ centres.T
    others = np.delete(closeness, theme, axis=1)
    scores = closeness[:, theme] - (0.5 * others.max(axis=1) if others.shape[1] else 0.0)
    borne = vectors @ notes.T >= settings.title_near_note
    said_of = [frozenset(own) for own in terms]
    every = sorted(frozenset().union(*said_of))
    forms: dict[str, frozenset[str]] = {}  # the terms that are forms of a word, looked for once
    for row, clause in enumerate(clauses):
        said = _content(clause)
        for word in said:
            if word not in forms:
                forms[word] = frozenset(term for term in every if same_word(word, term))
        shared = [sum(not forms[word].isdisjoint(own) for word in said) for own in said_of]
        borne[row] |= np.array(shared) * 2 > len(said)
        length = len(clause.split())
        scores[row] += _SUPPORT * borne[row].mean()
        if row >= whole:
            scores[row] -= _PIECE if _stands(borne[row], settings) else _WEAK_PIECE
        elif borne[row].sum() < 2:
            scores[row] -= _ALONE
        scores[row] -= _LONG * max(0, length - GOOD_WORDS[1]) + _SHORT * (length == GOOD_WORDS[0])
        scores[row] -= _VERB * bool(_VERBS.search(clause)) + _POINTING * bool(_POINTS_OUT.search(clause))
    return _Clauses(clauses, vectors, scores, borne, whole)


def _choose(
    found: _Clauses, taken: list[str], known: dict[str, npt.NDArray[np.float64]], settings: ThemeSettings
) -> str:
    """The best clause; where it speaks for few notes, together with one that speaks for others."""
    ranked = sorted(range(len(found.words)), key=lambda row: (-round(float(found.scores[row]), 6), row))
    free = [row for row in ranked if not _is_taken(found, row, taken, known, settings)]
    if not free:
        return ""
    first = free[0]
    if _stands(found.notes[first], settings):
        return _capitalise(found.words[first])
    second = _find_second(found, free, settings)
    if second is None or len(found.words[first].split()) > _JOINED_WORDS:
        return _capitalise(found.words[first])
    return f"{_capitalise(found.words[first])}, and {_lower(found.words[second])}"


def _stands(notes: npt.NDArray[np.bool_], settings: ThemeSettings) -> bool:
    """Whether a clause that these notes bear out speaks for enough of the theme."""
    return bool(notes.sum() >= 2 and notes.mean() >= settings.title_share)


def _find_second(found: _Clauses, free: list[int], settings: ThemeSettings) -> int | None:
    """The best clause that speaks for notes the first does not speak for."""
    first = free[0]
    for row in free[1:]:
        fresh = found.notes[row] & ~found.notes[first]
        apart = float(found.vectors[row] @ found.vectors[first]) < settings.title_alike
        few = found.notes.shape[1] < _FEW and row < found.whole
        plain = not _POINTS_OUT.search(found.words[row])
        borne = found.notes[row].sum() >= 2 and fresh.sum() >= (1 if few else 2)
        if borne and apart and plain and len(found.words[row].split()) <= _JOINED_WORDS:
            return row
    return None


def _is_taken(
    found: _Clauses,
    row: int,
    taken: list[str],
    known: dict[str, npt.NDArray[np.float64]],
    settings: ThemeSettings,
) -> bool:
    """Whether another theme of the question has a title that says the same."""
    clause, vector = found.words[row], found.vectors[row]
    said = _content(clause)
    for title in taken:
        if title.casefold() == clause.casefold():
            return True
        shared = sum(any(same_word(word, other) for other in _content(title)) for word in said)
        if said and shared == len(said):
            return True
        if title in known and float(vector @ known[title]) >= settings.title_alike:
            return True
    return False


def _known_vector(title: str, found: _Clauses, centre: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The vector of a title just given, without asking the model again."""
    for row, clause in enumerate(found.words):
        if title.casefold().startswith(clause.casefold()):
            vector: npt.NDArray[np.float64] = found.vectors[row]
            return vector
    return centre


def _content(clause: str) -> list[str]:
    """The words of a clause that say what it is about."""
    words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", clause.lower())
    return [word for word in words if word not in _EMPTY]


def _fall_back(words: str, taken: set[str], theme: int) -> str:
    tokens = PLACEHOLDER.sub("", words).split()
    title = _capitalise(" ".join(tokens[:_LONGEST])) + ("…" if len(tokens) > _LONGEST else "")
    if not title or title.casefold() in taken:
        return f"{title or 'Other points'} ({theme + 1})"
    return title


def _capitalise(title: str) -> str:
    return title[:1].upper() + title[1:]


def _lower(clause: str) -> str:
    """A clause as it goes on inside a title; capitals that are not a sentence's first stay."""
    first = clause.split()[0]
    return clause[:1].lower() + clause[1:] if first[1:].islower() or len(first) == 1 else clause
