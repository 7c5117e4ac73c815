"""Reads the notes of an event with a language model: themes, what they say, and note types, as tables.

Every question stands for itself: what goes wrong with one leaves the others as they are. What the model
says is taken note by note where it passes the checks; what is left is for the method without a model.
"""

from __future__ import annotations

import functools
import math
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Self

from pandera.typing.pandas import DataFrame

from pipeline.language_model.asking import Asker, Send
from pipeline.language_model.prompts import Note, group_notes
from pipeline.language_model.replies import IsPersonal, Rules, Theme, Told
from pipeline.language_model.server import Server
from pipeline.language_model.steps import OTHER_POINTS, Sorting, Steps, measure_repeat
from pipeline.settings import ModelSettings
from pipeline.tables import (
    MODEL_OTHER,
    OTHER,
    OTHER_TITLE,
    SEPARATOR,
    Codings,
    ModelCodings,
    ModelReplies,
    ModelSentences,
    ModelThemes,
    ModelTypes,
    Questions,
    SafeNotes,
    Themes,
    table_of,
)

Tell = Callable[[str], None]
MeasureChance = Callable[[Sequence[str], Sequence[int | None]], float]
_ALWAYS_ONE = 5  # so many notes may always be one theme


class LanguageModel:
    """Reads one event; a `with` around it closes the connection that it may open.

    Args:
        safe_notes: The notes, personal details masked. Nothing else is shown to the model.
        is_personal: Whether a text names a person or holds another personal detail.
        measure_chance: From ids of notes and the theme of each to how often notes dealt out at random would
            be as alike within themes; None to leave that out.
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
        self._rules = Rules(settings.longest_title, settings.longest_definition, functools.cache(is_personal))
        self._settings = settings
        self._doing = ""
        self._tell = tell or (lambda _: None)
        self._measure_chance = measure_chance
        self._server = Server(settings)
        self._asker = Asker(send or self._server.send, folder, settings, refresh, self._say_progress)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._server.close()

    def sort_notes(
        self, codings: DataFrame[Codings], themes: DataFrame[Themes]
    ) -> tuple[DataFrame[ModelThemes], DataFrame[ModelCodings]]:
        """Themes, and the theme of every note, for the questions where enough passed the checks.

        Args:
            codings: The draft without the model: like notes are shown beside one another, and what stood
                under a heading that is a theme stays there.
            themes: Its themes.
        """
        found_themes: list[dict[str, object]] = []
        found_codings: list[dict[str, object]] = []
        careful = "themes" in self._settings.tasks and self._settings.effort == "careful"
        for number, (question_id, notes) in enumerate(self._notes.items() if careful else (), start=1):
            if len(notes) < self._settings.fewest_notes:
                continue
            self._say_doing("sorts the notes", number, _count_requests(len(notes), self._settings))
            sorting = self._sort_question(
                question_id,
                notes,
                codings[codings["question_id"] == question_id],
                themes[themes["question_id"] == question_id],
            )
            if sorting is None:
                continue
            numbered = [(str(place), theme) for place, theme in enumerate(sorting.themes, start=1)]
            if OTHER_POINTS in sorting.places:
                numbered.append((MODEL_OTHER, Theme(OTHER_TITLE)))
            found_themes += [_row(question_id, name, theme) for name, theme in numbered]
            found_codings += [
                {"note_id": note.note_id, "question_id": question_id, "theme": _name(place)}
                for note, place in zip(notes, sorting.places, strict=True)
            ]
        return table_of(ModelThemes, found_themes), table_of(ModelCodings, found_codings)

    def _sort_question(
        self, question_id: str, notes: Sequence[Note], codings: DataFrame[Codings], themes: DataFrame[Themes]
    ) -> Sorting | None:
        """A sorting of the question that passed every check, or None."""
        steps = self._steps(question_id)
        headings = themes.loc[themes["basis"] == "heading", ["theme_id", "title"]]
        there = [Theme(title) for title in headings["title"]]
        place_of = {theme_id: place for place, theme_id in enumerate(headings["theme_id"])}
        drawn = {
            note_id: (place_of.get(theme_id), theme_id, -strength)
            for note_id, theme_id, strength in zip(
                codings["note_id"], codings["theme_id"], codings["strength"], strict=True
            )
        }
        fixed = {note_id: place for note_id, (place, _, _) in drawn.items() if place is not None}
        free = [note for note in notes if note.note_id not in fixed]
        if len(free) < self._settings.fewest_notes:
            return None
        listed = [*there, *steps.propose(free, there)]
        if len(listed) < 2:
            return None
        near = sorted(free, key=lambda note: drawn[note.note_id][1:])
        places = steps.place(near, listed)
        placed = dict(fixed) | {
            note.note_id: place for note, place in zip(near, places, strict=True) if place is not None
        }
        if self._is_unsure(steps, near, listed, places):
            return None
        sorting = Sorting(tuple(listed), tuple(placed.get(note.note_id) for note in notes))
        looked = steps.look(notes, sorting, fixed)
        return None if looked is None or self._is_worse(question_id, notes, looked) else looked

    def _is_unsure(
        self, steps: Steps, notes: Sequence[Note], themes: Sequence[Theme], places: Sequence[int | None]
    ) -> bool:
        """Whether too few notes were placed, or few in the same theme when some are asked about again."""
        sure = [place for place, at in enumerate(places) if at is not None]
        if len(sure) < self._settings.fewest_placed * len(notes):
            self._asker.turn_down(steps.question_id, "place", "too few notes were placed")
            return True
        most = min(self._settings.repeat_notes, len(sure))
        chosen = [sure[round(step * (len(sure) - 1) / max(1, most - 1))] for step in range(most)]
        if len(chosen) < self._settings.fewest_notes:
            return False
        again = steps.place([notes[place] for place in chosen], themes, "again")
        share = measure_repeat([places[place] for place in chosen], again)
        if share >= self._settings.repeat_share:
            return False
        same = round(share * len(chosen))
        self._asker.turn_down(
            steps.question_id,
            "again",
            f"asked again, it put only {same} of {len(chosen)} notes into the same theme",
        )
        return True

    def _is_worse(self, question_id: str, notes: Sequence[Note], sorting: Sorting) -> bool:
        """Whether the sorting could as well be chance, or tells nothing apart."""
        sizes = Counter(place for place in sorting.places if place not in (None, OTHER_POINTS))
        largest = max(_ALWAYS_ONE, self._settings.largest_share * len(notes))
        reason = ""
        if len(sizes) < 2:
            reason = "it left fewer than two themes with notes"
        elif max(sizes.values()) > largest:
            reason = "one theme holds nearly all notes"
        elif sum(sizes.values()) < self._settings.fewest_placed * len(notes):
            reason = "most notes were put with the other points"
        elif self._measure_chance is not None and len(notes) >= self._settings.chance_notes:
            groups = [None if place == OTHER_POINTS else place for place in sorting.places]
            if self._measure_chance([note.note_id for note in notes], groups) > self._settings.chance:
                reason = "notes of one theme are no more alike than notes put together at random"
        if reason:
            self._asker.turn_down(question_id, "look", reason)
        return bool(reason)

    def tell_themes(
        self, codings: DataFrame[Codings], themes: DataFrame[Themes]
    ) -> tuple[DataFrame[ModelThemes], DataFrame[ModelSentences]]:
        """Titles for themes that have none from people or a codebook, and what each theme's notes say.

        Args:
            themes: Its themes, by theme_id; those of questions that are not divided are passed over.
        """
        titles: list[dict[str, object]] = []
        sentences: list[dict[str, object]] = []
        theme_of = dict(zip(codings["note_id"], codings["theme_id"], strict=True))
        strength = dict(zip(codings["note_id"], codings["strength"], strict=True))
        asked = "titles" in self._settings.tasks
        for number, (question_id, notes) in enumerate(self._notes.items() if asked else (), start=1):
            here = themes[themes["question_id"] == question_id]
            if len(here) < 2:
                continue
            self._say_doing("says what the themes say", number, len(here))
            called = dict(zip(here["theme_id"], here["title"], strict=True))
            for theme_id, basis in zip(here["theme_id"], here["basis"], strict=True):
                own = [note for note in notes if theme_of[note.note_id] == theme_id]
                if len(own) < 2 or theme_id.endswith(OTHER):
                    continue
                own.sort(key=lambda note: -strength[note.note_id])
                others = [title for other, title in called.items() if other != theme_id]
                told = self._steps(question_id).tell(own, called[theme_id], others)
                if told is None:
                    continue
                if told.title and basis in ("discovered", "model"):
                    called[theme_id] = told.title
                summary = " ".join(sentence.text for sentence in told.summary)
                titles.append(_row(question_id, theme_id, Theme(called[theme_id], summary)))
                sentences += _list_sentences(question_id, theme_id, told, own)
        return table_of(ModelThemes, titles), table_of(ModelSentences, sentences)

    def type_notes(self) -> DataFrame[ModelTypes]:
        """The type of every note that the model gave one that exists."""
        rows: list[dict[str, object]] = []
        asked = "types" in self._settings.tasks
        for number, (question_id, notes) in enumerate(self._notes.items() if asked else (), start=1):
            parts = math.ceil(len(notes) / self._settings.place_notes)
            self._say_doing("says what kind of remark each note is", number, parts)
            types = self._steps(question_id).type_notes(notes)
            rows += [
                {"note_id": note.note_id, "note_type": kind}
                for note, kind in zip(notes, types, strict=True)
                if kind is not None
            ]
        return table_of(ModelTypes, rows)

    def list_replies(self) -> DataFrame[ModelReplies]:
        """What became of every request so far."""
        return table_of(ModelReplies, self._asker.rows)

    def _steps(self, question_id: str) -> Steps:
        wording = self._wordings[question_id]
        return Steps(self._asker, self._settings, self._rules, question_id, wording)

    def _say_doing(self, doing: str, number: int, requests: int) -> None:
        if self._asker.stopped:
            return
        self._doing = f"the language model {doing} of question {number} of {len(self._notes)}"
        self._asker.expect(requests)
        self._tell(self._doing)

    def _say_progress(self, said: str) -> None:
        if said:
            self._tell(f"{self._doing}: {said}")


def _guess_themes(notes: int) -> int:
    """About how many themes so many notes fall into, each of which is asked about."""
    return round(1.3 * math.sqrt(notes))


def _count_requests(notes: int, settings: ModelSettings) -> int:
    """About how many requests it takes to sort so many notes."""
    parts = math.ceil(notes / settings.batch_notes) + math.ceil(notes / settings.place_notes)
    return parts + 2 + _guess_themes(notes)


def count_event(notes_of: Sequence[int], settings: ModelSettings) -> int:
    """About how many requests an event takes, from the number of notes of each question."""
    themes = sum(map(_guess_themes, notes_of))
    if settings.effort == "quick":
        return themes
    return themes + sum(_count_requests(notes, settings) for notes in notes_of)


def _list_sentences(
    question_id: str, theme_id: str, told: Told, notes: Sequence[Note]
) -> list[dict[str, object]]:
    said = [("summary", one) for one in told.summary] + [("ask", one) for one in told.asks]
    return [
        {
            "theme_id": theme_id,
            "question_id": question_id,
            "kind": kind,
            "sentence": one.text,
            "note_ids": SEPARATOR.join(notes[place].note_id for place in one.notes),
        }
        for kind, one in said
    ]


def _row(question_id: str, name: str, theme: Theme) -> dict[str, object]:
    return {"question_id": question_id, "theme": name, "title": theme.title, "definition": theme.definition}


def _name(place: int | None) -> str:
    return "" if place is None else MODEL_OTHER if place == OTHER_POINTS else str(place + 1)
