"""Targets of each kind: met, on the way, not yet, no evidence; and one line for a malformed one."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from pandera.typing.pandas import DataFrame

from pipeline.errors import SettingsError
from pipeline.series.targets import judge_targets, read_targets
from pipeline.tables import (
    EventFigures,
    SeriesEvents,
    SurveyAnswers,
    TargetResults,
    columns_of,
    table_of,
)

DATES = {"a": "2025-03-14", "b": "2025-06-14", "c": "2025-09-20"}


def _events(dates: dict[str, str]) -> DataFrame[SeriesEvents]:
    texts = ("title", "place")
    rows = []
    for position, (event, date) in enumerate(dates.items(), start=1):
        row: dict[str, Any] = {name: "" if name in texts else 0 for name in columns_of(SeriesEvents)}
        row |= {"event_id": event, "title": event, "date": date, "position": position, "recent": False}
        rows.append(row | {"notes": 100, "tables": 4})
    return table_of(SeriesEvents, rows)


def _answers(event: str, picked: dict[int, int]) -> list[dict[str, Any]]:
    base = sum(picked.values())
    return [
        {"event_id": event, "source": "form.csv", "date": DATES[event],
         "question": "I felt listened to (1-5)", "scale": "1 to 5", "position": place, "answer": str(place),
         "count": picked.get(place, 0), "base": base, "asked": base + 1}
        for place in range(1, 6)
    ]  # fmt: skip


def _judge(
    *entries: dict[str, Any],
    figures: dict[str, float] | None = None,
    answers: list[dict[str, Any]] | None = None,
    dates: dict[str, str] = DATES,
) -> DataFrame[TargetResults]:
    targets = read_targets([{"name": f"Aim {n}", **entry} for n, entry in enumerate(entries)], "series.toml")
    rows = [
        {"event_id": event, "measure": "people", "value": value} for event, value in (figures or {}).items()
    ]
    return judge_targets(
        targets,
        _events(dates),
        table_of(EventFigures, rows),
        table_of(SurveyAnswers, answers or []),
        gap_days=6,
    )


PEOPLE = {"measure": "People", "value": 3000}


@pytest.mark.parametrize(
    ("figures", "by", "outcome", "evidence"),
    [
        ({"a": 1200, "b": 900, "c": 1000}, "2026-03-31", "met", "3,100 People at 3 events."),
        ({"a": 1200, "b": 900}, "2026-03-31", "on the way", "2,100 People at 2 events; 900 short of 3,000."),
        ({"a": 0}, "2026-03-31", "not yet", "0 People at 1 event; 3,000 short of 3,000."),
        (
            {"a": 1200, "b": 900, "c": 1000},
            "2025-08-01",
            "not yet",
            "2,100 People at 2 events up to 1 August 2025; 900 short of 3,000. The date has passed; "
            "3,100 by 20 September 2025.",
        ),
        (
            {"a": 1200, "b": 1900, "c": 1},
            "2025-08-01",
            "met",
            "3,100 People at 2 events up to 1 August 2025.",
        ),
        ({}, "", "no evidence", None),
    ],
)
def test_a_figure_that_people_give(
    figures: dict[str, float], by: str, outcome: str, evidence: str | None
) -> None:
    judged = _judge(PEOPLE | ({"by": datetime.date.fromisoformat(by)} if by else {}), figures=figures)
    assert judged["outcome"].tolist() == [outcome]
    if evidence is not None:
        assert judged["evidence"].tolist() == [evidence]


def test_what_the_tables_count() -> None:
    judged = _judge(
        {"measure": "events", "value": 3},
        {"measure": "tables", "value": 20},
        {"measure": "notes", "value": 300, "by": "2025-06-30"},
    )
    assert judged["outcome"].tolist() == ["met", "on the way", "not yet"]
    assert judged["aim"].tolist()[2] == "300 notes, by 30 June 2025"


@pytest.mark.parametrize(
    ("value", "picked", "outcome"),
    [
        ("median at least 4", {4: 6, 5: 3}, "met"),
        ("Median of at least 4", {3: 4, 4: 3}, "on the way"),
        ("median at least 4", {1: 4, 2: 3}, "not yet"),
        ("at least 8 in 10 say 4", {3: 2, 4: 5, 5: 3}, "met"),
        ("at least 8 in 10 say 4", {3: 3, 4: 5, 5: 2}, "on the way"),
        ("median at least wonderful", {4: 5}, "no evidence"),
        ("median at least 9", {4: 5}, "no evidence"),
    ],
)
def test_answers_to_a_question(value: str, picked: dict[int, int], outcome: str) -> None:
    answers = _answers("a", {1: 1, 2: 5}) + _answers("c", picked)
    judged = _judge({"measure": "I felt listened to", "value": value}, answers=answers)
    assert judged["outcome"].tolist() == [outcome], judged["evidence"].tolist()


def test_answers_after_the_date_do_not_count() -> None:
    entry = {"measure": "I felt listened to", "value": "median at least 4", "by": "2025-05-01"}
    late = _judge(entry, answers=_answers("a", {2: 5}) + _answers("c", {5: 9}))
    assert late["outcome"].tolist() == ["not yet"]
    assert late["evidence"].tolist() == [
        "14 March 2025: 5 of 6 answered; middle answer 2 of 5. The date has passed."
    ]
    assert _judge(entry, answers=_answers("c", {5: 9}))["outcome"].tolist() == ["no evidence"]
    assert _judge(entry)["evidence"].tolist() == ["No form asks this question."]


def test_a_survey_counts_from_its_last_day() -> None:
    entry = {"measure": "events", "value": 2, "by": "2025-06-10"}
    judged = _judge(entry, dates={"a": "2025-03-14", "b": "2025-05-03/2025-06-14"})
    assert judged["outcome"].tolist() == ["not yet"]
    assert "2 by 14 June 2025" in judged["evidence"].tolist()[0]


def test_an_event_without_a_date_counts_and_is_said() -> None:
    judged = _judge({"measure": "events", "value": 2, "by": "2025-04-01"}, dates={"a": "2025-03-14", "d": ""})
    assert judged["outcome"].tolist() == ["met"]
    assert "1 event without a date counted" in judged["evidence"].tolist()[0]


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"measure": "people", "value": 3}, "[[targets]] number 1: it has no 'name'"),
        ({"name": "A", "value": 3}, "[[targets]] number 1: it has no 'measure'"),
        ({"name": "A", "measure": "people"}, "it has no 'value'"),
        ({"name": "A", "measure": "people", "value": "many"}, "its 'value' is neither"),
        ({"name": "A", "measure": "people", "value": True}, "its 'value' is neither"),
        ({"name": "A", "measure": "people", "value": -3}, "its 'value' is neither"),
        ({"name": "A", "measure": "q", "value": "at least 9 in 8 say yes"}, "its 'value' is neither"),
        ({"name": "A", "measure": "people", "value": 3, "by": "spring"}, "'by' is not a date"),
        ({"name": "A", "measure": "people", "value": 3, "until": "x"}, "there is no entry 'until'"),
    ],
)
def test_a_malformed_target_is_one_line(entry: dict[str, Any], message: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read_targets([entry], "series.toml")
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)
    assert str(refused.value).startswith("series.toml, [[targets]] number 1: ")


def test_two_targets_of_one_name_are_refused() -> None:
    with pytest.raises(SettingsError, match="target 2 has the name of an earlier one"):
        read_targets([{"name": "A", "measure": "people", "value": 3}] * 2, "series.toml")
