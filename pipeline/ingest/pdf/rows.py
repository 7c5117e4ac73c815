"""The printed lines of a page: their text, their bullet, where they stand and how they are set."""

from __future__ import annotations

import re
from collections import Counter
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
_SPACES = (" ", "\u00a0")
_STEP = 8.0  # points: spans and shapes are looked up by the strip of the page they stand in
_MOST_STRAY = 500  # bullets apart from their text on one page


@dataclass(frozen=True, slots=True)
class Row:
    """One printed line."""

    page: int
    number: int  # on its page, in the order of reading
    block: int  # number of its column, cell or box on the page; 0 for what is set aside
    text: str
    marker: str  # its bullet or number, empty for none; " " for one that is drawn
    content: str  # the text without the marker
    left: float  # where the line begins, its marker included
    start: float  # where the content begins
    head: float  # where its first word ends
    right: float
    base: float  # its baseline, downwards from the top of the page
    size: float  # of most of its letters
    bold: bool  # all its letters
    italic: bool
    family: str  # of the font of most of its letters
    spaced: bool  # whether the file has a space at its end
    typed: bool  # whether only a space stands between marker and content
    box: int  # the drawn box that it stands in, or 0
    aside: str  # why it is not part of the page's text, else empty


def list_rows(page: Page) -> list[Row]:
    """The printed lines of a page, in the order of reading; those set aside come last."""
    spans = _place_markers([span for span in page.spans if not span.aside and not span.drawn])
    drawn = _by_strip([span for span in page.spans if span.drawn])
    blocks = enumerate(order_blocks(spans), start=1)
    rows = [(block, row, _has_bullet(row, drawn)) for block, group in blocks for row in group]
    rows += [(0, [span], False) for span in page.spans if span.aside]
    return [_make_row(page.number, number, *found) for number, found in enumerate(rows, start=1)]


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
    stray = [place for place, span in enumerate(spans) if is_marker(span) and _stands_alone(spans, place)]
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
    return [
        each
        for span in spans
        if id(span) not in placed
        for each in ([markers[id(span)], span] if id(span) in markers else [span])
    ]


def _stands_alone(spans: Sequence[Span], place: int) -> bool:
    """Whether a bullet's text does not come right after it in the file, nor the bullet end a line."""
    marker = spans[place]
    before, after = spans[max(place - 1, 0) : place], spans[place + 1 : place + 2]
    return not any(on_one_line(marker, span) and span.left > marker.left for span in after) and not any(
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


def _make_row(page: int, number: int, block: int, row: Sequence[Span], has_bullet: bool) -> Row:
    text = _join_spans(row).strip(" \t")
    marker, content, start, typed = _split_marker(row, text)
    body = [span for span in row if span.left >= start - 0.01] or list(row)
    worded = [span for span in body if any(letter.isalnum() for letter in span.text)] or body
    letters: Counter[tuple[float, str]] = Counter()
    for span in worded:
        letters[max(round(span.size * 2) / 2, 0.5), span.font.family] += len(span.text.strip())
    size, family = max(letters, key=lambda key: letters[key])
    return Row(
        page=page,
        number=number,
        block=block,
        text=text,
        marker=marker or " " * has_bullet,
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
        spaced=row[-1].text.endswith(_SPACES),
        typed=typed,
        box=row[0].box,
        aside=row[0].aside,
    )


def _join_spans(row: Sequence[Span]) -> str:
    text = row[0].text
    for one, other in pairwise(row):
        apart = other.left - one.right > 0.2 * max(one.size, other.size)
        spaced = text.endswith(_SPACES) or other.text.startswith(_SPACES)
        text += f" {other.text}" if apart and not spaced else other.text
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
