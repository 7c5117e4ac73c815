"""Render a series report as a tagged PDF that meets PDF/UA-1.

Paper cannot fold. What HTML folds stands open here, as in Word and Markdown, as long as all of it takes a
few pages; in a report on many events it would bury the rest, and is named instead with where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.report import wording
from pipeline.report.model import CountTable
from pipeline.report.pdf_pages import Pages
from pipeline.report.series_model import Block, Bullets, Fold, Quotes, Section, SeriesReport, Text

_DEEPEST = 3
_ROWS_OPEN = 400  # rows of folded tables, some ten pages; with more, folds are named only
_IN_A_LINE = 3  # folds named in a sentence; more are a list


def render_series_pdf(report: SeriesReport) -> bytes:
    """Render a series report as a PDF.

    Args:
        report: The content.

    Raises:
        PipelineError: If Typst refuses it; the message holds none of its words.
    """
    rows = sum(len(table.rows) for table in _list_folded(report.sections))
    pages = Pages()
    for section in report.sections:
        _add_section(pages, section, 1, is_open=rows <= _ROWS_OPEN)
    pages.add_paragraph(f"{wording.FINGERPRINT} {report.fingerprint}", "quiet")
    return pages.to_bytes(
        title=report.title,
        untitled=report.series,
        subtitle=report.subtitle,
        status=report.status,
        language=report.language,
    )


def _list_folded(blocks: Sequence[Block | Section], *, folded: bool = False) -> Iterator[CountTable]:
    for block in blocks:
        if isinstance(block, (Section, Fold)):
            yield from _list_folded(block.blocks, folded=folded or isinstance(block, Fold))
        elif folded and isinstance(block, CountTable):
            yield block


def _add_section(pages: Pages, section: Section, level: int, *, is_open: bool) -> None:
    pages.add_heading(section.heading, min(level, _DEEPEST), section.anchor)
    pages.add_paragraph(section.eyebrow, "quiet")
    for left_out, parts in groupby(section.blocks, lambda part: not is_open and _is_long(part)):
        if left_out:
            _name_folds(pages, [part.summary for part in parts if isinstance(part, Fold)])
            continue
        for part in parts:
            if isinstance(part, Section):
                _add_section(pages, part, level + 1, is_open=is_open)
            else:
                _add_block(pages, part, level)


def _is_long(part: Block | Section) -> bool:
    """A fold that holds more than a list of short lines."""
    return isinstance(part, Fold) and not all(isinstance(block, Bullets) for block in part.blocks)


def _name_folds(pages: Pages, names: Sequence[str]) -> None:
    if len(names) <= _IN_A_LINE:
        pages.add_paragraph(f"In report.html: {wording.list_words(f'“{name}”' for name in names)}.", "quiet")
    else:
        pages.add_paragraph("In report.html, left out here to keep this file short:")
        pages.add_bullets(names)


def _add_block(pages: Pages, block: Block, level: int) -> None:
    if isinstance(block, Text):
        pages.add_paragraph(block.words, "lead" if block.lead else "plain")
    elif isinstance(block, Bullets):
        pages.add_bullets(block.items)
    elif isinstance(block, CountTable):
        pages.add_table(block)
    elif isinstance(block, Quotes):
        for quote in block.quotes:
            pages.add_quote(quote.words, quote.about)
    else:
        pages.add_heading(block.summary, min(level + 1, _DEEPEST))
        for part in block.blocks:
            _add_block(pages, part, level + 1)
