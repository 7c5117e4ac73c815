"""Gathers the blocks of text of a web page, from its elements as they open and close.

Pages saved from Word, Google Docs and wikis are rarely well formed: lxml says where each element ends,
and an item or a cell stands in its list or row, whatever else was left open before it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from pipeline.ingest.office import PICTURE, Look, Paragraph, Part, Runs
from pipeline.ingest.office.parts import read_number
from pipeline.ingest.structure.grids import Cell
from pipeline.wording import word_set

_BLOCKS = word_set(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main menu nav ol "
    "optgroup option p pre script search section select style summary table tbody td template "
    "textarea tfoot th thead title tr ul"
)
_LISTS = ("ul", "ol", "menu", "dir")
_ROWS = ("table", "thead", "tbody", "tfoot")
_WITHIN = {
    # What an element belongs to.
    "li": (*_LISTS, "td", "th"),
    "dt": ("dl", "td", "th"),
    "dd": ("dl", "td", "th"),
    "tr": _ROWS,
    "td": ("tr", *_ROWS),
    "th": ("tr", *_ROWS),
}
_BOLD = ("b", "strong", "th", "summary")
_STRUCK = ("s", "strike", "del")
_PAGE_PARTS = ("article", "section", "main", "blockquote", "td")  # a footer in one is its own
_ROLES = {
    # Elements whose text is not part of what a reader reads: role and reason.
    "script": ("metadata", "code, not text"),
    "style": ("metadata", "code, not text"),
    "template": ("metadata", "hidden on the page"),
    "noscript": ("metadata", "hidden on the page"),
    "title": ("metadata", "the page's title"),
    "nav": ("boilerplate", "the site's navigation"),
}
_SPACES = re.compile(r"[ \t\n\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WEIGHT = re.compile(r"font-weight\s*:\s*(\w+)", re.IGNORECASE)
_WORD_LIST = re.compile(r"mso-list\s*:\s*\S+\s+level([1-9])", re.IGNORECASE)  # pages saved by Word
_WORD_MARKER = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_GOOGLE_LIST = re.compile(r"\blst-kix_\w+-(\d)\b")  # pages saved by Google Docs
_DEEPEST = 500  # elements inside one another; deeper ones are read, but not followed
_SHORT_LINK = 3  # words: "Back", "Contact us"
_MOST_CELLS = 1_000  # that a cell may span, and columns that a grid is thought to have
_PLAIN = Look()


@dataclass
class _Item:
    """A list's item; its first paragraph carries the bullet."""

    depth: int
    numbered: bool
    waiting: bool = True
    asks: bool = False  # whether its first paragraph asks something


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
    linked: bool = False
    marker: bool = False  # Word's own bullet, written out for browsers
    nested: bool = False  # in a part of the page
    blocks: int = 0  # how many there were when it was opened
    number: int = 0


