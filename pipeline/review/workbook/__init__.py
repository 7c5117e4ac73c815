"""The review workbook: what stands in it, how it is written, and what people wrote into it."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from pipeline.tables import NOTE_TYPES, UNDIVIDED_TITLE
from pipeline.wording import find_month, word_set
from pipeline.wording.quotations import split_shown

_YES = frozenset(("yes", "y", "x", "✓", "✔", "true", "1", "ok"))
_NO = frozenset(("no", "n", "✗", "false", "0"))
AGREES = frozenset(("ok", "yes", "y", "✓", "✔", "agree", "agreed"))  # in "your theme": as it is
NEW = "new:"  # before a title that is meant as it stands
# What people write to say that something is right, or that they cannot say: no title is made of these alone.
_NO_TITLE = word_set(
    """
    a above accept accepted agree agreed all already any as blank cannot can't cant change check confirm
    confirmed correct decide didn't do does doesn't don't done dont dunno either empty exactly fine good
    great here i idea idk is it keep kept know leave like looks makes maybe me n na needed nil no none not
    nothing ok okay or perfect perhaps please put remains right same say seems sense stands stay stays sure
    tbc tbd thank thanks that the there think this to true unchanged unclear unknown unsure wrong x y yeah
    yep yes you
    """
)
_DATES = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>\d{4}|\d{2})"),
    re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<name>[A-Za-z]{3,9}),?\s+(?P<year>\d{4})"),
)


def read_answer(text: str) -> bool | None:
    """Whether a cell says yes or no; None where it says neither."""
    plain = text.strip().casefold()
    return True if plain in _YES else False if plain in _NO else None


def is_title(text: str) -> bool:
    """Whether a cell says something that a theme can be called: not “fine”, “N/A”, “don't know” or “1”."""
    words = [word for word in re.split(r"[^\w'’]+", text.casefold().replace("’", "'")) if word]
    return any(word not in _NO_TITLE and any(map(str.isalpha, word)) for word in words)


def read_note_type(text: str) -> str:
    """The note type a cell names, or empty."""
    plain = re.sub(r"[\s_-]+", "_", text.strip().casefold())
    return plain if plain in NOTE_TYPES else ""


def read_date(text: str) -> str:
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


_FORMER_UNDIVIDED = "All notes together"  # what UNDIVIDED_TITLE was


@dataclass(frozen=True)
class SentTheme:
    """A theme as the workbook had it when it was sent out."""

    theme_id: str
    title: str
    members: tuple[str, ...]
    name: str = ""  # what people may call it as well: "No title yet (1 of 2)"


def take_theme(theme_id: str, shown: str, members: tuple[str, ...]) -> SentTheme:
    """A theme by what stands in the workbook as its title."""
    name, title = split_shown(" ".join(shown.split()))
    if title == _FORMER_UNDIVIDED:
        name, title = title, UNDIVIDED_TITLE
    return SentTheme(theme_id, title, members, name)
