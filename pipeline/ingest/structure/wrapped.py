"""Lines of plain text that belong together: wrapped paragraphs, and bullets whose words stand below them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.ingest.lines import Line, take_off
from pipeline.ingest.structure.remarks import goes_on, measure_wrapping

# "a.", "(b)", "iv." in front of a line, or alone on one, as programs leave them that take lists to pieces.
_LETTERS = r"(?P<letter>\(?[a-h]\)|[a-h]\.)|(?P<roman>\(?[ivx]{1,5}[.)])"
_LETTERED = re.compile(rf"^(?:{_LETTERS})[ \t\u00a0]+(?=\S)")
_MARK = re.compile(rf"^(?:{_LETTERS}|o|[^\w\s>#|])$")
_MARKED = "a bullet by the letter or mark in front of it, or above it"
_FEWEST_MARKS = 3
_FEWEST_WORDS = 5  # of a line that goes on below
_ENDS = (".", "?", "!", ":", ";", "”", '"')


def join_wrapped(lines: list[Line], paragraphs: bool) -> list[Line]:
    """Each line that goes on with the one right above it, whose words it then shares.

    Where lines are no paragraphs, only what begins small below a line that is no whole sentence.
    """
    if not paragraphs and not _begin_in_capitals(lines):
        return lines
    width = measure_wrapping(lines)
    joined: list[Line] = []
    first = -1  # where the paragraph begins
    for line in lines:
        above = joined[-1] if joined else None
        if first >= 0 and above is not None and line.form == "text" and line.words:
            hangs = line.role == "continuation"
            if paragraphs:
                goes = not line.role and goes_on(above, line, width) and not above.words.endswith((":", "?"))
            else:
                goes, hangs = _begins_small(joined[first], above, line), False
            if hangs or goes:
                joined[first] = replace(joined[first], words=f"{joined[first].words} {line.words}")
                joined.append(
                    replace(line, words="", role="continuation", reason="goes on from the line above")
                )
                continue
        first = len(joined) if line.plain and line.words else -1
        joined.append(line)
    return joined


def _begin_in_capitals(lines: Sequence[Line]) -> bool:
    """Whether most lines begin as sentences do."""
    told = [line.words for line in lines if line.form in ("text", "item") and line.words]
    return 2 * sum(words[0].islower() for words in told) < len(told)


def _begins_small(first: Line, above: Line, line: Line) -> bool:
    if line.role or line.given or _MARK.match(line.words) or above.content.endswith(_ENDS):
        return False
    if first.reason == _MARKED:
        return True  # a program that takes bullets to pieces wraps them, too
    long = first.form == "item" or len(first.words.split()) >= _FEWEST_WORDS
    return line.words[0].islower() and not first.words[0].islower() and long


def list_letters(lines: list[Line]) -> list[Line]:
    """Lines with letters or Roman numbers in front are a list, and so are those right below a bare mark."""
    lettered = [_LETTERED.match(line.content) if line.plain_text else None for line in lines]
    bare = [_MARK.match(line.text.strip()) if line.plain else None for line in lines]
    below = [
        bare[place] is not None
        and line.form == "text"
        and bool(line.words)
        and line.role in ("", "continuation")
        for place, line in enumerate(lines[1:])
    ]
    listed = list(lines)
    kinds: list[str] = []  # those met, the outer before the inner
    if sum(one is not None for one in lettered) >= _FEWEST_MARKS:
        for place, found in enumerate(lettered):
            if found is not None:
                taken = take_off(lines[place], _LETTERED)
                level = _find_level(kinds, found)
                listed[place] = replace(taken, form="item", level=level, reason=_MARKED)
    marks = sum(one is not None for one in bare)
    if sum(below) >= _FEWEST_MARKS and 4 * sum(below) >= 3 * marks:
        for place, found in enumerate(bare):
            if found is not None and place < len(below) and below[place]:
                level = _find_level(kinds, found)
                listed[place] = replace(
                    lines[place], form="boilerplate", level=0, reason="a bullet without words"
                )
                listed[place + 1] = replace(
                    lines[place + 1],
                    form="item",
                    level=level,
                    role="",
                    reason=_MARKED if found.lastgroup else "",
                )
        marks_alone = {lines[place].text.strip() for place, found in enumerate(bare) if found is not None}
        return _take_marks_behind(listed, {sign for sign in marks_alone if not sign[0].isalnum()})
    return listed


def _take_marks_behind(lines: list[Line], signs: set[str]) -> list[Line]:
    """Lines with the first mark of the list below them at their end: their own words, then a list."""
    if not signs:
        return lines
    behind = re.compile(rf"(?<=\S)\s+(?:{'|'.join(map(re.escape, sorted(signs)))})$")
    for place, (line, below) in enumerate(pairwise(lines)):
        if line.plain_text and below.plain_text and below.words and behind.search(line.words):
            lines[place] = take_off(line, behind)
            lines[place + 1] = replace(below, form="item", level=1)
    return lines


def _find_level(kinds: list[str], mark: re.Match[str]) -> int:
    kind = mark.lastgroup or ""
    if kind and kind not in kinds:
        kinds.append(kind)
    return kinds.index(kind) + 1 if kind else 1


def join_questions(lines: list[Line]) -> list[Line]:
    """A question that was wrapped over two lines is one question."""
    joined = list(lines)
    for place in range(len(lines) - 1):
        first, second = joined[place], joined[place + 1]
        alone = place == 0 or joined[place - 1].form == "blank"
        plain = first.form == second.form == "text" and not first.role and not second.role
        wrapped = second.words.rstrip("*_ ").endswith("?") and not first.words.endswith((".", "?", ":", "!"))
        if alone and plain and wrapped:
            words = f"{first.words} {second.words}"
            slanted = words.endswith(("*", "_")) and words.count(words[-1]) == 2  # over both lines
            joined[place] = replace(first, words=words.replace(words[-1], "") if slanted else words)
            joined[place + 1] = replace(second, words="", role="continuation", reason="goes on from above")
    return joined
