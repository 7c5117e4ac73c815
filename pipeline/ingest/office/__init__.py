"""Paragraphs, as Word, OpenDocument and web pages hold them, into lines.

The readers of those formats say where each paragraph is and what its style makes of it; what people
typed into it (a bullet, a row of dashes, a soft line break) is read here, the same for all of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from xml.etree.ElementTree import Element

from pipeline.ingest.lines import BOLD_LEVEL, Form, Line, match_item, nest_items
from pipeline.ingest.structure.grids import Cell, CellText, CellUse, sort_cells
from pipeline.ingest.structure.headings import read_cues

PICTURE = "a picture; words in it cannot be read"
PICTURES = ("blip", "imagedata", "chart")  # elements that show one, or a chart, drawn from another part
_RULES = frozenset("-–—_=*~.·•#+ \t\u00a0")


@dataclass(frozen=True)
class Part:
    """The stretch of a paragraph between two soft line breaks, and how all of it looks."""

    text: str
    bold: bool = False
    struck: bool = False
    hidden: bool = False
    number: int = 0  # its own number, where lines are counted and not paragraphs (a web page)


@dataclass(frozen=True)
class Paragraph:
    """One paragraph, with what its style says."""

    number: int  # its number, from 1; in a web page, the line of the source that it begins on
    locator: str  # where it is, different for every paragraph; empty where the number is all there is
    parts: tuple[Part, ...]  # its text, cut at soft line breaks
    level: int = 0  # heading level from 1, or 0
    depth: int = 0
    numbered: bool = False  # whether the list has numbers rather than bullets
    cell: Cell | None = None  # the cell of a grid that it stands in
    role: str = ""  # its role where that is known (a page's header, a footnote), else empty
    reason: str = ""


@dataclass(frozen=True)
class Marker:
    """What stands before the paragraphs of a list."""

    seen: bool = True
    numbered: bool = False


@dataclass(frozen=True)
class Look:
    """How a stretch of text looks."""

    bold: bool = False
    struck: bool = False
    hidden: bool = False


@dataclass
class Runs:
    """The text of one paragraph as it is being read."""

    stretches: list[list[tuple[str, Look]]] = field(default_factory=lambda: [[]])
    numbers: list[int] = field(default_factory=lambda: [0])

    def add(self, text: str, look: Look) -> None:
        """Add text that looks alike."""
        if text:
            self.stretches[-1].append((text, look))

    def break_line(self, number: int = 0) -> None:
        """Begin a new line inside the paragraph, with a number of its own where lines are counted."""
        self.stretches.append([])
        self.numbers.append(number)

    def ends_in_space(self) -> bool:
        """Whether a space added now would stand at the start of a line or behind another space."""
        return not self.stretches[-1] or self.stretches[-1][-1][0].endswith(" ")

    def cut(self) -> tuple[Part, ...]:
        """The paragraph's lines; a line looks like its words do, whatever the spaces between them.

        What is hidden within a line stands behind all of them, by itself.
        """
        parts, beside = list[Part](), list[Part]()
        for stretch, number in zip(self.stretches, self.numbers, strict=True):
            looks = [look for text, look in stretch if text.strip()]
            unseen = "".join(text for text, look in stretch if look.hidden)
            if unseen.strip() and not all(look.hidden for look in looks):
                stretch = [(text, look) for text, look in stretch if not look.hidden]
                looks = [look for look in looks if not look.hidden]
                beside.append(Part(text=unseen, hidden=True, number=number))
            parts.append(
                Part(
                    text="".join(text for text, _ in stretch),
                    bold=bool(looks) and all(look.bold for look in looks),
                    struck=bool(looks) and all(look.struck for look in looks),
                    hidden=bool(looks) and all(look.hidden for look in looks),
                    number=number,
                )
            )
        return (*parts, *beside)


@dataclass
class Content:
    """What the elements inside a paragraph hold."""

    runs: Runs = field(default_factory=Runs)
    boxes: list[Element] = field(default_factory=list)
    beside: list[Element] = field(default_factory=list)  # footnotes and comments that stand within it
    drawn: list[str] = field(default_factory=list)  # what stands in the boxes of drawings
    picture: bool = False
    described: str = ""  # what its author says of a picture


class Walker:
    """Walks through a document in reading order, counting paragraphs and tables."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self._grids = 0

    def walk(self, element: Element) -> None:
        """Read every paragraph below an element."""
        raise NotImplementedError

    def walk_beside(self, element: Element) -> list[Paragraph]:
        """Read what stands beside the text, without the paragraphs that hold no words."""
        before, self.paragraphs = self.paragraphs, []
        self.walk(element)
        found, self.paragraphs = self.paragraphs, before
        return [paragraph for paragraph in found if any(part.text.strip() for part in paragraph.parts)]

    def put(self, parts: tuple[Part, ...], cell: Cell | None, **said: Any) -> None:
        """Add a paragraph.

        Args:
            said: What its style says of it, as Paragraph has it.
        """
        number = len(self.paragraphs) + 1
        self.paragraphs.append(Paragraph(number, locate_paragraph(number, cell), parts, cell=cell, **said))


