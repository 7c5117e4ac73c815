"""Reads trackers that came back: by the headings of their columns and by theme id.

So sorting, moving columns and renaming sheets do no harm. Everything in them is kept, whatever has become
of its theme. Where several came back, the later issue counts, and of one issue the last by name, cell by
cell: an empty cell never takes away what another says. A cell with nothing but "-" does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pandera.typing.pandas import DataFrame

from pipeline.keeping.workbooks import Grid, HeadedGrid, ReturnedWorkbook, find_headings
from pipeline.series import DecidedThemes
from pipeline.series.tracker import (
    ANSWER,
    CLEARED,
    FIELDS,
    GIVEN,
    HEADINGS,
    ONE,
    OTHER,
    PAIR_HEADINGS,
    THEME_ID,
    TITLE,
    read_mark,
)
from pipeline.tables import ACTION_STATUSES, SEPARATOR, ActionConflicts, Actions, SeriesThemes, table_of
from pipeline.tables.contract import Row

_NO_TRACKER = (
    f"it is no tracker: it has no columns {THEME_ID!r} and 'status'; put forms and "
    "write-ups into the folder of their event"
)
_YES, _NO = ("yes", "y"), ("no", "n")


@dataclass(frozen=True)
class Returned:
    """What came back."""

    actions: DataFrame[Actions]  # every filled row of every tracker, the one that counts most last
    conflicts: DataFrame[ActionConflicts]  # what could not be taken as it stands
    issue: int  # the number that the next tracker bears


def read_trackers(
    workbooks: Sequence[ReturnedWorkbook], series: str, series_themes: DataFrame[SeriesThemes]
) -> Returned:
    """Read the trackers that came back.

    Args:
        workbooks: Sheets of every file that may be one, in any order.
    """
    known = set(series_themes["series_theme_id"])
    conflicts: list[Row] = list(read_pairs(workbooks, series).conflicts)
    sheets = []
    for workbook in sorted(workbooks, key=lambda book: book.source):
        found = [_Sheet(workbook.source, grid, series, conflicts) for grid in workbook.sheets]
        _say_unread(workbook.source, found, conflicts)
        sheets += [sheet for sheet in found if sheet.is_tracker]
    sheets.sort(key=lambda sheet: (sheet.issue, sheet.source))
    for sheet in sheets:
        sheet.check()
    rows = [row for sheet in sheets for row in sheet.read_rows(known)]
    _settle(rows)
    return Returned(
        actions=table_of(Actions, [row.as_action() for row in rows]),
        conflicts=table_of(ActionConflicts, conflicts),
        issue=1 + max((sheet.issue for sheet in sheets if sheet.is_ours), default=0),
    )


@dataclass(frozen=True)
class Answers:
    """What people answered, in the form of the series' file, and what cannot be taken as an answer."""

    same: tuple[DecidedThemes, ...]
    different: tuple[DecidedThemes, ...]
    conflicts: tuple[Row, ...]


def read_pairs(workbooks: Sequence[ReturnedWorkbook], series: str) -> Answers:
    """What people answered in returned trackers of a series; the latest tracker counts."""
    found: dict[frozenset[str], tuple[int, bool, tuple[str, str]]] = {}
    conflicts: list[Row] = []
    for workbook, grid, issue in _list_sheets(workbooks, series):
        headed = find_headings(grid, PAIR_HEADINGS, needed=3)
        if headed is None or not {ONE, OTHER, ANSWER} <= set(headed.columns):
            continue
        for row in headed.rows():
            said, ids = headed.read(row, ANSWER), (headed.read(row, ONE), headed.read(row, OTHER))
            answer = re.sub(r"[^a-z]", "", said.casefold())
            if not said:
                continue
            known = found.get(frozenset(ids))
            if answer not in (*_YES, *_NO) or not all(ids):
                what = "it says neither yes nor no; write one of the two"
            elif known and known[0] == issue and known[1] != (answer in _YES):
                what = "another row or tracker answers this pair otherwise; make them say the same"
                del found[frozenset(ids)]
            else:
                found[frozenset(ids)] = (issue, answer in _YES, ids)
                continue
            conflicts.append(_conflict(workbook.source, grid, headed.locate(row, ANSWER), what))
    return Answers(
        tuple(DecidedThemes(ids) for _, yes, ids in found.values() if yes),
        tuple(DecidedThemes(ids) for _, yes, ids in found.values() if not yes),
        tuple(conflicts),
    )


def _list_sheets(
    workbooks: Sequence[ReturnedWorkbook], series: str
) -> list[tuple[ReturnedWorkbook, Grid, int]]:
    """Sheets of trackers of a series, the latest tracker last."""
    marked = [
        (workbook, grid, mark[1])
        for workbook in workbooks
        for grid in workbook.sheets
        if (mark := read_mark(grid)) is not None and mark[0] == series
    ]
    return sorted(marked, key=lambda sheet: (sheet[2], sheet[0].source))


def _conflict(source: str, grid: Grid, cell: str, conflict: str) -> Row:
    return {"source": source, "sheet": grid.name, "cell": cell, "conflict": conflict}


@dataclass
class _FilledRow:
    """One filled row of a returned tracker."""

    sheet: _Sheet
    number: int
    theme_id: str
    title: str
    fields: dict[str, str]
    other: str
    standing: str = "in force"

    def as_action(self) -> Row:
        status = _read_status(self.fields["status"])
        return {
            "series_theme_id": self.theme_id,
            "title": self.title,
            **self.fields,
            "status": status,
            "status_written": "" if status else self.fields["status"],
            "other": self.other,
            "standing": self.standing,
            "source": self.sheet.source,
            "sheet": self.sheet.grid.name,
            "row": self.number,
        }


