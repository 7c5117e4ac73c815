"""What organisers wrote about what comes next: whole sentences with their place, none on "this report"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from pipeline.errors import QuoteError
from pipeline.report.blocks import Quote, walk
from pipeline.report.event import build_report
from pipeline.report.event.facts import gather_event
from pipeline.report.event.organisers import find_organiser_lines
from pipeline.report.quotes import check_quotes
from pipeline.tables import Ledger, table_of
from tests.report.made_event import SOURCE, build_case

GOES_ON = "goes on from the line above"
WRAPPED = (
    ("context", "This report has been shared with the board of the trust so that it can", ""),
    ("context", "be of use. We will meet again in May at the hall on the green,", GOES_ON),
    ("boilerplate", "Talking at the garden", ""),
    ("context", "and bring what you said to the board. Then", GOES_ON),
    ("context", "we write to everybody who came.", GOES_ON),
    ("context", "Ask for a copy in large print at the desk", ""),
    ("context", "or in any library of the county that you like", ""),
)
SENTENCES = [
    "We will meet again in May at the hall on the green, and bring what you said to the board.",
    "Then we write to everybody who came.",
    "Ask for a copy in large print at the desk",
]


PURPOSE = "The main aim of the day was to hear from carers."


def _ledger(lines: Sequence[tuple[str, str, str]] = (("heading", "Next steps", ""), *WRAPPED)) -> Any:
    rows = [
        {
            "source": SOURCE,
            "locator": f"page {9 - (number < 4)} line {number % 4 + 1}",
            "line": number % 4 + 1,
            "text": text,
            "role": role,
            "note_id": "",
            "reason": reason,
            "form": "heading" if role == "heading" else "boilerplate" if role == "boilerplate" else "text",
            "level": 0,
        }
        for number, (role, text, reason) in enumerate(lines)
    ]
    return table_of(Ledger, rows)


def test_wrapped_lines_are_whole_sentences_with_the_page_and_line_where_each_begins() -> None:
    found = find_organiser_lines(_ledger())
    assert [line.words for line in found] == SENTENCES
    assert [line.locator for line in found] == ["page 8 line 3", "page 9 line 1", "page 9 line 3"]


def _say_why(*lines: tuple[str, str]) -> list[str]:
    ledger = _ledger([(role, text, "") for role, text in lines])
    return [line.words for line in find_organiser_lines(ledger) if line.use == "why"]


def test_a_sentence_above_the_notes_says_what_the_event_was_for() -> None:
    introduction = ("context", f"Forty people came. {PURPOSE} There was soup.")
    assert _say_why(introduction, ("note", "more buses")) == [PURPOSE]
    assert _say_why(("context", "This workshop was held to plan the garden.")) == [
        "This workshop was held to plan the garden."
    ]
    headed = (("heading", "Aims"), ("context", "To hear from people who care for somebody"))
    assert _say_why(introduction, *headed) == ["To hear from people who care for somebody"]


@pytest.mark.parametrize(
    "lines",
    [
        (("note", "more buses"), ("context", PURPOSE)),
        (("note", PURPOSE),),
        (("context", "The aim of this report was to say what carers need."),),
        (("context", "The aims of the day were to:"),),
        (("context", "The session was held at the library on the green."),),
        (("context", "The aim of the bus company is to run on time."),),
        (("context", "One aim of the day was missed."),),
    ],
)
def test_other_sentences_do_not_say_what_the_event_was_for(lines: tuple[tuple[str, str], ...]) -> None:
    assert _say_why(*lines) == []


def test_a_report_cites_the_page_of_what_comes_next_and_refuses_other_words() -> None:
    case = build_case()
    others = case.ledger[~case.ledger["text"].isin(["## Next steps"]) & (case.ledger["line"] < 950)]
    case = replace(case, ledger=pd.concat([others, _ledger()], ignore_index=True))
    tables, found, words = case.bundle("")
    said = []
    for change in ("May", "June"):
        lines = [replace(line, words=line.words.replace("May", change)) for line in words.organisers]
        facts = gather_event(tables, found, replace(words, organisers=lines), "en-GB")
        report = build_report(facts, {}, case.settings)
        said.append([(quote.words, quote.about) for quote in walk(report, Quote) if not quote.note_id])
        if change == "May":
            check_quotes(facts, (report,), found, tables.safe_notes, tables.themes)
        else:
            with pytest.raises(QuoteError, match="other words"):
                check_quotes(facts, (report,), found, tables.safe_notes, tables.themes)
    assert said[0] == list(zip(SENTENCES, ["page 8 line 3", "page 9 line 1", "page 9 line 3"], strict=True))


def test_what_a_note_says_announces_no_words_of_the_organisers() -> None:
    lines = [
        ("heading", "Ward 4", ""),
        ("note", "I cannot read what stands on a dark background.", ""),
        ("context", "A new form has been designed, without a background.", ""),
    ]
    assert not find_organiser_lines(_ledger(lines))


def test_a_cell_of_the_list_of_who_came_is_no_sentence_of_theirs() -> None:
    lines = [("heading", "Who came", ""), ("context", "Community paediatrician", "")]
    ledger = _ledger(lines)
    assert [one.words for one in find_organiser_lines(ledger)] == ["Community paediatrician"]
    ledger.loc[1, "locator"] = "paragraph 21, table 1 row 6 column 2"
    assert not find_organiser_lines(ledger)


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("When asked what they would change about the event", "All but two said they would come again."),
        ("About the event", ", besides those who would change nothing, two things came up."),
    ],
)
def test_what_people_were_asked_and_the_rest_of_a_sentence_are_not_quoted(heading: str, words: str) -> None:
    assert not find_organiser_lines(_ledger([("heading", heading, ""), ("context", words, "")]))
