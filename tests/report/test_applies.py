"""A report says nothing that does not apply to it: of themes, requests, tables or an event it has not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from pipeline.report import wording
from pipeline.report.blocks import Bullets, CountTable, Document, Facts, Quotes, Section, Text, walk
from pipeline.report.event import build_report
from pipeline.report.event.appendix import build_appendix
from pipeline.report.event.facts import EventFacts
from pipeline.report.event.frame import explain_briefly
from pipeline.report.event.notes import count_left
from pipeline.report.event.page import build_page
from pipeline.report.wording import status_words
from tests.report.made_event import Case, build_case
from tests.report.odd_events import ODD, UNDIVIDED

BUSES = ["The 47 comes once an hour", "No bus after six in the evening", "A bus stop near the surgery"]


def _build(case: Case) -> tuple[EventFacts, dict[str, Document]]:
    facts = case.build()
    tables, found, _ = case.bundle("")
    return facts, {
        "report": build_report(facts, {}, case.settings),
        "appendix": build_appendix(facts, tables, found, case.settings, ()),
        "page": build_page(facts, (), case.settings),
    }


def _read(document: Document) -> Iterator[str]:
    """All that a document says itself; people's words and questions apart."""
    yield from (document.status, document.eyebrow)
    yield from (section.heading for section in walk(document, Section))
    yield from (text.words for text in walk(document, Text))
    for bullets in walk(document, Bullets):
        yield from (item for item in bullets.items if isinstance(item, str))
    for table in walk(document, CountTable):
        yield from (table.caption, *table.head)


def _say(case: Case) -> tuple[EventFacts, dict[str, str]]:
    facts, documents = _build(case)
    return facts, {name: "\n".join(_read(document)) for name, document in documents.items()}


def test_without_themes_nothing_is_said_of_titles_or_their_order() -> None:
    facts, said = _say(ODD["no themes"]())
    assert not facts.themes
    for text in said.values():
        for sentence in ("similar things together", "title is", "in order of", "“Most” is", "How steady"):
            assert sentence not in text
        assert "title" not in text.lower()
    assert wording.say("not_together") in said["report"]


def test_without_requests_nobody_is_to_own_one() -> None:
    facts, said = _say(ODD["no asks"]())
    assert facts.themes
    assert "owner" not in said["report"].lower()
    assert "“Ask”" not in said["appendix"]
    assert wording.say("decide") in said["report"]
    _, said = _say(build_case())
    assert wording.say("owner") in said["report"]
    assert wording.say("decide") not in said["report"]
    assert "“Ask”" in said["appendix"]


def test_one_note_is_one() -> None:
    _, said = _say(ODD["one note"]())
    for text in said.values():
        assert not re.search(r"\b1 notes\b|there are 1|There are 1", text)
        assert "Here is some of" not in text


def test_a_survey_is_no_event() -> None:
    facts, said = _say(ODD["survey"]())
    assert facts.occasion == "survey"
    for text in said.values():
        assert "event" not in text.lower()
        assert "Post-its" not in text
        assert not re.search(r"\btables\b(?! coded)|^Tables$", text, re.MULTILINE)
    assert "Report on answers to a survey" in said["report"]
    assert "Thank you to everybody who took part." in said["page"]


def test_a_question_without_themes_has_no_table_of_them() -> None:
    _, documents = _build(ODD["no themes"]())
    assert not [table for table in walk(documents["appendix"], CountTable) if "Themes" in table.caption]


@pytest.mark.parametrize("name", ODD)
def test_a_document_without_notes_promises_nothing(name: str) -> None:
    case = ODD[name]()
    names = ("notes", "safe_notes", "language", "codings", "themes")
    case = replace(case, **{name: getattr(case, name).iloc[:0] for name in names})
    facts = case.build()
    said = "\n".join(_read(build_report(facts, {}, case.settings)))
    assert wording.say("no_notes") in said
    for kind in ("owner", "decide", "verbatim", "unmasked", "quoted_once", "counted", "together", "order"):
        assert wording.say(kind) not in said


