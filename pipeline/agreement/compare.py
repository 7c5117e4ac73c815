"""Two sortings side by side: every measure, with a bootstrap interval over notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.agreement.groupings import (
    Counts,
    code_labels,
    count_pairs,
    information_of,
    match_pairs,
    rand_of,
)
from pipeline.settings import AgreementSettings
from pipeline.tables import MEASURES
from pipeline.tables.measures import measure_ac1, measure_alpha, measure_kappa

_RANGES = dict.fromkeys(MEASURES, (-1.0, 1.0))


@dataclass(frozen=True)
class Pair:
    """The labels two sortings give to the same notes of one question, in the same order."""

    first: tuple[str, ...]
    second: tuple[str, ...]


@dataclass(frozen=True)
class Figure:
    """One measure with its interval."""

    value: float
    low: float
    high: float


def compare_labels(
    pairs: Sequence[Pair], settings: AgreementSettings, same_names: bool
) -> list[dict[str, Figure]]:
    """Every measure for each question and, last, over all of them, with intervals.

    Over several questions a measure is the mean over questions, and moves are their sum.

    Args:
        pairs: One per question.
        settings: How many resamples, and how wide the interval.
        same_names: Whether both use the same names; else themes are matched one-to-one first.

    Returns:
        Figures by measure: one mapping per question and, where there are several, one over all. The
        interval is the percentile bootstrap over the notes of each question, shifted by the
        bootstrap's own estimate of its bias: a note drawn twice is always together with itself, which
        flatters measures of grouping (Efron & Tibshirani 1993, chapter 10).
    """
    generator = np.random.default_rng(settings.seed)
    values: list[dict[str, float]] = []
    drawn: list[list[dict[str, float]]] = []
    for pair in pairs:
        first, second = _number(pair, same_names)
        values.append(_measure(first, second, same_names))
        places = generator.integers(0, len(first), (settings.resamples, len(first)))
        drawn.append([_measure(first[chosen], second[chosen], same_names) for chosen in places])
    sizes = [len(pair.first) for pair in pairs]
    if len(pairs) > 1:
        values.append(_join(values))
        drawn.append([_join(together) for together in zip(*drawn, strict=True)])
        sizes.append(sum(sizes))
    return [
        {
            name: _interval(name, value, np.array([one[name] for one in spread]), notes, settings.interval)
            for name, value in found.items()
        }
        for found, spread, notes in zip(values, drawn, sizes, strict=True)
    ]


def _interval(name: str, value: float, drawn: npt.NDArray[np.float64], notes: int, width: float) -> Figure:
    lowest, highest = (0.0, float(notes)) if name == "moves" else _RANGES[name]
    low, high = np.quantile(drawn, [(1 - width) / 2, (1 + width) / 2]) + (value - drawn.mean())
    return Figure(value, float(np.clip(low, lowest, value)), float(np.clip(high, value, highest)))


def _number(pair: Pair, same_names: bool) -> tuple[Counts, Counts]:
    if not same_names:
        return code_labels(pair.first), code_labels(pair.second)
    both = code_labels(pair.first + pair.second)
    return both[: len(pair.first)], both[len(pair.first) :]


def _measure(first: Counts, second: Counts, same_names: bool) -> dict[str, float]:
    table = count_pairs(first, second)
    own, other = first.tolist(), second.tolist()
    if not same_names:
        # Labels that a resample has lost leave empty rows: they match nobody and add nothing.
        pairs = (places.tolist() for places in match_pairs(table))
        names = dict(zip(*pairs, strict=True))
        own = [names.get(label, -1 - label) for label in own]
    return {
        "moves": float(sum(a != b for a, b in zip(own, other, strict=True))),
        "ari": rand_of(table),
        "ami": information_of(table),
        "kappa": measure_kappa(own, other),
        "ac1": measure_ac1(own, other),
        "alpha": measure_alpha(own, other),
    }


def _join(questions: Sequence[Mapping[str, float]]) -> dict[str, float]:
    return {
        name: sum(found[name] for found in questions) / (1 if name == "moves" else len(questions))
        for name in MEASURES
    }
