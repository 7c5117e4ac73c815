"""Render a report as a Word document that people can correct: a walk over its blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.report import wording
from pipeline.report.blocks import (
    BarFigure,
    Beside,
    Block,
    Bullets,
    CountTable,
    Document,
    Drawing,
    Facts,
    Fold,
    NoteList,
    Quotes,
    Section,
    Text,
)
from pipeline.report.formats import REVIEWED, cell_words
from pipeline.report.formats.word import WordDocument
from pipeline.report.formats.word_template import WordTemplate

_DEEPEST = 3  # level of a heading
_ABOVE_FINGERPRINT = 3  # paragraphs that stay with it
_FEW_PAGES = 2  # need no contents


def render_word(
    document: Document,
    drawings: Mapping[str, Drawing],
    pictures: Mapping[str, bytes],
    template: WordTemplate | None = None,
    pages: Sequence[int] = (),
) -> bytes:
    """Render a report as a Word document that people can correct.

    Args:
        pictures: Its figures as PNG.
        pages: On which page each heading of the contents stands in the PDF: what the contents say until Word
            has counted its own.
    """
    paper = WordDocument(
        title=document.title,
        language=document.language,
        date=document.date,
        pictures=pictures,
        template=template,
        pages=pages,
    )
    paper.add_title(document.title, document.subtitle, document.status, document.eyebrow)
    if document.contents and max(pages, default=_FEW_PAGES + 1) > _FEW_PAGES:
        paper.add_contents()
    for section in document.sections:
        _write_section(paper, section, 1, drawings)
    if document.fingerprint:
        paper.keep_last(_ABOVE_FINGERPRINT)
        paper.add_paragraph(f"{wording.FINGERPRINT} {document.fingerprint}", "aside")
    return paper.to_bytes()


def _write_section(
    paper: WordDocument, section: Section, level: int, drawings: Mapping[str, Drawing]
) -> None:
    mark = REVIEWED if section.reviewed else ""
    if section.eyebrow:
        paper.add_paragraph(section.eyebrow, "eyebrow")
    paper.add_heading(f"{mark}{section.heading}", min(level, _DEEPEST), in_contents=bool(section.anchor))
    _write_blocks(paper, section.blocks, level, drawings)


def _write_blocks(
    paper: WordDocument, blocks: Sequence[Block | Section], level: int, drawings: Mapping[str, Drawing]
) -> None:
    for block in blocks:
        match block:
            case Section():
                _write_section(paper, block, level + 1, drawings)
            case Text(words, style, reviewed):
                paper.add_paragraph(f"{REVIEWED if reviewed else ''}{words}", style)
            case Bullets(items, numbered):
                paper.add_bullets(list(map(cell_words, items)), numbered=numbered)
            case Facts(facts):
                paper.add_paragraph(" · ".join(f"{number} {what}" for number, what in facts), "lead")
            case CountTable():
                paper.add_table(block)
            case Quotes(quotes):
                for place, quote in enumerate(quotes, start=1):
                    paper.add_quote(quote.words, quote.about, quote.lead, stays=place < len(quotes))
            case NoteList():
                paper.add_notes(block)
            case Beside(pieces):
                for piece in pieces:
                    _write_blocks(paper, piece.blocks, level, drawings)
            case Fold(summary, parts):
                paper.add_heading(summary, _DEEPEST, in_contents=False)
                _write_blocks(paper, parts, level + 1, drawings)
            case _:
                paper.add_figure(block, drawings[block.name])
                if not isinstance(block, BarFigure):
                    paper.add_table(block.counts)
