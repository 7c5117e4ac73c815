"""The only reader and writer of what the pipeline keeps: tables, vectors, reports, the run record.

Tables are held to their contract on the way in and on the way out. Every file is written beside its
place and then moved there, so that it is whole or as it was before.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.errors import TableError
from pipeline.tables import CONTRACTS, T, check_table, columns_of

Vectors = npt.NDArray[np.float32]  # one row per note, in the order of SafeNotes


class Workspace:
    """The folders of a workspace. Nothing is written outside them.

    Args:
        root: The folder that holds (or will hold) data/ and reports/.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.raw = root / "data" / "raw"
        self.cache = root / ".cache"

    def list_events(self) -> list[str]:
        """The ids of the events whose run was finished; a series lies beside them and is none."""
        found = (self.root / "data" / "processed").glob("*/run.json")
        return sorted(path.parent.name for path in found if (path.parent / "event.parquet").is_file())

    def processed(self, event_id: str) -> Path:
        """Where an event's tables lie."""
        return self.root / "data" / "processed" / event_id

    def reports(self, event_id: str) -> Path:
        """Where an event's reports lie."""
        return self.root / "reports" / event_id


class EventStore:
    """Reads and writes what belongs to one event, and remembers what it wrote.

    Args:
        workspace: The workspace the event is kept in.
        event_id: Slug of the event.

    Attributes:
        written: SHA-256 of every file written through this store, by its path in the workspace.
    """

    def __init__(self, workspace: Workspace, event_id: str) -> None:
        self.event_id = event_id
        self.tables = workspace.processed(event_id)
        self.reports = workspace.reports(event_id)
        self.written: dict[str, str] = {}
        self._root = workspace.root
        self._checked: dict[str, pd.DataFrame] = {}  # tables of this run, already held to their contract

    def write_table(self, name: str, table: pd.DataFrame) -> None:
        """Keep a table as CSV, for people, and as Parquet, for programs.

        Raises:
            TableError: If the table breaks its contract; nothing is written then.
        """
        checked = check_table(CONTRACTS[name], table)
        self._checked[name] = checked
        text = checked.to_csv(index=False, lineterminator="\n")
        parquet = io.BytesIO()
        checked.to_parquet(parquet, index=False, engine="pyarrow", compression="zstd")
        self._write(self.tables / f"{name}.csv", text.encode("utf-8"))
        self._write(self.tables / f"{name}.parquet", parquet.getvalue())

    def read_table(self, name: str, contract: type[T]) -> DataFrame[T]:
        """Read a table back.

        Raises:
            TableError: If it is missing, damaged or breaks its contract.
        """
        if name in self._checked:
            return cast("DataFrame[T]", self._checked[name].copy())
        return check_table(contract, self.read_unchecked(name))

    def read_unchecked(self, name: str) -> pd.DataFrame:
        """Read a table back as it lies there, for those who hold it to its contract with others.

        Raises:
            TableError: If it is missing or damaged.
        """
        path = self.tables / f"{name}.parquet"
        try:
            return pd.read_parquet(path, engine="pyarrow")
        except Exception:  # whatever a damaged file makes the reader raise, the remedy is the same
            raise TableError(
                "it is missing or damaged",
                where=f"table {self.event_id}/{path.name}",
                remedy="Delete data/processed and run again.",
            ) from None

    def write_vectors(self, vectors: Vectors) -> None:
        """Keep the notes' vectors, one row per note in the order of safe_notes."""
        buffer = io.BytesIO()
        np.save(buffer, vectors, allow_pickle=False)
        self._write(self.tables / "vectors.npy", buffer.getvalue())

    def read_vectors(self) -> Vectors:
        """Read the notes' vectors back.

        Raises:
            TableError: If they are missing or damaged.
        """
        try:
            vectors: Vectors = np.load(self.tables / "vectors.npy", allow_pickle=False)
        except (OSError, ValueError):
            raise TableError(
                "it is missing or damaged",
                where=f"{self.event_id}/vectors.npy",
                remedy="Delete data/processed and run again.",
            ) from None
        return vectors

    def write_reports(self, files: dict[str, bytes]) -> None:
        """Keep the files of a report, by their path below the event's reports."""
        for name, content in sorted(files.items()):
            self._write(self.reports / name, content)

    def hash_input(self, name: str) -> str:
        """SHA-256 of a table (or of the vectors) as it lies there, or empty when there is none."""
        return hash_file(self.tables / ("vectors.npy" if name == "vectors" else f"{name}.parquet"))

    def is_whole(self, outputs: dict[str, str]) -> bool:
        """Whether files lie there as they were written."""
        return all(hash_file(self._root / path) == digest for path, digest in outputs.items())

    def remove(self, paths: Iterable[str]) -> None:
        """Take away files an earlier run wrote and this one no longer does."""
        for path in paths:
            (self._root / path).unlink(missing_ok=True)

    def read_record(self) -> dict[str, Any]:
        """What the last run did, or nothing where there was none or its record is damaged."""
        try:
            record = json.loads((self.tables / "run.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return record if isinstance(record, dict) else {}

    def write_record(self, record: dict[str, Any]) -> None:
        """Keep what this run did, with what."""
        text = json.dumps(record, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
        write_bytes(self.tables / "run.json", text.encode("utf-8"))

    def _write(self, path: Path, content: bytes) -> None:
        write_bytes(path, content, private=self.tables in path.parents)
        self.written[path.relative_to(self._root).as_posix()] = hashlib.sha256(content).hexdigest()


def read_tables(stores: Sequence[EventStore], name: str, contract: type[T]) -> list[DataFrame[T]]:
    """Read one table of many events, held to its contract once for all of them: 200 checks take long.

    Args:
        stores: The events.
        name: The table.
        contract: Its contract.

    Raises:
        TableError: If one is missing, damaged or breaks its contract.
    """
    parts = [store.read_unchecked(name) for store in stores]
    full = [part for part in parts if len(part)]
    joined = check_table(contract, pd.concat(full) if full else pd.DataFrame(columns=columns_of(contract)))
    ends = np.cumsum([len(part) for part in parts]).tolist()
    return [
        joined.iloc[end - len(part) : end].reset_index(drop=True)
        for part, end in zip(parts, ends, strict=True)
    ]


def hash_file(path: Path) -> str:
    """SHA-256 of a file, or empty when it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def write_bytes(path: Path, content: bytes, private: bool = False) -> None:
    """Write a file whole or not at all; a file that already holds these bytes is left alone.

    Args:
        path: Where.
        content: What.
        private: Whether only this user may read it (where the system knows such a thing), because it
            holds people's original words. Else it may be read like any file this user makes.
    """
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if not private:
            Path(temporary).chmod(0o666 & ~_read_umask())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _read_umask() -> int:
    mask = os.umask(0o077)  # the only way to ask for it is to set it
    os.umask(mask)
    return mask


def hash_bytes(parts: Iterable[bytes]) -> str:
    """SHA-256 over parts, each with its length so that no two lists of parts read the same."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()
