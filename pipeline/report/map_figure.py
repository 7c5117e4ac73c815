"""Draw a map of notes: a symbol and a colour for each theme, its number where its notes lie, its title below.

Titles stand below the map, not in it, so that none can cover another, however long they are.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from itertools import count
from math import cos, hypot, sin

from matplotlib.figure import Figure

from pipeline.report.canvas import LINE, WIDTH, open_sheet, write
from pipeline.report.characters import show_illegal
from pipeline.report.model import MapFigure

# Okabe and Ito's colours with their outlines; symbols come back less often than colours, so that no two of
# the first 24 themes look alike, and no two of the first twelve share a symbol.
COLOURS = (
    ("#0072B2", "#00334f"),
    ("#E69F00", "#6b4a00"),
    ("#009E73", "#00452f"),
    ("#CC79A7", "#6b2f50"),
    ("#D55E00", "#5f2a00"),
    ("#56B4E9", "#1c4a63"),
    ("#F0E442", "#5e5800"),
    ("#D9D9D9", "#4a4a4a"),
)
SYMBOLS = ("o", "s", "^", "D", "v", "P", "X", "*", "p", "<", "h", ">")
MAP = 300.0  # points from the upper to the lower edge of the map
EDGE = 16.0
DISC = 8.5  # radius of the disc that holds a theme's number
TITLE_CHARACTERS = 66
_NEAR = 32.0  # as far from the middle of its notes as a number still seems to belong to them


def lay_out_map(figure: MapFigure) -> tuple[Figure, float]:
    """Draw a map.

    Args:
        figure: What it shows.

    Returns:
        The drawing and its height in points.
    """
    titles = [textwrap.wrap(show_illegal(title), TITLE_CHARACTERS) or [""] for title in figure.titles]
    height = MAP + 10 + sum(len(lines) * LINE + 5 for lines in titles)
    sheet, axes = open_sheet(height)
    places = _fit([(x, y) for x, y, _ in figure.points])
    discs: list[tuple[float, float]] = []
    for theme in range(len(figure.titles)):
        own = [place for place, (_, _, group) in zip(places, figure.points, strict=True) if group == theme]
        _mark(axes, own, theme)
        middle = (sum(x for x, _ in own) / len(own), sum(y for _, y in own) / len(own))
        discs.append(find_room(middle, discs, places))
    for (x, y), number in zip(discs, figure.numbers, strict=True):
        _number(axes, x, y, number)
    upper = MAP + 10
    for theme, lines in enumerate(titles):
        _mark(axes, [(9.0, upper + LINE / 2)], theme)
        _number(axes, 32.0, upper + LINE / 2, figure.numbers[theme])
        for line in lines:
            write(axes, 48, upper + LINE / 2, line)
            upper += LINE
        upper += 5
    return sheet, height


def _mark(axes: object, places: Sequence[tuple[float, float]], theme: int) -> None:
    colour, outline = COLOURS[theme % len(COLOURS)]
    symbol = SYMBOLS[theme % len(SYMBOLS)]
    axes.plot(  # type: ignore[attr-defined]
        [x for x, _ in places],
        [y for _, y in places],
        linestyle="",
        marker=symbol,
        markersize=10 if symbol == "*" else 7.5,
        markerfacecolor=colour,
        markeredgecolor=outline,
        markeredgewidth=0.8,
    )


def _number(axes: object, x: float, y: float, number: int) -> None:
    # Black on white with a ring, in both modes of a page: it must stand out from any symbol below it.
    axes.plot(  # type: ignore[attr-defined]
        [x], [y], linestyle="", marker="o", markersize=2 * DISC, markerfacecolor="#fefefe",
        markeredgecolor="#000000", markeredgewidth=1.2,
    )  # fmt: skip
    write(axes, x, y, str(number), "#000000", ha="center", fontweight="bold")


def _fit(places: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Places on the sheet: the map fills its frame, both directions to the same scale."""
    left, right = min(x for x, _ in places), max(x for x, _ in places)
    low, high = min(y for _, y in places), max(y for _, y in places)
    scale = min((WIDTH - 2 * EDGE) / max(right - left, 1e-9), (MAP - 2 * EDGE) / max(high - low, 1e-9))
    x_middle, y_middle = (left + right) / 2, (low + high) / 2
    return [(WIDTH / 2 + (x - x_middle) * scale, MAP / 2 - (y - y_middle) * scale) for x, y in places]


def find_room(
    middle: tuple[float, float],
    taken: Sequence[tuple[float, float]],
    marks: Sequence[tuple[float, float]] = (),
) -> tuple[float, float]:
    """The place nearest to the middle of a theme where the disc with its number may stand.

    It covers no other disc and stays on the map; near the middle it covers no mark either, if it can.

    Args:
        middle: Of the theme's notes.
        taken: Where discs stand already.
        marks: The notes.
    """
    for step in count():
        distance, angle = 3.0 * step**0.5, 2.4 * step  # a sunflower's spiral
        x, y = middle[0] + distance * cos(angle), middle[1] + distance * sin(angle)
        inside = DISC + 1 <= x <= WIDTH - DISC - 1 and DISC + 1 <= y <= MAP - DISC - 1
        if not inside or any(hypot(x - a, y - b) <= 2 * DISC + 2 for a, b in taken):
            continue
        if not any(hypot(x - a, y - b) <= DISC + 4 for a, b in marks):
            return x, y
        if distance > _NEAR:
            return find_room(middle, taken)
    raise AssertionError("a spiral has no end")
