"""Render a report as a tagged PDF that meets PDF/UA-1, the same to the byte on every machine.

Typst sets it, and paints pictures. Everything reaches it as data, never as mark-up, so nothing in a note is
ever run or formatted. Fonts come from packages alone (DejaVu Sans with matplotlib, Libertinus Serif with
typst), so that every machine gives the same bytes.

Paper cannot fold. What HTML folds stands open here, as in Word and Markdown, as long as all of it takes a
few pages; in a report on many events it would bury the rest, and is named instead with where it stands.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pypdfium2
import typst
from matplotlib.ft2font import FT2Font

from pipeline.errors import PipelineError
from pipeline.report import blocks, wording
from pipeline.report.formats import (
    REVIEWED,
    TEMPLATES,
    TINTS,
    cell_words,
    close_directions,
    is_right_to_left,
    name_signs,
    quote_words,
    show_illegal,
    tint_cells,
    weigh_columns,
)
from pipeline.wording import list_words
from pipeline.wording.marks import complete_marks

# Typst breaks off at a line end that is not U+000A.
_OTHER_LINE_ENDS = re.compile("[\x85\u2028\u2029]")

_NOTHING = "–"  # a heading may not be empty
_SLIM = 15  # characters; a column that holds no more is as wide as they are ...
_ALL_SLIM = 60  # ... unless such columns together leave too little for the first

_ROWS_OPEN = 400  # rows of folded tables, some ten pages; with more, folds are named only
FONTS = Path(mpl.get_data_path()) / "fonts" / "ttf"

_DEEPEST = 3  # level of a heading
_IN_A_LINE = 3  # folds named in a sentence; more are a list

_Data = dict[str, Any]  # what the template is given


def render_pdf(document: blocks.Document, drawings: Mapping[str, blocks.Drawing]) -> bytes:
    """Render a report as a PDF.

    Raises:
        PipelineError: If Typst refuses it; the message holds none of its words.
    """
    sections: tuple[blocks.Section, ...] = document.sections
    folded = [
        table for fold in blocks.walk(document, blocks.Fold) for table in blocks.walk(fold, blocks.CountTable)
    ]
    if sum(len(table.rows) for table in folded) > _ROWS_OPEN:
        sections = tuple(map(_leave_out, sections))
    language, _, region = document.language.partition("-")
    parts = [part for section in sections for part in _lay_section(section, 1, drawings)]
    if document.fingerprint:
        parts += _lay_block(
            blocks.Text(f"{wording.FINGERPRINT} {document.fingerprint}", "aside"), 1, drawings
        )
    content = {
        "title": show_signs(document.title).strip() or document.name,
        "subtitle": show_signs(document.subtitle),
        "status": show_signs(document.status),
        "eyebrow": document.eyebrow,
        "contents": document.contents,
        "draft": document.is_draft,
        "language": language,
        "region": region or None,
        "tints": TINTS,
        "blocks": parts,
    }
    return set_template("report.typ", content, format="pdf", pdf_standards=["ua-1"])[0]


def read_pages(pdf: bytes, deepest: int = 2) -> list[int]:
    """On which page each heading of the first levels stands, in order."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        places = [mark.get_dest() for mark in document.get_toc(max_depth=deepest)]
        return [1 + (place.get_index() or 0) for place in places if place is not None]
    finally:
        document.close()


def _leave_out(section: blocks.Section) -> blocks.Section:
    """A section that names its folds, but for those that hold only lists of short lines."""
    kept: list[blocks.Block | blocks.Section] = []
    for is_long, group in groupby(section.blocks, _is_long):
        run = list(group)
        folds = [part.summary for part in run if isinstance(part, blocks.Fold)]
        kept += _name_folds(folds) if is_long else run
    cut = (_leave_out(one) if isinstance(one, blocks.Section) else one for one in kept)
    return replace(section, blocks=tuple(cut))


