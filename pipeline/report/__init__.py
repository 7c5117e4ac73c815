"""The room that drafts reports: one content model, rendered as HTML, Word, PDF and Markdown.

`render_reports` is the entry. Matplotlib, python-docx, typst and Jinja are imported when it is called, not
when this package is: a command that writes no report should not wait for them.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pipeline.report.model import ReportWords, WordTemplate
from pipeline.settings import ReportSettings
from pipeline.tables import EventTables, SourceTables


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
    tables: EventTables,
    found: SourceTables,
    words: ReportWords,
    settings: ReportSettings,
    template: WordTemplate | None = None,
) -> dict[str, bytes]:
    """Draft the reports of one event.

    Args:
        tables: What is shown.
        found: What the documents hold, to check quotations.
        words: What other rooms say of the themes.
        settings: How reports are written.
        template: An organisation's Word file, as `read_template` gives it; None for our own look.

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

    report = build_content(tables, found, words, settings)
    check_quotes(report, found.ledger, found.notes, tables.safe_notes, tables.themes)
    check_summary(tables.summary_points, found.ledger)
    report = shorten_report(report, settings.theme_notes)  # all notes have been checked
    drawings = draw_figures(report.figures)
    # Typst sets the PDF and paints the pictures on other processors while the others are written.
    with ThreadPoolExecutor(2) as beside:
        pictures = beside.submit(paint_pictures, drawings)
        pdf = beside.submit(render_pdf, report, drawings)
        files = {
            "report.html": render_html(report, drawings).encode("utf-8"),
            "report.md": render_markdown(report).encode("utf-8"),
            "notes.docx": render_circulation(tables.event, tables.questions, tables.safe_notes, settings),
            "page.html": render_page(report).encode("utf-8"),
            "authors.txt": "".join(f"{sentence}\n" for sentence in report.advice).encode("utf-8"),
            "report.docx": render_word(report, drawings, pictures.result(), template),
            "report.pdf": pdf.result(),
        }
    for name, drawing in drawings.items():
        files[f"figures/{name}.svg"] = drawing.svg
        files[f"figures/{name}.png"] = pictures.result()[name]
    return files


__all__ = ["ReportWords", "WordTemplate", "read_template", "render_reports"]
