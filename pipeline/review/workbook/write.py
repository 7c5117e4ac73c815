"""Writes the review workbook.

With openpyxl: it writes drop-downs, protection, frozen panes and filters that Excel and LibreOffice both
keep, and it is needed for the tests that edit workbooks as people do anyway. XlsxWriter does the same and
would be a second library for it. What openpyxl takes from the clock is replaced, so that the same contents
give the same bytes.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Any

from openpyxl import Workbook

from pipeline.keeping.sheets import NUMBER, WRAPPED, estimate_height, pack_workbook, write_text
from pipeline.keeping.workbooks import (
    BY_THEME,
    BY_THEME_HEAD,
    DATE_LABEL,
    MISSED,
    MISSED_HEAD,
    NAME_LABEL,
    NOTES,
    NOTES_HEAD,
    START,
    THEMES,
    THEMES_HEAD,
    WINS,
    WINS_LABEL,
    make_mark,
)
from pipeline.review.workbook import looks
from pipeline.review.workbook.contents import FIT_WORDS, Contents
from pipeline.tables import NOTE_TYPES
from pipeline.wording import count_words

_FIRST = looks.HEAD + 1  # row of content
_NOTE_WIDTHS = (15, 8, 22, 11, 56, 26, 14, 40, 28, 20, 16, 9, 24, 28, 10)
_THEME_WIDTHS = (16, 20, 30, 46, 7, 20, 26, 26, 26, 8, 9, 28, 10)
_BY_THEME_WIDTHS = (64, 8, 18, 28, 20, 20, 28, 24, 9, 28, 15, 16)
_MISSED_WIDTHS = (70, 50, 10, 24)
_ON_NOTES, _ON_THEMES, _ON_MISSED = range(9, 15), range(7, 13), range(1, 5)  # columns that people write in
# Theme by theme: those beside a note, and those beside a theme.
_ON_NOTE, _ON_THEME, _ON_EITHER = (4, 5, 6, 10), (7, 8, 9, 10), range(4, 11)
_MISSED_LINES, _MISSED_ON_PAPER = 200, 20
_LABELS, _TEXT = 32.0, 106.0  # widths on the first sheet
_WITHHOLD = (
    "Do other words in this note show who somebody is (an illness, a job, a story)? Copy them here, or"
    " write “all”."
)
_FIELDS = (NAME_LABEL, DATE_LABEL, WINS_LABEL)
_STEPS = (
    (
        "What this is",
        "A computer program sorted the notes of the event into draft themes. It often gets this wrong. You"
        " know better: what you write here wins over the program, and is kept when the program runs again.",
    ),
    (
        "1. Say who you are",
        "Fill in the yellow cells above: your name, under which your decisions are kept, and today's date,"
        " like 2026-03-21. Where an earlier reviewer disagrees, an empty third cell shows both views; write"
        f" “{WINS}” only if you have agreed on that together. Yellow cells are for you; leave all others as"
        " they are: rows are found again by their ids.",
    ),
    (
        f"2. Sheet “{NOTES}”",
        "The notes the program is least sure of are at the top: start there. If a note is in the wrong theme,"
        " choose a better one under “your theme”, or write the name of a new theme. If it is right, write"
        " “ok”, and it will stay there. Leave the cell empty where you have not looked.",
    ),
    (
        "",
        "“second theme”: a note may belong to another theme as well. “note type”: what kind of point it is."
        " “show names?”: names are hidden unless you write yes. “comment”: anything the others should know."
        " “keep out of print”: no program can tell whether words such as “the only amputee in the village”"
        " show who somebody is. You can. Copy such words from the note into this cell, one stretch on each"
        " line, or write “all” for the whole note. Reports and the notes that are sent round then show"
        " [withheld] in their place; the note still counts.",
    ),
    (
        f"3. Sheet “{THEMES}”",
        "Give a theme a better name under “rename to”. “merge into”: choose the theme that takes its notes."
        " “split into”: write the names of the new themes with semicolons between them, and write these names"
        " under “your theme” of the notes that belong there. “drop?”: yes, and its notes go to the themes"
        " nearest to them. “accept?”: yes, and the reports stop calling it a draft.",
    ),
    (
        f"Or sheet “{BY_THEME}”",
        f"The same to read theme by theme: each title with its notes below it. What you write there counts"
        f" just as on the sheets “{NOTES}” and “{THEMES}”; write each thing in one place only.",
    ),
    (
        f"4. Sheet “{MISSED}”",
        "What was said and not written down, or written down and not found: one remark on each line, in the"
        " person's own words.",
    ),
    (
        "5. Send it back",
        "Save the workbook (.xlsx or .ods; the sheet of notes by itself may also be saved as .csv) and put it"
        " into the event's folder below data/raw, under any name. Several people may each return their own."
        " The next run takes all of them up. Leave them there: they are the record of what people decided.",
    ),
    (
        "What you may do",
        "Filter, hide or move columns, sort whole sheets, delete rows you do not need. Please leave the"
        " columns “note id” and “theme id” and the row of headings as they are.",
    ),
    (
        "Signs",
        "; ".join(FIT_WORDS.values()) + ". The signs say how well the program thinks a note fits its theme.",
    ),
)


def write_workbook(contents: Contents) -> bytes:
    """The review workbook of an event, as an .xlsx file: the same bytes for the same contents."""
    book, bodies = Workbook(), looks.Bodies()
    book.active.title = START
    _fill_start(book.active, contents)
    questions = _fill_lists(book.create_sheet("Lists"), contents)
    _fill_notes(book.create_sheet(NOTES, 1), contents, bodies)
    _fill_by_theme(book.create_sheet(BY_THEME, 2), contents, bodies)
    _fill_themes(book.create_sheet(THEMES, 3), contents, bodies)
    _fill_missed(book.create_sheet(MISSED, 4), contents, questions, bodies)
    book.active = 0
    return pack_workbook(book, f"Review of {contents.event_id}", b"1980-01-01T00:00:00Z")


def _fill_start(sheet: Any, contents: Contents) -> None:
    """The first sheet: who reviews, and what to do, in plain English."""
    for letter, width in (("A", _LABELS), ("B", _TEXT)):
        sheet.column_dimensions[letter].width = width
    _say(sheet, 1, 1, "Review of the themes", looks.TITLE)
    sheet.row_dimensions[1].height = 28
    write_text(sheet.cell(2, 1), ", ".join(part for part in (contents.title, contents.subtitle) if part))
    sheet.cell(2, 1).font = looks.BOLD
    for row, label in enumerate(_FIELDS, start=4):
        _say(sheet, row, 1, label, looks.BOLD).alignment = WRAPPED
        field = sheet.cell(row, 2)
        field.fill, field.border, field.protection = looks.YELLOW, looks.BOX, looks.OPEN
        field.alignment, field.font = WRAPPED, looks.PLAIN
        field.number_format = "yyyy-mm-dd" if label == DATE_LABEL else "@"
        sheet.row_dimensions[row].height = 20
    looks.offer_values(sheet, f'"{WINS}"', 2, [6])
    for row, (heading, words) in enumerate(_STEPS, start=8):
        _say(sheet, row, 1, heading, looks.BOLD).alignment = WRAPPED
        _say(sheet, row, 2, words, looks.PLAIN).alignment = WRAPPED
        sheet.row_dimensions[row].height = estimate_height([(words, _TEXT), (heading, _LABELS)])
    last = 8 + len(_STEPS)
    if contents.first:
        _say(sheet, last + 1, 1, "What needs a person first", looks.BOLD).alignment = WRAPPED
    for row, words in enumerate(contents.first, start=last + 1):
        write_text(sheet.cell(row, 2), words)
        sheet.cell(row, 2).font, sheet.cell(row, 2).alignment = looks.PLAIN, WRAPPED
        sheet.row_dimensions[row].height = estimate_height([(words, _TEXT)], least=1)
    last += len(contents.first)
    _say(sheet, last + 1, 1, "For the program", looks.SMALL)
    _say(sheet, last + 1, 2, make_mark(contents.event_id), looks.SMALL)
    looks.protect_sheet(sheet)
    sheet.sheet_view.showGridLines = False


def _fill_lists(sheet: Any, contents: Contents) -> str:
    """The drop-downs' entries on a hidden sheet, each below its question's id; where the questions stand."""
    sheet.sheet_state = "hidden"
    titles = contents.themes.groupby("question_id")["title"].agg(list)
    columns = [(question_id, titles.get(question_id, [])) for question_id, _ in contents.questions]
    columns.append(("questions", [wording for _, wording in contents.questions if wording]))
    for column, (name, entries) in enumerate(columns, start=1):
        for row, entry in enumerate((name, *entries), start=1):
            write_text(sheet.cell(row, column), entry)
    _, wordings = columns[-1]
    letter = sheet.cell(1, len(columns)).column_letter
    return f"Lists!${letter}$2:${letter}${len(wordings) + 1}" if wordings else ""


def _fill_notes(sheet: Any, contents: Contents, bodies: looks.Bodies) -> None:
    hint = "Write in the yellow columns only. Most worth checking comes first."
    if contents.left_out:
        hint += f" {contents.left_out:,} more notes are not listed; all are in the table coded_notes.csv."
    _mark_sheet(sheet, contents, hint, 5)
    # A sheet saved by itself as CSV still says who decided, and when.
    for column, label, cell in ((8, NAME_LABEL, "B4"), (11, DATE_LABEL, "B5")):
        _say(sheet, 1, column, label, looks.SMALL)
        formula = f"=IF('{START}'!{cell}=\"\",\"\",'{START}'!{cell})"
        _say(sheet, 1, column + 1, formula, looks.SMALL).number_format = "yyyy-mm-dd"
    looks.write_head(sheet, NOTES_HEAD, _NOTE_WIDTHS, _ON_NOTES)
    note: Any
    for row, note in enumerate(contents.notes.itertuples(), start=_FIRST):
        shown = (
            note.note_id, note.table, note.question, note.kind, note.words, note.theme,
            FIT_WORDS[note.fit], note.why, "", "", "", "", "", "", note.theme_id,
        )  # fmt: skip
        _fill_row(sheet, row, shown, _ON_NOTES, bodies)
        if note.fit in looks.FITS:
            sheet.cell(row, 7).fill = looks.FITS[note.fit]
        sheet.row_dimensions[row].height = estimate_height(zip(shown, _NOTE_WIDTHS, strict=True))
    every = range(_FIRST, _FIRST + len(contents.notes))
    _offer_titles(sheet, 9, "O", every, "Choose a theme, or write the name of a new one.")
    _offer_titles(sheet, 10, "O", every)
    types = ",".join(kind.replace("_", " ") for kind in NOTE_TYPES)
    looks.offer_values(sheet, f'"{types}"', 11, every)
    looks.offer_values(sheet, '"yes,no"', 12, every, "May names in this note be shown in reports?")
    looks.offer_values(sheet, '"all"', 13, every, _WITHHOLD)
    paper = f"B{looks.HEAD}:I{max(every.stop - 1, looks.HEAD)}"  # what can be read there
    looks.finish_sheet(sheet, every.stop - 1, len(NOTES_HEAD), paper, make_mark(contents.event_id))


def _fill_themes(sheet: Any, contents: Contents, bodies: looks.Bodies) -> None:
    _mark_sheet(sheet, contents, "Write in the yellow columns only.", 3)
    looks.write_head(sheet, THEMES_HEAD, _THEME_WIDTHS, _ON_THEMES)
    theme: Any
    for row, theme in enumerate(contents.themes.itertuples(), start=_FIRST):
        shown = (
            theme.theme_id, theme.question, theme.title, theme.summary, theme.notes, theme.status,
            "", "", "", "", "", "", theme.note_ids,
        )  # fmt: skip
        _fill_row(sheet, row, shown, _ON_THEMES, bodies, strong=3)
        if theme.accepted:
            sheet.cell(row, 6).fill = looks.ACCEPTED
        cells = zip(map(str, shown[:-1]), _THEME_WIDTHS[:-1], strict=True)
        sheet.row_dimensions[row].height = estimate_height(cells)
    every = range(_FIRST, _FIRST + len(contents.themes))
    _offer_titles(sheet, 8, "A", every, "Choose the theme that takes its notes.")
    for column in (10, 11):
        looks.offer_values(sheet, '"yes,no"', column, every)
    paper = f"B{looks.HEAD}:L{max(every.stop - 1, looks.HEAD)}"
    looks.finish_sheet(sheet, every.stop - 1, len(THEMES_HEAD), paper, make_mark(contents.event_id))


def _fill_by_theme(sheet: Any, contents: Contents, bodies: looks.Bodies) -> None:
    """Each theme's title, and its notes below it, those that show it best first."""
    _mark_sheet(
        sheet, contents, "Write in the yellow cells only. A coloured row is a theme; its notes follow.", 4
    )
    looks.write_head(sheet, BY_THEME_HEAD, _BY_THEME_WIDTHS, _ON_EITHER)
    own = {str(theme_id): notes for theme_id, notes in contents.notes.groupby("theme_id", sort=False)}
    of_themes: list[int] = []  # rows
    of_notes: list[int] = []
    row, asked = _FIRST, ""
    theme: Any
    note: Any
    for theme in contents.themes.itertuples():
        if theme.question_id != asked:
            asked = theme.question_id
            question = dict(contents.questions).get(asked, "") or theme.question
            write_text(sheet.cell(row, 1), question)
            sheet.cell(row, 1).font, sheet.cell(row, 1).alignment = looks.BOLD, WRAPPED
            sheet.row_dimensions[row].height = estimate_height([(question, 56.0)])
            row += 1
        notes = own.get(theme.theme_id, contents.notes.head(0))
        listed = "" if len(notes) == theme.notes else f", {len(notes):,} of them here"
        said = f"{count_words(theme.notes, 'note')}{listed}\n{theme.status}"
        shown = (theme.title, "", said, "", "", "", "", "", "", "", "", theme.theme_id)
        _fill_row(sheet, row, shown, _ON_THEME, bodies, strong=1, small=11)
        for column in range(1, _ON_EITHER.stop):
            if column not in _ON_THEME:
                sheet.cell(row, column).fill = looks.THEME
        sheet.row_dimensions[row].height = estimate_height([(theme.title, 56.0), (said, 18.0)])
        of_themes.append(row)
        row += 1
        for note in notes.sort_values("strength", ascending=False, kind="stable").itertuples():
            shown = (note.words, note.table, FIT_WORDS[note.fit], *[""] * 7, note.note_id, note.theme_id)
            _fill_row(sheet, row, shown, _ON_NOTE, bodies, small=11)
            if note.fit in looks.FITS:
                sheet.cell(row, 3).fill = looks.FITS[note.fit]
            sheet.row_dimensions[row].height = estimate_height(
                zip(shown[:3], _BY_THEME_WIDTHS[:3], strict=True), least=1
            )
            of_notes.append(row)
            row += 1
    for rows, column in ((of_notes, 4), (of_notes, 5), (of_themes, 8)):
        _offer_titles(sheet, column, "L", rows)
    looks.offer_values(sheet, '"yes,no"', 9, of_themes)
    paper, mark = f"A{looks.HEAD}:G{row - 1}", make_mark(contents.event_id)
    looks.finish_sheet(
        sheet, row - 1, len(BY_THEME_HEAD), paper, mark, table=False
    )  # it has rows of two kinds


