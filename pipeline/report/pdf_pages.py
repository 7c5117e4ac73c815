"""The pages of a PDF that meets PDF/UA-1, tagged and the same to the byte on every machine.

Typst sets them. All words reach it as data, never as mark-up, so nothing in a note is ever run or
formatted. Fonts come from packages alone: DejaVu Sans with matplotlib, Libertinus Serif with typst.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib
import typst
from matplotlib.ft2font import FT2Font

from pipeline.errors import PipelineError
from pipeline.report.characters import close_directions, is_right_to_left, name_signs, show_illegal
from pipeline.report.figures import Drawing
from pipeline.report.layout import weigh_columns
from pipeline.report.model import AnyFigure, CountTable
from pipeline.report.paper import NoteRow, Style

TEMPLATE = Path(__file__).with_name("templates") / "report.typ"
FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
# Typst breaks off at a line end that is not U+000A.
_OTHER_LINE_ENDS = re.compile("[\x85\u2028\u2029]")

_NOTHING = "–"  # a heading may not be empty
_SLIM = 15  # characters; a column that holds no more is as wide as they are ...
_ALL_SLIM = 60  # ... unless such columns together leave too little for the first

# What the template calls the styles of paragraphs.
_STYLES = {"plain": "plain", "lead": "lead", "eyebrow": "quiet", "aside": "quiet"}

Block = dict[str, Any]


class Pages:
    """Collects what stands on the pages of a PDF, in order."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []

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
            self._add("paragraph", words=write_words(text), style=_STYLES[style], label="")

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

    def add_note_table(self, caption: str, head: Sequence[str], rows: Iterable[NoteRow]) -> None:
        """Notes in small type, one row each, under a heading that says the same as the caption."""
        names = ("where", "note", "context", "said", "id")
        written = [dict(zip(names, map(write_words, row), strict=True)) for row in rows]
        self._add("notes", head=head, rows=written)

    def add_figure(self, figure: AnyFigure, drawing: Drawing) -> None:
        """A figure with what it says in words, and its counts where they stand nowhere else."""
        self._add(
            "figure",
            svg=name_signs(drawing.svg.decode("utf-8"), _printable()),
            width=drawing.width,
            alternative=show_signs(f"{figure.title}. {figure.finding}"),
            caption=write_words(figure.finding),
        )
        if figure.adds_counts:
            self.add_table(figure.counts)

    def _add(self, kind: str, **content: Any) -> None:
        """A block of a kind that the template knows."""
        self._blocks.append({"kind": kind, **content})

    def to_bytes(self, *, title: str, untitled: str, subtitle: str, status: str, language: str) -> bytes:
        """The finished file.

        Args:
            title: Its title.
            untitled: Its title where that is empty.
            subtitle: Stands below the title.
            status: What to know before reading it.
            language: Of its words, as in "en-GB".

        Raises:
            PipelineError: If Typst refuses it; the message holds none of its words.
        """
        region = language.partition("-")
        content = {
            "title": show_signs(title).strip() or untitled,
            "subtitle": show_signs(subtitle),
            "status": show_signs(status),
            "language": region[0],
            "region": region[2] or None,
            "blocks": self._blocks,
        }
        words = json.dumps(content, ensure_ascii=False)
        # Typst refuses some sequences of signs, mostly marks on letters of another script. The report is
        # worth more than they are: a second attempt shows all rare signs as the replacement character.
        written = _compile(words) or _compile(
            "".join(map(_replace_rare, unicodedata.normalize("NFC", words)))
        )
        if written is None:
            raise PipelineError(
                "the PDF report cannot be set",
                where="report.pdf",
                remedy="Tell whoever looks after this program;"
                " `python -m pipeline --version` says which it is.",
            )
        return written


def _set_widths(table: CountTable) -> list[float | None]:
    """Shares of the width; None for a column that is as wide as what it holds."""
    longest = [max(map(len, column)) for column in zip(table.head, *table.rows, strict=True)]
    slim = {number for number, length in enumerate(longest) if number and length <= _SLIM}
    if sum(longest[number] for number in slim) > _ALL_SLIM:
        slim = set()
    return [None if number in slim else weight for number, weight in enumerate(weigh_columns(table))]


def _compile(words: str) -> bytes | None:
    """The PDF, or None where Typst refuses it."""
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])
    compiler = typst.Compiler(TEMPLATE.read_bytes(), font_paths=fonts, ignore_system_fonts=True)
    try:
        # The time stands for "no clock": Typst would otherwise write today's date into the file.
        written = compiler.compile(
            format="pdf", sys_inputs={"report": words}, pdf_standards=["ua-1"], timestamp=0
        )
    except BaseException as error:
        # Typst is written in Rust, whose panics are no Exceptions.
        if not isinstance(error, typst.TypstError) and type(error).__name__ != "PanicException":
            raise
        return None
    assert isinstance(written, bytes)
    return written


def _replace_rare(character: str) -> str:
    rare = ord(character) not in _printable() or unicodedata.category(character).startswith("M")
    return "\ufffd" if rare and not character.isascii() else character


def write_words(text: str) -> Block:
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
    return name_signs(text, _printable()) + close_directions(text)


@cache
def _printable() -> frozenset[int]:
    return frozenset(FT2Font(str(FONTS / "DejaVuSans.ttf")).get_charmap())
