"""That the title benchmark's machinery works; no figure of it is tested here."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from tests.benchmarks.titles.__main__ import COLUMNS, main
from tests.benchmarks.titles.cases import Theme
from tests.benchmarks.titles.measures import find_alike, is_torn, score_titles

# Notes that say what they are about: a theme has a title where most of its notes name one thing.
_THEMES = {
    "Buses": (
        "The last bus goes at six",
        "A bus on Sundays",
        "Bus stops are too far away",
        "One bus an hour",
    ),
    "Food": ("Hot soup at the meeting", "Soup, not sandwiches", "The soup was cold", "Soup for all"),
    "Meeting online": (
        "A screen in the hall",
        "Too small a screen",
        "One screen for both",
        "Screens for all",
    ),
}


def _far_apart(texts: list[str]) -> dict[str, np.ndarray]:
    """Vectors of which no two are alike."""
    return dict(zip(texts, np.eye(len(texts), dtype=np.float32), strict=True))


def test_a_title_that_is_the_name_scores_all_and_one_that_is_the_others_none() -> None:
    notes = ["Buses never come", "Late buses", "Soup was cold", "Cold soup again"]
    themes = [
        Theme("g", 0, "Buses", "Late buses", tuple(notes[:2])),
        Theme("g", 0, "Food", "Cold soup", tuple(notes[2:])),
    ]
    known = _far_apart([*notes, "Buses", "Food", "Cold soup"])
    known["Late buses"] = known["Buses"]
    known["Cold soup"] = known["Food"]
    scores = score_titles(themes, known)
    assert (scores.themes, scores.nearest, scores.rank) == (2, 1.0, 1.0)
    assert (scores.own_word, scores.others_word) == (0.5, 0.0)  # no note says "food"
    assert scores.borne == 0.75  # "Buses never come" shares half of "late buses", which is not most
    wrong = [
        Theme("g", 0, "Buses", "Cold soup", tuple(notes[:2])),
        Theme("g", 0, "Food", "Late buses", tuple(notes[2:])),
    ]
    scores = score_titles(wrong, known)
    assert (scores.nearest, scores.rank, scores.own_word, scores.others_word) == (0.0, 0.5, 0.0, 0.5)


def test_titles_that_differ_in_one_word_or_in_spelling_are_alike() -> None:
    titles = [
        "Bus shelter seats",
        "Bus shelter lights",
        "Co-production costs",
        "Coproduction cost",
        "Pond frogs",
    ]
    assert find_alike(titles, _far_apart(titles)) == [(0, 1), (2, 3)]


@pytest.mark.parametrize(
    ("title", "torn"),
    [
        ("And the buses", True),
        ("Mindful of people's", True),
        ("Nothing to", True),
        ("I said that we …", True),
        ("Frogs and ponds", False),
    ],
)
def test_torn_titles_are_told(title: str, torn: bool) -> None:
    assert is_torn(title) is torn


def test_the_command_writes_titles_and_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "labelled").mkdir()
    with (tmp_path / "labelled" / "theme_groups.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("group", "source", "question", "text", "theme"))
        for theme, texts in _THEMES.items():
            rows.writerows(("i100", "invented", "What would help?", text, theme) for text in texts)
    out = tmp_path / "out"
    main(["--shared", str(tmp_path), "--out", str(out)])
    table = [line.strip("| ").split(" | ") for line in capsys.readouterr().out.splitlines()]
    assert [row[0] for row in table[2:]] == ["people's themes", "people's own names", "drafted themes"]
    assert {len(row) for row in table[2:]} == {len(COLUMNS) + 2}
    assert table[3][3] == "1.000"  # a name is nearest to itself
    with (out / "titles.csv").open(encoding="utf-8", newline="") as file:
        titles = [row["title"] for row in csv.DictReader(file) if row["kind"] == "people's themes"]
    assert len(set(titles)) == len(titles) == 3
    assert (out / "table.md").read_text(encoding="utf-8").startswith("| titles of")