def _fill_missed(sheet: Any, contents: Contents, questions: str, bodies: looks.Bodies) -> None:
    hint = "One remark on each line, in the person's own words. It becomes a note like all others."
    _mark_sheet(sheet, contents, hint, 2)
    looks.write_head(sheet, MISSED_HEAD, _MISSED_WIDTHS, _ON_MISSED)
    every = range(_FIRST, _FIRST + _MISSED_LINES)
    for row in every:
        for column in _ON_MISSED:
            bodies.style(sheet.cell(row, column), edited=True)
    if questions:
        looks.offer_values(sheet, f"={questions}", 2, every, "Which question does it answer?")
    paper = f"A{looks.HEAD}:D{looks.HEAD + _MISSED_ON_PAPER}"
    looks.finish_sheet(sheet, every.stop - 1, len(MISSED_HEAD), paper, make_mark(contents.event_id))


def _mark_sheet(sheet: Any, contents: Contents, hint: str, column: int) -> None:
    """The first line of a sheet: its title, whose workbook it is (the next run looks for it), what to do."""
    _say(sheet, 1, 1, f"{sheet.title} – {make_mark(contents.event_id)}", looks.SMALL)
    _say(sheet, 1, column, hint, looks.HINT)


def _say(sheet: Any, row: int, column: int, words: str, font: Any) -> Any:
    """Write words or a formula of our own; gives the cell."""
    cell = sheet.cell(row, column, words)
    cell.font = font
    return cell


