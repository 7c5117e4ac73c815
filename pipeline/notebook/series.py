"""A finished series, for notebooks: its tables by name, typed, read when asked for."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.errors import SourceError
from pipeline.keeping.store import EventStore, Workspace
from pipeline.tables import (
    Actions,
    SeriesCodes,
    SeriesEvents,
    SeriesMatrix,
    SeriesMembers,
    SeriesNear,
    SeriesNotes,
    SeriesThemes,
    SurveyWaves,
    TargetResults,
)


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

    @cached_property
    def surveys(self) -> DataFrame[SurveyWaves]:
        """One row per question of a feedback form at each time of asking."""
        return self._store.read_table("survey_waves", SurveyWaves)

    @cached_property
    def targets(self) -> DataFrame[TargetResults]:
        """One row per target of the series, with how far it is reached."""
        return self._store.read_table("target_results", TargetResults)

    @cached_property
    def actions(self) -> DataFrame[Actions]:
        """One row per action of the tracker: what is proposed, who leads, what happened."""
        return self._store.read_table("actions", Actions)

    @property
    def counts(self) -> pd.DataFrame:
        """Notes of each theme at each event: themes in rows, in their order, events in columns."""
        wide = pd.crosstab(self.notes["series_theme_id"], self.notes["event_id"])
        wide = wide.reindex(index=self.themes["series_theme_id"], columns=self.events["event_id"])
        return wide.fillna(0).astype(int).set_axis(self.themes["title"].tolist(), axis=0)

    @property
    def near_pairs(self) -> pd.DataFrame:
        """Pairs of themes that may be one, by their titles, each with the two notes that are nearest."""
        titles = self.themes.set_index("series_theme_id")["title"]
        words = self.notes.set_index("note_id")["words"]
        return pd.DataFrame(
            {
                "theme": self.near["series_theme_id"].map(titles),
                "perhaps_the_same_as": self.near["near_id"].map(titles),
                "similarity": self.near["similarity"].round(2),
                "note": self.near["nearest_note"].map(words),
                "nearest_to": self.near["nearest_to"].map(words),
            }
        )

    def explain(self, series_theme_id: str) -> pd.DataFrame:
        """Why themes of events are one theme of the series: one row per theme of an event.

        Raises:
            SourceError: If there is no such theme.
        """
        inside = self.members[self.members["series_theme_id"] == series_theme_id]
        if inside.empty:
            raise SourceError(
                "there is no such theme", where=series_theme_id, remedy="Take one of series.themes."
            )
        words = self.notes.set_index("note_id")["words"]
        return pd.DataFrame(
            {
                "event": inside["event_id"],
                "theme": inside["title"],
                "notes": inside["notes"],
                "joined": inside["joined"],
                "similarity": inside["similarity"].round(2),
                "nearest_note": inside["nearest_note"].map(words).fillna(""),
                "nearest_to": inside["nearest_to"].map(words).fillna(""),
            }
        ).reset_index(drop=True)
