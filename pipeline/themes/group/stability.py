"""How firmly notes hold together: with somewhat other notes, and beside what chance would deal out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from pipeline.settings import ThemeSettings
from pipeline.tables.notes import Labels, Vectors, normalise
from pipeline.themes.group import group_notes

_SEED = 20240920  # any fixed number: the same notes must give the same words every time
_DEALS = 399


def measure_stability(vectors: Vectors, labels: Labels, settings: ThemeSettings) -> npt.NDArray[np.float64]:
    """Mean overlap (Jaccard) of each theme with its like when some notes are left out.

    Cluster-wise stability by resampling (Hennig 2007, "Cluster-wise assessment of cluster
    stability"), with subsets rather than bootstrap samples, because a note repeated is no new view.

    Returns:
        One number per theme, 0 to 1.
    """
    count, number = len(vectors), int(labels.max()) + 1
    if number < 2:
        return np.ones(number)
    # Sorted by value, so that the same notes are left out whatever the order of the sources.
    order = np.lexsort(vectors.T[::-1])
    vectors, labels = vectors[order], labels[order]
    generator = np.random.default_rng(_SEED)
    overlaps = np.zeros((settings.resamples, number))
    seen = np.zeros((settings.resamples, number), dtype=bool)
    for sample in range(settings.resamples):
        size = max(number + 1, round(settings.resample_share * count))
        kept = np.sort(generator.permutation(count)[:size])
        again = group_notes(vectors[kept], number, settings.smallest_theme)
        before = labels[kept]
        table = np.zeros((number, int(again.max()) + 1))
        np.add.at(table, (before, again), 1)
        union = table.sum(axis=1, keepdims=True) + table.sum(axis=0, keepdims=True) - table
        overlaps[sample] = (table / np.maximum(union, 1)).max(axis=1)
        seen[sample] = table.sum(axis=1) > 0
    stability: npt.NDArray[np.float64] = (overlaps * seen).sum(axis=0) / np.maximum(seen.sum(axis=0), 1)
    return stability


def measure_closeness(vectors: Vectors, labels: Labels) -> npt.NDArray[np.float64]:
    """How alike the notes of each theme are: mean cosine of two of them, less what all notes share.

    What is left over when the clear themes are taken can stay together in every resampling and still be
    about several things; how alike its notes are shows that far better.

    Returns:
        One number per theme, -1 to 1; 1 for a theme of one note.
    """
    centred = normalise(vectors.astype(np.float64) - vectors.mean(axis=0, dtype=np.float64))
    number = int(labels.max()) + 1
    sums = np.stack([centred[labels == theme].sum(axis=0) for theme in range(number)])
    sizes = np.bincount(labels, minlength=number).astype(np.float64)
    pairs = np.maximum(sizes * (sizes - 1), 1)
    closeness: npt.NDArray[np.float64] = np.where(
        sizes > 1, (np.square(sums).sum(axis=1) - sizes) / pairs, 1.0
    )
    return np.round(closeness, 6)  # the same on every machine


def say_stability(overlap: float, closeness: float, notes: int, settings: ThemeSettings) -> str:
    """Stability in words a reader can use."""
    if notes < settings.fewest_notes // 2:
        return "too few notes to tell"
    if closeness < settings.loose_notes:
        return "holds loosely"
    if overlap >= settings.stands_firm and closeness >= settings.close_notes:
        return "stands firm"
    return "holds mostly" if overlap >= settings.holds_mostly else "depends on few notes"


def measure_chance(vectors: Vectors, labels: Labels) -> float:
    """How often notes dealt out at random into groups of these sizes would be at least as alike.

    A permutation test on how long the groups' summed vectors are (the between-group sum of squares).

    Returns:
        0 to 1; near 0 where notes of a group are more alike than by chance.
    """
    centred = vectors.astype(np.float64) - vectors.astype(np.float64).mean(axis=0)
    members = np.eye(int(labels.max()) + 1)[labels]
    sizes = members.sum(axis=0)

    def measure(dealt: npt.NDArray[np.float64]) -> float:
        return float((((dealt.T @ centred) ** 2).sum(axis=1) / sizes).sum())

    found = measure(members)
    generator = np.random.default_rng(_SEED)
    reached = sum(measure(members[generator.permutation(len(labels))]) >= found for _ in range(_DEALS))
    return (1 + reached) / (1 + _DEALS)


def make_chance_check(
    note_ids: Sequence[str], vectors: Vectors
) -> Callable[[Sequence[str], Sequence[int | None]], float]:
    """A measure of chance for those who know notes by their ids.

    Returns:
        From ids of notes of one question, and the number of the group of each (None where it has none), to
        what `measure_chance` says.
    """
    places = {note_id: place for place, note_id in enumerate(note_ids)}

    def measure(chosen: Sequence[str], groups: Sequence[int | None]) -> float:
        placed = [
            (places[note_id], group)
            for note_id, group in zip(chosen, groups, strict=True)
            if group is not None
        ]
        numbers = {group: number for number, group in enumerate(sorted({group for _, group in placed}))}
        labels = np.array([numbers[group] for _, group in placed], dtype=np.int64)
        return measure_chance(vectors[[place for place, _ in placed]], labels)

    return measure
