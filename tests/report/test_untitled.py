"""What has no title yet: told by one rule, counted in headings, named in no list of themes."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest

from pipeline.report.blocks import Text, walk
from pipeline.report.event.choose import Chooser
from pipeline.report.event.themes import _say_basis, _show_others
from pipeline.report.series.facts import is_titled
from pipeline.wording.names import UNTITLED, name_untitled, split_shown
from tests.report.made_event import build_case


def test_what_has_no_title_is_counted_where_there_are_several() -> None:
    themes = [("1", "discovered", "“No bus”"), ("2", "codebook", "Buses"), ("3", "discovered", "“Too far”")]
    assert name_untitled(themes) == {"1": f"{UNTITLED} (1 of 2)", "3": f"{UNTITLED} (2 of 2)"}
    assert name_untitled(themes[:2]) == {"1": UNTITLED}
    assert name_untitled([("1", "reviewed", "“No bus”")]) == {}


@pytest.mark.parametrize(
    ("shown", "name", "title"),
    [
        ("No title yet (1 of 2): “No bus: none”", "No title yet (1 of 2)", "“No bus: none”"),
        ("No title yet: “No bus”", "No title yet", "“No bus”"),
        ("No title yet: about buses", "", "No title yet: about buses"),
        ("Buses: “late”", "", "Buses: “late”"),
        ("“No bus”", "", "“No bus”"),
    ],
)
def test_the_note_behind_the_name_is_found_again(shown: str, name: str, title: str) -> None:
    assert split_shown(shown) == (name, title)


def test_a_title_that_a_person_gave_is_not_called_the_programs() -> None:
    theme = SimpleNamespace(basis="discovered", untitled="", review="")
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


def test_what_is_quoted_elsewhere_is_said_where_notes_are_listed() -> None:
    facts = build_case().build()
    theme = next(theme for question in facts.questions for theme in question.themes if len(theme.notes) > 2)
    book = Chooser()
    other = replace(theme, title="Other points", is_other=True)
    assert "elsewhere" not in next(walk(_show_others(other, Chooser()), Text)).words
    book.take(theme.notes[0])
    said = next(walk(_show_others(other, book), Text)).words
    assert said.endswith("Quoted elsewhere in this report: 1 more.")
