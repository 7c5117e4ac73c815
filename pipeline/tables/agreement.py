"""Agreement: tables of a draft beside people's own sorting and beside the organisers' own summary; measures.

Each measure is a function over the names that people gave the same notes: 1 for the same names, about 0 for
what chance would give.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Sequence

import pandera.pandas as pa
from pandera.typing.pandas import Series

from pipeline.tables.contract import Contract

MEASURES = ("moves", "ari", "ami", "kappa", "ac1", "alpha")
# Never "not there": that a program finds no note says little. The nearest are shown, for people to look.
VERDICTS = ("found in the notes", "we are not sure: these are nearest", "too few notes to tell")


class Agreements(Contract):
    """One row is one figure of agreement between two sortings of the same notes."""

    what: Series[str] = pa.Field(isin=("themes", "note types"))
    first: Series[str] = pa.Field(str_length={"min_value": 1})  # "draft", or a column of the person's file
    second: Series[str] = pa.Field(str_length={"min_value": 1})
    question_id: Series[str]  # empty for the figure over all questions
    question: Series[str]
    table: Series[str]
    questions: Series[int] = pa.Field(ge=1)  # questions the figure rests on
    notes: Series[int] = pa.Field(ge=1)  # notes it rests on
    first_labels: Series[int] = pa.Field(ge=1)  # how many themes (or types) each of the two used
    second_labels: Series[int] = pa.Field(ge=1)
    measure: Series[str] = pa.Field(isin=MEASURES)
    value: Series[float]
    low: Series[float]  # bootstrap interval over notes
    high: Series[float]


class SummaryPoints(Contract):
    """One row is one point of the organisers' own summary, with what the notes hold of it.

    Holds the summary's original words: not for circulation. Empty where there is no summary.
    """

    point_id: Series[str] = pa.Field(unique=True, str_length={"min_value": 1})
    question_id: Series[str]  # the question the summary puts it under; empty where it does not say
    heading: Series[str]  # the summary's own heading it stands under, or empty
    text: Series[str] = pa.Field(str_length={"min_value": 1})  # verbatim, list marker stripped
    words: Series[str] = pa.Field(str_length={"min_value": 1})  # the same as a reader sees it
    safe_words: Series[str]  # with personal details masked: all that reports show
    verdict: Series[str] = pa.Field(isin=VERDICTS)
    similarity: Series[float]  # to the nearest note, beyond what all notes of the question share
    theme_ids: Series[str]  # nearest draft theme, and others nearly as near, joined
    note_ids: Series[str]  # up to three nearest notes, nearest first, joined
    similarities: Series[str]  # their similarities, joined
    source: Series[str]
    locator: Series[str]
    line: Series[int] = pa.Field(ge=1)


class SummaryThemes(Contract):
    """One row is one draft theme, with what the organisers' own summary holds of it.

    Empty where there is no summary.
    """

    theme_id: Series[str] = pa.Field(unique=True, str_length={"min_value": 1})
    question_id: Series[str]
    title: Series[str]
    notes: Series[int] = pa.Field(ge=1)
    notes_near: Series[int] = pa.Field(ge=0)  # of these, how many are among the nearest of some point
    points: Series[int] = pa.Field(ge=0)  # points of the summary that have this theme as their nearest
    headings: Series[str]  # the summary's own headings that its title says, joined


Label = Hashable


def measure_kappa(first: Sequence[Label], second: Sequence[Label]) -> float:
    """Cohen's kappa (1960): agreement on names beyond what each one's own habits would give."""
    check_labels(first, second)
    agreed, before, after = _shares(first, second)
    return _beyond(agreed, sum(share * after.get(label, 0) for label, share in before.items()))


def measure_ac1(first: Sequence[Label], second: Sequence[Label]) -> float:
    """Gwet's AC1 (2008): steadier than kappa where nearly all notes have the same name.

    The categories are those that occur in either of the two.
    """
    check_labels(first, second)
    agreed, before, after = _shares(first, second)
    labels = sorted(set(before) | set(after), key=repr)
    if len(labels) < 2:
        return 1.0
    means = [(before.get(label, 0) + after.get(label, 0)) / 2 for label in labels]
    return _beyond(agreed, sum(mean * (1 - mean) for mean in means) / (len(labels) - 1))


def measure_alpha(*codings: Sequence[Label | None]) -> float:
    """Krippendorff's alpha for names (nominal), any number of coders; None where one did not code.

    Computed from the coincidence matrix (Krippendorff 2011, Computing Krippendorff's
    Alpha-Reliability). Notes with fewer than two codings say nothing and are left out; where none
    is left, or all have the same name, there is no disagreement and the result is 1.
    """
    check_labels(*codings)
    totals: Counter[Label] = Counter()
    disagreed = 0.0
    for note in zip(*codings, strict=True):
        found = Counter(label for label in note if label is not None)
        coders = found.total()
        if coders < 2:
            continue
        totals.update(found)
        disagreed += (coders**2 - sum(count**2 for count in found.values())) / (coders - 1)
    every = totals.total()
    expected = every**2 - sum(count**2 for count in totals.values())
    return 1.0 if expected == 0 else 1.0 - (every - 1) * disagreed / expected


def _shares(
    first: Sequence[Label], second: Sequence[Label]
) -> tuple[float, dict[Label, float], dict[Label, float]]:
    """Share of notes with the same name in both, and each one's share of each name."""
    notes = len(first)
    before, after = (
        {name: count / notes for name, count in Counter(names).items()} for names in (first, second)
    )
    return sum(a == b for a, b in zip(first, second, strict=True)) / notes, before, after


def _beyond(agreed: float, by_chance: float) -> float:
    """Agreement beyond chance, as a share of what chance leaves."""
    return 1.0 if math.isclose(by_chance, 1.0) else (agreed - by_chance) / (1 - by_chance)


def check_labels(*codings: Sequence[Label | None]) -> None:
    """Refuse codings that are not of the same notes, or of none."""
    if not codings or not codings[0] or len({len(labels) for labels in codings}) > 1:
        raise ValueError("agreement needs codings of the same notes, and at least one note")
