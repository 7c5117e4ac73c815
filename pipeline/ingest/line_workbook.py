"""Writes the workbook of lines: each line with what it was taken for, and room to say what it is."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from itertools import groupby
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from pandera.typing.pandas import DataFrame

from pipeline.ingest.event.said import GIVEN_ROLES, LINES_HEAD, LinePlace, SaidOfLine
from pipeline.ingest.explain import say_why
from pipeline.ingest.lines import match_item
from pipeline.keeping.sheets import (
    WRAPPED,
    estimate_height,
    make_font,
    mark_table,
    pack_workbook,
    set_up_print,
    write_text,
)
from pipeline.keeping.workbooks import LINES_MARKER
from pipeline.tables import Ledger, Notes
from pipeline.wording.likeness import fold_words

_MOST_LINES = 20_000  # beyond that nobody looks at each, and a spreadsheet is slow
_HEAD = 3  # the row of headings; the mark and what to do stand above it
_WIDTHS = (16, 80, 13, 40, 15, 40, 24)
_EDITED = (5, 6)  # columns that people write in
_YELLOW, _GREY = PatternFill("solid", fgColor="FFF9DB"), PatternFill("solid", fgColor="E3E8EF")
_WHAT_TO_DO = (
    "Each line of the write-up, and what it was taken for. Where that is wrong, write what it is under"
    f" “{LINES_HEAD[4]}”: {', '.join(GIVEN_ROLES)}. A “question” is what the notes below it belong"
    " under, also a title; “context” is no note; “continuation” goes on from the line above. Where only some"
    f" words of a line are a remark, copy them under “{LINES_HEAD[5]}”, each remark on a line of its own;"
    " beside a question, its wording can stand there. Leave the rest empty: it stays as it is. Save this file"
    " into the event's folder in data/raw and run again. It holds people's words with their names: do not"
    " send it."
)


_ALIKE = {"boilerplate": "context", "metadata": "context", "lead_in": "heading"}


def list_lines(ledger: DataFrame[Ledger], sources: Sequence[str]) -> dict[str, dict[str, str]]:
    """The lines of each document that hold words, by where they are."""
    rows = ledger[ledger["source"].isin(sources) & ledger["role"].ne("blank")]
    found: dict[str, dict[str, str]] = {source: {} for source in sources}
    for (source, locator), parts in groupby(rows.to_dict("records"), _name_line):
        found[source][locator] = "".join(str(part["text"]) for part in parts)
    return found


def write_line_workbook(
    ledger: DataFrame[Ledger],
    notes: DataFrame[Notes],
    sources: Sequence[str],
    event_id: str,
    title: str,
    said: Mapping[LinePlace, SaidOfLine],
    proposed: Mapping[LinePlace, SaidOfLine] | None = None,
) -> bytes | None:
    """The workbook of an event's lines, as an .xlsx file; None where they are too many to look at each.

    Args:
        sources: The documents whose lines it shows.
        said: What people have said of lines before: it stands in it again.
        proposed: What a language model takes lines for: written where people write, as far as it differs from
            what the program took them for.
    """
    if len(ledger) > _MOST_LINES:
        return None
    known = {row["note_id"]: row for row in notes.to_dict("records")}
    book = Workbook()
    sheet = book.active
    sheet.title = "Lines"
    write_text(sheet.cell(1, 1), f"{LINES_MARKER} 1 {event_id}")
    sheet.cell(1, 1).font = make_font(8, "555555")
    write_text(sheet.cell(2, 1), _WHAT_TO_DO)
    sheet.cell(2, 1).font, sheet.cell(2, 1).alignment = make_font(), WRAPPED
    sheet.merge_cells(start_row=2, end_row=2, start_column=1, end_column=len(LINES_HEAD))
    sheet.row_dimensions[2].height = 64
    for column, (name, width) in enumerate(zip(LINES_HEAD, _WIDTHS, strict=True), start=1):
        cell = sheet.cell(_HEAD, column, name)
        cell.font, cell.fill, cell.alignment = make_font(bold=True), _GREY, WRAPPED
        sheet.column_dimensions[cell.column_letter].width = width
    rows = ledger[ledger["source"].isin(sources) & ~(ledger["role"].eq("blank") & ledger["reason"].eq(""))]
    last = _HEAD
    for last, (_, parts) in enumerate(groupby(rows.to_dict("records"), _name_line), start=_HEAD + 1):
        _write_row(sheet, last, _describe(list(parts), known, said, proposed or {}))
    offer = DataValidation(type="list", formula1=f'"{",".join(GIVEN_ROLES)}"', errorStyle="warning")
    offer.errorTitle, offer.error = "Take it for", f"One of: {', '.join(GIVEN_ROLES)}"
    offer.add(f"E{_HEAD + 1}:E{max(last, _HEAD + 1)}")
    sheet.add_data_validation(offer)
    sheet.freeze_panes = f"A{_HEAD + 1}"
    mark_table(sheet, _HEAD, last, len(LINES_HEAD))
    set_up_print(sheet, f"{_HEAD}:{_HEAD}")
    return pack_workbook(book, f"Every line: {title}")


def _name_line(row: Mapping[Hashable, Any]) -> tuple[str, str]:
    """A line that was cut into parts is one line here."""
    return str(row["source"]), str(row["locator"]).partition(", part ")[0]


def _describe(
    parts: Sequence[Mapping[Hashable, Any]],
    known: Mapping[Any, Mapping[Hashable, Any]],
    said: Mapping[LinePlace, SaidOfLine],
    proposed: Mapping[LinePlace, SaidOfLine],
) -> Sequence[str]:
    source, locator = _name_line(parts[0])
    roles = list(dict.fromkeys(str(part["role"]).replace("_", "-") for part in parts))
    why = "; ".join(dict.fromkeys(filter(None, (say_why(part, known) for part in parts))))
    given, only = said.get((source, locator), ("", ()))
    model = proposed.get((source, locator))
    if model is not None and model[0] == "continuation" and match_item(str(parts[0]["text"])) is not None:
        model = ("note", ())  # a bullet goes on from no line, whatever a model says
    if model is not None and not given and _differs(model, parts):
        given, only = model
        why = "; ".join(filter(None, (why, "the language model takes it for something else")))
    return (
        locator,
        "".join(str(part["text"]) for part in parts),
        ", ".join(roles),
        why,
        given.replace("_", "-"),
        "\n".join(only),
        source,
    )


def _differs(proposed: SaidOfLine, parts: Sequence[Mapping[Hashable, Any]]) -> bool:
    """Whether a model takes a line for something that changes what is read."""
    role, only = proposed
    roles = {_ALIKE.get(str(part["role"]), str(part["role"])) for part in parts}
    if only:
        noted = [str(part["text"]) for part in parts if part["role"] == "note"]
        return [fold_words(one) for one in noted] != [fold_words(one) for one in only]
    changes = {"note", "continuation", "question"} & {role, *roles}
    return bool(changes) and roles != {role} and not (role == "heading" and roles == {"question"})


def _write_row(sheet: Any, row: int, cells: Sequence[str]) -> None:
    for column, text in enumerate(cells, start=1):
        cell = sheet.cell(row, column)
        write_text(cell, text)
        cell.font, cell.alignment = make_font(), WRAPPED
        if column in _EDITED:
            cell.fill, cell.number_format = _YELLOW, "@"
    sheet.row_dimensions[row].height = estimate_height(zip(cells, _WIDTHS, strict=True), least=1)
