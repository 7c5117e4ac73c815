"""Render a series report as a tagged PDF that meets PDF/UA-1.

Paper cannot fold. What HTML folds stands open here, as in Word and Markdown, as long as all of it takes a
few pages; in a report on many events it would bury the rest, and is named instead with where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.report.figures import Drawing
from pipeline.report.model import CountTable
from pipeline.report.pdf_pages import Pages
from pipeline.report.series_model import Block, Fold, Section, SeriesReport
from pipeline.report.series_paper import write_series

_ROWS_OPEN = 400  # rows of folded tables, some ten pages; with more, folds are named only


def render_series_pdf(report: SeriesReport, drawings: Mapping[str, Drawing]) -> bytes:
    """Render a series report as a PDF.

    Args:
        report: The content.
        drawings: Its figures, by name.

    Raises:
        PipelineError: If Typst refuses it; the message holds none of its words.
    """
    rows = sum(len(table.rows) for table in _list_folded(report.sections))
    pages = Pages()
    write_series(pages, report, drawings, is_open=rows <= _ROWS_OPEN)
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
