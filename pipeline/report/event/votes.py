"""What people voted for, and what they were divided on: votes for and against always stand together."""

from __future__ import annotations

from pipeline.report.blocks import Beside, Piece, Quotes, Section, Text
from pipeline.report.event.choose import Chooser, quote_all
from pipeline.report.event.facts import EventFacts
from pipeline.report.event.notes import Note
from pipeline.report.wording import say
from pipeline.wording import count_words

_FEWEST = 4  # notes with votes: of fewer each says for itself how many it has
_SHOWN = 3
_LONGEST = 260  # characters of a note shown here
_BALLOT = 4  # votes on a note that people can be said to be divided on ...
_DIVIDED = 1 / 3  # ... of which at least so many are on the smaller side


def show_votes(facts: EventFacts, book: Chooser) -> list[Section]:
    """The notes with most votes for them and those that divide people most; nothing where few have votes."""
    voted = [note for note in facts.notes if note.votes_for or note.votes_against]
    if len(voted) < _FEWEST:
        return []
    free = [note for note in voted if book.is_free(note) and len(note.words) <= _LONGEST]
    divided = sorted((note for note in free if _is_divided(note)), key=_rank_divided)[:_SHOWN]
    liked = [note for note in free if note.votes_for > note.votes_against and note not in divided]
    liked.sort(key=lambda note: (note.votes_against - note.votes_for, note.position))
    against = any(note.votes_against for note in voted)
    lists = (("Most votes for" if against else "Most votes", liked[:_SHOWN]), ("Most divided", divided))
    pieces = [
        Piece((Section("", heading, (Quotes(quote_all(book.take(note) for note in notes)),)),))
        for heading, notes in lists
        if notes
    ]
    kind = "ballots" if against else "votes"
    lead = Text(say(kind, notes=count_words(len(voted), "note")), "lead")
    return [Section("votes", "What people voted on", (lead, Beside(tuple(pieces))))] if pieces else []


def _is_divided(note: Note) -> bool:
    total = note.votes_for + note.votes_against
    return total >= _BALLOT and min(note.votes_for, note.votes_against) >= _DIVIDED * total


def _rank_divided(note: Note) -> tuple[int, int, int]:
    """Those first that most people stand against each other on."""
    return (-min(note.votes_for, note.votes_against), abs(note.votes_for - note.votes_against), note.position)
