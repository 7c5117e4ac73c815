"""Where a document numbers its questions, no second number stands beside its own, in no file."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pandas as pd
import pytest

from pipeline.report.blocks import Bullets, CountTable, Section, walk
from pipeline.report.event import build_report
from pipeline.report.event.circulation import render_circulation
from pipeline.report.event.page import build_page
from pipeline.wording.names import drop_number, name_questions, number_questions, read_number
from tests.report.made_event import Case, build_case


def _number(*wordings: str, numbers: tuple[str, ...] = ("", "", "")) -> Case:
    """The event by hand with other wordings of its questions, none of them asked at one table alone."""
    case = build_case()
    return replace(
        case,
        questions=case.questions.assign(question=list(wordings), number=list(numbers), table=""),
        notes=case.notes.assign(table=""),
        safe_notes=case.safe_notes.assign(table=""),
    )


OWN = ("Q2. What works?", "Q3. What does not?", "Q4: What else?")


def test_a_report_does_not_number_questions_that_have_numbers() -> None:
    facts = _number(*OWN).build()
    report = build_report(facts, {}, build_case().settings)
    (listed, *_) = [block.items for block in walk(report, Bullets)]
    assert listed == OWN
    heads = [table.head for table in walk(report, CountTable) if table.look == "heat"]
    assert heads == [("Theme", "Question 2", "Question 3", "Question 4", "All")]
    page = build_page(facts, (), build_case().settings)
    asked = {section.heading: section.eyebrow for section in walk(page, Section) if section.heading in OWN}
    assert asked == dict.fromkeys(OWN, "")


def test_a_number_that_the_wording_lost_is_the_documents_own() -> None:
    case = _number("What works?", "What does not?", "What else?", numbers=("Question 4", "Question 5", ""))
    assert [question.full for question in case.build().questions] == [
        "Question 4: What works?",
        "Question 5: What does not?",
        "What else?",
    ]


def test_the_circulation_copy_has_no_second_number() -> None:
    case = _number(*OWN)
    file = render_circulation(case.event, case.questions, case.safe_notes, case.settings)
    said = [paragraph.text for paragraph in docx.Document(io.BytesIO(file)).paragraphs]
    assert not any(words.startswith("Question ") for words in said)


def _name(rows: pd.DataFrame) -> list[str]:
    return [*name_questions(rows.to_dict("records")).values()]


def test_what_asks_nothing_is_a_topic() -> None:
    asked = ("Facilities", "What works", "In your view, the roads", "Getting about?")
    rows = [
        {"question_id": one, "position": place, "question": one, "number": ""}
        for place, one in enumerate(asked, 1)
    ]
    assert [*name_questions(rows).values()] == ["Topic 1", "Question 2", "Question 3", "Question 4"]


def test_names_are_told_apart() -> None:
    rows = _number("Q1. What works?", "Q1. What does not?", "What should we all do first of all?").questions
    assert _name(rows) == ["“Q1. What works?”", "“Q1. What does not?”", "“What should we all do first of …”"]
    same = rows.assign(question=["Q1. What works?", "What else?", "What else?"])
    assert _name(same) == ["Question 1", "“What else?” (2)", "“What else?” (3)"]
    plain = rows.assign(question=["What works?", "", "What else?"])
    assert _name(plain) == ["Question 1", "", "Question 3"]
    assert [*number_questions(plain.to_dict("records")).values()] == ["1. What works?", "", "3. What else?"]
    assert [*number_questions(same.to_dict("records")).values()] == same["question"].tolist()


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("Q1. What works?", "Question 1", "What works?"),
        ("Question 2a – Parking", "Question 2a", "Parking"),
        ("3) What else?", "Question 3", "What else?"),
        ("**Topic 4: Buses**", "Topic 4", "Buses**"),
        ("Q3 2024 spending", "", "Q3 2024 spending"),
        ("2 things to change", "", "2 things to change"),
        ("1.5 million for what?", "", "1.5 million for what?"),
        ("Quality of care", "", "Quality of care"),
        ("Partners: who?", "", "Partners: who?"),
        ("& 2: Source literature", "", "& 2: Source literature"),
    ],
)
def test_a_number_is_told_from_words(text: str, number: str, rest: str) -> None:
    assert (read_number(text), drop_number(text)) == (number, rest)


def test_one_number_among_many_questions_is_no_numbering() -> None:
    rows = _number("What works?", "What does not?", "What else?", numbers=("", "", "Question 2")).questions
    assert _name(rows) == ["Question 1", "Question 2", "Question 3"]
