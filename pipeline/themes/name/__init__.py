"""Titles and terms for groups of notes, from the notes' own words or a codebook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.settings import ThemeSettings
from pipeline.tables import UNDIVIDED_TITLE
from pipeline.tables.notes import Embed, Vectors, normalise
from pipeline.themes.codebook import Code, Codebook, embed_codes
from pipeline.themes.name.titles import Unnamed

_FEW_NEARER = 3  # codes nearer to a note than one that it still bears out, and one more

Fits = npt.NDArray[np.float64]  # one row per theme, one column per code


@dataclass(frozen=True)
class Name:
    """What a theme is called and why."""

    title: str  # plain English; empty until it is found among the notes
    code: Code | None  # the codebook's code that gave the title, or None when its own notes did
    fit: float  # similarity of theme and nearest code, whether or not it gave the title; 0 without codes
    definition: str = ""  # what a language model says it is about, or empty
    basis: str = "discovered"  # where the title comes from, as in the table of themes


@dataclass(frozen=True)
class CodeFits:
    """How near the themes of a question are to the codes."""

    themes: Fits  # similarity of each theme as a whole and each code
    notes: Fits  # share of each theme's notes that are nearer to this code than to any other of the book
    # The notes of each theme, as a share, that bear a code's title out: near enough to it, and to few
    # others of the book nearer
    borne: Fits


def name_by_codes(
    questions: Sequence[Unnamed], codebook: Codebook, embed: Embed, settings: ThemeSettings
) -> list[list[Name]]:
    """Name the themes of an event that a code fits; the titles of the others are left empty.

    Returns:
        One name per theme and question.
    """
    codes = codebook.codes
    code_vectors = embed_codes(codebook, embed)
    fits = [
        measure_code_fits(part.groups, part.vectors, code_vectors, codes, settings.code_near_note)
        for part in questions
    ]
    given = [assign_codes(fit, codes, settings) for fit in fits]
    names = []
    for fit, own in zip(fits, given, strict=True):
        named = [codes[code] if code is not None else None for code in own]
        nearest = np.max(fit.themes, axis=1, initial=-1.0) if codes else np.zeros(len(named))
        names.append(
            [
                Name(code.title, code, near, basis="codebook") if code else Name("", None, near)
                for code, near in zip(named, nearest.tolist(), strict=True)
            ]
            if len(named) > 1
            else [Name(UNDIVIDED_TITLE, None, 0.0)]
        )
    return names


def measure_code_fits(
    groups: Sequence[Sequence[int]],
    vectors: Vectors,
    code_vectors: Vectors,
    codes: Sequence[Code],
    near: float,
) -> CodeFits:
    """How near each theme is to each code, and whether its notes say so one by one.

    Args:
        groups: For each theme, the places of its notes.
        near: From which similarity on a note bears a code's title out.
    """
    shape = (len(groups), len(codes))
    if not codes:
        return CodeFits(np.zeros(shape), np.zeros(shape), np.zeros(shape))
    expected = np.array([code.expected for code in codes], dtype=bool)
    similarity = vectors.astype(np.float64) @ code_vectors.astype(np.float64).T
    centres = normalise(np.stack([vectors[list(group)].astype(np.float64).mean(axis=0) for group in groups]))
    agreeing = np.zeros(shape)
    bears = (similarity >= near) & (_rank(np.where(expected, -np.inf, similarity)) < _FEW_NEARER)
    borne = np.stack([bears[list(group)].mean(axis=0) for group in groups])
    if not expected.all():
        nearest = np.argmax(np.where(expected, -np.inf, similarity), axis=1)
        for theme, group in enumerate(groups):
            agreeing[theme] = np.bincount(nearest[list(group)], minlength=len(codes)) / len(group)
    return CodeFits(centres @ code_vectors.astype(np.float64).T, agreeing, borne)


def _rank(similarity: Fits) -> npt.NDArray[np.int64]:
    """For each note and code, how many codes are nearer to it."""
    order = np.argsort(-np.round(similarity, 6), axis=1, kind="stable")
    ranks = np.empty_like(order)
    np.put_along_axis(ranks, order, np.arange(similarity.shape[1])[None, :], axis=1)
    return ranks


def assign_codes(fits: CodeFits, codes: Sequence[Code], settings: ThemeSettings) -> list[int | None]:
    """The code that names each theme, or None.

    A code names at most one theme of a question, the nearest first. What is expected of the event comes
    before the codebook.
    """
    expected = np.array([code.expected for code in codes], dtype=bool)
    given: list[int | None] = [None] * len(fits.themes)
    if expected.any():
        # There may be one of them only, so there is nothing that it could stand out from.
        _give(fits.themes, (fits.themes >= settings.expected_fit) & expected, given)
    if not expected.all():
        book = fits.themes[:, ~expected]
        allowed = fits.themes >= settings.code_fit
        allowed &= fits.themes - book.mean(axis=1, keepdims=True) >= settings.code_margin
        allowed &= fits.notes >= settings.code_agree
        allowed &= fits.borne >= settings.code_borne
        # Where another code is nearly as near, either could name it, and neither tells what it is about.
        others = np.sort(book, axis=1)[:, -2:-1] if book.shape[1] > 1 else np.full((len(book), 1), -1.0)
        allowed &= np.round(fits.themes - others, 6) >= settings.code_ahead
        _give(fits.themes, allowed & ~expected, given)
    return given


def _give(themes: Fits, allowed: npt.NDArray[np.bool_], given: list[int | None]) -> None:
    """Give codes to themes that have none yet, the nearest pair first."""
    pairs = sorted(np.argwhere(allowed).tolist(), key=lambda pair: (-round(themes[*pair], 6), *pair))
    for theme, code in pairs:
        if given[theme] is None and code not in given:
            given[theme] = code
