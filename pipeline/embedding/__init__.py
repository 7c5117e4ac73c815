"""Embedding: safe notes in, one vector per text out, each text embedded once.

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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import numpy as np

from pipeline.embedding.encoder import Encoder, Model, find_model, name_model
from pipeline.keeping.parts import Map, Pace, cut, do_here
from pipeline.settings import EmbeddingSettings
from pipeline.tables.notes import Vectors

_FOUND = 20_000  # vectors taken from the cache at a time: 30 MB
_PART = 2048  # texts embedded before what was found is kept: some five seconds of work
# The same word with a typographic and a straight apostrophe is other word pieces to the model: notes
# from Word and from Markdown would fall into other themes.
_STRAIGHT = str.maketrans("‘’‚‛′“”„‟″", "'''''\"\"\"\"\"")
SHIPPED = Path(__file__).with_name("codebooks.npz")
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


def embed_texts(
    texts: list[str],
    settings: EmbeddingSettings,
    cache: VectorCache,
    tell: Callable[[str], None] | None = None,
    each: Map = do_here,
) -> Vectors:
    """Embed texts, asking the model only for those the cache does not hold: one row of length one per text.

    Personal details must have been masked. Where there are very many texts, `tell` is told now and then how
    far it is; `each` says where parts of them are embedded.

    Raises:
        SettingsError: If the model is missing or not what it should be.
    """
    texts = [straighten(text) for text in texts]
    keys = [cache.key_of(text) for text in texts]
    rows = _Rows(keys)
    wanted = sorted(rows.places)  # as they lie in the cache
    for some in cut(wanted, _FOUND):
        rows.fill(cache.find(some))
    missing = {key: texts[place] for key, place in rows.places.items() if not rows.filled[place]}
    if missing and not settings.model:
        rows.fill(find_shipped(missing))
        missing = {key: text for key, text in missing.items() if not rows.filled[rows.places[key]]}
    # Texts of about one length together, so that batches are full; in parts, each kept when it is done,
    # so that a run that was stopped goes on from there.
    parts = cut(sorted(missing, key=lambda key: (len(missing[key]), key)), _PART)
    embedded = each(
        functools.partial(embed_part, settings), [[missing[key] for key in part] for part in parts]
    )
    pace = Pace(tell, "comparing meanings", "texts", len(missing)) if tell and len(parts) > 1 else None
    for part, vectors in zip(parts, embedded, strict=True):
        found = dict(zip(part, vectors, strict=True))
        cache.keep(found)
        rows.fill(found)
        if pace is not None:
            pace.add(len(part))
    return rows.finish()


class _Rows:
    """One row for each of many texts, filled as their vectors are found: no vector is there twice.

    Attributes:
        places: By key: the first text that has it.
        filled: Whether the row of each text is filled; of equal texts only the first.
    """

    def __init__(self, keys: Sequence[bytes]) -> None:
        self._keys = keys
        self.places: dict[bytes, int] = {}
        for place, key in enumerate(keys):
            self.places.setdefault(key, place)
        self.filled = np.zeros(len(keys), dtype=bool)
        self._vectors: Vectors = np.empty((len(keys), 0), dtype=np.float32)

    def fill(self, found: Mapping[bytes, Vectors]) -> None:
        """Put vectors into the rows of their keys."""
        for key, vector in found.items():
            if not self._vectors.size:
                self._vectors = np.empty((len(self._keys), len(vector)), dtype=np.float32)
            place = self.places[key]
            self._vectors[place] = vector
            self.filled[place] = True

    def finish(self) -> Vectors:
        """The rows, those of equal texts as well."""
        for place in np.flatnonzero(~self.filled).tolist():
            self._vectors[place] = self._vectors[self.places[self._keys[place]]]
        return self._vectors


def embed_part(settings: EmbeddingSettings, texts: list[str]) -> Vectors:
    """Embed texts, straightened, without any cache: one row of length one per text, in order."""
    return _load_encoder(find_model(settings), settings).embed(texts)


def make_embedder(
    settings: EmbeddingSettings,
    folder: Path,
    say: Callable[[str], None] | None = None,
    tell: Callable[[str], None] | None = None,
    each: Map = do_here,
) -> Callable[[Sequence[str]], Vectors]:
    """A function that embeds texts, as `embed_texts` does, and remembers their vectors in a folder.

    `say` is told, in a sentence, when what was remembered is damaged.
    """
    cache = open_cache(settings, folder)

    def embed(texts: Sequence[str]) -> Vectors:
        known = cache.damaged
        vectors = embed_texts(list(texts), settings, cache, tell, each)
        if cache.damaged and not known and say is not None:
            say("vectors kept in .cache were damaged and were made anew; nothing else is changed by that")
        return vectors

    return embed


def open_cache(settings: EmbeddingSettings, folder: Path) -> VectorCache:
    """The vectors of one model, cut at one length, that are kept in a folder."""
    return VectorCache(folder, f"{name_model(find_model(settings))}:{settings.longest_text}")


def straighten(text: str) -> str:
    """A text as the model is given it."""
    return text if text.isascii() else text.translate(_STRAIGHT)


@functools.cache
def _load_encoder(model: Model, settings: EmbeddingSettings) -> Encoder:
    """One encoder for all events of a run: loading it takes longer than embedding an event."""
    return Encoder(model, settings)


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
        rows = [(key, _pack(key, vector.astype("<f4").tobytes())) for key, vector in vectors.items()]
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
            if isinstance(key, bytes) and isinstance(packed, bytes) and packed == _pack(key, packed[_CHECK:]):
                yield key, np.frombuffer(packed, dtype="<f4", offset=_CHECK)
            else:
                self.damaged = True

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._path, timeout=30)) as connection:
            yield connection


def _pack(key: bytes, content: bytes) -> bytes:
    return hashlib.sha256(key + content).digest()[:_CHECK] + content


def find_shipped(keys: Iterable[bytes]) -> dict[bytes, Vectors]:
    """The vectors that come with the pipeline, by key."""
    shipped = _read_shipped()
    return {key: shipped[key] for key in keys if key in shipped}


@functools.cache
def _read_shipped() -> dict[bytes, Vectors]:
    with np.load(SHIPPED, allow_pickle=False) as packed:
        keys, vectors = packed["keys"], packed["vectors"]
    return {key.tobytes(): vector for key, vector in zip(keys, vectors, strict=True)}
