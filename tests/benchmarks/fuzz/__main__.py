"""Fuzzes the readers one after the other and says how many inputs each was given, and what was found.

`python -m tests.benchmarks.fuzz [--seconds 240] [--out FOLDER] [TARGET …]`, with the packages of
requirements.txt beside this file installed. What is found lies in FOLDER/<target>/found-*; a finding is
mended and kept as a test in tests/safety/test_found.py.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import time
from pathlib import Path

from tests.benchmarks.fuzz.seeds import write_seeds
from tests.benchmarks.fuzz.targets import TARGETS

LONGEST = 10  # seconds that one input may take
MOST_MEMORY = 1_000  # megabytes that a reader may take, the programs themselves included
_DONE = re.compile(r"stat::number_of_executed_units:\s+(\d+)|#(\d+)\s")


def main() -> int:
    """Run the targets; 1 where something was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.fuzz")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)}")
    parser.add_argument("--seconds", type=int, default=240, help="for each target")
    parser.add_argument("--out", type=Path, default=Path(".cache/fuzz"))
    asked = parser.parse_args()
    seeds = write_seeds()
    findings = 0
    for name in asked.targets or TARGETS:
        findings += fuzz(name, seeds[name], asked.seconds, asked.out / name)
    return 1 if findings else 0


def fuzz(name: str, seeds: list[bytes], seconds: int, folder: Path) -> int:
    """Fuzz one target for so many seconds, going on after what ends the process; how much was found."""
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds):
        (corpus / f"seed-{number}").write_bytes(seed)
    started, inputs, ended = time.monotonic(), 0, 0
    while (left := int(seconds - (time.monotonic() - started))) > 5 and ended < 20:
        options = [
            f"-max_total_time={left}",
            f"-timeout={LONGEST}",
            f"-rss_limit_mb={MOST_MEMORY}",
            f"-max_len={max(map(len, seeds)) + 20_000}",
            f"-artifact_prefix={folder}/found-",
            "-print_final_stats=1",
            str(corpus),
        ]
        done = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.fuzz.one", name, str(folder), *options],
            capture_output=True,
            text=True,
            errors="replace",
            env={**os.environ, "OMP_NUM_THREADS": "1"},
        )
        counts = [int(one or other) for one, other in _DONE.findall(done.stderr)]
        inputs += max(counts, default=0)
        if done.returncode:
            ended += 1
            (folder / f"ended-{ended}.txt").write_text(done.stderr[-6_000:], encoding="utf-8")
    found = sorted(path.name for path in folder.glob("found-*") if path.suffix != ".txt")
    took = time.monotonic() - started
    said = ", ".join(found) or "nothing"
    sys.stdout.write(f"{name:14} {inputs:10,} inputs in {took:4.0f} s; found: {said}\n")
    sys.stdout.flush()
    return len(found)


if __name__ == "__main__":
    sys.exit(main())
