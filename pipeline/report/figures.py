"""The figures of a report, on matplotlib's axes: themes as bars, themes over events, and a map of notes.

`plot_themes`, `plot_grid` and `plot_map` draw on axes of any figure, in a notebook too; `draw_figures` makes
the files. Nothing here uses pyplot, whose state is shared by the whole program and starts a window system
where there is one.
"""

from __future__ import annotations

import io
import textwrap
import warnings
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from itertools import count
from math import cos, hypot, sin
from typing import Any

import matplotlib as mpl
import numpy as np
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure

from pipeline.keeping.parts import cut
from pipeline.report.blocks import AnyFigure, BarFigure, Drawing, GridFigure, MapFigure
from pipeline.report.formats import name_signs, show_illegal
from pipeline.report.formats.pdf import printable, set_template

INK = "#1c1d1f"  # the page's own text colour takes its place in HTML
WIDTH = 470.0  # points; the text column of an A4 page
_FONT = "DejaVu Sans"  # comes with matplotlib
DOTS = 160  # of a picture, per inch
_PAINTED = 5  # pictures painted together: Typst keeps those of its last ten turns, at 3 MB each
_LINE = 15.0
_SVG = "{http://www.w3.org/2000/svg}"
ET.register_namespace("", _SVG[1:-1])
ET.register_namespace("xlink", "http://www.w3.org/1999/xlink")
# Titles may hold a dollar sign, which must not turn into mathematics.
_STYLE: Any = {"font.size": 11.0, "text.parse_math": False, "text.color": INK}

# Okabe and Ito's colours, which people with any kind of colour vision can tell apart; each with the
# colour of its pattern and outline, of the number on it, and the pattern, which also holds in greyscale.
STYLES = (
    ("#0072B2", "#004a75", "#ffffff", ""),
    ("#E69F00", "#6b4a00", "#000000", "////"),
    ("#009E73", "#00452f", "#000000", "||||"),
    ("#CC79A7", "#6b2f50", "#000000", "xxxx"),
    ("#D55E00", "#5f2a00", "#000000", "\\\\\\\\"),
    ("#D9D9D9", "#595959", "#000000", ""),
    ("#56B4E9", "#1c4a63", "#000000", "----"),
    ("#F0E442", "#5e5800", "#000000", "++"),
)
_BAR = 18.0  # points, as the gap between a bar and the next title
_GAP = 13.0
_BAR_CHARACTERS = 72

# Tints of the same blue, all light enough for black numbers.
_TINTS = ListedColormap(["#e6f0f7", "#c2dcee", "#94c3e2", "#56b4e9"])
_TINT_EDGE = "#004a75"
_ROW_WIDTH = 205.0  # points left of a grid, for the names of its rows
_ROW_CHARACTERS = 31
_WIDEST = 44.0
_ROW = 24.0

# The same colours with their outlines; symbols come back less often than colours, so that no two of the
# first 24 themes look alike, and no two of the first twelve share a symbol.
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
DISC = 8.5  # radius of the disc that holds a theme's number
_EDGE = 16.0
_NEAR = 32.0  # as far from the middle of its notes as a number still seems to belong to them
_CHARACTERS = 66  # of a line below a grid or a map


