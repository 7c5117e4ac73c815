"""Remembers vectors by the content of their text, so that nothing is embedded twice.

A vector says something of the words it came from, so the cache lies inside the workspace, with the
notes, and holds hashes in place of texts. It may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import numpy as np

from pipeline.embedding.encoder import Vectors

_LONGEST_QUERY = 500  # SQLite allows 999 values in one query on its oldest builds


class VectorCache:
    """Vectors of one model, by the hash of the text they stand for.

    Args:
        folder: Where the cache lies; made when something is first kept.
        model: Name of the model and how it was used: vectors of different models never mix.
    """

    def __init__(self, folder: Path, model: str) -> None:
        self._path = folder / "vectors.sqlite"
        self._model = model

    def key_of(self, text: str) -> bytes:
        """What a text is kept under."""
        return hashlib.sha256(f"{self._model}\x1f{text}".encode()).digest()

    def find(self, keys: Iterable[bytes]) -> dict[bytes, Vectors]:
        """The vectors that are kept, by key; a damaged cache holds none."""
        wanted = list(keys)
        if not self._path.is_file():
            return {}
        found: dict[bytes, Vectors] = {}
        try:
            with closing(self._connect()) as connection:
                for start in range(0, len(wanted), _LONGEST_QUERY):
                    part = wanted[start : start + _LONGEST_QUERY]
                    marks = ",".join("?" * len(part))
                    rows = connection.execute(f"SELECT key, vector FROM vectors WHERE key IN ({marks})", part)
                    found.update((key, np.frombuffer(vector, dtype="<f4")) for key, vector in rows)
        except (sqlite3.Error, ValueError):
            return {}
        return found

    def keep(self, vectors: dict[bytes, Vectors]) -> None:
        """Keep vectors; a cache that cannot be written only costs time, so it is no error."""
        rows = [(key, vector.astype("<f4").tobytes()) for key, vector in vectors.items()]
        for _ in range(2):
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                with closing(self._connect()) as connection, connection:
                    connection.execute(
                        "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID"
                    )
                    connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
                return
            except sqlite3.DatabaseError:
                self._path.unlink(missing_ok=True)  # damaged: start anew, once
            except OSError:
                return

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=30)
