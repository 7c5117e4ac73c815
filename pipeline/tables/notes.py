"""Tables of what people gave us, line by line, and of what is known of each note by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
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


# Every kind of personal detail that is looked for, and what is shown in its place. Square brackets around
# words: reports, quotations and the language of notes know placeholders by that.
DETAIL_PLACEHOLDERS = {
    "name": "[name]",
    "email": "[e-mail]",
    "phone": "[phone]",
    "nhs_number": "[NHS number]",
    "national_insurance": "[National Insurance number]",
    "postcode": "[postcode]",
    "address": "[address]",
    "date_of_birth": "[date of birth]",
    "social_handle": "[social media name]",
    "url": "[web address]",
    "vehicle_plate": "[number plate]",
    "personal_number": "[personal number]",
    "withheld": "[withheld]",  # what a person marked in the review workbook; always masked
}
NOTE_TYPES = ("challenge", "idea", "works_well", "does_not_work", "question", "observation")
# Who says a note's type: the program's own guess (nothing prints it), a language model, or a person.
TYPE_BASES = ("", "model", "reviewed")


class Roster(Contract):
    """One row is one name, or its initials, that a document lists among those who were there. In clear."""

    name: Series[str] = pa.Field(unique=True, str_length={"min_value": 1})


class PrivacyFlags(Contract):
    """One row is one stretch of words that may identify a person."""

    note_id: Series[str]
    field: Series[str] = pa.Field(isin=("words", "heading", "lead_in", "speaker"))
    start: Series[int] = pa.Field(ge=0)  # character offsets into that field of Notes
    end: Series[int] = pa.Field(ge=1)
    kind: Series[str] = pa.Field(isin=tuple(DETAIL_PLACEHOLDERS))
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
    votes_against: Series[int]
    speaker: Series[str]
    masked: Series[bool]  # whether anything was masked


class NoteLanguage(Contract):
    """One row is what the language stage says of one note."""

    note_id: Series[str] = pa.Field(unique=True)
    terms: Series[str]  # harmonised lemmas of its content words, in order, joined by spaces
    note_type: Series[str] = pa.Field(isin=NOTE_TYPES)  # not to be printed where type_basis is empty
    type_basis: Series[str] = pa.Field(isin=TYPE_BASES)
    type_reason: Series[str]  # the rule that decided, in words
    asks: Series[bool]  # it is worded as an ask: says what should be done (language/note_types.py)
    other_language: Series[str]  # ISO 639 code of its language where that is surely not the event's; or empty


class Differences(Contract):
    """One row is two notes at one table and question that share words and say the opposite.

    Each note stands in one pair at most, the one written first as `note_id`; by wording alone
    (language/differences.py), so it is the same whatever the themes are.
    """

    question_id: Series[str]
    note_id: Series[str] = pa.Field(unique=True)
    other_note_id: Series[str] = pa.Field(unique=True)
    shared: Series[str]  # the words they share, as the first note has them, joined by spaces
    how: Series[str] = pa.Field(isin=("negated", "amount"))  # one says "not", or "more" against "less"


Vectors = npt.NDArray[np.float32]  # one row per note, in the order of the table of notes
Labels = npt.NDArray[np.int64]  # one group number per note
Embed = Callable[[Sequence[str]], Vectors]  # puts texts in the space of the notes


def normalise(vectors: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Rows of length one; a row of zeros stays one."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    scaled: npt.NDArray[Any] = vectors / np.maximum(lengths, 1e-12)
    return scaled
