"""Settles what people decided: whom and what each entry means, and who wins where reviewers differ.

Nothing is guessed and nothing dropped: an entry that does not fit is a decision with status "conflict",
two that contradict each other are both "disagreement", and each says what to do.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from pipeline.review.replay.decisions import Decision, refuse_double_fates, settle_differences
from pipeline.review.replay.draft import KnownNote, ThemeTitles, question_of
from pipeline.review.workbook import AGREES, NEW, is_title, read_answer, read_note_type
from pipeline.review.workbook.entries import Entry, Review
from pipeline.wording.withheld import find_withheld, list_missing

_NEAR = 0.75  # how alike words must be for a note to be named as the one that may be meant
_LONGEST_TITLE = 200  # characters: two lines of a report, and more than any title that people gave


def settle_entries(
    reviews: Sequence[Review], notes: Mapping[str, KnownNote], titles: ThemeTitles
) -> list[Decision]:
    """Make decisions of entries, one of each, in the order of replay.

    Args:
        titles: The themes people may mean; titles that people give are added.
    """
    for review in reviews:
        titles.add_review(review)
    for review in reviews:  # a title given anywhere may be used anywhere
        for entry in review.entries:
            theme_id = titles.find_sent(review, entry.theme_id)
            if entry.action == "rename" and theme_id and len(entry.value) <= _LONGEST_TITLE:
                titles.add_title(theme_id, entry.value)
    finder = _NoteFinder(notes)
    decisions = [
        _settle_note(review, entry, finder, titles) if entry.note_id else _settle_theme(review, entry, titles)
        for review in reviews
        for entry in review.entries
    ]
    return settle_differences(refuse_double_fates(decisions))


class _NoteFinder:
    """Finds the note a row is about, or says why it cannot be told."""

    def __init__(self, notes: Mapping[str, KnownNote]) -> None:
        self.notes = notes

    @cached_property
    def _by_words(self) -> dict[str, list[KnownNote]]:
        by_words: dict[str, list[KnownNote]] = {}
        for note in self.notes.values():
            by_words.setdefault(_one_line(note.words), []).append(note)
        return by_words

    def say_problem(self, entry: Entry) -> tuple[str, str]:
        """What is wrong with a row's id and what to do; both empty when nothing is."""
        note = self.notes.get(entry.note_id)
        words = _one_line(entry.words)
        same = self._by_words.get(words, []) if words else []
        if note is None and same:
            return (
                f"there is no note {entry.note_id}; the words in this row are those of note"
                f" {same[0].note_id} ({same[0].place})",
                f"Put {same[0].note_id} into the column “note id” of this row if that is the note meant.",
            )
        if note is None:
            alike = difflib.get_close_matches(words, list(self._by_words), n=1, cutoff=_NEAR) if words else []
            near = self._by_words[alike[0]][0] if alike else None
            hint = f"; the nearest in words is note {near.note_id} ({near.place})" if near else ""
            return (
                f"note {entry.note_id} has changed or is no longer among the notes{hint}",
                f"Look at it again: decide anew in a fresh workbook"
                f"{f', or put {near.note_id} into the column “note id” of this row' if near else ''}.",
            )
        if same and note not in same:
            return (
                f"id and words of this row belong to different notes: the words are those of note"
                f" {same[0].note_id} ({same[0].place})",
                "Sort the whole sheet, never single columns; or put the right id into this row.",
            )
        return "", ""


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _settle_note(review: Review, entry: Entry, finder: _NoteFinder, titles: ThemeTitles) -> Decision:
    decision = Decision(review, entry.locator, entry.action, entry.value, entry.note_id, "", entry.value)
    decision = replace(decision, carried=entry.carried)
    what, remedy = finder.say_problem(entry)
    if what:
        return decision.refused(what, remedy)
    note = finder.notes[entry.note_id]
    match entry.action:
        case "note_type":
            found = read_note_type(entry.value)
            if found:
                return replace(decision, meaning=found)
            return decision.refused("there is no such note type", "Choose one from the list in this cell.")
        case "show_names":
            answer = read_answer(entry.value)
            if answer is None:
                return decision.refused("it says neither yes nor no", "Write yes or no.")
            return replace(decision, meaning="yes" if answer else "no")
        case "withhold":
            return _settle_withheld(decision, note)
        case "comment":
            return decision.without_effect("a comment changes nothing; it is kept")
    return _settle_move(decision, entry, note, titles)


