"""Recognises review workbooks that came back, whatever they are called, and reads their sheets.

They are no write-ups: what stands in them are decisions, which the review room replays, and on the sheet
"What was missed" notes that people add.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.errors import SourceError
from pipeline.ingest.event.own import MARGIN
from pipeline.ingest.lines import HIDDEN, Line
from pipeline.ingest.structure.placed import Placed
from pipeline.ingest.structure.questions import Question, QuestionList
from pipeline.keeping import open_room
from pipeline.keeping.archive import open_archive, read_part
from pipeline.keeping.csv_text import take_off_apostrophe
from pipeline.keeping.workbooks import (
    LINES_MARKER,
    MARKER,
    MISSED_HEAD,
    NAME_LABEL,
    TRACKER_MARKER,
    Fault,
    Grid,
    HeadedGrid,
    Place,
    ReturnedWorkbook,
    find_headings,
    is_of_event,
    read_mark,
)

if TYPE_CHECKING:
    from pipeline.ingest.sheets.cells import Row, Sheet

PROJECT = ".qdpx"  # of a qualitative tool
SUFFIXES = (".xlsx", ".ods", ".csv", PROJECT)
_MARK = MARKER.encode("ascii")
_TRACKER = TRACKER_MARKER.encode("ascii")
_LINES = LINES_MARKER.encode("ascii")
# What stands above the columns of the sheet of notes, for a file whose mark somebody deleted.
_HEADINGS = (b"your theme", b"note id")
_TEXT, _QUESTION, _TABLE, _SPEAKER = MISSED_HEAD
_SAVED = re.compile(rb"<(?:dcterms:modified|dc:date)\b[^>]*>(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)")
_REMARK = "somebody wrote beside the cells, in a comment or a text box, which is not read as a decision"
_COPY = "Write what it says into the column “comment” of its row, or into “your theme” if it says that."
_MOST_COVERED = 100_000  # cells below a merged one
_TEXTS = ("xl/sharedStrings.xml", "xl/worksheets/sheet", "content.xml")


def is_review_workbook(name: str, content: bytes) -> bool:
    """Whether a file is a review workbook, or the sheet of notes of one, or a qualitative tool's project."""
    return name.lower().endswith(PROJECT) or _holds(name, content, _has_mark)


def is_role_book(name: str, content: bytes) -> bool:
    """Whether a file is a workbook of lines."""
    return _holds(name, content, lambda part: _LINES in part)


def is_tracker(name: str, content: bytes) -> bool:
    """Whether a file is the tracker of a series, or a sheet of one."""
    return _holds(name, content, lambda part: _TRACKER in part)


def _holds(name: str, content: bytes, has_mark: Callable[[bytes], bool]) -> bool:
    suffix = name.lower()
    if suffix.endswith(".csv"):
        start = content[:100_000]
        return has_mark(start) or has_mark(start.replace(b"\0", b""))  # UTF-16, too
    if not suffix.endswith((".xlsx", ".ods")):
        return False
    try:
        with open_archive(name, content) as archive:
            parts = [part for part in archive.namelist() if part.startswith(_TEXTS)]
            return any(has_mark(read_part(name, archive, part)) for part in parts)
    except SourceError:
        return False  # whoever reads it as a document says what is wrong with it


def read_workbook_back(name: str, content: bytes) -> ReturnedWorkbook:
    """Read the sheets of a review workbook, or of a tracker.

    Raises:
        SourceError: If it is damaged, protected, or holds more than can be read.
    """
    suffix = name.lower()
    if suffix.endswith(".xlsx"):
        sheets = open_room("pipeline.ingest.sheets.excel:decode_excel")(name, content)
    elif suffix.endswith(".ods"):
        sheets = open_room("pipeline.ingest.sheets.open_document:decode_open_document_sheet")(name, content)
    else:
        sheets = _divide(open_room("pipeline.ingest.sheets.delimited:decode_delimited")(name, content))
    digest = hashlib.sha256(content).hexdigest()
    remarks = tuple(
        Fault(f"sheet {sheet.name}!{one.place}", _REMARK, _COPY)
        for sheet in sheets
        for one in sheet.beside
        if one.text  # a picture says nothing
    )
    grids = tuple(_as_grid(sheet) for sheet in sheets)
    return ReturnedWorkbook(name, digest, grids, _read_saved(name, content), faults=remarks)


def _read_saved(name: str, content: bytes) -> str:
    """When a workbook was saved last, as it says itself: a copy or a download keeps that."""
    part = {".xlsx": "docProps/core.xml", ".ods": "meta.xml"}.get(name.lower()[name.rfind(".") :], "")
    if not part:
        return ""
    try:
        with open_archive(name, content) as archive:
            found = _SAVED.search(read_part(name, archive, part)) if part in archive.namelist() else None
    except SourceError:
        return ""
    return found[1].decode("ascii") if found else ""


def _divide(sheet: Sheet) -> list[Sheet]:
    """The sheets in one text file: a board writes them one under another, each below the mark."""
    parts: list[list[Row]] = [[]]
    for row in sheet.rows:
        cells = tuple(replace(cell, text=take_off_apostrophe(cell.text)) for cell in row.cells)
        if parts[-1] and cells[0].column == 1 and read_mark(cells[0].text):
            parts.append([])
        parts[-1].append(replace(row, cells=cells))
    return [_number(sheet, rows) for rows in parts]


