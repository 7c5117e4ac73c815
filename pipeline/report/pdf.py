"""Render a report as a tagged PDF that meets PDF/UA-1."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.report.event_paper import write_event
from pipeline.report.figures import Drawing
from pipeline.report.model import Report
from pipeline.report.pdf_pages import Pages


def render_pdf(report: Report, drawings: Mapping[str, Drawing]) -> bytes:
    """Render a report as a PDF.

    Args:
        report: The content.
        drawings: Its figures, by name.

    Raises:
        PipelineError: If Typst refuses it; the message holds none of its words.
    """
    pages = Pages()
    write_event(pages, report, drawings)
    return pages.to_bytes(
        title=report.title,
        untitled=report.event_id,
        subtitle=report.subtitle,
        status=report.status,
        language=report.language,
    )
