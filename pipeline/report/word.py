"""Render a report as a Word document that people can correct."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.report.event_paper import write_event
from pipeline.report.figures import Drawing
from pipeline.report.model import Report, WordTemplate
from pipeline.report.word_document import WordDocument


def render_word(
    report: Report,
    drawings: Mapping[str, Drawing],
    pictures: Mapping[str, bytes],
    template: WordTemplate | None = None,
) -> bytes:
    """Render a report as a Word document.

    Args:
        report: The content.
        drawings: Its figures, by name.
        pictures: The same as PNG.
        template: An organisation's Word file to build it on.
    """
    document = WordDocument(
        title=report.title, language=report.language, date=report.date, pictures=pictures, template=template
    )
    document.add_title(report.title, report.subtitle, report.status)
    document.add_contents()
    write_event(document, report, drawings)
    return document.to_bytes()
