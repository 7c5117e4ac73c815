"""The framework matrix as an Excel workbook: rows are events or tables, columns are codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pandera.typing.pandas import DataFrame

from pipeline.keeping.packages import pack_workbook
from pipeline.report.series_wording import NOT_NAMED, day
from pipeline.report.wording import table_words
from pipeline.tables import SEPARATOR, SeriesCodes, SeriesEvents, SeriesMatrix
from pipeline.tables.workbooks import write_text

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
    """Render the matrix; the same tables give the same bytes.

    Args:
        events: The events of the series.
        codes: The codes of the framework.
        matrix: The cells that are not empty.
    """
    from openpyxl import Workbook

    book = Workbook()
    raised = [row for row in codes.to_dict("records") if row["notes"]]
    cells = list(matrix.to_dict("records"))
    rows = list(events.to_dict("records"))
    sheet = book.active
    sheet.title = "Events"
    _fill(sheet, *_list_events(rows, raised, [cell for cell in cells if cell["whole_event"]]))
    tables = [cell for cell in cells if not cell["whole_event"]]
    _fill(book.create_sheet("Tables"), *_list_tables(rows, raised, tables))
    _fill(book.create_sheet("Codes"), *_list_codes(codes))
    about = book.create_sheet("About")
    for number, words in enumerate(_ABOUT, start=1):
        _write(about, number, 1, words)
    about.column_dimensions["A"].width = 110
    return pack_workbook(book)


def _list_events(
    events: Sequence[Mapping[Any, Any]],
    codes: Sequence[Mapping[Any, Any]],
    cells: Sequence[Mapping[Any, Any]],
) -> tuple[list[str], list[list[str]]]:
    found = {(cell["event_id"], cell["code"]): _say(cell) for cell in cells}
    head = ["Event", "Date", *(code["title"] for code in codes)]
    return head, [
        [event["title"], day(event["date"])]
        + [found.get((event["event_id"], code["code"]), "") for code in codes]
        for event in events
    ]


def _list_tables(
    events: Sequence[Mapping[Any, Any]],
    codes: Sequence[Mapping[Any, Any]],
    cells: Sequence[Mapping[Any, Any]],
) -> tuple[list[str], list[list[str]]]:
    found = {(cell["event_id"], cell["table"], cell["code"]): _say(cell) for cell in cells}
    titles = {event["event_id"]: event["title"] for event in events}
    places = dict.fromkeys((cell["event_id"], cell["table"]) for cell in cells)
    head = ["Event", "Table", *(code["title"] for code in codes)]
    return head, [
        [titles[event_id], table_words(table)]
        + [found.get((event_id, table, code["code"]), "") for code in codes]
        for event_id, table in places
    ]


def _list_codes(codes: DataFrame[SeriesCodes]) -> tuple[list[str], list[list[str]]]:
    columns = ("events", "tables", "notes", "strengths", "difficulties", "others")
    head = ["Code", "Title", "Definition", *(name.capitalize() for name in columns), "Rests on"]
    return head, [
        [row["code"], row["title"], row["definition"], *(row[name] for name in columns), row["sources"]]
        for row in codes.to_dict("records")
    ]


def _say(cell: Mapping[Any, Any]) -> str:
    ids = cell["note_ids"].split(SEPARATOR)
    said = f"{cell['summary']}\n{', '.join(ids)}"
    if len(said) <= _LONGEST:
        return said
    fitting = ids[: max(1, (_LONGEST - len(cell["summary"]) - 80) // (len(max(ids, key=len)) + 2))]
    more = len(ids) - len(fitting)
    return f"{cell['summary']}\n{', '.join(fitting)} and {more:,} more in series_matrix.csv"


def _fill(sheet: Any, head: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

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
