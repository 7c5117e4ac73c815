"""Render a series report as a tagged PDF that meets PDF/UA-1.

Paper cannot fold. What HTML folds stands open here, as in Word and Markdown, as long as all of it takes a
few pages; in a report on many events it would bury the rest, and is named instead with where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from pipeline.report import wording
from pipeline.report.figures import Drawing
from pipeline.report.model import CountTable, GridFigure
from pipeline.report.pdf_pages import Pages
from pipeline.report.series_model import Block, Bullets, Fold, Quotes, Section, SeriesReport, Text

_DEEPEST = 3
_ROWS_OPEN = 400  # rows of folded tables, some ten pages; with more, folds are named only
_IN_A_LINE = 3  # folds named in a sentence; more are a list


def render_series_pdf(report: SeriesReport, drawings: Mapping[str, Drawing]) -> bytes:
    """Render a series report as a PDF.

    Args:
        report: The content.
        drawings: Its figures, by name.

    Raises:
        PipelineError: If Typst refuses it; the message holds none of its words.
    """
    rows = sum(len(table.rows) for table in _list_folded(report.sections))
    pages = _SeriesPages(drawings, is_open=rows <= _ROWS_OPEN)
    for section in report.sections:
        pages.add_section(section, 1)
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


def _is_long(part: Block | Section) -> bool:
    """A fold that holds more than a list of short lines."""
    return isinstance(part, Fold) and not all(isinstance(block, Bullets) for block in part.blocks)


class _SeriesPages(Pages):
    """Collects what stands on the pages of the report on a series."""

    def __init__(self, drawings: Mapping[str, Drawing], *, is_open: bool) -> None:
        super().__init__()
        self._drawings = drawings
        self._is_open = is_open

    def add_section(self, section: Section, level: int) -> None:
        self.add_heading(section.heading, min(level, _DEEPEST), section.anchor)
        self.add_paragraph(section.eyebrow, "quiet")
        for left_out, parts in groupby(section.blocks, lambda part: not self._is_open and _is_long(part)):
            if left_out:
                self._name_folds([part.summary for part in parts if isinstance(part, Fold)])
                continue
            for part in parts:
                if isinstance(part, Section):
                    self.add_section(part, level + 1)
                else:
                    self._add_block(part, level)

    def _name_folds(self, names: Sequence[str]) -> None:
        if len(names) <= _IN_A_LINE:
            listed = wording.list_words(f"“{name}”" for name in names)
            self.add_paragraph(f"In report.html: {listed}.", "quiet")
        else:
            self.add_paragraph("In report.html, left out here to keep this file short:")
            self.add_bullets(names)

    def _add_block(self, block: Block, level: int) -> None:
        if isinstance(block, Text):
            self.add_paragraph(block.words, "lead" if block.lead else "plain")
        elif isinstance(block, Bullets):
            self.add_bullets(block.items)
        elif isinstance(block, CountTable):
            self.add_table(block)
        elif isinstance(block, GridFigure):
            self.add_figure(block, self._drawings[block.name])
        elif isinstance(block, Quotes):
            for quote in block.quotes:
                self.add_quote(quote.words, quote.about)
        else:
            self.add_heading(block.summary, min(level + 1, _DEEPEST))
            for part in block.blocks:
                self._add_block(part, level + 1)
