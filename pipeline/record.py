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


def list_part(part: object) -> tuple[str, dict[str, str]]:
    """The inputs and the files of one part of a record; what is damaged counts for nothing."""
    if not isinstance(part, dict):
        return "", {}
    inputs, outputs = part.get("inputs"), part.get("outputs")
    files = outputs.items() if isinstance(outputs, dict) else ()
    return inputs if isinstance(inputs, str) else "", {
        name: digest for name, digest in files if isinstance(name, str) and isinstance(digest, str)
    }
