"""What is damaged is made anew and said; what people changed in its place is kept."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from pipeline.embedding import VectorCache
from pipeline.errors import WriteError
from pipeline.flow.outcome import say_kept
from pipeline.flow.runner import run_events, run_series
from pipeline.keeping.store import EventStore, Workspace
from pipeline.keeping.writing import explain_failure, write_bytes
from tests.conftest import ROOT, list_files

EVENT = "2025-06-eastmere-online"


def write_run(workspace: Workspace, content: bytes) -> EventStore:
    store = EventStore(workspace, "tea")
    store.write_reports({"review.xlsx": content, "report.docx": content})
    store.write_record({"inputs": {"all": "0"}, "outputs": store.written})
    return store


def test_a_workbook_filled_in_where_it_lay_is_kept(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    write_run(workspace, b"first")
    for name in ("review.xlsx", "report.docx"):
        (tmp_path / "reports" / "tea" / name).write_bytes(b"decisions of a person")
    store = write_run(workspace, b"second")
    kept = list_files(tmp_path / "data" / "kept")
    assert sorted(path.split("-")[0] for path in kept) == ["tea/report", "tea/review"]
    assert set(kept.values()) == {b"decisions of a person"}
    (said, *_) = (line for line in say_kept(store) if "review.xlsx" in line)
    assert "data/kept/tea/review-" in said
    assert "data/raw/tea" in said
    assert not write_run(workspace, b"third").kept
    assert len(list_files(tmp_path / "data" / "kept")) == 2


def test_without_a_record_only_workbooks_may_be_somebodys(tmp_path: Path) -> None:
    write_run(Workspace(tmp_path), b"first")
    shutil.rmtree(tmp_path / "data" / "processed")
    assert list(write_run(Workspace(tmp_path), b"second").kept) == ["reports/tea/review.xlsx"]


def test_a_record_leads_to_no_file_elsewhere(tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("of a person")
    (tmp_path / "w" / "data" / "raw").mkdir(parents=True)
    raw = tmp_path / "w" / "data" / "raw" / "notes.md"
    raw.write_text("notes")
    store = EventStore(Workspace(tmp_path / "w"), "tea")
    old = store.reports / "old.html"
    old.parent.mkdir(parents=True)
    old.write_text("of an earlier run")
    names = ["../mine.txt", str(mine), "data/raw/notes.md", "reports/tea/../../data/raw/notes.md"]
    store.remove([*names, "reports/tea/old.html"])
    store.write_record({"inputs": {"all": "0"}, "outputs": store.written})  # now all is moved and taken away
    assert not old.exists()
    assert mine.is_file()
    assert raw.is_file()


def test_tables_of_half_a_run_are_known(tmp_path: Path) -> None:
    store = EventStore(Workspace(tmp_path), "tea")
    assert store.is_finished()
    store.write_vectors(np.zeros((1, 2), dtype=np.float32))
    store.write_record({"inputs": {"all": "0"}, "outputs": store.written})
    assert store.is_finished()
    before = list_files(tmp_path)
    store.write_vectors(np.ones((1, 2), dtype=np.float32))
    assert list_files(tmp_path / "data") == {
        name.removeprefix("data/"): content for name, content in before.items() if name.startswith("data/")
    }
    assert EventStore(Workspace(tmp_path), "tea").is_finished()
    (store.tables / "vectors.npy").write_bytes(b"another run's")
    assert not EventStore(Workspace(tmp_path), "tea").is_finished()


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(path.read_bytes()[:4096]),
        lambda path: path.write_bytes(path.read_bytes().replace(b"\x00\x00\x80\x3f", b"\x00\x00\x00\x40")),
        lambda path: path.write_bytes(b"no database"),
        lambda path: _alter(path, "UPDATE checked_vectors SET vector = x'00112233445566778899'"),
        lambda path: _alter(path, "UPDATE checked_vectors SET vector = 'text'"),
        lambda path: _alter(path, "ALTER TABLE checked_vectors ADD COLUMN more TEXT"),
    ],
    ids=["cut short", "a number changed", "another file", "wrong length", "another kind", "another shape"],
)
def test_a_damaged_cache_gives_no_wrong_vector_and_mends(
    damage: Callable[[Path], object], tmp_path: Path
) -> None:
    vectors = {bytes([row]) * 32: np.full(4, 1.0, dtype=np.float32) for row in range(3)}
    VectorCache(tmp_path, "m").keep(vectors)
    damage(tmp_path / "vectors.sqlite")
    cache = VectorCache(tmp_path, "m")
    found = cache.find(vectors)
    assert all(np.array_equal(found[key], vectors[key]) for key in found)
    cache.keep(
        {key: vector for key, vector in vectors.items() if key not in found}
        | {b"new": vectors[next(iter(vectors))]}
    )
    assert cache.damaged
    assert b"new" in VectorCache(tmp_path, "m").find([b"new"])


def _alter(path: Path, statement: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    connection.close()


def test_a_cache_that_is_held_or_read_only_is_no_damage(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path, "m")
    cache.keep({b"a": np.ones(4, dtype=np.float32)})
    (tmp_path / "vectors.sqlite").rename(tmp_path / "other")
    (tmp_path / "vectors.sqlite").mkdir()
    assert VectorCache(tmp_path, "m").find([b"a"]) == {}
    again = VectorCache(tmp_path, "m")
    again.keep({b"b": np.ones(4, dtype=np.float32)})
    assert not again.damaged


@pytest.mark.parametrize(
    "record",
    [
        "",
        "{",
        "[]",
        '{"stages": []}',
        '{"stages": {"ingest": [1]}}',
        '{"stages": {"ingest": {"inputs": 1, "outputs": {"a": 2}}}}',
    ],
)
def test_a_damaged_record_is_as_none(record: str, tmp_path: Path) -> None:
    store = EventStore(Workspace(tmp_path), "tea")
    write_bytes(store.tables / "run.json", record.encode())
    store.write_reports({"report.md": b"report"})
    store.write_record({"inputs": {}, "outputs": store.written})
    assert json.loads((store.tables / "run.json").read_text())["outputs"]


def test_no_clock_is_asked(samples: Path, tmp_path: Path) -> None:
    workspace = Path(shutil.copytree(samples, tmp_path / "w"))
    shutil.copytree(ROOT / "data" / "raw" / EVENT, workspace / "data" / "raw" / EVENT)
    stages: list[bool] = []

    def run() -> None:
        for work in (run_events, run_series):
            work((), Workspace(workspace), None, lambda step: stages.append(step.fresh))

    run()
    stages.clear()
    before = list_files(workspace)
    for moment in (0, 4_070_908_800):  # 1970 and 2099
        for path in workspace.rglob("*"):
            os.utime(path, (moment, moment))
        run()
    assert set(stages) == {True}
    assert list_files(workspace) == before


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (
            OSError(28, "No space left on device"),
            "no room left on the disk. What was there before is as it was",
        ),
        (PermissionError(13, "Permission denied"), "another program has it open"),
        (OSError(30, "Read-only file system"), "its folder can only be read"),
        (OSError(36, "File name too long"), "its path is too long"),
        (NotADirectoryError(20, "Not a directory"), "a file stands where a folder belongs"),
        (OSError(5, "Input/output error"), "it cannot be written (input/output error)"),
    ],
)
def test_why_a_file_could_not_be_written_is_one_line_with_a_way_out(error: OSError, says: str) -> None:
    line = str(explain_failure(error, Path("reports/tea/report.docx")))
    assert line.startswith("reports/tea/report.docx: ")
    assert says in line
    assert "\n" not in line
    assert line.endswith(".")


def test_a_folder_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "report.docx").mkdir()
    with pytest.raises(WriteError, match="folder where the file belongs"):
        write_bytes(tmp_path / "report.docx", b"words")
    assert [path.name for path in tmp_path.iterdir()] == ["report.docx"]
