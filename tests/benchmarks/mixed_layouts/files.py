"""Writes a write-up as the bytes of a file: Markdown, plain text, Word, a web page, a PDF."""

from __future__ import annotations

import html
import io
import json
import textwrap
from itertools import groupby

import docx
import typst
from docx.shared import Cm

from tests.benchmarks.mixed_layouts.write_up import Block, WriteUp

_WIDTH = 75
_LISTS = {"list": "List Bullet", "1. ": "List Number"}  # the styles of Word for marks it draws itself
_PAPERS = {"A5": "a5", "A4": "a4", "two columns": "a4"}


def write_file(made: WriteUp) -> bytes:
    """The file of a write-up."""
    match made.layout.file:
        case "docx":
            return _write_word(made)
        case "html":
            return _write_page(made).encode()
        case "pdf":
            return bytes(typst.compile(_write_typst(made).encode()))
    return _write_text(made).encode()


def _write_text(made: WriteUp) -> str:
    """Markdown or plain text: an empty line between two blocks unless they belong to one list."""
    spaced, wrapped = made.layout.spaced == "yes", made.layout.wrapped == "yes"
    lines: list[str] = []
    before = ""
    for block in made.blocks:
        if lines and not _follows_close(before, block.form, spaced):
            lines.append("")
        lines += _write_block(block, wrapped)
        before = block.form
    return "\n".join(lines) + "\n"


def _follows_close(before: str, form: str, spaced: bool) -> bool:
    """Whether a block stands right below the one before."""
    if form == "line":
        return before == "line"
    return form == "item" and before in ("item", "text", "bold") and not spaced


def _write_block(block: Block, wrapped: bool) -> list[str]:
    match block.form:
        case "heading":
            return ["#" * block.level + " " + block.words]
        case "bold":
            return [f"**{block.words}**"]
        case "italic":
            return [f"*{block.words}*"]
        case "underlined":
            return [block.words, "-" * len(block.words)]
    mark = "  " * block.nested + _write_mark(block)
    if not wrapped or block.form == "line":
        return [mark + block.words]
    return textwrap.wrap(
        block.words, _WIDTH, initial_indent=mark, subsequent_indent=" " * len(mark), break_on_hyphens=False
    )


def _write_mark(block: Block) -> str:
    """What stands in front of an item."""
    return f"{block.number}. " if block.mark == "1. " else block.mark


def _write_word(made: WriteUp) -> bytes:
    document = docx.Document()
    for block in made.blocks:
        if block.form == "heading":
            document.add_heading(block.words, level=block.level)
        elif block.form == "item" and block.mark in _LISTS:
            document.add_paragraph(block.words, style=_LISTS[block.mark] + " 2" * block.nested)
        else:
            paragraph = document.add_paragraph()
            run = paragraph.add_run(_write_mark(block) + block.words)
            run.bold = block.form == "bold" or None
            run.italic = block.form == "italic" or None
            if block.nested:
                paragraph.paragraph_format.left_indent = Cm(1)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _is_listed(block: Block) -> bool:
    """Whether the program draws the mark in front of an item."""
    return block.form == "item" and block.mark in _LISTS


def _write_page(made: WriteUp) -> str:
    """A web page: a run of items that a browser marks is a list."""
    parts = [f"<title>{html.escape(made.blocks[0].words)}</title>"]
    for listed, blocks in groupby(made.blocks, key=_is_listed):
        if listed:
            parts.append(_write_list(list(blocks)))
            continue
        for block in blocks:
            tag = f"h{block.level}" if block.form == "heading" else "p"
            indent = ' style="margin-left: 2em"' * block.nested
            parts.append(f"<{tag}{indent}>{_write_words(block)}</{tag}>")
    return "<!DOCTYPE html>\n" + "\n".join(parts) + "\n"


def _write_words(block: Block) -> str:
    words = html.escape(_write_mark(block) + block.words)
    tag = {"bold": "strong", "italic": "em"}.get(block.form, "")
    return f"<{tag}>{words}</{tag}>" if tag else words


def _write_list(blocks: list[Block]) -> str:
    """A list, with those nested in it."""
    tag = "ol" if blocks[0].mark == "1. " else "ul"
    parts = []
    for nested, some in groupby(blocks, key=lambda block: block.nested):
        items = "</li>\n<li>".join(html.escape(block.words) for block in some)
        parts.append(f"<{tag}>\n<li>{items}</li>\n</{tag}>" if nested else f"<li>{items}")
    return f"<{tag}>\n" + "\n".join(parts) + f"</li>\n</{tag}>"


def _write_typst(made: WriteUp) -> str:
    """What a typesetter makes a PDF of; words are set as they are."""
    layout = made.layout
    page = [f'paper: "{_PAPERS[layout.page]}"']
    if layout.page == "two columns":
        page.append("columns: 2")
    if layout.running in ("header", "both"):
        page.append("header: [Community engagement team #h(1fr) Notes of the day]")
    if layout.running in ("footer", "both"):
        page.append('footer: context [#h(1fr) #counter(page).display("1 / 1", both: true)]')
    lines = [f"#set page({', '.join(page)})"]
    for block in made.blocks:
        listed = _is_listed(block)
        words = (
            f"#{json.dumps(block.words if listed else _write_mark(block) + block.words, ensure_ascii=False)}"
        )
        if listed:
            lines.append("  " * block.nested + ("+ " if block.mark == "1. " else "- ") + words)
            continue
        if block.form in ("bold", "italic"):
            words = f"#{'strong' if block.form == 'bold' else 'emph'}[{words}]"
        elif block.form == "heading":
            words = f"#heading(level: {block.level})[{words}]"
        lines += ["", f"#pad(left: 1em)[{words}]" if block.nested else words, ""]
    return "\n".join(lines) + "\n"
