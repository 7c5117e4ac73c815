"""The part of a report on one question: its themes by size, what else was raised, and "Other points"."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.report import wording
from pipeline.report.blocks import Beside, Block, Bullets, Piece, Quote, Quotes, Section, Text, make_anchor
from pipeline.report.event.choose import Chooser, join_equal, quote_all, quote_note
from pipeline.report.event.facts import FEWEST, Question, Theme, pick_evenly
from pipeline.report.event.notes import Note, count_kinds
from pipeline.report.wording import number_words, say, share_words
from pipeline.tables import SUMMED_UP, UNDIVIDED_TITLE
from pipeline.wording import count_words, list_words

Pairs = Sequence[tuple[str, Note, Note]]  # the words that two notes share, and both
_TABLES = 6  # named above a question
_OTHERS = 40  # "Other points" of a question that are shown: all but where there are very many
_BESIDE = (
    8  # of them that may stand beside a theme; more take the whole width, and may run on to the next page
)
_QUOTED = 2  # notes of a theme ...
_UNTITLED = 3  # ... and of one without a title


def show_question(question: Question, pairs: Pairs, book: Chooser) -> Section:
    """The themes of a question, the largest first; small ones and "Other points" last."""
    notes = question.notes
    anchor = make_anchor("question", question.question_id)
    if not notes:
        return Section(anchor, question.heading, (Text(say("nothing_asked")),), question.eyebrow)
    where = list_words(question.tables) if len(question.tables) < _TABLES else ""
    eyebrow = wording.taken_words(count_kinds(notes), where)
    with_table = len(question.tables) > 1
    full = [theme for theme in question.themes if len(theme.notes) >= FEWEST and not theme.is_other]
    small = [theme for theme in question.themes if 0 < len(theme.notes) < FEWEST and not theme.is_other]
    pieces = [Piece((_show_theme(theme, len(notes), pairs, book, with_table=with_table),)) for theme in full]
    rest: list[Block | Section] = []
    if small:
        items = [_mention(theme, book, with_table=with_table) for theme in small]
        rest.append(Section("", "Also raised here", (Bullets(tuple(items)),)))
    others = [theme for theme in question.themes if theme.is_other]
    if not pieces and not rest and [theme.title for theme in others] == [UNDIVIDED_TITLE]:
        # A heading of their own would say nothing more than the question's, above every question.
        only = _show_others(others[0], book)
        return Section(anchor, question.heading, only.blocks, eyebrow)
    rest += [_show_others(theme, book) for theme in others if len(theme.notes) <= _BESIDE]
    pieces += [Piece((block,)) for block in rest]
    blocks: list[Block | Section] = [Beside(tuple(pieces))] if pieces else []
    blocks += [_show_others(theme, book) for theme in others if len(theme.notes) > _BESIDE]
    return Section(anchor, question.heading, tuple(blocks), eyebrow)


def _show_theme(theme: Theme, of: int, pairs: Pairs, book: Chooser, *, with_table: bool) -> Section:
    blocks: list[Block | Section] = [
        Text(" · ".join((share_words(len(theme.notes), of), *_say_basis(theme))), "count")
    ]
    if theme.basis == "model":
        blocks.append(Text(say("model_title"), "count", reviewed=True))
    if theme.summary.startswith(SUMMED_UP):
        blocks.append(Text(theme.summary, reviewed=True))
    if theme.review:
        blocks.append(Text(theme.review, "count", reviewed=True))
    if any(one.theme_id == other.theme_id == theme.theme_id for _, one, other in pairs):
        blocks.append(Text(say("holds_both")))
    number = _UNTITLED if theme.untitled else _QUOTED
    if quotes := quote_all(book.pick(theme, number), with_table=with_table):
        blocks.append(Quotes(quotes))
    elif not any(note.to_scribes for note in theme.notes):
        blocks.append(Text(say(f"shown_elsewhere{'' if len(theme.notes) > 1 else '_one'}"), "count"))
    return Section(make_anchor("theme", theme.theme_id), theme.heading, tuple(blocks))


def _say_basis(theme: Theme) -> list[str]:
    """Whether a theme waits for a person, and where its title comes from if that is not a code."""
    said = [] if theme.basis == "reviewed" else ["draft"]
    if theme.review:  # says whose title it is
        return said
    if theme.basis == "heading":
        said.append("title from the write-up")
    elif theme.basis == "discovered" and not theme.untitled:
        said.append("title from the notes")
    return said


def _mention(theme: Theme, book: Chooser, *, with_table: bool) -> str | Quote:
    number = f"{number_words(len(theme.notes))} {'note' if len(theme.notes) == 1 else 'notes'}"
    picked = book.pick(theme, 1)
    if not picked:
        return f"{theme.heading} ({number})"
    if theme.untitled:
        return quote_note(picked[0], with_table=with_table)
    return quote_note(picked[0], with_table=with_table, before=f"{theme.heading} ({number}): ")


def _show_others(theme: Theme, book: Chooser) -> Section:
    free = [note for note in theme.notes if book.is_free(note)]
    equal = [tuple(map(book.take, notes)) for notes in pick_evenly(join_equal(free), _OTHERS)]
    shown = sum(map(len, equal))
    kind = "not_sorted" if theme.title == UNDIVIDED_TITLE else "other"
    if shown < len(free):
        numbers = {"shown": f"{shown:,}", "notes": count_words(len(theme.notes), "note")}
        said = say(f"{kind}_some", **numbers)
    else:
        said = say("other_points") if kind == "other" else ""
    told = sum(note.to_scribes for note in theme.notes)
    elsewhere = len(theme.notes) - len(free) - told
    if not shown:
        said = say(f"shown_elsewhere{'' if elsewhere > 1 else '_one'}") if elsewhere else ""
    elif elsewhere and shown == len(free):
        said = f"{said} {say('quoted_elsewhere', more=f'{elsewhere:,} more')}".strip()
    if told:
        said = f"{said} {say('to_scribes', notes=count_words(told, 'note'))}".strip()
    if not shown:
        return Section(make_anchor("theme", theme.theme_id), theme.title, (Text(said, "count"),))
    items = Bullets(tuple(quote_note(*notes, with_table=False) for notes in equal))
    blocks = (Text(said, "count"), items) if said else (items,)
    return Section(make_anchor("theme", theme.theme_id), theme.title, blocks)
