"""The prompts: files with a version, filled in with notes as data, in parts where they are many."""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template

from pandera.typing.pandas import DataFrame

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
    """Notes as they stand in a prompt, numbered from 1: short numbers are harder to get wrong than ids."""
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


def cut(words: str, settings: ModelSettings) -> str:
    """Words as far as they are shown to the model; reports show them whole."""
    most = settings.longest_note
    return words if len(words) <= most else f"{words[:most]} …"
