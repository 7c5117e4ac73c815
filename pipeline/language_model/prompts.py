"""The prompts, filled in with notes as data, in parts where they are many; and the forms of replies.

A prompt is a file with a version. A form is a schema for the server, and what a reply's text is held to.
"""

from __future__ import annotations

import functools
import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Annotated, Any, Literal, TypeVar

from pandera.typing.pandas import DataFrame
from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model

from pipeline.settings import ModelSettings
from pipeline.tables import SafeNotes

_FOLDER = Path(__file__).with_name("prompts")


@dataclass(frozen=True)
class Prompt:
    """What the model is told."""

    name: str  # the file and its version: "sort 1"
    system: str
    user: str


def fill_prompt(
    purpose: str,
    question: str,
    items: Sequence[Mapping[str, object]],
    themes: Sequence[object] = (),
    **more: object,
) -> Prompt:
    """Fill a prompt in.

    Args:
        items: The notes or themes it is about. They stand in the prompt as JSON, one on a line, so that
            nothing in them can end the list.
        themes: What is said of the themes that are there, likewise.
        more: What else the prompt has a place for.
    """
    version, system, user = _read_prompt(purpose)
    filled = {
        "question": json.dumps(question or "(none was written down)", ensure_ascii=False),
        "themes": _list(themes),
        "items": _list(items),
        "count": str(len(items)),
    } | {name: json.dumps(said, ensure_ascii=False) for name, said in more.items()}
    # One pass: what is filled in is not searched for places again.
    return Prompt(
        f"{purpose} {version}", Template(system).substitute(filled), Template(user).substitute(filled)
    )


def _list(items: Sequence[object]) -> str:
    listed = ",\n".join(json.dumps(item, ensure_ascii=False) for item in items)
    return f"[\n{listed}\n]" if listed else "[]"


def name_fault(prompt: Prompt, fault: str) -> Prompt:
    """The same prompt once more, with what was wrong with the reply to it."""
    said = (
        f"An earlier reply to this could not be used: {fault}. Answer anew, whole and in the form asked for."
    )
    return Prompt(prompt.name, prompt.system, f"{prompt.user}\n\n{said}")


@functools.cache
def _read_prompt(purpose: str) -> tuple[str, str, str]:
    content = (_FOLDER / f"{purpose}.txt").read_text(encoding="utf-8")
    head, rest = content.split("--- system\n", 1)
    system, user = rest.split("--- user\n", 1)
    return head.removeprefix("version ").strip(), system.strip(), user.strip()


@dataclass(frozen=True)
class Note:
    """One note, personal details masked."""

    note_id: str
    words: str
    around: str  # its heading and lead-in


def group_notes(wordings: Mapping[str, str], safe_notes: DataFrame[SafeNotes]) -> dict[str, list[Note]]:
    """The notes of each question that has some, in the order of the questions."""
    found: dict[str, list[Note]] = {question_id: [] for question_id in wordings}
    columns = ("note_id", "question_id", "words", "heading", "lead_in")
    for note_id, question_id, words, heading, lead_in in zip(
        *(safe_notes[name].tolist() for name in columns), strict=True
    ):
        around = " / ".join(part for part in (heading, lead_in) if part)
        found[question_id].append(Note(note_id, words, around))
    return {question_id: notes for question_id, notes in found.items() if notes}


def show_notes(notes: Sequence[Note], settings: ModelSettings) -> list[dict[str, object]]:
    """Notes as they stand in a prompt, numbered from 1."""
    shown: list[dict[str, object]] = []
    for number, note in enumerate(notes, start=1):
        under = {"under": cut(note.around, settings)} if note.around else {}
        shown.append({"id": str(number), "note": cut(note.words, settings), **under})
    return shown


def divide_notes(
    notes: Sequence[Note], settings: ModelSettings, most: int | None = None
) -> list[Sequence[Note]]:
    """Parts of about the same number of notes, each small enough for one request.

    Args:
        most: Notes in a part; None for the settings' number.
    """
    letters = sum(len(cut(note.words, settings)) + len(cut(note.around, settings)) for note in notes)
    parts = max(
        math.ceil(len(notes) / (most or settings.batch_notes)),
        math.ceil(letters / settings.batch_characters),
        1,
    )
    size = math.ceil(len(notes) / parts)
    return [notes[start : start + size] for start in range(0, len(notes), size)]


def say_part(place: int, parts: int) -> str:
    """Which part it is, where there are several: "2 of 3"."""
    return f"{place} of {parts}" if parts > 1 else ""


def cut(words: str, settings: ModelSettings) -> str:
    """Words as far as they are shown to the model; reports show them whole."""
    most = settings.longest_note
    return words if len(words) <= most else f"{words[:most]} …"


_THOUGHTS = re.compile(r"<think>.*?</think>", re.DOTALL)


