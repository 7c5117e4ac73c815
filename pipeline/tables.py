"""The contract of every table: which columns, of what kind, meaning what.

Stages take and return these tables and nothing else, so a signature says all that a stage needs.
Empty text stands for "none" in text columns: no column holds missing values. Rows keep the order of
the sources, so the same input gives the same bytes.
"""

from __future__ import annotations

import functools
from typing import Any, TypeVar

import pandas as pd
import pandera.errors
import pandera.pandas as pa
from pandera.typing.pandas import DataFrame, Series

from pipeline.errors import TableError

ROLES = (
    "heading",
    "question",
    "note",
    "continuation",
    "lead_in",
    "context",
    "summary",
    "boilerplate",
    "metadata",
    "blank",
)
KINDS = ("post-it", "facilitator", "feedback", "other")
NOTE_TYPES = ("challenge", "idea", "works_well", "does_not_work", "question", "observation")
BASES = ("codebook", "discovered", "reviewed")
STABILITIES = ("stands firm", "holds mostly", "depends on few notes", "too few notes to tell")
SEPARATOR = " | "  # joins several ids or wordings in one cell


class Contract(pa.DataFrameModel):
    """What all tables share: no column beyond those named, in the order named, nothing missing."""

    class Config:
        """Pandera's own switches."""

        strict = True
        ordered = True


class Events(Contract):
    """One row: the event itself, from event.toml or from the write-up's cover."""

    event_id: Series[str] = pa.Field(unique=True, str_length={"min_value": 1})  # slug
    title: Series[str]
    date: Series[str]  # ISO date, or empty
    place: Series[str]
    series: Series[str]  # the series it belongs to, or empty


class Sources(Contract):
    """One row is one document of an event, read or not."""

    source: Series[str] = pa.Field(unique=True)  # path inside the event's folder, with /
    format: Series[str]  # the reader used, or empty
    sha256: Series[str]  # of the document's bytes
    lines: Series[int] = pa.Field(ge=0)
    notes: Series[int] = pa.Field(ge=0)
    status: Series[str] = pa.Field(isin=("read", "not read"))
    reason: Series[str]  # why it was not read, or what to know about it


class Ledger(Contract):
    """One row is one line (paragraph, cell) of a source: nothing is dropped without being listed."""

    source: Series[str]
    locator: Series[str]  # where in the document: "line 12", "page 3 line 4", "sheet Notes!B7"
    line: Series[int] = pa.Field(ge=1)  # 1-based, as an editor counts
    text: Series[str]  # the line as it stands in the source
    role: Series[str] = pa.Field(isin=ROLES)
    note_id: Series[str]  # the note it is, continues or introduces; else empty
    reason: Series[str]  # why it was taken for this, where that was not obvious


class Questions(Contract):
    """One row is one question of the event, under its canonical wording."""

    question_id: Series[str] = pa.Field(unique=True, str_length={"min_value": 1})
    event_id: Series[str]
    position: Series[int] = pa.Field(ge=1)  # order of first appearance
    table: Series[str]  # the table (group, room) that discussed it, or several joined
    question: Series[str]  # canonical wording; empty when the source names none
    wordings: Series[str]  # every wording met, joined with SEPARATOR
    notes: Series[int] = pa.Field(ge=0)


class Notes(Contract):
    """One row is one note: one remark as it was written down."""

    note_id: Series[str] = pa.Field(unique=True, str_length={"min_value": 1})
    event_id: Series[str]
    source: Series[str]
    locator: Series[str]
    line: Series[int] = pa.Field(ge=1)
    table: Series[str]
    question_id: Series[str]
    question: Series[str]
    kind: Series[str] = pa.Field(isin=KINDS)
    heading: Series[str]  # sub-heading it stands under, or empty
    lead_in: Series[str]  # the line that introduces its list, or empty
    text: Series[str] = pa.Field(str_length={"min_value": 1})  # verbatim, list marker stripped
    words: Series[str]  # the same as a reader sees it: the file format's own mark-up resolved
    votes: Series[int] = pa.Field(ge=0)
    speaker: Series[str]


class PrivacyFlags(Contract):
    """One row is one stretch of words that may identify a person."""

    note_id: Series[str]
    field: Series[str] = pa.Field(isin=("words", "heading", "lead_in", "speaker"))
    start: Series[int] = pa.Field(ge=0)  # character offsets into that field of Notes
    end: Series[int] = pa.Field(ge=1)
    kind: Series[str]  # email, phone, nhs_number, postcode, name, ...
    placeholder: Series[str]  # what reports show instead: "[name]"
    certainty: Series[str] = pa.Field(isin=("certain", "likely", "possible"))
    reason: Series[str]


class SafeNotes(Contract):
    """One row is one note with personal details masked: all that later stages and reports see."""

    note_id: Series[str] = pa.Field(unique=True)
    question_id: Series[str]
    source: Series[str]
    locator: Series[str]
    line: Series[int]
    table: Series[str]
    kind: Series[str]
    heading: Series[str]
    lead_in: Series[str]
    words: Series[str]
    votes: Series[int]
    speaker: Series[str]
    masked: Series[bool]  # whether anything was masked


class NoteLanguage(Contract):
    """One row is what the language stage says of one note."""

    note_id: Series[str] = pa.Field(unique=True)
    terms: Series[str]  # harmonised lemmas of its content words, in order, joined by spaces
    note_type: Series[str] = pa.Field(isin=NOTE_TYPES)
    type_reason: Series[str]  # the rule that decided, in words


