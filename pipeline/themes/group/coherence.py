"""Whether a sorting that somebody else proposes has anything to do with what the notes say."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from pipeline.themes.group.grouping import Labels
from pipeline.themes.group.represent import Vectors

_SEED = 20240920  # any fixed number: the same sorting must be judged alike every time
_DEALS = 399


def measure_chance(vectors: Vectors, labels: Labels) -> float:
    """How often notes dealt out at random into groups of these sizes would be at least as alike.

    A permutation test on how long the groups' summed vectors are (the between-group sum of squares).

    Args:
        vectors: The notes' own vectors.
        labels: Group number of each note, from 0.

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

    Args:
        note_ids: The notes of the event.
        vectors: Their vectors, in the same order.

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
