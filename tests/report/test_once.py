"""What only one note says: never of a note with its own points below it, nor of one among its like."""

from __future__ import annotations

from dataclasses import replace

from pipeline.report.event.facts import EventFacts
from tests.report.made_event import Case, build_case
from tests.report.odd_events import UNDIVIDED

TEXTS = [f"Point number {number} is about something else" for number in ("one", "two", "three", "four")]
# So many that not all of "Not sorted into themes" are quoted before what only one note says is chosen.
MANY = [f"{text} in part {part} of the town" for part in range(12) for text in TEXTS]


def _alone(facts: EventFacts) -> set[str]:
    return {note.note_id for note in facts.notes if note.raised_once}


def _all_alone(case: Case) -> Case:
    return replace(case, codings=case.codings.assign(raised_once=True, weak=False))


def test_a_note_that_is_clearly_in_a_theme_with_others_is_not_alone() -> None:
    case = _all_alone(build_case({"t1": ("q1", "Time", TEXTS), "t5": ("q2", UNDIVIDED, TEXTS)}))
    assert _alone(case.build()) == {f"t5-n{number:02d}" for number in range(4)}
    weak = case.codings.assign(weak=case.codings["note_id"].eq("t1-n02"))
    assert "t1-n02" in _alone(replace(case, codings=weak).build())


def test_a_note_with_its_own_points_below_it_is_not_alone() -> None:
    case = _all_alone(build_case({"t5": ("q2", UNDIVIDED, TEXTS)}))
    deeper = case.ledger["note_id"].isin(("t5-n01", "t5-n02"))
    ledger = case.ledger.assign(
        form=case.ledger["form"].mask(case.ledger["role"] == "note", "item"),
        level=case.ledger["level"].mask(deeper, 2).where(deeper, 1),
    )
    assert _alone(replace(case, ledger=ledger).build()) == {"t5-n01", "t5-n02", "t5-n03"}
