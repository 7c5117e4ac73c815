"""Lines that head others because several stand alike (labels, names, numbers): one might be anything."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.ingest.lines import BOLD_LEVEL, Document, Line, take_off
from pipeline.ingest.structure.asking import LONGEST_LABEL, WITHOUT_BLANKS, WRAPPED, stands_alone
from pipeline.ingest.structure.headings import NAMED, invites, is_seat, tasks
from pipeline.ingest.structure.remarks import find_above, find_below, find_next, is_label

_LONGEST_TIGHT = 12  # words of a label between two lists
_ROOM = 0.75  # of the longest line: a bullet that is shorter was not wrapped
OFTEN = 2  # a wording that stands so often is part of a form that people filled in
_NUMBER = re.compile(r"^\s*(?:\d{1,2}[.)]|\(?[a-h]\)|Q\s?\d{0,2}\s*[:.)])\s*", re.IGNORECASE)
LONGEST_AGENDA = 10  # words in an item of an agenda
_FEWEST, _FEWEST_ABOVE_TEXT = 2, 3
_COUNTED = re.compile(
    r"^\W{0,4}(?P<kind>(?:Q|Question)\s?|)(?P<number>\d{1,2})\s?[.):–-]+\s+(?=\S)", re.IGNORECASE
)
_TIMED = re.compile(r"^\(\d{1,2}:\d\d\)\s?[-–—]+\s*(?=\S+\s+\S+\s+\S)")  # "(2:30) -- Why did you leave"
_LONGEST_SHORT = 8  # words
_DASHED, _DASH = re.compile(r"^\w.*\w\s?[-–—]$"), re.compile(r"\s?[-–—]$")
_NUMBER_ALONE = re.compile(r"^\W*(?:Q|Question)\s?\d{1,2}\W*$", re.IGNORECASE)
_LONGEST_NAME = 3  # words
_FEWEST_ALIKE = 2  # lines of the same look that head bullets


def find_named(document: Document) -> list[int]:
    """Plain lines that say so: "Theme: …", once for each group."""
    found = [
        place for place, line in enumerate(document.lines) if line.form == "text" and NAMED.match(line.words)
    ]
    return found if len(found) >= OFTEN else []


def find_tight_labels(document: Document) -> list[int]:
    """A few words right between two lists, without empty lines, name the second, and like ones the first.

    Once could be the second line of a bullet; where several such lines stand so, they are labels.
    """
    lines = document.lines
    longest = 0 if document.format in WITHOUT_BLANKS else max((len(line.text) for line in lines), default=0)
    room = max(WRAPPED, _ROOM * longest)
    heads = [
        place
        for place, line in enumerate(lines)
        if line.form == "text"
        and not (line.role or line.given or line.text[:1].isspace())
        and (line.words[:1].isupper() or line.words[:1].isdigit())
        and len(line.words.split()) <= _LONGEST_TIGHT
        and not line.words.endswith((".", "!", ",", ";"))
        and place + 1 < len(lines)
        and lines[place + 1].form == "item"
        and lines[place + 1].level == 1
        and not (place and lines[place - 1].form == "item" and lines[place - 1].words.endswith("?"))
    ]
    tight = [
        place
        for place in heads
        if place
        and lines[place - 1].form == "item"
        and len(lines[place - 1].text.rstrip()) + len(lines[place].words.split()[0]) < room
    ]
    return heads if len(tight) >= OFTEN or (tight and len(heads) > len(tight)) else []


def find_listed(document: Document) -> list[int]:
    """Plain lines above a list that stand, word for word, in a list of topics further up."""
    lines = document.lines
    found: list[int] = []
    listed: set[str] = set()
    for place, line in enumerate(lines):
        if line.form == "item" and not line.role and line.level == 1:
            listed.add(line.words.casefold())
        elif line.plain_text and line.words.casefold() in listed and stands_alone(document, place):
            below = find_next(lines, place)
            if below is not None and below.form == "item" and below.words.casefold() not in listed:
                found.append(place)
    return found if len(found) >= OFTEN else []


def find_lone_labels(document: Document) -> list[int]:
    """Few words between empty lines, each above several lines without any between them, name these."""
    lines = document.lines
    blocks: list[list[int]] = [[]]
    for place, line in enumerate(lines):
        if line.form == "blank":
            blocks.append([])
        elif line.form != "metadata":
            blocks[-1].append(place)
    blocks = [block for block in blocks if block]
    names = [len(block) == 1 and _may_name(lines[block[0]]) for block in blocks]
    plain = not any(line.form in ("item", "heading") or line.bold for line in lines)
    heads = [
        block[0] for block, name, below in zip(blocks, names, names[1:], strict=False) if name and not below
    ]
    told = [block for block, name in zip(blocks, names, strict=True) if not name]
    several = all(len(block) > 1 and lines[block[0]].form == "text" for block in told)
    return heads if plain and several and len(heads) >= OFTEN and len(heads) == len(told) else []


def _may_name(line: Line) -> bool:
    few = line.plain_text and len(line.words.split()) <= LONGEST_LABEL
    return few and line.words[:1].isupper() and not line.words.endswith((".", "!", "?", ",", ";"))


def find_capitals(document: Document, levels: list[int]) -> list[int]:
    """Short lines that begin with a capital where all others begin small name what stands below them."""
    if any(levels):
        return []
    lines = document.lines
    told = [place for place, line in enumerate(lines) if line.words and line.form != "metadata"]
    blanks = any(lines[place].form == "blank" for place in range(told[0], told[-1])) if told else False
    heads = [
        place
        for place in told
        if lines[place].words[0].isupper() and (not blanks or place == 0 or lines[place - 1].form == "blank")
    ]
    small = sum(lines[place].words[0].islower() for place in told)
    if len(heads) < 2 or len(told) - len(heads) - small > small / 4:
        return []
    plain = all(lines[place].form == "text" and not lines[place].role for place in told)
    named = all(is_label(lines[place].words) for place in heads)
    over = all(below - place > 1 for place, below in zip(heads, [*heads[1:], len(lines)], strict=True))
    return heads if plain and named and over and 2 * len(heads) <= len(told) else []


def is_numbered(line: Line) -> bool:
    """Whether a number or a letter stands in front of a line."""
    return line.numbered or bool(_NUMBER.match(line.text))


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
    if not all(place in below.values() or is_seat(lines[place].words) for place in over):
        return False
    listed = all(levels[one] or lines[one].form == "item" for one in below.values())
    return len(turns) >= (_FEWEST if listed else _FEWEST_ABOVE_TEXT) and all(
        _heads(lines[place], lines[below[place]]) for place in numbers
    )


def _heads(line: Line, below: Line) -> bool:
    few = len(line.words.split()) <= LONGEST_AGENDA and not line.words.endswith((".", "!", ",", ";"))
    return few and (line.form != "item" or below.level <= line.level)


def _find_level(
    document: Document, levels: Sequence[int], numbers: dict[int, int], place: int, asks: bool
) -> int:
    lines = document.lines
    if asks:
        return levels[place] or BOLD_LEVEL - 1
    below = [levels[one] for at in numbers if (one := find_below(lines, at)) >= 0 and levels[one]]
    if below:
        return max(min(*below, BOLD_LEVEL) - 1, 1)
    # The programme above them, in bold, is not over them.
    beside = any(level == BOLD_LEVEL for level in levels[: min(numbers)])
    return BOLD_LEVEL if beside else BOLD_LEVEL + 1


def _asks(line: Line) -> bool:
    words = _COUNTED.sub("", line.words)
    return words.endswith("?") or invites(words) or tasks(words)


def find_first_labels(lines: Sequence[Line], levels: Sequence[int]) -> list[int]:
    """The places of such lines: right below a title or a question nothing but the others tells what they are.

    Args:
        lines: The lines of a document.
        levels: For each its level as a heading so far, or 0.
    """
    others = {place for place, level in enumerate(levels) if level > BOLD_LEVEL and _is_short(lines[place])}
    if len(others) < _FEWEST_ALIKE:
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
    first = next((lines[place].words for place in asked if words[lines[place].words] >= _FEWEST_ALIKE), None)
    found = []
    for place in asked:
        if lines[place].words != first:
            continue
        above = find_above(lines, place)
        if above < 0 or levels[above] or not _is_short(lines[above]):
            continue
        if lines[above].words[:1].isupper() and len(lines[above].words.split()) <= _LONGEST_NAME:
            found.append((above, max(levels[place] - 1, 1)))
    return found if len(found) >= _FEWEST_ALIKE else []


def head_numbered(lines: list[Line]) -> list[Line]:
    """Where "Question 2" stands on a line of its own, the line below it is the question."""
    labels = [
        place
        for place, line in enumerate(lines)
        if line.form in ("text", "heading") and not line.role and _NUMBER_ALONE.match(line.words)
    ]
    below = {place: find_below(lines, place) for place in labels}
    if len({lines[place].words for place in labels}) < _FEWEST_ALIKE or not all(
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
        and len(line.words.split()) <= _LONGEST_SHORT
        and (after := find_next(lines, place)) is not None
        and after.plain
    ]
    if len(found) < _FEWEST_ALIKE:
        return lines
    headed = list(lines)
    for place in found:
        headed[place] = replace(take_off(lines[place], _DASH), form="heading", level=BOLD_LEVEL + 1)
    return headed


def _is_short(line: Line) -> bool:
    plain = line.plain_text and line.given is None
    return plain and line.words[-1:].isalnum() and len(line.words.split()) <= _LONGEST_SHORT


def _stands_below_title(lines: Sequence[Line], levels: Sequence[int], place: int) -> bool:
    """Whether a question, or nothing but short lines at the top of the document, stands above a line."""
    above = find_above(lines, place)
    if above >= 0 and levels[above] and "?" in lines[above].words:
        return True
    return all(len(line.words.split()) <= _LONGEST_SHORT for line in lines[:place])
