"""Build the content of a series report from the series' tables, once for all kinds of file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pandera.typing.pandas import DataFrame

from pipeline.report import series_wording as say
from pipeline.report import wording
from pipeline.report.series_facts import Row, SeriesFacts, gather_facts, list_shown
from pipeline.report.series_model import (
    Block,
    Bullets,
    Quotes,
    Section,
    SeriesQuote,
    SeriesReport,
    Text,
)
from pipeline.report.series_proposed import show_proposed
from pipeline.report.series_sections import explain_method, show_changes, show_events, show_framework
from pipeline.report.series_themes import show_overview, show_themes
from pipeline.settings import SeriesSettings
from pipeline.tables import (
    ReaderMatches,
    SeriesCodes,
    SeriesEvents,
    SeriesMembers,
    SeriesNear,
    SeriesNotes,
    SeriesThemes,
)


def build_series_content(
    series: str,
    title: str,
    since: str,
    events: DataFrame[SeriesEvents],
    themes: DataFrame[SeriesThemes],
    members: DataFrame[SeriesMembers],
    notes: DataFrame[SeriesNotes],
    near: DataFrame[SeriesNear],
    codes: DataFrame[SeriesCodes],
    followed: Sequence[Section],
    doubts: Sequence[str],
    fingerprint: str,
    language: str,
    settings: SeriesSettings,
    matches: DataFrame[ReaderMatches] | None = None,
    matched: str = "",
) -> SeriesReport:
    """Put together all that a report on a series says.

    Args:
        series: Slug of the series.
        title: What to call it, or empty.
        since: ISO date that splits earlier from recent events, or empty.
        events: Its events.
        themes: Its themes.
        members: Which theme of which event belongs to which.
        notes: Every note, personal details masked.
        near: Themes that may be one.
        codes: The framework.
        followed: What was done about it, and how it went: sections made from trackers and surveys.
        doubts: What to check, one line each.
        fingerprint: What the report was made from, as one line.
        language: Language of the report.
        settings: How much it shows.
        matches: Themes that a language model takes for one, or None where none was asked.
        matched: What it did and where it ran.
    """
    facts = gather_facts(series, title, since, events, themes, members, notes, near)
    dates = [row["date"] for row in facts.events if row["date"]]
    shown = list_shown(facts.themes, settings)
    checked = sum(row["basis"] == "reviewed" for row in facts.themes)
    sections = [
        _summarise(facts, shown, settings),
        *followed,
        show_themes(facts, shown, settings),
        *([show_proposed(facts, matches, matched, settings)] if matches is not None and matched else ()),
        show_framework(codes, facts.events),
        show_changes(facts, settings),
        show_events(facts, settings),
        Section("missed", "What was missed?", (Text(say.MISSED[0]), Bullets(say.MISSED[1]))),
        explain_method(doubts),
    ]
    return SeriesReport(
        series=series,
        language=language,
        title=facts.title,
        subtitle=_say_span(dates, len(facts.events)),
        date=max(dates, default=""),
        status=wording.status_words(checked, len(facts.themes)),
        sections=tuple(sections),
        fingerprint=fingerprint,
    )


def _summarise(facts: SeriesFacts, shown: Sequence[Row], settings: SeriesSettings) -> Section:
    notes = sum(row["notes"] for row in facts.events)
    tables = sum(row["tables"] for row in facts.events)
    once = sum(row["raised_once"] for row in facts.events)
    several = sum(row["events"] > 1 for row in facts.themes if row["divided"])
    single = sum(row["events"] == 1 for row in facts.themes if row["divided"])
    said = [f"{say.weigh(notes, tables, len(facts.events))} were read."]
    if len(facts.events) == 1:
        said.append("There is one event in this series so far: nothing to compare yet.")
    else:
        said.append(
            f"{wording.count_words(several, 'draft theme was', 'draft themes were')} raised at more than one"
            f" event, {single:,} at one event only."
        )
    said.append(
        f"{once:,} of {wording.count_words(notes, 'note')} {'makes' if once == 1 else 'make'} a point that"
        " was raised once. They count as much as any other, and each event's report lists them."
    )
    undated = sum(not row["date"] for row in facts.events)
    if undated:
        said.append(
            f"{wording.count_words(undated, 'event')} {'has' if undated == 1 else 'have'} no date and"
            f" {'comes' if undated == 1 else 'come'} last: add date = … in event.toml."
        )
    top = list(shown[: settings.themes_in_summary])
    blocks: list[Block | Section] = [Bullets(tuple(said))]
    if top:
        heading = "What was raised most widely" if several else "What was raised"
        blocks.append(Text(f"{heading}, by how many events raised it, then tables, then notes:"))
        blocks.append(
            show_overview(f"{heading}: the first {len(top)} of {len(facts.themes):,} draft themes", top)
        )
        blocks.append(Text("In people's own words, one note from each of them:"))
        blocks.append(Quotes(_choose_quotes(facts, top)))
    for status, words in (("growing", "growing"), ("new", "new"), ("quiet", "quiet")):
        own = [row["title"] for row in facts.themes if row["status"] == status and row["sure"]]
        if own:
            listed = wording.list_words(f"“{title}”" for title in own[: settings.themes_in_summary])
            more = len(own) - settings.themes_in_summary
            rest = f" and {more:,} more" if more > 0 else ""
            blocks.append(Text(f"Against earlier events, {words}: {listed}{rest}."))
    blocks.append(
        Text("Did we get it right? The page “What was missed?” says what to look for and tell the team.")
    )
    return Section("summary", "Summary for people who were there", tuple(blocks))


def _choose_quotes(facts: SeriesFacts, themes: Sequence[Row]) -> tuple[SeriesQuote, ...]:
    """One note per theme, each time from the event that has been heard least."""
    heard: Counter[str] = Counter()
    chosen = []
    for theme in themes:
        points = facts.points[theme["series_theme_id"]]
        quote = min(points, key=lambda point: heard[point.event_id])
        heard[quote.event_id] += 1
        chosen.append(replace(quote, about=f"{quote.about} · in “{theme['title']}”"))
    return tuple(chosen)


def _say_span(dates: Sequence[str], events: int) -> str:
    said = wording.count_words(events, "event")
    if not dates:
        return said
    first, last = min(dates), max(dates)
    return f"{said}, {say.day(first)}" + (f" to {say.day(last)}" if last != first else "")
