"""What the cells of a sheet show, and where each stands."""

from __future__ import annotations

import datetime
from typing import Any

from tests.ingest.builders import (
    XLSX,
    build_csv,
    build_xlsx,
    swap_in_part,
)
from tests.ingest.reading import read_notes, read_sheet


def test_numbers_and_dates_as_the_sheet_shows_them() -> None:
    row = [
        1,
        2.0,
        0.1 + 0.2,
        datetime.date(2024, 9, 20),
        datetime.datetime(2024, 9, 20, 14, 5),
        True,
        12345678901234,
    ]
    content = build_xlsx({"S": [["Idea", *"abcdefg"], ["Tea", *row]]})
    shown = [line.text for line in read_sheet(content, "a.xlsx").lines if line.number == 2]
    assert shown == ["Tea", "1", "2", "0.3", "2024-09-20", "2024-09-20 14:05", "TRUE", "12345678901234"]


def test_a_formula_is_never_computed() -> None:
    content = build_xlsx({"S": [["Idea", "Votes"], ["Tea", 1], ["=A2&A2", 2]]})
    line = next(line for line in read_sheet(content, "a.xlsx").lines if line.text.startswith("="))
    assert (line.text, line.role, line.reason) == ("=A2&A2", "metadata", "a formula without a value")
    stored = swap_in_part(
        content, "xl/worksheets/sheet1.xml", "<f>A2&amp;A2</f><v></v>", "<f>A2&amp;A2</f><v>TeaTea</v>"
    )
    stored = swap_in_part(stored, "xl/worksheets/sheet1.xml", '<c r="A3">', '<c r="A3" t="str">')
    assert [line.text for line in read_notes(stored, "a.xlsx")] == ["Tea", "TeaTea"]


def test_hidden_rows_and_sheets_are_set_aside_and_said() -> None:
    def hide(book: Any) -> None:
        book.worksheets[0].row_dimensions[3].hidden = True
        book.worksheets[1].sheet_state = "hidden"

    rows = [["Idea", "Votes"], ["Tea", 1], ["Time", 2]]
    content = build_xlsx({"A": rows, "B": rows}, hide)
    assert [line.words for line in read_notes(content, "a.xlsx")] == ["Tea"]
    aside = [line.reason for line in read_sheet(content, "a.xlsx").lines if "hidden" in line.reason]
    assert aside == ["in a hidden row"] * 2 + ["in a hidden sheet"] * 6


def test_cells_of_several_lines_stay_whole() -> None:
    for content, name in (
        (build_csv([["Idea", "Votes"], ["Tea\nand time", 1], ["Trust", 2]]), "a.csv"),
        (build_xlsx({"Notes": [["Idea", "Votes"], ["Tea\nand time", 1], ["Trust", 2]]}), "a.xlsx"),
    ):
        notes = read_notes(content, name)
        assert [(line.text, line.words) for line in notes] == [
            ("Tea\nand time", "Tea and time"),
            ("Trust", "Trust"),
        ]
    assert notes[0].locator == "sheet Notes!A2"


def test_locators_of_a_text_file_are_lines_as_an_editor_counts() -> None:
    content = b'# made by hand\r\nIdea;Votes\r\n"Tea\r\nand time";1\r\nTrust;2\r\n'
    notes = read_notes(content)
    assert [(line.locator, line.number) for line in notes] == [
        ("line 3, column 1", 3),
        ("line 5, column 1", 5),
    ]
    assert notes[0].text == "Tea\r\nand time"


def test_a_workbook_as_excel_writes_it() -> None:
    lines = read_sheet(XLSX, "a.xlsx").lines
    assert [line.text for line in lines] == [
        *("Idea", "Votes", "Tea", "3", "Time\r& _x000D_", "50%", "2024-09-20", "=-Tea"),
    ]
    assert lines[-1].reason == "a formula without a value"
