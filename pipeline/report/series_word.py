"""Render a series report as a Word document that people can correct."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.report.figures import Drawing
from pipeline.report.series_model import SeriesReport
from pipeline.report.series_paper import write_series
from pipeline.report.word_document import WordDocument


def render_series_word(
    report: SeriesReport, drawings: Mapping[str, Drawing], pictures: Mapping[str, bytes]
) -> bytes:
    """Render a series report as a Word document.

    Args:
        report: The content.
        drawings: Its figures, by name.
        pictures: The same as PNG.
    """
    document = WordDocument(title=report.title, language=report.language, date=report.date, pictures=pictures)
    document.add_title(report.title, report.subtitle, report.status)
    document.add_contents()
    write_series(document, report, drawings)
    return document.to_bytes()
