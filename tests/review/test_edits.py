"""Whatever people do to notes, names and workbooks: nothing vanishes unsaid, counts twice, or is printed."""

from __future__ import annotations

from hypothesis import given, settings

from tests.review.edits import STEPS, live_through


@given(STEPS)
@settings(max_examples=8, derandomize=True)
def test_no_decision_vanishes_no_note_counts_twice_no_withheld_word_appears(
    steps: list[tuple[object, ...]],
) -> None:
    live_through(steps)
