"""What stands in the sorting board's file, and how its CSV is read back."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pipeline.ingest import read_workbook_back
from pipeline.keeping.csv_text import disarm, take_off_apostrophe
from pipeline.keeping.store import EventStore, Workspace
from pipeline.review import Draft, read_reviews
from pipeline.review.board import SCRIPTS, write_board
from tests.review.boards import board_of
from tests.review.workbooks import EVENT, take_back
from tests.safety.strings import STRINGS

MARK = f"listening-event-review 1 {EVENT}"


def read_data(page: str) -> dict:
    (found,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    return json.loads(found)


def test_the_board_holds_every_note_in_the_words_that_reports_show(sent: Path) -> None:
    data = read_data(board_of(sent).read_text(encoding="utf-8"))
    shown = EventStore(Workspace(sent), EVENT).read_table("shown_notes")
    assert {note["id"]: note["words"] for note in data["notes"]} == dict(
        zip(shown["note_id"], shown["words"], strict=True)
    )
    asked = dict(zip(shown["note_id"], shown["question_id"], strict=True))
    for note in data["notes"]:
        near = [other for other, _ in note["near"]]
        assert note["id"] not in near
        assert {asked[other] for other in near} <= {asked[note["id"]]}
        assert [alike for _, alike in note["near"]] == sorted((a for _, a in note["near"]), reverse=True)


def test_what_is_masked_is_not_in_the_file(sent: Path) -> None:
    store = EventStore(Workspace(sent), EVENT)
    written = store.read_table("notes").set_index("note_id")["words"]
    flags = store.read_table("privacy_flags")
    flags = flags[flags["field"].eq("words") & flags["certainty"].eq("certain")]
    page = board_of(sent).read_text(encoding="utf-8")
    hidden = [written[row.note_id][row.start : row.end] for row in flags.itertuples()]
    assert hidden
    assert not [words for words in hidden if words in page]


def test_the_page_fetches_nothing_and_takes_no_markup_from_a_note() -> None:
    page = write_board({"notes": list(STRINGS)}).decode("utf-8")
    assert page == write_board({"notes": list(STRINGS)}).decode("utf-8")
    assert read_data(page)["notes"] == list(STRINGS)
    assert len(re.findall(r"<script", page)) == 2
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    code = page.rpartition("<script")[2]
    assert not [
        name for name in ("innerHTML", "insertAdjacentHTML", "outerHTML", "eval(", "fetch(") if name in code
    ]
    assert all(f"// {name}" in code for name in SCRIPTS)


@pytest.mark.parametrize("text", STRINGS)
def test_an_apostrophe_put_before_a_formula_comes_off_again(text: str) -> None:
    assert take_off_apostrophe(f"'{text}" if disarm(text.lstrip("'")) != text.lstrip("'") else text) == text
    assert take_off_apostrophe("'tis late") == "'tis late"


def quote(rows: list[list[str]]) -> bytes:
    return "".join(",".join(f'"{cell}"' for cell in row) + "\r\n" for row in rows).encode()


def build(draft: Draft, title: str, note_id: str, sent_id: str, when: str) -> bytes:
    question = sent_id.partition(".")[0]
    return quote(
        [
            [MARK, "", "", "Your name", "Ann", "", "Date of your review", when],
            ["note id", "your theme", "show names?", "theme id"],
            [note_id, title, "", sent_id],
            [MARK],
            ["theme id", "title", "rename to", "merge into", "accept?", "note ids"],
            [f"{question}.new-1", title, "", "", "yes", note_id],
        ]
    )


def test_a_theme_made_on_a_board_is_the_one_that_others_make_by_name(draft: Draft) -> None:
    first, second = draft.codings.iloc[0], draft.codings.iloc[1]
    assert first["question_id"] == second["question_id"]
    files = {
        "decisions-ann.csv": build(
            draft, "Warm rooms", first["note_id"], first["theme_id"], "2026-03-21 10:00:00"
        ),
        "decisions-ben.csv": build(
            draft, "warm  Rooms", second["note_id"], second["theme_id"], "2026-03-21 11:00:00"
        ).replace(b'"Ann"', b'"Ben"'),
    }
    found = take_back(draft, files)
    assert set(found.conflicts["kind"]) == {"workbook"}  # the columns that this test leaves out
    coded = found.codings.set_index("note_id")["theme_id"]
    assert coded[first["note_id"]] == coded[second["note_id"]]
    assert coded[first["note_id"]].endswith(".r-warm-rooms")


def test_of_two_boards_of_a_day_the_later_one_counts_whatever_it_is_called(draft: Draft) -> None:
    note = draft.codings.iloc[0]
    files = {
        "z.csv": build(draft, "Earlier", note["note_id"], note["theme_id"], "2026-03-21 10:00:00"),
        "a.csv": build(draft, "Later", note["note_id"], note["theme_id"], "2026-03-21 10:00:01"),
    }
    workbooks = [read_workbook_back(name, content) for name, content in files.items()]
    assert [review.source for review in read_reviews(workbooks, EVENT)] == ["z.csv", "a.csv"]
    found = take_back(draft, files)
    assert found.codings.set_index("note_id")["theme_id"][note["note_id"]].endswith(".r-later")


def test_a_place_in_the_file_is_that_of_the_file(draft: Draft) -> None:
    note = draft.codings.iloc[0]
    content = build(draft, "Warm rooms", note["note_id"], note["theme_id"], "2026-03-21 10:00:00")
    decisions = take_back(draft, {"a.csv": content}).decisions.set_index("action")["locator"]
    assert decisions["accept"] == "line 6, column 5"
