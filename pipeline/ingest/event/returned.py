"""Knows the program's own files, whatever they are called, and reads the workbooks that came back.

They are no write-ups: what stands in workbooks are decisions, which the review room replays, and on the sheet
"What was missed" notes that people add; so it is with the last page of a notes.docx that somebody filled in.
Others lie among write-ups by accident, with nobody's new words.
"""

from __future__ import annotations

import csv
import hashlib
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar
from xml.etree.ElementTree import Element

from pipeline.errors import SourceError
from pipeline.ingest.lines import HIDDEN
from pipeline.ingest.office.parts import find_children, gather_text, get_name
from pipeline.keeping import open_room
from pipeline.keeping.archive import (
    ALIKE,
    BY_HEADING,
    CORE,
    NOT_SORTED,
    SORTED,
    WORDS,
    open_archive,
    read_part,
    read_xml,
)
from pipeline.keeping.csv_text import take_off_apostrophe
from pipeline.keeping.workbooks import (
    LINES_MARKER,
    MARKER,
    MISSED,
    MISSED_HEAD,
    TRACKER_MARKER,
    Fault,
    Grid,
    Place,
    ReturnedWorkbook,
    read_mark,
)
from pipeline.tables import CONTRACTS, columns_of
from pipeline.wording import count_words

if TYPE_CHECKING:
    from pipeline.ingest.sheets.cells import Row, Sheet

_Part = TypeVar("_Part")
PROJECT = ".qdpx"  # of a qualitative tool
SUFFIXES = (".xlsx", ".ods", ".csv", PROJECT)
REVIEW, LINES, TRACKER = "review", "lines", "tracker"
_KINDS = {
    kind: mark.encode("ascii")
    for kind, mark in ((REVIEW, MARKER), (LINES, LINES_MARKER), (TRACKER, TRACKER_MARKER))
}
# What stands above the columns of the sheet of notes, for a file whose mark somebody deleted.
_HEADINGS = (b"your theme", b"note id")
_SAVED = re.compile(rb"<(?:dcterms:modified|dc:date)\b[^>]*>(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)")
_REMARK = "somebody wrote beside the cells, in a comment or a text box, which is not read as a decision"
_COPY = "Write what it says into the column “comment” of its row, or into “your theme” if it says that."
_MOST_COVERED = 100_000  # cells below a merged one
_TEXTS = ("xl/sharedStrings.xml", "xl/worksheets/sheet", "content.xml")


def is_review_workbook(name: str, content: bytes) -> bool:
    """Whether a file is a review workbook, or the sheet of notes of one, or a qualitative tool's project."""
    return name.lower().endswith(PROJECT) or find_mark(name, content) == REVIEW


def find_mark(name: str, content: bytes) -> str:
    """Which workbook of ours a file is, or a sheet of which: REVIEW, LINES or TRACKER; else empty."""
    suffix, found = name.lower(), set[str]()
    if suffix.endswith(".csv"):
        start = content[:100_000]
        found = _find_marks(start) | _find_marks(start.replace(b"\0", b""))  # UTF-16, too
    elif suffix.endswith((".xlsx", ".ods")):
        try:
            with open_archive(name, content) as archive:
                for part in archive.namelist():
                    if REVIEW not in found and part.startswith(_TEXTS):
                        found |= _find_marks(read_part(name, archive, part))
        except SourceError:
            pass  # whoever reads it as a document says what is wrong with it
    return next((kind for kind in (REVIEW, LINES, TRACKER) if kind in found), "")


def _find_marks(part: bytes) -> set[str]:
    found = {kind for kind, mark in _KINDS.items() if mark in part}
    low = part.lower()
    return found | {REVIEW} if all(heading in low for heading in _HEADINGS) else found


def read_workbook_back(name: str, content: bytes) -> ReturnedWorkbook:
    """Read the sheets of a review workbook, or of a tracker.

    Raises:
        SourceError: If it is damaged, protected, or holds more than can be read.
    """
    suffix = name.lower()
    if suffix.endswith(".xlsx"):
        sheets = open_room("pipeline.ingest.sheets.excel:decode_excel")(name, content)
    elif suffix.endswith(".ods"):
        sheets = open_room("pipeline.ingest.office.open_document:decode_open_document_sheet")(name, content)
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
    found = _SAVED.search(_look_into(name, content, part, read_part) or b"") if part else None
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


