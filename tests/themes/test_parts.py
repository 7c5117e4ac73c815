"""The parts of the method, each by itself."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from pipeline.tables.notes import normalise
from pipeline.themes.group import choose_number, group_notes
from pipeline.themes.strength import (
    choose_key_points,
    measure_closeness,
    measure_fits,
    measure_stability,
    say_stability,
)
from tests.themes.conftest import SETTINGS

THEMES = SETTINGS.themes


def _blobs(sizes: list[int], spread: float, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    generator = np.random.default_rng(seed)
    centres = np.eye(len(sizes), 16)
    truth = np.repeat(np.arange(len(sizes)), sizes)
    vectors = centres[truth] + generator.normal(scale=spread, size=(len(truth), 16))
    return normalise(vectors).astype(np.float32), truth


def test_groups_that_are_there_are_found() -> None:
    vectors, truth = _blobs([9, 7, 5], spread=0.1)
    labels = group_notes(vectors, 3, smallest=2)
    assert labels.tolist() == truth.tolist()


def test_no_group_is_smaller_than_the_smallest() -> None:
    vectors, _ = _blobs([10, 10, 1], spread=0.05)
    labels = group_notes(vectors, 3, smallest=2)
    assert min(np.bincount(labels)) >= 2
    assert len(labels) == 21


@pytest.mark.parametrize(("notes", "number"), [(1, 1), (5, 1), (6, 2), (20, 4), (36, 6), (60, 7), (2000, 7)])
def test_a_number_of_themes_a_person_would_choose(notes: int, number: int) -> None:
    assert choose_number(notes, notes, 0, THEMES) == number


def test_strength_says_how_clearly_a_note_belongs() -> None:
    vectors, labels = _blobs([8, 8], spread=0.05)
    between = normalise((vectors[0] + vectors[8])[None].astype(np.float64)).astype(np.float32)
    vectors = np.concatenate([vectors, between])
    settings = dataclasses.replace(THEMES, second_theme=0.25)
    fits = measure_fits(vectors, vectors, np.append(labels, 0), settings)
    assert all(fit.strength > 0.8 for fit in fits[:16])
    assert fits[16].strength < THEMES.weak_strength
    assert fits[16].others == (1,)
    assert fits[0].others == ()
    assert set(fits[0].nearest) <= set(range(8)) | {16}


def test_a_point_raised_once_is_one_no_other_note_is_near() -> None:
    vectors, labels = _blobs([6, 6], spread=0.05)
    alone = np.zeros((1, 16), dtype=np.float32)
    alone[0, 15] = 1
    fits = measure_fits(
        np.concatenate([vectors, alone]), np.concatenate([vectors, alone]), np.append(labels, 0), THEMES
    )
    assert [fit.raised_once for fit in fits] == [False] * 12 + [True]


def test_key_points_are_central_first_and_then_different() -> None:
    vectors = np.eye(4, dtype=np.float32)
    near_first = normalise(np.array([[1.0, 0.1, 0, 0]])).astype(np.float32)
    own = np.concatenate([vectors[:1], near_first, vectors[1:]])
    assert choose_key_points([0, 1, 2, 3, 4], own, most=3) == [0, 2, 1]  # of the central half
    assert choose_key_points([3], own, most=3) == [3]


def test_clear_groups_stand_firm_and_blurred_ones_do_not() -> None:
    clear, labels = _blobs([10, 10, 10], spread=0.05)
    assert (measure_stability(clear, labels, THEMES) > 0.95).all()
    generator = np.random.default_rng(1)
    blurred = normalise(generator.normal(size=(30, 16))).astype(np.float32)
    overlap = measure_stability(blurred, group_notes(blurred, 6, 2), THEMES)
    assert overlap.mean() < 0.75
    assert say_stability(0.9, 0.7, 10, THEMES) == "stands firm"
    assert say_stability(0.6, 0.7, 10, THEMES) == "holds mostly"
    assert say_stability(0.9, 0.5, 10, THEMES) == "holds mostly"
    assert say_stability(0.9, 0.2, 10, THEMES) == "holds loosely"
    assert say_stability(0.2, 0.7, 10, THEMES) == "depends on few notes"
    assert say_stability(0.9, 0.7, 2, THEMES) == "too few notes to tell"


def test_how_alike_notes_are_is_the_mean_over_their_pairs() -> None:
    vectors, labels = _blobs([6, 4], spread=0.6)
    centred = normalise(vectors - vectors.mean(axis=0))
    found = measure_closeness(vectors, labels)
    for theme in (0, 1):
        own = centred[labels == theme]
        pairs = (own @ own.T)[np.triu_indices(len(own), 1)]
        assert found[theme] == pytest.approx(pairs.mean(), abs=1e-4)


def test_with_too_few_notes_there_is_one_theme() -> None:
    few = dataclasses.replace(THEMES, fewest_notes=100)
    assert choose_number(99, 99, 0, few) == 1
