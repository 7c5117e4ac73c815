"""What changed between two runs, in words: which themes are new or gone comes first."""

from __future__ import annotations

from typing import Any

from pipeline.review import say_difference


def _picture(notes: dict[str, str], themes: dict[str, str], accepted: tuple[str, ...] = ()) -> dict[str, Any]:
    places = {note: f"notes.md, line {note[1:]}" for note in notes}
    return {
        "notes": notes,
        "types": {},
        "places": places,
        "themes": themes,
        "accepted": list(accepted),
    }


BEFORE = _picture(
    {"n1": "q.a", "n2": "q.a", "n3": "q.b"}, {"q.a": "Buses", "q.b": "“Tea is free”"}, accepted=("q.b",)
)


def test_themes_that_are_new_or_gone_come_first_with_where_their_notes_are() -> None:
    now = _picture(
        {"n1": "q.n", "n2": "q.b", "n3": "q.b", "n4": "q.n"},
        {"q.b": "Tea and cake", "q.n": "Travel"},
        ("q.b",),
    )
    assert say_difference(BEFORE, now) == [
        "Themes: 1 new, 1 gone, 1 called otherwise.",
        "Theme “Travel” is new: 2 notes, of which 1 was in “Buses” and 1 was not there.",
        "Theme “Buses” is gone: 2 notes, of which 1 is in “Travel” and 1 is in “Tea and cake”.",
        "Theme “Tea is free” is now called “Tea and cake”.",
        "Note n4 is new: notes.md, line 4, in “Travel”.",
        "Note n1 (notes.md, line 1) went from “Buses” to “Travel”.",
        "Note n2 (notes.md, line 2) went from “Buses” to “Tea and cake”.",
    ]


def test_the_same_theme_under_another_id_is_neither_new_nor_gone() -> None:
    now = _picture(
        {"n1": "r.a", "n2": "r.a", "n3": "r.b"}, {"r.a": "Buses", "r.b": "“Tea is free”"}, ("r.b",)
    )
    assert say_difference(BEFORE, now) == []
    now["themes"]["r.a"] = "Trains"
    assert say_difference(BEFORE, now)[0] == "Themes: 1 new, 1 gone, none called otherwise."


def test_nothing_changed_says_nothing() -> None:
    assert say_difference(BEFORE, BEFORE) == []


def test_what_has_no_title_is_called_as_in_the_report() -> None:
    before = BEFORE | {"shown": {"q.a": "Buses", "q.b": "No title yet (2 of 2): “Tea is free”"}}
    now = _picture(
        {"n1": "q.a", "n2": "q.b", "n3": "q.b"}, {"q.a": "Buses", "q.b": "“Tea is free”"}, ("q.b",)
    )
    now["shown"] = {"q.a": "Buses", "q.b": "No title yet: “Tea is free”"}
    assert say_difference(before, now) == [
        "Note n2 (notes.md, line 2) went from “Buses” to No title yet: “Tea is free”."
    ]
    now["themes"]["q.b"] = now["shown"]["q.b"] = "Tea"
    said = say_difference(before, now)
    assert said[1] == "Theme No title yet (2 of 2): “Tea is free” is now called “Tea”."
