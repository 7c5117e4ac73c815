"""How much work something is, whatever else the machine is doing: no test asks the clock on the wall."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

HANGS = 900  # seconds after which a program that a test started is taken to hang, on the busiest machine


@contextmanager
def limit_work(seconds: float) -> Iterator[None]:
    """Hold what is done inside to a number of seconds of the processor, in all threads of this process."""
    started = time.process_time()
    yield
    assert time.process_time() - started < seconds
