"""Few words above the first bullets of a document or question, as others head its other bullets."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.ingest.lines import BOLD_LEVEL, Line
from pipeline.ingest.structure.remarks import find_next

_LONGEST = 8  # words
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
        and (after := find_next(lines, place)) is not None
        and after.form == "item"
        and not after.role
        and _stands_below_title(lines, levels, place)
    ]


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
