"""What has no title yet: told by one rule, counted in headings, named in no list of themes."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from pipeline.report.event.themes import _head_themes
from pipeline.report.series.facts import is_titled
from pipeline.report.wording import UNTITLED


def _theme(number: int, *, untitled: bool) -> Any:
    heading = UNTITLED if untitled else "Buses"
    return cast("Any", SimpleNamespace(theme_id=str(number), untitled=untitled, heading=heading))


def test_headings_without_a_title_are_counted_where_there_are_several() -> None:
    themes = [_theme(1, untitled=True), _theme(2, untitled=False), _theme(3, untitled=True)]
    assert _head_themes(themes) == [f"{UNTITLED} (1 of 2)", "Buses", f"{UNTITLED} (2 of 2)"]
    assert _head_themes(themes[:2]) == [UNTITLED, "Buses"]


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
