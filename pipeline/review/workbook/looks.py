"""How the review workbook looks: colours that always come with a symbol or a word, widths, drop-downs."""

from __future__ import annotations

import copy
import math
from collections.abc import Iterable, Sequence
from typing import Any

from pipeline.review.workbook.contents import FIT_CLEAR, FIT_OPEN, FIT_PLACED, FIT_TAUGHT, FIT_WEAK

# Dark text on all of them keeps a contrast of 10 to 1 and more.
_YELLOW, _HEAD, _HEAD_EDITED = "FFF9DB", "E3E8EF", "FFE58A"
_FITS = {
    FIT_WEAK: "FBD9C4",
    FIT_CLEAR: "DDF0DD",
    FIT_PLACED: "D8E6F8",
    FIT_OPEN: "F6C9D4",
    FIT_TAUGHT: "EADCF5",
}
_ACCEPTED = "DDF0DD"
_LINE = "C8CDD5"
_TALLEST = 400.0  # Excel takes 409 points
_LINE_HEIGHT = 14.5


class Looks:
    """Fonts, fills and borders, made once; openpyxl keeps one style for all cells that share them."""

    def __init__(self) -> None:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

        def fill(colour: str) -> Any:
            return PatternFill("solid", fgColor=colour)

        self.title = Font(name="Calibri", size=18, bold=True, color="1F2A44")
        self.plain = Font(name="Calibri", size=11, color="1A1A1A")
        self.bold = Font(name="Calibri", size=11, bold=True, color="1A1A1A")
        self.small = Font(name="Calibri", size=9, color="555555")
        self.faint = Font(name="Calibri", size=8, color="767676")
        self.hint = Font(name="Calibri", size=11, italic=True, color="1F2A44")
        self.wrapped = Alignment(wrap_text=True, vertical="top")
        self.open = Protection(locked=False)
        line = Side("thin", color=_LINE)
        self.box = Border(left=line, right=line, top=line, bottom=line)
        self.yellow, self._head, self._head_edited = fill(_YELLOW), fill(_HEAD), fill(_HEAD_EDITED)
        self._fits = {name: fill(colour) for name, colour in _FITS.items()}
        self._accepted = fill(_ACCEPTED)
        self._bodies: dict[tuple[bool, bool, bool], Any] = {}  # what cells of a kind look like

    def head(
        self,
        sheet: Any,
        row: int,
        names: Sequence[str],
        widths: Sequence[float],
        edited_from: int,
        hidden: set[int],
    ) -> None:
        """Write the row of headings and set the widths; hidden columns are for the program."""
        for column, (name, width) in enumerate(zip(names, widths, strict=True), start=1):
            cell = sheet.cell(row, column, name)
            edited = column >= edited_from and column not in hidden
            cell.font, cell.alignment, cell.border = self.bold, self.wrapped, self.box
            cell.fill = self._head_edited if edited else self._head
            dimension = sheet.column_dimensions[cell.column_letter]
            dimension.width = width
            dimension.hidden = column in hidden
        sheet.row_dimensions[row].height = 32

    def body(self, cell: Any, *, edited: bool, small: bool = False, strong: bool = False) -> None:
        """A cell below the headings; where people write it is yellow and open."""
        kind = (edited, small, strong)
        if kind in self._bodies and not cell.has_style:
            # openpyxl looks each font, fill and border up anew for each cell: 0.4 s for 200 notes.
            cell._style = copy.copy(self._bodies[kind])
            return
        plain = not cell.has_style
        cell.font = self.small if small else self.bold if strong else self.plain
        cell.alignment, cell.border = self.wrapped, self.box
        if edited:
            cell.fill, cell.protection = self.yellow, self.open
            cell.number_format = "@"  # as text: "1/2" stays what it is, and "=" begins no formula
        if plain:
            self._bodies[kind] = copy.copy(cell._style)

    def colour_fit(self, cell: Any, fit: str) -> None:
        """Colour how well a note fits; the cell says it in words and with a symbol as well."""
        if fit in self._fits:
            cell.fill = self._fits[fit]

    def colour_status(self, cell: Any, accepted: bool) -> None:
        """Colour an accepted theme's status; the cell says it in words and with a symbol as well."""
        if accepted:
            cell.fill = self._accepted

    def drop_down(self, sheet: Any, formula: str, column: int, rows: Sequence[int], prompt: str) -> None:
        """Offer values for the cells of a column; anything else can be written as well."""
        from openpyxl.worksheet.datavalidation import DataValidation

        if not rows:
            return
        offer = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=False)
        if prompt:
            offer.prompt, offer.showInputMessage = prompt, True
        letter = sheet.cell(1, column).column_letter
        for first, last in _join_rows(rows):
            offer.add(f"{letter}{first}:{letter}{last}")
        sheet.add_data_validation(offer)

    def finish(
        self, sheet: Any, head: int, last: int, columns: int, frozen: str, *, filtered: bool = True
    ) -> None:
        """Freeze the headings, offer filters, protect what is not to be changed, and set up printing."""
        sheet.freeze_panes = frozen
        letter = sheet.cell(1, columns).column_letter
        if filtered:
            sheet.auto_filter.ref = f"A{head}:{letter}{max(last, head)}"
        self.protect(sheet)
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_title_rows = f"{head}:{head}"
        sheet.sheet_view.zoomScale = 90

    def protect(self, sheet: Any) -> None:
        """Guard against slips, without a password: anybody may take it off."""
        guard = sheet.protection
        guard.sheet = True
        for allowed in ("formatColumns", "formatRows", "formatCells", "sort", "autoFilter"):
            setattr(guard, allowed, False)


def estimate_height(cells: Iterable[tuple[str, float]]) -> float:
    """The height a row needs for the text in its cells, in points.

    Args:
        cells: Each cell's text with the width of its column, in characters.
    """
    lines = max(
        sum(max(1, math.ceil(len(line) / (width - 1))) for line in text.split("\n")) for text, width in cells
    )
    return min(_TALLEST, max(2, lines) * _LINE_HEIGHT + 4)


def _join_rows(rows: Sequence[int]) -> list[tuple[int, int]]:
    """Rows in a line as ranges: a drop-down for 300 single cells would be slow to open."""
    joined: list[tuple[int, int]] = []
    for row in sorted(rows):
        if joined and joined[-1][1] == row - 1:
            joined[-1] = (joined[-1][0], row)
        else:
            joined.append((row, row))
    return joined
