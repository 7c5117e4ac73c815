"""How clearly each note belongs to its theme, what is nearest to it, and what only it says."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.settings import ThemeSettings
from pipeline.themes.group.grouping import Labels, find_centres
from pipeline.themes.group.represent import Vectors

NEAREST = 3  # notes named as the answer to "why here?"
MOST_OTHERS = 2  # other themes named for a note
_LARGEST_POOL = 1000  # notes that key points are chosen from: each is compared with each


@dataclass(frozen=True)
class Fit:
    """How one note fits.

    Attributes:
        strength: 0 to 1: 0 when another theme is as near as its own, 1 when it is its theme's centre.
        others: Group numbers of themes nearly as near, nearest first.
        nearest: Places of the notes of its own theme nearest to it.
        raised_once: Whether no other note of the question says something near it.
    """

    strength: float
    others: tuple[int, ...]
    nearest: tuple[int, ...]
    raised_once: bool


def measure_fits(vectors: Vectors, own: Vectors, labels: Labels, settings: ThemeSettings) -> list[Fit]:
    """Measure how each note fits its theme.

    Strength is the simplified silhouette (Hruschka et al. 2004) of the note, no lower than 0.

    Args:
        vectors: The notes with context, as they were grouped.
        own: The notes' own vectors, without context: what was said, wherever it was said.
        labels: Group number of each note.
        settings: From where on a second theme is named and a point counts as raised once.
    """
    distances = np.maximum(1.0 - vectors.astype(np.float64) @ find_centres(vectors, labels).T, 1e-9)
    near = own.astype(np.float64) @ own.astype(np.float64).T
    np.fill_diagonal(near, -np.inf)
    fits = []
    for place, label in enumerate(labels.tolist()):
        mine = distances[place, label]
        others = sorted(
            (group for group in range(distances.shape[1]) if group != label),
            key=lambda group: (round(float(distances[place, group]), 6), group),
        )
        next_best = distances[place, others[0]] if others else np.inf
        # The same measure for every theme: how little nearer its own is than that one.
        close = [group for group in others if 1 - mine / distances[place, group] < settings.second_theme]
        same = [int(other) for other in np.flatnonzero(labels == label) if other != place]
        same.sort(key=lambda other: (-round(float(near[place, other]), 6), other))
        fits.append(
            Fit(
                strength=round(float(np.clip(1 - mine / next_best, 0, 1)), 3),
                others=tuple(close[:MOST_OTHERS]),
                nearest=tuple(same[:NEAREST]),
                raised_once=len(labels) > 1 and bool(near[place].max() < settings.raised_once),
            )
        )
    return fits


def order_by_centrality(vectors: Vectors, labels: Labels) -> list[list[int]]:
    """For each theme the places of its notes, nearest to its centre first."""
    ordered = []
    for group, centre in enumerate(find_centres(vectors, labels)):
        places = np.flatnonzero(labels == group)
        closeness = np.round(vectors[places].astype(np.float64) @ centre, 6)
        ordered.append(places[np.lexsort((places, -closeness))].tolist())
    return ordered


def choose_key_points(central: list[int], own: Vectors, most: int) -> list[int]:
    """A theme's key points: the most central note, then each time the one least like those chosen.

    Only the more central half is chosen from, so that a note that hardly fits is no key point.
    """
    pool = central[: min(_LARGEST_POOL, max(most, (len(central) + 1) // 2))]
    chosen = pool[:1]
    similarity = own[pool].astype(np.float64) @ own[pool].astype(np.float64).T
    while len(chosen) < min(most, len(pool)):
        taken = [pool.index(place) for place in chosen]
        closeness = np.round(similarity[:, taken].max(axis=1), 6)
        closeness[taken] = np.inf
        chosen.append(pool[int(np.argmin(closeness))])
    return chosen
