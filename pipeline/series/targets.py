"""Targets that people set for a series, and whether the tables show them met.

::

    [[targets]]
    name = "3,000 people by the end of year one"
    measure = "people"                # a figure of event.toml, or: events, tables, notes
    value = 3000
    by = 2026-03-31                   # may be left out

    [[targets]]
    name = "People feel heard"
    measure = "I felt listened to"    # a question of a feedback form
    value = "median at least 4"       # or "median at least agree", or "at least 8 in 10 say agree"

Whether `by` has passed is judged by the date of the latest event, never by the clock, so that the same
tables always say the same.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import pandas as pd
from pandera.typing.pandas import DataFrame
from pydantic import AfterValidator, BeforeValidator

from pipeline.keeping.reading import Date, Filled, FormError, Say, form, join_words, read_form
from pipeline.series.surveys import Wave, fold_question, list_waves
from pipeline.tables import EventFigures, SeriesEvents, SurveyAnswers, TargetResults, Targets, table_of
from pipeline.tables.contract import Row, list_rows
from pipeline.wording import count_words, date_words, last_day

_COUNTED = ("events", "tables", "notes")  # what the tables count by themselves
_MEDIAN = re.compile(r"median (?:of )?at least (?P<answer>.+)", re.IGNORECASE)
_SHARE = re.compile(
    r"at least (?P<part>\d{1,6}) (?:in|of|out of) (?P<whole>\d{1,6}) (?:people )?"
    r"(?:say|pick|answer) (?P<answer>.+)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Aim:
    """What a value asks for: a count, a median on a scale, or a share of the people."""

    kind: str
    value: float = 0.0
    out_of: int = 0
    answer: str = ""


def _read_aim(value: object) -> _Aim:
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value < 1e15:
        return _Aim("count", float(value))
    plain = join_words(value) if isinstance(value, str) else ""
    if (median := _MEDIAN.fullmatch(plain)) is not None:
        return _Aim("median", answer=median["answer"])
    share = _SHARE.fullmatch(plain)
    if share is None or not 0 < int(share["part"]) <= int(share["whole"]):
        raise ValueError
    return _Aim("share", float(share["part"]), int(share["whole"]), share["answer"])


_Value = Annotated[
    _Aim,
    BeforeValidator(_read_aim),
    Say(
        "its FIELD is neither a number above 0 nor an aim",
        'Write value = 3000, or "median at least 4", or "at least 8 in 10 say yes".',
    ),
]


@dataclass(frozen=True)
class _Target:
    name: Filled
    measure: Filled
    value: _Value
    by: Date = ""


def _refuse_repeats(targets: tuple[_Target, ...]) -> tuple[_Target, ...]:
    names = [target.name.casefold() for target in targets]
    twice = next((number for number, name in enumerate(names, start=1) if name in names[: number - 1]), None)
    if twice is not None:
        raise FormError(f"target {twice} has the name of an earlier one", "Take one of them out.")
    return targets


@form
@dataclass(frozen=True)
class _TargetList:
    targets: Annotated[tuple[_Target, ...], AfterValidator(_refuse_repeats)]


def read_targets(entries: Sequence[Mapping[str, Any]], where: str) -> DataFrame[Targets]:
    """Read the targets of an event.toml or of a series' file.

    Raises:
        SettingsError: If an entry is not of the form it must have.
    """
    rows = [
        {"where": where, "name": target.name, "measure": target.measure, "by": target.by}
        | dataclasses.asdict(target.value)
        for target in read_form(_TargetList, {"targets": entries}, where).targets
    ]
    return table_of(Targets, rows)


def judge_targets(
    targets: DataFrame[Targets],
    events: DataFrame[SeriesEvents],
    figures: DataFrame[EventFigures],
    answers: DataFrame[SurveyAnswers],
    gap_days: int,
) -> DataFrame[TargetResults]:
    """Say of each target whether it is met, on the way or not yet, and on what evidence.

    Args:
        targets: Of the series' file and of its events, in this order.
    """
    events = events.assign(date=events["date"].map(last_day))  # then all its numbers are known
    now = max(events["date"], default="")
    waves = list_waves(answers, gap_days)
    rows = []
    for target in list_rows(targets):
        if target["kind"] == "count":
            judged = _judge_count(target, _list_counts(target["measure"], events, figures), now)
        else:
            wanted = fold_question(target["measure"])
            asked = [found for found in waves if fold_question(found[0].question) == wanted]
            judged = _judge_answers(target, asked[0] if asked else [], now)
        own = {name: target[name] for name in ("name", "by", "where")}
        rows.append({**own, "aim": _say_aim(target), "outcome": judged[0], "evidence": judged[1]})
    return table_of(TargetResults, rows)


def _judge_count(target: Row, counts: pd.DataFrame, now: str) -> tuple[str, str]:
    """A count adds up over the events up to `by`; an event without a date is taken for one of them."""
    measure, value, by = target["measure"], target["value"], target["by"]
    if not len(counts):
        key = measure if re.fullmatch(r"[A-Za-z0-9_-]+", measure) else f'"{measure}"'
        return (
            "no evidence",
            "No event gives this number and no form asks it; in an event.toml it is written "
            f"[figures] and {key} = 42.",
        )
    in_time = counts[(counts["date"] <= by) | (counts["date"] == "")] if by else counts
    total = float(in_time["value"].sum())
    found = f"{_number(total)} {measure} at {count_words(len(in_time), 'event')}"
    found += f" up to {date_words(by)}" if len(in_time) < len(counts) else ""
    undated = int((in_time["date"] == "").sum())
    if by and undated:
        found += f" ({count_words(undated, 'event')} without a date counted)"
    later = float(counts["value"].sum())
    if total >= value:
        return "met", f"{found}."
    short = f"{found}; {_number(value - total)} short of {_number(value)}"
    if by and now > by:
        past = f"{short}. The date has passed"
        return "not yet", f"{past}; {_number(later)} by {date_words(now)}." if later > total else f"{past}."
    return "on the way" if total else "not yet", f"{short}."


def _judge_answers(target: Row, waves: Sequence[Wave], now: str) -> tuple[str, str]:
    """Of answers the latest time up to `by` counts, and the first one to see whether it gets nearer."""
    by = target["by"]
    if not waves:
        return "no evidence", "No form asks this question."
    in_time = [wave for wave in waves if wave.placed and (not by or not wave.first or wave.first <= by)]
    if not in_time:
        nobody = f"Nobody answered this question by {date_words(by)}."
        return "no evidence", nobody if by else "Nobody picked an answer on its scale."
    wave, first = in_time[-1], in_time[0]
    goal = _find_goal(target, wave)
    if goal is None:
        offered = ", ".join(answer for place, answer in sorted(wave.counts) if place)
        return "no evidence", f"The answer aimed at is none of those of the form ({offered})."
    found = f"{wave.when}: {wave.say()}"
    if target["kind"] == "share":
        people = count_words(_count_from(wave, goal), "person", "people")
        least = next((answer for place, answer in wave.counts if place == goal), _number(goal))
        found += f"; {people} picked {least} or higher"
    reached, before = _reach(target, wave, goal), _reach(target, first, _find_goal(target, first) or goal)
    if reached >= (goal if target["kind"] == "median" else target["value"] / target["out_of"]):
        return "met", f"{found}."
    if first is not wave:
        found += f" (at first, {first.when}: {first.say()})"
    if by and now > by:
        return "not yet", f"{found}. The date has passed."
    return "on the way" if reached > before else "not yet", f"{found}."


def _find_goal(target: Row, wave: Wave) -> float | None:
    """The place on the wave's scale that the target names."""
    wanted = target["answer"].casefold()
    places = {answer.casefold(): place for place, answer in wave.counts if place}
    if wanted in places:
        return float(places[wanted])
    try:
        number = float(wanted)
    except ValueError:
        return None
    numbers = {int(answer): place for answer, place in places.items() if answer.isdigit()}
    if not numbers:
        return number if 1 <= number <= max(places.values()) else None
    low, high = min(numbers), max(numbers)
    return number - low + 1 if low <= number <= high else None


