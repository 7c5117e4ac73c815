"""What goes wrong on a Friday afternoon: one line that says what is wrong and what to do."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run, list_files

SAMPLE = ROOT / "data" / "raw" / "2025-06-eastmere-online"


def _missing_file(folder: Path) -> list[str]:
    return [str(folder / "nowhere.md")]


def _empty_file(folder: Path) -> list[str]:
    (folder / "empty.md").write_bytes(b"  \n\n")
    return [str(folder / "empty.md")]


def _no_notes(folder: Path) -> list[str]:
    (folder / "cover.md").write_text("# Listening event\n\n## Next steps\n", encoding="utf-8")
    return [str(folder / "cover.md")]


def _nothing_readable(folder: Path) -> list[str]:
    (folder / "photos").mkdir()
    (folder / "photos" / "wall.jpg").write_bytes(b"\xff\xd8\xff")
    return [str(folder / "photos")]


def _empty_folder(folder: Path) -> list[str]:
    (folder / "event").mkdir()
    return [str(folder / "event")]


def _not_text(folder: Path) -> list[str]:
    (folder / "notes.txt").write_bytes(b"PK\x03\x04\0\0\0\0")
    return [str(folder / "notes.txt")]


def _unknown_setting(folder: Path) -> list[str]:
    (folder / "own.toml").write_text("[themes]\nneighbors = 3\n", encoding="utf-8")
    return [str(SAMPLE), "--settings", str(folder / "own.toml")]


def _setting_of_another_kind(folder: Path) -> list[str]:
    (folder / "own.toml").write_text('[themes]\nmost_themes = "nine"\n', encoding="utf-8")
    return [str(SAMPLE), "--settings", str(folder / "own.toml")]


def _twice_the_same_code(folder: Path) -> list[str]:
    (folder / "data" / "raw").mkdir(parents=True, exist_ok=True)
    code = "- {code: trust, title: Trust, definition: People trust each other.}\n"
    (folder / "data" / "raw" / "own.yaml").write_text(f"codes:\n{code}{code}", encoding="utf-8")
    (folder / "own.toml").write_text('[themes]\ncodebook = "own.yaml"\n', encoding="utf-8")
    return [str(SAMPLE), "--settings", str(folder / "own.toml")]


def _unknown_codebook(folder: Path) -> list[str]:
    (folder / "own.toml").write_text('[themes]\ncodebook = "gardening"\n', encoding="utf-8")
    return [str(SAMPLE), "--settings", str(folder / "own.toml")]


def _damaged_event_file(folder: Path) -> list[str]:
    event = shutil.copytree(SAMPLE, folder / "event")
    (event / "event.toml").write_text("title = Listening event\n", encoding="utf-8")
    return [str(event)]


def _unknown_event_entry(folder: Path) -> list[str]:
    event = shutil.copytree(SAMPLE, folder / "event")
    (event / "event.toml").write_text('titel = "Listening event"\n', encoding="utf-8")
    return [str(event)]


def _decisions_alone(folder: Path) -> list[str]:
    event = folder / "event"
    event.mkdir()
    (event / "review.csv").write_text(
        "listening-event-review 1 event\nnote id,your theme\n", encoding="utf-8"
    )
    return [str(event)]


def _unknown_option(folder: Path) -> list[str]:
    return [str(SAMPLE), "--fast"]


@pytest.mark.parametrize(
    ("prepare", "says"),
    [
        (_missing_file, "no such file"),
        (_empty_file, "empty"),
        (_no_notes, "no notes were found"),
        (_nothing_readable, "nothing in it can be read"),
        (_empty_folder, "holds no documents"),
        (_decisions_alone, "name the write-up as you did before"),
        (_not_text, "not a text file"),
        (_unknown_setting, "Did you mean 'neighbours'?"),
        (_setting_of_another_kind, "whole number"),
        (_twice_the_same_code, "'trust' is there 2 times"),
        (_unknown_codebook, "no codebook 'gardening'"),
        (_damaged_event_file, "event.toml"),
        (_unknown_event_entry, "no entry 'titel'"),
        (_unknown_option, "--fast"),
    ],
)
def test_one_line_exit_code_one_and_earlier_outputs_untouched(
    prepare: Callable[[Path], list[str]], says: str, run_pipeline: Run, tmp_path: Path
) -> None:
    earlier = tmp_path / "reports" / "2025-06-eastmere-online" / "report.md"
    earlier.parent.mkdir(parents=True)
    earlier.write_text("what was there before", encoding="utf-8")
    arguments = prepare(tmp_path)
    before = list_files(tmp_path)
    done = run_pipeline("run", *arguments, "--workspace", tmp_path, "--quiet")
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert says in done.stderr
    assert list_files(tmp_path) == before


def test_a_command_called_wrongly_names_its_own_help(run_pipeline: Run) -> None:
    done = run_pipeline("exchange")
    assert done.returncode == 1
    assert done.stderr.strip().endswith("See: python -m pipeline exchange --help")


def test_the_other_documents_of_an_event_are_read_all_the_same(run_pipeline: Run, tmp_path: Path) -> None:
    event = shutil.copytree(SAMPLE, tmp_path / "event")
    (event / "a-second.md").write_bytes(b"")
    (event / "wall.jpg").write_bytes(b"\xff\xd8\xff")
    done = run_pipeline("run", event, "--workspace", tmp_path, "--quiet")
    assert done.returncode == 1
    assert [line.split(":")[0] for line in done.stderr.splitlines()] == ["a-second.md", "wall.jpg"]
    assert (tmp_path / "reports" / "event" / "report.html").is_file()


def test_one_bad_event_does_not_stop_the_others(run_pipeline: Run, tmp_path: Path) -> None:
    done = run_pipeline("run", tmp_path / "nowhere.md", SAMPLE, "--workspace", tmp_path, "--quiet")
    assert done.returncode == 1
    assert "nowhere.md" in done.stderr
    assert (tmp_path / "reports" / SAMPLE.name / "report.html").is_file()


def test_two_events_of_one_name_are_not_mixed(run_pipeline: Run, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        shutil.copytree(SAMPLE, tmp_path / folder / "event")
    done = run_pipeline(
        "run", tmp_path / "one" / "event", tmp_path / "two" / "event", "--workspace", tmp_path, "--quiet"
    )
    assert done.returncode == 1
    assert "same id 'event'" in done.stderr


@pytest.mark.parametrize("words", [(), ("review",), ("codebook",)])
def test_without_a_command_the_help_is_shown_as_help(words: tuple[str, ...]) -> None:
    shown = subprocess.run([sys.executable, "-m", "pipeline", *words], cwd=ROOT, capture_output=True)
    asked = subprocess.run(
        [sys.executable, "-m", "pipeline", *words, "--help"], cwd=ROOT, capture_output=True, check=True
    )
    assert shown.returncode == 2
    assert shown.stdout == b""
    assert shown.stderr == asked.stdout
    assert shown.stderr.startswith(b"Usage: python -m pipeline")
    assert shown.stderr.count(b"\n") > 5
    assert "\N{REPLACEMENT CHARACTER}".encode() not in shown.stderr
