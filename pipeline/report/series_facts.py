"""The tables of a series in the form its report asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.report import series_wording as say
from pipeline.report import wording
from pipeline.report.series_model import SeriesQuote
from pipeline.settings import SeriesSettings
from pipeline.tables import SeriesEvents, SeriesMembers, SeriesNear, SeriesNotes, SeriesThemes

Row = Mapping[Any, Any]


@dataclass(frozen=True)
class SeriesFacts:
    """The tables of a series in the form the report asks for.

    Attributes:
        series: Slug of the series.
        title: What to call it.
        since: ISO date that splits earlier from recent, or empty.
        events: Rows, in order.
        labels: What to call each event.
        themes: Rows, in order.
        members: Rows by series theme.
        near: Pairs that may be one, by series theme, each pair with both.
        pairs: The same pairs, nearest first.
        points: Quotes to show by series theme, in order.
        places: Notes by event and table, by series theme.
        quotes: Every note as a quotation, by id.
    """

    series: str
    title: str
    since: str
    events: Sequence[Row]
    labels: Mapping[str, str]
    themes: Sequence[Row]
    members: Mapping[str, Sequence[Row]]
    near: Mapping[str, Sequence[Row]]
    pairs: Sequence[Row]
    points: Mapping[str, tuple[SeriesQuote, ...]]
    places: Mapping[str, Mapping[str, tuple[int, int]]]
    quotes: Mapping[str, SeriesQuote]


def gather_facts(
    series: str,
    title: str,
    since: str,
    events: DataFrame[SeriesEvents],
    themes: DataFrame[SeriesThemes],
    members: DataFrame[SeriesMembers],
    notes: DataFrame[SeriesNotes],
    near: DataFrame[SeriesNear],
) -> SeriesFacts:
    """The tables in the form the report asks for."""
    rows = list(events.to_dict("records"))
    titles = [row["title"] for row in rows]
    labels = {
        row["event_id"]: row["title"]
        if titles.count(row["title"]) == 1
        else f"{row['title']} ({', '.join(filter(None, (row['place'], say.day(row['date']))))})"
        for row in rows
    }
    wanted = set(near["nearest_note"]) | set(near["nearest_to"]) | set(members["nearest_note"])
    wanted |= set(members["nearest_to"])
    kept = notes[(notes["point"] > 0) | notes["note_id"].isin(wanted)]
    quotes: dict[str, SeriesQuote] = {}
    points: dict[str, list[tuple[int, SeriesQuote]]] = {}
    for note in kept.to_dict("records"):
        table = wording.table_words(note["table"])
        about = [labels[note["event_id"]], table, wording.KIND_LABELS[note["kind"]]]
        quote = SeriesQuote(
            note["note_id"], note["words"], " · ".join(part for part in about if part), note["event_id"]
        )
        quotes[note["note_id"]] = quote
        if note["point"]:
            points.setdefault(note["series_theme_id"], []).append((note["point"], quote))
    pairs: dict[str, list[Row]] = {}
    for row in near.to_dict("records"):
        pairs.setdefault(row["series_theme_id"], []).append(row)
        pairs.setdefault(row["near_id"], []).append({**row, "near_id": row["series_theme_id"]})
    parts: dict[str, list[Row]] = {}
    for row in members.to_dict("records"):
        parts.setdefault(row["series_theme_id"], []).append(row)
    return SeriesFacts(
        series=series,
        title=title or series.replace("-", " ").capitalize(),
        since=since,
        events=rows,
        labels=labels,
        themes=list(themes.to_dict("records")),
        members=parts,
        near=pairs,
        pairs=list(near.to_dict("records")),
        points={theme: tuple(q for _, q in sorted(own, key=lambda p: p[0])) for theme, own in points.items()},
        places=_count_places(notes),
        quotes=quotes,
    )


def list_shown(themes: Sequence[Row], settings: SeriesSettings) -> list[Row]:
    """Themes told in full: those of several events; with one event only, all."""
    several = [row for row in themes if row["events"] > 1 and row["divided"]]
    return (several or [row for row in themes if row["divided"]])[: settings.themes_in_full]


def make_anchor(theme_id: str) -> str:
    """An id for links; different themes never share one."""
    return "theme-" + re.sub(r"[^A-Za-z0-9_.-]", lambda match: f"~{ord(match[0]):x}~", theme_id)


def _count_places(notes: pd.DataFrame) -> dict[str, dict[str, tuple[int, int]]]:
    """Notes and named tables of each theme at each event."""
    keys = ["series_theme_id", "event_id"]
    counted = notes.groupby(keys, sort=False).size()
    named = notes[notes["table"] != ""].groupby(keys, sort=False)["table"].nunique()
    places: dict[str, dict[str, tuple[int, int]]] = {}
    for key, number in counted.to_dict().items():
        theme_id, event_id = map(str, key)  # type: ignore[call-overload]
        places.setdefault(theme_id, {})[event_id] = (int(number), int(named.get(key, 0)))
    return places
