"""Tables of a language model that reads as well. They are kept only where one is switched on."""

from __future__ import annotations

import pandera.pandas as pa
from pandera.typing.pandas import Series

from pipeline.tables.contract import Contract
from pipeline.tables.notes import NOTE_TYPES

MODEL_OTHER = "other"  # the theme, in ModelCodings, of a note that fits none
SUMMED_UP = "In the language model’s words: "  # how a summary of a theme begins that it wrote
PURPOSES = ("propose", "merge", "place", "again", "look", "tell", "type", "match", "line", "words")
OUTCOMES = ("accepted", "asked again", "used in part", "fell back", "not asked")
FORMS = ("", "schema", "json", "free")


class ModelThemes(Contract):
    """One row is one theme that the model proposes for a question, or its title for a theme found without it.

    Already held to all checks. What it lacks (an empty title) did not pass them.
    """

    question_id: Series[str]
    theme: Series[str] = pa.Field(str_length={"min_value": 1})  # its number in the question, or a theme_id
    title: Series[str]
    definition: Series[str]


class ModelSentences(Contract):
    """One row is one sentence that the model says of a draft theme; its notes bear out what it names."""

    theme_id: Series[str] = pa.Field(str_length={"min_value": 1})
    question_id: Series[str]
    kind: Series[str] = pa.Field(isin=("summary", "ask"))
    sentence: Series[str] = pa.Field(str_length={"min_value": 1})
    note_ids: Series[str] = pa.Field(str_length={"min_value": 1})  # that it rests on, joined


class ModelCodings(Contract):
    """One row is one note of a question that the model has sorted."""

    note_id: Series[str] = pa.Field(unique=True)
    question_id: Series[str]
    theme: Series[str]  # of ModelThemes, or MODEL_OTHER; empty where no reply counts


class ModelTypes(Contract):
    """One row is one note whose type the model has said."""

    note_id: Series[str] = pa.Field(unique=True)
    note_type: Series[str] = pa.Field(isin=NOTE_TYPES)


class ThemesToMatch(Contract):
    """One row is one theme of a series as the model is shown it: no notes, personal details masked."""

    series_theme_id: Series[str] = pa.Field(unique=True, str_length={"min_value": 1})
    title: Series[str] = pa.Field(str_length={"min_value": 1})
    definition: Series[str]  # of its code, or the model's own; empty for the others
    apart: Series[str]  # what tells it from others, joined: themes that share one of these are never one


class ModelMatches(Contract):
    """One row is a pair of series themes that the model takes for one: for a person to decide."""

    series_theme_id: Series[str] = pa.Field(str_length={"min_value": 1})
    near_id: Series[str] = pa.Field(str_length={"min_value": 1})
    similarity: Series[float]  # of their notes, measured without the model
    also_near: Series[bool]  # whether it is in SeriesNear as well
    nearest_note: Series[str]
    nearest_to: Series[str]


class ModelReplies(Contract):
    """One row is one request to the model and what became of its reply. Holds no words of notes."""

    position: Series[int] = pa.Field(ge=1)
    question_id: Series[str]  # empty for themes of a series
    purpose: Series[str] = pa.Field(isin=PURPOSES)
    part: Series[str]  # "2 of 3" where a long question is read in parts, or empty
    prompt: Series[str]  # the prompt's file and version: "place 1"
    model: Series[str]
    attempt: Series[int] = pa.Field(ge=0, le=2)  # 0: not asked at all
    form: Series[str] = pa.Field(isin=FORMS)  # how the server was held to the form, where a reply came
    outcome: Series[str] = pa.Field(isin=OUTCOMES)
    reason: Series[str]  # in plain words; empty where it was accepted
