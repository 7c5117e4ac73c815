"""One page for people who were there: what we heard, what happens next, how to say "you missed this".

Many readers asked for no acronyms. Participants' words are never changed, so the page says what short forms
such as NHS mean in them, and its authors are told of those that nobody has explained yet.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

from pipeline.report import wording
from pipeline.report.blocks import Beside, Block, Bullets, Document, Piece, Quote, Quotes, Section, Text, walk
from pipeline.report.event.choose import Chooser, quote_there
from pipeline.report.event.facts import EventFacts, Question
from pipeline.report.event.frame import name_event, quote_organisers
from pipeline.report.event.notes import Note
from pipeline.report.event.organisers import Use
from pipeline.report.wording import say
from pipeline.settings import ReportSettings
from pipeline.wording import count_words, date_words, list_words

_LONGEST = 160  # characters of a quotation here: two lines
_ASKS = 4
_ALSO = 180  # characters of further titles below a question: more would not fit the sheet
_BESIDE = 3  # questions side by side
FILE = Path(__file__).with_name("short_forms.txt")
_EVERYDAY_FILE = Path(__file__).with_name("everyday_capitals.txt")
# Two to six capitals, with "&" or single small letters between them (A&E, PoA), perhaps in the plural.
_FORM = re.compile(r"(?<![\w/@.#&])[A-Z](?:[A-Z&]|[a-z](?=[A-Z])){0,4}[A-Z](?=s?(?!\w))")
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True)
class ShortForm:
    """A short form as notes have it."""

    form: str  # as written, without a plural s
    meaning: str  # in full; empty where nobody has said it
    notes: int  # that hold it


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
    steps: tuple[str | Quote, ...] = (*_quote_organisers(facts, "next")[:2], *settings.next_steps)
    missed: list[Block] = [Text(say("tell", contact=settings.contact or wording.BLANK_CONTACT))]
    if written := _quote_organisers(facts, "contact"):
        missed.append(Quotes(written))
    following = [Section("next", "What happens next", (Bullets(steps, numbered=True),))] if steps else []
    end.append(Piece((*following, Section("missed", "Did we miss something?", tuple(missed)))))
    opening.append(Beside(tuple(end), columns=len(end)))
    quotes = [quote.words for quote in walk(tuple(opening), Quote) if quote.note_id]
    known = [form for form in forms if form.meaning and any(form.form in words for words in quotes)]
    key = "; ".join(f"{form.form}: {form.meaning}" for form in known)
    return Document(
        name=facts.event_id,
        language=facts.language,
        title=f"What you told us: {name_event(facts.title, facts.place, facts.event_id)}",
        subtitle=", ".join(filter(None, (facts.place, date_words(facts.date, weekday=True)))),
        date=facts.date,
        status=facts.status,
        sections=(Section("heard", "What we heard", (*opening, *([Text(key, "aside")] if key else []))),),
        contents=False,
        is_draft=facts.is_draft,
    )


def _open(facts: EventFacts) -> Text:
    if not facts.notes:
        return Text(say("no_notes"))
    notes, many = wording.capital(count_words(len(facts.notes), "note")), len(facts.notes) > 1
    thanks = say("thanks", notes=f"{notes} {'were' if many else 'was'}")
    return Text(f"{thanks} {say('some')}" if many else thanks)


def _tell_question(question: Question, each: int, book: Chooser) -> Section:
    def quote(notes: Sequence[Note]) -> tuple[Quotes, ...]:
        quoted = tuple(quote_there(note, with_table=len(question.tables) > 1) for note in notes)
        return (Quotes(quoted),) if quoted else ()

    themes = [theme for theme in question.themes if not theme.is_other and not theme.untitled]
    blocks: list[Block | Section] = []
    if not themes:  # none with a title: some notes for themselves
        some = question.themes[: each + 1]
        blocks += quote([note for theme in some for note in book.pick(theme, 1, _LONGEST)])
    for theme in themes[:each]:
        blocks.append(Section("", theme.title, quote(book.pick(theme, 1, _LONGEST))))
    others = [theme.title for theme in themes[each:]]
    if others:
        lengths = accumulate(map(len, others))  # one at least, and those that are read at a glance
        named = others[: max(1, sum(length <= _ALSO for length in lengths))]
        left = len(others) - len(named)
        more = f". {say('more_themes', more=f'{left:,} more')}" if left else ""
        blocks.append(Text(f"{say('also')} {'; '.join(named)}{more}"))
    return Section("", question.heading, tuple(blocks), question.eyebrow)


def _quote_organisers(facts: EventFacts, use: Use) -> tuple[Quote, ...]:
    """What the organisers wrote, without its place in a document that those who were there do not have."""
    return tuple(replace(quote, about="") for quote in quote_organisers(facts, use))


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


def advise_authors(
    forms: Sequence[ShortForm], contact: str, *, background: bool, promises: bool
) -> tuple[str, ...]:
    """What those who send the reports out should know; for them, not for their readers.

    Args:
        background: Whether the organisers' own words say what it was for.
        promises: Whether the report says by when something happens, with a blank for the day.
    """
    said = []
    unknown = [form for form in forms if not form.meaning]
    if unknown:
        listed = list_words(f"{form.form} ({count_words(form.notes, 'note')})" for form in unknown)
        these = "this short form means" if len(unknown) == 1 else "these short forms mean"
        said.append(
            f"nobody has said what {these}: {listed}; add the meaning under [report.glossary] in"
            " data/raw/settings.toml"
        )
    if not contact:
        said.append(
            f"blanks are left in the report and the page, {wording.BLANK_CONTACT}: they do not say whom to"
            " tell what was missed; add contact under [report] in data/raw/settings.toml"
        )
    if not background:
        said.append(
            f"blanks are left in the report, {wording.BLANK_BACKGROUND}: no such sentence was found in"
            " the write-up; write one in report.docx"
        )
    if promises:
        said.append(
            f"blanks are left in the report, {wording.BLANK_DATE}: it does not say by when the team answers;"
            " write the days in report.docx"
        )
    return tuple(said)


def read_glossary(own: Mapping[str, str]) -> dict[str, str]:
    """Meanings by short form: those that come with the pipeline, and the team's own on top of them."""
    pairs = (line.partition(":") for line in _read_lines(FILE))
    return {form.strip(): meaning.strip() for form, _, meaning in pairs} | dict(own)


def find_short_forms(texts: Iterable[str], glossary: Mapping[str, str]) -> tuple[ShortForm, ...]:
    """The short forms in some notes, in the order of the alphabet, with what the glossary says of them."""
    # A note that is in capitals throughout has words, not short forms.
    calm = [text for text in texts if not _shouts(text)]
    words = {word for text in calm for word in _WORD.findall(text) if word.islower()}
    words.update(word for line in _read_lines(_EVERYDAY_FILE) for word in line.lower().split())
    found: Counter[str] = Counter()
    for text in calm:
        found.update({form for form in _FORM.findall(text) if form in glossary or form.lower() not in words})
    return tuple(ShortForm(form, glossary.get(form, ""), found[form]) for form in sorted(found))


def _read_lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line[:1] not in ("", "#")]


def _shouts(text: str) -> bool:
    words = _WORD.findall(text)
    return len(words) > 2 and sum(word.isupper() for word in words) > len(words) / 2
