"""The printed lines of a page: their text, their bullet, where they stand and how they are set."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.ingest.pdf.columns import BULLETS, is_marker, on_one_line, order_blocks
from pipeline.ingest.pdf.spans import Span
from pipeline.ingest.pdf.text import Page

_MARKED = re.compile(
    rf"(?P<marker>[{re.escape(BULLETS)}\uf000-\uf0ff]|\(?\d{{1,3}}[.)])"
    r"(?P<gap>[ \t\u00a0]+|$|(?<=[.)])(?=[^\W\d]))"  # "10.Tea": the number filled the room it had
)
_STEP = 8.0  # points: spans and shapes are looked up by the strip of the page they stand in
_MOST_STRAY = 500  # bullets apart from their text on one page


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
        spaced: Whether the file has a space at its end.
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
    spaced: bool
    typed: bool
    aside: str


def list_rows(page: Page) -> list[Row]:
    """The printed lines of a page, in the order of reading; those set aside come last."""
    spans = _place_markers([span for span in page.spans if not span.aside and not span.drawn])
    drawn = _by_strip([span for span in page.spans if span.drawn])
    rows = [
        _make_row(page.number, number, row, _has_bullet(row, drawn))
        for number, block in enumerate(order_blocks(spans), start=1)
        for row in block
    ]
    aside = [span for span in page.spans if span.aside]
    return rows + [_make_row(page.number, 0, [span], False) for span in aside]


def _by_strip(spans: Sequence[Span]) -> dict[int, list[Span]]:
    strips: dict[int, list[Span]] = {}
    for span in spans:
        strips.setdefault(int(span.base // _STEP), []).append(span)
    return strips


def _near(strips: dict[int, list[Span]], span: Span) -> list[Span]:
    strip = int(span.base // _STEP)
    reach = min(int(span.size // _STEP) + 1, 20)
    return [other for key in range(strip - reach, strip + 2) for other in strips.get(key, ())]


def _place_markers(spans: list[Span]) -> list[Span]:
    """Move bullets that were drawn apart from their text right before it."""
    stray = [
        place
        for place, span in enumerate(spans)
        if is_marker(span)
        and not _has_company(span, spans[place + 1 : place + 2], spans[max(place - 1, 0) : place])
    ]
    if not stray or len(stray) > _MOST_STRAY:
        return spans
    apart = set(stray)
    strips = _by_strip([span for place, span in enumerate(spans) if place not in apart])
    markers: dict[int, Span] = {}  # by the id of the span they stand before
    for place in stray:
        marker = spans[place]
        text = [
            span
            for span in _near(strips, marker)
            if id(span) not in markers
            and on_one_line(marker, span)
            and 0 < span.left - marker.left < 6 * span.size
        ]
        if text:
            markers[id(min(text, key=lambda span: span.left))] = marker
    placed = {id(marker) for marker in markers.values()}
    moved: list[Span] = []
    for span in spans:
        if id(span) in placed:
            continue
        moved += [markers[id(span)], span] if id(span) in markers else [span]
    return moved


def _has_company(marker: Span, after: Sequence[Span], before: Sequence[Span]) -> bool:
    """Whether the text of a bullet comes right after it in the file, or the bullet ends a line."""
    return any(on_one_line(marker, span) and span.left > marker.left for span in after) or any(
        on_one_line(marker, span) and span.left < marker.left for span in before
    )


def _has_bullet(row: Sequence[Span], drawn: dict[int, list[Span]]) -> bool:
    """Whether a small shape is drawn where the bullet of this row would stand."""
    first = row[0]
    return any(
        0 < first.left - shape.right < 2.5 * first.size
        and shape.size < 0.7 * first.size
        and first.base - 0.75 * first.size < shape.base + shape.size / 2 < first.base + 0.05 * first.size
        for shape in (_near(drawn, first) if drawn else ())
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
        key = (max(round(span.size * 2) / 2, 0.5), span.font.family)
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
        spaced=row[-1].text.endswith((" ", "\u00a0")),
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
    if len(row) > 1 and is_marker(first):
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
