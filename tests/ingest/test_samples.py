"""The sample events against a reading by hand: every note, its question and kind."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from pipeline.ingest import gather_event, read_event
from pipeline.settings import load_settings
from tests.conftest import ROOT, SAMPLES

SETTINGS = load_settings().ingest


def _expected() -> dict[str, dict[int, tuple[str, str]]]:
    expected: dict[str, dict[int, tuple[str, str]]] = defaultdict(dict)
    with (ROOT / "tests" / "samples_expected.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            expected[row["event_folder"]][int(row["line"])] = (row["question_number"], row["kind"])
    return expected


@pytest.mark.parametrize("event", SAMPLES)
def test_every_note_its_question_and_kind(event: str) -> None:
    found = read_event(gather_event(ROOT / "data" / "raw" / event), SETTINGS)
    by_line = {
        int(line): (table.split()[-1], kind)
        for line, table, kind in zip(
            found.notes["line"], found.notes["table"], found.notes["kind"], strict=True
        )
    }
    assert by_line == _expected()[event]


@pytest.mark.parametrize("event", SAMPLES)
def test_every_line_is_in_the_ledger_once(event: str) -> None:
    folder = ROOT / "data" / "raw" / event
    found = read_event(gather_event(folder), SETTINGS)
    lines = (folder / SAMPLES[event]).read_text(encoding="utf-8").split("\n")
    lines = lines[:-1] if lines[-1] == "" else lines
    assert found.ledger["text"].tolist() == lines
    assert found.ledger["line"].tolist() == list(range(1, len(lines) + 1))


def test_repeated_wordings_are_one_question_and_say_why() -> None:
    found = read_event(gather_event(ROOT / "data" / "raw" / "2025-03-harrowby-library"), SETTINGS)
    assert len(found.questions) == 3
    reasons = found.ledger.loc[found.ledger["role"] == "question", "reason"]
    assert reasons.str.contains("words agree").sum() == 3
    assert reasons.str.contains("list of questions").sum() == 3


def test_wording_from_event_toml_is_canonical() -> None:
    found = read_event(gather_event(ROOT / "data" / "raw" / "2025-06-eastmere-online"), SETTINGS)
    assert found.questions["question"].tolist() == [
        "What gets in the way of people being involved in health and care, and what would help?",
        "How can we work together and keep people informed?",
    ]
    assert "easier" in found.questions.loc[0, "wordings"]


def test_event_toml_says_what_the_event_was() -> None:
    event = read_event(gather_event(ROOT / "data" / "raw" / "2025-03-harrowby-library"), SETTINGS).event
    assert event.loc[0].to_dict() == {
        "event_id": "2025-03-harrowby-library",
        "title": "Listening event: Harrowby Library",
        "date": "2025-03-18",
        "place": "Harrowby Library, Harrowby",
        "series": "wexmoor-listening-2025",
    }


def test_without_event_toml_the_cover_says_it(mansfield_source: Path) -> None:
    event = read_event(gather_event(mansfield_source), SETTINGS).event.loc[0]
    assert event["date"] == "2024-09-20"
    assert event["title"] == "Listening Event Notes"
