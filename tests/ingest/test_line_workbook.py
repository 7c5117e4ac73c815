"""ledger.xlsx: what a person says of lines, or of some of their words, counts at the next reading."""

from __future__ import annotations

import dataclasses
import io
import subprocess
from collections.abc import Mapping
from itertools import takewhile
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from pipeline.errors import SourceError
from pipeline.flow.shown import hide_names
from pipeline.ingest import gather_event, list_doubts, read_event
from pipeline.ingest.event.said import list_said, read_role_book
from pipeline.ingest.line_workbook import write_line_workbook
from pipeline.ingest.structure.ledger import Ingested
from pipeline.settings import load_settings
from tests.benchmarks.reading_wild import gold
from tests.browser import find_program
from tests.conftest import Run
from tests.work import HANGS

SETTINGS = load_settings().ingest
DOCUMENTS = gold.list_documents() if gold.WILD.is_dir() else []
WRITE_UP = """\
# Forum in the hall

Present: the clerk and two others

The lamp by the bridge is out
again, and nobody came. The chair thanked her.

What people would change

- Buses on Sundays
- Doors open at nine
"""


def _read(tmp_path: Path, **books: bytes) -> Ingested:
    folder = tmp_path / "event"
    folder.mkdir(exist_ok=True)
    (folder / "forum.txt").write_text(WRITE_UP, encoding="utf-8")
    for name, content in books.items():
        (folder / f"{name}.xlsx").write_bytes(content)
    return read_event(gather_event(folder), SETTINGS)


def _write(found: Ingested, tmp_path: Path | None = None) -> bytes:
    said = list_said(gather_event(tmp_path / "event").roles) if tmp_path else {}
    content = write_line_workbook(found.ledger, found.notes, ["forum.txt"], "event", "Forum", said)
    assert content is not None
    return content


