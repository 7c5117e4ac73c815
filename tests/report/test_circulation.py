"""The circulation copy: every note as written, in its place, and a page that returns into the workbook."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from itertools import pairwise
from typing import Any

import docx
import pytest

from pipeline.keeping.workbooks import MISSED_HEAD
from pipeline.report.blocks import Text, walk
from pipeline.report.event.circulation import MISSED_TITLE, render_circulation
from pipeline.report.event.facts import gather_event
from pipeline.report.event.page import build_page
from pipeline.tables import Events, Questions, SafeNotes, table_of
from tests.report.made_event import Case, build_case


@pytest.fixture(scope="module")
def case() -> Case:
    """The event of the report's tests."""
    return build_case()


def _render(case: Case) -> Any:
    return docx.Document(io.BytesIO(_bytes(case)))


def _bytes(case: Case) -> bytes:
    return render_circulation(case.event, case.questions, case.safe_notes, case.settings)


def _shown(text: str) -> str:
    """A text as python-docx reads it back."""
    return "".join(character for character in text if character.isalnum())


def test_every_note_is_there_once_in_its_own_words(case: Case) -> None:
    bullets = [
        _shown(paragraph.text)
        for paragraph in _render(case).paragraphs
        if paragraph.style.style_id == "ListBullet"
    ]
    assert sorted(bullets) == sorted(_shown(words) for words in case.safe_notes["words"])


def test_nothing_the_program_thinks_is_in_it(case: Case) -> None:
    text = "\n".join(paragraph.text for paragraph in _render(case).paragraphs)
    for title in case.themes["title"]:
        assert title not in text.split("\n")
    assert "Priya" not in text
    assert "[name]" in text


def test_questions_tables_and_sub_headings_are_headings_without_a_gap_in_levels(case: Case) -> None:
    levels = [
        int(paragraph.style.style_id[-1])
        for paragraph in _render(case).paragraphs
        if paragraph.style.style_id.startswith("Heading")
    ]
    assert levels.count(1) == len(case.questions) + 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_last_page_has_the_columns_of_the_workbooks_sheet_and_the_questions_filled_in(case: Case) -> None:
    document = _render(case)
    (form,) = document.tables
    assert [cell.text.lower() for cell in form.rows[0].cells] == list(MISSED_HEAD)
    asked = {row.cells[1].text for row in form.rows[1:]}
    assert asked == {*case.questions["question"], ""}
    assert all(row.cells[0].text == "" for row in form.rows[1:])
    assert MISSED_TITLE in [paragraph.text for paragraph in document.paragraphs]


def test_its_contents_name_no_page_that_nobody_knows_and_the_last_page_stands_alone(case: Case) -> None:
    document = _render(case)
    entries = [one for one in document.paragraphs if one.style.style_id.startswith("TOC")]
    headings = [one for one in document.paragraphs if one.style.style_id.startswith("Heading")]
    assert {one.text for one in entries} - {"Contents", ""} <= {one.text for one in headings}
    assert "PAGEREF" not in document.element.xml
    last = next(one for one in headings if one.text == MISSED_TITLE)
    assert last.paragraph_format.page_break_before


def _as_forms(case: Case) -> Case:
    """The same notes, as people filled them in somewhere."""
    return replace(case, safe_notes=case.safe_notes.assign(kind="feedback", table=""))


def test_nothing_in_it_is_for_whoever_sends_it(case: Case) -> None:
    words = "\n".join(paragraph.text for paragraph in _render(case).paragraphs)
    assert not [word for word in ("review.xlsx", "workbook", "collects", "columns") if word in words]
    assert "You were there, so you know best" in words
    assert "You were there" not in "\n".join(one.text for one in _render(_as_forms(case)).paragraphs)


def test_nobody_is_told_what_they_left(case: Case) -> None:
    def thank(one: Case) -> str:
        tables, found, words = one.bundle("")
        page = build_page(gather_event(tables, found, words, "en-GB"), (), one.settings)
        return next(walk(page, Text)).words

    for one in (case, _as_forms(case)):  # nobody knows who wrote what, or who was there
        assert thank(one).startswith("Thank you to everybody who took part. 29 notes were written down.")


def test_the_same_notes_give_the_same_bytes(case: Case) -> None:
    assert _bytes(case) == _bytes(case)
    with zipfile.ZipFile(io.BytesIO(_bytes(case))) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_title_language_and_subject_are_set(case: Case) -> None:
    properties = _render(case).core_properties
    assert properties.title.startswith("Notes: ")
    assert properties.language == case.settings.language
    assert "as written down" in properties.subject
    said = "\n".join(paragraph.text for paragraph in _render(case).paragraphs)
    assert "in the order of the write-up" in said
    assert "before anybody has sorted" not in said  # it prints the write-up's own headings


def test_kinds_lead_ins_votes_and_speakers_stand_with_their_notes() -> None:
    about = {"event_id": "e", "title": "An evening", "date": "2025-03-01", "place": "Hall", "series": ""}
    question = {
        "question_id": "q",
        "event_id": "e",
        "position": 1,
        "table": "1",
        "question": "What helps?",
        "number": "",
        "wordings": "",
        "notes": 4,
    }
    rows = [
        _note("n1", "facilitator", "1", words="First"),
        _note("n2", "facilitator", "1", lead_in="For example:", words="Second", votes=3, votes_against=4),
        _note("n2b", "facilitator", "1", lead_in="Second", words="Below it"),  # the note itself leads it in
        _note("n3", "post-it", "2", heading="Post-its", words="Third"),
        _note("n4", "feedback", "2", words="Fourth", speaker="[name]"),
    ]
    content = render_circulation(
        table_of(Events, [about]),
        table_of(Questions, [question]),
        table_of(SafeNotes, rows),
        build_case().settings,
    )
    lines = [paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs]
    start = len(lines) - 1 - lines[::-1].index("Table 1")
    assert lines[start : start + 13] == [
        "Table 1",
        "Facilitator’s notes",
        "First",
        "For example:",
        "Second",
        "3 for, 4 against",
        "Below it",
        "Table 2",
        "Post-its",
        "Third",
        "Feedback",
        "Fourth",
        "said by [name]",
    ]


def _note(note_id: str, kind: str, table: str, **values: object) -> dict[str, object]:
    return {
        "note_id": note_id,
        "question_id": "q",
        "source": "notes.md",
        "locator": "line 1",
        "line": 1,
        "table": table,
        "kind": kind,
        "heading": "",
        "lead_in": "",
        "votes": 0,
        "votes_against": 0,
        "speaker": "",
        "masked": False,
        **values,
    }
