"""Reading what people wrote in TOML: whatever is wrong with it is one line that says what to do."""

from __future__ import annotations

import tomllib
from typing import Any

from pipeline.errors import SettingsError

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
