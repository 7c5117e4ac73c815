"""Builds the tables of a series from the final tables of its events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.series.collate import Collation, collate_themes
from pipeline.series.decisions import SeriesDecisions
from pipeline.series.events import describe_events, find_recent
from pipeline.series.framework import FrameworkCode, build_matrix, count_codes, count_tables
from pipeline.series.members import list_questions_themes
from pipeline.series.model import sort_events
from pipeline.series.points import Candidate, choose_points
from pipeline.series.status import Span, judge_theme
from pipeline.settings import SeriesSettings
from pipeline.tables import (
    KINDS,
    NOTE_TYPES,
    SEPARATOR,
    EventTables,
    SeriesMembers,
    SeriesNear,
    SeriesNotes,
    SeriesTables,
    SeriesThemes,
    check_table,
    columns_of,
    table_of,
)

_LAST = 1_000_000  # more than any rank of a note


def collate_series(
    events: Sequence[EventTables],
    codes: Sequence[FrameworkCode],
    decisions: SeriesDecisions,
    settings: SeriesSettings,
) -> SeriesTables:
    """Put the events of a series side by side. The order they are given in does not matter.

    Args:
        events: The final tables of each event.
        codes: The codes of the framework.
        decisions: What people decided on this series.
        settings: All thresholds.

    Raises:
        SourceError: If two events have the same id.
    """
    ordered = sort_events(events)
    questions = [question for event in ordered for question in list_questions_themes(event)]
    collation = collate_themes(questions, decisions, settings)
    recent = find_recent([event.date for event in ordered], decisions.since, settings)
    notes = _join_notes(ordered, collation)
    ranks = _rank_notes(ordered, settings)
    order = {event.event_id: place for place, event in enumerate(ordered)}
    spans = {event.event_id: new if event.date else None for event, new in zip(ordered, recent, strict=True)}
    titles = {code.code: code.title for code in codes} | collation.titles
    grouped = {str(key): own for key, own in notes.groupby("series_theme_id", sort=False)}
    notes = notes.assign(point=_choose_points(grouped, ranks, order, settings))
    codes = [*codes, *_list_other_codes(collation, {code.code for code in codes})]
    return SeriesTables(
        events=describe_events(ordered, recent, notes),
        themes=_describe_themes(grouped, collation, titles, notes, spans, order, settings),
        members=_list_members(collation),
        notes=check_table(SeriesNotes, notes[columns_of(SeriesNotes)]),
        near=table_of(SeriesNear, [vars(pair) for pair in collation.near]),
        codes=count_codes(codes, notes),
        matrix=build_matrix(codes, notes, ranks, settings),
        doubts=collation.doubts,
    )


def _list_other_codes(collation: Collation, known: set[str]) -> list[FrameworkCode]:
    """Codes that are in no codebook of this run: themes expected of one event, or an earlier codebook's."""
    others = {
        member.theme.code: member.theme.title
        for member in reversed(collation.members)
        if member.theme.code == member.series_theme_id and member.theme.code not in known
    }
    return [FrameworkCode(code, others[code], "", ()) for code in sorted(others)]


def _join_notes(events: Sequence[EventTables], collation: Collation) -> pd.DataFrame:
    """Every note of every event with its series theme, in the order of events and sources."""
    series = {member.theme.theme_id: member.series_theme_id for member in collation.members}
    parts = []
    for event in events:
        joined = (
            pd.DataFrame(event.safe_notes)
            .drop(columns=["question_id"])
            .merge(event.language[["note_id", "note_type"]], on="note_id", validate="1:1")
            .merge(
                event.codings[["note_id", "question_id", "theme_id", "raised_once"]],
                on="note_id",
                validate="1:1",
            )
        )
        parts.append(joined.assign(event_id=event.event_id))
    notes = pd.concat(parts, ignore_index=True)
    return notes.assign(series_theme_id=notes["theme_id"].map(series), point=0)


def _rank_notes(events: Sequence[EventTables], settings: SeriesSettings) -> dict[str, int]:
    """How soon a note is shown for its theme: key points first, then by how clearly it belongs."""
    ranks: dict[str, int] = {}
    for event in events:
        codings = event.codings.sort_values(["strength", "note_id"], ascending=[False, True], kind="stable")
        ranks |= {note_id: place + 1000 for place, note_id in enumerate(codings["note_id"])}
        for cell in event.themes["key_point_ids"]:
            ranks |= {
                note_id: place for place, note_id in enumerate(cell.split(SEPARATOR)) if note_id in ranks
            }
        for note_id, words in zip(event.safe_notes["note_id"], event.safe_notes["words"], strict=True):
            if len(words.split()) < settings.fewest_words:
                ranks[note_id] += _LAST
    return ranks


