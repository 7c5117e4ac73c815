"""How firmly themes hold together, and how clearly each note belongs to its theme.

Of a note: what is nearest to it, what only it says, and its other themes. Of a theme: whether it is found
with somewhat other notes again, and whether chance would deal out one like it.

Where there are more notes than can be compared each with each, a sample stands for them; only whether a
point was raised once is asked of all notes: to call a point single that others made too would be untrue.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.settings import ThemeSettings
from pipeline.tables.notes import Embed, Labels, Vectors, normalise
from pipeline.themes.group import Places, cut_rows, find_centres, group_notes

_NEAREST = 3  # notes named as the answer to "why here?"
_MOST_OTHERS = 2  # other themes named for a note
_LARGEST_POOL = 1000  # notes that key points are chosen from: each is compared with each
_SEED = 20240920  # any fixed number: the same notes must give the same words every time
_DEALS = 399
_FEWEST_WORDS = 3  # what is shorter is no point of its own
_PIECE = 10_000  # notes whose points are embedded together: their vectors take 100 MB
_BETWEEN_POINTS = re.compile(
    r"\s[-–—]+\s|[;.!?]+\s+|,\s+(?:but|and|so|which|then|also)\s+|\s+(?:but|plus)\s+|\s/\s"
)


@dataclass(frozen=True, slots=True)
class Fit:
    """How one note fits."""

    strength: float  # 0 to 1: 0 when another theme is as near as its own, 1 when it is its theme's centre
    others: tuple[int, ...]  # group numbers of themes nearly as near, nearest first
    nearest: tuple[int, ...]  # places of the notes of its own theme nearest to it
    raised_once: bool  # whether no other note of the question says something near it


def measure_fits(
    vectors: Vectors, own: Vectors, labels: Labels, settings: ThemeSettings, sample: Places | None = None
) -> list[Fit]:
    """Measure how each note fits its theme.

    Strength is the simplified silhouette (Hruschka et al. 2004) of the note, no lower than 0.

    Args:
        vectors: The notes with context, as they were grouped.
        own: The notes' own vectors, without context: what was said, wherever it was said.
        sample: Places of the notes that the nearest ones are looked for among, where there are too many.
    """
    centres = find_centres(vectors, labels)
    asked = np.arange(len(own)) if sample is None else sample
    known, places_asked = own[asked].astype(np.float64), asked.tolist()
    alone = _find_alone(own, asked, settings.raised_once)
    fits: list[Fit] = []
    for rows in cut_rows(len(vectors)):
        here, places = labels[rows], np.arange(rows.start, rows.stop)
        distances = np.maximum(1.0 - vectors[rows].astype(np.float64) @ centres.T, 1e-9)
        order = np.argsort(np.round(distances, 6), axis=1, kind="stable")
        near = own[rows].astype(np.float64) @ known.T
        near[here[:, None] != labels[asked][None, :]] = -np.inf
        near[places[:, None] == asked[None, :]] = -np.inf
        best = find_largest(np.round(near, 6), _NEAREST)
        for row, (place, label) in enumerate(zip(places.tolist(), here.tolist(), strict=True)):
            mine = distances[row, label]
            others = [group for group in order[row].tolist() if group != label]
            next_best = distances[row, others[0]] if others else np.inf
            # The same measure for every theme: how little nearer its own is than that one.
            close = [group for group in others if 1 - mine / distances[row, group] < settings.second_theme]
            fits.append(
                Fit(
                    strength=round(float(np.clip(1 - mine / next_best, 0, 1)), 3),
                    others=tuple(close[:_MOST_OTHERS]),
                    nearest=tuple(places_asked[at] for at in best[row] if at >= 0),
                    raised_once=len(labels) > 1 and bool(alone[place]),
                )
            )
    return fits


def find_largest(numbers: npt.NDArray[np.float64], count: int) -> list[list[int]]:
    """Of each row the places of its largest numbers, of equals the first; -1 where it has no more but -inf.

    Not by sorting: with some thousand numbers in a row that takes thirty times as long. Numbers are
    overwritten.
    """
    rows = np.arange(len(numbers))
    found = np.full((len(numbers), count), -1, dtype=np.int64)
    for turn in range(min(count, numbers.shape[1])):
        at = np.argmax(numbers, axis=1)
        found[:, turn] = np.where(np.isfinite(numbers[rows, at]), at, -1)
        numbers[rows, at] = -np.inf
    places: list[list[int]] = found.tolist()
    return places


def order_by_centrality(vectors: Vectors, labels: Labels) -> list[list[int]]:
    """For each theme the places of its notes, nearest to its centre first."""
    ordered = []
    for group, centre in enumerate(find_centres(vectors, labels)):
        places = np.flatnonzero(labels == group)
        near = [vectors[places[rows]].astype(np.float64) @ centre for rows in cut_rows(len(places))]
        closeness = np.round(np.concatenate([np.zeros(0), *near]), 6)
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


def split_points(words: str) -> list[str]:
    """The points of a note that makes several; empty for a note that makes one."""
    parts = [part.strip(" -–—,.;") for part in _BETWEEN_POINTS.split(words)]
    points = [part for part in parts if len(part.split()) >= _FEWEST_WORDS]
    return points if len(points) > 1 else []


def find_second_themes(
    words: Sequence[str] | pd.Series[str],
    vectors: Vectors,
    labels: Labels,
    embed: Embed,
    settings: ThemeSettings,
    sample: Places | None = None,
) -> list[int | None]:
    """The theme of each note's other point, where that is clearly another than its own.

    "Planning poorly - overlapping services": the note stays whole, in print and under its main theme.
    Measured on patients' comments with several labels given by people (24 groups of 60, the labels' own
    centres): a part that is nearer to another theme by `second_point` names a second label rightly 24 times
    in 100, where the runner-up of the whole note does so 2 times in 100.

    Args:
        sample: Places of the notes that stand for all, where there are very many.
        settings: How much nearer a point must be to another theme than to the note's own.

    Returns:
        A group number or None for each note.
    """
    seconds: list[int | None] = [None] * len(words)
    if int(labels.max()) < 1:
        return seconds
    if sample is not None:
        vectors, asked = vectors[sample], labels[sample]
    else:
        asked = labels
    middle = vectors.astype(np.float64).mean(axis=0)
    centres = find_centres(normalise(vectors.astype(np.float64) - middle).astype(np.float32), asked)
    for start in range(0, len(words), _PIECE):
        some = enumerate(words[start : start + _PIECE], start=start)
        points = {place: found for place, text in some if (found := split_points(text))}
        texts = sorted({point for found in points.values() for point in found})
        near = normalise(embed(texts).astype(np.float64) - middle) @ centres.T if texts else ()
        known = dict(zip(texts, near, strict=True))
        for place, found in points.items():
            own = int(labels[place])
            gains = np.round(np.stack([known[point] - known[point][own] for point in found]).max(axis=0), 6)
            best = int(np.argmax(gains))
            if best != own and gains[best] >= settings.second_point:
                seconds[place] = best
    return seconds


def _find_alone(own: Vectors, sample: Places, threshold: float) -> npt.NDArray[np.bool_]:
    """Which notes no other note is near to: first among the sample, what is left among all.

    Next to no note is left after the sample, and each round of the rest leaves fewer.
    """
    alone = np.zeros(len(own), dtype=bool)
    known = own[sample].astype(np.float64)
    for rows in cut_rows(len(own)):
        near = own[rows].astype(np.float64) @ known.T
        near[np.arange(rows.start, rows.stop)[:, None] == sample[None, :]] = -np.inf
        alone[rows] = near.max(axis=1) < threshold
    left = np.flatnonzero(alone)
    for rows in cut_rows(len(own)):
        if not len(left):
            break
        kept = []
        for some in cut_rows(len(left)):
            near = own[left[some]].astype(np.float64) @ own[rows].astype(np.float64).T
            near[left[some][:, None] == np.arange(rows.start, rows.stop)[None, :]] = -np.inf
            kept.append(left[some][near.max(axis=1) < threshold])
        left = np.concatenate(kept)
    alone[:] = False
    alone[left] = True
    return alone


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
