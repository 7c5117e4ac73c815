"""Reads files that a user named or handed in, also as TOML; says in one line why one could not be read."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from pipeline.errors import SettingsError, SourceError


def read_given(file: Path, remedy: str, where: str = "") -> bytes:
    """The content of a file that a user named or handed in.

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


_MEND = "Mend that line and run again."


def read_toml(content: bytes, where: str, remedy: str = _MEND) -> dict[str, Any]:
    """Read a file of TOML.

    Raises:
        SettingsError: If it is not UTF-8 text, or not TOML.
    """
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise SettingsError(
            "it is not UTF-8 text", where=where, remedy="Save it as UTF-8 and run again."
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"it cannot be read as TOML ({error})", where=where, remedy=remedy) from None
    except (ValueError, RecursionError):  # a number or brackets in brackets that no person writes
        raise SettingsError(
            "it cannot be read as TOML (a number of thousands of digits, or too many brackets)",
            where=where,
            remedy=_MEND,
        ) from None
