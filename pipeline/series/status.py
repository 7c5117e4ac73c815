"""Whether a theme is new, continuing, growing or quiet, robust where notes are few.

Shares of notes are compared, each with its base, and the share of tables must not say the opposite: one
talkative table is not a growing theme. Whether a difference can be chance is asked of the hypergeometric
distribution (Fisher's exact test, one-sided): how often would as many (or few) of the theme's notes be
recent, were they dealt out at random among all notes? Notes of one table are not independent, so the
answer is a guard against reading much into little, not a proof.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from pipeline.settings import SeriesSettings


@dataclass(frozen=True)
class Span:
    """What a theme has in a stretch of events, and what there is in all.

    Attributes:
        notes: The theme's notes.
        all_notes: All notes.
        tables: Tables that raised it.
        all_tables: All tables that are named.
        events: Events that raised it.
        all_events: All events.
    """

    notes: int
    all_notes: int
    tables: int
    all_tables: int
    events: int
    all_events: int


@dataclass(frozen=True)
class Standing:
    """How a theme stands against earlier events.

    Attributes:
        status: See SERIES_STATUSES.
        sure: Whether a difference as large is unlikely by chance.
        reason: Why, with numbers and bases.
    """

    status: str
    sure: bool
    reason: str


def judge_theme(before: Span, recent: Span, settings: SeriesSettings) -> Standing:
    """Say how a theme stands.

    Args:
        before: In the earlier events.
        recent: In the recent events.
        settings: What counts as growing and as quiet.
    """
    if not before.all_events or not recent.all_events or not (before.all_notes and recent.all_notes):
        return Standing("nothing to compare", False, "There are no earlier and later events to compare.")
    counts = f"Before: {_say(before)}. Recently: {_say(recent)}."
    if not before.notes and not recent.notes:
        return Standing(
            "nothing to compare",
            False,
            "It was raised only at events without a date, which have no place in time.",
        )
    more = _chance_of_more(before, recent)
    less = _chance_of_less(before, recent)
    # A theme of one event is one sorting's way of dividing its notes; a like one elsewhere may be unseen.
    enough = min(before.all_events, recent.all_events) >= settings.fewest_events
    if not before.notes:
        few = not enough or recent.events < settings.fewest_events
        return _judge("new", more < settings.chance, few, "Not raised before.", counts)
    if not recent.notes:
        few = not enough or before.events < settings.fewest_events
        return _judge("quiet", less < settings.chance, few, "Not raised recently.", counts)
    was, now = before.notes / before.all_notes, recent.notes / recent.all_notes
    breadth = "tables" if before.all_tables and recent.all_tables else "events"
    tables_was, tables_now = _share(before), _share(recent)
    if now >= settings.grown * was and tables_now >= tables_was:
        if not enough or recent.events < settings.fewest_events:
            return Standing("continuing", False, f"More of the notes, but that rests on one event. {counts}")
        if more < settings.chance:
            return Standing(
                "growing", True, f"A larger share of the notes, and no smaller of the {breadth}. {counts}"
            )
        return Standing(
            "continuing", False, f"More of the notes than before, but that can be chance. {counts}"
        )
    if now <= settings.quietened * was and tables_now <= tables_was:
        if not enough or before.events < settings.fewest_events:
            return Standing("continuing", False, f"Fewer of the notes, but that rests on one event. {counts}")
        if less < settings.chance:
            return Standing(
                "quiet", True, f"A smaller share of the notes, and no larger of the {breadth}. {counts}"
            )
        return Standing(
            "continuing", False, f"Fewer of the notes than before, but that can be chance. {counts}"
        )
    return Standing("continuing", True, f"Raised before and again, without a clear rise or fall. {counts}")


def _judge(status: str, unlikely: bool, few_events: bool, what: str, counts: str) -> Standing:
    if few_events:
        return Standing(status, False, f"{what} That rests on one event, too little to go by. {counts}")
    chance = "" if unlikely else " With so few notes that can be chance."
    return Standing(status, unlikely, f"{what}{chance} {counts}")


def _say(span: Span) -> str:
    said = f"{span.notes:,} of {span.all_notes:,} note{'' if span.all_notes == 1 else 's'}"
    if span.all_tables:
        said += f", {span.tables:,} of {span.all_tables:,} table{'' if span.all_tables == 1 else 's'}"
    return f"{said}, {span.events:,} of {span.all_events:,} event{'' if span.all_events == 1 else 's'}"


def _share(span: Span) -> float:
    """Breadth: the share of tables; of events where no table is named."""
    return span.tables / span.all_tables if span.all_tables else span.events / span.all_events


def _chance_of_more(before: Span, recent: Span) -> float:
    drawn = before.notes + recent.notes
    return math.fsum(
        _chance(number, drawn, recent.all_notes, before.all_notes)
        for number in range(recent.notes, min(drawn, recent.all_notes) + 1)
    )


def _chance_of_less(before: Span, recent: Span) -> float:
    drawn = before.notes + recent.notes
    return math.fsum(
        _chance(number, drawn, recent.all_notes, before.all_notes)
        for number in range(max(0, drawn - before.all_notes), recent.notes + 1)
    )


def _chance(number: int, drawn: int, recent: int, before: int) -> float:
    """Of `drawn` notes taken at random, exactly `number` are recent."""
    return math.exp(
        _choose(recent, number) + _choose(before, drawn - number) - _choose(recent + before, drawn)
    )


def _choose(whole: int, part: int) -> float:
    if not 0 <= part <= whole:
        return -math.inf
    return math.lgamma(whole + 1) - math.lgamma(part + 1) - math.lgamma(whole - part + 1)
