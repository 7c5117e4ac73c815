"""What a report on a series is made from: its tables in the form it asks for, and its own sentences.

Weight is always notes at tables in events, never a share of people.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.report.blocks import Quote, Section
from pipeline.report.wording import KIND_LABELS, capital, table_words
from pipeline.settings import SeriesSettings
from pipeline.tables import ModelMatches, SeriesTables
from pipeline.tables.contract import Row, list_rows
from pipeline.wording import count_words, date_words
from pipeline.wording.names import goes_by_note

NOT_NAMED = (
    "A code that is missing here was not missing from what people said: single notes may be about it, inside"
    " other themes."
)
MATRIX = "What each event and table has on each code of the codebook stands in matrix.xlsx."
METHOD = (
    "Each event's notes were sorted into draft themes by a program, question by question; each event's report"
    " shows how."
)
APART = (
    "Themes of different events stand together only where their notes are very much alike, or where a person"
    " said so. That misses many: a theme that stands at one event here may have come up elsewhere in other"
    " words."
)
NAMES = (
    "A theme's name is one that the notes of all its events bear out; else the names of its events stand"
    " together."
)
COUNTED = "The numbers count notes, and the tables and events where they were taken; not people."
ORDER = (
    "Themes are in the order of how many events, tables and notes they have. That is not how much they"
    " matter."
)
VERBATIM = (
    "Quotations are word for word, with personal details left out. The program can miss some: read before you"
    " send this round."
)
MISSED = (
    "This page is for you if you were at one of the events. Tell the team, in the way that suits you, what is"
    " missing or wrong; what you say is added as notes and as decisions, and stays in every later report.",
    (
        "Is something you said, or heard said, missing?",
        "Are notes put together that mean different things, or parted that mean the same?",
        "Is a theme called something that people would not call it?",
        "Who was not in the room, and what would they have said?",
        "Is there a point raised once that matters more than its number shows?",
        "Of what was said to be done: has it been done where you are?",
    ),
)


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


def day(date: str) -> str:
    """A date; "no date" where there is none."""
    return date_words(date) or "no date"


def say_pairs(pairs: int) -> str:
    """How many pairs of themes people are asked about."""
    they = "It is" if pairs == 1 else "They are"
    return (
        f"{count_words(pairs, 'pair')} of themes may be one, and the program cannot tell. {they} in"
        " tracker.xlsx: say yes or no there."
    )


def say_summary(event: Row) -> str:
    """The organisers' own summary of an event beside its notes; empty where they wrote none."""
    if not event["summary_points"]:
        return ""
    points = count_words(event["summary_points"], "point")
    found, number = event["points_found"], event["summary_points"]
    said = f"The organisers' own summary makes {points}"
    if found:
        said += f"; {found:,} of them {'is' if found == 1 else 'are'} found in the notes"
    if found < number:
        others = "the others" if found else "each"
        said += (
            f". For {others} the event's report shows the nearest notes; whether they say it, people decide"
        )
    return f"{said}."


def say_comparison(recent: int, before: int, undated: int, since: str) -> str:
    """Which events are compared with which."""
    if not recent or not before:
        said = "There are no earlier and later events to compare yet."
    elif since:
        said = (
            f"Events from {day(since)} on ({recent:,}) are compared with those before ({before:,}):"
            " the series' file gives that day."
        )
    else:
        which = "the latest event is" if recent == 1 else f"the latest {recent:,} events are"
        said = f"{capital(which)} compared with the {count_words(before, 'event')} before."
    if undated:
        have = "has" if undated == 1 else "have"
        said += f" {count_words(undated, 'event')} without a date {have} no part in it."
    return said
