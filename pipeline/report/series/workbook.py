"""The framework matrix as an Excel workbook: a row for each code, a column for each event or table."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Border, PatternFill, Side
from openpyxl.utils import get_column_letter
from pandera.typing.pandas import DataFrame

from pipeline.keeping.sheets import (
    NUMBER,
    WRAPPED,
    estimate_height,
    make_font,
    mark_table,
    pack_workbook,
    set_up_print,
    write_text,
)
from pipeline.report.series.facts import NOT_NAMED, day
from pipeline.report.wording import table_words
from pipeline.tables import SeriesCodes, SeriesEvents, SeriesMatrix

_LEFT = 26  # characters of the column of codes
_PAGE = 170  # characters beside each other that are still read on a page
_NARROWEST, _WIDEST = 20, 48  # characters of a cell
_ABOUT = (
    "Framework matrix",
    "The framework matrix: what each event, and each of its tables, has on each code of the codebook.",
    "In a cell: how many notes, and one of them in people's own words with personal details left out. All"
    " notes of a cell stand in the table series_matrix.csv.",
    "A program put the themes under the codes. They are drafts until people have checked them.",
    NOT_NAMED,
    "Sheet Events: a column for each event. Sheet Tables: a column for each table of an event. An empty cell:"
    " nothing was raised there.",
    "Sheet Codes: every code of the codebook with what it rests on. Those that were raised come first, and"
    " only they are printed.",
)


def render_matrix(
    events: DataFrame[SeriesEvents], codes: DataFrame[SeriesCodes], matrix: DataFrame[SeriesMatrix]
) -> bytes:
    """Render the matrix; the same tables give the same bytes."""
    raised = codes[codes["notes"] > 0]
    said = matrix.assign(title=matrix["code"].map(codes.set_index("code")["title"]))
    whole, parts = said[said["whole_event"]], said[~said["whole_event"]]
    by_event = whole.pivot(index="code", columns="event_id", values="summary")
    by_event = by_event.reindex(raised["code"], columns=events["event_id"]).fillna("")
    places = pd.MultiIndex.from_frame(parts[["event_id", "table"]].drop_duplicates())
    by_table = parts.pivot(index="code", columns=["event_id", "table"], values="summary")
    by_table = by_table.reindex(raised["code"], columns=places).fillna("")
    titles = dict(zip(events["event_id"], events["title"], strict=True))
    days = dict(zip(events["event_id"], map(day, events["date"]), strict=True))

    book = Workbook()
    about = book.active
    about.title = "About"
    about.column_dimensions["A"].width = 110
    for number, words in enumerate(_ABOUT, start=1):
        write_text(about.cell(number, 1), words)
        about.cell(number, 1).alignment = WRAPPED
        about.cell(number, 1).font = make_font() if number > 1 else make_font(16, bold=True)
        about.row_dimensions[number].height = estimate_height([(words, 110.0)], least=1 + (number == 1))
    set_up_print(about)
    heads = [f"{titles[event_id]}, {days[event_id]}" for event_id in by_event.columns]
    _fill(book.create_sheet("Events"), ["Code", *heads], raised["title"].tolist(), by_event)
    heads = [f"{titles[place[0]]}, {table_words(place[1])}" for place in places.to_list()]
    _fill(book.create_sheet("Tables"), ["Code", *heads], raised["title"].tolist(), by_table)
    counts = ["events", "tables", "notes"]
    codes = codes.sort_values("notes", ascending=False, kind="stable")
    listed = codes[["definition", *counts, "sources"]]
    head = ["Code", "Definition", *map(str.capitalize, counts), "Rests on"]
    sheet = book.create_sheet("Codes")
    _fill(sheet, head, codes["title"].tolist(), listed, (70, 9, 9, 9, 44))
    # On paper the many codes that nothing was raised on would bury the few that matter.
    sheet.print_area = f"A1:{get_column_letter(len(head))}{1 + len(raised)}"
    return pack_workbook(book, _ABOUT[0])


_EMPTY = "No theme of these events has a code so far."
_HEAD = PatternFill("solid", fgColor="E3E8EF")
_LINE = Side("thin", color="C8CDD5")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


def _fill(
    sheet: Any, head: Sequence[str], titles: Sequence[str], cells: pd.DataFrame, widths: Sequence[int] = ()
) -> None:
    """One sheet; its columns share a page as long as they can be read there, then further ones."""
    number = max(1, len(head) - 1)
    pages = 1 if widths else max(1, math.ceil(number * _NARROWEST / (_PAGE - _LEFT)))
    share = (_PAGE - _LEFT) * pages // number
    widths = (_LEFT, *(widths or (max(_NARROWEST, min(_WIDEST, share)),) * number))
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    rows = [
        tuple(head),
        *((title, *row) for title, row in zip(titles, cells.to_numpy().tolist(), strict=True)),
    ]
    if len(rows) == 1:
        rows.append((_EMPTY, *[""] * (len(head) - 1)))
    for place, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(place, column)
            if isinstance(value, str):
                write_text(cell, value)
            else:
                cell.value = value
            named = place == 1 or column == 1
            cell.alignment, cell.border = WRAPPED if isinstance(value, str) else NUMBER, _BOX
            cell.font = make_font(bold=named)
            if named:
                cell.fill = _HEAD
        texts = zip(map(str, row), widths, strict=False)
        sheet.row_dimensions[place].height = estimate_height(texts)
    mark_table(sheet, 1, len(rows), len(head), filtered=False)
    sheet.freeze_panes = "B2"
    set_up_print(sheet, "1:1", "A:A", pages)
