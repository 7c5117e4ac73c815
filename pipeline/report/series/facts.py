"""The tables of a series in the form its report asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.report.blocks import Quote, Section
from pipeline.report.series.sentences import day
from pipeline.report.wording import KIND_LABELS, table_words
from pipeline.settings import SeriesSettings
from pipeline.tables import ModelMatches, SeriesTables
from pipeline.tables.contract import Row, list_rows
from pipeline.wording.names import goes_by_note


@dataclass(frozen=True)
class SeriesWords:
    """What the report on a series says that its tables do not hold."""

    series: str  # its slug
    title: str  # or empty
    since: str  # ISO date that splits earlier from recent events, or empty
    followed: Sequence[Section]  # what was done about it, and how it went: from trackers and surveys
    fingerprint: str  # what the report was made from, as one line
    language: str  # BCP 47 tag
    matches: DataFrame[ModelMatches] | None = None  # themes that a model takes for one, if it was asked
    matched: str = ""  # what it did and where it ran


@dataclass(frozen=True)
class SeriesFacts:
    """The tables of a series in the form the report asks for."""

    since: str  # ISO date that splits earlier from recent, or empty
    events: Sequence[Row]
    labels: Mapping[str, str]  # what to call each event
    themes: Sequence[Row]
    titles: Mapping[str, str]  # of each series theme
    pairs: Sequence[Row]  # that may be one, nearest first
    points: Mapping[str, tuple[Quote, ...]]  # to show, by series theme
    places: pd.DataFrame  # notes and tables of each series theme at each event that raised it


def gather_facts(tables: SeriesTables, since: str) -> SeriesFacts:
    """The tables in the form the report asks for."""
    notes, labels = tables.notes, _label_events(tables.events)
    kept = notes[notes["point"] > 0].sort_values("point", kind="stable")
    points: dict[str, tuple[Quote, ...]] = {}
    for theme_id, own in kept.groupby("series_theme_id"):
        points[str(theme_id)] = tuple(_quote(note, labels) for note in list_rows(own))
    return SeriesFacts(
        since=since,
        events=list_rows(tables.events),
        labels=labels,
        themes=list_rows(tables.themes),
        titles=dict(zip(tables.themes["series_theme_id"], tables.themes["title"], strict=True)),
        pairs=list_rows(tables.near),
        points=points,
        places=_count_places(notes),
    )


def _quote(note: Row, labels: Mapping[str, str]) -> Quote:
    about = filter(None, (labels[note["event_id"]], table_words(note["table"]), KIND_LABELS[note["kind"]]))
    return Quote(note["note_id"], note["words"], " · ".join(about), note["event_id"])


def list_shown(themes: Sequence[Row], settings: SeriesSettings) -> list[Row]:
    """Themes told in full: those of several events; all where the series has one event only."""
    divided = [row for row in themes if is_titled(row)]
    alone = len({row[name] for row in themes for name in ("first_event", "last_event")}) == 1
    return [row for row in divided if alone or row["events"] > 1][: settings.themes_in_full]


def is_titled(theme: Row) -> bool:
    """Whether it has a title: it is neither "Other points" nor a group that goes by one of its notes."""
    untitled = theme["basis"] == "other" or goes_by_note(theme["basis"], theme["title"])
    return bool(theme["divided"]) and not untitled


def _label_events(events: pd.DataFrame) -> dict[str, str]:
    """Titles, with place and date where several events have the same."""
    labels = {}
    for event, again in zip(list_rows(events), events["title"].duplicated(keep=False), strict=True):
        where = ", ".join(filter(None, (event["place"], day(event["date"]))))
        labels[event["event_id"]] = f"{event['title']} ({where})" if again else event["title"]
    return labels


def _count_places(notes: pd.DataFrame) -> pd.DataFrame:
    """Notes and named tables of each theme at each event."""
    named = notes.assign(table=notes["table"].where(notes["table"] != ""))
    counted = named.groupby(["series_theme_id", "event_id"], sort=False)["table"].agg(["size", "nunique"])
    return counted.set_axis(["notes", "tables"], axis=1).reset_index()