def _fill(content: bytes, said: Mapping[str, tuple[str, str]]) -> bytes:
    """The workbook with a role and words beside the lines at these places."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.active
    assert sheet is not None
    rows = {sheet.cell(row, 1).value: row for row in range(1, sheet.max_row + 1)}
    for place, (role, words) in said.items():
        sheet.cell(rows[place], 5).value = role
        sheet.cell(rows[place], 6).value = words
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def _cells(content: bytes) -> dict[Any, list[Any]]:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    return {row[0]: list(row[1:]) for row in sheet.iter_rows(min_row=4, values_only=True)}


RIGHT = {
    "line 3": ("context", ""),
    "line 5": ("note", ""),
    "line 6": ("note", "again, and nobody came."),
    "line 8": ("question", "people would change"),
}


def test_what_people_say_of_lines_is_heeded_at_the_next_reading(tmp_path: Path) -> None:
    book = _write(_read(tmp_path))
    found = _read(tmp_path, corrected=_fill(book, {**RIGHT, "line 6": ("continuation", "")}))
    assert found.notes["words"].tolist() == [
        "The lamp by the bridge is out again, and nobody came. The chair thanked her.",
        "Buses on Sundays",
        "Doors open at nine",
    ]
    assert found.notes["question"].tolist() == ["", "people would change", "people would change"]
    assert found.sources.set_index("source").loc["corrected.xlsx", "reason"] == "what people took 4 lines for"


def test_what_a_person_looked_through_and_left_is_no_doubt_any_more(tmp_path: Path) -> None:
    def ask(found: Ingested) -> list[str]:
        said = list_doubts(found.ledger, found.questions, found.notes)
        return [one for one in said if "not taken for notes" in one]

    before = _read(tmp_path)
    assert ask(before)
    after = _read(tmp_path, corrected=_fill(_write(before), {"line 8": ("question", "")}))
    assert ask(after) == []
    assert after.ledger.set_index("locator").loc["line 5", "reason"] == "people looked through and left it so"


def test_some_words_of_a_line_are_a_remark_and_the_rest_stays_in_the_ledger(tmp_path: Path) -> None:
    found = _read(tmp_path, corrected=_fill(_write(_read(tmp_path)), RIGHT))
    assert found.notes["words"].tolist()[:2] == ["The lamp by the bridge is out", "again, and nobody came."]
    parts = found.ledger[found.ledger["locator"].str.startswith("line 6")]
    assert parts["role"].tolist() == ["note", "context"]
    assert "".join(parts["text"]) == "again, and nobody came. The chair thanked her."
    two = {"line 6": ("note", "again\nThe chair thanked her")}
    found = _read(tmp_path, corrected=_fill(_write(_read(tmp_path)), two))
    assert {"again", "The chair thanked her"} <= set(found.notes["words"])


def test_a_line_that_is_not_so_any_more_is_left_as_it_is_read_and_said(tmp_path: Path) -> None:
    book = _fill(
        _write(_read(tmp_path)),
        {"line 3": ("note", "somebody else"), "line 5": ("remark", ""), "line 8": ("note", "")},
    )
    before = _read(tmp_path).notes["words"].tolist()
    (tmp_path / "event" / "forum.txt").write_text(WRITE_UP.replace("would change", "want"), encoding="utf-8")
    (tmp_path / "event" / "corrected.xlsx").write_bytes(book)
    found = read_event(gather_event(tmp_path / "event"), SETTINGS)
    assert found.notes["words"].tolist() == before
    said = [one for one in list_doubts(found.ledger, found.questions, found.notes) if "taken up" in one]
    begins = "corrected.xlsx: 1 row could not be taken up"
    roles = "note, question, heading, lead-in, summary, context, continuation"
    assert said == [
        f"{begins} (sheet Lines!F5): the line does not hold these words",
        f"{begins} (sheet Lines!E6): it names none of {roles}",
        f"{begins} (sheet Lines!E8): the line is not there, or not so any more",
    ]


def test_a_new_workbook_holds_what_was_said_before_and_gives_the_same_reading(tmp_path: Path) -> None:
    said = RIGHT | {"line 1": ("note", "Forum in the HALL"), "line 8": ("question", "What would you change?")}
    first = _read(tmp_path, corrected=_fill(_write(_read(tmp_path)), said))
    assert "Forum in the hall" in first.notes["words"].tolist()
    assert first.notes["question"].tolist()[-1] == "What would you change?"
    again = _write(first, tmp_path)
    cells = _cells(again)
    assert {place: (row[3], row[4] or "") for place, row in cells.items() if row[3]} == said
    second = _read(tmp_path, corrected=again)
    pd.testing.assert_frame_equal(second.ledger, first.ledger)
    assert second.notes["words"].tolist() == first.notes["words"].tolist()


@pytest.mark.shared
@pytest.mark.parametrize("pair", [("heading", "note"), ("context", "question"), ("note", "context")])
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.path.name)
def test_what_is_said_of_one_line_changes_no_other(
    document: gold.GoldDocument, pair: tuple[str, str]
) -> None:
    was, now = pair
    raw = gather_event(document.path)
    try:
        before = read_event(raw, SETTINGS)
    except SourceError:
        return
    roles = _list_roles(before, document)
    chosen = [place for place, role in roles.items() if role == was]
    if not chosen:
        return
    place = chosen[len(chosen) // 2]
    content = write_line_workbook(before.ledger, before.notes, [document.path.name], "e", "t", {})
    assert content is not None
    book = read_role_book("ledger.xlsx", _fill(content, {place: (now, "")}))
    after = _list_roles(read_event(dataclasses.replace(raw, roles=(book,)), SETTINGS), document)
    changed = {one for one in roles if roles[one] != after[one]}
    held = {one for one in changed if roles[one] != "lead_in" and "," not in roles[one]}
    following = list(roles)[list(roles).index(place) + 1 :]
    rest = set(takewhile(lambda one: roles[one] in ("continuation", "blank"), following))  # of the same note
    assert held - rest == {place}
    assert after[place] == now


def _list_roles(found: Ingested, document: gold.GoldDocument) -> dict[str, str]:
    """The role of each line, by where it is; of a line in parts all of them."""
    lines = found.ledger[found.ledger["source"] == document.path.name]
    whole = lines["locator"].str.partition(", part ")[0]
    return {
        str(place): ", ".join(dict.fromkeys(roles))
        for place, roles in lines["role"].groupby(whole, sort=False)
    }


def test_of_two_workbooks_the_later_counts(tmp_path: Path) -> None:
    book = _write(_read(tmp_path))
    a, b = (_fill(book, {"line 10": (role, "")}) for role in ("context", "note"))
    assert "Buses on Sundays" in _read(tmp_path, a=a, b=b).notes["words"].tolist()
    found = _read(tmp_path, a=b, b=a)
    assert "Buses on Sundays" not in found.notes["words"].tolist()
    # What was only seen never counts against what somebody said, whichever was saved later.
    assert "Buses on Sundays" not in _read(tmp_path, a=a, b=book).notes["words"].tolist()
    found = _read(tmp_path, a=a, b=a)
    assert not [one for one in list_doubts(found.ledger, found.questions, found.notes) if "taken up" in one]


def test_the_same_lines_give_the_same_bytes_and_no_formula(tmp_path: Path) -> None:
    found = _read(tmp_path)
    assert _write(found) == _write(found)
    ledger = found.ledger.assign(text="=1+1")
    sheet = openpyxl.load_workbook(
        io.BytesIO(write_line_workbook(ledger, found.notes, ["forum.txt"], "e", "t", {}) or b"")
    ).active
    assert sheet is not None
    assert {sheet.cell(row, 2).data_type for row in range(4, sheet.max_row + 1)} == {"s"}


@pytest.mark.parametrize("suffix", ["xlsx", "ods", "csv"])
def test_it_counts_as_libreoffice_saves_it(tmp_path: Path, suffix: str) -> None:
    (tmp_path / "filled.xlsx").write_bytes(_fill(_write(_read(tmp_path)), RIGHT))
    subprocess.run(
        [
            find_program("soffice", "libreoffice"),
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            *("--headless", "--convert-to", suffix, "--outdir", str(tmp_path / "event"), "filled.xlsx"),
        ],
        check=True,
        capture_output=True,
        timeout=HANGS,
        cwd=tmp_path,
    )
    found = _read(tmp_path)
    assert found.notes["words"].tolist()[:2] == ["The lamp by the bridge is out", "again, and nobody came."]
    assert found.notes["question"].tolist()[-1] == "people would change"


def test_from_the_command_line_to_the_report(tmp_path: Path, run_pipeline: Run) -> None:
    _read(tmp_path)
    document = tmp_path / "event" / "forum.txt"
    shown = run_pipeline("ingest", document, "--explain", "--workspace", tmp_path)
    book = tmp_path / "data" / "processed" / "forum" / "ledger.xlsx"
    assert f"write into {book}" in shown.stdout
    folder = tmp_path / "data" / "raw" / "forum"
    folder.mkdir(parents=True)
    (folder / "ledger.xlsx").write_bytes(_fill(book.read_bytes(), RIGHT))
    done = run_pipeline("run", document, "--workspace", tmp_path)
    assert "forum: people took" in done.stdout or "forum: people put" in done.stdout
    report = (tmp_path / "reports" / "forum" / "report.md").read_text(encoding="utf-8")
    assert "again, and nobody came." in report
    assert "thanked" not in report
    assert run_pipeline("check", "--workspace", tmp_path).returncode == 0
    # Taken away, it counts no more: it holds no decision that could be lost unsaid.
    (folder / "ledger.xlsx").unlink()
    run_pipeline("run", document, "--workspace", tmp_path)
    ledger = (tmp_path / "data" / "processed" / "forum" / "ledger.csv").read_text(encoding="utf-8")
    assert "people say so" not in ledger


def test_a_line_ends_one_remark_and_begins_another(tmp_path: Path) -> None:
    both = "again, and nobody came.\nThe chair thanked her."
    said = {"line 5": ("note", ""), "line 6": ("continuation", both)}
    found = _read(tmp_path, corrected=_fill(_write(_read(tmp_path)), said))
    assert found.notes["words"].tolist()[:2] == [
        "The lamp by the bridge is out again, and nobody came.",
        "The chair thanked her.",
    ]


def test_what_counts_not_is_listed_with_its_reason(tmp_path: Path) -> None:
    book = _write(_read(tmp_path))
    a = _fill(book, {"line 10": ("context", "")})
    b = _fill(book, {"line 10": ("note", ""), "line 5": ("context", "out")})
    found = _read(tmp_path, a=a, b=b)
    said = [one for one in list_doubts(found.ledger, found.questions, found.notes) if "taken up" in one]
    later = "a workbook that was saved later says otherwise of the line, and counts"
    words = "words count beside note, continuation, question alone"
    assert said == [
        f"a.xlsx: 1 row could not be taken up (sheet Lines!E9): {later}",
        f"b.xlsx: 1 row could not be taken up (sheet Lines!F6): {words}",
    ]


def test_a_remark_that_was_put_in_without_its_end_is_said(tmp_path: Path) -> None:
    found = _read(tmp_path, corrected=_fill(_write(_read(tmp_path)), {"line 5": ("note", "")}))
    said = [one for one in list_doubts(found.ledger, found.questions, found.notes) if "middle" in one]
    put_in = "1 remark that people put in ends in the middle of a sentence"
    assert said == [f"forum.txt: {put_in}: take the lines below for continuation"]
    assert "The lamp by the bridge is out" in found.notes["words"].tolist()  # and no word of the line below


def test_it_counts_for_a_document_whose_name_is_hidden(tmp_path: Path) -> None:
    folder = tmp_path / "event"
    folder.mkdir()
    (folder / "Interview with Anna Whitfield.txt").write_text(WRITE_UP, encoding="utf-8")
    found = read_event(gather_event(folder), SETTINGS)
    names = ["Interview with Anna Whitfield.txt"]
    content = write_line_workbook(found.ledger, found.notes, names, "event", "Forum", {})
    (folder / "ledger.xlsx").write_bytes(_fill(content or b"", {"line 5": ("note", "")}))
    hidden = hide_names(gather_event(folder), (), load_settings().privacy)
    after = read_event(hidden, SETTINGS)
    assert "Whitfield" not in " ".join(after.sources["source"])
    assert "The lamp by the bridge is out" in after.notes["words"].tolist()


def test_a_line_that_a_person_left_out_goes_on_from_no_remark_above_it(tmp_path: Path) -> None:
    document = tmp_path / "ideas.md"
    document.write_text(
        "# Day\n\nThe lamp is out\nand we met at ten.\n\n## Ideas?\n\n- Tea\n- Cake\n", "utf-8"
    )
    raw = gather_event(document)
    found = read_event(raw, SETTINGS)
    content = write_line_workbook(found.ledger, found.notes, ["ideas.md"], "ideas", "Day", {})
    book = read_role_book("ledger.xlsx", _fill(content or b"", {"line 3": ("note", "")}))
    after = read_event(dataclasses.replace(raw, roles=(book,)), SETTINGS)
    assert after.notes["words"].tolist() == ["The lamp is out", "Tea", "Cake"]
