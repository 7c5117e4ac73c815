"""The hostile workspace, run once for the whole session."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, make_once
from tests.safety.hostile import EVENT, SERIES, Hostile, write_workspace
from tests.work import HANGS


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    """A workspace full of injection strings, after its run, which was audited."""
    root, (said, titles, reached) = make_once("hostile", tmp_path_factory, _run_hostile)
    return Hostile(root, said, tuple(titles), tuple(reached))


def _run_hostile(root: Path) -> tuple[str, tuple[str, ...], list[str]]:
    titles = write_workspace(root)
    log = root.with_suffix(".audit")
    done = subprocess.run(
        [sys.executable, "-m", "tests.safety.audited", log, root, *_join_commands(root)],
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=HANGS,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr, titles, log.read_text(encoding="utf-8").splitlines()


def _join_commands(root: Path) -> list[str]:
    """The run, whose exit code counts, and every other command, with names that would steer a terminal."""
    event = str(next((root / "data" / "raw").glob("=1*")))
    commands = [
        ["run"],
        ["ingest", event, "--explain"],
        ["review", "status"],
        ["review", "diff"],
        ["series", SERIES],
        ["check"],
        ["codebook", "learn", "--into", str(root / "data" / "raw" / "learned.yaml")],
        ["exchange", EVENT, str(root / "handed-on.qdpx")],
        ["codebook", "export", str(root / "handed-on.qdc")],
        ["run", event + "\x1b[31m"],
        ["run", str(root / "\x1b]0;x\x07.md"), "--settings", "\x1b[2J"],
        ["review", "status", "\x1b[31m"],
        ["series", "\x1b[31m"],
        ["trace", "\x1b[31m"],
    ]
    words: list[str] = []
    for command in commands:
        words += ["+", *command, "--workspace", str(root)]
    return words[1:]
