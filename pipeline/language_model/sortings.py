"""Holds a model's sorting to what must be true of every sorting; what fails is named or left out."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.language_model.forms import JsonObject, read_object
from pipeline.language_model.wordings import IsPersonal, find_fault, tidy
from pipeline.settings import ReaderSettings

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


def bound_themes(notes: int, settings: ReaderSettings) -> tuple[int, int]:
    """The fewest and the most themes that will be taken for so many notes."""
    root = math.sqrt(notes)
    fewest = max(2, math.ceil(settings.fewest_per_root * root))
    return fewest, max(fewest + 1, round(settings.most_per_root * root))


def check_sorting(
    text: str,
    words: Sequence[str],
    counts: Sequence[int],
    bounds: tuple[int, int],
    settings: ReaderSettings,
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
    settings: ReaderSettings,
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
