"""Small documents that were misread once: what each of them holds.

They lie in ../shared/cases/ingest; beside each stands what a person reads in it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import PipelineError
from pipeline.ingest import gather_event, list_doubts, read_event
from pipeline.ingest.structure.ledger import Ingested
from pipeline.settings import load_settings
from tests.conftest import SHARED
from tests.ingest.reading import list_by_question

CASES = SHARED / "cases" / "ingest"
WAY, HELP = "What gets in the way?", "What would help?"

# By document: each question with its notes, in order. A heading stands behind " > ", a table behind " @ ".
DOCUMENTS: dict[str, dict[str, list[str]]] = {
    "15-question-then-table-headings-2.md": {
        WAY: ["The bus stops at six", "No parking", "Stairs", "Too cold"],
        f"{HELP} @ 1": ["A later bus", "Bike racks"],
        f"{HELP} @ 2": ["A warm room", "Mend the lift"],
    },
    "16-notes-before-a-table-label-dropped-2.html": {
        WAY: [
            *("The bus stops at six", "No parking", "Stairs", "Too cold", "Too dear", "Lift broken"),
            *("Parking full by nine", "A & E café – £2 😀", "inner one", "inner two"),
        ],
        f"{HELP} @ 1": ["A later bus", "Bike racks"],
        f"{HELP} @ 2": ["A warm room", "Mend the lift"],
        HELP: ["Let us run it ourselves", "A cheaper rate", "Free tea"],
    },
    "17-word-table-cells-all-notes.docx": {HELP: ["A later bus", "A warm room", "Mend the lift"]},
    "17-word-table-cells-all-notes-3.docx": {
        f"{WAY} @ 1": ["The bus stops at six", "No parking"],
        f"{WAY} @ 2": ["Too cold"],
        f"{HELP} @ 1": ["A later bus"],
        f"{HELP} @ 2": ["A warm room"],
    },
    "18-markdown-table-one-note-2.md": {
        f"{WAY} @ 1": ["The bus stops at six", "No parking"],
        f"{WAY} @ 2": ["Too cold"],
        f"{HELP} @ 1": ["A later bus"],
        f"{HELP} @ 2": ["A warm room", "Tea"],
    },
    "18-markdown-table-one-note-3.md": {f"{HELP} @ 1": ["A later bus"], f"{HELP} @ 2": ["A warm room"]},
    "24-plain-text-without-bullets.txt": {
        WAY: ["The bus stops at six", "No parking", "Stairs"],
        HELP: ["A later bus", "Mend the lift", "A warm room"],
    },
    "24-plain-text-without-bullets-3.txt": {
        WAY: ["The bus stops at six", "No parking"],
        HELP: ["A later bus", "Mend the lift", "A warm room", "Tea", "Coffee", "Cake", "Bikes", "Bins"],
    },
    "34-pdf-table-two-questions.pdf": {
        WAY: ["The bus stops at six", "No parking", "Stairs"],
        HELP: ["A later bus", "Bike racks"],
    },
    "w13b-one-question-mark-drops-the-other-topics.md": {
        "Transport": [
            "Nothing after six",
            "No shelter at the hospital stop",
            "Drivers wait until you sit down",
        ],
        "Housing": [
            "Damp in the back bedrooms",
            "Two years on the list",
            "The new caretaker answers his phone",
        ],
        "Anything else?": ["More benches", "Thank you for coming out"],
    },
    "w14-same-subheading-under-several-topics.md": {
        "Transport > What works": [
            "Drivers wait until you sit down",
            "The dial-a-ride number is easy to remember",
        ],
        "Transport > What does not": ["Nothing after six"],
        "Housing > What works": ["The new caretaker answers his phone"],
        "Housing > What does not": ["Damp in the back bedrooms", "Two years on the list"],
        "Health > What works": ["The nurse at the library on Tuesdays"],
        "Health > What does not": ["Ringing at eight and being number thirty"],
    },
    "w15-day-heading-swallows-its-questions.md": {
        "Where should the clinic be?": ["Near the bus station", "Not on the hill"],
        "What worked for you @ Day 1": ["The actors made it easy to talk", "Plenty of breaks"],
        "What to change tomorrow @ Day 1": ["Microphones did not reach the back", "More chairs with arms"],
        "Anything else?: @ Day 1": ["See you tomorrow"],
    },
    "w16-byline-under-the-heading.md": {
        "Keeping the library open": [
            "Share the building with the credit union",
            "Saturday volunteers, but with a paid lead",
            "Ask the parish for the heating bill",
        ],
        "Speed on Mill Lane": [
            "The sign only flashes in one direction",
            "School gate is worst at quarter to nine",
            "Residents would run a speed watch",
        ],
        "Play area @ Group 1": ["A gate that closes by itself", "Shade in summer"],
        "Play area @ Group 2": ["A swing for a wheelchair", "Bins with lids"],
    },
    "w17-quotations-in-bold.docx": {
        "*": [
            "“I rang eleven times and then I walked there. They told me to ring.”",
            "“The nurse explained it twice and drew me a picture. I went home calm.”",
            "“Dad is on his third walking frame. Nobody will say when the ramp comes. Who do I ask?”",
            "“The letter went to my old flat. Nobody had told them. Two things would do: a text"
            " - and a name to ring.”",
        ],
    },
    "w18-key-points-swallow-the-rest.pdf": {
        "Evenings": [
            "“I run from the bus and the door is shut.”",
            "“My lad has nowhere quiet to do his homework.”",
            "“Thursdays are lovely.”",
            "“I buy my books now.”",
        ],
        "The reading room": [
            "“Colder than my flat.”",
            "“The lamp at the back table has been out since May.”",
        ],
    },
    "w19-agenda-table-with-contributors.docx": {
        "Who decides what is printed?": [
            "Two volunteers read everything first",
            "Lowri is asked where they cannot agree",
        ],
        "What would help new people?": ["A short film", "A buddy for the first month"],
        "Where should it be?": ["In the yard", "By the river"],
    },
    "w22-plain-text-tallies.txt": {
        "Other comments": ["I would have liked to meet the cook", "We stood for too long by the lifts"],
    },
    "w23-q-and-a-prefixes.txt": {
        "Will the blood tests move to the new site?": ["Yes, from May."],
        "Can carers stay overnight?": ["One person can, on a fold-down bed.", "Ask the ward for a pass."],
    },
    "w23b-q1-prefixes.md": {
        "What helps you rest?": ["Ear plugs", "Lights off at ten"],
        "What keeps you awake?": ["The bin lid", "Bleeps from the desk"],
        "What would you change first?": ["Soft-close bins"],
    },
    "w24-block-quotes.md": {
        "What would you plant first?": [
            "Herbs by the kitchen door",
            "Apple trees along the wall",
            "Nothing with thorns near the path",
        ],
        "What should we keep?": ["The old pear", "The bench under it"],
    },
    "w25-board-export-without-bullets.pdf": {
        "How can the harbour be made safe for swimmers without closing it to the boats?": [
            "Buoys in a straight line.",
            "Slower from June to August.",
            "A whistle on the jetty.",
            "Boats keep to the north side.",
            "Teach the hire people.",
            "A red flag on windy days.",
        ],
        "What should be mended first?": [
            "The third ladder.",
            "Lights by the slip.",
            "The hole in the wall at low tide.",
            "Bins - with lids",
        ],
        "How could the boat club be of more use to the town?": [
            "Open day in May.",
            "Lend out life jackets.",
            "A key for the scouts.",
        ],
    },
    "w26-front-matter-title.md": {
        WAY: ["Nothing after six", "No shelter at the hospital stop"],
        HELP: ["A Sunday bus"],
    },
    "w30-pasted-reviews-names.txt": {
        "*": [
            "They cancelled twice and nobody rang me.",
            "Much easier since the new form.",
            "The desk is rude. I will change surgery.",
        ],
    },
    "w32-title-with-summary.md": {
        WAY: ["Nothing after six", "No shelter at the hospital stop"],
        HELP: ["A Sunday bus", "A person at the end of the phone"],
    },
    "w32b-title-feedback-summary.md": {
        "What did people like?": ["The herb bed", "Cake"],
        "What should change?": ["A path without gravel"],
    },
    "w33a-sticky-note-heading-drops-the-other-sheets.md": {
        "*": [
            *("A second tap by the gate", "Meet in the evening", "Rats in the compost"),
            *("Keep the old shed", "Nobody cuts the far path", "Two new plots in spring"),
        ],
    },
    "w33b-agenda-items-as-notes.md": {"*": ["A second tap by the gate", "Meet in the evening"]},
    "w35-plain-paragraphs-question-then-answers.docx": {
        "What gets in the way of reporting a repair?": [
            "The number is engaged",
            "You have to give your reference and nobody knows it",
            "The form has no box for damp",
        ],
        HELP: ["A text when somebody is coming", "One person for our block", "A sign in the hall"],
    },
    "w37-numbered-questions-above-bullets.txt": {
        "What gets in the way of reporting a repair?": [
            "The number is engaged",
            "You have to give your reference",
            "The form has no box for damp",
        ],
        HELP: ["A text when somebody is coming", "One person for our block"],
    },
    "w28-question-in-the-introduction.md": {},
    "25-chat-export.txt": {
        "*": [
            "Hi all, what gets in the way of using the centre?",
            "The bus stops at six 😩",
            "No parking and the lift is broken",
            "ok",
        ]
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


def read_case(name: str) -> Ingested | None:
    """A case as the program reads it; None where it says that there is no note."""
    try:
        return read_event(gather_event(CASES / name), load_settings().ingest)
    except PipelineError as error:
        if "no notes were found" not in str(error):
            raise
        return None


def strip_marks(text: str) -> str:
    """Words as they are compared: without marks for bold at their ends."""
    return text.strip("*_ ")


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_a_document_is_read_as_a_person_reads_it(name: str) -> None:
    expected, found = DOCUMENTS[name], list_by_question(read_case(name))
    got = {key: [strip_marks(text) for text in texts] for key, texts in found.items()}
    if "*" in expected:  # where the notes stand is open
        assert sorted(text for texts in got.values() for text in texts) == sorted(expected["*"])
        return
    assert got == expected


@pytest.mark.parametrize("name", sorted(SHEETS))
def test_a_sheet_gives_peoples_own_words_and_nothing_else(name: str) -> None:
    found = read_case(name)
    assert found is not None
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
        assert found is not None
        said = " ".join([*found.notes["text"], *found.notes["question"]])
        assert not [mark for mark in ("<p>", "&nbsp;", "&amp;", "<br") if mark in said]


def test_a_sheet_without_a_heading_row_gives_one_question_a_column_and_says_so() -> None:
    found = read_case("w09-sheet-without-a-heading-row.xlsx")
    assert found is not None
    assert found.notes["question"].nunique() == 3
    assert any("heading row" in doubt for doubt in list_doubts(found.ledger, found.questions, found.notes))


def test_a_cell_with_nothing_to_see_is_no_note() -> None:
    found = read_case("27-zero-width-space.csv")
    assert found is not None
    assert all(any(c.isprintable() and not c.isspace() for c in t) for t in found.notes["text"])


def test_a_task_that_is_ticked_off_is_a_note_among_notes() -> None:
    found = read_case("35-task-list-dropped.md")
    assert found is not None
    texts = list(found.notes["text"])
    assert {"Too dear", "Too cold"} <= set(texts)
    assert {"A later bus | or tram", "A warm room", "Tea"} <= {t.replace("\\|", "|") for t in texts}


def test_text_that_looks_garbled_is_said() -> None:
    found = read_case("31-garbled-text-unnoticed.csv")
    assert found is not None
    assert any("garbled" in doubt for doubt in list_doubts(found.ledger, found.questions, found.notes))


def test_the_title_comes_from_the_front_matter() -> None:
    found = read_case("w26-front-matter-title.md")
    assert found is not None
    assert found.event.loc[0, "title"] == "Listening day about the new bus routes"


def test_every_line_of_every_case_is_in_the_ledger() -> None:
    for path in sorted(CASES.iterdir()):
        found = read_case(path.name)
        if found is not None:
            assert set(found.notes["note_id"]) <= set(found.ledger["note_id"])
            assert Path(path.name).name in set(found.ledger["source"])
