"""A finished series, for notebooks: its tables, what it joins and why; and figures of reports on any axes."""

from __future__ import annotations

import textwrap
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes

from pipeline import tables
from pipeline.errors import SourceError
from pipeline.notebook.finished import Finished, kept
from pipeline.report.blocks import AnyFigure
from pipeline.report.figures import open_axes, plot_figure
from pipeline.report.series import chart_themes
from pipeline.report.series.facts import gather_facts, list_shown
from pipeline.settings import SeriesSettings

_TITLE_CHARACTERS = 64
# Why there is no figure, and what to do.
_NOTHING_SHARED = (
    "no theme was raised at several events, or there are more events than a figure can show",
    "Say in tracker.xlsx which themes are the same and run again, or look at series.counts.",
)


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

    events = kept("series_events", tables.SeriesEvents, "One row per event, earliest first.")
    themes = kept("series_themes", tables.SeriesThemes, "One row per theme, raised at most events first.")
    members = kept(
        "series_members", tables.SeriesMembers, "One row per theme of an event: its series theme, and why."
    )
    notes = kept(
        "series_notes", tables.SeriesNotes, "One row per note, details masked, with its series theme."
    )
    near = kept("series_near", tables.SeriesNear, "One row per pair of themes that may be one.")
    codes = kept("series_codes", tables.SeriesCodes, "One row per code of the framework, raised or not.")
    cells = kept("series_matrix", tables.SeriesMatrix, "One row per cell of the matrix that is not empty.")
    surveys = kept(
        "survey_waves", tables.SurveyWaves, "One row per question of a form at each time of asking."
    )
    targets = kept("target_results", tables.TargetResults, "One row per target, with how far it is reached.")
    actions = kept(
        "actions", tables.Actions, "One row per action: what is proposed, who leads, what happened."
    )

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
        own = self.events, self.themes, self.members, self.notes, self.near, self.codes, self.cells
        facts = gather_facts(tables.SeriesTables(*own, ()), "")
        figure = chart_themes(facts, list_shown(facts.themes, settings)[: settings.themes_in_summary])
        return show_figure(figure, self.series, _NOTHING_SHARED, axes)

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


def show_figure(figure: AnyFigure | None, name: str, missing: tuple[str, str], axes: Axes | None) -> Axes:
    """Draw a figure under its title, on axes of its own size where none are given.

    Raises:
        SourceError: If the report has no such figure either.
    """
    if figure is None:
        raise SourceError(f"there is no such figure: {missing[0]}", where=name, remedy=missing[1])
    axes = open_axes(plt.figure(), figure) if axes is None else axes
    plot_figure(axes, figure)
    axes.set_title(textwrap.fill(figure.title, _TITLE_CHARACTERS), loc="left", parse_math=False)
    return axes
