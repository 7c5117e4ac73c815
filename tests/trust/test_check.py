"""`check` says where a workspace is not whole, and holds its tongue on what people said."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from pipeline.commands import check
from pipeline.commands.check import check_workspace
from pipeline.keeping.store import EventStore, Workspace
from pipeline.tables import Decisions, columns_of
from tests.conftest import ROOT, Run

EVENT = "2025-03-harrowby-library"
SERIES = "wexmoor-listening-2025"
DECISION = {
    "decision_id": "x1",
    "source": "back.xlsx",
    "locator": "sheet Notes!I7",
    "reviewer": "Ann Lee",
    "date": "",
    "position": 1,
    "note_id": "n-000000000000",
    "theme_id": "",
    "action": "comment",
    "value": "a remark",
    "status": "conflict",
    "reason": "",
}


@pytest.fixture(scope="module")
def workspace(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(samples, tmp_path_factory.mktemp("check") / "w"))


@pytest.fixture(scope="module")
def problems(workspace: Path) -> list[str]:
    """All that is said of a workspace with a fault of every kind."""

    def change_table(event_id: str, name: str, change: Callable[[pd.DataFrame], pd.DataFrame]) -> None:
        path = workspace / "data" / "processed" / event_id / f"{name}.parquet"
        change(pd.read_parquet(path)).to_parquet(path, index=False)

    assert check_workspace(Workspace(workspace)).problems == ()
    reports = workspace / "reports"
    (reports / EVENT / "report.docx").write_bytes(b"somebody's own")
    (reports / EVENT / "report.pdf").unlink()
    page = reports / EVENT / "appendix.html"
    page.write_text(
        page.read_text("utf-8").replace("Letters in tiny print</q>", "Letters in print</q>", 1), "utf-8"
    )
    change_table(EVENT, "themes", lambda table: table.assign(notes=table["notes"] + (table.index == 0)))
    change_table(
        EVENT, "shown_notes", lambda table: table.assign(words=table["words"].where(table.index > 0, "Bees"))
    )
    change_table(EVENT, "codings", lambda table: table.iloc[:-1])
    change_table(EVENT, "decisions", lambda table: pd.DataFrame([DECISION], columns=columns_of(Decisions)))
    change_table("2025-04-tolland-bay-hall", "notes", lambda table: table.assign(kind="shout"))
    (workspace / "data" / "processed" / "2025-06-eastmere-online" / "run.json").write_text("{", "utf-8")
    change_table("2025-06-eastmere-online", "notes", lambda table: table.iloc[:-1])
    change_table(SERIES, "series_themes", lambda table: table.assign(notes=table["notes"] + 1))
    return list(check_workspace(Workspace(workspace)).problems)


@pytest.mark.parametrize(
    ("where", "what"),
    [
        (f"reports/{EVENT}/report.docx", "not as the run wrote it"),
        (f"reports/{EVENT}/report.pdf", "not there, though the run wrote it"),
        (f"data/processed/{EVENT}/themes.parquet", "changed by somebody or damaged"),
        (f"{EVENT}/themes", "in the column notes"),
        (f"{EVENT}/codings", "1 notes missing, 0 too many"),
        (f"{EVENT}/shown_notes", "would be shown in other words than were written"),
        (f"{EVENT}/appendix.html, line", "is in no note"),
        (f"{EVENT}/back.xlsx, sheet Notes!I7", "is about note n-000000000000, which is no more"),
        ("2025-04-tolland-bay-hall/notes.parquet", "column 'kind' breaks the rule"),
        ("2025-06-eastmere-online/run.json", "missing or damaged"),
        ("2025-06-eastmere-online/coded_notes", "0 notes missing, 1 too many"),
        (SERIES, "the tables of its event 2025-04-tolland-bay-hall are missing or damaged"),
    ],
)
def test_every_fault_is_a_line_with_its_place_and_what_to_do(
    problems: list[str], where: str, what: str
) -> None:
    found = [line for line in problems if line.startswith(where) and what in line]
    assert found, problems
    assert all(line.endswith(".") and "\n" not in line for line in found)


def test_no_line_holds_what_people_said(problems: list[str], workspace: Path) -> None:
    notes = EventStore(Workspace(workspace), EVENT).read_unchecked("notes")
    said = [words for words in notes["words"] if len(words) > 12]
    assert not [words for words in said for line in problems if words in line]
    assert not any("Bees" in line or "a remark" in line for line in problems)


def test_it_ends_with_1_and_changes_nothing(problems: list[str], workspace: Path, run_pipeline: Run) -> None:
    before = {path: path.stat().st_mtime_ns for path in workspace.rglob("*")}
    done = run_pipeline("check", "--workspace", workspace)
    assert done.returncode == 1
    # The terminal names folders and commands as they hold from where one stands.
    status = "python -m pipeline review status"
    told = [line.replace(" data/processed", f" {workspace}/data/processed") for line in problems]
    told = [line.replace(f"{status}.", f"{status} --workspace {workspace}") for line in told]
    assert told != problems
    assert done.stderr.splitlines() == told
    assert f"Wrong: {len(problems)}." in done.stdout
    assert {path: path.stat().st_mtime_ns for path in workspace.rglob("*")} == before


def test_it_waits_for_no_heavy_library(tmp_path: Path) -> None:
    code = f"""if True:
        import pathlib, sys
        from pipeline.commands.check import check_workspace
        from pipeline.keeping.store import Workspace
        import pipeline.report.quotes
        check_workspace(Workspace(pathlib.Path({str(tmp_path)!r})))
        heavy = ("spacy", "sklearn", "matplotlib", "onnxruntime", "typst", "scipy", "bertopic", "docx")
        print([name for name in heavy if name in sys.modules])
    """
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_notes_of_a_series_in_other_words_are_named_in_their_order() -> None:
    ids = [f"n{number}" for number in range(30)]
    notes = pd.DataFrame({"event_id": "e", "note_id": ids, "words": "said", "series_theme_id": "t"})
    series = {
        "series_notes": notes,
        "series_members": pd.DataFrame({"theme_id": ["t"]}),
        "series_themes": pd.DataFrame({"series_theme_id": ["t"], "notes": [len(ids)]}),
        "actions": pd.DataFrame({"standing": []}),
    }
    shown = {"shown_notes": notes.assign(words="other"), "themes": pd.DataFrame({"theme_id": ["t"]})}
    lines = list(check._check_series_tables(series, {"e": shown}))
    assert [line.split()[2] for line in lines] == ids