@pytest.mark.parametrize(
    ("title", "notes", "in_sheets", "occasion"),
    [
        ("Harrowby", [("other", "Table 1")], False, "event"),
        ("Harrowby", [("post-it", "")], True, "event"),
        ("Harrowby", [("feedback", ""), ("feedback", "")], True, "survey"),
        ("Harrowby", [("feedback", "")], False, ""),
        ("Harrowby", [("other", "")], True, ""),
        ("GP access survey", [("other", "")], False, "survey"),
        ("Workshop on buses", [("other", "")], False, "event"),
        ("Statements", [], True, ""),
    ],
)
def test_what_notes_come_from_is_said_where_something_tells(
    title: str, notes: list[tuple[str, str]], in_sheets: bool, occasion: str
) -> None:
    assert wording.name_occasion(title, notes, in_sheets) == occasion


def test_what_people_decided_is_counted_as_long_as_it_is_a_draft_and_after() -> None:
    for checked in (1, 3):
        assert status_words(checked, 3, 4).endswith("In all they have made 4 decisions.")
        assert "decision" not in status_words(checked, 3)


def test_the_summary_stands_beside_the_notes_only_where_the_appendix_has_it_there() -> None:
    case = build_case()
    for points in (case.summary_points, case.summary_points.iloc[:0]):
        facts, documents = _build(replace(case, summary_points=points))
        assert facts.summary_lines
        said = "\n".join(_read(documents["report"]))
        assert wording.say("own_summary") in said
        method = "\n".join(_read(documents["appendix"]))
        for sentence in (wording.say("compared") in said, "side by side" in method):
            assert sentence is bool(len(points))


@pytest.mark.parametrize(
    ("speakers", "kind"),
    [([], "facilitators"), (["t6-n00"], "facilitators_quote"), (["t5-n00", "t6-n00"], "")],
)
def test_what_is_quoted_is_not_doubted(speakers: list[str], kind: str) -> None:
    case = build_case({"t5": ("q2", "Tea", ["In person is best"]), "t6": ("q3", "Badges", ["Badges"])})
    names = case.safe_notes["note_id"].isin(speakers).map({True: "Carer", False: ""})
    facts = replace(case, safe_notes=case.safe_notes.assign(speaker=names)).build()
    said = explain_briefly(facts, 40)
    kinds = ("facilitators", "facilitators_quote")
    assert [name for name in kinds if wording.say(name) in said] == [kind] * bool(kind)


def test_a_question_without_words_is_not_listed_as_one() -> None:
    facts, documents = _build(ODD["no question"]())
    assert facts.questions
    items = [item for bullets in walk(documents["report"], Bullets) for item in bullets.items]
    assert not any(wording.NO_QUESTION in item for item in items if isinstance(item, str))


def test_a_question_whose_notes_are_not_sorted_has_no_heading_that_says_so_again() -> None:
    case = build_case({"t5": ("q2", UNDIVIDED, ["In person", "A cup of tea"])})
    report = build_report(case.build(), {}, case.settings)
    assert not [part for part in walk(report, Section) if part.heading == UNDIVIDED]
    (part,) = (one for one in walk(report, Section) if one.anchor == "question-q2")
    assert isinstance(part.blocks[-1], Bullets)


def test_a_theme_all_of_whose_words_are_quoted_before_says_where_they_are() -> None:
    case = build_case(
        {"t1": ("q1", "Core", ["It can not be said in core"] * 9), "t2": ("q1", "Buses", BUSES)}
    )
    report = build_report(case.build(), {}, case.settings)
    (section,) = (part for part in walk(report, Section) if part.anchor == "theme-t1")
    assert not [*walk(section, Quotes)]
    assert [*walk(section, Text)][-1].words == "All of these are quoted elsewhere in this report."
    (told,) = (part for part in walk(report, Section) if part.anchor == "theme-t2")
    assert [*walk(told, Quotes)]


