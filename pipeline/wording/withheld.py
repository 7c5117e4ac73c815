"""What a person asks to be left out of print, as both sides read it: the review, and what masks the notes."""

from __future__ import annotations

import re

from pipeline.tables.notes import DETAIL_PLACEHOLDERS

WHOLE = frozenset(
    ("all", "yes", "y", "x", "✓", "✔", "whole note", "the whole note", "everything", "withhold", "hide")
)
NOTHING = frozenset(("no", "n", "none", "nothing", "-"))
# A person who copies from the workbook copies placeholders as well; each stands for a few words.
_HIDDEN = re.compile("|".join(re.escape(shown) for shown in DETAIL_PLACEHOLDERS.values()))
_LONGEST_HIDDEN = 120  # characters


def divide_withheld(value: str) -> tuple[str, ...]:
    """The stretches that a cell names: one on each line, or with semicolons between them."""
    return tuple(part.strip(" \t\"“”'‘’") for part in re.split(r"[\n;]", value) if part.strip(" \t\"“”'‘’"))


def find_withheld(words: str, value: str) -> list[tuple[int, int]]:
    """Where the stretches that a cell names stand in a note's words.

    Args:
        words: The words of the note as written.
        value: The cell: stretches copied from the note, or "all".

    Returns:
        The places, for "all" one over all words; empty where the cell says that nothing is withheld. A
        stretch that is not in the note has none.
    """
    plain = " ".join(value.split()).casefold()
    if plain in NOTHING or not words:
        return []
    if plain in WHOLE:
        return [(0, len(words))]
    places: list[tuple[int, int]] = []
    for part in divide_withheld(value):
        places += [match.span() for match in _pattern(part).finditer(words) if match.group()]
    return join_places(places)


def list_missing(words: str, value: str) -> list[str]:
    """The stretches a cell names that are not in a note's words."""
    plain = " ".join(value.split()).casefold()
    if plain in NOTHING | WHOLE:
        return []
    return [part for part in divide_withheld(value) if not _pattern(part).search(words)]


def join_places(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Places of a text in order, those that overlap or touch as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _pattern(part: str) -> re.Pattern[str]:
    pieces = [r"\s+".join(map(re.escape, piece.split())) for piece in _HIDDEN.split(part)]
    hidden = rf"\s*.{{1,{_LONGEST_HIDDEN}}}?\s*"
    return re.compile(hidden.join(pieces), re.IGNORECASE | re.DOTALL)
