"""Which notes of a question belong together, and how firmly."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Sequence
from typing import Protocol, Self

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.cluster import AgglomerativeClustering

from pipeline.settings import ThemeSettings
from pipeline.tables.notes import Labels, Vectors, normalise

Places = npt.NDArray[np.int64]  # rows of some notes among those of a question
_MOST_ROUNDS = 50  # rounds of moving notes; it settles in fewer than ten
_EQUAL = 0.92  # notes this near (cosine of their own vectors) say the same
APART = -2  # a note that the program puts into no theme: it is in a language that the vectors don't know
_OUTSIDE = -1  # a note that belongs to no theme, until it is one of "Other points"
_ROWS = 4096  # notes worked on together: what is made of them and a sample stays below 100 MB


class HoldsNotes(Protocol):
    """Has the vectors that notes are grouped by, one row per note."""

    embedding_: Vectors


class WardThemes:
    """The groups of a question's notes, as a clusterer in the manner of scikit-learn.

    Args:
        number: Groups to look for.
        smallest: A group with fewer notes is dissolved into its neighbours; its notes stay notes.
        sample: Places of the notes that are compared each with each, where there are too many; the others
            are put to the nearest group.
        belongs: How near a note must be to the others of its theme (cosine, in context, less what all notes
            of the question share); what is near to none is one of "Other points".
        headed: Group of the notes whose group their heading says, from 0; APART for those that are to be in
            none; -1 for the others.
        equals: For each note the first note that says the same: they stay together.
        context: Holds the notes where there is a sample: `fit` is given only their places then.

    Attributes:
        labels_: Group number from 0 of each note; headings first, "Other points" last.
        other_: The number of "Other points", or None.
        centres_: Direction of the mean of each group.
    """

    def __init__(
        self,
        number: int,
        smallest: int,
        sample: Places | None = None,
        belongs: float = -1.0,
        headed: Labels | None = None,
        equals: Labels | None = None,
        context: HoldsNotes | None = None,
    ) -> None:
        self.number = number
        self.smallest = smallest
        self.sample = sample
        self.belongs = belongs
        self.headed = headed
        self.equals = equals
        self.context = context
        self.other_: int | None = None

    def fit(self, vectors: Vectors, y: npt.ArrayLike | None = None) -> Self:
        """Group notes, or take the groups (y) that somebody else made of them; -1 goes to the nearest."""
        if self.sample is not None and self.context is not None:
            vectors = self.context.embedding_
        if y is not None:
            given = np.asarray(y, dtype=np.int64)
            self.centres_ = find_centres(vectors, given)
            self.labels_ = np.where(given >= 0, given, self.predict(vectors))
        else:
            headed = np.full(len(vectors), _OUTSIDE) if self.headed is None else self.headed
            free = np.flatnonzero(headed == _OUTSIDE)
            labels = headed.astype(np.int64)
            if len(free):
                labels[free] = self._group_free(vectors, free) + int(headed.max(initial=-1)) + 1
            self._set_outside(self._keep_together(labels, headed != _OUTSIDE), vectors)
        self.centres_ = find_centres(vectors, self.labels_)
        return self

    def _group_free(self, vectors: Vectors, free: Places) -> Labels:
        """Groups of the notes that no heading sorts."""
        if self.sample is None:
            return group_notes(vectors[free], self.number, 1 if self.belongs > -1 else self.smallest)
        sample = self.sample[np.isin(self.sample, free)]
        if len(sample) < self.number:
            return np.zeros(len(free), dtype=np.int64)
        known = group_notes(vectors[sample], self.number, self.smallest)
        self.centres_ = find_centres(vectors[sample], known)
        return self.predict(vectors, free)

    def _set_outside(self, labels: Labels, vectors: Vectors) -> None:
        """Set labels, and "Other points": notes near to no theme, and what is left of small groups."""
        held = np.zeros(len(labels), dtype=np.bool_) if self.headed is None else self.headed != _OUTSIDE
        if self.belongs > -1:
            for _ in range(_MOST_ROUNDS):
                again = self._keep_together(self._place_again(vectors, labels, held), held)
                if np.array_equal(again, labels):
                    break
                labels = again
        kept = labels >= 0
        if not held[kept].any() and len(np.unique(labels[kept])) < 2:  # nothing is told apart: shown whole
            labels, kept = np.zeros_like(labels), np.ones_like(kept)
        numbered = np.where(kept, 0, _OUTSIDE).astype(np.int64)
        numbered[kept] = np.unique(labels[kept], return_inverse=True)[1]
        self.other_ = None if kept.all() else int(numbered.max()) + 1
        self.labels_ = np.where(kept, numbered, self.other_ or 0).astype(np.int64)

    def _place_again(self, vectors: Vectors, labels: Labels, headed: npt.NDArray[np.bool_]) -> Labels:
        """Put each note that no heading holds with its nearest theme, or outside where none is near.

        A heading's theme takes no note that does not stand under it: of 49 that were nearest to one, in 44
        documents, about half said what the heading says, and it would be printed as theirs. A theme is
        measured without the note itself, so that no note holds itself. What is left of a theme that has
        become too small is outside as well; only a heading holds two notes together.
        """
        groups = np.unique(labels[labels >= 0])
        if not len(groups):
            return labels
        sums = np.stack([sum_rows(vectors, np.flatnonzero(labels == group)) for group in groups])
        of_headings = np.isin(groups, labels[headed])
        again = np.empty(len(labels), dtype=np.int64)
        for rows in cut_rows(len(labels)):
            exact, here = vectors[rows].astype(np.float64), labels[rows]
            near = exact @ normalise(sums).T
            places = np.flatnonzero(here >= 0)
            own = np.searchsorted(groups, here[places])
            near[places, own] = np.einsum("nd,nd->n", exact[places], normalise(sums[own] - exact[places]))
            near[np.ix_(~headed[rows], of_headings)] = -np.inf
            near = np.round(near, 6)
            best = np.argmax(near, axis=1)
            found = np.where(near[np.arange(len(near)), best] >= self.belongs, groups[best], _OUTSIDE)
            again[rows] = np.where(headed[rows], here, found)
        for group in groups:
            if not headed[again == group].any() and (again == group).sum() < self.smallest:
                again[again == group] = _OUTSIDE
        return again

    def _keep_together(self, labels: Labels, headed: npt.NDArray[np.bool_]) -> Labels:
        """Notes that say the same with most of them, the first group winning a tie; a heading's stay."""
        equals = self.equals
        if equals is None:
            return labels
        together = labels.copy()
        for first in np.unique(equals[np.flatnonzero(equals != np.arange(len(equals)))]):
            places = np.flatnonzero(equals == first)
            found, counts = np.unique(labels[places], return_counts=True)
            together[places[~headed[places]]] = found[int(np.argmax(counts))]
        return together

    def take(self, labels: Labels) -> list[int]:
        """Take other groups in place of those found.

        Args:
            labels: The group of each note, from 0; -1 for "Other points".

        Returns:
            Those of the groups that still have a note when notes that say the same are together.
        """
        headed = np.full(len(labels), _OUTSIDE) if self.headed is None else self.headed
        together = self._keep_together(np.where(headed == APART, _OUTSIDE, labels), headed != _OUTSIDE)
        kept: list[int] = np.unique(together[together >= 0]).tolist()
        numbered = np.searchsorted(kept, together) if kept else np.zeros_like(together)
        outside = together < 0
        self.labels_ = np.where(outside, len(kept), numbered).astype(np.int64)
        self.other_ = len(kept) if kept and outside.any() else None
        return kept

    def predict(self, vectors: Vectors, places: Places | None = None) -> Labels:
        """The group whose centre is nearest to each note, or to each at some places."""
        labels = np.empty(len(vectors) if places is None else len(places), dtype=np.int64)
        for rows in cut_rows(len(labels)):
            some = vectors[rows] if places is None else vectors[places[rows]]
            near = some.astype(np.float64) @ self.centres_.T
            labels[rows] = np.argmax(np.round(near, 6), axis=1)
        return labels


