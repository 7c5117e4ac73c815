"""Collects the documents of an event from a file or folder, and tells events from series under data/raw."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from pipeline.errors import SourceError
from pipeline.ingest.event import EVENT_FILE, EventFile, read_event_file
from pipeline.ingest.event.returned import (
    LINES,
    PROJECT,
    REVIEW,
    SUFFIXES,
    TRACKER,
    find_mark,
    read_missed_page,
    read_workbook_back,
    say_own,
)
from pipeline.ingest.event.said import RoleBook, read_role_book
from pipeline.ingest.lines import FORMATS
from pipeline.keeping import open_room
from pipeline.keeping.withheld import WITHHELD_FILE
from pipeline.keeping.workbooks import ReturnedWorkbook
from pipeline.wording import make_slug

SERIES_FILES = ("series.toml", "kept.toml")
# Files that stand beside documents and are not documents: looked past without a word.
_BESIDE = ("codebook.yaml", "codebook.yml", "settings.toml", WITHHELD_FILE, "thumbs.db", "desktop.ini")
_TRACKER = "it is the tracker of a series: put it into the folder of that series under data/raw"
_KINDS = ", ".join(sorted(FORMATS))
_OTHER_KIND = f"files of this kind cannot be read yet; these can: {_KINDS}"


# What old programs wrote, by the ending of the name: the program, and what to save it as.
_OLD_KINDS = {
    ".doc": ("Word", ".docx"),
    ".rtf": ("Word", ".docx"),
    ".ppt": ("PowerPoint", ".pptx"),
    ".xls": ("Excel", ".xlsx"),
}


@dataclass(frozen=True)
class RawEvent:
    """An event as people gave it to us."""

    event_id: str  # slug, from event.toml, else from the name of the file or folder
    facts: EventFile
    documents: tuple[tuple[str, bytes], ...]  # path inside the event's folder (with /) and bytes, sorted
    set_aside: tuple[tuple[str, str], ...]  # files that are no documents we can read, each with the reason
    workbooks: tuple[ReturnedWorkbook, ...] = ()  # reviews that came back, sorted by path
    own: tuple[tuple[str, str], ...] = ()  # files that the program made itself, each with what to say of it
    roles: tuple[RoleBook, ...] = ()  # what people take lines for, the one saved last at the end
    said: tuple[str, ...] = ()  # what to know of files that lie in the event's folder of the workspace


def find_events(raw: Path) -> list[Path]:
    """Every event under data/raw: each folder, and each document lying there by itself."""
    if not raw.is_dir():
        return []
    of_series = _find_series_folders(raw)
    alone = {make_slug(path.stem) for path in raw.iterdir() if _is_file(path) and _is_document(path)}
    return sorted(
        (
            path
            for path in raw.iterdir()
            if not _is_hidden(path.name)
            and path not in of_series
            and not (path.is_dir() and path.name in alone)  # what is decided on that document lies there
            and (path.is_dir() or _is_document(path))
        ),
        key=lambda path: path.name,
    )


def _is_document(path: Path) -> bool:
    return path.suffix.lower() in FORMATS and path.name.lower() not in _BESIDE and not _is_hidden(path.name)


def find_event(path: Path, raw: Path) -> Path:
    """The event that a document belongs to: the folder of data/raw it lies in, where it lies there."""
    try:
        parts = path.resolve().relative_to(raw.resolve()).parts
    except (OSError, ValueError):
        return path
    if len(parts) < 2 or not _is_file(path) or raw / parts[0] in _find_series_folders(raw):
        return path
    return raw / parts[0]


def _find_series_folders(raw: Path) -> set[Path]:
    """Folders under data/raw that belong to a series: named by some event, or with a series' file in them.

    A folder with an event.toml is an event's, whatever its name.
    """
    folders = [path for path in raw.iterdir() if path.is_dir()]
    named = {_read_series(folder / EVENT_FILE) for folder in folders}
    return {
        folder
        for folder in folders
        if not _is_file(folder / EVENT_FILE)
        and (folder.name in named or any(_is_file(folder / name) for name in SERIES_FILES))
    }


def _is_file(path: Path, unasked: bool = False) -> bool:
    """Whether a file is there; in a folder that nobody may look into none is, until its event is read."""
    try:
        return path.is_file()
    except OSError:
        return unasked


def find_strays(folder: Path) -> list[str]:
    """Write-ups that lie in a series' folder, where nothing reads them; spreadsheets may be trackers."""
    if _is_file(folder / EVENT_FILE):
        return []
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file()
        and not _is_hidden(path.name)
        and path.suffix.lower() in FORMATS
        and path.suffix.lower() not in SUFFIXES
    )


