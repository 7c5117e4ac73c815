"""Themes of a code, among the notes whose groups have no title.

Vectors put notes together that have no name in common; a code has its title before any note is read, so what
is nearer to it than to any other code can be called by it. (Deductive coding with an a-priori codebook, as in
framework analysis: Ritchie and Spencer 1994.)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from pipeline.settings import ThemeSettings
from pipeline.tables.notes import Labels, Vectors, normalise

Numbers = npt.NDArray[np.float64]

# Share of a theme's notes that are nearer to its code than to any other. Two readers who knew no rule
# accepted 0.86 of 81 titles of themes with 0.65 and more, and 0.65 of 25 below, subjects unseen.
_MOSTLY = 0.65
_JOINS = 0.3  # how near (cosine, in context) a note must be to the others of a theme that it joins


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
            holds = round(float((_measure_together(exact[own]) - settings.belongs).sum()), 6)
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


def _measure_together(vectors: Numbers) -> Numbers:
    """How near each note is to the others."""
    near: Numbers = np.einsum("nd,nd->n", vectors, normalise(vectors.sum(axis=0) - vectors))
    return near


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
