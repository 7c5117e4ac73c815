"""Drafts the reports of an event and of a series: one content in several kinds of file."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

from pipeline.report.blocks import Drawing, Text, list_figures, walk
from pipeline.report.event import build_report
from pipeline.report.event.appendix import build_appendix
from pipeline.report.event.choose import measure_nearest
from pipeline.report.event.circulation import render_circulation
from pipeline.report.event.facts import ReportWords, gather_event
from pipeline.report.event.page import advise_authors, build_page, find_short_forms, read_glossary
from pipeline.report.figures import draw_figures, paint_pictures
from pipeline.report.formats.pdf import read_pages, render_pdf
from pipeline.report.formats.text import render_html, render_markdown
from pipeline.report.formats.word import render_word
from pipeline.report.formats.word_template import WordTemplate
from pipeline.report.quotes import check_quotes, check_series_quotes, check_summary
from pipeline.report.series import build_series_content
from pipeline.report.series.facts import SeriesWords
from pipeline.report.series.workbook import render_matrix
from pipeline.report.wording import BLANK_BACKGROUND
from pipeline.settings import ReportSettings, SeriesSettings
from pipeline.tables import EventTables, SeriesTables, SourceTables


def render_reports(
    tables: EventTables,
    found: SourceTables,
    words: ReportWords,
    settings: ReportSettings,
    template: WordTemplate | None = None,
) -> dict[str, bytes]:
    """Draft the reports of one event.

    Args:
        found: What the documents hold, to check quotations.

    Returns:
        The content of every file, by its path inside the event's report folder.

    Raises:
        QuoteError: If a quotation is not in its source or a note is missing; nothing is returned.
    """
    facts = gather_event(tables, found, words, settings.language)
    forms = find_short_forms([note.words for note in facts.notes], read_glossary(settings.glossary))
    nearest = measure_nearest(facts, tables.safe_notes["note_id"].tolist(), tables.vectors)
    report = build_report(facts, nearest, settings)
    explained = [f"{form.form}: {form.meaning}." for form in forms if form.meaning]
    appendix = build_appendix(facts, tables, found, settings, explained)
    page = build_page(facts, forms, settings)
    check_quotes(facts, (report, appendix, page), found, tables.safe_notes, tables.themes)
    check_summary(tables.summary_points, found.ledger)
    background = not any(BLANK_BACKGROUND in text.words for text in walk(report, Text))
    advised = advise_authors(forms, settings.contact, background=background, promises=bool(facts.notes))
    drawings = draw_figures([*list_figures(report), *list_figures(appendix)])
    # Typst sets the PDFs and paints the pictures on other processors while the others are written.
    with ThreadPoolExecutor(2) as beside:
        painting = beside.submit(paint_pictures, drawings)
        pdf = beside.submit(render_pdf, report, drawings)
        whole = beside.submit(render_pdf, appendix, drawings)
        texts = {
            "report.html": render_html(report, drawings),
            "report.md": render_markdown(report),
            "appendix.html": render_html(appendix, drawings),
            "page.html": render_html(page, drawings, "sheet"),
            "authors.txt": "".join(f"{sentence}\n" for sentence in advised),
        }
        files = {name: text.encode("utf-8") for name, text in texts.items()} | {
            "notes.docx": render_circulation(tables.event, tables.questions, tables.safe_notes, settings),
            "report.docx": render_word(report, drawings, painting.result(), template),
            "appendix.docx": render_word(
                appendix, drawings, painting.result(), template, read_pages(whole.result())
            ),
            "report.pdf": pdf.result(),
            "appendix.pdf": whole.result(),
        }
    return files | _list_files(drawings, painting.result())


def render_series_reports(
    tables: SeriesTables, originals: Mapping[str, str], words: SeriesWords, settings: SeriesSettings
) -> dict[str, bytes]:
    """Draft the reports of one series.

    Args:
        originals: Every note's own words, by id: to check quotations with, never shown.

    Returns:
        The content of every file, by its path inside the series' report folder.

    Raises:
        QuoteError: If a quotation is not its note's; nothing is returned.
    """
    document = build_series_content(tables, words, settings)
    check_series_quotes(document, tables.notes, tables.matrix, originals)
    drawings = draw_figures(list_figures(document))
    pictures = paint_pictures(drawings)
    pdf = render_pdf(document, drawings)
    files = {
        "report.html": render_html(document, drawings).encode("utf-8"),
        "report.docx": render_word(document, drawings, pictures, pages=read_pages(pdf)),
        "report.pdf": pdf,
        "report.md": render_markdown(document).encode("utf-8"),
        "matrix.xlsx": render_matrix(tables.events, tables.codes, tables.matrix),
    }
    return files | _list_files(drawings, pictures)


def _list_files(drawings: Mapping[str, Drawing], pictures: Mapping[str, bytes]) -> dict[str, bytes]:
    return {
        f"figures/{name}.{kind}": content
        for name, drawing in drawings.items()
        for kind, content in (("svg", drawing.svg), ("png", pictures[name]))
    }
