"""Decisions follow their note by its words: whatever happened to its question, its file, or the event's name.

A note's id is made of its event, its question and its words; where one of them was touched up, the rows of a
workbook that was sent out before are found again by the words that stand in them. So are the words that
people keep out of print; what of them cannot be found is said, never passed over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pandera.typing.pandas import DataFrame

from pipeline.keeping.withheld import Asked
from pipeline.review.replay.draft import question_of
from pipeline.review.workbook import Entry, Review
from pipeline.tables import Notes, WithheldWords, table_of
from pipeline.tables.contract import Row
from pipeline.wording.likeness import fold_words, measure_likeness
from pipeline.wording.withheld import (
    Withheld,
    divide_withheld,
    find_withheld,
    is_released,
    is_whole,
    list_missing,
    match_masked,
    strip_masks,
)

_NEARLY = 0.85  # how alike the words of a note that was touched up must be
_LEAD = 0.05  # by which it must be nearer than any other
_MOST = 0.5  # of the rows of a workbook that must be found for it to be on this event
_RENAMED = "the event's id changed"
_REWORDED = "the question's wording changed"
_TOUCHED = "the note was touched up"


@dataclass(frozen=True)
class WrittenNote:
    """A note as far as it is looked for."""

    note_id: str
    question_id: str
    words: str  # as written
    folded: tuple[str, ...]


class NoteWords:
    """Finds notes by the words that a workbook shows of them."""

    def __init__(self, notes: DataFrame[Notes]) -> None:
        columns = (notes[name] for name in ("note_id", "question_id", "words"))
        self.notes = {
            note_id: WrittenNote(note_id, question_id, words, tuple(fold_words(words)))
            for note_id, question_id, words in zip(*columns, strict=True)
        }
        self._by_words: dict[tuple[str, ...], list[WrittenNote]] = {}
        for note in self.notes.values():
            self._by_words.setdefault(note.folded, []).append(note)

    def find_same(self, shown: str) -> list[WrittenNote]:
        """The notes with these words; masked ones may be anything."""
        if not shown:
            return []
        same = self._by_words.get(tuple(fold_words(shown)), [])
        if same or strip_masks(shown) == shown:
            return same
        return [note for note in self.notes.values() if match_masked(shown, note.words)]

    def rank_near(self, shown: str) -> list[tuple[float, WrittenNote]]:
        """The notes with nearly these words, the nearest first."""
        looked = fold_words(strip_masks(shown))
        if not looked:
            return []
        ranked = [(measure_likeness(note.folded, looked), note) for note in self.notes.values()]
        return sorted(
            ((like, note) for like, note in ranked if like >= _NEARLY),
            key=lambda pair: (-pair[0], pair[1].note_id),
        )


def carry_reviews(reviews: Sequence[Review], notes: DataFrame[Notes]) -> list[Review]:
    """The same reviews with the ids that notes, questions and themes have now."""
    known = set(notes["note_id"])
    if all(not review.foreign and known.issuperset(review.rows) for review in reviews):
        return list(reviews)  # nothing to look for: of a million notes the words alone would take gigabytes
    words = NoteWords(notes)
    return [_carry(review, words) for review in reviews]


def _carry(review: Review, words: NoteWords) -> Review:
    lost = {note_id: shown for note_id, shown in review.rows.items() if note_id not in words.notes}
    if not lost and not review.foreign:
        return review
    found = _find_rows(review, lost, words)
    if review.foreign and len(found) < _MOST * max(1, len(review.rows)):
        return replace(review, entries=(), themes={})
    questions = _match_questions(review, found, words)
    renamed = _RENAMED if review.foreign else _REWORDED

    def carry_theme(theme_id: str) -> str:
        question, dot, rest = theme_id.partition(".")
        return f"{questions.get(question, question)}{dot}{rest}"

    def carry_entry(entry: Entry) -> Entry:
        theme_id, note = carry_theme(entry.theme_id), found.get(entry.note_id)
        if note is None:
            carried = renamed if not entry.note_id and theme_id != entry.theme_id else ""
            return replace(entry, theme_id=theme_id, carried=carried)
        touched = not review.foreign and not _is_same(review.rows[entry.note_id], note.words)
        return replace(
            entry, note_id=note.note_id, theme_id=theme_id, words="", carried=_TOUCHED if touched else renamed
        )

    themes = [
        replace(
            theme,
            theme_id=carry_theme(theme.theme_id),
            members=tuple(found[one].note_id if one in found else one for one in theme.members),
        )
        for theme in review.themes.values()
    ]
    return replace(
        review,
        problems=tuple(one for one in review.problems if one != review.foreign),
        entries=tuple(map(carry_entry, review.entries)),
        themes={theme.theme_id: theme for theme in themes},
    )


def _is_same(shown: str, written: str) -> bool:
    return " ".join(shown.split()) == " ".join(written.split()) or match_masked(shown, written)


def _find_rows(review: Review, lost: Mapping[str, str], words: NoteWords) -> dict[str, WrittenNote]:
    """The note that each row without one is about; no note is found for two rows."""
    taken = set(review.rows) & set(words.notes)
    found: dict[str, WrittenNote] = {}
    for note_id, shown in lost.items():
        same = [note for note in words.find_same(shown) if note.note_id not in taken]
        # Twins are the same to whoever reads them: the first row takes the first of them.
        if len({note.question_id for note in same}) == 1:
            found[note_id] = same[0]
            taken.add(same[0].note_id)
    for note_id, shown in lost.items():
        if note_id in found:
            continue
        near = [(like, note) for like, note in words.rank_near(shown) if note.note_id not in taken]
        if near and (len(near) == 1 or near[0][0] - near[1][0] >= _LEAD):
            found[note_id] = near[0][1]
            taken.add(near[0][1].note_id)
    return found


def _match_questions(review: Review, found: Mapping[str, WrittenNote], words: NoteWords) -> Mapping[str, str]:
    """The id that each question of a workbook has now: that of most of its notes."""
    now: dict[str, Counter[str]] = {}
    for theme in review.themes.values():
        for member in theme.members:
            note = found.get(member) or words.notes.get(member)
            if note is not None:
                now.setdefault(question_of(theme.theme_id), Counter())[note.question_id] += 1
    known = {note.question_id for note in words.notes.values()}
    return {
        question: min(counts, key=lambda one: (-counts[one], one))
        for question, counts in now.items()
        if question not in known
    }


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
