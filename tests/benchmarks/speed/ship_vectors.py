"""Makes the vectors that come with the pipeline: of the texts of its own codebooks.

To be run after a change of the adapter or of a codebook; a test says when.
Use: python -m tests.benchmarks.speed.ship_vectors
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from pipeline.embedding import SHIPPED, find_model, open_cache, straighten
from pipeline.embedding.encoder import Encoder
from pipeline.settings import load_settings
from pipeline.tables.notes import Vectors
from pipeline.themes.codebook import FOLDER, embed_codes, load_codebook


def list_texts(name: str) -> list[str]:
    """Every text that is embedded for a codebook."""
    asked: list[str] = []

    def embed(texts: Sequence[str]) -> Vectors:
        asked.extend(map(straighten, texts))
        return np.ones((len(texts), 1), dtype=np.float32)

    embed_codes(load_codebook(name, Path("none")), embed)
    return list(dict.fromkeys(asked))


def pack_shipped(vectors: Mapping[bytes, Vectors]) -> bytes:
    """The content of the file, the same for the same vectors."""
    keys = sorted(vectors)
    buffer = io.BytesIO()
    np.savez(
        buffer,
        keys=np.frombuffer(b"".join(keys), dtype=np.uint8).reshape(len(keys), -1),
        vectors=np.stack([vectors[key] for key in keys]).astype("<f4"),
    )
    return buffer.getvalue()


def main() -> None:
    """Embed the texts again and write the file."""
    settings = load_settings().embedding
    names = sorted(path.stem for path in FOLDER.glob("*.yaml"))
    texts = sorted({text for name in names for text in list_texts(name)})
    vectors = Encoder(find_model(settings), settings).embed(texts)
    key_of = open_cache(settings, Path("none")).key_of
    SHIPPED.write_bytes(
        pack_shipped({key_of(text): vector for text, vector in zip(texts, vectors, strict=True)})
    )
    print(f"{len(texts)} texts, {SHIPPED.stat().st_size:,} bytes")  # noqa: T201


if __name__ == "__main__":
    main()