def _is_long(part: blocks.Block | blocks.Section) -> bool:
    return isinstance(part, blocks.Fold) and not all(
        isinstance(block, blocks.Bullets) for block in part.blocks
    )


def _name_folds(names: Sequence[str]) -> list[blocks.Block]:
    if len(names) <= _IN_A_LINE:
        return [blocks.Text(f"In report.html: {list_words(f'“{name}”' for name in names)}.", "aside")]
    return [
        blocks.Text("In report.html, left out here to keep this file short:"),
        blocks.Bullets(tuple(names)),
    ]


def _lay_section(section: blocks.Section, level: int, drawings: Mapping[str, blocks.Drawing]) -> list[_Data]:
    mark = REVIEWED if section.reviewed else ""
    line = " ".join(f"{mark}{section.heading}".split()) or _NOTHING
    heading = {
        "kind": "heading",
        "level": min(level, _DEEPEST),
        "words": write_words(line),
        "anchor": section.anchor,
        "eyebrow": write_words(section.eyebrow) if section.eyebrow else None,
    }
    return [heading, *_lay_blocks(section.blocks, level, drawings)]


def _lay_blocks(
    parts: Sequence[blocks.Block | blocks.Section], level: int, drawings: Mapping[str, blocks.Drawing]
) -> list[_Data]:
    return [part for block in parts for part in _lay_block(block, level, drawings)]


def _lay_block(
    block: blocks.Block | blocks.Section, level: int, drawings: Mapping[str, blocks.Drawing]
) -> list[_Data]:
    match block:
        case blocks.Section():
            return _lay_section(block, level + 1, drawings)
        case blocks.Text(words, style, reviewed):
            mark = REVIEWED if reviewed else ""
            return (
                [{"kind": "paragraph", "words": write_words(f"{mark}{words}"), "style": style}]
                if words
                else []
            )
        case blocks.Bullets(items, numbered):
            listed = [
                {"words": write_words(item), "about": None}
                if isinstance(item, str)
                else {"words": write_words(quote_words(item)), "about": write_words(item.about)}
                for item in items
            ]
            return [{"kind": "bullets", "items": listed, "numbered": numbered}] if listed else []
        case blocks.Facts(facts):
            return [{"kind": "facts", "facts": [list(map(show_signs, fact)) for fact in facts]}]
        case blocks.CountTable():
            return [_lay_table(block)]
        case blocks.Quotes(quotes):
            return [
                {
                    "kind": "quote",
                    "words": write_words(complete_marks(one.words) or one.words),
                    "bare": bool(complete_marks(one.words)),
                    "about": write_words(one.about),
                    "lead": write_words(one.lead) if one.lead else None,
                }
                for one in quotes
            ]
        case blocks.NoteList(notes=notes):
            names = ("where", "note", "context", "said")
            rows = [(note.reference, note.words, note.context, note.said) for note in notes]
            written = [dict(zip(names, map(write_words, row), strict=True)) for row in rows]
            return [{"kind": "notes", "head": block.head, "rows": written}]
        case blocks.Beside(pieces, columns):
            laid = [_lay_blocks(piece.blocks, level, drawings) for piece in pieces]
            return [{"kind": "beside", "columns": columns, "pieces": laid}]
        case blocks.Fold(summary, parts):
            return _lay_section(blocks.Section("", summary, parts), level + 1, drawings)
        case blocks.BarFigure():
            return [_lay_bars(block)]
    figure = {
        "kind": "figure",
        "svg": name_signs(drawings[block.name].svg.decode("utf-8"), printable()),
        "width": drawings[block.name].width,
        "alternative": show_signs(f"{block.title}. {block.finding}"),
        "caption": write_words(block.finding),
    }
    return [figure, _lay_table(block.counts)]


