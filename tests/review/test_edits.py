"""Whatever people do to notes, names and workbooks: nothing vanishes unsaid, counts twice, or is printed."""

from __future__ import annotations

from hypothesis import example, given, settings

from tests.review.edits import STEPS, live_through


@given(STEPS)
@example([("decide", 1, "withhold", 0, 0), ("drop", 0), ("touch", 1)])
@example([("decide", 2, "note_type", 0, 0), ("question", 0), ("event", 3), ("touch", 2)])
@settings(max_examples=8, derandomize=True)
def test_no_decision_vanishes_no_note_counts_twice_no_withheld_word_appears(
    steps: list[tuple[object, ...]],
) -> None:
    live_through(steps)
