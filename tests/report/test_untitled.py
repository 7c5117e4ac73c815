"""What has no title yet: told by one rule, counted in headings, named in no list of themes."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from pipeline.report.event.themes import _head_themes, _say_basis
from pipeline.report.series.facts import is_titled
from pipeline.report.wording import UNTITLED
from tests.report.made_event import build_case


def _theme(number: int, *, untitled: bool) -> Any:
    heading = UNTITLED if untitled else "Buses"
    return cast("Any", SimpleNamespace(theme_id=str(number), untitled=untitled, heading=heading))


def test_headings_without_a_title_are_counted_where_there_are_several() -> None:
    themes = [_theme(1, untitled=True), _theme(2, untitled=False), _theme(3, untitled=True)]
    assert _head_themes(themes) == [f"{UNTITLED} (1 of 2)", "Buses", f"{UNTITLED} (2 of 2)"]
    assert _head_themes(themes[:2]) == [UNTITLED, "Buses"]


def test_a_title_that_a_person_gave_is_not_called_the_programs() -> None:
    theme = SimpleNamespace(basis="discovered", untitled=False, review="")
    assert _say_basis(cast("Any", theme)) == ["draft", "title from the notes"]
    theme.review = "Its title was given by Ann."
    assert _say_basis(cast("Any", theme)) == ["draft"]


@pytest.mark.parametrize(
    ("basis", "title", "divided", "titled"),
    [
        ("codebook", "Buses", True, True),
        ("discovered", "Buses", True, True),
        ("discovered", "“No bus on Sunday”", True, False),
        ("reviewed", "“No bus on Sunday”", True, True),
        ("other", "Other points", True, False),
        ("discovered", "Buses", False, False),
    ],
)
def test_a_series_names_a_theme_that_has_a_title(basis: str, title: str, divided: bool, titled: bool) -> None:
    assert is_titled({"basis": basis, "title": title, "divided": divided}) is titled


def test_a_note_that_is_part_of_a_line_is_looked_for_on_its_line() -> None:
    case = build_case()
    where = case.safe_notes.loc[0, "locator"]
    facts = case.spoil("safe_notes", "locator", 0, f"{where}, part 1, part 2").build()
    assert where in {note.place for note in facts.notes}
    assert not any("part" in note.place for note in facts.notes)
