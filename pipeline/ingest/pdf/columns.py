"""Columns, cells and boxes of a page, in the order people read them.

A PDF keeps its letters in the order they were written, which is nearly always the order of reading:
column after column, cell after cell. That order is kept; only blocks that clearly stand above or left
of others are moved before them, and rows that run across a clear gap between two columns are parted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from pipeline.ingest.pdf.spans import Span

SpanRow = list[Span]
Block = list[SpanRow]

# Bullets as printed; private characters are what symbol fonts leave of theirs.
BULLETS = "•◦▪‣●○■□·–—⁃∙◆◇►▶➢➤✓✔✗❑❖★☐☑→-*+"
_BULLET = re.compile(rf"[{re.escape(BULLETS)}\uf000-\uf0ff]")
_LETTER_BULLETS = "o§Øüvq"  # bullets of Word in a font that the PDF no longer names
_NUMBER = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[.)]")
_WIDE = 1.5  # gap between words, in letter heights, that parts columns
_LEAST_ROWS = 4  # rows on both sides of a gap before it is one between columns
_LEAST_LETTERS = 15  # in most rows of a column; cells with less are figures, times and names
# A page with more blocks or rows was not made for reading: it is taken in the file's order.
_MOST_BLOCKS = 400
_MOST_ROWS = 600
_MOST_GAPS = 5


def order_blocks(spans: Iterable[Span]) -> list[Block]:
    """Put the spans of a page into rows, and the rows into blocks, in the order of reading."""
    rows = _gather_rows(spans)
    rising = sum(row[0].base < above[0].base for above, row in pairwise(rows))
    if rising > len(rows) / 2:
        rows.reverse()  # pdfium gives a page that lies on its left side from its foot upwards
    blocks = _join_table_rows(_gather_blocks(rows))
    if len(blocks) > _MOST_BLOCKS or sum(map(len, blocks)) > _MOST_ROWS:
        return blocks
    parted = [part for block in blocks for part in _part_columns(block)]
    return _sort_blocks(_cut_blocks(_hang_heads(parted)))


def is_marker(span: Span) -> bool:
    """Whether a span holds nothing but a bullet or a number as lists have."""
    text = span.text.strip()
    if len(text) > 5:
        return False
    glyph = len(text) == 1 and (_BULLET.match(text) is not None or text in _LETTER_BULLETS)
    return glyph or _NUMBER.fullmatch(text) is not None


def on_one_line(one: Span, other: Span) -> bool:
    """Whether two spans stand on one line; the smaller may be raised or lowered (3rd)."""
    large = max(one.size, other.size)
    reach = 0.25 if min(one.size, other.size) > 0.9 * large else 0.5
    return abs(one.base - other.base) <= reach * large


def _gather_rows(spans: Iterable[Span]) -> list[SpanRow]:
    rows: list[SpanRow] = []
    for span in spans:
        row = rows[-1] if rows else []
        if (
            any(on_one_line(other, span) and other.box == span.box for other in row[-2:])
            and span.left >= row[-1].right - 0.3 * span.size
        ):
            row.append(span)
        else:
            rows.append([span])
    return rows


def _gather_blocks(rows: Iterable[SpanRow]) -> list[Block]:
    """Rows in the order of the file, parted where the next row stands higher up, or aside."""
    blocks: list[Block] = []
    for row in rows:
        above = blocks[-1][-1] if blocks else None
        apart = above is not None and row[0].box != above[0].box
        if above is None or apart or row[0].base < above[0].base or _stands_aside(above, row):
            blocks.append([])
        blocks[-1].append(row)
    return blocks


def _join_table_rows(blocks: list[Block]) -> list[Block]:
    """Blocks that are rows of one table, each begun by cells that stand where those above it do."""
    joined: list[Block] = []
    for block in blocks:
        above = joined[-1] if joined else None
        cells = [cell[0].left for cell in _cut_row(block[0])]
        if (
            above is not None
            and len(cells) > 1
            and 0 < block[0][0].base - above[-1][0].base < 4 * block[0][0].size
            and block[0][0].box == above[-1][0].box
            and any(
                len(cut) == len(cells)
                and all(abs(left - cell[0].left) < 2 for left, cell in zip(cells, cut, strict=True))
                for cut in map(_cut_row, above)
            )
        ):
            above += block
        else:
            joined.append(block)
    return joined


def _stands_aside(above: SpanRow, row: SpanRow) -> bool:
    gaps = _wide_gaps(row)
    first_end = gaps[0][0] if gaps else _right(row)  # of the first cell, when the row has several
    return row[0].left > _right(above) + row[0].size or first_end <= above[0].left


def _right(row: SpanRow) -> float:
    return max(span.right for span in row)


def _wide_gaps(row: SpanRow) -> list[tuple[float, float]]:
    return [
        (one.right, other.left)
        for one, other in pairwise(row)
        if other.left - one.right > _WIDE * other.size and not is_marker(one)
    ]


def _part_columns(block: Block) -> list[Block]:
    parts: list[Block] = []
    waiting = [block]
    while waiting:
        rows = waiting.pop()
        above, left, right, below = _find_gutter(rows)
        parts += [part for part in (above, left) if part]
        waiting += [part for part in (below, right) if part]
    return parts


def _find_gutter(rows: Block) -> tuple[Block, Block, Block, Block]:
    """Rows above a gap between two columns, left and right of it, and below; without one all are above."""
    gaps = [_wide_gaps(row) for row in rows]
    for first, found in enumerate(gaps):
        for gap in found[:_MOST_GAPS]:
            last, middle = _follow_gap(rows, gaps, first, gap)
            stretch = rows[first : last + 1]
            left = [own for row in stretch if (own := [span for span in row if span.left < middle])]
            right = [own for row in stretch if (own := [span for span in row if span.left >= middle])]
            if _reads_as_column(left) and _reads_as_column(right):
                return rows[:first], left, right, rows[last + 1 :]
    return rows, [], [], []


def _follow_gap(
    rows: Block, gaps: Sequence[Sequence[tuple[float, float]]], first: int, gap: tuple[float, float]
) -> tuple[int, float]:
    """How far down a gap goes on, and the middle of what all its rows leave free."""
    low, high = gap
    last = crossed = first
    for place in range(first + 1, len(rows)):
        row = rows[place]
        shared = [(max(low, start), min(high, end)) for start, end in gaps[place]]
        shared = [(start, end) for start, end in shared if end - start >= 0.8 * row[0].size]
        if shared:
            low, high = shared[0]
            crossed = place
        elif not (_right(row) <= low + 1 or row[0].left >= high - 1):
            break
        last = place
    return (last if crossed > first else first), (low + high) / 2


def _reads_as_column(rows: Block) -> bool:
    """Whether one side of a gap holds sentences."""
    lengths = [sum(len(span.text.strip()) for span in row) for row in rows]
    return len(lengths) >= _LEAST_ROWS and median(lengths) >= _LEAST_LETTERS


def _hang_heads(blocks: list[Block]) -> list[Block]:
    """Give each of several columns the heading that stands above it, on one line with the others."""
    waiting, hung = list(blocks), []
    for place in range(len(waiting)):
        block = waiting[place]
        for at, row in enumerate(block[:-1]):
            cells = _cut_row(row)
            beside = waiting[place + 1 : place + len(cells)]
            if len(cells) < 2 or len(beside) < len(cells) - 1:
                continue
            columns = [block[at + 1 :], *beside]
            if all(_heads(cell, column) for cell, column in zip(cells, columns, strict=True)) and all(
                _right(below) < cells[1][0].left for below in columns[0]
            ):
                hung += [block[:at]] if at else []
                for after, (cell, column) in enumerate(zip(cells, columns, strict=True)):
                    waiting[place + after] = [cell, *column]
                break
        hung.append(waiting[place])
    return hung


def _cut_row(row: SpanRow) -> list[SpanRow]:
    edges = [
        0,
        *(place for place, pair in enumerate(pairwise(row), start=1) if _wide_gaps(list(pair))),
        len(row),
    ]
    return [row[start:end] for start, end in pairwise(edges)]


def _heads(cell: SpanRow, column: Block) -> bool:
    """Whether a cell stands right above a column and begins where it does."""
    first = column[0][0]
    size = cell[0].size
    return abs(cell[0].left - first.left) < 0.5 * size and 0 < first.base - cell[0].base < 4 * size


def _box(rows: Block) -> tuple[float, float, float, float]:
    spans = [span for row in rows for span in row]
    return (
        min(span.left for span in spans),
        min(span.base - span.size for span in spans),
        max(span.right for span in spans),
        max(span.base for span in spans),
    )


def _cut_blocks(blocks: list[Block]) -> list[Block]:
    """Cut a block where its rows leave their column: an introduction above two columns, or an end below."""
    boxes = [_box(block) for block in blocks]
    cuts: list[set[int]] = [set() for _ in blocks]
    for one, block in enumerate(blocks):
        for other, beside in enumerate(blocks):
            top, end = max(boxes[one][1], boxes[other][1]), min(boxes[one][3], boxes[other][3])
            if one == other or end - top <= 1:
                continue
            own = [row for row in block if top <= row[0].base <= end + 1]
            others = [row for row in beside if top <= row[0].base <= end + 1]
            if not own or not others:
                continue
            left, _, right, _ = _box(others)
            if _overlap(_box(own)[::2], (left, right)) > 1:
                continue
            for place, (row, below) in enumerate(pairwise(block), start=1):
                inside = [top <= each[0].base <= end + 1 for each in (row, below)]
                wide = below if inside[0] else row
                if inside[0] != inside[1] and _overlap((wide[0].left, _right(wide)), (left, right)) > 1:
                    cuts[one].add(place)
    parts: list[Block] = []
    for block, places in zip(blocks, cuts, strict=True):
        edges = [0, *sorted(places), len(block)]
        parts += [block[start:end] for start, end in pairwise(edges)]
    return parts


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    return min(one[1], other[1]) - max(one[0], other[0])


def _sort_blocks(blocks: list[Block]) -> list[Block]:
    """Blocks in the order of reading: the file's own, but above before below and left before right."""
    boxes = [_box(block) for block in blocks]
    waiting: dict[int, set[int]] = {place: set() for place in range(len(blocks))}  # for those before them
    for one, (left, top, right, bottom) in enumerate(boxes):
        for other, (left2, top2, right2, bottom2) in enumerate(boxes):
            above = bottom <= top2 + 2 and _overlap((left, right), (left2, right2)) > 0
            before = right <= left2 + 2 and _overlap((top, bottom), (top2, bottom2)) > 0
            if one != other and (above or before):
                waiting[other].add(one)
    ordered: list[Block] = []
    while waiting:  # in a ring of blocks the file's order counts
        place = min((one for one, first in waiting.items() if not first), default=min(waiting))
        ordered.append(blocks[place])
        del waiting[place]
        for first in waiting.values():
            first.discard(place)
    return ordered
