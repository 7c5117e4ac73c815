"""Reads what people wrote into a returned review workbook: every filled cell an entry, with its place.

Columns are found by their headings and rows by their ids, so that moving columns, sorting rows, deleting
rows and renaming sheets do no harm. What cannot be read is a problem that names the cell; the rest is
read all the same.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.keeping.workbooks import (
    BY_THEME_HEAD,
    DATE_LABEL,
    NAME_LABEL,
    NOTES_HEAD,
    THEMES_HEAD,
    VERSION,
    WINS,
    WINS_LABEL,
    Fault,
    HeadedGrid,
    ReturnedWorkbook,
    find_headings,
    read_mark,
)
from pipeline.tables import UNDIVIDED_TITLE
from pipeline.tables.contract import split_cell
from pipeline.wording import find_month
from pipeline.wording.names import split_shown


@dataclass(frozen=True, eq=False)
class _Kind:
    """Rows of notes or of themes: a sheet holds those of one kind, only that theme by theme both."""

    about: str
    key: str  # the column of their ids
    decided: str  # a column that people know it by
    tells: tuple[str, ...]  # headings of which no other kind of sheet has two
    actions: Mapping[str, str]  # what is decided in which column

    def is_on(self, sheet: HeadedGrid) -> bool:
        """Whether a sheet has rows of this kind: two of the headings are enough."""
        return sum(heading in sheet.columns for heading in self.tells) >= 2


_NOTES = _Kind(
    *("notes", "note id", "your theme"),
    tells=("note", "your theme", "note id", "show names?"),
    actions={
        "your theme": "move",
        "second theme": "second_theme",
        "note type": "note_type",
        "show names?": "show_names",
        "keep out of print": "withhold",
        "comment": "comment",
    },
)
_THEMES = _Kind(
    *("themes", "theme id", "accept?"),
    tells=("title", "accept?", "rename to", "merge into"),
    actions={
        "rename to": "rename",
        "merge into": "merge",
        "split into": "split",
        "drop?": "drop",
        "accept?": "accept",
        "comment": "comment",
    },
)
_HEADINGS = (*NOTES_HEAD, *THEMES_HEAD, *BY_THEME_HEAD)
# Workbooks that were sent out before there was this column are returned without it.
_ADDED_LATER = frozenset(("keep out of print",))
_NAMES_THEME = frozenset(("move", "second_theme", "rename", "merge"))
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[T ](?P<time>\d{2}:\d{2}:\d{2})\b")  # a board says when, too
_DATES = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>\d{4}|\d{2})"),
    re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<name>[A-Za-z]{3,9}),?\s+(?P<year>\d{4})"),
)
_FORMER_UNDIVIDED = "All notes together"  # what UNDIVIDED_TITLE was
_MARKED_ROWS = 100  # in which the mark of a workbook is looked for: on its first sheet it stands last


@dataclass(frozen=True)
class Entry:
    """One filled cell."""

    locator: str
    action: str
    value: str
    note_id: str  # the note of its row; empty for a theme
    theme_id: str  # the theme of its row: for a note the theme it was shown under
    words: str = ""  # the note's words as they stand in the row, to see whether the id belongs to them
    carried: str = ""  # why it is on a note under another id than its row has; empty where the id holds


@dataclass(frozen=True)
class SentTheme:
    """A theme as the workbook had it when it was sent out."""

    theme_id: str
    title: str
    members: tuple[str, ...]
    name: str = ""  # what people may call it as well: "No title yet (1 of 2)"


@dataclass(frozen=True)
class Review:
    """One returned workbook as it was read."""

    source: str  # its path inside the event's folder
    reviewer: str  # from its first sheet; where there is none, the file's name
    date: str  # ISO date from its first sheet, or empty
    wins: bool  # whether its reviewer wrote that it counts where an earlier one disagrees
    themes: Mapping[str, SentTheme]  # the themes it was sent out with, by id
    entries: tuple[Entry, ...]  # what was written into it, in order
    problems: tuple[Fault, ...]
    # The words of each row of notes as the workbook shows them, by note id
    rows: Mapping[str, str] = field(default_factory=dict)
    # What is wrong where its mark names another event: until its words are known to be of this one,
    # nothing of it counts
    foreign: Fault | None = None
    saved: str = ""  # when its file was saved last, as the file or a board says; empty where neither does


def read_review(workbook: ReturnedWorkbook, event_id: str) -> Review:
    """Read one returned workbook.

    Args:
        event_id: The event it should be on; of a workbook on another event nothing is taken.
    """
    first = workbook.sheets[0].locate(1, 1) if workbook.sheets else "the file"
    name, name_at = _find_beside(workbook, NAME_LABEL)
    written, date_at = _find_beside(workbook, DATE_LABEL)
    wins, _ = _find_beside(workbook, WINS_LABEL)
    date = _read_date(written)
    problems = list(workbook.faults)
    if not name:
        what = "there is no reviewer's name, so the decisions go under the name of the file"
        remedy = "Fill in your name on the first sheet and save the workbook again."
        problems.append(Fault(name_at or first, what, remedy))
    if not date:
        what = f"{'the date cannot be read' if written else 'there is no date'}: it counts as the earliest"
        problems.append(Fault(date_at or first, what, "Write the date as 2026-03-21 on the first sheet."))
    marked, is_foreign = _check_mark(workbook, event_id)
    headed = [find_headings(grid, _HEADINGS, needed=3) for grid in workbook.sheets]
    sheets = {kind: [sheet for sheet in headed if sheet and kind.is_on(sheet)] for kind in (_NOTES, _THEMES)}
    entries: list[Entry] = []
    damaged: list[Fault] = []
    for kind, own in sheets.items():
        read = [one for sheet in own for one in _read_sheet(sheet, kind)]
        entries += [one for one in read if isinstance(one, Entry)]
        damaged += [one for one in read if isinstance(one, Fault)]
        if not own and (kind is _NOTES or len(workbook.sheets) > 1):
            missing = f"no sheet has the headings “{kind.key}” and “{kind.decided}”"
            what = f"{missing}, so no decisions on {kind.about} can be read"
            remedy = f"Copy the row of headings from reports/…/review.xlsx back above the {kind.about}."
            damaged.append(Fault(first, what, remedy))
    damaged += _find_headless(workbook, sheets)
    return Review(
        workbook.source,
        name or workbook.source.rpartition("/")[2],
        date,
        wins.casefold() == WINS,
        _list_themes(sheets[_NOTES], sheets[_THEMES]),
        tuple(entries),
        (*problems, *filter(None, [marked]), *(() if is_foreign else damaged)),
        {
            note_id: sheet.read(row, "note")
            for sheet in reversed(sheets[_NOTES])
            for row in sheet.rows()
            if (note_id := sheet.read(row, "note id"))
        },
        marked if is_foreign else None,
        f"{date}T{at['time']}" if (at := _TIME.search(written)) else workbook.saved,
    )


def _read_date(text: str) -> str:
    """A date as people write it (2026-03-01, 1/3/2026, 1 March 2026) as an ISO date, or empty."""
    for pattern in _DATES:
        if found := pattern.search(text):
            parts = found.groupdict()
            month = find_month(parts["name"]) if "name" in parts else int(parts["month"])
            year = int(parts["year"]) + (2000 if len(parts["year"]) == 2 else 0)
            try:
                return datetime.date(year, month, int(parts["day"])).isoformat()
            except ValueError:
                continue
    return ""


def _find_beside(workbook: ReturnedWorkbook, label: str) -> tuple[str, str]:
    """What stands to the right of a label, and where; the first sheet that has something there counts."""
    where = ""
    for grid in workbook.sheets:
        for (row, column), text in sorted(grid.cells.items()):
            if text.strip().rstrip(":").casefold() != label.casefold():
                continue
            where = where or grid.locate(row, column + 1)
            value = grid.cells.get((row, column + 1), "").strip()
            if value and value != "0":
                return value, grid.locate(row, column + 1)
    return "", where


def _check_mark(workbook: ReturnedWorkbook, event_id: str) -> tuple[Fault | None, bool]:
    """What is wrong with a workbook's mark, and whether it names another event."""
    places = [(grid, place) for grid in workbook.sheets for place in sorted(grid.cells)]
    for grid, (row, column) in places:
        mark = read_mark(grid.cells[row, column]) if row <= _MARKED_ROWS else None
        if mark is None:
            continue
        version, event = mark
        where = grid.locate(row, column)
        if event != event_id:
            what = f"this workbook is on another event ({event}), so nothing of it was taken"
            return Fault(where, what, "Move the file to the folder of that event in data/raw."), True
        if version == VERSION:
            break
        what = (
            f"it was made by {'an older' if version < VERSION else 'a newer'} version of the program"
            f" (workbook {version}, this is {VERSION}); what has kept its heading was read"
        )
        remedy = "Check with “python -m pipeline review status” that your decisions are there."
        return Fault(where, what, remedy), False
    return None, False


