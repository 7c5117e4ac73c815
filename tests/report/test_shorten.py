"""An event with very many notes: the report stays one that can be read, and says what it leaves out."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from docx import Document

from pipeline.report.event.facts import list_shown, pick_evenly
from pipeline.settings import load_settings
from tests.report.made_event import build_case

SETTINGS = load_settings().report

MANY = {
    "t1": ("q1", "Very many", [f"Point {number} of very many" for number in range(60)]),
    "t2": ("q1", "A few", ["One thing", "Another thing", "A third"]),
}


def test_of_a_theme_with_very_many_notes_some_are_listed() -> None:
    facts = build_case(MANY).build()
    shown = list_shown(facts, 20)
    many, few = facts.questions[0].themes
    assert sum(note.note_id in shown for note in many.notes) == 20
    assert {note.note_id for note in few.notes} <= shown
    assert len(list_shown(facts, 60)) == 63


def test_the_appendix_says_it() -> None:
    files = replace(build_case(MANY), settings=replace(SETTINGS, theme_notes=20)).render()
    page = files["appendix.html"].decode("utf-8")
    assert "23 of the 63 notes" in page
    assert "coded_notes.csv" in page
    assert "All are in the appendix" not in files["report.md"].decode()


def test_the_circulation_copy_says_it() -> None:
    files = replace(build_case(MANY), settings=replace(SETTINGS, circulated_notes=10)).render()
    words = "\n".join(paragraph.text for paragraph in Document(BytesIO(files["notes.docx"])).paragraphs)
    assert "The next question has 63 notes. Here are 10 of them" in words
    assert words.count("of very many") == 10


def test_picks_go_from_first_to_last_and_never_twice() -> None:
    picked = pick_evenly(range(1000), 7)
    assert len(set(picked)) == 7
    assert picked[0] == 0
    assert picked[-1] > 800
    assert pick_evenly([1, 2, 3], 3) == (1, 2, 3)
    assert pick_evenly([1, 2, 3], 0) == ()
