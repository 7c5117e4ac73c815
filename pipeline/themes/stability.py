"""Whether a theme would still be there with somewhat other notes."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from pipeline.settings import ThemeSettings
from pipeline.themes.grouping import Labels, group_notes
from pipeline.themes.represent import Vectors

_SEED = 20240920  # any fixed number: the same notes must give the same words every time


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


def say_stability(overlap: float, notes: int, settings: ThemeSettings) -> str:
    """Stability in words a reader can use."""
    if notes < settings.fewest_notes // 2:
        return "too few notes to tell"
    if overlap >= settings.stands_firm:
        return "stands firm"
    return "holds mostly" if overlap >= settings.holds_mostly else "depends on few notes"
