"""Paragraphs, as Word, OpenDocument and web pages hold them, into lines.

The readers of those formats say where each paragraph is and what its style makes of it; what people
typed into it (a bullet, a row of dashes, a soft line break) is read here, the same for all of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.ingest.grids import Cell, CellText, CellUse, sort_cells
from pipeline.ingest.headings import read_cues
from pipeline.ingest.lines import BOLD_LEVEL, SAME_KIND, Form, Given, Line, match_item, nest_items

PICTURE = "a picture; words in it cannot be read"
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
    """One paragraph, with what its style says.

    Attributes:
        number: Its number, from 1; in a web page, the line of the source that it begins on.
        locator: Where it is, different for every paragraph; empty where the number is all there is.
        parts: Its text, cut at soft line breaks.
        level: Heading level from 1, or 0.
        depth: Depth in a list from 1, or 0.
        numbered: Whether the list has numbers rather than bullets.
        cell: The cell of a grid that it stands in.
        role: Its role where that is known (a page's header, a footnote), else empty.
        reason: Why.
    """

    number: int
    locator: str
    parts: tuple[Part, ...]
    level: int = 0
    depth: int = 0
    numbered: bool = False
    cell: Cell | None = None
    role: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Marker:
    """What stands before the paragraphs of a list."""

    seen: bool = True
    numbered: bool = False


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

    A soft line break ends a line, as it does for the eye. Only in a list does the text behind it
    still belong to its bullet, which stays one line.
    """
    uses = sort_cells(_gather_cells(paragraphs))
    seen: Counter[int] = Counter()
    lines: list[Line] = []
    widths: list[tuple[int, int]] = []  # typed bullets of the list being read: place in lines, indent
    table, table_level = "", 0  # the table named by the headings we are below

    def close_list() -> None:
        for (place, _), depth in zip(widths, nest_items([width for _, width in widths]), strict=True):
            lines[place] = replace(lines[place], level=depth)
        widths.clear()

    for paragraph in paragraphs:
        use = None if paragraph.cell is None else uses.get(paragraph.cell)
        for count, parts in enumerate(_group_parts(paragraph), start=1):
            line = _make_line(paragraph, parts, count)
            if not line.locator:
                seen[line.number] += 1
                line = replace(line, locator=_locate(line.number, seen[line.number]))
            if use is not None and line.content and not line.role and line.form in ("item", "text"):
                line = _apply_use(line, use, table)
            elif line.form == "heading" or (line.form == "text" and line.bold):
                cues, level = read_cues(line.words), line.level or BOLD_LEVEL
                if cues.table or level <= table_level:
                    table, table_level = cues.table, level
            typed = match_item(parts[0].text) if line.form == "item" and not paragraph.depth else None
            if typed is not None:
                widths.append((len(lines), typed[0]))
            elif line.form != "blank":
                close_list()
            lines.append(line)
    close_list()
    return tuple(lines)


def _group_parts(paragraph: Paragraph) -> list[list[Part]]:
    """The parts of a paragraph, those together that make one line."""
    parts = list(paragraph.parts)
    while parts and not parts[-1].text.strip():
        parts.pop()  # a break at the end is only the end
    while parts and not parts[0].text.strip():
        parts.pop(0)
    if not parts:
        return [[Part("".join(part.text for part in paragraph.parts))]]
    groups: list[list[Part]] = []
    in_item = paragraph.depth > 0 and not paragraph.level
    for part in parts:
        typed = match_item(part.text) is not None
        goes_on = bool(groups) and in_item and not typed and part.text.strip() != ""
        if goes_on and (groups[-1][0].bold or not part.bold):  # in bold below plain text: a heading
            groups[-1].append(part)
            continue
        in_item = typed or (not groups and in_item)
        groups.append([part])
    return groups


def _make_line(paragraph: Paragraph, parts: list[Part], count: int) -> Line:
    text = "\n".join(part.text for part in parts)
    bold = text.strip() != "" and all(part.bold for part in parts if part.text.strip())
    content, form, level = text.strip(), _find_form(paragraph, text, bold, count), 0
    typed = match_item(text.partition("\n")[0])
    if form == "heading":
        level = paragraph.level
    elif typed is not None and form in ("item", "text"):
        content = "\n".join([typed[1], *(part.text for part in parts[1:])]).strip()
    if form == "item":
        level = paragraph.depth or 1
    role, reason = paragraph.role, paragraph.reason
    seen = [part for part in parts if part.text.strip()]
    if seen and not role and all(part.hidden for part in seen):
        form, role, reason = "metadata", "metadata", "hidden in the document"
    elif seen and not role and all(part.struck for part in seen):
        role, reason = "context", "struck out"
    return Line(
        number=parts[0].number or paragraph.number,
        locator=f"{paragraph.locator}, line {count}"
        if paragraph.locator and count > 1
        else paragraph.locator,
        text=text,
        content=content,
        words=" ".join(content.split("\n")),
        form=form,
        level=level,
        bold=bold,
        role=role,
        reason=reason,
    )


def _locate(number: int, count: int) -> str:
    return f"line {number}" if count == 1 else f"line {number}, part {count}"


def _find_form(paragraph: Paragraph, text: str, bold: bool, count: int) -> Form:
    if paragraph.role:
        return "metadata" if paragraph.role == "metadata" else "boilerplate"
    if not text.strip():
        return "item" if paragraph.depth and count == 1 else "blank"
    if paragraph.level:
        return "heading"
    if _RULES.issuperset(text.strip()) and len(text.strip()) > 1:
        return "boilerplate"  # a row of dashes or stars
    typed = match_item(text)
    listed = paragraph.depth > 0 and count == 1
    if typed is None and not listed:
        return "text"
    # "1. What helps people?" in bold is a question with its number, not the first bullet of a list.
    numbered = text.lstrip()[:1].isdigit() if typed is not None else paragraph.numbered
    return "text" if bold and numbered and "?" in text else "item"


def _apply_use(line: Line, use: CellUse, table: str) -> Line:
    if use.role != "note":
        return replace(line, role=use.role, reason=use.reason)
    given = Given(
        table=use.table or table,
        question=use.question,
        kind=use.kind or SAME_KIND,
        heading=use.heading,
    )
    return replace(line, form="item", level=line.level or 1, given=given, reason=use.reason)


def _gather_cells(paragraphs: Iterable[Paragraph]) -> dict[Cell, CellText]:
    gathered: dict[Cell, list[Paragraph]] = {}
    for paragraph in paragraphs:
        if paragraph.cell is not None:
            gathered.setdefault(paragraph.cell, []).append(paragraph)
    return {cell: _describe_cell(found) for cell, found in gathered.items()}


def _describe_cell(paragraphs: list[Paragraph]) -> CellText:
    parts = [part for paragraph in paragraphs for part in paragraph.parts if part.text.strip()]
    return CellText(
        words=" ".join(" ".join(part.text for part in parts).split()),
        bold=bool(parts) and all(part.bold for part in parts),
        listed=any(paragraph.depth and not paragraph.numbered for paragraph in paragraphs)
        or any(_is_bullet(part.text) for part in parts),
    )


def _is_bullet(text: str) -> bool:
    return match_item(text) is not None and not text.lstrip()[:1].isdigit()
