"""What people asked for and what they voted on.

What was asked is a list for those who must act: the owner is left blank. Votes for and against always stand
together.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.report.blocks import Beside, CountTable, Piece, Quotes, Section, Text
from pipeline.report.event.choose import Chooser, quote_all, quote_note
from pipeline.report.event.facts import EventFacts, Group
from pipeline.report.event.notes import Note
from pipeline.report.wording import say
from pipeline.wording import count_words

_ASKS = 20
_FEWEST = 4  # notes with votes: of fewer each says for itself how many it has
_SHOWN = 3
_LONGEST = 260  # characters of a note shown here
_BALLOT = 4  # votes on a note that people can be said to be divided on ...
_DIVIDED = 1 / 3  # ... of which at least so many are on the smaller side


def show_asks(facts: EventFacts, asks: Sequence[tuple[Group, tuple[Note, ...]]]) -> list[Section]:
    """The asks chosen, by theme or else by question, and how many notes are worded as one."""
    asking = sum(note.asks for note in facts.notes)
    heading = "What people asked for"
    if not asks:
        no_asks = Text(say("no_asks"))
        return [Section("asks", heading, (no_asks,))] if facts.notes and not asking else []
    said = [say("asks", notes=f"{count_words(asking, 'note')} {'are' if asking > 1 else 'is'}")]
    rest = {group.themes[0].is_other for group, _ in asks}
    by_theme = False in rest
    if not facts.themes:
        listed = sum(len(notes) for _, notes in asks)
        is_all = listed == asking and len(asks) <= _ASKS
        said += [say("asks_one" if asking == 1 else "asks_all")] if is_all else []
    else:
        said.append(say("asks_both" if len(rest) > 1 else "asks_themes" if by_theme else "asks_questions"))
    if len(asks) > _ASKS:
        said.append(say("asks_some", shown=str(_ASKS)))
    names = {
        note.note_id: theme.heading if by_theme else question.heading
        for question in facts.questions
        for theme in question.themes
        for note in theme.notes
    }
    rows = tuple((quote_note(*notes), names[notes[0].note_id], "") for _, notes in asks[:_ASKS])
    head = ("In their words", "Theme" if by_theme else "Question", "Owner")
    table = CountTable(heading, head, rows, look="cards")
    return [Section("asks", heading, (Text(" ".join(said), "lead"), table))]


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
