"""The framework view: what each event, and each of its tables, has on each code of the codebook.

A matrix as in framework analysis (Ritchie & Spencer 1994; Gale et al. 2013): rows are events or tables,
columns codes, and in each cell a summary and the ids of its notes. The summary is counted, not written:
how many notes, and one of them verbatim.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.series.events import count_themes
from pipeline.settings import SeriesSettings
from pipeline.tables import SEPARATOR, SeriesCodes, SeriesMatrix, check_table, columns_of
from pipeline.wording import count_words

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
    cells["summary"] = [_say_cell(cell) for cell in cells.to_dict("records")]
    return check_table(SeriesMatrix, cells[columns_of(SeriesMatrix)])


def _put_under_codes(codes: Sequence[FrameworkCode], notes: pd.DataFrame) -> pd.DataFrame:
    """Notes under the code of their series theme, or of their event's own theme where that has none."""
    known = {code.code for code in codes}
    own = notes["series_theme_id"].where(notes["series_theme_id"].isin(known), notes["code"])
    return notes.assign(series_theme_id=own)


def _say_cell(cell: Mapping[Hashable, Any]) -> str:
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
