"""Which notes a report quotes, each once: those that best show a theme, of different tables and kinds.

And its parts that quote notes of the whole event: what people voted for and were divided on, what they asked
for, what works already, and what only one note says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from pipeline.keeping.parts import cut
from pipeline.report.blocks import Beside, CountTable, Piece, Quote, Quotes, Section, Text
from pipeline.report.event.facts import EventFacts, Group, Theme, pick_evenly
from pipeline.report.event.notes import Note, fold_note, join_places
from pipeline.report.wording import say
from pipeline.tables.notes import Vectors
from pipeline.wording import count_words, fold_title
from pipeline.wording.marks import drop_marks

_LONGEST = 260  # characters; a longer note is quoted where a theme has no other, and never cut
_FEWEST_WORDS = 4  # of a quotation, where a theme has such a note
_ALONE_COMPARED = 500  # notes that stand alone and are compared with all others, at most
_AT_ONCE = 4096  # notes they are compared with in one step
_ALONE_WORDS = 5  # fewer say too little to be unusual
_UNUSUAL = 4  # notes shown that stand alone, or tell of what works
_ASKS = 20
_VOTED = 4  # notes with votes: of fewer each says for itself how many it has
_SHOWN = 3  # of them for each side
_BALLOT = 4  # votes on a note that people can be said to be divided on ...
_DIVIDED = 1 / 3  # ... of which at least so many are on the smaller side


class Chooser:
    """Takes notes to quote and remembers which are taken."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._words: set[str] = set()

    def take(self, note: Note) -> Note:
        """Keep a note for one place of the report."""
        self._taken.add(note.note_id)
        self._words.add(fold_note(note.words))
        return note

    def is_free(self, note: Note) -> bool:
        """Whether it can be quoted, and neither it nor another with its words is quoted yet."""
        quoted = note.note_id in self._taken or fold_note(note.words) in self._words
        return not (quoted or note.to_scribes)

    def pick(self, theme: Theme, number: int, longest: int = _LONGEST) -> list[Note]:
        """The notes that best show a theme, the second from another table or of another kind if it can be."""
        title = fold_title(drop_marks(theme.heading))
        free = [note for note in theme.shown if self.is_free(note)]
        free = [note for note in free if fold_title(note.words) != title] or free
        short = [note for note in free if len(note.words) <= longest]
        short = [note for note in short if _is_whole(note)] or short
        pool = short or sorted(free, key=lambda note: len(note.words))[:1]
        chosen: list[Note] = []
        while pool and len(chosen) < number:
            known = {(note.table, note.kind) for note in chosen}
            other = [note for note in pool if (note.table, note.kind) not in known]
            chosen.append(self.take((other or pool)[0]))
            pool = [note for note in pool if self.is_free(note)]
        return chosen


def join_equal(notes: Iterable[Note]) -> list[tuple[Note, ...]]:
    """Notes in their order, those that say the same together."""
    joined: dict[str, list[Note]] = {}
    for note in notes:
        joined.setdefault(fold_note(note.words), []).append(note)
    return [tuple(own) for own in joined.values()]


def _is_whole(note: Note) -> bool:
    """Whether a note says something by itself: it has some words, and leads to no list below it."""
    return len(note.words.split()) >= _FEWEST_WORDS and not note.words.rstrip().endswith(":")


def quote_note(note: Note, *others: Note, with_table: bool = True, before: str = "") -> Quote:
    """A note as a report quotes it, with where it was taken, and where others that say the same."""
    about = [
        ", ".join(filter(None, (one.table if with_table else "", one.label, one.votes, one.spot)))
        for one in (note, *others)
    ]
    said = f"{len(about):,} notes: {' '.join(join_places(about))}" if others else about[0]
    also = tuple(one.note_id for one in others)
    return Quote(
        note.note_id,
        note.words,
        said,
        before=before,
        line=note.line,
        also=also,
        under=note.under,
        under_id=note.under_id,
    )


def quote_there(note: Note, *, with_table: bool = True, asked: str = "") -> Quote:
    """A note for those who were there: at which table and to which question, and not on which line.

    Args:
        asked: What its question is called, where the quotation does not stand below it.
    """
    where = note.table if with_table or asked else ""
    said = (where, "" if asked == where else asked, note.label, note.votes)
    return replace(quote_note(note), about=", ".join(filter(None, said)))


def quote_all(notes: Iterable[Note], *, with_table: bool = True) -> tuple[Quote, ...]:
    """Notes as a report quotes them."""
    return tuple(quote_note(note, with_table=with_table) for note in notes)


