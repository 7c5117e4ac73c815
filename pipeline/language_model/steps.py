"""The steps in which a model reads one question: themes, places, a look at each theme, what is said of it.

Each request is small enough for a small model, is checked by itself, and where it fails only its part is
left to the method without a model.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from pipeline.language_model.asking import Asker, Check, Request
from pipeline.language_model.prompts import (
    Look,
    Note,
    Prompt,
    Telling,
    cut,
    describe,
    describe_choices,
    describe_themes,
    divide_notes,
    fill_prompt,
    say_part,
    show_notes,
)
from pipeline.language_model.replies import (
    Looked,
    Rules,
    Theme,
    Told,
    check_choices,
    check_look,
    check_telling,
    check_themes,
)
from pipeline.settings import ModelSettings
from pipeline.tables import NOTE_TYPES

C = TypeVar("C", int, str)
T = TypeVar("T")
OTHER_POINTS = -1  # the place of a note that fits none of the themes
Places = list[int | None]  # of each note the place of its theme, OTHER_POINTS, or None where no reply counts


@dataclass(frozen=True)
class Sorting:
    """Notes in themes, as far as they could be taken."""

    themes: tuple[Theme, ...]
    places: tuple[int | None, ...]


@dataclass(frozen=True)
class Steps:
    """The steps, for one question."""

    asker: Asker
    settings: ModelSettings
    rules: Rules
    question_id: str
    wording: str  # what people were asked, personal details masked

    def propose(self, notes: Sequence[Note], there: Sequence[Theme]) -> list[Theme]:
        """Themes that the notes fall into, beside those that are there; none where no reply can be used."""
        parts = divide_notes(notes, self.settings)
        found: list[Theme] = []
        for number, part in enumerate(parts, start=1):
            said = self._propose(part, there, say_part(number, len(parts)))
            known = {theme.title.casefold() for theme in found}
            found += [theme for theme in said if theme.title.casefold() not in known]
        fewest, most = bound_themes(len(notes), len(there), self.settings)
        if len(parts) == 1 or len(found) <= max(2, fewest):
            return found
        merged = self._merge(found, there, (min(fewest, len(found)), min(most, len(found))))
        return merged or found[:most]

    def _propose(self, notes: Sequence[Note], there: Sequence[Theme], part: str) -> list[Theme]:
        bounds = bound_themes(len(notes), len(there), self.settings)
        words = [note.words for note in notes]
        taken = [theme.title for theme in there]
        prompt = fill_prompt(
            "propose",
            self.wording,
            show_notes(notes, self.settings),
            [_show_theme(theme) for theme in there],
            fewest=bounds[0],
            most=bounds[1],
        )
        form = describe_themes("propose", *bounds)
        said = self._ask(
            "propose", prompt, form, lambda text: check_themes(text, words, bounds, taken, self.rules), part
        )
        return said or []

    def _merge(self, listed: Sequence[Theme], there: Sequence[Theme], bounds: tuple[int, int]) -> list[Theme]:
        items = [{"id": str(number), **_show_theme(theme)} for number, theme in enumerate(listed, start=1)]
        prompt = fill_prompt("merge", self.wording, items, fewest=bounds[0], most=bounds[1])
        words = [f"{theme.title} {theme.definition}" for theme in listed]
        taken = [theme.title for theme in there]
        form, known = describe_themes("merge", *bounds), len(listed)
        said = self._ask(
            "merge", prompt, form, lambda text: check_themes(text, words, bounds, taken, self.rules, known)
        )
        return said or []

    def place(
        self,
        notes: Sequence[Note],
        themes: Sequence[Theme],
        purpose: str = "place",
        out_of: Sequence[int] = (),
    ) -> Places:
        """The theme of each note, asked in small batches.

        Args:
            purpose: "place"; or "again" to ask a second time, with the themes the other way round.
            out_of: For each note the place of a theme that it was found not to belong to; empty for none.
        """
        shown = list(enumerate(themes))
        if purpose == "again":
            shown.reverse()
        place_of = [OTHER_POINTS, *(place for place, _ in shown)]
        listed = [{"number": number, **_show_theme(one)} for number, (_, one) in enumerate(shown, start=1)]
        places: Places = []
        parts = divide_notes(notes, self.settings, self.settings.place_notes)
        for number, part in enumerate(parts, start=1):
            items = show_notes(part, self.settings)
            for item, place in zip(items, out_of[len(places) :], strict=False):
                item["not"] = place_of.index(place)
            prompt = fill_prompt("place", self.wording, items, listed)
            choices = range(len(place_of))
            chosen = self._choose(purpose, say_part(number, len(parts)), prompt, len(part), choices, "theme")
            places += [None if choice is None else place_of[choice] for choice in chosen]
        return places

    def type_notes(self, notes: Sequence[Note]) -> list[str | None]:
        """The type of each note, or None."""
        types: list[str | None] = []
        parts = divide_notes(notes, self.settings, self.settings.place_notes)
        for number, part in enumerate(parts, start=1):
            prompt = fill_prompt("type", self.wording, show_notes(part, self.settings))
            types += self._choose("type", say_part(number, len(parts)), prompt, len(part), NOTE_TYPES, "kind")
        return types

    def _choose(
        self, purpose: str, part: str, prompt: Prompt, count: int, choices: Sequence[C], what: str
    ) -> list[C | None]:
        schema = describe_choices(count, choices)
        said: list[C | None] | None = self._ask(
            purpose, prompt, schema, lambda text: check_choices(text, count, choices, what), part
        )
        return said or [None] * count

    def look(self, notes: Sequence[Note], sorting: Sorting, given: Mapping[str, int]) -> Sorting | None:
        """The sorting after one look at each theme: better titles, notes put right, themes that are one.

        None where the look takes too many notes out again: two readings that differ so are no reading.

        Args:
            given: The place of the theme of each note that people put there, by its id: such notes stay, and
                so do the titles of those themes.
        """
        themes, places = list(sorting.themes), list(sorting.places)
        found: dict[int, Looked] = {}
        seen = 0
        for place in range(len(themes)):
            held = [note for note, at in zip(notes, places, strict=True) if at == place]
            if len(held) < 2:
                continue
            own = divide_notes(held, self.settings)[0]
            if (looked := self._look(own, place, themes)) is None:
                continue
            seen += sum(note.note_id not in given for note in own)
            if looked.title and place not in given.values():
                themes[place] = Theme(looked.title, themes[place].definition)
            found[place] = Looked(
                looked.title,
                tuple(_find(notes, own[out]) for out in looked.out if own[out].note_id not in given),
                looked.same,
            )
        moved = sorted(out for looked in found.values() for out in looked.out)
        if len(moved) > self.settings.doubted_share * seen:
            reason = f"looking at its own themes, it took {len(moved)} of {seen} notes out again"
            self.asker.turn_down(self.question_id, "look", reason)
            return None
        if moved:
            before = [places[out] for out in moved]
            again = self.place(
                [notes[out] for out in moved], themes, out_of=[-1 if at is None else at for at in before]
            )
            for out, was, now in zip(moved, before, again, strict=True):
                places[out] = was if now is None else now
        # Two themes are one where each is said to be the other: a slip on one side joins nothing.
        for place, looked in found.items():
            other = looked.same - 1
            if place < other and other in found and found[other].same - 1 == place:
                if {place, other} <= set(given.values()):
                    continue
                large, small = sorted(
                    (place, other), key=lambda one: (one not in given.values(), -places.count(one), one)
                )
                places = [large if at == small else at for at in places]
        return drop_empty(themes, places)

    def _look(self, notes: Sequence[Note], place: int, themes: Sequence[Theme]) -> Looked | None:
        words = [note.words for note in notes]
        titles = [theme.title for theme in themes]
        listed = [{"number": number, "title": title} for number, title in enumerate(titles, start=1)]
        prompt = fill_prompt("look", self.wording, show_notes(notes, self.settings), listed, number=place + 1)
        form = describe(Look)
        return self._ask(
            "look", prompt, form, lambda text: check_look(text, words, place + 1, titles, self.rules)
        )

    def tell(self, notes: Sequence[Note], title: str, others: Sequence[str]) -> Told | None:
        """A title, a summary and what is asked for, of one theme; what does not pass is left out.

        Args:
            notes: The theme's notes, those first that are to be shown where not all can be.
        """
        notes = divide_notes(notes, self.settings)[0]
        words = [" ".join(filter(None, (note.around, cut(note.words, self.settings)))) for note in notes]
        prompt = fill_prompt("tell", self.wording, show_notes(notes, self.settings), others, title=title)
        return self._ask(
            "tell", prompt, describe(Telling), lambda text: check_telling(text, words, others, self.rules)
        )

    def _ask(
        self, purpose: str, prompt: Prompt, form: dict[str, Any], check: Check[T], part: str = ""
    ) -> T | None:
        return self.asker.ask(Request(self.question_id, purpose, part, prompt, form, check))


def bound_themes(notes: int, there: int, settings: ModelSettings) -> tuple[int, int]:
    """The fewest and the most themes that will be taken for so many notes, beside those that are there."""
    root = math.sqrt(notes)
    fewest = max(2, math.ceil(settings.fewest_per_root * root))
    most = max(fewest + 1, round(settings.most_per_root * root))
    return max(0, fewest - there), most


def drop_empty(themes: Sequence[Theme], places: Sequence[int | None]) -> Sorting:
    """A sorting without the themes that hold no note."""
    held = Counter(places)
    kept = [place for place in range(len(themes)) if held[place]]
    numbers: dict[int | None, int | None] = {old: new for new, old in enumerate(kept)}
    numbers |= {OTHER_POINTS: OTHER_POINTS, None: None}
    return Sorting(tuple(themes[place] for place in kept), tuple(numbers[place] for place in places))


def measure_repeat(places: Sequence[int | None], again: Sequence[int | None]) -> float:
    """The share of notes that were put into the same theme twice."""
    return sum(one is not None and one == other for one, other in zip(places, again, strict=True)) / len(
        places
    )


def _show_theme(theme: Theme) -> dict[str, object]:
    return {"title": theme.title, **({"definition": theme.definition} if theme.definition else {})}


def _find(notes: Sequence[Note], note: Note) -> int:
    return next(place for place, one in enumerate(notes) if one.note_id == note.note_id)
