"""Works at a sorting board as people do, in a real browser."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from tests.browser import Page
from tests.review.workbooks import EVENT


def board_of(workspace: Path, event: str = EVENT) -> Path:
    return workspace / "reports" / event / "board.html"


class AtBoard:
    """Somebody at a board that is open in a page."""

    def __init__(self, page: Page) -> None:
        self.page, self.driver = page, page.driver

    def column(self, number: int) -> Any:
        """A theme's column, from 0, as they stand now; the place for new themes is not counted."""
        return self.driver.locator("#board .column:not(.new)").nth(number)

    def cards(self, number: int) -> list[str]:
        return [str(one) for one in self.column(number).locator(".card").evaluate_all(
            "cards => cards.map(card => card.dataset.id)"
        )]  # fmt: skip

    def theme(self, number: int) -> str:
        return str(self.column(number).get_attribute("data-theme"))

    def words(self, note_id: str) -> Any:
        return self.driver.locator(f'.card[data-id="{note_id}"] .words')

    def column_of(self, note_id: str) -> str:
        return str(
            self.page.run(
                f"document.querySelector('.card[data-id=\"{note_id}\"]').closest('.column').dataset.theme"
            )
        )

    def drag(self, note_id: str, to: Any) -> None:
        """Drag a card to a place by mouse."""
        start = self.words(note_id).bounding_box()
        end = to.bounding_box()
        self.driver.mouse.move(start["x"] + 20, start["y"] + 8)
        self.driver.mouse.down()
        self.driver.mouse.move(start["x"] + 40, start["y"] + 20, steps=3)
        self.driver.mouse.move(end["x"] + 40, end["y"] + 30, steps=5)
        self.driver.mouse.up()

    def answer(self, title: str) -> None:
        """Write a name into the window that asks for one."""
        self.driver.locator("#dialog input[type=text]").first.fill(title)
        self.driver.keyboard.press("Enter")

    def press_button(self, name: str, within: str = "#dialog") -> None:
        self.driver.locator(within).get_by_role("button", name=name, exact=True).click()

    def titles(self) -> list[str]:
        return [str(one) for one in self.driver.locator("#board h2").all_inner_texts()]

    def wait(self, expression: str) -> None:
        """Wait until something is so; the page's policy forbids Playwright's own way."""
        for _ in range(100):
            if self.page.run(expression):
                return
            self.driver.wait_for_timeout(50)
        raise AssertionError(expression)

    def spoken(self) -> str:
        return str(self.page.run("document.getElementById('spoken').textContent"))

    def notice(self) -> str:
        return (
            str(self.driver.locator("#notice").inner_text())
            if self.driver.locator("#notice").is_visible()
            else ""
        )

    def save(self, name: str = "Ann Lee") -> tuple[str, bytes]:
        """Save decisions; gives name and content of the file."""
        self.driver.locator("#save").click()
        self.driver.locator("#dialog input").fill(name)
        with self.driver.expect_download() as found:
            self.press_button("Save as CSV")
        return found.value.suggested_filename, Path(found.value.path()).read_bytes()


def read_rows(content: bytes) -> list[list[str]]:
    """The file's rows as any other program reads them."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
