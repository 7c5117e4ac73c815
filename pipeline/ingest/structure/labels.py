"""Few words above the first bullets of a document or question, as others head its other bullets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.ingest.lines import BOLD_LEVEL, Line, take_off
from pipeline.ingest.structure.remarks import find_below, find_next

_LONGEST = 8  # words
_DASHED, _DASH = re.compile(r"^\w.*\w\s?[-–—]$"), re.compile(r"\s?[-–—]$")
_FEWEST = 2  # lines of the same look that head bullets


def find_first_labels(lines: Sequence[Line], levels: Sequence[int]) -> list[int]:
    """The places of such lines: right below a title or a question nothing but the others tells what they are.

    Args:
        lines: The lines of a document.
        levels: For each its level as a heading so far, or 0.
    """
    others = {place for place, level in enumerate(levels) if level > BOLD_LEVEL and _is_short(lines[place])}
    if len(others) < _FEWEST:
        return []
    capitals = {lines[place].words[:1].isupper() for place in others}
    return [
        place
        for place, line in enumerate(lines)
        if not levels[place]
        and _is_short(line)
        and line.words[:1].isupper() in capitals
        and (below := find_below(lines, place)) >= 0
        and lines[below].form == "item"
        and not lines[below].role
        and not levels[below]  # the next question: the line answers the one above it
        and _stands_below_title(lines, levels, place)
    ]


def head_dashed(lines: list[Line]) -> list[Line]:
    """Few words with a dash behind them ("re buses –") head what stands below them, where several do."""
    found = [
        place
        for place, line in enumerate(lines)
        if line.plain_text
        and _DASHED.match(line.words)
        and len(line.words.split()) <= _LONGEST
        and (after := find_next(lines, place)) is not None
        and after.plain
    ]
    if len(found) < _FEWEST:
        return lines
    headed = list(lines)
    for place in found:
        headed[place] = replace(take_off(lines[place], _DASH), form="heading", level=BOLD_LEVEL + 1)
    return headed


def _is_short(line: Line) -> bool:
    plain = line.plain_text and line.given is None
    return plain and line.words[-1:].isalnum() and len(line.words.split()) <= _LONGEST


def _stands_below_title(lines: Sequence[Line], levels: Sequence[int], place: int) -> bool:
    """Whether a question, or nothing but short lines at the top of the document, stands above a line."""
    above = next((one for one in range(place - 1, -1, -1) if lines[one].form != "blank"), -1)
    if above >= 0 and levels[above] and "?" in lines[above].words:
        return True
    return all(
        line.form == "blank" or (line.form == "text" and len(line.words.split()) <= _LONGEST)
        for line in lines[:place]
    )
