"""Sheets: the layouts people use, the traps in them, and no cell lost whatever is in a file."""

from __future__ import annotations

import csv
import datetime
import io
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import SourceError
from pipeline.ingest import gather_event, read_event
from pipeline.ingest.event_file import EventFile
from pipeline.ingest.formats import read_document
from pipeline.ingest.lines import Document, Line
from pipeline.ingest.sheet_columns import read_votes, role_by_name
from pipeline.ingest.sources import RawEvent
from pipeline.settings import load_settings
from tests.conftest import SHARED

SETTINGS = load_settings().ingest
Rows = Sequence[Sequence[Any]]


def _csv(rows: Rows, **dialect: Any) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file, **dialect).writerows(rows)
    return file.getvalue().encode()


def _xlsx(sheets: dict[str, Rows], change: Callable[[Any], None] | None = None) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if change is not None:
        change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _swap(content: bytes, part: str, old: str, new: str) -> bytes:
    """A workbook with something in one of its parts replaced."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as whole,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for name in whole.namelist():
            text = whole.read(name)
            if name == part:
                assert old.encode() in text
                text = text.replace(old.encode(), new.encode(), 1)
            out.writestr(name, text)
    return file.getvalue()


def _by_hand(cells: str, strings: str) -> bytes:
    """A workbook as Excel writes it: with shared texts, which openpyxl does not write."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    parts = {
        "xl/workbook.xml": '<workbook xmlns:r="r"><sheets><sheet name="S" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": "<Relationships>"
        f'<Relationship Id="rId1" Type="{kind}worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{kind}sharedStrings" Target="/xl/sharedStrings.xml"/>'
        f'<Relationship Id="rId3" Type="{kind}styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="9"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": "<x:worksheet xmlns:x='x'><x:sheetData>"
        f"{cells}</x:sheetData></x:worksheet>",
        "xl/sharedStrings.xml": f"<sst>{strings}</sst>",
    }  # fmt: skip
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for name, text in parts.items():
            out.writestr(name, text)
    return file.getvalue()


def _read(content: bytes, name: str = "notes.csv", **facts: Any) -> Document:
    return read_document(name, content, EventFile(**facts))


def _notes(content: bytes, name: str = "notes.csv", **facts: Any) -> list[Line]:
    return [line for line in _read(content, name, **facts).lines if line.given is not None]


def _brief(lines: list[Line], *fields: str) -> list[tuple[Any, ...]]:
    return [(line.words, *(getattr(line.given, name) for name in fields)) for line in lines]


BOTH = pytest.mark.parametrize("kind", ["csv", "xlsx"])


def _write(kind: str, rows: Rows) -> tuple[bytes, str]:
    return (_csv(rows), "a.csv") if kind == "csv" else (_xlsx({"Sheet1": rows}), "a.xlsx")


# One note in a row


@BOTH
def test_one_note_in_a_row_with_what_the_other_columns_say(kind: str) -> None:
    rows = [
        ["ID", "Table", "Question", "Comment", "Votes", "Name", "Type", "Theme"],
        [1, 2, "What helps?", "Time to talk, and tea", 3, "Ann", "Post-it", "Time"],
        [2, 3, "What gets in the way?", "The bus", None, None, "Facilitator", None],
    ]
    notes = _notes(*_write(kind, rows))
    assert _brief(notes, "table", "question", "votes", "speaker", "kind", "heading") == [
        ("Time to talk, and tea", "2", "What helps?", 3, "Ann", "post-it", "Time"),
        ("The bus", "3", "What gets in the way?", 0, "", "facilitator", ""),
    ]


