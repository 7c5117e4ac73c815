"""Letters of a page into spans: what stands together on one baseline in one font and size."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

FARTHEST = 1e5  # points from the corner of the page; the largest page a PDF may have is 14,400
HIDDEN = "is invisible on the page"
_INVISIBLE = 3  # text rendering mode: neither filled nor stroked
_BREAKABLE = "-–—/"  # a line may end behind these
_TINY_ANGLE = 10  # degrees off the page's own direction within which text is upright
_WIDEST_BOX = 0.45  # of the page's width; wider ones hold text, not notes side by side
_FEWEST_BOXES, _MOST_BOXES = 3, 300


@dataclass(frozen=True, slots=True)
class Font:
    """What a font's name says of the letters set in it."""

    family: str
    bold: bool
    italic: bool
    symbol: bool


@dataclass(frozen=True, slots=True)
class Span:
    """Letters set one after the other on one baseline in one font and size.

    Places are in points from the left and top of the page as it is read.
    """

    text: str  # spaces included
    left: float
    head: float  # where its first word ends, or the piece of it after which a line may break
    right: float
    base: float  # its baseline, downwards
    size: float  # of its letters as printed
    font: Font
    aside: str = ""  # why it is not part of the page's text (turned, invisible), else empty
    drawn: bool = False  # whether it is no text but the small shape a bullet is drawn with
    box: int = 0  # the drawn box that it stands in (a sticky note on a board), from 1; else 0


Style = tuple[float, int, int, Font]  # size, angle in degrees, rendering mode, font
Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Glyph:
    """One letter as pdfium gives it, in the page's own coordinates."""

    text: str
    x: float
    y: float
    box: Box  # left, bottom, right, top
    style: Style  # size, angle in degrees, rendering mode, font
    made_up: bool  # a space that pdfium put between words that stand apart


NO_FONT = Font("", False, False, False)
NO_BOX = (0.0, 0.0, 0.0, 0.0)
NO_STYLE = (0.0, 0, 0, NO_FONT)


def find_direction(glyphs: list[Glyph]) -> int:
    """The direction most of a page's letters run in: a scan or a wide table may lie on its side."""
    angles = Counter(
        round(glyph.style[1] / 90) * 90 % 360 for glyph in glyphs if not glyph.made_up and glyph.text.strip()
    )
    return min(angles, key=lambda angle: (-angles[angle], angle)) if angles else 0


def turn_point(x: float, y: float, turn: int) -> tuple[float, float]:
    """A point of the page with the text upright and y downwards."""
    if turn == 0:
        return x, -y
    if turn == 90:
        return y, x
    return (-x, y) if turn == 180 else (-y, -x)


def turn_box(box: Box, turn: int) -> Box:
    """A box of the page with the text upright and y downwards."""
    (x0, y0), (x1, y1) = turn_point(box[0], box[1], turn), turn_point(box[2], box[3], turn)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def join_glyphs(glyphs: list[Glyph], turn: int, origin: tuple[float, float]) -> list[Span]:
    """Join letters that stand one after the other on one baseline in one font.

    Args:
        glyphs: The letters of a page, in the order of the file.
        turn: The direction most of them run in, see find_direction.
        origin: The corner of the page at the top left, turned.
    """
    spans: list[Span] = []
    run: list[tuple[str, float, float, float]] = []  # letters, left, right, baseline
    style = NO_STYLE

    def close() -> None:
        text = _mend("".join(letters for letters, *_ in run))
        solid = [(left, right) for letters, left, right, _ in run if letters.strip()]
        if text.strip():
            spans.append(
                Span(
                    text=text,
                    left=solid[0][0],
                    head=_end_of_head(run),
                    right=max(right for _, right in solid),
                    base=run[0][3],
                    size=style[0],
                    font=style[3],
                    aside=_why_aside(style, turn, solid[0][0], run[0][3]),
                )
            )
        run.clear()

    for glyph in glyphs:
        if glyph.made_up:
            if glyph.text == "\n":
                close()
            elif run:
                run.append((" ", run[-1][2], run[-1][2], run[-1][3]))
            continue
        if not glyph.text or not all(map(math.isfinite, (glyph.x, glyph.y, *glyph.box))):
            continue
        x, y = turn_point(glyph.x, glyph.y, turn)
        left, base, size = x - origin[0], y - origin[1], glyph.style[0]
        right = turn_box(glyph.box, turn)[2] - origin[0]
        jumps = (
            abs(base - run[-1][3]) > 0.05 * size or left > run[-1][2] + size or left < run[-1][1] - 0.5 * size
            if run and not _is_turned(glyph.style, turn)
            else False
        )
        if jumps or glyph.style != style:
            close()
        style = glyph.style
        run.append((glyph.text, left, max(right, left), base))
    close()
    return spans


def _end_of_head(run: list[tuple[str, float, float, float]]) -> float:
    end = run[0][1]
    begun = False
    for letters, _, right, _ in run:
        if begun and letters.isspace():
            break
        begun = begun or not letters.isspace()
        end = right
        if begun and letters in _BREAKABLE:
            break
    return end


def _is_turned(style: Style, turn: int) -> bool:
    return abs((style[1] - turn + 180) % 360 - 180) > _TINY_ANGLE


def _why_aside(style: Style, turn: int, left: float, base: float) -> str:
    if _is_turned(style, turn):
        return "stands at an angle: part of the page's design"
    if style[2] == _INVISIBLE:
        return HIDDEN
    return "lies outside the page" if abs(left) > FARTHEST or abs(base) > FARTHEST else ""


def _mend(text: str) -> str:
    """Put surrogate pairs together; a half by itself is no letter."""
    if text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def place_in_boxes(
    spans: list[Span], frames: list[Box], origin: tuple[float, float], width: float
) -> list[Span]:
    """Tell what stands in boxes drawn side by side, as the notes of a board do."""
    x, y = origin
    shifted = [(frame[0] - x, frame[1] - y, frame[2] - x, frame[3] - y) for frame in frames]
    boxes = sorted(
        {tuple(map(round, frame)) for frame in shifted if frame[2] - frame[0] < _WIDEST_BOX * width}
    )
    beside = [one for one in boxes if any(are_abreast(one, other, 10) for other in boxes)]
    if len(beside) < _FEWEST_BOXES or len(beside) > _MOST_BOXES:
        return spans
    return [replace(span, box=_find_box(span, beside)) for span in spans]


def are_abreast(one: Sequence[float], other: Sequence[float], least: float) -> bool:
    """Whether two boxes stand side by side, for at least some points of their height."""
    shared = min(one[3], other[3]) - max(one[1], other[1])
    return shared > least and (other[0] >= one[2] or other[2] <= one[0])


def _find_box(span: Span, boxes: Sequence[tuple[int, ...]]) -> int:
    around = [
        (box[3] - box[1], number)
        for number, box in enumerate(boxes, start=1)
        if box[0] - 2 <= span.left
        and span.right <= box[2] + 2
        and box[1] <= span.base <= box[3] + 2
        and box[3] - box[1] > 1.8 * span.size
    ]
    return min(around, default=(0, 0))[1]
