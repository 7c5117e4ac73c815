"""What a theme without a title is called: by its number, and where people decide with one of its notes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.wording.quotations import has_marks

UNTITLED = "No title yet"
_SHOWN = re.compile(rf"(?P<name>{UNTITLED}(?: \(\d+ of \d+\))?): (?P<note>\S.*)", re.DOTALL)


def goes_by_note(basis: str, title: str) -> bool:
    """Whether a theme has no title yet, and one of its notes tells it from others."""
    return basis == "discovered" and has_marks(title)


def name_untitled(themes: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """The names of those themes of a question that have no title: counted, where there are several.

    Args:
        themes: Id, basis and title of each, in their order.
    """
    untitled = [theme_id for theme_id, basis, title in themes if goes_by_note(basis, title)]
    of = len(untitled)
    counted = (f" ({number} of {of})" if of > 1 else "" for number in range(1, of + 1))
    return {theme_id: f"{UNTITLED}{count}" for theme_id, count in zip(untitled, counted, strict=True)}


def show_titles(themes: Iterable[tuple[str, str, str, str]]) -> dict[str, str]:
    """What every theme of an event is called where people look things up: its title, or its name and a note.

    Args:
        themes: Question, id, basis and title of each, in their order.
    """
    rows = list(themes)
    names: dict[str, str] = {}
    for question in dict.fromkeys(row[0] for row in rows):
        names |= name_untitled(row[1:] for row in rows if row[0] == question)
    return {one: f"{names[one]}: {title}" if one in names else title for _, one, _, title in rows}


def split_shown(shown: str) -> tuple[str, str]:
    """The name in reports and the note of `No title yet (1 of 2): “No bus”`; an empty name for any title."""
    found = _SHOWN.fullmatch(shown)
    return (found["name"], found["note"]) if found and has_marks(found["note"]) else ("", shown)
