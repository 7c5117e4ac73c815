"""Where an event has several documents, each quotation says which, in a few words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.report.blocks import Bullets, CountTable, Quote, Section, Text, walk
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


@pytest.mark.parametrize("name", [LONG, SHORT])
def test_the_page_says_which_document_a_number_is(name: str) -> None:
    page = build_page(_with_second(name).build(), (), build_case().settings)
    about = " ".join(quote.about for quote in walk(page, Quote))
    assert ("document 2, line" in about) is (name == LONG)
    key = [text.words for text in walk(page, Text) if text.style == "aside"]
    assert key == ([f"document 1: harrowby.md; document 2: {LONG}"] if name == LONG else [])


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