class _Sheet:
    """One sheet of a file that may be a tracker."""

    def __init__(self, source: str, grid: Grid, series: str, conflicts: list[Row]) -> None:
        self.source, self.grid, self._conflicts = source, grid, conflicts
        found = find_headings(grid, HEADINGS, needed=2)
        fillable = found and set(found.columns) & set(FIELDS.values())
        self.headed = found if found and fillable else HeadedGrid(grid, 0, {})
        self.mark = read_mark(grid)
        self.issue = self.mark[1] if self.mark else 0
        self.is_ours = self.mark is None or self.mark[0] == series
        self._texts: dict[int, list[tuple[int, str]]] = {}
        for (row, column), text in sorted(grid.cells.items()):
            self._texts.setdefault(row, []).append((column, text))

    def check(self) -> None:
        """Say what of the sheet as a whole is not as it was written."""
        if self.mark is None:
            missing = (
                "the first line of the tracker is missing: where another tracker differs, that one counts"
            )
            self.object_to(1, 1, missing)
        elif not self.is_ours:
            self.object_to(
                1,
                1,
                f"it is a tracker of the series {self.mark[0]!r}; its rows are kept here and count "
                "for no theme: put it into that series' folder",
            )
        if THEME_ID not in self.headed.columns:
            without = (
                f"there is no column {THEME_ID!r}; its rows are kept and count for no theme: put it back"
            )
            self.object_to(self.headed.row, 1, without)

    @property
    def is_tracker(self) -> bool:
        return bool(self.headed.columns)

    def object_to(self, row: int, column: int, conflict: str) -> None:
        """Note down what cannot be taken as it stands."""
        cell = self.grid.locate(row, column)
        self._conflicts.append(_conflict(self.source, self.grid, cell, conflict))

    def read_rows(self, known: set[str]) -> list[_FilledRow]:
        rows = (self._read_row(number, known) for number in self.headed.rows())
        return [row for row in rows if row is not None]

    def _read_row(self, number: int, known: set[str]) -> _FilledRow | None:
        headed = self.headed
        fields = {name: headed.read(number, heading) for name, heading in FIELDS.items()}
        other = self._read_other(number)
        given = {headed.columns.get(heading) for heading in GIVEN}
        broken = {
            column: reason
            for (row, column), reason in self.grid.problems.items()
            if row == number and column not in given
        }
        if not any(fields.values()) and not other and not broken:
            return None
        theme_id = headed.read(number, THEME_ID)
        row = _FilledRow(self, number, theme_id, headed.read(number, TITLE), fields, other)
        if not self.is_ours:
            row.standing = "another series"
            return row
        for column, reason in sorted(broken.items()):
            self.object_to(number, column, f"{reason}: write the words themselves")
        at = headed.columns.get(THEME_ID, 1)
        if not theme_id:
            row.standing = "no theme id"
            if THEME_ID in headed.columns:
                said = "a row without a theme id; it is kept and counts for no theme"
                self.object_to(number, at, said)
        elif theme_id not in known:
            row.standing = "theme gone"
            self.object_to(number, at, f"the theme {theme_id[:80]!r} is no longer there; its row is kept")
        status = fields["status"]
        if status and not CLEARED.fullmatch(status) and not _read_status(status):
            said = f"the status is none of: {', '.join(ACTION_STATUSES)}; it is shown as it is written"
            self.object_to(number, headed.columns[FIELDS["status"]], said)
        return row

    def _read_other(self, number: int) -> str:
        """What stands in columns of people's own, each with its heading."""
        ours = set(self.headed.columns.values())
        parts = []
        for column, text in self._texts.get(number, ()):
            if column not in ours and text.strip():
                heading = " ".join(self.grid.cells.get((self.headed.row, column), "").split())
                parts.append(f"{heading}: {text.strip()}" if heading else text.strip())
        return SEPARATOR.join(parts)


def _settle(rows: list[_FilledRow]) -> None:
    """Find the rows of which nothing counts any more, and the cells of one issue that disagree."""
    holders: dict[tuple[str, str], _FilledRow] = {}
    for row in rows:
        if row.standing != "in force":
            continue
        for name, heading in FIELDS.items():
            value, before = row.fields[name], holders.get((row.theme_id, name))
            if not value:
                continue
            if before and before.fields[name] != value and before.sheet.issue == row.sheet.issue:
                where = f"{before.sheet.source}, {before.sheet.headed.locate(before.number, heading)}"
                column = row.sheet.headed.columns[heading]
                row.sheet.object_to(row.number, column, f"it says otherwise than {where}; this one counts")
            holders[row.theme_id, name] = row
    counting = {id(row) for row in holders.values()}
    for row in rows:
        if row.standing == "in force" and id(row) not in counting and not row.other:
            row.standing = "replaced"


def _say_unread(source: str, sheets: Sequence[_Sheet], conflicts: list[Row]) -> None:
    """Say of sheets that they are no tracker; our own page of instructions needs no word."""
    if not sheets:
        conflicts.append({"source": source, "sheet": "", "cell": "", "conflict": _NO_TRACKER})
    elif not any(sheet.is_tracker or sheet.mark for sheet in sheets):
        sheets[0].object_to(1, 1, _NO_TRACKER)
    else:
        for sheet in sheets:
            if not sheet.is_tracker and sheet.mark is None and sheet.grid.cells:
                sheet.object_to(1, 1, "this sheet has no columns of a tracker; it was not read")


def _read_status(text: str) -> str:
    folded = " ".join(re.sub(r"[^a-z]", " ", text.casefold()).split())
    return next((status for status in ACTION_STATUSES if status == folded), "")
