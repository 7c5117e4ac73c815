"""Embedding: safe notes in, one vector per text out, each text embedded once."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from pipeline.embedding.cache import VectorCache
from pipeline.embedding.encoder import Encoder, Model, Vectors, find_model, name_model
from pipeline.embedding.shipped import find_shipped
from pipeline.settings import EmbeddingSettings

__all__ = [
    "VectorCache",
    "embed_texts",
    "find_model",
    "make_embedder",
    "name_model",
    "open_cache",
    "straighten",
]


# The same word with a typographic and a straight apostrophe is other word pieces to the model: notes
# from Word and from Markdown would fall into other themes.
_PIECE = 4096  # texts embedded before what was found is kept: some ten seconds of work
_STRAIGHT = str.maketrans("‘’‚‛′“”„‟″", "'''''\"\"\"\"\"")


def embed_texts(
    texts: list[str],
    settings: EmbeddingSettings,
    cache: VectorCache,
    tell: Callable[[str], None] | None = None,
) -> Vectors:
    """Embed texts, asking the model only for those the cache does not hold.

    Args:
        texts: Texts with personal details already masked.
        settings: Which model, and how.
        cache: Where vectors are remembered.
        tell: Told now and then, where there are very many texts, how far it is.

    Returns:
        One row of length one per text, in order.

    Raises:
        SettingsError: If the model is missing or not what it should be.
    """
    texts = [straighten(text) for text in texts]
    keys = [cache.key_of(text) for text in texts]
    known = cache.find(dict.fromkeys(keys))
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    if missing and not settings.model:
        known.update(find_shipped(missing))
        missing = {key: text for key, text in missing.items() if key not in known}
    # Texts of about one length together, so that batches are full; in pieces, each kept when it is done,
    # so that a run that was stopped goes on from there.
    began = time.perf_counter()
    waiting = sorted(missing, key=lambda key: (len(missing[key]), key))
    for start in range(0, len(waiting), _PIECE):
        piece = waiting[start : start + _PIECE]
        encoder = _load_encoder(find_model(settings), settings)
        found = dict(zip(piece, encoder.embed([missing[key] for key in piece]), strict=True))
        cache.keep(found)
        known.update(found)
        if tell is not None and len(waiting) > _PIECE:
            tell(_say_progress(start + len(piece), len(waiting), time.perf_counter() - began))
    return np.stack([known[key] for key in keys]).astype(np.float32)


def make_embedder(
    settings: EmbeddingSettings,
    folder: Path,
    say: Callable[[str], None] | None = None,
    tell: Callable[[str], None] | None = None,
) -> Callable[[Sequence[str]], Vectors]:
    """A function that embeds texts and remembers their vectors in a folder.

    Args:
        settings: Which model, and how.
        folder: Where vectors are remembered.
        say: Told, in a sentence, when what was remembered is damaged.
        tell: Told now and then, where there are very many texts, how far it is.
    """
    cache = open_cache(settings, folder)

    def embed(texts: Sequence[str]) -> Vectors:
        known = cache.damaged
        vectors = embed_texts(list(texts), settings, cache, tell)
        if cache.damaged and not known and say is not None:
            say("vectors kept in .cache were damaged and were made anew; nothing else is changed by that")
        return vectors

    return embed


def open_cache(settings: EmbeddingSettings, folder: Path) -> VectorCache:
    """The vectors of one model, cut at one length, that are kept in a folder."""
    return VectorCache(folder, f"{name_model(find_model(settings))}:{settings.longest_text}")


def _say_progress(done: int, waiting: int, seconds: float) -> str:
    """How far it is: the rate so far, and the time left at that rate. The shortest texts come first."""
    rate = done / max(seconds, 1e-9)
    left = round((waiting - done) / rate / 60)
    said = "less than a minute" if left < 1 else "about a minute" if left == 1 else f"about {left} minutes"
    return f"comparing meanings: {done:,} of {waiting:,} texts read, {rate:,.0f} a second, {said} left"


def straighten(text: str) -> str:
    """A text as the model is given it."""
    return text.translate(_STRAIGHT)


@functools.cache
def _load_encoder(model: Model, settings: EmbeddingSettings) -> Encoder:
    """One encoder for all events of a run: loading it takes longer than embedding an event."""
    return Encoder(model, settings)
