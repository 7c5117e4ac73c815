"""The framework view: what each event, and each of its tables, has on each code of the codebook.

A matrix as in framework analysis (Ritchie & Spencer 1994; Gale et al. 2013): rows are events or tables,
columns codes, and in each cell a summary and the ids of its notes. The summary is counted, not written:
how many notes of which type, and one of them verbatim. Notes on what works well count as strengths, notes
on challenges and on what does not work as difficulties.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.settings import SeriesSettings
from pipeline.tables import SEPARATOR, SeriesCodes, SeriesMatrix, table_of

STRENGTHS = ("works_well",)
DIFFICULTIES = ("challenge", "does_not_work")


@dataclass(frozen=True)
class FrameworkCode:
    """One code of the codebook, as the series room needs it."""

    code: str
    title: str
    definition: str
    sources: tuple[str, ...]  # titles of the documents it rests on


def count_codes(codes: Sequence[FrameworkCode], notes: pd.DataFrame) -> DataFrame[SeriesCodes]:
    """How often, how widely and how each code was raised; codes that were not are there as well.

    Args:
        codes: The codes, in the order of the codebook; those of the notes that are not among them follow.
        notes: The series' notes, with their series theme.
    """
    own = {code.code: notes[notes["series_theme_id"] == code.code] for code in codes}
    return table_of(
        SeriesCodes,
        [
            {
                "code": code.code,
                "position": position,
                "title": code.title,
                "definition": code.definition,
                "sources": SEPARATOR.join(code.sources),
                "events": int(own[code.code]["event_id"].nunique()),
                "tables": count_tables(own[code.code]),
                "notes": len(own[code.code]),
                **_count_sides(own[code.code]),
            }
            for position, code in enumerate(codes, start=1)
        ],
    )


def build_matrix(
    codes: Sequence[FrameworkCode],
    notes: pd.DataFrame,
    ranks: Mapping[str, int],
    settings: SeriesSettings,
) -> DataFrame[SeriesMatrix]:
    """The cells of the matrix that are not empty, by event, by table and then by code.

    Args:
        codes: The codes, in the order of the codebook.
        notes: The series' notes in the order of the events, with their series theme.
        ranks: For each note, how soon it is to be shown for its theme.
        settings: How long a note in a cell may be.
    """
    order = {code.code: position for position, code in enumerate(codes)}
    coded = notes[notes["series_theme_id"].isin(list(order))]
    rows: list[tuple[tuple[int, bool, str, int], dict[str, Any]]] = []
    events = {event_id: place for place, event_id in enumerate(notes["event_id"].unique())}
    for pair, own in coded.groupby(["event_id", "series_theme_id"], sort=False):
        event_id, code = map(str, pair)
        cells = [("", True, own)]
        cells += [(str(table), False, part) for table, part in own.groupby("table", sort=False) if table]
        for table, whole, part in cells:
            key = (events[event_id], not whole, str(table), order[code])
            rows.append((key, _fill_cell(event_id, str(table), whole, code, part, ranks, settings)))
    return table_of(SeriesMatrix, [row for _, row in sorted(rows, key=lambda pair: pair[0])])


def count_tables(notes: pd.DataFrame) -> int:
    """Tables of events that are named in notes."""
    return len(notes.loc[notes["table"] != "", ["event_id", "table"]].drop_duplicates())


def _fill_cell(
    event_id: str,
    table: str,
    whole: bool,
    code: str,
    notes: pd.DataFrame,
    ranks: Mapping[str, int],
    settings: SeriesSettings,
) -> dict[str, Any]:
    sides = _count_sides(notes)
    words = dict(zip(notes["note_id"], notes["words"], strict=True))
    short = [note_id for note_id in words if len(words[note_id]) <= settings.longest_point]
    point = min(short, key=lambda note_id: (ranks[note_id], note_id), default="")
    said = [f"{len(notes)} note{'' if len(notes) == 1 else 's'}"]
    tables = count_tables(notes)
    if whole and tables:
        said[0] += f" at {tables} table{'' if tables == 1 else 's'}"
    said += [f"{number} {word}" for word, number in _name_sides(sides) if number]
    quote = f" “{words[point]}”" if point else ""
    return {
        "event_id": event_id,
        "table": table,
        "whole_event": whole,
        "code": code,
        "notes": len(notes),
        "tables": tables,
        **sides,
        "summary": f"{said[0]}: {', '.join(said[1:])}.{quote}",
        "point_id": point,
        "note_ids": SEPARATOR.join(notes["note_id"]),
    }


def _count_sides(notes: pd.DataFrame) -> dict[str, int]:
    strengths = int(notes["note_type"].isin(STRENGTHS).sum())
    difficulties = int(notes["note_type"].isin(DIFFICULTIES).sum())
    return {
        "strengths": strengths,
        "difficulties": difficulties,
        "others": len(notes) - strengths - difficulties,
    }


def _name_sides(sides: Mapping[str, int]) -> list[tuple[str, int]]:
    others = sides["others"]
    return [
        ("on what works well", sides["strengths"]),
        ("on difficulties", sides["difficulties"]),
        (f"{'other' if others == 1 else 'others'} (ideas, questions, observations)", others),
    ]