def _reach(target: Row, wave: Wave, goal: float) -> float:
    return wave.median if target["kind"] == "median" else _count_from(wave, goal) / wave.placed


def _count_from(wave: Wave, goal: float) -> int:
    return sum(count for (place, _), count in wave.counts.items() if place and place >= goal)


def _list_counts(
    measure: str, events: DataFrame[SeriesEvents], figures: DataFrame[EventFigures]
) -> pd.DataFrame:
    """One row per event that has this number: its date and the value."""
    folded = measure.casefold()
    if folded in _COUNTED:
        value = events[folded] if folded != "events" else 1
        return events[["date"]].assign(value=value)
    given = figures[figures["measure"].str.casefold() == folded]
    dates = dict(zip(events["event_id"], events["date"], strict=True))
    given = given[given["event_id"].isin(list(dates))]
    return pd.DataFrame({"date": given["event_id"].map(dates), "value": given["value"]})


def _say_aim(target: Row) -> str:
    if target["kind"] == "count":
        aim = f"{_number(target['value'])} {target['measure']}"
    elif target["kind"] == "median":
        aim = f"{target['measure']}: middle answer at least {target['answer']}"
    else:
        aim = (
            f"{target['measure']}: at least {_number(target['value'])} in {target['out_of']} "
            f"say {target['answer']} or higher"
        )
    return f"{aim}, by {date_words(target['by'])}" if target["by"] else aim


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
