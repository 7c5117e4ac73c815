"""Settles what people decided: whom and what each entry means, and who wins where reviewers differ.

Nothing is guessed and nothing dropped: an entry that does not fit is a decision with status "conflict",
two that contradict each other are both "disagreement", and each says what to do.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence

from pipeline.review.replay.decisions import Decision, refuse_double_fates, settle_differences
from pipeline.review.replay.draft import KnownNote, ThemeTitles, is_made_by_people, question_of
from pipeline.review.workbook import Entry, Review
from pipeline.tables import NOTE_TYPES
from pipeline.wording import word_set
from pipeline.wording.withheld import find_withheld, list_missing

_NEAR = 0.75  # how alike words must be for a note to be named as the one that may be meant
_LONGEST_TITLE = 200  # characters: two lines of a report, and more than any title that people gave
_COMMENT = "a comment changes nothing; it is kept"
_NO_NAME = "this is no theme's name"
_NEW = "new:"  # before a title that is meant as it stands
_YES = frozenset(("yes", "y", "x", "✓", "✔", "true", "1", "ok"))
_NO = frozenset(("no", "n", "✗", "false", "0"))
_AGREES = frozenset(("ok", "yes", "y", "✓", "✔", "agree", "agreed"))  # in "your theme": as it is
# What people write to say that something is right, or that they cannot say: no title is made of these alone.
_NO_TITLE = word_set(
    """
    a above accept accepted agree agreed all already any as blank cannot can't cant change check confirm
    confirmed correct decide didn't do does doesn't don't done dont dunno either empty exactly fine good
    great here i idea idk is it keep kept know leave like looks makes maybe me n na needed nil no none not
    nothing ok okay or perfect perhaps please put remains right same say seems sense stands stay stays sure
    tbc tbd thank thanks that the there think this to true unchanged unclear unknown unsure wrong x y yeah
    yep yes you
    """
)


class _UnfitError(Exception):
    """An entry does not fit: what is wrong with it, and what to do."""


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
    by_words: dict[str, list[KnownNote]] = {}
    if any(entry.words for review in reviews for entry in review.entries):
        for note in notes.values():
            by_words.setdefault(_one_line(note.words), []).append(note)
    decisions = [
        _settle_entry(review, entry, notes, by_words, titles)
        for review in reviews
        for entry in review.entries
    ]
    refuse_double_fates(decisions)
    settle_differences(decisions)
    return decisions


def _settle_entry(
    review: Review,
    entry: Entry,
    notes: Mapping[str, KnownNote],
    by_words: Mapping[str, Sequence[KnownNote]],
    titles: ThemeTitles,
) -> Decision:
    theme_id = titles.find_sent(review, entry.theme_id)
    about = "" if entry.note_id else theme_id or entry.theme_id
    value = _one_line(entry.value)
    decision = Decision(review, entry.locator, entry.action, entry.value, entry.note_id, about, value)
    decision.sent_id, decision.carried = entry.theme_id, entry.carried
    try:
        if entry.note_id:
            _settle_note(decision, _find_note(entry, notes, by_words), titles)
        elif theme_id:
            _settle_theme(decision, titles)
        else:
            remedy = "Put the theme's id back from reports/…/review.xlsx."
            decision.refuse(f"there is no theme {entry.theme_id}", remedy)
    except _UnfitError as unfit:
        decision.refuse(*unfit.args)
    return decision


def read_answer(text: str) -> bool | None:
    """Whether a cell says yes or no; None where it says neither."""
    plain = text.strip().casefold()
    return True if plain in _YES else False if plain in _NO else None


def _find_note(
    entry: Entry, notes: Mapping[str, KnownNote], by_words: Mapping[str, Sequence[KnownNote]]
) -> KnownNote:
    note, words = notes.get(entry.note_id), _one_line(entry.words)
    same = by_words.get(words, ()) if words else ()
    if note is not None and (not same or note in same):
        return note
    if note is not None:
        raise _UnfitError(
            f"id and words of this row belong to different notes: the words are those of note"
            f" {same[0].note_id} ({same[0].place})",
            "Sort the whole sheet, never single columns; or put the right id into this row.",
        )
    if same:
        raise _UnfitError(
            f"there is no note {entry.note_id}; the words in this row are those of note"
            f" {same[0].note_id} ({same[0].place})",
            f"Put {same[0].note_id} into the column “note id” of this row if that is the note meant.",
        )
    hint, instead = "", ""
    for alike in difflib.get_close_matches(words, list(by_words), n=1, cutoff=_NEAR) if words else ():
        near = by_words[alike][0]
        hint = f"; the nearest in words is note {near.note_id} ({near.place})"
        instead = f", or put {near.note_id} into the column “note id” of this row"
    raise _UnfitError(
        f"note {entry.note_id} has changed or is no longer among the notes{hint}",
        f"Look at it again: decide anew in a fresh workbook{instead}.",
    )


def _settle_note(decision: Decision, note: KnownNote, titles: ThemeTitles) -> None:
    match decision.action:
        case "comment":
            decision.leave(_COMMENT)
        case "note_type":
            decision.meaning = re.sub(r"[\s_-]+", "_", decision.value.strip().casefold())
            if decision.meaning not in NOTE_TYPES:
                raise _UnfitError("there is no such note type", "Choose one from the list in this cell.")
        case "show_names":
            decision.meaning = _read_answer(decision.value, "Write yes or no.")
        case "withhold":
            _settle_withheld(decision, note)
        case _:
            _settle_move(decision, note, titles)


def _settle_withheld(decision: Decision, note: KnownNote) -> None:
    """The masking itself was done before the draft was made; this says what became of it."""
    if list_missing(note.written, decision.value):
        raise _UnfitError(
            "what should be kept out of print is not in this note's words, so it is not masked",
            "Copy the words from the column “note” exactly, one stretch on each line, or write “all”.",
        )
    if not find_withheld(note.written, decision.value):
        decision.leave("no: nothing more is masked")


def _settle_move(decision: Decision, note: KnownNote, titles: ThemeTitles) -> None:
    written, question_id = _one_line(decision.value), note.question_id
    theme_id = titles.find_title(decision.review, question_id, written)
    if not theme_id and written.casefold() in _AGREES:
        if decision.action == "second_theme":
            raise _UnfitError(_NO_NAME, "Write the name of the second theme, or leave the cell empty.")
        theme_id = titles.find_sent(decision.review, decision.sent_id) or note.theme_id
    if not theme_id:
        new = written[len(_NEW) :].strip() if written.casefold().startswith(_NEW) else ""
        near_id, near = titles.find_near(question_id, written) if _is_title(written) else ("", "")
        if not new and is_made_by_people(near_id):
            decision.reason = f"taken for “{titles.title_of(near_id)}”, which somebody else wrote"
            theme_id = near_id
        else:
            _check_length(new or written)
            if not _is_title(new):
                _doubt_title(written, near, titles.is_elsewhere(question_id, written))
            theme_id = titles.make_theme(question_id, new or written)
    decision.theme_id = decision.meaning = theme_id


def _is_title(text: str) -> bool:
    """Whether a cell says something that a theme can be called: not “fine”, “N/A”, “don't know” or “1”."""
    words = [word for word in re.split(r"[^\w'’]+", text.casefold().replace("’", "'")) if word]
    return any(word not in _NO_TITLE and any(map(str.isalpha, word)) for word in words)


