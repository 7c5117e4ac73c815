"""Whatever happens to notes, names and workbooks: withheld words stand in no report, or none is written."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from pipeline.commands.check import check_workspace
from pipeline.flow.runner import run_events
from pipeline.keeping.archive import read_printed
from pipeline.keeping.store import Workspace
from pipeline.keeping.withheld import WITHHELD_FILE
from tests.conftest import list_files
from tests.review.conftest import run_event
from tests.review.workbooks import open_workbook

EVENT = "2026-05-dunmere"
FILE = "Dunmere and the only harpist.md"
TITLE = "A day with the one-armed clockmaker"
QUESTION = "What would help the twins of Cobble Row?"
# Where the words stand besides: a file's name, the title, a question, another note, a twin, a heading.
NOTES = f"""\
# {TITLE}

## What gets in the way of using the hall?

- The only harpist in Dunmere finds the stairs steep
- As a one-armed clockmaker I need a rail
- The bus stops at six in the evening
- The bus never comes on Sundays
- Room hire costs too much for a small club
- Hire charges have doubled since March
- The fire-eating verger shouts at the children
- The toilets are dirty most days

## {QUESTION}

- The twins of Cobble Row have nowhere to play
- My grandmother Ottoline hides tins of peaches under the bed
- my grandmother Ottoline hides tins of peaches under her bed!
- The lighthouse keeper's widow is afraid of the dark lane
- Somebody said the lighthouse keeper's widow pays for the tea
- A later bus would help us all
- A paper newsletter through every door
- Mend the lift before the winter
"""
WITHHELD = {
    "The only harpist in": "only harpist",
    "As a one-armed": "one-armed clockmaker",
    "The fire-eating": "fire-eating verger",
    "The twins of": "twins of Cobble Row",
    "My grandmother": "all",
    "The lighthouse": "lighthouse keeper's widow",
}
WORDS = ("harpist", "armed clockmaker", "eating verger", "of cobble row", "hides tins", "keeper s widow")
REVIEW = "review of Ann.xlsx"


def _change(old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        file = next(folder.glob("*.md"))
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    return change


def _touch_up(folder: Path) -> None:
    for old, new in (
        ("only harpist in Dunmere finds", "only harpist in Dunmere, Wales, finds"),
        ("a one-armed clockmaker I", "a One armed clock-maker, I"),
        ("The fire-eating verger shouts at", "The fire eating verger shouts at all"),
        ("The twins of Cobble Row have", "The twin's of Cobble Row have"),
        ("tins of peaches under the bed", "ten tins of peaches under the bed"),
        ("The lighthouse keeper's widow is", "The lighthouse-keeper’s widow is"),
    ):
        _change(old, new)(folder)


def _empty_cells(folder: Path) -> None:
    book = open_workbook((folder / REVIEW).read_bytes())
    for row in book.rows("Notes"):
        if row["keep out of print"]:
            book.write("Notes", str(row["note id"]), "keep out of print", None)
    (folder / REVIEW).write_bytes(book.save())


def _twin(folder: Path) -> None:
    for words in ("As a one-armed clockmaker I need a rail", "The twins of Cobble Row have nowhere to play"):
        _change(f"- {words}\n", f"- {words}\n- {words}\n- {words.upper()}, they said\n")(folder)


def _nothing(folder: Path) -> None:
    pass


HAPPENINGS: dict[str, Callable[[Path], None]] = {
    "nothing": _nothing,
    "notes touched up": _touch_up,
    "a note rewritten": _change("As a one-armed clockmaker I need", "A clockmaker with one arm wants"),
    "question corrected": _change(QUESTION, "What might help the twins of Cobble Row most?"),
    "slug changed": lambda folder: (folder / "event.toml").write_text('slug = "dunmere"', "utf-8") and None,
    "workbook empty": lambda folder: (folder / REVIEW).write_bytes(b"") and None,
    "workbook without its cells": _empty_cells,
    "workbook encrypted": lambda folder: (
        (folder / REVIEW).write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)) and None
    ),
    "workbook missing": lambda folder: (folder / REVIEW).unlink(),
    "twin notes": _twin,
}


@pytest.fixture(scope="module")
def withheld(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in which words stand in six places and are withheld in all."""
    workspace = tmp_path_factory.mktemp("withheld")
    folder = workspace / "data" / "raw" / EVENT
    folder.mkdir(parents=True)
    (folder / FILE).write_text(NOTES, encoding="utf-8")
    run_event(workspace)
    book = open_workbook((workspace / "reports" / EVENT / "review.xlsx").read_bytes()).sign("Ann")
    for row in book.rows("Notes"):
        for start, cell in WITHHELD.items():
            if str(row["note"]).startswith(start):
                book.write("Notes", str(row["note id"]), "keep out of print", cell)
    (folder / REVIEW).write_bytes(book.save())
    outcome = run_event(workspace)
    assert (outcome.problems, outcome.notes) == ((), NOTES.count("\n- "))
    assert outcome.report is not None
    return workspace


