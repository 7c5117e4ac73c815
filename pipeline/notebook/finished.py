"""Finished events and series: their tables by name, typed, read when asked for."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.errors import SourceError
from pipeline.keeping.store import EventStore, Workspace
from pipeline.notebook import plots
from pipeline.settings import SeriesSettings
from pipeline.tables import (
    Actions,
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
    SummaryPoints,
    SummaryThemes,
    SurveyWaves,
    T,
    TargetResults,
    Themes,
)
from pipeline.tables.vectors import Vectors

if TYPE_CHECKING:
    from matplotlib.axes import Axes


class _Finished:
    """What a run has kept under one slug.

    Raises:
        SourceError: If there is no such run; names those there are.
    """

    _one, _more, _table = "event", "Events", "event"

    def __init__(self, name: str, workspace: Path) -> None:
        self._workspace = Workspace(workspace)
        self._store = EventStore(self._workspace, name)
        processed = workspace / "data" / "processed"
        if not self._store.read_record() or not (processed / name / f"{self._table}.parquet").is_file():
            there = sorted(path.parent.name for path in processed.glob(f"*/{self._table}.parquet"))
            raise SourceError(
                f"there is no finished run of this {self._one}",
                where=name,
                remedy=f"{self._more} here: {', '.join(there)}."
                if there
                else "First run: python -m pipeline run",
            )


def _kept(name: str, contract: type[T], what: str) -> cached_property[DataFrame[T]]:
    """A table that is read once, when it is first asked for."""

    def read(finished: _Finished) -> DataFrame[T]:
        return finished._store.read_table(name, contract)

    read.__doc__ = what
    return cached_property(read)


class FinishedEvent(_Finished):
    """The tables of an event that has been run. `event.themes` has one row per theme, and so on.

    Args:
        event_id: The event's slug, as the run showed it.
        workspace: The folder that holds data/ and reports/.

    Raises:
        SourceError: If there is no such event; names those there are.
    """

    def __init__(self, event_id: str, workspace: Path) -> None:
        super().__init__(event_id, workspace)
        self.event_id = event_id

    def __repr__(self) -> str:
        return f"<event {self.event_id}: {len(self.notes)} notes, {len(self.themes)} themes>"

    about = _kept("event", Events, "One row: title, date, place, series.")
    sources = _kept("sources", Sources, "One row per document.")
    ledger = _kept("ledger", Ledger, "One row per line of every document.")
    questions = _kept("questions", Questions, "One row per question.")
    notes = _kept("notes", Notes, "One row per note, in its own words.")
    safe_notes = _kept("safe_notes", SafeNotes, "One row per note, personal details masked.")
    language = _kept("note_language", NoteLanguage, "One row per note: its terms and note type.")
    codings = _kept("codings", Codings, "One row per note: its theme, strength, and why.")
    themes = _kept("themes", Themes, "One row per theme of each question.")
    decisions = _kept("decisions", Decisions, "One row per decision of a person, with what became of it.")
    conflicts = _kept("conflicts", Conflicts, "One row per decision or workbook that a person must look at.")
    reviewer_agreements = _kept(
        "reviewer_agreements", ReviewerAgreements, "One row per figure of agreement between reviewers."
    )
    draft_codings = _kept("draft_codings", Codings, "One row per note: its theme before anybody decided.")
    draft_themes = _kept("draft_themes", Themes, "One row per theme before anybody decided anything.")
    coded_notes = _kept("coded_notes", CodedNotes, "One row per note with all that is known of it.")
    summary_points = _kept(
        "summary_points",
        SummaryPoints,
        "One row per point of the organisers' own summary, with what the notes hold of it.",
    )

    summary_themes = _kept(
        "summary_themes",
        SummaryThemes,
        "One row per theme, with what the organisers' summary holds of it.",
    )

    @cached_property
    def vectors(self) -> Vectors:
        """One row per note, in the order of safe_notes."""
        return self._store.read_vectors()


def load_series(series: str, workspace: str | Path = ".") -> Series:
    """Open a series that has been run.

    Args:
        series: The slug of the series, as the run showed it.
        workspace: The folder that holds data/ and reports/.

    Raises:
        SourceError: If there is no such series.
    """
    return Series(series, Path(workspace))


class Series(_Finished):
    """The tables of a series that has been run. `series.themes` has one row per theme, and so on.

    Args:
        series: The slug of the series, as the run showed it.
        workspace: The folder that holds data/ and reports/.

    Raises:
        SourceError: If there is no such series; names those there are.
    """

    _one, _more, _table = "series", "Series", "series_events"

    def __init__(self, series: str, workspace: Path) -> None:
        super().__init__(series, workspace)
        self.series = series

    def __repr__(self) -> str:
        return f"<series {self.series}: {len(self.events)} events, {len(self.themes)} draft themes>"

    events = _kept("series_events", SeriesEvents, "One row per event, earliest first.")
    themes = _kept("series_themes", SeriesThemes, "One row per theme, raised at most events first.")
    members = _kept(
        "series_members", SeriesMembers, "One row per theme of an event: its series theme, and why."
    )
    notes = _kept("series_notes", SeriesNotes, "One row per note, details masked, with its series theme.")
    near = _kept("series_near", SeriesNear, "One row per pair of themes that may be one.")
    codes = _kept("series_codes", SeriesCodes, "One row per code of the framework, raised or not.")
    cells = _kept("series_matrix", SeriesMatrix, "One row per cell of the matrix that is not empty.")
    surveys = _kept("survey_waves", SurveyWaves, "One row per question of a form at each time of asking.")
    targets = _kept("target_results", TargetResults, "One row per target, with how far it is reached.")
    actions = _kept("actions", Actions, "One row per action: what is proposed, who leads, what happened.")

    @property
    def matrix(self) -> pd.DataFrame:
        """The framework matrix: events in rows, codes in columns, in each cell a summary."""
        whole = self.cells[self.cells["whole_event"]]
        wide = whole.pivot(index="event_id", columns="code", values="summary").fillna("")
        events = [event for event in self.events["event_id"] if event in wide.index]
        codes = [code for code in self.codes["code"] if code in wide.columns]
        return pd.DataFrame(wide.loc[events, codes])

    @property
    def counts(self) -> pd.DataFrame:
        """Notes of each theme at each event: themes in rows, in their order, events in columns."""
        wide = pd.crosstab(self.notes["series_theme_id"], self.notes["event_id"])
        wide = wide.reindex(index=self.themes["series_theme_id"], columns=self.events["event_id"])
        return wide.fillna(0).astype(int).set_axis(self.themes["title"].tolist(), axis=0)

    def plot_themes(self, axes: Axes | None = None) -> Axes:
        """The report's figure, on axes of one's own if one likes: notes on the themes at each event."""
        settings = SeriesSettings(**self._store.read_record()["settings"])
        return plots.show_figure(plots.chart_series(self, settings), self.series, axes)

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
