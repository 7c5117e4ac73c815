"""The series report's own sentences. Weight is always notes at tables in events, never a share of people."""

from __future__ import annotations

from pipeline.report.wording import capital
from pipeline.tables.contract import Row
from pipeline.wording import count_words, date_words

NOT_NAMED = (
    "A code that is missing here was not missing from what people said: single notes may be about it, inside"
    " other themes."
)
MATRIX = "What each event and table has on each code of the codebook stands in matrix.xlsx."
METHOD = (
    "Each event's notes were sorted into draft themes by a program, question by question; each event's report"
    " shows how."
)
APART = (
    "Themes of different events stand together only where their notes are very much alike, or where a person"
    " said so. That misses many: a theme that stands at one event here may have come up elsewhere in other"
    " words."
)
NAMES = (
    "A theme's name is one that the notes of all its events bear out; else the names of its events stand"
    " together."
)
COUNTED = "The numbers count notes, and the tables and events where they were taken; not people."
ORDER = (
    "Themes are in the order of how many events, tables and notes they have. That is not how much they"
    " matter."
)
VERBATIM = (
    "Quotations are word for word, with personal details left out. The program can miss some: read before you"
    " send this round."
)
MISSED = (
    "This page is for you if you were at one of the events. Tell the team, in the way that suits you, what is"
    " missing or wrong; what you say is added as notes and as decisions, and stays in every later report.",
    (
        "Is something you said, or heard said, missing?",
        "Are notes put together that mean different things, or parted that mean the same?",
        "Is a theme called something that people would not call it?",
        "Who was not in the room, and what would they have said?",
        "Is there a point raised once that matters more than its number shows?",
        "Of what was said to be done: has it been done where you are?",
    ),
)


def day(date: str) -> str:
    """A date; "no date" where there is none."""
    return date_words(date) or "no date"


def say_pairs(pairs: int) -> str:
    """How many pairs of themes people are asked about."""
    they = "It is" if pairs == 1 else "They are"
    return (
        f"{count_words(pairs, 'pair')} of themes may be one, and the program cannot tell. {they} in"
        " tracker.xlsx: say yes or no there."
    )


def say_summary(event: Row) -> str:
    """The organisers' own summary of an event beside its notes; empty where they wrote none."""
    if not event["summary_points"]:
        return ""
    points = count_words(event["summary_points"], "point")
    found, number = event["points_found"], event["summary_points"]
    said = f"The organisers' own summary makes {points}"
    if found:
        said += f"; {found:,} of them {'is' if found == 1 else 'are'} found in the notes"
    if found < number:
        others = "the others" if found else "each"
        said += (
            f". For {others} the event's report shows the nearest notes; whether they say it, people decide"
        )
    return f"{said}."


def say_comparison(recent: int, before: int, undated: int, since: str) -> str:
    """Which events are compared with which."""
    if not recent or not before:
        said = "There are no earlier and later events to compare yet."
    elif since:
        said = (
            f"Events from {day(since)} on ({recent:,}) are compared with those before ({before:,}):"
            " the series' file gives that day."
        )
    else:
        which = "the latest event is" if recent == 1 else f"the latest {recent:,} events are"
        said = f"{capital(which)} compared with the {count_words(before, 'event')} before."
    if undated:
        have = "has" if undated == 1 else "have"
        said += f" {count_words(undated, 'event')} without a date {have} no part in it."
    return said
