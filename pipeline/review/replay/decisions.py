"""Decisions of people: who wins where they contradict each other, and how far reviewers agree.

Nobody wins by guess: where reviewers differ, both sides are shown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import pandas as pd
from pandera.typing.pandas import DataFrame

from pipeline.review.workbook import Review
from pipeline.tables import ReviewerAgreements, check_table, columns_of
from pipeline.tables.agreement import measure_ac1, measure_alpha, measure_kappa
from pipeline.wording.likeness import fold_words, measure_likeness

_ALIKE = 0.9  # how alike two titles must be for two people to mean the same by them
_FATES = ("merge", "drop", "accept")
# Comments and splits never contradict each other, and what one person keeps out of print stays out.
_EVERY_ONE_COUNTS = ("comment", "split", "withhold")
# Why a decision counts no more: it stands elsewhere, or another one won over it.
SUPERSEDED = ("said again", "the same reviewer decided anew", "decided otherwise, as agreed")
_MEASURES: Mapping[str, Callable[..., float]] = {
    "kappa": measure_kappa,
    "ac1": measure_ac1,
    "alpha": measure_alpha,
}


@dataclass
class Decision:
    """One decision, with all that is known of it; settling and replaying it say on it what became of it."""

    review: Review  # the workbook it stands in
    locator: str
    action: str
    value: str  # as the person wrote it
    note_id: str  # the note it is on, or empty
    theme_id: str  # the theme it is on, or that it names
    meaning: str  # what it comes to, for comparison: a theme's id, "yes", a note type, a title
    sent_id: str = ""  # the id that the row's theme had when the workbook was sent out
    status: str = "applied"  # one of STATUSES
    reason: str = ""
    remedy: str = ""  # what to do, for conflicts and disagreements
    carried: str = ""  # why its note or theme has another id than its row; empty where the id holds

    @property
    def who(self) -> str:
        """Who decided, and when."""
        return f"{self.review.reviewer} on {self.review.date}" if self.review.date else self.review.reviewer

    @property
    def place(self) -> str:
        """File and cell."""
        return f"{self.review.source}, {self.locator}"

    @property
    def decision_id(self) -> str:
        """The same for the same words in the same cell."""
        parts = "\n".join((self.review.source, self.locator, self.action, self.value))
        return f"d-{hashlib.sha256(parts.encode()).hexdigest()[:10]}"

    def refuse(self, reason: str, remedy: str, status: str = "conflict") -> None:
        """Say that a person must look at it."""
        self.status, self.reason, self.remedy = status, reason, remedy

    def leave(self, reason: str) -> None:
        """Say that it changes nothing."""
        self.status, self.reason = "no_change", reason


def settle_differences(decisions: Sequence[Decision]) -> None:
    """Decide between decisions on the same thing.

    The last one of a reviewer wins over that reviewer's own earlier ones. Between reviewers nobody wins
    unless they agree, or the later workbook says that it counts.
    """
    by_subject: dict[tuple[str, ...], list[Decision]] = {}
    for decision in decisions:
        if decision.status == "applied" and decision.action not in _EVERY_ONE_COUNTS:
            by_subject.setdefault(_subject(decision), []).append(decision)
    for own in by_subject.values():
        latest: dict[str, Decision] = {}  # by reviewer, in the order of replay
        for now in own:
            earlier = latest.pop(now.review.reviewer, None)
            if earlier and _said(earlier) != _said(now) and _is_as_late(earlier.review, now.review):
                _refuse_row(earlier, now)
                _refuse_row(now, earlier)
                continue
            if earlier:
                how = SUPERSEDED[0] if earlier.meaning == now.meaning else SUPERSEDED[1]
                earlier.leave(f"{how} in {now.place}")
            latest[now.review.reviewer] = now
        _settle_between(list(latest.values()))


def _subject(decision: Decision) -> tuple[str, ...]:
    """What two decisions must share to be about the same thing."""
    if decision.action in _FATES:
        return ("fate", decision.theme_id)
    return (decision.action, decision.theme_id if decision.action == "rename" else decision.note_id)


def _said(decision: Decision) -> tuple[str, str]:
    return (decision.action if decision.action in _FATES else "", decision.meaning)


def _is_same(first: Decision, second: Decision) -> bool:
    """Whether two people say the same, if in other words: "Bus fares" and "bus fare", "&" and "and"."""
    if first.action == "rename" == second.action:
        titles = [fold_words(one.meaning.replace("&", " and ")) for one in (first, second)]
        return first.meaning == second.meaning or measure_likeness(titles[0], titles[1]) >= _ALIKE
    return _said(first) == _said(second)


def _is_as_late(first: Review, second: Review) -> bool:
    """Whether nothing tells which of two workbooks (or rows of one) came later; a file's name does not."""
    return first.source == second.source or (first.date, first.saved) == (second.date, second.saved)


