"""Recognises review workbooks that came back, whatever they are called, and reads their sheets.

They are no write-ups: what stands in them are decisions, which the review room replays, and notes that
people say were missed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from pipeline.errors import SourceError
from pipeline.ingest.sheets.cells import Sheet
from pipeline.ingest.sheets.delimited import decode_delimited
from pipeline.keeping.archive import open_archive, read_part
from pipeline.tables.workbooks import MARKER, TRACKER_MARKER, Grid, Place, ReturnedWorkbook

SUFFIXES = (".xlsx", ".ods", ".csv")
_MARK = MARKER.encode("ascii")
_TRACKER = TRACKER_MARKER.encode("ascii")
# What stands above the columns of the sheet of notes, for a file whose mark somebody deleted.
_HEADINGS = (b"your theme", b"note id")
_TEXTS = ("xl/sharedStrings.xml", "xl/worksheets/sheet", "content.xml")


def is_review_workbook(name: str, content: bytes) -> bool:
    """Whether a file is a review workbook, or the sheet of notes of one: by what is in it."""
    return _holds(name, content, _has_mark)


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
    """Read the sheets of a review workbook.

    Args:
        name: Its path inside the event's folder.
        content: Its bytes.

    Raises:
        SourceError: If it is damaged, protected, or holds more than can be read.
    """
    suffix = name.lower()
    if suffix.endswith(".xlsx"):
        from pipeline.ingest.sheets.excel import decode_excel

        sheets = decode_excel(name, content)
    elif suffix.endswith(".ods"):
        from pipeline.ingest.sheets.open_document import decode_open_document_sheet

        sheets = decode_open_document_sheet(name, content)
    else:
        sheets = [decode_delimited(name, content)]
    digest = hashlib.sha256(content).hexdigest()
    return ReturnedWorkbook(name, digest, tuple(_as_grid(sheet) for sheet in sheets))


def _has_mark(part: bytes) -> bool:
    return _MARK in part or all(heading in part.lower() for heading in _HEADINGS)


def _as_grid(sheet: Sheet) -> Grid:
    cells: dict[Place, str] = {}
    problems: dict[Place, str] = {}
    for row in sheet.rows:
        for cell in row.cells:
            place = (row.number, cell.column)
            # A comment above a text file is our own mark, or somebody's line: it is shown as it stands.
            if cell.aside and "comment" not in cell.aside:
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


_MOST_COVERED = 100_000
