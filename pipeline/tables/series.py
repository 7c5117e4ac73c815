"""Tables of a series: its events side by side, under theme ids that no later event changes."""

from __future__ import annotations

import pandera.pandas as pa
from pandera.typing.pandas import Series

from pipeline.tables.contract import Contract
from pipeline.tables.documents import KINDS
from pipeline.tables.notes import NOTE_TYPES
from pipeline.tables.themes import BASES

# "nothing to compare": a series with one event, or a theme of questions too small to be divided.
SERIES_STATUSES = ("new", "continuing", "growing", "quiet", "nothing to compare")
# How a theme of an event came to its series theme.
JOINS = ("same code", "opened", "by meaning", "kept", "decided")


class SeriesEvents(Contract):
    """One row is one event of the series, earliest first; those without a date come last."""

    event_id: Series[str] = pa.Field(unique=True, str_length={"min_value": 1})
    position: Series[int] = pa.Field(ge=1)
    title: Series[str] = pa.Field(str_length={"min_value": 1})
    date: Series[str]  # as in Events
    place: Series[str]
    recent: Series[bool]  # among the events that the earlier ones are compared with
    notes: Series[int] = pa.Field(ge=0)
    tables: Series[int] = pa.Field(ge=0)  # tables (groups, rooms) that are named and have notes
    questions: Series[int] = pa.Field(ge=0)
    themes: Series[int] = pa.Field(ge=0)  # series themes raised there
    raised_once: Series[int] = pa.Field(ge=0)
    summary_points: Series[int] = pa.Field(ge=0)  # points of the organisers' own summary
    points_found: Series[int] = pa.Field(ge=0)  # of these, found in the notes
    points_unsure: Series[int] = pa.Field(ge=0)
    points_too_few: Series[int] = pa.Field(ge=0)  # too few notes to tell
    themes_beyond: Series[int] = pa.Field(ge=0)  # the event's themes that no point of the summary comes near


class SeriesThemes(Contract):
    """One row is one theme across the events: raised at most events first, then tables, then notes."""

    series_theme_id: Series[str] = pa.Field(unique=True, str_length={"min_value": 1})
    position: Series[int] = pa.Field(ge=1)
    title: Series[str] = pa.Field(str_length={"min_value": 1})
    code: Series[str]  # the codebook's code, or empty
    basis: Series[str] = pa.Field(isin=BASES)  # reviewed where people checked all of its parts
    divided: Series[bool]  # False: notes of questions too small to be divided into themes
    events: Series[int] = pa.Field(ge=1)
    tables: Series[int] = pa.Field(ge=0)
    notes: Series[int] = pa.Field(ge=1)
    raised_once: Series[int] = pa.Field(ge=0)  # notes that no other note of their question comes near
    post_its: Series[int] = pa.Field(ge=0)
    facilitator: Series[int] = pa.Field(ge=0)
    feedback: Series[int] = pa.Field(ge=0)
    other: Series[int] = pa.Field(ge=0)
    challenge: Series[int] = pa.Field(ge=0)
    idea: Series[int] = pa.Field(ge=0)
    works_well: Series[int] = pa.Field(ge=0)
    does_not_work: Series[int] = pa.Field(ge=0)
    question: Series[int] = pa.Field(ge=0)
    observation: Series[int] = pa.Field(ge=0)
    status: Series[str] = pa.Field(isin=SERIES_STATUSES)
    sure: Series[bool]  # whether a difference as large is unlikely by chance
    status_reason: Series[str]  # with its numbers and bases
    notes_before: Series[int] = pa.Field(ge=0)
    tables_before: Series[int] = pa.Field(ge=0)
    events_before: Series[int] = pa.Field(ge=0)
    notes_recent: Series[int] = pa.Field(ge=0)
    tables_recent: Series[int] = pa.Field(ge=0)
    events_recent: Series[int] = pa.Field(ge=0)
    first_event: Series[str]
    last_event: Series[str]


class SeriesMembers(Contract):
    """One row is one theme of one event with the series theme it belongs to, and the evidence."""

    series_theme_id: Series[str] = pa.Field(str_length={"min_value": 1})
    event_id: Series[str]
    question_id: Series[str]
    question: Series[str]  # what was asked there, or empty
    theme_id: Series[str] = pa.Field(unique=True, str_length={"min_value": 1})
    title: Series[str]
    notes: Series[int] = pa.Field(ge=1)
    joined: Series[str] = pa.Field(isin=JOINS)
    similarity: Series[float]  # to the theme that opened the series theme; 0 where meaning decided nothing
    nearest_note: Series[str]  # the note of this theme nearest to one of that theme's, and that one
    nearest_to: Series[str]


class SeriesNotes(Contract):
    """One row is one note of one event, personal details masked, with its series theme."""

    note_id: Series[str] = pa.Field(unique=True, str_length={"min_value": 1})
    event_id: Series[str]
    table: Series[str]
    question_id: Series[str]
    kind: Series[str] = pa.Field(isin=KINDS)
    words: Series[str]
    note_type: Series[str] = pa.Field(isin=NOTE_TYPES)
    theme_id: Series[str]
    series_theme_id: Series[str] = pa.Field(str_length={"min_value": 1})
    raised_once: Series[bool]
    point: Series[int] = pa.Field(ge=0)  # 1 for the first point shown for its theme, 0 for not chosen
    source: Series[str]
    locator: Series[str]
    line: Series[int]


class SeriesNear(Contract):
    """One row is a pair of series themes that may be one: for a person to decide."""

    series_theme_id: Series[str] = pa.Field(str_length={"min_value": 1})
    near_id: Series[str] = pa.Field(str_length={"min_value": 1})
    similarity: Series[float]
    nearest_note: Series[str]
    nearest_to: Series[str]


class SeriesCodes(Contract):
    """One row is one code of the framework, also when no theme was named by it."""

    code: Series[str] = pa.Field(unique=True, str_length={"min_value": 1})
    position: Series[int] = pa.Field(ge=1)  # in the codebook
    title: Series[str]
    definition: Series[str]
    sources: Series[str]  # titles of the documents it rests on, joined
    events: Series[int] = pa.Field(ge=0)
    tables: Series[int] = pa.Field(ge=0)
    notes: Series[int] = pa.Field(ge=0)
    strengths: Series[int] = pa.Field(ge=0)  # notes on what works well
    difficulties: Series[int] = pa.Field(ge=0)  # notes on challenges and what does not work
    others: Series[int] = pa.Field(ge=0)  # ideas, questions and observations


class SeriesMatrix(Contract):
    """One row is one cell of the framework matrix: what one event, or one of its tables, has on a code."""

    event_id: Series[str]
    table: Series[str]  # empty for the event as a whole
    whole_event: Series[bool]
    code: Series[str]
    notes: Series[int] = pa.Field(ge=1)
    tables: Series[int] = pa.Field(ge=0)
    strengths: Series[int] = pa.Field(ge=0)
    difficulties: Series[int] = pa.Field(ge=0)
    others: Series[int] = pa.Field(ge=0)
    summary: Series[str]  # counts in words and one note, verbatim
    point_id: Series[str]  # the id of that note
    note_ids: Series[str]
