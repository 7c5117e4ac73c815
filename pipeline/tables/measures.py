"""Measures of agreement between people who gave the same notes a name each: small pure functions over labels.

Each is 1 for the same names and about 0 for what chance would give.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Sequence

Label = Hashable


def measure_kappa(first: Sequence[Label], second: Sequence[Label]) -> float:
    """Cohen's kappa (1960): agreement on names beyond what each one's own habits would give."""
    check_labels(first, second)
    agreed, before, after = _shares(first, second)
    return _beyond(agreed, sum(share * after[label] for label, share in before.items()))


def measure_ac1(first: Sequence[Label], second: Sequence[Label]) -> float:
    """Gwet's AC1 (2008): steadier than kappa where nearly all notes have the same name.

    The categories are those that occur in either of the two.
    """
    check_labels(first, second)
    agreed, before, after = _shares(first, second)
    labels = sorted(set(before) | set(after), key=repr)
    if len(labels) < 2:
        return 1.0
    means = [(before[label] + after[label]) / 2 for label in labels]
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


def _shares(first: Sequence[Label], second: Sequence[Label]) -> tuple[float, Counter[Label], Counter[Label]]:
    """Share of notes with the same name in both, and each one's share of each name."""
    notes = len(first)
    shares: list[Counter[Label]] = []
    for labels in (first, second):
        counted: Counter[Label] = Counter()
        for label, count in Counter(labels).items():
            counted[label] = count / notes  # type: ignore[assignment]
        shares.append(counted)
    return sum(a == b for a, b in zip(first, second, strict=True)) / notes, shares[0], shares[1]


def _beyond(agreed: float, by_chance: float) -> float:
    """Agreement beyond chance, as a share of what chance leaves."""
    return 1.0 if math.isclose(by_chance, 1.0) else (agreed - by_chance) / (1 - by_chance)


def check_labels(*codings: Sequence[Label | None]) -> None:
    """Refuse codings that are not of the same notes, or of none."""
    if not codings or not codings[0] or len({len(labels) for labels in codings}) > 1:
        raise ValueError("agreement needs codings of the same notes, and at least one note")
