"""Prints the table: median actions per note on the way from the draft to people's own themes."""

from __future__ import annotations

import argparse
import statistics
import sys
from pathlib import Path

from threadpoolctl import threadpool_limits

from pipeline.settings import load_settings
from tests.benchmarks.board.simulate import count_board, count_workbook, list_right, share
from tests.benchmarks.learning.simulate import sort_groups
from tests.benchmarks.themes.ours import embed_plain
from tests.benchmarks.themes.sets import gather_groups

GOLD = "mansfield, table 3, theme_1"
GROUPS = 30
WAYS = {
    "workbook": count_workbook,
    "board, single cards": lambda found: count_board(found, together=False, proposals=False),
    "board, several at once, each choice counted": lambda found: count_board(
        found, together=True, proposals=False
    ),
    "each choice counted, with proposals": lambda found: count_board(found, together=True, proposals=True),
    "board, several at once, a move counted once": lambda found: count_board(
        found, together=True, proposals=False, clicks=False
    ),
    "a move counted once, with proposals": lambda found: count_board(
        found, together=True, proposals=True, clicks=False
    ),
}


def main() -> None:
    """Simulate and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parents[4] / "shared")
    shared = parser.parse_args().shared
    groups = gather_groups(shared, ("mansfield", "theme_groups"))
    gold = [group for group in groups if f"{group.set}, {group.group}" == GOLD]
    others = [group for group in groups if group.set == "theme_groups"]
    chosen = gold + others[:: max(len(others) // GROUPS, 1)][:GROUPS]
    with threadpool_limits(limits=1):
        sets = list(sort_groups(chosen, embed_plain(load_settings().embedding)))
    sys.stdout.write("| way | gold, coding 1 | median of the groups | beside the workbook |" + "\n")
    sys.stdout.write("|---|---:|---:|---:|" + "\n")
    usual = 0.0
    for way, count in WAYS.items():
        shares = [share(count(found), found) for found in sets]
        middle = statistics.median(shares[1:])
        usual = usual or middle
        sys.stdout.write(f"| {way} | {shares[0]:.2f} | {middle:.2f} | {middle / usual - 1:+.0%} |" + "\n")
    right = [one for found in sets[1:] for one in list_right(found)]
    sys.stdout.write(
        f"\nOf {len(right)} notes proposed after three examples {statistics.mean(right):.0%} belong.\n"
    )


if __name__ == "__main__":
    main()
