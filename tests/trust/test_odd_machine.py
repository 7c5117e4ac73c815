"""The odd machine: a clock that is wrong by decades, nobody who listens, and a list of one's own names."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import refuse_clock
from pipeline.cli.app import cli
from pipeline.commands.measure import measure_names, say_measured
from pipeline.errors import SourceError, WriteError
from tests.conftest import ROOT
from tests.work import HANGS


@pytest.mark.parametrize("year", [1972, 2120])
def test_a_clock_that_no_word_file_can_hold_is_one_line(year: int) -> None:
    with pytest.raises(WriteError, match=rf"says {year}, .*Set its date and time"):
        refuse_clock(year)


def test_any_other_clock_will_do() -> None:
    for year in (1980, 2026, 2107):
        refuse_clock(year)


@pytest.mark.skipif(os.name == "nt", reason="a shell of another kind")
def test_closed_standard_output_is_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("Imogen Tarrowby\n", encoding="utf-8")
    done = subprocess.run(
        ["sh", "-c", f'"{sys.executable}" -m pipeline privacy test "{tmp_path}/names.txt" >&-'],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=HANGS,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_what_would_get_through_is_counted_and_no_name_is_said(tmp_path: Path) -> None:
    names = tmp_path / "names.csv"
    names.write_text("Imogen Tarrowby,7\n\nXqzt Wvbn,8\nOluwaseun Adebayo,9\n", encoding="utf-8")
    found = measure_names(names, None, tmp_path)
    assert found.names == 3
    assert found.through == (3,)
    assert ("as written", "thanked", "3", "1.00") in found.rows
    said = " ".join([*say_measured(found), *(cell for row in found.rows for cell in row)])
    assert "line 3 of the list" in said
    assert not any(part in said for part in ("Imogen", "Xqzt", "Wvbn", "Oluwaseun", "Adebayo", "Tarrowby"))
    names.write_text("1\n2\n", encoding="utf-8")
    with pytest.raises(SourceError, match="there is no name in it"):
        measure_names(names, None, tmp_path)


def test_no_name_of_a_list_is_printed_or_kept(tmp_path: Path) -> None:
    """Neither by the command as a whole, nor where the settings cannot be read."""
    names, settings = tmp_path / "names.txt", tmp_path / "mine.toml"
    names.write_text("Imogen Tarrowby\nXqzt Wvbn\n", encoding="utf-8")
    settings.write_text("[privacy]\nmask = ['nmae']\n", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    asked = ["privacy", "test", str(names), "--workspace", str(tmp_path)]
    said = CliRunner().invoke(cli, asked)
    wrong = CliRunner().invoke(cli, [*asked, "--settings", str(settings)])
    assert "2 names tried" in said.output
    assert "line 2 of the list" in said.output
    assert wrong.exit_code != 0
    printed = f"{said.output} {wrong.output} {wrong.exception}".casefold()
    assert not [part for part in ("imogen", "tarrowby", "xqzt", "wvbn") if part in printed]
    assert sorted(tmp_path.rglob("*")) == before
