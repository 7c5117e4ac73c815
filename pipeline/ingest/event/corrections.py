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
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

from pipeline.ingest.lines import Document, Line
from pipeline.keeping.validation import Say, Whole, Words
from pipeline.tables import ROLES

_REASON = "event.toml says so"
_RANGE = re.compile(r"\s*(\d{1,9})\s*(?:[-–]\s*(\d{1,9})\s*)?")
# A continuation belongs to the note above and a blank line has no words: neither can be asked for.
_ROLES = tuple(role for role in ROLES if role not in ("continuation", "blank"))


def _check_role(role: str) -> str:
    if role not in _ROLES:
        raise ValueError
    return role


def _read_range(value: object) -> tuple[int, int]:
    found = _RANGE.fullmatch(str(value))
    if found is None:
        raise ValueError
    return int(found[1]), int(found[2] or found[1])


Role = Annotated[
    str,
    AfterValidator(_check_role),
    Say("it names no role", f'Write role = "…" with one of: {", ".join(_ROLES)}.'),
]
Lines = Annotated[
    tuple[int, int],
    BeforeValidator(_read_range),
    Say("it names no lines", 'Write lines = 12 or lines = "12-18".'),
]


@dataclass(frozen=True)
class Correction:
    """One correction: lines of a source (on a page) have a role."""

    role: Role
    lines: Lines
    source: str = ""
    page: Whole = 0
    question: Words = ""


def correct_lines(document: Document, corrections: tuple[Correction, ...]) -> Document:
    """The document with the roles a person gave to its lines."""
    own = [entry for entry in corrections if entry.source in ("", document.source)]
    if not own:
        return document
    return replace(document, lines=tuple(_correct_line(line, own) for line in document.lines))


def _correct_line(line: Line, corrections: list[Correction]) -> Line:
    for entry in corrections:
        on_page = not entry.page or line.locator.startswith(f"page {entry.page} ")
        if not (on_page and entry.lines[0] <= line.number <= entry.lines[1] and line.content):
            continue
        line = replace(line, role=entry.role, reason=_REASON, given=None)
        if entry.role == "question" and entry.question:
            line = replace(line, words=entry.question)
    return line
