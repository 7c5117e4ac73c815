"""Whether a theme is new, continuing, growing or quiet, robust where notes are few.

Shares of notes are compared, each with its base, and the share of tables must not say the opposite: one
talkative table is not a growing theme. Whether a difference can be chance is asked of the hypergeometric
distribution (Fisher's exact test, one-sided): how often would as many (or few) of the theme's notes be
recent, were they dealt out at random among all notes? Notes of one table are not independent, so the
answer is a guard against reading much into little, not a proof.
"""

from __future__ import annotations

from dataclasses import dataclass

from scipy.stats import hypergeom

from pipeline.settings import SeriesSettings
from pipeline.wording import count_words


@dataclass(frozen=True)
class Span:
    """What a theme has in a stretch of events, and what there is in all."""

    notes: int
    all_notes: int
    tables: int  # that raised it
    all_tables: int  # that are named
    events: int
    all_events: int


@dataclass(frozen=True)
class Standing:
    """How a theme stands against earlier events."""

    status: str  # see SERIES_STATUSES
    sure: bool  # whether a difference as large is unlikely by chance
    reason: str  # with numbers and bases


def judge_theme(before: Span, recent: Span, settings: SeriesSettings) -> Standing:
    """Say how a theme stands, by what it has in the earlier and in the recent events."""
    if not before.all_events or not recent.all_events or not (before.all_notes and recent.all_notes):
        return Standing("nothing to compare", False, "There are no earlier and later events to compare.")
    counts = f"Before: {_say(before)}. Recently: {_say(recent)}."
    if not before.notes and not recent.notes:
        return Standing(
            "nothing to compare",
            False,
            "It was raised only at events without a date, which have no place in time.",
        )
    # Of as many notes taken at random from all: how often are as many recent, or more; as few, or fewer?
    drawn = before.all_notes + recent.all_notes, recent.all_notes, before.notes + recent.notes
    more = float(hypergeom.sf(recent.notes - 1, *drawn))
    less = float(hypergeom.cdf(recent.notes, *drawn))
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
        few = not enough or recent.events < settings.fewest_events
        clear = f"A larger share of the notes, and no smaller of the {breadth}."
        return _compare("growing", more < settings.chance, few, "More", clear, counts)
    if now <= settings.quietened * was and tables_now <= tables_was:
        few = not enough or before.events < settings.fewest_events
        clear = f"A smaller share of the notes, and no larger of the {breadth}."
        return _compare("quiet", less < settings.chance, few, "Fewer", clear, counts)
    return Standing("continuing", True, f"Raised before and again, without a clear rise or fall. {counts}")


def _compare(status: str, unlikely: bool, few: bool, how: str, clear: str, counts: str) -> Standing:
    if few:
        reason = f"{how} of the notes, but that rests on one event."
        return Standing("continuing", False, f"{reason} {counts}")
    if unlikely:
        return Standing(status, True, f"{clear} {counts}")
    return Standing("continuing", False, f"{how} of the notes than before, but that can be chance. {counts}")


def _judge(status: str, unlikely: bool, few_events: bool, what: str, counts: str) -> Standing:
    if few_events:
        return Standing(status, False, f"{what} That rests on one event, too little to go by. {counts}")
    chance = "" if unlikely else " With so few notes that can be chance."
    return Standing(status, unlikely, f"{what}{chance} {counts}")


def _say(span: Span) -> str:
    said = f"{span.notes:,} of {count_words(span.all_notes, 'note')}"
    if span.all_tables:
        said += f", {span.tables:,} of {count_words(span.all_tables, 'table')}"
    return f"{said}, {span.events:,} of {count_words(span.all_events, 'event')}"


def _share(span: Span) -> float:
    """Breadth: the share of tables; of events where no table is named."""
    return span.tables / span.all_tables if span.all_tables else span.events / span.all_events