@pytest.mark.parametrize(
    ("header", "role"),
    [
        *[
            (name, "note")
            for name in ("Note", "comment-body", "Post-it", "Sticky note text", "Your comments")
        ],
        *[(name, "note") for name in ("Response", "IDEA", "feedback", "Statement", "Card text", "Content")],
        *[
            (name, "votes")
            for name in ("agrees", "Up-votes", "+1", "Likes", "Number of votes", "Stars", "Like count")
        ],
        *[(name, "question") for name in ("Prompt", "Topic", "Section", "Question text", "Column")],
        *[(name, "table") for name in ("Group", "Table no.", "Breakout room", "Room")],
        *[(name, "speaker") for name in ("Author", "Full name", "Created by", "user_name", "Participant")],
        *[
            (name, "aside")
            for name in ("comment-id", "disagrees", "Response date", "Timestamp", "Email", "First name")
        ],
        *[(name, "kind") for name in ("Type", "Colour", "note type", "Format")],
        ("Something else", ""),
        ("What is the question?", ""),
    ],
)
def test_columns_are_known_by_their_names(header: str, role: str) -> None:
    assert role_by_name(header) == role


def test_names_in_event_toml_win() -> None:
    rows = [["Comment", "Bemerkung", "Stimmen"], ["no", "Mehr Zeit", "4"], ["yes", "Tee", "2"]]
    columns = (("note", "bemerkung"), ("votes", "Stimmen"))
    notes = _notes(_csv(rows), columns=columns)
    assert _brief(notes, "votes", "question") == [("Mehr Zeit", 4, ""), ("Tee", 2, "")]


def test_without_a_name_the_longest_and_most_various_text_is_the_note() -> None:
    rows = [["Area", "Age group", "Thing"]] + [
        ["North", "18-25", f"there should be more of the {word} kind"]
        for word in ("first", "second", "third")
    ]
    assert len(_notes(_csv(rows))) == 3
    assert {line.words[:5] for line in _notes(_csv(rows))} == {"there"}


def test_a_column_of_numbers_holds_no_notes_whatever_its_name() -> None:
    rows = [["Views", "Idea"], [10, "Tea"], [12, "Time"]]
    assert _brief(_notes(_csv(rows))) == [("Tea",), ("Time",)]


def test_padlet_subject_and_body() -> None:
    rows = [
        ["Section", "Subject", "Body", "Author", "Created at"],
        ["What helps?", "Time", "Time to get to know each other", "ann", "2025-01-02"],
        ["What helps?", "Just biscuits", "", "bob", "2025-01-02"],
    ]
    assert _brief(_notes(_csv(rows)), "question", "heading", "speaker", "kind") == [
        ("Time to get to know each other", "What helps?", "Time", "ann", "other"),
        ("Just biscuits", "What helps?", "", "bob", "other"),
    ]


def test_slido_questions_are_notes() -> None:
    rows = [
        ["Question", "Author", "Score"],
        ["Will there be tea?", "Ann", 5],
        ["When do we start?", "Anonymous", 1],
    ]
    assert _brief(_notes(_csv(rows)), "votes") == [("Will there be tea?", 5), ("When do we start?", 1)]


@BOTH
def test_rejected_rows_are_set_aside_and_kept_in_the_ledger(kind: str) -> None:
    rows = [
        ["agrees", "moderated", "comment-body"],
        [5, -1, "buy my things"],
        [7, 1, "more buses"],
        [1, 0, "tea"],
    ]
    content, name = _write(kind, rows)
    assert _brief(_notes(content, name), "votes", "kind") == [("more buses", 7, "other"), ("tea", 1, "other")]
    rejected = next(line for line in _read(content, name).lines if line.words == "buy my things")
    assert (rejected.role, rejected.reason) == ("metadata", "rejected by the organisers (moderated is -1)")


def test_a_question_written_once_holds_for_the_rows_below() -> None:
    rows = [
        ["Question", "Note"],
        ["What helps?", "Tea"],
        ["", "Time"],
        ["", "Trust"],
        ["What hinders?", "Cost"],
        ["", "Bus"],
    ]
    assert [line.given.question for line in _notes(_csv(rows)) if line.given] == [
        *["What helps?"] * 3,
        *["What hinders?"] * 2,
    ]


def test_rows_that_name_a_table_hold_for_the_rows_below() -> None:
    rows = [
        ["Note", "Votes"],
        ["Table 1", ""],
        ["Tea", 3],
        ["Table 2", ""],
        ["Time", 1],
        ["Note", "Votes"],
        ["Trust", 2],
    ]
    assert _brief(_notes(_csv(rows)), "table", "votes") == [
        ("Tea", "1", 3),
        ("Time", "2", 1),
        ("Trust", "2", 2),
    ]


