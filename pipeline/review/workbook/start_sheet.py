"""The first sheet of the review workbook: who reviews, and what to do, in plain English."""

from __future__ import annotations

from typing import Any

from pipeline.review.workbook.contents import FIT_WORDS, Contents
from pipeline.review.workbook.looks import Looks, estimate_height
from pipeline.tables.workbooks import (
    DATE_LABEL,
    MISSED,
    NAME_LABEL,
    NOTES,
    THEMES,
    WINS,
    WINS_LABEL,
    write_text,
)

_FIELDS = (
    (NAME_LABEL, "Your decisions are kept under this name."),
    (DATE_LABEL, "Like 2026-03-21. A later review is replayed after an earlier one."),
    (WINS_LABEL, f"Leave empty to show both views. Write “{WINS}” only if you have agreed on that together."),
)
_STEPS = (
    (
        "What this is",
        "A computer program sorted the notes of the event into draft themes. It often gets this wrong. You"
        " know better: what you write here wins over the program, and is kept when the program runs again.",
    ),
    (
        "1. Say who you are",
        "Fill in your name and today's date above. Yellow cells are for you; all others are protected"
        " against slips (there is no password).",
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


def fill_start_sheet(sheet: Any, contents: Contents, mark: str, looks: Looks) -> None:
    """Fill the first sheet."""
    for letter, width in (("A", 32), ("B", 34), ("C", 78)):
        sheet.column_dimensions[letter].width = width
    sheet.cell(1, 1, "Review of the themes").font = looks.title
    sheet.row_dimensions[1].height = 28
    about = ", ".join(part for part in (contents.title, contents.subtitle) if part)
    write_text(sheet.cell(2, 1), about)
    sheet.cell(2, 1).font = looks.bold
    for row, (label, hint) in enumerate(_FIELDS, start=4):
        sheet.cell(row, 1, label).font = looks.bold
        field = sheet.cell(row, 2)
        field.fill, field.border, field.protection = looks.yellow, looks.box, looks.open
        field.alignment, field.font = looks.wrapped, looks.plain
        field.number_format = "yyyy-mm-dd" if label == DATE_LABEL else "@"
        beside = sheet.cell(row, 3, hint)
        beside.font, beside.alignment = looks.small, looks.wrapped
        sheet.row_dimensions[row].height = 20
    looks.drop_down(sheet, f'"{WINS}"', 2, [6], "")
    row = 8
    for heading, words in _STEPS:
        label = sheet.cell(row, 1, heading)
        label.font, label.alignment = looks.bold, looks.wrapped
        sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=3)
        text = sheet.cell(row, 2, words)
        text.font, text.alignment = looks.plain, looks.wrapped
        sheet.row_dimensions[row].height = estimate_height([(words, 106.0), (heading, 32.0)])
        row += 1
    sheet.cell(row + 1, 1, "For the program").font = looks.faint
    sheet.cell(row + 1, 2, mark).font = looks.faint
    looks.protect(sheet)
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
