"""Embedding: safe notes in, one vector per text out, each text embedded once."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from pipeline.embedding.cache import VectorCache
from pipeline.embedding.encoder import Encoder, Model, Vectors, find_model, name_model
from pipeline.settings import EmbeddingSettings

__all__ = ["VectorCache", "embed_texts", "find_model", "make_embedder", "name_model"]


# The same word with a typographic and a straight apostrophe is other word pieces to the model: notes
# from Word and from Markdown would fall into other themes.
_STRAIGHT = str.maketrans("‘’‚‛′“”„‟″", "'''''\"\"\"\"\"")


def embed_texts(texts: list[str], settings: EmbeddingSettings, cache: VectorCache) -> Vectors:
    """Embed texts, asking the model only for those the cache does not hold.

    Args:
        texts: Texts with personal details already masked.
        settings: Which model, and how.
        cache: Where vectors are remembered.

    Returns:
        One row of length one per text, in order.

    Raises:
        SettingsError: If the model is missing or not what it should be.
    """
    texts = [text.translate(_STRAIGHT) for text in texts]
    keys = [cache.key_of(text) for text in texts]
    known = cache.find(dict.fromkeys(keys))
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    if missing:
        fresh = _load_encoder(find_model(settings), settings).embed(list(missing.values()))
        found = dict(zip(missing, fresh, strict=True))
        cache.keep(found)
        known = {**known, **found}
    return np.stack([known[key] for key in keys]).astype(np.float32)


def make_embedder(settings: EmbeddingSettings, folder: Path) -> Callable[[Sequence[str]], Vectors]:
    """A function that embeds texts and remembers their vectors in a folder."""
    cache = VectorCache(folder, f"{name_model(find_model(settings))}:{settings.longest_text}")
    return lambda texts: embed_texts(list(texts), settings, cache)


@functools.cache
def _load_encoder(model: Model, settings: EmbeddingSettings) -> Encoder:
    """One encoder for all events of a run: loading it takes longer than embedding an event."""
    return Encoder(model, settings)