def test_duplicates_are_kept_and_empty_answers_are_not_notes() -> None:
    lines = _read(
        _csv([["Idea", "Name"], ["Tea", "a"], ["Tea", "b"], ["-", "c"], ["n/a", "d"], ["👍", "e"]])
    ).lines
    assert [line.words for line in lines if line.given] == ["Tea", "Tea", "👍"]
    assert [line.words for line in lines if line.reason == "no answer was given"] == ["-", "n/a"]


def test_groups_are_labelled_as_headings_label_them() -> None:
    rows = [["Group", "Note"], ["A", "Tea"], ["B", "Time"]]
    assert _brief(_notes(_csv(rows)), "table") == [("Tea", "Group A"), ("Time", "Group B")]


def test_a_column_of_tables_or_questions_is_known_by_what_stands_in_it() -> None:
    rows = [
        ["Table 1", "Tea and time"],
        ["Table 1", "More buses please"],
        ["Table 2", "Less jargon in letters"],
    ]
    assert _brief(_notes(_csv(rows)), "table")[::2] == [
        ("Tea and time", "Table 1"),
        ("Less jargon in letters", "Table 2"),
    ]
    rows = [
        ["Text", "Area", "Last updated"],
        ["Tea", "What helps?", "2025"],
        ["Bus", "What hinders?", "2025"],
    ]
    assert _brief(_notes(_csv(rows)), "question") == [("Tea", "What helps?"), ("Bus", "What hinders?")]


def test_questions_down_and_tables_across() -> None:
    rows = [
        ["Question", "Table 1", "Table 2"],
        ["What helps?", "Tea", "Time"],
        ["What hinders?", "Cost", "Bus"],
    ]
    assert _brief(_notes(_csv(rows)), "table", "question")[1:3] == [
        ("Time", "2", "What helps?"),
        ("Cost", "1", "What hinders?"),
    ]


def test_answers_below_facts_of_another_shape() -> None:
    rows = [
        ["Session: ours"],
        ["Date", "2025-02-01"],
        ["Question 1", "What matters?"],
        ["Responses"],
        ["Respect"],
        ["Tea"],
    ]
    content = _xlsx({"Q1": rows})
    assert _brief(_notes(content, "a.xlsx"), "question") == [
        ("Respect", "What matters?"),
        ("Tea", "What matters?"),
    ]


def test_tables_and_questions_between_the_notes_of_a_single_column() -> None:
    rows = [["Table 1"], ["What helps?"], ["- Tea"], ["Why not more tea?"], ["Table 2"], ["Time"]]
    assert _brief(_notes(_csv(rows)), "table", "question") == [
        ("Tea", "1", "What helps?"),
        ("Why not more tea?", "1", "What helps?"),
        ("Time", "2", "What helps?"),
    ]


# Forms


@BOTH
def test_each_question_of_a_form_is_a_column_of_answers(kind: str) -> None:
    rows = [
        [
            "Timestamp",
            "Email",
            "What helps you to take part?",
            "How likely are you to come again? (1-5)",
            "Was it useful?",
            "Any other comments",
        ],
        ["2025-01-02 10:00", "a@b.org", "Time to think", "5", "Yes", "Thank you"],
        ["2025-01-02 10:01", "c@d.org", "A quiet room", "4", "Yes", None],
        ["2025-01-02 10:02", "e@f.org", None, "4", "No", "More tea please"],
    ]
    content, name = _write(kind, rows)
    assert sorted(_brief(_notes(content, name), "question", "kind")) == sorted(
        [
            ("Time to think", "What helps you to take part?", "feedback"),
            ("A quiet room", "What helps you to take part?", "feedback"),
            ("Thank you", "Any other comments", "feedback"),
            ("More tea please", "Any other comments", "feedback"),
        ]
    )
    scales = [line for line in _read(content, name).lines if line.reason.endswith("answers on a scale")]
    assert len(scales) == 6


# Whiteboards and tallies


