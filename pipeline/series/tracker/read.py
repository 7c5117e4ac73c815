"""Reads trackers that came back: by the headings of their columns and by theme id.

So sorting, moving columns and renaming sheets do no harm. Everything in them is kept, whatever has become
of its theme. Where several came back, the later issue counts, and of one issue the last by name, cell by
cell: an empty cell never takes away what another says. A cell with nothing but "-" does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pandera.typing.pandas import DataFrame

from pipeline.keeping.workbooks import (
    TRACKER_MARKER,
    Grid,
    HeadedGrid,
    ReturnedWorkbook,
    find_headings,
)
from pipeline.series.tracker.contents import CLEARED, FIELDS, GIVEN, HEADINGS, THEME_ID, TITLE
from pipeline.tables import ACTION_STATUSES, SEPARATOR, ActionConflicts, Actions, SeriesThemes, table_of

_MARK = re.compile(rf"{TRACKER_MARKER}\s+(?P<version>\d+)\s+(?P<series>\S+)\s+issue\s+(?P<issue>\d{{1,6}})")
_NO_TRACKER = (
    f"it is no tracker: it has no columns {THEME_ID!r} and 'status'; put forms and "
    "write-ups into the folder of their event"
)


@dataclass(frozen=True)
class Returned:
    """What came back.

    Attributes:
        actions: Every filled row of every tracker, the one that counts most last.
        conflicts: What could not be taken as it stands.
        issue: The number that the next tracker bears.
    """

    actions: DataFrame[Actions]
    conflicts: DataFrame[ActionConflicts]
    issue: int


def read_trackers(
    workbooks: Sequence[ReturnedWorkbook], series: str, series_themes: DataFrame[SeriesThemes]
) -> Returned:
    """Read the trackers that came back.

    Args:
        workbooks: Sheets of every file that may be one, in any order.
        series: The slug of the series.
        series_themes: Its themes as they are now.
    """
    known = set(series_themes["series_theme_id"])
    conflicts: list[dict[str, Any]] = []
    sheets = []
    for workbook in sorted(workbooks, key=lambda book: book.source):
        found = [_Sheet(workbook, grid, series) for grid in workbook.sheets]
        conflicts += _say_unread(workbook, found)
        sheets += [sheet for sheet in found if sheet.headed is not None]
    sheets.sort(key=lambda sheet: (sheet.issue, sheet.workbook.source))
    rows: list[_Row] = []
    for sheet in sheets:
        conflicts += sheet.conflicts
        rows += sheet.read_rows(known)
    for row in rows:
        conflicts += row.conflicts
    conflicts += _settle(rows)
    return Returned(
        actions=table_of(Actions, [row.as_action() for row in rows]),
        conflicts=table_of(ActionConflicts, conflicts),
        issue=1 + max((sheet.issue for sheet in sheets if sheet.is_ours), default=0),
    )


@dataclass
class _Row:
    """One filled row of a returned tracker."""

    sheet: _Sheet
    number: int
    theme_id: str
    title: str
    fields: dict[str, str]
    other: str
    standing: str
    conflicts: list[dict[str, Any]]

    def as_action(self) -> dict[str, Any]:
        status = _read_status(self.fields["status"])
        return {
            "series_theme_id": self.theme_id,
            "title": self.title,
            **self.fields,
            "status": status,
            "status_written": "" if status else self.fields["status"],
            "other": self.other,
            "standing": self.standing,
            "source": self.sheet.workbook.source,
            "sheet": self.sheet.grid.name,
            "row": self.number,
        }


class _Sheet:
    """One sheet of a file that may be a tracker."""

    def __init__(self, workbook: ReturnedWorkbook, grid: Grid, series: str) -> None:
        self.workbook, self.grid = workbook, grid
        found = find_headings(grid, HEADINGS, needed=2)
        fillable = found is not None and set(found.columns) & set(FIELDS.values())
        self.headed: HeadedGrid | None = found if fillable else None
        marks = [_MARK.search(text) for _, text in sorted(grid.cells.items())[:50]]
        self.mark = next((mark for mark in marks if mark is not None), None)
        self.issue = int(self.mark["issue"]) if self.mark is not None else 0
        self.is_ours = self.mark is None or self.mark["series"] == series
        self.conflicts: list[dict[str, Any]] = []
        self._texts: dict[int, list[tuple[int, str]]] = {}
        for (row, column), text in sorted(grid.cells.items()):
            self._texts.setdefault(row, []).append((column, text))
        if self.headed is None:
            return
        if not self.is_ours and self.mark is not None:
            self._object(
                1,
                1,
                f"it is a tracker of the series {self.mark['series']!r}; its rows are kept here and count "
                "for no theme: put it into that series' folder",
            )
        elif self.mark is None:
            self._object(
                1,
                1,
                "the first line of the tracker is missing: where another tracker differs, that one counts",
            )
        if THEME_ID not in self.headed.columns:
            self._object(
                self.headed.row,
                1,
                f"there is no column {THEME_ID!r}; its rows are kept and count for no theme: put it back",
            )

    def _object(self, row: int, column: int, conflict: str) -> None:
        self.conflicts.append(self.object_to(row, column, conflict))

    def object_to(self, row: int, column: int, conflict: str) -> dict[str, Any]:
        return {
            "source": self.workbook.source,
            "sheet": self.grid.name,
            "cell": self.grid.locate(row, column),
            "conflict": conflict,
        }

    def read_rows(self, known: set[str]) -> list[_Row]:
        assert self.headed is not None
        rows = (self._read_row(number, known) for number in self.headed.rows())
        return [row for row in rows if row is not None]

    def _read_row(self, number: int, known: set[str]) -> _Row | None:
        headed = self.headed
        assert headed is not None
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
        row = _Row(self, number, theme_id, headed.read(number, TITLE), fields, other, "in force", [])
        if not self.is_ours:
            row.standing = "another series"
            return row
        for column, reason in sorted(broken.items()):
            row.conflicts.append(self.object_to(number, column, f"{reason}: write the words themselves"))
        at = headed.columns.get(THEME_ID, 1)
        if not theme_id:
            row.standing = "no theme id"
            if THEME_ID in headed.columns:
                row.conflicts.append(
                    self.object_to(number, at, "a row without a theme id; it is kept and counts for no theme")
                )
        elif theme_id not in known:
            row.standing = "theme gone"
            row.conflicts.append(
                self.object_to(number, at, f"the theme {theme_id[:80]!r} is no longer there; its row is kept")
            )
        status = fields["status"]
        if status and not CLEARED.fullmatch(status) and not _read_status(status):
            row.conflicts.append(
                self.object_to(
                    number,
                    headed.columns[FIELDS["status"]],
                    f"the status is none of: {', '.join(ACTION_STATUSES)}; it is shown as it is written",
                )
            )
        return row

    def _read_other(self, number: int) -> str:
        """What stands in columns of people's own, each with its heading."""
        headed = self.headed
        assert headed is not None
        ours = set(headed.columns.values())
        parts = []
        for column, text in self._texts.get(number, ()):
            if column not in ours and text.strip():
                heading = " ".join(self.grid.cells.get((headed.row, column), "").split())
                parts.append(f"{heading}: {text.strip()}" if heading else text.strip())
        return SEPARATOR.join(parts)


