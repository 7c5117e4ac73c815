"""A small event with people's decisions, before and after a change, to be disturbed."""

from __future__ import annotations

import importlib
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path

from pipeline.cli import main
from tests.review.workbooks import open_workbook
from tests.trust.faults import run_in_child

EVENT = "2031-02-sewing-circle"
SERIES = "circles"
FACTS = f"""title = "Sewing circle"
date = 2031-02-03
series = "{SERIES}"
questions = ["What would help more people to come along?"]
"""
NOTES = """# Sewing circle, 3 February 2031

## What would help more people to come along?

- A bus that runs after six in the evening
- The last bus goes at half past five
- Lifts from a neighbour with a car
- Somebody at the door to greet newcomers
- A friendly face on the first visit
- Nobody spoke to me the first time
- Larger print on the patterns
- Patterns that I can read without a glass
- Tea, and time to drink it
"""
LATER = "- A taxi shared by three of us\n"


def write_event(workspace: Path) -> None:
    """Put the event into a workspace."""
    folder = workspace / "data" / "raw" / EVENT
    folder.mkdir(parents=True)
    (folder / "event.toml").write_text(FACTS, encoding="utf-8")
    (folder / "notes.md").write_text(NOTES, encoding="utf-8")


def decide(workspace: Path, name: str, title: str, date: str) -> None:
    """Fill in the review workbook as it lies in the reports, and hand it back."""
    sent = workspace / "reports" / EVENT / "review.xlsx"
    book = open_workbook(sent.read_bytes())
    themes, notes = book.rows("Themes"), book.rows("Notes")
    book.write("Themes", str(themes[0]["theme id"]), "rename to", title)
    book.write("Notes", str(notes[-1]["note id"]), "comment", "said with a laugh")
    book.sign(date=date)
    (workspace / "data" / "raw" / EVENT / name).write_bytes(book.save())


def change(workspace: Path) -> None:
    """What happens between two runs: one more note, and another decision."""
    write_up = workspace / "data" / "raw" / EVENT / "notes.md"
    write_up.write_text(NOTES + LATER, encoding="utf-8")
    decide(workspace, "second.xlsx", "Getting there and home again", "2031-03-02")


def run_pipeline(workspace: Path, *more: str) -> int:
    """Run the command in this process; gives its exit code."""
    try:
        main(["run", "--workspace", str(workspace), *more])
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def load_all(workspace: Path) -> None:
    """Run the event once, and load what a run needs into this process, before children are forked.

    The run is made in a child, which tells what it has loaded: it starts threads, and children of a process
    that has some would miss them.

    Args:
        workspace: Where the event goes and is run.
    """
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    importlib.import_module("tests.warm")
    write_event(workspace)
    listing = workspace.parent / "modules.txt"

    def list_modules() -> int:
        code = run_pipeline(workspace, "--quiet")
        listing.write_text("\n".join(sorted(sys.modules)), encoding="utf-8")
        return code

    ended, _ = run_in_child(list_modules)
    assert ended.code == 0, ended.said
    for name in listing.read_text(encoding="utf-8").split():
        with suppress(Exception):  # some are made by their packages and not to be imported
            importlib.import_module(name)


def copy_workspace(workspace: Path, to: Path) -> Path:
    """A copy to disturb; what lay there is gone."""
    shutil.rmtree(to, ignore_errors=True)
    return Path(shutil.copytree(workspace, to))
