"""What the model did, in plain sentences for the terminal and the report."""

from __future__ import annotations

from pathlib import PureWindowsPath

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.language_model.address import find_host, is_on_this_computer
from pipeline.language_model.asking import PASSING
from pipeline.settings import ModelSettings
from pipeline.tables import ModelCodings, ModelReplies, ModelSentences, ModelTypes
from pipeline.wording import count_words

_WHOLE = "The reports are whole. {again}; all replies are listed in model_replies.csv"
_LATER = "Run again when it answers: what it has said is kept"
_ANEW = "To ask it anew, add --refresh-model to the command"


def say_model(
    replies: DataFrame[ModelReplies],
    codings: DataFrame[ModelCodings],
    sentences: DataFrame[ModelSentences],
    types: DataFrame[ModelTypes],
    settings: ModelSettings,
) -> list[str]:
    """What the model did and where it ran, as paragraphs of a report."""
    host = find_host(settings.address)
    here = is_on_this_computer(host)
    where = "on this computer" if here else f"on another computer, {host}, that was allowed for this"
    said = [
        f"A language model, “{name_model(settings.model)}”, read the notes as well. It ran {where}, and was"
        " shown the questions, the notes and the headings above them, with personal details masked."
        + (" Nothing was sent over the internet." if here else f" These left this computer for {host}.")
    ]
    did = []
    if len(codings):
        placed = int(codings["theme"].ne("").sum())
        did.append(
            f"It sorted {count_words(codings['question_id'].nunique(), 'question')} and placed {placed} of"
            f" {count_words(len(codings), 'note')} there"
            + ("" if placed == len(codings) else "; the others were put with the nearest of its themes")
            + (
                f", {other} with the other points"
                if (other := int(codings["theme"].eq("other").sum()))
                else ""
            )
        )
    summed = sentences["theme_id"].nunique()
    if summed:
        asks = int((sentences["kind"] == "ask").sum())
        did.append(
            f"It said in its own words what the notes of {count_words(summed, 'theme')} say, and listed"
            f" {count_words(asks, 'thing')} that people ask for, each with the notes that it rests on"
            " (model_sentences.csv)"
        )
    if len(types):
        did.append(f"It said of {count_words(len(types), 'note')} what kind of remark it is")
    said.append(
        (" ".join(f"{part}." for part in did) or "None of its replies could be used.")
        + " Each reply was checked before anything of it was taken: that every note is there once, that"
        " nothing is quoted that nobody wrote, that no sentence names a number or a name that its notes lack,"
        " that no title names a person." + _say_refused(replies)
    )
    said += [f"{settings.tried}."] if settings.tried else []
    said.append(
        "It can be wrong, and it sounds sure when it is. Titles and definitions that it wrote are said to"
        " be its own; they are drafts until a person has accepted them. How clearly a note fits is"
        " measured without it, so a weak fit here can also mean that the two ways of reading differ."
    )
    return said


def name_model(model: str) -> str:
    """A model's name; of a file on this computer, which some servers give as one, without its folders."""
    path = PureWindowsPath(model)  # reads either kind of stroke
    return path.stem if path.anchor else model


def say_trouble(replies: DataFrame[ModelReplies], settings: ModelSettings) -> str:
    """What the model did not do and why, as one sentence without its full stop; empty where all went well."""
    bad = replies[_is_lost(replies)]
    if bad.empty:
        return ""
    return (
        f"the language model at {settings.address} could not be used for"
        f" {count_words(bad['question_id'].nunique(), 'question')} ({_list_reasons(bad)}), and that was done"
        f" without it. {_say_whole(bad)}"
    )


def say_matching(pairs: int, themes: int, replies: DataFrame[ModelReplies], settings: ModelSettings) -> str:
    """What the model did for a series and where it ran, as a paragraph of its report."""
    host = find_host(settings.address)
    where = (
        "on this computer"
        if is_on_this_computer(host)
        else f"on another computer, {host}, that was allowed for this; titles and definitions left for it"
    )
    shown = min(themes, settings.matched_themes)
    most = f" the {shown:,} most widely raised of" if shown < themes else ""
    lost = int(_is_lost(replies).sum())
    return (
        f"A language model, “{name_model(settings.model)}”, was shown the titles and definitions of{most}"
        f" {count_words(themes, 'draft theme')} (some titles are people’s own words, personal details masked)"
        f" and no other words of notes, and asked which are the same. It ran {where}. It proposed"
        f" {count_words(pairs, 'pair')} that could be used. It can be wrong, and it sounds sure when it is,"
        " so no themes were put together because of it. The similarity is that of their notes,"
        " measured without it. Where two are one, write both ids under [[same]] in the series’ file"
        " series.toml; where they are not, under [[different]], and they are not listed again."
        + (f" {count_words(lost, 'request')} came to nothing." if lost else "")
    )


def say_unmatched(replies: DataFrame[ModelReplies], settings: ModelSettings) -> str:
    """Why themes of a series were not matched, as one sentence without its full stop, or empty."""
    bad = replies[_is_lost(replies)]
    if bad.empty:
        return ""
    return (
        f"the language model at {settings.address} could not be used to match themes for"
        f" {count_words(len(bad), 'request')} of {replies['part'].nunique():,} ({_list_reasons(bad)}), and"
        f" that was left out. {_say_whole(bad)}"
    )


def _is_lost(replies: pd.DataFrame) -> pd.Series[bool]:
    return replies["outcome"].isin(["fell back", "not asked"])


def _say_whole(bad: pd.DataFrame) -> str:
    return _WHOLE.format(again=_LATER if bad["reason"].isin(PASSING).any() else _ANEW)


def _list_reasons(bad: pd.DataFrame) -> str:
    reasons = bad.loc[bad["reason"] != "", "reason"].unique().tolist()
    return "; ".join(reasons[:2]) + ("; and more" if len(reasons) > 2 else "")


def _say_refused(replies: DataFrame[ModelReplies]) -> str:
    again = int((replies["outcome"] == "asked again").sum())
    lost = _is_lost(replies)
    said = f" {count_words(again, 'request')} had to be made a second time." if again else ""
    if lost.any():
        questions = replies.loc[lost, "question_id"].nunique()
        said += f" For {count_words(questions, 'question')} no reply could be used for all that was asked,"
        said += " and the program went on without it."
    return said
