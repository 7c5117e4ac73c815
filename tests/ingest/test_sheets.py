"""Sheets with one note in a row, and forms: what each column says of the note."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipeline.ingest import gather_event, read_event
from pipeline.ingest.structure.column_names import role_by_name
from pipeline.settings import load_settings
from tests.conftest import SHARED
from tests.ingest.builders import (
    build_csv,
    build_sheet,
    build_xlsx,
)
from tests.ingest.reading import read_notes, read_sheet, show_notes

SETTINGS = load_settings().ingest
BOTH = pytest.mark.parametrize("kind", ["csv", "xlsx"])


@BOTH
def test_one_note_in_a_row_with_what_the_other_columns_say(kind: str) -> None:
    rows = [
        ["ID", "Table", "Question", "Comment", "Votes", "Name", "Type", "Theme"],
        [1, 2, "What helps?", "Time to talk, and tea", 3, "Ann", "Post-it", "Time"],
        [2, 3, "What gets in the way?", "The bus", None, None, "Facilitator", None],
    ]
    notes = read_notes(*build_sheet(kind, rows))
    assert show_notes(notes, "table", "question", "votes", "speaker", "kind", "heading") == [
        ("Time to talk, and tea", "2", "What helps?", 3, "Ann", "post-it", "Time"),
        ("The bus", "3", "What gets in the way?", 0, "", "facilitator", ""),
    ]


@pytest.mark.parametrize(
    ("header", "role"),
    [
        *[
            (name, "note")
            for name in ("Note", "comment-body", "Post-it", "Sticky note text", "Your comments")
        ],
        *[(name, "note") for name in ("Response", "IDEA", "feedback", "Statement", "Card text", "Content")],
        *[
            (name, "votes")
            for name in ("agrees", "Up-votes", "+1", "Likes", "Number of votes", "Stars", "Like count")
        ],
        *[(name, "votes_against") for name in ("disagrees", "Down-votes", "Votes against")],
        *[(name, "question") for name in ("Prompt", "Topic", "Section", "Question text", "Column")],
        *[(name, "table") for name in ("Group", "Table no.", "Breakout room", "Room")],
        *[(name, "speaker") for name in ("Author", "Full name", "Created by", "user_name", "Participant")],
        *[(name, "aside") for name in ("comment-id", "Response date", "Timestamp", "Email", "First name")],
        *[(name, "kind") for name in ("Type", "Colour", "note type", "Format")],
        ("Something else", ""),
        ("What is the question?", ""),
    ],
)
def test_columns_are_known_by_their_names(header: str, role: str) -> None:
    assert role_by_name(header) == role


def test_names_in_event_toml_win() -> None:
    rows = [["Comment", "Bemerkung", "Stimmen"], ["no", "Mehr Zeit", "4"], ["yes", "Tee", "2"]]
    columns = (("note", "bemerkung"), ("votes", "Stimmen"))
    notes = read_notes(build_csv(rows), columns=columns)
    assert show_notes(notes, "votes", "question") == [("Mehr Zeit", 4, ""), ("Tee", 2, "")]


def test_without_a_name_the_longest_and_most_various_text_is_the_note() -> None:
    rows = [["Area", "Age group", "Thing"]] + [
        ["North", "18-25", f"there should be more of the {word} kind"]
        for word in ("first", "second", "third")
    ]
    assert len(read_notes(build_csv(rows))) == 3
    assert {line.words[:5] for line in read_notes(build_csv(rows))} == {"there"}


def test_a_column_of_numbers_holds_no_notes_whatever_its_name() -> None:
    rows = [["Views", "Idea"], [10, "Tea"], [12, "Time"]]
    assert show_notes(read_notes(build_csv(rows))) == [("Tea",), ("Time",)]


def test_padlet_subject_and_body() -> None:
    rows = [
        ["Section", "Subject", "Body", "Author", "Created at"],
        ["What helps?", "Time", "Time to get to know each other", "ann", "2025-01-02"],
        ["What helps?", "Just biscuits", "", "bob", "2025-01-02"],
    ]
    assert show_notes(read_notes(build_csv(rows)), "question", "heading", "speaker", "kind") == [
        ("Time to get to know each other", "What helps?", "Time", "ann", "other"),
        ("Just biscuits", "What helps?", "", "bob", "other"),
    ]


def test_slido_questions_are_notes() -> None:
    rows = [
        ["Question", "Author", "Score"],
        ["Will there be tea?", "Ann", 5],
        ["When do we start?", "Anonymous", 1],
    ]
    assert show_notes(read_notes(build_csv(rows)), "votes") == [
        ("Will there be tea?", 5),
        ("When do we start?", 1),
    ]


@BOTH
def test_rejected_rows_are_set_aside_and_kept_in_the_ledger(kind: str) -> None:
    rows = [
        ["agrees", "moderated", "comment-body"],
        [5, -1, "buy my things"],
        [7, 1, "more buses"],
        [1, 0, "tea"],
    ]
    content, name = build_sheet(kind, rows)
    assert show_notes(read_notes(content, name), "votes", "kind") == [
        ("more buses", 7, "other"),
        ("tea", 1, "other"),
    ]
    rejected = next(line for line in read_sheet(content, name).lines if line.words == "buy my things")
    assert (rejected.role, rejected.reason) == ("metadata", "rejected by the organisers (moderated is -1)")


def test_a_question_written_once_holds_for_the_rows_below() -> None:
    rows = [
        ["Question", "Note"],
        ["What helps?", "Tea"],
        ["", "Time"],
        ["", "Trust"],
        ["What hinders?", "Cost"],
        ["", "Bus"],
    ]
    assert [line.given.question for line in read_notes(build_csv(rows)) if line.given] == [
        *["What helps?"] * 3,
        *["What hinders?"] * 2,
    ]


def test_rows_that_name_a_table_hold_for_the_rows_below() -> None:
    rows = [
        ["Note", "Votes"],
        ["Table 1", ""],
        ["Tea", 3],
        ["Table 2", ""],
        ["Time", 1],
        ["Note", "Votes"],
        ["Trust", 2],
    ]
    assert show_notes(read_notes(build_csv(rows)), "table", "votes") == [
        ("Tea", "1", 3),
        ("Time", "2", 1),
        ("Trust", "2", 2),
    ]


def test_duplicates_are_kept_and_empty_answers_are_not_notes() -> None:
    lines = read_sheet(
        build_csv([["Idea", "Name"], ["Tea", "a"], ["Tea", "b"], ["-", "c"], ["n/a", "d"], ["👍", "e"]])
    ).lines
    assert [line.words for line in lines if line.given] == ["Tea", "Tea", "👍"]
    assert [line.words for line in lines if line.reason == "no answer was given"] == ["-", "n/a"]


def test_groups_are_labelled_as_headings_label_them() -> None:
    rows = [["Group", "Note"], ["A", "Tea"], ["B", "Time"]]
    assert show_notes(read_notes(build_csv(rows)), "table") == [("Tea", "Group A"), ("Time", "Group B")]


def test_a_column_of_tables_or_questions_is_known_by_what_stands_in_it() -> None:
    rows = [
        ["Table 1", "Tea and time"],
        ["Table 1", "More buses please"],
        ["Table 2", "Less jargon in letters"],
    ]
    assert show_notes(read_notes(build_csv(rows)), "table")[::2] == [
        ("Tea and time", "Table 1"),
        ("Less jargon in letters", "Table 2"),
    ]
    rows = [
        ["Text", "Area", "Last updated"],
        ["Tea", "What helps?", "2025"],
        ["Bus", "What hinders?", "2025"],
    ]
    assert show_notes(read_notes(build_csv(rows)), "question") == [
        ("Tea", "What helps?"),
        ("Bus", "What hinders?"),
    ]


def test_questions_down_and_tables_across() -> None:
    rows = [
        ["Question", "Table 1", "Table 2"],
        ["What helps?", "Tea", "Time"],
        ["What hinders?", "Cost", "Bus"],
    ]
    assert show_notes(read_notes(build_csv(rows)), "table", "question")[1:3] == [
        ("Time", "2", "What helps?"),
        ("Cost", "1", "What hinders?"),
    ]


def test_answers_below_facts_of_another_shape() -> None:
    rows = [
        ["Session: ours"],
        ["Date", "2025-02-01"],
        ["Question 1", "What matters?"],
        ["Responses"],
        ["Respect"],
        ["Tea"],
    ]
    content = build_xlsx({"Q1": rows})
    assert show_notes(read_notes(content, "a.xlsx"), "question") == [
        ("Respect", "What matters?"),
        ("Tea", "What matters?"),
    ]


def test_tables_and_questions_between_the_notes_of_a_single_column() -> None:
    rows = [["Table 1"], ["What helps?"], ["- Tea"], ["Why not more tea?"], ["Table 2"], ["Time"]]
    assert show_notes(read_notes(build_csv(rows)), "table", "question") == [
        ("Tea", "1", "What helps?"),
        ("Why not more tea?", "1", "What helps?"),
        ("Time", "2", "What helps?"),
    ]


@BOTH
def test_each_question_of_a_form_is_a_column_of_answers(kind: str) -> None:
    rows = [
        [
            "Timestamp",
            "Email",
            "What helps you to take part?",
            "How likely are you to come again? (1-5)",
            "Was it useful?",
            "Any other comments",
        ],
        ["2025-01-02 10:00", "a@b.org", "Time to think", "5", "Yes", "Thank you"],
        ["2025-01-02 10:01", "c@d.org", "A quiet room", "4", "Yes", None],
        ["2025-01-02 10:02", "e@f.org", None, "4", "No", "More tea please"],
    ]
    content, name = build_sheet(kind, rows)
    assert sorted(show_notes(read_notes(content, name), "question", "kind")) == sorted(
        [
            ("Time to think", "What helps you to take part?", "feedback"),
            ("A quiet room", "What helps you to take part?", "feedback"),
            ("Thank you", "Any other comments", "feedback"),
            ("More tea please", "Any other comments", "feedback"),
        ]
    )
    scales = [line for line in read_sheet(content, name).lines if line.reason.endswith("answers on a scale")]
    assert len(scales) == 6


@pytest.mark.skipif(not SHARED.is_dir(), reason="real events are not part of the project: ../shared")
@pytest.mark.parametrize(
    ("name", "count", "rejected"),
    [("polis_bowling_green_2018.csv", 607, 289), ("polis_london_youth_policing_2022.csv", 36, 3)],
)
def test_real_exports_of_polis(name: str, count: int, rejected: int) -> None:
    path = Path(SHARED, "events", name)
    found = read_event(gather_event(path), SETTINGS)
    assert len(found.notes) == count
    assert found.ledger["reason"].str.contains("rejected by the organisers").sum() == rejected
    with path.open(encoding="utf-8", newline="") as file:
        file.readline()
        kept = [row for row in csv.DictReader(file) if row["moderated"] != "-1"]
    assert found.notes["text"].tolist() == [row["comment-body"].strip() for row in kept]
    assert found.notes["votes"].tolist() == [int(row["agrees"]) for row in kept]
    assert set(found.notes["kind"]) == {"other"}
