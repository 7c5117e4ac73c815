"""Pages of a PDF: columns, tables, what is turned or hidden, scans and pages without text."""

from __future__ import annotations

import pytest

from pipeline.ingest.pdf import PICTURE as NOT_READ
from tests.ingest.pdf_maker import PICTURE, put, put_lines
from tests.ingest.reading import read_pages, show_paragraphs


@pytest.mark.parametrize("row_by_row", [False, True])
def test_columns_are_read_one_after_the_other(row_by_row: bool) -> None:
    left = [f"left column line {number} as it stands" for number in range(8)]
    right = [f"right column line {number} as it stands" for number in range(8)]
    title = put("A title that runs across both of the columns of the page", 72, 760, size=16)
    if row_by_row:
        rows = zip(left, right, strict=True)
        body = b"".join(
            put(one, 72, 720 - 14 * place) + put(other, 320, 720 - 14 * place)
            for place, (one, other) in enumerate(rows)
        )
    else:
        body = put_lines(left) + put_lines(right, x=320)
    assert [line.text for line in read_pages(title + body) if line.text][1:] == left + right


def test_a_table_of_short_cells_is_read_row_by_row() -> None:
    rows = [("Ann", "4"), ("Bea", "5"), ("Cai", "6"), ("Dot", "7"), ("Eve", "8")]
    page = b"".join(
        put(name, 72, 700 - 14 * place) + put(votes, 300, 700 - 14 * place)
        for place, (name, votes) in enumerate(rows)
    )
    assert [line.text for line in read_pages(page)] == [f"{name} {votes}" for name, votes in rows]


def test_a_footer_written_first_is_read_last() -> None:
    lines = read_pages(put("at the foot", 72, 100) + put_lines(["first", "second"]))
    assert [line.text for line in lines if line.text] == ["first", "second", "at the foot"]


def test_turned_and_hidden_text_is_kept_aside_with_the_reason() -> None:
    page = put("said", 72, 700) + put("DRAFT", 200, 300, size=60, angle=45) + put("unseen", 72, 600, mode=3)
    lines = read_pages(page)
    assert [(line.text, line.role) for line in lines] == [
        ("said", ""),
        ("DRAFT", "metadata"),
        ("unseen", "metadata"),
    ]
    assert "angle" in lines[1].reason
    assert "invisible" in lines[2].reason


def test_text_laid_over_a_scan_is_its_text() -> None:
    assert show_paragraphs(read_pages(PICTURE + put("recognised words", 72, 700, mode=3))) == [
        "recognised words"
    ]


@pytest.mark.parametrize(("angle", "x", "y"), [(90, 14, 0), (180, 0, 14), (270, -14, 0)])
def test_a_page_on_its_side_is_read_upright(angle: int, x: int, y: int) -> None:
    page = b"".join(put(f"line {n}", 300 + n * x, 300 + n * y, angle=angle) for n in range(5))
    assert [line.text for line in read_pages(page)] == [f"line {n}" for n in range(5)]


def test_pages_without_text_are_named() -> None:
    lines = read_pages(put("said", 72, 700), PICTURE, put("more", 72, 700))
    assert [(line.locator, line.role) for line in lines if line.reason == NOT_READ] == [
        ("page 2 line 1", "metadata")
    ]
    assert show_paragraphs(lines) == ["said", "more"]
