"""Tables drawn in a document: which cells hold notes, and which the questions those notes answer.

Four layouts are recognised: columns that are named as in a sheet ("No.", "Point raised", "By"; "Table 1",
"Table 2"), and three with a question mark where a heading would stand: questions in the first row with
notes below them, in the first column with notes beside them, and question and notes in turn in one column.
Every other table is read as plain lines, cell by cell. (A "grid" here, since a "table" is where people sat.)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline.ingest.lines import SAME_KIND, SAME_QUESTION, Given
from pipeline.ingest.sheets.evidence import find_picked
from pipeline.ingest.structure.answers import says_nothing
from pipeline.ingest.structure.column_names import (
    LABEL_WORDS,
    LONGEST_LABEL,
    asks_by_words,
    fold_name,
    holds_picked,
    is_noted,
    is_ours,
    name_roles,
    names_board,
    role_by_name,
)
from pipeline.ingest.structure.headings import read_cues, split_table
from pipeline.tables import NO_ANSWER

_LONGEST_HEADER = 60  # words in a cell that asks something; longer ones are text with a question in it
_NUMBERED = re.compile(r"^\s*\d{1,2}(?:\.\d)?[.):]?\s+")
_EVERYBODY = re.compile(r"\W*|all|everyone|everybody|anon\w*|n/?a|.*[,/&].*", re.IGNORECASE)
# A column's name that says nothing of what was asked.
_UNSAYING = re.compile(
    r"(?:the |our )?(?:topic|item|text|title|subject|card|entry|name|option|proposal)s?"
    r"(?: (?:text|title|name|description))?"
)
_ROLES = {
    "number": "numbers",
    "speaker": "who said it",
    "table": "the table",
    "votes": "votes",
    "votes_against": "votes against",
    "heading": "the heading",
    "kind": "the kind",
}
_SEATS = re.compile(r"^\W*(?:table|group|room|circle|station)s?\b", re.IGNORECASE)
_LABELS = re.compile(
    r"^\W*(?:table|group|room|circle|station|topic|theme|area|heading|section|no|number)?s?\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Cell:
    """Where a cell is: which grid of the document, which row, which column, each from 1."""

    grid: int
    row: int
    column: int


@dataclass(frozen=True)
class CellText:
    """What a cell holds, in brief."""

    words: str
    bold: bool
    listed: bool  # whether it holds bullets
    asks: bool = False  # whether it asks without a mark, as others beside it do
    asks_inside: bool = False  # whether a line of it, with others below, asks something


@dataclass(frozen=True)
class CellUse:
    """What a cell is for."""

    role: str  # "heading" or "context" for a cell that heads or labels others, "note" for the others
    reason: str
    question: str = ""  # that a note's cell answers
    table: str = ""  # that people sat at, where a heading cell or a row's label names it
    kind: str = ""  # of the notes, where a heading cell names it
    heading: str = ""  # the row's label, where it names no table
    speaker: str = ""
    votes: int = 0
    votes_against: int = 0
    column: str = ""  # the column's name, which asks where nothing above the table does
    # Whether questions inside the cell head what stands below them, and nothing else is a note.
    inside: bool = False

    def say_of_note(self, table: str = "") -> Given:
        """What the table says of a note in this cell; `table` is where people sat if no cell names it."""
        return Given(
            table=self.table or table,
            question=self.question,
            kind=self.kind or SAME_KIND,
            heading=self.heading,
            speaker=self.speaker,
            votes=self.votes,
            votes_against=self.votes_against,
            column=self.column,
        )


def sort_cells(cells: Mapping[Cell, CellText]) -> dict[Cell, CellUse]:
    """Find the cells with questions and the cells with notes; cells of other tables are left out."""
    grids: dict[int, dict[tuple[int, int], CellText]] = {}
    for cell, text in cells.items():
        grids.setdefault(cell.grid, {})[cell.row, cell.column] = text
    uses: dict[Cell, CellUse] = {}
    for grid, texts in grids.items():
        words = {at: text.words for at, text in texts.items()}
        if asks_by_words(words):
            texts = {at: replace(text, asks=at[1] == 1 < at[0]) for at, text in texts.items()}
        sort = _sort_by_row if _asks_in_rows(texts) else _sort_by_column
        picked = CellUse("metadata", "answers to pick, with how many did")
        found = dict.fromkeys(texts, picked) if holds_picked(words) else {}
        found = found or _sort_board(texts) or _sort_by_name(texts) or sort(texts) or _sort_by_label(texts)
        uses |= {Cell(grid, *at): use for at, use in found.items()}
    return uses


def _sort_board(texts: Mapping[tuple[int, int], CellText]) -> dict[tuple[int, int], CellUse]:
    """Sort the cells of a board whose first row says what sort of notes stands in each column."""
    names = {column: text.words for (row, column), text in texts.items() if row == 1 and text.words}
    if not names_board(names.values()) or max(row for row, _ in texts) < 2:
        return {}
    if any(row > 1 and names_board([text.words, text.words]) for (row, _), text in texts.items()):
        return {}  # labels and notes in turn
    labels = {row: text.words for (row, column), text in texts.items() if column not in names and row > 1}
    named = all(len(label.split()) <= LONGEST_LABEL for label in labels.values())
    uses = {}
    for row, column in texts:
        if column not in names:
            if named:
                uses[row, column] = CellUse("context", "labels a row of a table")
        elif row == 1:
            uses[row, column] = CellUse("heading", "heads the notes below it in a table")
        else:
            label = labels.get(row, "") if named else ""
            reason = "in a table, below what sort of note it is"
            uses[row, column] = CellUse("note", reason, names[column], heading=label)
    return uses


def _sort_by_name(texts: Mapping[tuple[int, int], CellText]) -> dict[tuple[int, int], CellUse]:
    """Sort the cells of a table whose first row names its columns, as that of a sheet does."""
    names = {column: text.words for (row, column), text in texts.items() if row == 1 and text.words}
    words = {place: text.words for place, text in texts.items()}
    roles = name_roles(words, names, _asks_in_rows(texts))
    notes = {column for column, role in roles.items() if role in ("note", "seat")}
    if not notes:
        return {}
    columns = {role: column for column, role in reversed(roles.items())}
    inside = any(text.asks_inside for (row, column), text in texts.items() if row > 1 and column in notes)
    said: dict[int, dict[str, str]] = {}
    for (row, column), text in texts.items():
        role = roles.get(column, "")
        if row > 1 and text.words and columns.get(role) == column:
            said.setdefault(row, {})[role] = text.words
    filling = next((role for role in ("heading", "table") if columns.get(role) == min(names)), "")
    uses: dict[tuple[int, int], CellUse] = {}
    asked = filled = ""
    for row, column in sorted(texts):
        role = roles.get(column, "")
        asked = said.get(row, {}).get("question", asked)
        if filling:  # written once, or merged with the cells below it
            filled = said.setdefault(row, {}).setdefault(filling, filled)
        if row == 1:
            uses[row, column] = CellUse("heading", "names a column of a table")
        elif column in notes:
            uses[row, column] = _use_note(names, roles, column, said.get(row, {}), asked, inside)
        elif role == "question":
            uses[row, column] = CellUse("heading", "the question of the notes beside it")
        else:
            name = f"column '{names[column][:60]}'" if column in names else f"column {column}"
            uses[row, column] = CellUse("metadata", f"{name} of a table: {_ROLES.get(role, 'no notes')}")
    return uses


def _use_note(
    names: Mapping[int, str],
    roles: Mapping[int, str],
    column: int,
    said: Mapping[str, str],
    asked: str,
    inside: bool,
) -> CellUse:
    if asked and "?" not in asked and read_cues(_NUMBERED.sub("", asked)).around:
        return CellUse("metadata", "an item of an agenda that nobody was asked about")
    table = names[column] if roles[column] == "seat" else said.get("table", "")
    seat = next((names[at] for at, role in roles.items() if role == "table"), "")
    if roles[column] != "seat" and len(table) <= 3 and table.isalnum():
        table = f"{fold_name(seat).split()[0]} {table}"
    several = sum(role == "note" for role in roles.values()) > 1
    speaker = said.get("speaker", "")
    return CellUse(
        role="note",
        reason="in a table, below the name of its column",
        question=asked or SAME_QUESTION,
        table=table,
        kind=read_cues(names[column]).kind,
        heading=said.get("heading", "") or (names[column] if several else ""),
        speaker="" if inside or _EVERYBODY.fullmatch(speaker) else speaker,
        votes=_read_number(said.get("votes", "")),
        votes_against=_read_number(said.get("votes_against", "")),
        column=""
        if roles[column] != "note" or _UNSAYING.fullmatch(fold_name(names[column]))
        else names[column],
        inside=inside,
    )


def _read_number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 0


def _asks(text: CellText | None) -> bool:
    if text is None or ("?" not in text.words and not text.asks) or text.listed:
        return False
    return len(text.words.split()) <= _LONGEST_HEADER


def _asks_in_rows(texts: Mapping[tuple[int, int], CellText]) -> bool:
    """Whether the first column asks, row by row, and other columns hold what was said."""
    if not any(column > 1 and text.words for (_, column), text in texts.items()):
        return False
    if any(row == 1 and column > 1 and _asks(text) for (row, column), text in texts.items()):
        return False
    first = [text for (row, column), text in texts.items() if column == 1 and text.words and row > 1]
    opening = texts.get((1, 1))
    asked = [*first, opening] if opening is not None and _asks(opening) else first
    asking = sum(map(_asks, asked))
    # What a form notes beside its questions: the date, who asked, consent.
    noted = sum(role_by_name(text.words) in ("aside", "speaker", "table") for text in asked)
    return bool(asking) and (
        asking == len(asked) or (asking > 1 and (asking + noted == len(asked) or _is_form(texts)))
    )


def _is_form(texts: Mapping[tuple[int, int], CellText]) -> bool:
    """Whether a table is two columns of labels and questions, each once, with what was noted on them."""
    labels = [text for (_, column), text in texts.items() if column == 1]
    short = all(_asks(text) or 0 < len(text.words.split()) <= LONGEST_LABEL for text in labels)
    once = len({text.words for text in labels}) == len(labels)
    return short and once and max(column for _, column in texts) == 2


def _sort_by_row(texts: Mapping[tuple[int, int], CellText]) -> dict[tuple[int, int], CellUse]:
    headed = not _asks(texts.get((1, 1)))
    heads = {column: text.words for (row, column), text in texts.items() if row == 1 and headed}
    uses = {}
    asked = ""
    form = _is_form(texts)
    headed = headed and not form
    beside = {row: text.words for (row, column), text in texts.items() if column == 2}
    for (row, column), text in texts.items():
        if row == 1 and headed:
            uses[row, column] = CellUse("context", "heads a column of a table")
        elif column == 1 and text.words and not _asks(text):
            asked = text.words if form and is_noted(text.words, beside.get(row, "")) else ""
            role = "heading" if asked else "metadata"
            uses[row, column] = CellUse(role, "names what stands beside it in a form")
        elif column == 1:
            asked = text.words or asked  # a cell merged with the one above it is empty
            uses[row, column] = CellUse("heading", "a question that heads a row of a table")
        elif asked and says_nothing(text.words, asked):
            uses[row, column] = CellUse("metadata", NO_ANSWER)
        elif asked:
            table, question = split_table(asked)
            head = heads.get(column, "")
            seat, kind = split_table(head)[0], read_cues(head).kind
            reason = "in a table, beside its question"
            uses[row, column] = CellUse("note", reason, question, seat or table, kind)
        elif len(text.words.split()) <= LONGEST_LABEL:
            uses[row, column] = CellUse("metadata", "stands beside a label in a form")
    return uses


def _sort_by_label(texts: Mapping[tuple[int, int], CellText]) -> dict[tuple[int, int], CellUse]:
    """Rows of labels and rows of lists in turn: "Strengths" and "Weaknesses", "Start", "Stop", "Continue"."""
    rows = sorted({row for row, _ in texts})
    labels = {at: text.words for at, text in texts.items() if (at[0] - rows[0]) % 2 == 0 and text.words}
    lists = [text for at, text in texts.items() if at not in labels and text.words]
    if (
        rows != list(range(rows[0], rows[0] + len(rows)))
        or len(rows) % 2
        or not lists
        or not (all(t.listed for t in lists) or names_board(labels.values()))
    ):
        return {}
    if any(
        texts[at].listed
        or len(words.split()) > LABEL_WORDS
        or is_ours(words)
        or role_by_name(words) not in ("", "note", "votes", "votes_against")
        for at, words in labels.items()
    ):
        return {}
    if len({column for _, column in labels}) < 2:
        return {}
    uses = {at: CellUse("heading", "heads the list below it in a table") for at in labels}
    for (row, column), text in texts.items():
        if text.words and (row, column) not in labels and (row - 1, column) in labels:
            uses[row, column] = CellUse("note", "in a list of a table", labels[row - 1, column])
    return uses


def _sort_by_column(texts: Mapping[tuple[int, int], CellText]) -> dict[tuple[int, int], CellUse]:
    last_row = max(row for row, _ in texts)
    asked = {column: text for (row, column), text in texts.items() if row == 1 and _asks(text)}
    if not asked or last_row < 2:
        return {}
    opening = texts.get((1, 1))
    labelled = opening is not None and 1 not in asked and _LABELS.match(opening.words) is not None
    seated = labelled and opening is not None and bool(_SEATS.match(opening.words))
    uses = {}
    label = ""
    cells = {
        at: [text.words for (row, column), text in texts.items() if row > 1 and column == at and text.words]
        for at in asked
    }
    picked = find_picked({column: text.words for column, text in asked.items()}, cells)
    for (row, column), text in texts.items():
        if row > 1 and column in picked:
            uses[row, column] = CellUse("metadata", "answers that were picked, or facts, in a table")
        elif column == 1 and labelled:
            named = len(text.words.split()) <= LONGEST_LABEL
            label = text.words if named and row > 1 else ""
            if named:
                uses[row, column] = CellUse("context", "labels a row of a table")
        elif column in asked and (row == 1 or (text.bold and _asks(text))):
            asked[column] = text  # in bold further down: the next question, with its notes below it
            uses[row, column] = CellUse("heading", "a question that heads a column of a table")
        elif column in asked:
            table, question = split_table(asked[column].words)
            seat = split_table(label)[0] or (label if seated and label.isalnum() and len(label) <= 3 else "")
            uses[row, column] = CellUse(
                role="note",
                reason="in a table, below its question",
                question=question,
                table=seat or table,
                heading="" if seat else label,
            )
    return uses
