"""How it went, over time: answers on a scale put together by question and compared from one time to the next.

An answer to a scale is a place in an order and no quantity, so the middle answer (the median) is given,
always with the counts it rests on, and never a mean.
"""

from __future__ import annotations

import datetime
import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.tables import SEPARATOR, SurveyAnswers, SurveyWaves, table_of
from pipeline.wording import date_words, join_days

# "(1 = low, 5 = high)", "(never to always)"; "(before)" says which of two questions it is.
_RANGE = re.compile(r"\([^()]*(?:\d|=|\bto\b|\bscale\b)[^()]*\)", re.IGNORECASE)


@dataclass(frozen=True)
class Wave:
    """The answers to one question at one time."""

    question: str  # as the earliest form words it
    scale: str
    when: str  # the time in words
    first: str  # ISO date of the earliest answers, or empty
    last: str
    events: tuple[str, ...]  # ids of the events whose forms these are
    counts: dict[tuple[int, str], int]  # by place on the scale and answer; place 0 has no place on it
    asked: int  # forms returned

    @property
    def answered(self) -> int:
        """How many answered, whatever they picked."""
        return sum(self.counts.values())

    @property
    def placed(self) -> int:
        """How many picked an answer that has a place on the scale."""
        return sum(count for (place, _), count in self.counts.items() if place)

    @property
    def median(self) -> float:
        """Place of the middle answer; between two places where they share the middle; 0 for none."""
        places = [place for (place, _), count in self.counts.items() if place for _ in range(count)]
        return float(statistics.median(places)) if places else 0.0

    def say_middle(self) -> str:
        """The middle answer in words: "4 of 5", "agree", "between 3 and 4 of 5"."""
        names = {place: answer for place, answer in self.counts if place}
        if not self.placed:
            return ""
        low, high = names[int(self.median)], names[int(self.median + 0.5)]
        top = f" of {names[max(names)]}" if names[max(names)].isdigit() else ""
        return f"{low}{top}" if low == high else f"between {low} and {high}{top}"

    def say_counts(self) -> str:
        """How many picked each answer: the scale in its order, then what has no place on it."""
        order = sorted(self.counts, key=lambda key: (key[0] == 0, key))
        return ", ".join(f"{answer}: {self.counts[place, answer]}" for place, answer in order)

    def say(self) -> str:
        """One sentence with its base."""
        said = f"{self.answered} of {self.asked} answered"
        return f"{said}; middle answer {self.say_middle()}" if self.placed else said


def summarise_surveys(
    answers: DataFrame[SurveyAnswers], gap_days: int, few_answers: int
) -> DataFrame[SurveyWaves]:
    """Put the answers of all events together by question, and compare each time with the one before.

    Args:
        gap_days: Days without an answer after which answers to the same form count as another time.
        few_answers: With fewer answers than this nothing is said on a change.
    """
    rows = [
        {
            "question": waves[0].question,
            "question_position": number,
            "position": position,
            "scale": wave.scale,
            "wave": wave.when,
            "first_date": wave.first,
            "last_date": wave.last,
            "events": SEPARATOR.join(wave.events),
            "asked": wave.asked,
            "answered": wave.answered,
            "placed": wave.placed,
            "median": wave.median,
            "middle": wave.say_middle(),
            "counts": wave.say_counts(),
            "change": "" if before is None else _say_change(before, wave, few_answers),
        }
        for number, waves in enumerate(list_waves(answers, gap_days), start=1)
        for position, (before, wave) in enumerate(zip([None, *waves], waves, strict=False), start=1)
    ]
    return table_of(SurveyWaves, rows)


def list_waves(answers: DataFrame[SurveyAnswers], gap_days: int) -> list[list[Wave]]:
    """Each question with its times, earliest first; questions in the order in which they were first asked."""
    key = [fold_question(question) for question in answers["question"]]
    family = [_family(scale) for scale in answers["scale"]]
    questions = []
    for _, asked in answers.assign(key=key, family=family).groupby(["key", "family"]):
        waves = [
            _make_wave(own[own["date"].isin(days)], str(event_id))
            for event_id, own in asked.groupby("event_id")
            for days in _split_days(sorted(set(own["date"])), gap_days)
        ]
        questions.append(_tell_apart(sorted(waves, key=_when)))
    seen = list(dict.fromkeys(answers["question"]))
    return sorted(questions, key=lambda waves: (_when(waves[0]), seen.index(waves[0].question)))


def fold_question(question: str) -> str:
    """A question without case, punctuation and the range of its scale, so that wordings can be compared."""
    return " ".join(re.sub(r"[^\w]|_", " ", _RANGE.sub(" ", question).casefold()).split())


def _family(scale: str) -> str:
    """Scales that can be put side by side: numbers up to the same top, yes with or without partly."""
    numbers = re.fullmatch(r"[01] to (\d+)", scale)
    if numbers is not None:
        return f"up to {numbers[1]}"
    return "yes" if scale in ("no or yes", "no to yes") else scale


def _split_days(dates: Sequence[str], gap_days: int) -> list[list[str]]:
    groups: list[list[str]] = []
    last: datetime.date | None = None
    for date in dates:
        day = datetime.date.fromisoformat(date) if date else None
        together = groups and day is not None and last is not None and (day - last).days <= gap_days
        if together:
            groups[-1].append(date)
        else:
            groups.append([date])
        last = day
    return groups


def _make_wave(group: pd.DataFrame, event_id: str) -> Wave:
    counts: Any = group.groupby(["position", "answer"], sort=False)["count"].sum().to_dict()
    forms = group.drop_duplicates(["source", "date", "question", "scale"])
    dates = sorted(date for date in set(group["date"]) if date)
    first, last = (dates[0], dates[-1]) if dates else ("", "")
    return Wave(
        question=str(group["question"].iloc[0]),
        scale=str(group["scale"].iloc[0]),
        when=date_words(join_days(dates)) or event_id,
        first=first,
        last=last,
        events=(event_id,),
        counts=counts,
        asked=int(forms["asked"].sum()),
    )


def _tell_apart(waves: list[Wave]) -> list[Wave]:
    times = Counter(wave.when for wave in waves)
    return [
        wave if times[wave.when] == 1 else replace(wave, when=f"{wave.when}, {wave.events[0]}")
        for wave in waves
    ]


def _when(wave: Wave) -> tuple[bool, str, str, tuple[str, ...]]:
    return (not wave.first, wave.first, wave.last, wave.events)


def _say_change(before: Wave, wave: Wave, few_answers: int) -> str:
    if not before.placed or not wave.placed:
        return "nothing to compare"
    bases = f"{before.placed} answers before, {wave.placed} now"
    if min(before.placed, wave.placed) < few_answers:
        return f"too few answers to compare ({bases})"
    old, new = before.say_middle(), wave.say_middle()
    if before.scale != wave.scale:
        return f"middle answer {old} before, {new} now ({bases}); the answers offered were not the same"
    if before.median == wave.median:
        return f"the same middle answer, {new} ({bases})"
    way = "up" if wave.median > before.median else "down"
    return f"middle answer {way} from {old} to {new} ({bases})"