def _refuse_row(decision: Decision, other: Decision) -> None:
    if decision.review.source != other.review.source:
        decision.refuse(
            f"two workbooks of the same reviewer and date say different things (the other: {other.place})",
            "Take the earlier workbook away, or write the date of the later one on its first sheet.",
        )
    else:
        decision.refuse(
            "two rows of the same workbook hold this id and say different things"
            f" (the other: {other.locator})",
            "Make the two cells say the same, or empty one of them.",
        )


def _settle_between(views: Sequence[Decision]) -> None:
    """Settle the last words of several reviewers on one thing, in the order of replay."""
    if len(views) < 2:
        return
    first, last = views[0], views[-1]
    if all(_is_same(first, view) for view in views[1:]):
        for view in views[1:]:
            view.leave(f"agrees with {first.who}")
    elif last.review.wins:
        for view in views[:-1]:
            view.leave(f"{last.who} {SUPERSEDED[2]}")
    else:
        for view in views:
            others = "; ".join(
                f"{other.who}: {other.value} ({other.place})" for other in views if other is not view
            )
            view.refuse(
                f"reviewers differ, so the draft stands. The other view: {others}",
                "Talk it over; then put the same into both workbooks, or write “mine counts” on the first"
                " sheet of the later one.",
                "disagreement",
            )


def refuse_double_fates(decisions: Sequence[Decision]) -> None:
    """A row cannot merge, drop and accept a theme at the same time."""
    fates: dict[tuple[str, str], list[Decision]] = {}
    for decision in decisions:
        if decision.status == "applied" and decision.action in _FATES:
            row = decision.locator[len(decision.locator.rstrip("0123456789")) :]
            fates.setdefault((decision.review.source + row, decision.theme_id), []).append(decision)
    for own in fates.values():
        if len({decision.action for decision in own}) < 2:
            continue
        for decision in own:  # "accept? no" beside "drop? yes" says nothing more
            if decision.meaning == "no":
                decision.leave("said in the same row")
        left = [decision for decision in own if decision.status == "applied"]
        said = sorted({decision.action for decision in left})
        for decision in left if len(said) > 1 else []:
            decision.refuse(
                f"the same row says {' and '.join(said)}, which cannot both be",
                "Leave only one of the cells “merge into”, “drop?” and “accept?” filled.",
            )


def compare_reviewers(decisions: Sequence[Decision]) -> DataFrame[ReviewerAgreements]:
    """κ and AC1 for every pair of reviewers, α for every pair and for all of them together.

    Args:
        decisions: Settled decisions. A reviewer's last word on a note counts, one that was overruled
            by another reviewer as well; what could not be understood does not.
    """
    moves = [one for one in decisions if one.action == "move" and one.status != "conflict"]
    said = pd.DataFrame(
        [(one.review.reviewer, one.note_id, one.meaning) for one in moves],
        columns=["reviewer", "note_id", "theme_id"],
        dtype=object,
    ).drop_duplicates(["reviewer", "note_id"], keep="last")
    placed = said.pivot(index="note_id", columns="reviewer", values="theme_id")
    placed = placed.where(placed.notna(), None)
    rows: list[tuple[object, ...]] = []
    for first, second in combinations(placed.columns, 2):
        both = placed[[first, second]].dropna()
        codings = both[first].tolist(), both[second].tolist()
        for name, measure in _MEASURES.items() if len(both) else ():
            rows.append((first, second, len(both), name, round(float(measure(*codings)), 6)))
    shared = placed[placed.notna().sum(axis=1) > 1]
    if len(placed.columns) > 2 and len(shared):
        alpha = measure_alpha(*(shared[name].tolist() for name in shared))
        rows.append(("all reviewers", "", len(shared), "alpha", round(float(alpha), 6)))
    return check_table(ReviewerAgreements, pd.DataFrame(rows, columns=columns_of(ReviewerAgreements)))
