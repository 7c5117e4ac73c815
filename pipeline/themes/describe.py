"""Describes groups of notes that somebody else made: people's themes get what drafted ones have."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.themes.group.represent import Vectors
from pipeline.themes.name.terms import list_terms
from pipeline.themes.strength import choose_key_points, order_by_centrality


def describe_groups(
    places: Sequence[int], labels: Sequence[int], vectors: Vectors, terms: Sequence[str], most: int
) -> list[tuple[list[int], list[str]]]:
    """Key points and terms of the groups of one question.

    Args:
        places: Rows of the question's notes in vectors and terms.
        labels: Group number from 0 of each of these notes.
        vectors: One row per note of the event.
        terms: The terms of each note of the event.
        most: Key points of a group, at most.

    Returns:
        For each group the rows of its key points, most central first, and its characteristic terms.
    """
    own, groups = vectors[list(places)], np.array(labels, dtype=np.int64)
    listed = list_terms([terms[place] for place in places], groups)
    central = order_by_centrality(own, groups)
    points = [choose_key_points(found, own, most) for found in central]
    return [([places[at] for at in found], words) for found, words in zip(points, listed, strict=True)]
