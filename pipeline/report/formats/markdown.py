"""Render a report as Markdown that can also be read as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.report import wording
from pipeline.report.blocks import (
    Block,
    Bullets,
    CountTable,
    Document,
    Evidence,
    Fold,
    NoteList,
    Quotes,
    Section,
    Text,
)
from pipeline.report.formats import close_directions, show_illegal

# What Markdown would take for emphasis, code, links, HTML, table cells, entities or formulas.
_ANYWHERE = re.compile(r"([\\`*_\[\]<>|~$&])")
# What it would take for a heading, a list, a quotation or a rule at the start of a line.
_AT_START = re.compile(r"^(\s*)([#+\-=:]|\d{1,9}(?=[.)]))")


def render_markdown(document: Document) -> str:
    """Render a report as Markdown."""
    parts = [f"# {escape_line(document.title)}"]
    if document.subtitle:
        parts.append(escape_text(document.subtitle))
    parts.append(f"**{escape_text(document.status)}**")
    for section in document.sections:
        parts += _section(section, 2)
    if document.fingerprint:
        parts.append(f"{wording.FINGERPRINT} {escape_text(document.fingerprint)}")
    return "\n\n".join(part for part in parts if part) + "\n"


def escape_text(text: str) -> str:
    """Words from anywhere so that Markdown shows them as they stand, line breaks included."""
    lines = show_illegal(text).split("\n")
    escaped = [_AT_START.sub(r"\1\\\2", _ANYWHERE.sub(r"\\\1", line)) for line in lines]
    # A digit cannot be escaped, the mark after it can.
    escaped = [re.sub(r"^(\s*)\\(\d+)([.)])", r"\1\2\\\3", line) for line in escaped]
    # Four blanks in front would make it code; a blank line would end the paragraph it stands in.
    solid = [re.sub(r"^[ \t]+", lambda match: "\u00a0" * len(match[0]), line) for line in escaped]
    return "\\\n".join(line if line.strip() else "\u00a0" for line in solid) + close_directions(text)


def escape_line(text: str) -> str:
    """The same for places that hold a single line: headings and table cells."""
    line = escape_text(" ".join(text.split()))
    # A closing run of # would be taken for the end of the heading.
    return re.sub(r"#(#*)$", r"\\#\1", line)


def _section(section: Section, level: int) -> list[str]:
    parts = [f"{'#' * level} {escape_line(section.heading)}"]
    if section.eyebrow:
        parts.append(f"*{escape_line(section.eyebrow)}*")
    for block in section.blocks:
        parts += _section(block, level + 1) if isinstance(block, Section) else _block(block, level + 1)
    return parts


def _block(block: Block, level: int) -> list[str]:
    match block:
        case Text(words, style):
            return [f"**{escape_line(words)}**" if style == "strong" else escape_text(words)]
        case Bullets(items):
            return ["\n".join(f"- {escape_text(item)}" for item in items)]
        case CountTable():
            return [_table(block)]
        case Quotes(quotes):
            return [_item(quote.words, quote.about) for quote in quotes]
        case Evidence(label, terms, words):
            named = [escape_text(", ".join(terms))] if terms else []
            return [f"{'#' * level} {label}", *named, escape_text(words)]
        case NoteList(notes=notes):
            return [_item(note.words, note.about) for note in notes]
        case Fold(summary, blocks):
            inner = (text for part in blocks for text in _block(part, level))
            return [f"**{escape_line(summary)}**", *inner]
    alternative = escape_line(f"{block.title}. {block.finding}")
    shown = [f"![{alternative}](figures/{block.name}.png)", escape_text(block.finding)]
    return [*shown, _table(block.counts)] if block.adds_counts else shown


def _item(words: str, about: str) -> str:
    """A quotation as an item of a list, what is known of it below."""
    first, *more = escape_text(words).split("\n")
    return "\n".join([f"- > {first}", *(f"  > {line}" for line in more), "", f"  {escape_line(about)}"])


def _table(table: CountTable) -> str:
    def row(cells: Iterable[str]) -> str:
        return f"| {' | '.join(cells)} |"

    marks = ["---" if not 0 < column <= table.counted else "---:" for column in range(len(table.head))]
    rows = [row(map(escape_line, cells)) for cells in (table.head, *table.rows)]
    return "\n".join([f"*{escape_line(table.caption)}*", "", rows[0], row(marks), *rows[1:]])