@BOTH
def test_topics_side_by_side_with_notes_below(kind: str) -> None:
    rows = [
        ["What helps?", "What hinders?", "Ideas"],
        ["Tea", "Cost", "Go outside"],
        ["Time", None, "Ask people"],
        ["Trust"],
    ]
    notes = _notes(*_write(kind, rows))
    assert sorted(_brief(notes, "question")) == [
        ("Ask people", "Ideas"),
        ("Cost", "What hinders?"),
        ("Go outside", "Ideas"),
        ("Tea", "What helps?"),
        ("Time", "What helps?"),
        ("Trust", "What helps?"),
    ]


def test_topics_that_are_names_of_columns_elsewhere() -> None:
    rows = [
        ["Time", "Access"],
        ["no time to come at all", "no bus"],
        ["meetings in the evening help", "steps"],
    ]
    assert sorted(_brief(_notes(_csv(rows)), "question"))[0] == ("meetings in the evening help", "Time")
    assert len(_notes(_csv(rows))) == 4


def test_counts_beside_notes_are_votes() -> None:
    rows = [["Liked", "", "Missed", ""], ["Tea", 3, "Time", 4], ["Talks", 1, "Quiet", 2]]
    assert sorted(_brief(_notes(_csv(rows)), "question", "votes")) == [
        ("Quiet", "Missed", 2),
        ("Talks", "Liked", 1),
        ("Tea", "Liked", 3),
        ("Time", "Missed", 4),
    ]


def test_stickies_say_so_in_the_name_of_sheet_or_column() -> None:
    board = {"Post-its": [["Access", "Learning"], ["no bus", "more courses"], ["steps", "less jargon"]]}
    assert {line.given.kind for line in _notes(_xlsx(board), "a.xlsx") if line.given} == {"post-it"}
    rows = [["Sticky", "Votes"], ["Tea", 1], ["Time", 2]]
    assert {line.given.kind for line in _notes(_csv(rows)) if line.given} == {"post-it"}


@pytest.mark.parametrize(
    ("text", "votes"),
    [
        ("3", 3),
        ("+2", 2),
        ("4.0", 4),
        ("|||", 3),
        ("✓✓", 2),
        ("5 votes", 5),
        ("many", 0),
        ("-3", 0),
        ("9" * 40, 0),
        ("", 0),
    ],
)
def test_votes(text: str, votes: int) -> None:
    assert read_votes(text) == votes


# Several sheets, titles, two levels, merged cells


def test_one_sheet_for_each_table_or_question() -> None:
    rows = [["Note"], ["Tea"], ["Time"]]
    book = {"Table 1": rows, "Group B": rows, "What helps people": rows}
    assert _brief(_notes(_xlsx(book), "a.xlsx"), "table", "question")[::2] == [
        ("Tea", "1", ""),
        ("Tea", "Group B", ""),
        ("Tea", "", "What helps people"),
    ]


def test_names_of_sheets_that_say_nothing() -> None:
    rows = [["Note", "Votes"], ["Tea", 1], ["Time", 2]]
    book = {"Sheet1": rows, "Form responses 1": rows}
    assert {line.given.question for line in _notes(_xlsx(book), "a.xlsx") if line.given} == {""}


def test_titles_above_the_header() -> None:
    rows = [
        ["Listening event, Mansfield"],
        ["Table 2 - What would help people?"],
        [],
        ["Note", "Votes"],
        ["Tea", 1],
        ["Time", 2],
    ]
    content = _xlsx({"Sheet1": rows})
    assert _brief(_notes(content, "a.xlsx"), "table", "question", "votes") == [
        ("Tea", "2", "What would help people?", 1),
        ("Time", "2", "What would help people?", 2),
    ]
    lines = _read(content, "a.xlsx").lines
    assert [(line.role, line.form) for line in lines[:3]] == [
        ("heading", "heading"),
        ("heading", "heading"),
        ("heading", "metadata"),
    ]


def test_merged_names_over_two_levels() -> None:
    rows = [
        ["What helps?", None, "What hinders?", None],
        ["Note", "Votes", "Note", "Votes"],
        ["Tea", 1, "Cost", 5],
        ["Time", 2, "Bus", 6],
    ]

    def merge(book: Any) -> None:
        book.active.merge_cells("A1:B1")
        book.active.merge_cells("C1:D1")

    expected = [
        ("Tea", "What helps?", 1),
        ("Cost", "What hinders?", 5),
        ("Time", "What helps?", 2),
        ("Bus", "What hinders?", 6),
    ]
    assert _brief(_notes(_xlsx({"S": rows}, merge), "a.xlsx"), "question", "votes") == expected
    assert _brief(_notes(_csv(rows)), "question", "votes") == expected


