"""Reads sheets, whatever program wrote them: which cells are notes, and what the other cells say of each.

Every cell with content becomes one line, so that nothing in a sheet goes unaccounted for. The layouts
that are known: one note in a row; one question in a column with people's answers below (forms); topics
side by side with notes below (whiteboards), with or without counts beside them; one sheet for each
table or question; and a single column with nothing but notes.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter
from dataclasses import replace
from functools import lru_cache, partial

from pipeline.errors import SourceError
from pipeline.ingest.lines import ABOVE_COLUMNS, HIDDEN, NO_HEADING, USES, Document, Given, Line
from pipeline.ingest.sheets.cells import (
    MOST_CELLS,
    Cell,
    Row,
    Sheet,
    is_number,
    is_rejected,
    leave_comments,
    make_line,
    read_beside,
    read_kind,
    read_votes,
    refuse_size,
    show_sheet,
    split_items,
    strip_marker,
)
from pipeline.ingest.sheets.header import Header, NoteColumn, announce
from pipeline.ingest.sheets.layout import Around, Layout, find_layout, read_name
from pipeline.ingest.sheets.scales import Picked
from pipeline.ingest.sheets.survey import AnswerCounter, find_totals, read_totals
from pipeline.ingest.structure.answers import says_nothing
from pipeline.ingest.structure.column_names import fold_name
from pipeline.ingest.structure.headings import read_cues, split_table
from pipeline.tables import NO_ANSWER, RATED

_ASKED = re.compile(r"\bquestions? (?:that was )?asked: *(?P<question>[^;]+\?)", re.IGNORECASE)
_TOTAL = re.compile(r"(?:sub ?|grand )?totals?\s*[:=]?\s*\d[\d.,]*", re.IGNORECASE)
_PLACES = re.compile(r"(?:break ?out )?(group|room|station|circle|workshop)\b", re.IGNORECASE)
_NO_HEADER = Header(0, -1, {}, {})
_SAYS = {
    "question": "question of the note beside it",
    "table": "table of the note beside it",
    "kind": "kind of the note beside it",
    "votes": "votes of the note beside it",
    "votes_against": "votes against the note beside it",
    "speaker": "who said the note beside it",
    "heading": "heading of the note beside it",
    "title": "heading of the note beside it",
    "verdict": "whether the organisers let the note stand",
    "scale": "answers that were picked",
    "fact": "facts about people",
    "aside": "no column of notes",
}


def read_grid(
    source: str,
    format: str,  # noqa: A002 - the name of the field it fills
    sheets: list[Sheet],
    columns: tuple[tuple[str, str], ...],
    questions: tuple[str, ...],
    most_cells: int = MOST_CELLS,
) -> Document:
    """Turn the sheets of a document into lines.

    Args:
        format: The decoder's name: "Excel", "CSV".
        columns: What columns hold, from event.toml.
        questions: The event's questions, from event.toml.

    Raises:
        SourceError: If no cell has content, or there are more than can be read.
    """
    sheets = [show_sheet(sheet) for sheet in sheets if sheet.rows]
    if not sheets:
        remedy = "Check that the right file was saved."
        raise SourceError("no cell in it has content", where=source, remedy=remedy)
    if sum(len(row.cells) for sheet in sheets for row in sheet.rows) > most_cells:
        raise refuse_size(source, f"{most_cells:,} cells with content")
    totals = [None if columns else find_totals(leave_comments(sheet)) for sheet in sheets]
    layouts = [
        find_layout(sheet, rows, columns)
        if counted is None and (rows := leave_comments(sheet))
        else Layout(_NO_HEADER)
        for sheet, counted in zip(sheets, totals, strict=True)
    ]
    several = sum(bool(layout.notes) for layout in layouts) > 1
    lines: list[Line] = []
    asked: list[tuple[str, str]] = []
    answers = AnswerCounter()
    for sheet, layout, counted in zip(sheets, layouts, totals, strict=True):
        if counted is not None:
            lines.extend(read_beside(sheet))
            lines.extend(read_totals(sheet, leave_comments(sheet), counted, answers))
            continue
        around = read_name(sheet.name, several)
        if not around.question and len(questions) == 1:
            around = replace(around, question=questions[0])
        lines.extend(_SheetReader(sheet, layout, around, answers).read())
        for column in layout.notes.values() if len(layout.notes) > 1 else ():
            asked.append((_clean_question(column.question or around.question), column.table))
    return Document(
        source,
        format,
        tuple(lines),
        paragraphs=False,
        answers=answers.sum_up(),
        questions=tuple((question, table) for question, table in asked if question),
        days=tuple(sorted(answers.days)),
    )


@lru_cache(maxsize=256)  # the same few for all notes of a sheet
def _clean_question(question: str) -> str:
    """A question in one line, each letter one character; one without any word ("?") is none."""
    plain = unicodedata.normalize("NFC", " ".join(question.split()))
    return plain if any(character.isalnum() for character in plain) else ""


class _SheetReader:
    """Reads the rows of one sheet from the top, remembering what holds for the rows below."""

    def __init__(self, sheet: Sheet, layout: Layout, around: Around, answers: AnswerCounter) -> None:
        self._sheet = sheet
        self._put = partial(make_line, sheet)
        self._answers = answers
        self._layout = layout
        self._around = around
        self._rows = leave_comments(sheet)
        self._places = {id(row): place for place, row in enumerate(self._rows)}
        self._columns = {role: layout.column_of(role) for role in _SAYS}
        last = layout.header.last
        heads = self._rows[last].cells if layout.header.names and last >= 0 else ()
        self._header = Counter(cell.text for cell in heads)
        named = self._columns["table"] or self._columns["heading"]
        self._names_rows = bool(named) and not self._columns["speaker"]
        self._filling = self._find_filling()
        self._heads = {column: layout.header.say(column) for column in layout.likely}
        # What comes twice in a column of answers was picked, whatever stands beside it: "Yes, just one".
        self._told = Counter(
            (cell.column, cell.text)
            for row in self._rows
            for cell in row.cells
            if cell.column in layout.survey.scales
        )
        self._filled: dict[int, str] = {}
        self._given = Given()  # what was said of the last note
        self._below_label = False  # whether the row above is a table's label and nothing else

    def read(self) -> list[Line]:
        """Give every cell of the sheet its line."""
        lines = read_beside(self._sheet)
        for row in self._sheet.rows:
            place = self._places.get(id(row))
            if place is None:
                lines.extend(self._read_comment(row, cell) for cell in row.cells)
            elif place < self._layout.header.first:
                lines.extend(self._read_title(row, cell) for cell in row.cells)
            elif place <= self._layout.header.last:
                lines.extend(self._put(row, cell, "heading", self._say_use(cell)) for cell in row.cells)
            else:
                lines.extend(self._read_row(row))
        return lines

    def _say_use(self, cell: Cell) -> str:
        """What the column below a heading was taken for, and how likely it holds people's words."""
        if self._layout.header.names.get(cell.column) != cell.text:
            return "names the columns"
        role = "note" if cell.column in self._layout.notes else self._layout.roles.get(cell.column, "")
        likely = self._layout.likely.get(cell.column)
        if not role or likely is None:
            return "names the columns"
        group = " ".join(self._layout.header.groups.get(cell.column, "").split())
        said = USES.get(role, USES["aside"])
        return f"{said}; {round(100 * likely)} % likely people's own words{f'; of {group}' if group else ''}"

    def _find_filling(self) -> set[int]:
        """Columns where a table or question is written once and holds for the rows below it."""
        body = self._rows[self._layout.header.last + 1 :]
        filling = set()
        for column in (self._columns["table"], self._columns["question"], self._columns["heading"]):
            filled = [any(cell.column == column for cell in row.cells) for row in body]
            merged = any(span.left == column and span.bottom > span.top for span in self._sheet.merged)
            # A note without a heading is nothing unusual: only merging says that one goes on.
            sparse = column != self._columns["heading"] and sum(filled) <= len(filled) / 2
            if column and filled and filled[0] and (merged or sparse):
                filling.add(column)
        return filling

    def _read_comment(self, row: Row, cell: Cell) -> Line:
        asked = _ASKED.search(cell.text)
        if asked is not None and not self._around.question and not cell.aside.startswith(HIDDEN):
            self._around = replace(self._around, question=" ".join(asked["question"].split()))
        return self._put(row, cell, "metadata", cell.aside)

    def _read_title(self, row: Row, cell: Cell) -> Line:
        if cell.aside:
            return self._put(row, cell, "metadata", cell.aside)
        if len(row.cells) > 1:
            if cell.text.strip().endswith("?"):
                self._around = replace(self._around, question=announce(cell.text)[1])
            return self._put(row, cell, "metadata", ABOVE_COLUMNS)
        table, question = announce(cell.text)
        self._around = Around(
            table or self._around.table,
            question if table or "?" in question else self._around.question,
            read_kind(cell.text) or read_cues(cell.text).kind or self._around.kind,
        )
        return self._put(row, cell, "heading", ABOVE_COLUMNS, form="heading")

    def _read_row(self, row: Row) -> list[Line]:
        again = len(row.cells) > 1 and row.cells[0].text in self._header
        if again and Counter(cell.text for cell in row.cells) == self._header:
            return [self._put(row, cell, "heading", "names the columns again") for cell in row.cells]
        if (section := self._read_section(row)) is not None:
            return [section]
        texts = {cell.column: cell.text for cell in row.cells if not cell.aside}
        for column in self._filling:
            if column in texts:
                self._filled[column] = texts[column]
        notes = set(self._layout.notes)
        title = self._columns["title"]
        if title in texts and len(notes) == 1 and not notes & set(texts):
            notes = {title}  # Padlet: the subject is all that was written
        picked = self._answers.add_row(self._layout.survey, texts)
        lines: list[Line] = []
        for cell in row.cells:
            listed = cell.column in notes and "\n" in cell.text
            items = split_items(cell.text, self._names_rows) if listed else []
            if len(items) < 2:
                lines.append(self._read_cell(row, cell, texts, notes, picked))
                continue
            for number, item in enumerate(items, start=1):
                line = self._read_cell(row, replace(cell, text=item), texts, notes, picked)
                words = strip_marker(line.content) if line.given is not None else line.content
                place = f"{line.locator} item {number}"
                lines.append(replace(line, locator=place, content=words, words=" ".join(words.split())))
        return lines

    def _read_section(self, row: Row) -> Line | None:
        """A row with nothing but "Table 2" in it, or a question across the columns."""
        if len(row.cells) != 1 or row.cells[0].aside:
            return None
        cell = row.cells[0]
        table, rest = split_table(cell.text.strip())
        bare = bool(table) and not rest
        asks = "?" in rest and (bool(table) or self._below_label or cell.column not in self._layout.notes)
        self._below_label = bare
        if (not bare and not asks) or not self._layout.notes:
            return None
        if cell.column in (*self._filling, self._columns["table"]) and self._layout.header.names:
            return None
        self._around = replace(
            self._around, table=table or self._around.table, question=rest if asks else self._around.question
        )
        return self._put(row, cell, "heading", "stands above the rows below it")

    def _read_cell(
        self, row: Row, cell: Cell, texts: dict[int, str], notes: set[int], picked: dict[int, Picked]
    ) -> Line:
        if cell.aside:
            return self._put(row, cell, "metadata", cell.aside)
        if cell.column in notes:
            unnamed = not self._layout.header.names and len(notes) > 1
            return self._read_note(row, cell, texts, NO_HEADING if unnamed else "")
        alone = self._told[cell.column, cell.text] <= 1
        if cell.column in picked and picked[cell.column].words and alone:
            return self._read_note(row, cell, texts, "words in a column of answers on a scale")
        role = self._layout.roles.get(cell.column, "aside")
        name = " ".join(self._layout.header.names.get(cell.column, "").split())
        column = f"column '{name[:60]}'" if name else f"column {cell.column}"
        known = self._layout.notes or cell.column in self._layout.survey.scales
        says = _SAYS[role] if known else "no column of notes was found in this sheet"
        says = RATED if cell.column in picked else says
        # Not "question": shape and sections would open a section at each, and the notes know their questions.
        return self._put(row, cell, "metadata", sys.intern(f"{column}: {says}"))  # there once, not per cell

    def _read_note(self, row: Row, cell: Cell, texts: dict[int, str], reason: str = "") -> Line:
        if says_nothing(cell.text, self._heads[cell.column]):
            return self._put(row, cell, "metadata", NO_ANSWER)
        if self._columns["question"] and is_number(cell.text):
            return self._put(row, cell, "metadata", "a number in a column of answers")
        if _TOTAL.fullmatch(cell.text.strip()):
            return self._put(row, cell, "metadata", "a total")
        verdict = self._columns["verdict"]
        if is_rejected(texts.get(verdict, "")):
            told = f"{self._layout.header.names.get(verdict, '')} is {texts[verdict].strip()}"
            return self._put(row, cell, "metadata", f"rejected by the organisers ({told})")
        column = self._layout.notes.get(cell.column) or self._describe(cell.column)
        around = self._around
        is_title = cell.column == self._columns["title"]
        title = "" if is_title else self._say("title", texts) or column.heading
        given = Given(
            table=self._read_table(texts) or column.table or around.table,
            question=_clean_question(self._say("question", texts) or column.question or around.question),
            kind=read_kind(self._say("kind", texts)) or self._prefer_kind(column.kind),
            votes=read_votes(texts.get(column.votes, "")),
            votes_against=read_votes(texts.get(column.against, "")),
            speaker=self._say("speaker", texts),
            heading=self._say("heading", texts) or title,
        )
        if given != self._given:  # of notes about which the same is said it is there once
            self._given = given
        return self._put(row, cell, "", reason, given=self._given)

    def _describe(self, column: int) -> NoteColumn:
        """What holds for words outside a column of notes."""
        if column in self._layout.survey.scales:
            return NoteColumn(question=self._layout.header.names[column], kind="feedback")
        return next(iter(self._layout.notes.values()))

    def _prefer_kind(self, kind: str) -> str:
        """A sheet called "Post-its" says more of its notes than that its columns ask something."""
        if kind == "feedback" and self._around.kind:
            return self._around.kind
        return kind or self._around.kind or "other"

    def _say(self, role: str, texts: dict[int, str]) -> str:
        column = self._columns[role]
        text = texts.get(column, "")
        # Only columns whose cells hold for the rows below them are in what was filled in.
        return " ".join((text or self._filled.get(column, "")).split())

    def _read_table(self, texts: dict[int, str]) -> str:
        """The table's label: "1" below the name "Group" is "Group 1", as a heading would say it."""
        value = self._say("table", texts)
        if not value:
            return ""
        place = _PLACES.match(fold_name(self._layout.header.names.get(self._columns["table"], "")))
        if place is not None and (value.isdigit() or (len(value) == 1 and value.isalpha())):
            return f"{place[0].capitalize()} {value}"
        return value
