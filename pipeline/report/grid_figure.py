"""Draw a grid of counts: a square for each, darker for more, with its number in it; nothing where it is 0.

Columns are numbered and named below the grid, so that their names may be long.
"""

from __future__ import annotations

import textwrap

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from pipeline.report.canvas import LINE, WIDTH, open_sheet, write
from pipeline.report.characters import show_illegal
from pipeline.report.model import GridFigure

# Tints of Okabe and Ito's blue, all light enough for black numbers.
TINTS = ("#e6f0f7", "#c2dcee", "#94c3e2", "#56b4e9")
EDGE = "#004a75"
LABELS = 205.0  # points left of the grid
LABEL_CHARACTERS = 31
NAME_CHARACTERS = 66
WIDEST = 44.0
ROW = 24.0


def lay_out_grid(figure: GridFigure) -> tuple[Figure, float]:
    """Draw a grid.

    Args:
        figure: What it shows.

    Returns:
        The drawing and its height in points.
    """
    labels = [textwrap.wrap(show_illegal(row), LABEL_CHARACTERS) or [""] for row in figure.rows]
    names = [textwrap.wrap(show_illegal(column), NAME_CHARACTERS) or [""] for column in figure.columns]
    tall = [max(ROW, len(lines) * LINE + 6) for lines in labels]
    height = LINE + 6 + sum(tall) + 10 + sum(len(lines) * LINE + 3 for lines in names)
    sheet, axes = open_sheet(height)
    wide = min((WIDTH - LABELS - 1) / len(names), WIDEST)
    most = max(1, *(number for row in figure.cells for number in row))

    for place in range(len(names)):
        write(axes, LABELS + (place + 0.5) * wide, LINE / 2, str(place + 1), ha="center", fontweight="bold")
    upper = LINE + 6
    for lines, row, tallness in zip(labels, figure.cells, tall, strict=True):
        first = upper + tallness / 2 - (len(lines) - 1) * LINE / 2
        for number, line in enumerate(lines):
            write(axes, 1, first + number * LINE, line)
        for place, count in enumerate(row):
            if count:
                tint = TINTS[(count * len(TINTS) - 1) // most]
                left = LABELS + place * wide
                square = Rectangle(
                    (left + 1, upper + 1),
                    wide - 2,
                    tallness - 2,
                    facecolor=tint,
                    edgecolor=EDGE,
                    linewidth=0.8,
                )
                axes.add_patch(square)
                write(axes, left + wide / 2, upper + tallness / 2, str(count), "#000000", ha="center")
        upper += tallness
    upper += 10
    for number, lines in enumerate(names, start=1):
        write(axes, 1, upper + LINE / 2, str(number), fontweight="bold")
        for line in lines:
            write(axes, 24, upper + LINE / 2, line)
            upper += LINE
        upper += 3
    return sheet, height
