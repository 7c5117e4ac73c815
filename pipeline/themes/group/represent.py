"""What stands for a note when notes are compared: its words, and what stands around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
from pandera.typing.pandas import DataFrame

from pipeline.settings import ThemeSettings
from pipeline.tables import SafeNotes

Vectors = npt.NDArray[np.float32]
Embed = Callable[[Sequence[str]], Vectors]

# Headings that say how a note was written down and nothing of what it is about.
_SAYS_NOTHING = re.compile(
    r"^\W*(?:post[\s-]?its?(?:\s+notes?)?|sticky notes?|stickies|chat|(?:discussion |facilitator'?s? )?notes?"
    r"(?: from)?(?: (?:table|group) \w+)?|comments?|feedback|other)\W*$",
    re.IGNORECASE,
)


def represent_notes(
    notes: DataFrame[SafeNotes], vectors: Vectors, embed: Embed, settings: ThemeSettings
) -> Vectors:
    """Vectors of one question's notes with their context, ready to be grouped.

    Sub-heading, lead-in and the notes next to it are mixed into each note's vector; the mean of the
    question is then taken away, because its own words make every note alike; and each note moves a
    little towards its nearest notes, which evens out odd wordings.

    Args:
        notes: The notes of one question.
        vectors: Their words' vectors, one row per note.
        embed: Embeds other texts in the same space.
        settings: The weights of context and smoothing.

    Returns:
        One row of length one per note.
    """
    if len(notes) < 2:
        return vectors
    mixed = vectors.astype(np.float64)
    for name, weight in (("heading", settings.heading_weight), ("lead_in", settings.lead_in_weight)):
        places, known = embed_context(notes[name].tolist(), embed)
        mixed = mixed + weight * known[places]
    mixed = mixed + settings.adjacent_weight * _average_adjacent(notes, vectors)
    centred = normalise(mixed - mixed.mean(axis=0))
    return _smooth(centred, settings).astype(np.float32)


def normalise(vectors: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Rows of length one; a row of zeros stays one."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: npt.NDArray[np.float64] = vectors / np.maximum(lengths, 1e-12)
    return scaled


def embed_context(texts: list[str], embed: Embed) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Vectors of what stands around notes: for each text its row, and the rows; what says nothing is zero."""
    telling = sorted({text for text in set(texts) if text and not _SAYS_NOTHING.match(text)})
    rows = {text: row for row, text in enumerate(telling)}
    places = np.array([rows.get(text, len(telling)) for text in texts], dtype=np.int64)
    if not telling:
        return places, np.zeros((1, 1))
    known = embed(telling).astype(np.float64)
    return places, np.vstack([known, np.zeros((1, known.shape[1]))])


def _average_adjacent(notes: DataFrame[SafeNotes], vectors: Vectors) -> npt.NDArray[np.float64]:
    """Mean vector of the notes right before and after each note in the same list."""
    lists = list(zip(notes["source"], notes["kind"], notes["heading"], notes["lead_in"], strict=True))
    around = np.zeros(vectors.shape, dtype=np.float64)
    for place in range(len(lists)):
        near = [
            other
            for other in (place - 1, place + 1)
            if 0 <= other < len(lists) and lists[other] == lists[place]
        ]
        if near:
            around[place] = vectors[near].mean(axis=0)
    return around


def _smooth(vectors: npt.NDArray[np.float64], settings: ThemeSettings) -> npt.NDArray[np.float64]:
    count = min(settings.neighbours, len(vectors) - 1)
    if count < 1 or settings.smoothing == 0:
        return vectors
    for _ in range(settings.smoothing_steps):
        similarity = vectors @ vectors.T
        np.fill_diagonal(similarity, -np.inf)
        nearest = np.argsort(-similarity, axis=1, kind="stable")[:, :count]
        pulled = normalise(vectors[nearest].mean(axis=1))
        vectors = normalise((1 - settings.smoothing) * vectors + settings.smoothing * pulled)
    return vectors