OWN = "made by the program"  # the format of such a file in the list of sources
MARGIN = "comments in the margin"  # of a page that came back: no notes, and not to be lost
_OURS = (WORDS, ALIKE, SORTED, BY_HEADING, NOT_SORTED, MARKER, TRACKER_MARKER)
_MARKS = tuple(" ".join(mark.split()) for mark in _OURS)
_LISTS = re.compile(r"q-[0-9a-f]{8}(?:[,;\t]\"?q-[0-9a-f]{8})*[,;\t]\"?questions\b")
_FEWEST = 5  # columns of a table of ours
_MANY = 12  # of them that are enough: a table of another version has columns more or less
_OWN = "the program made it itself, so nothing in it was read"
_ELSEWHERE = "keep such files in another folder"
_COMMENTS = "word/comments.xml"


def say_own(name: str, content: bytes) -> str:
    """Why a file is not read, where the program made it; empty where it did not.

    Args:
        content: Its bytes. A PDF is known by its words, see `say_own_words`.
    """
    kind = name.lower().rpartition(".")[2]
    if kind in ("docx", "xlsx"):
        if WORDS.encode() not in (_look_into(name, content, CORE, read_part) or b""):
            return ""
        return _say_commented(len(_list_comments(name, content)))
    if kind in ("html", "htm", "md", "markdown", "txt"):
        return say_own_words(content.decode("utf-8", "replace"))
    if kind in ("csv", "tsv"):
        # Lines may end in a carriage return alone.
        head = next(iter(content[:20_000].decode("utf-8-sig", "replace").splitlines()), "").strip()
        if _LISTS.match(head.lstrip('"')):
            return "it is the hidden sheet of a review workbook, with titles to choose from; nothing to read"
        return _say_commented(0) if _is_table(head) else ""
    return ""


def say_own_words(text: str, comments: int = 0) -> str:
    """The same for the words of a document, on which somebody has written so many comments."""
    plain = " ".join(text.split())
    return _say_commented(comments) if any(mark in plain for mark in _MARKS) else ""


def _say_commented(comments: int) -> str:
    if not comments:
        return f"{_OWN}; {_ELSEWHERE}"
    said = count_words(comments, "comment")
    return f"{_OWN}, nor {said} that somebody wrote on it: put what is meant into review.xlsx"


def _list_comments(name: str, content: bytes) -> list[str]:
    root = _look_into(name, content, _COMMENTS, read_xml)
    found = () if root is None else root.iter()
    return [_read_text(one) for one in found if get_name(one) == "comment"]


def read_missed_page(name: str, content: bytes) -> ReturnedWorkbook | None:
    """What was filled in on the last page of a notes.docx that came back; None where that is nothing."""
    body = _look_into(name, content, "word/document.xml", read_xml)
    tables = () if body is None else (one for one in body.iter() if get_name(one) == "tbl")
    for number, table in enumerate(tables, start=1):
        rows = [[_read_text(cell) for cell in find_children(row, "tc")] for row in find_children(table, "tr")]
        if not rows or tuple(text.casefold() for text in rows[0]) != MISSED_HEAD:
            continue
        cells = {
            (row, column): text
            for row, texts in enumerate(rows, start=1)
            for column, text in enumerate(texts, start=1)
            if text
        }
        if not any(row > 1 and column == 1 for row, column in cells):
            continue

        def locate(row: int, column: int, number: int = number) -> str:
            return f"table {number} row {row}"

        digest = hashlib.sha256(content).hexdigest()
        comments = {(row, 1): text for row, text in enumerate(_list_comments(name, content), start=1) if text}
        margin = Grid(MARGIN, comments, {}, {}, lambda row, column: f"comment {row}")
        return ReturnedWorkbook(name, digest, (Grid(MISSED, cells, {}, {}, locate), margin), page=True)
    return None


def _read_text(element: Element) -> str:
    paragraphs = [one for one in element.iter() if get_name(one) == "p"]
    texts = map(gather_text, paragraphs)
    return "\n".join(text.strip() for text in texts if text.strip())


def _look_into(
    name: str, content: bytes, part: str, read: Callable[[str, zipfile.ZipFile, str], _Part]
) -> _Part | None:
    """A part of a file, where it is there and whole: whoever reads the file says what is wrong with it."""
    try:
        with open_archive(name, content) as archive:
            return read(name, archive, part) if part in archive.namelist() else None
    except SourceError:
        return None


def _is_table(head: str) -> bool:
    for mark in (",", ";", "\t"):
        columns = set(next(csv.reader([head], delimiter=mark), ()))
        if len(columns) >= _FEWEST:
            return any(
                len(own & columns) >= _MANY or (len(own) >= _FEWEST and own <= columns)
                for own in (set(columns_of(one)) for one in CONTRACTS.values())
            )
    return False
