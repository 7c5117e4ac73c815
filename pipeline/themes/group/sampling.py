"""Questions with more notes than can be compared each with each: a sample stands for them.

Themes are looked for among a sample drawn by chance; every note is then placed with the nearest theme, and
nothing here grows faster than the number of notes. Only whether a point was raised once is asked of all
notes: to call a point single that others made too would be untrue.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
from pandera.typing.pandas import DataFrame

from pipeline.settings import ThemeSettings
from pipeline.tables import Questions, SafeNotes
from pipeline.themes.group.grouping import Labels, choose_number, find_centres, group_notes
from pipeline.themes.group.represent import Embed, Vectors, embed_context
from pipeline.themes.strength import MOST_OTHERS, NEAREST, Fit

Places = npt.NDArray[np.int64]
_ROWS = 4096  # notes worked on together: what is made of them and the sample stays below 100 MB


def choose_sample(note_ids: Sequence[str], settings: ThemeSettings) -> Places | None:
    """The places of the notes that stand for all, or None where all can be compared with all.

    Drawn by a hash of each note's id: the same notes in another order give the same sample.
    """
    if len(note_ids) <= settings.sample_notes:
        return None
    drawn = sorted((hashlib.sha256(note_id.encode()).digest(), at) for at, note_id in enumerate(note_ids))
    return np.sort(np.array([at for _, at in drawn[: settings.sample_notes]], dtype=np.int64))


def say_sampled(questions: DataFrame[Questions], settings: ThemeSettings) -> dict[str, str]:
    """For each question whose themes were looked for in a sample, a sentence that says so."""
    return {
        question_id: (
            f"With {notes:,} notes, themes were looked for among {settings.sample_notes:,} of them, drawn by"
            " chance; every note was then placed with the theme nearest to it."
        )
        for question_id, notes in zip(questions["question_id"], questions["notes"], strict=True)
        if notes > settings.sample_notes
    }


def represent_many(
    notes: DataFrame[SafeNotes], vectors: Vectors, embed: Embed, sample: Places, settings: ThemeSettings
) -> Vectors:
    """As `represent_notes`, with each note's nearest notes looked for in the sample."""
    contexts = [
        (weight, embed_context(notes[name].tolist(), embed))
        for name, weight in (("heading", settings.heading_weight), ("lead_in", settings.lead_in_weight))
    ]
    before = _find_same_list(notes)
    mixed = np.empty(vectors.shape, dtype=np.float32)
    total = np.zeros(vectors.shape[1])
    for rows in _cut(len(vectors)):
        some = vectors[rows].astype(np.float64)
        for weight, (places, known) in contexts:
            some += weight * known[places[rows]]
        some += settings.adjacent_weight * _average_around(vectors, before, rows)
        total += some.sum(axis=0)
        mixed[rows] = some
    middle = total / len(vectors)
    for rows in _cut(len(vectors)):
        mixed[rows] = _scale(mixed[rows] - middle)
    for _ in range(settings.smoothing_steps if settings.smoothing else 0):
        mixed = _smooth(mixed, sample, settings)
    return mixed


def group_many(mixed: Vectors, sample: Places, settings: ThemeSettings) -> Labels:
    """Group the sample, and put every other note to the nearest group."""
    known = group_notes(mixed[sample], choose_number(len(mixed), settings), settings.smallest_theme)
    labels = nearest_groups(mixed, find_centres(mixed[sample], known))
    labels[sample] = known
    return labels


def nearest_groups(vectors: Vectors, centres: npt.NDArray[np.float64]) -> Labels:
    """The number of the centre nearest to each vector."""
    labels = np.empty(len(vectors), dtype=np.int64)
    for rows in _cut(len(vectors)):
        labels[rows] = np.argmax(np.round(vectors[rows].astype(np.float64) @ centres.T, 6), axis=1)
    return labels


