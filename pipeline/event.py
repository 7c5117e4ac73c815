"""A finished event, for notebooks: its tables by name, typed, read when asked for."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.errors import SourceError
from pipeline.store import EventStore, Vectors, Workspace
from pipeline.tables import (
    CodedNotes,
    Codings,
    Conflicts,
    Decisions,
    Events,
    Ledger,
    NoteLanguage,
    Notes,
    Questions,
    ReviewerAgreements,
    SafeNotes,
    SeriesCodes,
    SeriesEvents,
    SeriesMatrix,
    SeriesMembers,
    SeriesNear,
    SeriesNotes,
    SeriesThemes,
    Sources,
    Themes,
)


class Event:
    """The tables of an event that has been run. `event.themes` has one row per theme, and so on.

    Args:
        event_id: The event's slug, as the run showed it.
        workspace: The folder that holds data/ and reports/.

    Raises:
        SourceError: If there is no such event; names those there are.
    """

    def __init__(self, event_id: str, workspace: Path) -> None:
        self.event_id = event_id
        self._store = EventStore(Workspace(workspace), event_id)
        if not self._store.read_record():
            processed = workspace / "data" / "processed"
            there = sorted(path.parent.name for path in processed.glob("*/event.parquet"))
            raise SourceError(
                "there is no finished run of this event",
                where=event_id,
                remedy=f"Events here: {', '.join(there)}." if there else "First run: python -m pipeline run",
            )

    def __repr__(self) -> str:
        return f"<event {self.event_id}: {len(self.notes)} notes, {len(self.themes)} themes>"

    @cached_property
    def about(self) -> DataFrame[Events]:
        """One row: title, date, place, series."""
        return self._store.read_table("event", Events)

    @cached_property
    def sources(self) -> DataFrame[Sources]:
        """One row per document."""
        return self._store.read_table("sources", Sources)

    @cached_property
    def ledger(self) -> DataFrame[Ledger]:
        """One row per line of every document."""
        return self._store.read_table("ledger", Ledger)

    @cached_property
    def questions(self) -> DataFrame[Questions]:
        """One row per question."""
        return self._store.read_table("questions", Questions)

    @cached_property
    def notes(self) -> DataFrame[Notes]:
        """One row per note, in its own words."""
        return self._store.read_table("notes", Notes)

    @cached_property
    def safe_notes(self) -> DataFrame[SafeNotes]:
        """One row per note, personal details masked."""
        return self._store.read_table("safe_notes", SafeNotes)

    @cached_property
    def language(self) -> DataFrame[NoteLanguage]:
        """One row per note: its terms and note type."""
        return self._store.read_table("note_language", NoteLanguage)

    @cached_property
    def codings(self) -> DataFrame[Codings]:
        """One row per note: its theme, strength, and why."""
        return self._store.read_table("codings", Codings)

    @cached_property
    def themes(self) -> DataFrame[Themes]:
        """One row per theme of each question."""
        return self._store.read_table("themes", Themes)

    @cached_property
    def decisions(self) -> DataFrame[Decisions]:
        """One row per decision of a person, with what became of it."""
        return self._store.read_table("decisions", Decisions)

    @cached_property
    def conflicts(self) -> DataFrame[Conflicts]:
        """One row per decision or workbook that a person must look at."""
        return self._store.read_table("conflicts", Conflicts)

    @cached_property
    def reviewer_agreements(self) -> DataFrame[ReviewerAgreements]:
        """One row per figure of agreement between reviewers."""
        return self._store.read_table("reviewer_agreements", ReviewerAgreements)

    @cached_property
    def draft_codings(self) -> DataFrame[Codings]:
        """One row per note: its theme before anybody decided anything."""
        return self._store.read_table("draft_codings", Codings)

    @cached_property
    def draft_themes(self) -> DataFrame[Themes]:
        """One row per theme before anybody decided anything."""
        return self._store.read_table("draft_themes", Themes)

    @cached_property
    def coded_notes(self) -> DataFrame[CodedNotes]:
        """One row per note with all that is known of it, in its own words."""
        return self._store.read_table("coded_notes", CodedNotes)

    @cached_property
    def vectors(self) -> Vectors:
        """One row per note, in the order of safe_notes."""
        return self._store.read_vectors()


class Series:
    """The tables of a series that has been run. `series.themes` has one row per theme, and so on.

    Args:
        series: The slug of the series, as the run showed it.
        workspace: The folder that holds data/ and reports/.

    Raises:
        SourceError: If there is no such series; names those there are.
    """

    def __init__(self, series: str, workspace: Path) -> None:
        self.series = series
        self._store = EventStore(Workspace(workspace), series)
        processed = workspace / "data" / "processed"
        if not (processed / series / "series_events.parquet").is_file():
            there = sorted(path.parent.name for path in processed.glob("*/series_events.parquet"))
            raise SourceError(
                "there is no finished run of this series",
                where=series,
                remedy=f"Series here: {', '.join(there)}." if there else "First run: python -m pipeline run",
            )

    def __repr__(self) -> str:
        return f"<series {self.series}: {len(self.events)} events, {len(self.themes)} draft themes>"

    @cached_property
    def events(self) -> DataFrame[SeriesEvents]:
        """One row per event, earliest first."""
        return self._store.read_table("series_events", SeriesEvents)

    @cached_property
    def themes(self) -> DataFrame[SeriesThemes]:
        """One row per theme across the events, raised at most events first."""
        return self._store.read_table("series_themes", SeriesThemes)

    @cached_property
    def members(self) -> DataFrame[SeriesMembers]:
        """One row per theme of an event: which series theme it belongs to, and why."""
        return self._store.read_table("series_members", SeriesMembers)

    @cached_property
    def notes(self) -> DataFrame[SeriesNotes]:
        """One row per note, personal details masked, with its series theme."""
        return self._store.read_table("series_notes", SeriesNotes)

    @cached_property
    def near(self) -> DataFrame[SeriesNear]:
        """One row per pair of themes that may be one."""
        return self._store.read_table("series_near", SeriesNear)

    @cached_property
    def codes(self) -> DataFrame[SeriesCodes]:
        """One row per code of the framework, raised or not."""
        return self._store.read_table("series_codes", SeriesCodes)

    @cached_property
    def cells(self) -> DataFrame[SeriesMatrix]:
        """One row per cell of the framework matrix that is not empty."""
        return self._store.read_table("series_matrix", SeriesMatrix)

    @property
    def matrix(self) -> pd.DataFrame:
        """The framework matrix: events in rows, codes in columns, in each cell a summary."""
        whole = self.cells[self.cells["whole_event"]]
        wide = whole.pivot(index="event_id", columns="code", values="summary").fillna("")
        events = [event for event in self.events["event_id"] if event in wide.index]
        codes = [code for code in self.codes["code"] if code in wide.columns]
        return pd.DataFrame(wide.loc[events, codes])
