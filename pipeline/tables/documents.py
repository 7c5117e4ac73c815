"""Tables of what people gave us: the event, its documents, their lines, questions and notes."""

from __future__ import annotations

import pandera.pandas as pa
from pandera.typing.pandas import Series

from pipeline.tables.contract import Contract

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
LINE_FORMS = ("blank", "heading", "item", "text", "metadata", "boilerplate")
# How the reason of a line begins that is longer than a note can be.
CUT_NOTE = "goes on for longer than a note can"
# The reason of an answer that says nothing.
NO_ANSWER = "no answer was given"
# How the reason of a cell ends whose answer is counted in SurveyAnswers.
RATED = "answers on a scale"
# Reasons of lines whose role a person gave: any, or one that changes which lines are notes.
GIVEN_ROLE = "people say so"
TAKEN_OUT = "people took it out of the notes"
PUT_IN = "people put it into the notes"
# The reason of a line that is no note, where people looked through all lines and left it so.
LEFT_SO = "people looked through and left it so"
SAID_BY_PEOPLE = (GIVEN_ROLE, TAKEN_OUT, PUT_IN, LEFT_SO)
KINDS = ("post-it", "facilitator", "feedback", "other")


class Events(Contract):
    """One row: the event itself, from event.toml or from the write-up's cover."""

    event_id: Series[str] = pa.Field(unique=True, str_length={"min_value": 1})  # slug
    title: Series[str]
    date: Series[str]  # ISO date; of a survey's forms, where days differ, "first/last"; or empty
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
    form: Series[str] = pa.Field(isin=LINE_FORMS)  # what it is by its marks alone
    level: Series[int] = pa.Field(ge=0)  # of a heading, or depth in a list, from 1; else 0


class Questions(Contract):
    """One row is one question of the event, under its canonical wording."""

    question_id: Series[str] = pa.Field(unique=True, str_length={"min_value": 1})
    event_id: Series[str]
    position: Series[int] = pa.Field(ge=1)  # order of first appearance
    table: Series[str]  # the table (group, room) that discussed it, or several joined
    question: Series[str]  # canonical wording; empty when the source names none
    number: Series[str]  # the number that the source gives it, "Question 3"; empty where it gives none
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
    votes: Series[int] = pa.Field(ge=0)  # for it
    votes_against: Series[int] = pa.Field(ge=0)
    speaker: Series[str]
