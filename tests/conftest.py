"""Shared by all tests: where real material lies, and events run once for the whole session."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command line has it, before NumPy is there

import hypothesis
import pandas as pd
import pytest
from filelock import FileLock

from tests.command import run_command

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
MANSFIELD = SHARED / "events" / "2024-09-20-mansfield-library.md"
SAMPLES = {
    "2025-03-harrowby-library": "notes.md",
    "2025-04-tolland-bay-hall": "notes.md",
    "2025-06-eastmere-online": "notes.txt",
}

# Rooms whose tests start no other program.
QUICK = ("agreement", "embedding", "ingest", "language", "privacy", "themes")
_FIRST = ("contract", "trust", "end_to_end", "safety", "series", "review")  # those that take longest begin
_SKIPPED: list[str] = []

hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")

Run = Callable[..., subprocess.CompletedProcess[str]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test is of the kind its folder says, so that `-m` can choose; real events may not be there."""
    order = {folder: place for place, folder in enumerate(_FIRST)} | dict.fromkeys(QUICK, len(_FIRST) + 1)
    items.sort(key=lambda item: order.get(_folder_of(item), len(_FIRST)))
    for item in items:
        folder = _folder_of(item)
        item.add_marker(folder if folder in ("contract", "end_to_end") else "unit")
        if folder in QUICK:
            item.add_marker("quick")
        module = getattr(item, "module", None)
        real = any(hasattr(module, name) for name in ("SHARED", "MANSFIELD", "WILD"))
        if real or "mansfield" in str(getattr(item, "fixturenames", ())):
            item.add_marker("shared")
            if not MANSFIELD.is_file():
                item.add_marker(pytest.mark.skip(reason="real events are not part of the project: ../shared"))


def _folder_of(item: pytest.Item) -> str:
    return Path(item.path).relative_to(ROOT / "tests").parts[0]


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Note which tests of real events were skipped although the events are there."""
    if report.skipped and "shared" in report.keywords and MANSFIELD.is_file():
        _SKIPPED.append(report.nodeid)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI such a skip is a failure."""
    if _SKIPPED and os.environ.get("CI"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        print("skipped although ../shared is there:", *_SKIPPED, sep="\n  ")  # noqa: T201


@pytest.fixture(scope="session")
def run_pipeline() -> Run:
    """Run the command line in a process of its own, as a user does."""

    def run(*arguments: str | Path, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
        return run_command([*map(str, arguments)], cwd, environment)

    return run


@pytest.fixture(scope="session")
def mansfield_source() -> Path:
    """The write-up of a real event, read from where it lies."""
    return MANSFIELD


@pytest.fixture(scope="session")
def mansfield(run_pipeline: Run, mansfield_source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in which the real event has been run; for all, so nobody changes it."""
    return run_once("mansfield", tmp_path_factory, run_pipeline, [mansfield_source])


@pytest.fixture(scope="session")
def samples(run_pipeline: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in which the three sample events have been run; for all, so nobody changes it."""
    sources = [ROOT / "data" / "raw" / name for name in SAMPLES]
    return run_once("samples", tmp_path_factory, run_pipeline, sources)


@pytest.fixture
def own_samples(samples: Path, tmp_path: Path) -> Path:
    """A copy of that workspace for a test that runs a command in it."""
    return Path(shutil.copytree(samples, tmp_path / "samples"))


def run_once(name: str, folders: pytest.TempPathFactory, run: Run, sources: list[Path]) -> Path:
    """The workspace of that name, in which these sources were run."""

    def make(workspace: Path) -> None:
        done = run("run", *sources, "--workspace", workspace)
        assert done.returncode == 0, done.stderr

    return make_once(name, folders, make)[0]


def make_once(name: str, folders: pytest.TempPathFactory, make: Callable[[Path], object]) -> tuple[Path, Any]:
    """A folder made by whichever of the session's processes asks first, and what making it gave, as JSON."""
    together = folders.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        together = together.parent
    folder, done = together / f"once-{name}", together / f"once-{name}.json"
    with FileLock(together / f"once-{name}.lock"):
        if not done.is_file():
            shutil.rmtree(folder, ignore_errors=True)  # of one that failed
            folder.mkdir()
            done.write_text(json.dumps(make(folder)), encoding="utf-8")
    return folder, json.loads(done.read_text(encoding="utf-8"))


def read_csv(workspace: Path, event_id: str, name: str) -> pd.DataFrame:
    """A table as a user opens it."""
    path = workspace / "data" / "processed" / event_id / f"{name}.csv"
    return pd.read_csv(path, keep_default_na=False, encoding="utf-8")


def list_files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
