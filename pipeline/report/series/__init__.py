"""The content of a series report, from the series' tables, once for all kinds of file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.report import wording
from pipeline.report.blocks import Block, Bullets, CountTable, Document, Fold, Quote, Quotes, Section, Text
from pipeline.report.series import sentences as say
from pipeline.report.series.facts import SeriesFacts, SeriesWords, gather_facts, list_shown, show_counts
from pipeline.report.series.themes import show_overview, show_proposed, show_themes
from pipeline.settings import SeriesSettings
from pipeline.tables import SeriesCodes, SeriesTables
from pipeline.tables.contract import Row, list_rows
from pipeline.wording import count_words, list_words

_EVENTS_WITH_HEADING = 20  # more would drown the contents


def build_series_content(tables: SeriesTables, words: SeriesWords, settings: SeriesSettings) -> Document:
    """Put together all that a report on a series says; see `render_series_reports`."""
    facts = gather_facts(tables, words.since)
    dates = [row["date"] for row in facts.events if row["date"]]
    shown = list_shown(facts.themes, settings)
    checked = int((tables.themes["basis"] == "reviewed").sum())
    sections = (
        _summarise(facts, shown, settings),
        *words.followed,
        show_themes(facts, shown, settings),
        *show_proposed(facts, words, settings),
        _show_framework(tables.codes, len(facts.events)),
        _show_changes(facts, settings),
        _show_events(facts, settings),
        Section("missed", "What was missed?", (Text(say.MISSED[0]), Bullets(say.MISSED[1]))),
        _explain_method(tables.doubts),
    )
    return Document(
        name=words.series,
        language=words.language,
        title=words.title or words.series.replace("-", " ").capitalize(),
        subtitle=_say_span(dates, len(facts.events)),
        date=max(dates, default=""),
        status=wording.status_words(checked, len(facts.themes)),
        sections=sections,
        fingerprint=words.fingerprint,
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
            f"{count_words(several, 'draft theme was', 'draft themes were')} raised at more than one"
            f" event, {single:,} at one event only."
        )
    said.append(
        f"{once:,} of {count_words(notes, 'note')} {'makes' if once == 1 else 'make'} a point that"
        " was raised once. They count as much as any other, and each event's report lists them."
    )
    undated = sum(not row["date"] for row in facts.events)
    if undated:
        said.append(
            f"{count_words(undated, 'event')} {'has' if undated == 1 else 'have'} no date and"
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
    for status in ("growing", "new", "quiet"):
        own = [row["title"] for row in facts.themes if row["status"] == status and row["sure"]]
        if own:
            listed = list_words(f"“{title}”" for title in own[: settings.themes_in_summary])
            more = len(own) - settings.themes_in_summary
            rest = f" and {more:,} more" if more > 0 else ""
            blocks.append(Text(f"Against earlier events, {status}: {listed}{rest}."))
    blocks.append(
        Text("Did we get it right? The page “What was missed?” says what to look for and tell the team.")
    )
    return Section("summary", "Summary for people who were there", tuple(blocks))


def _choose_quotes(facts: SeriesFacts, themes: Sequence[Row]) -> tuple[Quote, ...]:
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
    said = count_words(events, "event")
    if not dates:
        return said
    first, last = min(dates), max(dates)
    return f"{said}, {say.day(first)}" + (f" to {say.day(last)}" if last != first else "")


def _show_framework(codes: DataFrame[SeriesCodes], events: int) -> Section:
    """Which codes of the framework were raised, as strength or difficulty, and which were not."""
    if codes.empty:
        none = Text("These events were read without a codebook, so there is no framework to compare.")
        return Section("framework", "The framework", (none,))
    order = ["events", "tables", "notes", "position"]
    raised = codes[codes["notes"] > 0].sort_values(order, ascending=[False, False, False, True])
    silent = codes.loc[codes["notes"] == 0, "title"].tolist()
    blocks: list[Block | Section] = [
        Text(
            f"Of {count_words(len(codes), 'code')} of the codebook, {len(raised):,} named a draft"
            f" theme in {count_words(events, 'event')}. Notes on what works well count as"
            " strengths, notes on challenges and on what does not work as difficulties, by their wording."
            " What was said on each code at each event and table stands in matrix.xlsx."
        )
    ]
    if len(raised):
        columns = ("events", "tables", "notes", "strengths", "difficulties", "others")
        blocks.append(
            CountTable(
                "Codes that were raised, by how many events raised them",
                ("Code", "Events", "Tables", "Notes", "Strengths", "Difficulties", "Other"),
                show_counts(list_rows(raised), *columns),
                counted=6,
            )
        )
    if silent:
        blocks.append(Text(say.NOT_NAMED))
        blocks.append(Fold(f"Not named: {count_words(len(silent), 'code')}", (Bullets(tuple(silent)),)))
    return Section("framework", "The framework", tuple(blocks))


def _show_changes(facts: SeriesFacts, settings: SeriesSettings) -> Section:
    """What is new, growing and quiet at the recent events."""
    recent = sum(row["recent"] for row in facts.events)
    undated = sum(not row["date"] for row in facts.events)
    before = len(facts.events) - recent - undated
    blocks: list[Block | Section] = [Text(say.say_comparison(recent, before, undated, facts.since))]
    if recent and before:
        for status, what in (
            ("new", "New: not raised before"),
            ("growing", "Growing: a larger share of the notes than before"),
            ("quiet", "Quiet: not raised recently, or by much less of the notes"),
            ("continuing", "Continuing"),
        ):
            own = [row for row in facts.themes if row["status"] == status and row["divided"]]
            sure = [row for row in own if row["sure"] or (status == "continuing")]
            if sure:
                head = ("Draft theme", "Notes before", "Notes recently", "Tables before", "Tables recently")
                columns = ("notes_before", "notes_recent", "tables_before", "tables_recent")
                rows = show_counts(sure[: settings.themes_in_full], *columns)
                blocks.append(CountTable(what, head, rows, counted=4))
            if len(sure) > settings.themes_in_full:
                blocks.append(Text(f"And {len(sure) - settings.themes_in_full:,} more in series_themes.csv."))
            unsure = len(own) - len(sure)
            if unsure:
                blocks.append(
                    Text(
                        f"{count_words(unsure, 'draft theme')} {'is' if unsure == 1 else 'are'}"
                        f" perhaps {status}, but that rests on too few events or notes to tell: see"
                        " series_themes.csv."
                    )
                )
    return Section("changes", "What changed", tuple(blocks))


def _show_events(facts: SeriesFacts, settings: SeriesSettings) -> Section:
    """Each event with what was raised there."""
    themes = pd.DataFrame(facts.themes, columns=["series_theme_id", "title", "position", "events"])
    raised = facts.places.merge(themes, on="series_theme_id").sort_values(
        ["tables", "notes", "position", "series_theme_id"], ascending=[False, False, True, True]
    )
    by_event = dict(iter(raised.groupby("event_id")))
    parts: list[Block | Section] = []
    for event in facts.events:
        label = facts.labels[event["event_id"]]
        about = ", ".join(filter(None, (say.day(event["date"]), event["place"])))
        at = f" at {count_words(event['tables'], 'table')}" if event["tables"] else ""
        blocks: list[Block] = [
            Text(
                f"{about[0].upper()}{about[1:]}: {count_words(event['notes'], 'note')}{at} on"
                f" {count_words(event['questions'], 'question')}, in"
                f" {count_words(event['themes'], 'theme')} of the series."
                f" {count_words(event['raised_once'], 'note')}"
                f" {'makes' if event['raised_once'] == 1 else 'make'} a point that was raised once there."
            ),
            Text(say.say_summary(event)),
        ]
        own = by_event.get(event["event_id"])
        if own is not None:
            rows = tuple(
                (
                    theme["title"],
                    f"{theme['tables']:,}",
                    f"{theme['notes']:,}",
                    f"at {count_words(theme['events'] - 1, 'other event')}"
                    if theme["events"] > 1
                    else "only here",
                )
                for theme in list_rows(own.head(settings.themes_in_summary))
            )
            caption = f"Raised at {label}: the first {len(rows)} of {count_words(len(own), 'theme')}"
            blocks.append(
                CountTable(caption, ("Draft theme", "Tables", "Notes", "Elsewhere"), rows, counted=2)
            )
        if len(facts.events) <= _EVENTS_WITH_HEADING:
            parts.append(Section(f"event-{event['event_id']}", label, tuple(blocks)))
        else:
            parts.append(Fold(f"{label}, {say.day(event['date'])}", tuple(blocks)))
    return Section("events", "Event by event", tuple(parts))


def _explain_method(doubts: Sequence[str]) -> Section:
    """How the report was made and how sure it is."""
    parts: list[Block | Section] = [
        Section(f"method-{number}", heading, tuple(Text(words) for words in paragraphs))
        for number, (heading, paragraphs) in enumerate(say.METHOD, start=1)
    ]
    if doubts:
        parts.append(Section("doubts", "Please check", (Bullets(tuple(doubts)),)))
    return Section("method", "How this was made and how sure it is", tuple(parts))
