"""Lines that count ("1. Safety", "Q2: Who else?"), in turn, each of which heads what stands below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.ingest.lines import BOLD_LEVEL, Document, Line
from pipeline.ingest.structure.headings import invites, is_seat, tasks
from pipeline.ingest.structure.remarks import find_below
from pipeline.ingest.structure.standing import stands_alone

LONGEST_AGENDA = 10  # words in an item of an agenda
_FEWEST, _FEWEST_ABOVE_TEXT = 2, 3
_COUNTED = re.compile(
    r"^\W{0,4}(?P<kind>(?:Q|Question)\s?|)(?P<number>\d{1,2})\s?[.):–-]+\s+(?=\S)", re.IGNORECASE
)
_TIMED = re.compile(r"^\(\d{1,2}:\d\d\)\s?[-–—]+\s*(?=\S+\s+\S+\s+\S)")  # "(2:30) -- Why did you leave"


def find_counted(document: Document, levels: Sequence[int]) -> dict[int, int]:
    """The places of such lines with their levels.

    Args:
        document: The document.
        levels: For each line its level as a heading so far, or 0.
    """
    found: dict[int, int] = {}
    counts: dict[str, dict[int, int]] = {}
    for place, line in enumerate(document.lines):
        counted = _COUNTED.match(line.text) if line.plain and not line.given else None
        if counted is not None:
            kind = counted["kind"][:1].upper()
            counts.setdefault(kind, {})[place] = int(counted["number"])
        elif line.plain_text and _TIMED.match(line.text):
            timed = counts.setdefault("timed", {})
            timed[place] = len(timed) + 1
    for kind, numbers in counts.items():
        asking = {place: number for place, number in numbers.items() if kind or _asks(document.lines[place])}
        for some in (numbers, asking):
            if _are_in_turn(document, levels, some, asking):
                found |= {
                    place: _find_level(document, levels, some, place, place in asking) for place in some
                }
                break
    return found


def _are_in_turn(
    document: Document, levels: Sequence[int], numbers: dict[int, int], asking: dict[int, int]
) -> bool:
    """Whether such lines count from 1, each above something else, and nothing else says what heads what."""
    lines, turns = document.lines, list(numbers.values())
    if len(turns) < _FEWEST or turns[0] != 1:
        return False
    if any(number not in (before + 1, 1) for before, number in pairwise(turns)):
        return False
    below = {place: find_below(lines, place) for place in numbers}
    if any(one < 0 or one in numbers or _COUNTED.match(lines[one].text) for one in below.values()):
        return False
    if numbers.keys() <= asking.keys():
        return True
    first, last = min(numbers), max(numbers)
    over = [
        place for place in range(first + 1, last) if 0 < levels[place] <= BOLD_LEVEL and place not in numbers
    ]
    seats = any(is_seat(lines[place].words) for place in over)
    if turns.count(1) > 1 and not seats:
        return False
    if not all(place in below.values() or is_seat(lines[place].words) for place in over if not seats):
        return False
    listed = all(levels[one] or lines[one].form == "item" for one in below.values())
    return len(turns) >= (_FEWEST if listed else _FEWEST_ABOVE_TEXT) and all(
        _heads(document, levels, place, below[place]) for place in numbers
    )


def _heads(document: Document, levels: Sequence[int], place: int, below: int) -> bool:
    line, after = document.lines[place], document.lines[below]
    return (
        (bool(levels[below]) or line.bold or stands_alone(document, place))
        and (len(line.words.split()) <= LONGEST_AGENDA)
        and not line.words.endswith((".", "!", ",", ";"))
        and (after.form != "item" or line.form != "item" or after.level <= line.level)
    )


def _find_level(
    document: Document, levels: Sequence[int], numbers: dict[int, int], place: int, asks: bool
) -> int:
    lines = document.lines
    if asks:
        return levels[place] or (BOLD_LEVEL if lines[place].bold else BOLD_LEVEL - 1)
    below = [levels[one] for at in numbers if (one := find_below(lines, at)) >= 0 and levels[one]]
    if below:
        return max(min(*below, BOLD_LEVEL) - 1, 1)
    seats = [level for at, level in enumerate(levels) if level and is_seat(lines[at].words)]
    if seats:
        return max(*seats, BOLD_LEVEL) + 1
    # The programme above them, in bold, is not over them.
    beside = lines[place].bold or any(level == BOLD_LEVEL for level in levels[: min(numbers)])
    return BOLD_LEVEL if beside else BOLD_LEVEL + 1


def _asks(line: Line) -> bool:
    words = _COUNTED.sub("", line.words)
    return words.endswith("?") or invites(words) or tasks(words)