def _settle(rows: list[_Row]) -> list[dict[str, Any]]:
    """Find the rows of which nothing counts any more, and the cells of one issue that disagree."""
    conflicts = []
    holders: dict[tuple[str, str], _Row] = {}
    for row in rows:
        if row.standing != "in force":
            continue
        for name, heading in FIELDS.items():
            value, before = row.fields[name], holders.get((row.theme_id, name))
            if not value:
                continue
            disagrees = before is not None and before.fields[name] != value
            if disagrees and before is not None and before.sheet.issue == row.sheet.issue:
                assert row.sheet.headed is not None
                where = before.sheet.headed.locate(before.number, heading) if before.sheet.headed else ""
                conflict = f"it says otherwise than {before.sheet.workbook.source}, {where}; this one counts"
                column = row.sheet.headed.columns[heading]
                conflicts.append(row.sheet.object_to(row.number, column, conflict))
            holders[row.theme_id, name] = row
    counting = {id(row) for row in holders.values()}
    for row in rows:
        if row.standing == "in force" and id(row) not in counting and not row.other:
            row.standing = "replaced"
    return conflicts


def _say_unread(workbook: ReturnedWorkbook, sheets: Sequence[_Sheet]) -> list[dict[str, Any]]:
    """What to say of sheets that are no tracker; our own page of instructions is none."""
    if not any(sheet.headed is not None or sheet.mark is not None for sheet in sheets):
        first = (
            sheets[0].object_to(1, 1, "") if sheets else {"source": workbook.source, "sheet": "", "cell": ""}
        )
        return [{**first, "conflict": _NO_TRACKER}]
    return [
        sheet.object_to(1, 1, "this sheet has no columns of a tracker; it was not read")
        for sheet in sheets
        if sheet.headed is None and sheet.mark is None and sheet.grid.cells
    ]


def _read_status(text: str) -> str:
    folded = " ".join(re.sub(r"[^a-z]", " ", text.casefold()).split())
    return next((status for status in ACTION_STATUSES if status == folded), "")
