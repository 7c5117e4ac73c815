"""Tables that go from room to room together, in bundles rather than one by one."""

from __future__ import annotations

from dataclasses import dataclass

from pandera.typing.pandas import DataFrame

from pipeline.tables.agreement import SummaryPoints, SummaryThemes
from pipeline.tables.documents import Events, Ledger, Notes, Questions, Sources
from pipeline.tables.notes import Differences, NoteLanguage, SafeNotes
from pipeline.tables.series import (
    SeriesCodes,
    SeriesEvents,
    SeriesMatrix,
    SeriesMembers,
    SeriesNear,
    SeriesNotes,
    SeriesThemes,
)
from pipeline.tables.themes import Codings, Themes
from pipeline.tables.vectors import Vectors


@dataclass(frozen=True)
class EventTables:
    """The final tables of one event; people's corrections are in them.

    Attributes:
        event: One row.
        safe_notes: The notes as reports may show them.
        vectors: The notes' own vectors, one row per note in the order of safe_notes.
    """

    event: DataFrame[Events]
    questions: DataFrame[Questions]
    safe_notes: DataFrame[SafeNotes]
    language: DataFrame[NoteLanguage]
    differences: DataFrame[Differences]
    codings: DataFrame[Codings]
    themes: DataFrame[Themes]
    vectors: Vectors
    summary_points: DataFrame[SummaryPoints]
    summary_themes: DataFrame[SummaryThemes]

    @property
    def event_id(self) -> str:
        """Slug of the event."""
        return str(self.event.loc[0, "event_id"])

    @property
    def date(self) -> str:
        """ISO date, or empty."""
        return str(self.event.loc[0, "date"])


@dataclass(frozen=True)
class SourceTables:
    """What an event's documents hold, word for word: to check quotations, never to be shown as it is.

    Attributes:
        ledger: Every line of the documents.
        notes: The notes as they stand there, nothing masked.
    """

    sources: DataFrame[Sources]
    ledger: DataFrame[Ledger]
    notes: DataFrame[Notes]


@dataclass(frozen=True)
class SeriesTables:
    """All tables of a series, and what to check in it, one line each."""

    events: DataFrame[SeriesEvents]
    themes: DataFrame[SeriesThemes]
    members: DataFrame[SeriesMembers]
    notes: DataFrame[SeriesNotes]
    near: DataFrame[SeriesNear]
    codes: DataFrame[SeriesCodes]
    matrix: DataFrame[SeriesMatrix]
    doubts: tuple[str, ...]
