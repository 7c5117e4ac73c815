"""Small inputs that once went wrong in silence: each is run as people would run it."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pandas as pd
import pytest

from pipeline.flow.outcome import EventOutcome
from pipeline.keeping.archive import read_printed
from pipeline.keeping.csv_text import write_csv
from tests.conftest import SHARED, list_files
from tests.review.conftest import run_event

CASES = SHARED / "cases" / "decisions"
pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the cases are not part of the project: ../shared")


class Ran:
    """A workspace in which a case was run."""

    def __init__(self, workspace: Path) -> None:
        self.workspace = workspace
        self.outcome: EventOutcome = run_event(workspace)
        self.event = self.outcome.event_id

    def read(self, name: str) -> pd.DataFrame:
        folder = self.workspace / "data" / "processed" / self.event
        return pd.read_parquet(folder / f"{name}.parquet")

    def count(self, words: str) -> int:
        """In how many pieces of text of all reports words stand."""
        return sum(
            words.casefold() in piece.casefold()
            for name, content in list_files(self.workspace / "reports").items()
            for piece in read_printed(name, content)
        )


def _run(case: str, tmp_path: Path) -> Ran:
    raw = tmp_path / "data" / "raw"
    shutil.copytree(CASES / case, raw, copy_function=shutil.copyfile)
    for path in (raw, *raw.rglob("*")):  # the cases may only be read
        path.chmod(0o755 if path.is_dir() else 0o644)
    return Ran(tmp_path)


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("01-withheld-lost-on-small-edit", ("one evening a week", "1 evening a week", "blue badge holders")),
        ("02-withheld-lost-on-slug", ("young people", "blue badge holders")),
    ],
)
def test_withheld_words_stay_out(case: str, words: tuple[str, ...], tmp_path: Path) -> None:
    ran = _run(case, tmp_path)
    assert ran.outcome.report is not None
    assert [ran.count(one) for one in words] == [0] * len(words)
    assert ran.read("conflicts").empty


@pytest.mark.parametrize(
    ("case", "why"),
    [
        ("04-question-typo-voids-review", "the question's wording changed"),
        ("05-event-folder-renamed", "the event's id changed"),
    ],
)
def test_decisions_follow_their_notes_and_that_is_said(case: str, why: str, tmp_path: Path) -> None:
    ran = _run(case, tmp_path)
    assert ran.read("conflicts").empty
    themes = ran.read("themes")
    assert {"Getting in and around", "A welcome for newcomers"} <= set(themes["title"])
    assert themes.set_index("title").loc["Room hire costs", "basis"] == "reviewed"
    assert ran.outcome.notes == 41  # with the one that was missed
    assert any(line.endswith(f"carried over: {why}") for line in ran.outcome.notices)


def test_our_own_files_are_nobodys_words(tmp_path: Path) -> None:
    ran = _run("07-own-outputs-read-as-notes", tmp_path)
    folder = tmp_path / "data" / "raw" / ran.event
    made = ("report.docx", "report.html", "report.md", "report.pdf", "page.html", "notes.docx")
    made += ("appendix.docx", "appendix.html", "appendix.pdf")
    for name in made:
        shutil.copyfile(tmp_path / "reports" / ran.event / name, folder / f"copy of {name}")
    again = Ran(tmp_path)
    assert (ran.outcome.notes, again.outcome.notes) == (40, 40)
    assert again.outcome.problems == ()
    assert sum("the program made it itself" in doubt for doubt in again.outcome.doubts) == len(made) + 1


def test_the_same_write_up_twice_counts_once(tmp_path: Path) -> None:
    ran = _run("08-same-write-up-twice", tmp_path)
    assert ran.outcome.notes == 40
    assert "40 lines of it stand in another document" in " ".join(ran.outcome.doubts)


def test_the_filled_page_of_returned_notes_is_taken(tmp_path: Path) -> None:
    ran = _run("09-returned-notes-page", tmp_path)
    assert ran.outcome.notes == 41
    assert ran.read("notes")["words"].tolist()[-1] == "The piano lessons stopped"


def test_free_words_are_asked_about(tmp_path: Path) -> None:
    ran = _run("10-free-words-become-themes", tmp_path)
    asked = ran.read("decisions").query("status == 'conflict'")["value"].tolist()
    assert asked == [
        *("fine", "?", "Room hire cost", "Nobody answers the phone (I think)", "keep", "OK!", "don't know"),
        *("1", "N/A", "Correct"),
    ]
    assert not set(asked) & set(ran.read("themes")["title"])


def test_a_title_of_another_question_is_asked_about(tmp_path: Path) -> None:
    ran = _run("11-title-of-other-question", tmp_path)
    assert ran.read("decisions")["status"].tolist() == ["conflict", "conflict"]
    assert ran.read("conflicts")["what"].str.contains("another question").all()


def test_of_two_returns_of_a_day_the_one_saved_later_counts(tmp_path: Path) -> None:
    ran = _run("13-same-person-same-day-twice", tmp_path)
    decisions, titles = ran.read("decisions").set_index("value"), set(ran.read("themes")["title"])
    earlier = decisions.loc[["Money", "Lift"], "reason"]
    assert earlier.str.contains("decided anew in review (1).xlsx", regex=False).all()
    assert not {"Money", "Lift"} & titles
    # Where the draft has no theme of those notes any more, its new title is asked about instead.
    asked = set(decisions.index[decisions["status"] == "conflict"])
    assert "Prices" in titles
    assert "Access" in titles | asked


def test_a_hidden_sheet_saved_as_csv_is_no_write_up(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "raw" / "2026-05-marlow"
    shutil.copytree(CASES / "33-hidden-lists-sheet-as-csv", folder, copy_function=shutil.copyfile)
    folder.chmod(0o755)
    shutil.copyfile(CASES / "09-returned-notes-page" / "2026-05-marlow" / "notes.md", folder / "notes.md")
    ran = Ran(tmp_path)
    assert set(ran.read("notes")["source"]) <= {"notes.md", "ann-What was missed.csv"}
    assert any("hidden sheet" in doubt for doubt in ran.outcome.doubts)


def test_a_csv_opens_in_excel_as_it_stands(tmp_path: Path) -> None:
    ran = _run("11-title-of-other-question", tmp_path)
    for file in (tmp_path / "data" / "processed" / ran.event).glob("*.csv"):
        assert file.read_bytes().startswith(b"\xef\xbb\xbf"), file.name
    table = pd.read_csv(CASES / "30-csv-without-bom.csv", keep_default_na=False)
    table.loc[:1, "text"] = ["-2+3", "+bins"]
    again = pd.read_csv(io.StringIO(write_csv(table)), keep_default_na=False)
    assert again["text"].tolist()[:2] == ["'-2+3", "'+bins"]