def _number(sheet: Sheet, rows: list[Row]) -> Sheet:
    """A part of a sheet as a sheet of its own, which still says where its cells are in the file."""
    above = rows[0].number - 1 if rows else 0
    numbered = tuple(replace(row, number=row.number - above) for row in rows)
    return replace(sheet, rows=numbered, locate=lambda row, column: sheet.locate(row + above, column))


def _has_mark(part: bytes) -> bool:
    return _MARK in part or all(heading in part.lower() for heading in _HEADINGS)


def _as_grid(sheet: Sheet) -> Grid:
    cells: dict[Place, str] = {}
    problems: dict[Place, str] = {}
    for row in sheet.rows:
        for cell in row.cells:
            place = (row.number, cell.column)
            # A comment above a text file is our own mark, or somebody's line: it is shown as it stands.
            # What a reviewer wrote counts in a row that was filtered out as well.
            if cell.aside and "comment" not in cell.aside and not cell.aside.startswith(HIDDEN):
                problems[place] = cell.aside
            else:
                cells[place] = cell.text
    covered = {
        (row, column): (area.top, area.left)
        for area in sheet.merged
        if (area.bottom - area.top + 1) * (area.right - area.left + 1) <= _MOST_COVERED
        for row in range(area.top, area.bottom + 1)
        for column in range(area.left, area.right + 1)
        if (row, column) != (area.top, area.left)
    }
    return Grid(sheet.name, cells, problems, covered, sheet.locate)


def place_missed_notes(
    workbooks: tuple[ReturnedWorkbook, ...], event_id: str, questions: QuestionList, written: Collection[str]
) -> dict[str, list[Placed]]:
    """The notes on the sheets "What was missed", by workbook.

    A workbook that was saved twice holds the same note twice: what the same person says in the same
    words on the same question is one note, and its second place is listed in the ledger.

    Args:
        event_id: The event; workbooks of another event hold no notes of this one.
        questions: The event's questions; a question that is new is added.
        written: The words of the notes in the event's documents.
    """
    seen: dict[tuple[int, str, str], Placed] = {}
    placed: dict[str, list[Placed]] = {}
    for workbook in workbooks:
        if not is_of_event(workbook, event_id, written):
            continue
        for grid in workbook.sheets:
            if workbook.page and grid.name == MARGIN:
                placed.setdefault(workbook.source, []).extend(_place_margin(workbook.source, grid))
                continue
            sheet = find_headings(grid, MISSED_HEAD, needed=2)
            if sheet is None or _TEXT not in sheet.columns:
                continue
            for row in sheet.rows():
                entry = _place_row(workbook, sheet, row, questions)
                if entry is None:
                    continue
                who = entry.speaker or _find_name(workbook)
                key = (id(entry.question), " ".join(entry.words.split()), who)
                if key in seen:
                    first = seen[key]
                    entry.role = "metadata"
                    entry.reason = f"the same note as in {first.source}, {first.line.locator}; counted once"
                else:
                    seen[key] = entry
                placed.setdefault(workbook.source, []).append(entry)
    return placed


def _place_margin(source: str, grid: Grid) -> Iterator[Placed]:
    """Comments beside a page that came back: in the ledger, for a person to read."""
    for (row, column), text in grid.cells.items():
        line = Line(row, grid.locate(row, column), text, text, " ".join(text.split()), "metadata")
        yield Placed(source, line, "metadata", "a comment in the margin: nothing was done with it", text=text)


def _find_name(workbook: ReturnedWorkbook) -> str:
    """The reviewer's name from the first sheet, or empty."""
    for grid in workbook.sheets:
        for (row, column), text in sorted(grid.cells.items()):
            if text.strip().rstrip(":").casefold() == NAME_LABEL.casefold():
                return grid.cells.get((row, column + 1), "").strip()
    return ""


def _place_row(
    workbook: ReturnedWorkbook, sheet: HeadedGrid, row: int, questions: QuestionList
) -> Placed | None:
    text = sheet.read(row, _TEXT)
    if not text:
        return None
    locator = sheet.locate(row, _TEXT)
    stands = sheet.grid.cells[(row, sheet.columns[_TEXT])]
    line = Line(row, locator, stands, text, " ".join(text.split()), "item")
    table = sheet.read(row, _TABLE)
    wording = sheet.read(row, _QUESTION)
    return Placed(
        source=workbook.source,
        line=line,
        role="note",
        reason="added after circulation",
        text=text,
        words=line.words,
        speaker=sheet.read(row, _SPEAKER),
        question=_find_question(wording, table, questions),
        table=table,
        kind="feedback",
    )


def _find_question(wording: str, table: str, questions: QuestionList) -> Question:
    same = " ".join(wording.split()).casefold()
    for question in questions.questions:
        known = (question.wording, *question.wordings)
        if same and same in {" ".join(wording.split()).casefold() for wording in known}:
            return question
    if not same and len(questions.questions) == 1:
        return questions.questions[0]
    return questions.place(wording, table)[0]