def show_votes(facts: EventFacts, book: Chooser) -> list[Section]:
    """The notes with most votes for them and those that divide people most; nothing where few have votes."""
    voted = [note for note in facts.notes if note.votes_for or note.votes_against]
    if len(voted) < _VOTED:
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


def show_works(facts: EventFacts, book: Chooser) -> list[Section]:
    """What works already, where a person or a named model says so."""
    works = [note for note in facts.notes if note.works and book.is_free(note)]
    if not works:
        return []
    quotes = tuple(quote_note(*map(book.take, equal)) for equal in join_equal(works)[:_UNUSUAL])
    return [
        Section("works", "What already works", (Text(say("works"), "lead"), Quotes(quotes)), reviewed=True)
    ]


def choose_asks(facts: EventFacts, book: Chooser) -> list[tuple[Group, tuple[Note, ...]]]:
    """One note worded as an ask from each theme that has one, with others that say the same.

    It is not the theme's first quotation, if it can be.
    """
    chosen = []
    parts = [
        (group, themes)
        for group in facts.groups
        for themes in ([(theme,) for theme in group.themes] if group.is_other else [group.themes])
    ]
    for group, themes in parts:
        first = {theme.shown[0].note_id for theme in themes}
        asking = [note for theme in themes for note in theme.shown if note.asks and book.is_free(note)]
        asking.sort(key=lambda note: (len(note.words) > _LONGEST, not _is_whole(note), note.note_id in first))
        # Where there are no themes to choose from, all of them.
        equal = join_equal(asking)[: 1 if facts.themes else None]
        chosen += [(group, tuple(map(book.take, own))) for own in equal]
    return chosen


def show_asks(facts: EventFacts, asks: Sequence[tuple[Group, tuple[Note, ...]]]) -> list[Section]:
    """The asks chosen, by theme or else by question, and how many notes are worded as one."""
    asking = sum(note.asks for note in facts.notes)
    heading = "What people asked for"
    if not asks:
        return []
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
    head = ("As written down", "Theme" if by_theme else "Question", "Owner")
    table = CountTable(heading, head, rows, look="cards")
    return [Section("asks", heading, (Text(" ".join(said), "lead"), table))]


def choose_unusual(facts: EventFacts, nearest: Mapping[str, float], book: Chooser) -> list[Note]:
    """Notes that stand alone and are the most unlike all others of their question, one of each theme."""
    alone = [
        note
        for question in facts.questions
        for theme in question.themes
        for note in theme.notes
        if note.note_id in nearest
        and book.is_free(note)
        and len(note.words.split()) >= _ALONE_WORDS
        and len(note.words) <= _LONGEST
    ]
    alone.sort(key=lambda note: (nearest[note.note_id], note.position))
    by_theme: dict[str, Note] = {}
    for note in alone:
        by_theme.setdefault(note.theme_id, note)
    return [book.take(note) for note in list(by_theme.values())[:_UNUSUAL]]


def show_unusual(notes: Sequence[Note]) -> list[Section]:
    """The notes chosen that stand alone."""
    if not notes:
        return []
    pieces = tuple(Piece((Quotes((quote_note(note),)),)) for note in notes)
    lead = Text(say("once" if len(notes) > 1 else "once_one"), "lead")
    return [Section("once", "What only one note says", (lead, Beside(pieces)))]


def measure_nearest(facts: EventFacts, note_ids: Sequence[str], vectors: Vectors) -> dict[str, float]:
    """How near the nearest other note of its question is, for each note that was raised once (-1 to 1)."""
    rows = {note_id: place for place, note_id in enumerate(note_ids)}
    found: dict[str, float] = {}
    for question in facts.questions:
        own = [rows[note.note_id] for note in question.notes]
        alone = pick_evenly([note for note in question.notes if note.raised_once], _ALONE_COMPARED)
        if len(own) < 2 or not alone:
            continue
        places = [rows[note.note_id] for note in alone]
        nearest = np.full(len(places), -1, dtype=np.float32)
        for others in cut(own, _AT_ONCE):
            alike = vectors[places] @ vectors[others].T
            alike[np.equal.outer(places, others)] = -1
            nearest = np.maximum(nearest, alike.max(axis=1))
        near = np.round(nearest, 4).tolist()
        found |= {note.note_id: alike for note, alike in zip(alone, near, strict=True)}
    return found