def _check_length(title: str) -> None:
    if len(title) > _LONGEST_TITLE:
        raise _UnfitError(
            f"a title of {len(title):,} characters is too long",
            f"Write it in at most {_LONGEST_TITLE} characters; what a theme is about can stand in “comment”.",
        )


def _doubt_title(written: str, near: str, elsewhere: bool) -> None:
    """Refuse words that may not be meant as the title of a new theme.

    Args:
        near: The title of a theme of this question that is nearly the same, or empty.
        elsewhere: Whether it is the title of a theme of another question.
    """
    if not _is_title(written):
        raise _UnfitError(
            _NO_NAME,
            "Choose a theme from the list, write the name of a new one, or leave the cell empty; “ok” says"
            " that the note is in the right theme.",
        )
    if near:
        raise _UnfitError(
            f"it is nearly the title of a theme of this question, “{near}”",
            f"Choose that theme from the list, or write “{_NEW} …” for one of its own.",
        )
    if elsewhere:
        raise _UnfitError(
            "it is the title of a theme of another question",
            f"Choose a theme of the note's own question, or write “{_NEW} …” for a new one of that name.",
        )


def _settle_theme(decision: Decision, titles: ThemeTitles) -> None:
    value, question_id = decision.meaning, question_of(decision.theme_id)
    match decision.action:
        case "comment":
            decision.leave(_COMMENT)
        case "drop" | "accept":
            decision.meaning = _read_answer(value, "Write yes, or leave the cell empty.")
            if decision.action == "drop" and decision.meaning == "no":
                decision.leave("no: the theme stays as it is")
        case "rename":
            _check_length(value)
        case "merge":
            decision.meaning = titles.find_title(decision.review, question_id, value)
            if not decision.meaning:
                raise _UnfitError(
                    "this question has no theme of that name",
                    "Choose a theme of the same question from the list.",
                )
            if decision.meaning == decision.theme_id:
                raise _UnfitError(
                    "a theme cannot be merged into itself", "Choose another theme, or leave the cell empty."
                )
        case "split":
            parts = [_one_line(part) for part in value.split(";") if part.strip()]
            _check_length(max(parts, key=len, default=""))
            for part in parts:
                titles.find_title(decision.review, question_id, part) or titles.make_theme(question_id, part)
            decision.meaning = "; ".join(parts)


def _read_answer(text: str, remedy: str) -> str:
    answer = read_answer(text)
    if answer is None:
        raise _UnfitError("it says neither yes nor no", remedy)
    return "yes" if answer else "no"


def _one_line(words: str) -> str:
    return " ".join(words.split())
