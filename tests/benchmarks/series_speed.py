"""How long a series takes, how much memory, and how large its report is: 20 and 200 events, 40,000 notes.

Made at the level of the tables, in a folder that is deleted afterwards; each size in a process of its own,
so that its peak of memory is its own. Themes: 40 raised here and there, half of them codes of the codebook,
and eight at each event that nobody raised elsewhere.

Use: python -m tests.benchmarks.series_speed [EVENTS ...]
"""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pipeline.flow.runner import run_series
from pipeline.keeping.store import Workspace
from pipeline.tables import EventTables
from tests.series.planted import Planted, keep_event, make_event

NOTES = 200  # of an event
CODES = ("training", "pay-funding", "share-learning", "plain-language", "time-capacity", "go-to-people")


def main(*arguments: str) -> None:
    """Print time, memory and sizes for each number of events."""
    if arguments[:1] == ("--make",):
        for number in range(int(arguments[1])):
            keep_event(Path(arguments[2]), _make(number))
    elif arguments[:1] == ("--run",):
        _measure(Path(arguments[1]))
    else:
        for events in arguments or ("20", "200"):
            with tempfile.TemporaryDirectory() as folder:
                # Making the tables is no part of what is measured: their checks are left out.
                _call("--make", events, folder, PANDERA_VALIDATION_ENABLED="False")
                _call("--run", folder)


def _call(*arguments: str, **environment: str) -> None:
    command = [sys.executable, "-m", "tests.benchmarks.series_speed", *arguments]
    subprocess.run(command, check=True, env={**os.environ, **environment})


def _measure(root: Path) -> None:
    started, worked = time.perf_counter(), time.process_time()
    (outcome,) = run_series((), Workspace(root), None, lambda *_: None)
    seconds, work = time.perf_counter() - started, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    reports = sorted((root / "reports" / "s").iterdir())
    sizes = ", ".join(f"{path.name} {path.stat().st_size / 1e6:.2f} MB" for path in reports)
    print(  # noqa: T201
        f"{outcome.events} events, {outcome.notes:,} notes, {outcome.themes:,} themes ({outcome.shared:,} at"
        f" several events): {seconds:.1f} s ({work:.1f} s of work), peak {peak:.0f} MB; {sizes}"
    )


def _make(number: int) -> EventTables:
    chance = random.Random(number)
    pool = [(f"theme {place}", CODES[place] if place < len(CODES) else "") for place in range(40)]
    chosen = chance.sample(pool, 16)
    themes = [Planted(name, 10, 3, code=code) for name, code in chosen]
    themes += [Planted(f"only at {number}, {place}", 5, 2) for place in range(8)]
    assert sum(theme.notes for theme in themes) == NOTES
    return make_event(f"e{number:03d}", f"20{10 + number // 12:02d}-{1 + number % 12:02d}-15", themes)


if __name__ == "__main__":
    main(*sys.argv[1:])