def _find_headless(workbook: ReturnedWorkbook, sheets: Mapping[_Kind, Sequence[HeadedGrid]]) -> list[Fault]:
    """Sheets that hold rows of notes or themes and no headings to read them by."""
    headed = [(kind, sheet) for kind, own in sheets.items() for sheet in own]
    ids = {sheet.read(row, kind.key) for kind, sheet in headed for row in sheet.rows()} - {""}
    read = {sheet.grid.name for _, sheet in headed}
    return [
        Fault(
            grid.locate(1, 1),
            "this sheet has lost its row of headings, so nothing that was written on it is read",
            "Copy the row of headings of the same sheet from reports/…/review.xlsx back.",
        )
        for grid in workbook.sheets
        if grid.name not in read and not ids.isdisjoint(text.strip() for text in grid.cells.values())
    ]


def _is_by_theme(sheet: HeadedGrid) -> bool:
    return _NOTES.is_on(sheet) and _THEMES.is_on(sheet)


def _read_sheet(sheet: HeadedGrid, kind: _Kind) -> Iterator[Entry | Fault]:
    """Every filled cell of the columns that hold decisions, or why it cannot be read."""
    headings_at = sheet.grid.locate(sheet.row, 1)
    if kind.key not in sheet.columns:
        what = f"the column “{kind.key}” is missing, so nothing on this sheet can be read"
        remedy = "Put the column back from reports/…/review.xlsx: each row needs its id."
        yield Fault(headings_at, what, remedy)
        return
    by_theme = _is_by_theme(sheet)
    headings = [heading for heading in kind.actions if heading in BY_THEME_HEAD or not by_theme]
    for heading in headings:
        if heading not in sheet.columns and heading not in _ADDED_LATER:
            what = f"the column “{heading}” is missing, so what may have stood in it is not read"
            remedy = f"Put a column headed “{heading}” back, or leave it out if nothing stood in it."
            yield Fault(headings_at, what, remedy)
    for row in sheet.rows():
        misplaced = by_theme and bool(sheet.read(row, "note id")) != (kind is _NOTES)
        for heading in headings:
            if heading not in sheet.columns:
                continue
            found = (_object_to_cell if misplaced else _read_cell)(sheet, row, heading, kind)
            if found:
                yield found