# Bounds for a server's grammar alone: a small model lists without end. A reply with more is still read.
_Id = Annotated[str, Field(json_schema_extra={"maxLength": 4})]
_Ids = Annotated[list[_Id], Field(json_schema_extra={"maxItems": 30})]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class SaidTheme(_Form):
    """A theme as the model says it."""

    title: Annotated[str, Field(min_length=3, max_length=200)]
    definition: Annotated[str, Field(max_length=600)]


class JoinedTheme(SaidTheme):
    """A theme of the whole question, and the themes of parts that it is made of."""

    of: _Ids


class Look(_Form):
    """What one look at a theme finds: its title, its notes that do not belong, and its like."""

    title: Annotated[str, Field(min_length=3, max_length=200)]
    out: _Ids
    same: int


class SaidSentence(_Form):
    """A sentence, and the ids of the notes that it rests on."""

    text: Annotated[str, Field(min_length=3, max_length=400)]
    notes: Annotated[_Ids, Field(min_length=1)]


class Telling(_Form):
    """What is said of a theme."""

    title: Annotated[str, Field(min_length=3, max_length=200)]
    summary: Annotated[list[SaidSentence], Field(min_length=1, max_length=2)]
    asks: Annotated[list[SaidSentence], Field(max_length=5)]


class JsonObject(dict[str, Any]):
    """An object with the names that stood in it more than once."""

    twice: tuple[str, ...] = ()


F = TypeVar("F", bound=BaseModel)


def describe_themes(purpose: str, fewest: int, most: int) -> dict[str, Any]:
    """The schema of a list of themes: for "propose" or for "merge"."""
    entry: Any = JoinedTheme if purpose == "merge" else SaidTheme
    return _describe_list("themes", entry, fewest, most)


def describe_choices(count: int, choices: Sequence[object]) -> dict[str, Any]:
    """The schema of one choice for each of so many items.

    Every id is a name of its own, so that a server with a grammar cannot leave one out.
    """
    return _describe_fields(dict.fromkeys(number_ids(count), Literal[tuple(choices)]))


def describe_words(count: int, most: int) -> dict[str, Any]:
    """The schema of a list of texts for each of so many items."""
    return _describe_fields(dict.fromkeys(number_ids(count), Annotated[list[str], Field(max_length=most)]))


def describe_matches(count: int) -> dict[str, Any]:
    """The schema of matches: lists of ids."""
    some: Any = Literal[tuple(number_ids(count))]
    return _describe_list("matches", Annotated[list[some], Field(min_length=2)], 0, count // 2)


def number_ids(count: int) -> list[str]:
    """The ids of so many items of a prompt: short numbers are harder to get wrong than others."""
    return [str(number) for number in range(1, count + 1)]


def _describe_list(name: str, entry: Any, fewest: int, most: int) -> dict[str, Any]:
    return _describe_fields({name: Annotated[list[entry], Field(min_length=fewest, max_length=most)]})


def _describe_fields(kinds: dict[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {name: (kind, ...) for name, kind in kinds.items()}
    return describe(create_model("Reply", __base__=_Form, **fields))


def describe(form: type[BaseModel]) -> dict[str, Any]:
    """The schema of a form, in one piece: not every server follows references."""
    whole = form.model_json_schema()

    def bare(part: Any) -> Any:
        """Without pydantic's titles: some servers pay for each word of a schema."""
        if isinstance(part, list):
            return [bare(one) for one in part]
        if not isinstance(part, dict):
            return part
        if "$ref" in part:
            return bare(whole["$defs"][part["$ref"].rsplit("/", 1)[1]])
        return {
            name: {key: bare(value) for key, value in said.items()} if name == "properties" else bare(said)
            for name, said in part.items()
            if name != "$defs" and not (name in ("title", "description") and isinstance(said, str))
        }

    schema: dict[str, Any] = bare(whole)
    return schema


def read_object(text: str) -> JsonObject | None:
    """The JSON object that a reply holds, with or without what models like to write around one.

    Line ends inside a text are let pass here; where they may not stand they are found later.
    """
    bare = _THOUGHTS.sub("", text) if len(text) < 2_000_000 else text
    start, end = bare.find("{"), bare.rfind("}")
    if start < 0 or end < start:
        return None
    try:
        found = json.loads(bare[start : end + 1], object_pairs_hook=_pair, strict=False)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, JsonObject) else None


def _pair(pairs: list[tuple[str, Any]]) -> JsonObject:
    found = JsonObject(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        found.twice = tuple(sorted(name for name in found if names.count(name) > 1))
    return found


def read_form(form: type[F], said: object) -> F | None:
    """Something held to its form, or None."""
    try:
        return form.model_validate(_loosen(said))
    except ValidationError:
        return None


def _loosen(said: object) -> object:
    """Ids that are numbers as texts: models mix the two, and no other meaning is possible."""
    if isinstance(said, dict):
        return {
            name: [str(one) if type(one) is int else one for one in value]
            if name in ("of", "out", "notes") and isinstance(value, list)
            else _loosen(value)
            for name, value in said.items()
        }
    return [_loosen(one) for one in said] if isinstance(said, list) else said
