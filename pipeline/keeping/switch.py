"""Brings a run's tables and reports into their places in one step, so that nobody reads half of two runs.

A run writes beside what is there, in the cache. When all of it lies on the disk, a list of what goes where
is written, and the files are moved by it. A run that is killed before has changed nothing; one that is killed
among the moves has left the list, and the next command goes on by it before it does anything else.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from pipeline.errors import WriteError
from pipeline.keeping.writing import (
    Content,
    explain_failure,
    holds_content,
    move_file,
    remove_file,
    sync_folder,
    write_bytes,
)


def list_outputs(record: dict[str, Any]) -> dict[str, str]:
    """All files of a run with their hashes, as its record lists them; what is damaged counts for nothing."""
    stages = record.get("stages")
    parts = stages.values() if isinstance(stages, dict) else [record]
    found: dict[str, str] = {}
    for part in parts:
        found |= list_part(part)[1]
    return found


def list_part(part: object) -> tuple[dict[str, str], dict[str, str]]:
    """The inputs and files of one part of a record, with hashes; what is damaged counts for nothing."""
    if not isinstance(part, dict):
        return {}, {}
    return _list_hashes(part.get("inputs")), _list_hashes(part.get("outputs"))


def _list_hashes(hashes: object) -> dict[str, str]:
    entries = hashes.items() if isinstance(hashes, dict) else ()
    return {name: digest for name, digest in entries if isinstance(name, str) and isinstance(digest, str)}


_LIST = ".switch"
_FOR_PROGRAMS = (".parquet", ".npy")  # where one of these is held, nothing else is moved
_RECORD = "run.json"


class Switch:
    """What a run has written so far and nobody sees yet. Names are paths in the workspace."""

    def __init__(self, root: Path, owner: str) -> None:
        self._root, self._owner = root, owner
        self._folder, self._list = _places(root, owner)
        self._names: set[str] = set()
        self._gone: set[str] = set()

    def hold(self, name: str, content: Content, *, private: bool) -> None:
        """Keep a file until all are moved; one that lies there with these bytes is left alone.

        Raises:
            WriteError: If it cannot be written.
        """
        self._gone.discard(name)
        if holds_content(self._root / name, content):
            if name in self._names:
                self._names.remove(name)
                remove_file(self._folder / name)
            return
        write_bytes(self._folder / name, content, private=private, lasting=False)
        self._names.add(name)

    def find(self, path: Path) -> Path:
        """Where a file lies now: held, in its place, or nowhere if it is to be taken away."""
        name = path.relative_to(self._root).as_posix()
        return self._folder / name if name in self._names or name in self._gone else path

    def remove(self, name: str) -> None:
        """Take a file away when the others are moved."""
        if name not in self._names:
            self._gone.add(name)

    def make(self, before: Mapping[str, str]) -> dict[str, str]:
        """Move everything into its place.

        Args:
            before: What the record of the last run says of the files that are there, as hashes.

        Returns:
            Files that other programs hold, so that they are as they were, each with what to do.

        Raises:
            WriteError: If nothing could be moved, or not all; the next command goes on then.
        """
        if not self._names and not self._gone:
            return {}
        for folder in sorted({(self._folder / name).parent for name in self._names}):
            sync_folder(folder)
        _write_list(self._list, self._names, self._gone, before)
        self._names, self._gone = set(), set()
        return _move_all(self._root, self._owner)


def finish_switches(root: Path) -> None:
    """Go on with what killed runs had begun to move, and take away what they had not."""
    for path in sorted((root / ".cache" / "runs").glob(f"*{_LIST}")):
        _move_all(root, path.name.removesuffix(_LIST))
    drop_held(root)


def drop_held(root: Path) -> None:
    """Take away what was written and never moved, but for what the next command is to move."""
    for folder in sorted((root / ".cache" / "held").glob("*")):
        if not _places(root, folder.name)[1].exists():
            shutil.rmtree(folder, ignore_errors=True)


def encode_record(record: Mapping[str, Any]) -> bytes:
    """A record of a run as it is kept."""
    return (json.dumps(record, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode("utf-8")


def _places(root: Path, owner: str) -> tuple[Path, Path]:
    return root / ".cache" / "held" / owner, root / ".cache" / "runs" / f"{owner}{_LIST}"


def _move_all(root: Path, owner: str) -> dict[str, str]:
    folder, list_file = _places(root, owner)
    try:
        listed = json.loads(list_file.read_text(encoding="utf-8"))
        moved, removed, before = (listed[part] for part in ("moved", "removed", "before"))
    except (OSError, ValueError, KeyError, TypeError):  # it is written whole: somebody changed it
        moved, removed, before = (), (), {}
    held: dict[str, str] = {}
    own = [f"{place}/{owner}/" for place in ("data/processed", "reports")]
    folders: set[Path] = set()
    for name in sorted(filter(lambda name: _is_own(name, own), moved), key=_in_order):
        path = root / name
        folders.add(path.parent)
        if name.endswith(_RECORD) and held:
            _take_back(folder / name, held, before)
        try:
            if (folder / name).is_file():
                path.parent.mkdir(parents=True, exist_ok=True)
                move_file(folder / name, path)
        except OSError as error:
            refusal = explain_failure(error, path)
            if not isinstance(error, PermissionError) or name.endswith((*_FOR_PROGRAMS, _RECORD)):
                raise refusal from error
            held[name] = str(refusal)
    left: dict[str, str] = {}
    for name in filter(lambda name: _is_own(name, own), removed):
        folders.add((root / name).parent)
        try:
            remove_file(root / name)
        except WriteError as error:
            left[name] = str(error)
    for place in sorted(folders):
        sync_folder(place)
    if left:  # the next command tries again
        _write_list(list_file, (), left, {})
    else:
        with suppress(WriteError):
            remove_file(list_file)
    shutil.rmtree(folder, ignore_errors=True)
    return held | left


def _write_list(path: Path, moved: Iterable[str], removed: Iterable[str], before: Mapping[str, str]) -> None:
    named = {"moved": sorted(moved), "removed": sorted(removed), "before": dict(before)}
    text = json.dumps(named, sort_keys=True, ensure_ascii=False)
    write_bytes(path, text.encode("utf-8"), private=True)


def _is_own(name: object, own: list[str]) -> bool:
    """Whether a file is one of the event's: the list lies where anybody may write."""
    return isinstance(name, str) and ".." not in name.split("/") and name.startswith(tuple(own))


def _in_order(name: str) -> tuple[int, str]:
    """What programs need first: where it is held nothing else is moved; the record last."""
    return (2 if name.endswith(_RECORD) else 0 if name.endswith(_FOR_PROGRAMS) else 1), name


def _take_back(record_file: Path, held: Mapping[str, str], before: Mapping[str, str]) -> None:
    """Have the record say what files that others hold were, so that their stage is run again."""
    record = json.loads(record_file.read_text(encoding="utf-8"))
    for part in (record.get("stages") or {"": record}).values():
        outputs = part.get("outputs", {})
        for name in held.keys() & outputs.keys():
            part["inputs"] = {}
            if name in before:
                outputs[name] = before[name]
            else:
                del outputs[name]
    write_bytes(record_file, encode_record(record), lasting=False)
