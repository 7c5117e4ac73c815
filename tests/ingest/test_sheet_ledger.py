"""No cell of a sheet is lost, whatever is in the file."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import SourceError
from pipeline.ingest import read_event
from pipeline.ingest.event import EventFile
from pipeline.ingest.event.sources import RawEvent
from pipeline.settings import load_settings
from tests.ingest.builders import (
    build_csv,
    build_xlsx,
)

SETTINGS = load_settings().ingest
WORDS = st.text(alphabet="abc é“”\"',;|\t\n#-=_x0:?!1<&", max_size=12) | st.sampled_from(
    [
        "Note",
        "Question",
        "Votes",
        "Table 1",
        "What helps?",
        "3",
        "-1",
        "moderated",
        "a longer note of some words",
        "_x000D_",
    ]
)
GRIDS = st.lists(st.lists(WORDS, min_size=1, max_size=5), min_size=1, max_size=8)


def _count_lines(texts: Iterable[str]) -> Counter[str]:
    return Counter(line for text in texts for line in text.splitlines() if line.strip())


def _check_ledger(content: bytes, name: str, cells: list[str]) -> None:
    raw = RawEvent("event", EventFile(), ((name, content),), ())
    try:
        found = read_event(raw, SETTINGS)
    except SourceError as error:
        assert "no notes" in error.what or "no cell" in error.what or "empty" in error.what  # noqa: PT017
        return
    # By line: a list in a cell has a row for each of its items.
    assert _count_lines(found.ledger["text"]) == _count_lines(cells)
    assert found.ledger["locator"].is_unique
    texts = dict(zip(found.ledger["locator"], found.ledger["text"], strict=True))
    assert all(
        note in texts[locator]
        for note, locator in zip(found.notes["text"], found.notes["locator"], strict=True)
    )
    assert (found.ledger["role"] == "note").sum() == len(found.notes)


@settings(max_examples=60)
@given(grid=GRIDS, end=st.sampled_from(["\n", "\r\n"]))
def test_every_cell_of_a_text_file_is_in_the_ledger_once(grid: list[list[str]], end: str) -> None:
    content = build_csv(grid, quoting=csv.QUOTE_ALL, lineterminator=end)
    _check_ledger(content, "a.csv", [cell for row in grid for cell in row if cell.strip()])


@settings(max_examples=30)
@given(sheets=st.lists(GRIDS, min_size=1, max_size=3))
def test_every_cell_of_a_workbook_is_in_the_ledger_once(sheets: list[list[list[str]]]) -> None:
    names = ["Notes", "Table 1", "Sheet2"]

    def write(book: Any) -> None:
        for sheet, grid in zip(book.worksheets, sheets, strict=True):
            for row, cells in enumerate(grid, start=1):
                for column, text in enumerate(cells, start=1):
                    cell = sheet.cell(row, column, text.replace("_x", "_x005F_x") or None)
                    cell.data_type = "s" if text else "n"

    content = build_xlsx({name: [] for name in names[: len(sheets)]}, write)
    _check_ledger(
        content, "a.xlsx", [cell for grid in sheets for row in grid for cell in row if cell.strip()]
    )
