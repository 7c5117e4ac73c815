"""Printed lines into paragraphs: which line goes on from the one above it, and which begins a new one.

A PDF does not say. What is measured is what the eye goes by: the distance to the line above, where
the line begins, its type, and above all whether its first word would still have fitted on the line
above; if so, somebody ended that line there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.ingest.pdf.rows import Row
from pipeline.ingest.pdf.spans import Box, are_abreast

_CLEAR_GAP = 0.3  # more than the usual distance between lines, in letter heights
_WIDEST_LEADING = 1.6  # a heading's own lines stand no further apart
_INDENT = 0.6  # letter heights by which a line must begin elsewhere to be meant so
_COLUMN_ROWS = 6  # rows from which a block is a column of text and may go on in the next
_ENDED = re.compile(r"[.!?:;…][\"'’”)\]]*$")
_MOST_GROUPS = 400  # on a page; with more it was not made for reading
_DASH = re.compile(r"[-–—]$")

Group = tuple[int, int, float]  # page, block, size


@dataclass(frozen=True, slots=True)
class Layout:
    """What a document's lines have in common."""

    size: float  # of the body text
    leading: float  # distance of the lines of a paragraph, in sizes
    families: frozenset[str]  # of fonts that only headings are set in
    margins: dict[Group, tuple[float, float]]  # where the lines of a group begin and could have ended
    rows: dict[tuple[int, int], int]  # how many each block has


@dataclass(slots=True)
class Paragraph:
    """The printed lines of one paragraph, bullet or heading."""

    rows: list[Row]
    heading: bool  # whether it is set as one
    gap: float | None  # distance to the paragraph above, in sizes; None where a page, column or cell begins
    turns: bool  # whether it begins another block on the same page (a cell, a box), not the next column

    @property
    def first(self) -> Row:
        """Its first line."""
        return self.rows[0]


def measure_layout(rows: Sequence[Row], widths: dict[int, float]) -> Layout:
    """Measure what the lines of a document have in common; `widths` are those of its pages."""
    letters: Counter[tuple[float, str]] = Counter()
    for row in rows:
        letters[row.size, row.family] += len(row.text)
    (size, family), _ = max(letters.items(), key=lambda item: (item[1], item[0]), default=((12.0, ""), 0))
    by_family: Counter[str] = Counter()
    for (_, name), count in letters.items():
        by_family[name] += count
    larger = {row.family for row in rows if row.size > _heading_size(size) and row.family != family}
    families = frozenset(name for name in larger if by_family[name] < 0.3 * by_family.total())
    margins = _find_margins(rows, widths)
    return Layout(
        size=size,
        leading=_find_leading(rows, margins),
        families=families,
        margins=margins,
        rows=Counter((row.page, row.block) for row in rows),
    )


def gather_paragraphs(rows: Sequence[Row], layout: Layout) -> list[Paragraph]:
    """Put the lines of each paragraph together, in order."""
    paragraphs: list[Paragraph] = []
    for row in rows:
        above = paragraphs[-1] if paragraphs else None
        if above is not None and _goes_on(row, above, layout):
            above.rows.append(row)
            continue
        last = row if above is None else above.rows[-1]
        together = above is not None and _in_one_block(last, row)
        gap = (row.base - last.base) / min(row.size, last.size) if together else None
        turns = row.page == last.page and row.block != last.block and not _is_next_column(last, row, layout)
        paragraphs.append(Paragraph([row], is_heading(row, layout), gap, turns))
    return paragraphs


def is_heading(row: Row, layout: Layout) -> bool:
    """Whether a line is set as headings are: larger, or in the font that only headings have."""
    if not any(letter.isalpha() for letter in row.text):
        return False
    if row.marker and row.marker[-1] not in ".)":
        return False
    if row.size > _heading_size(layout.size):
        return True
    return row.family in layout.families and row.size >= 0.9 * layout.size


def _heading_size(size: float) -> float:
    return size + max(0.7, 0.07 * size)


def _in_one_block(one: Row, other: Row) -> bool:
    return (one.page, one.block) == (other.page, other.block)


def _group(row: Row) -> Group:
    return row.page, row.block, row.size


def _find_margins(rows: Sequence[Row], widths: dict[int, float]) -> dict[Group, tuple[float, float]]:
    """For the lines of one size in a block: where they begin, and where they could have ended."""
    boxes: dict[Group, Box] = {}
    for row in rows:
        left, top, right, bottom = boxes.get(_group(row), (1e9, 1e9, -1e9, -1e9))
        boxes[_group(row)] = (
            min(left, row.left),
            min(top, row.base - row.size),
            max(right, row.right),
            max(bottom, row.base),
        )
    beside = _find_neighbours(boxes)
    columns: dict[int, float] = {}  # by where they begin: the right end of columns that stand side by side
    edges: dict[int, float] = {}  # by page: the left edge of text that has nothing beside it
    for group, (left, _, right, _) in boxes.items():
        if group in beside:
            columns[_column(left)] = max(columns.get(_column(left), right), right)
        else:
            edges[group[0]] = min(edges.get(group[0], left), left)
    ends = [row.right for row in rows if _group(row) not in beside]
    widest = max(ends, default=0.0)
    margins = {}
    for group, (left, _, right, _) in boxes.items():
        if group in beside:
            margins[group] = left, max(columns.get(_column(left) + step, right) for step in (-1, 0, 1))
            continue
        width = widths.get(group[0], 612.0)
        # Several lines that end near the widest one show where lines end; else the page's own margin.
        wrapped = sum(end > widest - 0.08 * width for end in ends) >= max(3, 0.05 * len(ends))
        margins[group] = left, widest if wrapped else max(widest, width - edges[group[0]])
    return margins


