"""Reads what people wrote into a returned review workbook: every filled cell an entry, with its place.

Columns are found by their headings and rows by their ids, so that moving columns, sorting rows, deleting
rows and renaming sheets do no harm. What cannot be read is a problem that names the cell; the rest is
read all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.review.workbook.first_sheet import read_first_sheet
from pipeline.tables import NOTE_TYPES, SEPARATOR
from pipeline.tables.workbooks import (
    NOTES_HEAD,
    THEMES_HEAD,
    VERSION,
    HeadedGrid,
    ReturnedWorkbook,
    find_headings,
    read_mark,
)

_ON_NOTES = {
    "your theme": "move",
    "second theme": "second_theme",
    "note type": "note_type",
    "show names?": "show_names",
    "keep out of print": "withhold",
    "comment": "comment",
}
_ON_THEMES = {
    "rename to": "rename",
    "merge into": "merge",
    "split into": "split",
    "drop?": "drop",
    "accept?": "accept",
    "comment": "comment",
}
# Workbooks that were sent out before there was this column are returned without it.
_ADDED_LATER = frozenset(("keep out of print",))
YES = frozenset(("yes", "y", "x", "✓", "✔", "true", "1", "ok"))
NO = frozenset(("no", "n", "✗", "false", "0"))
AGREES = frozenset(("ok", "yes", "y", "✓", "✔", "agree", "agreed"))  # in "your theme": as it is


@dataclass(frozen=True)
class SentTheme:
    """A theme as the workbook had it when it was sent out."""

    theme_id: str
    title: str
    members: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """One filled cell.

    Attributes:
        locator: The cell, in words.
        action: What kind of decision it is.
        value: What was written.
        note_id: The note of its row; empty for a theme.
        theme_id: The theme of its row: for a note the theme it was shown under.
        words: The note's words as they stand in the row, to see whether the id belongs to them.
    """

    locator: str
    action: str
    value: str
    note_id: str
    theme_id: str
    words: str = ""


@dataclass(frozen=True)
class Problem:
    """Something in a workbook that cannot be read."""

    source: str
    locator: str
    reviewer: str
    what: str
    remedy: str
    note_id: str = ""


@dataclass(frozen=True)
class Review:
    """One returned workbook as it was read.

    Attributes:
        source: Its path inside the event's folder.
        reviewer: From its first sheet; where there is none, the file's name.
        date: ISO date from its first sheet, or empty.
        wins: Whether its reviewer wrote that it counts where an earlier one disagrees.
        themes: The themes it was sent out with, by id.
        entries: What was written into it, in order.
        problems: What cannot be read.
    """

    source: str
    reviewer: str
    date: str
    wins: bool
    themes: Mapping[str, SentTheme]
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]


def read_review(workbook: ReturnedWorkbook, event_id: str) -> Review:
    """Read one returned workbook.

    Args:
        workbook: Its sheets.
        event_id: The event it should be on; of a workbook on another event nothing is taken.
    """
    name, date, wins, problems = read_first_sheet(workbook)
    reviewer = name or workbook.source.rpartition("/")[2]
    reader = _Reader(workbook.source, reviewer, problems)
    foreign = _check_marks(workbook, event_id, reader)
    if foreign:
        return Review(workbook.source, reviewer, date, wins, {}, (), tuple(reader.problems))
    notes = _find_sheet(workbook, NOTES_HEAD, ("note", "your theme", "note id", "show names?"))
    themes = _find_sheet(workbook, THEMES_HEAD, ("title", "accept?", "rename to", "merge into"))
    entries: list[Entry] = []
    if notes is not None:
        entries += reader.read_sheet(notes, "note id", _ON_NOTES)
    else:
        where = workbook.sheets[0].locate(1, 1) if workbook.sheets else "the file"
        reader.complain(
            where,
            "no sheet has the headings “note id” and “your theme”, so no decisions on notes can be read",
            "Copy the row of headings from reports/…/review.xlsx back above the notes.",
        )
    if themes is not None:
        entries += reader.read_sheet(themes, "theme id", _ON_THEMES)
    elif len(workbook.sheets) > 1:
        reader.complain(
            workbook.sheets[0].locate(1, 1),
            "no sheet has the headings “theme id” and “accept?”, so no decisions on themes can be read",
            "Copy the row of headings from reports/…/review.xlsx back above the themes.",
        )
    sent = _list_themes(notes, themes)
    return Review(workbook.source, reviewer, date, wins, sent, tuple(entries), tuple(reader.problems))


def read_answer(text: str) -> bool | None:
    """Whether a cell says yes or no; None where it says neither."""
    plain = text.strip().casefold()
    return True if plain in YES else False if plain in NO else None


def read_note_type(text: str) -> str:
    """The note type a cell names, or empty."""
    plain = re.sub(r"[\s_-]+", "_", text.strip().casefold())
    return plain if plain in NOTE_TYPES else ""


class _Reader:
    """Reads the sheets of one workbook, gathering what cannot be read."""

    def __init__(self, source: str, reviewer: str, problems: list[tuple[str, str, str]]) -> None:
        self._source, self._reviewer = source, reviewer
        self.problems: list[Problem] = []
        for where, what, remedy in problems:
            self.complain(where, what, remedy)

    def complain(self, where: str, what: str, remedy: str, note_id: str = "") -> None:
        """List something that cannot be read."""
        self.problems.append(Problem(self._source, where, self._reviewer, what, remedy, note_id))

    def read_sheet(self, sheet: HeadedGrid, key: str, actions: Mapping[str, str]) -> Iterator[Entry]:
        """Every filled cell of the columns that hold decisions."""
        headings_at = sheet.grid.locate(sheet.row, 1)
        if key not in sheet.columns:
            self.complain(
                headings_at,
                f"the column “{key}” is missing, so nothing on this sheet can be read",
                "Put the column back from reports/…/review.xlsx: each row needs its id.",
            )
            return
        for heading in actions:
            if heading not in sheet.columns and heading not in _ADDED_LATER:
                self.complain(
                    headings_at,
                    f"the column “{heading}” is missing, so what may have stood in it is not read",
                    f"Put a column headed “{heading}” back, or leave it out if nothing stood in it.",
                )
        for row in sheet.rows():
            yield from self._read_row(sheet, row, key, actions)

    def _read_row(self, sheet: HeadedGrid, row: int, key: str, actions: Mapping[str, str]) -> Iterator[Entry]:
        identifier = sheet.read(row, key)
        on_note = key == "note id"
        for heading, action in actions.items():
            if heading not in sheet.columns:
                continue
            place = (row, sheet.columns[heading])
            locator = sheet.locate(row, heading)
            if place in sheet.grid.problems:
                self.complain(
                    locator,
                    f"it holds {sheet.grid.problems[place]}",
                    "Write the words themselves into the cell.",
                    identifier if on_note else "",
                )
                continue
            top = sheet.grid.covered.get(place)
            if top is not None and identifier:
                self.complain(
                    locator,
                    f"it is merged with {sheet.grid.locate(*top)}, so it is not clear what it says itself",
                    "Take the merging off and fill in each cell, or leave it empty.",
                    identifier if on_note else "",
                )
                continue
            value = sheet.read(row, heading)
            if not value:
                continue
            if not identifier:
                self.complain(
                    locator,
                    f"this row has no {key}, so it is not clear what it is about",
                    f"Put the {key} back from reports/…/review.xlsx.",
                )
                continue
            yield Entry(
                locator,
                action,
                value,
                identifier if on_note else "",
                sheet.read(row, "theme id") if on_note else identifier,
                sheet.read(row, "note") if on_note else "",
            )


def _find_sheet(
    workbook: ReturnedWorkbook, head: tuple[str, ...], telling: tuple[str, ...]
) -> HeadedGrid | None:
    """The sheet with these headings: two of those that no other sheet has are enough."""
    for grid in workbook.sheets:
        found = find_headings(grid, head, needed=3)
        if found is not None and sum(heading in found.columns for heading in telling) >= 2:
            return found
    return None


def _check_marks(workbook: ReturnedWorkbook, event_id: str, reader: _Reader) -> bool:
    """Complain about another event or version; whether the workbook is on another event."""
    for grid in workbook.sheets:
        for (row, column), text in sorted(grid.cells.items()):
            mark = read_mark(text) if row <= _MARKED_ROWS else None
            if mark is None:
                continue
            version, event = mark
            if event != event_id:
                reader.complain(
                    grid.locate(row, column),
                    f"this workbook is on another event ({event}), so nothing of it was taken",
                    f"Move the file to data/raw/{event}.",
                )
                return True
            if version != VERSION:
                reader.complain(
                    grid.locate(row, column),
                    f"it was made by {'an older' if version < VERSION else 'a newer'} version of the program"
                    f" (workbook {version}, this is {VERSION}); what has kept its heading was read",
                    "Check with “python -m pipeline review status” that your decisions are there.",
                )
            return False
    return False


_MARKED_ROWS = 20


def _list_themes(notes: HeadedGrid | None, themes: HeadedGrid | None) -> dict[str, SentTheme]:
    """The themes as sent out: from their own sheet, else from the rows of notes."""
    found: dict[str, SentTheme] = {}
    if themes is not None and "theme id" in themes.columns:
        for row in themes.rows():
            theme_id = themes.read(row, "theme id")
            members = tuple(
                part for part in themes.read(row, "note ids").split(SEPARATOR.strip()) if part.strip()
            )
            if theme_id:
                title = _one_line(themes.read(row, "title"))
                found.setdefault(theme_id, SentTheme(theme_id, title, tuple(map(str.strip, members))))
    if notes is not None:
        listed: dict[str, list[str]] = {}
        titles: dict[str, str] = {}
        for row in notes.rows():
            theme_id = notes.read(row, "theme id")
            if theme_id:
                listed.setdefault(theme_id, []).append(notes.read(row, "note id"))
                titles.setdefault(theme_id, _one_line(notes.read(row, "theme so far")))
        for theme_id, members_of in listed.items():
            known = found.get(theme_id)
            if known is None or not known.members:
                title = known.title if known is not None else titles[theme_id]
                found[theme_id] = SentTheme(theme_id, title, tuple(members_of))
    return found


def _one_line(text: str) -> str:
    return " ".join(text.split())
