"""Draw the figures of a report: bars under their titles, told apart by pattern as well as by colour.

Figures are drawn without pyplot, whose state is shared by the whole program and starts a window
system where there is one.
"""

from __future__ import annotations

import io
import re
import textwrap
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import matplotlib
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from pipeline.report.canvas import INK, LINE, WIDTH, open_sheet, write
from pipeline.report.characters import show_illegal
from pipeline.report.grid_figure import lay_out_grid
from pipeline.report.map_figure import lay_out_map
from pipeline.report.model import AnyFigure, Bar, BarFigure, GridFigure, MapFigure

# Okabe and Ito's colours, which people with any kind of colour vision can tell apart; each with the
# colour of its pattern and outline, of the number on it, and the pattern, which also holds in greyscale.
STYLES = {
    "facilitator": ("#0072B2", "#004a75", "#ffffff", ""),
    "post-it": ("#E69F00", "#6b4a00", "#000000", "////"),
    "feedback": ("#009E73", "#00452f", "#000000", "||||"),
    "other": ("#CC79A7", "#6b2f50", "#000000", "xxxx"),
    "challenge": ("#D55E00", "#5f2a00", "#000000", "\\\\\\\\"),
    "idea": ("#0072B2", "#004a75", "#ffffff", ""),
    "works_well": ("#009E73", "#00452f", "#000000", "||||"),
    "does_not_work": ("#E69F00", "#6b4a00", "#000000", "////"),
    "question": ("#CC79A7", "#6b2f50", "#000000", "xxxx"),
    "observation": ("#D9D9D9", "#595959", "#000000", ""),
}
BAR = 18.0
GAP = 13.0
LABEL_CHARACTERS = 72
RESERVED = 42.0  # right of the longest bar, for its total


@dataclass(frozen=True)
class Drawing:
    """One figure, as files and for use inside a page."""

    svg: bytes
    inline: str  # <svg> for HTML: named, described, in the page's text colour
    width: float  # points
    height: float


def draw_figures(figures: Sequence[AnyFigure]) -> dict[str, Drawing]:
    """Draw the figures of a report.

    Args:
        figures: What they show.

    Returns:
        The drawings by the name of their figure.
    """
    drawings = {}
    for figure in figures:
        svg, height = _draw(figure)
        file = _stand_alone(svg, figure).encode("utf-8")
        drawings[figure.name] = Drawing(file, _inline(svg, figure), WIDTH, height)
    return drawings


def _draw(figure: AnyFigure) -> tuple[str, float]:
    """One figure as SVG, and its height in points."""
    # Text stays text in the SVG, so that it can be searched and read aloud; the salt keeps the ids of
    # patterns the same in every run and different in every figure of a page.
    options: Any = {"svg.fonttype": "none", "svg.hashsalt": figure.name, "font.family": "sans-serif"}
    with matplotlib.rc_context(), warnings.catch_warnings():
        matplotlib.rcdefaults()  # whatever style file lies in the current folder or the user's home
        matplotlib.rcParams.update(options)
        warnings.filterwarnings("ignore", message="Glyph", category=UserWarning)
        canvas, height = _lay_out(figure)
        svg = io.BytesIO()
        FigureCanvasSVG(canvas).print_svg(  # type: ignore[no-untyped-call]
            svg, metadata={"Date": None, "Creator": None, "Format": None, "Type": None}
        )
    return svg.getvalue().decode("utf-8"), height


def _lay_out(figure: AnyFigure) -> tuple[Figure, float]:
    if isinstance(figure, MapFigure):
        return lay_out_map(figure)
    return lay_out_grid(figure) if isinstance(figure, GridFigure) else _lay_out_bars(figure)


