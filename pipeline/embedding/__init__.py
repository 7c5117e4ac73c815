"""Embedding: safe notes in, one vector per text out, each text embedded once."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np

from pipeline.embedding.cache import VectorCache, find_shipped
from pipeline.embedding.encoder import Encoder, Model, find_model, name_model
from pipeline.keeping.parts import Map, Pace, cut, do_here
from pipeline.settings import EmbeddingSettings
from pipeline.tables.vectors import Vectors

_FOUND = 20_000  # vectors taken from the cache at a time: 30 MB
_PART = 2048  # texts embedded before what was found is kept: some five seconds of work
# The same word with a typographic and a straight apostrophe is other word pieces to the model: notes
# from Word and from Markdown would fall into other themes.
_STRAIGHT = str.maketrans("‘’‚‛′“”„‟″", "'''''\"\"\"\"\"")


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
