"""Into the series' own codebook: what people decided, and what other tools list; and out to those tools.

Codes and projects come and go in the form of REFI-QDA.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.commands.review import list_pending
from pipeline.errors import SettingsError, SourceError
from pipeline.flow.shown import hide_words, read_shown, read_withheld, refuse_leaks
from pipeline.keeping.qda import (
    QdaCode,
    QdaProject,
    make_guid,
    read_codes,
    walk_codes,
    write_codes,
    write_project,
)
from pipeline.keeping.reading import read_given, read_text
from pipeline.keeping.store import EventStore, Workspace
from pipeline.keeping.writing import write_bytes
from pipeline.notebook.finished import FinishedEvent
from pipeline.review.codebook import (
    Learned,
    add_codes,
    describe_code,
    find_comments,
    gather_lessons,
    learn_codebook,
)
from pipeline.review.exchange import Coded, build_project
from pipeline.settings import find_settings
from pipeline.themes.codebook import Code, load_codebook, read_written

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
        store.refuse_unfinished("nothing was learned")
        safe_notes = store.read_table("safe_notes")
        known += [f"{event_id}/{note_id}" for note_id in safe_notes["note_id"]]
        lessons += gather_lessons(
            event_id,
            store.read_table("codings"),
            store.read_table("themes"),
            store.read_table("decisions"),
            safe_notes,
        )
    learned = learn_codebook(book.content, book.inherits, book.inherited, lessons, known)
    return _keep(book, learned, len(event_ids))


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
    content = read_text(path) if path.is_file() else ""
    in_use = settings.themes.codebook == name
    inherits = "" if in_use else settings.themes.codebook
    written = read_written(content, where=path.name) if content else None
    parents = written.inherits if written else (inherits,) if inherits else ()
    without = set(written.without) if written else set()
    codes = {code.code: code for parent in parents for code in load_codebook(parent, workspace.raw).codes}
    inherited = [write_code(code) for code in codes.values() if code.code not in without]
    return _Book(path, name, in_use, content, inherits, inherited)


def write_code(code: Code) -> dict[str, Any]:
    """A code as it stands in a file."""
    entry = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in dataclasses.asdict(code).items()
        if name != "expected" and value
    }
    return {**entry, "definition": code.definition or f"{code.title}."}


def export_event(workspace: Workspace, event_id: str, settings_file: Path | None, file: Path) -> QdaProject:
    """Write an event as its last run left it for a qualitative tool.

    Raises:
        SourceError: If it was not run, decisions came back since, or the file has another ending.
        TableError: If its last run was not finished, or withheld words would stand in the file.
    """
    _refuse_ending(file, ".qdpx")
    event = FinishedEvent(event_id, workspace.root)
    store = EventStore(workspace, event_id)
    store.refuse_unfinished("nothing was written")
    if pending := list_pending(event, workspace.root):
        raise SourceError(
            f"{', '.join(pending)} came back since the last run, so nothing was written",
            where=event_id,
            remedy="Run the event first.",
        )
    words, privacy = (read_withheld(store), find_settings(workspace.raw, settings_file).privacy)
    coded = Coded(
        event.draft_codings,
        hide_words("draft_themes", event.draft_themes, words),
        event.codings,
        hide_words("themes", event.themes, words),
        event.decisions,
    )
    project = build_project(
        read_shown(store, "event", privacy),
        read_shown(store, "questions", privacy),
        store.read_table("shown_notes"),
        coded,
        {code.code: _describe(code) for code in _list_codes(workspace, settings_file)},
    )
    words_in_it = [text.text for text in project.texts] + [text.name for text in project.texts]
    words_in_it += [f"{code.name}\n{code.description}" for code in walk_codes(project.codes)]
    words_in_it += [project.name, *project.users.values()]
    refuse_leaks({f"{file.stem}.txt": "\n".join(words_in_it).encode()}, words, event_id)
    write_bytes(file, write_project(project))
    return project


def export_codebook(workspace: Workspace, settings_file: Path | None, file: Path) -> int:
    """Write the codebook that the settings name, as a .qdc file; gives the number of its codes.

    Raises:
        SourceError: If the file has another ending.
        SettingsError: If there is no codebook.
    """
    _refuse_ending(file, ".qdc")
    codes = _list_codes(workspace, settings_file)
    if not codes:
        raise SettingsError(
            "the settings name no codebook",
            where="settings, [themes] codebook",
            remedy=f'Write codebook = "{OWN_CODEBOOK}" there, or the name of another.',
        )
    write_bytes(
        file, write_codes([QdaCode(make_guid("code", one.code), one.title, _describe(one)) for one in codes])
    )
    return len(codes)


def import_codebook(
    workspace: Workspace, settings_file: Path | None, into: Path | None, file: Path
) -> LearnOutcome:
    """Take the codes of a .qdc file into a codebook of the workspace; those there are already stay.

    Raises:
        SourceError: If there is no such file, or it is no codebook.
        SettingsError: If a codebook of the workspace is not of its form, or would lie outside data/raw.
    """
    content = read_given(file, "Check the name and where it lies.")
    codes = [(one.name, one.description) for one in walk_codes(read_codes(file.name, content)) if one.name]
    book = _open_codebook(workspace, settings_file, into)
    return _keep(book, add_codes(book.content, book.inherits, book.inherited, codes), 0)


def _list_codes(workspace: Workspace, settings_file: Path | None) -> tuple[Code, ...]:
    settings = find_settings(workspace.raw, settings_file)
    return load_codebook(settings.themes.codebook, workspace.raw).codes


def _describe(code: Code) -> str:
    return describe_code(write_code(code))


def _refuse_ending(file: Path, ending: str) -> None:
    if file.suffix.lower() != ending:
        raise SourceError(
            f"the file must end in {ending}",
            where=file.name,
            remedy=f"Name it {file.stem or 'name'}{ending}.",
        )
