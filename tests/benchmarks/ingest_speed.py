"""How fast write-ups are read, and whether memory stays flat.

Reads copies of a real write-up (each with its own event id) one after the other, as a run does, and a
long PDF. Use: python -m tests.benchmarks.ingest_speed [COPIES]
"""

from __future__ import annotations

import resource
import sys
import time

from pipeline.ingest.event import EventFile
from pipeline.ingest.event.sources import RawEvent
from pipeline.ingest.structure.ledger import read_event
from pipeline.settings import load_settings
from tests.conftest import MANSFIELD


def main(copies: int) -> None:
    """Print notes a minute and the memory after each tenth of the copies."""
    content = MANSFIELD.read_bytes()
    settings = load_settings().ingest
    notes = 0
    started = time.perf_counter()
    for number in range(copies):
        raw = RawEvent(f"event-{number}", EventFile(), ((f"{number}.md", content),), ())
        notes += len(read_event(raw, settings).notes)
        if (number + 1) % max(1, copies // 10) == 0:
            seconds = time.perf_counter() - started
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"{number + 1:5d} write-ups, {notes * 60 / seconds:9,.0f} notes a minute, {peak:6.0f} MiB")  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
