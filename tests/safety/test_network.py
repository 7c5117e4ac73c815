"""Nothing leaves: no connection, no other program, no file outside the workspace."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.embedding.encoder import Encoder, find_model
from pipeline.settings import load_settings
from tests.browser import find_program
from tests.conftest import ROOT
from tests.safety.hostile import Hostile
from tests.safety.packages import list_runtime
from tests.work import HANGS

NOTES = "# A small event\n\n## What helps?\n\n" + "".join(
    f"- {note}\n"
    for note in (
        "Buses that run in the evening",
        "A bus stop near the hall",
        "Tea and time to talk",
        "Somebody who listens over tea",
        "Plain words in letters",
        "Letters without short forms",
    )
)
# Families of sockets that never leave the machine: AF_UNIX, and AF_NETLINK, which asks the kernel.
LOCAL = ("AF_UNIX", "AF_LOCAL", "AF_NETLINK")
# urllib3, which spaCy imports, asks by a socket bound to this computer whether it knows IPv6.
ASKS_FOR_IPV6 = re.compile(
    r"socket\(AF_INET6, SOCK_STREAM\|SOCK_CLOEXEC, IPPROTO_IP\)|"
    r"bind\(\d+, \{sa_family=AF_INET6, sin6_port=htons\(0\),.*\"::1\""
)
# The standard library asks what processor this is, and gives nothing.
ASKS_THE_SYSTEM = (
    'execve("/usr/bin/uname", ["uname", "-p"]',
    'execve("/bin/uname", ["uname", "-p"]',
)
# Packages that exist to report on how programs are used.
TELEMETRY = re.compile(
    r"posthog|sentry|mixpanel|segment|amplitude|scarf|wandb|datadog|opentelemetry|rudder|bugsnag|newrelic"
    r"|huggingface|comet|mlflow"
)


def test_a_run_of_everything_reaches_out_of_nothing(hostile: Hostile) -> None:
    """All commands were run with Python's own audit of connections, programs, pickles and files written."""
    assert hostile.reached == ()


def test_the_audit_tells(tmp_path: Path) -> None:
    """Else the tests above would pass with a hook that hears nothing."""
    log = tmp_path / "log"
    script = (
        "import sys, socket, subprocess, pickle, tests.safety.audited as audited, pipeline.cli\n"
        "def main(words):\n"
        "    subprocess.run(['true']); open(words[0], 'w').close(); open(words[1], 'w').close()\n"
        "    pickle.loads(pickle.dumps(main)) if False else pickle.loads(b'cos\\nsystem\\n.')\n"
        "    try: socket.create_connection(('127.0.0.1', 9), 1)\n"
        "    except OSError: pass\n"
        "sys.modules['pipeline.cli'].main = main\n"
        f"sys.argv = ['x', {str(log)!r}, {str(tmp_path / 'in')!r}, {str(tmp_path / 'out')!r}, "
        f"{str(tmp_path / 'in' / 'file')!r}]\n"
        "audited.main()\n"
    )
    (tmp_path / "in").mkdir()
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, timeout=HANGS)
    told = log.read_text(encoding="utf-8")
    for event in (
        "subprocess.Popen",
        "socket.getaddrinfo",
        "pickle.find_class",
        f"open ('{tmp_path / 'out'}'",
    ):
        assert event in told
    assert "in/file" not in told


def test_a_run_without_a_network_makes_no_call_to_one(tmp_path: Path) -> None:
    """In a namespace without any network, traced: also what libraries in C do is seen."""
    event, workspace, log = tmp_path / "event.md", tmp_path / "workspace", tmp_path / "trace"
    event.write_text(NOTES, encoding="utf-8")
    kinds = "trace=%network,execve,open,openat,creat,mkdir,rename,renameat2"
    trace = [find_program("strace"), "-f", "-qq", "-e", kinds, "-o", str(log)]
    done = subprocess.run(
        [
            *(find_program("unshare"), "--map-root-user", "--net", "--"),
            *trace,
            *(sys.executable, "-m", "pipeline", "run", str(event), "--workspace", str(workspace), "--quiet"),
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        timeout=HANGS,
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    assert (workspace / "reports" / "event" / "report.pdf").is_file()
    calls = [line.split(None, 1)[1] for line in log.read_text(encoding="utf-8").splitlines() if " " in line]
    assert len(calls) > 500, "the trace holds hardly anything"
    network = [call for call in calls if re.match(r"(connect|send|recv|bind|listen|socket)\w*\(", call)]
    assert sum(call.startswith("socket(AF_INET6") for call in network) <= 1
    network = [call for call in network if not ASKS_FOR_IPV6.match(call)]
    assert [call for call in network if not any(family in call for family in LOCAL)] == []
    programs = [call for call in calls if call.startswith("execve(") and " = -1 " not in call]
    assert [
        call for call in programs[1:] if not call.startswith(ASKS_THE_SYSTEM)
    ] == []  # the first is Python
    assert find_written_outside(calls, workspace) == []


def find_written_outside(calls: list[str], workspace: Path) -> list[str]:
    """Calls of a trace that write, make or move a file outside of a folder, and went well."""
    found = []
    for call in calls:
        if " = -1 " in call or not re.search(r"O_WRONLY|O_RDWR|O_CREAT|^mkdir|^rename|^creat", call):
            continue
        path = re.findall(r'"([^"]*)"', call)[-1]
        if not path.startswith((str(workspace), "/dev/", "/proc/")) and Path(path).is_absolute():
            found.append(call)
    return found


def test_nothing_is_installed_that_reports_on_its_users() -> None:
    names = list_runtime()
    assert "onnxruntime" in names
    assert [name for name in names if TELEMETRY.search(name)] == []


def test_the_one_library_that_can_report_is_told_not_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """ONNX Runtime's builds for Windows send events to their maker unless they are switched off."""
    import onnxruntime

    calls: list[str] = []
    session = onnxruntime.InferenceSession
    monkeypatch.setattr(onnxruntime, "disable_telemetry_events", lambda: calls.append("off"))
    monkeypatch.setattr(
        onnxruntime,
        "InferenceSession",
        lambda *given, **named: calls.append("session") or session(*given, **named),
    )
    settings = load_settings().embedding
    Encoder(find_model(settings), settings)
    assert calls == ["off", "session"]