def locate_paragraph(number: int, cell: Cell | None) -> str:
    """Where a paragraph is, in words."""
    if cell is None:
        return f"paragraph {number}"
    return f"paragraph {number}, table {cell.grid} row {cell.row} column {cell.column}"


def set_beside(paragraphs: Sequence[Paragraph], place: str, role: str, reason: str) -> list[Paragraph]:
    """Paragraphs that stand beside the text (a footnote, a page's header), numbered for themselves."""
    return [
        replace(
            paragraph,
            number=number,
            locator=place if len(paragraphs) == 1 else f"{place}, paragraph {number}",
            cell=None,
            role=role,
            reason=reason,
        )
        for number, paragraph in enumerate(paragraphs, start=1)
    ]


def make_lines(paragraphs: Sequence[Paragraph]) -> tuple[Line, ...]:
    """Turn paragraphs into lines: at least one each, in their order.

    A soft line break ends a line, as it does for the eye. In a list the text behind it still belongs
    to its bullet: that line continues the one before it.
    """
    cells: dict[Cell, list[Paragraph]] = {}
    for paragraph in paragraphs:
        if paragraph.cell is not None:
            cells.setdefault(paragraph.cell, []).append(paragraph)
    uses = sort_cells({cell: _describe_cell(found) for cell, found in cells.items()})
    seen: Counter[int] = Counter()
    lines: list[Line] = []
    widths: list[tuple[int, int]] = []  # typed bullets of the list being read: place in lines, indent
    table, table_level = "", 0  # the table named by the headings we are below

    within: Cell | None = None
    asked = ""  # inside the cell that is being read

    def close_list() -> None:
        for (place, _), depth in zip(widths, nest_items([width for _, width in widths]), strict=True):
            lines[place] = replace(lines[place], level=depth)
        widths.clear()

    for paragraph in paragraphs:
        use = None if paragraph.cell is None else uses.get(paragraph.cell)
        if paragraph.cell != within:
            within, asked = paragraph.cell, ""
        for count, (part, goes_on) in enumerate(_sort_parts(paragraph), start=1):
            line = _make_line(paragraph, part, count, goes_on)
            if not line.locator:
                seen[line.number] += 1
                count_here = seen[line.number]
                part_of = f", part {count_here}" if count_here > 1 else ""
                line = replace(line, locator=f"line {line.number}{part_of}")
            if use is not None and line.content and not line.role and line.form in ("item", "text"):
                if use.inside and line.form == "text" and line.words.endswith("?"):
                    asked = line.words
                    line = replace(line, role="heading", reason="a question inside a cell of a table")
                elif use.inside and not asked:
                    line = replace(line, role="context", reason="an item of an agenda, above its questions")
                elif use.role == "note":
                    given = replace(use, question=asked or use.question).say_of_note(table)
                    line = replace(line, form="item", level=line.level or 1, given=given, reason=use.reason)
                else:
                    line = replace(line, role=use.role, reason=use.reason)
            elif line.form == "heading" or (line.form == "text" and line.bold):
                cues, level = read_cues(line.words), line.level or BOLD_LEVEL
                if cues.table or level <= table_level:
                    table, table_level = cues.table, level
            typed = match_item(part.text) if line.form == "item" and not paragraph.depth else None
            if typed is not None:
                widths.append((len(lines), typed[0]))
            elif line.form != "blank" and not goes_on:
                close_list()
            lines.append(line)
    close_list()
    return tuple(lines)


