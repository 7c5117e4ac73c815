"""Notes typed without marks, their depth told by spaces alone: "Good", and farther in what was good."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.ingest.lines import BOLD_LEVEL, Line, nest_items

_FEWEST_HEADS, _FEWEST_INNER = 2, 4
_LONGEST, _TAB = 60, 4  # characters of a line that heads others; spaces that a tab stands for
_MOST = 0.75  # of the lines at the margin head others


def read_outline(lines: list[Line]) -> list[Line]:
    """Lines farther in than those above them are a list; those at the margin head it."""
    told = [place for place, line in enumerate(lines) if line.words and line.form != "metadata"]
    if any(lines[place].form not in ("text", "boilerplate") or lines[place].role for place in told):
        return lines
    told = [place for place in told if lines[place].form == "text"]
    widths = {place: _measure_indent(lines[place].text) for place in told}
    inner = [place for place in told if widths[place]]
    margin = [place for place in told if not widths[place]]
    heads = [one for one, below in pairwise(told) if widths[below] and not widths[one]]
    if len(heads) < _FEWEST_HEADS or len(inner) < _FEWEST_INNER or len(heads) < _MOST * len(margin):
        return lines
    if any(len(lines[place].words) > _LONGEST or lines[place].words.endswith(",") for place in heads):
        return lines  # paragraphs whose first lines stand out
    return _mark(lines, widths, heads)


def _mark(lines: Sequence[Line], widths: dict[int, int], heads: Sequence[int]) -> list[Line]:
    marked = list(lines)
    asks = any("?" in lines[place].words for place in heads)
    for place in heads:
        marked[place] = replace(
            lines[place],
            form="heading",
            level=BOLD_LEVEL,
            role="question" if asks else "",
            reason="one of the lines at the margin, of which some ask" if asks else "",
        )
    for first, last in pairwise([*heads, len(lines)]):
        below = [place for place in range(first + 1, last) if widths.get(place)]
        for place, depth in zip(below, nest_items([widths[place] for place in below]), strict=True):
            marked[place] = replace(lines[place], form="item", level=depth)
    return marked


def _measure_indent(text: str) -> int:
    return len(text.expandtabs(_TAB)) - len(text.expandtabs(_TAB).lstrip())