def measure_many_fits(
    mixed: Vectors, own: Vectors, labels: Labels, sample: Places, settings: ThemeSettings
) -> list[Fit]:
    """As `measure_fits`; the nearest notes of a note's theme are those of the sample."""
    centres = find_centres(mixed, labels)
    known, known_labels = own[sample], labels[sample]
    alone = _find_alone(own, sample, settings.raised_once)
    fits: list[Fit] = []
    for rows in _cut(len(mixed)):
        here, places = labels[rows], np.arange(rows.start, rows.stop)
        distances = np.maximum(1.0 - mixed[rows].astype(np.float64) @ centres.T, 1e-9)
        mine = distances[np.arange(len(here)), here]
        order = np.argsort(np.round(distances, 6), axis=1, kind="stable")
        near = own[rows] @ known.T
        near[here[:, None] != known_labels[None, :]] = -np.inf
        near[places[:, None] == sample[None, :]] = -np.inf
        best = np.argsort(-np.round(near, 6), axis=1, kind="stable")[:, :NEAREST]
        for row, place in enumerate(places.tolist()):
            others = [group for group in order[row].tolist() if group != here[row]]
            next_best = distances[row, others[0]] if others else np.inf
            close = [
                group for group in others if 1 - mine[row] / distances[row, group] < settings.second_theme
            ]
            fits.append(
                Fit(
                    strength=round(float(np.clip(1 - mine[row] / next_best, 0, 1)), 3),
                    others=tuple(close[:MOST_OTHERS]),
                    nearest=tuple(int(sample[at]) for at in best[row] if np.isfinite(near[row, at])),
                    raised_once=bool(alone[place]),
                )
            )
    return fits


def pick_evenly(places: Sequence[int], most: int) -> list[int]:
    """At most so many of a theme's notes, from the middle to the edge."""
    if len(places) <= most:
        return list(places)
    return [places[round(step * (len(places) - 1) / (most - 1))] for step in range(most)]


def _find_alone(own: Vectors, sample: Places, threshold: float) -> npt.NDArray[np.bool_]:
    """Which notes no other note is near to: first among the sample, what is left among all.

    Next to no note is left after the sample, and each round of the rest leaves fewer.
    """
    alone = np.zeros(len(own), dtype=bool)
    known = own[sample]
    for rows in _cut(len(own)):
        near = own[rows] @ known.T
        near[np.arange(rows.start, rows.stop)[:, None] == sample[None, :]] = -np.inf
        alone[rows] = near.max(axis=1) < threshold
    left = np.flatnonzero(alone)
    for rows in _cut(len(own)):
        if not len(left):
            break
        kept = []
        for some in _cut(len(left)):
            near = own[left[some]] @ own[rows].T
            near[left[some][:, None] == np.arange(rows.start, rows.stop)[None, :]] = -np.inf
            kept.append(left[some][near.max(axis=1) < threshold])
        left = np.concatenate(kept)
    alone[:] = False
    alone[left] = True
    return alone


def _smooth(mixed: Vectors, sample: Places, settings: ThemeSettings) -> Vectors:
    known = mixed[sample]
    moved = np.empty_like(mixed)
    for rows in _cut(len(mixed)):
        near = mixed[rows] @ known.T
        near[np.arange(rows.start, rows.stop)[:, None] == sample[None, :]] = -np.inf
        nearest = np.argpartition(-near, settings.neighbours, axis=1)[:, : settings.neighbours]
        nearest.sort(axis=1)  # added in one order, so that the last bits are the same
        pulled = _scale(known[nearest].astype(np.float64).mean(axis=1))
        moved[rows] = _scale(
            (1 - settings.smoothing) * mixed[rows].astype(np.float64) + settings.smoothing * pulled
        )
    return moved


def _find_same_list(notes: DataFrame[SafeNotes]) -> npt.NDArray[np.bool_]:
    """Whether each note and the one before it stand in the same list."""
    same = np.ones(len(notes), dtype=bool)
    for name in ("source", "kind", "heading", "lead_in"):
        column = notes[name].to_numpy(dtype=object)
        same[1:] &= column[1:] == column[:-1]
    same[:1] = False
    return same


def _average_around(vectors: Vectors, before: npt.NDArray[np.bool_], rows: slice) -> npt.NDArray[np.float64]:
    """Mean vector of the notes right before and after each note in the same list."""
    places = np.arange(rows.start, rows.stop)
    after = np.append(before, False)[places + 1]
    around = np.zeros((len(places), vectors.shape[1]))
    around[before[rows]] += vectors[places[before[rows]] - 1]
    around[after] += vectors[places[after] + 1]
    around /= np.maximum(before[rows].astype(int) + after, 1)[:, None]
    return around


def _scale(vectors: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: npt.NDArray[np.float64] = vectors / np.maximum(lengths, 1e-12)
    return scaled


def _cut(count: int) -> Iterator[slice]:
    for start in range(0, count, _ROWS):
        yield slice(start, min(start + _ROWS, count))
