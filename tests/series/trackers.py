"""Trackers of an invented series: sent out, filled in and changed as people do."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
from pandera.typing.pandas import DataFrame

from pipeline.series.tracker.write import TRACKER, write_tracker
from pipeline.tables import Actions, SeriesNear, SeriesNotes, SeriesThemes, columns_of, table_of

SERIES = "north-bank"
TITLES = {"trust": "Trust", "getting-there": "Getting there", "q-1.d-2": "=1+1 more money"}
FILLED = {
    "what is proposed": "Say when the bus goes",
    "who leads": "Library service",
    "by when": "2026-01-31",
    "status": "under way",
    "what happened, and why": "Asked the bus company; no answer so far",
}


def make_themes(titles: dict[str, str] = TITLES) -> DataFrame[SeriesThemes]:
    """Themes of a series, each raised at three events."""
    rows = []
    for position, (theme_id, title) in enumerate(titles.items(), start=1):
        row: dict[str, Any] = dict.fromkeys(columns_of(SeriesThemes), 0)
        row |= {
            "series_theme_id": theme_id,
            "title": title,
            "position": position,
            "code": "",
            "divided": True,
        }
        row |= {"basis": "discovered", "status": "continuing", "sure": False, "status_reason": ""}
        rows.append(row | {"notes": 12, "tables": 5, "events": 3, "first_event": "a", "last_event": "b"})
    return table_of(SeriesThemes, rows)


def make_notes() -> DataFrame[SeriesNotes]:
    """Three notes, two of which begin like a formula."""
    rows = []
    for number, words in enumerate(("=SUM(A1) is all they see", "+ more buses", "Not a point")):
        row: dict[str, Any] = dict.fromkeys(columns_of(SeriesNotes), "")
        row |= {"note_id": f"n-{number}", "words": words, "series_theme_id": "trust", "kind": "other"}
        row |= {"note_type": "idea", "raised_once": False, "line": 1}
        rows.append(row | {"point": (1, 2, 0)[number]})
    return table_of(SeriesNotes, rows)


NONE = table_of(Actions, [])
_PAIR = {"series_theme_id": "trust", "near_id": "q-1.d-2", "similarity": 0.6}
NEAR = table_of(SeriesNear, [{**_PAIR, "nearest_note": "n-0", "nearest_to": "n-2"}])


def write_issue(actions: DataFrame[Actions] = NONE, issue: int = 1, series: str = SERIES) -> bytes:
    """A tracker as it is sent out."""
    return write_tracker(series, "North Bank", make_themes(), make_notes(), actions, issue, NEAR, {})


def change_book(content: bytes, change: Callable[[Any], None]) -> bytes:
    """A workbook with something in it changed."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def find_cell(sheet: Any, theme_id: str, heading: str) -> Any:
    """The cell of a theme below a heading."""
    head = next(row for row in sheet.iter_rows() if any(cell.value == "theme id" for cell in row))
    columns = {cell.value: cell.column for cell in head}
    rows = range(head[0].row + 1, sheet.max_row + 1)
    row = next(row for row in rows if sheet.cell(row, columns["theme id"]).value == theme_id)
    return sheet.cell(row, columns[heading])


def fill_in(content: bytes, theme_id: str = "trust", sheet: str = TRACKER, **other: str) -> bytes:
    """A tracker with a theme's row filled in."""
    values = {name.replace("_", " "): value for name, value in other.items()} or FILLED

    def write(book: Any) -> None:
        for heading, value in values.items():
            find_cell(book[sheet], theme_id, heading).value = value

    return change_book(content, write)