def _choose_points(
    grouped: Mapping[str, pd.DataFrame],
    ranks: Mapping[str, int],
    order: Mapping[str, int],
    settings: SeriesSettings,
) -> pd.Series[int]:
    shown = []
    for own in grouped.values():
        columns = (own["note_id"], own["event_id"], own["table"], own["kind"])
        candidates = {
            note_id: Candidate(note_id, order[event_id], table, kind, ranks[note_id])
            for note_id, event_id, table, kind in zip(*columns, strict=True)
        }
        chosen = choose_points(list(candidates.values()), settings.points)
        places = {note_id: place for place, note_id in enumerate(chosen, start=1)}
        shown.append(own["note_id"].map(places).fillna(0).astype(int))
    return pd.concat(shown)


def _describe_themes(
    grouped: Mapping[str, pd.DataFrame],
    collation: Collation,
    titles: Mapping[str, str],
    notes: pd.DataFrame,
    spans: Mapping[str, bool | None],
    order: Mapping[str, int],
    settings: SeriesSettings,
) -> DataFrame[SeriesThemes]:
    bases = {side: _measure(notes, spans, side) for side in (False, True)}
    there = {side: sum(span is side for span in spans.values()) for side in (False, True)}
    members: dict[str, list[Any]] = {}
    for member in collation.members:
        members.setdefault(member.series_theme_id, []).append(member.theme)
    rows = []
    for theme_id, own in grouped.items():
        parts = members[theme_id]
        founder = next((part for part in parts if part.theme_id == theme_id), parts[0])
        divided = any(part.divided for part in parts)
        before, now = (
            Span(
                *(
                    number
                    for pair in zip(_measure(own, spans, side), bases[side], strict=True)
                    for number in pair
                )
            )
            for side in (False, True)
        )
        # An event where nothing was noted was there all the same.
        before, now = (
            Span(*(span.notes, span.all_notes, span.tables, span.all_tables, span.events, there[side]))
            for span, side in ((before, False), (now, True))
        )
        standing = judge_theme(before, now, settings)
        kinds, types = own["kind"].value_counts(), own["note_type"].value_counts()
        is_code = any(part.code == theme_id for part in parts)
        raised_at = sorted(own["event_id"].unique(), key=order.__getitem__)
        rows.append(
            {
                "series_theme_id": theme_id,
                "title": titles.get(theme_id, founder.title),
                "code": theme_id if is_code else "",
                "basis": "reviewed"
                if all(part.basis == "reviewed" for part in parts)
                else "codebook"
                if is_code
                else "discovered",
                "divided": divided,
                "events": len(raised_at),
                "tables": count_tables(own),
                "notes": len(own),
                "raised_once": int(own["raised_once"].sum()),
                **{
                    name: int(kinds.get(kind, 0))
                    for name, kind in zip(("post_its", *KINDS[1:]), KINDS, strict=True)
                },
                **{kind: int(types.get(kind, 0)) for kind in NOTE_TYPES},
                "status": standing.status if divided else "nothing to compare",
                "sure": standing.sure and divided,
                "status_reason": standing.reason
                if divided
                else "Notes of a question with too few of them to be divided into themes.",
                "notes_before": before.notes,
                "tables_before": before.tables,
                "events_before": before.events,
                "notes_recent": now.notes,
                "tables_recent": now.tables,
                "events_recent": now.events,
                "first_event": raised_at[0],
                "last_event": raised_at[-1],
            }
        )
    rows.sort(key=_breadth_first)
    return table_of(SeriesThemes, [{**row, "position": place} for place, row in enumerate(rows, start=1)])


def _breadth_first(row: dict[str, Any]) -> tuple[bool, int, int, int, str]:
    return not row["divided"], -row["events"], -row["tables"], -row["notes"], row["series_theme_id"]


def _measure(notes: pd.DataFrame, spans: Mapping[str, bool | None], recent: bool) -> tuple[int, int, int]:
    """Notes, tables and events of one side."""
    own = notes[notes["event_id"].map(lambda event_id: spans[event_id] is recent).astype(bool)]
    return len(own), count_tables(own), int(own["event_id"].nunique())


def _list_members(collation: Collation) -> DataFrame[SeriesMembers]:
    return table_of(
        SeriesMembers,
        [
            {
                "series_theme_id": member.series_theme_id,
                "event_id": member.theme.event_id,
                "question_id": member.theme.question_id,
                "question": member.theme.question,
                "theme_id": member.theme.theme_id,
                "title": member.theme.title,
                "notes": len(member.theme.note_ids),
                "joined": member.joined,
                "similarity": round(member.similarity, 3),
                "nearest_note": member.nearest_note,
                "nearest_to": member.nearest_to,
            }
            for member in collation.members
        ],
    )
