"""Render a report as a tagged PDF that meets PDF/UA-1: what stands on its pages, in order."""

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
)
from pipeline.report.pdf_pages import Pages, write_words


def render_pdf(report: Report, drawings: Mapping[str, Drawing]) -> bytes:
    """Render a report as a PDF.

    Args:
        report: The content.
        drawings: Its figures, by name.

    Raises:
        PipelineError: If Typst refuses it; the message holds none of its words.
    """
    pages = _ReportPages(drawings)
    pages.add_report(report)
    return pages.to_bytes(
        title=report.title,
        untitled=report.event_id,
        subtitle=report.subtitle,
        status=report.status,
        language=report.language,
    )


class _ReportPages(Pages):
    """Collects what stands on the pages of the report on an event."""

    def __init__(self, drawings: Mapping[str, Drawing]) -> None:
        super().__init__()
        self._drawings = drawings

    def add_report(self, report: Report) -> None:
        self._page(report.page)
        self.add_heading("At a glance", 1)
        self.add_bullets(report.glance)
        self.add_table(report.overview)
        self.add_heading("What needs a person first", 2)
        self.add_paragraph(report.checks_sentence)
        self._quotes(report.checks, show_theme=True)
        for part in report.questions:
            self._question(part)
        self.add_heading("Points raised once", 1)
        for part in report.questions:
            if part.themes:
                self.add_heading(part.short, 2)
                self.add_paragraph(part.heading, "lead")
                self.add_paragraph(part.raised_once_sentence)
            self._quotes(part.raised_once, show_theme=True)
        if report.summary:
            self.add_heading(wording.SUMMARY, 1)
            for paragraph in report.summary.paragraphs:
                self.add_paragraph(paragraph)
            for table in report.summary.tables:
                self.add_table(table)
        self.add_heading("How this was made and how sure it is", 1)
        for passage in report.method:
            self.add_heading(passage.heading, 2)
            for paragraph in passage.paragraphs:
                self.add_paragraph(paragraph)
            self.add_bullets(passage.points)
        self.add_heading("The documents", 2)
        self.add_table(report.sources)
        self.add_paragraph(f"{wording.FINGERPRINT} {report.fingerprint}")
        self.add_heading("Every note", 1)
        self.add_paragraph(wording.APPENDIX)
        for part in report.questions:
            if part.themes:
                self.add_heading(part.short, 2)
                self.add_paragraph(part.heading, "lead")
            for theme in part.themes:
                self.add_heading(theme.title, 3)
                self._notes(theme)
        self.add_heading("What became of every line", 1)
        self.add_paragraph(report.set_aside_sentence)
        self.add_table(report.lines)

    def _page(self, page: PlainPage) -> None:
        self.add_heading(plain.ON_ONE_PAGE, 1)
        for kind, what in plain.list_blocks(page):
            if isinstance(what, QuotedNote):
                self.add_quote(what.words, what.reference)
            elif isinstance(what, tuple):
                self.add_bullets(what)
            elif kind == "heading":
                self.add_heading(what, 2)
            else:
                self.add_paragraph(what)

    def _question(self, part: QuestionPart) -> None:
        self.add_heading(part.heading, 1, part.anchor)
        self.add_paragraph(part.sentence, "lead")
        if part.figure:
            self._figure(part.figure)
        if part.overview:
            self.add_table(part.overview)
        self.add_paragraph(part.types_sentence)
        if part.types_figure:
            self._figure(part.types_figure)
        if part.map_figure:
            self._figure(part.map_figure)
        for theme in part.themes:
            self._theme(theme, part.short)

    def _theme(self, theme: ThemePart, question: str) -> None:
        self.add_heading(f"{theme.label}: {theme.title}", 2, theme.anchor)
        if theme.summary:
            self.add_paragraph(theme.summary, "lead")
        self.add_paragraph(f"{theme.where} {theme.types}".strip())
        if theme.counts:
            self.add_table(theme.counts)
        if theme.key_points:
            self.add_heading("Key points", 3)
            self._quotes(theme.key_points)
        single = list_single(theme)
        if single:
            self.add_heading(wording.RAISED_ONCE, 3)
            self._quotes(single)
        if theme.others:
            self.add_paragraph(wording.others_pointer(len(theme.others), len(theme.notes), question))
        if theme.also_near:
            self.add_heading(wording.also_near_words(len(theme.also_near)), 3)
            self._quotes(theme.also_near, show_theme=True)
        self.add_paragraph(why_together(theme), "evidence", WHY_TOGETHER)

    def _quotes(self, notes: Sequence[QuotedNote], *, show_theme: bool = False) -> None:
        for note in notes:
            self.add_quote(note.words, quote_facts(note, show_theme=show_theme))

    def _notes(self, theme: ThemePart) -> None:
        """The notes of a theme, small, one row each."""
        rows = [
            {
                "where": write_words(note.reference),
                "note": write_words(note.words),
                "context": write_words(context_facts(note)),
                "said": write_words(said_facts(note)),
                "id": write_words(note.note_id),
            }
            for note in theme.notes
        ]
        self.add("notes", head=NOTE_HEAD, rows=rows)

    def _figure(self, figure: BarFigure | MapFigure) -> None:
        self.add_figure(figure, self._drawings[figure.name])
