"""Reads files that a user named or handed in; says in one line why one could not be read."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import SourceError


def read_given(file: Path, remedy: str, where: str = "") -> bytes:
    """The content of a file that a user named or handed in.

    Args:
        file: The file.
        remedy: What to do where it cannot be read.
        where: What to call it; its name where nothing else is said.

    Raises:
        SourceError: If it cannot be read.
    """
    try:
        return file.read_bytes()
    except OSError as error:
        raise SourceError(
            f"it cannot be read ({(error.strerror or 'the system refused').lower()})",
            where=where or file.name,
            remedy=remedy,
        ) from None
