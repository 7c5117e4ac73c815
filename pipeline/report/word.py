"""Render a report as a Word document that people can correct."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.report import plain, wording
from pipeline.report.facts import (
    NOTE_HEAD,
    WHY_TOGETHER,
    context_facts,
    list_single,
    quote_facts,
    said_facts,
    why_together,
)
from pipeline.report.figures import Drawing
from pipeline.report.model import (
    BarFigure,
    MapFigure,
    PlainPage,
    QuestionPart,
    QuotedNote,
    Report,
    ThemePart,
    WordTemplate,
)
from pipeline.report.word_document import WordDocument

_NOTE_COLUMNS = (1.05, 2.9, 1.75, 1.0)


def render_word(
    report: Report, drawings: Mapping[str, Drawing], template: WordTemplate | None = None
) -> bytes:
    """Render a report as a Word document.

    Args:
        report: The content.
        drawings: Its figures, by name.
        template: An organisation's Word file to build it on.
    """
    document = WordDocument(title=report.title, language=report.language, date=report.date, template=template)
    document.add_title(report.title, report.subtitle, report.status)
    document.add_contents()
    _add_page(document, report.page)
    document.add_heading("At a glance", 1)
    document.add_bullets(report.glance)
    document.add_table(report.overview)
    document.add_heading("What needs a person first", 2)
    document.add_paragraph(report.checks_sentence)
    _add_quotes(document, report.checks, show_theme=True)
    for part in report.questions:
        _add_question(document, part, drawings)
    document.add_heading("Points raised once", 1)
    for part in report.questions:
        if part.themes:
            document.add_heading(part.short, 2)
            document.add_paragraph(part.heading, "Lead")
            document.add_paragraph(part.raised_once_sentence)
        _add_quotes(document, part.raised_once, show_theme=True)
    if report.summary:
        document.add_heading(wording.SUMMARY, 1)
        for paragraph in report.summary.paragraphs:
            document.add_paragraph(paragraph)
        for table in report.summary.tables:
            document.add_table(table)
    document.add_heading("How this was made and how sure it is", 1)
    for passage in report.method:
        document.add_heading(passage.heading, 2)
        for paragraph in passage.paragraphs:
            document.add_paragraph(paragraph)
        document.add_bullets(passage.points)
    document.add_heading("The documents", 2)
    document.add_table(report.sources)
    document.add_paragraph(f"{wording.FINGERPRINT} {report.fingerprint}")
    document.add_heading("Every note", 1)
    document.add_paragraph(wording.APPENDIX)
    for part in report.questions:
        if part.themes:
            document.add_heading(part.short, 2)
            document.add_paragraph(part.heading, "Lead")
        for theme in part.themes:
            document.add_heading(theme.title, 3)
            document.add_note_table(
                f"Every note in “{theme.title}”",
                NOTE_HEAD,
                [
                    (note.reference, note.words, context_facts(note), said_facts(note), note.note_id)
                    for note in theme.notes
                ],
                _NOTE_COLUMNS,
            )
    document.add_heading("What became of every line", 1)
    document.add_paragraph(report.set_aside_sentence)
    document.add_table(report.lines)
    return document.to_bytes()


def _add_question(document: WordDocument, part: QuestionPart, drawings: Mapping[str, Drawing]) -> None:
    document.add_heading(part.heading, 1)
    document.add_paragraph(part.sentence, "Lead")
    if part.figure:
        _add_figure(document, part.figure, drawings)
    if part.overview:
        document.add_table(part.overview)
    if part.types_sentence:
        document.add_paragraph(part.types_sentence)
    if part.types_figure:
        _add_figure(document, part.types_figure, drawings)
    if part.map_figure:
        _add_figure(document, part.map_figure, drawings)
    for theme in part.themes:
        _add_theme(document, theme, part.short)


def _add_theme(document: WordDocument, theme: ThemePart, question: str) -> None:
    document.add_heading(f"{theme.label}: {theme.title}", 2)
    if theme.summary:
        document.add_paragraph(theme.summary, "Lead")
    document.add_paragraph(f"{theme.where} {theme.types}".strip())
    if theme.counts:
        document.add_table(theme.counts)
    if theme.key_points:
        document.add_heading("Key points", 3)
        _add_quotes(document, theme.key_points)
    single = list_single(theme)
    if single:
        document.add_heading(wording.RAISED_ONCE, 3)
        _add_quotes(document, single)
    if theme.others:
        document.add_paragraph(wording.others_pointer(len(theme.others), len(theme.notes), question))
    if theme.also_near:
        document.add_heading(wording.also_near_words(len(theme.also_near)), 3)
        _add_quotes(document, theme.also_near, show_theme=True)
    document.add_labelled(WHY_TOGETHER, why_together(theme), "Evidence")


def _add_page(document: WordDocument, page: PlainPage) -> None:
    document.add_heading(plain.ON_ONE_PAGE, 1)
    for kind, what in plain.list_blocks(page):
        if isinstance(what, QuotedNote):
            document.add_quote(what.words, what.reference)
        elif isinstance(what, tuple):
            document.add_bullets(what)
        elif kind == "heading":
            document.add_heading(what, 2)
        else:
            document.add_paragraph(what)


def _add_figure(
    document: WordDocument, figure: BarFigure | MapFigure, drawings: Mapping[str, Drawing]
) -> None:
    drawing = drawings[figure.name]
    document.add_picture(
        drawing.png, drawing.width, drawing.height, f"{figure.title}. {figure.finding}", figure.finding
    )
    if figure.adds_counts:
        document.add_table(figure.counts)


def _add_quotes(document: WordDocument, notes: Sequence[QuotedNote], *, show_theme: bool = False) -> None:
    for note in notes:
        document.add_quote(note.words, quote_facts(note, show_theme=show_theme))
