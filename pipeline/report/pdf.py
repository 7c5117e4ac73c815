"""Render a report as a tagged PDF that meets PDF/UA-1, the same to the byte on every machine.

Typst sets it. All words reach it as data, never as mark-up, so nothing in a note is ever run or
formatted. Fonts come from packages alone: DejaVu Sans with matplotlib, Libertinus Serif with typst.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib
import typst
from matplotlib.ft2font import FT2Font

from pipeline.errors import PipelineError
from pipeline.report import plain, wording
from pipeline.report.characters import close_directions, is_right_to_left, name_signs, show_illegal
from pipeline.report.facts import (
    NOTE_HEAD,
    WHY_TOGETHER,
    context_facts,
    list_single,
    quote_facts,
    said_facts,
    why_together,
)
from pipeline.report.figures import Drawing
from pipeline.report.layout import weigh_columns
from pipeline.report.model import (
    BarFigure,
    CountTable,
    MapFigure,
    PlainPage,
    QuestionPart,
    QuotedNote,
    Report,
    ThemePart,
)

TEMPLATE = Path(__file__).with_name("templates") / "report.typ"
FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
# Typst breaks off at a line end that is not U+000A.
_OTHER_LINE_ENDS = re.compile("[\x85\u2028\u2029]")

_NOTHING = "–"  # a heading may not be empty

Block = dict[str, Any]


def render_pdf(report: Report, drawings: Mapping[str, Drawing]) -> bytes:
    """Render a report as a PDF.

    Args:
        report: The content.
        drawings: Its figures, by name.

    Raises:
        PipelineError: If Typst refuses it; the message holds none of its words.
    """
    pages = _Pages(drawings)
    pages.add_report(report)
    region = report.language.partition("-")
    data = {
        "title": show_signs(report.title).strip() or report.event_id,
        "subtitle": show_signs(report.subtitle),
        "status": show_signs(report.status),
        "language": region[0],
        "region": region[2] or None,
        "blocks": pages.blocks,
    }
    words = json.dumps(data, ensure_ascii=False)
    # Typst refuses some sequences of signs, mostly marks on letters of another script. The report is worth
    # more than they are: a second attempt shows all rare signs as the replacement character.
    written = _compile(words) or _compile("".join(map(_replace_rare, unicodedata.normalize("NFC", words))))
    if written is None:
        raise PipelineError(
            "the PDF report cannot be set",
            where="report.pdf",
            remedy="Tell whoever looks after this program; `python -m pipeline --version` says which it is.",
        )
    return written


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


class _Pages:
    """Collects what stands on the pages, in order."""

    def __init__(self, drawings: Mapping[str, Drawing]) -> None:
        self.blocks: list[Block] = []
        self._drawings = drawings

    def add_report(self, report: Report) -> None:
        self._page(report.page)
        self._heading("At a glance", 1)
        self._add("bullets", items=[_words(sentence) for sentence in report.glance])
        self._table(report.overview)
        self._heading("What needs a person first", 2)
        self._paragraph(report.checks_sentence)
        self._quotes(report.checks, show_theme=True)
        for part in report.questions:
            self._question(part)
        self._heading("Points raised once", 1)
        for part in report.questions:
            if part.themes:
                self._heading(part.short, 2)
                self._paragraph(part.heading, "lead")
                self._paragraph(part.raised_once_sentence)
            self._quotes(part.raised_once, show_theme=True)
        if report.summary:
            self._heading(wording.SUMMARY, 1)
            for paragraph in report.summary.paragraphs:
                self._paragraph(paragraph)
            for table in report.summary.tables:
                self._table(table)
        self._heading("How this was made and how sure it is", 1)
        for passage in report.method:
            self._heading(passage.heading, 2)
            for paragraph in passage.paragraphs:
                self._paragraph(paragraph)
            self._add("bullets", items=[_words(point) for point in passage.points])
        self._heading("The documents", 2)
        self._table(report.sources)
        self._paragraph(f"{wording.FINGERPRINT} {report.fingerprint}")
        self._heading("Every note", 1)
        self._paragraph(wording.APPENDIX)
        for part in report.questions:
            if part.themes:
                self._heading(part.short, 2)
                self._paragraph(part.heading, "lead")
            for theme in part.themes:
                self._heading(theme.title, 3)
                self._notes(theme)
        self._heading("What became of every line", 1)
        self._paragraph(report.set_aside_sentence)
        self._table(report.lines)

    def _page(self, page: PlainPage) -> None:
        self._heading(plain.ON_ONE_PAGE, 1)
        for kind, what in plain.list_blocks(page):
            if isinstance(what, QuotedNote):
                self._add("quote", words=_words(what.words), about=_words(what.reference))
            elif isinstance(what, tuple):
                self._add("bullets", items=[_words(item) for item in what])
            elif kind == "heading":
                self._heading(what, 2)
            else:
                self._paragraph(what)

    def _question(self, part: QuestionPart) -> None:
        self._heading(part.heading, 1, part.anchor)
        self._paragraph(part.sentence, "lead")
        if part.figure:
            self._figure(part.figure)
        if part.overview:
            self._table(part.overview)
        self._paragraph(part.types_sentence)
        if part.types_figure:
            self._figure(part.types_figure)
        if part.map_figure:
            self._figure(part.map_figure)
        for theme in part.themes:
            self._theme(theme, part.short)

    def _theme(self, theme: ThemePart, question: str) -> None:
        self._heading(f"{theme.label}: {theme.title}", 2, theme.anchor)
        self._paragraph(theme.summary, "lead")
        self._paragraph(f"{theme.where} {theme.types}".strip())
        if theme.counts:
            self._table(theme.counts)
        if theme.key_points:
            self._heading("Key points", 3)
            self._quotes(theme.key_points)
        single = list_single(theme)
        if single:
            self._heading(wording.RAISED_ONCE, 3)
            self._quotes(single)
        if theme.others:
            self._paragraph(wording.others_pointer(len(theme.others), len(theme.notes), question))
        if theme.also_near:
            self._heading(wording.also_near_words(len(theme.also_near)), 3)
            self._quotes(theme.also_near, show_theme=True)
        self._add("paragraph", words=_words(why_together(theme)), style="evidence", label=WHY_TOGETHER)

    def _heading(self, text: str, level: int, anchor: str = "") -> None:
        line = " ".join(text.split()) or _NOTHING
        self._add("heading", level=level, words=_words(line), anchor=anchor)

    def _paragraph(self, text: str, style: str = "plain") -> None:
        if text:
            self._add("paragraph", words=_words(text), style=style)

    def _quotes(self, notes: Sequence[QuotedNote], *, show_theme: bool = False) -> None:
        for note in notes:
            about = quote_facts(note, show_theme=show_theme)
            self._add("quote", words=_words(note.words), about=_words(about))

    def _notes(self, theme: ThemePart) -> None:
        """The notes of a theme, small, one row each."""
        rows = [
            {
                "where": _words(note.reference),
                "note": _words(note.words),
                "context": _words(context_facts(note)),
                "said": _words(said_facts(note)),
                "id": _words(note.note_id),
            }
            for note in theme.notes
        ]
        self._add("notes", head=NOTE_HEAD, rows=rows)

    def _table(self, table: CountTable) -> None:
        self._add(
            "table",
            caption=_words(table.caption),
            head=[_words(cell) for cell in table.head],
            rows=[[_words(cell) for cell in row] for row in table.rows],
            anchors=list(table.anchors),
            counted=table.counted,
            widths=weigh_columns(table),
        )

    def _figure(self, figure: BarFigure | MapFigure) -> None:
        drawing = self._drawings[figure.name]
        self._add(
            "figure",
            svg=name_signs(drawing.svg.decode("utf-8"), _printable()),
            width=drawing.width,
            alternative=show_signs(f"{figure.title}. {figure.finding}"),
            caption=_words(figure.finding),
        )
        if figure.adds_counts:
            self._table(figure.counts)

    def _add(self, kind: str, **content: Any) -> None:
        self.blocks.append({"kind": kind, **content})


def _words(text: str) -> Block:
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
