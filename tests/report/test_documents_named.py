"""Where an event has several documents, each quotation says which, in a few words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.report.blocks import Bullets, CountTable, ListedNote, Quote, Section, walk
from pipeline.report.event import build_report
from pipeline.report.event.appendix import build_appendix
from pipeline.report.event.notes import name_documents
from pipeline.report.event.page import build_page
from tests.report.made_event import Case, build_case

LONG = "Write-up of the second afternoon at the library, Thursday.md"
SHORT = "posters.md"


def _with_second(name: str) -> Case:
    """The event by hand with the notes of its last question in a document of their own."""
    case = build_case()

    def move(table: object) -> object:
        return table.assign(source=table["source"].mask(table["question_id"].eq("q3"), name))  # type: ignore[attr-defined]

    return replace(case, notes=move(case.notes), safe_notes=move(case.safe_notes))


@pytest.mark.parametrize("name", [LONG, SHORT])
def test_a_long_name_stands_once_and_a_number_behind_each_quotation(name: str) -> None:
    case = _with_second(name)
    facts = case.build()
    assert facts.sources[1:] == (name,)
    report = build_report(facts, {}, case.settings)
    about = " ".join(quote.about for quote in walk(report, Quote))
    called = "document 2" if name == LONG else name
    assert f"{called}, line" in about
    assert (name in about) is (name == SHORT)
    (said,) = [
        item
        for bullets in walk(report, Bullets)
        for item in bullets.items
        if isinstance(item, str) and item.startswith("The sources are ")
    ]
    assert (f"document 2 ({name})" if name == LONG else name) in said
    tables, found, _ = case.bundle("")
    listed = build_appendix(facts, tables, found, case.settings, ())
    (documents,) = [table for table in walk(listed, CountTable) if table.caption == "The documents"]
    first = facts.sources[0]
    assert documents.rows[0][0] == (f"document 1: {first}" if name == LONG else first)


def test_the_page_names_no_document_and_no_place_in_it() -> None:
    case = _with_second(SHORT)
    page = build_page(case.build(), (), case.settings)
    about = {quote.about for quote in walk(page, Quote)}
    assert not any(word in said for said in about for word in (SHORT, "harrowby.md", "line"))
    asked = next(section for section in walk(page, Section) if section.heading == "You asked for")
    assert {quote.about for quote in walk(asked, Quote)} == {
        "Table 1, Question 1",
        "Table 2, Question 2",
        "Table 3",
    }


@pytest.mark.parametrize(
    ("locator", "said"),
    [
        ("paragraph 37, table 2 row 2 column 2", "row 2 of the document’s table 2"),
        ("line 4, column 4", "line 4"),
        ("sheet Answers!AB12", "sheet Answers, row 12"),
        ("page 4 line 20", "page 4 line 20"),
        ("paragraph 37", "paragraph 37"),
        ("slide 2, paragraph 3", "slide 2, paragraph 3"),
    ],
)
def test_a_report_says_places_in_words_and_the_appendix_exactly(locator: str, said: str) -> None:
    case = build_case()
    tables = ("notes", "safe_notes", "ledger")
    row = {name: int((getattr(case, name)["note_id"] == "t1-n00").argmax()) for name in tables}
    for name in tables:
        case = case.spoil(name, "locator", row[name], locator)
    facts = case.build()
    about = {quote.note_id: quote.about for quote in walk(build_report(facts, {}, case.settings), Quote)}
    assert about["t1-n00"].endswith(said)
    bundle = case.bundle("")[:2]
    listed = build_appendix(facts, *bundle, case.settings, ())
    assert any(locator in one.reference for one in walk(listed, ListedNote))


def test_one_document_needs_no_number() -> None:
    assert name_documents([LONG, LONG]) == {LONG: LONG}


def test_the_page_names_a_table_behind_a_quotation_only_where_it_was_asked_at_several() -> None:
    case = build_case()
    page = build_page(case.build(), (), case.settings)
    told = {section.heading: section for section in walk(page, Section) if section.eyebrow}
    where = {heading: [quote.about for quote in walk(own, Quote)] for heading, own in told.items()}
    assert {section.eyebrow for section in told.values()} >= {"Question 1", "Table 3"}
    for heading, section in told.items():
        for about in where[heading]:
            assert about.startswith("Table ") is not section.eyebrow.startswith("Table ")
