"""The content of a series report, from the series' tables, once for all kinds of file.

It says what is known: how much was said where, in people's own words, which themes came up at more than one
event, and what came of it. What the program only supposes (that two more themes may be one) is asked in the
tracker.
"""

from __future__ import annotations

from collections.abc import Sequence

from pandera.typing.pandas import DataFrame

from pipeline.report import wording
from pipeline.report.blocks import (
    Block,
    Bullets,
    CountTable,
    Document,
    Fold,
    Quotes,
    Section,
    Text,
    make_anchor,
)
from pipeline.report.series import sentences as say
from pipeline.report.series.facts import (
    SeriesFacts,
    SeriesWords,
    gather_facts,
    is_titled,
    list_shown,
)
from pipeline.report.series.overview import chart_themes, show_overview
from pipeline.report.series.proposed import show_proposed
from pipeline.settings import SeriesSettings
from pipeline.tables import SeriesCodes, SeriesTables
from pipeline.tables.contract import Row
from pipeline.wording import count_words, date_words, join_days, last_day, list_words, name_slug, weigh_words

_EVENTS_WITH_HEADING = 20  # more would drown the contents


def build_series_content(tables: SeriesTables, words: SeriesWords, settings: SeriesSettings) -> Document:
    """Put together all that a report on a series says; see `render_series_reports`."""
    facts = gather_facts(tables, words.since)
    dates = [row["date"] for row in facts.events if row["date"]]
    shown = list_shown(facts.themes, settings)
    themes = tables.themes[tables.themes["divided"]]
    checked = int((themes["basis"] == "reviewed").sum())
    sections = (
        _summarise(facts, shown, settings),
        *words.followed,
        *_show_themes(shown, facts),
        *_show_changes(facts, settings),
        _show_events(facts, shown, settings),
        *show_proposed(facts, words, settings),
        Section("missed", "What was missed?", (Text(say.MISSED[0]), Bullets(say.MISSED[1]))),
        _explain_method(facts, shown, tables.codes, tables.doubts),
    )
    return Document(
        name=words.series,
        language=words.language,
        title=words.title or name_slug(words.series),
        subtitle=_say_span(dates, len(facts.events)),
        date=last_day(join_days(dates)),
        status=wording.status_words(checked, len(themes)),
        sections=sections,
        fingerprint=words.fingerprint,
    )


def _summarise(facts: SeriesFacts, shown: Sequence[Row], settings: SeriesSettings) -> Section:
    notes = sum(row["notes"] for row in facts.events)
    tables = sum(row["tables"] for row in facts.events)
    several = [row for row in shown if row["events"] > 1]
    said = [f"{weigh_words(notes, tables, len(facts.events))} were read."]
    if len(facts.events) == 1:
        said.append("There is one event in this series so far: nothing to compare yet.")
    elif several:
        came = count_words(len(several), "theme came", "themes came")
        said.append(f"{came} up at more than one event, as far as the words of the notes tell.")
    else:
        said.append("No theme is known yet to have come up at more than one event.")
    if facts.pairs:
        said.append(say.say_pairs(len(facts.pairs)))
    undated = sum(not row["date"] for row in facts.events)
    if undated:
        said.append(
            f"{count_words(undated, 'event')} {'has' if undated == 1 else 'have'} no date and"
            f" {'comes' if undated == 1 else 'come'} last: add date = … in event.toml."
        )
    blocks: list[Block | Section] = [Bullets(tuple(said))]
    top = shown[: settings.themes_in_summary]
    if top:
        caption = "Themes that came up at more than one event" if several else "Themes, the largest first"
        blocks.append(chart_themes(facts, top) or show_overview(caption, top))
    return Section("summary", "Summary for people who were there", tuple(blocks))


def _say_span(dates: Sequence[str], events: int) -> str:
    return ", ".join(filter(None, (count_words(events, "event"), date_words(join_days(dates)))))


def _show_themes(shown: Sequence[Row], facts: SeriesFacts) -> list[Section]:
    """Each theme with how widely it was raised, and notes of its events."""
    if not shown:
        return []
    parts = tuple(
        Section(
            make_anchor("theme", row["series_theme_id"]),
            row["title"],
            (
                Text(f"{weigh_words(row['notes'], row['tables'], row['events'])}."),
                Quotes(facts.points[row["series_theme_id"]]),
            ),
        )
        for row in shown
    )
    several = any(row["events"] > 1 for row in shown)
    return [Section("themes", "At more than one event" if several else "Themes", parts)]


