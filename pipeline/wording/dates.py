"""Dates in English, whatever the machine's language is."""

from __future__ import annotations

import datetime

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHORT = tuple(month[:3].lower() for month in MONTHS)


def date_words(date: str, weekday: bool = False) -> str:
    """An ISO date as people write it, "20 September 2024"; other text unchanged."""
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
