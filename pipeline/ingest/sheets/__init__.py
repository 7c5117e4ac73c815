"""Sheets of Excel, OpenDocument and separated values: their cells into lines."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.errors import SourceError
from pipeline.ingest.lines import Document, Line
from pipeline.ingest.sheets.cells import (
    MOST_CELLS,
    Sheet,
    leave_comments,
    read_beside,
    read_kind,
    refuse_size,
    show_sheet,
)
from pipeline.ingest.sheets.header import Header, announce
from pipeline.ingest.sheets.layout import Layout, find_layout, is_plain_name
from pipeline.ingest.sheets.sheet import Around, SheetReader, clean_question
from pipeline.ingest.sheets.survey import AnswerCounter, find_totals, read_totals

_ASKING = re.compile(r"(?:what|how|why|which|who|where|when)\b", re.IGNORECASE)
_NO_HEADER = Header(0, -1, {}, {})


def read_grid(
    source: str,
    format: str,  # noqa: A002 - the name of the field it fills
    sheets: list[Sheet],
    columns: tuple[tuple[str, str], ...],
    questions: tuple[str, ...],
    most_cells: int = MOST_CELLS,
) -> Document:
    """Turn the sheets of a document into lines.

    Args:
        format: The decoder's name: "Excel", "CSV".
        columns: What columns hold, from event.toml.
        questions: The event's questions, from event.toml.

    Raises:
        SourceError: If no cell has content, or there are more than can be read.
    """
    sheets = [show_sheet(sheet) for sheet in sheets if sheet.rows]
    if not sheets:
        raise SourceError(
            "no cell in it has content", where=source, remedy="Check that the right file was saved."
        )
    if sum(len(row.cells) for sheet in sheets for row in sheet.rows) > most_cells:
        raise refuse_size(source, f"{most_cells:,} cells with content")
    totals = [None if columns else find_totals(leave_comments(sheet)) for sheet in sheets]
    layouts = [
        find_layout(sheet, rows, columns)
        if counted is None and (rows := leave_comments(sheet))
        else Layout(_NO_HEADER)
        for sheet, counted in zip(sheets, totals, strict=True)
    ]
    several = sum(bool(layout.notes) for layout in layouts) > 1
    lines: list[Line] = []
    asked: list[tuple[str, str]] = []
    answers = AnswerCounter()
    for sheet, layout, counted in zip(sheets, layouts, totals, strict=True):
        if counted is not None:
            lines.extend(read_beside(sheet))
            lines.extend(read_totals(sheet, leave_comments(sheet), counted, answers))
            continue
        around = _read_name(sheet.name, several)
        if not around.question and len(questions) == 1:
            around = replace(around, question=questions[0])
        lines.extend(SheetReader(sheet, layout, around, answers).read())
        if len(layout.notes) > 1:
            asked.extend(
                (clean_question(c.question or around.question), c.table) for c in layout.notes.values()
            )
    return Document(
        source,
        format,
        tuple(lines),
        paragraphs=False,
        answers=answers.sum_up(),
        questions=tuple((question, table) for question, table in asked if question),
        days=tuple(sorted(answers.days)),
    )


def _read_name(name: str, several: bool) -> Around:
    label = " ".join(name.split())
    table, question = announce(label)
    asks = "?" in question or bool(_ASKING.match(question)) or bool(table)
    kind = read_kind(label)
    if is_plain_name(label) or not (asks or (several and not kind)):
        question = ""
    return Around(table, question, kind)
