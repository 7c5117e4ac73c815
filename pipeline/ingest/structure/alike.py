"""Lines that head others because several of them stand alike: each alone might be anything."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.ingest.lines import Document, Line
from pipeline.ingest.structure.headings import NAMED
from pipeline.ingest.structure.remarks import find_next, is_label
from pipeline.ingest.structure.standing import LONGEST_LABEL, WITHOUT_BLANKS, WRAPPED, stands_alone

_LONGEST_TIGHT = 12  # words of a label between two lists
_ROOM = 0.75  # of the longest line: a bullet that is shorter was not wrapped
OFTEN = 2  # a wording that stands so often is part of a form that people filled in
_NUMBER = re.compile(r"^\s*(?:\d{1,2}[.)]|\(?[a-h]\)|Q\s?\d{0,2}\s*[:.)])\s*", re.IGNORECASE)


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
        and not _answers_bullet(lines, place)
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


def _answers_bullet(lines: Sequence[Line], place: int) -> bool:
    """Whether the line right above is a bullet that asks, with no other bullet above it."""
    asks = place > 0 and lines[place - 1].form == "item" and lines[place - 1].words.endswith("?")
    return asks and (place == 1 or lines[place - 2].form != "item")


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
