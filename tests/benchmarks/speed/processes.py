"""Whole processes on one real event: start-up, cold, warm; beside a plain BERTopic script."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from pipeline.embedding import find_model
from pipeline.settings import load_settings
from tests.benchmarks.speed.timed import ROOT, Took, run_timed
from tests.conftest import MANSFIELD

EVENT = "2024-09-20-mansfield-library"


def measure_processes(folder: Path, peers: Path | None, runs: int) -> dict[str, list[Took]]:
    """Each kind of run so many times, in turns, so that a busy machine is as busy for all.

    Args:
        folder: Where workspaces are made; emptied of what earlier runs left.
        peers: The Python of the environment with BERTopic, or None.
        runs: How many times.
    """
    took: dict[str, list[Took]] = {}
    for number in range(runs + 1):  # the first does not count: it compiles modules and fills file caches
        for name, one in _list_runs(folder, peers, number):
            if number:
                took.setdefault(name, []).append(one)
    return took


def _list_runs(folder: Path, peers: Path | None, number: int) -> Iterator[tuple[str, Took]]:
    compiled, workspace = folder / "compiled", folder / "workspace"
    ours = [sys.executable, "-m", "pipeline"]
    yield "--help", run_timed([*ours, "--help"], compiled)
    shutil.rmtree(workspace, ignore_errors=True)
    source = workspace / "data" / "raw" / EVENT
    source.mkdir(parents=True)
    shutil.copy(MANSFIELD, source / MANSFIELD.name)
    run = [*ours, "run", "--workspace", workspace, "--quiet"]
    yield "cold", run_timed(run, compiled)
    yield "unchanged", run_timed(run, compiled)
    yield "review status", run_timed([*ours, "review", "status", "--workspace", workspace], compiled)
    decide(workspace, source / "review.xlsx", number)
    yield "one decision", run_timed(run, compiled)
    (workspace / "data" / "raw" / "settings.toml").write_text(
        '[report]\ncontact = "Tell us."\n', encoding="utf-8"
    )
    yield "one setting of the report", run_timed(run, compiled)
    if peers is not None:
        notes = workspace / "data" / "processed" / EVENT / "safe_notes.csv"
        script = ROOT / "tests" / "benchmarks" / "plain_bertopic.py"
        model = find_model(load_settings().embedding).folder
        yield "plain BERTopic", run_timed([peers, script, notes, model, folder / "topics.csv"], compiled)


def decide(workspace: Path, file: Path, number: int) -> None:
    """A returned workbook in which one note has been moved to another theme of its question."""
    from openpyxl import load_workbook

    book = load_workbook(workspace / "reports" / EVENT / "review.xlsx")
    notes, themes = book["Notes"], book["Themes"]
    row = 3 + number
    question, theme = notes.cell(row, 3).value, notes.cell(row, 6).value
    others = [
        line[2].value
        for line in themes.iter_rows(min_row=3)
        if line[1].value == question and line[2].value != theme
    ]
    notes.cell(row, 9).value = others[0]
    book.save(file)
