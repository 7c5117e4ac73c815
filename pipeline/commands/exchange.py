"""Hands events and codebooks to qualitative tools, and takes codebooks from them (REFI-QDA)."""

from __future__ import annotations

from pathlib import Path

from pipeline.commands.learn import OWN_CODEBOOK, LearnOutcome, learn_from_codes, write_code
from pipeline.commands.review import list_pending
from pipeline.errors import SettingsError, SourceError, TableError
from pipeline.flow.shown import hide_words, read_shown, read_withheld
from pipeline.flow.withheld import refuse_leaks
from pipeline.keeping.qda import (
    QdaCode,
    QdaProject,
    make_guid,
    read_codes,
    walk_codes,
    write_codes,
    write_project,
)
from pipeline.keeping.reading import read_given
from pipeline.keeping.store import EventStore, Workspace
from pipeline.keeping.writing import write_bytes
from pipeline.notebook.finished import FinishedEvent
from pipeline.review.codebook import describe_code
from pipeline.review.exchange import Coded, build_project
from pipeline.settings import find_settings
from pipeline.tables import Events, Questions, SafeNotes, Themes
from pipeline.themes.codebook import Code
from pipeline.themes.codebook.library import load_codebook


def export_event(workspace: Workspace, event_id: str, settings_file: Path | None, file: Path) -> QdaProject:
    """Write an event as its last run left it for a qualitative tool.

    Raises:
        SourceError: If it was not run, decisions came back since, or the file has another ending.
        TableError: If its last run was not finished, or withheld words would stand in the file.
    """
    _refuse_ending(file, ".qdpx")
    event = FinishedEvent(event_id, workspace.root)
    store = EventStore(workspace, event_id)
    if not store.is_finished():
        raise TableError(
            "its last run was not finished, so nothing was written", where=event_id, remedy="Run it again."
        )
    if pending := list_pending(event, workspace.root):
        raise SourceError(
            f"{', '.join(pending)} came back since the last run, so nothing was written",
            where=event_id,
            remedy="Run the event first.",
        )
    words, privacy = (read_withheld(store), find_settings(workspace.raw, settings_file).privacy)
    coded = Coded(
        event.draft_codings,
        hide_words("draft_themes", event.draft_themes, words, Themes),
        event.codings,
        hide_words("themes", event.themes, words, Themes),
        event.decisions,
    )
    project = build_project(
        read_shown(store, "event", Events, privacy),
        read_shown(store, "questions", Questions, privacy),
        store.read_table("shown_notes", SafeNotes),
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
    """Take the codes of a .qdc file into a codebook of the workspace.

    Raises:
        SourceError: If there is no such file, or it is no codebook.
        SettingsError: If a codebook of the workspace is not of its form.
    """
    content = read_given(file, "Check the name and where it lies.")
    codes = [(code.name, code.description) for code in walk_codes(read_codes(file.name, content))]
    return learn_from_codes(
        workspace, settings_file, into, [(name, meaning) for name, meaning in codes if name]
    )


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
