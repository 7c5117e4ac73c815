"""What event.toml corrects: lines a person has read and knows better.

::

    [[correct]]
    source = "notes.docx"     # may be left out when there is one document
    page = 3                  # for a PDF
    lines = "12-18"           # or lines = 12: as the ledger counts them
    role = "boilerplate"      # any role of the ledger
    question = "What helps?"  # with role = "question": its wording, where the line's own will not do
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from pipeline.errors import SettingsError
from pipeline.ingest.lines import Document, Line
from pipeline.tables import ROLES

_REASON = "event.toml says so"
_KNOWN = ("source", "page", "lines", "role", "question")
_RANGE = re.compile(r"\s*(\d{1,9})\s*(?:[-–]\s*(\d{1,9})\s*)?")
# A continuation belongs to the note above and a blank line has no words: neither can be asked for.
_ROLES = tuple(role for role in ROLES if role not in ("continuation", "blank"))


@dataclass(frozen=True)
class Correction:
    """One correction: lines first to last of a source (on a page) have a role."""

    source: str
    page: int
    first: int
    last: int
    role: str
    question: str


def read_corrections(values: Any, where: str) -> tuple[Correction, ...]:
    """Read the [[correct]] entries of event.toml.

    Raises:
        SettingsError: If an entry is not of the form it must have.
    """
    if not isinstance(values, list) or not all(isinstance(entry, dict) for entry in values):
        raise SettingsError(
            "'correct' must be a list", where=where, remedy="Write [[correct]] with double brackets."
        )
    return tuple(_read_one(entry, number, where) for number, entry in enumerate(values, start=1))


def correct_lines(document: Document, corrections: tuple[Correction, ...]) -> Document:
    """The document with the roles a person gave to its lines."""
    own = [entry for entry in corrections if entry.source in ("", document.source)]
    if not own:
        return document
    return replace(document, lines=tuple(_correct_line(line, own) for line in document.lines))


def _correct_line(line: Line, corrections: list[Correction]) -> Line:
    for entry in corrections:
        on_page = not entry.page or line.locator.startswith(f"page {entry.page} ")
        if not (on_page and entry.first <= line.number <= entry.last and line.content):
            continue
        line = replace(line, role=entry.role, reason=_REASON, given=None)
        if entry.role == "question" and entry.question:
            line = replace(line, words=entry.question)
    return line


def _read_one(entry: dict[str, Any], number: int, where: str) -> Correction:
    where = f"{where}, [[correct]] number {number}"
    unknown = next((name for name in entry if name not in _KNOWN), None)
    if unknown is not None:
        raise SettingsError(
            f"there is no entry {unknown!r}", where=where, remedy=f"Known here: {', '.join(_KNOWN)}."
        )
    role = entry.get("role")
    if role not in _ROLES:
        raise SettingsError(
            "it names no role", where=where, remedy=f'Write role = "…" with one of: {", ".join(_ROLES)}.'
        )
    span = _RANGE.fullmatch(str(entry.get("lines", "")))
    if span is None:
        raise SettingsError("it names no lines", where=where, remedy='Write lines = 12 or lines = "12-18".')
    page = entry.get("page", 0)
    if not isinstance(page, int) or isinstance(page, bool):
        raise SettingsError("'page' must be a whole number", where=where, remedy="Write page = 3.")
    return Correction(
        source=str(entry.get("source", "")),
        page=page,
        first=int(span[1]),
        last=int(span[2] or span[1]),
        role=role,
        question=" ".join(str(entry.get("question", "")).split()),
    )
