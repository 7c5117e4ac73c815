"""The form that a reply must have, and what can be taken of it; what fails is named or left out."""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.settings import ModelSettings
from pipeline.tables import NOTE_TYPES
from pipeline.wording.quotations import is_quoted_from, list_quotations

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


IsPersonal = Callable[[str], bool]  # whether a text names a person or holds another personal detail

# Mark-up, placeholders, addresses and codes: nothing that a plain title needs.
_NOT_PLAIN = re.compile(r"[<>\[\]{}|`*_#\\~^=@]|https?:|www\.|&\w+;|&#", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")


def find_fault(text: str, longest: int, words: Sequence[str], is_personal: IsPersonal) -> str:
    """What is wrong with a title or definition, to go on after "the title of theme 2"; or empty."""
    if not _WORD.search(text):
        return "is empty"
    if len(text) > longest:
        return f"has more than {longest} characters"
    # Line ends, and signs that turn the direction of writing or cannot be seen.
    if any(unicodedata.category(sign) in ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp") for sign in text):
        return "has line ends or signs that cannot be seen"
    if _NOT_PLAIN.search(text):
        return "has mark-up, brackets or an address in it"
    if any(not is_quoted_from(quoted, words) for quoted in list_quotations(text)):
        return "quotes words that none of its notes has"
    if is_personal(text):
        return "may name a person"
    return ""


def tidy(text: object) -> str:
    """A text as it is compared and shown: single blanks, no full stop left over from a list."""
    return " ".join(text.split()) if isinstance(text, str) else ""


_LISTED = 8  # ids named in a fault
_ALWAYS_ONE = 5  # so many notes may always be one theme


@dataclass(frozen=True)
class Theme:
    """A theme that passed; its title or definition is empty where that did not."""

    title: str
    definition: str


@dataclass(frozen=True)
class Sorting:
    """Notes in themes, as far as they could be taken.

    Attributes:
        themes: The themes, each with a note at least.
        places: For each note the place of its theme, or None where the reply did not say one that counts.
        seconds: For each note the place of a second theme, or None.
    """

    themes: tuple[Theme, ...]
    places: tuple[int | None, ...]
    seconds: tuple[int | None, ...]


@dataclass(frozen=True)
class Checked:
    """A reply after the checks.

    Attributes:
        sorting: What can be taken of it, or None where nothing can.
        faults: What is wrong, in plain words with ids and numbers only.
    """

    sorting: Sorting | None
    faults: tuple[str, ...]


def bound_themes(notes: int, settings: ModelSettings) -> tuple[int, int]:
    """The fewest and the most themes that will be taken for so many notes."""
    root = math.sqrt(notes)
    fewest = max(2, math.ceil(settings.fewest_per_root * root))
    return fewest, max(fewest + 1, round(settings.most_per_root * root))


def check_sorting(
    text: str,
    words: Sequence[str],
    counts: Sequence[int],
    bounds: tuple[int, int],
    settings: ModelSettings,
    is_personal: IsPersonal,
) -> Checked:
    """Check a reply.

    Args:
        text: What the model wrote.
        words: What it sorted: the words of note 1, 2, …
        counts: How many notes each of them stands for: 1 for a note, more for a theme that is merged.
        bounds: The fewest and the most themes.
        settings: The largest share of a theme, and lengths.
        is_personal: Whether a text holds a personal detail.
    """
    found = read_object(text)
    if found is None:
        return Checked(None, ("it is not JSON",))
    themes, notes = found.get("themes"), found.get("notes")
    if not isinstance(themes, list) or not isinstance(notes, JsonObject):
        return Checked(None, ("it lacks “themes” or “notes”",))
    fewest, most = bounds
    if not fewest <= len(themes) <= most:
        return Checked(None, (f"{fewest} to {most} themes were asked for, and it has {len(themes)}",))
    places, seconds, faults = _read_places(notes, len(words), len(themes))
    held = Counter(place for place in places if place is not None)
    sizes = Counter[int]()
    for place, count in zip(places, counts, strict=True):
        if place is not None:
            sizes[place] += count
    if sum(sizes.values()) < settings.fewest_placed * sum(counts):
        return Checked(None, tuple(faults))
    largest = max(_ALWAYS_ONE, settings.largest_share * sum(counts))
    # A theme that is one theme of a part already may be as large as that.
    if any(size > largest and held[place] > 1 for place, size in sizes.items()):
        return Checked(None, ("one theme holds nearly all notes",))
    empty = [place for place in range(len(themes)) if not held[place]]
    if len(themes) - len(empty) < fewest:
        return Checked(None, (*faults, "too few of its themes have notes"))
    if empty:
        faults.append(f"{_say('theme', [str(place + 1) for place in empty])} no note")
    read: list[Theme] = []
    for place, theme in enumerate(themes):
        own = [words[note] for note, at in enumerate(places) if at == place]
        taken = [earlier.title for earlier in read]
        checked, wrong = read_theme(theme, place + 1, own, taken, settings, is_personal)
        read.append(checked)
        faults += wrong if held[place] else []
    if sum(bool(read[place].title) for place in held) < settings.fewest_placed * len(held):
        return Checked(None, tuple(faults))  # who can name so few of them has hardly read the notes
    kept = {place: number for number, place in enumerate(sorted(held))}
    return Checked(
        Sorting(
            tuple(read[place] for place in sorted(held)),
            tuple(None if place is None else kept[place] for place in places),
            tuple(None if place is None else kept.get(place) for place in seconds),
        ),
        tuple(faults),
    )


def read_theme(
    theme: object,
    number: int,
    words: Sequence[str],
    taken: Sequence[str],
    settings: ModelSettings,
    is_personal: IsPersonal,
) -> tuple[Theme, list[str]]:
    """Title and definition of a theme, each empty where it does not pass, and what is wrong."""
    said = theme if isinstance(theme, JsonObject) else JsonObject()
    title = tidy(said.get("title")).rstrip(".")
    definition = tidy(said.get("definition"))
    faults = []
    wrong = find_fault(title, settings.longest_title, words, is_personal)
    if not wrong and title.casefold() in (other.casefold() for other in taken):
        wrong = "is that of another theme"
    if wrong:
        faults.append(f"the title of theme {number} {wrong}")
        title = ""
    wrong = find_fault(definition, settings.longest_definition, words, is_personal)
    if wrong:
        faults.append(f"the definition of theme {number} {wrong}")
        definition = ""
    return Theme(title, definition), faults


def _read_places(
    notes: JsonObject, count: int, themes: int
) -> tuple[list[int | None], list[int | None], list[str]]:
    places: list[int | None] = [None] * count
    seconds: list[int | None] = [None] * count
    nowhere: list[str] = []
    ids = [str(place + 1) for place in range(count)]
    for place, note_id in enumerate(ids):
        if note_id not in notes or note_id in notes.twice:
            continue
        said = notes[note_id]
        given = said if isinstance(said, list) else [said]
        sound = [number for number in given if type(number) is int and 1 <= number <= themes]
        if sound != given or not 1 <= len(sound) <= 2:
            nowhere.append(note_id)
        # The first counts where it is sound, whatever comes after it.
        if given and sound and given[0] is sound[0]:
            places[place] = sound[0] - 1
            if len(sound) > 1 and sound[1] != sound[0]:
                seconds[place] = sound[1] - 1
    missing = [note_id for note_id in ids if note_id not in notes]
    unknown = sum(note_id not in ids for note_id in notes)
    faults = []
    if missing:
        faults.append(f"{_say('note', missing)} no theme")
    twice = [note_id for note_id in ids if note_id in notes.twice]
    if twice:
        faults.append(f"{_say('note', twice)} more than one entry")
    if unknown:
        faults.append(f"{unknown} of its ids {'does' if unknown == 1 else 'do'} not exist")
    if nowhere:
        faults.append(f"{_say('note', nowhere)} no theme that exists, or too many")
    return places, seconds, faults


def _say(thing: str, ids: Sequence[str]) -> str:
    """Ids in prose: "note 3 has", "notes 3, 4 and 9 more have"."""
    shown = ", ".join(ids[:_LISTED]) + (f" and {len(ids) - _LISTED} more" if len(ids) > _LISTED else "")
    return f"{thing}{'' if len(ids) == 1 else 's'} {shown} {'has' if len(ids) == 1 else 'have'}"
