"""Which engine is meant, and what is said when it cannot be had: one line, before anything is written."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.errors import EngineError
from pipeline.flow.engine import Engine, open_engine, say_where_notes_go
from pipeline.keeping.parts import Pace, cut, do_here
from pipeline.settings import load_settings
from tests.conftest import ROOT

SOURCE = ROOT / "data" / "raw" / "2025-06-eastmere-online"


def _run(tmp_path: Path, capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    """What a run that must fail says."""
    with pytest.raises(SystemExit) as ended:
        main(["run", str(SOURCE), "--workspace", str(tmp_path / "workspace"), *words])
    assert ended.value.code == 1
    assert not (tmp_path / "workspace").exists()
    return capsys.readouterr().err.splitlines()


def test_an_address_without_an_engine_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = _run(tmp_path, capsys, "--scheduler", "tcp://127.0.0.1:8786")
    assert "Add --engine dask" in line


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1:8786", "http://127.0.0.1:8786", "tls://", "tcp://127.0.0.1", "tls://[", "tls://a@b:1"],
)
def test_what_is_no_address_is_refused(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (line,) = _run(tmp_path, capsys, "--engine", "dask", "--scheduler", address)
    assert "not the address of a scheduler" in line


def test_notes_go_to_another_computer_only_by_tls(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = _run(tmp_path, capsys, "--engine", "dask", "--scheduler", "tcp://192.0.2.1:8786")
    assert "for anybody on the way to read" in line
    assert "192.0.2.1" in say_where_notes_go(Engine("dask", "tls://192.0.2.1:8786"))
    for chosen in (Engine(), Engine("dask"), Engine("dask", "tcp://127.0.0.1:8786")):
        assert say_where_notes_go(chosen) == ""


def test_without_the_extra_it_says_how_to_install_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "pipeline.flow.cluster", raising=False)
    monkeypatch.setitem(sys.modules, "distributed", None)
    (line,) = _run(tmp_path, capsys, "--engine", "dask")
    assert "--extra dask" in line
    assert "listening-event-notes[dask]" in line


def test_a_scheduler_that_is_not_there_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("distributed", reason="the extra that spreads work is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
        (line,) = _run(tmp_path, capsys, "--engine", "dask", "--scheduler", address)
    assert line.startswith(f"--scheduler {address}: no scheduler answers there")


def test_a_server_that_says_nothing_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    cluster = pytest.importorskip("pipeline.flow.cluster", exc_type=ImportError)
    monkeypatch.setattr(cluster, "_CONNECT_SECONDS", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        chosen = Engine("dask", f"tcp://127.0.0.1:{mute.getsockname()[1]}")
        with pytest.raises(EngineError, match="no scheduler answers"), open_engine(chosen, load_settings()):
            pass


def test_tls_without_certificates_says_where_they_are_named() -> None:
    pytest.importorskip("distributed", reason="the extra that spreads work is not installed")
    chosen = Engine("dask", "tls://192.0.2.1:8786")
    with pytest.raises(EngineError, match=r"distributed\.comm\.tls"), open_engine(chosen, load_settings()):
        pass


def test_parts_hold_everything_once_and_in_order() -> None:
    items = list(range(23))
    parts = cut(items, 5)
    assert [len(part) for part in parts] == [5, 5, 5, 5, 3]
    assert [item for part in do_here(list, parts) for item in part] == items


def test_a_pace_tells_the_first_part_and_the_last_and_not_every_one_between() -> None:
    said: list[str] = []
    pace = Pace(said.append, "reading", "notes", 1_000)
    for _ in range(1_000):
        pace.add(1)
    assert said[0].startswith("reading: 1 of 1,000 notes read, ")
    assert said[-1].startswith("reading: 1,000 of 1,000 notes read, ")
    assert said[-1].endswith(" a second, less than a minute left")
    assert len(said) < 10
