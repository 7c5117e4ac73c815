"""Render a series report as a Word document that people can correct."""

from __future__ import annotations

from pipeline.report import wording
from pipeline.report.model import CountTable
from pipeline.report.series_model import Block, Bullets, Fold, Section, SeriesReport, Text
from pipeline.report.word_document import WordDocument

_DEEPEST = 3


def render_series_word(report: SeriesReport) -> bytes:
    """Render a series report as a Word document.

    Args:
        report: The content.
    """
    document = WordDocument(title=report.title, language=report.language, date=report.date)
    document.add_title(report.title, report.subtitle, report.status)
    document.add_contents()
    for section in report.sections:
        _add_section(document, section, 1)
    document.add_paragraph(f"{wording.FINGERPRINT} {report.fingerprint}")
    return document.to_bytes()


def _add_section(document: WordDocument, section: Section, level: int) -> None:
    document.add_heading(section.heading, min(level, _DEEPEST))
    if section.eyebrow:
        document.add_paragraph(section.eyebrow, "Lead")
    for part in section.blocks:
        if isinstance(part, Section):
            _add_section(document, part, level + 1)
        else:
            _add_block(document, part, level)


def _add_block(document: WordDocument, block: Block, level: int) -> None:
    if isinstance(block, Text):
        document.add_paragraph(block.words, "Lead" if block.lead else "")
    elif isinstance(block, Bullets):
        document.add_bullets(block.items)
    elif isinstance(block, CountTable):
        document.add_table(block)
    elif isinstance(block, Fold):
        document.add_heading(block.summary, _DEEPEST)
        for part in block.blocks:
            _add_block(document, part, level)
    else:
        for quote in block.quotes:
            document.add_quote(quote.words, quote.about)
