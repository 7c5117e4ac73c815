"""A theme without a title goes by one name in reports and where people decide, and is found by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.commands.trace import trace
from pipeline.keeping.store import EventStore, Workspace
from pipeline.notebook.finished import FinishedEvent
from pipeline.report.blocks import make_anchor
from pipeline.review import Draft
from pipeline.tables import are_themes
from pipeline.wording.names import UNTITLED, split_shown
from tests.review.workbooks import EVENT, Opened, open_workbook, take_back


@pytest.fixture
def book(blank: bytes) -> Opened:
    return open_workbook(blank).sign()


def test_report_workbook_and_board_call_it_the_same(sent: Path, book: Opened) -> None:
    reports = sent / "reports" / EVENT
    shown = {row["theme id"]: split_shown(row["title"])[0] for row in book.rows("Themes")}
    untitled = {theme_id: name for theme_id, name in shown.items() if name}
    assert len(set(untitled.values())) > 2
    html = (reports / "report.html").read_text(encoding="utf-8")
    for theme_id, name in untitled.items():
        part = html[html.index(f'id="{make_anchor("theme", theme_id)}"') :]
        assert part.index(name) < part.index("</h"), (theme_id, name)
    appendix = (reports / "appendix.html").read_text(encoding="utf-8")
    board = (reports / "board.html").read_text(encoding="utf-8")
    for name in untitled.values():
        assert name in appendix
        assert f'"title":"{name}: ' in board
    # What is no theme is not counted among those to accept.
    themes = EventStore(Workspace(sent), EVENT).read_table("themes")
    assert board.count('"unsorted":false') == are_themes(themes).sum() < len(themes)
    assert {row["theme so far"] for row in book.rows("Notes")} <= {
        row["title"] for row in book.rows("Themes")
    }


def test_trace_and_the_difference_call_it_as_the_report_does(sent: Path, book: Opened) -> None:
    page = (sent / "reports" / EVENT / "report.md").read_text(encoding="utf-8").split("\n")
    row = next(row for row in book.rows("Themes") if row["title"].startswith(UNTITLED))
    name = split_shown(row["title"])[0]
    said = trace(Workspace(sent), row["theme id"])
    assert said[0] == f"Theme {row['theme id']} of {EVENT}: {row['title']}"
    headed = [line for line in said if "heads a section" in line]
    assert len(headed) == 1
    at = int(headed[0].rpartition(" ")[2])
    assert page[at - 1].lstrip("# ") == name
    asked = max(place for place, line in enumerate(page[:at]) if line.startswith("## "))
    question = next(one for one in FinishedEvent(EVENT, sent).questions["question"] if one in page[asked])
    notes = FinishedEvent(EVENT, sent).coded_notes
    assert set(notes.loc[notes["theme_id"] == row["theme id"], "question"]) == {question}
    one = notes.loc[notes["theme_id"] == row["theme id"], "note_id"].iloc[0]
    assert f"  in theme {row['theme id']}: {row['title']}" in trace(Workspace(sent), one)
    assert f"Theme {row['theme id']} of {EVENT}: {row['title']}" in trace(Workspace(sent), name)


def test_it_is_found_by_its_name_by_its_note_and_by_both(draft: Draft, book: Opened) -> None:
    row = next(row for row in book.rows("Themes") if row["title"].startswith(UNTITLED))
    question = row["theme id"].partition(".")[0]
    elsewhere = draft.codings[
        (draft.codings["question_id"] == question) & (draft.codings["theme_id"] != row["theme id"])
    ]["note_id"].tolist()
    written = (row["title"], *split_shown(row["title"]))
    for note_id, value in zip(elsewhere, written, strict=False):
        book.write("Notes", note_id, "your theme", value)
    book.write("Themes", row["theme id"], "accept?", "yes")
    found = take_back(draft, {"back.xlsx": book.save()})
    assert not len(found.conflicts)
    placed = found.codings.set_index("note_id").loc[elsewhere[: len(written)], "theme_id"]
    assert set(placed) == {row["theme id"]}
    theme = found.themes.set_index("theme_id").loc[row["theme id"]]
    assert (theme["title"], theme["basis"]) == (split_shown(row["title"])[1], "reviewed")
