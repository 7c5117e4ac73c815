"""The tracker's sheet of questions: pairs of themes of which the program cannot tell whether they are one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.styles import Border, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from pandera.typing.pandas import DataFrame

from pipeline.keeping.sheet_looks import WRAPPED, make_font, mark_table, set_up_print
from pipeline.keeping.workbooks import ReturnedWorkbook, estimate_height, find_headings, write_text
from pipeline.series.decisions import DecidedThemes
from pipeline.series.tracker import read_mark
from pipeline.tables import SeriesNear, SeriesNotes, SeriesThemes
from pipeline.tables.contract import Row, list_rows

SHEET = "The same or not"
ONE, OTHER, ANSWER = "id of the one", "id of the other", "the same?"
HEADINGS = ("one theme", "another theme", "a note of the one", "a note of the other", ANSWER, ONE, OTHER)
_WIDTHS = (30, 30, 48, 48, 12, 9, 9)
_HEAD_ROW = 2
_MOST = 60  # questions: nobody answers more, and the nearest come first
_YES, _NO = ("yes", "y"), ("no", "n")


@dataclass(frozen=True)
class Answers:
    """What people answered, in the form of the series' file, and what cannot be taken as an answer."""

    same: tuple[DecidedThemes, ...]
    different: tuple[DecidedThemes, ...]
    conflicts: tuple[Row, ...]


def write_pairs(
    sheet: Worksheet,
    mark: str,
    near: DataFrame[SeriesNear],
    series_themes: DataFrame[SeriesThemes],
    notes: DataFrame[SeriesNotes],
) -> None:
    """Ask of each pair whether it is one theme."""
    titles = dict(zip(series_themes["series_theme_id"], series_themes["title"], strict=True))
    words = dict(zip(notes["note_id"], notes["words"], strict=True))
    write_text(sheet.cell(1, 1), f"{SHEET} – {mark}")
    sheet.cell(1, 1).font = make_font(10, "555555")
    line = Side(style="thin", color="BFBFBF")
    border = Border(line, line, line, line)
    rows = [HEADINGS]
    for pair in list_rows(near.head(_MOST)):
        one, other = pair["series_theme_id"], pair["near_id"]
        said = words[pair["nearest_note"]], words[pair["nearest_to"]]
        rows.append((titles[one], titles[other], *said, "", one, other))
    for number, row in enumerate(rows, start=_HEAD_ROW):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(number, column)
            write_text(cell, text)
            cell.alignment, cell.border, cell.font = WRAPPED, border, make_font(bold=number == _HEAD_ROW)
            if number == _HEAD_ROW:
                cell.fill = PatternFill("solid", start_color="D9E2F3")
            elif HEADINGS[column - 1] != ANSWER:
                cell.fill = PatternFill("solid", start_color="F2F2F2")
        sheet.row_dimensions[number].height = estimate_height(zip(row[:5], _WIDTHS[:5], strict=True))
    for column, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    last = _HEAD_ROW + len(rows) - 1
    choice = DataValidation(type="list", formula1='"yes,no"', allow_blank=True, showErrorMessage=False)
    letter = get_column_letter(1 + HEADINGS.index(ANSWER))
    choice.add(f"{letter}{_HEAD_ROW + 1}:{letter}{last}")
    sheet.add_data_validation(choice)
    mark_table(sheet, _HEAD_ROW, last, len(HEADINGS))
    sheet.freeze_panes = sheet.cell(_HEAD_ROW + 1, 1)
    sheet.print_area = f"A{_HEAD_ROW}:{letter}{last}"
    set_up_print(sheet, f"{_HEAD_ROW}:{_HEAD_ROW}", foot=mark)


def read_pairs(workbooks: Sequence[ReturnedWorkbook], series: str) -> Answers:
    """What people answered in returned trackers of a series; the latest tracker counts."""
    found: dict[frozenset[str], tuple[int, bool, tuple[str, str]]] = {}
    conflicts: list[Row] = []
    for workbook, grid, issue in _list_sheets(workbooks, series):
        headed = find_headings(grid, HEADINGS, needed=3)
        if headed is None or not {ONE, OTHER, ANSWER} <= set(headed.columns):
            continue
        for row in headed.rows():
            said, ids = headed.read(row, ANSWER), (headed.read(row, ONE), headed.read(row, OTHER))
            answer = re.sub(r"[^a-z]", "", said.casefold())
            if not said:
                continue
            known = found.get(frozenset(ids))
            what = ""
            if answer not in (*_YES, *_NO) or not all(ids):
                what = "it says neither yes nor no; write one of the two"
            elif known and known[0] == issue and known[1] != (answer in _YES):
                what = "another row or tracker answers this pair otherwise; make them say the same"
                del found[frozenset(ids)]
            else:
                found[frozenset(ids)] = (issue, answer in _YES, ids)
            if what:
                conflicts.append(
                    {
                        "source": workbook.source,
                        "sheet": grid.name,
                        "cell": headed.locate(row, ANSWER),
                        "conflict": what,
                    }
                )
    return Answers(
        tuple(DecidedThemes(ids) for _, yes, ids in found.values() if yes),
        tuple(DecidedThemes(ids) for _, yes, ids in found.values() if not yes),
        tuple(conflicts),
    )


def _list_sheets(workbooks: Sequence[ReturnedWorkbook], series: str) -> list[tuple[Any, Any, int]]:
    """Sheets of trackers of a series, the latest tracker last."""
    marked = [
        (workbook, grid, mark[1])
        for workbook in workbooks
        for grid in workbook.sheets
        if (mark := read_mark(grid)) is not None and mark[0] == series
    ]
    return sorted(marked, key=lambda sheet: (sheet[2], sheet[0].source))