@mpl.rc_context(_STYLE)
def plot_themes(axes: Axes, figure: BarFigure) -> None:
    """Draw themes as bars under their titles, their parts told apart by pattern as well as by colour."""
    titles = [_wrap(bar.label, _BAR_CHARACTERS) for bar in figure.bars]
    steps = [lines * _LINE + 3 for _, lines in titles]
    top = _legend_height(figure)
    tops = top + np.cumsum([0.0, *(step + _BAR + _GAP for step in steps)])  # of titles, in points
    middles = tops[:-1] + steps + _BAR / 2
    totals = [str(sum(bar.counts)) for bar in figure.bars]
    most = max(sum(bar.counts) for bar in figure.bars)
    unit = (WIDTH - max(42.0, *(16 + 7.8 * len(total) for total in totals))) / most  # points for a note
    ends = np.zeros(len(figure.bars))
    for place, words in enumerate(figure.part_words):
        colour, edge, number_colour, hatch = STYLES[place % len(STYLES)]
        counts = np.array([bar.counts[place] for bar in figure.bars])
        filled = counts > 0
        bars = axes.barh(
            middles[filled], counts[filled], _BAR, ends[filled],
            label=words, facecolor=colour, edgecolor=edge, hatch=hatch, linewidth=0.8,
        )  # fmt: skip
        if len(figure.part_words) > 1:
            shown = [
                str(number) if number * unit > 8 * len(str(number)) + 8 else "" for number in counts[filled]
            ]
            box = {"facecolor": colour, "edgecolor": "none", "pad": 1.5}
            for label in axes.bar_label(bars, shown, label_type="center", color=number_colour):
                if label.get_text():
                    label.set_bbox(box)
        ends += counts
    for upper, (title, _), middle, end, total in zip(tops, titles, middles, ends, totals, strict=False):
        axes.text(0, upper, title, va="top")
        axes.text(end + 7 / unit, middle, total, va="center", fontweight="bold")
    if len(figure.part_words) > 1:
        axes.legend(
            loc="upper left", bbox_to_anchor=(0, 1), ncols=_legend_columns(figure), frameon=False,
            borderaxespad=0.1, borderpad=0, handlelength=2, handleheight=1.1, labelspacing=0.6,
        )  # fmt: skip
    axes.set(xlim=(-1 / unit, (WIDTH - 1) / unit), ylim=(tops[-1], 0))
    axes.set_axis_off()


@mpl.rc_context(_STYLE)
def plot_grid(axes: Axes, figure: GridFigure) -> None:
    """Draw counts as squares, darker for more, each with its number; columns are named below the grid."""
    names = [_wrap(row, _ROW_CHARACTERS) for row in figure.rows]
    edges = np.cumsum([0.0, *_row_heights(figure)])
    cells = np.array(figure.cells)
    tints = (cells * _TINTS.N - 1) // max(1, cells.max())
    squares = np.ma.masked_where(cells == 0, tints)
    axes.pcolormesh(
        np.arange(cells.shape[1] + 1), edges, squares,
        cmap=_TINTS, vmin=0, vmax=_TINTS.N - 1, edgecolors=_TINT_EDGE, linewidth=0.8, clip_on=False,
    )  # fmt: skip
    middles = (edges[:-1] + edges[1:]) / 2
    for row, column in zip(*cells.nonzero(), strict=True):
        axes.text(column + 0.5, middles[row], cells[row, column], ha="center", va="center", color="black")
    axes.set_xticks(
        np.arange(cells.shape[1]) + 0.5, map(str, range(1, cells.shape[1] + 1)), fontweight="bold"
    )
    axes.set_yticks(middles, [name for name, _ in names])
    axes.set_ylim(edges[-1], 0)
    axes.tick_params(length=0, pad=6, labelsize=_STYLE["font.size"], labelcolor=INK)
    axes.xaxis.tick_top()
    axes.spines[:].set_visible(False)
    lower = -10.0
    for number, column in enumerate(figure.columns, start=1):
        name, lines = _wrap(column)
        below: dict[str, Any] = {"xycoords": "axes fraction", "textcoords": "offset points", "va": "top"}
        axes.annotate(str(number), (0, 0), (1 - _ROW_WIDTH, lower), fontweight="bold", **below)
        axes.annotate(name, (0, 0), (24 - _ROW_WIDTH, lower), **below)
        lower -= lines * _LINE + 3


