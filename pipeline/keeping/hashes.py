"""Hashes of files and of lists of parts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

Content = bytes | Sequence[memoryview]  # of a file: whole, or in pieces that follow one another


def hash_file(path: Path) -> str:
    """SHA-256 of a file, or empty when it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def hash_content(content: Content) -> str:
    """SHA-256 of a file's content."""
    digest = hashlib.sha256()
    for piece in list_pieces(content):
        digest.update(piece)
    return digest.hexdigest()


def list_pieces(content: Content) -> Sequence[bytes | memoryview]:
    """The pieces of a content, one where it is whole."""
    return (content,) if isinstance(content, bytes) else content


def hash_bytes(parts: Iterable[bytes]) -> str:
    """SHA-256 over parts, each with its length so that no two lists of parts read the same."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()
