"""The printed lines of a page in the order people read them.

A PDF keeps its letters in the order they were written, which is nearly always the order of reading:
column after column, cell after cell. That order is kept; only blocks that clearly stand above or left
of others are moved before them, and rows that run across a clear gap between two columns are parted.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from pipeline.ingest.pdf_text import Page, Span

# Bullets as printed; private characters are what symbol fonts leave of theirs.
BULLETS = "•◦▪‣●○■□·–—⁃∙◆◇►▶➢➤✓✔✗❑❖★☐☑→-*+"
_BULLET = re.compile(rf"[{re.escape(BULLETS)}\uf000-\uf0ff]")
_LETTER_BULLETS = "o§Øüvq"  # bullets of Word in a font that the PDF no longer names
_NUMBER = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[.)]")
_MARKED = re.compile(rf"(?P<marker>[{re.escape(BULLETS)}\uf000-\uf0ff]|\(?\d{{1,3}}[.)])(?P<gap>[ \t\u00a0]+|$)")
_WIDE = 1.5  # gap between words, in letter heights, that parts columns
_LEAST_ROWS = 4  # rows on both sides of a gap before it is one between columns
_MOST_BLOCKS = 400  # blocks of one page that are still put in order by where they stand


@dataclass(frozen=True, slots=True)
class Row:
    """One printed line.

    Attributes:
        page: Page number, from 1.
        block: Number of the block (column, cell, box) on its page.
        text: The line as it stands.
        marker: Its bullet or number, empty for none; " " for one that is drawn.
        content: The text without it.
        left: Where the line begins, its marker included.
        start: Where the content begins.
        head: Where its first word ends.
        right: Where it ends.
        base: Its baseline, downwards from the top.
        size: Size of most of its letters.
        bold: Whether all its letters are bold.
        italic: Whether all are italic.
        family: Family of the font of most of its letters.
        typed: Whether only a space stands between marker and content.
        aside: Why it is not part of the page's text, else empty.
    """

    page: int
    block: int
    text: str
    marker: str
    content: str
    left: float
    start: float
    head: float
    right: float
    base: float
    size: float
    bold: bool
    italic: bool
    family: str
    typed: bool
    aside: str


@dataclass(slots=True)
class _Block:
    rows: list[list[Span]] = field(default_factory=list)

    @property
    def box(self) -> tuple[float, float, float, float]:
        spans = [span for row in self.rows for span in row]
        return (
            min(span.left for span in spans),
            min(span.base - span.size for span in spans),
            max(span.right for span in spans),
            max(span.base for span in spans),
        )


def list_rows(page: Page) -> list[Row]:
    """The printed lines of a page, in the order of reading; those set aside come last."""
    spans = _place_markers([span for span in page.spans if not span.aside and not span.drawn])
    drawn = [span for span in page.spans if span.drawn]
    blocks = [part for block in _gather_blocks(spans) for part in _part_columns(block)]
    rows = [
        _make_row(page.number, number, row, _has_bullet(row, drawn))
        for number, block in enumerate(_order_blocks(blocks), start=1)
        for row in block.rows
    ]
    aside = [span for span in page.spans if span.aside]
    return rows + [_make_row(page.number, 0, [span], False) for span in aside]


def _is_marker(span: Span) -> bool:
    text = span.text.strip()
    if len(text) > 5:
        return False
    return bool(
        (len(text) == 1 and (_BULLET.match(text) or text in _LETTER_BULLETS)) or _NUMBER.fullmatch(text)
    )


def _same_line(one: Span, other: Span) -> bool:
    """Whether two spans stand on one line; the smaller may be raised or lowered (3rd)."""
    large = max(one.size, other.size)
    reach = 0.25 if min(one.size, other.size) > 0.8 * large else 0.5
    return abs(one.base - other.base) <= reach * large


def _place_markers(spans: list[Span]) -> list[Span]:
    """Move bullets that were drawn apart from their text right before it."""
    stray = {
        place
        for place, span in enumerate(spans)
        if _is_marker(span)
        and not (
            place + 1 < len(spans) and _same_line(span, spans[place + 1]) and spans[place + 1].left > span.left
        )
        and not (place and _same_line(span, spans[place - 1]) and spans[place - 1].left < span.left)
    }
    if not stray:
        return spans
    lines: dict[int, list[int]] = {}
    for place, span in enumerate(spans):
        if place not in stray:
            lines.setdefault(round(span.base / 4), []).append(place)
    before: dict[int, Span] = {}
    for place in sorted(stray):
        marker = spans[place]
        key = round(marker.base / 4)
        near = [
            other
            for line in (key - 1, key, key + 1)
            for other in lines.get(line, ())
            if other not in before
            and _same_line(marker, spans[other])
            and 0 < spans[other].left - marker.left < 6 * spans[other].size
        ]
        if near:
            before[min(near, key=lambda other: spans[other].left)] = marker
            lines.setdefault(key, [])
        else:
            before[place] = marker
    moved: list[Span] = []
    for place, span in enumerate(spans):
        if place in before:
            moved.append(before[place])
        if place not in stray:
            moved.append(span)
    return moved


def _gather_blocks(spans: Iterable[Span]) -> list[_Block]:
    """Rows in the order of the file, parted where the next row stands higher up, or aside."""
    blocks: list[_Block] = []
    row: list[Span] = []
    for span in spans:
        if row and _same_line(row[-1], span) and span.left >= row[-1].right - 0.3 * span.size:
            row.append(span)
            continue
        above = row
        row = [span]
        if not above or span.base < above[0].base or _stands_aside(above, span):
            blocks.append(_Block())
        blocks[-1].rows.append(row)
    return blocks


def _stands_aside(above: Sequence[Span], span: Span) -> bool:
    left, right = above[0].left, max(other.right for other in above)
    return span.left > right + span.size or span.right < left - 3 * span.size


def _part_columns(block: _Block) -> list[_Block]:
    """Part a block whose rows run across a clear gap between two columns."""
    gaps = [_wide_gaps(row) for row in block.rows]
    for first, found in enumerate(gaps):
        for gap in found:
            last, (low, high) = first, gap
            crossed = 0
            while last + 1 < len(gaps):
                fits = [
                    (max(low, other[0]), min(high, other[1]))
                    for other in gaps[last + 1]
                    if min(high, other[1]) - max(low, other[0]) >= 0.8 * block.rows[last + 1][0].size
                ]
                one_side = all(span.right <= low + 1 for span in block.rows[last + 1]) or all(
                    span.left >= high - 1 for span in block.rows[last + 1]
                )
                if not fits and not one_side:
                    break
                if fits:
                    low, high = fits[0]
                    crossed += 1
                last += 1
            if crossed + 1 < _LEAST_ROWS:
                continue
            middle = (low + high) / 2
            stretch = block.rows[first : last + 1]
            left = [[span for span in row if span.left < middle] for row in stretch]
            right = [[span for span in row if span.left >= middle] for row in stretch]
            if not (_reads_as_column(left) and _reads_as_column(right)):
                continue
            parts = [
                _Block(block.rows[:first]),
                _Block([row for row in left if row]),
                *_part_columns(_Block([row for row in right if row])),
                *_part_columns(_Block(block.rows[last + 1 :])),
            ]
            return [part for part in parts if part.rows]
    return [block] if block.rows else []


def _wide_gaps(row: Sequence[Span]) -> list[tuple[float, float]]:
    return [
        (one.right, other.left)
        for one, other in pairwise(row)
        if other.left - one.right > _WIDE * other.size and not _is_marker(one)
    ]


def _reads_as_column(rows: Sequence[Sequence[Span]]) -> bool:
    """Whether one side of a gap holds sentences: figures, times and names are cells of a row."""
    lengths = [sum(len(span.text.strip()) for span in row) for row in rows if row]
    return len(lengths) >= _LEAST_ROWS and median(lengths) >= 15


def _order_blocks(blocks: list[_Block]) -> list[_Block]:
    """Blocks in the order of reading: the file's own, but above before below and left before right."""
    boxes = [block.box for block in blocks]
    if len(blocks) > _MOST_BLOCKS:
        return [block for _, block in sorted(zip(boxes, blocks, strict=True), key=lambda pair: pair[0][1::-1])]
    followers: list[list[int]] = [[] for _ in blocks]
    waits = [0] * len(blocks)
    for one, (left, top, right, bottom) in enumerate(boxes):
        for other, (left2, top2, right2, bottom2) in enumerate(boxes):
            beside = min(right, right2) - max(left, left2)
            abreast = min(bottom, bottom2) - max(top, top2)
            above = bottom <= top2 + 2 and beside > 0
            before = right <= left2 + 2 and abreast > 0
            if one != other and (above or before):
                followers[one].append(other)
                waits[other] += 1
    ready = [place for place, count in enumerate(waits) if count == 0]
    heapq.heapify(ready)
    ordered: list[_Block] = []
    left_over = set(range(len(blocks)))
    while left_over:
        place = heapq.heappop(ready) if ready else min(left_over)  # a ring of blocks: the file's order
        if place not in left_over:
            continue
        left_over.discard(place)
        ordered.append(blocks[place])
        for other in followers[place]:
            waits[other] -= 1
            if waits[other] == 0:
                heapq.heappush(ready, other)
    return ordered


