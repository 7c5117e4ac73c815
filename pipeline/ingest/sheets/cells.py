"""A sheet as every decoder hands it over: rows of cells with content, and where each cell stands.

What a cell holds is shown as a reader sees it: HTML as words, a list as its items.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from pipeline.errors import SourceError
from pipeline.ingest.lines import Form, Given, Line, match_item, set_beside
from pipeline.ingest.structure.column_names import LABEL_WORDS
from pipeline.ingest.structure.headings import read_cues, split_table

# A laptop reads this many in some seconds and holds them in memory. Fifty times the largest export of a
# public consultation that was met.
MOST_CELLS = 400_000


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that is not empty."""

    column: int
    text: str
    # Why it can hold no note, where the decoder knows that (a comment, a formula without a value); else
    # empty
    aside: str = ""
    remark: str = ""  # what else is to be said of it: "in a hidden row"


@dataclass(frozen=True, slots=True)
class Row:
    """One row that holds something; number is the row in a sheet, the line in a text file."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells shown as one: the first and last row and column, all included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Beside:
    """Words that stand in no cell: a comment on one, a text box."""

    row: int
    place: str  # where, behind the sheet's name: "B5 comment"
    text: str
    reason: str


@dataclass(frozen=True)
class Sheet:
    """One sheet."""

    name: str  # what its tab says, or the name of the file for a text file
    rows: tuple[Row, ...]  # its rows in order, without empty ones
    # From row number and column to a locator that no other cell of the document has
    locate: Callable[[int, int], str]
    merged: tuple[Merged, ...] = ()
    beside: tuple[Beside, ...] = ()


def leave_comments(sheet: Sheet) -> list[Row]:
    """Its rows but for comments and what nobody sees."""
    return [row for row in sheet.rows if not all(cell.aside for cell in row.cells)]


def read_beside(sheet: Sheet) -> list[Line]:
    """The lines of what stands in no cell."""
    return [
        set_beside(found.row, f"sheet {sheet.name}!{found.place}", found.text, found.reason)
        for found in sheet.beside
    ]


def make_line(
    sheet: Sheet,
    row: Row,
    cell: Cell,
    role: str,
    reason: str,
    given: Given | None = None,
    form: Form = "metadata",
) -> Line:
    """The line of a cell: what it says is known for a note, and a role with its reason for other cells."""
    content = cell.text.strip()
    if given is not None:
        item = match_item(content) if "\n" not in content else None
        content = item[1] if item is not None and item[1] else content
        form = "item"
    words = " ".join(content.split())
    return Line(
        number=row.number,
        locator=sheet.locate(row.number, cell.column),
        text=cell.text,
        content=content,
        words=content if words == content else words,  # of a million cells the same text is there once
        form=form,
        level=1 if form in ("item", "heading") else 0,
        given=given,
        role=role,
        reason=f"{reason}; {cell.remark}" if reason and cell.remark else reason or cell.remark,
    )


def refuse_size(source: str, limit: str) -> SourceError:
    """The error for a sheet with more in it than can be read."""
    return SourceError(
        f"it is too large: {limit} can be read from one file",
        where=source,
        remedy="Split the file into smaller ones, and leave out sheets and columns without notes.",
    )


def name_column(number: int) -> str:
    """The letters of a column, counted from 1, as a spreadsheet shows them: 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


_NAMES = (
    "p|br|div|span|strong|em|b|i|u|s|ul|ol|li|a|h[1-6]|blockquote|font|table|tbody|tr|td|th|img|hr|sub|sup"
)
_TAG = re.compile(rf"<(?P<end>/?)(?P<name>{_NAMES})(?:\s[^<>]*)?/?>", re.IGNORECASE)
# A program writes paragraphs and breaks; a person who types "<b>" is quoted as they typed it.
_MARKUP = re.compile(r"<(?:p|br|div|li|ul|ol)(?:\s[^<>]*)?/?>|</(?:p|div|li|ul|ol)>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,8});", re.IGNORECASE)
_PLAIN_ENTITY = re.compile(
    r"&(?:#0?39|amp|quot|apos|nbsp|[lr][sd]quo|[nm]dash|hellip|pound|euro|"
    r"[a-z](?:acute|grave|circ|uml|tilde|cedil));",
    re.IGNORECASE,
)
_LONGEST = 15  # words in one of several remarks in a cell
_BREAKS = ("p", "div", "br", "li", "ul", "ol", "tr", "blockquote", "hr", "h1", "h2", "h3", "h4", "h5", "h6")