def test_a_merged_topic_covers_its_columns_and_a_merged_table_its_rows() -> None:
    rows = [["Barriers to taking part", None, "Ideas"], ["Cost", "Bus", "Tea"], ["Time", "Fear", "Trust"]]
    content = _xlsx({"S": rows}, lambda book: book.active.merge_cells("A1:B1"))
    found = Counter(line.given.question for line in _notes(content, "a.xlsx") if line.given)
    assert found == {"Barriers to taking part": 4, "Ideas": 2}
    rows = [["Table", "Note"], ["Table 1", "Tea"], [None, "Time"], ["Table 2", "Cost"]]
    content = _xlsx({"S": rows}, lambda book: book.active.merge_cells("A2:A3"))
    assert [line.given.table for line in _notes(content, "a.xlsx") if line.given] == [
        "Table 1",
        "Table 1",
        "Table 2",
    ]


@BOTH
def test_a_single_column_without_a_name(kind: str) -> None:
    rows = [["More time to talk"], ["Tea and biscuits"], ["A quiet room"]]
    assert len(_notes(*_write(kind, rows))) == 3


def test_a_single_column_below_its_question() -> None:
    rows = [["What helps?"], ["Tea"], ["Time"]]
    assert _brief(_notes(_csv(rows)), "question") == [("Tea", "What helps?"), ("Time", "What helps?")]


def test_prose_with_commas_is_one_column() -> None:
    content = b"Note\nTea, cake and time\nLess jargon, please, and more quiet\nTrust\n"
    assert [line.text for line in _notes(content)] == [
        "Tea, cake and time",
        "Less jargon, please, and more quiet",
        "Trust",
    ]


# What cells show


def test_numbers_and_dates_as_the_sheet_shows_them() -> None:
    row = [
        1,
        2.0,
        0.1 + 0.2,
        datetime.date(2024, 9, 20),
        datetime.datetime(2024, 9, 20, 14, 5),
        True,
        12345678901234,
    ]
    content = _xlsx({"S": [["Idea", *"abcdefg"], ["Tea", *row]]})
    shown = [line.text for line in _read(content, "a.xlsx").lines if line.number == 2]
    assert shown == ["Tea", "1", "2", "0.3", "2024-09-20", "2024-09-20 14:05", "TRUE", "12345678901234"]


def test_a_formula_is_never_computed() -> None:
    content = _xlsx({"S": [["Idea", "Votes"], ["Tea", 1], ["=A2&A2", 2]]})
    line = next(line for line in _read(content, "a.xlsx").lines if line.text.startswith("="))
    assert (line.text, line.role, line.reason) == ("=A2&A2", "metadata", "a formula without a value")
    stored = _swap(
        content, "xl/worksheets/sheet1.xml", "<f>A2&amp;A2</f><v></v>", "<f>A2&amp;A2</f><v>TeaTea</v>"
    )
    stored = _swap(stored, "xl/worksheets/sheet1.xml", '<c r="A3">', '<c r="A3" t="str">')
    assert [line.text for line in _notes(stored, "a.xlsx")] == ["Tea", "TeaTea"]


def test_hidden_things_are_read_and_said() -> None:
    def hide(book: Any) -> None:
        book.worksheets[0].row_dimensions[3].hidden = True
        book.worksheets[1].sheet_state = "hidden"

    rows = [["Idea", "Votes"], ["Tea", 1], ["Time", 2]]
    notes = _notes(_xlsx({"A": rows, "B": rows}, hide), "a.xlsx")
    assert [line.reason for line in notes] == [
        "",
        "in a hidden row",
        "in a hidden sheet",
        "in a hidden sheet",
    ]


