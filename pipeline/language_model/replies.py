"""The forms that replies must have, and what can be taken of them; what fails is named or left out."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model

from pipeline.language_model.claims import IsPersonal, find_fault, find_unborne
from pipeline.settings import ModelSettings

_THOUGHTS = re.compile(r"<think>.*?</think>", re.DOTALL)
_LISTED = 8  # ids named in a fault


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class SaidTheme(_Form):
    """A theme as the model says it."""

    title: Annotated[str, Field(min_length=3, max_length=200)]
    definition: Annotated[str, Field(max_length=600)]


class JoinedTheme(SaidTheme):
    """A theme of the whole question, and the themes of parts that it is made of."""

    of: list[str]


class Look(_Form):
    """What one look at a theme finds: its title, its notes that do not belong, and its like."""

    title: Annotated[str, Field(min_length=3, max_length=200)]
    out: list[str]
    same: int


class SaidSentence(_Form):
    """A sentence, and the ids of the notes that it rests on."""

    text: Annotated[str, Field(min_length=3, max_length=400)]
    notes: Annotated[list[str], Field(min_length=1)]


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


def _read(form: type[F], said: object) -> F | None:
    """Something held to its form, or None."""
    try:
        return form.model_validate(said)
    except ValidationError:
        return None


@dataclass(frozen=True)
class Theme:
    """A theme that passed; its definition is empty where that did not."""

    title: str
    definition: str = ""


@dataclass(frozen=True)
class Sentence:
    """A sentence that passed, and the places of the notes that it rests on."""

    text: str
    notes: tuple[int, ...]


@dataclass(frozen=True)
class Told:
    """What is said of a theme, as far as it passed; its title is empty where that did not."""

    title: str
    summary: tuple[Sentence, ...] = ()
    asks: tuple[Sentence, ...] = ()


@dataclass(frozen=True)
class Looked:
    """What a look at a theme found.

    Attributes:
        title: A title that fits it, or empty.
        out: Places of its notes that do not belong.
        same: The number of the theme that it is the same as, or 0.
    """

    title: str
    out: tuple[int, ...]
    same: int


Faults = tuple[str, ...]


def check_themes(
    text: str,
    words: Sequence[str],
    bounds: tuple[int, int],
    taken: Sequence[str],
    settings: ModelSettings,
    is_personal: IsPersonal,
    merged: int = 0,
) -> tuple[list[tuple[Theme, tuple[int, ...]]] | None, Faults]:
    """Themes that can be taken of a reply, or None, and its faults in plain words with numbers only.

    Args:
        text: What the model wrote.
        words: The words of the notes.
        bounds: The fewest and the most themes.
        taken: Titles that are there already.
        settings: Lengths.
        is_personal: Whether a text holds a personal detail.
        merged: How many themes of parts are put together, each of which belongs to one of these; 0 where
            the themes are new.
    """
    found = read_object(text)
    said = found.get("themes") if found is not None else None
    if found is None or not isinstance(said, list) or "themes" in found.twice:
        return None, ("it is not JSON" if found is None else "it lacks “themes”, or has it twice",)
    fewest, most = bounds
    if not fewest <= len(said) <= most:
        return None, (f"{fewest} to {most} themes were asked for, and it has {len(said)}",)
    ids = {str(number): number - 1 for number in range(1, merged + 1)}
    themes: list[tuple[Theme, tuple[int, ...]]] = []
    faults: list[str] = []
    used: set[int] = set()
    for number, one in enumerate(said, start=1):
        form = _read(JoinedTheme if merged else SaidTheme, _loosen(one))
        if form is None:
            faults.append(f"theme {number} is not of the form asked for")
            continue
        title, wrong = _check_title(
            form.title, words, [*taken, *(one.title for one, _ in themes)], settings, is_personal
        )
        if wrong:
            faults.append(f"the title of theme {number} {wrong}")
            continue
        definition = tidy(form.definition)
        wrong = find_fault(definition, settings.longest_definition, words, is_personal)
        if wrong:
            faults.append(f"the definition of theme {number} {wrong}")
        of = [ids.get(part, -1) for part in form.of] if isinstance(form, JoinedTheme) else []
        if -1 in of or len(set(of)) < len(of) or used.intersection(of) or (merged and not of):
            faults.append(f"theme {number} is made of themes that do not exist, or of another's, or of none")
            continue
        used.update(of)
        themes.append((Theme(title, "" if wrong else definition), tuple(of)))
    if len(used) < merged:
        faults.append(f"{merged - len(used)} of the themes that were given stand in none of its own")
    return (themes if len(themes) >= fewest else None), tuple(faults)


def check_choices(
    text: str, count: int, choices: Sequence[object], what: str
) -> tuple[list[Any] | None, Faults]:
    """The choice for note 1, 2, … with None where there is none that counts; and the faults.

    Args:
        text: What the model wrote.
        count: How many notes it was shown.
        choices: What it may choose from.
        what: What is chosen: "theme" or "kind".
    """
    found = read_object(text)
    if found is None:
        return None, ("it is not JSON",)
    ids = [str(number) for number in range(1, count + 1)]
    if len(found) == 1 and isinstance(inner := next(iter(found.values())), JsonObject) and "1" not in found:
        found = inner  # {"notes": {…}}: what was asked for, in a box
    places: list[Any] = []
    for note_id in ids:
        said = found.get(note_id)
        said = said[0] if isinstance(said, list) and len(said) == 1 else said
        if isinstance(said, str) and said.isascii() and said.isdigit() and len(said) < 4:
            said = int(said)
        sound = any(type(said) is type(choice) and said == choice for choice in choices)
        places.append(said if sound and note_id not in found.twice else None)
    missing = [note_id for note_id in ids if note_id not in found]
    twice = [note_id for note_id in ids if note_id in found.twice]
    wrong = [
        note_id
        for note_id, place in zip(ids, places, strict=True)
        if place is None and note_id in found and note_id not in found.twice
    ]
    unknown = sum(note_id not in ids for note_id in found)
    faults = [
        *([f"{_say_notes(missing)} no {what}"] if missing else []),
        *([f"{_say_notes(twice)} more than one entry"] if twice else []),
        *([f"{unknown} of its ids {'does' if unknown == 1 else 'do'} not exist"] if unknown else []),
        *([f"{_say_notes(wrong)} no {what} that exists"] if wrong else []),
    ]
    return (places if any(place is not None for place in places) else None), tuple(faults)


def check_look(
    text: str,
    words: Sequence[str],
    number: int,
    titles: Sequence[str],
    settings: ModelSettings,
    is_personal: IsPersonal,
) -> tuple[Looked | None, Faults]:
    """What can be taken of a look at the theme of this number.

    Args:
        text: What the model wrote.
        words: The words of its notes.
        number: Its number among all themes, from 1.
        titles: The titles of all of them.
        settings: Lengths.
        is_personal: Whether a text holds a personal detail.
    """
    found = read_object(text)
    form = _read(Look, _loosen(found)) if found is not None and not found.twice else None
    if form is None:
        return None, ("it is not JSON" if found is None else "it is not of the form asked for",)
    faults = []
    ids = {str(place + 1): place for place in range(len(words))}
    out = sorted({ids[note_id] for note_id in form.out if note_id in ids})
    if len(out) < len(form.out):
        faults.append("some of its ids do not exist, or stand twice")
    if len(out) == len(words):
        faults.append("no note is left in the theme")
        out = []
    others = [title for place, title in enumerate(titles, start=1) if place != number]
    title, wrong = _check_title(form.title, words, others, settings, is_personal)
    if wrong:
        faults.append(f"the title {wrong}")
    same = form.same if 1 <= form.same <= len(titles) and form.same != number else 0
    return Looked(title, tuple(out), same), tuple(faults)


def check_telling(
    text: str,
    words: Sequence[str],
    others: Sequence[str],
    settings: ModelSettings,
    is_personal: IsPersonal,
) -> tuple[Told | None, Faults]:
    """What can be taken of what is said of a theme: every sentence by itself.

    Args:
        text: What the model wrote.
        words: The words of the theme's notes, each with what stands above it.
        others: Titles of the other themes.
        settings: Lengths.
        is_personal: Whether a text holds a personal detail.
    """
    found = read_object(text)
    if found is None:
        return None, ("it is not JSON",)
    form = _read(Telling, _loosen(found)) if not found.twice else None
    if form is None:
        return None, ("it is not of the form asked for",)
    faults = []
    title, wrong = _check_title(form.title, words, others, settings, is_personal)
    if wrong:
        faults.append(f"the title {wrong}")
    kept: dict[str, list[Sentence]] = {"summary": [], "asks": []}
    for kind, said in (("summary", form.summary), ("asks", form.asks)):
        for number, one in enumerate(said, start=1):
            places = [int(note_id) - 1 for note_id in one.notes if re.fullmatch(r"[1-9][0-9]{0,5}", note_id)]
            sound = len(places) == len(one.notes) and all(place < len(words) for place in places)
            sentence = tidy(one.text)
            wrong = "rests on notes that do not exist"
            if sound:
                wrong = find_unborne(
                    sentence, settings.longest_definition, [words[place] for place in places], is_personal
                )
            if wrong:
                faults.append(f"sentence {number} of “{kind}” {wrong}")
            else:
                kept[kind].append(Sentence(sentence, tuple(dict.fromkeys(places))))
    told = Told(title, tuple(kept["summary"]), tuple(kept["asks"]))
    return (told if title or told.summary or told.asks else None), tuple(faults)


def tidy(text: object) -> str:
    """A text as it is compared and shown: single blanks."""
    return " ".join(text.split()) if isinstance(text, str) else ""


def _check_title(
    said: str,
    words: Sequence[str],
    taken: Sequence[str],
    settings: ModelSettings,
    is_personal: IsPersonal,
) -> tuple[str, str]:
    """A title, and what is wrong with it; the title is empty where something is."""
    title = tidy(said).rstrip(".")
    wrong = find_fault(title, settings.longest_title, words, is_personal)
    if not wrong and title.casefold() in (other.casefold() for other in taken):
        wrong = "is that of another theme"
    return ("" if wrong else title), wrong


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


def _say_notes(ids: Sequence[str]) -> str:
    """Ids in prose: "note 3 has", "notes 3, 4 and 9 more have"."""
    shown = ", ".join(ids[:_LISTED]) + (f" and {len(ids) - _LISTED} more" if len(ids) > _LISTED else "")
    return f"note{'' if len(ids) == 1 else 's'} {shown} {'has' if len(ids) == 1 else 'have'}"
