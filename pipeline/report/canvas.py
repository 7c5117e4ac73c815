"""What all figures share: their width, type and ink, and an empty sheet to draw on."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure

INK = "#1c1d1f"  # replaced by the page's own text colour where the figure stands in HTML
WIDTH = 470.0  # points; the text column of an A4 page
LINE = 15.0
SIZE = 11.0


def open_sheet(height: float) -> tuple[Figure, Any]:
    """An empty sheet measured in points from its upper left corner, and the axes to draw in.

    Args:
        height: In points.
    """
    sheet = Figure(figsize=(WIDTH / 72, height / 72), facecolor="white")
    axes = sheet.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(height, 0)
    axes.set_axis_off()
    return sheet, axes


def write(axes: Any, left: float, middle: float, text: str, colour: str = INK, **how: Any) -> None:
    """Write a line of text. Titles may hold a dollar sign, which must not turn into mathematics."""
    axes.text(left, middle, text, color=colour, fontsize=SIZE, va="center", parse_math=False, **how)
