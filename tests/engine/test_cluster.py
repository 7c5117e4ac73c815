"""Dask's workers give what this process would give, to the byte, whatever becomes of them."""

from __future__ import annotations

import logging
import multiprocessing
import os
import re
import signal
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from pipeline.errors import EngineError
from pipeline.flow import cluster
from pipeline.flow.cluster import open_cluster
from pipeline.flow.engine import Engine
from pipeline.flow.job import Step
from pipeline.flow.runner import run_events
from pipeline.keeping.store import Workspace
from tests.conftest import ROOT, list_files
from tests.work import HANGS

distributed = pytest.importorskip("distributed", reason="the extra that spreads work is not installed")

EVENT = "2025-06-eastmere-online"
LOCAL = {
    "host": "127.0.0.1",
    "dashboard_address": "127.0.0.1:0",
    "scheduler_kwargs": {"dashboard": False},
    "silence_logs": False,
}


def _prove() -> str:
    return "the same"


def _prove_otherwise() -> str:
    return threading.current_thread().name


def _double(number: int) -> int:
    return 2 * number


def _tell_thread(part: int) -> int:
    return threading.get_ident()


def _fail(words: str) -> None:
    raise ValueError(f"cannot read {words!r}")


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of a scheduler with a worker, both in this process, so that what they log is heard."""
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=2, processes=False, protocol="tcp://", **LOCAL
    ) as made:
        yield made.scheduler_address


def test_results_come_in_order_from_a_scheduler_that_is_named(scheduler: str) -> None:
    with open_cluster(scheduler, _prove) as each:
        assert list(each(_double, range(100))) == list(range(0, 200, 2))
        assert list(each(_double, [4])) == [8]
        assert list(each(_double, [])) == []


def test_one_part_alone_is_done_here(scheduler: str) -> None:
    with open_cluster(scheduler, _prove) as each:
        here = {threading.get_ident()}
        assert set(each(_tell_thread, [0])) == here
        assert not set(each(_tell_thread, range(9))) & here


def test_a_worker_that_works_otherwise_is_refused(scheduler: str) -> None:
    with (
        open_cluster(scheduler, _prove_otherwise) as each,
        pytest.raises(EngineError, match="would give other results"),
    ):
        list(each(_double, range(10)))


def test_nothing_logs_what_notes_say(
    scheduler: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with open_cluster(scheduler, _prove) as each:
        for name in logging.root.manager.loggerDict:
            if name.startswith("distributed"):
                monitored = logging.getLogger(name)
                monitored.disabled, monitored.propagate = False, True
                monitored.setLevel(logging.DEBUG)
        with pytest.raises(EngineError, match="a worker failed") as caught:
            list(each(_fail, ["Grandmother's words"] * 20))
    assert caplog.records
    said = capfd.readouterr()
    assert "Grandmother" not in caplog.text + said.out + said.err + str(caught.value)


@pytest.mark.skipif(os.name == "nt", reason="another way of killing a program")
def test_a_worker_killed_in_the_middle_changes_no_byte(
    samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Two workers of the run's own; one is killed when the first part of many has come back."""
    monkeypatch.setattr(cluster, "CPU_COUNT", 2)
    monkeypatch.setattr("pipeline.embedding._PART", 4)
    monkeypatch.setattr("pipeline.language._PART", 4)
    monkeypatch.setattr("pipeline.keeping.parts._SECONDS_BETWEEN", 0.0)
    killed: list[int] = []

    def kill(step: Step) -> None:
        if "texts read" in step.doing and not killed:
            done, of = re.findall(r"\d+", step.doing)[:2]
            assert int(done) < int(of) / 2
            workers = multiprocessing.active_children()
            assert len(workers) == 2
            killed.append(workers[0].pid or 0)
            os.kill(killed[0], signal.SIGKILL)

    workspace = Workspace(tmp_path)
    with workspace.occupied():
        (outcome,) = run_events([ROOT / "data" / "raw" / EVENT], workspace, None, kill, engine=Engine("dask"))
    assert outcome.problems == ()
    assert killed
    assert multiprocessing.active_children() == []
    for folder in ("data/processed", "reports"):
        assert list_files(tmp_path / folder / EVENT) == list_files(samples / folder / EVENT)
    assert not (tmp_path / ".cache" / "temporary").exists()
    assert capfd.readouterr() == ("", "")


def test_workers_of_our_own_let_nobody_else_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever reaches a scheduler can read what is sent and have anything run; so may other users."""
    monkeypatch.setattr(cluster, "CPU_COUNT", 0)
    anybody = ssl.create_default_context()
    anybody.check_hostname, anybody.verify_mode = False, ssl.CERT_NONE
    with ExitStack() as opened:
        client = opened.enter_context(cluster._start_workers(opened))
        scheme, host, port = re.split(r"://|:(?=\d+$)", client.scheduler.address)
        assert (scheme, host) == ("tls", "127.0.0.1")
        with (
            pytest.raises(OSError, match=r"certificate required|reset|EOF"),
            socket.create_connection((host, int(port)), 10) as line,
            anybody.wrap_socket(line) as channel,
        ):
            channel.recv(1)
        pages = client.cluster.scheduler.http_server
        assert pages.address == "127.0.0.1"
        with closing(HTTPConnection("127.0.0.1", pages.port, timeout=HANGS)) as asking:
            asking.request("GET", "/info/main/workers.html")
            assert asking.getresponse().status == 404


def test_lost_workers_are_one_line_and_not_waited_for_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_WORKER_SECONDS", 0.0)
    with (
        distributed.LocalCluster(n_workers=0, processes=False, protocol="tcp://", **LOCAL) as made,
        open_cluster(made.scheduler_address, _prove) as each,
    ):
        with pytest.raises(EngineError, match="there has been no worker") as caught:
            list(each(_double, range(10)))
        monkeypatch.setattr(cluster, "_LOOK_SECONDS", 1e9)
        with pytest.raises(EngineError) as again:
            list(each(_double, range(10)))
    assert again.value is caught.value


def test_a_scheduler_that_goes_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_CONNECT_SECONDS", 0.5)
    made = distributed.LocalCluster(n_workers=1, processes=False, protocol="tcp://", **LOCAL)
    with open_cluster(made.scheduler_address, _prove) as each:
        results = each(_double, range(100))
        assert next(results) == 0
        made.close()
        with pytest.raises(EngineError, match=r"the scheduler has gone|there has been no worker"):
            list(results)
