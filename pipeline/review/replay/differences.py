"""Who wins where decisions contradict each other: nobody by guess, and both sides are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.review.replay.decision import Decision

_FATES = ("merge", "drop", "accept")
# Comments and splits never contradict each other, and what one person keeps out of print stays out.
_EVERY_ONE_COUNTS = ("comment", "split", "withhold")


def settle_differences(decisions: Sequence[Decision]) -> list[Decision]:
    """Decide between decisions on the same thing.

    The last one of a reviewer wins over that reviewer's own earlier ones. Between reviewers nobody wins
    unless they agree, or the later workbook says that it counts.
    """
    settled = list(decisions)
    by_subject: dict[tuple[str, ...], list[int]] = {}
    for place, decision in enumerate(settled):
        if decision.status == "applied" and decision.action not in _EVERY_ONE_COUNTS:
            by_subject.setdefault(_subject(decision), []).append(place)
    for places in by_subject.values():
        latest: dict[str, int] = {}
        for place in places:
            earlier = latest.get(settled[place].review.reviewer)
            if earlier is not None:
                clash = _clash_in_one_file(settled[earlier], settled[place])
                if clash is not None:
                    settled[earlier], settled[place] = clash
                    del latest[settled[place].review.reviewer]
                    continue
                same = settled[earlier].meaning == settled[place].meaning
                later = settled[place].place
                settled[earlier] = replace(
                    settled[earlier],
                    status="no_change",
                    reason=f"said again in {later}" if same else f"the same reviewer decided anew in {later}",
                )
            latest[settled[place].review.reviewer] = place
        _settle_between([latest[name] for name in latest], settled)
    return settled


def _subject(decision: Decision) -> tuple[str, ...]:
    """What two decisions must share to be about the same thing."""
    if decision.action in _FATES:
        return ("fate", decision.theme_id)
    if decision.action == "rename":
        return ("rename", decision.theme_id)
    return (decision.action, decision.note_id)


def _clash_in_one_file(first: Decision, second: Decision) -> tuple[Decision, Decision] | None:
    """Two rows of one workbook that hold the same note or theme and say different things."""
    if first.review.source != second.review.source or _meaning(first) == _meaning(second):
        return None
    reason = "two rows of the same workbook hold this id and say different things"
    remedy = "Delete one of the two rows, or make them say the same."
    return (
        first.refused(f"{reason} (the other: {second.locator})", remedy),
        second.refused(f"{reason} (the other: {first.locator})", remedy),
    )


def _settle_between(places: list[int], settled: list[Decision]) -> None:
    places.sort()
    if len(places) < 2:
        return
    last = settled[places[-1]]
    if len({_meaning(settled[place]) for place in places}) == 1:
        for place in places[1:]:
            settled[place] = replace(
                settled[place], status="no_change", reason=f"agrees with {settled[places[0]].who}"
            )
    elif last.review.wins:
        for place in places[:-1]:
            settled[place] = replace(
                settled[place], status="no_change", reason=f"{last.who} decided otherwise, as agreed"
            )
    else:
        for place in places:
            others = "; ".join(
                f"{settled[other].who}: {settled[other].value} ({settled[other].place})"
                for other in places
                if other != place
            )
            settled[place] = settled[place].refused(
                f"reviewers differ, so the draft stands. The other view: {others}",
                "Talk it over; then put the same into both workbooks, or write “mine counts” on the first"
                " sheet of the later one.",
                "disagreement",
            )


def _meaning(decision: Decision) -> tuple[str, str]:
    return (decision.action if decision.action in _FATES else "", decision.meaning)


def refuse_double_fates(decisions: list[Decision]) -> list[Decision]:
    """A row cannot merge, drop and accept a theme at the same time."""
    fates: dict[tuple[str, str], list[int]] = {}
    for place, decision in enumerate(decisions):
        if decision.status == "applied" and decision.action in _FATES:
            row = decision.locator.rstrip("0123456789")
            number = decision.locator[len(row) :]
            fates.setdefault((decision.review.source + number, decision.theme_id), []).append(place)
    for places in fates.values():
        said = sorted({decisions[place].action for place in places})
        for place in places if len(said) > 1 else []:
            if decisions[place].meaning == "no":  # "accept? no" beside "drop? yes" says nothing more
                decisions[place] = replace(
                    decisions[place], status="no_change", reason="said in the same row"
                )
        places = [place for place in places if decisions[place].status == "applied"]
        said = sorted({decisions[place].action for place in places})
        if len(said) > 1:
            for place in places:
                decisions[place] = decisions[place].refused(
                    f"the same row says {' and '.join(said)}, which cannot both be",
                    "Leave only one of the cells “merge into”, “drop?” and “accept?” filled.",
                )
    return decisions
