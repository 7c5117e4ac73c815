"""What people asked for, as a list for those who must act: the owner is left blank."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.report.blocks import CountTable, Section, Text
from pipeline.report.event.choose import quote_note
from pipeline.report.event.facts import EventFacts, Group
from pipeline.report.event.notes import Note
from pipeline.report.wording import say
from pipeline.wording import count_words

_ASKS = 20


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
