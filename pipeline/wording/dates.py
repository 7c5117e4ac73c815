"""Dates in English, whatever the machine's language is."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHORT = tuple(month[:3].lower() for month in MONTHS)


_TO = "/"  # between the first and the last day of a span, as ISO 8601 has it


def join_days(dates: Iterable[str]) -> str:
    """The first and the last of days and spans as one span, "2024-05-03/2024-06-09"; one day as it is."""
    found = sorted({day for date in dates for day in date.split(_TO)} - {""})
    return _TO.join(dict.fromkeys(found[:1] + found[-1:]))


def last_day(date: str) -> str:
    """The last day of a span; a day as it is."""
    return date.rpartition(_TO)[2]


def first_day(date: str) -> str:
    """The first day of a span; a day as it is."""
    return date.partition(_TO)[0]


def date_words(date: str, weekday: bool = False) -> str:
    """An ISO date as people write it, "20 September 2024"; other text unchanged.

    A span says no days of the week: "3 May to 9 June 2024", "3 to 9 June 2024".
    """
    if _TO in date:
        first, last = (date_words(day).split() for day in (first_day(date), last_day(date)))
        while first[1:] and first[-1] == last[len(first) - 1]:
            first.pop()
        return f"{' '.join(first)} to {' '.join(last)}"
    try:
        day = datetime.date.fromisoformat(date)
    except ValueError:
        return date
    said = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{_DAYS[day.weekday()]} {said}" if weekday else said


def find_month(name: str) -> int:
    """The number of a month from its name or the beginning of it ("sept"); 0 where it is none."""
    short = name[:3].lower()
    return _SHORT.index(short) + 1 if short in _SHORT else 0
