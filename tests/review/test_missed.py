"""Notes added after circulation, and what the commands say."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from pipeline.ingest import Ingested, gather_event, read_event
from pipeline.settings import load_settings
from tests.conftest import read_csv
from tests.review.conftest import run_event
from tests.review.workbooks import EVENT, Opened, open_workbook


def _with_missed(blank: bytes, name: str, *remarks: tuple[str, str]) -> Opened:
    book = open_workbook(blank).sign(name)
    for row, (remark, question) in enumerate(remarks, start=3):
        book.book["What was missed"].cell(row, 1).value = remark
        book.book["What was missed"].cell(row, 2).value = question or None
    return book


def _read(workspace: Path) -> Ingested:
    return read_event(gather_event(workspace / "data" / "raw" / EVENT), load_settings().ingest)


def test_missed_notes_are_notes_with_their_own_provenance(workspace: Path, blank: bytes) -> None:
    folder = workspace / "data" / "raw" / EVENT
    before = _read(workspace)
    asked = before.questions["question"].iloc[1]
    book = _with_missed(blank, "Ann", ("The ramp is too steep", asked), ("Nobody asked the carers", ""))
    (folder / "ann.xlsx").write_bytes(book.save())
    (folder / "ann again.xlsx").write_bytes(book.save())  # the same workbook under another name
    after = _read(workspace)
    added = after.notes[after.notes["kind"] == "feedback"]
    assert added["text"].tolist() == ["The ramp is too steep", "Nobody asked the carers"]
    assert added["question_id"].iloc[0] == before.questions["question_id"].iloc[1]
    assert len(after.notes) == len(before.notes) + 2
    lines = after.ledger[after.ledger["source"].isin(["ann.xlsx", "ann again.xlsx"])]
    assert lines["role"].tolist() == ["note", "note", "metadata", "metadata"]
    assert "counted once" in lines["reason"].iloc[2]
    assert set(lines.loc[lines["role"] == "note", "reason"]) == {"added after circulation"}
    sources = after.sources.set_index("source")
    assert sources.loc["ann.xlsx", "format"] == "review workbook"
    # Notes of the write-up keep their ids.
    assert after.notes["note_id"].tolist()[: len(before.notes)] == before.notes["note_id"].tolist()


def test_a_workbook_is_never_taken_for_a_write_up(workspace: Path, blank: bytes) -> None:
    (workspace / "data" / "raw" / EVENT / "zzz.xlsx").write_bytes(blank)
    after = _read(workspace)
    assert len(after.notes) == len(read_csv(workspace, EVENT, "notes"))
    assert (
        after.questions["question_id"].tolist()
        == read_csv(workspace, EVENT, "questions")["question_id"].tolist()
    )


def test_status_and_diff_say_it_in_words(
    workspace: Path, blank: bytes, run_pipeline: Callable[..., object]
) -> None:
    rows = open_workbook(blank).rows("Notes")
    book = open_workbook(blank).sign("Ann Lee")
    book.write("Notes", rows[0]["note id"], "your theme", "Coming and going")
    book.write("Notes", rows[1]["note id"], "note type", "grumble")
    book.write("Themes", rows[2]["theme id"], "accept?", "yes")
    (workspace / "data" / "raw" / EVENT / "ann.xlsx").write_bytes(book.save())
    pending = run_pipeline("review", "status", "--workspace", workspace).stdout  # type: ignore[attr-defined]
    assert "not taken up yet: ann.xlsx" in pending
    run_event(workspace)
    status = run_pipeline("review", "status", EVENT, "--workspace", workspace)
    assert status.returncode == 0, status.stderr  # type: ignore[attr-defined]
    said = status.stdout  # type: ignore[attr-defined]
    assert "1 of " in said
    assert "Ann Lee" in said
    assert "there is no such note type" in said
    assert "not taken up yet" not in said
    changed = run_pipeline("review", "diff", EVENT, "--workspace", workspace).stdout  # type: ignore[attr-defined]
    assert "Themes: 1 new" in changed
    assert re.search(r"Theme “Coming and going” is new: \d+ notes?, of which \d+ w(?:as|ere)", changed)
    assert "is no longer a draft" in changed
    assert f"Note {rows[0]['note id']}" in changed
    assert rows[0]["note"] not in changed  # nobody's words
