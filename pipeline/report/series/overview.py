"""Themes over events, at a glance."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.report.blocks import CountTable, GridFigure, make_anchor
from pipeline.report.series import sentences as say
from pipeline.report.series.facts import SeriesFacts
from pipeline.tables.contract import Row
from pipeline.wording import list_words

EVENTS = 12  # columns that stay legible; with more events a table stands in the figure's place
_TITLE = "Notes at each event on the themes that came up most widely"


def show_overview(caption: str, themes: Sequence[Row]) -> CountTable:
    """Themes in a table, and how widely each was raised."""
    return CountTable(
        caption=caption,
        head=("Theme", "Events", "Tables", "Notes"),
        rows=tuple(
            (row["title"], *(f"{row[column]:,}" for column in ("events", "tables", "notes")))
            for row in themes
        ),
        anchors=tuple(make_anchor("theme", row["series_theme_id"]) for row in themes),
        counted=3,
    )


def chart_themes(facts: SeriesFacts, themes: Sequence[Row]) -> GridFigure | None:
    """The figure of themes over events; none for one event, or for more than are legible."""
    if not themes or not 1 < len(facts.events) <= EVENTS:
        return None
    events = [row["event_id"] for row in facts.events]
    names = [facts.labels[event_id] for event_id in events]
    wide = (
        facts.places.pivot(index="series_theme_id", columns="event_id", values="notes").fillna(0).astype(int)
    )
    wide = wide.reindex([row["series_theme_id"] for row in themes], columns=events, fill_value=0)
    cells = tuple(map(tuple, wide.to_numpy().tolist()))
    titles = tuple(row["title"] for row in themes)
    table = CountTable(
        caption=_TITLE,
        head=("Theme", *names),
        rows=tuple(
            (title, *(f"{number:,}" for number in row)) for title, row in zip(titles, cells, strict=True)
        ),
        counted=len(names),
    )
    days = [say.day(row["date"]) for row in facts.events]
    return GridFigure(
        name="themes-over-events",
        title=_TITLE,
        finding=_say_finding(titles, names, cells),
        rows=titles,
        columns=tuple(f"{name}, {day}" for name, day in zip(names, days, strict=True)),
        cells=cells,
        counts=table,
    )


def _say_finding(titles: Sequence[str], names: Sequence[str], cells: Sequence[Sequence[int]]) -> str:
    """How widely the themes were raised, and where one has most notes."""
    widths = [sum(number > 0 for number in row) for row in cells]
    widest = max(widths)
    top = [f"“{title}”" for title, width in zip(titles, widths, strict=True) if width == widest]
    of_all = f"{widest:,} of {len(names):,} events"
    if len(top) == len(titles) > 1:
        said = f"Each of the {len(titles):,} themes shown came up at {of_all}."
    else:
        said = f"{list_words(top)} {'was' if len(top) == 1 else 'were each'} raised at {of_all}"
        said += (
            "." if len(titles) == 1 else ", more than any other theme." if len(top) == 1 else ", the most."
        )
    most = max(number for row in cells for number in row)
    at = [
        f"“{title}” at “{name}”"
        for title, row in zip(titles, cells, strict=True)
        for name, number in zip(names, row, strict=True)
        if number == most
    ]
    if len(at) <= 3:
        said += f" Among those shown, the most notes at one event are {most:,}: on {list_words(at)}."
    return said