def _lay_table(table: blocks.CountTable) -> _Data:
    return {
        "kind": "table",
        "caption": write_words(table.caption),
        "head": [write_words(cell) for cell in table.head],
        "rows": [[write_words(cell_words(cell)) for cell in row] for row in table.rows],
        "tints": tint_cells(table),
        "look": table.look,
        "sums": table.sums,
        "anchors": list(table.anchors),
        "counted": table.counted,
        "widths": _set_widths(table),
    }


def _lay_bars(figure: blocks.BarFigure) -> _Data:
    return {
        "kind": "bars",
        "title": write_words(figure.title),
        "parts": [write_words(words) for words in figure.part_words],
        "bars": [{"label": write_words(bar.label), "counts": bar.counts} for bar in figure.bars],
        "alternative": show_signs(f"{figure.title}. {figure.finding}"),
    }


def _set_widths(table: blocks.CountTable) -> list[float | None]:
    """Shares of the width; None for a column that is as wide as what it holds."""
    rows = [map(cell_words, row) for row in (table.head, *table.rows)]
    longest = [max(map(len, column)) for column in zip(*rows, strict=True)]
    slim = {number for number, length in enumerate(longest) if number and length <= _SLIM}
    if sum(longest[number] for number in slim) > _ALL_SLIM:
        slim = set()
    return [None if number in slim else weight for number, weight in enumerate(weigh_columns(table))]


def write_words(text: str) -> _Data:
    """A text as the template takes it: its lines, and which way they are written."""
    lines = show_signs(text).split("\n")
    return {"lines": lines, "rtl": is_right_to_left(text)}


def show_signs(text: str) -> str:
    """A text so that every sign of it prints.

    An emoji that no font here holds is given by its Unicode name in ⟨ ⟩. A letter of a script that
    none holds stays: it prints as a box of matplotlib's Last Resort font and can be copied.
    """
    text = _OTHER_LINE_ENDS.sub("\n", show_illegal(text)).replace("\t", "    ")
    text = text.replace("\ufeff", "")  # shows nothing, and PDF/UA forbids it
    return name_signs(text, printable()) + close_directions(text)


def set_template(
    name: str, content: Mapping[str, Any] | Sequence[Mapping[str, Any]], **output: Any
) -> list[bytes]:
    """Have Typst set a template of ours.

    Args:
        name: Of its file.
        content: What it is given to show.
        output: How Typst is to write it.

    Returns:
        The file, or one for each page.

    Raises:
        PipelineError: If Typst refuses it; the message holds none of its words.
    """
    words = json.dumps(content, ensure_ascii=False)
    for attempt in (words, _replace_rare(words)):
        compiler = typst.Compiler(
            (TEMPLATES / name).read_bytes(), font_paths=_find_fonts(), ignore_system_fonts=True
        )
        try:
            # The time stands for "no clock": Typst would otherwise write today's date into the file.
            written = compiler.compile(sys_inputs={"report": attempt}, timestamp=0, **output)
        except BaseException as error:
            # Typst is written in Rust, whose panics are no Exceptions.
            if not isinstance(error, typst.TypstError) and type(error).__name__ != "PanicException":
                raise
            continue
        assert written is not None  # no file was named to write to
        return written if isinstance(written, list) else [written]
    raise PipelineError(
        "the PDF report or a figure cannot be set",
        where=name,
        remedy="Tell whoever looks after this program; `python -m pipeline --version` says which it is.",
    )


def _replace_rare(words: str) -> str:
    """Words with all rare signs as the replacement character: Typst refuses some sequences of signs.

    Mostly marks on letters of another script. What is to be read is worth more than they are.
    """
    return "".join(
        "\ufffd"
        if not (sign.isascii() or ord(sign) in printable()) or unicodedata.category(sign)[0] == "M"
        else sign
        for sign in unicodedata.normalize("NFC", words)
    )


@cache
def printable() -> frozenset[int]:
    """The code points that there is a letter for."""
    return frozenset(FT2Font(str(FONTS / "DejaVuSans.ttf")).get_charmap())


@cache
def _find_fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])
