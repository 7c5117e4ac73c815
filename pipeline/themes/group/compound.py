"""Notes that make more than one point: "Planning poorly - overlapping services".

The note stays whole, in print and under its main theme; what its parts say gives it a second theme.
Measured on patients' comments with several labels given by people (24 groups of 60, the labels' own
centres): a part that is nearer to another theme by `second_point` names a second label rightly 24 times
in 100, where the runner-up of the whole note does so 2 times in 100.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from pipeline.settings import ThemeSettings
from pipeline.themes.group.grouping import Labels, find_centres
from pipeline.themes.group.represent import Embed, Vectors, normalise

_FEWEST_WORDS = 3  # what is shorter is no point of its own
_PIECE = 20_000  # points embedded together: their vectors take 100 MB
_BETWEEN_POINTS = re.compile(
    r"\s[-–—]+\s|[;.!?]+\s+|,\s+(?:but|and|so|which|then|also)\s+|\s+(?:but|plus)\s+|\s/\s"
)


def split_points(words: str) -> list[str]:
    """The points of a note that makes several; empty for a note that makes one."""
    parts = [part.strip(" -–—,.;") for part in _BETWEEN_POINTS.split(words)]
    points = [part for part in parts if len(part.split()) >= _FEWEST_WORDS]
    return points if len(points) > 1 else []


def find_second_themes(
    words: Sequence[str],
    vectors: Vectors,
    labels: Labels,
    embed: Embed,
    settings: ThemeSettings,
    sample: npt.NDArray[np.int64] | None = None,
) -> list[int | None]:
    """The theme of each note's other point, where that is clearly another than its own.

    Args:
        words: The notes of one question.
        vectors: Their own vectors, without context.
        labels: Group number of each note.
        embed: Embeds the points in the space of vectors.
        sample: Places of the notes that stand for all, where there are very many.
        settings: How much nearer a point must be to another theme than to the note's own.

    Returns:
        A group number or None for each note.
    """
    points = {place: found for place, text in enumerate(words) if (found := split_points(text))}
    seconds: list[int | None] = [None] * len(words)
    if not points or int(labels.max()) < 1:
        return seconds
    if sample is not None:
        vectors, asked = vectors[sample], labels[sample]
    else:
        asked = labels
    middle = vectors.astype(np.float64).mean(axis=0)
    centres = find_centres(normalise(vectors.astype(np.float64) - middle).astype(np.float32), asked)
    texts = sorted({point for found in points.values() for point in found})
    known: dict[str, npt.NDArray[np.float64]] = {}
    for start in range(0, len(texts), _PIECE):
        piece = texts[start : start + _PIECE]
        near = normalise(embed(piece).astype(np.float64) - middle) @ centres.T
        known.update(zip(piece, near, strict=True))
    for place, found in points.items():
        own = int(labels[place])
        gains = np.round(np.stack([known[point] - known[point][own] for point in found]).max(axis=0), 6)
        best = int(np.argmax(gains))
        if best != own and gains[best] >= settings.second_point:
            seconds[place] = best
    return seconds
