"""A real browser without a window, that of this machine: Playwright drives it and downloads none."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Request, sync_playwright
from playwright.sync_api import Page as PlaywrightPage

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
    """One page at a time: look at it, act on it, check it.

    Attributes:
        complaints: Errors and whatever else is on the page's console, and every request beyond the page.
        dialogs: What the page asked or said in a window of its own.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._page = browser.new_page()
        self.complaints: list[str] = []
        self.dialogs: list[str] = []

    def open(
        self,
        path: Path,
        *,
        width: int = 1200,
        height: int = 800,
        scripts: bool = True,
        before: str = "",
        **media: Any,
    ) -> None:
        """Open a file as somebody who comes for the first time.

        Args:
            path: The file.
            width: Of the window, in CSS pixels.
            height: Of the window, likewise.
            scripts: Whether the page's own script may run.
            before: A script that runs before all of the page's own.
            media: What the reader prefers, such as color_scheme="dark".
        """
        self._page.context.close()
        self._page = self._browser.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=scripts, **media
        ).new_page()
        self.complaints, self.dialogs = [], []
        self._page.on("console", self._note_console)
        self._page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self._page.on("request", self._note_request)
        self._page.on("dialog", self._note_dialog)
        if before:
            self._page.add_init_script(before)
        self._page.goto(path.as_uri())

    @property
    def driver(self) -> PlaywrightPage:
        """The page as Playwright drives it: mouse, keyboard, touch, downloads, other tabs."""
        return self._page

    def run(self, expression: str) -> Any:
        """What an expression gives in the page, waited for if it is a promise."""
        return self._page.evaluate(expression)

    def press(self, key: str) -> None:
        """Press and release a key."""
        self._page.keyboard.press(key)

    def show_as_printed(self) -> None:
        """Show the page as it would look on paper."""
        self._page.emulate_media(media="print")

    def print_pdf(self) -> bytes:
        """The page on A4, with the margins a browser leaves."""
        return self._page.pdf(format="A4", margin=dict.fromkeys(("top", "right", "bottom", "left"), "1cm"))

    def find_violations(self) -> list[str]:
        """What axe-core finds wrong, one line per rule: its name, how often, and where first."""
        options = {"runOnly": RULES, "resultTypes": ["violations"]}
        said = []
        for rule in Axe().run(self._page, options=options).response["violations"]:
            first = rule["nodes"][0]
            where, why = first["html"][:200], first["failureSummary"]
            said.append(f"{rule['id']} × {len(rule['nodes'])}: {where} {why}")
        return said

    def _note_console(self, message: ConsoleMessage) -> None:
        self.complaints.append(message.text)

    def _note_request(self, request: Request) -> None:
        if request.resource_type != "document":
            self.complaints.append(request.url)

    def _note_dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()


@contextmanager
def open_browser() -> Iterator[Page]:
    """Start a browser with one empty page, and end it."""
    program = find_program("chromium", "chromium-browser", "google-chrome")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu", "--disable-quic"]
        )
        try:
            yield Page(browser)
        finally:
            browser.close()
