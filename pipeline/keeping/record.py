"""Reads what the record of a run says of its files; it may have been damaged or tampered with."""

from __future__ import annotations

from typing import Any


def list_outputs(record: dict[str, Any]) -> dict[str, str]:
    """All files of a run with their hashes, as its record lists them; what is damaged counts for nothing."""
    stages = record.get("stages")
    parts = stages.values() if isinstance(stages, dict) else [record]
    found: dict[str, str] = {}
    for part in parts:
        found |= list_part(part)[1]
    return found


def list_part(part: object) -> tuple[dict[str, str], dict[str, str]]:
    """The inputs and files of one part of a record, with hashes; what is damaged counts for nothing."""
    if not isinstance(part, dict):
        return {}, {}
    return _list_hashes(part.get("inputs")), _list_hashes(part.get("outputs"))


def _list_hashes(hashes: object) -> dict[str, str]:
    entries = hashes.items() if isinstance(hashes, dict) else ()
    return {name: digest for name, digest in entries if isinstance(name, str) and isinstance(digest, str)}
