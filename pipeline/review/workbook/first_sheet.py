"""Reads who reviewed, and when, from a returned workbook; from the sheet of notes where that came alone."""

from __future__ import annotations

import datetime
import re

from pipeline.tables.workbooks import DATE_LABEL, NAME_LABEL, WINS, WINS_LABEL, ReturnedWorkbook

_DATES = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>\d{4}|\d{2})"),
    re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<name>[A-Za-z]{3,9}),?\s+(?P<year>\d{4})"),
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def read_first_sheet(workbook: ReturnedWorkbook) -> tuple[str, str, bool, list[tuple[str, str, str]]]:
    """Who reviewed, when, and whether that counts where an earlier reviewer disagrees.

    Returns:
        Name, ISO date, whether it wins, and what is missing: where, what, and what to do.
    """
    name, name_at = _find_beside(workbook, NAME_LABEL)
    written, date_at = _find_beside(workbook, DATE_LABEL)
    wins, _ = _find_beside(workbook, WINS_LABEL)
    problems = []
    date = read_date(written)
    first = workbook.sheets[0].locate(1, 1) if workbook.sheets else "the file"
    if not name:
        problems.append(
            (
                name_at or first,
                "there is no reviewer's name, so the decisions go under the name of the file",
                "Fill in your name on the first sheet and save the workbook again.",
            )
        )
    if not date:
        what = f"{'the date cannot be read' if written else 'there is no date'}: it counts as the earliest"
        problems.append((date_at or first, what, "Write the date as 2026-03-21 on the first sheet."))
    return name, date, wins.casefold().strip() == WINS, problems


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


def read_date(text: str) -> str:
    """A date as people write it (2026-03-01, 1/3/2026, 1 March 2026) as an ISO date, or empty."""
    for pattern in _DATES:
        found = pattern.search(text)
        if found is None:
            continue
        parts = found.groupdict()
        if "name" in parts:
            short = parts["name"][:3].casefold()
            month = _MONTHS.index(short) + 1 if short in _MONTHS else 0
        else:
            month = int(parts["month"])
        year = int(parts["year"]) + (2000 if len(parts["year"]) == 2 else 0)
        try:
            return datetime.date(year, month, int(parts["day"])).isoformat()
        except ValueError:
            continue
    return ""
