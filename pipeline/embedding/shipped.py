"""Vectors that come with the pipeline: of the texts of its own codebooks, the same in every run.

They are half of all that a first run of an event of 200 notes would embed. Each is kept under the same
key as in the cache, which names the model, the adapter and the longest text: with another of these none
of them is found, and the texts are embedded. `python -m tests.benchmarks.speed.ship_vectors` makes the
file anew after a change of adapter or codebooks; a test says when that is due.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np

from pipeline.embedding.encoder import Vectors

FILE = Path(__file__).with_name("codebooks.npz")
_KEY = 32  # bytes


def find_shipped(keys: Iterable[bytes]) -> dict[bytes, Vectors]:
    """The vectors that come with the pipeline, by key."""
    shipped = _read_shipped()
    return {key: shipped[key] for key in keys if key in shipped}


def pack_shipped(vectors: Mapping[bytes, Vectors]) -> bytes:
    """The content of the file, the same for the same vectors."""
    keys = sorted(vectors)
    buffer = io.BytesIO()
    np.savez(
        buffer,
        keys=np.frombuffer(b"".join(keys), dtype=np.uint8).reshape(-1, _KEY),
        vectors=np.stack([vectors[key] for key in keys]).astype("<f4"),
    )
    return buffer.getvalue()


@functools.cache
def _read_shipped() -> dict[bytes, Vectors]:
    with np.load(FILE, allow_pickle=False) as packed:
        keys, vectors = packed["keys"], packed["vectors"]
    return {key.tobytes(): vector for key, vector in zip(keys, vectors, strict=True)}
