"""Of very many notes nothing large is there twice: rows, texts and vectors are counted, not megabytes."""

from __future__ import annotations

import sys
import weakref
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from pipeline.embedding import VectorCache, embed_texts
from pipeline.embedding.encoder import Encoder
from pipeline.ingest import gather_event, read_document, read_event
from pipeline.ingest.structure.placed import Placed
from pipeline.keeping import csv_text
from pipeline.keeping.csv_text import encode_csv, write_csv
from pipeline.keeping.parts import do_here
from pipeline.keeping.store import EventStore, Workspace
from pipeline.report import quotes
from pipeline.settings import load_settings
from pipeline.tables import Codings, contract, table_of
from pipeline.tables.notes import Vectors
from pipeline.themes.group.context import NoteContext
from tests.conftest import ROOT, SAMPLES

ROWS = 50
SETTINGS = load_settings()


class _Row(dict[str, Any]):
    """A row that is counted."""

    alive = 0
    most = 0

    def __init__(self, number: int) -> None:
        super().__init__(_make_coding(number))
        _Row.alive += 1
        _Row.most = max(_Row.most, _Row.alive)

    def __del__(self) -> None:
        _Row.alive -= 1


def _make_coding(number: int) -> dict[str, Any]:
    return {
        "note_id": f"n-{number}",
        "question_id": "q-1",
        "theme_id": f"t-{number % 7}",
        "strength": number / 1000,
        "weak": number % 2 == 0,
        "basis": "codebook",
        "other_themes": "",
        "raised_once": False,
        "nearest": "É" * (number % 5),
    }


def test_rows_of_a_table_are_never_there_all_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = table_of(Codings, [_make_coding(number) for number in range(ROWS * 4)])
    monkeypatch.setattr(contract, "_TOGETHER", ROWS)
    pd.testing.assert_frame_equal(table_of(Codings, map(_Row, range(ROWS * 4))), whole)
    assert _Row.most <= 2 * ROWS


def test_a_table_built_in_parts_gives_the_same_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = []
    for together in (10_000, ROWS):
        monkeypatch.setattr(contract, "_TOGETHER", together)
        monkeypatch.setattr(csv_text, "_ROWS", together)
        store = EventStore(Workspace(tmp_path / str(together)), "event")
        store.write_table("codings", table_of(Codings, map(_make_coding, range(ROWS * 4))))
        written.append(store.written)
    assert written[0] == written[1]


def test_no_piece_of_a_csv_file_holds_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    table = table_of(Codings, map(_make_coding, range(ROWS * 4)))
    text = write_csv(table)
    monkeypatch.setattr(csv_text, "_ROWS", ROWS)
    pieces = list(map(bytes, encode_csv(table)))
    assert b"".join(pieces) == text.encode("utf-8-sig")
    assert max(piece.count(b"\n") for piece in pieces) <= ROWS + 1


def test_a_large_table_is_read_anew_and_a_small_one_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = table_of(Codings, map(_make_coding, range(ROWS)))
    for held in (ROWS, ROWS - 1):
        monkeypatch.setattr("pipeline.keeping.store._HELD", held)
        store = EventStore(Workspace(tmp_path / str(held)), "event")
        store.write_table("codings", table)
        assert store.is_large is (held < ROWS)
        pd.testing.assert_frame_equal(store.read_table("codings"), table)


@pytest.mark.skipif(sys.platform == "win32", reason="a mapped file cannot be replaced there")
@pytest.mark.parametrize("notes", [0, 3])
def test_vectors_are_mapped_and_cannot_be_changed(tmp_path: Path, notes: int) -> None:
    store = EventStore(Workspace(tmp_path), "event")
    vectors = np.arange(notes * 384, dtype=np.float32).reshape(notes, 384)
    store.write_vectors(vectors)
    read = store.read_vectors()
    assert isinstance(read.base, np.memmap)
    assert type(read) is np.ndarray
    assert not read.flags.writeable
    assert np.array_equal(read, vectors)
    held = next((tmp_path / ".cache" / "held").rglob("vectors.npy"))
    assert np.array_equal(np.load(held, allow_pickle=False), vectors)  # as any program reads it


def test_vectors_of_a_part_are_gone_when_the_next_is_embedded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.embedding._PART", 4)
    monkeypatch.setattr(Encoder, "embed", lambda _, texts: np.eye(4, 8, dtype=np.float32)[: len(texts)])
    parts: list[weakref.ref[Any]] = []

    def watch(work: Callable[[Any], Any], given: Sequence[Any]) -> Iterator[Any]:
        for found in do_here(work, given):
            assert [part for part in parts[:-1] if part() is not None] == []
            parts.append(weakref.ref(found))
            yield found

    texts = [f"a remark of no use, number {number:02d}" for number in range(20)]
    cache = VectorCache(tmp_path, "any")
    first = embed_texts([*texts, texts[0]], SETTINGS.embedding, cache, each=watch)
    assert len(parts) == 5
    assert np.array_equal(first[0], first[-1])
    assert np.array_equal(embed_texts([*texts, texts[0]], SETTINGS.embedding, cache, each=watch), first)


def test_of_very_many_notes_bertopic_is_given_the_places_and_no_second_copy() -> None:
    vectors: Vectors = np.eye(30, 384, dtype=np.float32)
    columns = {name: ["" for _ in range(30)] for name in ("source", "kind", "heading", "lead_in")}

    def embed(texts: Sequence[str]) -> Vectors:
        return np.eye(len(texts), 384, dtype=np.float32)

    sample = np.arange(20)
    context = NoteContext(pd.DataFrame(columns), embed, SETTINGS.themes, sample)  # type: ignore[arg-type]
    assert context.fit_transform(vectors).shape == (30, 1)
    made = context.embedding_
    assert len(made) == 30
    context.fit_transform(vectors)
    assert context.embedding_ is made


def test_what_cells_of_a_csv_file_share_is_there_once() -> None:
    asked = "What gets in the way, and what would help?"
    rows = "".join(f'"{asked}",A remark of no use: number {number}\n' for number in range(ROWS))
    document = read_document("notes.csv", f"Question,Note\n{rows}".encode())
    questions = [line for line in document.lines if line.text == asked]
    notes = [line for line in document.lines if line.given is not None]
    assert len(questions) == len(notes) == ROWS
    for shared in ([line.text for line in questions], [line.reason for line in questions]):
        assert len(set(map(id, shared))) == 1
    assert len({id(line.given) for line in notes}) == 1
    assert all(line.text is line.content is line.words for line in (*questions, *notes))
    placed = Placed("notes.csv", notes[0], "note")
    assert not any(hasattr(one, "__dict__") for one in (*notes, notes[0].given, placed))


def test_lines_are_looked_up_for_some_notes_as_for_all() -> None:
    for name in SAMPLES:
        found = read_event(gather_event(ROOT / "data" / "raw" / name), SETTINGS.ingest)
        places, every = quotes._Places(found.ledger), quotes.note_lines(found.ledger)
        for start in range(0, len(found.notes), 7):
            some = found.notes.iloc[start : start + 7]
            lines = places.find_lines(some)
            keys = set(zip(some["source"], some["locator"], some["line"], strict=True))
            assert {key: lines[key] for key in keys} == {key: every[key] for key in keys}
            assert len(lines) <= len(keys)
