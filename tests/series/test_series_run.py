"""A series run from a workspace: what it writes, what it skips, what it says of bad input."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

import pipeline
from pipeline.cli import main
from pipeline.errors import SourceError
from pipeline.flow.outcome import SeriesOutcome
from pipeline.flow.runner import run_series
from pipeline.ingest import find_events
from pipeline.keeping.store import Workspace
from tests.conftest import list_files
from tests.series.planted import Planted, keep_event, make_event

NAMES = ("steady", "fading", "filler two", "splitting", "growing", "filler one")


def plant(root: Path, number: int, *, date: str | None = None, words: str = "") -> str:
    """One event of the series s with six themes; the third one names one by a code of the codebook."""
    event_id = f"e{number}"
    themes = [Planted(name, 3 + (number + place) % 3, 2) for place, name in enumerate(NAMES)]
    themes.append(Planted("coded", 3, 2, code="training"))
    when = f"2025-0{number}-01" if date is None else date
    keep_event(root, make_event(event_id, when, themes, title=words))
    return event_id


def run(root: Path, *names: str, keep: bool = False) -> list[SeriesOutcome]:
    return run_series(names, Workspace(root), None, lambda *_: None, keep=keep)


def outputs(root: Path) -> dict[str, bytes]:
    return list_files(root / "data" / "processed" / "s") | list_files(root / "reports" / "s")


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("planted")
    for number in (1, 2, 3):
        plant(root, number)
    return root


@pytest.fixture
def workspace(planted: Path, tmp_path: Path) -> Path:
    """A workspace of a series of three events that was not run."""
    return Path(shutil.copytree(planted, tmp_path / "w"))


@pytest.fixture(scope="module")
def seen(planted: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, run; for all, so nobody changes it."""
    root = Path(shutil.copytree(planted, tmp_path_factory.mktemp("seen") / "w"))
    run(root)
    return root


@pytest.fixture
def finished(seen: Path, tmp_path: Path) -> Path:
    """The same, run, to go on with."""
    return Path(shutil.copytree(seen, tmp_path / "w"))


def test_a_series_has_its_tables_and_reports(workspace: Path) -> None:
    (outcome,) = run(workspace)
    assert outcome.problems == outcome.doubts == ()
    assert (outcome.events, outcome.themes, outcome.shared) == (3, 7, 7)
    assert set(list_files(workspace / "reports" / "s")) == {
        "report.html",
        "report.docx",
        "report.pdf",
        "figures/themes-over-events.png",
        "figures/themes-over-events.svg",
        "report.md",
        "matrix.xlsx",
        "tracker.xlsx",
    }


def test_adding_an_event_and_taking_it_away_brings_every_byte_back(finished: Path) -> None:
    before = outputs(finished)
    event_id = plant(finished, 4)
    run(finished)
    assert outputs(finished) != before
    shutil.rmtree(finished / "data" / "raw" / event_id)  # its tables stay behind
    run(finished)
    assert outputs(finished) == before


