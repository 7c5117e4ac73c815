"""How the sheets of all our workbooks look, on the screen, on paper and read aloud."""

from __future__ import annotations

import re
from typing import Any

from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn

WRAPPED = Alignment(wrap_text=True, vertical="top")
NUMBER = Alignment(horizontal="right", vertical="top", indent=1)  # the words beside it begin at its edge


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
