"""Measures of agreement between sortings of the same notes: small pure functions over labels.

Adjusted Rand and adjusted mutual information ask which notes are together and don't look at names. Kappa,
AC1 and alpha (pipeline/tables/agreement.py) compare names. Each is 1 for the same sorting and about
0 for what chance would give.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment

from pipeline.tables.agreement import Label, check_labels

Counts = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float64]


def code_labels(labels: Sequence[Label]) -> Counts:
    """Labels as numbers from 0 on, in the order in which they first occur."""
    known: dict[Label, int] = {}
    return np.array([known.setdefault(label, len(known)) for label in labels], dtype=np.int64)


def count_pairs(first: Counts, second: Counts) -> Counts:
    """The contingency table of two codings by numbers: labels of the first by labels of the second."""
    rows, columns = int(first.max(initial=-1)) + 1, int(second.max(initial=-1)) + 1
    return np.bincount(first * columns + second, minlength=rows * columns).reshape(rows, columns)


def measure_rand(first: Sequence[Label], second: Sequence[Label]) -> float:
    """Adjusted Rand index (Hubert & Arabie 1985)."""
    return rand_of(_table(first, second))


def measure_information(first: Sequence[Label], second: Sequence[Label]) -> float:
    """Adjusted mutual information, normalised by the mean of the entropies (Vinh et al. 2010)."""
    return information_of(_table(first, second))


def count_moves(first: Sequence[Label], second: Sequence[Label]) -> int:
    """Notes to move to get from one sorting to the other, under the best one-to-one matching of themes.

    The partition distance (Gusfield 2002); 0 only when the same notes are together in both.
    """
    table = _table(first, second)
    return int(table.sum() - table[match_pairs(table)].sum())


def rand_of(table: Counts) -> float:
    """Adjusted Rand index of a contingency table."""
    notes = int(table.sum())
    both = int((table**2).sum())
    first, second = int((table.sum(axis=1) ** 2).sum()), int((table.sum(axis=0) ** 2).sum())
    # Ordered pairs of notes: together in both, in the second only, in the first only, in neither.
    together, only_second, only_first = both - notes, second - both, first - both
    apart = notes**2 - together - only_second - only_first - notes
    if only_first == 0 and only_second == 0:
        return 1.0
    above = 2.0 * (together * apart - only_first * only_second)
    below = (together + only_first) * (only_first + apart)
    return above / (below + (together + only_second) * (only_second + apart))


def information_of(table: Counts) -> float:
    """Adjusted mutual information of a contingency table."""
    first, second = table.sum(axis=1), table.sum(axis=0)
    first, second = first[first > 0], second[second > 0]
    notes = int(table.sum())
    if len(first) == 1 or len(second) == 1:
        return 1.0 if len(first) == len(second) else 0.0
    cells = table[table > 0].astype(np.float64)
    shared = float((cells / notes * np.log(cells / notes)).sum()) + _entropy(first) + _entropy(second)
    expected = _expect_information(first, second)
    tiny = float(np.finfo(np.float64).eps)  # two sortings into single notes: 0/0 is full agreement
    above, below = shared - expected, (_entropy(first) + _entropy(second)) / 2 - expected
    above = max(above, tiny) if above >= 0 else min(above, -tiny)
    below = max(below, tiny) if below >= 0 else min(below, -tiny)
    return above / below


def match_pairs(table: Counts) -> tuple[Counts, Counts]:
    """Rows and columns of the one-to-one matching with the most notes (Kuhn 1955)."""
    rows, columns = linear_sum_assignment(table, maximize=True)
    return rows, columns


def _expect_information(first: Counts, second: Counts) -> float:
    """Mutual information that sortings with themes of these sizes share by chance alone."""
    notes = int(first.sum())
    logs = np.concatenate(([0.0], np.cumsum(np.log(np.arange(1, notes + 1)))))  # log factorials
    sizes_a, times_a = np.unique(first, return_counts=True)
    sizes_b, times_b = np.unique(second, return_counts=True)
    # Every size of the first by every size of the second by how many notes they may share.
    a, b = sizes_a[:, None, None], sizes_b[None, :, None]
    shared = np.arange(1, min(sizes_a[-1], sizes_b[-1]) + 1)[None, None, :]
    possible = (shared <= np.minimum(a, b)) & (shared >= a + b - notes)
    # Where it is not possible the places are kept inside the table, and the terms left out.
    left_a, left_b = np.maximum(a - shared, 0), np.maximum(b - shared, 0)
    left = np.clip(notes - a - b + shared, 0, notes)
    chance = logs[a] + logs[b] + logs[notes - a] + logs[notes - b] - logs[notes]
    chance = chance - logs[shared] - logs[left_a] - logs[left_b] - logs[left]
    gain = shared / notes * (np.log(notes) + np.log(shared) - np.log(a) - np.log(b))
    terms = np.where(possible, gain * np.exp(np.minimum(chance, 0.0)), 0.0).sum(axis=2)
    return float((terms * np.outer(times_a, times_b)).sum())


def _entropy(sizes: Counts) -> float:
    shares: Numbers = sizes / sizes.sum()
    return -float((shares * np.log(shares)).sum())


def _table(first: Sequence[Label], second: Sequence[Label]) -> Counts:
    check_labels(first, second)
    return count_pairs(code_labels(first), code_labels(second))
