"""Asks the model what each line of a write-up is, and which words of a line are somebody's remark.

Nothing of a reply is taken for a note: what the model says is shown to a person, who decides. Words that its
line does not hold as the model gives them are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline.language_model.address import check_model, say_what_lines_leave
from pipeline.language_model.asking import Asker, Request
from pipeline.language_model.prompts import (
    Note,
    cut,
    describe_choices,
    describe_words,
    divide_notes,
    fill_prompt,
    read_object,
    say_part,
)
from pipeline.language_model.replies import Faults, check_choices
from pipeline.language_model.server import Server
from pipeline.settings import ModelSettings
from pipeline.wording import count_words

PART = "part"  # of a line: a remark stands in it among other words
LINE_CHOICES = ("note", PART, "continuation", "question", "heading", "summary", "context")
_OPENING, _ABOVE = 8, 6  # lines shown with each part: of the document's beginning, and above the part
_MOST_WORDS = 10  # remarks in one line


@dataclass(frozen=True)
class LineSaid:
    """What the model says a line is.

    Attributes:
        role: One of `LINE_CHOICES` but "part"; empty where no reply counts.
        only: Where only some words of it are remarks: these, each as it stands in the line.
    """

    role: str
    only: tuple[str, ...] = ()


def read_lines(
    lines: Sequence[str],
    folder: Path,
    settings: ModelSettings,
    tell: Callable[[str], None],
) -> list[LineSaid]:
    """What the model says of each line of one document.

    Args:
        lines: The lines that hold words, in order, personal details masked.
        tell: Told what leaves this computer, how far it is, and of how many lines nothing could be used.

    Raises:
        SettingsError: If the settings of the model cannot be meant.
    """
    check_model(settings)
    if leaves := say_what_lines_leave(settings):
        tell(leaves)
    with closing(Server(settings)) as server:
        asker = Asker(server.send, folder, settings, tell=lambda said: tell(said) if said else None)
        said = _read(lines, asker, settings)
    if lost := sum(not one.role for one in said):
        reasons = dict.fromkeys(str(row["reason"]) for row in asker.rows if row["reason"])
        tell(f"of {count_words(lost, 'line')} nothing that it said could be used ({'; '.join(reasons)})")
    return said


def _read(lines: Sequence[str], asker: Asker, settings: ModelSettings) -> list[LineSaid]:
    shown = [Note(str(place), line, "") for place, line in enumerate(lines)]
    opening = "\n".join(cut(line, settings) for line in lines[:_OPENING])
    roles: list[str | None] = []
    parts = divide_notes(shown, settings)
    asker.expect(len(parts) + 1)
    for number, part in enumerate(parts, start=1):
        at = len(roles)
        above = [
            {"line": cut(line, settings), "is": role}
            for line, role in zip(lines[max(0, at - _ABOVE) : at], roles[max(0, at - _ABOVE) :], strict=True)
        ]
        prompt = fill_prompt("line", opening, _show(part, settings), above)
        form = describe_choices(len(part), LINE_CHOICES)
        check = partial(check_choices, count=len(part), choices=LINE_CHOICES, what="role")
        found: list[str | None] | None = asker.ask(
            Request("", "line", say_part(number, len(parts)), prompt, form, check)
        )
        roles += found or [None] * len(part)
    words = _copy_words([one for one, role in zip(shown, roles, strict=True) if role == PART], opening, asker)
    return [_say(role, words.get(one.note_id)) for one, role in zip(shown, roles, strict=True)]


def _say(role: str | None, only: tuple[str, ...] | None) -> LineSaid:
    if role == PART:
        return LineSaid("note" if only else "context" if only == () else "", only or ())
    return LineSaid(role or "")


def _copy_words(lines: Sequence[Note], opening: str, asker: Asker) -> dict[str, tuple[str, ...]]:
    """The remarks in lines that hold other words besides, by the line's place, where a reply counts."""
    found: dict[str, tuple[str, ...]] = {}
    parts = divide_notes(lines, asker.settings) if lines else []
    for number, part in enumerate(parts, start=1):
        prompt = fill_prompt("words", opening, _show(part, asker.settings))
        form = describe_words(len(part), _MOST_WORDS)
        check = partial(check_words, lines=[one.words for one in part])
        said = asker.ask(Request("", "words", say_part(number, len(parts)), prompt, form, check))
        for one, words in zip(part, said or (), strict=False):
            if words is not None:
                found[one.note_id] = words
    return found


def check_words(text: str, lines: Sequence[str]) -> tuple[list[tuple[str, ...] | None] | None, Faults]:
    """The remarks in line 1, 2, … with None where nothing counts, or None; and the faults, with numbers only.

    A remark counts where it stands in its line, letter by letter but for the blanks.
    """
    found = read_object(text)
    if found is None:
        return None, ("it is not JSON",)
    told: list[tuple[str, ...] | None] = []
    faults: list[str] = []
    for number, line in enumerate(lines, start=1):
        said = found.get(str(number))
        if not isinstance(said, list) or not all(isinstance(one, str) for one in said):
            told.append(None)
            faults.append(f"line {number} has no list of words")
            continue
        plain = " ".join(line.split())
        words = tuple(" ".join(one.split()) for one in said if one.strip())
        held = tuple(one for one in words if one in plain)
        told.append(held if held or not words else None)
        if len(held) < len(words):
            faults.append(f"line {number} does not hold all of its words as they are given")
    return (told if any(one is not None for one in told) else None), tuple(faults)


def _show(lines: Sequence[Note], settings: ModelSettings) -> list[dict[str, object]]:
    return [
        {"id": str(number), "line": cut(line.words, settings)} for number, line in enumerate(lines, start=1)
    ]
