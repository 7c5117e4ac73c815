"""One page for people who were there: what we heard, what happens next, how to say "you missed this"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from pipeline.report import wording
from pipeline.report.blocks import Beside, Block, Bullets, Document, Piece, Quote, Quotes, Section, Text, walk
from pipeline.report.event.choose import Chooser, quote_there
from pipeline.report.event.closing import quote_organisers
from pipeline.report.event.facts import EventFacts, Question
from pipeline.report.event.notes import Note
from pipeline.report.event.organisers import Use
from pipeline.report.event.short_forms import ShortForm
from pipeline.report.wording import number_words, say
from pipeline.settings import ReportSettings
from pipeline.wording import count_words, date_words

_LONGEST = 160  # characters of a quotation here: two lines
_ASKS = 4
_ALSO = 180  # characters of further titles below a question: more would not fit the sheet
_BESIDE = 3  # questions side by side


def build_page(facts: EventFacts, forms: Sequence[ShortForm], settings: ReportSettings) -> Document:
    """The page for people who were there."""
    book = Chooser()
    asked = [question for question in facts.questions if question.notes]
    pairs = [pair for pair in facts.differences if all(len(note.words) <= _LONGEST for note in pair[1:])]
    differ = [book.take(note) for pair in pairs[:1] for note in pair[1:]]
    asks = [note for note in facts.notes if note.asks and len(note.words) <= _LONGEST and book.is_free(note)]
    names = {
        note.note_id: question.where if len(asked) > 1 else ""
        for question in asked
        for note in question.notes
    }
    each = max(1, settings.page_themes // max(1, len(asked)))
    shown = asked[: settings.page_themes]
    told = [Piece((_tell_question(question, each, book),)) for question in shown]
    opening: list[Block | Section] = [_open(facts)]
    if told:
        opening.append(Beside(tuple(told), columns=_BESIDE if len(told) > 2 else max(1, len(told))))
    if len(asked) > len(shown):
        rest = [question.heading for question in asked[len(shown) :]]
        if rest[1:] and sum(map(len, rest)) > _ALSO:
            opening.append(Text(say("also_asked_more", more=f"{len(rest):,} more")))
        else:
            opening.append(Text(say("also_asked", names="; ".join(rest))))
    if differ:
        differing = tuple(quote_there(note, asked=names[note.note_id]) for note in differ)
        opening.append(Section("differ", "You did not all agree", (Quotes(differing),)))
    quoted = _choose_asks(facts, asks, book)
    end: list[Piece] = []
    if quoted:
        more = sum(note.asks for note in facts.notes) - len(quoted)
        items: list[Block] = [Bullets(tuple(quote_there(note, asked=names[note.note_id]) for note in quoted))]
        items += [Text(say("more_asks", more=f"{more:,} more"))] if more else []
        end.append(Piece((Section("asked", "You asked for", tuple(items)),)))
    end.append(Piece((_say_next(facts, settings), _ask_missed(facts, settings))))
    opening.append(Beside(tuple(end), columns=len(end)))
    key = _explain_forms(forms, [*walk(tuple(opening), Quote)])
    return Document(
        name=facts.event_id,
        language=facts.language,
        title=f"What you told us: {wording.name_event(facts.title, facts.place)}",
        subtitle=", ".join(filter(None, (facts.place, date_words(facts.date, weekday=True)))),
        date=facts.date,
        status=facts.status,
        sections=(Section("heard", "What we heard", (*opening, *key)),),
        contents=False,
        is_draft=facts.is_draft,
    )


def _open(facts: EventFacts) -> Text:
    if not facts.notes:
        return Text(say("no_notes"))
    notes = count_words(len(facts.notes), "note")
    if not wording.have_met((note.kind, note.table) for note in facts.notes):
        thanks = say("thanks_all", notes=notes)
    elif len(facts.tables) < 2:
        thanks = say("thanks", notes=notes)
    else:
        thanks = say("thanks_at", notes=notes, tables=f"{number_words(len(facts.tables))} tables")
    return Text(f"{thanks} {say('some')}" if len(facts.notes) > 1 else thanks)


def _tell_question(question: Question, each: int, book: Chooser) -> Section:
    themes = [theme for theme in question.themes if not theme.is_other and not theme.untitled]
    with_table = len(question.tables) > 1
    blocks: list[Block | Section] = []
    if not themes:  # none with a title: some notes for themselves
        notes = [note for theme in question.themes[: each + 1] for note in book.pick(theme, 1, _LONGEST)]
        blocks += [Quotes(_quote_below(notes, with_table=with_table))] if notes else []
    for theme in themes[:each]:
        notes = book.pick(theme, 1, _LONGEST)
        blocks.append(
            Section("", theme.title, (Quotes(_quote_below(notes, with_table=with_table)),) if notes else ())
        )
    others = [theme.title for theme in themes[each:]]
    if others:
        named = _fit_titles(others)
        left = len(others) - len(named)
        more = f". {say('more_themes', more=f'{left:,} more')}" if left else ""
        blocks.append(Text(f"{say('also')} {'; '.join(named)}{more}"))
    return Section("", question.heading, tuple(blocks), question.eyebrow)


def _quote_below(notes: Sequence[Note], *, with_table: bool) -> tuple[Quote, ...]:
    return tuple(quote_there(note, with_table=with_table) for note in notes)


def _quote_organisers(facts: EventFacts, use: Use) -> tuple[Quote, ...]:
    """What the organisers wrote, without its place in a document that those who were there do not have."""
    return tuple(replace(quote, about="") for quote in quote_organisers(facts, use))


def _fit_titles(titles: Sequence[str]) -> Sequence[str]:
    """The first of these titles, one at least, that are read at a glance."""
    lengths = accumulate(len(title) for title in titles)
    return titles[: max(1, sum(length <= _ALSO for length in lengths))]


def _choose_asks(facts: EventFacts, asks: Sequence[Note], book: Chooser) -> list[Note]:
    """Short asks from different themes, those of the largest theme of each question first."""
    ranked = [
        (place, theme.theme_id)
        for question in facts.questions
        for place, theme in enumerate(theme for theme in question.themes if not theme.is_other)
    ]
    themes = [theme_id for _, theme_id in sorted(ranked, key=lambda pair: pair[0])]
    chosen: list[Note] = []
    for theme_id in themes:
        own = [note for note in asks if note.theme_id == theme_id and book.is_free(note)]
        chosen += [book.take(note) for note in own[:1]]
    return chosen[:_ASKS]


def _say_next(facts: EventFacts, settings: ReportSettings) -> Section:
    written = _quote_organisers(facts, "next")[:2]
    return Section("next", "What happens next", (Bullets((*written, *settings.next_steps), numbered=True),))


def _ask_missed(facts: EventFacts, settings: ReportSettings) -> Section:
    blocks: list[Block] = [Text(say("tell", contact=settings.contact or wording.BLANK_CONTACT))]
    if written := _quote_organisers(facts, "contact"):
        blocks.append(Quotes(written))
    return Section("missed", "Did we miss something?", tuple(blocks))


def _explain_forms(forms: Sequence[ShortForm], quotes: Sequence[Quote]) -> list[Text]:
    """What the short forms mean that stand in quotations."""
    key = [
        f"{form.form}: {form.meaning}"
        for form in forms
        if form.meaning and any(quote.note_id and form.form in quote.words for quote in quotes)
    ]
    return [Text("; ".join(key), "aside")] if key else []
