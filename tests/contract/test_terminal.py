"""What a command prints holds from where it was started: paths, commands, and every cell of a table."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import pytest

from pipeline.cli.terminal import place, quote, show_table, worked_on

HEAD = (
    "Event",
    "Notes read",
    "In themes",
    "Not sorted into themes",
    "Set aside",
    "Draft themes per question",
)
ROW = ("2025-03-harrowby-library-in-wexmoor", "105", "60", "45", "0", "table 1: 0, table 2: 2, table 3: 17")


@pytest.mark.parametrize("columns", [40, 80, 100, 120, 300])
def test_nothing_of_a_table_is_cut(
    columns: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    show_table(HEAD, [ROW], range(1, 5))
    said = capsys.readouterr().out
    rows = [line.strip("┃│").replace("┃", "│").split("│") for line in said.splitlines() if line[0] in "┃│"]
    if not rows:  # in lines
        assert ROW[0] in said
        assert all(f"{name}: {cell}" in said for name, cell in zip(HEAD[1:], ROW[1:], strict=True))
        return
    assert all(len(line) <= columns for line in said.splitlines())
    shown = [" ".join(" ".join(cells).split()) for cells in zip(*rows, strict=True)]
    assert shown == [f"{name} {cell}" for name, cell in zip(HEAD, ROW, strict=True)]


def test_messages_name_the_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    here = worked_on.set(Path("my W"))
    try:
        settings = quote(Path("my W/data/raw/settings.toml"))
        assert place("add it in data/raw/settings.toml.") == f"add it in {settings}."
        assert place("put it into /x/data/raw/day.") == "put it into /x/data/raw/day."
        said = place("it waits: python -m pipeline review status day.")
        assert said == f"it waits: python -m pipeline review status --workspace {quote(Path('my W'))} day"
        assert place("Start the server: python -m pipeline model find") == (
            "Start the server: python -m pipeline model find"
        )
        if os.name != "nt":
            assert shlex.split(settings) == ["my W/data/raw/settings.toml"]
        worked_on.set(Path())
        assert place("Run: python -m pipeline check") == "Run: python -m pipeline check"
        assert place("look into data/raw.") == "look into data/raw."
    finally:
        worked_on.reset(here)
