"""Tables of agreement: a draft beside people's own sorting, and beside the organisers' own summary."""

from __future__ import annotations

import pandera.pandas as pa
from pandera.typing.pandas import Series

from pipeline.tables.contract import Contract

MEASURES = ("moves", "ari", "ami", "kappa", "ac1", "alpha")
# Never "not there": that a program finds no note says little. The nearest are shown, for people to look.
VERDICTS = ("found in the notes", "we are not sure: these are nearest", "too few notes to tell")


class Agreements(Contract):
    """One row is one figure of agreement between two sortings of the same notes."""

    what: Series[str] = pa.Field(isin=("themes", "note types"))
    first: Series[str] = pa.Field(str_length={"min_value": 1})  # "draft", or a column of the person's file
    second: Series[str] = pa.Field(str_length={"min_value": 1})
    question_id: Series[str]  # empty for the figure over all questions
    question: Series[str]
    table: Series[str]
    questions: Series[int] = pa.Field(ge=1)  # questions the figure rests on
    notes: Series[int] = pa.Field(ge=1)  # notes it rests on
    first_labels: Series[int] = pa.Field(ge=1)  # how many themes (or types) each of the two used
    second_labels: Series[int] = pa.Field(ge=1)
    measure: Series[str] = pa.Field(isin=MEASURES)
    value: Series[float]
    low: Series[float]  # bootstrap interval over notes
    high: Series[float]


class SummaryPoints(Contract):
    """One row is one point of the organisers' own summary, with what the notes hold of it.

    Holds the summary's original words: not for circulation. Empty where there is no summary.
    """

    point_id: Series[str] = pa.Field(unique=True, str_length={"min_value": 1})
    question_id: Series[str]  # the question the summary puts it under; empty where it does not say
    heading: Series[str]  # the summary's own heading it stands under, or empty
    text: Series[str] = pa.Field(str_length={"min_value": 1})  # verbatim, list marker stripped
    words: Series[str] = pa.Field(str_length={"min_value": 1})  # the same as a reader sees it
    safe_words: Series[str]  # with personal details masked: all that reports show
    verdict: Series[str] = pa.Field(isin=VERDICTS)
    similarity: Series[float]  # to the nearest note, beyond what all notes of the question share
    theme_ids: Series[str]  # nearest draft theme, and others nearly as near, joined
    note_ids: Series[str]  # up to three nearest notes, nearest first, joined
    similarities: Series[str]  # their similarities, joined
    source: Series[str]
    locator: Series[str]
    line: Series[int] = pa.Field(ge=1)


class SummaryThemes(Contract):
    """One row is one draft theme, with what the organisers' own summary holds of it.

    Empty where there is no summary.
    """

    theme_id: Series[str] = pa.Field(unique=True, str_length={"min_value": 1})
    question_id: Series[str]
    title: Series[str]
    notes: Series[int] = pa.Field(ge=1)
    notes_near: Series[int] = pa.Field(ge=0)  # of these, how many are among the nearest of some point
    points: Series[int] = pa.Field(ge=0)  # points of the summary that have this theme as their nearest
    headings: Series[str]  # the summary's own headings that its title says, joined