class Codings(Contract):
    """One row is one note with its themes: every note has exactly one main theme."""

    note_id: Series[str] = pa.Field(unique=True)
    question_id: Series[str]
    theme_id: Series[str] = pa.Field(str_length={"min_value": 1})
    strength: Series[float] = pa.Field(ge=0, le=1)  # how clearly it belongs, 0 to 1
    weak: Series[bool]  # a weak fit: the first to check
    basis: Series[str] = pa.Field(isin=BASES)
    other_themes: Series[str]  # runner-up theme ids that fit nearly as well, joined
    raised_once: Series[bool]  # no other note of the question says something near it
    nearest: Series[str]  # ids of the notes of its theme nearest to it, joined: "why here?"


class Themes(Contract):
    """One row is one theme of one question. A draft until a person accepts it."""

    theme_id: Series[str] = pa.Field(unique=True, str_length={"min_value": 1})
    question_id: Series[str]
    position: Series[int] = pa.Field(ge=1)  # order in the report: most notes first
    title: Series[str] = pa.Field(str_length={"min_value": 1})
    summary: Series[str]
    notes: Series[int] = pa.Field(ge=1)
    raised_once: Series[int] = pa.Field(ge=0)  # how many of its notes say what no other note says
    stability: Series[str] = pa.Field(isin=STABILITIES)
    basis: Series[str] = pa.Field(isin=BASES)
    code: Series[str]  # code of the codebook that names it, the same across events; or empty
    code_fit: Series[float]  # similarity of theme and nearest code, -1 to 1; 0 without codebook
    terms: Series[str]  # its characteristic terms (c-TF-IDF), joined: evidence, not a title
    key_points: Series[str]  # its most central and most different notes, verbatim, joined
    key_point_ids: Series[str]  # their note ids, joined


class CodedNotes(Contract):
    """One row is one note with all that is known of it. Holds the original words: not for circulation."""

    note_id: Series[str] = pa.Field(unique=True)
    event_id: Series[str]
    table: Series[str]
    question_id: Series[str]
    question: Series[str]
    kind: Series[str] = pa.Field(isin=KINDS)
    heading: Series[str]
    lead_in: Series[str]
    text: Series[str]
    note_type: Series[str] = pa.Field(isin=NOTE_TYPES)
    theme_id: Series[str]
    theme: Series[str]
    strength: Series[float] = pa.Field(ge=0, le=1)
    basis: Series[str] = pa.Field(isin=BASES)
    other_themes: Series[str]
    raised_once: Series[bool]
    votes: Series[int]
    speaker: Series[str]
    source: Series[str]
    locator: Series[str]
    line: Series[int] = pa.Field(ge=1)


T = TypeVar("T", bound=Contract)

# Every table that is kept, by the name of its file.
CONTRACTS: dict[str, type[Contract]] = {
    "event": Events,
    "sources": Sources,
    "ledger": Ledger,
    "questions": Questions,
    "notes": Notes,
    "privacy_flags": PrivacyFlags,
    "safe_notes": SafeNotes,
    "note_language": NoteLanguage,
    "codings": Codings,
    "themes": Themes,
    "coded_notes": CodedNotes,
}


@functools.cache
def _compile(contract: type[Contract]) -> tuple[pa.DataFrameSchema, dict[str, Any]]:
    """The schema of a contract and the type of each column; building it takes longer than a check."""
    schema = contract.to_schema()
    return schema, {name: column.dtype.type for name, column in schema.columns.items() if column.dtype}


def columns_of(contract: type[Contract]) -> list[str]:
    """The column names of a contract, in order."""
    return list(_compile(contract)[0].columns)


def table_of(contract: type[T], rows: list[dict[str, Any]]) -> DataFrame[T]:
    """Build a table from rows and hold it to its contract.

    Args:
        contract: The contract the table must meet.
        rows: One mapping of column to value per row; may be empty.

    Raises:
        TableError: If a row does not meet the contract.
    """
    return check_table(contract, pd.DataFrame(rows, columns=columns_of(contract)))


def check_table(contract: type[T], table: pd.DataFrame) -> DataFrame[T]:
    """Give the table back, typed as its contract asks, or refuse it.

    Pandera's own messages print the cells that failed; this one names rows only, because cells hold
    participants' words.

    Raises:
        TableError: With table, column, rule and up to five row numbers.
    """
    schema, dtypes = _compile(contract)
    try:
        typed = table.astype({name: kind for name, kind in dtypes.items() if name in table})
        return DataFrame[contract](schema.validate(typed.reset_index(drop=True), lazy=True))  # type: ignore[valid-type]
    except pandera.errors.SchemaErrors as error:
        first = error.failure_cases.iloc[0]
        rows = error.failure_cases["index"].dropna().unique()[:5]
        what = f"column {first['column']!r} breaks the rule {first['check']!r}"
        if len(rows):
            what += f" in rows {', '.join(str(row) for row in rows)}"
        raise TableError(
            what, where=f"table {contract.__name__}", remedy="Delete data/processed and run again."
        ) from None
    except (KeyError, TypeError, ValueError):
        raise TableError(
            "a column is missing or of another kind",
            where=f"table {contract.__name__}",
            remedy="Delete data/processed and run again.",
        ) from None
