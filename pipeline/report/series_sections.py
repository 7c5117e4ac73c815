"""Further sections of a series report: the framework, what changed, event by event, method."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from pipeline.report import series_wording as say
from pipeline.report import wording
from pipeline.report.model import CountTable
from pipeline.report.series_model import Block, Bullets, Fold, Section, Text
from pipeline.settings import SeriesSettings

if TYPE_CHECKING:
    from pipeline.report.series_facts import SeriesFacts

_EVENTS_WITH_HEADING = 20  # more would drown the contents


def show_framework(codes: pd.DataFrame, events: Sequence[Mapping[Any, Any]]) -> Section:
    """Which codes of the framework were raised, as strength or difficulty, and which were not."""
    rows = list(codes.to_dict("records"))
    raised = [row for row in rows if row["notes"]]
    raised.sort(key=lambda row: (-row["events"], -row["tables"], -row["notes"], row["position"]))
    silent = [row["title"] for row in rows if not row["notes"]]
    blocks: list[Block | Section] = []
    if not rows:
        blocks.append(Text("These events were read without a codebook, so there is no framework to compare."))
        return Section("framework", "The framework", tuple(blocks))
    blocks.append(
        Text(
            f"Of {wording.count_words(len(rows), 'code')} of the codebook, {len(raised):,} named a draft"
            f" theme in {wording.count_words(len(events), 'event')}. Notes on what works well count as"
            " strengths, notes on challenges and on what does not work as difficulties, by their wording."
            " What was said on each code at each event and table stands in matrix.xlsx."
        )
    )
    if raised:
        blocks.append(
            CountTable(
                "Codes that were raised, by how many events raised them",
                ("Code", "Events", "Tables", "Notes", "Strengths", "Difficulties", "Other"),
                tuple(
                    (
                        row["title"],
                        *(
                            f"{row[key]:,}"
                            for key in ("events", "tables", "notes", "strengths", "difficulties", "others")
                        ),
                    )
                    for row in raised
                ),
                counted=6,
            )
        )
    if silent:
        blocks.append(Text(say.NOT_NAMED))
        blocks.append(
            Fold(f"Not named: {wording.count_words(len(silent), 'code')}", (Bullets(tuple(silent)),))
        )
    return Section("framework", "The framework", tuple(blocks))


def show_changes(facts: SeriesFacts, settings: SeriesSettings) -> Section:
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
                blocks.append(_list_changes(what, sure[: settings.themes_in_full]))
            if len(sure) > settings.themes_in_full:
                blocks.append(Text(f"And {len(sure) - settings.themes_in_full:,} more in series_themes.csv."))
            unsure = len(own) - len(sure)
            if unsure:
                blocks.append(
                    Text(
                        f"{wording.count_words(unsure, 'draft theme')} {'is' if unsure == 1 else 'are'}"
                        f" perhaps {status}, but that rests on too few events or notes to tell: see"
                        " series_themes.csv."
                    )
                )
    return Section("changes", "What changed", tuple(blocks))


def _list_changes(what: str, themes: Sequence[Mapping[Any, Any]]) -> CountTable:
    return CountTable(
        what,
        ("Draft theme", "Notes before", "Notes recently", "Tables before", "Tables recently"),
        tuple(
            (
                row["title"],
                f"{row['notes_before']:,}",
                f"{row['notes_recent']:,}",
                f"{row['tables_before']:,}",
                f"{row['tables_recent']:,}",
            )
            for row in themes
        ),
        counted=4,
    )


def show_events(facts: SeriesFacts, settings: SeriesSettings) -> Section:
    """Each event with what was raised there."""
    titles = {row["series_theme_id"]: row for row in facts.themes}
    raised: dict[str, list[tuple[int, int, int, str]]] = {}
    for theme_id, places in facts.places.items():
        for event_id, (notes, tables) in places.items():
            position = titles[theme_id]["position"]
            raised.setdefault(event_id, []).append((-tables, -notes, position, theme_id))
    parts: list[Block | Section] = []
    for event in facts.events:
        own = sorted(raised.get(event["event_id"], []))
        about = ", ".join(filter(None, (say.day(event["date"]), event["place"])))
        at = f" at {wording.count_words(event['tables'], 'table')}" if event["tables"] else ""
        blocks: list[Block] = [
            Text(
                f"{about[0].upper()}{about[1:]}: {wording.count_words(event['notes'], 'note')}{at} on"
                f" {wording.count_words(event['questions'], 'question')}, in"
                f" {wording.count_words(event['themes'], 'theme')} of the series."
                f" {wording.count_words(event['raised_once'], 'note')}"
                f" {'makes' if event['raised_once'] == 1 else 'make'} a point that was raised once there."
            ),
            Text(say.say_summary(event)),
        ]
        if own:
            rows = tuple(
                (
                    titles[theme_id]["title"],
                    f"{-tables:,}",
                    f"{-notes:,}",
                    _elsewhere(titles[theme_id]["events"] - 1),
                )
                for tables, notes, _, theme_id in own[: settings.themes_in_summary]
            )
            label = facts.labels[event["event_id"]]
            caption = f"Raised at {label}: the first {len(rows)} of {wording.count_words(len(own), 'theme')}"
            blocks.append(
                CountTable(caption, ("Draft theme", "Tables", "Notes", "Elsewhere"), rows, counted=2)
            )
        label = facts.labels[event["event_id"]]
        if len(facts.events) <= _EVENTS_WITH_HEADING:
            parts.append(Section(f"event-{event['event_id']}", label, tuple(blocks)))
        else:
            parts.append(Fold(f"{label}, {say.day(event['date'])}", tuple(blocks)))
    return Section("events", "Event by event", tuple(parts))


def _elsewhere(events: int) -> str:
    return f"at {wording.count_words(events, 'other event')}" if events else "only here"


def explain_method(doubts: Sequence[str]) -> Section:
    """How the report was made and how sure it is."""
    parts: list[Block | Section] = [
        Section(f"method-{number}", heading, tuple(Text(words) for words in paragraphs))
        for number, (heading, paragraphs) in enumerate(say.METHOD, start=1)
    ]
    if doubts:
        parts.append(Section("doubts", "Please check", (Bullets(tuple(doubts)),)))
    return Section("method", "How this was made and how sure it is", tuple(parts))
