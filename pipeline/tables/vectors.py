"""Vectors and group numbers, as rooms hand them to one another beside the tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]  # one row per note, in the order of the table of notes
Labels = npt.NDArray[np.int64]  # one group number per note
Embed = Callable[[Sequence[str]], Vectors]  # puts texts in the space of the notes


def normalise(vectors: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Rows of length one; a row of zeros stays one."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    scaled: npt.NDArray[Any] = vectors / np.maximum(lengths, 1e-12)
    return scaled
