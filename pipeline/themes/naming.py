"""Titles for themes: from the codebook where a code fits the theme as a whole, else its own words.

A whole theme against all of a code's words is far steadier than one note against one example, so the
codebook names and compares; it never moves a note.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.settings import ThemeSettings
from pipeline.themes.codebook import Code, Codebook
from pipeline.themes.represent import Embed, Vectors, normalise

_TITLE_WORDS = (2, 9)  # fewer say too little, more are a sentence
_CLAUSE_END = re.compile(r"\s[-–—]+\s?|[-–—]+\s|(?<!\d)[.,:]|[.,:](?!\d)|[;!?()\"“”•…/\n]+")
_PLACEHOLDER = re.compile(r"\[[^\]]*\]")
# Figures, and what somebody says of themselves, belong to one note rather than to a theme.
_ONE_NOTE_ONLY = re.compile(r"\d|\b(?:I|I['’]\w+|me|my|mine|he|she|his|her|him)\b")
_SHORT_TITLE = 0.05  # what two words must be nearer by than three, which say more
# A title that begins or ends with one of these is a piece torn out of a sentence.
_TORN_START = frozenset(
    ["and", "or", "but", "so", "then", "than", "because", "if", "of", "to", "as", "which", "that", "who",
     "is", "are", "was", "were", "it", "they"]
)  # fmt: skip
_TORN_END = frozenset(
    ["and", "or", "but", "so", "the", "a", "an", "of", "to", "in", "on", "at", "for", "with", "by", "from",
     "is", "are", "was", "were", "be", "as", "that", "which", "who", "not", "our", "your", "their", "my",
     "this", "these", "e.g", "i.e", "etc"]
)  # fmt: skip


@dataclass(frozen=True)
class Name:
    """What a theme is called and why.

    Attributes:
        title: Plain English.
        code: The codebook's code that gave the title, or None when its own notes did.
        fit: Similarity of theme and nearest code, whether or not it gave the title.
    """

    title: str
    code: Code | None
    fit: float


def embed_codes(codebook: Codebook, embed: Embed) -> Vectors:
    """One vector per code: half its title and definition, half its examples."""
    texts: list[str] = []
    for code in codebook.codes:
        texts += [code.title, code.definition, *code.include, *code.examples]
    known = dict(zip(texts, embed(texts).astype(np.float64), strict=True))
    rows = []
    for code in codebook.codes:
        said = np.mean([known[text] for text in (code.title, code.definition, *code.include)], axis=0)
        meant = np.mean([known[text] for text in code.examples], axis=0) if code.examples else said
        rows.append(said + meant)
    return normalise(np.stack(rows)).astype(np.float32)


def name_themes(
    groups: Sequence[Sequence[int]],
    words: Sequence[str],
    vectors: Vectors,
    codebook: Codebook,
    code_vectors: Vectors,
    embed: Embed,
    settings: ThemeSettings,
) -> list[Name]:
    """Name the themes of one question.

    Each code names at most one theme of a question: the best fit first.

    Args:
        groups: For each theme, the places of its notes, most central first.
        words: The notes' words, personal details masked.
        vectors: The notes' own vectors, without context.
        codebook: The codes.
        code_vectors: One row per code, from embed_codes.
        embed: Embeds candidate titles in the same space.
        settings: From which fit a code may name a theme.

    Returns:
        One name per theme, no two titles alike.
    """
    centres = normalise(np.stack([vectors[list(group)].astype(np.float64).mean(axis=0) for group in groups]))
    fits = centres @ code_vectors.astype(np.float64).T
    given = _assign_codes(fits, settings)
    titles = [codebook.codes[code].title if code is not None else "" for code in given]
    _title_from_words(titles, groups, words, centres, embed)
    return [
        Name(title, codebook.codes[code] if code is not None else None, float(fit.max()))
        for title, code, fit in zip(titles, given, fits, strict=True)
    ]


def _assign_codes(fits: npt.NDArray[np.float64], settings: ThemeSettings) -> list[int | None]:
    stand_out = fits - fits.mean(axis=1, keepdims=True)
    allowed = (fits >= settings.code_fit) & (stand_out >= settings.code_margin)
    # A code that is far from a theme's best is no name for it, only what was left over.
    allowed &= fits >= fits.max(axis=1, keepdims=True) - settings.code_margin / 2
    pairs = sorted(np.argwhere(allowed).tolist(), key=lambda pair: (-round(fits[*pair], 6), *pair))
    given: list[int | None] = [None] * len(fits)
    for theme, code in pairs:
        if given[theme] is None and code not in given:
            given[theme] = code
    return given


def _title_from_words(
    titles: list[str],
    groups: Sequence[Sequence[int]],
    words: Sequence[str],
    centres: npt.NDArray[np.float64],
    embed: Embed,
) -> None:
    """Fill in the missing titles: the clause from a theme's own notes nearest to it and to no other."""
    for theme, group in enumerate(groups):
        if titles[theme]:
            continue
        taken = {title.casefold() for title in titles}
        clauses = [
            clause
            for clause in find_clauses([words[place] for place in group])
            if clause.casefold() not in taken
        ]
        if not clauses:
            titles[theme] = _fall_back(words[group[0]], taken, theme)
            continue
        closeness = embed(clauses).astype(np.float64) @ centres.T
        others = np.delete(closeness, theme, axis=1)
        distinct = closeness[:, theme] - (0.5 * others.max(axis=1) if others.shape[1] else 0.0)
        distinct -= _SHORT_TITLE * np.array([len(clause.split()) == 2 for clause in clauses])
        best = int(np.argmax(np.round(distinct, 6)))
        titles[theme] = _capitalise(clauses[best])


def find_clauses(words: Sequence[str]) -> list[str]:
    """Clauses of notes that could stand as a title: whole, of a few words, nobody's details in them."""
    clauses: dict[str, None] = {}
    for note in words:
        for part in _CLAUSE_END.split(note):
            clause = part.strip(" '‘’*_-–—")
            tokens = clause.split()
            if not _TITLE_WORDS[0] <= len(tokens) <= _TITLE_WORDS[1]:
                continue
            if _PLACEHOLDER.search(clause) or _ONE_NOTE_ONLY.search(clause):
                continue
            if tokens[0].lower() in _TORN_START or tokens[-1].lower() in _TORN_END:
                continue
            clauses[clause] = None
    return list(clauses)


def _fall_back(words: str, taken: set[str], theme: int) -> str:
    tokens = _PLACEHOLDER.sub("", words).split()
    title = _capitalise(" ".join(tokens[: _TITLE_WORDS[1]])) + ("…" if len(tokens) > _TITLE_WORDS[1] else "")
    if not title or title.casefold() in taken:
        return f"{title or 'Other points'} ({theme + 1})"
    return title


def _capitalise(title: str) -> str:
    return title[:1].upper() + title[1:]
