"""Two runs at once, leftovers of killed ones, and temporary files: all inside the workspace."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from pipeline.errors import WriteError
from pipeline.keeping.lock import keep_temporary
from pipeline.keeping.store import Workspace
from tests.conftest import ROOT, Run, list_files

_HOLD = """
import sys
from pathlib import Path
from pipeline.keeping.store import Workspace

with Workspace(Path(sys.argv[1])).occupied():
    print("held", flush=True)
    sys.stdin.read()
"""


def hold(root: Path) -> subprocess.Popen[str]:
    """Another process that is at work in a workspace."""
    other = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(root)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    return other


def test_a_second_run_ends_with_one_line_and_reading_commands_do_not(
    own_samples: Path, run_pipeline: Run, tmp_path: Path
) -> None:
    with hold(own_samples) as other:
        second = run_pipeline("run", "--workspace", own_samples)
        reading = run_pipeline("check", "--workspace", own_samples)
        other.communicate("")
    assert second.returncode == 1
    (line,) = second.stderr.splitlines()
    assert f"process {other.pid} on " in line
    assert line.endswith("Wait until it has ended, then run again.")
    assert reading.returncode == 0, reading.stderr


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system ends processes in another way")
def test_a_killed_run_holds_nothing_and_what_it_left_goes(tmp_path: Path) -> None:
    root = tmp_path / "w"
    folder = root / "reports" / "tea"
    folder.mkdir(parents=True)
    (folder / ".report.docx.ab12cd_3.part").write_bytes(b"half")
    (folder / "mine.part").write_bytes(b"of a person")
    with hold(root) as other:
        (root / ".cache" / "temporary" / "openpyxl.12345678").write_bytes(b"words")
        other.send_signal(signal.SIGKILL)
        other.wait()
    assert (root / ".cache" / "lock").is_file()
    (folder / ".notes.docx.ab12cd_3.part").write_bytes(b"half")
    with Workspace(root).occupied():
        assert not list((root / ".cache" / "temporary").iterdir())
    assert list_files(root) == {"reports/tea/mine.part": b"of a person"}


def test_one_process_may_not_hold_it_twice(tmp_path: Path) -> None:
    first, second = Workspace(tmp_path).occupied(), Workspace(tmp_path).occupied()
    with first, pytest.raises(WriteError, match="another run is at work"), second:
        pass
    with Workspace(tmp_path).occupied():
        pass


def test_a_mistyped_workspace_leaves_nothing_behind(run_pipeline: Run, tmp_path: Path) -> None:
    done = run_pipeline("run", "--workspace", tmp_path / "nowhere")
    assert done.returncode == 1
    assert list(tmp_path.iterdir()) == []


def test_temporary_files_lie_in_the_cache_and_go(tmp_path: Path) -> None:
    usual = tempfile.gettempdir(), os.environ.get("TMPDIR")
    with keep_temporary(tmp_path / "temporary"):
        with tempfile.NamedTemporaryFile() as file:
            assert Path(file.name).parent == tmp_path / "temporary"
        assert os.environ["TMPDIR"] == str(tmp_path / "temporary")
        assert (tmp_path / "temporary").stat().st_mode & 0o077 == 0
    assert list(tmp_path.iterdir()) == []
    assert (tempfile.gettempdir(), os.environ.get("TMPDIR")) == usual
