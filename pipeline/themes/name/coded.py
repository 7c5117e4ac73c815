"""Themes of a code, among the notes whose groups have no title.

Vectors put notes together that have no name in common; a code has its title before any note is read, so what
is nearer to it than to any other code can be called by it. (Deductive coding with an a-priori codebook, as in
framework analysis: Ritchie and Spencer 1994.)
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from pipeline.settings import ThemeSettings
from pipeline.tables.vectors import Labels, Vectors, normalise
from pipeline.themes.name.naming import Clear, find_nearest

Numbers = npt.NDArray[np.float64]

# Share of a theme's notes that are nearer to its code than to any other. Two readers who knew no rule
# accepted 0.86 of 81 titles of themes with 0.65 and more, and 0.65 of 25 below, subjects unseen. More than
# half of the notes must be clearly nearer (code_ahead).
_MOSTLY, _HALF = 0.65, 0.5
_JOINS = 0.3  # how near (cosine, in context) a note must be to the others of a theme that it joins


def code_notes(
    labels: Labels,
    mixed: Vectors,
    similarity: Vectors,
    free: Sequence[bool],
    settings: ThemeSettings,
) -> tuple[Labels, list[int]]:
    """Make themes of codes among the notes that are in no theme yet.

    The code whose notes hold together best comes first. A note that is near to such a theme joins it, as long
    as most of its notes are nearest to its code.

    Args:
        labels: Theme of each note, numbered from 0; -1 for the notes to be looked through.
        mixed: The notes in context, as they were grouped.
        similarity: Of each note (rows) and each code; there is one code at least.
        free: Whether each code may still name a theme.
        settings: How near a note must be to its code, and how many themes a question has at most.

    Returns:
        The labels with those themes in them, numbered on, and the code of each.
    """
    labels = labels.copy()
    exact = mixed.astype(np.float64)
    near: Numbers = np.asarray(similarity, dtype=np.float64).round(6)
    nearest, clear = find_nearest(near, settings.code_ahead)
    sure = near.max(axis=1) >= settings.code_near_note
    codes: list[int] = []
    first = int(labels.max()) + 1
    while first + len(codes) < settings.most_themes:
        found = []
        for code in np.unique(nearest[(labels == -1) & sure]).tolist():
            own = np.flatnonzero((labels == -1) & sure & (nearest == code))
            if not free[code] or len(own) < settings.smallest_theme or clear[own].mean() <= _HALF:
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
        _join_near(labels, exact, [*[-1] * first, *codes], nearest, clear)
    return labels, codes


def _measure_together(vectors: Numbers) -> Numbers:
    """How near each note is to the others."""
    near: Numbers = np.einsum("nd,nd->n", vectors, normalise(vectors.sum(axis=0) - vectors))
    return near


def _join_near(labels: Labels, exact: Numbers, codes: list[int], nearest: Labels, clear: Clear) -> None:
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
        borne = nearest[own] == codes[theme]
        if codes[theme] == -1 or (borne.mean() >= _MOSTLY and (borne & clear[own]).mean() > _HALF):
            labels[place] = theme
