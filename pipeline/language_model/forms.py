"""The forms that replies must have: as schemas for the server, and as what a reply's text is held to."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model

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


def describe_choices(ids: Sequence[str], choices: Sequence[object]) -> dict[str, Any]:
    """The schema of one choice for every id.

    Every id is a name of its own, so that a server with a grammar cannot leave one out.
    """
    fields: dict[str, Any] = {note_id: (Literal[tuple(choices)], ...) for note_id in ids}
    return describe(create_model("Reply", __base__=_Form, **fields))


def describe_words(ids: Sequence[str], most: int) -> dict[str, Any]:
    """The schema of a list of texts for every id."""
    some: Any = Annotated[list[str], Field(max_length=most)]
    fields: dict[str, Any] = dict.fromkeys(ids, (some, ...))
    return describe(create_model("Reply", __base__=_Form, **fields))


def describe_matches(ids: Sequence[str]) -> dict[str, Any]:
    """The schema of matches: lists of ids."""
    some: Any = Literal[tuple(ids)]
    match: Any = Annotated[list[some], Field(min_length=2)]
    return _describe_list("matches", match, 0, len(ids) // 2)


def _describe_list(name: str, entry: Any, fewest: int, most: int) -> dict[str, Any]:
    listed: Any = Annotated[list[entry], Field(min_length=fewest, max_length=most)]
    fields: dict[str, Any] = {name: (listed, ...)}
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
