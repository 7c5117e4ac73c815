"""Follows the elements of a web page and gathers its blocks of text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from pipeline.ingest.office.elements import read_number
from pipeline.ingest.office.paragraphs import PICTURE, Paragraph, Part
from pipeline.ingest.office.runs import Look, Runs
from pipeline.ingest.structure.grids import Cell
from pipeline.ingest.web.elements import (
    BLOCKS,
    BOLD,
    CLOSES,
    LISTS,
    OTHER_BLOCKS,
    PAGE_PARTS,
    PARAGRAPH,
    ROLES,
    STRUCK,
    TABLE,
    VOID,
)
from pipeline.ingest.web.tokens import Token

_SPACES = re.compile(r"[ \t\n\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WEIGHT = re.compile(r"font-weight\s*:\s*(\w+)", re.IGNORECASE)
_WORD_LIST = re.compile(r"mso-list\s*:\s*\S+\s+level([1-9])", re.IGNORECASE)  # pages saved by Word
_WORD_MARKER = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_GOOGLE_LIST = re.compile(r"\blst-kix_\w+-(\d)\b")  # pages saved by Google Docs
_DEEPEST = 500  # elements inside one another; deeper ones are read, but not followed
_MOST_CELLS = 1_000  # that a cell may span, and columns that a grid is thought to have


_PLAIN = Look()


@dataclass
class _Item:
    """A list's item; its first paragraph carries the bullet."""

    depth: int
    numbered: bool
    waiting: bool = True


@dataclass
class _Grid:
    number: int
    row: int = 0
    column: int = 0
    covered: dict[int, int] = field(default_factory=dict)  # columns taken by cells of rows above


@dataclass(frozen=True)
class _Frame:
    """An open element, with all that holds for the text inside it."""

    tag: str = ""
    look: Look = _PLAIN
    level: int = 0
    depth: int = 0
    numbered: bool = False
    item: _Item | None = None
    grid: _Grid | None = None
    cell: Cell | None = None
    role: str = ""
    reason: str = ""
    verbatim: bool = False  # white space counts
    marker: bool = False  # Word's own bullet, written out for browsers
    nested: bool = False  # in a part of the page
    blocks: int = 0  # how many there were when it was opened
    number: int = 0


