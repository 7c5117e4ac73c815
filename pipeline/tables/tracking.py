"""Tables of what follows an event: answers on a scale, targets, and what came of what people said."""

from __future__ import annotations

import pandera.pandas as pa
from pandera.typing.pandas import Series

from pipeline.tables.contract import Contract

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
