"""Every report says what it was made from; how long that took is told elsewhere."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from pathlib import Path

import pypdf
import pytest

from pipeline.flow.freshness import SAME
from pipeline.flow.job import Step
from pipeline.flow.runner import run_events
from pipeline.flow.stages import EVENT_FLOW
from pipeline.keeping.archive import stamp_files
from pipeline.keeping.store import Workspace
from tests.conftest import ROOT

RUNS = ("2025-03-harrowby-library", "wexmoor-listening-2025")


def read_words(path: Path) -> str:
    """All that a file holds, unpacked."""
    if path.suffix in (".docx", ".xlsx"):
        with zipfile.ZipFile(path) as package:
            return "".join(
                package.read(name).decode("utf-8", errors="replace") for name in package.namelist()
            )
    if path.suffix == ".pdf":
        return "".join(page.extract_text() for page in pypdf.PdfReader(path).pages).replace("\n", "")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", RUNS)
def test_every_report_carries_the_fingerprint_of_its_run(samples: Path, name: str) -> None:
    record = json.loads((samples / "data" / "processed" / name / "run.json").read_text(encoding="utf-8"))
    reports = [path for path in (samples / "reports" / name).iterdir() if path.suffix not in ("", ".txt")]
    assert len(reports) >= 6
    assert [path.name for path in reports if record["fingerprint"] not in read_words(path)] == []


def test_a_stamp_changes_nothing_else(samples: Path) -> None:
    for suffix in ("docx", "xlsx"):
        path = next((samples / "reports" / RUNS[0]).glob(f"*.{suffix}"))
        content = path.read_bytes()
        stamped = stamp_files({path.name: content}, "0123456789abcdef")[path.name]
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(io.BytesIO(stamped)) as new:
            differing = [name for name in old.namelist() if old.read(name) != new.read(name)]
            assert [entry.filename for entry in old.infolist()] == [
                entry.filename for entry in new.infolist()
            ]
            assert {entry.date_time for entry in new.infolist()} == {
                entry.date_time for entry in old.infolist()
            }
        assert differing == ["docProps/core.xml"]
        assert stamp_files({path.name: stamped}, "0123456789abcdef")[path.name] == stamped


def test_why_a_stage_was_done_or_fresh_is_said(samples: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(samples, tmp_path / "w"))
    settings = tmp_path / "settings.toml"
    settings.write_text('[report]\ncontact = "Tell us."\n', encoding="utf-8")
    said: dict[str, str] = {}

    def note(step: Step) -> None:
        if step.name == RUNS[0] and step.seconds is not None:
            said[step.stage] = step.why

    run_events([ROOT / "data" / "raw" / RUNS[0]], Workspace(root), settings, note)
    changed = "changed: settings [report]"
    assert said == dict.fromkeys([stage.name for stage in EVENT_FLOW], SAME) | {
        "review": changed,
        "report": changed,
    }
    told = json.loads((root / ".cache" / "runs" / f"{RUNS[0]}.json").read_text(encoding="utf-8"))
    assert told["why"] == said
    assert [stage for stage, fresh in told["fresh"].items() if not fresh] == ["review", "report"]


def test_how_long_it_took_is_told_outside_what_is_the_same_every_time(samples: Path) -> None:
    for name in RUNS:
        told = json.loads((samples / ".cache" / "runs" / f"{name}.json").read_text(encoding="utf-8"))
        assert told["seconds"]
        assert all(seconds >= 0 for seconds in told["seconds"].values())
        assert "seconds" not in (samples / "data" / "processed" / name / "run.json").read_text(
            encoding="utf-8"
        )