class PageReader:
    """Follows a page's elements and gathers its paragraphs."""

    def __init__(self) -> None:
        self._paragraphs: list[Paragraph] = []
        self._frames = [_Frame()]
        self._runs = Runs()
        self._picture: Part | None = None  # what the page says of a picture
        self._grids = 0
        self._number = 1  # of the source line we are on

    def read(self, tokens: Iterable[Token]) -> list[Paragraph]:
        """The paragraphs of a page, in order."""
        for token in tokens:
            self._number = token.number
            if token.kind == "text":
                self._read_text(token.text)
            elif token.kind == "comment":
                self._read_comment(token.text)
            elif token.kind == "end":
                self._close(token.text)
            else:
                self._start(token.text, token.attributes)
                # Pages written as XML have "<p/>", with nothing inside.
                if token.kind == "empty" and token.text not in VOID:
                    self._close(token.text)
        self._end_block()
        return self._paragraphs

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in VOID:
            self._read_void(tag, attributes)
            return
        if tag in BLOCKS:
            self._end_block()
            self._close_open(PARAGRAPH, OTHER_BLOCKS)
        if tag in CLOSES:
            self._close_open(*CLOSES[tag])
        if len(self._frames) <= _DEEPEST:
            self._frames.append(self._open(tag, attributes))

    def _close(self, tag: str) -> None:
        """Close an element, with those inside it that were left open."""
        if tag in VOID:
            if tag == "br":
                self._read_void("br", {})
        elif tag in BLOCKS:
            self._end_block()
            self._close_open(frozenset((tag,)), frozenset() if tag == "table" else TABLE)
        else:
            self._close_open(frozenset((tag,)), BLOCKS)

    def _read_text(self, data: str) -> None:
        frame, number = self._frames[-1], self._number
        if frame.marker:
            if frame.item is not None:
                frame.item.numbered = any(character.isdigit() for character in data)
        elif frame.tag in ("script", "style"):
            self._add(data.strip(), frame, number)
        elif frame.verbatim:
            for place, line in enumerate(data.split("\n")):
                if place:
                    self._runs.break_line(number + place)
                self._add(line, frame, number + place)
        else:
            shown = _SPACES.sub(" ", data)
            leading = data[: len(data) - len(data.lstrip(" \t\n\f"))]
            shown = shown.lstrip(" ") if self._runs.ends_in_space() else shown
            self._add(shown, frame, number + leading.count("\n"))

    def _read_comment(self, data: str) -> None:
        """Keep a comment in the source as a line that is not read."""
        if any(character.isalnum() for character in data):
            self._end_block()
            self._runs.numbers[0] = self._number
            self._runs.add(data.strip(), Look())
            self._end_block(_Frame(role="metadata", reason="a comment in the page's source"))

    def _add(self, text: str, frame: _Frame, number: int) -> None:
        if text and not self._runs.stretches[-1]:
            self._runs.numbers[-1] = number
        self._runs.add(text, frame.look)

    def _read_void(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "br":
            self._runs.break_line(self._number)
        elif tag == "img":
            self._picture = Part(attributes.get("alt", ""), number=self._number)
        elif tag == "hr":
            self._end_block()

    def _open(self, tag: str, attributes: dict[str, str]) -> _Frame:
        around, style = self._frames[-1], attributes.get("style", "")
        frame = replace(
            around,
            tag=tag,
            look=_read_look(tag, style, "hidden" in attributes, around.look),
            verbatim=around.verbatim or tag in ("pre", "textarea", "script", "style"),
            marker=around.marker or _WORD_MARKER.search(style) is not None,
            nested=around.nested or tag in PAGE_PARTS,
            blocks=len(self._paragraphs),
            number=self._number,
        )
        if tag in ROLES:
            frame = replace(frame, role=ROLES[tag][0], reason=ROLES[tag][1])
        elif tag == "footer" and not around.nested and not frame.role:
            frame = replace(frame, role="boilerplate", reason="at the foot of the page")
        if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            return replace(frame, level=int(tag[1]))
        if tag in LISTS:
            google = _GOOGLE_LIST.search(attributes.get("class", ""))
            depth = int(google[1]) + 1 if google is not None else around.depth + 1
            return replace(frame, depth=depth, numbered=tag == "ol", item=None)
        if tag == "li":
            return replace(frame, item=_Item(max(1, around.depth), around.numbered))
        if tag == "p" and (word := _WORD_LIST.search(style)) is not None:
            return replace(frame, item=_Item(int(word[1]), numbered=False))
        return self._open_grid(tag, attributes, frame)

    def _open_grid(self, tag: str, attributes: dict[str, str], frame: _Frame) -> _Frame:
        grid = frame.grid
        if tag == "table":
            self._grids += 1
            return replace(frame, grid=_Grid(self._grids), depth=0, item=None)
        if tag == "tr" and grid is not None:
            grid.row += 1
            grid.column = 0
            grid.covered = {column: rows - 1 for column, rows in grid.covered.items() if rows > 1}
        if tag in ("td", "th") and grid is not None:
            wide, high = (_read_span(attributes.get(name, "")) for name in ("colspan", "rowspan"))
            grid.column += 1
            while grid.column in grid.covered:
                grid.column += 1
            cell = Cell(grid.number, max(1, grid.row), grid.column)
            if high > 1:
                last = min(grid.column + wide, _MOST_CELLS)
                grid.covered.update(dict.fromkeys(range(grid.column, last), high))
            grid.column += wide - 1
            return replace(frame, cell=cell, depth=0, item=None)
        return frame

    def _close_open(self, tags: frozenset[str], barriers: frozenset[str]) -> None:
        """Close the innermost of the elements named, unless another one stands in the way."""
        for place in range(len(self._frames) - 1, 0, -1):
            tag = self._frames[place].tag
            if tag in tags:
                self._end_element(self._frames[place])
                del self._frames[place:]
                return
            if tag in barriers:
                return

    def _end_element(self, frame: _Frame) -> None:
        """An empty paragraph is a blank line, and an empty item an empty bullet."""
        if frame.tag in ("p", "li") and len(self._paragraphs) == frame.blocks:
            self._put((), frame, frame.number)

    def _end_block(self, frame: _Frame | None = None) -> None:
        runs, picture = self._runs, self._picture
        if picture is None and not any(runs.stretches) and len(runs.stretches) == 1:
            return
        self._runs, self._picture = Runs(), None
        frame = self._frames[-1] if frame is None else frame
        parts = tuple(
            part if frame.verbatim else replace(part, text=part.text.rstrip(" ")) for part in runs.cut()
        )
        if picture is not None and not any(part.text.strip() for part in parts):
            parts = (picture,)
            frame = replace(frame, role=frame.role or "boilerplate", reason=frame.reason or PICTURE)
        number = next((part.number for part in parts if part.number), 0) or self._number
        self._put(parts, frame, number)

    def _put(self, parts: tuple[Part, ...], frame: _Frame, number: int) -> None:
        item = frame.item
        bulleted = item is not None and item.waiting and not frame.level and not frame.role
        depth, numbered = (item.depth, item.numbered) if item is not None and bulleted else (0, False)
        if item is not None:
            item.waiting = False
        self._paragraphs.append(
            Paragraph(
                number=number,
                locator="",
                parts=parts,
                level=frame.level,
                depth=depth,
                numbered=numbered,
                cell=frame.cell,
                role=frame.role,
                reason=frame.reason,
            )
        )


def _read_look(tag: str, style: str, hidden: bool, around: Look) -> Look:
    weight = _WEIGHT.search(style)
    bold = around.bold or tag in BOLD
    if weight is not None:
        bold = weight[1].lower() in ("bold", "bolder", "600", "700", "800", "900")
    struck = around.struck or tag in STRUCK or "line-through" in style
    return Look(bold, struck, around.hidden or hidden or _HIDDEN.search(style) is not None)


def _read_span(text: str) -> int:
    return min(max(1, read_number(text, 1)), _MOST_CELLS)
