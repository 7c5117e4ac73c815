"""What every reader of a format turns a document into: lines with style cues and locators.

One reader of this stream finds structure (the folder structure), so a question or a post-it section is
recognised in the same way whatever program wrote the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Literal

from pipeline.errors import SourceError
from pipeline.keeping import open_room

Form = Literal["blank", "heading", "item", "text", "metadata", "boilerplate"]
BOLD_LEVEL = 7  # a bold line used as a heading stands below every real heading


SAME_KIND = "same"  # for Given.kind: the kind of the notes around the table
SAME_QUESTION = "same"  # for Given.question: the question that the table stands below
HIDDEN = "in a hidden"  # row or sheet: how the reason of a cell begins that nobody sees
NO_HEADING = "below no heading row"
ABOVE_COLUMNS = "stands above the columns"
# What a column of a sheet was taken for, as the ledger says it of the column's heading.
USES = {
    "note": "heads people's own words",
    "scale": "heads answers that were picked",
    "fact": "heads facts about people",
    "question": "heads the questions",
    "table": "heads the tables",
    "kind": "heads the kinds of notes",
    "votes": "heads the votes",
    "votes_against": "heads the votes against",
    "speaker": "heads who said it",
    "heading": "heads the headings",
    "title": "heads the titles",
    "verdict": "heads the organisers' verdicts",
    "aside": "heads no notes",
}


@dataclass(frozen=True, slots=True)
class Given:
    """What a sheet's other columns say of a note. Empty where it has no such column."""

    table: str = ""
    question: str = ""
    kind: str = ""
    heading: str = ""
    speaker: str = ""
    votes: int = 0
    votes_against: int = 0
    column: str = ""  # the name of its column, which asks where nothing above the table does


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document (a paragraph in Word, a cell in a sheet)."""

    number: int  # from 1, as an editor counts: the paragraph in Word, the row in a sheet, the line on a page
    locator: str  # where it is, different for every line: "line 12", "page 3 line 4", "sheet Notes!B7"
    text: str  # as it stands in the document
    content: str  # the stretch of it without list marker or heading marks
    words: str  # the content as a reader sees it, with the format's own mark-up resolved
    form: Form  # what it is by its marks alone
    level: int = 0  # heading level from 1, or depth in a list from 1; 0 for other lines
    bold: bool = False  # whether the whole line is bold
    given: Given | None = None  # for the cell of a sheet that holds a note: what the other columns say of it
    # The role of the ledger that its reader knows (a running header, a cell of another column); else empty,
    # and the folder structure decides
    role: str = ""
    reason: str = ""  # why the reader took it for that
    speaker: str = ""  # who said it, where a mark of the format says so
    numbered: bool = False  # whether it is an item that the program that wrote the document numbers
    held: str = ""  # the role that it was read in when a person looked through all lines: it stays in it
    said: bool = False  # whether that person gave it the role

    @property
    def plain(self) -> bool:
        """Whether it is text or a bullet whose role nothing has settled yet."""
        return not self.role and (self.form == "text" or self.form == "item")

    @property
    def plain_text(self) -> bool:
        """Whether it is text, and no bullet, whose role nothing has settled yet."""
        return not self.role and self.form == "text"


def take_off(line: Line, sign: re.Pattern[str]) -> Line:
    """A line without a sign: what the pattern matches is taken off its content and its words."""
    return replace(line, content=sign.sub("", line.content), words=sign.sub("", line.words))


def settle(line: Line, role: str, reason: str) -> Line:
    """A line with the role that its words or its place give it."""
    return replace(line, role=role, reason=reason)


def settle_as_text(line: Line, role: str, reason: str) -> Line:
    """The same, and no bullet or heading any more, whatever it looks like."""
    return replace(line, form="text", level=0, role=role, reason=reason)


def settle_all(lines: Sequence[Line], places: Iterable[int], role: str, reason: str) -> list[Line]:
    """Some of a document's lines with a role, the others as they are."""
    settled = list(lines)
    for place in places:
        settled[place] = settle(lines[place], role, reason)
    return settled


def set_beside(number: int, locator: str, text: str, reason: str) -> Line:
    """A line of what stands beside the text (a comment, a form field, a picture): no note, but named."""
    return Line(
        number=number,
        locator=locator,
        text=text,
        content=text,
        words=" ".join(text.split()),
        form="metadata",
        role="metadata",
        reason=reason,
    )


