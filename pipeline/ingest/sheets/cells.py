"""A sheet as every decoder hands it over: rows of cells with content, and where each cell stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.errors import SourceError
from pipeline.ingest.lines import Form, Given, Line, match_item, set_beside

# A laptop reads this many in some seconds and holds them in memory. Fifty times the largest export of a
# public consultation that was met.
MOST_CELLS = 400_000


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that is not empty.

    Attributes:
        column: Its column, from 1.
        text: What it shows.
        aside: Why it can hold no note, where the decoder knows that (a comment, a formula without a
            value); else empty.
        remark: What else is to be said of it: "in a hidden row".
    """

    column: int
    text: str
    aside: str = ""
    remark: str = ""


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
    """Words that stand in no cell: a comment on one, a text box.

    Attributes:
        row: The row they stand at.
        place: Where, behind the sheet's name: "B5 comment".
        text: What they say.
        reason: What they are.
    """

    row: int
    place: str
    text: str
    reason: str


@dataclass(frozen=True)
class Sheet:
    """One sheet.

    Attributes:
        name: What its tab says, or the name of the file for a text file.
        rows: Its rows in order, without empty ones.
        locate: From row number and column to a locator that no other cell of the document has.
        merged: Cells that are merged.
        beside: Words beside its cells.
    """

    name: str
    rows: tuple[Row, ...]
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
    return Line(
        number=row.number,
        locator=sheet.locate(row.number, cell.column),
        text=cell.text,
        content=content,
        words=" ".join(content.split()),
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