def _settle_move(decision: Decision, entry: Entry, note: KnownNote, titles: ThemeTitles) -> Decision:
    written = _one_line(entry.value)
    theme_id = titles.find_title(decision.review, note.question_id, written)
    if not theme_id and written.casefold() in AGREES:
        if entry.action == "second_theme":
            return decision.refused(
                "this is no theme's name", "Write the name of the second theme, or leave the cell empty."
            )
        theme_id = titles.find_sent(decision.review, entry.theme_id) or note.theme_id
    if not theme_id:
        new = written[len(NEW) :].strip() if written.casefold().startswith(NEW) else ""
        if not new and is_title(written) and (theirs := titles.find_theirs(note.question_id, written)):
            said = f"taken for “{titles.title_of(theirs)}”, which somebody else wrote"
            return replace(decision, theme_id=theirs, meaning=theirs, reason=said)
        if len(new or written) > _LONGEST_TITLE:
            return decision.refused(*_too_long(new or written))
        what, remedy = ("", "") if is_title(new) else _doubt_title(written, note.question_id, titles)
        if what:
            return decision.refused(what, remedy)
        theme_id = titles.make_theme(note.question_id, new or written)
    return replace(decision, theme_id=theme_id, meaning=theme_id)


def _too_long(title: str) -> tuple[str, str]:
    return (
        f"a title of {len(title):,} characters is too long",
        f"Write it in at most {_LONGEST_TITLE} characters; what a theme is about can stand in “comment”.",
    )


def _doubt_title(written: str, question_id: str, titles: ThemeTitles) -> tuple[str, str]:
    """Why words may not be meant as the title of a new theme, and what to do; both empty where they are."""
    if not is_title(written):
        return (
            "this is no theme's name",
            "Choose a theme from the list, write the name of a new one, or leave the cell empty; “ok” says"
            " that the note is in the right theme.",
        )
    if near := titles.find_near(question_id, written):
        return (
            f"it is nearly the title of a theme of this question, “{near}”",
            f"Choose that theme from the list, or write “{NEW} …” for one of its own.",
        )
    if titles.is_elsewhere(question_id, written):
        return (
            "it is the title of a theme of another question",
            f"Choose a theme of the note's own question, or write “{NEW} …” for a new one of that name.",
        )
    return "", ""


def _settle_withheld(decision: Decision, note: KnownNote) -> Decision:
    """The masking itself was done before the draft was made; this says what became of it."""
    if list_missing(note.written, decision.value):
        return decision.refused(
            "what should be kept out of print is not in this note's words, so it is not masked",
            "Copy the words from the column “note” exactly, one stretch on each line, or write “all”.",
        )
    if not find_withheld(note.written, decision.value):
        return decision.without_effect("no: nothing more is masked")
    return decision


def _settle_theme(review: Review, entry: Entry, titles: ThemeTitles) -> Decision:
    theme_id = titles.find_sent(review, entry.theme_id)
    value = _one_line(entry.value)
    about = theme_id or entry.theme_id
    decision = Decision(
        review,
        entry.locator,
        entry.action,
        entry.value,
        "",
        about,
        value,
        sent_id=entry.theme_id,
        carried=entry.carried,
    )
    if not theme_id:
        return decision.refused(
            f"there is no theme {entry.theme_id}", "Put the theme's id back from reports/…/review.xlsx."
        )
    question = question_of(theme_id)
    match entry.action:
        case "comment":
            return decision.without_effect("a comment changes nothing; it is kept")
        case "drop" | "accept":
            answer = read_answer(value)
            if answer is None:
                return decision.refused("it says neither yes nor no", "Write yes, or leave the cell empty.")
            if not answer and entry.action == "drop":
                return decision.without_effect("no: the theme stays as it is")
            return replace(decision, meaning="yes" if answer else "no")
        case "merge":
            target = titles.find_title(review, question, value)
            if not target:
                return decision.refused(
                    "this question has no theme of that name",
                    "Choose a theme of the same question from the list.",
                )
            if target == theme_id:
                return decision.refused(
                    "a theme cannot be merged into itself", "Choose another theme, or leave the cell empty."
                )
            return replace(decision, meaning=target)
        case "split":
            parts = [_one_line(part) for part in value.split(";") if part.strip()]
            if longest := max((part for part in parts if len(part) > _LONGEST_TITLE), key=len, default=""):
                return decision.refused(*_too_long(longest))
            for part in parts:
                titles.find_title(review, question, part) or titles.make_theme(question, part)
            return replace(decision, meaning="; ".join(parts))
    if entry.action == "rename" and len(value) > _LONGEST_TITLE:
        return decision.refused(*_too_long(value))
    return decision
