"""A finished series, for notebooks: its tables by name, what it joins and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from pipeline.errors import SourceError
from pipeline.notebook import plots
from pipeline.notebook.finished import Finished, kept
from pipeline.settings import SeriesSettings
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

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def load_series(series: str, workspace: str | Path = ".") -> Series:
    """Open a series that has been run.

    Raises:
        SourceError: If there is no such series.
    """
    return Series(series, Path(workspace))


class Series(Finished):
    """The tables of a series that has been run. `series.themes` has one row per theme, and so on."""

    _one, _more, _table = "series", "Series", "series_events"

    @property
    def series(self) -> str:
        """The slug of the series."""
        return self._store.event_id

    def __repr__(self) -> str:
        return f"<series {self.series}: {len(self.events)} events, {len(self.themes)} draft themes>"

    events = kept("series_events", SeriesEvents, "One row per event, earliest first.")
    themes = kept("series_themes", SeriesThemes, "One row per theme, raised at most events first.")
    members = kept(
        "series_members", SeriesMembers, "One row per theme of an event: its series theme, and why."
    )
    notes = kept("series_notes", SeriesNotes, "One row per note, details masked, with its series theme.")
    near = kept("series_near", SeriesNear, "One row per pair of themes that may be one.")
    codes = kept("series_codes", SeriesCodes, "One row per code of the framework, raised or not.")
    cells = kept("series_matrix", SeriesMatrix, "One row per cell of the matrix that is not empty.")
    surveys = kept("survey_waves", SurveyWaves, "One row per question of a form at each time of asking.")
    targets = kept("target_results", TargetResults, "One row per target, with how far it is reached.")
    actions = kept("actions", Actions, "One row per action: what is proposed, who leads, what happened.")

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
        return plots.show_figure(plots.chart_series(self, settings), self.series, plots.NOTHING_SHARED, axes)

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
