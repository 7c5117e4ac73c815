"""Chooses the points shown for a theme: from different places first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Candidate:
    """A note that may be shown.

    Attributes:
        note_id: The note.
        event: Place of its event in the series.
        table: Its table, or empty.
        kind: Its kind.
        rank: 0 for the first to show of its event's theme; the rest after the key points.
    """

    note_id: str
    event: int
    table: str
    kind: str
    rank: int


def choose_points(candidates: Sequence[Candidate], number: int) -> list[str]:
    """The notes to show, in order: one of each event, then further tables and kinds.

    With more events than points, events are taken at even distances from first to last.

    Args:
        candidates: The theme's notes.
        number: How many to show, at most.
    """
    by_event: dict[int, list[Candidate]] = {}
    for candidate in sorted(candidates, key=lambda one: (one.event, one.rank, one.note_id)):
        by_event.setdefault(candidate.event, []).append(candidate)
    events = _spread(list(by_event), number)
    chosen: list[Candidate] = []
    while len(chosen) < number and any(by_event[event] for event in events):
        for event in events:
            if by_event[event] and len(chosen) < number:
                best = min(by_event[event], key=lambda one: _preference(one, chosen))
                by_event[event].remove(best)
                chosen.append(best)
    return [candidate.note_id for candidate in chosen]


def _preference(one: Candidate, chosen: Sequence[Candidate]) -> tuple[bool, bool, int, str]:
    there = [other for other in chosen if other.event == one.event]
    same_table = any(other.table == one.table for other in there)
    return same_table, any(other.kind == one.kind for other in there), one.rank, one.note_id


def _spread(events: list[int], number: int) -> list[int]:
    if len(events) <= number:
        return events
    if number == 1:
        return events[:1]
    places = [round(place * (len(events) - 1) / (number - 1)) for place in range(number)]
    return [events[place] for place in dict.fromkeys(places)]
