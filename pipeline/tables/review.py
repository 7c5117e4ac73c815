"""Tables of what people decided, and of what could not be done as they said."""

from __future__ import annotations

import pandera.pandas as pa
from pandera.typing.pandas import Series

from pipeline.tables.contract import Contract

ACTIONS = (
    "move",
    "second_theme",
    "note_type",
    "show_names",
    "withhold",
    "comment",
    "rename",
    "merge",
    "split",
    "drop",
    "accept",
    "add_note",
)
STATUSES = ("applied", "no_change", "conflict", "disagreement")
CONFLICT_KINDS = ("conflict", "disagreement", "workbook")


class Decisions(Contract):
    """One row is one decision of a person, in the order of replay. Holds people's comments as written."""

    decision_id: Series[str] = pa.Field(unique=True, str_length={"min_value": 1})
    source: Series[str]  # the workbook, as a path inside the event's folder
    locator: Series[str]  # the cell: "sheet Notes!I7"
    reviewer: Series[str] = pa.Field(str_length={"min_value": 1})
    date: Series[str]  # ISO date from the workbook's first sheet, or empty
    position: Series[int] = pa.Field(ge=1)
    note_id: Series[str]  # the note it is on; empty for one on a theme
    theme_id: Series[str]  # the theme it is on, or for "move" and "second_theme" the theme chosen
    action: Series[str] = pa.Field(isin=ACTIONS)
    value: Series[str]  # as the person wrote it
    status: Series[str] = pa.Field(isin=STATUSES)
    reason: Series[str]


class Conflicts(Contract):
    """One row is one thing a person must look at: a decision that does not fit, or a damaged workbook."""

    kind: Series[str] = pa.Field(isin=CONFLICT_KINDS)
    decision_id: Series[str]  # empty where the workbook itself is concerned
    source: Series[str]
    locator: Series[str]
    reviewer: Series[str]
    note_id: Series[str]
    theme_id: Series[str]
    what: Series[str] = pa.Field(str_length={"min_value": 1})
    remedy: Series[str] = pa.Field(str_length={"min_value": 1})


class ReviewerAgreements(Contract):
    """One row is one figure of agreement between reviewers on the themes of notes they all placed."""

    first: Series[str] = pa.Field(str_length={"min_value": 1})
    second: Series[str]  # empty for the figure over all reviewers
    notes: Series[int] = pa.Field(ge=1)
    measure: Series[str] = pa.Field(isin=("kappa", "ac1", "alpha"))
    value: Series[float]


class WithheldWords(Contract):
    """One row is one stretch of words that stands nowhere in print, with who asked for that. In clear."""

    note_id: Series[str]  # the note that it was asked for
    words: Series[str] = pa.Field(str_length={"min_value": 1})
    whole: Series[bool]  # whether it is all of that note
    reviewer: Series[str]
    date: Series[str]
    source: Series[str]  # the workbook
    asked_id: Series[str]  # the note's id in that workbook
    value: Series[str]  # the cell, as the person wrote it
