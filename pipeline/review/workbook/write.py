"""Writes the review workbook.

With openpyxl: it writes drop-downs, protection, frozen panes and filters that Excel and LibreOffice both
keep, and it is needed for the tests that edit workbooks as people do anyway. XlsxWriter does the same and
would be a second library for it. What openpyxl takes from the clock is replaced, so that the same contents
give the same bytes.
"""

from __future__ import annotations

from typing import Any

from pipeline.keeping.packages import pack_workbook
from pipeline.review.workbook.contents import FIT_WORDS, Contents, NoteLine
from pipeline.review.workbook.looks import Looks, estimate_height
from pipeline.review.workbook.start_sheet import fill_start_sheet
from pipeline.tables import NOTE_TYPES
from pipeline.tables.workbooks import (
    DATE_LABEL,
    MARKER,
    MISSED,
    MISSED_HEAD,
    NAME_LABEL,
    NOTES,
    NOTES_HEAD,
    START,
    THEMES,
    THEMES_HEAD,
    VERSION,
    write_text,
)

_NOTE_WIDTHS = (15, 8, 22, 11, 56, 26, 14, 40, 28, 20, 16, 9, 24, 28, 10)
_THEME_WIDTHS = (16, 20, 30, 46, 7, 20, 26, 26, 26, 8, 9, 28, 10)
_MISSED_WIDTHS = (70, 50, 10, 24)
_FIRST_EDITED_NOTE, _FIRST_EDITED_THEME = 9, 7  # columns from which people write
_MISSED_LINES = 200


def write_workbook(contents: Contents) -> bytes:
    """The review workbook of an event, ready to be sent out.

    Args:
        contents: What stands in it.

    Returns:
        The bytes of an .xlsx file, the same for the same contents.
    """
    from openpyxl import Workbook

    book = Workbook()
    start = book.active
    start.title = START
    looks = Looks()
    fill_start_sheet(start, contents, f"{MARKER} {VERSION} {contents.event_id}", looks)
    lists = book.create_sheet("Lists")
    ranges = _fill_lists(lists, contents)
    _fill_notes(book.create_sheet(NOTES, 1), contents, ranges, looks)
    _fill_themes(book.create_sheet(THEMES, 2), contents, ranges, looks)
    _fill_missed(book.create_sheet(MISSED, 3), contents, ranges, looks)
    book.properties.creator = "listening-event-notes"
    book.properties.title = f"Review of {contents.event_id}"
    book.active = 0
    return pack_workbook(book, b"1980-01-01T00:00:00Z")


def _fill_lists(sheet: Any, contents: Contents) -> dict[str, str]:
    """The drop-downs' entries, on a hidden sheet; from a question's id to where its themes stand."""
    sheet.sheet_state = "hidden"
    ranges = {}
    columns = [(question_id, contents.titles(question_id)) for question_id, _ in contents.questions]
    columns.append(("questions", [wording for _, wording in contents.questions if wording]))
    for column, (name, entries) in enumerate(columns, start=1):
        _put(sheet, 1, column, name)
        for row, entry in enumerate(entries, start=2):
            _put(sheet, row, column, entry)
        letter = sheet.cell(1, column).column_letter
        if entries:
            ranges[name] = f"Lists!${letter}$2:${letter}${len(entries) + 1}"
    return ranges


def _fill_notes(sheet: Any, contents: Contents, ranges: dict[str, str], looks: Looks) -> None:
    hint = "Write in the yellow columns only. Most worth checking comes first."
    if contents.left_out:
        hint += f" {contents.left_out:,} more notes are not listed; all are in the table coded_notes.csv."
    _mark_sheet(sheet, contents, hint, 5, looks)
    # A sheet saved by itself as CSV still says who decided, and when.
    for column, label, cell in ((8, NAME_LABEL, "B4"), (11, DATE_LABEL, "B5")):
        sheet.cell(1, column, label).font = looks.small
        beside = sheet.cell(1, column + 1, f"=IF('{START}'!{cell}=\"\",\"\",'{START}'!{cell})")
        beside.font = looks.small
        beside.number_format = "yyyy-mm-dd"
    looks.head(sheet, 2, NOTES_HEAD, _NOTE_WIDTHS, _FIRST_EDITED_NOTE, {15})
    for row, note in enumerate(contents.notes, start=3):
        _fill_note(sheet, row, note, looks)
    last = len(contents.notes) + 2
    for column in (9, 10):
        by_question: dict[str, list[int]] = {}
        for row, note in enumerate(contents.notes, start=3):
            by_question.setdefault(note.question_id, []).append(row)
        for question_id, rows in by_question.items():
            if question_id in ranges:
                prompt = "Choose a theme, or write the name of a new one." if column == 9 else ""
                looks.drop_down(sheet, f"={ranges[question_id]}", column, rows, prompt)
    every = list(range(3, last + 1))
    types = ",".join(kind.replace("_", " ") for kind in NOTE_TYPES)
    looks.drop_down(sheet, f'"{types}"', 11, every, "")
    looks.drop_down(sheet, '"yes,no"', 12, every, "May names in this note be shown in reports?")
    prompt = (
        "Do other words in this note show who somebody is (an illness, a job, a story)? Copy them here, or"
        " write “all”."
    )
    looks.drop_down(sheet, '"all"', 13, every, prompt)
    looks.finish(sheet, 2, last, len(NOTES_HEAD), "A3")