def _lay_out_bars(figure: BarFigure) -> tuple[Figure, float]:
    labels = [textwrap.wrap(show_illegal(bar.label), LABEL_CHARACTERS) or [""] for bar in figure.bars]
    legend = _legend_rows(figure.part_words) if len(figure.parts) > 1 else []
    top = len(legend) * (LINE + 4) + (8 if legend else 0)
    height = top + sum(len(lines) * LINE + 3 + BAR + GAP for lines in labels)
    canvas, axes = open_sheet(height)

    def fill(left: float, upper: float, width: float, bar_height: float, part: str) -> None:
        colour, edge, _, hatch = STYLES[part]
        axes.add_patch(
            Rectangle(
                (left, upper), width, bar_height, facecolor=colour, edgecolor=edge, hatch=hatch, linewidth=0.8
            )
        )

    keys = iter(zip(figure.parts, figure.part_words, strict=True))
    for row, entries in enumerate(legend):
        for left in entries:
            part, words = next(keys)
            fill(left, row * (LINE + 4) + 2, 22, LINE - 3, part)
            write(axes, left + 28, row * (LINE + 4) + 2 + (LINE - 3) / 2, words)

    most = max(sum(bar.counts) for bar in figure.bars)
    totals = [_total(bar) for bar in figure.bars]
    unit = (WIDTH - max(RESERVED, *(16 + 7.8 * len(total) for total in totals))) / most
    upper = top
    for bar, lines, total in zip(figure.bars, labels, totals, strict=True):
        for line in lines:
            write(axes, 1, upper + LINE / 2, line)
            upper += LINE
        upper += 3
        left = 1.0
        for part, number in zip(figure.parts, bar.counts, strict=True):
            if not number:
                continue
            fill(left, upper, number * unit, BAR, part)
            colour, _, number_colour, _ = STYLES[part]
            shown = str(number)
            if len(figure.parts) > 1 and number * unit > 8 * len(shown) + 8:
                box = {"facecolor": colour, "edgecolor": "none", "pad": 1.5}
                write(
                    axes,
                    left + number * unit / 2,
                    upper + BAR / 2,
                    shown,
                    number_colour,
                    ha="center",
                    bbox=box,
                )
            left += number * unit
        write(axes, left + 7, upper + BAR / 2, total, fontweight="bold")
        upper += BAR + GAP
    return canvas, height


def _total(bar: Bar) -> str:
    total = str(sum(bar.counts))
    return f"{total} at {bar.tables} {'table' if bar.tables == 1 else 'tables'}" if bar.tables else total


def _legend_rows(words: Sequence[str]) -> list[list[float]]:
    """Left edges of the legend's entries, row by row."""
    rows: list[list[float]] = [[]]
    left = 1.0
    for label in words:
        width = 28 + 6.6 * len(label) + 18
        if rows[-1] and left + width > WIDTH:
            rows.append([])
            left = 1.0
        rows[-1].append(left)
        left += width
    return rows


def _stand_alone(svg: str, figure: AnyFigure) -> str:
    """The file: named and described, without the document type, whose address some readers look up."""
    bare = re.sub(r"<!DOCTYPE[^>]*>\s*", "", svg)
    return re.sub(r"(<svg[^>]*)>", lambda match: f"{match[1]} {_names(figure)}", bare, count=1)


def _inline(svg: str, figure: AnyFigure) -> str:
    """The same drawing for a page: in its colours and type, and with no ids but its own patterns'."""
    body = svg[svg.index("<svg") :]
    body = re.sub(r"<metadata>.*?</metadata>", "", body, flags=re.DOTALL)
    # Its style sheet would apply to the whole page.
    body = re.sub(r"<style.*?</style>", "", body, flags=re.DOTALL)
    body = re.sub(r'<g id="(?:figure|axes|patch|text|line2d)_\d+">', "<g>", body)
    # The first patch is the white page, which would be a bright box on a dark screen.
    body = re.sub(r"<g>\s*<path d=[^>]*style=\"fill: #ffffff\"[^>]*/>\s*</g>", "", body, count=1)
    body = re.sub(r"font-family: [^;]*;", "", body).replace(INK, "currentColor")
    box = re.search(r'viewBox="[^"]+"', body)
    opening = f'<svg {box[0] if box else ""} focusable="false" {_names(figure)}'
    return re.sub(r"^<svg[^>]*>", lambda _: opening, body, count=1).strip()


def _names(figure: AnyFigure) -> str:
    """What a screen reader says of it: the rest of its opening tag, its title and its description."""
    title, description = f"{figure.name}-title", f"{figure.name}-desc"
    return (
        f'role="img" aria-labelledby="{title} {description}">'
        f'<title id="{title}">{escape(show_illegal(figure.title))}</title>'
        f'<desc id="{description}">{escape(show_illegal(figure.finding))}</desc>'
    )
