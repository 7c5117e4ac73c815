"""How far reviewers agree on the themes of notes that they all placed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

from pandera.typing.pandas import DataFrame

from pipeline.review.replay.decision import Decision
from pipeline.tables import ReviewerAgreements, table_of
from pipeline.tables.measures import measure_ac1, measure_alpha, measure_kappa

_MEASURES: Mapping[str, Callable[..., float]] = {
    "kappa": measure_kappa,
    "ac1": measure_ac1,
    "alpha": measure_alpha,
}


def compare_reviewers(decisions: Sequence[Decision]) -> DataFrame[ReviewerAgreements]:
    """κ and AC1 for every pair of reviewers, α for every pair and for all of them together.

    Args:
        decisions: Settled decisions. A reviewer's last word on a note counts, one that was overruled
            by another reviewer as well; what could not be understood does not.
    """
    placed: dict[str, dict[str, str]] = {}
    for decision in decisions:
        if decision.action == "move" and decision.status != "conflict":
            placed.setdefault(decision.review.reviewer, {})[decision.note_id] = decision.meaning
    rows = []
    for first, second in combinations(sorted(placed), 2):
        both = [note for note in placed[first] if note in placed[second]]
        if not both:
            continue
        codings = [[placed[name][note] for note in both] for name in (first, second)]
        rows += [
            {
                "first": first,
                "second": second,
                "notes": len(both),
                "measure": name,
                "value": _round(measure(*codings)),
            }
            for name, measure in _MEASURES.items()
        ]
    if len(placed) > 2:
        every = sorted({note for notes in placed.values() for note in notes})
        shared = [note for note in every if sum(note in notes for notes in placed.values()) > 1]
        if shared:
            value = measure_alpha(
                *([notes.get(note) for note in shared] for _, notes in sorted(placed.items()))
            )
            rows.append(
                {
                    "first": "all reviewers",
                    "second": "",
                    "notes": len(shared),
                    "measure": "alpha",
                    "value": _round(value),
                }
            )
    return table_of(ReviewerAgreements, rows)


def _round(value: float) -> float:
    return round(float(value), 6)
