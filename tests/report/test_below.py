"""A note that stands below another in its list is quoted with what it stands under, word for word."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.errors import QuoteError
from pipeline.report.blocks import Quote, walk
from pipeline.report.event import build_report, notes
from pipeline.report.event.choose import quote_note
from pipeline.report.event.notes import shorten_lead
from pipeline.report.event.page import build_page
from tests.report.made_event import Case, build_case
from tests.report.reading import read_html, word_paragraphs

PARENT, CHILD = "t1-n00", "t1-n01"
LEAD = "Under “Need to go out to people”:"


def _nest(case: Case, role: str = "note") -> Case:
    """The second note of the event a bullet below the first."""
    ledger = case.ledger.copy()
    below, above = ledger["note_id"].eq(CHILD), ledger["note_id"].eq(PARENT)
    ledger.loc[below | above, "form"] = "item"
    ledger["level"] = below.astype(int)
    order = [*ledger.index[above], *ledger.index[below], *ledger.index[~(above | below)]]
    ledger.loc[above, "role"] = role
    return replace(case, ledger=ledger.loc[order].reset_index(drop=True))


def _quote(case: Case, note_id: str = CHILD) -> Quote:
    return quote_note(next(note for note in case.build().notes if note.note_id == note_id))


def test_a_note_below_another_is_quoted_under_it_in_every_file() -> None:
    case = _nest(build_case())
    assert _quote(case).lead == LEAD
    assert _quote(case, PARENT).lead == ""
    quoted = {quote.note_id: quote for quote in walk(build_report(case.build(), {}, case.settings), Quote)}
    assert quoted[CHILD].lead == LEAD
    told = walk(build_page(case.build(), (), case.settings), Quote)
    assert all((quote.lead == LEAD) is (quote.note_id == CHILD) for quote in told)
    files = case.render()
    assert LEAD in read_html(files, "report.html").get_text()
    assert LEAD in files["report.md"].decode()
    assert any(LEAD in text for _, text in word_paragraphs(files))


@pytest.mark.parametrize("hidden", ["masked", "words"])
def test_what_is_left_out_of_print_leads_in_nothing(hidden: str) -> None:
    case = _nest(build_case())
    row = int((case.safe_notes["note_id"] == PARENT).argmax())
    value = True if hidden == "masked" else "Need to go to [name]"
    assert _quote(case.spoil("safe_notes", hidden, row, value)).lead == ""


def test_a_line_that_introduces_leads_in_and_one_of_another_question_does_not() -> None:
    case = _nest(build_case(), "lead_in")
    row = int((case.safe_notes["note_id"] == CHILD).argmax())
    case = case.spoil("safe_notes", "lead_in", row, "Ways to do it:")
    assert (_quote(case).under, _quote(case).under_id) == ("Ways to do it:", "")
    other = _nest(build_case())
    other = other.spoil(
        "safe_notes", "question_id", int(other.safe_notes["note_id"].eq(PARENT).argmax()), "q2"
    )
    assert _quote(other).lead == ""


def test_a_long_one_loses_its_end_and_a_changed_one_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    long = " ".join(["Go out to people"] * 30)
    assert shorten_lead(long).endswith(" …")
    assert long.startswith(shorten_lead(long).removesuffix(" …"))
    case = _nest(build_case())
    case.render()
    monkeypatch.setattr(notes, "shorten_lead", lambda words: f"{words[:9]} not")
    with pytest.raises(QuoteError, match="stands below"):
        case.render()
