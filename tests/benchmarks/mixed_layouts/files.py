"""Writes a write-up as the bytes of a file: Markdown, plain text, Word."""

from __future__ import annotations

import io
import textwrap

import docx
from docx.shared import Cm

from tests.benchmarks.mixed_layouts.write_up import Block, WriteUp

_WIDTH = 75
_LISTS = {"list": "List Bullet", "1. ": "List Number"}  # the styles of Word for marks it draws itself


def write_file(made: WriteUp) -> bytes:
    """The file of a write-up."""
    return _write_word(made) if made.layout.file == "docx" else _write_text(made).encode()


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