def choose_number(
    notes: int, free: int, headed: int, settings: ThemeSettings, different: int | None = None
) -> int:
    """How many themes to look for among the notes of a question that no heading sorts.

    Args:
        notes: All notes of the question.
        settings: How many for so many notes: themes_per_root times the square root. Numbers read off the
            vectors themselves (silhouette, gap) follow people's numbers less.
        different: How many of those free say different things, where that is known.
    """
    if notes < settings.fewest_notes or free < settings.smallest_theme:
        return 1
    wanted = min(settings.most_themes, round(settings.themes_per_root * math.sqrt(free)))
    return min(max(1 if headed else 2, wanted), free if different is None else different)


def find_equals(vectors: Vectors, sample: Places | None) -> Labels | None:
    """For each note the first of those that say the same or nearly; None where there are too many to compare.

    Args:
        vectors: The notes' own vectors, without context.
        sample: The notes that stand for all, where there are very many.
    """
    if sample is not None:
        return None
    near = vectors.astype(np.float64) @ vectors.astype(np.float64).T >= _EQUAL
    np.fill_diagonal(near, True)
    first: Labels = np.argmax(near, axis=1).astype(np.int64)
    return first


def choose_sample(note_ids: Sequence[str], settings: ThemeSettings) -> Places | None:
    """The places of the notes that stand for all, or None where all can be compared with all.

    Drawn by a hash of each note's id: the same notes in another order give the same sample.
    """
    if len(note_ids) <= settings.sample_notes:
        return None
    drawn = sorted((hashlib.sha256(note_id.encode()).digest(), at) for at, note_id in enumerate(note_ids))
    return np.sort(np.array([at for _, at in drawn[: settings.sample_notes]], dtype=np.int64))


