"""A map of a question's notes: each note a mark, seen from the side where the themes lie furthest apart.

The plane is that of the first two principal components of the themes' mean vectors, each theme weighted by
its notes (Fisher's view of groups, without their spread): a plain projection, which moves no note towards
its theme. With two themes the second direction is the notes' own first component beside the first.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from pipeline.report.blocks import CountTable, MapFigure
from pipeline.report.event.facts import Question, pick_evenly
from pipeline.tables.notes import Vectors

_Floats = npt.NDArray[np.float64]
_FEWEST_NOTES = 5
_MOST_MARKS = 3000  # on a map as wide as a page more are one blot


def lay_out_notes(vectors: _Floats, groups: npt.NDArray[np.intp]) -> tuple[_Floats, float]:
    """Places of notes on a plane, and the share of what tells them apart that it keeps (0 to 1).

    Args:
        groups: The theme of each, as a number from 0; at least two themes.
    """
    centred = vectors - vectors.mean(axis=0)
    counts = np.bincount(groups)
    means = np.zeros((len(counts), vectors.shape[1]))
    np.add.at(means, groups, centred)
    means /= np.maximum(counts, 1)[:, None]
    _, sizes, axes = np.linalg.svd(means * np.sqrt(counts)[:, None], full_matrices=False)
    plane = axes[:2]
    if len(axes) < 2 or sizes[1] < 1e-6 * max(sizes[0], 1e-12):
        rest = centred - np.outer(centred @ axes[0], axes[0])
        plane = np.stack([axes[0], np.linalg.svd(rest, full_matrices=False)[2][0]])
    places = centred @ plane.T
    # An axis may come out either way round: its longest arm points right, or up.
    arms = places[np.abs(places).round(6).argmax(axis=0), [0, 1]]
    whole = float((centred**2).sum())
    kept = float((places**2).sum()) / whole if whole > 0 else 0.0
    return np.round(places * np.where(arms < 0, -1.0, 1.0), 4), kept


def _choose_marks(groups: npt.NDArray[np.intp]) -> list[int]:
    """Which notes get a mark: all, or where there are very many some of each theme, evenly, by its share."""
    if len(groups) <= _MOST_MARKS:
        return list(range(len(groups)))
    drawn: list[int] = []
    for group in range(int(groups.max()) + 1):
        places = np.flatnonzero(groups == group).tolist()
        drawn += pick_evenly(places, max(1, len(places) * _MOST_MARKS // len(groups)))
    return drawn


def draw_map(part: Question, rows: Mapping[str, int], vectors: Vectors) -> MapFigure | None:
    """A map of a question's notes, where one can say something; `rows` of the vectors by note_id."""
    themes = [theme for theme in part.themes if theme.notes]
    notes = [note for theme in themes for note in theme.notes]
    if len(themes) < 2 or len(notes) < _FEWEST_NOTES or any(note.note_id not in rows for note in notes):
        return None
    groups = np.repeat(np.arange(len(themes)), [len(theme.notes) for theme in themes])
    drawn = _choose_marks(groups)
    own = vectors[[rows[notes[place].note_id] for place in drawn]].astype(np.float64)
    groups = groups[drawn]
    places, kept = lay_out_notes(own, groups)
    means = np.stack([own[groups == number].mean(axis=0) for number in range(len(themes))])
    means /= np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-12)
    alike = np.round(means @ means.T, 6)
    np.fill_diagonal(alike, -2.0)
    nearest = alike.argmax(axis=1)
    titles, whole = [theme.heading for theme in themes], len(drawn) == len(notes)
    one, other = divmod(int(alike.argmax()), len(themes))
    apart = int(np.where(alike > -2, alike, 0).sum(axis=1).argmin())
    numbers = [part.themes.index(theme) + 1 for theme in themes]
    return MapFigure(
        name=f"question-{part.position}-map",
        title=f"Map of the notes: {part.heading}" if part.heading else "Map of the notes",
        finding=map_finding(
            titles[one], titles[other], titles[apart] if len(themes) > 2 else "", len(notes), kept
        )
        + ("" if whole else f" {len(drawn):,} of the notes are drawn, of each theme its share."),
        titles=tuple(titles),
        numbers=tuple(numbers),
        points=tuple((float(x), float(y), int(group)) for (x, y), group in zip(places, groups, strict=True)),
        counts=CountTable(
            caption="Themes on the map",
            head=("Theme", "Number", "Notes", "Theme nearest to it"),
            rows=tuple(
                (theme.heading, str(number), str(len(theme.notes)), titles[near])
                for theme, number, near in zip(themes, numbers, nearest, strict=True)
            ),
            counted=2,
        ),
    )


def map_finding(one: str, other: str, apart: str, notes: int, kept: float) -> str:
    """What the map of a question shows, and how far to trust it."""
    said = f"Each mark is one of the {notes} notes, and notes that say similar things tend to lie together."
    said += f" The themes nearest to each other are “{one}” and “{other}”"
    said += f"; furthest from the others is “{apart}”." if apart and apart not in (one, other) else "."
    tenths = round(kept * 10)
    trust = f"only about {tenths} of 10 parts" if tenths else "less than 1 of 10 parts"
    return f"{said} A flat map shows {trust} of what tells notes apart, so trust the notes more than the map."
