"""How the review workbook looks: colours that always come with a symbol or a word, widths, drop-downs."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl.styles import Border, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation

from pipeline.keeping.sheets import WRAPPED, make_font, mark_table, set_up_print
from pipeline.review.workbook.contents import FIT_CLEAR, FIT_OPEN, FIT_PLACED, FIT_TAUGHT, FIT_WEAK

HEAD = 2  # the row of headings; rows of content follow


TITLE = make_font(18, "1F2A44", bold=True)
PLAIN, BOLD = make_font(), make_font(bold=True)
SMALL = make_font(10, "555555")
HINT = make_font(11, "1F2A44", italic=True)
OPEN = Protection(locked=False)
_LINE = Side("thin", color="C8CDD5")
BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
# Dark text on all of them keeps a contrast of 10 to 1 and more.
YELLOW, ACCEPTED = PatternFill("solid", fgColor="FFF9DB"), PatternFill("solid", fgColor="DDF0DD")
THEME = PatternFill("solid", fgColor="D5E3EA")  # the row of a theme, above its notes
_HEAD, _HEAD_EDITED = PatternFill("solid", fgColor="E3E8EF"), PatternFill("solid", fgColor="FFE58A")
FITS: Mapping[str, Any] = {
    FIT_WEAK: PatternFill("solid", fgColor="FBD9C4"),
    FIT_CLEAR: PatternFill("solid", fgColor="DDF0DD"),
    FIT_PLACED: PatternFill("solid", fgColor="D8E6F8"),
    FIT_OPEN: PatternFill("solid", fgColor="F6C9D4"),
    FIT_TAUGHT: PatternFill("solid", fgColor="EADCF5"),
}


class Bodies:
    """Styles the cells of one workbook below the headings; openpyxl keeps one style for all that share it."""

    def __init__(self) -> None:
        self._known: dict[tuple[bool, bool, bool], Any] = {}  # what cells of a kind look like

    def style(self, cell: Any, *, edited: bool, small: bool = False, strong: bool = False) -> None:
        """Style a cell; where people write it is yellow and open."""
        kind = (edited, small, strong)
        if kind in self._known and not cell.has_style:
            # openpyxl looks each font, fill and border up again for each cell: 0.4 s for 200 notes.
            cell._style = copy.copy(self._known[kind])
            return
        plain = not cell.has_style
        cell.font = SMALL if small else BOLD if strong else PLAIN
        cell.alignment, cell.border = WRAPPED, BOX
        if edited:
            cell.fill, cell.protection = YELLOW, OPEN
            cell.number_format = "@"  # as text: "1/2" stays what it is, and "=" begins no formula
        if plain:
            self._known[kind] = copy.copy(cell._style)


def write_head(sheet: Any, names: Sequence[str], widths: Sequence[float], edited: range) -> None:
    """Write the row of headings and set the widths; columns beyond those that people write in are hidden."""
    for column, (name, width) in enumerate(zip(names, widths, strict=True), start=1):
        cell = sheet.cell(HEAD, column, name)
        cell.font, cell.alignment, cell.border = BOLD, WRAPPED, BOX
        cell.fill = _HEAD_EDITED if column in edited else _HEAD
        dimension = sheet.column_dimensions[cell.column_letter]
        dimension.width = width
        dimension.hidden = column >= edited.stop
    sheet.row_dimensions[HEAD].height = 32


def offer_values(sheet: Any, formula: str, column: int, rows: Sequence[int], prompt: str = "") -> None:
    """Offer values for the cells of a column; anything else can be written as well."""
    if not rows:
        return
    offer = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=False)
    if prompt:
        offer.prompt, offer.showInputMessage = prompt, True
    letter = sheet.cell(1, column).column_letter
    for first, last in _join_rows(rows):
        offer.add(f"{letter}{first}:{letter}{last}")
    sheet.add_data_validation(offer)


def finish_sheet(sheet: Any, last: int, columns: int, paper: str, mark: str, *, table: bool = True) -> None:
    """Freeze the headings, mark the rows as a table with filters, and set up printing.

    Not protected: Excel and LibreOffice sort a protected sheet and delete rows of it only where all cells are
    open, so protection would forbid what reviewers are told they may do. Rows are known by their ids.
    """
    sheet.freeze_panes = f"A{HEAD + 1}"
    if table:
        mark_table(sheet, HEAD, last, columns)
    sheet.sheet_view.zoomScale = 90
    sheet.print_area = paper
    set_up_print(sheet, f"{HEAD}:{HEAD}", foot=mark)


def protect_sheet(sheet: Any) -> None:
    """Guard against slips, without a password."""
    sheet.protection.sheet = True
    for allowed in ("formatColumns", "formatRows", "formatCells", "sort", "autoFilter"):
        setattr(sheet.protection, allowed, False)
    set_up_print(sheet)
    sheet.page_setup.fitToHeight = 1


def _join_rows(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Rows in a line as ranges: a drop-down for 300 single cells would be slow to open."""
    joined: list[tuple[int, int]] = []
    for row in sorted(rows):
        if joined and joined[-1][1] == row - 1:
            joined[-1] = (joined[-1][0], row)
        else:
            joined.append((row, row))
    return joined