@mpl.rc_context(_STYLE)
def plot_map(axes: Axes, figure: MapFigure) -> None:
    """Draw a map of notes: a symbol and a colour for each theme, its number where its notes lie.

    Titles stand below the map, not in it, so that none can cover another, however long they are.
    """
    places, groups = np.array([point[:2] for point in figure.points]), [group for *_, group in figure.points]
    across, up = (side * 72 / axes.figure.dpi for side in axes.get_window_extent().size)
    low, high = places.min(axis=0), places.max(axis=0)
    room = np.array([across, up]) - 2 * _EDGE
    scale = (room / np.maximum(high - low, 1e-9)).min()  # both directions alike
    shown = np.array([across, up]) / 2 + (places - (low + high) / 2) * scale
    axes.set(xlim=(0, across), ylim=(0, up))
    discs: list[tuple[float, float]] = []
    for theme, (title, number) in enumerate(zip(figure.titles, figure.numbers, strict=True)):
        own = shown[np.equal(groups, theme)]
        colour, outline = COLOURS[theme % len(COLOURS)]
        symbol = SYMBOLS[theme % len(SYMBOLS)]
        look: dict[str, Any] = {"marker": symbol, "color": colour, "edgecolor": outline, "linewidth": 0.8}
        label = f"{number}\u2002{_wrap(title)[0]}"
        axes.scatter(own[:, 0], own[:, 1], s=100 if symbol == "*" else 56, label=label, **look)
        discs.append(find_room(tuple(own.mean(axis=0)), discs, shown.tolist(), (across, up)))
    # Black on white with a ring, in both modes of a page: it must stand out from any symbol below it.
    ring: dict[str, Any] = {"color": "#fefefe", "edgecolor": "black", "linewidth": 1.2, "zorder": 3}
    for (x, y), number in zip(discs, figure.numbers, strict=True):
        axes.scatter([x], [y], s=(2 * DISC) ** 2, **ring)
        middle: dict[str, Any] = {"ha": "center", "va": "center_baseline", "zorder": 4}
        axes.text(x, y, str(number), color="black", fontweight="bold", **middle)
    axes.legend(
        loc="upper left", bbox_to_anchor=(0, 0), frameon=False, borderaxespad=0, borderpad=0.6,
        labelspacing=0.72, handletextpad=0.4,
    )  # fmt: skip
    axes.set_axis_off()


def find_room(
    middle: tuple[float, float],
    taken: Sequence[tuple[float, float]],
    marks: Sequence[tuple[float, float]] = (),
    size: tuple[float, float] = (WIDTH, MAP),
) -> tuple[float, float]:
    """The place nearest to the middle of a theme where the disc with its number may stand, in points.

    It covers no disc that is there and stays on the map; near the middle it covers no mark either, if it can.
    """
    for step in count():
        distance, angle = 3.0 * step**0.5, 2.4 * step  # a sunflower's spiral
        x, y = middle[0] + distance * cos(angle), middle[1] + distance * sin(angle)
        inside = DISC + 1 <= x <= size[0] - DISC - 1 and DISC + 1 <= y <= size[1] - DISC - 1
        if not inside or any(hypot(x - a, y - b) <= 2 * DISC + 2 for a, b in taken):
            continue
        if not any(hypot(x - a, y - b) <= DISC + 4 for a, b in marks):
            return x, y
        if distance > _NEAR:
            return find_room(middle, taken, (), size)
    raise AssertionError("a spiral has no end")


def plot_figure(axes: Axes, figure: AnyFigure) -> None:
    """Draw any figure of a report."""
    if isinstance(figure, BarFigure):
        plot_themes(axes, figure)
    elif isinstance(figure, GridFigure):
        plot_grid(axes, figure)
    else:
        plot_map(axes, figure)


def open_axes(sheet: Figure, figure: AnyFigure) -> Axes:
    """Make a sheet as large as a figure needs it; gives back axes to draw it on."""
    left, above, wide, tall, below = _measure(figure)
    height = above + tall + below
    sheet.set_size_inches(WIDTH / 72, height / 72)
    return sheet.add_axes((left / WIDTH, below / height, wide / WIDTH, tall / height))


def _measure(figure: AnyFigure) -> tuple[float, float, float, float, float]:
    """Points left of a figure's axes, above them, their width, their height, and below them."""
    if isinstance(figure, BarFigure):
        bars = sum(_wrap(bar.label, _BAR_CHARACTERS)[1] * _LINE + 3 + _BAR + _GAP for bar in figure.bars)
        return 0, 0, WIDTH, _legend_height(figure) + bars, 0
    if isinstance(figure, GridFigure):
        wide = min((WIDTH - _ROW_WIDTH - 1) / len(figure.columns), _WIDEST) * len(figure.columns)
        below = 10 + sum(_wrap(column)[1] * _LINE + 3 for column in figure.columns)
        return _ROW_WIDTH, _LINE + 6, wide, sum(_row_heights(figure)), below
    return 0, 0, WIDTH, MAP, 10 + sum(_wrap(title)[1] * _LINE + 5 for title in figure.titles)


