"""Themes of a code among notes without a titled theme: most of their notes are nearest to it."""

from __future__ import annotations

import dataclasses

import numpy as np

from pipeline.themes.name import code_notes
from tests.themes.conftest import SETTINGS

FREE = np.full(8, -1)
# Nearness of eight notes to three codes: four speak of the first, two of the second, two of none.
NEAR = np.array([[0.8, 0.1, 0.1]] * 4 + [[0.1, 0.8, 0.1]] * 2 + [[0.2, 0.1, 0.1]] * 2, dtype=np.float32)
CODES = np.eye(3, dtype=np.float32)
# In context the last note is near to the first four.
PLACES = np.array([[1, 0, 0]] * 4 + [[0, 1, 0]] * 2 + [[0, 0, 1], [0.9, 0, 0.436]], dtype=np.float32)


def test_enough_notes_that_are_nearest_to_a_code_are_a_theme_and_a_near_one_joins() -> None:
    labels, codes = code_notes(FREE, PLACES, NEAR, CODES, [True] * 3, SETTINGS.themes)
    assert labels.tolist() == [0, 0, 0, 0, -1, -1, -1, 0]
    assert codes == [0]


def test_a_code_that_is_taken_names_nothing_more() -> None:
    labels, codes = code_notes(FREE, PLACES, NEAR, CODES, [False, True, True], SETTINGS.themes)
    assert codes == []
    assert (labels == -1).all()


def test_notes_that_say_nothing_alike_are_no_theme() -> None:
    apart = np.eye(8, dtype=np.float32)
    assert code_notes(FREE, apart, NEAR, CODES, [True] * 3, SETTINGS.themes)[1] == []


def test_no_more_themes_than_a_question_has_room_for() -> None:
    settings = dataclasses.replace(SETTINGS.themes, most_themes=2)
    begun = np.array([-1] * 4 + [0, 0, 1, 1])
    assert code_notes(begun, PLACES, NEAR, CODES, [True] * 3, settings)[1] == []


def test_a_theme_that_most_notes_do_not_bear_out_takes_no_more() -> None:
    near = np.array([[0.8, 0.1]] * 3 + [[0.2, 0.1]] * 5, dtype=np.float32)
    alike = np.full((8, 2), 0.7071, dtype=np.float32)
    labels, codes = code_notes(FREE, alike, near[:, ::-1], CODES[:2, :2], [True, True], SETTINGS.themes)
    assert codes == [1]
    assert (labels == 0).sum() == 8  # all eight are nearest to it, though five say it faintly
    near[3:] = [0.1, 0.2]
    labels, codes = code_notes(FREE, alike, near, CODES[:2, :2], [True, True], SETTINGS.themes)
    assert codes == [0]
    assert (labels == 0).sum() == 4  # three of four, but not three of five


def test_two_codes_that_are_nearly_as_near_name_nothing() -> None:
    near = NEAR.copy()
    near[:4] = [0.8, 0.75, 0.1]
    assert code_notes(FREE, PLACES, near, CODES, [True] * 3, SETTINGS.themes)[1] == []
    near[:4] = [0.8, 0.6, 0.1]
    assert code_notes(FREE, PLACES, near, CODES, [True] * 3, SETTINGS.themes)[1] == [0]