def test_the_order_of_runs_has_no_say(seen: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    for number in (3, 1, 2):
        plant(other, number)
        run(other)
    assert outputs(other) == outputs(seen)


def test_what_is_fresh_is_not_written_again(finished: Path) -> None:
    told: list[bool] = []
    run_series(("s",), Workspace(finished), None, lambda step: told.append(step.fresh))
    assert told == [True]
    (finished / "reports" / "s" / "report.md").unlink()
    run(finished)
    assert (finished / "reports" / "s" / "report.md").is_file()


def test_kept_ids_hold_against_an_event_with_an_earlier_date(workspace: Path) -> None:
    run(workspace, "s", keep=True)
    kept = (workspace / "data" / "raw" / "s" / "kept.toml").read_text(encoding="utf-8")
    ids = {line.split('"')[1] for line in kept.splitlines() if line.startswith("id = ")}
    plant(workspace, 9, date="2024-01-01")
    run(workspace)
    text = (workspace / "data" / "processed" / "s" / "series_themes.csv").read_text(encoding="utf-8")
    assert ids == {line.split(",")[0] for line in text.splitlines()[1:]}


def test_the_folder_of_a_series_is_no_event(workspace: Path) -> None:
    raw = workspace / "data" / "raw"
    (raw / "e1" / "event.toml").write_text('series = "s"\n', encoding="utf-8")
    (raw / "s").mkdir()
    (raw / "s" / "stray.md").write_text("- a note\n", encoding="utf-8")
    assert [path.name for path in find_events(raw)] == ["e1", "e2", "e3"]
    (outcome,) = run(workspace)
    assert outcome.problems == (
        "s/stray.md: it lies in the folder of the series and was not read."
        " Move it to the folder of its event.",
    )
    assert outcome.report is not None  # all else is written


def test_an_event_may_not_be_called_like_its_series(workspace: Path) -> None:
    keep_event(workspace, make_event("s", "2025-05-01", [Planted("steady", 3), Planted("fading", 3)]))
    (outcome,) = run(workspace)
    assert len(outcome.problems) == 1
    assert outcome.problems[0].startswith("s: an event and a series have this name.")


def test_a_theme_id_that_is_gone_is_one_line_and_loses_nothing(finished: Path) -> None:
    before = outputs(finished)["series_notes.csv"]
    file = finished / "data" / "raw" / "s.toml"
    file.write_text('[[same]]\nthemes = ["training", "q1-e9.d-000000"]\n', encoding="utf-8")
    (outcome,) = run(finished)
    assert len(outcome.doubts) == 1
    assert "q1-e9.d-000000" in outcome.doubts[0]
    assert outputs(finished)["series_notes.csv"] == before
    assert "q1-e9.d-000000" in outputs(finished)["report.md"].decode()


def test_a_damaged_series_file_leaves_what_was_there(finished: Path) -> None:
    before = outputs(finished)
    (finished / "data" / "raw" / "s.toml").write_text("[[same", encoding="utf-8")
    (outcome,) = run(finished)
    assert outcome.problems[0].startswith("s.toml: it cannot be read as TOML")
    assert outputs(finished) == before


def test_one_event_has_nothing_to_compare_and_says_so(tmp_path: Path) -> None:
    plant(tmp_path, 1)
    (outcome,) = run(tmp_path)
    assert outcome.events == 1
    assert "nothing to compare yet" in outputs(tmp_path)["report.md"].decode()


def test_a_series_that_is_not_there(workspace: Path) -> None:
    with pytest.raises(SourceError, match=r"there is no event of this series\. Series here: s\."):
        run(workspace, "other")


def test_words_that_look_like_formulas_stay_words(tmp_path: Path) -> None:
    for number, words in ((1, "=1+1"), (2, "@SUM(A1)")):
        plant(tmp_path, number, words=words)
    run(tmp_path)
    book = load_workbook(io.BytesIO(outputs(tmp_path)["matrix.xlsx"]))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {"=1+1", "@SUM(A1)"} <= {str(cell.value).split(", ")[0] for cell in cells}
    assert all(cell.data_type != "f" for cell in cells)


def test_reports_agree_and_hold_every_shown_note(seen: Path) -> None:
    files = outputs(seen)
    with zipfile.ZipFile(io.BytesIO(files["report.docx"])) as archive:
        word = archive.read("word/document.xml").decode()
    text = files["report.md"].decode()
    page = files["report.html"].decode()
    lines = files["series_notes.csv"].decode().splitlines()
    head = lines[0].split(",")
    notes = [dict(zip(head, line.split(","), strict=True)) for line in lines[1:]]
    shown = [note["words"] for note in notes if note["point"] != "0"]
    assert len(shown) == 7 * 4
    for words in shown:
        assert words in text
        assert words in page
        assert words in word


def test_the_command_says_how_it_went(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["series", "s", "--workspace", str(workspace)])
    assert stop.value.code == 0
    assert "Series s: 3 events, 81 notes, 7 draft themes (7 at several of them)." in capsys.readouterr().out
    with pytest.raises(SystemExit) as stop:
        main(["series", "other", "--workspace", str(workspace)])
    assert stop.value.code == 1
    assert capsys.readouterr().err.splitlines() == [
        "other: there is no event of this series. Series here: s."
        ' Write series = "…" in the event.toml of its events and run them.'
    ]


def test_a_notebook_opens_a_series(seen: Path) -> None:
    series = pipeline.load_series("s", seen)
    assert repr(series) == "<series s: 3 events, 7 draft themes>"
    assert series.matrix.index.tolist() == ["e1", "e2", "e3"]
    assert series.matrix.columns.tolist() == ["training"]
    with pytest.raises(SourceError, match=r"no finished run of this series. Series here: s\."):
        pipeline.load_series("other", seen)
