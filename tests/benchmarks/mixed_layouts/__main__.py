"""Prints how write-ups in mixed layouts are read: python -m tests.benchmarks.mixed_layouts.

Use: python -m tests.benchmarks.mixed_layouts [--seeds 500] [--from 0]
"""

from __future__ import annotations

import argparse

from tests.benchmarks.mixed_layouts.measure import Total, measure_seed, sum_up, sum_up_by_choice


def main() -> None:
    """Print the total and a row for each choice."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.mixed_layouts")
    parser.add_argument("--seeds", type=int, default=500, help="how many write-ups")
    parser.add_argument("--from", type=int, default=0, dest="first", help="the first seed")
    options = parser.parse_args()
    if options.seeds < 1:
        parser.error("--seeds: at least 1")
    results = [measure_seed(seed) for seed in range(options.first, options.first + options.seeds)]
    total = sum_up(results)
    say(f"{'':40s} count     f1  question  whole  nothing")
    say_row("all", total)
    for (kind, choice), part in sum_up_by_choice(results).items():
        say_row(f"{kind}: {choice.strip()}", part)
    say(f"seeds of which nothing was found: {', '.join(map(str, total.nothing)) or 'none'}")


def say_row(name: str, total: Total) -> None:
    """Print a row of the table."""
    shares = f"{total.f1:6.3f} {total.question:9.3f} {total.whole:6.2f}"
    say(f"{name:40s} {total.count:5d} {shares} {len(total.nothing):8d}")


def say(line: str) -> None:
    """Print a line."""
    print(line)  # noqa: T201


if __name__ == "__main__":
    main()
