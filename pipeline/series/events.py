"""The events of a series: which are recent, and what there is of each."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.series.framework import count_tables
from pipeline.settings import SeriesSettings
from pipeline.tables import VERDICTS, EventTables, SeriesEvents, table_of


def find_recent(dates: Sequence[str], since: str, settings: SeriesSettings) -> list[bool]:
    """Which events are recent; those without a date never are.

    Args:
        dates: ISO dates in order; empty ones last.
        since: The day from which events are recent, or empty.
        settings: Without it, the share of dated events that is.
    """
    dated = sum(bool(date) for date in dates)
    if since:
        return [bool(date) and date >= since for date in dates]
    if dated < 2:
        return [False] * len(dates)
    least = settings.fewest_events if dated >= 2 * settings.fewest_events else 1
    number = min(max(least, round(settings.recent_share * dated)), dated - 1)
    # Events of one day are on the same side.
    first = dates[dated - number]
    if first == dates[0]:
        first = next((date for date in dates[:dated] if date > first), "~")
    return [bool(date) and date >= first for date in dates]


def describe_events(
    events: Sequence[EventTables], recent: Sequence[bool], notes: pd.DataFrame
) -> DataFrame[SeriesEvents]:
    """One row per event, with its counts.

    Args:
        events: The events in order.
        recent: Which of them are recent.
        notes: The series' notes, with their series theme.
    """
    rows = []
    for position, (event, new) in enumerate(zip(events, recent, strict=True), start=1):
        about = event.event.to_dict("records")[0]
        own = notes[notes["event_id"] == event.event_id]
        verdicts = event.summary_points["verdict"]
        beyond = event.summary_themes
        has_summary = len(verdicts) > 0
        rows.append(
            {
                "event_id": event.event_id,
                "position": position,
                "title": about["title"] or event.event_id,
                "date": about["date"],
                "place": about["place"],
                "recent": new,
                "notes": len(own),
                "tables": count_tables(own),
                "questions": len(event.questions),
                "themes": int(own["series_theme_id"].nunique()),
                "raised_once": int(own["raised_once"].sum()),
                "summary_points": len(verdicts),
                **{
                    name: int((verdicts == verdict).sum())
                    for name, verdict in zip(
                        ("points_found", "points_loosely", "points_not_found", "points_too_few"),
                        VERDICTS,
                        strict=True,
                    )
                },
                "themes_beyond": int(((beyond["points"] == 0) & (beyond["notes_near"] == 0)).sum())
                if has_summary
                else 0,
            }
        )
    return table_of(SeriesEvents, rows)
