"""Builds the tables of a series from the final tables of its events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.series.collate import Collation, Member, collate_themes
from pipeline.series.decisions import SeriesDecisions
from pipeline.series.events import (
    count_tables,
    count_themes,
    describe_events,
    find_recent,
    list_questions_themes,
    sort_events,
)
from pipeline.series.framework import FrameworkCode, build_matrix, count_codes
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
from pipeline.wording import list_words
from pipeline.wording.likeness import fold_words
from pipeline.wording.notes import is_to_scribes

_LONG_WORD = 4  # letters: shorter ones are mostly no matter of what a title is about
_BEARING, _BORNE = 2, 0.5  # notes of a theme, and share of them, that bear out a title of another event
_TITLES = 3  # titles of events named together, where none is borne out by all
_LAST = 1_000_000  # more than any rank of a note


def collate_series(
    events: Sequence[EventTables],
    codes: Sequence[FrameworkCode],
    decisions: SeriesDecisions,
    settings: SeriesSettings,
) -> SeriesTables:
    """Put the events of a series side by side. The order they are given in does not matter.

    Raises:
        SourceError: If two events have the same id.
    """
    ordered = sort_events(events)
    questions = [question for event in ordered for question in list_questions_themes(event)]
    collation = collate_themes(questions, decisions, settings)
    recent = find_recent([event.date for event in ordered], decisions.since, settings)
    notes = _join_notes(ordered, collation, settings)
    spans = {event.event_id: new if event.date else None for event, new in zip(ordered, recent, strict=True)}
    codes = [*codes, *_list_other_codes(collation, {code.code for code in codes})]
    return SeriesTables(
        events=describe_events(ordered, recent, notes),
        themes=_describe_themes(notes, collation, spans, settings),
        members=_list_members(collation),
        notes=check_table(SeriesNotes, notes[columns_of(SeriesNotes)]),
        near=table_of(SeriesNear, [vars(pair) for pair in collation.near]),
        codes=count_codes(codes, notes),
        matrix=build_matrix(codes, notes, settings),
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


def _join_notes(
    events: Sequence[EventTables], collation: Collation, settings: SeriesSettings
) -> pd.DataFrame:
    """Every note of every event in the order of events and sources.

    With its series theme, its rank (how soon it is to be shown) and the point it is of its theme.
    """
    series = {member.theme.theme_id: member.series_theme_id for member in collation.members}
    code_of = {member.theme.theme_id: member.theme.code for member in collation.members}
    parts = []
    for place, event in enumerate(events):
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
        parts.append(joined.assign(event_id=event.event_id, place=place, rank=_rank_notes(event, joined)))
    notes = pd.concat(parts, ignore_index=True)
    notes["series_theme_id"] = notes["theme_id"].map(series)
    notes["code"] = notes["theme_id"].map(code_of)
    notes["rank"] += [_LAST * (len(words.split()) < settings.fewest_words) for words in notes["words"]]
    notes["to_scribes"] = notes["words"].map(is_to_scribes).astype(bool)  # never shown as what people said
    shown: dict[str, int] = {}
    by_rank = notes.loc[
        ~notes["to_scribes"], ["series_theme_id", "place", "rank", "note_id", "table", "kind"]
    ]
    by_rank = by_rank.sort_values(["place", "rank", "note_id"])
    for _, own in by_rank.groupby("series_theme_id", sort=False):
        shown |= {note_id: point for point, note_id in enumerate(choose_points(own, settings.points), 1)}
    return notes.assign(point=notes["note_id"].map(shown).fillna(0).astype(int))


def _rank_notes(event: EventTables, notes: pd.DataFrame) -> pd.Series[int]:
    """Key points of their themes come first, then notes by how clearly they belong there."""
    codings = event.codings.sort_values(["strength", "note_id"], ascending=[False, True], kind="stable")
    ranks = {note_id: place + 1000 for place, note_id in enumerate(codings["note_id"])}
    for cell in event.themes["key_point_ids"]:
        ranks |= {note_id: place for place, note_id in enumerate(cell.split(SEPARATOR))}
    return notes["note_id"].map(ranks)


def choose_points(notes: pd.DataFrame, number: int) -> list[str]:
    """The notes to show for a theme, in order: one of each event, then further tables and kinds.

    With more events than points, events are taken at even distances from first to last.

    Args:
        notes: The theme's notes by the place of their event, then by rank and id.
    """
    by_event = {place: list(own.itertuples()) for place, own in notes.groupby("place")}
    events = _spread(list(by_event), number)
    chosen: list[Any] = []

    def repeats(one: Any) -> tuple[bool, bool, int, str]:
        there = [other for other in chosen if other.place == one.place]
        same_table = any(other.table == one.table for other in there)
        return same_table, any(other.kind == one.kind for other in there), one.rank, one.note_id

    while len(chosen) < number and any(by_event[event] for event in events):
        for event in events:
            if by_event[event] and len(chosen) < number:
                best = min(by_event[event], key=repeats)
                by_event[event].remove(best)
                chosen.append(best)
    return [note.note_id for note in chosen]


def _spread(events: list[Any], number: int) -> list[Any]:
    if len(events) <= number:
        return events
    if number == 1:
        return events[:1]
    places = [round(place * (len(events) - 1) / (number - 1)) for place in range(number)]
    return [events[place] for place in dict.fromkeys(places)]


def _describe_themes(
    notes: pd.DataFrame, collation: Collation, spans: Mapping[str, bool | None], settings: SeriesSettings
) -> DataFrame[SeriesThemes]:
    grouped = notes.groupby("series_theme_id", sort=False)
    kinds = pd.crosstab(notes["series_theme_id"], notes["kind"]).reindex(columns=list(KINDS), fill_value=0)
    types = pd.crosstab(notes["series_theme_id"], notes["note_type"])
    themes = count_themes(notes).assign(
        raised_once=grouped["raised_once"].sum(),
        first_event=grouped["event_id"].first(),
        last_event=grouped["event_id"].last(),
    )
    themes = themes.join(kinds.rename(columns={KINDS[0]: "post_its"}))
    themes = themes.join(types.reindex(columns=list(NOTE_TYPES), fill_value=0))
    sides = []
    for side, name in ((False, "before"), (True, "recent")):
        there = [event_id for event_id, span in spans.items() if span is side]
        own = notes[notes["event_id"].isin(there)]
        counts = count_themes(own).reindex(themes.index, fill_value=0)
        themes = themes.join(counts.add_suffix(f"_{name}"))
        # An event where nothing was noted was there all the same.
        whole = len(own), count_tables(own), len(there)
        sides.append(
            [
                Span(noted, whole[0], tables, whole[1], events, whole[2])
                for noted, tables, events in counts.to_numpy().tolist()
            ]
        )
    parts: dict[str, list[Member]] = {}
    for member in collation.members:
        parts.setdefault(member.series_theme_id, []).append(member)
    words = dict(zip(notes["note_id"], map(fold_words, notes["words"]), strict=True))
    said = [
        _describe_theme(theme_id, parts[theme_id], before, now, settings)
        | {"title": collation.titles.get(theme_id) or choose_title(theme_id, parts[theme_id], words)}
        for theme_id, before, now in zip(themes.index, *sides, strict=True)
    ]
    themes = themes.join(pd.DataFrame(said, index=themes.index)).reset_index()
    themes = themes.sort_values(
        ["divided", "events", "tables", "notes", "series_theme_id"], ascending=[False] * 4 + [True]
    ).assign(position=range(1, len(themes) + 1))
    return check_table(SeriesThemes, themes[columns_of(SeriesThemes)])


def _describe_theme(
    theme_id: str, members: Sequence[Member], before: Span, now: Span, settings: SeriesSettings
) -> dict[str, Any]:
    parts = [member.theme for member in members]
    is_code = any(part.code == theme_id for part in parts)
    reviewed = all(part.basis == "reviewed" for part in parts)
    divided = any(part.divided for part in parts)
    standing = judge_theme(before, now, settings)
    return {
        "code": theme_id if is_code else "",
        "basis": "reviewed" if reviewed else "codebook" if is_code else "discovered",
        "divided": divided,
        "status": standing.status if divided else "nothing to compare",
        "sure": standing.sure and divided,
        "status_reason": standing.reason
        if divided
        else "Notes of a question with too few of them to be divided into themes.",
    }


def choose_title(theme_id: str, members: Sequence[Member], words: Mapping[str, Sequence[str]]) -> str:
    """What a series theme is called: a title that the notes of each of its events bear out, else all titles.

    So no event's theme goes by a name that only another event's notes know.

    Args:
        theme_id: Its id; the title of the theme that opened it comes first, and stands where people said that
            the themes are one.
        members: Its themes.
        words: Each note's words, folded.
    """
    parts = sorted(
        (member.theme for member in members), key=lambda part: theme_id not in (part.theme_id, part.code)
    )
    if any(member.joined == "decided" for member in members):
        return parts[0].title
    titles = {" ".join(fold_words(part.title)): part.title for part in reversed(parts)}
    firsts = list(reversed(titles.values()))
    if len(firsts) == 1:
        return firsts[0]
    for title in firsts:
        said = {word for word in fold_words(title) if len(word) >= _LONG_WORD}
        others = [part for part in parts if part.title != title]
        if said and all(
            sum(2 * len(said.intersection(words[note_id])) >= len(said) for note_id in part.note_ids)
            >= max(_BEARING, _BORNE * len(part.note_ids))
            for part in others
        ):
            return title
    shown = [f"“{title}”" for title in firsts[:_TITLES]]
    more = len(firsts) - len(shown)
    return list_words([*shown, *([f"{more:,} more"] if more else [])])


def _list_members(collation: Collation) -> DataFrame[SeriesMembers]:
    return table_of(
        SeriesMembers,
        [
            {
                **vars(member.theme),
                **vars(member),
                "notes": len(member.theme.note_ids),
                "similarity": round(member.similarity, 3),
            }
            for member in collation.members
        ],
    )
