"""The reports of whole events keep nobody out: axe-core in a browser, in light, in dark and on a phone."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
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


@pytest.mark.parametrize(
    "name",
    ["2025-03-harrowby-library/review", "wexmoor-listening-2025/tracker", "wexmoor-listening-2025/matrix"],
)
def test_workbooks_follow_the_rules_for_spreadsheets(samples: Path, name: str) -> None:
    """Of the Analysis Function: a cover, tables marked as such, no merged cells, letters without serifs."""
    book = load_workbook(samples / "reports" / f"{name}.xlsx")
    assert book.properties.title
    assert book.properties.language == "en-GB"
    shown = [sheet for sheet in book if sheet.sheet_state == "visible"]
    assert shown[0].title in ("Start here", "About")
    for sheet in shown:
        assert str(sheet["A1"].value or "").strip()
        assert not sheet.merged_cells.ranges
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert {cell.font.name for cell in cells} == {"Calibri"}
        assert min(cell.font.size for cell in cells) >= 10
        assert all(cell.alignment.wrap_text for cell in cells if len(str(cell.value)) > 60 and cell.row > 2)
    for sheet in shown[1:]:
        if sheet.title != "Theme by theme":  # rows of two kinds: to be read, not looked up
            assert [table.name for table in sheet.tables.values()] == [sheet.title.replace(" ", "_")]