def _object_to_cell(sheet: HeadedGrid, row: int, heading: str, kind: _Kind) -> Fault | None:
    """What to say where something stands in a row theme by theme that has no place for it."""
    if kind.actions[heading] == "comment" or not sheet.read(row, heading):
        return None
    if kind is _NOTES:
        what = f"“{heading}” is about one note, and this is the row of a theme, or has lost its note id"
        return Fault(sheet.locate(row, heading), what, "Write it beside the note it is about.")
    what = f"“{heading}” is about a whole theme, and this is the row of a note"
    remedy = "Write it beside the theme's title; for this note alone, use “your theme”."
    return Fault(sheet.locate(row, heading), what, remedy, sheet.read(row, "note id"))


def _read_cell(sheet: HeadedGrid, row: int, heading: str, kind: _Kind) -> Entry | Fault | None:
    identifier, action = sheet.read(row, kind.key), kind.actions[heading]
    note_id = identifier if kind is _NOTES else ""
    place, locator = (row, sheet.columns[heading]), sheet.locate(row, heading)
    if place in sheet.grid.problems:
        what = f"it holds {sheet.grid.problems[place]}"
        return Fault(locator, what, "Write the words themselves into the cell.", note_id)
    top = sheet.grid.covered.get(place)
    if top is not None and identifier:
        what = f"it is merged with {sheet.grid.locate(*top)}, so it is not clear what it says itself"
        remedy = "Take the merging off and fill in each cell, or leave it empty."
        return Fault(locator, what, remedy, note_id)
    value = sheet.read(row, heading)
    if not value:
        return None
    if action in _NAMES_THEME:
        value = split_shown(value)[1]
    if not identifier:
        what = f"this row has no {kind.key}, so it is not clear what it is about"
        return Fault(locator, what, f"Put the {kind.key} back from reports/…/review.xlsx.")
    words = sheet.read(row, "note") if kind is _NOTES else ""
    return Entry(locator, action, value, note_id, sheet.read(row, "theme id"), words)


def _list_themes(notes: Sequence[HeadedGrid], themes: Sequence[HeadedGrid]) -> dict[str, SentTheme]:
    """The themes as sent out: from their own sheet, else from the rows of notes."""
    found: dict[str, SentTheme] = {}
    for sheet in themes:
        by_theme = _is_by_theme(sheet)
        for row in sheet.rows():
            theme_id = "" if by_theme and sheet.read(row, "note id") else sheet.read(row, "theme id")
            if theme_id and (theme_id not in found or not found[theme_id].members):
                shown = sheet.read(row, "note" if by_theme else "title")
                found[theme_id] = _take_theme(theme_id, shown, split_cell(sheet.read(row, "note ids")))
    members: dict[str, dict[str, None]] = {}
    for sheet in notes:
        for row in sheet.rows():
            note_id, theme_id = sheet.read(row, "note id"), sheet.read(row, "theme id")
            if theme_id and (note_id or not _is_by_theme(sheet)):
                members.setdefault(theme_id, {})[note_id] = None
                if theme_id not in found:
                    found[theme_id] = _take_theme(theme_id, sheet.read(row, "theme so far"), ())
    for theme_id, own in members.items():
        if not found[theme_id].members:
            found[theme_id] = replace(found[theme_id], members=tuple(own))
    return found


def _take_theme(theme_id: str, shown: str, members: tuple[str, ...]) -> SentTheme:
    name, title = split_shown(" ".join(shown.split()))
    if title == _FORMER_UNDIVIDED:
        name, title = title, UNDIVIDED_TITLE
    return SentTheme(theme_id, title, members, name)
