"""Tables of themes, of which notes belong to them, and of what people decided about both."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing.pandas import DataFrame, Series

from pipeline.tables.contract import Contract
from pipeline.tables.notes import KINDS, NOTE_TYPES, TYPE_BASES

# What a theme has its title from: a sub-heading of the write-up, a code, its own notes; "other" is the
# question's "Other points"; "model" a language model, "reviewed" a person.
BASES = ("heading", "codebook", "discovered", "other", "model", "reviewed")
# "Other points" of a question: what fits in none of its themes. Its id is the question's with this behind
# it, its basis "other"; it comes last, is named after no note, leads nothing and is matched to no event.
OTHER = ".other"
OTHER_TITLE = "Other points"
UNDIVIDED_TITLE = "Not sorted into themes"  # of all notes of a question that nothing divides
STABILITIES = (
    "stands firm",
    "holds mostly",
    "holds loosely",
    "depends on few notes",
    "too few notes to tell",
)


class Codings(Contract):
    """One row is one note with its themes: every note has exactly one main theme."""

    note_id: Series[str] = pa.Field(unique=True)
    question_id: Series[str]
    theme_id: Series[str] = pa.Field(str_length={"min_value": 1})
    strength: Series[float] = pa.Field(ge=0, le=1)  # how clearly it belongs, 0 to 1
    weak: Series[bool]  # a weak fit: the first to check
    basis: Series[str] = pa.Field(isin=BASES)
    other_themes: Series[str]  # ids of the theme of its second point and of themes nearly as near, joined
    raised_once: Series[bool]  # no other note of the question says something near it
    nearest: Series[str]  # ids of the notes of its theme nearest to it, joined: "why here?"


class Themes(Contract):
    """One row is one theme of one question. A draft until a person accepts it."""

    theme_id: Series[str] = pa.Field(unique=True, str_length={"min_value": 1})
    question_id: Series[str]
    position: Series[int] = pa.Field(ge=1)  # order in the report: most notes first, "Other points" last
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
    # Ids of its notes (20 at most) in the order in which they best show the title, joined: the first is the
    # first quotation, the next from other tables and kinds where there are such. Empty for "Other points".
    # A title in “quotation marks” is a note of the theme (verbatim), which therefore comes last here.
    shown: Series[str]


def are_themes(themes: DataFrame[Themes]) -> pd.Series[bool]:
    """Which rows are themes: neither "Other points" nor the notes of a question that nothing divides."""
    return ~(themes["title"].eq(UNDIVIDED_TITLE) | themes["theme_id"].str.endswith(OTHER))


def are_for_people(themes: DataFrame[Themes]) -> pd.Series[bool]:
    """Which rows people are asked to accept: the themes, or where there is none the lists of notes."""
    found = are_themes(themes)
    return found if found.any() else ~found


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
    note_type: Series[str] = pa.Field(isin=NOTE_TYPES)  # not to be printed where type_basis is empty
    type_basis: Series[str] = pa.Field(isin=TYPE_BASES)
    asks: Series[bool]  # it is worded as an ask
    theme_id: Series[str]
    theme: Series[str]
    strength: Series[float] = pa.Field(ge=0, le=1)
    basis: Series[str] = pa.Field(isin=BASES)
    other_themes: Series[str]
    raised_once: Series[bool]
    votes: Series[int]
    votes_against: Series[int]
    speaker: Series[str]
    source: Series[str]
    locator: Series[str]
    line: Series[int] = pa.Field(ge=1)


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
