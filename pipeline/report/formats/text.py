"""Render reports as text: as self-contained HTML files, and as Markdown that can be read as plain text.

Nothing in an HTML file is fetched from anywhere, and nothing runs.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import Any

import jinja2
from markupsafe import Markup

from pipeline.report import blocks, wording
from pipeline.report.formats import (
    REVIEWED,
    TEMPLATES,
    cell_words,
    close_directions,
    show_illegal,
    tint_cells,
)
from pipeline.wording.marks import add_marks, complete_marks

# What Markdown would take for emphasis, code, links, HTML, table cells, entities or formulas.
_ANYWHERE = re.compile(r"([\\`*_\[\]<>|~$&])")
# What it would take for a heading, a list, a quotation or a rule at the start of a line.
_AT_START = re.compile(r"^(\s*)([#+\-=:]|\d{1,9}(?=[.)]))")


def render_html(document: blocks.Document, drawings: Mapping[str, blocks.Drawing], look: str = "") -> str:
    """Render a report, or "sheet": one sheet of paper in large type; every text is escaped but drawings."""
    return _load_template().render(
        report=document,
        look=look,
        wording=wording,
        note_link=lambda note_id: f"{document.notes_in}#{blocks.make_anchor('note', note_id)}",
        style=Markup((TEMPLATES / "report.css").read_text(encoding="utf-8")),
        drawings={name: Markup(drawing.inline) for name, drawing in drawings.items()},
    )


@functools.cache
def _load_template() -> jinja2.Template:
    """The template: compiling it takes longer than filling it, and a run fills it many times."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_legible,
    )
    environment.tests["section"] = lambda block: isinstance(block, blocks.Section)
    environment.tests["quote"] = lambda cell: isinstance(cell, blocks.Quote)
    environment.tests["marked"] = complete_marks
    environment.filters.update(
        in_marks=add_marks,
        in_own_marks=lambda words: complete_marks(words) or words,
        kind=lambda block: type(block).__name__,
        tints=tint_cells,
        anchor=lambda note_id: blocks.make_anchor("note", note_id),
    )
    return environment.get_template("report.html")


def _legible(value: Any) -> Any:
    # Markup is a str too, and is already what it should be.
    return show_illegal(value) if type(value) is str else value


def render_markdown(document: blocks.Document) -> str:
    """Render a report as Markdown."""
    parts = [f"**{escape_text(document.status)}**", f"# {escape_line(document.title)}"]
    if document.subtitle:
        parts.append(escape_text(document.subtitle))
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


def _section(section: blocks.Section, level: int) -> list[str]:
    mark = REVIEWED if section.reviewed else ""
    parts = [f"{'#' * min(level, 6)} {mark}{escape_line(section.heading)}"]
    if section.eyebrow:
        parts.append(f"*{escape_line(section.eyebrow)}*")
    return [*parts, *_blocks(section.blocks, level + 1)]


def _blocks(parts: Sequence[blocks.Block | blocks.Section], level: int) -> list[str]:
    return [
        text
        for block in parts
        for text in (_section(block, level) if isinstance(block, blocks.Section) else _block(block, level))
    ]


def _block(block: blocks.Block, level: int) -> list[str]:
    match block:
        case blocks.Text(words, style, reviewed):
            shown = f"**{escape_line(words)}**" if style == "strong" else escape_text(words)
            return [f"{REVIEWED}{shown}" if reviewed else shown]
        case blocks.Bullets(items, numbered):
            signs = (f"{number}." if numbered else "-" for number in count(1))
            return [
                "\n".join(
                    f"{sign} {escape_text(cell_words(item))}"
                    for sign, item in zip(signs, items, strict=False)
                )
            ]
        case blocks.Facts(facts):
            return ["\n".join(f"- **{number}** {escape_line(what)}" for number, what in facts)]
        case blocks.CountTable():
            return [_table(block)]
        case blocks.Quotes(quotes):
            return [_item(quote.words, quote.about, quote.lead) for quote in quotes]
        case blocks.NoteList(notes=notes):
            listed = (" · ".join(filter(None, (note.reference, note.said, note.context))) for note in notes)
            return [_item(note.words, about) for note, about in zip(notes, listed, strict=True)]
        case blocks.Beside(pieces):
            return [text for piece in pieces for text in _blocks(piece.blocks, level)]
        case blocks.Fold(summary, parts):
            return [f"**{escape_line(summary)}**", *_blocks(parts, level)]
    alternative = escape_line(f"{block.title}. {block.finding}")
    shown_figure = [f"![{alternative}](figures/{block.name}.png)", escape_text(block.finding)]
    return shown_figure if isinstance(block, blocks.BarFigure) else [*shown_figure, _table(block.counts)]


def _item(words: str, about: str, lead: str = "") -> str:
    """A quotation as an item of a list, what it stands under above it, what is known of it below."""
    first, *more = escape_text(words).split("\n")
    begun = [f"- {escape_line(lead)}", "", f"  > {first}"] if lead else [f"- > {first}"]
    return "\n".join([*begun, *(f"  > {line}" for line in more), "", f"  {escape_line(about)}"])


def _table(table: blocks.CountTable) -> str:
    def row(cells: Iterable[str]) -> str:
        return f"| {' | '.join(cells)} |"

    marks = ["---" if not 0 < column <= table.counted else "---:" for column in range(len(table.head))]
    rows = [row(escape_line(cell_words(cell)) for cell in cells) for cells in (table.head, *table.rows)]
    return "\n".join([f"*{escape_line(table.caption)}*", "", rows[0], row(marks), *rows[1:]])
