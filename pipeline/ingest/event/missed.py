"""Notes that people add after circulation, on the review workbook's sheet "What was missed"."""

from __future__ import annotations

from pipeline.ingest.lines import Line
from pipeline.ingest.structure.placed import Placed
from pipeline.ingest.structure.questions import Question, QuestionList
from pipeline.tables.workbooks import (
    MISSED_HEAD,
    NAME_LABEL,
    Grid,
    HeadedGrid,
    ReturnedWorkbook,
    find_headings,
    read_mark,
)

ADDED = "added after circulation"
_TEXT, _QUESTION, _TABLE, _SPEAKER = MISSED_HEAD


def place_missed_notes(
    workbooks: tuple[ReturnedWorkbook, ...], event_id: str, questions: QuestionList
) -> dict[str, list[Placed]]:
    """The notes on the sheets "What was missed", by workbook.

    A workbook that was saved twice holds the same note twice: what the same person says in the same
    words on the same question is one note, and its second place is listed in the ledger.

    Args:
        workbooks: What came back, in order.
        event_id: The event; workbooks of another event hold no notes of this one.
        questions: The event's questions; a question that is new is added.

    Returns:
        One entry per filled line, by workbook in the order given; none for a workbook without any.
    """
    seen: dict[tuple[int, str, str], Placed] = {}
    placed: dict[str, list[Placed]] = {}
    for workbook in workbooks:
        marks = [mark for grid in workbook.sheets for text in _top(grid) if (mark := read_mark(text))]
        if any(event != event_id for _, event in marks):
            continue
        for grid in workbook.sheets:
            sheet = find_headings(grid, MISSED_HEAD, needed=2)
            if sheet is None or _TEXT not in sheet.columns:
                continue
            for row in sheet.rows():
                entry = _place_row(workbook, sheet, row, questions)
                if entry is None:
                    continue
                who = entry.speaker or find_name(workbook)
                key = (id(entry.question), " ".join(entry.words.split()), who)
                if key in seen:
                    first = seen[key]
                    entry.role = "metadata"
                    entry.reason = f"the same note as in {first.source}, {first.line.locator}; counted once"
                else:
                    seen[key] = entry
                placed.setdefault(workbook.source, []).append(entry)
    return placed


def find_name(workbook: ReturnedWorkbook) -> str:
    """The reviewer's name from the first sheet, or empty."""
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
        reason=ADDED,
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
        if same and same in {" ".join(known.split()).casefold() for known in _wordings(question)}:
            return question
    if not same and len(questions.questions) == 1:
        return questions.questions[0]
    return questions.place(wording, table)[0]


def _wordings(question: Question) -> list[str]:
    return [question.wording, *question.wordings]


def _top(grid: Grid) -> list[str]:
    return [text for (row, _), text in grid.cells.items() if row <= 20]
