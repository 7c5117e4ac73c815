"""Breaks one promise after another in a copy of the project, and holds that a test fails each time.

`python -m tests.benchmarks.planted_faults [--only WORDS] [--list]`. A fault is a piece of a file and what is
put in its place. The tests named are run on the copy first as it is, where they must pass, and then with each
fault, where one must fail. A fault whose piece is no longer in its file is an error: write it anew.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.planted import CHAIN_HOLDS, LEAVES, Fault
from tests.benchmarks.planted_careless import CARELESS
from tests.benchmarks.planted_lasting import LASTING
from tests.benchmarks.planted_newer import NEWER
from tests.benchmarks.planted_runs import RUNS_NOTHING
from tests.benchmarks.planted_trust import TRUST

FAULTS = (*LEAVES, *RUNS_NOTHING, *CHAIN_HOLDS, *TRUST, *CARELESS, *NEWER)
ROOT = Path(__file__).parents[2]
_PARTS = ("pipeline", "tests", "data", "notebooks", "pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE")
_PARTS_LEFT = shutil.ignore_patterns("__pycache__", "processed", "*.pyc")


@dataclass(frozen=True)
class Outcome:
    """How the tests took one fault."""

    fault: Fault
    noticed: bool
    said: str
    seconds: float


class NotRunError(Exception):
    """Tests that did not start, or were not found: they neither passed nor failed."""


def main() -> int:
    """Plant the faults; 1 where one is not noticed, or a test fails without any."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.planted_faults")
    parser.add_argument("--only", default="", help="faults whose promise or file holds these words")
    parser.add_argument("--list", action="store_true", help="show the faults and run nothing")
    parser.add_argument(
        "--trust-sound", action="store_true", help="do not run the tests on the sound copy first"
    )
    asked = parser.parse_args()
    planted = (*FAULTS, *LASTING)
    chosen = [fault for fault in planted if asked.only.lower() in f"{fault.promise} {fault.file}".lower()]
    if asked.list:
        for fault in chosen:
            say(f"{fault.promise}: {fault.file}: {fault.what} ({', '.join(fault.tests)})")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        copy = copy_project(Path(folder) / "project")
        if not asked.trust_sound:
            passed, told = run_tests(copy, sorted({test for fault in chosen for test in fault.tests}))
            if not passed:
                say(f"the tests fail without any fault:\n{told}")
                return 1
        outcomes = [plant(copy, fault) for fault in chosen]
    missed = [outcome for outcome in outcomes if not outcome.noticed]
    say(f"{len(outcomes)} faults planted, {len(outcomes) - len(missed)} noticed.")
    return 1 if missed else 0


def copy_project(folder: Path) -> Path:
    """A copy of all that tests need, with the real events, where there are any, beside it."""
    folder.mkdir(parents=True)
    for name in _PARTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=_PARTS_LEFT)
        elif source.is_file():
            shutil.copy(source, folder / name)
    if (ROOT.parent / "shared").is_dir():
        (folder.parent / "shared").symlink_to(ROOT.parent / "shared")
    return folder


def plant(copy: Path, fault: Fault) -> Outcome:
    """Put one fault into the copy, run its tests, and take it out again."""
    path = copy / fault.file
    sound = path.read_text(encoding="utf-8")
    if sound.count(fault.before) < 1:
        outcome = Outcome(fault, noticed=False, said="its piece is not in the file any more", seconds=0.0)
    else:
        started = time.monotonic()
        path.write_text(sound.replace(fault.before, fault.after, 1), encoding="utf-8")
        try:
            passed, told = run_tests(copy, list(fault.tests))
        except NotRunError as error:
            passed, told = True, str(error)
        finally:
            path.write_text(sound, encoding="utf-8")
        outcome = Outcome(fault, not passed, told, time.monotonic() - started)
    mark = "noticed" if outcome.noticed else "NOT NOTICED"
    say(f"{mark:11} {outcome.seconds:5.1f} s  {fault.promise}: {fault.what}")
    if not outcome.noticed:
        say(outcome.said[-1_500:])
    return outcome


def run_tests(copy: Path, tests: list[str]) -> tuple[bool, str]:
    """Whether tests pass in the copy. Failing to start, or finding no test, is neither: that is an error."""
    done = subprocess.run(
        # In one process: several end with another code when one of them stops the others.
        [sys.executable, "-m", "pytest", "-q", "-x", "-n", "0", "-p", "no:cacheprovider", *tests],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1", "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    told = done.stdout + done.stderr
    if done.returncode not in (0, 1) or " skipped" in done.stdout.splitlines()[-1:][0:1]:
        raise NotRunError(f"the tests could not be run: {tests}\n{told[-3_000:]}")
    return done.returncode == 0, told


def say(line: str) -> None:
    """One line, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
