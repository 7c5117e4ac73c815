"""Runs the command line in a process of its own, as a user does, without each one's seconds of importing.

A server that has imported what a run imports, and done nothing else, forks one process for each command.
Where a system has no such server, and where a command is to have an environment that counts from the start
of an interpreter, a new interpreter is started.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.work import HANGS

Done = subprocess.CompletedProcess[str]


def run_command(arguments: list[str], cwd: Path, environment: dict[str, str]) -> Done:
    """Run `python -m pipeline` with these arguments; what it said and how it ended."""
    if environment or "forkserver" not in multiprocessing.get_all_start_methods():
        return _run_anew(arguments, cwd, environment)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.warm"])
    os.environ.setdefault("PYTHONUTF8", "1")  # the server's, from its start
    with tempfile.TemporaryDirectory() as folder:
        said = [Path(folder) / name for name in ("out", "err")]
        child = context.Process(target=_become, args=(arguments, str(cwd), *map(str, said)))
        child.start()
        child.join(HANGS)
        if child.is_alive():
            child.kill()
            raise subprocess.TimeoutExpired(arguments, HANGS)
        out, err = (path.read_text(encoding="utf-8") for path in said)
        return subprocess.CompletedProcess(arguments, child.exitcode or 0, out, err)


def _become(arguments: list[str], cwd: str, out: str, err: str) -> None:
    """Be the command: its folder, its streams, its arguments, its end."""
    for path, number in ((out, 1), (err, 2)):
        stream = os.open(path, os.O_WRONLY | os.O_CREAT)
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(cwd)
    sys.argv = ["pipeline", *arguments]
    from pipeline.cli import main

    main()


def _run_anew(arguments: list[str], cwd: Path, environment: dict[str, str]) -> Done:
    root = str(Path(__file__).parents[1])
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": root, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=HANGS,
    )
