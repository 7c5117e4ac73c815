"""Fits the weights of pipeline/review/replay/redraft.py: a conditional logit over the themes of each note."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from pipeline.review.replay.redraft import UNDECIDED, Weights, gather_evidence
from tests.benchmarks.learning.simulate import CHECKED, REVIEWERS, Sorted, decide, list_titles, match_draft

_SEEDS = 4
_RIDGE = 1e-4


def fit_weights(groups: Sequence[Sorted]) -> Weights:
    """What predicts best where people put a note that is not checked yet, in random reviews."""
    from scipy.optimize import minimize

    evidence, dead, answers = _gather(groups)
    rows = np.arange(len(answers))

    def lose(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = np.where(dead, -50.0, evidence @ weights)
        scores -= scores.max(axis=1, keepdims=True)
        shares = np.exp(scores)
        shares /= shares.sum(axis=1, keepdims=True)
        loss = -np.log(shares[rows, answers] + 1e-30).mean() + _RIDGE * (weights**2).sum()
        slope = np.einsum("nk,nkf->f", shares, evidence) - evidence[rows, answers].sum(axis=0)
        return float(loss), slope / len(rows) + 2 * _RIDGE * weights

    fitted = minimize(lose, np.zeros(evidence.shape[2]), jac=True, method="L-BFGS-B").x
    return Weights(*(round(float(weight), 2) for weight in fitted))


def _gather(groups: Sequence[Sorted]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    found = [row for group in groups for row in _gather_group(group)]
    widest = max(len(dead) for _, dead, _ in found)
    evidence = np.zeros((len(found), widest, found[0][0].shape[1]))
    dead = np.ones((len(found), widest), dtype=bool)
    for row, (known, none_there, _) in enumerate(found):
        evidence[row, : len(none_there)], dead[row, : len(none_there)] = known, none_there
    return evidence, dead, np.array([answer for _, _, answer in found])


def _gather_group(group: Sorted) -> Iterator[tuple[np.ndarray, np.ndarray, int]]:
    for seed in range(_SEEDS):
        places = np.random.default_rng([seed, len(group.name)]).permutation(len(group.labels))
        for turn, checked in enumerate(CHECKED[1:]):
            reviewer = REVIEWERS[(seed + turn) % len(REVIEWERS)]
            decided = decide(group, places, checked)
            stands_for = match_draft(group)
            for place in np.flatnonzero(decided != UNDECIDED).tolist():
                stands_for[int(group.human[place])] = int(decided[place])
            titles = list_titles(group, decided, reviewer)
            evidence = gather_evidence(group.own, group.labels, decided, titles)
            there = np.where(decided != UNDECIDED, decided, group.labels)
            alive = np.isin(np.arange(evidence.shape[1]), [*there.tolist(), *titles])
            for place in np.flatnonzero((decided == UNDECIDED) & (group.human >= 0)).tolist():
                answer = stands_for.get(int(group.human[place]), -1)
                if answer >= 0 and alive[answer]:
                    yield evidence[place], ~alive, answer
