"""The organisers' own summary in a report: the same in every format, masked, and only what they wrote."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.errors import QuoteError
from pipeline.report import wording
from tests.report.conftest import Case
from tests.report.reading import inline_text, read_html, read_markdown, word_paragraphs

POINT = ["“Go to where [name] is”", "found in the notes", "Going to where people are"]


def read_cells(files: dict[str, bytes], name: str) -> list[str]:
    """Everything a report shows, in pieces."""
    if name == "report.html":
        section = read_html(files).select_one("section[aria-labelledby=summary]")
        return (
            [] if section is None else [cell.get_text() for cell in section.select("h2, p, caption, th, td")]
        )
    if name == "report.docx":
        return [text for _, text in word_paragraphs(files)]
    return [inline_text(token) for token in read_markdown(files) if token.type == "inline"]


@pytest.mark.parametrize("name", ["report.html", "report.docx", "report.md"])
def test_each_format_shows_the_point_and_what_the_notes_hold_of_it(
    files: dict[str, bytes], name: str
) -> None:
    cells = read_cells(files, name)
    assert wording.SUMMARY in cells
    start = cells.index(POINT[0])
    assert cells[start : start + 3] == POINT
    assert cells[start + 3].count("line") == 2
    assert any("no point of the summary comes near 5 of 6 themes" in cell for cell in cells)
    assert any("wrong about a third of the time" in cell for cell in cells)


@pytest.mark.parametrize("name", ["report.html", "report.docx", "report.md"])
def test_without_a_summary_there_is_no_section(case: Case, name: str) -> None:
    without = replace(
        case, summary_points=case.summary_points.iloc[:0], summary_themes=case.summary_themes.iloc[:0]
    ).render()
    assert wording.SUMMARY not in read_cells(without, name)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("text", "Go to where they are"),
        ("words", "Go to where Priya Shah is now"),
        ("safe_words", "Stay where [name] is"),
        ("line", 901),
    ],
)
def test_a_point_that_is_not_in_its_source_stops_the_report(case: Case, column: str, value: object) -> None:
    with pytest.raises(QuoteError, match="point s-001") as refused:
        case.spoil("summary_points", column, 0, value).render()
    assert "Priya" not in str(refused.value)
