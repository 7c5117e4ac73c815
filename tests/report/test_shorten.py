"""An event with very many notes: the report stays one that can be read, and says what it leaves out."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from docx import Document

from pipeline.report import wording
from pipeline.report.event.notes import pick_evenly, shorten_report
from pipeline.settings import load_settings
from tests.report.conftest import build_case

SETTINGS = load_settings().report

MANY = {
    "t1": ("q1", "Very many", [f"Point {number} of very many" for number in range(60)]),
    "t2": ("q1", "A few", ["One thing", "Another thing", "A third"]),
}


def test_every_theme_stays_and_says_how_many_of_its_notes_are_shown() -> None:
    report = build_case(MANY).build()
    short = shorten_report(report, 20)
    many, few = short.questions[0].themes
    assert len(many.notes) == 20
    assert {note.note_id for note in report.questions[0].themes[0].key_points} <= {
        note.note_id for note in many.notes
    }
    assert "20 of its 60 notes" in many.where
    assert few == report.questions[0].themes[1]
    assert short.every_note == wording.some_notes_words(23, 63)
    assert (short.glance, short.overview, short.page) == (report.glance, report.overview, report.page)


def test_a_report_that_can_hold_all_is_the_same() -> None:
    report = build_case(MANY).build()
    assert shorten_report(report, 60) is report


def test_every_file_says_it() -> None:
    files = replace(build_case(MANY), settings=replace(SETTINGS, theme_notes=20)).render()
    for name in ("report.html", "report.md"):
        page = files[name].decode("utf-8").replace("\\_", "_")
        assert "20 of its 60 notes" in page
        assert "23 of the event" in page
        assert "coded_notes.csv" in page


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
