"""What people keep out of print, and where it stands now; what cannot be found is said, never passed over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pandera.typing.pandas import DataFrame

from pipeline.keeping.withheld import Asked
from pipeline.review.replay.carry import NoteWords, WrittenNote
from pipeline.review.workbook import Review
from pipeline.tables import Notes, WithheldWords, table_of
from pipeline.tables.contract import Row
from pipeline.wording.withheld import (
    Withheld,
    divide_withheld,
    find_withheld,
    is_released,
    is_whole,
    list_missing,
    strip_masks,
)


def list_asked(reviews: Sequence[Review], kept: Sequence[Asked] = ()) -> list[Asked]:
    """All that people asked to keep out of print: what is remembered, then what workbooks say now.

    A cell that was emptied, or a workbook that is gone, takes nothing back; other words in the same cell do,
    and “no” of the same reviewer.

    Args:
        reviews: As read, with the ids that their rows have.
        kept: What is remembered of earlier runs.
    """
    now = [
        Asked(
            review.reviewer,
            review.date,
            review.source,
            entry.locator,
            entry.note_id,
            entry.words,
            entry.value,
        )
        for review in reviews
        for entry in review.entries
        if entry.action == "withhold" and entry.note_id
    ]
    said = {(one.reviewer, one.source, one.note_id): one.value for one in now}
    held, known = {_key(one) for one in now}, {_key(one): one for one in kept}
    stay = [
        one
        for one in kept
        if _key(one) not in held and said.get((one.reviewer, one.source, one.note_id), one.value) == one.value
    ]
    # What is remembered of a note was written down in clear, and later than the workbook was sent out.
    now = [
        replace(one, found=known[key].found or known[key].words) if (key := _key(one)) in known else one
        for one in now
    ]
    return [*stay, *now]


def _key(asked: Asked) -> tuple[str, str, str]:
    return asked.reviewer, asked.note_id, asked.value


def place_asked(
    asked: Sequence[Asked], notes: DataFrame[Notes]
) -> tuple[DataFrame[WithheldWords], list[Asked]]:
    """Find what people keep out of print in the notes as they are now.

    Args:
        asked: In order: what is remembered first, then by date.

    Returns:
        The words that stand nowhere in print, and what cannot be found.
    """
    words = NoteWords(notes)
    placed: list[tuple[Asked, WrittenNote]] = []
    missing: list[Asked] = []
    for one in asked:
        targets = _find_notes(one, words)
        if is_released(one.value):
            ids = {note.note_id for note in targets} | {one.note_id}
            placed = [
                (other, note)
                for other, note in placed
                if other.reviewer != one.reviewer or not ids & {note.note_id, other.note_id}
            ]
            missing = [
                other for other in missing if other.reviewer != one.reviewer or other.note_id not in ids
            ]
        elif not targets or any(list_missing(note.words, one.value) for note in targets):
            missing += [] if one.elsewhere else [one]
        else:
            placed += ((one, note) for note in targets)
    rows = [row for one, note in placed for row in _list_rows(one, note)]
    return table_of(WithheldWords, rows), missing


def _find_notes(asked: Asked, words: NoteWords) -> list[WrittenNote]:
    """The notes that are meant: that with the id, else those with its words, else with nearly the same."""
    if asked.note_id in words.notes:
        return [words.notes[asked.note_id]]
    known = [shown for shown in (asked.found, asked.words) if shown]
    for shown in known:
        if same := words.find_same(shown):
            return same
    for shown in known:
        if near := words.rank_near(shown):
            return [note for _, note in near]
    return []


def _list_rows(asked: Asked, note: WrittenNote) -> Iterable[Row]:
    """Each stretch as it stands in the note now, and as it was asked for."""
    whole = is_whole(asked.value)
    found = [note.words[start:end] for start, end in find_withheld(note.words, asked.value)]
    # A note as it was before somebody touched it up stands in other places, perhaps.
    former = [asked.found, asked.words] if whole else divide_withheld(asked.value)
    masked = {text for text in former if strip_masks(text) != text}
    for text in dict.fromkeys((*found, *(text for text in former if text and text not in masked))):
        yield {
            "note_id": note.note_id,
            "words": text,
            "whole": whole,
            "reviewer": asked.reviewer,
            "date": asked.date,
            "source": asked.source,
            "asked_id": asked.note_id,
            "value": asked.value,
        }


def list_words(withheld: DataFrame[WithheldWords]) -> list[Withheld]:
    """The words that stand nowhere in print, each once."""
    pairs = zip(withheld["words"], withheld["whole"], strict=True)
    return list(dict.fromkeys(Withheld(words, bool(whole)) for words, whole in pairs))
