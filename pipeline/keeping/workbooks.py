"""The review workbook as both sides know it: the room that writes and replays it, and ingest that reads it.

Sheets are known by the headings of their columns, never by their names or places, so that renaming,
moving and sorting do no harm.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from pipeline.wording.likeness import fold_words
from pipeline.wording.withheld import match_masked

MARKER = "listening-event-review"  # followed by version and event id, in the first cell of every sheet
VERSION = 1
TRACKER_MARKER = "listening-event-tracker"  # the same in the tracker of a series
LINES_MARKER = "listening-event-lines"  # the same in the workbook of lines
NEW_THEME = ".new-"  # in the id of a theme made on a board, which gets its own id in the next run
_MARK = re.compile(rf"{MARKER}\s+(?P<version>\d+)\s+(?P<event>\S+)")

START, NOTES, THEMES, MISSED = "Start here", "Notes", "Themes", "What was missed"
BY_THEME = "Theme by theme"
NOTES_HEAD = (
    "note id",
    "table",
    "question",
    "kind",
    "note",
    "theme so far",
    "fit",
    "why",
    "your theme",
    "second theme",
    "note type",
    "show names?",
    "keep out of print",
    "comment",
    "theme id",
)
THEMES_HEAD = (
    "theme id",
    "question",
    "title",
    "definition",
    "notes",
    "stands as",
    "rename to",
    "merge into",
    "split into",
    "drop?",
    "accept?",
    "comment",
    "note ids",
)
# Rows of themes, each with the rows of its notes below it; only the rows of notes have a note id.
BY_THEME_HEAD = (
    "note",
    "table",
    "fit",
    "your theme",
    "second theme",
    "keep out of print",
    "rename to",
    "merge into",
    "accept?",
    "comment",
    "note id",
    "theme id",
)
MISSED_HEAD = ("what was missed", "question", "table", "who says it")
NAME_LABEL, DATE_LABEL, WINS_LABEL = "Your name", "Date of your review", "If an earlier reviewer disagrees"
WINS = "mine counts"  # what stands beside WINS_LABEL where reviewers agreed that the later one wins

Place = tuple[int, int]  # row and column, both from 1
_UNSHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what XML cannot hold


@dataclass(frozen=True)
class Grid:
    """One sheet of a returned workbook."""

    name: str
    cells: Mapping[Place, str]  # what each cell with content shows
    problems: Mapping[Place, str]  # cells that show nothing that can be used, with the reason
    covered: Mapping[Place, Place]  # cells hidden below a merged one, with the place of the cell that shows
    # From row and column to words for a person: "sheet Notes!I7"
    locate: Callable[[int, int], str] = field(compare=False)


@dataclass(frozen=True)
class Fault:
    """Something in a workbook that cannot be read: where, what is wrong, and what to do."""

    locator: str
    what: str
    remedy: str
    note_id: str = ""  # the note of its row, where there is one


@dataclass(frozen=True)
class ReturnedWorkbook:
    """A review workbook that came back."""

    source: str  # its path inside the event's folder, with /
    sha256: str
    sheets: tuple[Grid, ...]
    saved: str = ""  # when it was saved last, as the file itself says; empty where it does not
    page: bool = False  # whether it is a page of a document, with what was missed and no decisions
    faults: tuple[Fault, ...] = ()  # what of it could not be read


@dataclass(frozen=True)
class HeadedGrid:
    """A sheet whose headings were found."""

    grid: Grid
    row: int
    columns: Mapping[str, int]

    def rows(self) -> list[int]:
        """The rows below the headings that hold something, in order."""
        return sorted({row for row, _ in (*self.grid.cells, *self.grid.problems) if row > self.row})

    def read(self, row: int, heading: str) -> str:
        """What a cell shows, without blanks around it; empty where it or its column is missing."""
        column = self.columns.get(heading)
        return "" if column is None else self.grid.cells.get((row, column), "").strip()

    def locate(self, row: int, heading: str) -> str:
        """Where a cell is, in words."""
        return self.grid.locate(row, self.columns.get(heading, 1))


def show_text(text: str) -> str:
    """A text with U+FFFD for what neither XML nor a page can show."""
    return _UNSHOWN.sub("\N{REPLACEMENT CHARACTER}", text)


def make_mark(event_id: str) -> str:
    """The mark of the workbooks of an event."""
    return f"{MARKER} {VERSION} {event_id}"


def read_mark(text: str) -> tuple[int, str] | None:
    """Version and event id from the mark of a workbook, or None where a text holds no mark."""
    found = _MARK.search(text)
    return None if found is None else (int(found["version"]), found["event"])


def is_of_event(workbook: ReturnedWorkbook, event_id: str, written: Collection[str]) -> bool:
    """Whether a workbook is on an event: by its mark, else by the notes in it, for ids change."""
    top = [text for grid in workbook.sheets for (row, _), text in grid.cells.items() if row <= _TOP]
    if all(mark[1] == event_id for text in top if (mark := read_mark(text))):
        return True
    known = {tuple(fold_words(words)) for words in written}
    for grid in workbook.sheets:
        sheet = find_headings(grid, NOTES_HEAD, needed=5)
        if sheet is not None and "note" in sheet.columns:
            rows = [
                shown
                for row in sheet.rows()
                if (shown := sheet.read(row, "note"))
                and ("note id" not in sheet.columns or sheet.read(row, "note id"))
            ]
            same = sum(
                tuple(fold_words(shown)) in known or any(match_masked(shown, words) for words in written)
                for shown in rows
            )
            return 2 * same >= len(rows) > 0
    return False


def find_headings(grid: Grid, headings: tuple[str, ...], needed: int) -> HeadedGrid | None:
    """The first row among the topmost that holds enough of the headings; None where there is none."""
    by_row: dict[int, dict[str, int]] = {}
    for (row, column), text in sorted(grid.cells.items()):
        heading = " ".join(text.split()).casefold()
        if row <= _TOP and heading in headings:
            by_row.setdefault(row, {}).setdefault(heading, column)
    for row, columns in by_row.items():
        if len(columns) >= needed:
            return HeadedGrid(grid, row, columns)
    return None


_TOP = 20  # rows in which the headings are looked for: people put lines of their own above them
