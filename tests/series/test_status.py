"""How a theme stands against earlier events, where the numbers are small or say two things."""

from __future__ import annotations

import pytest

from pipeline.series.themes import Span, judge_theme
from pipeline.settings import load_settings

SETTINGS = load_settings().series


def span(notes: int, tables: int, events: int, *, of: tuple[int, int, int]) -> Span:
    return Span(notes, of[0], tables, of[1], events, of[2])


@pytest.mark.parametrize(
    ("before", "recent", "status", "sure"),
    [
        # notes, tables, events of the theme
        ((0, 0, 0), (12, 6, 3), "new", True),
        ((0, 0, 0), (2, 2, 2), "new", False),  # two notes can be chance
        ((0, 0, 0), (40, 3, 1), "new", False),  # many notes, one event
        ((20, 8, 4), (0, 0, 0), "quiet", True),
        ((3, 2, 2), (0, 0, 0), "quiet", False),
        ((20, 3, 1), (0, 0, 0), "quiet", False),
        ((10, 5, 4), (20, 8, 3), "growing", True),
        ((10, 5, 4), (20, 2, 2), "continuing", True),  # more notes at a smaller share of the tables
        ((10, 5, 4), (30, 6, 1), "continuing", False),  # all at one event
        ((4, 2, 2), (4, 2, 2), "continuing", False),  # twice the share, of next to nothing
        ((40, 10, 4), (3, 2, 2), "quiet", True),
        ((40, 3, 1), (3, 1, 1), "continuing", False),  # it was one event's before
        ((40, 10, 4), (21, 5, 2), "continuing", True),
    ],
)
def test_status(before: tuple[int, ...], recent: tuple[int, ...], status: str, sure: bool) -> None:
    found = judge_theme(
        span(*before, of=(400, 20, 5)),  # type: ignore[misc]
        span(*recent, of=(200, 10, 3)),  # type: ignore[misc]
        SETTINGS,
    )
    assert (found.status, found.sure) == (status, sure), found.reason


def test_the_reason_has_every_number_with_its_base() -> None:
    found = judge_theme(span(10, 5, 4, of=(1400, 20, 5)), span(20, 8, 3, of=(200, 10, 3)), SETTINGS)
    assert "Before: 10 of 1,400 notes, 5 of 20 tables, 4 of 5 events." in found.reason
    assert "Recently: 20 of 200 notes, 8 of 10 tables, 3 of 3 events." in found.reason
    assert "%" not in found.reason


def test_one_recent_event_is_never_sure() -> None:
    for before, recent in (((0, 0, 0), (30, 3, 1)), ((30, 9, 5), (0, 0, 0)), ((10, 5, 4), (30, 3, 1))):
        found = judge_theme(
            span(*before, of=(400, 20, 5)),  # type: ignore[arg-type]
            span(*recent, of=(100, 3, 1)),  # type: ignore[arg-type]
            SETTINGS,
        )
        assert not found.sure


def test_where_no_tables_are_named_events_are_the_breadth() -> None:
    found = judge_theme(span(10, 0, 2, of=(400, 0, 5)), span(20, 0, 3, of=(200, 0, 3)), SETTINGS)
    assert found.status == "growing"
    assert "table" not in found.reason.split("Before")[1]
