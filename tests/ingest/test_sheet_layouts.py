"""Sheets that are laid out in another way: boards, tallies, several sheets, titles, merged cells."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from pipeline.ingest.sheets.cells import read_votes
from tests.ingest.builders import (
    build_csv,
    build_sheet,
    build_xlsx,
)
from tests.ingest.reading import read_notes, read_sheet, show_notes

BOTH = pytest.mark.parametrize("kind", ["csv", "xlsx"])


@BOTH
def test_topics_side_by_side_with_notes_below(kind: str) -> None:
    rows = [
        ["What helps?", "What hinders?", "Ideas"],
        ["Tea", "Cost", "Go outside"],
        ["Time", None, "Ask people"],
        ["Trust"],
    ]
    notes = read_notes(*build_sheet(kind, rows))
    assert sorted(show_notes(notes, "question")) == [
        ("Ask people", "Ideas"),
        ("Cost", "What hinders?"),
        ("Go outside", "Ideas"),
        ("Tea", "What helps?"),
        ("Time", "What helps?"),
        ("Trust", "What helps?"),
    ]


def test_topics_that_are_names_of_columns_elsewhere() -> None:
    rows = [
        ["Time", "Access"],
        ["no time to come at all", "no bus"],
        ["meetings in the evening help", "steps"],
    ]
    assert sorted(show_notes(read_notes(build_csv(rows)), "question"))[0] == (
        "meetings in the evening help",
        "Time",
    )
    assert len(read_notes(build_csv(rows))) == 4


def test_counts_beside_notes_are_votes() -> None:
    rows = [["Liked", "", "Missed", ""], ["Tea", 3, "Time", 4], ["Talks", 1, "Quiet", 2]]
    assert sorted(show_notes(read_notes(build_csv(rows)), "question", "votes")) == [
        ("Quiet", "Missed", 2),
        ("Talks", "Liked", 1),
        ("Tea", "Liked", 3),
        ("Time", "Missed", 4),
    ]


def test_stickies_say_so_in_the_name_of_sheet_or_column() -> None:
    board = {"Post-its": [["Access", "Learning"], ["no bus", "more courses"], ["steps", "less jargon"]]}
    assert {line.given.kind for line in read_notes(build_xlsx(board), "a.xlsx") if line.given} == {"post-it"}
    rows = [["Sticky", "Votes"], ["Tea", 1], ["Time", 2]]
    assert {line.given.kind for line in read_notes(build_csv(rows)) if line.given} == {"post-it"}


@pytest.mark.parametrize(
    ("text", "votes"),
    [
        ("3", 3),
        ("+2", 2),
        ("4.0", 4),
        ("|||", 3),
        ("✓✓", 2),
        ("5 votes", 5),
        ("many", 0),
        ("-3", 0),
        ("9" * 40, 0),
        ("", 0),
    ],
)
def test_votes(text: str, votes: int) -> None:
    assert read_votes(text) == votes


def test_one_sheet_for_each_table_or_question() -> None:
    rows = [["Note"], ["Tea"], ["Time"]]
    book = {"Table 1": rows, "Group B": rows, "What helps people": rows}
    assert show_notes(read_notes(build_xlsx(book), "a.xlsx"), "table", "question")[::2] == [
        ("Tea", "1", ""),
        ("Tea", "Group B", ""),
        ("Tea", "", "What helps people"),
    ]


def test_names_of_sheets_that_say_nothing() -> None:
    rows = [["Note", "Votes"], ["Tea", 1], ["Time", 2]]
    book = {"Sheet1": rows, "Form responses 1": rows}
    assert {line.given.question for line in read_notes(build_xlsx(book), "a.xlsx") if line.given} == {""}


def test_titles_above_the_header() -> None:
    rows = [
        ["Listening event, Mansfield"],
        ["Table 2 - What would help people?"],
        [],
        ["Note", "Votes"],
        ["Tea", 1],
        ["Time", 2],
    ]
    content = build_xlsx({"Sheet1": rows})
    assert show_notes(read_notes(content, "a.xlsx"), "table", "question", "votes") == [
        ("Tea", "2", "What would help people?", 1),
        ("Time", "2", "What would help people?", 2),
    ]
    lines = read_sheet(content, "a.xlsx").lines
    assert [(line.role, line.form) for line in lines[:3]] == [
        ("heading", "heading"),
        ("heading", "heading"),
        ("heading", "metadata"),
    ]


def test_merged_names_over_two_levels() -> None:
    rows = [
        ["What helps?", None, "What hinders?", None],
        ["Note", "Votes", "Note", "Votes"],
        ["Tea", 1, "Cost", 5],
        ["Time", 2, "Bus", 6],
    ]

    def merge(book: Any) -> None:
        book.active.merge_cells("A1:B1")
        book.active.merge_cells("C1:D1")

    expected = [
        ("Tea", "What helps?", 1),
        ("Cost", "What hinders?", 5),
        ("Time", "What helps?", 2),
        ("Bus", "What hinders?", 6),
    ]
    assert show_notes(read_notes(build_xlsx({"S": rows}, merge), "a.xlsx"), "question", "votes") == expected
    assert show_notes(read_notes(build_csv(rows)), "question", "votes") == expected


def test_a_merged_topic_covers_its_columns_and_a_merged_table_its_rows() -> None:
    rows = [["Barriers to taking part", None, "Ideas"], ["Cost", "Bus", "Tea"], ["Time", "Fear", "Trust"]]
    content = build_xlsx({"S": rows}, lambda book: book.active.merge_cells("A1:B1"))
    found = Counter(line.given.question for line in read_notes(content, "a.xlsx") if line.given)
    assert found == {"Barriers to taking part": 4, "Ideas": 2}
    rows = [["Table", "Note"], ["Table 1", "Tea"], [None, "Time"], ["Table 2", "Cost"]]
    content = build_xlsx({"S": rows}, lambda book: book.active.merge_cells("A2:A3"))
    assert [line.given.table for line in read_notes(content, "a.xlsx") if line.given] == [
        "Table 1",
        "Table 1",
        "Table 2",
    ]


@BOTH
def test_a_single_column_without_a_name(kind: str) -> None:
    rows = [["More time to talk"], ["Tea and biscuits"], ["A quiet room"]]
    assert len(read_notes(*build_sheet(kind, rows))) == 3


def test_a_single_column_below_its_question() -> None:
    rows = [["What helps?"], ["Tea"], ["Time"]]
    assert show_notes(read_notes(build_csv(rows)), "question") == [
        ("Tea", "What helps?"),
        ("Time", "What helps?"),
    ]


def test_prose_with_commas_is_one_column() -> None:
    content = b"Note\nTea, cake and time\nLess jargon, please, and more quiet\nTrust\n"
    assert [line.text for line in read_notes(content)] == [
        "Tea, cake and time",
        "Less jargon, please, and more quiet",
        "Trust",
    ]