def _show_changes(facts: SeriesFacts, settings: SeriesSettings) -> list[Section]:
    """Themes with a larger or smaller share of the notes than before, where that is hardly chance.

    That one is new, or gone, is not said: it may have come up under other words.
    """
    moved = [
        row
        for row in facts.themes
        if row["divided"]
        and row["sure"]
        and row["status"] in ("growing", "quiet")
        and row["notes_before"]
        and row["notes_recent"]
    ]
    recent = sum(row["recent"] for row in facts.events)
    undated = sum(not row["date"] for row in facts.events)
    before = len(facts.events) - recent - undated
    if not moved or not recent or not before:
        return []
    blocks: list[Block | Section] = [Text(say.say_comparison(recent, before, undated, facts.since))]
    head = ("Theme", "Notes before", "Notes recently")
    whole = [
        sum(row["notes"] for row in facts.events if row["date"] and row["recent"] is side)
        for side in (False, True)
    ]
    rows = tuple(
        (
            row["title"],
            f"{row['notes_before']:,} of {whole[0]:,}",
            f"{row['notes_recent']:,} of {whole[1]:,}",
        )
        for row in moved[: settings.themes_in_full]
    )
    blocks.append(CountTable("More or fewer of the notes than before", head, rows, counted=2))
    return [Section("changes", "What changed", tuple(blocks))]


def _show_events(facts: SeriesFacts, shown: Sequence[Row], settings: SeriesSettings) -> Section:
    """Each event with the themes that came up there, those told above by their names alone."""
    told = {row["series_theme_id"] for row in shown if row["events"] > 1}
    rows = {row["series_theme_id"]: row for row in facts.themes}
    by_event = {str(event_id): own for event_id, own in facts.places.groupby("event_id")}
    parts: list[Block | Section] = []
    for event in facts.events:
        label = facts.labels[event["event_id"]]
        about = ", ".join(filter(None, (say.day(event["date"]), event["place"])))
        at = f" at {count_words(event['tables'], 'table')}" if event["tables"] else ""
        said = f"{wording.capital(about)}: {count_words(event['notes'], 'note')}{at}."
        blocks: list[Block] = [Text(" ".join(filter(None, (said, say.say_summary(event)))))]
        own = by_event.get(event["event_id"])
        if own is not None:
            there = sorted(
                zip(own["series_theme_id"], own["notes"], strict=True),
                key=lambda pair: (-pair[1], rows[pair[0]]["position"]),
            )
            both = [rows[theme]["title"] for theme, _ in there if theme in told]
            titled = [pair for pair in there if is_titled(rows[pair[0]])]
            only = [f"{rows[theme]['title']} ({number:,})" for theme, number in titled if theme not in told]
            if both and len(facts.events) > 1:
                blocks.append(Text(f"Also elsewhere: {list_words(both)}."))
            if only:
                more = len(only) - settings.rows_listed
                rest = f"; and {more:,} more in series_themes.csv" if more > 0 else ""
                name = "Its other themes" if both else "Its themes"
                blocks.append(Text(f"{name}: {'; '.join(only[: settings.rows_listed])}{rest}."))
            if outside := sum(number for theme, number in there if not is_titled(rows[theme])):
                blocks.append(Text(f"In no theme that has a title: {count_words(outside, 'note')}."))
        if len(facts.events) <= _EVENTS_WITH_HEADING:
            parts.append(Section(make_anchor("event", event["event_id"]), label, tuple(blocks)))
        else:
            parts.append(Fold(f"{label}, {say.day(event['date'])}", tuple(blocks)))
    return Section("events", "Event by event", tuple(parts))


def _explain_method(
    facts: SeriesFacts, shown: Sequence[Row], codes: DataFrame[SeriesCodes], doubts: Sequence[str]
) -> Section:
    """How the report was made and how sure it is, as far as it applies."""
    parts = (
        (say.METHOD, True),
        (say.APART, len(facts.events) > 1),
        (say.NAMES, any(row["events"] > 1 for row in shown)),
        (say.COUNTED, True),
        (say.ORDER, len(shown) > 1),
        (say.VERBATIM, bool(shown)),
        (say.MATRIX, (codes["notes"] > 0).any()),
    )
    said = [sentence for sentence, applies in parts if applies]
    blocks: list[Block | Section] = [Bullets(tuple(said))]
    if doubts:
        blocks.append(Section("doubts", "Please check", (Bullets(tuple(doubts)),)))
    return Section("method", "How this was made and how sure it is", tuple(blocks))
