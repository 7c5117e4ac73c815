"""The organisers' own summary in a report: the same in every format, masked, and only what they wrote."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.errors import QuoteError
from pipeline.report import wording
from tests.report.made_event import Case
from tests.report.reading import read_html, word_paragraphs

POINT = ["“Go to where [name] is”", "found in the notes", "“Need to go out to people”"]


def read_cells(files: dict[str, bytes], name: str) -> list[str]:
    """Everything an appendix shows, in pieces."""
    if name.endswith(".html"):
        section = read_html(files, name).select_one("section[aria-labelledby=organisers]")
        if section is None:
            return []
        for source in section.select(".src"):
            source.decompose()
        shown = section.select("h2, p, caption, th, td")
        return [f"“{cell.q.get_text()}”" if cell.q else cell.get_text() for cell in shown]
    return [text for _, text in word_paragraphs(files, name)]


@pytest.mark.parametrize("name", ["appendix.html", "appendix.docx"])
def test_the_appendix_shows_each_point_and_the_notes_nearest_to_it(
    files: dict[str, bytes], name: str
) -> None:
    cells = read_cells(files, name)
    assert wording.SUMMARY in cells
    start = cells.index(POINT[0])
    words, place = cells[start + 2].rsplit("”", 1)
    assert [*cells[start : start + 2], f"{words}”"] == POINT
    assert place.strip(" ()") in ("", "line 2")
    assert (name == "appendix.html") or place
    assert cells[start + 3].count("line") == 1
    assert "Themes to which no point of the summary is nearest" in cells


def test_without_a_summary_there_is_no_section(case: Case) -> None:
    without = replace(
        case, summary_points=case.summary_points.iloc[:0], summary_themes=case.summary_themes.iloc[:0]
    ).render()
    for name in ("appendix.html", "appendix.docx"):
        assert wording.SUMMARY not in read_cells(without, name), name


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
