"""Bytes into lines: encodings, line ends, mark-up, and no line lost whatever is thrown at a reader."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import QuoteError, SourceError
from pipeline.ingest.event import EventFile, read_event_file
from pipeline.ingest.event.cover import find_date
from pipeline.ingest.event.sources import RawEvent
from pipeline.ingest.lines import read_document
from pipeline.ingest.structure.ledger import read_event
from pipeline.ingest.text import decode_text, split_lines
from pipeline.report.quotes import check_source, note_lines
from pipeline.settings import load_settings
from pipeline.tables.contract import list_rows
from pipeline.wording import make_slug
from pipeline.wording.marks import is_without_mark_up, render_inline

SETTINGS = load_settings().ingest
MARKS = "#*-+•>`_~|:?!.()[]<&;0123456789 \t\n\r\\abcTable Group Question post-it: é–\u00a0\u200f\0\x0b😀"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_text_is_decoded_as_it_was_saved(encoding: str) -> None:
    content = "– tea & “biscuits” for the café".encode(encoding)
    if encoding == "utf-16-le":
        content = b"\xff\xfe" + content
    assert decode_text(content, "x.txt") == "– tea & “biscuits” for the café"


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(SourceError, match="not a text file"):
        decode_text(b"PK\x03\x04\0\0", "x.txt")


def test_only_line_ends_end_a_line() -> None:
    assert split_lines("a\r\nb\rc\nd\x0be\u2028f") == ["a", "b", "c", "d\x0be\u2028f"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (r"\*\* lots of assumptions", "** lots of assumptions"),
        ("the 3<sup>rd</sup> sector", "the 3rd sector"),
        ("**Value** - *try* things", "Value - try things"),
        ("see [the page](https://example.org/x)", "see the page"),
        ("tea &amp; biscuits", "tea & biscuits"),
        ("ask <someone> please", "ask <someone> please"),
        ("5 * 3 * 2 and snake_case_word", "5 * 3 * 2 and snake_case_word"),
        ("plain", "plain"),
    ],
)
def test_a_reader_sees_words_without_mark_up(content: str, words: str) -> None:
    assert render_inline(content) == words


@settings(max_examples=60)
@given(text=st.text(alphabet=MARKS, max_size=400), name=st.sampled_from(["x.md", "x.txt"]))
def test_every_line_is_in_the_ledger_once_and_every_note_is_verbatim(text: str, name: str) -> None:
    raw = RawEvent("event", EventFile(), ((name, text.encode()),), ())
    try:
        found = read_event(raw, SETTINGS)
    except SourceError:
        return  # empty, no notes, or not text: said in one line
    lines = split_lines(text)
    assert found.ledger["line"].unique().tolist() == list(range(1, len(lines) + 1))
    assert found.ledger["locator"].is_unique
    for number, shown in found.ledger.groupby("line")["text"]:
        # A line of a table is there cell by cell, any other line once and whole.
        assert shown.tolist() == [lines[number - 1]] or all(cell in lines[number - 1] for cell in shown)
    for note in found.notes.to_dict("records"):
        parts = str(note["text"]).split("\n")
        assert all(part in lines[note["line"] - 1 + place] for place, part in enumerate(parts))
        assert is_without_mark_up(note["words"], note["text"])
    assert set(found.ledger.loc[found.ledger["role"] == "note", "note_id"]) == set(found.notes["note_id"])


@settings(max_examples=30)
@given(st.text(alphabet=MARKS, max_size=300))
def test_no_letter_is_invented(text: str) -> None:
    for line in read_document("x.md", (text + "x").encode()).lines if "\0" not in text else ():
        assert line.content in line.text
        assert len(re.findall(r"\w", line.words)) <= len(re.findall(r"\w", line.text))


def test_a_very_long_line_does_not_hang() -> None:
    for text in ("- " + "word " * 200_000, "*" * 100_000, "[" * 20_000, "- " + "a?" * 100_000):
        read_document("x.md", text.encode())


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Friday 20 September 2024", "2024-09-20"),
        ("on the 3rd of May 2025", "2025-05-03"),
        ("2025-06-11 Eastmere", "2025-06-11"),
        ("Tuesday, November 13, 2007", "2007-11-13"),
        ("Sept. 3rd, 2021 in Hull", "2021-09-03"),
        ("17 Sept 2016", "2016-09-17"),
        ("31 June 2025", ""),
        ("from 2022-2024", ""),
    ],
)
def test_dates_are_found(text: str, date: str) -> None:
    assert find_date(text) == date


def test_slugs_are_safe_names_on_any_system() -> None:
    assert make_slug("Café: Événement / Été 2025?") == "cafe-evenement-ete-2025"


def test_event_toml_may_hold_all_it_can() -> None:
    facts = read_event_file(b'title = "T"\ndate = 2025-01-02\nslug = "My Event"\nquestions = ["A?"]\n', "e")
    assert (facts.title, facts.date, facts.slug, facts.questions) == ("T", "2025-01-02", "my-event", ("A?",))
    facts = read_event_file(
        b'[themes]\nexpected = ["Getting there", {title = "Cost", words = ["a", "b"]}]\n', "e"
    )
    assert facts.expected == (("Getting there", ()), ("Cost", ("a", "b")))


def test_votes_on_each_line_of_a_note_leave_it_one_that_can_be_quoted() -> None:
    text = b"# Event\n\n## What helps?\n\n- Plant trees +1+1\n  by the gate (3 votes)\n- Benches\n"
    found = read_event(RawEvent("event", EventFile(), (("x.md", text),), ()), SETTINGS)
    note = list_rows(found.notes)[0]
    assert (note["text"], note["votes"]) == ("Plant trees\nby the gate", 5)
    check_source(note, note_lines(found.ledger))
    with pytest.raises(QuoteError):
        check_source({**note, "text": "by the gate\nPlant trees"}, note_lines(found.ledger))


def test_bullets_in_one_line_keep_what_goes_on_below() -> None:
    text = "üTable 17777777777777777?7777” • 7777” •\rü".encode()  # found by fuzzing
    found = read_event(RawEvent("event", EventFile(), (("x.txt", text),), ()), SETTINGS)
    for note in list_rows(found.notes):
        assert is_without_mark_up(note["words"], note["text"])


def test_votes_on_the_second_line_of_a_note_are_no_part_of_its_words() -> None:
    text = b"# Event\n\n## What helps?\n\n- Plant trees\n  by the gate +1+1\n- Benches\n"
    note = read_event(RawEvent("event", EventFile(), (("x.md", text),), ()), SETTINGS).notes.iloc[0]
    assert (note["text"], note["words"], note["votes"]) == (
        "Plant trees\nby the gate",
        "Plant trees by the gate",
        2,
    )