def test_cells_of_several_lines_stay_whole() -> None:
    for content, name in (
        (_csv([["Idea", "Votes"], ["Tea\nand time", 1], ["Trust", 2]]), "a.csv"),
        (_xlsx({"Notes": [["Idea", "Votes"], ["Tea\nand time", 1], ["Trust", 2]]}), "a.xlsx"),
    ):
        notes = _notes(content, name)
        assert [(line.text, line.words) for line in notes] == [
            ("Tea\nand time", "Tea and time"),
            ("Trust", "Trust"),
        ]
    assert notes[0].locator == "sheet Notes!A2"


def test_locators_of_a_text_file_are_lines_as_an_editor_counts() -> None:
    content = b'# made by hand\r\nIdea;Votes\r\n"Tea\r\nand time";1\r\nTrust;2\r\n'
    notes = _notes(content)
    assert [(line.locator, line.number) for line in notes] == [
        ("line 3, column 1", 3),
        ("line 5, column 1", 5),
    ]
    assert notes[0].text == "Tea\r\nand time"


# Dialects and damage of text files


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_dialects_and_encodings(delimiter: str, encoding: str, end: str) -> None:
    rows = [["Idea", "Votes"], ["a “café”, with tea; and time", "3"], ['the "so-called" plan', "1"]]
    text = _csv(rows, delimiter=delimiter, lineterminator=end).decode()
    assert _brief(_notes(text.encode(encoding)), "votes") == [
        ("a “café”, with tea; and time", 3),
        ('the "so-called" plan', 1),
    ]


def test_a_quotation_mark_left_open_takes_nothing_with_it() -> None:
    content = b'Idea,Votes\n"Tea,5\n"Nice" talks,4\n5" steps,3\n"Time, and quiet",2\n'
    assert _brief(_notes(content), "votes") == [
        ('"Tea', 5),
        ('"Nice" talks', 4),
        ('5" steps', 3),
        ("Time, and quiet", 2),
    ]


def test_a_comma_without_quotation_marks_is_mended() -> None:
    content = b"Name,Idea,Votes\nAnn,Tea,5\nBob,Time, and quiet,4\nCat,Trust,1\n"
    assert _brief(_notes(content), "votes") == [("Tea", 5), ("Time, and quiet", 4), ("Trust", 1)]


def test_ragged_rows_lose_nothing() -> None:
    lines = _read(b"Name,Idea,Votes\nAnn,Tea\nBob\n\n,Time,4,left over,5\n").lines
    assert [line.text for line in lines] == [
        "Name",
        "Idea",
        "Votes",
        "Ann",
        "Tea",
        "Bob",
        "Time",
        "4",
        "left over",
        "5",
    ]
    assert len({line.locator for line in lines}) == len(lines)


@pytest.mark.parametrize(
    "top", ["sep=;\n", "<!-- source: a, b; c -->\n", "# exported, by; hand\n", "<!--\nx;y\n-->\n"]
)
def test_what_stands_above_the_sheet_is_metadata(top: str) -> None:
    lines = _read((top + "Idea;Votes\nTea;3\nTime;4\n").encode()).lines
    assert (lines[0].role, lines[0].text) == ("metadata", top[:-1])
    assert [line.words for line in lines if line.given] == ["Tea", "Time"]
    assert lines[1].number == top.count("\n") + 1


def test_the_question_that_a_comment_or_event_toml_names() -> None:
    rows = b"Idea,Votes\nTea,3\nTime,4\n"
    assert (
        _notes(b"<!-- export ; question asked: What helps? -->\n" + rows)[0].given.question == "What helps?"
    )  # type: ignore[union-attr]
    assert _notes(rows, questions=("What helps?",))[0].given.question == "What helps?"  # type: ignore[union-attr]


def test_a_workbook_as_excel_writes_it() -> None:
    lines = _read(XLSX, "a.xlsx").lines
    assert [line.text for line in lines] == [
        *("Idea", "Votes", "Tea", "3", "Time\r& _x000D_", "50%", "2024-09-20", "=-Tea"),
    ]
    assert lines[-1].reason == "a formula without a value"


# What cannot be read


