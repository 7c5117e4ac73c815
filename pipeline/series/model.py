"""What the series room works on: an event's final tables, and its themes with their place in the series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.errors import SourceError
from pipeline.series.matching import Centres, Vectors
from pipeline.tables import EventTables


@dataclass(frozen=True)
class EventTheme:
    """One draft theme of one question of one event.

    Attributes:
        places: The rows of its notes in the event's safe_notes.
        note_ids: Their ids.
        vectors: Their vectors.
        centre: Their mean less that of the question, of length 1, as one row.
        divided: False where its question has too few notes to be divided into themes.
    """

    theme_id: str
    event_id: str
    question_id: str
    question: str
    title: str
    code: str
    basis: str
    note_ids: tuple[str, ...]
    vectors: Vectors
    centre: Centres
    divided: bool


def sort_events(events: Sequence[EventTables]) -> list[EventTables]:
    """Events by date, those without one last, and by id where dates are alike.

    Raises:
        SourceError: If two have the same id.
    """
    ids = [event.event_id for event in events]
    twice = next((event_id for event_id in sorted(ids) if ids.count(event_id) > 1), None)
    if twice is not None:
        raise SourceError(
            "two events have this id",
            where=twice,
            remedy='Give one an id of its own in its event.toml: slug = "…".',
        )
    return sorted(events, key=lambda event: (not event.date, event.date, event.event_id))
