"""The speed table: whole processes and embedding as ratios against peers in the same run, and growth.

Use: python -m tests.benchmarks.speed [--peers PYTHON] [--runs N] [--scale SIZE ...] [--out FOLDER]
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.benchmarks.speed.embedding import THREADS, measure_embedding
from tests.benchmarks.speed.processes import measure_processes
from tests.benchmarks.speed.scale import Stages, draw_growth, fit_exponent, measure_scale
from tests.benchmarks.speed.timed import Took, say_spread

_HEAD = "| what | this pipeline | work of all processors | peer | ratio | goal |\n|---|---|---|---|---|---|"


def main() -> None:
    """Measure, print the table and keep it."""
    given = _read_arguments()
    folder = given.out
    folder.mkdir(parents=True, exist_ok=True)
    peers = given.peers if given.peers.is_file() else None
    lines = [
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, Python"
        f" {platform.python_version()}; {given.runs} runs each, in turns; median (smallest to largest)."
    ]
    if not given.only_scale:
        if peers is None:
            lines.append(f"No peers: there is no {given.peers}.")
        took = measure_processes(folder, peers, given.runs)
        lines += ["", _HEAD, *_say_processes(took)]
        if peers is not None:
            speeds, cosine = measure_embedding(folder, peers, given.runs, given.texts)
            lines += _say_embedding(speeds, cosine)
    if given.scale:
        found = measure_scale(folder / "scale", given.scale)
        lines += ["", *_say_growth(found)]
        if len(found) > 1:
            draw_growth(found, folder / "growth.svg")
    text = "\n".join(lines) + "\n"
    (folder / "table.md").write_text(text, encoding="utf-8")
    print(text)  # noqa: T201


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.speed")
    parser.add_argument("--peers", type=Path, default=Path(".cache/peers/bin/python"))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--texts", type=int, default=2000, help="embedded in each run")
    parser.add_argument("--scale", type=int, nargs="*", default=[], help="numbers of notes, as 10000 100000")
    parser.add_argument("--only-scale", action="store_true")
    parser.add_argument("--out", type=Path, default=Path(".cache/benchmark/speed"))
    return parser.parse_args()


def _say_processes(took: Mapping[str, Sequence[Took]]) -> list[str]:
    goals = {
        "--help": "a fraction of a second",
        "cold": "at most a third",
        "unchanged": "under 1 s",
        "one decision": "at most 3 s",
    }
    rows = []
    plain = took.get("plain BERTopic")
    for name, runs in took.items():
        if name == "plain BERTopic":
            continue
        peer, ratio = "", ""
        if name == "cold" and plain:
            peer = say_spread([run.seconds for run in plain])
            ratios = [one.seconds / other.seconds for one, other in zip(runs, plain, strict=True)]
            ratio = say_spread(ratios, "")
        ours = say_spread([run.seconds for run in runs])
        work = say_spread([run.work for run in runs])
        rows.append(f"| {name} | {ours} | {work} | {peer} | {ratio} | {goals.get(name, '')} |")
        if name == "cold":
            if plain:
                rows.append(f"| cold, the peer's work | | {say_spread([run.work for run in plain])} | | | |")
            memory = say_spread([run.memory for run in runs], "MB", 0)
            peer = say_spread([run.memory for run in plain], "MB", 0) if plain else ""
            rows.append(f"| cold, memory | {memory} | | {peer} | | |")
    return rows


def _say_embedding(speeds: Mapping[str, Sequence[float]], cosine: float) -> list[str]:
    rows = []
    for threads in THREADS:
        for kind, unit in (("", "texts a second"), (" a processor second", "texts")):
            ours, theirs = speeds[f"ours{kind}, {threads}"], speeds[f"theirs{kind}, {threads}"]
            ratio = statistics.median(one / other for one, other in zip(ours, theirs, strict=True))
            name = f"embedding{kind}, {threads} thread{'s' if threads > 1 else ''}"
            goal = "at least 1.25" if not kind else ""
            said, peer = say_spread(ours, unit, 0), say_spread(theirs, unit, 0)
            rows.append(f"| {name} | {said} | | {peer} | {ratio:.2f} | {goal} |")
    rows.append(f"| smallest cosine with sentence-transformers | {cosine:.6f} | | | | 0.9999 |")
    return rows


def _say_growth(found: Mapping[int, Stages]) -> list[str]:
    sizes = sorted(found)
    head = ["stage", *(f"{size:,} notes" for size in sizes), "exponent (work)"]
    rows = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    for stage in found[sizes[0]]:
        cells = [
            f"{found[size][stage]['seconds']:.1f} s ({found[size][stage]['work']:.1f} s of work),"
            f" {found[size][stage]['memory']:,.0f} MB"
            for size in sizes
        ]
        slope = fit_exponent({size: found[size][stage]["work"] for size in sizes})
        rows.append(f"| {' | '.join([stage, *cells, '–' if slope is None else f'{slope:.2f}'])} |")
    return rows


if __name__ == "__main__":
    main()
