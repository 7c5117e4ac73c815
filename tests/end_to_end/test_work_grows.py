"""Twice the notes are twice the work: every function of the pipeline is counted, nothing is timed."""

from __future__ import annotations

import cProfile
import functools
import hashlib
import pstats
from pathlib import Path

import numpy as np
import pytest
from openpyxl import load_workbook

from pipeline.embedding.encoder import Encoder
from pipeline.flow.runner import run_events
from pipeline.keeping.store import Workspace
from pipeline.tables.notes import Vectors
from tests.benchmarks.speed.made_notes import write_csv

# Limits that a few hundred notes are beyond, as 100,000 are beyond the real ones.
SETTINGS = """
[themes]
sample_notes = 60
resamples = 3
[review]
listed_notes = 40
[report]
theme_notes = 10
circulated_notes = 30
"""
NOTES = 100
RUNS = 2


@functools.cache
def _direction(word: str) -> Vectors:
    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:4], "big")
    return np.random.default_rng(seed).normal(0.3, 1, 384).astype(np.float32)


def _embed_cheaply(self: Encoder, texts: list[str]) -> Vectors:
    """The sum of a direction for each word: what the model does is no part of what is counted."""
    rows = [np.sum([_direction(word) for word in text.lower().split() or [""]], axis=0) for text in texts]
    return np.array([row / np.linalg.norm(row) for row in rows], dtype=np.float32)


def _count_calls(folder: Path, notes: int) -> dict[str, int]:
    """Calls of each function of the pipeline in a run of so many notes, and one after decisions on some."""
    raw = folder / "data" / "raw"
    (raw / "tea").mkdir(parents=True)
    (raw / "settings.toml").write_text(SETTINGS, encoding="utf-8")
    write_csv(raw / "tea" / "consultation.csv", notes)
    profile = cProfile.Profile(builtins=False)
    for _ in range(RUNS):
        profile.enable()
        (outcome,) = run_events((), Workspace(folder), None, lambda _: None)
        profile.disable()
        assert outcome.notes == notes
        _decide(folder / "reports" / "tea" / "review.xlsx", raw / "tea" / "review.xlsx")
    calls: dict[str, int] = {}
    for (file, _, name), (_, number, *_) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        if f"{Path('pipeline')}" in Path(file).parts:
            place = f"{Path(file).name}: {name}"
            calls[place] = calls.get(place, 0) + number
    return calls


def _decide(workbook: Path, returned: Path) -> None:
    """Move some notes to another theme each."""
    book = load_workbook(workbook)
    titles = [row[2].value for row in book["Themes"].iter_rows(min_row=3)]
    for row in range(4, 14):
        own = book["Notes"].cell(row, 6).value
        book["Notes"].cell(row, 9).value = next(title for title in titles if title != own)
    book.save(returned)


def test_no_function_is_called_with_the_square_of_the_notes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Encoder, "embed", _embed_cheaply)
    monkeypatch.setattr("pipeline.themes.discover._NAMED_BY", 10)
    monkeypatch.setattr("pipeline.review.review._POOL", 20)
    monkeypatch.setattr("pipeline.report.event.note_map._MOST_MARKS", 50)
    _count_calls(tmp_path / "first", 20)  # what is done once in a process is done here
    once = _count_calls(tmp_path / "once", NOTES)
    twice = _count_calls(tmp_path / "twice", 2 * NOTES)
    steep = {
        place: (once.get(place, 0), number)
        for place, number in twice.items()
        if number > 2.6 * once.get(place, 0) + 8 * NOTES * RUNS
    }
    assert not steep