def show_sheet(sheet: Sheet) -> Sheet:
    """The sheet with the words of cells in which a program left HTML."""
    marked = any("<" in cell.text and _MARKUP.search(cell.text) for row in sheet.rows for cell in row.cells)
    rows = tuple(
        Row(row.number, tuple(replace(cell, text=_show(cell, marked)) for cell in row.cells))
        if any("&" in cell.text or (marked and "<" in cell.text) for cell in row.cells)
        else row
        for row in sheet.rows
    )
    return replace(sheet, rows=rows)


def _show(cell: Cell, marked: bool) -> str:
    if cell.aside:
        return cell.text
    if not marked or not (_TAG.search(cell.text) or _ENTITY.search(cell.text)):
        return _PLAIN_ENTITY.sub(lambda found: html.unescape(found[0]).replace("\xa0", " "), cell.text)
    plain = html.unescape(_TAG.sub(_break_line, cell.text)).replace("\xa0", " ")
    lines = [" ".join(line.split()) for line in plain.split("\n")]
    return "\n".join(line for line in lines if line and line != "-") or cell.text


def split_items(text: str, several: bool = False) -> list[str]:
    """The items of a cell that holds a list, a lead-in in front of the first; else the cell as it is.

    Args:
        several: Whether a row is what a group said: then short lines are remarks, with or without marks.
    """
    if "\n" not in text and "\r" not in text:
        return [text]
    lines = [line for line in text.splitlines() if line.strip()]
    marked = [match_item(line) is not None for line in lines]
    first = 1 if lines and not marked[0] and lines[0].rstrip().endswith(":") else 0
    if several and not any(marked) and all(map(_is_remark, lines)):
        return lines
    if sum(marked) < 2 or not marked[first]:
        return [text]
    items: list[str] = []
    for line, starts in zip(lines, marked, strict=True):
        if starts or not items or (len(items) == 1 and first):
            items.append(line)
        else:
            items[-1] = f"{items[-1]}\n{line}"
    return items


def _is_remark(line: str) -> bool:
    """Whether a line of a cell begins like a sentence, and is none that goes on in the next."""
    words = line.strip()
    return words[:1].isupper() and not words.endswith((",", ";", ":", "-")) and len(words.split()) <= _LONGEST


def strip_marker(text: str) -> str:
    """An item of a list without the mark in front of it."""
    first, *rest = text.split("\n")
    item = match_item(first)
    return "\n".join([item[1], *rest]) if item is not None and item[1] else text


def _break_line(tag: re.Match[str]) -> str:
    name = tag["name"].lower()
    if name == "li" and not tag["end"]:
        return "\n- "
    return "\n" if name in _BREAKS else ""


_MOST_VOTES = 1_000_000  # a larger number is a timestamp or an id, whatever its column is called
FEW = 5  # cells of a column below which its name says more than they do
_HARDLY = 0.3  # below this, not even a handful of cells is believed to be people's words
_SAMPLE = 2_000  # cells that are looked at to judge a column

_NO_PROSE = re.compile(
    r"[\W\d_]*[^\W\d_]?[\W\d_]*|[^\s@]+@[^\s@]+|https?://\S+|(?=.{0,40}$).*\d{1,2}:\d\d.*|"
    r"(?:\w+,? )?\d{1,2}(?:st|nd|rd|th)?[ /.-]\w{2,9}[ /.-]\d{2,4}|[+-]?[\d.,]+(?:e[+-]?\d+)? ?%?|"
    r"[0-9a-f-]{16,}|(?=\S*\d)(?=\S*[a-z])[\w\-{}]{6,}|/\S+/\S*|[\w.-]+(?:/[\w.-]+){2,}",
    re.IGNORECASE | re.DOTALL,
)
_SCALE = re.compile(
    r"yes|no|maybe|not sure|unsure|don.?t know|n/?a|true|false|neutral|none|never|rarely|sometimes|"
    r"often|always|"
    r"neither.*|(?:(?:very|strongly|somewhat|slightly|extremely|fairly|quite|not (?:very|at all|so)|"
    r"completely|mostly|"
    r"a (?:bit|little)) )*(?:dis|un|dis-)?(?:agree|likely|satisfied|happy|useful|helpful|easy|"
    r"difficult|confident|clear|"
    r"comfortable|important|well|poor|good|bad|excellent|fair|average|high|low|medium)|not at all|"
    r"prefer not to say|"
    r"\d{1,2}\b.{0,25}",
    re.IGNORECASE,
)
_TALLY = re.compile(r"[|IlxX✓✔*•●]+")
_KINDS = (
    (re.compile(r"post ?-?its?|sticky|stickies|sticky[ _-]?notes?", re.IGNORECASE), "post-it"),
    (re.compile(r"facilitators?|scribe|note ?taker", re.IGNORECASE), "facilitator"),
    (re.compile(r"feedback|form|survey|comment cards?|evaluation", re.IGNORECASE), "feedback"),
)


