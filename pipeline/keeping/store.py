"""The only reader and writer of what the pipeline keeps: tables, vectors, reports, the run record.

Tables are held to their contract on the way in and on the way out. What a run writes is seen by nobody until
all of it is written; then it is moved into its place in one step (`switch`).
"""

from __future__ import annotations

import ctypes
import gc
import io
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Literal, cast

import numpy as np
import pandas as pd
import pyarrow
from pandera.typing.pandas import DataFrame

from pipeline.errors import TableError
from pipeline.keeping.csv_text import encode_csv
from pipeline.keeping.lock import hold_lock, keep_temporary
from pipeline.keeping.switch import Switch, drop_held, encode_record, finish_switches, list_outputs
from pipeline.keeping.writing import Content, hash_content, hash_file, remove_leftovers, write_bytes
from pipeline.tables import CONTRACTS, check_table, columns_of
from pipeline.tables.notes import Vectors

_HELD = 50_000  # rows: a larger table is not kept in memory between stages, but read anew
# Each row is read when it is looked at. Windows moves no file onto one that is mapped, nor such a file.
_MAPPED: Literal["r"] | None = None if sys.platform == "win32" else "r"


class Workspace:
    """The folders of a workspace. Nothing is written outside them."""

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

    @contextmanager
    def occupied(self) -> Iterator[None]:
        """Keep other runs out, temporary files in, and take away what killed runs left half-written.

        Raises:
            WriteError: If another run is at work here, or the workspace cannot be written to.
        """
        with hold_lock(self.cache, self.root), keep_temporary(self.cache / "temporary"):
            for folder in (self.root / "data", self.root / "reports", self.cache):
                remove_leftovers(folder)
            finish_switches(self.root)
            try:
                yield
            finally:
                drop_held(self.root)


