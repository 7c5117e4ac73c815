"""Runs an event with llama.cpp's own server and a model: one of random weights, or a file that is given.

    uv venv .cache/llama && uv pip install --python .cache/llama xllamacpp gguf
    uv run python -m tests.benchmarks.language_model .cache/llama/bin/python [--model FILE.gguf]

No part of the tests: the package holds 34 MB of compiled code. What must come out: the protocol works, what
cannot be used is refused, no note is lost, and a second run without the server gives the same bytes. A file
is tried on the built-in set as well, and reads the event both ways, careful and quick.
"""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import pandas as pd

ROOT = Path(__file__).parents[3]
EVENT = ROOT / "data" / "raw" / "2025-03-harrowby-library"
SETTINGS = (
    '[model]\nkind = "local"\nmodel = "{name}"\naddress = "http://127.0.0.1:{port}/v1"\neffort = "{effort}"\n'
)


def main() -> None:
    """Try the model, run an event with the server and again without it, and show what came of it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("python", help="a Python that has xllamacpp, and gguf where no model is given")
    parser.add_argument("--model", type=Path)
    parser.add_argument("--event", type=Path, default=EVENT)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        model = given.model or place / "random.gguf"
        if not given.model:
            _call([given.python, Path(__file__).with_name("tiny_model.py"), model])
        for effort in ("careful", "quick") if given.model else ("careful",):
            workspace = place / effort
            settings = workspace / "data" / "raw" / "settings.toml"
            settings.parent.mkdir(parents=True)
            with _serve(given.python, model, place / "server.log") as port:
                settings.write_text(
                    SETTINGS.format(name=model.stem, port=port, effort=effort), encoding="utf-8"
                )
                if given.model and effort == "careful":
                    _pipeline("model", "try", "--workspace", workspace)
                first = _run(given.event, workspace)
            # Without the server, from the replies that were kept.
            again = place / f"{effort} again"
            (again / "data" / "raw").mkdir(parents=True)
            (workspace / ".cache").rename(again / ".cache")
            (again / "data" / "raw" / "settings.toml").write_bytes(settings.read_bytes())
            second = _run(given.event, again)
            changed = sorted(name for name in first | second if first.get(name) != second.get(name))
            click.echo(f"{effort}: {len(first)} files; other bytes without the server: {changed or 'none'}")
            _show(workspace)


@contextmanager
def _serve(python: str, model: Path, log: Path) -> Iterator[int]:
    """A server, for a while; gives its port, and says what memory it took."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    start = [python, Path(__file__).with_name("serve.py"), model, str(port), model.stem]
    with log.open("wb") as said:
        server = subprocess.Popen(start, stdout=said, stderr=said)
        try:
            _wait_for(port)
            yield port
        finally:
            status = Path(f"/proc/{server.pid}/status")
            if status.is_file():  # Linux says it
                (peak,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
                click.echo(f"memory of the server, at most: {int(peak.split()[1]) / 1e6:.2f} GB")
            server.terminate()
            server.wait()


def _run(source: Path, workspace: Path) -> dict[str, bytes]:
    started = time.perf_counter()
    _pipeline("run", source, "--workspace", workspace)
    click.echo(f"{time.perf_counter() - started:.0f} s")
    kept = [path for name in ("data", "reports") for path in (workspace / name).rglob("*") if path.is_file()]
    return {path.relative_to(workspace).as_posix(): path.read_bytes() for path in sorted(kept)}


def _show(workspace: Path) -> None:
    """What became of each request, and whether every note is there."""
    (tables,) = (workspace / "data" / "processed").iterdir()
    replies, notes, coded, themes = (
        pd.read_csv(tables / f"{name}.csv", keep_default_na=False)
        for name in ("model_replies", "notes", "coded_notes", "themes")
    )
    click.echo(replies[["purpose", "attempt", "form", "outcome", "reason"]].to_string(index=False))
    click.echo(f"{len(notes)} notes, {len(coded)} coded, {themes['notes'].sum()} in themes")


def _pipeline(*arguments: str | Path) -> None:
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    _call([sys.executable, "-m", "pipeline", *arguments], os.environ | {"PYTHONPATH": path})


def _call(command: list[str | Path], environment: dict[str, str] | None = None) -> None:
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


def _wait_for(port: int) -> None:
    for _ in range(1200):
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("the server did not start")


if __name__ == "__main__":
    main()
