"""Words that every room says alike: counts with their noun, lists, dates, and letters made plain."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable


def count_words(number: int, singular: str, plural: str = "") -> str:
    """A count with its noun: "1 note", "4,000 notes"."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def list_words(words: Iterable[str]) -> str:
    """An enumeration: "a, b and c"."""
    items = list(words)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def weigh_words(notes: int, tables: int, events: int) -> str:
    """How widely something was raised: "12 notes at 4 tables in 3 events"."""
    at = f" at {count_words(tables, 'table')}" if tables else ""
    return f"{count_words(notes, 'note')}{at} in {count_words(events, 'event')}"


NUMBER_WORDS = (  # from zero to twenty
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
    "twenty",
)
# What people call an event, singular or plural, as a part of a pattern.
EVENT_WORDS = (
    r"(?:event|day|session|workshop|meeting|gathering|conversation|evening|afternoon|morning|consultation|"
    r"roundtable|forum|focus group)s?"
)
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


def word_set(listed: str) -> frozenset[str]:
    """The words of a list that is written as one text."""
    return frozenset(listed.split())


def plain_letters(text: str) -> str:
    """Text in ASCII: letters without their accents, other signs left out."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")


def fold_title(title: str) -> str:
    """A title as it is compared: case, blanks and a full stop at the end don't count."""
    return " ".join(unicodedata.normalize("NFC", title).casefold().split()).rstrip(".")


def make_slug(text: str, longest: int = 80) -> str:
    """Text as part of an id or path: lower case letters, digits and hyphens; may be empty."""
    return re.sub(r"[^a-z0-9]+", "-", plain_letters(text).lower()).strip("-")[:longest].strip("-")


def name_slug(slug: str) -> str:
    """What something with a slug is called where nobody gave it a title: "Wexmoor listening 2025"."""
    return slug.replace("-", " ").capitalize()