def _column(left: float) -> int:
    return round(left / 6)


def _find_neighbours(boxes: dict[Group, Box]) -> set[Group]:
    """Blocks that have another one beside them."""
    pages: dict[int, list[Group]] = {}
    for group in boxes:
        pages.setdefault(group[0], []).append(group)
    return {
        one
        for groups in pages.values()
        if len(groups) <= _MOST_GROUPS
        for one in groups
        if any(one != other and are_abreast(boxes[one], boxes[other], 1) for other in groups)
    }


def _find_leading(rows: Sequence[Row], margins: dict[Group, tuple[float, float]]) -> float:
    wrapped: Counter[float] = Counter()
    for above, row in pairwise(rows):
        if not _in_one_block(above, row) or row.marker or (above.size, above.bold) != (row.size, row.bold):
            continue
        distance = (row.base - above.base) / row.size
        if 0.9 < distance < 2.6 and _is_full(above, row, margins[_group(above)][1]):
            wrapped[round(distance * 20) / 20] += 1
    return max(wrapped.items(), key=lambda item: (item[1], -item[0]))[0] if wrapped else 1.2


def _is_full(above: Row, row: Row, margin: float) -> bool:
    """Whether the first word of a line would not have fitted on the line above."""
    space = 0.0 if _DASH.search(above.text) else 0.25 * row.size
    return above.right + space + row.head - row.start > margin - 0.3 * row.size


def _goes_on(row: Row, paragraph: Paragraph, layout: Layout) -> bool:
    last = paragraph.rows[-1]
    if row.box != last.box or (row.box and row.page != last.page):
        return False
    if abs(row.size - last.size) > 0.6 or is_heading(row, layout) != paragraph.heading:
        return False
    first = paragraph.first
    if row.marker:
        # A dash at the start of a wrapped line stands where the words of its bullet stand.
        wrapped = row.typed and row.marker in "-–—" and first.marker not in ("", row.marker)
        if not (wrapped and _in_one_block(last, row) and abs(row.left - first.start) < 1):
            return False
    full = _is_full(last, row, layout.margins[_group(last)][1])
    if not _in_one_block(last, row):
        return full and _goes_over(row, paragraph, layout)
    distance = (row.base - last.base) / row.size
    if paragraph.heading:
        return (
            distance < max(_WIDEST_LEADING, layout.leading + 0.1)
            and row.bold == last.bold
            and row.family == last.family
        )
    if distance > layout.leading + _CLEAR_GAP:
        return False
    if first.marker:
        return _goes_on_in_item(row, paragraph, full)
    inset = last.left - layout.margins[_group(last)][0]
    if not full and row.left == last.left and inset > row.size and not _ENDED.search(last.text):
        # A quotation set in from both sides.
        margin = layout.margins[_group(last)][1] - inset
        return row.text[:1].islower() and _is_full(last, row, margin)
    if row.left > last.left + _INDENT * row.size or (row.bold != last.bold and not full):
        return full and not _ENDED.search(last.text)
    return full


def _goes_on_in_item(row: Row, paragraph: Paragraph, full: bool) -> bool:
    first, last = paragraph.first, paragraph.rows[-1]
    if abs(row.left - first.start) <= (0.3 if first.typed else _INDENT) * row.size:
        return first.marker == " " or first.start > first.left + 0.3 * row.size or full
    if row.left > first.left + 0.3 * row.size or first.typed:
        # Typed lines end where their writer ended them: one that begins small is the rest of a sentence.
        return full or (first.typed and row.text[:1].islower() and not _ENDED.search(last.text))
    # At the bullet or left of it: a paragraph of its own, unless the sentence is plainly not over.
    return full and not _ENDED.search(last.text) and row.left > first.left - 0.3 * row.size


def _is_next_column(last: Row, row: Row, layout: Layout) -> bool:
    """Whether a block is the next column of running text, rather than another cell or box."""
    long = layout.rows[last.page, last.block] >= _COLUMN_ROWS
    return long and row.left >= last.left + row.size and row.base < last.base


def _goes_over(row: Row, paragraph: Paragraph, layout: Layout) -> bool:
    """Whether a full line goes on on the next page or in the next column."""
    first, last = paragraph.first, paragraph.rows[-1]
    if row.page == last.page and not _is_next_column(last, row, layout):
        return False
    if paragraph.heading:
        return row.bold == last.bold and row.family == last.family and not _ENDED.search(last.text)
    offset = row.left - layout.margins[_group(row)][0]
    if first.marker and not first.typed:
        expected = first.start - layout.margins[_group(first)][0]
        aligned = abs(row.left - first.start) <= _INDENT * row.size
        return aligned or abs(offset - expected) <= _INDENT * row.size
    return not _ENDED.search(last.text) or row.text[:1].islower()
