"""The pages of a PDF that meets PDF/UA-1, tagged and the same to the byte on every machine.

Typst sets them. All words reach it as data, never as mark-up, so nothing in a note is ever run or
formatted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from pipeline.errors import PipelineError
from pipeline.report.characters import close_directions, is_right_to_left, name_signs, show_illegal
from pipeline.report.figures import Drawing
from pipeline.report.layout import weigh_columns
from pipeline.report.model import AnyFigure, CountTable
from pipeline.report.paper import NoteRow, Style
from pipeline.report.typesetting import compile_template, printable, replace_rare

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
            svg=name_signs(drawing.svg.decode("utf-8"), printable()),
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
        written = _compile(words) or _compile(replace_rare(words))
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
    written = compile_template("report.typ", words, format="pdf", pdf_standards=["ua-1"])
    return written[0] if written else None


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
    return name_signs(text, printable()) + close_directions(text)
