"""Titles for themes: from the codebook where a code fits the theme as a whole, else its own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.settings import ThemeSettings
from pipeline.themes.codebook.codes import Code, Codebook
from pipeline.themes.group.represent import Embed, Vectors
from pipeline.themes.name.alignment import CodeFits, assign_codes, embed_codes, measure_code_fits
from pipeline.themes.name.titles import title_themes


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


@dataclass(frozen=True)
class Name:
    """What a theme is called and why.

    Attributes:
        title: Plain English.
        code: The codebook's code that gave the title, or None when its own notes did.
        fit: Similarity of theme and nearest code, whether or not it gave the title; 0 without codes.
        definition: What a second reader says it is about, or empty.
        by_reader: Whether that reader gave the title.
    """

    title: str
    code: Code | None
    fit: float
    definition: str = ""
    by_reader: bool = False


def name_themes(
    questions: Sequence[Unnamed], codebook: Codebook, embed: Embed, settings: ThemeSettings
) -> list[list[Name]]:
    """Name the themes of an event.

    A codebook that would name next to none of them names none: the odd one would be an accident.

    Args:
        questions: The themes of each question.
        codebook: The codes, with what is expected of this event; there may be none.
        embed: Embeds codes and candidate titles in the space of the notes.
        settings: From which fit a code may name a theme.

    Returns:
        One name per theme and question, no two titles of a question alike.
    """
    codes = codebook.codes
    code_vectors = embed_codes(codebook, embed)
    fits = [measure_code_fits(part.groups, part.vectors, code_vectors, codes) for part in questions]
    given = _withhold([assign_codes(fit, codes, settings) for fit in fits], codes, settings)
    return [
        _name_question(part, fit, own, codes, embed, settings)
        for part, fit, own in zip(questions, fits, given, strict=True)
    ]


def _withhold(
    given: list[list[int | None]], codes: Sequence[Code], settings: ThemeSettings
) -> list[list[int | None]]:
    """Take a codebook's names back where it has too few to be of use; what is expected stays."""
    divided = [code for own in given if len(own) > 1 for code in own]
    named = sum(code is not None and not codes[code].expected for code in divided)
    if named >= settings.codebook_share * len(divided):
        return given
    return [[code if code is not None and codes[code].expected else None for code in own] for own in given]


def _name_question(
    part: Unnamed,
    fits: CodeFits,
    given: list[int | None],
    codes: Sequence[Code],
    embed: Embed,
    settings: ThemeSettings,
) -> list[Name]:
    if len(part.groups) == 1:
        return [Name("All notes together", None, 0.0)]
    named = [codes[code] if code is not None else None for code in given]
    titles = title_themes(
        [code.title if code is not None else "" for code in named],
        part.groups,
        part.words,
        part.terms,
        part.vectors,
        embed,
        settings,
    )
    nearest = np.max(fits.themes, axis=1, initial=-1.0) if codes else np.zeros(len(named))
    return [
        Name(title, code, float(fit))
        for title, code, fit in zip(titles, named, nearest.tolist(), strict=True)
    ]
