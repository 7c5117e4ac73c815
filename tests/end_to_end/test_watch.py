"""`run --watch`: the report is there when the team looks up."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.commands.review import list_decision_files, wait_for_decisions
from tests.conftest import ROOT
from tests.work import HANGS, hear_ctrl_c

EVENT = "tea"
NOTES = "# Tea\n\n## What matters?\n\n- The hall is cold\n- No bus after six\n- More tea please\n"


def test_what_comes_while_a_run_is_at_work_is_taken_up(tmp_path: Path) -> None:
    seen = list_decision_files([tmp_path])
    (tmp_path / "notes.md").write_text("no decision")
    (tmp_path / "~$review.xlsx").write_text("a lock")
    (tmp_path / "decisions.csv").write_text("one")
    changed, now = wait_for_decisions([tmp_path], seen, pause=0.01)
    assert [path.name for path in changed] == ["decisions.csv"]
    (tmp_path / "decisions.csv").unlink()
    assert wait_for_decisions([tmp_path], now, pause=0.01)[0] == changed


def _wait(holds: Callable[[], bool]) -> None:
    for _ in range(HANGS * 10):
        if holds():
            return
        time.sleep(0.1)
    pytest.fail("it never came")


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent otherwise there")
def test_a_file_of_decisions_starts_a_run(tmp_path: Path) -> None:
    raw, processed = tmp_path / "data" / "raw" / EVENT, tmp_path / "data" / "processed" / EVENT
    raw.mkdir(parents=True)
    (raw / "notes.md").write_text(NOTES, encoding="utf-8")
    said = tmp_path / "said"
    with said.open("wb") as stream:
        going = subprocess.Popen(
            [sys.executable, "-m", "pipeline", "run", "--watch", "--workspace", str(tmp_path)],
            cwd=ROOT, stdout=stream, stderr=stream, env={**os.environ, "PYTHONUTF8": "1"},
            preexec_fn=hear_ctrl_c,
        )  # fmt: skip
    try:
        _wait(lambda: "Waiting for decisions" in said.read_text(encoding="utf-8"))
        note_id = (
            (processed / "coded_notes.csv").read_text(encoding="utf-8").splitlines()[1].partition(",")[0]
        )
        rows = (
            f"listening-event-review 1 {EVENT},,Your name,Ann,,Date of your review,2026-03-21\n"
            f"note id,your theme,show names?,theme id\n{note_id},Warm rooms,,\n"
        )
        (tmp_path / "half.part").write_text(rows, encoding="utf-8")
        shutil.move(tmp_path / "half.part", raw / "decisions-tea-ann.csv")
        _wait(lambda: said.read_text(encoding="utf-8").count("Waiting for decisions") == 2)
        assert "Running again: decisions-tea-ann.csv." in said.read_text(encoding="utf-8")
        assert "Warm rooms" in (processed / "themes.csv").read_text(encoding="utf-8")
        assert "Warm rooms" in (tmp_path / "reports" / EVENT / "report.html").read_text(encoding="utf-8")
    finally:
        going.send_signal(signal.SIGINT)
        assert going.wait(HANGS) == 130
