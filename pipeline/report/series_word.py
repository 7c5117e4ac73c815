"""Render a series report as a Word document that people can correct."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.report import wording
from pipeline.report.figures import Drawing
from pipeline.report.model import CountTable, GridFigure
from pipeline.report.series_model import Block, Bullets, Fold, Section, SeriesReport, Text
from pipeline.report.word_document import WordDocument

_DEEPEST = 3


def render_series_word(report: SeriesReport, drawings: Mapping[str, Drawing]) -> bytes:
    """Render a series report as a Word document.

    Args:
        report: The content.
        drawings: Its figures, by name.
    """
    document = WordDocument(title=report.title, language=report.language, date=report.date)
    document.add_title(report.title, report.subtitle, report.status)
    document.add_contents()
    for section in report.sections:
        _add_section(document, section, 1, drawings)
    document.add_paragraph(f"{wording.FINGERPRINT} {report.fingerprint}")
    return document.to_bytes()


def _add_section(
    document: WordDocument, section: Section, level: int, drawings: Mapping[str, Drawing]
) -> None:
    document.add_heading(section.heading, min(level, _DEEPEST))
    if section.eyebrow:
        document.add_paragraph(section.eyebrow, "Lead")
    for part in section.blocks:
        if isinstance(part, Section):
            _add_section(document, part, level + 1, drawings)
        else:
            _add_block(document, part, level, drawings)


def _add_block(document: WordDocument, block: Block, level: int, drawings: Mapping[str, Drawing]) -> None:
    if isinstance(block, Text):
        document.add_paragraph(block.words, "Lead" if block.lead else "")
    elif isinstance(block, Bullets):
        document.add_bullets(block.items)
    elif isinstance(block, CountTable):
        document.add_table(block)
    elif isinstance(block, GridFigure):
        drawing = drawings[block.name]
        alternative = f"{block.title}. {block.finding}"
        document.add_picture(drawing.png, drawing.width, drawing.height, alternative, block.finding)
    elif isinstance(block, Fold):
        document.add_heading(block.summary, _DEEPEST)
        for part in block.blocks:
            _add_block(document, part, level, drawings)
    else:
        for quote in block.quotes:
            document.add_quote(quote.words, quote.about)
