"""Tables drawn in a document: which cells hold notes, and which the questions those notes answer.

Three layouts are recognised, each by a question mark where a heading would stand: questions in the
first row with notes below them, questions in the first column with notes beside them, and question
and notes in turn in one column. Every other table is read as plain lines, cell by cell: most tables
in write-ups only arrange text on a page. (A "grid" here, since a "table" is where people sat.)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.ingest.structure.headings import read_cues, split_table

_LONGEST_HEADER = 60  # words in a cell that asks something; longer ones are text with a question in it
_LONGEST_LABEL = 8  # words in a cell that names its row
_LABELS = re.compile(
    r"^\W*(?:table|group|room|circle|station|topic|theme|area|heading|section|no|number)?s?\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Cell:
    """Where a cell is: which grid of the document, which row, which column, each from 1."""

    grid: int
    row: int
    column: int


@dataclass(frozen=True)
class CellText:
    """What a cell holds, in brief."""

    words: str
    bold: bool
    listed: bool  # whether it holds bullets


@dataclass(frozen=True)
class CellUse:
    """What a cell is for."""

    role: str  # "heading" or "context" for a cell that heads or labels others, "note" for the others
    reason: str
    question: str = ""  # that a note's cell answers
    table: str = ""  # that people sat at, where a heading cell or a row's label names it
    kind: str = ""  # of the notes, where a heading cell names it
    heading: str = ""  # the row's label, where it names no table


def sort_cells(cells: Mapping[Cell, CellText]) -> dict[Cell, CellUse]:
    """Find the cells with questions and the cells with notes; cells of other tables are left out."""
    grids: dict[int, dict[tuple[int, int], CellText]] = {}
    for cell, text in cells.items():
        grids.setdefault(cell.grid, {})[cell.row, cell.column] = text
    uses = {}
    for grid, texts in grids.items():
        sort = _sort_by_row if _asks_in_rows(texts) else _sort_by_column
        for (row, column), use in sort(texts).items():
            uses[Cell(grid, row, column)] = use
    return uses


def _asks(text: CellText | None) -> bool:
    if text is None or "?" not in text.words or text.listed:
        return False
    return len(text.words.split()) <= _LONGEST_HEADER


def _asks_in_rows(texts: Mapping[tuple[int, int], CellText]) -> bool:
    """Whether the first column asks, row by row, and other columns hold what was said."""
    if not any(column > 1 and text.words for (_, column), text in texts.items()):
        return False
    if any(row == 1 and column > 1 and _asks(text) for (row, column), text in texts.items()):
        return False
    first = [text for (row, column), text in texts.items() if column == 1 and text.words and row > 1]
    opening = texts.get((1, 1))
    asked = [*first, opening] if opening is not None and _asks(opening) else first
    return bool(asked) and all(_asks(text) for text in asked)


def _sort_by_row(texts: Mapping[tuple[int, int], CellText]) -> dict[tuple[int, int], CellUse]:
    headed = not _asks(texts.get((1, 1)))
    kinds = {
        column: read_cues(text.words).kind for (row, column), text in texts.items() if row == 1 and headed
    }
    uses = {}
    asked = ""
    for (row, column), text in texts.items():
        if row == 1 and headed:
            uses[row, column] = CellUse("context", "heads a column of a table")
        elif column == 1:
            asked = text.words or asked  # a cell merged with the one above it is empty
            uses[row, column] = CellUse("heading", "a question that heads a row of a table")
        elif asked:
            table, question = split_table(asked)
            uses[row, column] = CellUse(
                "note", "in a table, beside its question", question, table, kinds.get(column, "")
            )
    return uses


def _sort_by_column(texts: Mapping[tuple[int, int], CellText]) -> dict[tuple[int, int], CellUse]:
    last_row = max(row for row, _ in texts)
    asked = {column: text for (row, column), text in texts.items() if row == 1 and _asks(text)}
    if not asked or last_row < 2:
        return {}
    opening = texts.get((1, 1))
    labelled = opening is not None and 1 not in asked and _LABELS.match(opening.words) is not None
    uses = {}
    label = ""
    for (row, column), text in texts.items():
        if column == 1 and labelled:
            named = len(text.words.split()) <= _LONGEST_LABEL
            label = text.words if named and row > 1 else ""
            if named:
                uses[row, column] = CellUse("context", "labels a row of a table")
        elif column in asked and (row == 1 or (text.bold and _asks(text))):
            asked[column] = text  # in bold further down: the next question, with its notes below it
            uses[row, column] = CellUse("heading", "a question that heads a column of a table")
        elif column in asked:
            table, question = split_table(asked[column].words)
            seat = split_table(label)[0]
            uses[row, column] = CellUse(
                role="note",
                reason="in a table, below its question",
                question=question,
                table=seat or table,
                heading="" if seat else label,
            )
    return uses
