"""Remembers what people keep out of print, beside the notes themselves, so that nothing takes it back unsaid.

One file for each event, `withheld.toml` in its folder under data/raw: the workbooks that were read, and each
cell "keep out of print" with the words of its note, in clear, as they stand in the notes beside it. Whoever
wants a line of it to count no more takes it out.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import SettingsError
from pipeline.keeping.reading import read_toml
from pipeline.keeping.writing import write_bytes

WITHHELD_FILE = "withheld.toml"
_HEAD = """\
# Kept by the program, so that words that somebody asked to keep out of print stay out of print when notes,
# names or workbooks change. Nothing here is ever printed. Take an entry out if it should count no more.
"""


@dataclass(frozen=True)
class Asked:
    """What a person asked to keep out of print."""

    reviewer: str
    date: str
    source: str
    locator: str
    note_id: str  # the note's id in that workbook
    words: str  # the note's words as the workbook shows them, with what was masked then
    value: str  # the cell as the person wrote it
    found: str = ""  # the note's words when it was last found, in clear; empty where it never was
    # Whether it was asked for on another event; the same note is not printed here either
    elsewhere: bool = False


@dataclass(frozen=True)
class ReadWorkbook:
    """A workbook that was read, to be missed when it is there no more."""

    source: str
    reviewer: str
    sha256: str


@dataclass(frozen=True)
class Memory:
    """What is remembered of an event."""

    events: tuple[str, ...] = ()  # the ids the event has had, the latest last
    workbooks: tuple[ReadWorkbook, ...] = ()
    asked: tuple[Asked, ...] = ()


_ASKED = ("reviewer", "date", "source", "locator", "note_id", "words", "value", "found")
_READ = ("source", "reviewer", "sha256")


def read_memory(file: Path) -> Memory:
    """Read what is remembered of an event; nothing where there is no file.

    Raises:
        SettingsError: If it is not what it must be: without it nobody knows what is to be kept out of print.
    """
    if not file.is_file():
        return Memory()
    where = f"{file.parent.name}/{file.name}"
    remedy = "Mend that line, or put back an earlier copy of the file."
    try:
        content = file.read_bytes()
    except OSError as error:
        raise SettingsError(
            f"it cannot be opened ({error.strerror or 'no reason given'})", where=where, remedy=remedy
        ) from None
    said = read_toml(content, where, remedy)
    try:
        return Memory(
            tuple(str(name) for name in said.get("events", ())),
            tuple(ReadWorkbook(*(str(entry[name]) for name in _READ)) for entry in said.get("workbook", ())),
            tuple(
                Asked(**{name: str(entry.get(name, "")) for name in _ASKED}, elsewhere=False)
                for entry in said.get("keep_out", ())
            ),
        )
    except (KeyError, TypeError, AttributeError):
        raise SettingsError("it is not as the program wrote it", where=where, remedy=remedy) from None


def write_memory(file: Path, memory: Memory) -> None:
    """Keep what is remembered of an event."""
    lines = [_HEAD, f"events = [{', '.join(map(_quote, memory.events))}]"]
    for name, entries, fields in (("workbook", memory.workbooks, _READ), ("keep_out", memory.asked, _ASKED)):
        for entry in entries:
            lines.append(f"\n[[{name}]]")
            lines += [f"{key} = {_quote(getattr(entry, key))}" for key in fields if getattr(entry, key)]
    write_bytes(file, ("\n".join(lines) + "\n").encode("utf-8"), private=True)


def find_memories(raw: Path, besides: Path) -> Sequence[Path]:
    """The files of other events under data/raw, in order."""
    return sorted(file for file in raw.glob(f"*/{WITHHELD_FILE}") if file != besides)


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
