"""Drafts the reports of a series: one content model in four kinds of file, and the framework matrix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pandera.typing.pandas import DataFrame

from pipeline.report.series_model import Section
from pipeline.settings import SeriesSettings
from pipeline.tables import ReaderMatches, SeriesTables


def render_series_reports(
    series: str,
    title: str,
    since: str,
    tables: SeriesTables,
    originals: Mapping[str, str],
    followed: Sequence[Section],
    fingerprint: str,
    language: str,
    settings: SeriesSettings,
    matches: DataFrame[ReaderMatches] | None = None,
    matched: str = "",
) -> dict[str, bytes]:
    """Draft the reports of one series.

    Args:
        series: Slug of the series.
        title: What to call it, or empty.
        since: ISO date that splits earlier from recent events, or empty.
        originals: Every note's own words, by id: to check quotations with, never shown.
        followed: Sections on what was done about it, and on how it went.
        fingerprint: What the report was made from, as one line.
        language: Language of the report.
        settings: How much it shows.
        matches: Themes that a language model takes for one, or None where none was asked.
        matched: What it did and where it ran.

    Returns:
        The content of every file, by its path inside the series' report folder.

    Raises:
        QuoteError: If a quotation is not its note's; nothing is returned.
    """
    from pipeline.report.figures import draw_figures
    from pipeline.report.pictures import paint_pictures
    from pipeline.report.series_content import build_series_content
    from pipeline.report.series_html import render_series_html
    from pipeline.report.series_markdown import render_series_markdown
    from pipeline.report.series_model import list_figures
    from pipeline.report.series_pdf import render_series_pdf
    from pipeline.report.series_quotes import check_series_quotes
    from pipeline.report.series_word import render_series_word
    from pipeline.report.series_workbook import render_matrix

    report = build_series_content(
        series,
        title,
        since,
        tables.events,
        tables.themes,
        tables.members,
        tables.notes,
        tables.near,
        tables.codes,
        followed,
        tables.doubts,
        fingerprint,
        language,
        settings,
        matches,
        matched,
    )
    check_series_quotes(report, tables.notes, tables.matrix, originals)
    drawings = draw_figures([*list_figures(report.sections)])
    pictures = paint_pictures(drawings)
    files = {
        "report.html": render_series_html(report, drawings).encode("utf-8"),
        "report.docx": render_series_word(report, drawings, pictures),
        "report.pdf": render_series_pdf(report, drawings),
        "report.md": render_series_markdown(report).encode("utf-8"),
        "matrix.xlsx": render_matrix(tables.events, tables.codes, tables.matrix),
    }
    for name, drawing in drawings.items():
        files[f"figures/{name}.svg"] = drawing.svg
        files[f"figures/{name}.png"] = pictures[name]
    return files
