"""What people say in workbooks that came back: what lines of a write-up are, and which notes were missed.

`ingest --explain` writes every line into ledger.xlsx with what it was taken for. Where that is wrong, a
person writes beside it what the line is, or which of its words are somebody's remark, and saves it into the
event's folder. A row counts as long as its line stands where it stood, in the same words. Where nothing is
written beside it, its line stays in the role that the person saw: what is said of one line changes no other.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.ingest.event.returned import MARGIN, read_workbook_back
from pipeline.ingest.lines import Document, Line
from pipeline.ingest.structure.apart import part_line
from pipeline.ingest.structure.placed import Placed
from pipeline.ingest.structure.questions import Question, QuestionList
from pipeline.keeping.workbooks import (
    MISSED_HEAD,
    NAME_LABEL,
    Grid,
    HeadedGrid,
    ReturnedWorkbook,
    find_headings,
    is_of_event,
)
from pipeline.tables import GIVEN_ROLE, ROLES
from pipeline.wording.likeness import fold_words

LINES_FORMAT = "roles of lines"  # of such a workbook in the list of sources
LINES_HEAD = ("where", "line", "taken for", "why", "take it for", "only these words", "document")
_WHERE, _LINE, _TAKEN, _, _ROLE, _ONLY, _DOCUMENT = LINES_HEAD
# What a person may write; "continuation" for what goes on from the line above.
GIVEN_ROLES = ("note", "question", "heading", "lead-in", "summary", "context", "continuation")
# In these a line is held that nobody wrote anything beside.
_HELD = ("note", "continuation", "context", "boilerplate", "metadata", "summary", "heading", "question")
_HAVE_WORDS = ("note", "continuation", "question")  # beside these words of the line may stand
_NEEDED = 4  # headings by which the sheet is known
NO_ROLE = f"it names none of {', '.join(GIVEN_ROLES)}"
GONE = "the line is not there, or not so any more"
NO_WORDS = "the line does not hold these words"
NOT_FOR_WORDS = f"words count beside {', '.join(_HAVE_WORDS)} alone"
OVERRULED = "a workbook that was saved later says otherwise of the line, and counts"
NOT_TAKEN = (NO_ROLE, GONE, NO_WORDS, NOT_FOR_WORDS, OVERRULED)
_QUOTE, _ANY_QUOTE = re.compile("['’‘\"“”]"), "['’‘\"“”]"


LinePlace = tuple[str, str]  # a document, and where a line is in it
SaidOfLine = tuple[str, tuple[str, ...]]  # a role, and the words of the line that count


@dataclass(frozen=True)
class LineRole:
    """What a person takes one line for."""

    row: str  # where the row is in the workbook, in words
    number: int
    source: str  # the document
    locator: str  # where the line is in it
    words: tuple[str, ...]  # the line's words when the workbook was written, folded
    role: str  # a role of the ledger; empty where none was understood
    # Stretches of the line that are notes, the rest of it being none; of a continuation the first goes on
    # from the line above. Of a question its wording. Empty for the whole line.
    only: tuple[str, ...] = ()
    seen: bool = (
        False  # whether nobody said it: it is what the program took the line for when a person looked
    )


@dataclass(frozen=True)
class RoleBook:
    """A workbook of lines that came back."""

    source: str  # its path inside the event's folder, with /
    sha256: str
    roles: tuple[LineRole, ...]
    saved: str = ""  # when it was saved last, as it says itself


def read_role_book(name: str, content: bytes) -> RoleBook:
    """Read a workbook of lines."""
    book = read_workbook_back(name, content)
    sheets = (find_headings(grid, LINES_HEAD, needed=_NEEDED) for grid in book.sheets)
    roles = tuple(role for sheet in sheets if sheet is not None for role in _list_roles(sheet))
    return RoleBook(name, hashlib.sha256(content).hexdigest(), roles, book.saved)


def list_said(books: Iterable[RoleBook]) -> dict[LinePlace, SaidOfLine]:
    """What people said of lines, where two workbooks do the one that counts."""
    return {
        (role.source, role.locator): (role.role, role.only)
        for book in books
        for role in book.roles
        if not role.seen
    }


def _list_roles(sheet: HeadedGrid) -> Iterator[LineRole]:
    for row in sheet.rows():
        said, taken = sheet.read(row, _ROLE), sheet.read(row, _TAKEN)
        only = tuple(filter(None, (part.strip() for part in sheet.read(row, _ONLY).splitlines())))
        seen = not said and not only
        role = "_".join((said or ("note" if only else taken)).casefold().replace("-", " ").split())
        if seen and role not in _HELD:
            continue
        yield LineRole(
            row=sheet.locate(row, _ONLY if only else _ROLE),
            number=row,
            source=sheet.read(row, _DOCUMENT),
            locator=sheet.read(row, _WHERE),
            words=tuple(fold_words(sheet.read(row, _LINE))),
            role=role if role in ROLES and role != "blank" else "",
            only=(" ".join(only),) if only and role == "question" else only,
            seen=seen,
        )


def give_roles(document: Document, roles: Iterable[LineRole]) -> tuple[Document, frozenset[LineRole]]:
    """The document with the roles that people give to its lines, and which of them could be given.

    Args:
        roles: Of all workbooks; where two are on one line, the later one counts, and what somebody said
            before what was only seen.
    """
    own = {
        role.locator: role
        for role in sorted(roles, key=lambda role: not role.seen)
        if role.source == document.source
    }
    if not own:
        return document, frozenset()
    lines: list[Line] = []
    given = set[LineRole]()
    for line in document.lines:
        role = own.get(line.locator)
        if role is None or _find_fault(line, role):
            lines.append(line)
            continue
        given.add(role)
        lines.extend([replace(line, held=role.role)] if role.seen else _give(line, role))
    told = {(role.locator, role.role, role.only) for role in given}
    same = {
        one for one in roles if one.source == document.source and (one.locator, one.role, one.only) in told
    }
    return replace(document, lines=tuple(lines)), frozenset(given | same)


def _find_fault(line: Line, role: LineRole) -> str:
    if not role.role:
        return NO_ROLE
    if not line.content or tuple(fold_words(line.text)) != role.words:
        return GONE
    if role.only and role.role not in _HAVE_WORDS:
        return NOT_FOR_WORDS
    found = role.role == "question" or len(_find_stretches(line, role.only)) == len(role.only)
    return "" if found else NO_WORDS


def _give(line: Line, role: LineRole) -> list[Line]:
    whole = replace(line, role=role.role, reason=GIVEN_ROLE, given=None, held=role.role, said=True)
    if role.role == "question":
        return [replace(whole, words=role.only[0]) if role.only else whole]
    stretches = _find_stretches(line, role.only)
    edges = sorted({edge for stretch in stretches for edge in stretch} - {0, len(line.content)})
    if not edges:
        return [whole]
    parts, at, now = [], 0, role.role
    for part, end in zip(part_line(whole, edges, "text"), [*edges, len(line.content)], strict=False):
        noted = any(start <= at and end <= stop for start, stop in stretches)
        said = now if noted else "context"
        parts.append(replace(part, role=said, held=said))
        at, now = end, "note" if noted else now
    return parts


def _find_stretches(line: Line, only: Sequence[str]) -> list[tuple[int, int]]:
    """Where the stretches stand in the line's content, one after another; those that do not are left out."""
    found: list[tuple[int, int]] = []
    for words in only:
        parts = (_QUOTE.sub(_ANY_QUOTE, re.escape(word)) for word in words.split())
        pattern = re.compile(r"\s+".join(parts), re.IGNORECASE)
        at = pattern.search(line.content, found[-1][1] if found else 0)
        if at is not None:
            found.append(at.span())
    return found


