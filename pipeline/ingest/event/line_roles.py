"""What people take lines of a write-up for: the workbook of lines (ledger.xlsx) that came back.

`ingest --explain` writes every line into it with what it was taken for. Where that is wrong, a person writes
beside it what the line is, or which of its words are somebody's remark, and saves it into the event's folder.
A row counts as long as its line stands where it stood, in the same words.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.ingest.event.returned import read_workbook_back
from pipeline.ingest.lines import Document, Line
from pipeline.ingest.structure.apart import part_line
from pipeline.ingest.structure.placed import Placed
from pipeline.keeping.workbooks import HeadedGrid, find_headings
from pipeline.tables import GIVEN_ROLE, ROLES
from pipeline.wording.likeness import fold_words
from pipeline.wording.mark_up import render_inline

LINES_FORMAT = "roles of lines"  # of such a workbook in the list of sources
LINES_HEAD = ("where", "line", "taken for", "why", "take it for", "only these words", "document")
_WHERE, _LINE, _TAKEN, _, _ROLE, _ONLY, _DOCUMENT = LINES_HEAD
# What a person may write; "continuation" for what goes on from the line above.
GIVEN_ROLES = ("note", "question", "heading", "lead-in", "summary", "context", "continuation")
_ABOVE = ("question", "heading", "lead_in")  # what lines below stand under
_NEEDED = 4  # headings by which the sheet is known
_NO_ROLE = "names no role"
_GONE = "the line is not there, or not so any more"
_NO_WORDS = "these words are not in the line"
NOT_TAKEN = (_NO_ROLE, _GONE, _NO_WORDS)


@dataclass(frozen=True)
class LineRole:
    """What a person takes one line for.

    Attributes:
        row: Where the row is in the workbook, in words.
        number: The row.
        source: The document.
        locator: Where the line is in it.
        words: The line's words when the workbook was written, folded.
        taken: What the program took it for, as the workbook says.
        role: A role of the ledger; empty where none was understood.
        only: Stretches of the line that are notes, the rest of it being none; of a question its wording.
            Empty for the whole line.
    """

    row: str
    number: int
    source: str
    locator: str
    words: tuple[str, ...]
    taken: str
    role: str
    only: tuple[str, ...] = ()


@dataclass(frozen=True)
class RoleBook:
    """A workbook of lines that came back."""

    source: str  # its path inside the event's folder, with /
    sha256: str
    roles: tuple[LineRole, ...]


def read_role_book(name: str, content: bytes) -> RoleBook:
    """Read a workbook of lines.

    Raises:
        SourceError: If it is damaged, protected, or holds more than can be read.
    """
    sheets = (
        find_headings(grid, LINES_HEAD, needed=_NEEDED) for grid in read_workbook_back(name, content).sheets
    )
    roles = tuple(role for sheet in sheets if sheet is not None for role in _list_roles(sheet))
    return RoleBook(name, hashlib.sha256(content).hexdigest(), roles)


def _list_roles(sheet: HeadedGrid) -> Iterator[LineRole]:
    for row in sheet.rows():
        said = sheet.read(row, _ROLE)
        only = tuple(filter(None, (part.strip() for part in sheet.read(row, _ONLY).splitlines())))
        if not said and not only:
            continue
        role = "_".join(said.casefold().replace("-", " ").split()) if said else "note"
        yield LineRole(
            row=sheet.locate(row, _ROLE),
            number=row,
            source=sheet.read(row, _DOCUMENT),
            locator=sheet.read(row, _WHERE),
            words=tuple(fold_words(sheet.read(row, _LINE))),
            taken=sheet.read(row, _TAKEN),
            role=role if role in ROLES and role != "blank" else "",
            only=only if role == "note" else only[:1] if role == "question" else (),
        )


def give_roles(document: Document, roles: Iterable[LineRole]) -> tuple[Document, frozenset[LineRole]]:
    """The document with the roles that people give to its lines, and which of them could be given.

    Args:
        roles: Of all workbooks; where two are on one line, the later one counts.
    """
    own = {role.locator: role for role in roles if role.source == document.source}
    if not own:
        return document, frozenset()
    lines: list[Line] = []
    given = set[LineRole]()
    for line in document.lines:
        role = own.get(line.locator)
        parts = _give(line, role) if role is not None and not _find_fault(line, role) else []
        if role is not None and parts:
            given.add(role)
        lines.extend(parts or [line])
    # Of two that were on one line the earlier one was overruled: nothing has to be said of it.
    overruled = {role for role in roles if own.get(role.locator) in given and role.source == document.source}
    return replace(document, lines=tuple(lines)), frozenset(given | overruled)


def _find_fault(line: Line, role: LineRole) -> str:
    """Why a role cannot be given to a line, or empty."""
    if not role.role:
        return _NO_ROLE
    if not line.content or tuple(fold_words(line.text)) != role.words:
        return _GONE
    return "" if len(_find_stretches(line, role.only)) == len(role.only) else _NO_WORDS


def _give(line: Line, role: LineRole) -> list[Line]:
    # What is or was a heading is settled first, for the lines below depend on it; any other line by itself.
    if role.role in _ABOVE or _is_above(role.taken):
        whole = replace(line, role=role.role, reason=GIVEN_ROLE, given=None)
    else:
        whole = replace(line, said=role.role)
    stretches = _find_stretches(line, role.only)
    if role.role == "question" and stretches:
        return [replace(whole, words=render_inline(line.content[slice(*stretches[0])]))]
    edges = sorted({edge for stretch in stretches for edge in stretch} - {0, len(line.content)})
    if not edges:
        return [whole]
    parts, at = [], 0
    for part, end in zip(part_line(whole, edges, "text"), [*edges, len(line.content)], strict=False):
        noted = any(start <= at and end <= stop for start, stop in stretches)
        parts.append(replace(part, said="note" if noted else "context", role=""))
        at = end
    return parts


def _is_above(taken: str) -> bool:
    roles = [one.replace("-", "_") for one in taken.split(", ")]
    return len(roles) > 1 or not set(_ABOVE).isdisjoint(roles)  # or it was cut, and is to be whole


def _find_stretches(line: Line, only: Sequence[str]) -> list[tuple[int, int]]:
    """Where the stretches stand in the line's content, one after another; those that do not are left out."""
    found: list[tuple[int, int]] = []
    for words in only:
        pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
        at = pattern.search(line.content, found[-1][1] if found else 0)
        if at is not None:
            found.append(at.span())
    return found


def place_not_taken(
    books: Sequence[RoleBook], documents: Collection[Document], given: Collection[LineRole]
) -> dict[str, list[Placed]]:
    """The rows of workbooks that could not be taken up, for the ledger, by workbook."""
    lines = {(document.source, line.locator): line for document in documents for line in document.lines}
    placed: dict[str, list[Placed]] = {}
    for book in books:
        for role in book.roles:
            if role not in given:
                line = lines.get((role.source, role.locator))
                reason = _GONE if line is None else _find_fault(line, role) or _GONE
                row = Line(role.number, role.row, role.role, role.role, role.role, "metadata")
                placed.setdefault(book.source, []).append(Placed(book.source, row, "metadata", reason))
    return placed
