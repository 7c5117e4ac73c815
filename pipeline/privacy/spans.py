"""A stretch of text that may identify a person, and which of several overlapping ones stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

_RANK = {"certain": 0, "likely": 1, "possible": 2}


@dataclass(frozen=True)
class Span:
    """One stretch of a text: characters from start up to, not including, end."""

    start: int
    end: int
    kind: str
    certainty: str
    reason: str


@dataclass(frozen=True)
class Form:
    """One form that a kind of detail is written in."""

    pattern: re.Pattern[str]
    kind: str
    certainty: str
    reason: str
    fits: Callable[[re.Match[str]], bool] = bool  # a match is always true
    group: int = 0  # of the pattern, that is the detail


def find_forms(text: str, forms: Iterable[Form]) -> list[Span]:
    """What is written in one of these forms, form by form, in text order."""
    return [
        Span(*match.span(form.group), form.kind, form.certainty, form.reason)
        for form in forms
        for match in form.pattern.finditer(text)
        if form.fits(match)
    ]


def before(match: re.Match[str], longest: int) -> str:
    """What stands right before a match, so many characters at most."""
    return match.string[max(0, match.start() - longest) : match.start()]


def after(match: re.Match[str], longest: int) -> str:
    """What stands right after a match, so many characters at most."""
    return match.string[match.end() : match.end() + longest]


def keep_best(spans: Iterable[Span]) -> list[Span]:
    """Of spans that overlap keep the most certain, then the longest, then the first; in text order.

    What a person keeps out of print stands before all else.
    """
    ranked = sorted(
        spans,
        key=lambda span: (
            span.kind != "withheld",
            _RANK[span.certainty],
            span.start - span.end,
            span.start,
            span.kind,
        ),
    )
    kept: list[Span] = []
    taken: set[int] = set()
    for span in ranked:
        # Spans are short (an address at most), so marking characters keeps this linear in the text.
        places = range(span.start, span.end)
        if taken.isdisjoint(places):
            kept.append(span)
            taken.update(places)
    return sorted(kept, key=lambda span: span.start)
