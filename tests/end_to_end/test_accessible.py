"""The reports of whole events keep nobody out: axe-core in a browser, in light, in dark and on a phone."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.browser import Page, open_browser

VIEWS = {"light": {}, "dark": {"color_scheme": "dark"}, "phone": {}}


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with open_browser() as page:
        yield page


def _look(page: Page, report: Path, view: str) -> None:
    page.open(report, width=320 if view == "phone" else 1200, **VIEWS[view])
    assert page.find_violations() == []
    assert page.run("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.complaints == []


@pytest.mark.parametrize("view", VIEWS)
def test_a_sample_event(page: Page, samples: Path, view: str) -> None:
    _look(page, samples / "reports" / "2025-03-harrowby-library" / "report.html", view)


@pytest.mark.parametrize("view", VIEWS)
def test_a_series(page: Page, samples: Path, view: str) -> None:
    _look(page, samples / "reports" / "wexmoor-listening-2025" / "report.html", view)


@pytest.mark.parametrize("view", VIEWS)
def test_a_real_event(page: Page, mansfield: Path, view: str) -> None:
    report = mansfield / "reports" / "2024-09-20-mansfield-library" / "report.html"
    assert report.stat().st_size < 1_500_000
    _look(page, report, view)


def test_the_page_for_people_who_were_there_fits_one_sheet(page: Page, mansfield: Path) -> None:
    page.open(mansfield / "reports" / "2024-09-20-mansfield-library" / "page.html")
    assert page.find_violations() == []
    assert len(PdfReader(io.BytesIO(page.print_pdf())).pages) == 1
