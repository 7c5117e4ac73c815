"""Which draft themes of different events mean the same, by the notes in them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
Centres = npt.NDArray[np.float64]


def centre_themes(groups: Sequence[Sequence[int]], vectors: Vectors) -> Centres:
    """One vector of length 1 per theme: the mean of its notes, less what the question has in common.

    Taking the mean of the question off leaves what tells a theme from its neighbours; that mean is
    the event's own, so no later event changes how near two themes are.

    Args:
        groups: For each theme, the places of its notes.
        vectors: One row per note of the question.
    """
    if not groups:
        return np.zeros((0, vectors.shape[1]), dtype=np.float64)
    own = vectors.astype(np.float64)
    # With few themes the mean is largely the theme itself, and themes of two questions that share another
    # theme would look alike for that alone (by 1/k): so a little less of it is taken off.
    common = own.mean(axis=0) * (1.0 - 1.0 / len(groups))
    centres = np.stack([own[list(group)].mean(axis=0) - common for group in groups])
    lengths = np.linalg.norm(centres, axis=1, keepdims=True)
    return np.asarray(np.divide(centres, lengths, out=np.zeros_like(centres), where=lengths > 1e-9))


def match_mutually(similarity: npt.NDArray[np.float64]) -> list[tuple[int, int, float]]:
    """Pairs of row and column that are each other's nearest, in the order of the rows.

    Args:
        similarity: One row per theme here, one column per theme there.
    """
    if not similarity.size:
        return []
    rounded = np.round(similarity, 6)  # the last bits differ between machines and must decide nothing
    best = rounded.argmax(axis=1)
    back = rounded.argmax(axis=0)
    return [
        (row, int(column), float(rounded[row, column]))
        for row, column in enumerate(best.tolist())
        if back[column] == row
    ]
