"""A real browser without a window, driven over its own debugging protocol: no driver to install."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import websocket

OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-port=0",
)
# What WCAG 2.2 AA asks for as far as a program can tell, and axe's own rules of good practice.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def find_program(*names: str) -> str:
    """A program on this machine; in CI, which installs them, it must be there."""
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail(f"{names[0]} is not installed: .ci/run should have done it")
        pytest.skip(f"{names[0]} is not installed here; CI runs this test")
    return found


class Page:
    """One open page: look at it, act on it, check it.

    Args:
        connection: The browser's debugging connection.
        session: The page's session on it.
    """

    def __init__(self, connection: Any, session: str) -> None:
        self._connection = connection
        self._session = session
        self._number = 0
        self.events: list[dict[str, Any]] = []

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a command and wait for its answer; what the page reports meanwhile is kept in `events`."""
        self._number += 1
        message = {
            "id": self._number,
            "method": method,
            "params": parameters,
            "sessionId": self._session,
        }
        self._connection.send(json.dumps(message))
        while True:
            answer = json.loads(self._connection.recv())
            if answer.get("id") == self._number and answer.get("sessionId") == self._session:
                assert "error" not in answer, answer["error"]
                result: dict[str, Any] = answer["result"]
                return result
            if answer.get("sessionId") == self._session:
                self.events.append(answer)

    def open(self, path: Path, *, width: int = 1200, scripts: bool = True, **media: str) -> None:
        """Open a file.

        Args:
            path: The file.
            width: Of the window, in CSS pixels.
            scripts: Whether the page's own script may run.
            media: What the reader prefers, such as prefers_color_scheme="dark".
        """
        self.events.clear()
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.send(f"{domain}.enable")
        size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
        self.send("Emulation.setDeviceMetricsOverride", **size)
        features = [{"name": name.replace("_", "-"), "value": value} for name, value in media.items()]
        self.send("Emulation.setEmulatedMedia", media="", features=features)
        self.send("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.send("Page.navigate", url=path.as_uri())
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(json.loads(self._connection.recv()))

    def run(self, expression: str) -> Any:
        """What an expression gives in the page, waited for if it is a promise."""
        answer = self.send(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True, userGesture=True
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def press(self, key: str, code: int = 0, text: str = "", shift: bool = False) -> None:
        """Press and release a key."""
        how = {"key": key, "windowsVirtualKeyCode": code, "modifiers": 8 if shift else 0}
        kind = "keyDown" if text else "rawKeyDown"
        self.send("Input.dispatchKeyEvent", type=kind, text=text, **how)
        self.send("Input.dispatchKeyEvent", type="keyUp", **how)

    def find_violations(self) -> list[str]:
        """What axe-core finds wrong, one line per rule: its name, how often, and where first."""
        self.run(find_axe().read_text(encoding="utf-8") + "\n;undefined")
        found = self.run(
            f"axe.run(document, {{runOnly: {json.dumps(RULES)}, resultTypes: ['violations']}})"
            ".then(result => result.violations.map(rule => [rule.id, rule.nodes.length,"
            " rule.nodes[0].html.slice(0, 200), rule.nodes[0].failureSummary]))"
        )
        return [f"{rule} × {number}: {where} {why}" for rule, number, where, why in found]

    @property
    def complaints(self) -> list[str]:
        """Errors and warnings on the page's console, and every request beyond the page itself."""
        said = []
        for event in self.events:
            method, about = event.get("method"), event.get("params", {})
            if method in ("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded"):
                said.append(json.dumps(about)[:400])
            if method == "Network.requestWillBeSent" and about["type"] != "Document":
                said.append(about["request"]["url"])
        return said


@contextmanager
def open_browser(profile: Path) -> Iterator[Page]:
    """Start a browser with one empty page, and end it.

    Args:
        profile: An empty folder for what the browser keeps.
    """
    program = find_program("chromium", "chromium-browser", "google-chrome")
    with subprocess.Popen(
        [program, *OPTIONS, f"--user-data-dir={profile}", "about:blank"],
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as process:
        assert process.stderr is not None
        try:
            line = next(line for line in process.stderr if "DevTools listening on " in line)
            address = line.split("DevTools listening on ")[1].strip()
            connection = websocket.create_connection(address, timeout=180, suppress_origin=True)
            try:
                yield _attach(connection)
            finally:
                connection.close()
        finally:
            process.terminate()
            process.stderr.read()


def _attach(connection: Any) -> Page:
    """A page of its own."""

    def ask(number: int, method: str, **parameters: Any) -> dict[str, Any]:
        connection.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            answer = json.loads(connection.recv())
            if answer.get("id") == number and "sessionId" not in answer:
                result: dict[str, Any] = answer["result"]
                return result

    target = ask(1, "Target.createTarget", url="about:blank")["targetId"]
    return Page(connection, ask(2, "Target.attachToTarget", targetId=target, flatten=True)["sessionId"])


def find_axe() -> Path:
    """axe-core as a package carries it; the package itself, made for another driver, is not imported."""
    spec = find_spec("axe_playwright_python")
    assert spec is not None, "axe-playwright-python is not installed: run the README's first command"
    assert spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0]) / "axe.min.js"
