"""The room that drafts reports: one content model, rendered as HTML, Word, PDF and Markdown.

`render_reports` is the entry. Matplotlib, python-docx, typst and Jinja are imported when it is called, not
when this package is: a command that writes no report should not wait for them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pandera.typing.pandas import DataFrame

from pipeline.keeping.store import Vectors
from pipeline.report.model import WordTemplate
from pipeline.settings import ReportSettings
from pipeline.tables import (
    Codings,
    Events,
    Ledger,
    NoteLanguage,
    Notes,
    Questions,
    SafeNotes,
    Sources,
    SummaryPoints,
    SummaryThemes,
    Themes,
)


def read_template(path: Path) -> WordTemplate:
    """Read the Word file that an organisation wants its reports built on.

    Args:
        path: Of a .docx file.

    Raises:
        SourceError: If there is no such file, or it is not a Word document.
    """
    from pipeline.report import word_template

    return word_template.read_template(path)


def render_reports(
    event: DataFrame[Events],
    sources: DataFrame[Sources],
    ledger: DataFrame[Ledger],
    questions: DataFrame[Questions],
    notes: DataFrame[Notes],
    safe_notes: DataFrame[SafeNotes],
    language: DataFrame[NoteLanguage],
    codings: DataFrame[Codings],
    themes: DataFrame[Themes],
    summary_points: DataFrame[SummaryPoints],
    summary_themes: DataFrame[SummaryThemes],
    codebook_fit: Mapping[str, str],
    theme_reviews: Mapping[str, str],
    review_words: Sequence[str],
    fingerprint: str,
    settings: ReportSettings,
    vectors: Vectors | None = None,
    template: WordTemplate | None = None,
    reader_words: Sequence[str] = (),
) -> dict[str, bytes]:
    """Draft the reports of one event.

    Args:
        event: The event, one row.
        sources: Its documents.
        ledger: Every line of them.
        questions: The questions asked.
        notes: The notes as they stand in the sources; used to check quotations, never shown where
            something in them is masked.
        safe_notes: The notes as reports may show them.
        language: Note types.
        codings: The theme of every note.
        themes: The themes of every question.
        summary_points: What the notes hold of each point of the organisers' own summary.
        summary_themes: What that summary holds of each draft theme.
        codebook_fit: How well the codebook fits, in words: by question_id, and under "" as a whole.
        theme_reviews: What people decided about a theme, as a sentence, by theme_id.
        review_words: How the review stands, as paragraphs; none where nobody has decided anything.
        fingerprint: What the report was made from, as one line, shown in it.
        settings: How reports are written.
        vectors: Of the notes, in the order of safe_notes; without them no map of the notes is drawn.
        template: An organisation's Word file, as `read_template` gives it; None for our own look.
        reader_words: What a language model did that read the notes as well, as paragraphs.

    Returns:
        The content of every file, by its path inside the event's report folder.

    Raises:
        QuoteError: If a quotation is not in its source or a note is missing; nothing is returned.
    """
    from pipeline.report.circulation import render_circulation
    from pipeline.report.content import build_content
    from pipeline.report.figures import draw_figures
    from pipeline.report.html import render_html, render_page
    from pipeline.report.markdown import render_markdown
    from pipeline.report.pdf import render_pdf
    from pipeline.report.pictures import paint_pictures
    from pipeline.report.quotes import check_quotes, check_summary
    from pipeline.report.shorten import shorten_report
    from pipeline.report.word import render_word

    report = build_content(
        event,
        sources,
        ledger,
        questions,
        notes,
        safe_notes,
        language,
        codings,
        themes,
        summary_points,
        summary_themes,
        codebook_fit,
        theme_reviews,
        review_words,
        fingerprint,
        settings,
        vectors,
        reader_words,
    )
    check_quotes(report, ledger, notes, safe_notes, themes)
    check_summary(summary_points, ledger)
    report = shorten_report(report, settings.theme_notes)  # all notes have been checked
    drawings = draw_figures(report.figures)
    # Typst sets the PDF and paints the pictures on other processors while the others are written.
    with ThreadPoolExecutor(2) as beside:
        pictures = beside.submit(paint_pictures, drawings)
        pdf = beside.submit(render_pdf, report, drawings)
        files = {
            "report.html": render_html(report, drawings).encode("utf-8"),
            "report.md": render_markdown(report).encode("utf-8"),
            "notes.docx": render_circulation(event, questions, safe_notes, settings),
            "page.html": render_page(report).encode("utf-8"),
            "authors.txt": "".join(f"{sentence}\n" for sentence in report.advice).encode("utf-8"),
            "report.docx": render_word(report, drawings, pictures.result(), template),
            "report.pdf": pdf.result(),
        }
    for name, drawing in drawings.items():
        files[f"figures/{name}.svg"] = drawing.svg
        files[f"figures/{name}.png"] = pictures.result()[name]
    return files


__all__ = ["WordTemplate", "read_template", "render_reports"]
