"""Lists and paragraphs whose marks no reader knows: lettered, odd or told by spaces alone, or wrapped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.ingest.lines import BOLD_LEVEL, Form, Line, nest_items, take_off
from pipeline.ingest.structure.remarks import find_next, goes_on, measure_wrapping

# "a.", "(b)", "iv." in front of a line, or alone on one, as programs leave them that take lists to pieces.
_LETTERS = r"(?P<letter>\(?[a-h]\)|[a-h]\.)|(?P<roman>\(?[ivx]{1,5}[.)])"
_LETTERED = re.compile(rf"^(?:{_LETTERS})[ \t\u00a0]+(?=\S)")
_MARK = re.compile(rf"^(?:{_LETTERS}|o|[^\w\s>#|])$")
_MARKED = "a bullet by the letter or mark in front of it, or above it"
_FEWEST_MARKS = 3
_FEWEST_WORDS = 5  # of a line that goes on below
_ENDS = (".", "?", "!", ":", ";", "”", '"')
_FEWEST_HEADS, _FEWEST_INNER = 2, 4
_LONGEST, _TAB = 60, 4  # characters of a line that heads others; spaces that a tab stands for
_MOST = 0.75  # of the lines at the margin head others
_FEWEST_BARE = 3  # bullets without words
_BOX = re.compile(r"^\[[ xX]\]\s+(?=\S)")
# Also arrows, ticks, shapes and pictograms.
_ODD_BULLET = re.compile(
    r"^(?P<marker>[ox]|X(?= [a-z])|[·»>]"
    r"|[\u2190-\u21ff\u2460-\u27bf\u2900-\u2bff\U0001f300-\U0001faff]\ufe0f?"
    r"|\uf0b7|\uf0a7|\(\d{1,2}\)|\(?[a-z]\))[ \t\u00a0]+(?=\S)"
)
# What is left where a program wrote bullets and their words on lines of their own.
_BARE_BULLET = re.compile(r"^(?:o|[^\w\s])$")


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
    behind = re.compile(rf"(?<=\S)\s+(?:{'|'.join(map(re.escape, sorted(signs)))})$")
    for place, (line, below) in enumerate(pairwise(lines)):
        if signs and line.plain_text and below.plain_text and below.words and behind.search(line.words):
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


def list_odd_bullets(lines: list[Line]) -> list[Line]:
    """Lines that begin with a mark no list uses, where others do too, are a list."""
    marked = [line.plain_text and bool(_ODD_BULLET.match(line.content)) for line in lines]
    bare = [line.plain_text and bool(_BARE_BULLET.match(line.words)) for line in lines]
    if sum(bare) >= _FEWEST_BARE:
        lines = [
            replace(line, form="boilerplate", reason="a bullet without words") if is_bare else line
            for line, is_bare in zip(lines, bare, strict=True)
        ]
    if sum(marked) < 2:
        return lines
    # "📚 Education", each above bullets of its own.
    below = [find_next(lines, place) for place, is_marked in enumerate(marked) if is_marked]
    heads = all(one is not None and one.form == "item" for one in below)
    form: Form
    form, level = ("heading", BOLD_LEVEL + 1) if heads else ("item", 1)
    return [
        replace(take_off(line, _ODD_BULLET), form=form, level=level) if is_marked else line
        for line, is_marked in zip(lines, marked, strict=True)
    ]


def strip_boxes(lines: list[Line]) -> list[Line]:
    """Notes with a box to tick in front, among others without: what somebody agreed with, not a task."""
    boxed = sum(line.form == "item" and bool(_BOX.match(line.content)) for line in lines)
    if not boxed or boxed > sum(line.form == "item" for line in lines) / 6:
        return lines
    return [
        take_off(line, _BOX) if line.form == "item" and _BOX.match(line.content) else line for line in lines
    ]


def join_short_lines(lines: list[Line]) -> list[Line]:
    """Lines of a narrow note on a board: one that begins small goes on from the line above it."""
    joined = list(lines)
    alone = sum(line.form == "item" for line in lines) == 1
    for place in range(1, len(lines)):
        above, line = joined[place - 1], joined[place]
        if line.role or above.form != "text" or above.words.endswith((".", "?", "!", ":")) or not above.words:
            continue
        if (line.form == "text" and line.words[:1].islower()) or (line.form == "item" and alone):
            content = line.text.strip()
            joined[place] = replace(
                line,
                form="text",
                level=0,
                content=content,
                words=content,
                role="continuation",
                reason="goes on from above",
            )
    return joined
