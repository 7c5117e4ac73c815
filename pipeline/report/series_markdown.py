"""Render a series report as Markdown that can also be read as plain text."""

from __future__ import annotations

from pipeline.report import wording
from pipeline.report.markdown import escape_line, escape_text
from pipeline.report.model import CountTable, GridFigure
from pipeline.report.series_model import Block, Bullets, Fold, Quotes, Section, SeriesReport, Text


def render_series_markdown(report: SeriesReport) -> str:
    """Render a series report as Markdown.

    Args:
        report: The content.
    """
    blocks = [f"# {escape_line(report.title)}", escape_text(report.subtitle)]
    blocks.append(f"**{escape_text(report.status)}**")
    for section in report.sections:
        blocks += _section(section, 2)
    blocks.append(f"{wording.FINGERPRINT} {escape_text(report.fingerprint)}")
    return "\n\n".join(block for block in blocks if block) + "\n"


def _section(section: Section, level: int) -> list[str]:
    blocks = [f"{'#' * level} {escape_line(section.heading)}"]
    if section.eyebrow:
        blocks.append(f"*{escape_line(section.eyebrow)}*")
    for part in section.blocks:
        blocks += _section(part, level + 1) if isinstance(part, Section) else _block(part)
    return blocks


def _block(block: Block) -> list[str]:
    if isinstance(block, Text):
        return [escape_text(block.words)]
    if isinstance(block, Bullets):
        return ["\n".join(f"- {escape_text(item)}" for item in block.items)]
    if isinstance(block, CountTable):
        return [_table(block)]
    if isinstance(block, GridFigure):
        alternative = escape_line(f"{block.title}. {block.finding}")
        return [f"![{alternative}](figures/{block.name}.png)", escape_text(block.finding)]
    if isinstance(block, Fold):
        return [
            f"**{escape_line(block.summary)}**",
            *(text for part in block.blocks for text in _block(part)),
        ]
    return _quotes(block)


def _quotes(block: Quotes) -> list[str]:
    items = []
    for quote in block.quotes:
        first, *more = escape_text(quote.words).split("\n")
        about = escape_line(quote.about)
        items.append("\n".join([f"- > {first}", *(f"  > {line}" for line in more), "", f"  {about}"]))
    return items


def _table(table: CountTable) -> str:
    head = "| " + " | ".join(escape_line(cell) for cell in table.head) + " |"
    marks = ["---" if not 0 < column <= table.counted else "---:" for column in range(len(table.head))]
    rows = ["| " + " | ".join(escape_line(cell) for cell in row) + " |" for row in table.rows]
    return "\n".join([f"*{escape_line(table.caption)}*", "", head, f"| {' | '.join(marks)} |", *rows])
