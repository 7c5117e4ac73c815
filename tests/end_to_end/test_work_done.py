"""What a command does not do: import what it has no use for, or the same work twice. Nothing is timed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from pipeline.embedding.encoder import Encoder
from pipeline.flow.runner import run_events
from pipeline.keeping.store import Workspace
from pipeline.tables.notes import Vectors
from tests.conftest import ROOT, Run
from tests.work import HANGS, hear_ctrl_c

ENGINE = ("cryptography", "dask", "distributed", "tornado")  # imported where a person asks for it
HEAVY = (
    *ENGINE, "bertopic", "docx", "matplotlib", "onnx", "onnxruntime", "openpyxl", "scipy", "sklearn", "spacy",
    "tokenizers", "torch", "typst",
)  # fmt: skip
EVERYTHING = (*HEAVY, "numpy", "pandas", "pandera", "pyarrow")
_LIST = """
import atexit, json, sys
atexit.register(lambda: print(json.dumps(sorted(sys.modules)), file=sys.stderr))
from pipeline.cli import main
main(sys.argv[1:])
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A write-up that makes a run do all of its work, on few notes."""
    wishes = ("a bus in the evening", "a ramp", "larger print", "tea", "time to talk", "a warm hall")
    path = tmp_path / "small.md"
    path.write_text(
        "## What helps?\n\n" + "".join(f"- We need {wish} at the hall\n" for wish in wishes), encoding="utf-8"
    )
    return path


def _list_imported(*arguments: str | Path) -> set[str]:
    """The top-level packages that a command has imported when it ends."""
    done = subprocess.run(
        [sys.executable, "-c", _LIST, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=HANGS,
    )
    return {name.partition(".")[0] for name in json.loads(done.stderr.splitlines()[-1])}


def test_help_imports_nothing_heavy() -> None:
    for command in ((), ("run",), ("review", "status")):
        assert not _list_imported(*command, "--help") & set(EVERYTHING)


def test_status_and_errors_import_nothing_heavy(own_samples: Path, tmp_path: Path) -> None:
    assert not _list_imported("review", "status", "--workspace", own_samples) & set(HEAVY)
    assert not _list_imported("review", "diff", "--workspace", own_samples) & set(HEAVY)
    assert not _list_imported("run", tmp_path / "nothing.md", "--workspace", tmp_path) & set(HEAVY)
    assert not _list_imported("run", "--workspace", tmp_path) & set(HEAVY)  # there are no events


def test_a_run_that_finds_all_fresh_imports_nothing_heavy(own_samples: Path) -> None:
    source = ROOT / "data" / "raw" / "2025-03-harrowby-library"
    assert not _list_imported("run", source, "--workspace", own_samples) & set(HEAVY)


def test_a_run_imports_the_libraries_it_is_built_on(small: Path, tmp_path: Path) -> None:
    imported = _list_imported("run", small, "--workspace", tmp_path)
    assert {"bertopic", "sklearn", "spacy", "pandas", "matplotlib", "onnxruntime"} <= imported
    assert not imported & {"torch", "sentence_transformers", "umap", "hdbscan", *ENGINE}


def test_no_text_is_embedded_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: Counter[str] = Counter()
    embed = Encoder.embed

    def count(self: Encoder, texts: list[str]) -> Vectors:
        asked.update(texts)
        return embed(self, texts)

    monkeypatch.setattr(Encoder, "embed", count)
    source = ROOT / "data" / "raw" / "2025-06-eastmere-online"
    workspace = Workspace(tmp_path)
    (outcome,) = run_events([source], workspace, None, lambda *_: None)
    assert not outcome.problems
    assert asked
    assert max(asked.values()) == 1
    before = sum(asked.values())
    for folder in (tmp_path / "data" / "processed", tmp_path / "reports"):
        for path in folder.rglob("*"):
            if path.is_file():
                path.unlink()
    run_events([source], workspace, None, lambda *_: None)
    assert sum(asked.values()) == before  # the vectors were kept


@pytest.mark.skipif(os.name == "nt", reason="another way of stopping a program")
def test_ctrl_c_ends_with_one_line_and_the_next_run_goes_on(
    small: Path, tmp_path: Path, run_pipeline: Run
) -> None:
    command = ["run", str(small), "--workspace", str(tmp_path), "--verbose"]
    with subprocess.Popen(
        [sys.executable, "-m", "pipeline", *command],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        preexec_fn=hear_ctrl_c,
    ) as running:
        assert running.stderr is not None
        for line in running.stderr:
            if "privacy" in line:  # the first stages are done: it is at work on the next
                running.send_signal(signal.SIGINT)
                break
        said = [line for line in running.stderr if line.strip() and not line.startswith("small")]
        assert running.wait(HANGS) == 130
    assert said == ["Stopped. What was finished is kept; the next run goes on from there.\n"]
    assert run_pipeline(*command).returncode == 0
    assert (tmp_path / "reports" / "small" / "report.html").is_file()
