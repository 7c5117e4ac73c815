"""Runs `codebook learn`: what people decided in a workspace's events, into the series' own codebook."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import SettingsError, SourceError, TableError
from pipeline.keeping.store import EventStore, Workspace
from pipeline.keeping.writing import write_bytes
from pipeline.review.codebook import Learned, add_codes, find_comments, gather_lessons, learn_codebook
from pipeline.settings import find_settings
from pipeline.tables import Codings, Decisions, SafeNotes, Themes
from pipeline.themes.codebook import Code, read_written
from pipeline.themes.codebook.library import load_codebook

OWN_CODEBOOK = "codebook.yaml"


@dataclass(frozen=True)
class LearnOutcome:
    """How learning ended."""

    path: Path
    learned: Learned
    events: int
    lost_comments: bool  # whether comments of people's own in the file were lost
    name: str  # how the settings name the codebook
    in_use: bool  # whether the settings do


def learn_from_reviews(workspace: Workspace, settings_file: Path | None, into: Path | None) -> LearnOutcome:
    """Make what people decided in the workspace's events part of a codebook.

    Args:
        into: The codebook to write, a file inside data/raw; None for data/raw/codebook.yaml.

    Raises:
        SourceError: If no event has been run.
        SettingsError: If a codebook is not of its form, or would lie outside data/raw.
    """
    book = _open_codebook(workspace, settings_file, into)
    event_ids = workspace.list_events()
    if not event_ids:
        raise SourceError(
            "there is no finished run of an event",
            where=str(workspace.root),
            remedy="First run: python -m pipeline run",
        )
    lessons, known = [], []
    for event_id in event_ids:
        store = EventStore(workspace, event_id)
        if not store.is_finished():
            raise TableError(
                "its last run was not finished, so nothing was learned",
                where=event_id,
                remedy="Run it again.",
            )
        safe_notes = store.read_table("safe_notes", SafeNotes)
        known += [f"{event_id}/{note_id}" for note_id in safe_notes["note_id"]]
        lessons += gather_lessons(
            event_id,
            store.read_table("codings", Codings),
            store.read_table("themes", Themes),
            store.read_table("decisions", Decisions),
            safe_notes,
        )
    learned = learn_codebook(book.content, book.inherits, book.inherited, lessons, known)
    return _keep(book, learned, len(event_ids))


def learn_from_codes(
    workspace: Workspace, settings_file: Path | None, into: Path | None, codes: Sequence[tuple[str, str]]
) -> LearnOutcome:
    """Take up codes that another tool lists, each a title with what it means.

    Args:
        codes: The codes; those there are already stay as they are.

    Raises:
        SettingsError: If a codebook is not of its form, or would lie outside data/raw.
    """
    book = _open_codebook(workspace, settings_file, into)
    return _keep(book, add_codes(book.content, book.inherits, book.inherited, codes), 0)


@dataclass(frozen=True)
class _Book:
    """The codebook to write, as it is: see `learn_codebook`."""

    path: Path
    name: str
    in_use: bool
    content: str
    inherits: str
    inherited: list[dict[str, Any]]


def _keep(book: _Book, learned: Learned, events: int) -> LearnOutcome:
    read_written(learned.content, where=book.path.name)  # never leave behind what the next run would refuse
    write_bytes(book.path, learned.content.encode("utf-8"))
    return LearnOutcome(book.path, learned, events, find_comments(book.content), book.name, book.in_use)


def _open_codebook(workspace: Workspace, settings_file: Path | None, into: Path | None) -> _Book:
    settings = find_settings(workspace.raw, settings_file)
    path = into or workspace.raw / OWN_CODEBOOK
    if not path.resolve().is_relative_to(workspace.raw.resolve()):
        raise SettingsError(
            "a codebook is only found inside data/raw", where=str(path), remedy="Name a file there."
        )
    name = path.resolve().relative_to(workspace.raw.resolve()).as_posix()
    content = _read_text(path)
    in_use = settings.themes.codebook == name
    inherits = "" if in_use else settings.themes.codebook
    written = read_written(content, where=path.name) if content else None
    parents = written.inherits if written else (inherits,) if inherits else ()
    without = set(written.without) if written else set()
    codes = {code.code: code for parent in parents for code in load_codebook(parent, workspace.raw).codes}
    inherited = [write_code(code) for code in codes.values() if code.code not in without]
    return _Book(path, name, in_use, content, inherits, inherited)


def _read_text(path: Path) -> str:
    if not path.is_file():
        return ""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise SettingsError(
            "it is not UTF-8 text", where=path.name, remedy="Save it as UTF-8 and run again."
        ) from None


def write_code(code: Code) -> dict[str, Any]:
    """A code as it stands in a file."""
    entry = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in dataclasses.asdict(code).items()
        if name != "expected" and value
    }
    return {**entry, "definition": code.definition or f"{code.title}."}
