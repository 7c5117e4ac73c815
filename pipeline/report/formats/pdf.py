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
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
import typst
from matplotlib.ft2font import FT2Font

from pipeline.errors import PipelineError
from pipeline.report.blocks import (
    AnyFigure,
    Block,
    CountTable,
    Document,
    Drawing,
    Fold,
    NoteList,
    Section,
    Style,
)
from pipeline.report.formats import (
    close_directions,
    is_right_to_left,
    name_signs,
    show_illegal,
    weigh_columns,
    write_document,
)

# Typst breaks off at a line end that is not U+000A.
_OTHER_LINE_ENDS = re.compile("[\x85\u2028\u2029]")

_NOTHING = "–"  # a heading may not be empty
_SLIM = 15  # characters; a column that holds no more is as wide as they are ...
_ALL_SLIM = 60  # ... unless such columns together leave too little for the first

_ROWS_OPEN = 400  # rows of folded tables, some ten pages; with more, folds are named only
FONTS = Path(mpl.get_data_path()) / "fonts" / "ttf"
_TEMPLATES = Path(__file__).parents[1] / "templates"

# What the template calls the styles of paragraphs.
_STYLES = {"lead": "lead", "eyebrow": "quiet", "aside": "quiet"}

_Data = dict[str, Any]  # what the template is given


def render_pdf(document: Document, drawings: Mapping[str, Drawing]) -> bytes:
    """Render a report as a PDF.

    Args:
        document: The content.
        drawings: Its figures, by name.

    Raises:
        PipelineError: If Typst refuses it; the message holds none of its words.
    """
    rows = sum(len(table.rows) for table in _list_folded(document.sections))
    pages = Pages()
    write_document(pages, document, drawings, is_open=rows <= _ROWS_OPEN)
    return pages.to_bytes(document)


def _list_folded(blocks: Sequence[Block | Section], *, folded: bool = False) -> Iterator[CountTable]:
    for block in blocks:
        if isinstance(block, (Section, Fold)):
            yield from _list_folded(block.blocks, folded=folded or isinstance(block, Fold))
        elif folded and isinstance(block, CountTable):
            yield block


class Pages:
    """Collects what stands on the pages of a PDF, in order."""

    def __init__(self) -> None:
        self._blocks: list[_Data] = []

    def add_heading(self, text: str, level: int, anchor: str = "") -> None:
        """A heading; also a bookmark, and a place that tables lead to by its anchor."""
        line = " ".join(text.split()) or _NOTHING
        self._add("heading", level=level, words=write_words(line), anchor=anchor)

    def add_fold_heading(self, text: str, level: int) -> None:
        """The heading of something folded elsewhere."""
        self.add_heading(text, level)

    def add_paragraph(self, text: str, style: Style = "plain") -> None:
        """A paragraph, unless it is empty."""
        if text:
            self._add("paragraph", words=write_words(text), style=_STYLES.get(style, "plain"), label="")

    def add_labelled(self, label: str, text: str) -> None:
        """A paragraph of evidence that begins with what it is about."""
        self._add("paragraph", words=write_words(text), style="evidence", label=label)

    def add_bullets(self, items: Sequence[str]) -> None:
        """A list."""
        self._add("bullets", items=[write_words(item) for item in items])

    def add_quote(self, words: str, about: str) -> None:
        """A note and where it was taken."""
        self._add("quote", words=write_words(words), about=write_words(about))

    def add_table(self, table: CountTable) -> None:
        """A table with its caption."""
        self._add(
            "table",
            caption=write_words(table.caption),
            head=[write_words(cell) for cell in table.head],
            rows=[[write_words(cell) for cell in row] for row in table.rows],
            anchors=list(table.anchors),
            counted=table.counted,
            widths=_set_widths(table),
        )

    def add_notes(self, listed: NoteList) -> None:
        """Notes in small type, under a heading that says the same as the caption."""
        names = ("where", "note", "context", "said", "id")
        rows = [(note.reference, note.words, note.context, note.said, note.note_id) for note in listed.notes]
        written = [dict(zip(names, map(write_words, row), strict=True)) for row in rows]
        self._add("notes", head=listed.head, rows=written)

    def add_figure(self, figure: AnyFigure, drawing: Drawing) -> None:
        """A figure with what it says in words."""
        self._add(
            "figure",
            svg=name_signs(drawing.svg.decode("utf-8"), printable()),
            width=drawing.width,
            alternative=show_signs(f"{figure.title}. {figure.finding}"),
            caption=write_words(figure.finding),
        )

    def _add(self, kind: str, **content: Any) -> None:
        """A block of a kind that the template knows."""
        self._blocks.append({"kind": kind, **content})

    def to_bytes(self, document: Document) -> bytes:
        """The finished file.

        Raises:
            PipelineError: If Typst refuses it; the message holds none of its words.
        """
        language, _, region = document.language.partition("-")
        content = {
            "title": show_signs(document.title).strip() or document.name,
            "subtitle": show_signs(document.subtitle),
            "status": show_signs(document.status),
            "language": language,
            "region": region or None,
            "blocks": self._blocks,
        }
        words = json.dumps(content, ensure_ascii=False)
        for attempt in (words, replace_rare(words)):
            if pages := compile_template("report.typ", attempt, format="pdf", pdf_standards=["ua-1"]):
                return pages[0]
        raise PipelineError(
            "the PDF report cannot be set",
            where="report.pdf",
            remedy="Tell whoever looks after this program; `python -m pipeline --version` says which it is.",
        )


def _set_widths(table: CountTable) -> list[float | None]:
    """Shares of the width; None for a column that is as wide as what it holds."""
    longest = [max(map(len, column)) for column in zip(table.head, *table.rows, strict=True)]
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

    Args:
        text: Words from anywhere.
    """
    text = _OTHER_LINE_ENDS.sub("\n", show_illegal(text)).replace("\t", "    ")
    text = text.replace("\ufeff", "")  # shows nothing, and PDF/UA forbids it
    return name_signs(text, printable()) + close_directions(text)


def compile_template(name: str, words: str, **output: Any) -> list[bytes] | None:
    """Have Typst set a template of ours.

    Args:
        name: Of its file.
        words: What it is given to show, as JSON.
        output: How Typst is to write it.

    Returns:
        The file, or one for each page, or None where Typst refuses it.
    """
    compiler = typst.Compiler(
        (_TEMPLATES / name).read_bytes(), font_paths=_find_fonts(), ignore_system_fonts=True
    )
    try:
        # The time stands for "no clock": Typst would otherwise write today's date into the file.
        written = compiler.compile(sys_inputs={"report": words}, timestamp=0, **output)
    except BaseException as error:
        # Typst is written in Rust, whose panics are no Exceptions.
        if not isinstance(error, typst.TypstError) and type(error).__name__ != "PanicException":
            raise
        return None
    assert written is not None  # no file was named to write to
    return written if isinstance(written, list) else [written]


def replace_rare(words: str) -> str:
    """Words with all rare signs as the replacement character: Typst refuses some sequences of signs.

    Mostly marks on letters of another script. What is to be read is worth more than they are.
    """
    return "".join(map(_replace_rare, unicodedata.normalize("NFC", words)))


@cache
def printable() -> frozenset[int]:
    """The code points that there is a letter for."""
    return frozenset(FT2Font(str(FONTS / "DejaVuSans.ttf")).get_charmap())


@cache
def _find_fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])


def _replace_rare(character: str) -> str:
    rare = ord(character) not in printable() or unicodedata.category(character).startswith("M")
    return "\ufffd" if rare and not character.isascii() else character
