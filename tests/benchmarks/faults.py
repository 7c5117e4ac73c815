"""Kills a run at every point at which it changes the disk, and has the disk refuse at every one of them.

    python -m tests.benchmarks.faults [--mode "killed before" …] [--each 20] [--quick] [--every]

After each fault every table and report must be as it was before the run or as it is after it, and nothing
that people gave us may be changed; then one more run must bring the bytes of an undisturbed run and leave
nothing behind. Prints the number of points tried and survived.

What the next run does depends on nothing but the files it finds. So it is run once from each different state;
--every has it run after every single fault. Then files of a finished run are damaged, and the run is made on
small disks, where this user may mount them.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import Counter
from pathlib import Path

import click

from tests.trust.event import EVENT, SERIES, load_all
from tests.trust.faults import KILLED, REFUSED, Mode
from tests.trust.survival import (
    Scenario,
    can_mount,
    prepare,
    take_states,
    try_damage,
    try_point,
    try_small_disk,
    try_state,
)

_TABLES = f"data/processed/{EVENT}"
_DAMAGED = (
    f"{_TABLES}/notes.parquet",
    f"{_TABLES}/run.json",
    ".cache/vectors.sqlite",
    f"{_TABLES}/vectors.npy",
    f"{_TABLES}/coded_notes.csv",
    f"{_TABLES}/event.parquet",
    f"reports/{EVENT}/report.docx",
    f"data/processed/{SERIES}/series_notes.parquet",
    f"data/processed/{SERIES}/run.json",
)
_QUICK = 1  # of these, in a quick round


def main() -> int:
    """Try the points and print what came of it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--mode", nargs="*", choices=[*KILLED, *REFUSED], default=[*KILLED, *REFUSED])
    parser.add_argument("--each", type=int, default=1, help="only each such point")
    parser.add_argument("--disks", action="store_true", help="only the small disks")
    parser.add_argument("--quick", action="store_true", help="one decision is new: few stages are run")
    parser.add_argument("--states", action="store_true", help="first run from the state at every point")
    parser.add_argument("--every", action="store_true", help="run again after every single fault")
    parser.add_argument("--folder", type=Path, default=None, help="where to work, such as /dev/shm")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=chosen.folder) as folder:
        load_all(Path(folder) / "start")
        scenario = prepare(Path(folder), chosen.quick)
        calls = Counter(point.call for point in scenario.points)
        click.echo(f"{len(scenario.points)} points: {', '.join(f'{n} {call}' for call, n in calls.items())}")
        if chosen.disks:
            return min(1, _try_small_disks(scenario))
        failed = _try_states(scenario) if chosen.states else 0
        failed += sum(_try_mode(scenario, mode, chosen.each, chosen.every) for mode in chosen.mode)
        failed += _try_damage(scenario, _DAMAGED[:_QUICK] if chosen.quick else _DAMAGED)
        if not chosen.quick:
            failed += _try_small_disks(scenario)
    return 1 if failed else 0


def _try_states(scenario: Scenario) -> int:
    points, states = take_states(scenario)
    failed = 0
    for number, (at, state) in enumerate(states, start=1):
        point = points[at]
        failed += _say(f"the state before {at} {point.call} {point.path}", try_state(scenario, state))
        if number % 10 == 0:
            click.echo(f"  {number} of {len(states)} states tried, at point {at}")
    click.echo(
        f"states: {len(points)} points of a kill leave {len(states)} states of the files;"
        f" from {len(states) - failed} the next run comes right"
    )
    return failed


def _try_mode(scenario: Scenario, mode: Mode, each: int, every: bool) -> int:
    numbers = list(range(each // 2, len(scenario.points), each))
    if mode == "killed half-way":
        numbers = [at for at in numbers if scenario.points[at].call == "write"]
    elif mode == "killed after":  # before the next point is the same moment
        numbers = [len(scenario.points) - 1]
    failed = 0
    known = len(scenario.recovered)
    for number, at in enumerate(numbers, start=1):
        point = scenario.points[at]
        if number % 25 == 0:
            click.echo(f"  {mode}: {number} of {len(numbers)} points tried")
        failed += _say(f"{mode}, {at} {point.call} {point.path}", try_point(scenario, at, mode, every))
    states = len(scenario.recovered) - known
    click.echo(
        f"{mode}: {len(numbers)} points tried, {len(numbers) - failed} survived;"
        f" {states} new states of the files, each brought right by the next run"
    )
    return failed


def _try_damage(scenario: Scenario, names: tuple[str, ...]) -> int:
    failed = sum(_say(f"damaged {name}", try_damage(scenario, name)) for name in names)
    click.echo(f"damaged: {len(names)} files tried, {len(names) - failed} made right and said")
    return failed


def _try_small_disks(scenario: Scenario) -> int:
    disk = scenario.folder / "disk"
    disk.mkdir()
    if not can_mount(disk):
        click.echo("small disks: not tried, for this user may not mount them")
        return 0
    sizes = [0, 8, 32, 64, 128, 256, 512, 1024, 4096]
    failed = too_small = 0
    for kilobytes in sizes:
        full, wrong = try_small_disk(scenario, disk, kilobytes)
        too_small += full
        failed += _say(f"disk with {kilobytes} kB left", wrong)
    click.echo(f"small disks: {len(sizes)} tried, {too_small} too small; {len(sizes) - failed} survived")
    return failed


def _say(where: str, wrong: list[str]) -> int:
    for line in wrong:
        click.echo(f"  {where}: {line}")
    return int(bool(wrong))


if __name__ == "__main__":
    os.environ["OMP_NUM_THREADS"] = "1"
    sys.exit(main())
