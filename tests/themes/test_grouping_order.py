"""Where notes are equally alike, their order has no say in which lie together."""

from __future__ import annotations

import random

import numpy as np
import pytest

from pipeline.themes.group import group_notes

ALIKE = np.eye(12, 13, dtype=np.float32)  # each as far from any other: every merge is a tie


@pytest.mark.parametrize("seed", range(5))
def test_ties_fall_the_same_way_whatever_the_order(seed: int) -> None:
    order = random.Random(seed).sample(range(len(ALIKE)), len(ALIKE))
    assert _group(order) == _group(range(len(ALIKE)))


def _group(order: range | list[int]) -> set[frozenset[int]]:
    """The notes that lie together, of notes in this order."""
    labels = group_notes(ALIKE[list(order)], 4, smallest=2)
    groups = {int(label): set[int]() for label in labels}
    for note, label in zip(order, labels, strict=True):
        groups[int(label)].add(note)
    assert len(groups) > 1
    return {frozenset(group) for group in groups.values()}