def _search(workspace: Path) -> list[tuple[str, str]]:
    """Every file of reports/ that holds withheld words, in its name or in itself, with the words."""
    found = []
    for name, content in list_files(workspace / "reports").items():
        if name.endswith(".pdf"):
            text = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))
        else:
            text = " ".join(read_printed(name, content))
        plain = " ".join(re.findall(r"[^\W_]+", f"{name} {text}".casefold()))
        found += [(name, words) for words in WORDS if words in plain]
    return found


@pytest.mark.parametrize("happened", HAPPENINGS)
def test_withheld_words_stand_nowhere_or_nothing_is_written(
    happened: str, withheld: Path, tmp_path: Path
) -> None:
    workspace = tmp_path / "workspace"
    shutil.copytree(withheld, workspace)
    before = list_files(workspace / "reports")
    assert (WITHHELD_FILE in {path.name for path in (workspace / "data" / "raw" / EVENT).iterdir()}) is True
    HAPPENINGS[happened](workspace / "data" / "raw" / EVENT)
    outcome = run_event(workspace)
    assert _search(workspace) == []
    if outcome.report is None:
        assert len(outcome.problems) == 1
        assert list_files(workspace / "reports") == before
    else:
        assert not [line for line in check_workspace(Workspace(workspace)).problems if "keep out" in line]


@pytest.mark.parametrize("name", ["2026-05-12 Dunmere Hall", "dunmere-again"])
def test_a_renamed_folder_keeps_what_is_withheld(name: str, withheld: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "workspace"
    shutil.copytree(withheld, workspace)
    folder = workspace / "data" / "raw" / EVENT
    folder.rename(folder.with_name(name))
    (folder.with_name(name) / REVIEW).write_bytes(b"")
    outcome = run_event(workspace)
    assert outcome.report is None
    (folder.with_name(name) / WITHHELD_FILE).write_text(
        re.sub(
            r"(?s)\[\[workbook\]\].*?\n\n", "", (folder.with_name(name) / WITHHELD_FILE).read_text("utf-8")
        ),
        "utf-8",
    )
    outcome = run_event(workspace)
    assert outcome.report is not None
    assert _search(workspace) == []


def test_a_locked_workbook_leaves_the_report(
    withheld: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = tmp_path / "workspace"
    shutil.copytree(withheld, workspace)
    before = list_files(workspace / "reports")
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == REVIEW:
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    outcome = run_event(workspace)
    monkeypatch.undo()
    assert len(outcome.problems) == 1
    assert list_files(workspace / "reports") == before


def test_check_finds_withheld_words_in_any_file(withheld: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "workspace"
    shutil.copytree(withheld, workspace)
    (workspace / "reports" / EVENT / "old copy.md").write_text("The only harpist, they say", "utf-8")
    (workspace / "reports" / "former").mkdir()
    (workspace / "reports" / "former" / "page.html").write_text("<p>one-armed clockmaker</p>", "utf-8")
    said = [line for line in check_workspace(Workspace(workspace)).problems if "keep out of print" in line]
    assert [line.partition(":")[0] for line in said] == [
        f"reports/{EVENT}/old copy.md",
        "reports/former/page.html",
    ]
    assert not any("harpist" in line or "clockmaker" in line for line in said)


def test_workbooks_of_one_name_in_two_events_are_two_workbooks(withheld: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "workspace"
    shutil.copytree(withheld, workspace)
    folder = workspace / "data" / "raw" / "2026-06-millbrook"
    folder.mkdir()
    notes = "# Tea at Millbrook\n\n## What would help?\n\n- A new kettle\n- More chairs\n- A dry doorstep\n"
    (folder / "notes.md").write_text(notes, encoding="utf-8")
    run_events((), Workspace(workspace), None, lambda step: None)
    book = open_workbook((workspace / "reports" / folder.name / "review.xlsx").read_bytes()).sign("Ann")
    book.write("Notes", str(book.rows("Notes")[0]["note id"]), "keep out of print", "all")
    (folder / REVIEW).write_bytes(book.save())
    outcomes = run_events((), Workspace(workspace), None, lambda step: None)
    assert [(one.problems, one.report is None) for one in outcomes] == [((), False), ((), False)]
