"""Vectors that are known by the content of their text, so that nothing is embedded twice.

A vector says something of the words it came from, so the cache lies inside the workspace, with the
notes, and holds hashes in place of texts. It may be deleted at any time. Every vector stands there with a
check on its bytes: one that was damaged is embedded again, and never changes a result.

Other vectors come with the pipeline: of the texts of its own codebooks, half of all that a first run of an
event of 200 notes would embed. They have the keys of the cache, which name the model, the adapter and the
longest text: with another of these none of them is found. `python -m tests.benchmarks.speed.ship_vectors`
writes their file; a test says when that is due.
"""

from __future__ import annotations

import functools
import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import numpy as np

from pipeline.tables.vectors import Vectors

SHIPPED = Path(__file__).with_name("codebooks.npz")
_KEY = 32  # bytes
_LONGEST_QUERY = 500  # SQLite allows 999 values in one query on its oldest builds
# No room, no right to write, or held by a notebook: the file is left as it is.
_NO_DAMAGE = (
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
)
_CHECK = 8  # bytes of a hash, before each vector
# A row that does not fit a quarter of a page goes to a page of its own: with the usual 4,096 bytes the file
# is 2.4 times as large, and takes 2.7 times as long to read.
_PAGE = "PRAGMA page_size = 8192"
_TABLE = "CREATE TABLE IF NOT EXISTS checked_vectors (key BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID"
_FIND = "SELECT key, vector FROM checked_vectors WHERE key IN"
_KEEP = "INSERT OR REPLACE INTO checked_vectors VALUES (?, ?)"


class VectorCache:
    """Vectors of one model, by the hash of the text they stand for, in a folder that is made when needed.

    `model` names the model and how it was used: vectors of different models never mix. `damaged` says whether
    something in the cache was found damaged.
    """

    def __init__(self, folder: Path, model: str) -> None:
        self.damaged = False
        self._path = folder / "vectors.sqlite"
        self._model = model

    def key_of(self, text: str) -> bytes:
        """What a text is kept under."""
        return hashlib.sha256(f"{self._model}\x1f{text}".encode()).digest()

    def find(self, keys: Iterable[bytes]) -> dict[bytes, Vectors]:
        """The vectors that are kept, by key; what is damaged is not among them."""
        wanted = sorted(keys)  # as they lie in the file: in any other order each is a place of its own in it
        if not self._path.is_file():
            return {}
        found: dict[bytes, Vectors] = {}
        try:
            with self._open() as connection:
                for start in range(0, len(wanted), _LONGEST_QUERY):
                    part = wanted[start : start + _LONGEST_QUERY]
                    marks = ",".join("?" * len(part))
                    found.update(self._check(connection.execute(f"{_FIND} ({marks})", part)))
        except sqlite3.OperationalError:  # not to be read just now, or of an earlier version: no damage
            return {}
        except sqlite3.Error:
            self.damaged = True
            return {}
        return found

    def keep(self, vectors: dict[bytes, Vectors]) -> None:
        """Keep vectors; a cache that cannot be written only costs time, so it is no error."""
        rows = [(key, _pack(key, vector)) for key, vector in vectors.items()]
        with suppress(OSError, sqlite3.Error):
            if not self._path.parent.is_dir():
                self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            if self.damaged:
                self._remove()
            try:
                self._insert(rows)
            except sqlite3.DatabaseError as error:
                if error.sqlite_errorcode & 0xFF in _NO_DAMAGE:
                    return
                self.damaged = True
                self._remove()
                self._insert(rows)

    def _insert(self, rows: list[tuple[bytes, bytes]]) -> None:
        with self._open() as connection, connection:
            connection.execute(_PAGE)  # means nothing to a file that is there
            connection.execute(_TABLE)
            connection.executemany(_KEEP, rows)

    def _remove(self) -> None:
        self._path.unlink(missing_ok=True)
        self._path.with_name(f"{self._path.name}-journal").unlink(missing_ok=True)

    def _check(self, rows: Iterable[tuple[object, object]]) -> Iterator[tuple[bytes, Vectors]]:
        for key, packed in rows:
            if isinstance(key, bytes) and isinstance(packed, bytes) and _is_whole(key, packed):
                yield key, np.frombuffer(packed, dtype="<f4", offset=_CHECK)
            else:
                self.damaged = True

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._path, timeout=30)) as connection:
            yield connection


def _pack(key: bytes, vector: Vectors) -> bytes:
    content = vector.astype("<f4").tobytes()
    return hashlib.sha256(key + content).digest()[:_CHECK] + content


def _is_whole(key: bytes, packed: bytes) -> bool:
    content = packed[_CHECK:]
    return hashlib.sha256(key + content).digest()[:_CHECK] == packed[:_CHECK]


def find_shipped(keys: Iterable[bytes]) -> dict[bytes, Vectors]:
    """The vectors that come with the pipeline, by key."""
    shipped = _read_shipped()
    return {key: shipped[key] for key in keys if key in shipped}


@functools.cache
def _read_shipped() -> dict[bytes, Vectors]:
    with np.load(SHIPPED, allow_pickle=False) as packed:
        keys, vectors = packed["keys"], packed["vectors"]
    return {key.tobytes(): vector for key, vector in zip(keys, vectors, strict=True)}
