"""How much work something is, whatever else the machine is doing: no test asks the clock on the wall."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

HANGS = 900  # seconds after which a program that a test started is taken to hang, on the busiest machine


_COUNTING = 0.02  # seconds of the processor in which a laptop of today counts to a million


@contextmanager
def limit_work(seconds: float) -> Iterator[None]:
    """Hold what is done inside to a number of seconds of a usual laptop's processor, in all threads.

    How fast this machine is at that moment is seen by counting, before and after.
    """
    before = _count()
    started = time.process_time()
    yield
    worked = time.process_time() - started
    assert worked < seconds * max(1, before / _COUNTING, _count() / _COUNTING)


def _count() -> float:
    started = time.process_time()
    for _ in range(1_000_000):
        pass
    return time.process_time() - started


def hear_ctrl_c() -> None:
    """In a program that a test starts: Ctrl-C ends it, though the tests themselves run in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