def place_not_taken(
    books: Sequence[RoleBook], documents: Collection[Document], given: Collection[LineRole]
) -> dict[str, list[Placed]]:
    """The rows of workbooks that could not be taken up, for the ledger, by workbook."""
    if not books:
        return {}
    lines = {(document.source, line.locator): line for document in documents for line in document.lines}
    placed: dict[str, list[Placed]] = {}
    for book in books:
        for role in book.roles:
            if role not in given and not role.seen:
                line = lines.get((role.source, role.locator))
                reason = GONE if line is None else _find_fault(line, role) or OVERRULED
                row = Line(role.number, role.row, role.role, role.role, role.role, "metadata")
                placed.setdefault(book.source, []).append(Placed(book.source, row, "metadata", reason))
    return placed


_TEXT, _QUESTION, _TABLE, _SPEAKER = MISSED_HEAD


def place_missed_notes(
    workbooks: tuple[ReturnedWorkbook, ...], event_id: str, questions: QuestionList, written: Collection[str]
) -> dict[str, list[Placed]]:
    """The notes on the sheets "What was missed", by workbook.

    A workbook that was saved twice holds the same note twice: what the same person says in the same
    words on the same question is one note, and its second place is listed in the ledger.

    Args:
        event_id: The event; workbooks of another event hold no notes of this one.
        questions: The event's questions; a question that is new is added.
        written: The words of the notes in the event's documents.
    """
    seen: dict[tuple[int, str, str], Placed] = {}
    placed: dict[str, list[Placed]] = {}
    for workbook in workbooks:
        if not is_of_event(workbook, event_id, written):
            continue
        for grid in workbook.sheets:
            if workbook.page and grid.name == MARGIN:
                placed.setdefault(workbook.source, []).extend(_place_margin(workbook.source, grid))
                continue
            sheet = find_headings(grid, MISSED_HEAD, needed=2)
            if sheet is None or _TEXT not in sheet.columns:
                continue
            for row in sheet.rows():
                entry = _place_row(workbook, sheet, row, questions)
                if entry is None:
                    continue
                who = entry.speaker or _find_name(workbook)
                key = (id(entry.question), " ".join(entry.words.split()), who)
                if key in seen:
                    first = seen[key]
                    entry.role = "metadata"
                    entry.reason = f"the same note as in {first.source}, {first.line.locator}; counted once"
                else:
                    seen[key] = entry
                placed.setdefault(workbook.source, []).append(entry)
    return placed


