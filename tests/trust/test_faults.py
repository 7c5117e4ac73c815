"""A run that is killed or refused by the disk at any point: nothing is lost, the next run comes right."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

from pipeline.errors import SourceError, WriteError
from pipeline.ingest import gather_event
from pipeline.keeping.store import EventStore, Workspace
from pipeline.keeping.writing import explain_refusals, write_bytes
from tests.conftest import ROOT, list_files
from tests.trust.faults import KILLED, REFUSED, Faults, Mode, Point, run_in_child
from tests.work import HANGS

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the harness forks, and this system cannot")

# What needs no room, and what nobody is refused once the file is open.
NEVER_REFUSED: dict[Mode, tuple[str, ...]] = {
    "disk full": ("unlink", "remove", "rmdir", "chmod"),
    "permission denied": ("write", "fsync", "ftruncate"),
}


def write_all(root: Path, version: int) -> int:
    """What a run does with the store: vectors, reports, a figure that only one version has, the record."""
    workspace = Workspace(root)
    try:
        with workspace.occupied():
            store = EventStore(workspace, "tea")
            known = store.read_record().get("outputs", {})
            store.write_vectors(np.full((3, 2), version, dtype=np.float32))
            store.write_reports(
                {
                    "review.xlsx": f"workbook {version}".encode() * 500,
                    "report.md": f"report {version}".encode(),
                    f"figures/{version}.png": b"figure",
                }
            )
            store.remove(sorted(set(known) - set(store.written)))
            store.write_record({"inputs": {"version": str(version)}, "outputs": dict(store.written)})
    except WriteError:
        return 1
    return int(bool(store.unwritten))


def find_points(root: Path) -> list[Point]:
    write_all(root, 1)
    ended, points = run_in_child(lambda: write_all(root, 2), Faults(root))
    assert ended.code == 0, ended.said
    return points


def test_every_point_of_the_store_can_be_killed_or_refused(tmp_path: Path) -> None:
    assert write_all(tmp_path / "old", 1) == write_all(tmp_path / "new", 1) == 0
    assert write_all(tmp_path / "new", 2) == 0
    old, new = list_files(tmp_path / "old"), list_files(tmp_path / "new")
    seen_before, seen_after = (
        {name: content for name, content in each.items() if _counts(name)} for each in (old, new)
    )
    points = find_points(tmp_path / "counted")
    moves = max(at for at, point in enumerate(points) if point.call == "replace" and ".switch" in point.path)
    assert {"open", "write", "fsync", "replace", "unlink", "mkdir"} <= {point.call for point in points}
    tried = mixed = 0
    for mode in (*KILLED, *REFUSED):
        for at, point in enumerate(points):
            last = at == len(points) - 1
            if point.call in ("mkdir", "rmdir", "fsync") and at and points[at - 1].call == point.call:
                continue  # nothing that counts has changed since the point before
            if (mode == "killed half-way" and point.call != "write") or (mode == "killed after" and not last):
                continue
            if point.call in NEVER_REFUSED.get(mode, ()):
                continue
            root = tmp_path / f"{mode}-{at}"
            write_all(root, 1)
            _disturb(root, at, mode)
            found = {name: content for name, content in list_files(root).items() if _counts(name)}
            # A reader sees all of one run; only among the moves may it be otherwise, and then the list lies
            # there by which the next command goes on, or a file is named that another program holds.
            if found not in (seen_before, seen_after):
                mixed += 1
                assert all(
                    content in (old.get(name), new.get(name))
                    for name, content in found.items()
                    if not name.endswith("run.json")
                ), (mode, point)
                listed = (root / ".cache" / "runs" / "tea.switch").is_file()
                assert listed or (mode in REFUSED and point.call in ("replace", "unlink"))
                assert point.call != "chmod", point
                assert mode in REFUSED or moves <= at, (mode, point)
            ended, _ = run_in_child(lambda root=root: write_all(root, 2))  # type: ignore[misc]
            assert ended.code == 0, (mode, point, ended.said)
            assert list_files(root) == new, (mode, point)
            tried += 1
    assert tried > 100
    assert 0 < mixed < tried / 4


def _counts(name: str) -> bool:
    return not name.startswith(".cache/") and not name.endswith(".part")


def _disturb(root: Path, at: int, mode: Mode) -> None:
    ended, _ = run_in_child(lambda: write_all(root, 2), Faults(root, at, mode))
    if mode in KILLED:
        assert ended.killed, ended.said
    else:
        assert ended.code in (0, 1), ended.said
        assert "Traceback" not in ended.said


def test_a_killed_run_and_a_way_back_leave_no_file_of_the_other_version(tmp_path: Path) -> None:
    points = find_points(tmp_path / "counted")
    last = max(at for at, point in enumerate(points) if point.call == "replace")
    write_all(tmp_path / "w", 1)
    as_it_was = list_files(tmp_path / "w")
    _disturb(tmp_path / "w", last, "killed before")
    assert (tmp_path / "w" / "reports" / "tea" / "figures" / "2.png").is_file()
    assert write_all(tmp_path / "w", 1) == 0
    assert list_files(tmp_path / "w") == as_it_was


def test_a_report_that_another_program_holds_keeps_no_other_from_being_written(tmp_path: Path) -> None:
    points = find_points(tmp_path / "counted")
    held = points.index(Point("replace", ".cache/held/tea/reports/tea/report.md"))
    write_all(tmp_path / "w", 1)
    ended, _ = run_in_child(
        lambda: write_all(tmp_path / "w", 2), Faults(tmp_path / "w", held, "permission denied")
    )
    assert ended.code == 1
    reports = tmp_path / "w" / "reports" / "tea"
    assert (reports / "report.md").read_text() == "report 1"
    assert (reports / "review.xlsx").read_bytes().startswith(b"workbook 2")  # it comes after the other
    assert write_all(tmp_path / "w", 2) == 0
    assert (reports / "report.md").read_text() == "report 2"


def test_a_document_that_cannot_be_opened_leaves_the_event_as_it_was() -> None:
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        for name in ("notes.md", "later.md"):
            (Path(place) / name).write_text("- A ramp")
        (Path(place) / "later.md").chmod(0)

        def gather() -> int:
            if os.geteuid() == 0:
                os.setuid(65_534)  # nobody: who may do everything may read everything
            with pytest.raises(SourceError, match=r"cannot be opened .*, so the event was left as it was"):
                gather_event(Path(place))
            return 0

        ended, _ = run_in_child(gather)
    assert ended.code == 0, ended.said


def test_a_run_of_an_event_killed_here_and_there(tmp_path: Path) -> None:
    # In a process of its own: children of one in which a PDF was made would miss its threads.
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.faults", "--quick", "--each", "190",
         "--mode", "killed before", "--folder", str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "OMP_NUM_THREADS": "1", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=HANGS,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"killed before: ([2-9]) points tried, \1 survived", done.stdout), done.stdout
    assert "1 files tried, 1 made right" in done.stdout


def test_a_full_disk(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("this user may not mount a small disk")
    try:
        write_bytes(disk / "report.docx", b"old" * 1000)
        with pytest.raises(WriteError, match=r"no room left on the disk.*Make room"):
            write_bytes(disk / "report.docx", b"new" * 40_000)
        assert list_files(disk) == {"report.docx": b"old" * 1000}
        with suppress(OSError):
            (disk / "filler").write_bytes(b"x" * 100_000)
        with pytest.raises(WriteError, match="no room left on the disk"), explain_refusals(disk):
            raise RuntimeError("what a library makes of it")
    finally:
        subprocess.run(["umount", str(disk)], check=True)
