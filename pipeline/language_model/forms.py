"""The form a reply must have, as a JSON schema, and how its text is read."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from pipeline.tables import NOTE_TYPES

_THOUGHTS = re.compile(r"<think>.*?</think>", re.DOTALL)
_MOST_TITLE, _MOST_DEFINITION = 200, 600  # what a grammar stops at; what is taken is in the settings


class JsonObject(dict[str, Any]):
    """An object with the names that stood in it more than once."""

    twice: tuple[str, ...] = ()


def describe_sorting(ids: Sequence[str], bounds: tuple[int, int]) -> dict[str, Any]:
    """The schema of a sorting: themes, and for every id the number of its theme and perhaps of a second.

    Every id is a name of its own, so that a server with a grammar cannot leave one out.
    """
    fewest, most = bounds
    number = {"type": "integer", "minimum": 1, "maximum": most}
    places = {"type": "array", "items": number, "minItems": 1, "maxItems": 2}
    return _object({"themes": _themes(fewest, most), "notes": _object(dict.fromkeys(ids, places))})


def describe_titles(number: int) -> dict[str, Any]:
    """The schema of titles for so many themes."""
    return _object({"themes": _themes(number, number)})


def describe_types(ids: Sequence[str]) -> dict[str, Any]:
    """The schema of a note type for every id."""
    kinds = {"type": "string", "enum": list(NOTE_TYPES)}
    return _object({"types": _object(dict.fromkeys(ids, kinds))})


def describe_matches(ids: Sequence[str]) -> dict[str, Any]:
    """The schema of matches: lists of ids."""
    match = {"type": "array", "items": {"type": "string", "enum": list(ids)}, "minItems": 2}
    return _object({"matches": {"type": "array", "items": match, "maxItems": len(ids) // 2}})


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


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _themes(fewest: int, most: int) -> dict[str, Any]:
    theme = {
        "title": {"type": "string", "minLength": 3, "maxLength": _MOST_TITLE},
        "definition": {"type": "string", "maxLength": _MOST_DEFINITION},
    }
    return {"type": "array", "items": _object(theme), "minItems": fewest, "maxItems": most}
