"""Where the time of a cold run goes: what the main thread is at, looked at every few milliseconds.

Time spent on imports counts for the outermost package from elsewhere that is imported, all other time for
the innermost function of the pipeline on the stack: what it asked of a library is its own doing. Two
checkouts can be compared with the same command, each run from its own folder.

Use: python -m tests.benchmarks.speed.sampled [--items N] COMMAND ..., in place of python -m pipeline COMMAND
"""

from __future__ import annotations

import argparse
import contextlib
import runpy
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from types import FrameType

_EVERY = 0.002  # seconds
_IMPORTING = "<frozen importlib._bootstrap>"


class _Sampler(threading.Thread):
    """Looks at the main thread until it is told to stop."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.seconds: Counter[str] = Counter()
        self._main = threading.main_thread().ident
        self._stopped = threading.Event()

    def run(self) -> None:
        last = time.perf_counter()
        while not self._stopped.wait(_EVERY):
            frame = sys._current_frames().get(self._main or 0)
            now = time.perf_counter()
            if frame is not None:
                self.seconds[_name(frame)] += now - last
            last = now

    def stop(self) -> None:
        self._stopped.set()
        self.join()


def _name(frame: FrameType) -> str:
    """What a stack is at."""
    stack = []
    while frame is not None:
        stack.append(frame)
        frame = frame.f_back  # type: ignore[assignment]
    for caller, called in zip(stack[::-1], stack[-2::-1], strict=False):  # the outermost first
        imports = called.f_code.co_filename == _IMPORTING and caller.f_code.co_filename != _IMPORTING
        if imports and (package := _imported(stack[: stack.index(called) + 1])):
            return f"import {package}"
    for one in stack:
        module = str(one.f_globals.get("__name__", ""))
        if module.startswith("pipeline") and one.f_code.co_name != "<module>":
            return f"{module}.{one.f_code.co_name}"
    return "starting Python"


def _imported(inner: list[FrameType]) -> str:
    """The package that is imported by these frames, the innermost first; empty where it is one of ours."""
    for frame in reversed(inner):
        name = frame.f_locals.get("name")
        if frame.f_code.co_filename == _IMPORTING and isinstance(name, str):
            return "" if name.startswith("pipeline") else name.partition(".")[0]
    return ""


def main() -> None:
    """Run a command of the pipeline and print what it was at longest."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.speed.sampled")
    parser.add_argument("--items", type=int, default=10)
    parser.add_argument("--code", type=Path, default=Path(), help="the folder of the checkout to run")
    given, command = parser.parse_known_args()
    sys.path.insert(0, str(given.code.resolve()))
    sys.argv = ["pipeline", *command]
    sampler = _Sampler()
    sampler.start()
    with contextlib.suppress(SystemExit):
        runpy.run_module("pipeline", run_name="__main__")
    sampler.stop()
    total = sum(sampler.seconds.values())
    print(f"{total:.2f} s", file=sys.stderr)  # noqa: T201
    for name, seconds in sampler.seconds.most_common(given.items):
        print(f"{seconds:6.2f} s  {seconds / total:4.0%}  {name}", file=sys.stderr)  # noqa: T201


if __name__ == "__main__":
    main()
