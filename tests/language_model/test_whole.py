"""From an event to its reports with a language model switched on: on, off, gone, and known by heart."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.flow.outcome import EventOutcome
from pipeline.flow.runner import run_events
from pipeline.keeping.store import Workspace
from tests.conftest import ROOT, list_files, read_csv
from tests.language_model.conftest import NOTES, THEMES
from tests.language_model.replies import right, status
from tests.language_model.server import Handler, serve

EVENT = "hall"
WRITE_UP = "# Listening event: Test Hall\n\n## How was it?\n\n" + "".join(
    f"- {note.replace('[name]', 'Somebody')}\n" for note in NOTES
)
QUICK = '[themes]\ncodebook = ""\n'  # nothing here is about codebooks
SETTINGS = (
    QUICK + '[model]\nkind = "{kind}"\nmodel = "scripted 4B"\naddress = "{address}"\nlongest_wait = 0\n'
    'tasks = ["themes", "titles", "types"]\n'
)
TABLES = (
    "model_themes",
    "model_codings",
    "model_sentences",
    "model_types",
    "model_replies",
    "default_codings",
)


def run(workspace: Path, kind: str, address: str, refresh: bool = False) -> EventOutcome:
    raw = workspace / "data" / "raw"
    (raw / EVENT).mkdir(parents=True, exist_ok=True)
    (raw / EVENT / "notes.md").write_text(WRITE_UP, encoding="utf-8")
    (raw / "settings.toml").write_text(SETTINGS.format(kind=kind, address=address), encoding="utf-8")
    (outcome,) = run_events((), Workspace(workspace), None, lambda *_: None, refresh_model=refresh)
    assert not outcome.problems
    return outcome


def list_results(workspace: Path) -> dict[str, bytes]:
    """All that is made of data/raw."""
    return {
        name: content
        for name, content in list_files(workspace).items()
        if name.startswith(("data/processed", "reports"))
    }


@pytest.fixture(scope="module")
def on(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A workspace read with the model, and the address of the server, which is gone by now."""
    workspace = tmp_path_factory.mktemp("on")
    with serve(right()) as server:
        outcome = run(workspace, "local", server.address)
        assert not outcome.notices
    return workspace, server.address


