"""`codebook learn`: what goes into the series' own codebook, and what is left as people wrote it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.errors import SettingsError
from pipeline.review.codebook import (
    Example,
    Learned,
    Lesson,
    add_codes,
    find_comments,
    gather_lessons,
    learn_codebook,
)
from pipeline.tables import Codings, Decisions, SafeNotes, Themes, table_of
from pipeline.themes.codebook import load_codebook, read_written

TRAVEL = {
    "code": "travel",
    "title": "Travel and times",
    "definition": "Getting there.",
    "examples": ["The last bus goes at five"],
}
BUS = Lesson("travel", "Travel and times", False, False, (Example("ev/n-1", "No bus after six"),))
PAY = Lesson("", "Fair pay", True, True, (Example("ev/n-2", "Pay us for our time"),))
KNOWN = ("ev/n-1", "ev/n-2", "ev/n-3")


def _learn(content: str, *lessons: Lesson, known: tuple[str, ...] = KNOWN) -> Learned:
    learned = learn_codebook(content, "parent.yaml", [TRAVEL], lessons, known)
    read_written(learned.content, where="codebook.yaml")
    return learned


def _codes(learned: Learned) -> dict[str, dict[str, Any]]:
    return {entry["code"]: entry for entry in yaml.safe_load(learned.content)["codes"]}


def _edit(learned: Learned, change: Any) -> str:
    values = yaml.safe_load(learned.content)
    change(values, {entry["code"]: entry for entry in values["codes"]})
    return yaml.safe_dump(values, sort_keys=False, allow_unicode=True)


def test_a_placed_note_becomes_an_example_of_its_code_beside_those_it_has() -> None:
    learned = _learn("", BUS)
    assert _codes(learned)["travel"]["examples"] == [
        "The last bus goes at five",
        {"text": "No bus after six", "note": "ev/n-1"},
    ]
    assert (learned.examples, learned.codes, learned.renamed) == (1, (), ())
    assert yaml.safe_load(learned.content)["inherits"] == ["parent.yaml"]


def test_a_new_theme_becomes_a_code() -> None:
    learned = _learn("", PAY)
    assert _codes(learned)["fair-pay"]["title"] == "Fair pay"
    assert learned.codes == ("Fair pay",)


def test_what_is_written_can_be_loaded_with_all_it_inherits(tmp_path: Path) -> None:
    parent = yaml.safe_dump({"codebook": "parent", "codes": [TRAVEL]})
    (tmp_path / "parent.yaml").write_text(parent, encoding="utf-8")
    (tmp_path / "codebook.yaml").write_text(_learn("", BUS, PAY).content, encoding="utf-8")
    loaded = load_codebook("codebook.yaml", tmp_path)
    assert {code.code: code.examples for code in loaded.codes} == {
        "travel": ("The last bus goes at five", "No bus after six"),
        "fair-pay": ("Pay us for our time",),
    }


def test_learning_twice_gives_the_same_bytes() -> None:
    first = _learn("", BUS, PAY)
    again = _learn(first.content, BUS, PAY)
    assert again.content == first.content
    assert (again.examples, again.codes, again.renamed) == (0, (), ())


def test_a_renamed_theme_keeps_its_code() -> None:
    renamed = Lesson("travel", "Getting there and back", True, True, BUS.examples)
    learned = _learn("", renamed)
    assert list(_codes(learned)) == ["travel"]
    assert _codes(learned)["travel"]["title"] == "Getting there and back"
    assert learned.renamed == ("travel: Getting there and back",)


def test_a_theme_renamed_after_it_was_learned_keeps_its_code() -> None:
    first = _learn("", PAY)
    again = _learn(first.content, Lesson("", "Money for people's time", True, True, PAY.examples))
    assert {code: entry["title"] for code, entry in _codes(again).items()} == {
        "fair-pay": "Money for people's time"
    }


def test_a_title_that_a_code_has_means_that_code() -> None:
    learned = _learn("", Lesson("", "travel and  Times.", True, True, PAY.examples))
    assert list(_codes(learned)) == ["travel"]
    assert _codes(learned)["travel"]["title"] == "Travel and times"


def test_two_titles_that_make_the_same_short_name_are_two_codes() -> None:
    learned = _learn("", PAY, Lesson("", "Fair pay!", True, True, ()))
    assert list(_codes(learned)) == ["fair-pay", "fair-pay-2"]


def test_two_events_that_rename_a_code_differently_are_named() -> None:
    learned = _learn(
        "", Lesson("travel", "Buses", True, True, ()), Lesson("travel", "Transport", True, True, ())
    )
    assert _codes(learned)["travel"]["title"] == "Buses"
    assert len(learned.doubts) == 1


def test_notes_in_a_draft_theme_that_nobody_accepted_are_counted_and_not_learned() -> None:
    learned = _learn("", Lesson("", "People say that", False, False, PAY.examples))
    assert learned.unnamed == 1
    assert _codes(learned) == {}


def test_changes_by_hand_stay() -> None:
    def change(values: Any, codes: Any) -> None:
        codes["travel"]["examples"][1]["text"] = "No bus after 6pm"
        codes["travel"]["definition"] = "Getting there and home again."
        codes["fair-pay"]["title"] = "Pay"
        codes["fair-pay"]["examples"] = []
        values["codes"].append({"code": "own", "title": "Own", "definition": "Mine.", "examples": ["x"]})
        values["title"] = "Ours"

    first = _learn("", BUS, PAY)
    edited = _edit(first, change)
    again = _learn(edited, BUS, PAY)
    assert yaml.safe_load(again.content) == yaml.safe_load(edited)


def test_a_code_taken_out_by_hand_stays_out() -> None:
    first = _learn("", BUS, PAY)
    edited = _edit(first, lambda values, codes: values["codes"].remove(codes["fair-pay"]))
    assert list(_codes(_learn(edited, BUS, PAY))) == ["travel"]


def test_a_note_moved_by_hand_stays_until_its_theme_is_decided_anew() -> None:
    def change(_: Any, codes: Any) -> None:
        codes["fair-pay"]["examples"].append(codes["travel"]["examples"].pop())

    edited = _edit(_learn("", BUS, PAY), change)
    kept = _learn(edited, BUS, PAY)
    assert [example["note"] for example in _codes(kept)["fair-pay"]["examples"]] == ["ev/n-2", "ev/n-1"]
    other = Lesson("", "Buses", True, True, BUS.examples)
    decided = _learn(edited, other, PAY)
    assert [example["note"] for example in _codes(decided)["fair-pay"]["examples"]] == ["ev/n-2"]
    assert [example["note"] for example in _codes(decided)["buses"]["examples"]] == ["ev/n-1"]


def test_a_decision_that_is_taken_back_takes_its_example_out_and_a_gone_event_does_not() -> None:
    first = _learn("", BUS, PAY)
    taken_back = _learn(first.content, PAY)
    gone = _learn(first.content, known=())
    assert _codes(taken_back)["travel"]["examples"] == ["The last bus goes at five"]
    assert _codes(gone) == _codes(first)


def test_the_same_words_are_one_example() -> None:
    twice = Lesson("", "Fair pay", True, True, (*PAY.examples, Example("ev/n-3", "pay us for our time")))
    learned = _learn("", twice)
    assert len(_codes(learned)["fair-pay"]["examples"]) == 1
    assert _learn(learned.content, twice).content == learned.content


@pytest.mark.parametrize(
    ("content", "has"), [("# mine\ncodes: []\n", True), ("codes: []\n", False), ("", False)]
)
def test_comments_that_will_be_lost_are_noticed(content: str, has: bool) -> None:
    assert find_comments(content) is has
    assert not find_comments(_learn("", BUS).content)


def _coding(note_id: str, theme_id: str, basis: str) -> dict[str, object]:
    return {
        "note_id": note_id,
        "question_id": "q1",
        "theme_id": theme_id,
        "strength": 1.0,
        "weak": False,
        "basis": basis,
        "other_themes": "",
        "raised_once": False,
        "nearest": "",
    }


def _theme(theme_id: str, title: str, code: str = "") -> dict[str, object]:
    return {
        "theme_id": theme_id,
        "question_id": "q1",
        "position": 1,
        "title": title,
        "summary": "",
        "notes": 1,
        "raised_once": 0,
        "stability": "stands firm",
        "basis": "discovered",
        "code": code,
        "code_fit": 0.0,
        "terms": "",
        "key_points": "",
        "key_point_ids": "",
        "shown": "",
    }


def _decision(action: str, note_id: str, theme_id: str, status: str = "applied") -> dict[str, object]:
    return {
        "decision_id": f"d-{action}-{note_id}{theme_id}-{status}",
        "source": "review.xlsx",
        "locator": "Notes!I7",
        "reviewer": "A",
        "date": "",
        "position": 1,
        "note_id": note_id,
        "theme_id": theme_id,
        "action": action,
        "value": "x",
        "status": status,
        "reason": "",
    }


def _safe(note_id: str) -> dict[str, object]:
    texts = dict.fromkeys(("source", "locator", "table", "heading", "lead_in", "speaker"), "")
    return {
        **texts,
        "note_id": note_id,
        "question_id": "q1",
        "line": 1,
        "kind": "post-it",
        "words": f"[name] says {note_id}",
        "votes": 0,
        "votes_against": 0,
        "masked": True,
    }


def test_only_what_people_decided_is_a_lesson_and_only_in_masked_words() -> None:
    themes = [
        _theme("q1.travel", "Travel and times", "travel"),
        _theme("q1.d-1", "Bus fare"),
        _theme("q1.r-pay", "Pay"),
        _theme("q1.d-2", "Crèche"),
    ]
    codings = [
        _coding("n-1", "q1.travel", "reviewed"),  # put there
        _coding("n-2", "q1.travel", "codebook"),  # the draft says so
        _coding("n-3", "q1.d-1", "discovered"),  # of a theme that a person accepted
        _coding("n-4", "q1.r-pay", "reviewed"),  # put in a theme that a person made
        _coding("n-5", "q1.r-pay", "reviewed"),  # drafted there since: nobody's decision
        _coding("n-6", "q1.d-2", "discovered"),  # of a theme that a person refused to accept
    ]
    decisions = [
        _decision("move", "n-1", "q1.travel", "no_change"),
        _decision("accept", "", "q1.d-1"),
        _decision("move", "n-4", "q1.r-pay"),
        _decision("accept", "", "q1.d-2", "no_change"),
        _decision("move", "n-2", "q1.d-2", "conflict"),
    ]
    lessons = gather_lessons(
        "ev",
        table_of(Codings, codings),
        table_of(Themes, themes),
        table_of(Decisions, decisions),
        table_of(SafeNotes, [_safe(f"n-{number}") for number in range(1, 7)]),
    )
    assert lessons == [
        Lesson("travel", "Travel and times", False, False, (Example("ev/n-1", "[name] says n-1"),)),
        Lesson("", "Bus fare", False, True, (Example("ev/n-3", "[name] says n-3"),)),
        Lesson("", "Pay", True, True, (Example("ev/n-4", "[name] says n-4"),)),
    ]


@pytest.mark.parametrize("example", ["{note: ev/n-1}", "{text: x, colour: red}", "{text: x, note: [a]}"])
def test_an_example_that_is_neither_text_nor_note_is_refused(example: str) -> None:
    content = f"codes:\n- {{code: a, title: T, definition: D, examples: [{example}]}}\n"
    with pytest.raises(SettingsError, match="neither a text nor a note"):
        read_written(content, where="own.yaml")


def test_a_code_that_was_taken_out_by_hand_can_be_imported() -> None:
    def take_out(values: dict[str, Any], codes: dict[str, Any]) -> None:
        values["codes"] = [entry for entry in values["codes"] if entry["title"] != "Fair pay"]

    without = _edit(_learn("", PAY), take_out)
    imported = add_codes(without, "parent.yaml", [TRAVEL], [("Fair pay", "Payment for time given.")])
    assert _codes(imported)["fair-pay"]["definition"] == "Payment for time given."
