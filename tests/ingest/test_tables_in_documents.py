"""Tables inside documents: notes below, beside and between questions."""

from __future__ import annotations

import docx

from pipeline.ingest import EventFile, RawEvent, read_event
from pipeline.ingest.lines import SAME_KIND
from pipeline.settings import load_settings
from pipeline.tables import NO_ANSWER
from tests.ingest.builders import build_word
from tests.ingest.reading import read_lines, read_page

SETTINGS = load_settings().ingest


def _fill(document: docx.document.Document, rows: list[list[str]]) -> None:
    table = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def test_notes_below_questions_in_a_table() -> None:
    def write(document: docx.document.Document) -> None:
        document.add_heading("Table 2", 2)
        _fill(
            document,
            [["Topic", "What helps?", "What gets in the way?"], ["Travel", "lifts\ntaxis", "no bus"]],
        )

    content = build_word(write)
    assert [line.locator for line in read_lines("x.docx", content)][
        -1
    ] == "paragraph 7, table 1 row 2 column 3"
    notes = read_event(RawEvent("e", EventFile(), (("x.docx", content),), ()), SETTINGS).notes
    assert notes[["words", "question", "table", "heading", "kind"]].to_numpy().tolist() == [
        ["lifts", "What helps?", "2", "Travel", "facilitator"],
        ["taxis", "What helps?", "2", "Travel", "facilitator"],
        ["no bus", "What gets in the way?", "2", "Travel", "facilitator"],
    ]


def test_notes_beside_questions_in_a_table() -> None:
    rows = [["Question", "Notes", "Post-its"], ["1. What helps?", "tea", "time"], ["Is it fun?", "yes", ""]]
    page = "".join("<tr>" + "".join(f"<td>{text}" for text in row) for row in rows)
    lines = read_page(f"<table>{page}</table>")
    found = [(line.words, line.given.question, line.given.kind) for line in lines if line.given is not None]
    assert found == [
        ("tea", "1. What helps?", SAME_KIND),
        ("time", "1. What helps?", "post-it"),
        ("yes", "Is it fun?", SAME_KIND),
    ]


def test_questions_and_notes_in_turn_in_a_table() -> None:
    texts = ["<b>What helps?</b>", "tea", "is it on a Sunday?", "<b>What gets in the way?</b>", "no bus"]
    lines = read_page("<table>" + "".join(f"<tr><td>{text}" for text in texts) + "</table>")
    found = [(line.words, line.given.question) for line in lines if line.given is not None]
    assert found == [
        ("tea", "What helps?"),
        ("is it on a Sunday?", "What helps?"),
        ("no bus", "What gets in the way?"),
    ]


def test_a_table_that_only_arranges_text_is_read_cell_by_cell() -> None:
    rows = [["Table 1", "tea"], ["- time\n- is it on a Sunday?", "cake"]]
    lines = read_lines("x.docx", build_word(lambda document: _fill(document, rows)))
    assert [(line.words, line.form) for line in lines] == [
        *(("Table 1", "text"), ("tea", "text"), ("time", "item"), ("is it on a Sunday?", "item")),
        ("cake", "text"),
    ]
    assert all(line.given is None and not line.role for line in lines)


def test_cells_that_span_others_keep_their_columns() -> None:
    lines = read_page(
        "<table><tr><td rowspan=2>What helps?<td>tea<tr><td>time<tr><td colspan=2>Who came?</table>"
        "<table><tr><th>What helps?<th>What stops?<tr><td colspan=2>both<tr><td>a<td>b</table>"
    )
    found = {line.words: line.given.question for line in lines if line.given is not None}
    assert found == {
        "tea": "What helps?",
        "time": "What helps?",
        "both": "What helps?",
        "a": "What helps?",
        "b": "What stops?",
    }


def _read_table(*rows: list[str]) -> list[list[str]]:
    content = build_word(lambda document: _fill(document, list(rows)))
    notes = read_event(RawEvent("e", EventFile(), (("x.docx", content),), ()), SETTINGS).notes
    return notes[["words", "question", "heading"]].to_numpy().tolist()


def test_labels_of_a_board_and_plain_lines_below_them_in_turn() -> None:
    assert _read_table(
        ["Strengths", "Weaknesses"],
        ["Good soil\nMany hands", "No water"],
        ["Opportunities", "Threats"],
        ["A stall", "Theft"],
    ) == [
        ["Good soil", "Strengths", ""],
        ["Many hands", "Strengths", ""],
        ["No water", "Weaknesses", ""],
        ["A stall", "Opportunities", ""],
        ["Theft", "Threats", ""],
    ]


def test_a_theme_written_once_holds_for_the_rows_below_it() -> None:
    found = _read_table(
        ["Theme", "What people said", "Votes"],
        ["Travel", "No bus to the clinic", "5"],
        ["", "Kerbs are too high", "2"],
        ["Money", "Lunch costs too much", "4"],
    )
    assert [heading for _, _, heading in found] == ["Travel", "Travel", "Money"]


def test_what_a_form_notes_beside_its_questions_is_no_note() -> None:
    assert _read_table(
        ["Date", "4 February"],
        ["Interviewer", "RM"],
        ["How did you hear of us?", "My doctor"],
        ["What would help?", "A later bus"],
        ["Consent given", "Yes"],
    ) == [["My doctor", "How did you hear of us?", ""], ["A later bus", "What would help?", ""]]


def test_picks_and_facts_of_a_table_are_no_notes_beside_peoples_words() -> None:
    rows = "\n".join(
        [
            "# Stalls",
            "",
            "| ID | Which day suits you? | What would bring people in? | May we write to you? |",
            "|--|--|--|--|",
            "| 1 | Monday | Free parking after three | Yes |",
            "| 2 | Friday | Music and a proper roof | No |",
            "| 3 | Monday | Move the bus stop back | Yes |",
        ]
    )
    notes = read_event(RawEvent("e", EventFile(), (("x.md", rows.encode()),), ()), SETTINGS).notes
    assert set(notes["question"]) == {"What would bring people in?"}
    assert len(notes) == 3


def test_a_cell_that_says_nothing_to_the_question_above_the_table_is_no_note() -> None:
    rows = [
        ["Facilitator notes", "Post-its"],
        ["Buses stop at six", "Nothing I can think of"],
        ["None", "Forms"],
    ]

    def write(document: docx.document.Document) -> None:
        document.add_heading("What gets in the way?", 1)
        _fill(document, rows)

    found = read_event(RawEvent("e", EventFile(), (("x.docx", build_word(write)),), ()), SETTINGS)
    assert found.notes["words"].tolist() == ["Buses stop at six", "Forms"]
    assert found.ledger["reason"].eq(NO_ANSWER).sum() == 2