class Blocks:
    """Follows a page's elements and gathers its paragraphs."""

    def __init__(self) -> None:
        self._paragraphs: list[Paragraph] = []
        self._frames = [_Frame()]
        self._too_deep = 0  # elements that are open and not followed
        self._runs = Runs()
        self._linked = True  # whether all words of the paragraph that is being read are a link
        self._struck = ""  # words struck out in the paragraph that is being read
        self._picture: Part | None = None  # what the page says of a picture
        self._grids = 0
        self._number = 1  # of the source line we are on
        self._handed_on: Look | None = None  # of "<b>" where it had to end before the "<p>" in it

    def finish(self, number: int) -> list[Paragraph]:
        """The paragraphs of the page, whose last line has this number."""
        self._number = number
        self._end_block()
        return self._paragraphs

    def open(self, tag: str, attributes: Mapping[str, str], number: int) -> None:
        """An element opens on a line of the source."""
        self._number = number
        if tag == "br" or (tag == "input" and any(self._runs.stretches)):
            self._runs.break_line(number)  # each box to tick has words of its own
        elif tag == "img":
            self._picture = Part(attributes.get("alt", ""), number=number)
        elif tag in _BLOCKS:
            self._end_block()
        if len(self._frames) > _DEEPEST:
            self._too_deep += 1
        else:
            self._frames.append(self._make_frame(tag, attributes))
        self._handed_on = None

    def close(self, tag: str, number: int, cause: Literal["itself", "next", "around"]) -> None:
        """The element opened last ends: by its own end, for the next one, or with one around it."""
        self._number = number
        if tag in _BLOCKS:
            self._end_block()
        if self._too_deep:
            self._too_deep -= 1
            return
        frame = self._frames.pop()
        if tag in ("p", "li") and len(self._paragraphs) == frame.blocks and cause != "around":
            self._put((), frame, frame.number)  # a blank line, or an empty bullet
        if cause != "next":
            self._handed_on = None
        elif tag in (*_BOLD, *_STRUCK) and not self._runs.stretches[-1]:
            self._handed_on = self._handed_on or frame.look

    def break_off(self, tag: str, number: int) -> None:
        """The page ends an element that is not open."""
        self._number = number
        if tag == "br":
            self._runs.break_line(number)
        elif tag in _BLOCKS:
            self._end_block()

    def read_text(self, data: str, number: int) -> None:
        """Text that begins on a line of the source."""
        frame, self._number = self._frames[-1], number
        if data.strip():
            self._handed_on = None
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

    def read_comment(self, data: str, number: int) -> None:
        """Keep a comment in the source as a line that is not read."""
        if any(character.isalnum() for character in data):
            self._number = number
            self._end_block()
            self._runs.numbers[0] = number
            self._runs.add(data.strip(), Look())
            self._end_block(_Frame(role="metadata", reason="a comment in the page's source"))

    def _add(self, text: str, frame: _Frame, number: int) -> None:
        self._linked = self._linked and (frame.linked or not text.strip())
        if frame.look.struck and not frame.role:
            self._struck += text
            return
        if text and not self._runs.stretches[-1]:
            self._runs.numbers[-1] = number
        self._runs.add(text, frame.look)

    def _find_around(self, tag: str) -> _Frame:
        """The open element that another one belongs to."""
        if tag in _WITHIN:
            for frame in reversed(self._frames):
                if frame.tag in _WITHIN[tag]:
                    return frame
        return self._frames[-1]

    def _make_frame(self, tag: str, attributes: Mapping[str, str]) -> _Frame:
        around, style = self._find_around(tag), attributes.get("style", "")
        look = self._handed_on if self._handed_on is not None and tag == "p" else around.look
        frame = replace(
            around,
            tag=tag,
            look=_read_look(tag, style, "hidden" in attributes, look),
            verbatim=around.verbatim or tag in ("pre", "textarea", "script", "style"),
            linked=around.linked or tag == "a",
            marker=around.marker or _WORD_MARKER.search(style) is not None,
            nested=around.nested or tag in _PAGE_PARTS,
            blocks=len(self._paragraphs),
            number=self._number,
        )
        if tag in _ROLES:
            frame = replace(frame, role=_ROLES[tag][0], reason=_ROLES[tag][1])
        elif tag == "footer" and not around.nested and not frame.role:
            frame = replace(frame, role="boilerplate", reason="at the foot of the page")
        if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            return replace(frame, level=int(tag[1]))
        if tag in _LISTS:
            google = _GOOGLE_LIST.search(attributes.get("class", ""))
            depth = int(google[1]) + 1 if google is not None else around.depth + 1
            return replace(frame, depth=depth, numbered=tag == "ol", item=None)
        if tag == "li":
            return replace(frame, item=_Item(max(1, around.depth), around.numbered))
        if tag == "p" and (word := _WORD_LIST.search(style)) is not None:
            return replace(frame, item=_Item(int(word[1]), numbered=False))
        return self._open_grid(tag, attributes, frame)

    def _open_grid(self, tag: str, attributes: Mapping[str, str], frame: _Frame) -> _Frame:
        grid = frame.grid
        if tag == "table":
            self._grids += 1
            return replace(frame, grid=_Grid(self._grids), depth=0, item=None)
        if tag == "tr" and grid is not None:
            grid.row += 1
            grid.column = 0
            grid.covered = {column: rows - 1 for column, rows in grid.covered.items() if rows > 1}
        if tag in ("td", "th") and grid is not None:
            spans = (read_number(attributes.get(name, ""), 1) for name in ("colspan", "rowspan"))
            wide, high = (min(max(1, span), _MOST_CELLS) for span in spans)
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

    def _end_block(self, frame: _Frame | None = None) -> None:
        runs, picture, struck = self._runs, self._picture, self._struck
        self._struck = ""
        if struck.strip() and not any(text.strip() for stretch in runs.stretches for text, _ in stretch):
            runs.add(struck, Look(struck=True))  # nothing but that stands here
            struck = ""
        if picture is None and not any(runs.stretches) and len(runs.stretches) == 1:
            return
        self._runs, self._picture = Runs(), None
        linked, self._linked = self._linked, True
        frame = self._frames[-1] if frame is None else frame
        parts = tuple(
            part if frame.verbatim else replace(part, text=part.text.rstrip(" ")) for part in runs.cut()
        )
        if picture is not None and not any(part.text.strip() for part in parts):
            parts = (picture,)
            frame = replace(frame, role=frame.role or "boilerplate", reason=frame.reason or PICTURE)
        number = next((part.number for part in parts if part.number), 0) or self._number
        words = sum(len(part.text.split()) for part in parts)
        if linked and 0 < words <= _SHORT_LINK and frame.item is None and not (frame.role or frame.level):
            frame = replace(frame, role="boilerplate", reason="a link of the page")
        self._put(parts, frame, number)
        if struck.strip():
            self._put((Part(struck.strip()),), replace(frame, role="metadata", reason="struck out"), number)

    def _put(self, parts: tuple[Part, ...], frame: _Frame, number: int) -> None:
        item = frame.item
        bulleted = item is not None and item.waiting and not frame.level and not frame.role
        depth, numbered = (item.depth, item.numbered) if item is not None and bulleted else (0, False)
        if item is not None and item.waiting:
            item.waiting, item.asks = False, any(part.text.rstrip().endswith("?") for part in parts)
        elif item is not None and not (item.asks or frame.role or frame.level or frame.tag in _LISTS):
            frame = replace(frame, role="continuation", reason="goes on from the line above")
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
    bold = around.bold or tag in _BOLD
    if weight is not None:
        bold = weight[1].lower() in ("bold", "bolder", "600", "700", "800", "900")
    struck = around.struck or tag in _STRUCK or "line-through" in style
    return Look(bold, struck, around.hidden or hidden or _HIDDEN.search(style) is not None)