def _place_margin(source: str, grid: Grid) -> Iterator[Placed]:
    """Comments beside a page that came back: in the ledger, for a person to read."""
    for (row, column), text in grid.cells.items():
        line = Line(row, grid.locate(row, column), text, text, " ".join(text.split()), "metadata")
        yield Placed(source, line, "metadata", "a comment in the margin: nothing was done with it", text=text)


def _find_name(workbook: ReturnedWorkbook) -> str:
    for grid in workbook.sheets:
        for (row, column), text in sorted(grid.cells.items()):
            if text.strip().rstrip(":").casefold() == NAME_LABEL.casefold():
                return grid.cells.get((row, column + 1), "").strip()
    return ""


def _place_row(
    workbook: ReturnedWorkbook, sheet: HeadedGrid, row: int, questions: QuestionList
) -> Placed | None:
    text = sheet.read(row, _TEXT)
    if not text:
        return None
    locator = sheet.locate(row, _TEXT)
    stands = sheet.grid.cells[(row, sheet.columns[_TEXT])]
    line = Line(row, locator, stands, text, " ".join(text.split()), "item")
    table = sheet.read(row, _TABLE)
    wording = sheet.read(row, _QUESTION)
    return Placed(
        source=workbook.source,
        line=line,
        role="note",
        reason="added after circulation",
        text=text,
        words=line.words,
        speaker=sheet.read(row, _SPEAKER),
        question=_find_question(wording, table, questions),
        table=table,
        kind="feedback",
    )


def _find_question(wording: str, table: str, questions: QuestionList) -> Question:
    same = " ".join(wording.split()).casefold()
    for question in questions.questions:
        known = (question.wording, *question.wordings)
        if same and same in {" ".join(wording.split()).casefold() for wording in known}:
            return question
    if not same and len(questions.questions) == 1:
        return questions.questions[0]
    return questions.place(wording, table)[0]