def test_notes_without_a_question_are_on_no_numbered_one() -> None:
    case = build_case()
    last = case.questions["question_id"].eq("q3")
    bare = {name: case.questions[name].mask(last, "") for name in ("question", "wordings", "table")}
    tables = {name: getattr(case, name).assign(table="") for name in ("notes", "safe_notes")}
    facts, documents = _build(
        replace(case, questions=case.questions.assign(**bare | {"table": ""}), **tables)
    )
    number = next(question.position for question in facts.questions if question.question_id == "q3")
    for document in documents.values():
        parts = [part for part in walk(document, Section) if part.heading == wording.NO_QUESTION]
        assert all(f"Question {number}" not in (part.eyebrow, part.heading) for part in parts)
    said = "\n".join(_read(documents["report"]))
    assert "No question" in next(walk(documents["report"], CountTable)).head
    assert f"Question {number}" not in said
    assert f"question {number}" not in said


@pytest.mark.parametrize(
    ("asked", "named"), [("Buses?", True), ("What did you think of the buses? " * 4, False)]
)
def test_a_page_names_further_questions_where_they_are_read_at_a_glance(asked: str, named: bool) -> None:
    case = build_case()
    questions = case.questions.assign(
        question=[f"{asked.strip()} {one}" for one in range(len(case.questions))]
    )
    case = replace(case, questions=questions)
    page = build_page(case.build(), (), replace(case.settings, page_themes=1))
    (said,) = [
        text.words for text in walk(page, Text) if text.words.startswith("The report has what was said")
    ]
    assert ("Buses? 1" in said) is named
    assert (said == "The report has what was said on 2 more questions.") is not named


def test_how_many_lines_are_no_notes_is_said() -> None:
    case = build_case()
    ledger = case.ledger.assign(role="note", text="Words")
    ledger.loc[ledger.index[:3], "role"] = ["lead_in", "continuation", "metadata"]
    ledger.loc[ledger.index[3], ["role", "text"]] = ["blank", " "]
    found = replace(case, ledger=ledger).bundle("")[1]
    assert count_left(found) == 2
    assert count_left(found, {str(ledger["source"].iloc[0])}) < 2  # the cells of a sheet are no lines
    facts = replace(case.build(), left=2)
    said = (
        "A program found 29 notes in the write-up. It read 2 other lines as something else; the appendix"
        " says as what."
    )
    assert said in explain_briefly(facts, 9)
    assert wording.say("split", notes="29 notes") in explain_briefly(replace(facts, left=0), 9)


@pytest.mark.parametrize(
    ("names", "said"), [(("Table 1", "Table 2"), "at two tables"), (("Day 1", "Day 2"), "")]
)
def test_days_and_sessions_are_no_tables(names: tuple[str, str], said: str) -> None:
    case = build_case()
    tables = [names[place % 2] for place in range(len(case.safe_notes))]
    case = replace(
        case, safe_notes=case.safe_notes.assign(table=tables), notes=case.notes.assign(table=tables)
    )
    report = build_report(case.build(), {}, case.settings)
    counted = next(walk(report, Facts)).facts[0][1]
    assert counted == f"notes {said}".strip()


def test_themes_of_headings_alone_are_not_put_down_to_likeness() -> None:
    case = build_case()
    titled = case.themes["basis"].where(case.themes["basis"] == "other", "heading")
    for basis, kind, other in (
        (titled, "by_heading", "together"),
        (case.themes["basis"], "together", "by_heading"),
    ):
        said = explain_briefly(replace(case, themes=case.themes.assign(basis=basis)).build(), 9)
        assert wording.say(kind) in said
        assert wording.say(other) not in said


def test_a_run_says_that_the_background_is_missing() -> None:
    case = build_case()
    for roles, missing in (
        (case.ledger["role"], False),
        (case.ledger["role"].replace("context", "metadata"), True),
    ):
        told = replace(case, ledger=case.ledger.assign(role=roles)).render()["authors.txt"].decode()
        assert (wording.BLANK_BACKGROUND in told) is missing