@dataclass(frozen=True)
class Content:
    """What stands in a column."""

    filled: int
    prose: float  # share of them that are words, not numbers, dates, addresses or ids
    different: int  # different texts, whatever their case
    words: float
    on_scale: float  # share of them that stand on a scale of answers (1 to 10, yes, agree, often)
    asking: float
    tables: float  # share of them that are a table's label and nothing else ("Table 1", "Group B")
    likely: float = 0.0

    @property
    def various(self) -> float:
        """Share of the texts that differ from one another."""
        return self.different / self.filled if self.filled else 0.0

    @property
    def is_free_text(self) -> bool:
        """Whether people wrote this in their own words, even without a name that says so."""
        return self.prose > 0.5 and self.words >= 3 and self.various > 0.5

    @property
    def is_written(self) -> bool:
        """Whether people wrote this below a question, and did not pick it."""
        if self.filled < FEW:
            return self.prose >= 0.5 and self.on_scale <= 0.8 and self.likely >= _HARDLY
        return self.prose >= 0.5 and self.likely >= 0.5


def measure_column(texts: list[str]) -> Content:
    """Look at the cells of a column, the first some thousand of them."""
    # A cell may hold megabytes; its beginning shows what it is.
    sample = [text[:500].strip() for text in texts[:_SAMPLE]]
    filled = len(sample)
    if not filled:
        return Content(0, 0.0, 0, 0.0, 0.0, 0.0, 0.0)
    return Content(
        filled=filled,
        prose=sum(not _NO_PROSE.fullmatch(text) for text in sample) / filled,
        different=len({text.casefold() for text in sample}),
        words=sum(len(text.split()) for text in sample) / filled,
        on_scale=sum(bool(_SCALE.fullmatch(text)) for text in sample) / filled,
        asking=sum(text.endswith("?") for text in sample) / filled,
        tables=sum(is_table_label(text) for text in sample) / filled,
    )


def is_table_label(text: str) -> bool:
    """Whether a text is a table's label and nothing else ("Table 1", "Breakout room 3")."""
    table, rest = split_table(text.strip()) if len(text) < 60 else ("", "")
    return bool(table) and not rest


def asks_people(name: str) -> bool:
    """Whether a column's name is itself a question or an instruction to write below it."""
    return "?" in name or len(name.split()) >= LABEL_WORDS


def is_scale(content: Content) -> bool:
    """Whether the answers in a column were picked from a scale or a list, not written."""
    if content.prose < 0.5 or content.on_scale > 0.8:
        return True
    return content.filled >= 8 and content.various <= 0.3 and content.words <= 5


def read_votes(text: str) -> int:
    """The number of votes a cell says: a number or tally marks; 0 for anything else."""
    plain = text.strip()[:30]
    if not plain:
        return 0
    if _TALLY.fullmatch(plain):
        return len(plain)
    found = re.fullmatch(
        r"\+?(\d{1,7})(?:\.0+)?(?: ?(?:votes?|likes?|x|×))?", plain, re.ASCII | re.IGNORECASE
    )
    votes = int(found[1]) if found is not None else 0
    return votes if votes <= _MOST_VOTES else 0


def read_kind(text: str) -> str:
    """The kind of note that a label says ("Sticky note", "Feedback form"), or empty."""
    label = text.strip()
    if not label or len(label) > 60 or "?" in label:
        return ""
    if cue := read_cues(label).kind:
        return cue
    return next((kind for pattern, kind in _KINDS if pattern.fullmatch(label)), "")


def is_number(text: str) -> bool:
    """Whether a cell is a number and nothing else."""
    return not any(map(str.isalpha, text)) and any(map(str.isdigit, text))


def is_rejected(text: str) -> bool:
    """Whether a column of verdicts says that the organisers turned the note down."""
    return text.strip().casefold() in ("-1", "-1.0", "rejected", "declined", "spam")
