"""Render a report as a Word document that people can correct."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.report import wording
from pipeline.report.figures import Drawing
from pipeline.report.model import BarFigure, QuestionPart, QuotedNote, Report, ThemePart
from pipeline.report.word_document import WordDocument


def render_word(report: Report, drawings: Mapping[str, Drawing]) -> bytes:
    """Render a report as a Word document.

    Args:
        report: The content.
        drawings: Its figures, by name.
    """
    document = WordDocument(title=report.title, language=report.language, date=report.date)
    document.add_title(report.title, report.subtitle, report.status)
    document.add_contents()
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
        if part.raised_once:
            document.add_note_table(
                f"Points raised once: {part.short}",
                ("Where", "Note", "Theme"),
                [(_where(note), note.words, _context(note), note.theme.words) for note in part.raised_once],
            )
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
                ("Where", "Note", "What the program says of it"),
                [(_where(note), note.words, _context(note), _said(note)) for note in theme.notes],
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
    if theme.raised_once:
        document.add_heading(wording.RAISED_ONCE, 3)
        _add_quotes(document, theme.raised_once)
    if theme.others:
        document.add_paragraph(wording.others_pointer(len(theme.others), len(theme.notes), question))
    if theme.also_near:
        document.add_heading(wording.also_near_words(len(theme.also_near)), 3)
        _add_quotes(document, theme.also_near, show_theme=True)
    document.add_heading("Why these notes are together", 3)
    if theme.terms:
        document.add_paragraph(", ".join(theme.terms))
    document.add_paragraph(f"{theme.together} {theme.stability} {theme.naming}")


def _add_figure(document: WordDocument, figure: BarFigure, drawings: Mapping[str, Drawing]) -> None:
    drawing = drawings[figure.name]
    document.add_picture(
        drawing.png, drawing.width, drawing.height, f"{figure.title}. {figure.finding}", figure.finding
    )
    if figure.adds_counts:
        document.add_table(figure.counts)


def _add_quotes(document: WordDocument, notes: Sequence[QuotedNote], *, show_theme: bool = False) -> None:
    for note in notes:
        facts = [note.reference, note.kind_words]
        facts += [note.strength_words] if note.weak else []
        facts += [f"in “{note.theme.words}”"] if show_theme else []
        document.add_quote(note.words, " · ".join(facts))


def _where(note: QuotedNote) -> str:
    return f"{note.reference}\n{note.kind_words}"


def _context(note: QuotedNote) -> str:
    facts = [f"under “{note.heading}”"] if note.heading else []
    facts += [f"after “{note.lead_in}”"] if note.lead_in else []
    facts += [f"said by {note.speaker}"] if note.speaker else []
    return "; ".join(facts)


def _said(note: QuotedNote) -> str:
    facts = [note.type_words, note.strength_words]
    facts += ["raised once"] if note.raised_once else []
    facts += [wording.count_words(note.votes, "vote")] if note.votes else []
    if note.other_themes:
        facts.append("also near " + wording.list_words(f"“{link.words}”" for link in note.other_themes))
    return f"{'; '.join(facts)}\nnote {note.note_id}"