def _read_series(file: Path) -> str:
    """The series an event.toml names; what is wrong in the file is said when its event is read."""
    try:
        value = tomllib.loads(file.read_bytes().decode("utf-8-sig")).get("series", "")
    except (OSError, ValueError, RecursionError):
        return ""
    return make_slug(value) if isinstance(value, str) else ""


def gather_event(path: Path, raw: Path | None = None) -> RawEvent:
    """Read the bytes of an event's documents, and the review workbooks that came back.

    Args:
        path: A document, or a folder holding documents, an optional event.toml and review workbooks.
        raw: data/raw of the workspace: what lies there in the folder of the event's id belongs to an event
            that lies elsewhere as if its documents lay there, too.

    Raises:
        SourceError: If there is nothing at the path, or nothing readable in it.
        SettingsError: If event.toml is not of the form it must have.
    """
    if not path.exists():
        remedy = "Check the name and where it lies."
        raise SourceError("there is no such file or folder", where=str(path), remedy=remedy)
    if _as_text(str(path)) != str(path):
        raise SourceError(
            "its name, or that of a folder it lies in, holds characters that are no text",
            where=_as_text(str(path)),
            remedy="Rename it with plain letters.",
        )
    files = sorted(_walk(path), key=lambda found: found[0]) if path.is_dir() else [(path.name, path)]
    facts = EventFile()
    there: dict[str, bytes] = {}
    set_aside: list[tuple[str, str]] = []
    workbooks: list[ReturnedWorkbook] = []
    own: list[tuple[str, str]] = []
    roles: list[RoleBook] = []

    def gather(name: str, file: Path, decisions_only: bool = False) -> None:
        try:
            content = _read_bytes(file)
            if name.lower().endswith(PROJECT):
                workbooks.extend(open_room("pipeline.ingest.event.project:read_project_back")(name, content))
            elif (mark := find_mark(name, content)) == REVIEW:
                workbooks.append(read_workbook_back(name, content))
            elif mark == LINES:
                roles.append(read_role_book(name, content))
            elif decisions_only:
                return
            elif mark == TRACKER:
                set_aside.append((name, _TRACKER))
            elif reason := say_own(name, content):
                page = read_missed_page(name, content) if name.lower().endswith(".docx") else None
                if page is None:
                    own.append((name, reason))
                else:
                    workbooks.append(page)
            elif file.suffix.lower() in FORMATS:
                if there.get(name) != content:  # the write-up named, and its copy in the event's folder
                    name = f"{file.parent.name}/{name}" if name in there else name
                    there[name] = content
            else:
                set_aside.append((name, _say_other_kind(file)))
        except _HeldError:
            raise
        except SourceError as error:
            set_aside.append((name, error.what))

    def take(name: str, file: Path) -> None:
        if file.suffix.lower() in (*FORMATS, *SUFFIXES):
            gather(name, file)
        elif file.name.lower() not in _BESIDE:
            set_aside.append((name, _say_other_kind(file)))

    for name, file in files:
        if name == EVENT_FILE:
            facts = read_event_file(_read_bytes(file), where=f"{path.name}/{name}")
        else:
            take(name, file)
    if not there:
        reason = set_aside[0][1] if set_aside else "it holds no documents"
        if own and not set_aside:
            reason = f"{own[0][0]}: {own[0][1]}"
        elif workbooks and not set_aside:
            reason = "it holds a review workbook but no write-up"
        decided = (workbooks or roles or facts != EventFile()) and not set_aside and not own
        kinds = "" if _KINDS in reason else f": {_KINDS}"  # said once
        raise SourceError(
            f"nothing in it can be read ({reason})" if path.is_dir() else reason,
            where=str(path),
            remedy="Put the write-up beside it, or name the write-up as you did before: run FILE."
            if decided
            else f"Save the write-up as one of these kinds and run again{kinds}.",
        )
    event_id = facts.slug or make_slug(path.stem if path.is_file() else path.resolve().name) or "event"
    known, looked, said = {file.resolve() for _, file in files}, set[str](), []
    told = next((file for name, file in files if name == EVENT_FILE), None)
    while raw is not None and event_id not in looked and (raw / event_id).is_dir():
        looked.add(event_id)
        folder, before = raw / event_id, len(there)
        whole = _belongs_whole(folder, path, raw)
        for name, file in sorted(_walk(folder), key=lambda found: found[0]):
            if file.resolve() in known:
                continue
            known.add(file.resolve())
            if whole and name == EVENT_FILE:
                if told is None:
                    told, facts = file, read_event_file(_read_bytes(file), where=str(file))
                    event_id = facts.slug or event_id
                elif _read_bytes(file) != _read_bytes(told):
                    not_read = f"{file.absolute()} was not read: keep one of the two"
                    said.append(f"{told.absolute()} counts; {not_read}")
            elif whole:
                take(name, file)
            elif file.suffix.lower() in SUFFIXES:
                gather(name, file, decisions_only=True)
        if more := len(there) - before:
            are = "1 document was" if more == 1 else f"{more} documents were"
            there = dict(sorted(there.items()))
            said.append(f"{are} read with it from {folder.absolute()}: take away what is not of this event")
    return RawEvent(
        event_id=event_id,
        facts=facts,
        documents=tuple(there.items()),
        set_aside=tuple(set_aside),
        workbooks=tuple(workbooks),
        own=tuple(own),
        roles=tuple(sorted(roles, key=lambda book: (book.saved, book.source))),
        said=tuple(said),
    )


