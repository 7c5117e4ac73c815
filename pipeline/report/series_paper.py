"""What stands in the report on a series in Word and PDF, in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from pipeline.report import wording
from pipeline.report.figures import Drawing
from pipeline.report.model import CountTable, GridFigure
from pipeline.report.paper import Paper
from pipeline.report.series_model import Block, Bullets, Fold, Section, SeriesReport, Text

_DEEPEST = 3
_IN_A_LINE = 3  # folds named in a sentence; more are a list


def write_series(
    paper: Paper, report: SeriesReport, drawings: Mapping[str, Drawing], *, is_open: bool = True
) -> None:
    """Put all that a series report says on paper, below its title.

    Args:
        paper: What to write on.
        report: The content.
        drawings: Its figures, by name.
        is_open: Whether what HTML folds stands open; else long folds of a section are only named.
    """
    for section in report.sections:
        _write_section(paper, section, 1, drawings, is_open)
    paper.add_paragraph(f"{wording.FINGERPRINT} {report.fingerprint}", "aside")


def _write_section(
    paper: Paper, section: Section, level: int, drawings: Mapping[str, Drawing], is_open: bool
) -> None:
    paper.add_heading(section.heading, min(level, _DEEPEST), section.anchor)
    if section.eyebrow:
        paper.add_paragraph(section.eyebrow, "eyebrow")
    for left_out, parts in groupby(section.blocks, lambda part: not is_open and _is_long(part)):
        if left_out:
            _name_folds(paper, [part.summary for part in parts if isinstance(part, Fold)])
            continue
        for part in parts:
            if isinstance(part, Section):
                _write_section(paper, part, level + 1, drawings, is_open)
            else:
                _write_block(paper, part, level, drawings)


def _is_long(part: Block | Section) -> bool:
    """A fold that holds more than a list of short lines."""
    return isinstance(part, Fold) and not all(isinstance(block, Bullets) for block in part.blocks)


def _name_folds(paper: Paper, names: Sequence[str]) -> None:
    if len(names) <= _IN_A_LINE:
        listed = wording.list_words(f"“{name}”" for name in names)
        paper.add_paragraph(f"In report.html: {listed}.", "aside")
    else:
        paper.add_paragraph("In report.html, left out here to keep this file short:")
        paper.add_bullets(names)


def _write_block(paper: Paper, block: Block, level: int, drawings: Mapping[str, Drawing]) -> None:
    if isinstance(block, Text):
        paper.add_paragraph(block.words, "lead" if block.lead else "plain")
    elif isinstance(block, Bullets):
        paper.add_bullets(block.items)
    elif isinstance(block, CountTable):
        paper.add_table(block)
    elif isinstance(block, GridFigure):
        paper.add_figure(block, drawings[block.name])
    elif isinstance(block, Fold):
        paper.add_fold_heading(block.summary, min(level + 1, _DEEPEST))
        for part in block.blocks:
            _write_block(paper, part, level + 1, drawings)
    else:
        for quote in block.quotes:
            paper.add_quote(quote.words, quote.about)