def _fill_note(sheet: Any, row: int, note: NoteLine, looks: Looks) -> None:
    shown = (
        note.note_id, note.table, note.question, note.kind, note.words, note.theme,
        FIT_WORDS[note.fit], note.why, "", "", "", "", "", "", note.theme_id,
    )  # fmt: skip
    for column, text in enumerate(shown, start=1):
        _put(sheet, row, column, text)
        looks.body(
            sheet.cell(row, column), edited=_FIRST_EDITED_NOTE <= column < len(shown), small=column == 1
        )
    looks.colour_fit(sheet.cell(row, 7), note.fit)
    sheet.row_dimensions[row].height = estimate_height(zip(shown, _NOTE_WIDTHS, strict=True))


def _fill_themes(sheet: Any, contents: Contents, ranges: dict[str, str], looks: Looks) -> None:
    _mark_sheet(sheet, contents, "Write in the yellow columns only.", 3, looks)
    looks.head(sheet, 2, THEMES_HEAD, _THEME_WIDTHS, _FIRST_EDITED_THEME, {13})
    by_question: dict[str, list[int]] = {}
    for row, theme in enumerate(contents.themes, start=3):
        by_question.setdefault(theme.question_id, []).append(row)
        shown = (
            theme.theme_id, theme.question, theme.title, theme.definition, theme.notes, theme.status,
            "", "", "", "", "", "", theme.note_ids,
        )  # fmt: skip
        for column, value in enumerate(shown, start=1):
            _put(sheet, row, column, value)
            edited = _FIRST_EDITED_THEME <= column < len(shown)
            looks.body(sheet.cell(row, column), edited=edited, small=column == 1, strong=column == 3)
        looks.colour_status(sheet.cell(row, 6), theme.accepted)
        sheet.row_dimensions[row].height = estimate_height(
            zip(map(str, shown[:-1]), _THEME_WIDTHS[:-1], strict=True)
        )
    last = len(contents.themes) + 2
    for question_id, rows in by_question.items():
        if question_id in ranges:
            looks.drop_down(
                sheet, f"={ranges[question_id]}", 8, rows, "Choose the theme that takes its notes."
            )
    every = list(range(3, last + 1))
    for column in (10, 11):
        looks.drop_down(sheet, '"yes,no"', column, every, "")
    looks.finish(sheet, 2, last, len(THEMES_HEAD), "A3")


def _fill_missed(sheet: Any, contents: Contents, ranges: dict[str, str], looks: Looks) -> None:
    hint = "One remark on each line, in the person's own words. It becomes a note like all others."
    _mark_sheet(sheet, contents, hint, 2, looks)
    looks.head(sheet, 2, MISSED_HEAD, _MISSED_WIDTHS, 1, set())
    for row in range(3, _MISSED_LINES + 3):
        for column in range(1, len(MISSED_HEAD) + 1):
            looks.body(sheet.cell(row, column), edited=True)
    if "questions" in ranges:
        rows = list(range(3, _MISSED_LINES + 3))
        looks.drop_down(sheet, f"={ranges['questions']}", 2, rows, "Which question does it answer?")
    looks.finish(sheet, 2, _MISSED_LINES + 2, len(MISSED_HEAD), "A3", filtered=False)


def _mark_sheet(sheet: Any, contents: Contents, words: str, column: int, looks: Looks) -> None:
    """The first line of a sheet: whose workbook it is, which the next run looks for, and what to do."""
    mark = sheet.cell(1, 1, f"{MARKER} {VERSION} {contents.event_id}")
    mark.font = looks.faint
    hint = sheet.cell(1, column, words)
    hint.font = looks.hint


def _put(sheet: Any, row: int, column: int, value: object) -> None:
    """Write a value; text stays text, whatever it begins with."""
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        write_text(cell, value)
    else:
        cell.value = value
