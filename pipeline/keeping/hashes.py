"""Hashes of files and of lists of parts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path


def hash_file(path: Path) -> str:
    """SHA-256 of a file, or empty when it cannot be read."""
    try:
        return hash_content(path.read_bytes())
    except OSError:
        return ""


def hash_content(content: bytes) -> str:
    """SHA-256 of a file's content."""
    return hashlib.sha256(content).hexdigest()


def hash_bytes(parts: Iterable[bytes]) -> str:
    """SHA-256 over parts, each with its length so that no two lists of parts read the same."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()