def draw_figures(figures: Sequence[AnyFigure]) -> dict[str, Drawing]:
    """The figures of a report as SVG, by their names; the same to the byte every time.

    Text stays text, so that it can be searched and read aloud.
    """
    with mpl.rc_context(), warnings.catch_warnings():
        mpl.rcdefaults()  # whatever style file lies in the current folder or the user's home
        mpl.rcParams.update({"svg.fonttype": "none", "font.family": _FONT})
        warnings.filterwarnings("ignore", message="Glyph", category=UserWarning)
        return {figure.name: _draw(figure) for figure in figures}


def paint_pictures(drawings: Mapping[str, Drawing]) -> dict[str, bytes]:
    """Drawings as PNG by their names, for Word and for those who paste a figure elsewhere.

    By Typst, which sets the same SVG into the PDF: they take a third of the time of a second drawing by
    matplotlib, and show the same. A few at a time, for it holds all that it paints together.

    Raises:
        PipelineError: If Typst refuses one; the message holds none of its words.
    """
    pages = [
        {
            "svg": name_signs(drawing.svg.decode("utf-8"), printable()),
            "width": drawing.width,
            "height": drawing.height,
        }
        for drawing in drawings.values()
    ]
    painted = [
        picture
        for some in cut(pages, _PAINTED)
        for picture in set_template("pictures.typ", some, format="png", ppi=DOTS)
    ]
    return dict(zip(drawings, painted, strict=True))


def _draw(figure: AnyFigure) -> Drawing:
    sheet = Figure()
    plot_figure(open_axes(sheet, figure), figure)
    height = float(sheet.get_figheight()) * 72
    sheet.patch.set_visible(False)  # a white page would be a bright box on a dark screen
    written = io.BytesIO()
    # The salt keeps the ids of patterns the same in every run and different in every figure of a page.
    with mpl.rc_context({"svg.hashsalt": figure.name}):
        sheet.savefig(written, format="svg", metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")))
    root = fromstring(written.getvalue())
    for parent in root.iter():
        for child in list(parent):
            if child.tag == f"{_SVG}metadata" or child.find(f"{_SVG}style") is not None:
                parent.remove(child)  # a style sheet would apply to the whole page
            elif child.tag == f"{_SVG}g":
                child.attrib.pop("id", None)
            elif child.tag == f"{_SVG}text":
                child.set("style", child.get("style", "").replace(f"font-family: '{_FONT}'; ", ""))
    title, description = f"{figure.name}-title", f"{figure.name}-desc"
    named = (("title", title, figure.title), ("desc", description, figure.finding))
    for place, (tag, name, words) in enumerate(named):
        element = ET.Element(f"{_SVG}{tag}", id=name)
        element.text = show_illegal(words)
        root.insert(place, element)
    root.attrib |= {"role": "img", "aria-labelledby": f"{title} {description}"}
    lines = "stroke-linejoin: round; stroke-linecap: butt"
    root.set("style", f"font-family: '{_FONT}', sans-serif; background: white; {lines}")
    file = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    root.attrib |= {"style": lines, "focusable": "false"}
    for name in ("width", "height"):  # as the page has room
        del root.attrib[name]
    inline = ET.tostring(root, encoding="unicode").replace(INK, "currentColor")
    return Drawing(file, inline, WIDTH, height)


def _wrap(text: str, characters: int = _CHARACTERS) -> tuple[str, int]:
    """A text in lines, and how many they are."""
    lines = textwrap.wrap(show_illegal(text), characters) or [""]
    return "\n".join(lines), len(lines)


def _legend_columns(figure: BarFigure) -> int:
    """Entries of a legend in a row."""
    return max(1, int(WIDTH / max(46 + 6.6 * len(words) for words in figure.part_words)))


def _legend_height(figure: BarFigure) -> float:
    if len(figure.part_words) < 2:
        return 0.0
    return -(-len(figure.part_words) // _legend_columns(figure)) * (_LINE + 4) + 8


def _row_heights(figure: GridFigure) -> list[float]:
    return [max(_ROW, _wrap(row, _ROW_CHARACTERS)[1] * _LINE + 6) for row in figure.rows]
