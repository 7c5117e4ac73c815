"""Where the model may run (here, unless a person has said otherwise), and what it did, in sentences."""

from __future__ import annotations

import ipaddress
import socket
from pathlib import PureWindowsPath
from urllib.parse import urlsplit

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.errors import SettingsError
from pipeline.language_model.asking import PASSING
from pipeline.settings import ModelSettings
from pipeline.tables import ModelCodings, ModelReplies, ModelSentences, ModelTypes
from pipeline.wording import count_words

_WHERE = "settings, [model]"


def check_model(settings: ModelSettings) -> None:
    """Refuse settings that cannot be meant; no connection is made.

    Raises:
        SettingsError: If the model or the address is not what it must be, or the address
            is on another computer and nobody has allowed that.
    """
    if settings.kind == "none":
        return
    if not settings.model.strip():
        raise SettingsError(
            "model is empty",
            where=_WHERE,
            remedy="Write the name that the server knows the model by; the reports name it.",
        )
    host = find_host(settings.address)
    if not is_on_this_computer(host) and not settings.allow_remote:
        raise SettingsError(
            f"{host} is not this computer: the words of every note (personal details masked), the headings"
            " above them and the questions would leave this computer and go there",
            where=_WHERE,
            remedy="Give an address on this computer, such as http://127.0.0.1:8080/v1; or, if the people"
            " whose words they are agree, write allow_remote = true.",
        )


def find_host(address: str) -> str:
    """The host of an address.

    Raises:
        SettingsError: If it is no address of a server, or holds a name and password.
    """
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host, parts = None, urlsplit("")
    # A second way to write it is a way for two programs to read it differently.
    odd = any(character.isspace() or character in "\\@?#" for character in address)
    if parts.scheme not in ("http", "https") or not host or odd:
        raise SettingsError(
            "address is not the address of a server",
            where=_WHERE,
            remedy="Write it like http://127.0.0.1:8080/v1, without a name or key in it; a key goes into the"
            " environment variable PIPELINE_MODEL_KEY.",
        )
    return host


def is_on_this_computer(host: str) -> bool:
    """Whether a host is this computer: 127.0.0.0/8, ::1, or localhost where it is one of them.

    No other name is looked up: asking for it would already tell others.
    """
    if host.rstrip(".").lower() == "localhost":
        try:
            found = {str(entry[4][0]) for entry in socket.getaddrinfo("localhost", None)}
        except OSError:
            return False
        return bool(found) and all(_is_loopback(place) for place in found)
    return _is_loopback(host)


def _is_loopback(place: str) -> bool:
    try:
        number = ipaddress.ip_address(place)
    except ValueError:
        return False
    mapped = getattr(number, "ipv4_mapped", None)
    return (mapped or number).is_loopback


def asks_about_notes(settings: ModelSettings) -> bool:
    """Whether the model is asked anything about the notes of an event."""
    return settings.kind != "none" and any(task != "matches" for task in settings.tasks)


def say_what_leaves(settings: ModelSettings) -> str:
    """What leaves this computer with an event and where to, or empty where nothing does."""
    if not asks_about_notes(settings):
        return ""
    return _say_leaving(
        "The words of every note (personal details masked), the headings above them and the questions",
        settings,
    )


def say_what_lines_leave(settings: ModelSettings) -> str:
    """What leaves this computer with a write-up and where to, or empty where nothing does."""
    return _say_leaving("The words of every line (personal details masked)", settings)


def say_what_series_leaves(settings: ModelSettings) -> str:
    """What leaves this computer with a series and where to, or empty where nothing does."""
    what = "The titles of the themes (some are people’s own words, personal details masked) and definitions"
    return _say_leaving(what, settings)


def _say_leaving(what: str, settings: ModelSettings) -> str:
    host = find_host(settings.address)
    if is_on_this_computer(host):
        return ""
    return f"{what} leave this computer and go to {host}, because [model] allow_remote = true"


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
    questions = count_words(bad["question_id"].nunique(), "question")
    return _say_unused(bad, settings, f"for {questions}", "done without it")


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
    requests = f"{count_words(len(bad), 'request')} of {replies['part'].nunique():,}"
    return _say_unused(bad, settings, f"to match themes for {requests}", "left out")


def _is_lost(replies: pd.DataFrame) -> pd.Series[bool]:
    return replies["outcome"].isin(["fell back", "not asked"])


def _say_unused(bad: pd.DataFrame, settings: ModelSettings, what: str, instead: str) -> str:
    if bad.empty:
        return ""
    reasons = bad.loc[bad["reason"] != "", "reason"].unique().tolist()
    why = "; ".join(reasons[:2]) + ("; and more" if len(reasons) > 2 else "")
    again = _LATER if bad["reason"].isin(PASSING).any() else _ANEW
    return (
        f"the language model at {settings.address} could not be used {what} ({why}), and that was {instead}."
        f" The reports are whole. {again}; all replies are listed in model_replies.csv"
    )


def _say_refused(replies: DataFrame[ModelReplies]) -> str:
    again = int((replies["outcome"] == "asked again").sum())
    lost = _is_lost(replies)
    said = f" {count_words(again, 'request')} had to be made a second time." if again else ""
    if lost.any():
        questions = replies.loc[lost, "question_id"].nunique()
        said += f" For {count_words(questions, 'question')} no reply could be used for all that was asked,"
        said += " and the program went on without it."
    return said
