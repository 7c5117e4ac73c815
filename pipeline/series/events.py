"""What a series is made of: its events in their order, their draft themes, and the codes of the framework."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.errors import SourceError
from pipeline.settings import SeriesSettings
from pipeline.tables import OTHER, UNDIVIDED_TITLE, VERDICTS, EventTables, SeriesEvents, table_of
from pipeline.tables.notes import Vectors, normalise

Centres = npt.NDArray[np.float64]  # one row per theme
_POINTS = ("points_found", "points_unsure", "points_too_few")


@dataclass(frozen=True)
class EventTheme:
    """One draft theme of one question of one event."""

    theme_id: str
    event_id: str
    question_id: str
    question: str
    title: str
    code: str
    basis: str
    note_ids: tuple[str, ...]
    vectors: Vectors  # of its notes
    centre: Centres  # see centre_themes; one row
    divided: bool  # False for what fits nowhere, and where a question has too few notes to be divided


@dataclass(frozen=True)
class FrameworkCode:
    """One code of the codebook, as the series room needs it."""

    code: str
    title: str
    definition: str
    sources: tuple[str, ...]  # titles of the documents it rests on


def sort_events(events: Sequence[EventTables]) -> list[EventTables]:
    """Events by date, those without one last, and by id where dates are alike.

    Raises:
        SourceError: If two have the same id.
    """
    ids = [event.event_id for event in events]
    twice = next((event_id for event_id in sorted(ids) if ids.count(event_id) > 1), None)
    if twice is not None:
        raise SourceError(
            "two events have this id",
            where=twice,
            remedy='Give one an id of its own in its event.toml: slug = "…".',
        )
    return sorted(events, key=lambda event: (not event.date, event.date, event.event_id))


def list_questions_themes(event: EventTables) -> list[list[EventTheme]]:
    """The themes of each question that has notes, in the event's own order."""
    themed = dict(zip(event.codings["note_id"], event.codings["theme_id"], strict=True))
    note_ids = event.safe_notes["note_id"].tolist()
    of_notes = pd.Series([themed[note_id] for note_id in note_ids], dtype=object)
    places = of_notes.groupby(of_notes).indices  # of each theme's notes, ascending
    themes = event.themes[event.themes["theme_id"].isin(list(places))].sort_values("position", kind="stable")
    asked = event.questions.sort_values("position", kind="stable").set_index("question_id")["question"]
    found = []
    for question_id in [*asked.index, *sorted(set(themes["question_id"]) - set(asked.index))]:
        own = themes[themes["question_id"] == question_id]
        if not len(own):
            continue
        groups = [places[theme_id] for theme_id in own["theme_id"]]
        together = np.sort(np.concatenate(groups))
        within = [np.searchsorted(together, group) for group in groups]
        centres = centre_themes(within, event.vectors[together])
        found.append(
            [
                EventTheme(
                    theme_id=theme_id,
                    event_id=event.event_id,
                    question_id=question_id,
                    question=asked.get(question_id, ""),
                    title=title,
                    code=code,
                    basis=basis,
                    note_ids=tuple(note_ids[place] for place in group),
                    vectors=event.vectors[group],
                    centre=centres[number : number + 1],
                    # What fits nowhere is no theme, and like nothing elsewhere.
                    divided=not theme_id.endswith(OTHER)
                    and title != UNDIVIDED_TITLE
                    and (len(own) > 1 or bool(code) or basis == "reviewed"),
                )
                for number, (theme_id, title, code, basis, group) in enumerate(
                    zip(own["theme_id"], own["title"], own["code"], own["basis"], groups, strict=True)
                )
            ]
        )
    return found


def centre_themes(groups: Sequence[Any], vectors: Vectors) -> Centres:
    """One vector of length 1 per theme: the mean of its notes, less what the question has in common.

    Taking the mean of the question off leaves what tells a theme from its neighbours; that mean is
    the event's own, so no later event changes how near two themes are.
    """
    own = vectors.astype(np.float64)
    # With few themes the mean is largely the theme itself, and themes of two questions that share another
    # theme would look alike for that alone (by 1/k): so a little less of it is taken off.
    common = own.mean(axis=0) * (1.0 - 1.0 / len(groups))
    return normalise(np.stack([own[group].mean(axis=0) - common for group in groups]))


def find_recent(dates: Sequence[str], since: str, settings: SeriesSettings) -> list[bool]:
    """Which events are recent; those without a date never are.

    Args:
        dates: ISO dates in order; empty ones last.
        since: The day from which events are recent, or empty.
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
    """One row per event, with its counts."""
    rows = []
    for position, (event, new) in enumerate(zip(events, recent, strict=True), start=1):
        about = event.event.iloc[0]
        own = notes[notes["event_id"] == event.event_id]
        verdicts = event.summary_points["verdict"].value_counts()
        beyond = event.summary_themes["points"] == 0
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
                "themes": own["series_theme_id"].nunique(),
                "raised_once": own["raised_once"].sum(),
                "summary_points": len(event.summary_points),
                **{name: verdicts.get(verdict, 0) for name, verdict in zip(_POINTS, VERDICTS, strict=True)},
                "themes_beyond": beyond.sum() if len(event.summary_points) else 0,
            }
        )
    return table_of(SeriesEvents, rows)


def count_tables(notes: pd.DataFrame) -> int:
    """Tables of events that are named in notes."""
    return len(notes.loc[notes["table"] != "", ["event_id", "table"]].drop_duplicates())


def count_themes(notes: pd.DataFrame) -> pd.DataFrame:
    """Notes, tables and events of each series theme, in the order in which the themes come up."""
    grouped = notes.groupby("series_theme_id", sort=False)
    named = notes.loc[notes["table"] != "", ["series_theme_id", "event_id", "table"]].drop_duplicates()
    counts = grouped.size().to_frame("notes")
    counts["tables"] = named["series_theme_id"].value_counts()
    return counts.assign(events=grouped["event_id"].nunique()).fillna(0).astype(int)
