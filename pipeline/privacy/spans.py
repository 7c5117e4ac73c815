"""A stretch of text that may identify a person, and which of several overlapping ones stands."""

from __future__ import annotations

from collections.abc import Iterable
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


def keep_best(spans: Iterable[Span]) -> list[Span]:
    """Of spans that overlap keep the most certain, then the longest, then the first; in text order.

    What a person keeps out of print stands before all else.
    """
    kept: list[Span] = []
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
    taken: dict[int, Span] = {}
    for span in ranked:
        # Spans are short (an address at most), so marking characters keeps this linear in the text.
        if not any(place in taken for place in range(span.start, span.end)):
            kept.append(span)
            taken.update(dict.fromkeys(range(span.start, span.end), span))
    return sorted(kept, key=lambda span: span.start)
