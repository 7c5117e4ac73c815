"""How all our workbooks are written, and look on the screen, on paper and read aloud."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterable
from typing import Any

from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn

from pipeline.keeping.archive import CORE, repack
from pipeline.keeping.workbooks import show_text

WRAPPED = Alignment(wrap_text=True, vertical="top")
NUMBER = Alignment(horizontal="right", vertical="top", indent=1)  # the words beside it begin at its edge
_LONGEST = 32_000  # Excel takes 32,767 characters in a cell
_COMPUTED = ("=", "+", "-", "@", "\t")  # how a formula begins for one program or another
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_TALLEST = 400.0  # points; Excel takes 409
_LINE_HEIGHT = 15.0
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def make_font(size: float = 11, color: str = "1A1A1A", *, bold: bool = False, italic: bool = False) -> Font:
    """A font of our workbooks: where none is named, LibreOffice takes one with serifs."""
    return Font(name="Calibri", size=size, color=color, bold=bold, italic=italic)


def mark_table(sheet: Any, head: int, last: int, columns: int, *, filtered: bool = True) -> None:
    """Mark rows as a table called like its sheet: what reads aloud says the heading with each cell.

    Not where no row follows or two headings are alike: Excel would call the file damaged.

    Args:
        columns: How many, from the first on.
        filtered: Whether each heading offers a filter.
    """
    heads = [str(sheet.cell(head, column).value or "") for column in range(1, columns + 1)]
    if last <= head or len({text.casefold() for text in heads}) < columns or not all(heads):
        return
    place = f"A{head}:{sheet.cell(last, columns).coordinate}"
    table = Table(
        displayName=re.sub(r"\W+", "_", sheet.title),
        ref=place,
        autoFilter=AutoFilter(ref=place) if filtered else None,
        tableColumns=[TableColumn(id=number, name=text) for number, text in enumerate(heads, start=1)],
    )
    sheet.add_table(table)


def set_up_print(sheet: Any, head: str = "", left: str = "", pages: int = 1, foot: str = "") -> None:
    """Print a sheet on A4 across, with narrow margins and numbered pages.

    Args:
        head: Rows that every page repeats, like "2:2".
        left: Columns that every page repeats, like "A:A".
        pages: Pages beside each other on which all columns are to fit.
        foot: What each page says at its foot, beside its number: a mark by which a printed page is known.
    """
    sheet.page_setup.paperSize, sheet.page_setup.orientation = sheet.PAPERSIZE_A4, "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = 0.4
    margins.bottom, margins.header, margins.footer = 0.6, 0.2, 0.3
    sheet.oddFooter.center.text = "&A, page &P of &N"
    if foot:
        sheet.oddFooter.right.text = f"&8{foot}"
    if head:
        sheet.print_title_rows = head
    if left:
        sheet.print_title_cols = left


def write_text(cell: Any, text: str) -> None:
    """Write a text into a cell of an openpyxl sheet so that it is shown as it stands and never computed.

    What XML cannot hold is shown as U+FFFD, and what Excel would take for its own way of writing a
    character ("_x0041_") is written in that way.
    """
    if not text:
        return
    cell.value = _ESCAPE.sub("_x005F_", show_text(text[:_LONGEST]))
    cell.data_type = "s"
    if text.lstrip(" \r\n").startswith(_COMPUTED):
        cell.quotePrefix = True  # it stays text when somebody edits the cell, too


def estimate_height(cells: Iterable[tuple[str, float]], least: int = 2) -> float:
    """The height a row needs for the text in its cells, in points: no program that prints works it out.

    Args:
        cells: Each cell's text with the width of its column, in characters.
        least: Lines that it has at least.
    """
    lines = max(
        sum(max(1, math.ceil(len(line) / max(1.0, width - 1))) for line in text.split("\n"))
        for text, width in cells
    )
    return min(_TALLEST, max(least, lines) * _LINE_HEIGHT + 4)


def pack_workbook(book: Any, title: str, moment: bytes = b"2000-01-01T00:00:00Z") -> bytes:
    """An openpyxl workbook as bytes, with one moment in place of the times that openpyxl writes down.

    Title and language are what a screen reader says first.
    """
    book.properties.creator, book.properties.title = "listening-event-notes", show_text(title)
    book.properties.language = "en-GB"
    saved = io.BytesIO()
    book.save(saved)

    def set_times(name: str, part: bytes) -> bytes:
        return _TIMES.sub(rb"\g<1>" + moment, part) if name == CORE else part

    return repack(saved.getvalue(), set_times)
