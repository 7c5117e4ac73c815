"""What a model says of a write-up's lines stands in ledger.xlsx for a person, and nowhere else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.language_model.lines import check_words
from tests.conftest import Run
from tests.language_model.conftest import said
from tests.language_model.replies import status
from tests.language_model.server import Handler, serve
from tests.language_model.stand_in import read_items

WRITE_UP = """\
Notes of the forum in the hall

Present: the clerk and Anna Whitfield

Parking by the school

A mother said the lamp is always out. The clerk will write to the county.

Two others want the crossing back.

Anna Whitfield asked for a bench by the pond, and so did her neighbour.
"""
SAYS = {
    "Present": "context",
    "Parking": "question",
    "A mother": "part",
    "Two others": "note",
    "asked for": "part",
}
WORDS = {"A mother": ["the lamp is always out", "the lamp is off"], "asked for": ["a bench by the pond"]}


def _answer(asked: dict[str, Any], handler: Handler) -> str:
    items = read_items(asked)
    if "copy the remarks" in asked["messages"][0]["content"]:
        return said({one["id"]: _find(WORDS, one["line"], []) for one in items})
    return said({one["id"]: _find(SAYS, one["line"], "heading") for one in items})


def _find(table: dict[str, Any], line: str, otherwise: Any) -> Any:
    return next((value for begins, value in table.items() if begins in line), otherwise)


def _propose(run_pipeline: Run, tmp_path: Path, address: str, **more: str) -> Any:
    raw = tmp_path / "data" / "raw"
    raw.mkdir(parents=True, exist_ok=True)
    (tmp_path / "forum.txt").write_text(WRITE_UP, encoding="utf-8")
    (raw / "settings.toml").write_text(
        f'[model]\nkind = "local"\nmodel = "scripted"\naddress = "{address}"\nlongest_wait = 0\n',
        encoding="utf-8",
    )
    return run_pipeline("ingest", tmp_path / "forum.txt", "--propose", "--workspace", tmp_path)


def _read_book(tmp_path: Path) -> dict[str, list[str]]:
    sheet = openpyxl.load_workbook(tmp_path / "data" / "processed" / "forum" / "ledger.xlsx").active
    assert sheet is not None
    rows = [[str(value or "") for value in row] for row in sheet.iter_rows(min_row=4, values_only=True)]
    return {row[0]: row[1:] for row in rows}


def test_what_it_says_is_proposed_and_counts_once_a_person_has_put_it_there(
    run_pipeline: Run, tmp_path: Path
) -> None:
    with serve(_answer) as server:
        done = _propose(run_pipeline, tmp_path, server.address)
        assert done.returncode == 0, done.stderr
        asked = " ".join(part["content"] for one in server.asked for part in one["messages"])
        assert "Anna Whitfield" not in asked
        assert "[name] asked for a bench" in asked
    book = _read_book(tmp_path)
    assert (book["line 7"][3], book["line 7"][4]) == ("note", "the lamp is always out")
    assert "language model" in book["line 7"][2]
    assert (book["line 11"][3], book["line 11"][4]) == ("note", "a bench by the pond")
    before = run_pipeline("ingest", tmp_path / "forum.txt", "--workspace", tmp_path).stdout
    folder = tmp_path / "data" / "raw" / "forum"
    folder.mkdir()
    (folder / "ledger.xlsx").write_bytes(
        (tmp_path / "data" / "processed" / "forum" / "ledger.xlsx").read_bytes()
    )
    run_pipeline("run", tmp_path / "forum.txt", "--workspace", tmp_path)
    ledger = (tmp_path / "data" / "processed" / "forum" / "notes.csv").read_text(encoding="utf-8")
    for words in ("the lamp is always out", "Two others want the crossing back.", "a bench by the pond"):
        assert words in ledger
    assert "write to the county" not in ledger
    assert "People" not in before


def test_a_model_that_does_not_answer_leaves_the_workbook_as_the_program_reads(
    run_pipeline: Run, tmp_path: Path
) -> None:
    with serve(status(500)) as server:
        done = _propose(run_pipeline, tmp_path, server.address)
    assert done.returncode == 0, done.stderr
    assert "nothing that it said could be used" in done.stdout.replace("\n", " ")
    assert {(row[3], row[4]) for row in _read_book(tmp_path).values()} == {("", "")}


def test_where_none_is_switched_on_it_says_what_to_do(run_pipeline: Run, tmp_path: Path) -> None:
    (tmp_path / "forum.txt").write_text(WRITE_UP, encoding="utf-8")
    done = run_pipeline("ingest", tmp_path / "forum.txt", "--propose", "--workspace", tmp_path)
    assert done.returncode == 1
    assert "no language model is switched on" in done.stderr
    assert "model find" in done.stderr


@pytest.mark.parametrize(
    ("reply", "taken", "faulty"),
    [
        ({"1": ["tea  and cake"], "2": []}, [("tea and cake",), ()], False),
        ({"1": ["tea", "and cake"], "2": ["soup"]}, [("tea", "and cake"), None], True),
        ({"1": ["Tea and cake"], "2": []}, [None, ()], True),
        ({"1": "tea", "2": [1]}, None, True),
        ({"1": ["tea"]}, [("tea",), None], True),
        ([], None, True),
    ],
)
def test_only_words_that_stand_in_the_line_are_taken(reply: object, taken: object, faulty: bool) -> None:
    found, faults = check_words(json.dumps(reply), ["They want tea and\ncake soon", "None of it"])
    assert found == taken
    assert bool(faults) == faulty
    assert "soup" not in " ".join(faults)
