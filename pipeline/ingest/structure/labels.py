"""Few words above the first bullets of a document or question, as others head its other bullets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipeline.ingest.lines import BOLD_LEVEL, Line, take_off
from pipeline.ingest.structure.remarks import find_below, find_next

_LONGEST = 8  # words
_DASHED, _DASH = re.compile(r"^\w.*\w\s?[-–—]$"), re.compile(r"\s?[-–—]$")
_NUMBERED = re.compile(r"^\W*(?:Q|Question)\s?\d{1,2}\W*$", re.IGNORECASE)
_LONGEST_NAME = 3  # words
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


def find_respondents(lines: Sequence[Line], levels: Sequence[int]) -> list[tuple[int, int]]:
    """The names above forms that several people filled in, with their levels; one question opens each."""
    asked = [place for place, level in enumerate(levels) if level and "?" in lines[place].words]
    words = Counter(lines[place].words for place in asked)
    first = next((lines[place].words for place in asked if words[lines[place].words] >= _FEWEST), None)
    found = []
    for place in asked:
        if lines[place].words != first:
            continue
        above = next((one for one in range(place - 1, -1, -1) if lines[one].form != "blank"), -1)
        if above < 0 or levels[above] or not _is_short(lines[above]):
            continue
        if lines[above].words[:1].isupper() and len(lines[above].words.split()) <= _LONGEST_NAME:
            found.append((above, max(levels[place] - 1, 1)))
    return found if len(found) >= _FEWEST else []


def head_numbered(lines: list[Line]) -> list[Line]:
    """Where "Question 2" stands on a line of its own, the line below it is the question."""
    labels = [
        place
        for place, line in enumerate(lines)
        if line.form in ("text", "heading") and not line.role and _NUMBERED.match(line.words)
    ]
    below = {place: find_below(lines, place) for place in labels}
    if len({lines[place].words for place in labels}) < _FEWEST or not all(
        one >= 0 and lines[one].plain_text and one not in below for one in below.values()
    ):
        return lines
    after = (find_below(lines, one) for one in below.values())
    told = sum(one >= 0 and not lines[one].plain_text for one in after)
    asks = sum(lines[one].words.endswith("?") for one in below.values())
    short = sum(_is_short(lines[one]) for one in below.values())
    if 2 * max(asks, told) < len(labels) and short < len(labels):
        return lines  # what stands there may be answers
    headed = list(lines)
    for place, one in below.items():
        level = lines[place].level if lines[place].form == "heading" else BOLD_LEVEL - 1
        headed[one] = replace(lines[one], form="heading", level=level, role="question")
        headed[place] = replace(
            lines[place],
            form="text",
            level=0,
            bold=False,
            role="metadata",
            reason="numbers the question below it",
        )
    return headed


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
