"""What stands in the report on an event in Word and PDF, in order."""

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
from pipeline.report.model import PlainPage, QuestionPart, QuotedNote, Report, ThemePart
from pipeline.report.paper import Paper


def write_event(paper: Paper, report: Report, drawings: Mapping[str, Drawing]) -> None:
    """Put all that a report says on paper, below its title.

    Args:
        paper: What to write on.
        report: The content.
        drawings: Its figures, by name.
    """
    _write_page(paper, report.page)
    paper.add_heading("At a glance", 1)
    paper.add_bullets(report.glance)
    paper.add_table(report.overview)
    paper.add_heading("What needs a person first", 2)
    paper.add_paragraph(report.checks_sentence)
    _write_quotes(paper, report.checks, show_theme=True)
    for part in report.questions:
        _write_question(paper, part, drawings)
    paper.add_heading("Points raised once", 1)
    for part in report.questions:
        if part.themes:
            paper.add_heading(part.short, 2)
            paper.add_paragraph(part.heading, "lead")
            paper.add_paragraph(part.raised_once_sentence)
        _write_quotes(paper, part.raised_once, show_theme=True)
    if report.summary:
        paper.add_heading(wording.SUMMARY, 1)
        for paragraph in report.summary.paragraphs:
            paper.add_paragraph(paragraph)
        for table in report.summary.tables:
            paper.add_table(table)
    _write_method(paper, report)
    _write_notes(paper, report.questions, report.every_note)
    paper.add_heading("What became of every line", 1)
    paper.add_paragraph(report.set_aside_sentence)
    paper.add_table(report.lines)


def _write_page(paper: Paper, page: PlainPage) -> None:
    paper.add_heading(plain.IN_SHORT, 1)
    for kind, what in plain.list_blocks(page):
        if isinstance(what, QuotedNote):
            paper.add_quote(what.words, what.reference)
        elif isinstance(what, tuple):
            paper.add_bullets(what)
        elif kind == "heading":
            paper.add_heading(what, 2)
        else:
            paper.add_paragraph(what)


def _write_question(paper: Paper, part: QuestionPart, drawings: Mapping[str, Drawing]) -> None:
    paper.add_heading(part.heading, 1, part.anchor)
    paper.add_paragraph(part.sentence, "lead")
    if part.figure:
        paper.add_figure(part.figure, drawings[part.figure.name])
    if part.overview:
        paper.add_table(part.overview)
    if part.types_sentence:
        paper.add_paragraph(part.types_sentence)
    if part.types_figure:
        paper.add_figure(part.types_figure, drawings[part.types_figure.name])
    if part.map_figure:
        paper.add_figure(part.map_figure, drawings[part.map_figure.name])
    for theme in part.themes:
        _write_theme(paper, theme, part.short)


def _write_theme(paper: Paper, theme: ThemePart, question: str) -> None:
    paper.add_heading(f"{theme.label}: {theme.title}", 2, theme.anchor)
    if theme.summary:
        paper.add_paragraph(theme.summary, "lead")
    paper.add_paragraph(f"{theme.where} {theme.types}".strip())
    if theme.counts:
        paper.add_table(theme.counts)
    if theme.key_points:
        paper.add_heading("Key points", 3)
        _write_quotes(paper, theme.key_points)
    single = list_single(theme)
    if single:
        paper.add_heading(wording.RAISED_ONCE, 3)
        _write_quotes(paper, single)
    if theme.others:
        paper.add_paragraph(wording.others_pointer(len(theme.others), len(theme.notes), question))
    if theme.also_near:
        paper.add_heading(wording.also_near_words(len(theme.also_near)), 3)
        _write_quotes(paper, theme.also_near, show_theme=True)
    paper.add_labelled(WHY_TOGETHER, why_together(theme))


def _write_method(paper: Paper, report: Report) -> None:
    paper.add_heading("How this was made and how sure it is", 1)
    for passage in report.method:
        paper.add_heading(passage.heading, 2)
        for paragraph in passage.paragraphs:
            paper.add_paragraph(paragraph)
        paper.add_bullets(passage.points)
    paper.add_heading("The documents", 2)
    paper.add_table(report.sources)
    paper.add_paragraph(f"{wording.FINGERPRINT} {report.fingerprint}")


def _write_notes(paper: Paper, questions: Sequence[QuestionPart], opening: str) -> None:
    paper.add_heading("Every note", 1)
    paper.add_paragraph(opening)
    for part in questions:
        if part.themes:
            paper.add_heading(part.short, 2)
            paper.add_paragraph(part.heading, "lead")
        for theme in part.themes:
            paper.add_heading(theme.title, 3)
            paper.add_note_table(
                f"Every note in “{theme.title}”",
                NOTE_HEAD,
                [
                    (note.reference, note.words, context_facts(note), said_facts(note), note.note_id)
                    for note in theme.notes
                ],
            )


def _write_quotes(paper: Paper, notes: Sequence[QuotedNote], *, show_theme: bool = False) -> None:
    for note in notes:
        paper.add_quote(note.words, quote_facts(note, show_theme=show_theme))
