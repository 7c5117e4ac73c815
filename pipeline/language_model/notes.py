"""Notes as the model is shown them: numbered, cut where they are long, in parts where they are many."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pandera.typing.pandas import DataFrame

from pipeline.settings import ReaderSettings
from pipeline.tables import SafeNotes


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


def show_notes(notes: Sequence[Note], settings: ReaderSettings) -> list[dict[str, object]]:
    """Notes as they stand in a prompt, numbered from 1: short numbers are harder to get wrong than ids."""
    shown: list[dict[str, object]] = []
    for number, note in enumerate(notes, start=1):
        under = {"under": cut(note.around, settings)} if note.around else {}
        shown.append({"id": str(number), "note": cut(note.words, settings), **under})
    return shown


def divide_notes(notes: Sequence[Note], settings: ReaderSettings) -> list[Sequence[Note]]:
    """Parts of about the same number of notes, each small enough for one request."""
    letters = sum(len(cut(note.words, settings)) + len(cut(note.around, settings)) for note in notes)
    parts = max(
        math.ceil(len(notes) / settings.batch_notes), math.ceil(letters / settings.batch_characters), 1
    )
    size = math.ceil(len(notes) / parts)
    return [notes[start : start + size] for start in range(0, len(notes), size)]


def cut(words: str, settings: ReaderSettings) -> str:
    """Words as far as they are shown to the model; reports show them whole."""
    most = settings.longest_note
    return words if len(words) <= most else f"{words[:most]} …"
