"""From the command line: forms and targets in the report, a tracker written, filled in and read back."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import Run, list_files

NOTES = """# Listening event: {place}

Date: {date}

## What helps people to take part?

- {one}
- A bus that comes when the meeting ends
- Tea and a quiet corner
- Plain words on one page
- Somebody I know asks me
- Being paid for the day
- A room without stairs
"""
FORM = """Timestamp,I felt listened to (1-5),Is anything not working well?
{day} 10:00,{low},The print is too small
{day} 10:01,{low},
{day} 10:02,{low},We need longer breaks
{day} 10:03,{high},
{day} 10:04,{high},
"""
SERIES = """title = "North Bank"

[[targets]]
name = "100 people by the summer"
measure = "people"
value = 100
by = 2025-07-31

[[targets]]
name = "People feel heard"
measure = "I felt listened to"
value = "median at least 4"
"""


@pytest.fixture(scope="module")
def workspace(run_pipeline: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("north-bank")
    raw = root / "data" / "raw"
    (raw / "north-bank").mkdir(parents=True)
    (raw / "north-bank" / "series.toml").write_text(SERIES, encoding="utf-8")
    for place, date, day, low, high in (
        ("Hall", "2025-03-14", "14/03/2025", 2, 3),
        ("Library", "2025-06-14", "14/06/2025", 4, 5),
    ):
        folder = raw / place.lower()
        folder.mkdir()
        notes = NOTES.format(place=place, date=date, one=f"The {place.lower()} is close by")
        (folder / "notes.md").write_text(notes, encoding="utf-8")
        (folder / "form.csv").write_text(FORM.format(day=day, low=low, high=high), encoding="utf-8")
        (folder / "event.toml").write_text(
            f'date = {date}\nseries = "north-bank"\n\n[figures]\npeople = 60\n', encoding="utf-8"
        )
    done = run_pipeline("run", "--workspace", root)
    assert done.returncode == 0, done.stderr
    return root


def _report(workspace: Path) -> str:
    return (workspace / "reports" / "north-bank" / "report.md").read_text(encoding="utf-8")


def test_the_report_shows_forms_and_targets(workspace: Path) -> None:
    report = _report(workspace)
    assert "| 14 March 2025 | 5 of 5 | 2 of 5 | 1: 0, 2: 3, 3: 2, 4: 0, 5: 0 |" in report
    assert "middle answer up from 2 of 5 to 4 of 5 (5 answers before, 5 now)" in report
    assert "| 100 people by the summer | Met |" in report
    assert "| People feel heard | Met |" in report
    assert "Nothing has been written into the tracker yet" in report
    notes = (workspace / "data" / "processed" / "hall" / "notes.csv").read_text(encoding="utf-8")
    assert "The print is too small" in notes


def test_a_tracker_that_comes_back_is_in_the_report_and_in_the_next_tracker(
    workspace: Path, run_pipeline: Run
) -> None:
    tracker = workspace / "reports" / "north-bank" / "tracker.xlsx"
    book = openpyxl.load_workbook(tracker)
    sheet = book["Tracker"]
    columns = {cell.value: cell.column for cell in sheet[2]}
    title = sheet.cell(3, columns["theme"]).value
    sheet.cell(3, columns["status"]).value = "not possible"
    sheet.cell(
        3, columns["what happened, and why"]
    ).value = "The bus company said no (marion.blake@example.org)"
    sheet.cell(4, columns["status"]).value = "soon"
    book.save(workspace / "data" / "raw" / "north-bank" / "back from the team.xlsx")
    done = run_pipeline("series", "--workspace", workspace)
    assert done.returncode == 0, done.stderr
    assert "back from the team.xlsx, sheet Tracker!I4: the status is none of" in done.stdout
    report = _report(workspace)
    assert "Not possible, because: The bus company said no (\\[e-mail\\])" in report
    assert "No status given (written as status: soon)" in report
    answers = workspace / "data" / "processed" / "north-bank" / "action_answers.csv"
    assert "marion" not in report + answers.read_text(encoding="utf-8")
    again = openpyxl.load_workbook(tracker)["Tracker"]
    assert again.cell(3, columns["theme"]).value == title
    assert again.cell(3, columns["status"]).value == "not possible"
    before = list_files(workspace / "reports" / "north-bank")
    shutil.rmtree(workspace / "reports" / "north-bank")
    shutil.rmtree(workspace / "data" / "processed" / "north-bank")
    assert run_pipeline("series", "--workspace", workspace).returncode == 0
    assert list_files(workspace / "reports" / "north-bank") == before


def test_rows_of_the_tracker_stay_with_a_theme_that_is_renamed(
    workspace: Path, tmp_path: Path, run_pipeline: Run
) -> None:
    own = Path(shutil.copytree(workspace, tmp_path / "own"))
    for file in (own / "data" / "raw" / "north-bank").glob("*.xlsx"):
        file.unlink()
    assert run_pipeline("run", "--workspace", own).returncode == 0
    tracker = own / "reports" / "north-bank" / "tracker.xlsx"
    before = _fill(tracker, own / "data" / "raw" / "north-bank" / "filled.xlsx")
    assert len(before) >= 2
    for event in ("hall", "library"):
        review = openpyxl.load_workbook(own / "reports" / event / "review.xlsx")
        sheet = review["Themes"]
        columns = {cell.value: cell.column for cell in sheet[2]}
        for row in range(3, sheet.max_row + 1):
            if sheet.cell(row, columns["title"]).value not in (None, "Other points"):
                sheet.cell(row, columns["rename to"]).value = f"Called anew {event} {row}"
        review["Start here"]["B4"] = "Ann"
        review.save(own / "data" / "raw" / event / "review.xlsx")
    done = run_pipeline("run", "--workspace", own)
    assert done.returncode == 0, done.stderr
    after = _read_rows(tracker)
    assert {theme: row[1:] for theme, row in after.items() if any(row[1:])} == before
    assert sum(row[0].startswith("Called anew") for row in after.values()) >= 2
    conflicts = (own / "data" / "processed" / "north-bank" / "action_conflicts.csv").read_text("utf-8-sig")
    assert len(conflicts.splitlines()) == 1  # the headings alone


_TYPED = ("who leads", "status", "what happened, and why")


def _fill(tracker: Path, to: Path) -> dict[str, tuple[str, ...]]:
    """Every row filled in differently, by theme id."""
    book = openpyxl.load_workbook(tracker)
    sheet = book["Tracker"]
    columns = {cell.value: cell.column for cell in sheet[2]}
    filled = {}
    for row in range(3, sheet.max_row + 1):
        if theme := sheet.cell(row, columns["theme id"]).value:
            filled[theme] = (f"Team {row}", "under way", f"Asked {row} times")
            for heading, text in zip(_TYPED, filled[theme], strict=True):
                sheet.cell(row, columns[heading]).value = text
    book.save(to)
    return filled


def _read_rows(tracker: Path) -> dict[str, tuple[str, ...]]:
    """Title and what people typed, by theme id."""
    sheet = openpyxl.load_workbook(tracker)["Tracker"]
    columns = {cell.value: cell.column for cell in sheet[2]}
    return {
        sheet.cell(row, columns["theme id"]).value: tuple(
            sheet.cell(row, columns[heading]).value or "" for heading in ("theme", *_TYPED)
        )
        for row in range(3, sheet.max_row + 1)
        if sheet.cell(row, columns["theme id"]).value
    }
