"""The series report's own sentences. Weight is always notes at tables in events, never a share of people."""

from __future__ import annotations

from pipeline.report.wording import types_words
from pipeline.tables import NOTE_TYPES
from pipeline.tables.contract import Row
from pipeline.wording import count_words, date_words, list_words

STATUS_WORDS = {
    "new": "new",
    "continuing": "continuing",
    "growing": "growing",
    "quiet": "quiet",
    "nothing to compare": "nothing to compare yet",
}
JOIN_WORDS = {
    "same code": "named by the same code of the codebook",
    "opened": "the first of this theme",
    "by meaning": "by meaning",
    "kept": "kept from an earlier report",
    "decided": "a person decided",
}
NOT_NAMED = (
    "No draft theme was named by these codes. That does not say that nobody mentioned them: single notes may,"
    " inside other themes."
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


def weigh(notes: int, tables: int, events: int) -> str:
    """How widely something was raised: "12 notes at 4 tables in 3 events"."""
    at = f" at {count_words(tables, 'table')}" if tables else ""
    return f"{count_words(notes, 'note')}{at} in {count_words(events, 'event')}"


def day(date: str) -> str:
    """A date; "no date" where there is none."""
    return date_words(date) or "no date"


def elsewhere(events: int) -> str:
    """At how many other events something was raised."""
    return f"at {count_words(events, 'other event')}" if events else "only here"


def say_types(theme: Row) -> str:
    """Note types of a theme, the most frequent first."""
    counts = [(kind, theme[kind]) for kind in NOTE_TYPES if theme[kind]]
    return types_words(sorted(counts, key=lambda pair: -pair[1]))


def say_kinds(theme: Row) -> str:
    """Who wrote a theme's notes, as far as is known."""
    named = (
        ("post_its", "post-it", "post-its"),
        ("facilitator", "facilitator's note", "facilitator's notes"),
        ("feedback", "feedback note", "feedback notes"),
        ("other", "other note", "other notes"),
    )
    kinds = list_words(count_words(theme[key], one, many) for key, one, many in named if theme[key])
    return f"They are {kinds}." if theme["notes"] > 1 else f"It is {kinds}."


def say_once(theme: Row) -> str:
    """How many notes of a theme no other note of their question comes near."""
    number = theme["raised_once"]
    if not number:
        return ""
    return (
        f"{count_words(number, 'note')} here {'says' if number == 1 else 'say'} something that no other note"
        " on the same question comes near. The report on the event shows each."
    )


def say_summary(event: Row) -> str:
    """The organisers' own summary of an event beside its notes, in one sentence."""
    if not event["summary_points"]:
        return "The organisers wrote no summary of their own."
    parts = (
        ("points_found", "found in the notes"),
        ("points_loosely", "only loosely"),
        ("points_not_found", "not found in the notes"),
        ("points_too_few", "on questions with too few notes to tell"),
    )
    found = list_words(f"{event[key]:,} {words}" for key, words in parts if event[key])
    return (
        f"The organisers' own summary makes {count_words(event['summary_points'], 'point')}: {found};"
        f" no point of it comes near {event['themes_beyond']:,} of the event's own draft themes. These are"
        " guesses by wording."
    )


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
        said = f"{which[0].upper()}{which[1:]} compared with the {count_words(before, 'event')} before."
    if undated:
        have = "has" if undated == 1 else "have"
        said += f" {count_words(undated, 'event')} without a date {have} no part in it."
    return said


METHOD = (
    (
        "What was put side by side",
        (
            "The program sorted the notes of each event into draft themes, question by question; each event's"
            " report shows how. Here all events are put together again, from all of their notes, each time.",
            "Themes named by the same code of the codebook are one theme. Themes with a title of their own"
            " are put together only where their notes are very near in meaning, each the other's nearest;"
            " which two notes were nearest is shown. Where that is not clear they stand apart and are listed"
            " as “perhaps the same”, for people to decide. What people decide wins, and stays.",
        ),
    ),
    (
        "What the numbers say",
        (
            "They count notes, and the tables and events where they were taken; not people. One person may"
            " have written several notes, and one note may stand for a whole table. Themes are ordered by how"
            " many events raised them, then tables, then notes, so that a place with many notes does not"
            " outweigh the others.",
            "New, growing and quiet compare shares of notes, and the share of tables must not say the"
            " opposite. Events differ in who came and what was asked: a theme can be quiet because nobody"
            " asked. So a difference that rests on one event is never called sure, and where one can be"
            " chance, that is said. Notes of one table hang together, so even the rest calls for reading.",
        ),
    ),
    (
        "What it cannot do",
        (
            "It goes by wording, so it misses themes that are the same in other words, and more so the fewer"
            " notes they have. Tried on notes sorted by people and dealt out to two events, nearly all of the"
            " pairs it put together were right, and it found few of those there were: expect themes that"
            " stand apart here and belong together.",
            "Personal details are masked. The program can miss some: read before you circulate.",
        ),
    ),
)
