"""What themes are called, by a codebook or by a language model.

Vectors put notes together that have no name in common; a code has its title before any note is read, so what
is nearer to it than to any other code can be called by it. (Deductive coding with an a-priori codebook, as in
framework analysis: Ritchie and Spencer 1994.) Of a sorting that a language model proposes its groups and
titles are taken up, and nothing that is missing; what needs vectors (strength, neighbours, key points,
stability) is measured on its groups as on any other.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from pandera.typing.pandas import DataFrame

from pipeline.settings import ThemeSettings
from pipeline.tables import MODEL_OTHER, OTHER_TITLE, UNDIVIDED_TITLE, ModelCodings, ModelThemes
from pipeline.tables.notes import Embed, Labels, Vectors, normalise
from pipeline.themes.codebook import Code, Codebook, embed_codes
from pipeline.themes.name.titles import Unnamed

_FEW_NEARER = 3  # codes nearer to a note than one that it still bears out, and one more
# Share of a theme's notes that are nearer to its code than to any other. Two readers who knew no rule
# accepted 0.86 of 81 titles of themes with 0.65 and more, and 0.65 of 25 below, subjects unseen.
_MOSTLY = 0.65
_JOINS = 0.3  # how near (cosine, in context) a note must be to the others of a theme that it joins

Numbers = npt.NDArray[np.float64]


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
    """How near the themes of a question are to the codes: one row per theme, one column per code."""

    themes: Numbers  # similarity of each theme as a whole and each code
    notes: Numbers  # share of each theme's notes that are nearer to this code than to any other of the book
    # The notes of each theme, as a share, that bear a code's title out: near enough to it, and to few
    # others of the book nearer
    borne: Numbers


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


def _rank(similarity: Numbers) -> npt.NDArray[np.int64]:
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


def _give(themes: Numbers, allowed: npt.NDArray[np.bool_], given: list[int | None]) -> None:
    """Give codes to themes that have none yet, the nearest pair first."""
    pairs = sorted(np.argwhere(allowed).tolist(), key=lambda pair: (-round(themes[*pair], 6), *pair))
    for theme, code in pairs:
        if given[theme] is None and code not in given:
            given[theme] = code


def code_notes(
    labels: Labels,
    mixed: Vectors,
    vectors: Vectors,
    code_vectors: Vectors,
    free: Sequence[bool],
    settings: ThemeSettings,
) -> tuple[Labels, list[int]]:
    """Make themes of codes among the notes that are in no theme yet.

    The code whose notes hold together best comes first. A note that is near to such a theme joins it, as long
    as most of its notes are nearest to its code.

    Args:
        labels: Theme of each note, numbered from 0; -1 for the notes to be looked through.
        mixed: The notes in context, as they were grouped.
        vectors: The notes' own vectors, without context.
        free: Whether each code may still name a theme.

    Returns:
        The labels with those themes in them, numbered on, and the code of each.
    """
    labels = labels.copy()
    exact = mixed.astype(np.float64)
    own_vectors, book = vectors.astype(np.float64), code_vectors.astype(np.float64)
    near = np.round(own_vectors @ book.T, 6)

    def stands_out(theme: Labels, code: int) -> bool:
        return measure_ahead(own_vectors[theme], book, code) >= settings.code_ahead

    nearest, sure = np.argmax(near, axis=1), near.max(axis=1) >= settings.code_near_note
    codes: list[int] = []
    first = int(labels.max()) + 1
    while first + len(codes) < settings.most_themes:
        found = []
        for code in np.unique(nearest[(labels == -1) & sure]).tolist():
            own = np.flatnonzero((labels == -1) & sure & (nearest == code))
            if not free[code] or len(own) < settings.smallest_theme or not stands_out(own, code):
                continue
            # How near each of them is to the others.
            together = np.einsum("nd,nd->n", exact[own], normalise(exact[own].sum(axis=0) - exact[own]))
            holds = round(float((together - settings.belongs).sum()), 6)
            if holds > 0:
                found.append((-holds, code, own))
        if not found:
            break
        _, code, own = min(found, key=lambda one: one[:2])
        labels[own] = first + len(codes)
        codes.append(code)
    if codes:
        _join_near(labels, exact, [*[-1] * first, *codes], nearest, stands_out)
    return labels, codes


def measure_ahead(notes: Numbers, code_vectors: Numbers, code: int) -> float:
    """How much nearer (cosine) the middle of these notes is to a code than to the next one."""
    near = code_vectors @ normalise(notes.mean(axis=0, keepdims=True))[0]
    others = np.delete(near, code)
    return round(float(near[code] - others.max(initial=-1.0)), 6)


def _join_near(
    labels: Labels,
    exact: Numbers,
    codes: list[int],
    nearest: Labels,
    stands_out: Callable[[Labels, int], bool],
) -> None:
    """Put notes into the theme they are nearest to, the nearest first."""
    centres = normalise(np.stack([exact[labels == theme].sum(axis=0) for theme in range(len(codes))]))
    near = np.round(exact @ centres.T, 6)
    free = np.flatnonzero(labels == -1)
    best = np.argmax(near, axis=1)
    for place in sorted(free.tolist(), key=lambda note: (-near[note, best[note]], note)):
        theme = int(best[place])
        if near[place, theme] < _JOINS:
            break
        own = np.append(np.flatnonzero(labels == theme), place)
        borne = codes[theme] == -1 or (nearest[own] == codes[theme]).mean() >= _MOSTLY
        if borne and (codes[theme] == -1 or stands_out(own, codes[theme])):
            labels[place] = theme


@dataclass(frozen=True)
class Proposal:
    """What the language model says of an event: its themes, and the theme of each note that it sorted."""

    themes: DataFrame[ModelThemes]
    codings: DataFrame[ModelCodings]


@dataclass(frozen=True)
class Given:
    """A proposed sorting of one question."""

    # Group number of each note, from 0 by first appearance; -1 where the model did not place it
    labels: Labels
    titles: tuple[str, ...]  # title of each group, empty where none was taken
    definitions: tuple[str, ...]  # its definition, likewise
    other: int | None  # the group of notes that fit no theme, or None


def take_sorting(question_id: str, note_ids: Sequence[str], proposal: Proposal | None) -> Given | None:
    """The proposed sorting of a question, or None where there is none."""
    if proposal is None:
        return None
    codings = proposal.codings[proposal.codings["question_id"] == question_id].set_index("note_id")
    said = codings["theme"].reindex(list(note_ids)).fillna("")
    numbers = {theme: number for number, theme in enumerate(said[said != ""].unique())}
    if len(numbers) < 2:
        return None
    themes = proposal.themes[proposal.themes["question_id"] == question_id].set_index("theme")
    named = themes.reindex(list(numbers)).fillna("")
    return Given(
        np.array([numbers.get(theme, -1) for theme in said], dtype=np.int64),
        tuple(named["title"]),
        tuple(named["definition"]),
        numbers.get(MODEL_OTHER),
    )


def prefer_given(names: Sequence[Name], given: Given | None, headings: Sequence[str]) -> list[Name]:
    """Names with the model's titles; a title that somebody expects of the event stays.

    A code that fits a theme stays with it as well, so that it can be compared across events. A theme that
    has the title of one of the write-up's headings is that heading's.
    """
    if given is None:
        return list(names)
    kept: list[Name] = []
    for place, (name, title, definition) in enumerate(
        zip(names, given.titles, given.definitions, strict=True)
    ):
        if place == given.other:
            kept.append(Name(OTHER_TITLE, None, 0.0, basis="other"))
            continue
        others = [other.title.casefold() for other in (*kept, *names[place + 1 :])]
        expected = name.code is not None and name.code.expected
        if title in headings and not expected:
            kept.append(dataclasses.replace(name, title=title, code=None, basis="heading"))
        elif not title or (name.title and (expected or title.casefold() in others)):
            kept.append(name)
        else:
            taken = sum(other.split(" (")[0] == title.casefold() for other in others)
            own = f"{title} ({taken + 1})" if taken else title
            kept.append(dataclasses.replace(name, title=own, definition=definition, basis="model"))
    return kept
