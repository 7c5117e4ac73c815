"""Tables of a series: its events side by side, and what follows them: survey answers, targets, actions."""

from __future__ import annotations

import pandera.pandas as pa
from pandera.typing.pandas import Series

from pipeline.tables.contract import Contract
from pipeline.tables.notes import KINDS, NOTE_TYPES
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


ACTION_STATUSES = ("not started", "under way", "done", "not possible", "passed on")
# What became of a returned row: it counts; a later tracker says otherwise; or its theme is not here.
ACTION_STANDINGS = ("in force", "replaced", "theme gone", "another series", "no theme id")
# How a report says a status; the last two for a row without one, and for a theme without any row.
ACTION_STATES = (
    "We did",
    "Under way",
    "Not yet",
    "Not possible",
    "Passed on",
    "No status given",
    "No answer yet",
)
TARGET_OUTCOMES = ("met", "on the way", "not yet", "no evidence")


class SurveyAnswers(Contract):
    """One row is one answer that could be picked, with how many picked it on one day.

    Every answer of the scale has a row, also when nobody picked it. Answers that are not on the scale
    ("not sure") have a row with position 0 when somebody gave them; words written instead of an answer
    are notes, and stand here only as a count of "something else".
    """

    event_id: Series[str] = pa.Field(str_length={"min_value": 1})
    source: Series[str]
    date: Series[str]  # ISO date of the answers; the event's date where the sheet has none; or empty
    question: Series[str] = pa.Field(str_length={"min_value": 1})  # the column's heading
    scale: Series[str] = pa.Field(str_length={"min_value": 1})  # "1 to 5", "agreement", "yes or no"
    position: Series[int] = pa.Field(ge=0)  # place on the scale, 1 the lowest; 0 for no place on it
    answer: Series[str] = pa.Field(str_length={"min_value": 1})  # as the scale words it
    count: Series[int] = pa.Field(ge=0)
    base: Series[int] = pa.Field(ge=1)  # people who answered this question on that day
    asked: Series[int] = pa.Field(ge=1)  # forms returned on that day


class SurveyWaves(Contract):
    """One row is one question at one time: the answers to it, and what changed since the time before."""

    question: Series[str] = pa.Field(str_length={"min_value": 1})  # as the earliest form words it
    question_position: Series[int] = pa.Field(ge=1)
    position: Series[int] = pa.Field(ge=1)  # 1 for the first time it was asked
    scale: Series[str]
    wave: Series[str]  # the time in words
    first_date: Series[str]
    last_date: Series[str]
    events: Series[str]  # ids of the events whose forms these are, joined
    asked: Series[int] = pa.Field(ge=1)  # forms returned
    answered: Series[int] = pa.Field(ge=0)
    placed: Series[int] = pa.Field(ge=0)  # answers that have a place on the scale
    median: Series[float] = pa.Field(ge=0)  # place of the middle answer; 0 where there is none
    middle: Series[str]  # the same in words
    counts: Series[str]  # every answer with how many picked it
    change: Series[str]  # against the time before, in words


class EventFigures(Contract):
    """One row is one number that people give of an event in event.toml, such as who came."""

    event_id: Series[str] = pa.Field(str_length={"min_value": 1})
    measure: Series[str] = pa.Field(str_length={"min_value": 1})
    value: Series[float]


class Targets(Contract):
    """One row is one target that people set, in event.toml or the series' file."""

    where: Series[str]  # the file that sets it
    name: Series[str] = pa.Field(str_length={"min_value": 1})  # in their own words
    measure: Series[str] = pa.Field(str_length={"min_value": 1})  # a count, a figure or a survey question
    kind: Series[str] = pa.Field(isin=("count", "median", "share"))
    value: Series[float]  # the count or the place on the scale to reach, or N of "N in M"
    out_of: Series[int] = pa.Field(ge=0)  # M of "N in M people say …"; else 0
    answer: Series[str]  # the answer to reach, where it is given in words
    by: Series[str]  # ISO date, or empty


class TargetResults(Contract):
    """One row is one target with what the tables say of it."""

    name: Series[str] = pa.Field(str_length={"min_value": 1})
    aim: Series[str]  # what was to be reached, in words
    by: Series[str]
    outcome: Series[str] = pa.Field(isin=TARGET_OUTCOMES)
    evidence: Series[str] = pa.Field(str_length={"min_value": 1})  # one sentence with its numbers
    where: Series[str]


class Actions(Contract):
    """One row is one filled row of a returned tracker: kept whatever has become of its theme."""

    series_theme_id: Series[str]  # empty where somebody added a row of their own
    title: Series[str]  # the theme's title as it stands in the returned tracker
    proposal: Series[str]
    lead: Series[str]
    due: Series[str]
    status: Series[str] = pa.Field(isin=("", *ACTION_STATUSES))
    status_written: Series[str]  # what the cell says, where it is none of these
    happened: Series[str]
    other: Series[str]  # whatever else stands in the row, each with its column's name
    standing: Series[str] = pa.Field(isin=ACTION_STANDINGS)
    source: Series[str]
    sheet: Series[str]
    row: Series[int] = pa.Field(ge=1)


class ActionAnswers(Contract):
    """One row is what came of one theme, for reports: also of a theme that nobody has answered yet.

    Rows of themes that are no longer there, and rows without a theme, follow at the end. Personal details
    in what people wrote are masked.
    """

    series_theme_id: Series[str]  # empty for a row that belongs to no theme of the series
    theme: Series[str]  # its title
    said: Series[str]  # "12 notes at 5 tables in 3 events"; empty where the theme is not there
    state: Series[str] = pa.Field(isin=ACTION_STATES)
    status: Series[str]  # as it was written, where it is none of the known ones
    proposal: Series[str]
    lead: Series[str]
    due: Series[str]
    happened: Series[str]
    other: Series[str]
    remark: Series[str]  # what to know: that the theme is no longer there


class ActionConflicts(Contract):
    """One row is one thing in a returned tracker that could not be taken as it stands."""

    source: Series[str]
    sheet: Series[str]
    cell: Series[str]
    conflict: Series[str] = pa.Field(str_length={"min_value": 1})  # one sentence, with what to do