def cut_rows(count: int) -> Iterator[slice]:
    """Rows to be worked on together."""
    for start in range(0, count, _ROWS):
        yield slice(start, min(start + _ROWS, count))


def group_notes(vectors: Vectors, number: int, smallest: int) -> Labels:
    """Group notes, each compared with each; the same notes in another order give the same groups.

    Args:
        smallest: A group with fewer notes is dissolved into its neighbours.

    Returns:
        A group number from 0 for each note, numbered by first appearance.
    """
    if number < 2 or len(vectors) <= number:
        return np.zeros(len(vectors), dtype=np.int64)
    # Sorted by value, so that ties fall the same way whatever the order of the sources.
    order = np.lexsort(vectors.T[::-1])
    labels = np.empty(len(vectors), dtype=np.int64)
    labels[order] = _group_sorted(vectors[order].astype(np.float64), number, smallest)
    return _renumber(labels)


def find_centres(vectors: Vectors, labels: Labels) -> npt.NDArray[np.float64]:
    """Direction of the mean of each group, one row per group number."""
    groups = [np.flatnonzero(labels == group) for group in range(int(labels.max()) + 1)]
    return normalise(np.stack([sum_rows(vectors, places) / len(places) for places in groups]))


def sum_rows(vectors: Vectors, places: Places) -> npt.NDArray[np.float64]:
    """The sum of some vectors, one after the other, exactly: in pieces, which changes no bit of it."""
    total = np.zeros((1, vectors.shape[1]))
    for some in cut_rows(len(places)):
        exact = vectors[places[some]].astype(np.float64)
        total = np.vstack([total, exact]).sum(axis=0, keepdims=True)
    found: npt.NDArray[np.float64] = total[0]
    return found


def _group_sorted(vectors: npt.NDArray[np.float64], number: int, smallest: int) -> Labels:
    labels = _renumber(AgglomerativeClustering(n_clusters=number, linkage="ward").fit_predict(vectors))
    while True:
        labels = _settle(vectors, labels)
        sizes = np.bincount(labels)
        small = int(np.argmin(sizes))
        if sizes[small] >= smallest or len(sizes) <= 2:
            return labels
        similarity = vectors @ find_centres(vectors.astype(np.float32), labels).T
        similarity[:, small] = -np.inf
        labels = _renumber(np.where(labels == small, np.argmax(similarity, axis=1), labels))


def _settle(vectors: npt.NDArray[np.float64], labels: Labels) -> Labels:
    """Move notes to the nearest centre until nothing moves."""
    for _ in range(_MOST_ROUNDS):
        moved = np.argmax(vectors @ find_centres(vectors.astype(np.float32), labels).T, axis=1)
        moved = _renumber(moved)
        if np.array_equal(moved, labels):
            break
        labels = moved
    return labels


def _renumber(labels: npt.NDArray[np.integer]) -> Labels:
    """Number groups from 0 by first appearance, without gaps."""
    return pd.factorize(labels)[0].astype(np.int64)
