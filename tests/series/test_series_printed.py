"""What a team prints or sends of a series says where each theme is from, and buries nothing."""

from __future__ import annotations

import io

import docx
import pytest
from openpyxl import load_workbook

from pipeline.flow.runner import run_series
from pipeline.keeping.store import Workspace
from pipeline.report.blocks import Section, Text
from pipeline.report.formats.pdf import read_pages, render_pdf
from pipeline.report.formats.word import render_word
from pipeline.series.tracker.write import START, TRACKER
from tests.conftest import list_files
from tests.office import print_pages
from tests.report.reading_pdf import pdf_blocks
from tests.series.planted import Planted, keep_event, make_event
from tests.series.test_series_pdf import make_report


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A series of two events without a title of its own: a theme with a code, and one at the second only."""
    root = tmp_path_factory.mktemp("printed")
    for number in (1, 2):
        themes = [Planted("coded", 4, 2, code="training"), Planted(f"only at {number}", 4, 2)]
        keep_event(root, make_event(f"e{number}", f"2025-0{number}-01", themes, title=f"Event {number}"))
    run_series((), Workspace(root), None, lambda *_: None)
    return list_files(root / "reports" / "s")


def test_the_matrix_prints_what_was_raised_and_no_page_of_noughts(files: dict[str, bytes]) -> None:
    pages = print_pages({"matrix.xlsx": files["matrix.xlsx"]})["matrix.xlsx"]
    codes = load_workbook(io.BytesIO(files["matrix.xlsx"]))["Codes"]
    titles = [str(codes.cell(row, 1).value) for row in range(2, codes.max_row + 1)]
    assert len(titles) > 50
    assert len(pages) == 4
    assert titles[0] in pages[3]
    assert not [title for title in titles[1:] if title in pages[3]]


def test_the_tracker_says_at_which_event_and_what_the_series_is_called(files: dict[str, bytes]) -> None:
    book = load_workbook(io.BytesIO(files["tracker.xlsx"]))
    assert book[START].cell(1, 1).value == "What came of it: S"
    heads = [cell.value for cell in book[TRACKER][2]]
    said = [str(row[heads.index("what was said")].value) for row in book[TRACKER].iter_rows(min_row=3)]
    assert "8 notes at 4 tables in 2 events" in said
    assert "4 notes at 2 tables, Event 2" in said


@pytest.mark.parametrize(("paragraphs", "shown"), [(3, False), (150, True)])
def test_a_page_or_two_need_no_contents(paragraphs: int, shown: bool) -> None:
    report = make_report(
        *[Text("People said that buses are late. " * 5)] * paragraphs, *[Section("a", "Then", ())]
    )
    pdf = render_pdf(report, {})
    named = [block.tag for block in pdf_blocks({"report.pdf": pdf}) if block.tag == "TOCI"]
    word = render_word(report, {}, {}, None, read_pages(pdf))
    assert bool(named) is shown
    assert ("Contents" in [one.text for one in docx.Document(io.BytesIO(word)).paragraphs]) is shown
