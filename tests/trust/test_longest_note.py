"""A line of megabytes is no note: its beginning is one, the rest stands in the ledger, and it is said."""

from __future__ import annotations

from collections.abc import Callable

import docx
import pytest

from pipeline.ingest import EventFile, Ingested, RawEvent, list_doubts, read_event
from pipeline.settings import load_settings
from tests.ingest.builders import build_csv, build_word

SETTINGS = load_settings().ingest
LONGEST = SETTINGS.longest_note
LONG = "the lift was out again and nobody told us " * 1_000
ASKED = "What would help?"


def _word() -> bytes:
    def write(document: docx.document.Document) -> None:
        document.add_heading(ASKED, 1)
        for text in ("Buses at night", LONG, "Warm rooms"):
            document.add_paragraph(text, "List Bullet")

    return build_word(write)


FORMS: dict[str, Callable[[], bytes]] = {
    "a.md": lambda: f"## {ASKED}\n\n- Buses at night\n- {LONG}\n- Warm rooms\n".encode(),
    "a.txt": lambda: f"{ASKED}\n- Buses at night\n- {LONG}\n- Warm rooms\n".encode(),
    "a.csv": lambda: build_csv([[ASKED], ["Buses at night"], [LONG], ["Warm rooms"]]),
    "a.docx": _word,
}


def _read(name: str, content: bytes) -> Ingested:
    return read_event(RawEvent("e", EventFile(), ((name, content),), ()), SETTINGS)


@pytest.mark.parametrize("name", FORMS)
def test_a_note_has_a_longest_length(name: str) -> None:
    found = _read(name, FORMS[name]())
    notes = list(found.notes["text"])
    assert [notes[0], notes[2]] == ["Buses at night", "Warm rooms"]
    assert LONGEST - 200 < len(notes[1]) <= LONGEST
    assert LONG.startswith(notes[1])
    assert LONG[len(notes[1])] == " "  # no word is cut
    assert all(len(words) <= LONGEST for words in found.notes["words"])
    whole = found.ledger[found.ledger["reason"].str.startswith("goes on for longer")]
    assert [LONG.strip() in text for text in whole["text"]] == [True]
    said = list_doubts(found.ledger, found.questions, found.notes)
    assert any(f"{name}: 1 note longer than a note can be" in one for one in said)


def test_the_lines_behind_the_cut_stand_in_the_ledger_and_belong_to_no_note() -> None:
    lines = "\n".join(f"  {place} {'word ' * 20}" for place in range(200))
    found = _read("a.md", f"## {ASKED}\n\n- It began so\n{lines}\n- Warm rooms\n".encode())
    assert len(found.notes) == 2
    assert len(found.notes.loc[0, "text"]) <= LONGEST
    behind = found.ledger[found.ledger["role"] == "context"]
    assert len(behind) > 10
    assert set(behind["note_id"]) == {""}
    assert len(found.ledger) == 204


def test_what_a_note_stands_under_has_a_longest_length_too() -> None:
    found = _read("a.csv", build_csv([[f"{LONG}?"], ["Buses at night please"], ["Warm rooms to meet in"]]))
    assert all(len(question) <= LONGEST for question in found.questions["question"])
    found = _read("a.md", f"# {LONG}\n\n## {ASKED}\n\n- {LONG}:\n  - Buses\n  - Trains\n".encode())
    assert all(len(text) <= LONGEST for text in (*found.notes["lead_in"], *found.notes["heading"]))
