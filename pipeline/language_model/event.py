"""Reads the notes of an event with a language model: themes, titles and note types, as tables.

Every question stands for itself: what goes wrong with one leaves the others as they are. What the model
says is taken note by note where it passes the checks; what is left is for the method without a model.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Self

from pandera.typing.pandas import DataFrame

from pipeline.language_model.asking import Asker, Request, Send
from pipeline.language_model.prompts import Note, cut, divide_notes, fill_prompt, group_notes, show_notes
from pipeline.language_model.replies import (
    IsPersonal,
    JsonObject,
    Sorting,
    Theme,
    bound_themes,
    check_sorting,
    describe_sorting,
    describe_titles,
    describe_types,
    read_object,
    read_theme,
)
from pipeline.language_model.server import Server
from pipeline.settings import ModelSettings
from pipeline.tables import (
    NOTE_TYPES,
    Codings,
    ModelCodings,
    ModelReplies,
    ModelThemes,
    ModelTypes,
    Questions,
    SafeNotes,
    Themes,
    table_of,
)

Tell = Callable[[str], None]
MeasureChance = Callable[[Sequence[str], Sequence[int | None]], float]
_CHANCE = "notes of one theme are no more alike than notes put together at random"
_SHOWN_NOTES = 12  # of a theme, where the model is asked for its title


class LanguageModel:
    """The second reader of one event; a `with` around it closes the connection that it may open.

    Args:
        questions: The event's questions, personal details masked.
        safe_notes: The notes, personal details masked. Nothing else is shown to the model.
        is_personal: Whether a text names a person or holds another personal detail.
        folder: Where replies are kept.
        settings: What is asked of whom. Must have passed `check_model`.
        refresh: Whether to ask anew for what is known.
        tell: Told what is being done.
        measure_chance: From ids of notes and the theme of each to how often notes dealt out at random would
            be as alike within themes; None to leave that out.
        send: Sends one request; None for the server that the settings name.
    """

    def __init__(
        self,
        questions: DataFrame[Questions],
        safe_notes: DataFrame[SafeNotes],
        is_personal: IsPersonal,
        folder: Path,
        settings: ModelSettings,
        refresh: bool = False,
        tell: Tell | None = None,
        measure_chance: MeasureChance | None = None,
        send: Send | None = None,
    ) -> None:
        self._wordings = dict(zip(questions["question_id"], questions["question"], strict=True))
        self._notes = group_notes(self._wordings, safe_notes)
        self._is_personal = functools.cache(is_personal)
        self._settings = settings
        self._tell = tell or (lambda _: None)
        self._measure_chance = measure_chance
        self._server = Server(settings)
        self._asker = Asker(send or self._server.send, folder, settings, refresh)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._server.close()

    def sort_notes(self) -> tuple[DataFrame[ModelThemes], DataFrame[ModelCodings]]:
        """Themes, and the theme of every note, for the questions where enough passed the checks."""
        themes: list[dict[str, object]] = []
        codings: list[dict[str, object]] = []
        for number, (question_id, notes) in enumerate(self._notes.items(), start=1):
            if "themes" not in self._settings.tasks or len(notes) < self._settings.fewest_notes:
                continue
            self._say_asking("sorts the notes", number)
            found = self._sort_question(question_id, notes)
            placed = sum(place is not None for place in found.places) if found else 0
            if found is None or placed < self._settings.fewest_placed * len(notes):
                continue
            themes += [_row(question_id, _number(place), theme) for place, theme in enumerate(found.themes)]
            codings += [
                {
                    "note_id": note.note_id,
                    "question_id": question_id,
                    "theme": _number(place),
                    "second": _number(second) if place is not None else "",
                }
                for note, place, second in zip(notes, found.places, found.seconds, strict=True)
            ]
        return table_of(ModelThemes, themes), table_of(ModelCodings, codings)

    def title_themes(self, codings: DataFrame[Codings], themes: DataFrame[Themes]) -> DataFrame[ModelThemes]:
        """Titles and definitions for themes found and named without it, of questions with several."""
        rows: list[dict[str, object]] = []
        if "titles" not in self._settings.tasks:
            return table_of(ModelThemes, rows)
        theme_of = dict(zip(codings["note_id"], codings["theme_id"], strict=True))
        asked = themes[themes["basis"] == "discovered"]
        for number, (question_id, notes) in enumerate(self._notes.items(), start=1):
            here = asked[asked["question_id"] == question_id]
            if (themes["question_id"] == question_id).sum() < 2 or here.empty:
                continue
            self._say_asking("titles the themes", number)
            titles = themes.loc[themes["question_id"] == question_id, ["theme_id", "title"]]
            own = here["theme_id"].tolist()
            members = [[note for note in notes if theme_of[note.note_id] == theme_id] for theme_id in own]
            taken = [
                title
                for theme_id, title in zip(titles["theme_id"], titles["title"], strict=True)
                if theme_id not in own
            ]
            found = self._title(question_id, members, taken)
            # What keeps its title keeps it for itself.
            old = dict(zip(titles["theme_id"], titles["title"], strict=True))
            kept = {old[at].casefold() for at, theme in zip(own, found, strict=True) if not theme.title}
            rows += [
                _row(question_id, theme_id, theme)
                for theme_id, theme in zip(own, found, strict=True)
                if theme.title and theme.title.casefold() not in kept
            ]
        return table_of(ModelThemes, rows)

    def type_notes(self) -> DataFrame[ModelTypes]:
        """The type of every note that the model gave one that exists."""
        rows: list[dict[str, object]] = []
        if "types" in self._settings.tasks:
            for number, (question_id, notes) in enumerate(self._notes.items(), start=1):
                self._say_asking("says what kind of remark each note is", number)
                parts = divide_notes(notes, self._settings)
                for place, part in enumerate(parts, start=1):
                    types = self._type(question_id, part, _say_part(place, len(parts)))
                    rows += [
                        {"note_id": note.note_id, "note_type": kind}
                        for note, kind in zip(part, types, strict=True)
                        if kind
                    ]
        return table_of(ModelTypes, rows)

    def list_replies(self) -> DataFrame[ModelReplies]:
        """What became of every request so far."""
        return table_of(ModelReplies, self._asker.rows)

    def _say_asking(self, doing: str, number: int) -> None:
        self._tell(f"the language model {doing} of question {number} of {len(self._notes)}")

    def _sort_question(self, question_id: str, notes: Sequence[Note]) -> Sorting | None:
        parts = divide_notes(notes, self._settings)
        if len(parts) == 1:
            return self._sort(question_id, notes, "")
        found = [
            self._sort(question_id, part, _say_part(place, len(parts)))
            for place, part in enumerate(parts, start=1)
        ]
        if sum(part is not None for part in found) < 2:
            # What is left of one part is no reading of the question.
            self._asker.pass_over(question_id, "merge", "too few of its parts could be used")
            return None
        return self._merge(question_id, parts, found)

    def _sort(self, question_id: str, notes: Sequence[Note], part: str) -> Sorting | None:
        bounds = bound_themes(len(notes), self._settings)
        words = [note.words for note in notes]
        prompt = fill_prompt("sort", self._wordings[question_id], show_notes(notes, self._settings), *bounds)

        def check(text: str) -> tuple[Sorting | None, tuple[str, ...]]:
            checked = check_sorting(text, words, [1] * len(words), bounds, self._settings, self._is_personal)
            found = checked.sorting
            if found is not None and self._could_be_chance(notes, found):
                return None, (*checked.faults, _CHANCE)
            return found, checked.faults

        schema = describe_sorting(_number_ids(len(notes)), bounds)
        return self._asker.ask(Request(question_id, "sort", part, prompt, schema, check))

    def _could_be_chance(self, notes: Sequence[Note], found: Sorting) -> bool:
        if self._measure_chance is None or len(notes) < self._settings.chance_notes:
            return False
        ids = [note.note_id for note in notes]
        return self._measure_chance(ids, found.places) > self._settings.chance

    def _merge(
        self, question_id: str, parts: Sequence[Sequence[Note]], found: Sequence[Sorting | None]
    ) -> Sorting | None:
        """One sorting of the whole question; the model sees the parts' themes and no notes."""
        notes = [note for part in parts for note in part]
        listed: list[Theme] = []
        places: list[int | None] = []
        seconds: list[int | None] = []
        for part, sorting in zip(parts, found, strict=True):
            start = len(listed)
            if sorting is None:
                places += [None] * len(part)
                seconds += [None] * len(part)
                continue
            places += [None if place is None else start + place for place in sorting.places]
            seconds += [None if place is None else start + place for place in sorting.seconds]
            listed += sorting.themes
        counts = [places.count(place) for place in range(len(listed))]
        bounds = bound_themes(len(notes), self._settings)
        items = [
            {"id": str(number), "title": theme.title, "definition": theme.definition, "notes": count}
            for number, (theme, count) in enumerate(zip(listed, counts, strict=True), start=1)
        ]
        prompt = fill_prompt("merge", self._wordings[question_id], items, *bounds)
        words = [f"{theme.title} {theme.definition}" for theme in listed]

        def check(text: str) -> tuple[Sorting | None, tuple[str, ...]]:
            checked = check_sorting(text, words, counts, bounds, self._settings, self._is_personal)
            return checked.sorting, checked.faults

        schema = describe_sorting(_number_ids(len(listed)), bounds)
        merged = self._asker.ask(Request(question_id, "merge", "", prompt, schema, check))
        if merged is None:
            return None
        return Sorting(
            merged.themes,
            tuple(None if place is None else merged.places[place] for place in places),
            tuple(None if place is None else merged.places[place] for place in seconds),
        )

    def _title(
        self, question_id: str, members: Sequence[Sequence[Note]], taken: Sequence[str]
    ) -> list[Theme]:
        items = [
            {"theme": number, "notes": [cut(note.words, self._settings) for note in notes[:_SHOWN_NOTES]]}
            for number, notes in enumerate(members, start=1)
        ]
        prompt = fill_prompt("title", self._wordings[question_id], items)

        def check(text: str) -> tuple[list[Theme] | None, tuple[str, ...]]:
            found = read_object(text)
            said = found.get("themes") if found is not None else None
            if not isinstance(said, list) or len(said) != len(members):
                return None, (f"it has no list of {len(members)} themes",)
            read: list[Theme] = []
            faults: list[str] = []
            for number, (theme, notes) in enumerate(zip(said, members, strict=True), start=1):
                others = [*taken, *(earlier.title for earlier in read)]
                words = [note.words for note in notes]
                checked, wrong = read_theme(theme, number, words, others, self._settings, self._is_personal)
                read.append(checked)
                faults += wrong
            return (read if any(theme.title for theme in read) else None), tuple(faults)

        schema = describe_titles(len(members))
        titles = self._asker.ask(Request(question_id, "title", "", prompt, schema, check))
        return titles or [Theme("", "")] * len(members)

    def _type(self, question_id: str, notes: Sequence[Note], part: str) -> list[str]:
        ids = _number_ids(len(notes))
        prompt = fill_prompt("type", self._wordings[question_id], show_notes(notes, self._settings))

        def check(text: str) -> tuple[list[str] | None, tuple[str, ...]]:
            found = read_object(text)
            said = found.get("types") if found is not None else None
            if not isinstance(said, JsonObject):
                return None, ("it lacks “types”",)
            types = [
                said[note_id] if said.get(note_id) in NOTE_TYPES and note_id not in said.twice else ""
                for note_id in ids
            ]
            bad = sum(not kind for kind in types)
            faults = []
            if bad:
                faults.append(f"{bad} of the notes {'has' if bad == 1 else 'have'} no kind that exists")
            if any(note_id not in ids for note_id in said):
                faults.append("some of its ids do not exist")
            return (types if bad < len(types) else None), tuple(faults)

        schema = describe_types(ids)
        types = self._asker.ask(Request(question_id, "type", part, prompt, schema, check))
        return types or [""] * len(notes)


def _row(question_id: str, theme_id: str, theme: Theme) -> dict[str, object]:
    said = {"title": theme.title, "definition": theme.definition}
    return {"question_id": question_id, "theme": theme_id, **said}


def _number_ids(count: int) -> list[str]:
    return [str(number) for number in range(1, count + 1)]


def _number(place: int | None) -> str:
    return "" if place is None else str(place + 1)


def _say_part(place: int, parts: int) -> str:
    return f"{place} of {parts}" if parts > 1 else ""