def _sort_parts(paragraph: Paragraph) -> list[tuple[Part, bool]]:
    """The parts of a paragraph, and whether each goes on with a bullet that began before it."""
    parts = list(paragraph.parts)
    while parts and not parts[-1].text.strip():
        parts.pop()  # a break at the end is only the end
    while parts and not parts[0].text.strip():
        parts.pop(0)
    if not parts:
        return [(Part("".join(part.text for part in paragraph.parts)), False)]
    found: list[tuple[Part, bool]] = []
    in_item = paragraph.depth > 0 and not paragraph.level
    first_bold = parts[0].bold
    for part in parts:
        typed = match_item(part.text) is not None
        # In bold below plain text: a heading of what follows.
        goes_on = bool(found) and in_item and not typed and part.text.strip() != ""
        goes_on = goes_on and (first_bold or not part.bold)
        found.append((part, goes_on))
        if not goes_on:
            in_item, first_bold = typed or (len(found) == 1 and in_item), part.bold
    return found


def _make_line(paragraph: Paragraph, part: Part, count: int, goes_on: bool) -> Line:
    content = part.text.strip()
    form = _find_form(paragraph, part, first=count == 1)
    level = {"heading": paragraph.level, "item": paragraph.depth or 1}.get(form, 0)
    typed = match_item(part.text)
    if typed is not None and form in ("item", "text"):
        content = typed[1]
    role, reason = paragraph.role, paragraph.reason
    if not role and part.hidden:
        form, role, reason = "metadata", "metadata", "hidden in the document"
    elif not role and part.struck:
        role, reason = "context", "struck out"
    elif not role and goes_on:
        role, reason = "continuation", "goes on from the line above"
    below = f", line {count}" if paragraph.locator and count > 1 else ""
    return Line(
        number=part.number or paragraph.number,
        locator=f"{paragraph.locator}{below}",
        text=part.text,
        content=content,
        words=content,
        form=form,
        level=level,
        bold=part.bold,
        role=role,
        reason=reason,
        numbered=paragraph.numbered and form == "item",
    )


def _find_form(paragraph: Paragraph, part: Part, first: bool) -> Form:
    shown = part.text.strip()
    if paragraph.role:
        return "metadata" if paragraph.role == "metadata" else "boilerplate"
    if not shown:
        return "item" if paragraph.depth and first else "blank"
    if paragraph.level:
        return "heading"
    if _RULES.issuperset(shown) and len(shown) > 1:
        return "boilerplate"  # a row of dashes or stars
    typed = match_item(part.text)
    if typed is None and not (paragraph.depth > 0 and first):
        return "text"
    # "1. What helps people?" in bold is a question with its number, not the first bullet of a list.
    numbered = shown[0].isdigit() if typed is not None else paragraph.numbered
    return "text" if part.bold and numbered and "?" in shown else "item"


def _describe_cell(paragraphs: list[Paragraph]) -> CellText:
    parts = [part for paragraph in paragraphs for part in paragraph.parts if part.text.strip()]
    return CellText(
        words=" ".join(" ".join(part.text for part in parts).split()),
        bold=bool(parts) and all(part.bold for part in parts),
        listed=any(paragraph.depth and not paragraph.numbered for paragraph in paragraphs)
        or any(_is_bullet(part.text) for part in parts),
        asks_inside=any(
            part.text.rstrip().endswith("?") and not _is_bullet(part.text) for part in parts[:-1]
        ),
    )


def _is_bullet(text: str) -> bool:
    return match_item(text) is not None and not text.lstrip()[:1].isdigit()
