"""One event, run once, and its review workbook as it is sent out."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.flow.outcome import EventOutcome
from pipeline.flow.runner import run_events
from pipeline.keeping.store import Workspace
from pipeline.review import Draft
from tests.conftest import ROOT, make_once
from tests.review.workbooks import EVENT, read_draft


def run_event(workspace: Path) -> EventOutcome:
    """Run the event in a workspace, as the command does."""
    outcomes = run_events((), Workspace(workspace), None, lambda step: None)
    assert len(outcomes) == 1
    return outcomes[0]


@pytest.fixture(scope="session")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in which the event has been run and nobody has decided anything."""

    def make(workspace: Path) -> None:
        shutil.copytree(ROOT / "data" / "raw" / EVENT, workspace / "data" / "raw" / EVENT)
        assert not run_event(workspace).problems

    return make_once("sent", tmp_path_factory, make)[0]


@pytest.fixture(scope="session")
def draft(sent: Path) -> Draft:
    return read_draft(sent)


@pytest.fixture(scope="session")
def blank(sent: Path) -> bytes:
    """The workbook as it is sent out."""
    return (sent / "reports" / EVENT / "review.xlsx").read_bytes()


@pytest.fixture
def workspace(sent: Path, tmp_path: Path) -> Path:
    """A copy of that workspace, to go on with."""
    shutil.copytree(sent, tmp_path / "workspace", symlinks=True)
    return tmp_path / "workspace"
