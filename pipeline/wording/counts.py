"""Counts and lists, as a sentence says them."""

from __future__ import annotations

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
