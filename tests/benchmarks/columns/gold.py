"""What the columns of the sheets in ../shared/wild are, by eye, and what the program takes them for."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.ingest import gather_event, list_doubts, read_event
from pipeline.settings import load_settings

SHEETS = Path(__file__).parents[4] / "shared" / "wild" / "sheets"


@dataclass(frozen=True)
class GoldColumn:
    """What a column of a sheet is, by eye.

    Attributes:
        file: Name of the sheet's file.
        sheet: Name of the sheet inside a workbook, or empty.
        column: 1-based.
        header: Its heading, cut.
        role: answer, choice, multi, scale, fact, id, consent, votes, topic or other.
        sure: Whether it is decided.
    """

    file: str
    sheet: str
    column: int
    header: str
    role: str
    sure: bool


def list_columns() -> list[GoldColumn]:
    """Every column of every wild sheet."""
    with (SHEETS / "columns.csv").open(encoding="utf-8", newline="") as file:
        return [
            GoldColumn(
                row["file"], row["sheet"], int(row["column"]), row["header"], row["role"], row["sure"] == "1"
            )
            for row in csv.DictReader(file)
        ]


@dataclass(frozen=True)
class ColumnReading:
    """Whether one column of a sheet was taken for people's answers.

    Attributes:
        gold: What it is.
        cells: Its cells with words below the heading that became notes.
        taken: Whether it was taken for answers.
        said: Whether anything was said of it, or of the file where nothing was read.
    """

    gold: GoldColumn
    cells: int
    taken: bool
    said: bool


def measure_sheet(file: str, columns: Sequence[GoldColumn]) -> list[ColumnReading]:
    """Read a sheet and see which of its columns became notes."""
    counts: Counter[tuple[str, int]] = Counter()
    said: Sequence[str] = ()
    try:
        found = read_event(gather_event(SHEETS / file), load_settings().ingest)
        said = list_doubts(found.ledger, found.questions, found.notes)
        for locator in found.notes["locator"]:
            counts[_sheet_of(locator), _column_of(locator)] += 1
    except PipelineError as error:
        said = [str(error)]
    readings: list[ColumnReading] = []
    for column in columns:
        cells = counts[column.sheet, column.column] + (
            counts["", column.column]
            if column.sheet
            else sum(n for (sheet, number), n in counts.items() if sheet and number == column.column)
        )
        readings.append(ColumnReading(column, cells, cells > 0, any(column.header[:30] in s for s in said)))
    return readings


def _sheet_of(locator: str) -> str:
    found = re.match(r"sheet (?P<name>.+)!", locator)
    return found["name"] if found else ""


def _column_of(locator: str) -> int:
    """The 1-based column of "row 3 cell 5", "sheet Notes!B7" or "line 3, column 5"."""
    if found := re.search(r"!(?P<letters>[A-Z]+)\d+", locator):
        number = 0
        for letter in found["letters"]:
            number = number * 26 + ord(letter) - 64
        return number
    found = re.search(r"(?:cell|column) (?P<number>\d+)", locator)
    return int(found["number"]) if found else 0
