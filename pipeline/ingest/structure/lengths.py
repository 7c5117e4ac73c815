"""A note has a longest length: what goes on for pages is a transcript, and no theme holds it.

Its beginning is the note; the rest stands in the ledger, with its reason, and the run says so.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.ingest.structure.placed import Placed
from pipeline.ingest.structure.questions import Question
from pipeline.tables import CUT_NOTE

_WORD = 200  # characters before the limit in which the end of a word is looked for


def limit_notes(notes: Iterable[Placed], longest: int) -> None:
    """Cut what is longer than a note can be, and what it stands under; changed in place.

    Args:
        notes: The notes, with the lines that continue them.
        longest: Characters of a note.
    """
    for note in notes:
        note.lead_in, note.heading = (_cut(text, longest) for text in (note.lead_in, note.heading))
        left, kept = longest, 0
        for part in (note, *note.follows):
            if left <= 0:
                part.role, part.continues, part.reason = "context", None, CUT_NOTE
                continue
            kept += 1
            if max(len(part.text), len(part.words)) > left:
                part.text, part.words = _cut(part.text, left), _cut(part.words, left)
                part.reason = f"{CUT_NOTE}: its first {longest:,} characters are one"
                left = 0
            left -= len(part.text) + 1
        del note.follows[kept - 1 :]


def limit_questions(questions: Iterable[Question], longest: int) -> None:
    """Cut wordings that no page could hold; changed in place."""
    for question in questions:
        question.wording = _cut(question.wording, longest)
        question.wordings = [_cut(wording, longest) for wording in question.wordings]


def _cut(text: str, longest: int) -> str:
    """A text's beginning, up to the end of a word where one ends near."""
    if len(text) <= longest:
        return text
    start = text[:longest]
    space = max(start.rfind(sign) for sign in " \t\n\u00a0")
    return (start[:space] if space > longest - _WORD and space > 0 else start).rstrip() or start
