"""The map of notes shows what it says: themes that lie apart are apart, and the same notes give one map."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.report.event.note_map import draw_map, lay_out_notes, map_finding
from pipeline.report.figures import COLOURS, DISC, MAP, SYMBOLS, WIDTH, find_room
from tests.report.made_event import Case


def _three_groups() -> tuple[np.ndarray, np.ndarray]:
    groups = np.repeat([0, 1, 2], 6)
    rows = np.zeros((18, 5))
    rows[np.arange(18), groups] = 3.0
    rows[:, 3] = np.cos(np.arange(18) * 1.3) * 0.2
    return rows, groups


def test_groups_that_lie_apart_are_apart_on_the_map() -> None:
    rows, groups = _three_groups()
    places, kept = lay_out_notes(rows, groups)
    middles = np.stack([places[groups == group].mean(axis=0) for group in range(3)])
    for one in range(3):
        within = np.linalg.norm(places[groups == one] - middles[one], axis=1).max()
        apart = min(np.linalg.norm(middles[one] - middles[other]) for other in range(3) if other != one)
        assert within < apart / 4
    assert 0.9 < kept <= 1


def test_a_map_does_not_depend_on_which_way_an_axis_came_out() -> None:
    rows, groups = _three_groups()
    places, _ = lay_out_notes(rows, groups)
    mirrored, _ = lay_out_notes(rows[:, ::-1], groups)
    assert np.allclose(np.abs(places).max(axis=0), np.abs(mirrored).max(axis=0))
    longest = places[np.abs(places).argmax(axis=0), [0, 1]]
    assert (longest > 0).all()


@pytest.mark.parametrize("themes", [2, 3])
def test_few_themes_and_notes_that_are_all_alike_still_make_a_plane(themes: int) -> None:
    groups = np.arange(12) % themes
    rows = np.random.default_rng(3).normal(size=(12, 7))
    assert lay_out_notes(rows, groups)[0].shape == (12, 2)
    same, kept = lay_out_notes(np.ones((12, 7)), groups)
    assert np.isfinite(same).all()
    assert kept == 0


def test_every_note_of_a_question_is_on_its_map(case: Case) -> None:
    rows = {note_id: row for row, note_id in enumerate(case.safe_notes["note_id"])}
    for question in case.build().questions:
        figure = draw_map(question, rows, case.vectors)
        if len(question.themes) < 2:
            assert figure is None
            continue
        assert figure is not None
        assert len(figure.points) == len(question.notes)
        assert figure.numbers == tuple(range(1, len(question.themes) + 1))
        assert [row[0] for row in figure.counts.rows] == [theme.title for theme in question.themes]
        assert draw_map(question, {}, case.vectors) is None


def test_themes_differ_without_colour() -> None:
    assert len(set(SYMBOLS)) == 12
    looks = {(SYMBOLS[theme % 12], COLOURS[theme % 8]) for theme in range(24)}
    assert len(looks) == 24


def test_no_two_numbers_on_a_map_cover_each_other() -> None:
    discs: list[tuple[float, float]] = []
    for _ in range(40):  # all themes in one place, in a corner
        discs.append(find_room((5.0, 5.0), discs))
    for place, (x, y) in enumerate(discs):
        assert DISC < x < WIDTH - DISC
        assert DISC < y < MAP - DISC
        assert all((x - a) ** 2 + (y - b) ** 2 > (2 * DISC) ** 2 for a, b in discs[:place])


def test_a_number_leaves_its_notes_in_sight_where_there_is_room() -> None:
    marks = [(100.0, 100.0), (106.0, 100.0)]
    x, y = find_room((103.0, 100.0), [], marks)
    assert all((x - a) ** 2 + (y - b) ** 2 > DISC**2 for a, b in marks)
    crowd = [(100.0 + 5 * across, 100.0 + 5 * down) for across in range(-9, 10) for down in range(-9, 10)]
    assert find_room((100.0, 100.0), [], crowd) == (100.0, 100.0)


def test_the_finding_says_how_far_to_trust_the_map() -> None:
    said = map_finding("A", "B", "C", 37, 0.21)
    assert "37 notes" in said
    assert "nearest to each other are “A” and “B”; furthest from the others is “C”" in said
    assert "only about 2 of 10 parts" in said
    assert "less than 1 of 10 parts" in map_finding("A", "B", "", 9, 0.01)
