"""What waits for a person is the same at the end of a run, in the workbook and in `review status`."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pandas as pd
import pytest

from pipeline.cli import run as command
from pipeline.flow.outcome import EventOutcome
from pipeline.review.say import say_status
from pipeline.review.workbook import contents
from pipeline.tables import are_for_people

THEMES = [
    ("q-1.a", "Lifts", "discovered"),
    ("q-1.b", "Seats", "reviewed"),
    ("q-1.other", "Other points", "other"),
]
LISTS = [(f"q-{one}.c", "Not sorted into themes", "other") for one in (2, 3, 4)]


def _table(rows: list[tuple[str, str, str]]) -> Any:
    return pd.DataFrame(rows, columns=["theme_id", "title", "basis"])


@pytest.mark.parametrize(
    ("rows", "waits", "status"),
    [
        (THEMES + LISTS, "1 theme is a draft that", "1 of 2 themes accepted"),
        (LISTS, "3 lists of notes are a draft that", "0 of 3 lists accepted"),
        (THEMES[1:] + LISTS, "", "1 of 1 theme accepted"),
    ],
)
def test_themes_wait_and_where_there_is_none_lists(
    rows: list[tuple[str, str, str]], waits: str, status: str
) -> None:
    themes = _table(rows)
    none = pd.DataFrame(columns=["source", "locator", "what", "remedy", "kind"])
    reviewed = cast("Any", SimpleNamespace(themes=themes, conflicts=none))
    said = " ".join(contents._say_first(pd.Series(dtype=int), reviewed, 0))
    assert said.startswith(waits)
    assert bool(waits) == bool(said)
    assert bool(waits) == bool((are_for_people(themes) & themes["basis"].ne("reviewed")).any())
    decisions = cast("Any", pd.DataFrame(columns=["action", "status", "note_id"]))
    (line, *_) = say_status("day", 9, themes, decisions, cast("Any", none), cast("Any", none))
    assert status in line


@pytest.mark.parametrize("is_draft", [True, False])
def test_a_run_asks_for_corrections_as_long_as_something_waits(
    is_draft: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "reports" / "day" / "report.html"
    command._show_outcomes(
        [EventOutcome(source="day", event_id="day", notes=3, themed=3, report=report, is_draft=is_draft)]
    )
    said = capsys.readouterr().out
    assert ("nothing is a draft any more" in said) == (not is_draft)
    assert ("or accept them as they stand" in said) == is_draft
