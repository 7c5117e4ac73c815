"""Sheets in text files: dialects, encodings and what is damaged in them."""

from __future__ import annotations

import pytest

from tests.ingest.builders import (
    build_csv,
)
from tests.ingest.reading import read_notes, read_sheet, show_notes


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_dialects_and_encodings(delimiter: str, encoding: str, end: str) -> None:
    rows = [["Idea", "Votes"], ["a “café”, with tea; and time", "3"], ['the "so-called" plan', "1"]]
    text = build_csv(rows, delimiter=delimiter, lineterminator=end).decode()
    assert show_notes(read_notes(text.encode(encoding)), "votes") == [
        ("a “café”, with tea; and time", 3),
        ('the "so-called" plan', 1),
    ]


def test_a_quotation_mark_left_open_takes_nothing_with_it() -> None:
    content = b'Idea,Votes\n"Tea,5\n"Nice" talks,4\n5" steps,3\n"Time, and quiet",2\n'
    assert show_notes(read_notes(content), "votes") == [
        ('"Tea', 5),
        ('"Nice" talks', 4),
        ('5" steps', 3),
        ("Time, and quiet", 2),
    ]


def test_a_comma_without_quotation_marks_is_mended() -> None:
    content = b"Name,Idea,Votes\nAnn,Tea,5\nBob,Time, and quiet,4\nCat,Trust,1\n"
    assert show_notes(read_notes(content), "votes") == [("Tea", 5), ("Time, and quiet", 4), ("Trust", 1)]


def test_ragged_rows_lose_nothing() -> None:
    lines = read_sheet(b"Name,Idea,Votes\nAnn,Tea\nBob\n\n,Time,4,left over,5\n").lines
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
    lines = read_sheet((top + "Idea;Votes\nTea;3\nTime;4\n").encode()).lines
    assert (lines[0].role, lines[0].text) == ("metadata", top[:-1])
    assert [line.words for line in lines if line.given] == ["Tea", "Time"]
    assert lines[1].number == top.count("\n") + 1


def test_the_question_that_a_comment_or_event_toml_names() -> None:
    rows = b"Idea,Votes\nTea,3\nTime,4\n"
    assert (
        read_notes(b"<!-- export ; question asked: What helps? -->\n" + rows)[0].given.question
        == "What helps?"
    )  # type: ignore[union-attr]
    assert read_notes(rows, questions=("What helps?",))[0].given.question == "What helps?"  # type: ignore[union-attr]