def _belongs_whole(folder: Path, path: Path, raw: Path) -> bool:
    """Whether all that lies in the folder of an event's id is of the event: not where it may be another's."""
    elsewhere = path.is_file() or raw.resolve() not in path.resolve().parents
    return elsewhere and folder not in _find_series_folders(raw)


def _say_other_kind(file: Path) -> str:
    program, ending = _OLD_KINDS.get(file.suffix.lower(), ("", ""))
    said = f"{file.suffix.lower()} files cannot be read: open it in {program} and save it as {ending}"
    return said if program else _OTHER_KIND


def _walk(folder: Path) -> list[tuple[str, Path]]:
    found = []
    for root, folders, names in os.walk(folder, followlinks=False, onerror=_refuse_held):
        folders[:] = sorted(name for name in folders if not _is_hidden(name))
        for name in names:
            file = Path(root, name)
            # No broken link or pipe; what cannot be asked is there, and refused when it is read.
            if not _is_hidden(name) and _is_file(file, unasked=True):
                found.append((_as_text(file.relative_to(folder).as_posix()), file))
    return found


def _as_text(name: str) -> str:
    """A file's name as text that can be written: from a zip file of another system it may be none."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$"))  # "~$notes.docx" is Word's lock on an open document


class _HeldError(SourceError):
    """A file is there and cannot be opened: a run without it would drop what people wrote or decided."""


def _read_bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        _refuse_held(error, file.name)


def _refuse_held(error: OSError, name: str = "") -> NoReturn:
    """A file or a folder is there and cannot be opened (locked, somebody else's, still in the cloud)."""
    raise _HeldError(
        f"it cannot be opened ({error.strerror or 'no reason given'}), so the event was left as it was",
        where=_as_text(name or Path(str(error.filename)).name),
        remedy="Close it in other programs, check that you may read it and that it is on this computer.",
    ) from None
