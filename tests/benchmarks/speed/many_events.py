"""Many events in one run, with all their reports: seconds, work and memory, and how they grow.

Use: python -m tests.benchmarks.speed.many_events FOLDER EVENTS [EVENTS ...] [--each NOTES]
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from tests.benchmarks.speed.made_notes import write_events
from tests.benchmarks.speed.scale import fit_exponent
from tests.benchmarks.speed.timed import run_timed


def main() -> None:
    """Run each number of events in a workspace of its own, and print what it took."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.speed.many_events")
    parser.add_argument("folder", type=Path)
    parser.add_argument("events", type=int, nargs="+")
    parser.add_argument("--each", type=int, default=20, help="notes of each event")
    given = parser.parse_args()
    work: dict[int, float] = {}
    for events in given.events:
        workspace = given.folder.resolve() / str(events)
        shutil.rmtree(workspace, ignore_errors=True)
        write_events(workspace / "data" / "raw", events, events * given.each)
        command = [sys.executable, "-m", "pipeline", "run", "--workspace", workspace, "--quiet"]
        took = run_timed(command, given.folder.resolve() / "compiled")
        work[events] = took.work
        print(  # noqa: T201
            f"{events:,} events of {given.each:,} notes: {took.seconds:.0f} s, {took.work:.0f} s of work,"
            f" {took.memory:,.0f} MB"
        )
    if (slope := fit_exponent(work)) is not None:
        print(f"work grows with the number of events to the power {slope:.2f}")  # noqa: T201


if __name__ == "__main__":
    main()