def _has_bullet(row: Sequence[Span], drawn: Sequence[Span]) -> bool:
    """Whether a small shape is drawn where the bullet of this row would stand."""
    first = row[0]
    return any(
        0 < first.left - shape.right < 2.5 * first.size
        and shape.size < 0.7 * first.size
        and first.base - 0.75 * first.size < shape.base + shape.size / 2 < first.base + 0.05 * first.size
        for shape in drawn
    )


def _make_row(page: int, block: int, row: Sequence[Span], has_bullet: bool) -> Row:
    text = _join_spans(row).strip(" \t")
    letters: dict[tuple[float, str], int] = {}
    marker, content, start, typed = _split_marker(row, text)
    if has_bullet and not marker:
        marker = " "
    body = [span for span in row if span.left >= start - 0.01] or list(row)
    worded = [span for span in body if any(letter.isalnum() for letter in span.text)] or body
    for span in worded:
        key = (round(span.size * 2) / 2, span.font.family)
        letters[key] = letters.get(key, 0) + len(span.text.strip())
    size, family = max(letters, key=lambda key: letters[key])
    return Row(
        page=page,
        block=block,
        text=text,
        marker=marker,
        content=content,
        left=row[0].left,
        start=start,
        head=max(body[0].head, start),
        right=max(span.right for span in row),
        base=median(span.base for span in worded),
        size=size,
        bold=all(span.font.bold for span in worded),
        italic=all(span.font.italic for span in worded),
        family=family,
        typed=typed,
        aside=row[0].aside,
    )


def _join_spans(row: Sequence[Span]) -> str:
    text = row[0].text
    for one, other in pairwise(row):
        apart = other.left - one.right > 0.2 * max(one.size, other.size)
        spaced = text.endswith((" ", "\u00a0")) or other.text.startswith((" ", "\u00a0"))
        text += f"{'' if spaced or not apart else ' '}{other.text}"
    return text


def _split_marker(row: Sequence[Span], text: str) -> tuple[str, str, float, bool]:
    """Marker, content, where the content begins, and whether only a space stands between them."""
    first = row[0]
    glyph = first.text.strip()
    if len(row) > 1 and _is_marker(first):
        gap = row[1].left - first.right
        plain = _MARKED.match(f"{glyph} ") is not None
        # A letter is a bullet only where it stands clearly apart, or comes from a font of symbols.
        if plain or gap > 0.5 * row[1].size or (first.font.symbol and first.font != row[1].font):
            return glyph, text[len(glyph) :].strip(), row[1].left, gap < 0.5 * row[1].size
    found = _MARKED.match(text)
    if found is None:
        return "", text.strip(), first.left, False
    width = (first.right - first.left) / max(len(first.text.strip()), 1)
    return found["marker"], text[found.end() :].strip(), first.left + width * found.end(), True


