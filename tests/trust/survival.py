"""Disturbs a run at one point and says whether all was whole after it, and came right with the next run."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.keeping.withheld import WITHHELD_FILE
from tests.conftest import list_files
from tests.trust.event import EVENT, SERIES, change, copy_workspace, decide, run_pipeline
from tests.trust.faults import KILLED, REFUSED, Ended, Faults, Mode, Point, run_in_child

Files = dict[str, bytes]
_RESULTS = ("data/processed", "reports")


@dataclass
class Scenario:
    """A workspace before and after a run, and the points of that run.

    Attributes:
        folder: Where all is done.
        before: The results before the run.
        after: The results of the run when nothing disturbs it.
        raw: What people gave us.
        points: Every point of the run.
        recovered: States of the results that are known to come right, by their hash.
    """

    folder: Path
    before: Files
    after: Files
    raw: Files
    points: list[Point]
    recovered: set[str] = field(default_factory=set)

    @property
    def start(self) -> Path:
        """The workspace as it is before the run."""
        return self.folder / "start"


def prepare(folder: Path, quick: bool = False) -> Scenario:
    """Run the event with one decision, change it, and run it undisturbed.

    Args:
        folder: Holds a workspace "start" in which the event was run and nobody has decided anything.
        quick: Whether only that first decision is new, so that few stages are run.
    """
    start = folder / "start"
    decide(start, "first.xlsx", "Getting there", "2031-02-20")
    if not quick:
        _run_well(start)
        change(start)
    workspace = copy_workspace(start, folder / "undisturbed")
    ended, points = run_in_child(lambda: run_pipeline(workspace), Faults(workspace))
    assert ended.code == 0, ended.said
    before, after = read_results(start), read_results(workspace)
    assert before != after
    return Scenario(folder, before, after, _list_raw(start), points)


def try_point(scenario: Scenario, at: int, mode: Mode, every: bool = False) -> list[str]:
    """Disturb the run at one point, then run again; gives what went wrong, or nothing.

    Args:
        scenario: What is run.
        at: The point.
        mode: What happens there.
        every: Whether to run again also from a state that is known to come right.
    """
    workspace = copy_workspace(scenario.start, scenario.folder / "disturbed")
    ended, _ = run_in_child(lambda: run_pipeline(workspace), Faults(workspace, at, mode))
    wrong = _judge_end(ended, mode) + _judge_results(scenario, workspace, mode in REFUSED)
    state = _hash_state(workspace)
    if state in scenario.recovered and not every:
        return wrong
    again, _ = run_in_child(lambda: run_pipeline(workspace))
    if again.code != 0:
        wrong.append(f"the next run ended with {again.code}: {again.said[-2000:]}")
    wrong += _judge_recovery(scenario, workspace)
    if not wrong:
        scenario.recovered.add(state)
    return wrong


def try_damage(scenario: Scenario, name: str) -> list[str]:
    """Damage a file of a finished run, then run; gives what went wrong, or nothing."""
    workspace = copy_workspace(scenario.folder / "undisturbed", scenario.folder / "disturbed")
    path = workspace / name
    content = path.read_bytes()
    middle = len(content) // 2
    path.write_bytes(content[:middle] + bytes(255 - byte for byte in content[middle : middle + 64]))
    ended, _ = run_in_child(lambda: run_pipeline(workspace))
    wrong = [] if ended.code == 0 else [f"the run ended with {ended.code}: {ended.said[-2000:]}"]
    # Only the cache may be damaged without a word: as long as nothing is read from it, nobody knows.
    if "anew" not in ended.said and not name.startswith(".cache/"):
        wrong.append("nobody is told of the damage")
    kept = workspace / "data" / "kept"
    if name.startswith("reports/"):  # it may have been changed by a person: a copy is kept
        if not [path for path in kept.rglob("*") if path.is_file()]:
            wrong.append("no copy of a report that was changed is kept")
        shutil.rmtree(kept, ignore_errors=True)
    return wrong + _judge_recovery(scenario, workspace)


def try_small_disk(scenario: Scenario, disk: Path, kilobytes: int) -> tuple[bool, list[str]]:
    """Run where there is little room, then with more; gives whether it was too little, and what went wrong.

    Args:
        scenario: What is run.
        disk: An empty folder to mount a small disk at; asks for the rights to do so.
        kilobytes: Room beyond what the workspace takes before the run.
    """
    _mount(disk, "-t", "tmpfs", "-o", "size=200m", "tmpfs")
    try:
        workspace = copy_workspace(scenario.start, disk / "w")
        room = os.statvfs(disk)
        used = (room.f_blocks - room.f_bfree) * room.f_frsize // 1024
        _mount(disk, "-o", f"remount,size={used + kilobytes}k")
        ended, _ = run_in_child(lambda: run_pipeline(workspace))
        wrong = _judge_end(ended, "disk full") + _judge_results(scenario, workspace)
        full = ended.code == 1
        if full and "no room" not in ended.said:
            wrong.append(f"it does not say that there is no room: {ended.said[-2000:]}")
        _mount(disk, "-o", "remount,size=200m")
        again, _ = run_in_child(lambda: run_pipeline(workspace))
        if again.code != 0:
            wrong.append(f"the next run ended with {again.code}: {again.said[-2000:]}")
        return full, wrong + _judge_recovery(scenario, workspace)
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def can_mount(disk: Path) -> bool:
    """Whether this user may mount a small disk there."""
    try:
        _mount(disk, "-t", "tmpfs", "-o", "size=64k", "tmpfs")
    except (OSError, subprocess.CalledProcessError):
        return False
    subprocess.run(["umount", str(disk)], check=True)
    return True


def _mount(disk: Path, *arguments: str) -> None:
    subprocess.run(["mount", *arguments, str(disk)], check=True, capture_output=True)


def take_states(scenario: Scenario) -> tuple[list[Point], list[tuple[int, Path]]]:
    """What a run leaves that is killed before a point: a copy of the workspace for every different state.

    A process that is killed leaves what lies on the disk at that moment, so one run shows it for all points.

    Returns:
        The points of that run; and of each state the number of its first point, and the copy.
    """
    workspace = copy_workspace(scenario.start, scenario.folder / "watched")
    states: dict[str, int] = {}

    def keep(number: int, point: Point) -> None:
        state = _hash_state(workspace)
        if state not in states:
            states[state] = number
            shutil.copytree(workspace, scenario.folder / "states" / str(number))

    ended, points = run_in_child(lambda: run_pipeline(workspace), Faults(workspace, watch=keep))
    assert ended.code == 0, ended.said
    folders = sorted((scenario.folder / "states").iterdir(), key=lambda path: int(path.name))
    return points, [(int(path.name), path) for path in folders]


def try_state(scenario: Scenario, state: Path) -> list[str]:
    """Run from what a killed run has left; gives what went wrong, or nothing."""
    workspace = copy_workspace(state, scenario.folder / "disturbed")
    wrong = _judge_results(scenario, workspace)
    ended, _ = run_in_child(lambda: run_pipeline(workspace))
    if ended.code != 0:
        wrong.append(f"the next run ended with {ended.code}: {ended.said[-2000:]}")
    wrong += _judge_recovery(scenario, workspace)
    if not wrong:
        scenario.recovered.add(_hash_state(state))
    return wrong


def read_results(workspace: Path) -> Files:
    """All tables and reports, and what is remembered beside the notes."""
    results = {
        f"{part}/{name}": content
        for part in _RESULTS
        for name, content in list_files(workspace / part).items()
    }
    remembered = _list_raw(workspace, remembered=True)
    return results | {f"data/raw/{name}": content for name, content in remembered.items()}


def _list_raw(workspace: Path, remembered: bool = False) -> Files:
    """What people gave us; or else what the program remembers beside it."""
    files = list_files(workspace / "data" / "raw")
    return {name: content for name, content in files.items() if (WITHHELD_FILE in name) is remembered}


def _run_well(workspace: Path) -> None:
    ended, _ = run_in_child(lambda: run_pipeline(workspace))
    assert ended.code == 0, ended.said


def _judge_end(ended: Ended, mode: Mode) -> list[str]:
    if mode in KILLED:
        return [] if ended.killed else [f"it was not killed, but ended with {ended.code}"]
    wrong = []
    if ended.crashed or "Traceback" in ended.said:
        wrong.append(f"no answer to the user: {ended.said[-2000:]}")
    elif ended.code not in (0, 1):
        wrong.append(f"it ended with {ended.code}")
    return wrong


def _judge_results(scenario: Scenario, workspace: Path, refused: bool = False) -> list[str]:
    """Every file is as it was or as it will be, and a reader of an event sees those of one run.

    It may be otherwise only while files are moved, where the list of them lies for the next command, and
    where a file was refused: which one is said then.
    """
    found = {name: content for name, content in read_results(workspace).items() if not name.endswith(".part")}
    wrong = []
    for name in sorted(scenario.before.keys() | scenario.after.keys() | found.keys()):
        allowed = (scenario.before.get(name), scenario.after.get(name))
        if found.get(name) not in allowed and not (name.endswith("/run.json") and _is_json(found.get(name))):
            wrong.append(f"{name} is neither as before nor as after")
    for owner in (EVENT, SERIES):
        seen = [_list_own(files, owner) for files in (found, scenario.before, scenario.after)]
        begun = (workspace / ".cache" / "runs" / f"{owner}.switch").is_file()
        if seen[0] not in seen[1:] and not begun and not refused:
            wrong.append(f"a reader of {owner} sees files of two runs")
    if _list_raw(workspace) != scenario.raw:
        wrong.append("what people gave us was changed")
    return wrong


def _list_own(files: Files, owner: str) -> Files:
    places = tuple(f"{part}/{owner}/" for part in _RESULTS)
    return {name: content for name, content in files.items() if name.startswith(places)}


def _judge_recovery(scenario: Scenario, workspace: Path) -> list[str]:
    found = read_results(workspace)
    names = sorted(scenario.after.keys() | found.keys())
    wrong = [
        f"{name} is other than undisturbed" for name in names if found.get(name) != scenario.after.get(name)
    ]
    left = [path for path in workspace.rglob("*") if path.suffix in (".part", ".switch")]
    left += [path for path in (workspace / "data" / "kept").rglob("*") if path.is_file()]
    left += [workspace / ".cache" / name for name in ("lock", "lock-holder", "temporary")]
    wrong += [f"{path.relative_to(workspace)} is left behind" for path in left if path.exists()]
    if _list_raw(workspace) != scenario.raw:
        wrong.append("what people gave us was changed")
    return wrong


def _is_json(content: bytes | None) -> bool:
    try:
        return isinstance(json.loads(content or b""), dict)
    except ValueError:
        return False


def _hash_state(workspace: Path) -> str:
    """What the next run finds: all files but those that it takes away before anything else."""
    digest = hashlib.sha256()
    for name, content in list_files(workspace).items():
        if not name.endswith(".part") and not name.startswith(".cache/temporary/"):
            digest.update(f"{name} {hashlib.sha256(content).hexdigest()}\n".encode())
    return digest.hexdigest()
