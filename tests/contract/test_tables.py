"""The tables' contracts, and the store that keeps them."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from pipeline.errors import TableError, WriteError
from pipeline.keeping.store import EventStore, Workspace
from pipeline.keeping.writing import write_bytes
from pipeline.tables import (
    EVENT_CONTRACTS,
    SERIES_CONTRACTS,
    Codings,
    Events,
    check_table,
    columns_of,
    table_of,
)
from tests.conftest import SAMPLES, read_csv

EVENT = {"event_id": "e", "title": "T", "date": "", "place": "", "series": ""}
CODING = {
    "note_id": "n-1",
    "question_id": "q-1",
    "theme_id": "t-1",
    "strength": 0.5,
    "weak": False,
    "basis": "codebook",
    "other_themes": "",
    "raised_once": False,
    "nearest": "",
}
# What users and other programs rely on, from the design.
PROMISED = {
    "ledger": "source locator line text role note_id reason form level",
    "notes": "note_id event_id source locator line table question_id question kind heading lead_in text "
    "votes speaker",
    "coded_notes": "note_id table question_id kind heading text note_type theme_id theme strength basis "
    "other_themes line source",
    "themes": "theme_id question_id title summary notes raised_once stability basis key_points",
}


@pytest.mark.parametrize("name", PROMISED)
def test_promised_columns_are_there(name: str, samples: Path) -> None:
    for event in SAMPLES:
        assert set(PROMISED[name].split()) <= set(read_csv(samples, event, name).columns)


def test_every_table_of_a_run_is_kept_as_csv_and_parquet(samples: Path) -> None:
    kept = [(event, EVENT_CONTRACTS) for event in SAMPLES]
    for owner, contracts in [*kept, ("wexmoor-listening-2025", SERIES_CONTRACTS)]:
        folder = samples / "data" / "processed" / owner
        for name, contract in contracts.items():
            parquet = pd.read_parquet(folder / f"{name}.parquet")
            assert list(parquet.columns) == columns_of(contract)
            assert len(parquet) == len(read_csv(samples, owner, name))


def test_a_row_that_breaks_its_contract_is_refused_without_its_words() -> None:
    secret = "Marion told us about her illness"
    with pytest.raises(TableError) as refused:
        table_of(Codings, [CODING, {**CODING, "note_id": "n-2", "basis": secret}])
    assert "table Codings" in str(refused.value)
    assert "'basis'" in str(refused.value)
    assert "rows 1" in str(refused.value)
    assert secret not in str(refused.value)


@pytest.mark.parametrize(
    "change",
    [
        {"strength": 1.5},
        {"theme_id": ""},
        {"basis": "guessed"},
        {"question_id": None},
        {"surprise": 1},
    ],
)
def test_what_a_contract_forbids(change: dict[str, object]) -> None:
    with pytest.raises(TableError):
        check_table(Codings, pd.DataFrame([{**CODING, **change}]))


@pytest.mark.parametrize("given", [{**CODING, "strength": "much"}, {"note_id": "n-1", "strength": 1.0}])
def test_rows_of_another_kind_are_refused(given: dict[str, object]) -> None:
    with pytest.raises(TableError, match="table Codings"):
        table_of(Codings, [given])


def test_a_note_has_one_coding() -> None:
    with pytest.raises(TableError):
        table_of(Codings, [CODING, CODING])


def test_an_empty_table_keeps_its_columns() -> None:
    assert list(table_of(Codings, []).columns) == columns_of(Codings)


def test_tables_come_back_as_they_were(tmp_path: Path) -> None:
    store = EventStore(Workspace(tmp_path), "e")
    odd = table_of(Events, [{**EVENT, "title": 'A "quoted",\nwrapped – title; NA, null, 1'}])
    store.write_table("event", odd)
    store.write_record({"outputs": store.written})
    for reader in (store, EventStore(Workspace(tmp_path), "e")):  # of this run, and of the next
        pd.testing.assert_frame_equal(reader.read_table("event"), odd)
    assert read_csv(tmp_path, "e", "event").loc[0, "title"] == odd.loc[0, "title"]


def test_a_damaged_table_is_one_clear_line(tmp_path: Path) -> None:
    store = EventStore(Workspace(tmp_path), "e")
    store.write_table("event", table_of(Events, [EVENT]))
    store.write_record({"outputs": store.written})
    (store.tables / "event.parquet").write_bytes(b"PAR1 cut off")
    store = EventStore(Workspace(tmp_path), "e")  # as the next run finds it
    with pytest.raises(TableError, match="missing or damaged"):
        store.read_table("event")
    with pytest.raises(TableError, match="missing or damaged"):
        store.read_vectors()


def test_a_write_that_fails_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "report.html"
    write_bytes(path, b"before")
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("locked")))
    with pytest.raises(WriteError, match="What was there before is as it was"):
        write_bytes(path, b"after")
    assert path.read_bytes() == b"before"
    assert [entry.name for entry in tmp_path.iterdir()] == ["report.html"]


def test_vectors_come_back_as_they_were(tmp_path: Path) -> None:
    store = EventStore(Workspace(tmp_path), "e")
    vectors = np.arange(6, dtype=np.float32).reshape(2, 3)
    store.write_vectors(vectors)
    assert np.array_equal(store.read_vectors(), vectors)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such bits")
def test_original_words_are_for_their_owner_and_reports_for_whoever_may_read(tmp_path: Path) -> None:
    store = EventStore(Workspace(tmp_path), "e")
    store.write_table("event", table_of(Events, [EVENT]))
    store.write_reports({"report.md": b"words"})
    store.write_record({"outputs": store.written})
    usual = tmp_path / "usual"
    usual.write_bytes(b"")
    assert (store.tables / "event.csv").stat().st_mode & 0o777 == 0o600
    assert (store.reports / "report.md").stat().st_mode & 0o777 == usual.stat().st_mode & 0o777