XLSX = _by_hand(
    '<x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c r="B1" t="s"><x:v>1</x:v></x:c></x:row>'
    '<x:row r="2"><x:c r="A2" t="s"><x:v>2</x:v></x:c><x:c r="B2"><x:v>3</x:v></x:c></x:row>'
    '<x:row><x:c t="s"><x:v>3</x:v></x:c><x:c s="2"><x:v>0.5</x:v></x:c>'
    '<x:c s="1"><x:v>45555</x:v></x:c></x:row>'
    '<x:row><x:c t="e"><x:f>-Tea</x:f><x:v>#NAME?</x:v></x:c>'
    '<x:c t="str"><x:f>""</x:f><x:v></x:v></x:c></x:row>',
    "<si><t>Idea</t></si><si><t>Votes</t></si><si><t>Tea</t></si>"
    "<si><r><t>Ti</t></r><r><rPr><b/></rPr><t>me_x000D_&amp; _x005F_x000D_</t></r><rPh><t>no</t></rPh></si>",
)
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
STRINGS = "xl/sharedStrings.xml"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "password"),
        ("a.xlsx", b"PK\x03\x04 and then nothing", "damaged"),
        ("a.xlsx", XLSX[:-400], "damaged"),
        ("a.xlsx", _swap(XLSX, STRINGS, "<sst", BOMB + "<sst"), "entities"),
        ("a.xlsx", _swap(XLSX, STRINGS, "<sst", "<<sst"), "damaged"),
        ("a.xlsx", _swap(XLSX, "xl/worksheets/sheet1.xml", "v>2<", "v>99<"), "damaged"),
        ("a.xlsx", _swap(XLSX, "xl/worksheets/sheet1.xml", 'r="A2"', 'r="ZZZZ2"'), "damaged"),
        ("a.xlsx", _swap(XLSX, "xl/worksheets/sheet1.xml", 'r="B2"', 'r="A2"'), "damaged"),
        ("a.xlsx", _xlsx({"S": []}), "no cell in it has content"),
        ("a.csv", b"Idea,Votes\nTea\0,3\n", "not a text file"),
        ("a.csv", b",,,\n ,,\n", "no cell in it has content"),
        ("a.csv", b"a," * (26 * 1024 * 1024), "too large"),
        ("a.csv", b"Idea,Votes\n" + b"Tea,3\n" * 300_000, "too large"),
        ("a.csv", b"Idea,Votes\n" + b"," * 6_000_000, "too large"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(name: str, content: bytes, message: str) -> None:
    started = time.process_time()
    with pytest.raises(SourceError, match=message) as caught:
        _read(content, name)
    assert "\n" not in str(caught.value)
    assert "Tea" not in str(caught.value)
    assert time.process_time() - started < 10


@BOTH
def test_only_a_header_is_read_without_notes(kind: str) -> None:
    lines = _read(*_write(kind, [["Idea", "Votes"]])).lines
    assert [(line.role, line.given) for line in lines] == [("heading", None)] * 2


def test_a_list_of_people_holds_no_notes() -> None:
    rows = [
        ["First name", "Surname", "Organisation", "Email"],
        ["A", "B", "C", "a@b.org"],
        ["D", "E", "F", "d@e.org"],
    ]
    assert _notes(_csv(rows)) == []


def test_large_sheets_are_read_in_bearable_time() -> None:
    started = time.process_time()
    assert len(_notes(b"Idea\n" + b'"' + b"word " * 2_000_000 + b'"\nTea\n')) == 2
    wide = _csv([[f"Topic {place}" for place in range(10_000)], [f"note {place}" for place in range(10_000)]])
    assert len(_read(wide).lines) == 20_000
    long = b"Idea,Votes,Name\n" + b"".join(b"Tea and time %d,3,Ann\n" % place for place in range(50_000))
    assert len(_notes(long)) == 50_000
    assert time.process_time() - started < 20


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_damaged_workbooks_raise_nothing_else(data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(XLSX) - 1))
    broken = XLSX[:place] + data.draw(st.binary(max_size=8)) + XLSX[place + data.draw(st.integers(0, 8)) :]
    try:
        _read(broken, "a.xlsx")
    except SourceError:
        return


