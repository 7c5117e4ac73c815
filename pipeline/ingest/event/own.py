"""Knows files that the program wrote itself: they lie among write-ups by accident, with nobody's new words.

A notes.docx that came back with its last page filled in is taken for what stands on that page.
"""

from __future__ import annotations

import csv
import hashlib
import re
from xml.etree.ElementTree import Element

from pipeline.errors import SourceError
from pipeline.ingest.office.elements import find_children, get_name
from pipeline.keeping.archive import ALIKE, CORE, NOT_SORTED, SORTED, WORDS, open_archive, read_part, read_xml
from pipeline.keeping.workbooks import MARKER, MISSED, MISSED_HEAD, TRACKER_MARKER, Grid, ReturnedWorkbook
from pipeline.tables import CONTRACTS, columns_of
from pipeline.wording import count_words

OWN = "made by the program"  # the format of such a file in the list of sources
MARGIN = "comments in the margin"  # of a page that came back: no notes, and not to be lost
_OURS = (WORDS, ALIKE, SORTED, NOT_SORTED, MARKER, TRACKER_MARKER)
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
        if WORDS.encode() not in _read_description(name, content):
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
    """Comments in the margin of a Word file."""
    try:
        with open_archive(name, content) as archive:
            if _COMMENTS not in archive.namelist():
                return []
            root = read_xml(name, archive, _COMMENTS)
    except SourceError:
        return []
    return [_read_text(one) for one in root.iter() if get_name(one) == "comment"]


def read_missed_page(name: str, content: bytes) -> ReturnedWorkbook | None:
    """What was filled in on the last page of a notes.docx that came back; None where that is nothing."""
    try:
        with open_archive(name, content) as archive:
            body = read_xml(name, archive, "word/document.xml")
    except SourceError:
        return None
    for number, table in enumerate((one for one in body.iter() if get_name(one) == "tbl"), start=1):
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
    texts = ["".join(run.text or "" for run in one.iter() if get_name(run) == "t") for one in paragraphs]
    return "\n".join(text.strip() for text in texts if text.strip())


def _read_description(name: str, content: bytes) -> bytes:
    try:
        with open_archive(name, content) as archive:
            return read_part(name, archive, CORE) if CORE in archive.namelist() else b""
    except SourceError:
        return b""  # whoever reads it says what is wrong with it


def _is_table(head: str) -> bool:
    for mark in (",", ";", "\t"):
        columns = set(next(csv.reader([head], delimiter=mark), ()))
        if len(columns) >= _FEWEST:
            return any(
                len(own & columns) >= _MANY or (len(own) >= _FEWEST and own <= columns)
                for own in (set(columns_of(one)) for one in CONTRACTS.values())
            )
    return False
