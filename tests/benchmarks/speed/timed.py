"""Runs whole processes and says how long they took and how much memory they had."""

from __future__ import annotations

import os
import statistics
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Took:
    """What one process took: seconds on the clock, seconds of all processors, MB of memory at its peak."""

    seconds: float
    work: float
    memory: float


def run_timed(command: Sequence[str | Path], compiled: Path, **environment: str) -> Took:
    """Run a command to its end.

    Args:
        command: The command.
        compiled: Where Python keeps compiled modules. Both sides are given such a place and a run that does
            not count, because an install that has been used once has them.
        environment: Variables besides those that are set.

    Raises:
        RuntimeError: If it fails; with the last of what it said.
    """
    known = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    started = time.perf_counter()
    process = subprocess.Popen(
        [*map(str, command)],
        cwd=ROOT,
        env={**known, "PYTHONPYCACHEPREFIX": str(compiled), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    said: list[bytes] = []
    assert process.stdout is not None
    reading = threading.Thread(target=lambda: said.append(process.stdout.read()))  # type: ignore[union-attr]
    reading.start()
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    reading.join()
    if os.waitstatus_to_exitcode(status):
        raise RuntimeError(b"".join(said)[-2000:].decode("utf-8", errors="replace"))
    return Took(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def say_spread(values: Sequence[float], unit: str = "s", digits: int = 2) -> str:
    """Median, and in brackets the smallest and the largest."""
    low, middle, high = min(values), statistics.median(values), max(values)
    return f"{middle:.{digits}f} {unit} ({low:.{digits}f} to {high:.{digits}f})"
