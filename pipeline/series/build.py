"""Builds the tables of a series from the final tables of its events, the framework view among them.

That is a matrix as in framework analysis (Ritchie & Spencer 1994; Gale et al. 2013): what each event, and
each of its tables, has on each code of the codebook. Rows are events or tables, columns codes, and in each
cell a summary and the ids of its notes. The summary is counted, not written: how many notes, and one of them
verbatim.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.series import SeriesDecisions
from pipeline.series.collate import Collation, collate_themes
from pipeline.series.events import (
    FrameworkCode,
    count_themes,
    describe_events,
    find_recent,
    list_questions_themes,
    sort_events,
)
from pipeline.series.themes import describe_themes
from pipeline.settings import SeriesSettings
from pipeline.tables import (
    SEPARATOR,
    EventTables,
    SeriesCodes,
    SeriesMatrix,
    SeriesMembers,
    SeriesNear,
    SeriesNotes,
    SeriesTables,
    check_table,
    columns_of,
    table_of,
)
from pipeline.tables.contract import Row, list_rows
from pipeline.wording import count_words
from pipeline.wording.notes import is_to_scribes

STRENGTHS = ("works_well",)
DIFFICULTIES = ("challenge", "does_not_work")
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
        themes=describe_themes(notes, collation, spans, settings),
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


def count_codes(codes: Sequence[FrameworkCode], notes: pd.DataFrame) -> DataFrame[SeriesCodes]:
    """How often, how widely and how each code was raised; codes that were not are there as well.

    Args:
        codes: The codes, in the order of the codebook; those of the notes that are not among them follow.
    """
    coded = _put_under_codes(codes, notes)
    counts = count_themes(coded).join(_count_sides(coded, ["series_theme_id"]))
    counts = counts.reindex([code.code for code in codes], fill_value=0).reset_index(drop=True)
    about = pd.DataFrame([vars(code) | {"sources": SEPARATOR.join(code.sources)} for code in codes])
    described = about.assign(position=range(1, len(codes) + 1)).join(counts)
    return check_table(SeriesCodes, described[columns_of(SeriesCodes)])


def build_matrix(
    codes: Sequence[FrameworkCode], notes: pd.DataFrame, settings: SeriesSettings
) -> DataFrame[SeriesMatrix]:
    """The cells of the matrix that are not empty, by event, by table and then by code.

    Args:
        notes: The series' notes in the order of the events, with their series theme and rank.
        settings: How long a note in a cell may be.
    """
    order = {code.code: position for position, code in enumerate(codes)}
    notes = _put_under_codes(codes, notes)
    notes = notes.assign(order=notes["series_theme_id"].map(order), cell="", at_table=False)
    notes = notes[notes["order"].notna()]
    at_tables = notes[notes["table"] != ""]
    notes = pd.concat([notes, at_tables.assign(cell=at_tables["table"], at_table=True)])
    keys = ["place", "at_table", "cell", "order"]
    named = notes.loc[notes["table"] != "", [*keys, "table"]].drop_duplicates()
    short = notes[(notes["words"].str.len() <= settings.longest_point) & ~notes["to_scribes"]]
    points = short.sort_values(["rank", "note_id"]).drop_duplicates(keys).set_index(keys)
    cells = notes.groupby(keys).agg(
        event_id=("event_id", "first"),
        code=("series_theme_id", "first"),
        notes=("note_id", "size"),
        note_ids=("note_id", SEPARATOR.join),
    )
    cells["tables"] = named.groupby(keys).size().reindex(cells.index, fill_value=0)
    cells = cells.join(_count_sides(notes, keys)).join(points[["note_id", "words"]])
    cells = cells.fillna({"note_id": "", "words": ""}).reset_index()
    cells = cells.rename(columns={"cell": "table", "note_id": "point_id"})
    cells["whole_event"] = ~cells["at_table"]
    cells["summary"] = [_say_cell(cell) for cell in list_rows(cells)]
    return check_table(SeriesMatrix, cells[columns_of(SeriesMatrix)])


def _put_under_codes(codes: Sequence[FrameworkCode], notes: pd.DataFrame) -> pd.DataFrame:
    """Notes under the code of their series theme, or of their event's own theme where that has none."""
    known = {code.code for code in codes}
    own = notes["series_theme_id"].where(notes["series_theme_id"].isin(known), notes["code"])
    return notes.assign(series_theme_id=own)


def _say_cell(cell: Row) -> str:
    said = count_words(cell["notes"], "note")
    if cell["whole_event"] and cell["tables"]:
        said += f" at {count_words(cell['tables'], 'table')}"
    return f"{said}. “{cell['words']}”" if cell["point_id"] else f"{said}."


def _count_sides(notes: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Notes on strengths, on difficulties and on other things, by keys."""
    strengths, difficulties = notes["note_type"].isin(STRENGTHS), notes["note_type"].isin(DIFFICULTIES)
    sides = notes[keys].assign(
        strengths=strengths, difficulties=difficulties, others=~(strengths | difficulties)
    )
    return sides.groupby(keys).sum().astype(int)
