"""Runs an event with llama.cpp's own server and a model of random weights.

    uv venv /tmp/llama && uv pip install --python /tmp/llama "llama-cpp-python[server]" gguf
    uv run python -m tests.benchmarks.language_model /tmp/llama/bin/python

The package is compiled on the way (some twenty minutes on two cores, with a C++ compiler), which is why this
is no part of the tests. What must come out: the protocol works, the rubbish is refused, the event is read
without it, and a second run without the server gives the same bytes.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click
import pandas as pd

ROOT = Path(__file__).parents[3]
EVENT = "2025-03-harrowby-library"
SETTINGS = '[model]\nkind = "local"\nmodel = "random"\naddress = "http://127.0.0.1:{port}/v1"\n'


def main(python: str, source: Path) -> None:
    """Run an event with the server and again without it, and show the ledger of replies.

    Args:
        python: A Python that has llama-cpp-python with its server, and gguf.
        source: The event.
    """
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        model = place / "random.gguf"
        subprocess.run([python, Path(__file__).with_name("tiny_model.py"), model], check=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = str(free.getsockname()[1])
        settings = place / "settings.toml"
        settings.write_text(SETTINGS.format(port=port), encoding="utf-8")
        start = [python, "-m", "llama_cpp.server", "--model", model, "--port", port, "--n_ctx", "32768"]
        with (place / "server.log").open("wb") as log:
            server = subprocess.Popen(start, stdout=log, stderr=log)
            try:
                _wait_for(int(port))
                first = _run(source, place / "first", settings)
            finally:
                server.terminate()
                server.wait()
        # Without the server, from the replies that were kept.
        (place / "second").mkdir()
        (place / "first" / ".cache").rename(place / "second" / ".cache")
        again = _run(source, place / "second", settings)
        replies = next(iter((place / "first").rglob("model_replies.csv")))
        click.echo(pd.read_csv(replies, keep_default_na=False).to_string(index=False))
        changed = sorted(name for name in first | again if first.get(name) != again.get(name))
        click.echo(f"{len(first)} files; other bytes without the server: {changed or 'none'}")


def _run(source: Path, workspace: Path, settings: Path) -> dict[str, bytes]:
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "pipeline", "run", source, "--workspace", workspace, "--settings", settings],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])},
        check=True,
    )
    click.echo(f"{time.perf_counter() - started:.0f} s")
    kept = [path for name in ("data", "reports") for path in (workspace / name).rglob("*") if path.is_file()]
    return {path.relative_to(workspace).as_posix(): path.read_bytes() for path in sorted(kept)}


def _wait_for(port: int) -> None:
    for _ in range(1200):
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("the server did not start")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "data" / "raw" / EVENT)