@pytest.fixture(scope="module")
def off(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same without the model."""
    workspace = tmp_path_factory.mktemp("off")
    run(workspace, "none", "http://127.0.0.1:1/v1")
    return workspace


def test_the_draft_is_the_models_and_every_note_is_there(on: tuple[Path, str]) -> None:
    themes, coded = read_csv(on[0], EVENT, "themes"), read_csv(on[0], EVENT, "coded_notes")
    assert set(themes["title"]) == {theme["title"] for theme in THEMES}
    assert set(themes["summary"]) == {"In the language model’s words: People say what they found there."}
    assert set(themes["basis"]) == set(coded["basis"]) == {"model"}
    assert coded["theme"].tolist() == [THEMES[place]["title"] for place in [0] * 5 + [1] * 4 + [2] * 3]
    assert themes["notes"].sum() == len(NOTES) == len(coded)
    assert set(coded["note_type"]) == {"question"}
    replies = read_csv(on[0], EVENT, "model_replies")
    steps = ["propose", "place", "again", *["look"] * 3, *["tell"] * 3, "type"]
    assert replies["purpose"].tolist() == steps
    assert set(replies["outcome"]) == {"accepted"}


def test_the_report_names_the_model_and_where_it_ran(on: tuple[Path, str], off: Path) -> None:
    for workspace, there in ((on[0], True), (off, False)):
        report = (workspace / "reports" / EVENT / "report.md").read_text(encoding="utf-8")
        assert ("A language model gave this title" in report) is there
        assert (
            "A language model read the notes as well; the appendix says which and where" in report
        ) is there
        appendix = (workspace / "reports" / EVENT / "appendix.html").read_text(encoding="utf-8")
        assert ("“scripted 4B”, read the notes as well. It ran on this computer" in appendix) is there
        assert appendix.count("Nothing was sent over the internet") == 1


def test_the_review_workbook_shows_which_drafts_are_the_models(on: tuple[Path, str], off: Path) -> None:
    for workspace, there in ((on[0], True), (off, False)):
        content = (workspace / "reports" / EVENT / "review.xlsx").read_bytes()
        sheets = openpyxl.load_workbook(io.BytesIO(content))
        cells = {cell.value for sheet in sheets for row in sheet.iter_rows() for cell in row}
        assert ("○ draft, from the language model" in cells) is there
        assert ("○ draft" in cells) is not there


def test_the_draft_without_the_model_stands_beside_it(on: tuple[Path, str], off: Path) -> None:
    beside = read_csv(on[0], EVENT, "default_codings")
    assert beside.equals(read_csv(off, EVENT, "draft_codings"))


def test_all_can_be_built_again_without_the_model(on: tuple[Path, str], tmp_path: Path) -> None:
    shutil.copytree(on[0] / ".cache", tmp_path / ".cache")
    run(tmp_path, "local", on[1])
    assert list_results(tmp_path) == list_results(on[0])


def test_what_is_fresh_is_asked_anew_when_somebody_says_so(on: tuple[Path, str], tmp_path: Path) -> None:
    workspace = tmp_path / "again"
    shutil.copytree(on[0], workspace)
    outcome = run(workspace, "local", on[1], refresh=True)
    assert "no server answers there" in outcome.notices[0]


def test_a_model_that_is_switched_off_leaves_nothing_behind(
    on: tuple[Path, str], off: Path, tmp_path: Path
) -> None:
    workspace = tmp_path / "both"
    shutil.copytree(on[0], workspace)
    assert set(TABLES) <= {path.stem for path in (workspace / "data" / "processed" / EVENT).iterdir()}
    run(workspace, "none", "http://127.0.0.1:1/v1")
    assert list_results(workspace) == list_results(off)


def test_a_server_that_is_gone_costs_one_sentence(on: tuple[Path, str], off: Path, tmp_path: Path) -> None:
    outcome = run(tmp_path, "local", on[1])
    assert len(outcome.notices) == 1
    assert "no server answers there" in outcome.notices[0]
    assert "Run again when it answers" in outcome.notices[0]
    assert outcome.themed == outcome.notes == len(NOTES)
    for name in ("draft_codings", "draft_themes", "codings", "themes", "coded_notes"):
        assert read_csv(tmp_path, EVENT, name).equals(read_csv(off, EVENT, name))
    reports = {path.name for path in (tmp_path / "reports" / EVENT).iterdir()}
    assert reports == {path.name for path in (off / "reports" / EVENT).iterdir()}


def test_a_server_that_was_still_loading_is_asked_at_the_next_run(tmp_path: Path) -> None:
    ready: list[bool] = []

    def script(asked: dict[str, Any], handler: Handler) -> str | None:
        return (right() if ready else status(503))(asked, handler)

    with serve(script) as server:
        (tmp_path / "data" / "raw").mkdir(parents=True)
        outcome = run(tmp_path, "local", server.address)
        assert "still loading the model" in outcome.notices[0]
        asked = len(server.asked)
        ready.append(True)
        assert run(tmp_path, "local", server.address).notices == ()
        whole = len(server.asked)
        assert run(tmp_path, "local", server.address).notices == ()
    assert set(read_csv(tmp_path, EVENT, "themes")["basis"]) == {"model"}
    assert asked < whole == len(server.asked)  # and then no more


def test_who_only_matches_themes_is_shown_no_event(off: Path, tmp_path: Path) -> None:
    """The task is for a series: an event's report does not say that a model read its notes."""
    raw = tmp_path / "data" / "raw"
    (raw / EVENT).mkdir(parents=True)
    (raw / EVENT / "notes.md").write_text(WRITE_UP, encoding="utf-8")
    chosen = '[model]\nkind = "local"\nmodel = "m"\naddress = "http://127.0.0.1:1/v1"\ntasks = ["matches"]\n'
    (raw / "settings.toml").write_text(QUICK + chosen, encoding="utf-8")
    (outcome,) = run_events((), Workspace(tmp_path), None, lambda *_: None)
    assert outcome.problems == outcome.notices == ()
    assert read_csv(tmp_path, EVENT, "themes").equals(read_csv(off, EVENT, "themes"))
    report = (tmp_path / "reports" / EVENT / "report.md").read_text(encoding="utf-8")
    assert "A language model" not in report


# urllib3, which spaCy imports, asks with a socket bound to this computer whether it has IPv6: that is not
# ours, and does not reach out.
OFF = """
import json, sys, traceback
from pathlib import Path
seen = []
STRANGERS = dict.fromkeys(("socket.__new__", "socket.bind"), "urllib3")
def watch(event, arguments):
    name = arguments[0] if event == "import" else event
    if event.startswith("socket."):
        files = [Path(frame.f_code.co_filename).parts for frame, _ in traceback.walk_stack(None)]
        if name not in STRANGERS or not any(STRANGERS[name] in parts for parts in files):
            seen.append(event + " " + str(arguments[0]))
sys.addaudithook(watch)
from pipeline.flow.runner import run_events
from pipeline.keeping.store import Workspace
(outcome,) = run_events((), Workspace(Path(sys.argv[1])), None, lambda *_: None)
loaded = [name for name in sys.modules if name.startswith("pipeline.language_model")]
loaded += [name for name in sys.modules if name.startswith("pipeline.flow.language_model")]
print(json.dumps({"seen": seen, "loaded": loaded, "notes": outcome.notes}))
"""


def test_off_means_no_import_no_socket_and_the_same_bytes(off: Path, tmp_path: Path) -> None:
    raw = tmp_path / "data" / "raw"
    (raw / EVENT).mkdir(parents=True)
    (raw / EVENT / "notes.md").write_text(WRITE_UP, encoding="utf-8")
    (raw / "settings.toml").write_text(QUICK, encoding="utf-8")  # and nothing of a model
    done = subprocess.run(
        [sys.executable, "-c", OFF, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == {"seen": [], "loaded": [], "notes": len(NOTES)}
    assert list_results(tmp_path) == list_results(off)
    assert not [name for name in list_results(off) if "model" in name or "default_codings" in name]
    assert "model" not in json.loads(list_results(off)[f"data/processed/{EVENT}/run.json"])["settings"]