@dataclass(frozen=True)
class AnswerCount:
    """How many people picked one answer on one day. See the contract SurveyAnswers."""

    date: str
    question: str
    scale: str
    position: int
    answer: str
    count: int
    base: int
    asked: int


@dataclass(frozen=True)
class Document:
    """A document as a stream of lines."""

    source: str  # its path inside the event's folder, with forward slashes
    format: str  # the reader's name: "markdown", "plain text", ...
    lines: tuple[Line, ...]  # in order, blank ones too
    # Whether lines that follow one another without a blank line are one paragraph (Markdown) or each a line
    # of its own (plain text)
    paragraphs: bool
    answers: tuple[AnswerCount, ...] = ()  # of a survey: how many people picked which answer on a scale
    # What the columns of a sheet ask, with their tables, in the order of the columns
    questions: tuple[tuple[str, str], ...] = ()
    days: tuple[str, ...] = ()  # of a sheet that dates its rows: the days, as ISO dates


# "-", "*", "+" and the bullets that Word and whiteboards paste; "1." and "1)" for numbered lists.
# A marker needs a space behind it, or nothing at all (an empty bullet), so "-20 %" stays text.
_ITEM = re.compile(
    r"^(?P<indent>[ \t\u00a0]*)(?P<marker>[-*+•◦▪‣●○■·–—]|\d{1,3}[.)])"
    r"(?P<gap>[ \t\u00a0]+|$)"
)


def match_item(text: str) -> tuple[int, str] | None:
    """Split a list item into the width of its indent and what follows the marker; None for others."""
    found = _ITEM.match(text)
    if found is None:
        return None
    indent = found["indent"]
    return len(indent) + 3 * indent.count("\t"), text[found.end() :].strip()


def nest_items(widths: list[int]) -> list[int]:
    """Depth of each item of one list, from 1, by the widths of their indents."""
    open_widths: list[int] = []
    depths = []
    for width in widths:
        while open_widths and width < open_widths[-1]:
            open_widths.pop()
        if not open_widths or width > open_widths[-1] + 1:
            open_widths.append(width)
        depths.append(len(open_widths))
    return depths


# Each reader is opened when a document of its kind is there: a run that finds all fresh needs none.
_READERS = {
    ".md": "pipeline.ingest.text.markdown:read_markdown",
    ".markdown": "pipeline.ingest.text.markdown:read_markdown",
    ".txt": "pipeline.ingest.text:read_plain_text",
    ".text": "pipeline.ingest.text:read_plain_text",
    ".org": "pipeline.ingest.text:read_org",
    ".pdf": "pipeline.ingest.pdf:read_pdf",
    ".docx": "pipeline.ingest.office.word:read_word",
    ".pptx": "pipeline.ingest.office.slides:read_slides",
    ".odt": "pipeline.ingest.office.open_document:read_open_document",
    ".html": "pipeline.ingest.web:read_web_page",
    ".htm": "pipeline.ingest.web:read_web_page",
    ".xlsx": "pipeline.ingest.sheets.excel:read_excel",
    ".csv": "pipeline.ingest.sheets.delimited:read_delimited",
    ".tsv": "pipeline.ingest.sheets.delimited:read_delimited",
}
_SHEETS = (".xlsx", ".csv", ".tsv")
FORMATS = frozenset(_READERS)


def read_document(
    source: str, content: bytes, columns: tuple[tuple[str, str], ...] = (), questions: tuple[str, ...] = ()
) -> Document:
    """Read one document into lines.

    Args:
        columns: What the columns of a sheet hold, from event.toml; this wins over guessing.
        questions: The event's questions, from event.toml: the only one is that of a sheet without any.

    Raises:
        SourceError: If it is empty, damaged, protected, too large, or not what its name says.
    """
    if not content.strip():
        raise SourceError("it is empty", where=source, remedy="Check that the right file was saved.")
    suffix = PurePosixPath(source).suffix.lower()
    told = (columns, questions) if suffix in _SHEETS else ()
    document: Document = open_room(_READERS[suffix])(source, content, *told)
    return document
