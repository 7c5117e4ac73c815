"""A document whose notes read little like people's remarks is said; any other is not."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd
import pytest

from pipeline.ingest import EventFile, RawEvent, list_doubts, read_event
from pipeline.ingest import second_look as evidence
from pipeline.ingest.second_look import say_unlike_notes, weigh_taken
from pipeline.settings import load_settings
from pipeline.tables import PUT_IN
from tests.benchmarks.lines.fit import fit_weights
from tests.benchmarks.lines.gold import LinesRead, mark_remarks
from tests.benchmarks.reading_wild.gold import GoldNote

_REMARKS = (
    "- I never feel safe there after dark",
    "- More benches, we have nowhere to sit",
    "- The buses don't wait for the train",
    "- Too much traffic, maybe close one side?",
    "- Love the market",
    "- Could the library open later?",
)
_PROGRAMME = (
    "- 9:30 Registration and coffee, 30 minutes",
    "- 10:00 Welcome by the Chair, Mary Wood",
    "- 10:15 Session 1: presentation of the project",
    "- 12:00 Lunch",
    "- Please register at https://example.org before 1 May 2024",
)


def _ledger(title: str, heading: str, notes: Sequence[str], reason: str = "") -> pd.DataFrame:
    rows = [(title, "heading", "heading", ""), (heading, "heading", "question", "")]
    rows += [(text, "item", "note", reason) for text in notes]
    lines = pd.DataFrame(rows, columns=["text", "form", "role", "reason"])
    return lines.assign(locator=[f"line {number}" for number in range(1, len(rows) + 1)])


def test_remarks_leave_no_doubt_and_a_programme_does() -> None:
    remarks = _ledger("# Notes of the tables", "## What would make the square better?", _REMARKS)
    programme = _ledger("# Workshop: welcome", "## Programme", _PROGRAMME)
    assert say_unlike_notes(remarks) == ""
    assert "organisers' own words" in say_unlike_notes(programme)
    assert weigh_taken(programme) == weigh_taken(programme.copy())


def test_lines_weigh_what_their_evidence_adds_up_to() -> None:
    lines = [
        evidence.SeenLine("So dark", True, "Feedback"),
        evidence.SeenLine("Lunch at 12:00", False, "Agenda"),
    ]
    weights = evidence.read_weights()
    for shown, likely in zip(
        evidence.gather_evidence(lines, "Notes"), evidence.weigh_lines(lines, "Notes"), strict=True
    ):
        total = weights["always"] + sum(weights[name] * value for name, value in shown.items())
        assert likely == pytest.approx(1 / (1 + math.exp(-total)))


def test_nothing_is_said_of_few_notes_of_sheets_and_of_what_people_put_in() -> None:
    assert weigh_taken(_ledger("# Workshop", "## Programme", _PROGRAMME[:2])) is None
    assert weigh_taken(_ledger("# Workshop", "## Programme", _PROGRAMME, PUT_IN)) is None
    cells = _ledger("# Workshop", "## Programme", _PROGRAMME)
    cells["locator"] = [f"row {number} cell 2" for number in range(1, len(cells) + 1)]
    assert weigh_taken(cells) is None


def test_a_long_document_is_judged_by_a_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []
    weigh = evidence.weigh_lines
    monkeypatch.setattr(
        "pipeline.ingest.second_look.weigh_lines",
        lambda lines, title: looked.append(len(lines)) or weigh(lines, title),
    )
    long = _ledger("# Notes", "## What would make the square better?", _REMARKS * 50)
    assert weigh_taken(long) == pytest.approx(
        weigh_taken(_ledger("# Notes", long["text"][1], _REMARKS)), abs=0.2
    )
    assert max(looked) <= 40


@pytest.mark.parametrize(("limit", "said"), [(0.0, 0), (1.0, 1)])
def test_it_is_among_the_doubts_of_a_run(monkeypatch: pytest.MonkeyPatch, limit: float, said: int) -> None:
    monkeypatch.setattr("pipeline.ingest.second_look.UNLIKE_NOTES", limit)
    text = "\n".join(("# Notes of the tables", "", "## What would make the square better?", "", *_REMARKS))
    raw = RawEvent("square", EventFile(), (("square.md", text.encode()),), ())
    found = read_event(raw, load_settings().ingest)
    doubts = list_doubts(found.ledger, found.questions, found.notes)
    assert (
        sum(one.startswith("square.md: what was taken for notes reads little like") for one in doubts) == said
    )


def test_each_weight_belongs_to_a_sign() -> None:
    shown = evidence.gather_evidence([evidence.SeenLine("So dark", True, "Feedback")], "Notes")
    assert set(evidence.read_weights()) == {"always", *shown[0]}


def test_weights_learn_what_remarks_look_like(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [
        LinesRead(f"{number}.md", f"{number}", lines, (None, None, *(mark for _ in notes)), 1.0)
        for number in range(3)
        for mark, notes in ((1.0, _REMARKS), (0.0, _PROGRAMME))
        for lines in [_ledger("# Day", "## Tables", notes)]
    ]
    weights = fit_weights(documents)
    monkeypatch.setattr(evidence, "read_weights", lambda: weights)
    seen = [evidence.SeenLine(text[2:], True, "Tables") for text in (_REMARKS[0], _PROGRAMME[0])]
    remark, slot = (evidence.weigh_lines([one], "Day")[0] for one in seen)
    assert remark > slot


def test_lines_are_marked_by_the_gold_notes_in_them() -> None:
    notes = [GoldNote("The lights go off at ten", "", sure=True), GoldNote("Yes", "", sure=False)]
    lines = ["- The lights go off at ten +1", "lights go off", "ten", "Yes", "Agenda for the evening"]
    assert mark_remarks(lines, notes) == (1.0, 1.0, 0.0, None, 0.0)
