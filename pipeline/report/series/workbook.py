"""The framework matrix as an Excel workbook: rows are events or tables, columns are codes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from pandera.typing.pandas import DataFrame

from pipeline.keeping.packages import pack_workbook
from pipeline.keeping.workbooks import write_text
from pipeline.report.series.sentences import NOT_NAMED, day
from pipeline.report.wording import table_words
from pipeline.tables import SEPARATOR, SeriesCodes, SeriesEvents, SeriesMatrix

_LONGEST = 32_000  # characters of a cell; Excel refuses more than 32,767
_WIDTH = 42
_ABOUT = (
    "The framework matrix: what each event, and each of its tables, has on each code of the codebook.",
    "In a cell: how many notes, of which kind by their wording, one of them in people's own words with"
    " personal details masked, and the ids of all. The ids lead to series_notes.csv and to the reports.",
    "Themes were put under codes by a program and are drafts until people have checked them.",
    NOT_NAMED,
)


def render_matrix(
    events: DataFrame[SeriesEvents], codes: DataFrame[SeriesCodes], matrix: DataFrame[SeriesMatrix]
) -> bytes:
    """Render the matrix; the same tables give the same bytes."""
    raised = codes[codes["notes"] > 0]
    said = matrix.assign(
        said=[_say(*cell) for cell in zip(matrix["summary"], matrix["note_ids"], strict=True)]
    )
    whole = said[said["whole_event"]].pivot(index="event_id", columns="code", values="said")
    whole = whole.reindex(events["event_id"], columns=raised["code"]).fillna("")
    parts = said[~said["whole_event"]]
    places = pd.MultiIndex.from_frame(parts[["event_id", "table"]].drop_duplicates())
    by_table = parts.pivot(index=["event_id", "table"], columns="code", values="said")
    by_table = by_table.reindex(places, columns=raised["code"]).fillna("")
    titles = events.set_index("event_id")["title"]
    counts = ["events", "tables", "notes", "strengths", "difficulties", "others"]
    listed = codes[["code", "title", "definition", *counts, "sources"]]

    book = Workbook()
    sheet = book.active
    sheet.title = "Events"
    dates = map(day, events["date"])
    _fill(sheet, ["Event", "Date", *raised["title"]], zip(titles, dates, *_list_columns(whole), strict=True))
    where = (titles[places.get_level_values(0)], map(table_words, places.get_level_values(1)))
    head = ["Event", "Table", *raised["title"]]
    _fill(book.create_sheet("Tables"), head, zip(*where, *_list_columns(by_table), strict=True))
    head = ["Code", "Title", "Definition", *map(str.capitalize, counts), "Rests on"]
    _fill(book.create_sheet("Codes"), head, zip(*_list_columns(listed), strict=True))
    about = book.create_sheet("About")
    for number, words in enumerate(_ABOUT, start=1):
        _write(about, number, 1, words)
    about.column_dimensions["A"].width = 110
    return pack_workbook(book)


def _list_columns(table: pd.DataFrame) -> list[list[Any]]:
    return [table.iloc[:, place].tolist() for place in range(table.shape[1])]


def _say(summary: str, note_ids: str) -> str:
    ids = note_ids.split(SEPARATOR)
    said = f"{summary}\n{', '.join(ids)}"
    if len(said) <= _LONGEST:
        return said
    fitting = ids[: max(1, (_LONGEST - len(summary) - 80) // (len(max(ids, key=len)) + 2))]
    more = len(ids) - len(fitting)
    return f"{summary}\n{', '.join(fitting)} and {more:,} more in series_matrix.csv"


def _fill(sheet: Any, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    top = Alignment(wrap_text=True, vertical="top")
    for column, words in enumerate(head, start=1):
        cell = _write(sheet, 1, column, words)
        cell.font, cell.alignment = Font(bold=True), top
        sheet.column_dimensions[get_column_letter(column)].width = 24 if column < 3 else _WIDTH
    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            if value != "":
                _write(sheet, number, column, value).alignment = top
    sheet.freeze_panes = "C2"


def _write(sheet: Any, row: int, column: int, value: Any) -> Any:
    cell = sheet.cell(row=row, column=column)
    if isinstance(value, str):
        write_text(cell, value)
    else:
        cell.value = value
    return cell
