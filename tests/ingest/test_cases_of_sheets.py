"""Sheets and tables that were misread once: what a person reads in each of them.

They lie in ../shared/cases/ingest and trust; beside each stands what it holds.
"""

from __future__ import annotations

import pytest

from pipeline.ingest import gather_event, list_doubts, read_event
from pipeline.ingest.structure.ledger import Ingested
from pipeline.settings import load_settings
from tests.conftest import SHARED

CASES, TRUST = SHARED / "cases" / "ingest", SHARED / "cases" / "trust"
pytestmark = pytest.mark.skipif(not CASES.exists(), reason="the cases are not here")
WAY, HELP = "What gets in the way?", "What would help?"

# Tables in documents: each question with its notes, in order. A table stands behind " @ ".
TABLES: dict[str, dict[str, list[str]]] = {
    "17-word-table-cells-all-notes.docx": {
        "What would help?": ["A later bus", "A warm room", "Mend the lift"]
    },
    "17-word-table-cells-all-notes-3.docx": {
        "What gets in the way? @ 1": ["The bus stops at six", "No parking"],
        "What gets in the way? @ 2": ["Too cold"],
        "What would help? @ 1": ["A later bus"],
        "What would help? @ 2": ["A warm room"],
    },
    "18-markdown-table-one-note-2.md": {
        "What gets in the way? @ 1": ["The bus stops at six", "No parking"],
        "What gets in the way? @ 2": ["Too cold"],
        "What would help? @ 1": ["A later bus"],
        "What would help? @ 2": ["A warm room", "Tea"],
    },
    "18-markdown-table-one-note-3.md": {
        "What would help? @ 1": ["A later bus"],
        "What would help? @ 2": ["A warm room"],
    },
    "w19-agenda-table-with-contributors.docx": {
        "Who decides what is printed?": [
            "Two volunteers read everything first",
            "Lowri is asked where they cannot agree",
        ],
        "What would help new people?": ["A short film", "A buddy for the first month"],
        "Where should it be?": ["In the yard", "By the river"],
    },
}

# By sheet: each question with how many notes stand below it; nothing else may be a note.
SHEETS: dict[str, dict[str, int]] = {
    "19-free-text-column-dropped.csv": {
        "What gets in the way of using the centre?": -1,
        "Tell us more about it": -1,
    },
    "20-tick-boxes-and-codes-as-notes.csv": {
        "What gets in the way of using the centre?": -1,
        "Anything else?": -1,
    },
    "21-bulleted-excel-cell.xlsx": {WAY: 5, HELP: 4},
    "22-html-in-survey-cells.csv": {WAY: 3, "Q2. Which helps? [Other]": 2, "Q3. Any other comments?": 2},
    "23-second-header-rows.csv": {WAY: 8, HELP: 8},
    "w01-multi-select-column.csv": {
        "What gets in the way of coming?": -1,
        "What would make it better?": -1,
    },
    "w03-small-form-consent.csv": {"What did you like?": 7, "What would make it better?": 7},
    "w05-free-text-column-dropped-by-a-word-in-its-name.csv": {
        "Liked": 12,
        "Improving the area": 12,
        "Being a carer": 12,
        "How to address it": 12,
    },
    "w06-yes-no-column-called-view.csv": {"Like": -1, "Change": -1},
    "w08-order-of-questions.csv": {
        "What gets in the way of coming?": -1,
        "What helped you to come?": -1,
        "What would make it better?": -1,
    },
    "w10-where-do-you-live.csv": {"What would make it better?": -1},
    "w12-empty-answers-in-words.csv": {"What gets in the way of coming?": -1},
}


def read_case(name: str) -> Ingested:
    """A case as the program reads it."""
    return read_event(gather_event(CASES / name), load_settings().ingest)


def show_notes(found: Ingested) -> dict[str, list[str]]:
    """Each question, with heading and table where there is one, and its notes."""
    shown: dict[str, list[str]] = {}
    for note in found.notes.to_dict("records"):
        heading = f" > {note['heading']}" if note["heading"] and note["heading"] != note["question"] else ""
        table = f" @ {note['table']}" if note["table"] else ""
        shown.setdefault(f"{note['question']}{heading}{table}", []).append(" ".join(note["text"].split()))
    return shown


@pytest.mark.parametrize("name", sorted(TABLES))
def test_a_table_in_a_document_is_read_as_a_person_reads_it(name: str) -> None:
    assert show_notes(read_case(name)) == TABLES[name]


@pytest.mark.parametrize("name", sorted(SHEETS))
def test_a_sheet_gives_peoples_own_words_and_nothing_else(name: str) -> None:
    found = read_case(name)
    counts = found.notes["question"].value_counts(sort=False).to_dict()
    expected = SHEETS[name]
    asked = found.questions[found.questions["notes"] > 0]["question"]
    assert list(asked) == list(expected)  # in the order of the columns
    assert {key: counts[key] for key, number in expected.items() if number >= 0} == {
        key: number for key, number in expected.items() if number >= 0
    }


def test_html_in_cells_is_shown_as_words() -> None:
    for name in ("w07-padlet-html-in-cells.csv", "22-html-in-survey-cells.csv"):
        found = read_case(name)
        said = " ".join([*found.notes["text"], *found.notes["question"]])
        assert not any(mark in said for mark in ("<p>", "&nbsp;", "&amp;", "<br"))


def test_a_sheet_without_a_heading_row_gives_one_question_a_column_and_says_so() -> None:
    found = read_case("w09-sheet-without-a-heading-row.xlsx")
    assert found.notes["question"].nunique() == 3
    assert any("heading row" in doubt for doubt in list_doubts(found.ledger, found.questions, found.notes))


def test_a_cell_with_nothing_to_see_is_no_note() -> None:
    found = read_case("27-zero-width-space.csv")
    assert all(any(c.isprintable() and not c.isspace() for c in t) for t in found.notes["text"])


def test_text_that_looks_garbled_is_said() -> None:
    found = read_case("31-garbled-text-unnoticed.csv")
    assert any("garbled" in doubt for doubt in list_doubts(found.ledger, found.questions, found.notes))