class EventStore:
    """Reads and writes what belongs to one event, and remembers what it wrote.

    Attributes:
        written: SHA-256 of every file written through this store, by its path in the workspace.
        unwritten: Files that other programs held when all was moved, each with what to do.
        kept: Reports that a person had changed in their place, each with the copy that is kept of it.
    """

    def __init__(self, workspace: Workspace, event_id: str) -> None:
        self.event_id = event_id
        self.tables = workspace.processed(event_id)
        self.reports = workspace.reports(event_id)
        self.written: dict[str, str] = {}
        self.unwritten: dict[str, str] = {}
        self.kept: dict[str, str] = {}
        self._root = workspace.root
        self._switch = Switch(workspace.root, event_id)
        self._before: dict[str, str] | None = None
        # Tables of this run, already held to their contract; None for a large one, which is read anew.
        self._checked: dict[str, pd.DataFrame | None] = {}

    def write_table(self, name: str, table: pd.DataFrame) -> None:
        """Keep a table as CSV, for people, and as Parquet, for programs.

        Raises:
            TableError: If the table breaks its contract; nothing is written then.
        """
        checked = check_table(CONTRACTS[name], table)
        self._checked[name] = checked if len(checked) <= _HELD else None
        self._write(self.tables / f"{name}.csv", encode_csv(checked))
        parquet = io.BytesIO()
        checked.to_parquet(parquet, index=False, engine="pyarrow", compression="zstd")
        self._write(self.tables / f"{name}.parquet", [parquet.getbuffer()])

    def read_table(self, name: str) -> DataFrame[Any]:
        """Read a table back, held to its contract.

        Raises:
            TableError: If it is missing, damaged or breaks its contract.
        """
        held = self._checked.get(name)
        if held is not None:
            return cast("DataFrame[Any]", held.copy())
        table = self.read_unchecked(name)
        return cast("DataFrame[Any]", table) if name in self._checked else check_table(CONTRACTS[name], table)

    def read_unchecked(self, name: str) -> pd.DataFrame:
        """Read a table back as it lies there, for those who hold it to its contract with others.

        Raises:
            TableError: If it is missing or damaged.
        """
        path = self._switch.find(self.tables / f"{name}.parquet")
        try:
            return pd.read_parquet(path, engine="pyarrow")
        except Exception:  # whatever a damaged file makes the reader raise, the remedy is the same
            raise _report_damage(f"table {self.event_id}/{path.name}") from None

    @property
    def is_large(self) -> bool:
        """Whether this run has written a table that is too large to be kept in memory."""
        return any(kept is None for kept in self._checked.values())

    def write_vectors(self, vectors: Vectors) -> None:
        """Keep the notes' vectors, one row per note in the order of safe_notes."""
        own = np.ascontiguousarray(vectors)
        head = io.BytesIO()
        np.lib.format.write_array_header_1_0(head, np.lib.format.header_data_from_array_1_0(own))
        numbers = own.reshape(-1).view(np.uint8).data  # not copied: 1.5 GB for a million notes
        self._write(self.tables / "vectors.npy", [head.getbuffer(), numbers])

    def read_vectors(self) -> Vectors:
        """Read the notes' vectors back; they cannot be written to.

        Raises:
            TableError: If they are missing or damaged.
        """
        try:
            path = self._switch.find(self.tables / "vectors.npy")
            vectors: Vectors = np.asarray(np.load(path, mmap_mode=_MAPPED, allow_pickle=False))
        except (OSError, ValueError):
            raise _report_damage(f"{self.event_id}/vectors.npy") from None
        return vectors

    def write_reports(self, files: dict[str, bytes]) -> None:
        """Keep the files of a report, by their path below the event's reports."""
        for name, content in sorted(files.items()):
            self._keep_changed(self.reports / name, hash_content(content))
            self._write(self.reports / name, content)

    def hash_input(self, name: str) -> str:
        """SHA-256 of a table (or of the vectors) as it lies there, or empty when there is none."""
        return hash_file(
            self._switch.find(self.tables / ("vectors.npy" if name == "vectors" else f"{name}.parquet"))
        )

    def is_finished(self) -> bool:
        """Whether the tables are those of one run: one that failed half-way leaves new ones among old."""
        outputs = list_outputs(self.read_record())
        tables = f"{self._name(self.tables)}/"
        return not self.list_changed(
            {name: outputs[name] for name in outputs if name.startswith(tables) and not name.endswith(".csv")}
        )

    def refuse_unfinished(self, so: str) -> None:
        """Go on only with the tables of one run; `so` says what is not done without them.

        Raises:
            TableError: If the last run failed half-way.
        """
        if not self.is_finished():
            what = f"its last run was not finished, so {so}"
            raise TableError(what, where=self.event_id, remedy="Run it again.")

    def list_changed(self, outputs: dict[str, str]) -> list[str]:
        """Files that do not lie there as they were written."""
        return [path for path, digest in outputs.items() if hash_file(self._root / path) != digest]

    def lies_there(self, name: str) -> bool:
        """Whether there is a file of this path in the workspace."""
        return (self._root / name).is_file()

    def remove(self, paths: Iterable[str]) -> None:
        """Take away, when all is moved, files that only an earlier run wrote; the switch takes no others."""
        for name in paths:
            self._switch.remove(name)

    def read_record(self) -> dict[str, Any]:
        """What the last run did, or nothing where there was none or its record is damaged."""
        try:
            record = json.loads((self.tables / "run.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return record if isinstance(record, dict) else {}

    def has_damaged_record(self) -> bool:
        """Whether there is a record of the last run that cannot be read."""
        return (self.tables / "run.json").is_file() and not self.read_record()

    def write_record(self, record: dict[str, Any]) -> None:
        """Keep what this run did, with what; and with it bring all that it wrote into its place, in one step.

        Raises:
            WriteError: If it cannot be written: then all is as it was, or the next command goes on.
        """
        before = list_outputs(self.read_record())
        own = (f"{self._name(self.tables)}/", f"{self._name(self.reports)}/")
        self._switch.hold(self._name(self.tables / "run.json"), encode_record(record), private=False)
        self.unwritten |= self._switch.make({name: before[name] for name in before if name.startswith(own)})

    def _write(self, path: Path, content: Content) -> None:
        name = self._name(path)
        self._switch.hold(name, content, private=self.tables in path.parents)
        self.written[name] = hash_content(content)

    def _keep_changed(self, path: Path, digest: str) -> None:
        """Keep a copy of a report that somebody changed in its place, before it is written anew."""
        there = hash_file(path)
        if there in ("", digest):
            return
        name = self._name(path)
        if self._before is None:
            self._before = list_outputs(self.read_record())
        known = self._before.get(name)
        # Of a file that no record knows nothing says whether it was changed; workbooks are to be filled in.
        changed = there != known if known else path.suffix == ".xlsx"
        if changed:
            copy = self._root / "data" / "kept" / self.event_id / f"{path.stem}-{there[:8]}{path.suffix}"
            write_bytes(copy, path.read_bytes(), private=True)
            self.kept[name] = self._name(copy)

    def _name(self, path: Path) -> str:
        return path.relative_to(self._root).as_posix()


def _report_damage(where: str) -> TableError:
    return TableError("it is missing or damaged", where=where, remedy="Delete data/processed and run again.")


def read_tables(stores: Sequence[EventStore], name: str) -> list[DataFrame[Any]]:
    """Read one table of many events, held to its contract once for all of them: 200 checks take long.

    Raises:
        TableError: If one is missing, damaged or breaks its contract.
    """
    parts = [store.read_unchecked(name) for store in stores]
    full, contract = [part for part in parts if len(part)], CONTRACTS[name]
    joined = check_table(contract, pd.concat(full) if full else pd.DataFrame(columns=columns_of(contract)))
    ends = np.cumsum([len(part) for part in parts]).tolist()
    return [
        joined.iloc[end - len(part) : end].reset_index(drop=True)
        for part, end in zip(parts, ends, strict=True)
    ]


def give_back_memory() -> None:
    """Hand back memory that the stages of a large event no longer need; takes some tenths of a second.

    Python, Arrow and the system's own allocator each keep what was freed: after reading 50,000 notes 95 of
    290 MB held nothing, and what the next stage asks of another of the three comes on top.
    """
    gc.collect()
    pyarrow.default_memory_pool().release_unused()
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # not every C library has it
            ctypes.CDLL(None).malloc_trim(0)
