"""Asks, and labels that say something: whole sentences, by their own question, each place once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.report.blocks import CountTable, Quote, Section, Text, walk
from pipeline.report.event import build_report
from pipeline.report.event.appendix import build_appendix
from tests.report.made_event import Case, build_case
from tests.report.odd_events import ODD, UNDIVIDED
from tests.report.reading import word_paragraphs


def _asks(case: Case) -> tuple[str, CountTable]:
    report = build_report(case.build(), {}, case.settings)
    section = next(one for one in walk(report, Section) if one.anchor == "asks")
    return next(walk(section, Text)).words, next(walk(section, CountTable))


def test_one_ask_is_spoken_of_as_one() -> None:
    case = build_case({"t5": ("q2", UNDIVIDED, ["We need a bench", "In person is best"])})
    asks = case.language["note_id"].eq("t5-n00")
    said, table = _asks(replace(case, language=case.language.assign(asks=asks)))
    assert said.startswith("1 note is worded as a request.")
    assert said.endswith("Here it is.")
    assert len(table.rows) == 1


def test_without_themes_all_asks_are_listed_by_the_question_they_answer() -> None:
    case = build_case(
        {
            "t5": ("q2", UNDIVIDED, ["We need a bench", "In person is best"]),
            "t6": ("q3", UNDIVIDED, ["Please mend the lift", "Put up signs in the hall"]),
        }
    )
    asks = ~case.language["note_id"].eq("t5-n01")
    said, table = _asks(replace(case, language=case.language.assign(asks=asks)))
    assert said.endswith("is not counted. Here they are.")
    assert table.head == ("As written down", "Question", "Owner")
    asked = {row[0].words: row[1] for row in table.rows if isinstance(row[0], Quote)}
    assert asked == {
        "We need a bench": "What should training hold? <b>Really</b> & truly",
        "Please mend the lift": "What else?",
        "Put up signs in the hall": "What else?",
    }


def test_an_ask_in_a_theme_without_a_title_names_that_one_of_them() -> None:
    rest = ["Tea helps", "Cake helps"]
    themes = {
        "t1": ("q1", "“Tea helps”", ["We need a bench", *rest]),
        "t2": ("q1", "“Cake helps”", ["Please mend the lift", *rest]),
    }
    case = build_case(themes)
    discovered = case.themes.assign(basis="discovered")
    case = replace(case, themes=discovered, language=case.language.assign(asks=[True, False, False] * 2))
    _, table = _asks(case)
    assert [row[1] for row in table.rows] == ["No title yet (1 of 2)", "No title yet (2 of 2)"]


def test_an_ask_that_says_something_is_quoted_before_a_word_or_the_line_above_a_list() -> None:
    texts = ["Be kind", "Please make a list which holds all of these:", "Put up signs in the hall", "Tea"]
    case = build_case({"t5": ("q2", "Kindness", texts)})
    case = replace(case, language=case.language.assign(asks=[True, True, True, False]))
    _, table = _asks(case)
    assert [row[0].words for row in table.rows if isinstance(row[0], Quote)] == [texts[2]]


def test_where_an_ask_was_written_stands_once_in_every_format() -> None:
    case = build_case()
    _, table = _asks(case)
    assert "Line" not in table.head
    first = table.rows[0][0]
    assert isinstance(first, Quote)
    assert any(f"({first.about})" in text for _, text in word_paragraphs(case.render()))


@pytest.mark.parametrize(
    ("kinds", "labelled"),
    [(["feedback"], False), (["feedback", "other"], False), (["feedback", "facilitator"], True)],
)
def test_feedback_is_told_from_facilitators_notes_alone(kinds: list[str], labelled: bool) -> None:
    case = ODD["survey"]()
    case.safe_notes["kind"] = [kinds[place % len(kinds)] for place in range(len(case.safe_notes))]
    report = build_report(case.build(), {}, case.settings)
    assert any("feedback" in quote.about for quote in walk(report, Quote)) is labelled


def test_tables_are_named_where_there_are_several() -> None:
    case = build_case()
    tables, found, _ = case.bundle("")
    appendix = build_appendix(case.build(), tables, found, case.settings, ())
    heads = {table.caption: table.head for table in walk(appendix, CountTable)}
    assert "Tables" in heads["Themes on “What is needed for strategic coproduction?”"]
    assert "Tables" not in heads["Themes on “What else?”"]
    assert heads["Themes to which no point of the summary is nearest"] == ("Theme", "Notes", "Where")
