"""The figures of reports in a notebook, on any axes: to be put side by side, and changed as one likes."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import matplotlib.pyplot as plt
from matplotlib.axes import Axes

from pipeline.errors import SourceError
from pipeline.report.blocks import AnyFigure
from pipeline.report.event.facts import Question, ReportWords, gather_event
from pipeline.report.figures import open_axes, plot_figure
from pipeline.report.series import chart_themes
from pipeline.report.series.facts import gather_facts, list_shown
from pipeline.settings import SeriesSettings
from pipeline.tables import EventTables, SeriesTables, SourceTables
from pipeline.themes.found import take_types

if TYPE_CHECKING:
    from pipeline.notebook.finished import FinishedEvent
    from pipeline.notebook.series import Series

_TITLE_CHARACTERS = 64
# Why there is no figure, and what to do.
FEW_THEMES = "it has one theme, or too few notes", "Take a question with several themes."
NOTHING_SHARED = (
    "no theme was raised at several events, or there are more events than a figure can show",
    "Say in tracker.xlsx which themes are the same and run again, or look at series.counts.",
)


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


def find_question(event: FinishedEvent, question_id: str) -> Question:
    """What the report says on a question, its figures among it.

    Raises:
        SourceError: If there is no such question.
    """
    tables = EventTables(
        event.about,
        event.questions,
        event.safe_notes,
        take_types(event.language, event.coded_notes),
        event.differences,
        event.codings,
        event.themes,
        event.vectors,
        event.summary_points,
        event.summary_themes,
    )
    found = SourceTables(event.sources, event.ledger, event.notes)
    for part in gather_event(tables, found, ReportWords("", {}, {}), "").questions:
        if part.question_id == question_id:
            return part
    raise SourceError("there is no such question", where=question_id, remedy="Take one of event.questions.")


def chart_series(series: Series, settings: SeriesSettings) -> AnyFigure | None:
    """The figure of a series: its widest themes over its events."""
    tables = SeriesTables(
        series.events,
        series.themes,
        series.members,
        series.notes,
        series.near,
        series.codes,
        series.cells,
        (),
    )
    facts = gather_facts(tables, "")
    return chart_themes(facts, list_shown(facts.themes, settings)[: settings.themes_in_summary])