def _fill_row(
    sheet: Any,
    row: int,
    shown: Sequence[object],
    edited: Container[int],
    bodies: looks.Bodies,
    strong: int = 0,
    small: int = 1,
) -> None:
    """Write values; text stays text, whatever it begins with."""
    for column, value in enumerate(shown, start=1):
        cell = sheet.cell(row, column)
        if isinstance(value, str):
            write_text(cell, value)
        else:
            cell.value = value
        bodies.style(cell, edited=column in edited, small=column == small, strong=column == strong)
        if isinstance(value, int):
            cell.alignment = NUMBER


def _offer_titles(sheet: Any, column: int, id_column: str, rows: Sequence[int], prompt: str = "") -> None:
    """Offer the titles of its question's themes in each row.

    Found by the theme's id in the row: Excel leaves drop-downs where they are when rows are sorted. The id is
    looked up in its whole column, for LibreOffice loses a reference to a single row that is deleted; the
    largest of one row's number is that number, where Excel takes it for a list.
    """
    theme_id = f"INDEX(${id_column}:${id_column},MAX(ROW()))"
    place = f'MATCH(LEFT({theme_id},FIND(".",{theme_id})-1),Lists!$1:$1,0)-1'
    formula = f"=OFFSET(Lists!$A$2,0,{place},COUNTA(OFFSET(Lists!$A:$A,0,{place}))-1,1)"
    looks.offer_values(sheet, formula, column, rows, prompt)
