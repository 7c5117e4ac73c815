"""Tables of what is known of each note by itself: personal details, safe words, language."""

from __future__ import annotations

import pandera.pandas as pa
from pandera.typing.pandas import Series

from pipeline.tables.contract import Contract

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
    asks: Series[bool]  # it is worded as an ask: says what should be done (language/asks.py)
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
