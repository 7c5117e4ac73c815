"""What is found, what is left alone, and what a flag says."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.privacy import find_personal_details
from pipeline.privacy.details import NUMBERED, PATTERNS
from pipeline.privacy.details.numbers import find_numbers, nhs_checksum_holds
from pipeline.privacy.names import find_names
from pipeline.privacy.spans import Span, keep_best
from pipeline.tables import DETAIL_PLACEHOLDERS
from tests.privacy.conftest import MakeNotes
from tests.privacy.corpus import read_corpus
from tests.work import limit_work


def _found(text: str) -> list[str]:
    finders = (*PATTERNS, *NUMBERED, find_names)
    spans = keep_best([span for find in finders for span in find(text)])
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("text", "details"),
    [
        ("Thanks to Imogen Tarrowby for the lifts", ["Imogen Tarrowby"]),
        ("Perpetua Okonsky gave us tea", ["Perpetua Okonsky"]),
        ("Be bold (Debbie Larrock Active Notts gives a good talk)", ["Debbie Larrock"]),
        ("ask Dave at the desk", ["Dave"]),
        ("Cllr Thornwick came", ["Thornwick"]),
        ("Mary's Church hall, St Luke's and the Agnes Unit", []),
        ("seen by the dr. However it took weeks", []),
        ("A&E. It took hours", []),
        ("Will Eastmere get a bus?", []),
        ("we asked Will Tarrowby", ["Will Tarrowby"]),
        ("rang 01632 960123 2 times", ["01632 960123"]),
        ("from 0930 to 1130 on 01/02/2024", []),
        ("0800 1111", []),
        ("bring £07700 900456", []),
        ("(e.g. a.b@example.org)", ["a.b@example.org"]),
    ],
)
def test_finds_exactly(text: str, details: list[str]) -> None:
    assert _found(text) == details


def test_a_check_digit_decides_certainty() -> None:
    assert nhs_checksum_holds("9434765919")
    assert not nhs_checksum_holds("9434765918")
    assert not nhs_checksum_holds("1111111111")
    assert [span.certainty for span in find_numbers("943 476 5919")] == ["certain"]
    assert [span.certainty for span in find_numbers("943 476 5918")] == ["possible"]
    assert [span.certainty for span in find_numbers("NHS no 943 476 5918")] == ["likely"]
    assert find_numbers("order 9434765918") == []


def test_the_most_certain_then_the_longest_of_overlapping_details_stands() -> None:
    long, sure, short = (
        Span(0, 9, "name", "likely", ""),
        Span(5, 8, "phone", "certain", ""),
        Span(0, 4, "name", "likely", ""),
    )
    assert keep_best([short, long, sure]) == [short, sure]
    assert keep_best([short, long]) == [long]


@pytest.mark.parametrize(
    ("speaker", "masked"),
    [
        ("Person 1", False),
        ("P2", False),
        ("Facilitator", False),
        ("Group 3", False),
        ("Speaker B", False),
        ("GP", False),
        ("Healthwatch", False),
        ("Carer from table 2", False),
        ("", False),
        ("Marion", True),
        ("marion t.", True),
        ("Imogen Tarrowby (chair)", True),
        ("Oduya", True),
        ("J.T.", True),
    ],
)
def test_a_speaker_is_masked_whole_unless_a_code(make_notes: MakeNotes, speaker: str, masked: bool) -> None:
    flags = find_personal_details(make_notes("a point", speaker=speaker))
    assert list(zip(flags["field"], flags["start"], flags["end"], strict=True)) == (
        [("speaker", 0, len(speaker))] if masked else []
    )


def test_flags_say_where_what_and_why_without_the_words(make_notes: MakeNotes) -> None:
    notes = make_notes(
        "Thanks to Imogen Tarrowby, i.t@example.org",
        heading="Mrs Oduya said",
        lead_in="ring 01632 960999:",
        speaker="Imogen",
    )
    flags = find_personal_details(notes)
    assert flags["field"].tolist() == ["words", "words", "heading", "lead_in", "speaker"]
    expected = ["Imogen Tarrowby", "i.t@example.org", "Oduya", "01632 960999", "Imogen"]
    places = zip(flags["field"], flags["start"], flags["end"], strict=True)
    assert [str(notes.loc[0, field])[start:end] for field, start, end in places] == expected
    assert flags["placeholder"].tolist() == [DETAIL_PLACEHOLDERS[kind] for kind in flags["kind"]]
    for reason, words in zip(flags["reason"], expected, strict=True):
        assert reason.endswith(".")
        assert words not in reason


def test_the_same_notes_give_the_same_flags_and_stay_as_they_were(make_notes: MakeNotes) -> None:
    notes = make_notes(*(text for text, _ in read_corpus()))
    before = notes.copy(deep=True)
    first, second = find_personal_details(notes), find_personal_details(notes)
    pd.testing.assert_frame_equal(first, second)
    pd.testing.assert_frame_equal(notes, before)


def test_no_notes_give_no_flags(make_notes: MakeNotes) -> None:
    assert find_personal_details(make_notes()).empty


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "1",
        " ",
        "0",
        "A",
        "a.",
        "a@",
        "@a.",
        "0 ",
        "(0",
        "+",
        "Dave ",
        "J. ",
        "Aa-",
        "A1 ",
        "A'",
        "de ",
        " at a",
    ],
)
def test_a_hostile_line_does_not_hang(make_notes: MakeNotes, piece: str) -> None:
    notes = make_notes("Mrs " + piece * (100_000 // len(piece)))
    with limit_work(5):  # measured 0.5 s at most; what grows with the square of the length takes minutes
        find_personal_details(notes)


@settings(max_examples=80)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80))
def test_any_text_is_read_and_spans_lie_inside_it(text: str) -> None:
    spans = keep_best([s for find in (*PATTERNS, *NUMBERED, find_names) for s in find(text)])
    ends = 0
    for span in spans:
        assert ends <= span.start < span.end <= len(text)
        ends = span.end
