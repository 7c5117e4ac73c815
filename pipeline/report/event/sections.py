"""The report on an event as blocks, in order: for Word, PDF and Markdown, which are read from top to bottom.

HTML has its own template, because it unfolds, links and searches.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.report import wording
from pipeline.report.blocks import (
    Block,
    Bullets,
    Document,
    Evidence,
    ListedNote,
    NoteList,
    Quote,
    Quotes,
    Section,
    Text,
)
from pipeline.report.event import plain
from pipeline.report.event.model import PlainPage, QuestionPart, QuotedNote, Report, ThemePart
from pipeline.wording import count_words, list_words

_NOTE_HEAD = ("Where", "Note", "What the program says of it", "Note id")
_Parts = list[Block | Section]


def build_document(report: Report, *, is_paper: bool) -> Document:
    """The report on an event as blocks.

    Args:
        report: The content.
        is_paper: Whether it is for Word and PDF, which say of a key point that it was raised once rather
            than listing it again, and have no room for where a question was asked.
    """
    asked = [part for part in report.questions if part.themes]
    checks = _quote(report.checks, show_theme=True)
    summary = report.summary
    sections = [
        _under(plain.IN_SHORT, *_show_page(report.page)),
        _under(
            "At a glance",
            Bullets(report.glance),
            report.overview,
            _under("What needs a person first", Text(report.checks_sentence), checks),
        ),
        *(_show_question(part, is_paper) for part in report.questions),
        _under("Points raised once", *map(_list_alone, asked)),
        _show_method(report),
        _under("Every note", Text(report.every_note), *map(_list_notes, asked)),
        _under("What became of every line", Text(report.set_aside_sentence), report.lines),
    ]
    if summary:
        sections.insert(-3, _under(wording.SUMMARY, *map(Text, summary.paragraphs), *summary.tables))
    return Document(
        name=report.event_id,
        language=report.language,
        title=report.title,
        subtitle=report.subtitle,
        date=report.date,
        status=report.status,
        sections=tuple(sections),
    )


def _under(heading: str, *blocks: Block | Section) -> Section:
    """A section that nothing leads to."""
    return Section("", heading, blocks)


def _show_page(page: PlainPage) -> Iterator[Section | Block]:
    yield from map(Text, page.opening)
    for question in page.questions:
        blocks: list[Block] = []
        for theme in question.themes:
            blocks.append(Text(f"{theme.title} ({theme.counted})", "strong"))
            if theme.quote:
                blocks.append(Quotes((Quote(theme.quote.note_id, theme.quote.words, theme.quote.reference),)))
        if question.others:
            blocks.append(Text(f"{question.others_sentence} {'; '.join(question.others)}."))
        yield _under(question.heading, *blocks)
    yield _under(plain.NEXT, Bullets(page.next_steps))
    yield _under(plain.MISSED, *map(Text, page.missed))
    if page.short_forms:
        forms = tuple(f"{form}: {meaning}" for form, meaning in page.short_forms)
        yield _under(plain.SHORT_FORMS, Bullets(forms))


def _show_question(part: QuestionPart, is_paper: bool) -> Section:
    found = (part.figure, part.overview, Text(part.types_sentence) if part.types_sentence else None)
    blocks: _Parts = [Text(part.sentence, "lead")]
    blocks += [block for block in (*found, part.types_figure, part.map_figure) if block]
    blocks += [_show_theme(theme, part.short, is_paper) for theme in part.themes]
    return Section(part.anchor, part.heading, tuple(blocks), "" if is_paper else part.tables)


def _show_theme(theme: ThemePart, question: str, is_paper: bool) -> Section:
    # On paper a key point that was raised once is marked where it stands.
    alone = theme.raised_once
    if is_paper:
        alone = tuple(note for note in alone if note not in theme.key_points)
    blocks: _Parts = [Text(theme.summary, "lead")] if theme.summary else []
    blocks.append(Text(f"{theme.where} {theme.types}".strip()))
    blocks += [theme.counts] if theme.counts else []
    if theme.key_points:
        blocks.append(_under("Key points", _quote(theme.key_points, mark_alone=is_paper)))
    if alone:
        blocks.append(_under(wording.RAISED_ONCE, _quote(alone, mark_alone=is_paper)))
    if theme.others:
        blocks.append(Text(wording.others_pointer(len(theme.others), len(theme.notes), question)))
    if theme.also_near:
        near = _quote(theme.also_near, show_theme=True)
        blocks.append(_under(wording.also_near_words(len(theme.also_near)), near))
    together = f"{theme.together} {theme.stability} {theme.naming}"
    blocks.append(Evidence("Why these notes are together", theme.terms, together))
    return Section(theme.anchor, f"{theme.label}: {theme.title}", tuple(blocks))


def _list_alone(part: QuestionPart) -> Section:
    quotes = _quote(part.raised_once, show_theme=True)
    return _under(part.short, Text(part.heading, "lead"), Text(part.raised_once_sentence), quotes)


def _show_method(report: Report) -> Section:
    passages = []
    for passage in report.method:
        points = [Bullets(passage.points)] if passage.points else []
        passages.append(_under(passage.heading, *map(Text, passage.paragraphs), *points))
    mark = Text(f"{wording.FINGERPRINT} {report.fingerprint}")
    documents = _under("The documents", report.sources, mark)
    return _under("How this was made and how sure it is", *passages, documents)


def _list_notes(part: QuestionPart) -> Section:
    lists = []
    for theme in part.themes:
        notes = tuple(map(_list_note, theme.notes))
        lists.append(_under(theme.title, NoteList(f"Every note in “{theme.title}”", _NOTE_HEAD, notes)))
    return _under(part.short, Text(part.heading, "lead"), *lists)


def _list_note(note: QuotedNote) -> ListedNote:
    said = (note.kind_words, note.type_words, note.strength_words)
    speaker = [f"said by {note.speaker}"] if note.speaker else []
    known = ["raised once"] if note.raised_once else []
    known += [count_words(note.votes, "vote")] if note.votes else []
    if note.other_themes:
        known.append("also near " + list_words(f"“{link.words}”" for link in note.other_themes))
    context = [f"under “{note.heading}”"] if note.heading else []
    context += [f"after “{note.lead_in}”"] if note.lead_in else []
    around = [f"under the heading “{note.heading}”"] if note.heading else []
    around += [f"after the words “{note.lead_in}”"] if note.lead_in else []
    return ListedNote(
        reference=note.reference,
        words=note.words,
        context="; ".join([*context, *speaker, *known]),
        said="; ".join(said),
        note_id=note.note_id,
        about=" · ".join([note.reference, *said, *known, *around, *speaker, f"note {note.note_id}"]),
    )


def _quote(notes: Sequence[QuotedNote], *, show_theme: bool = False, mark_alone: bool = False) -> Quotes:
    """Notes with where they come from; their theme is named where they don't stand under it."""
    quotes = []
    for note in notes:
        facts = [note.reference, note.kind_words]
        facts += [note.strength_words] if note.weak else []
        facts += [f"in “{note.theme.words}”"] if show_theme else []
        facts += ["raised once"] if mark_alone and note.raised_once else []
        quotes.append(Quote(note.note_id, note.words, " · ".join(facts)))
    return Quotes(tuple(quotes))