@settings(max_examples=80, deadline=None)
@given(
    data=st.data(),
    part=st.sampled_from(["xl/worksheets/sheet1.xml", STRINGS, "xl/workbook.xml", "xl/styles.xml"]),
)
def test_damaged_parts_raise_nothing_else(data: st.DataObject, part: str) -> None:
    with zipfile.ZipFile(io.BytesIO(XLSX)) as whole:
        text = whole.read(part).decode()
    place = data.draw(st.integers(0, len(text) - 1))
    cut = data.draw(st.integers(1, 12))
    piece = text[place : place + cut]
    other = data.draw(st.text(alphabet='<>/="019ars t', max_size=12))
    try:
        _read(_swap(XLSX, part, text, text[:place] + other + text[place + len(piece) :]), "a.xlsx")
    except SourceError:
        return


# No cell lost

WORDS = st.text(alphabet="abc é“”\"',;|\t\n#-=_x0:?!1<&", max_size=12) | st.sampled_from(
    [
        "Note",
        "Question",
        "Votes",
        "Table 1",
        "What helps?",
        "3",
        "-1",
        "moderated",
        "a longer note of some words",
        "_x000D_",
    ]
)
GRIDS = st.lists(st.lists(WORDS, min_size=1, max_size=5), min_size=1, max_size=8)


def _check_ledger(content: bytes, name: str, cells: list[str]) -> None:
    raw = RawEvent("event", EventFile(), ((name, content),), ())
    try:
        found = read_event(raw, SETTINGS)
    except SourceError as error:
        assert "no notes" in error.what or "no cell" in error.what or "empty" in error.what  # noqa: PT017
        return
    assert Counter(found.ledger["text"]) == Counter(cells)
    assert found.ledger["locator"].is_unique
    texts = dict(zip(found.ledger["locator"], found.ledger["text"], strict=True))
    assert all(
        note in texts[locator]
        for note, locator in zip(found.notes["text"], found.notes["locator"], strict=True)
    )
    assert (found.ledger["role"] == "note").sum() == len(found.notes)


@settings(max_examples=150, deadline=None)
@given(grid=GRIDS, end=st.sampled_from(["\n", "\r\n"]))
def test_every_cell_of_a_text_file_is_in_the_ledger_once(grid: list[list[str]], end: str) -> None:
    content = _csv(grid, quoting=csv.QUOTE_ALL, lineterminator=end)
    _check_ledger(content, "a.csv", [cell for row in grid for cell in row if cell.strip()])


@settings(max_examples=100, deadline=None)
@given(sheets=st.lists(GRIDS, min_size=1, max_size=3))
def test_every_cell_of_a_workbook_is_in_the_ledger_once(sheets: list[list[list[str]]]) -> None:
    names = ["Notes", "Table 1", "Sheet2"]

    def write(book: Any) -> None:
        for sheet, grid in zip(book.worksheets, sheets, strict=True):
            for row, cells in enumerate(grid, start=1):
                for column, text in enumerate(cells, start=1):
                    cell = sheet.cell(row, column, text.replace("_x", "_x005F_x") or None)
                    cell.data_type = "s" if text else "n"

    content = _xlsx({name: [] for name in names[: len(sheets)]}, write)
    _check_ledger(
        content, "a.xlsx", [cell for grid in sheets for row in grid for cell in row if cell.strip()]
    )


# Real exports


@pytest.mark.skipif(not SHARED.is_dir(), reason="real events are not part of the project: ../shared")
@pytest.mark.parametrize(
    ("name", "count", "rejected"),
    [("polis_bowling_green_2018.csv", 607, 289), ("polis_london_youth_policing_2022.csv", 36, 3)],
)
def test_real_exports_of_polis(name: str, count: int, rejected: int) -> None:
    path = Path(SHARED, "events", name)
    found = read_event(gather_event(path), SETTINGS)
    assert len(found.notes) == count
    assert found.ledger["reason"].str.contains("rejected by the organisers").sum() == rejected
    with path.open(encoding="utf-8", newline="") as file:
        file.readline()
        kept = [row for row in csv.DictReader(file) if row["moderated"] != "-1"]
    assert found.notes["text"].tolist() == [row["comment-body"].strip() for row in kept]
    assert found.notes["votes"].tolist() == [int(row["agrees"]) for row in kept]
    assert set(found.notes["kind"]) == {"other"}
