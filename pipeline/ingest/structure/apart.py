"""Several remarks on one line: each becomes a line of its own, and so do a question and its answer.

People type what they collected one behind the other: quotations, remarks parted by semicolons, bullets
pasted into one paragraph, two speakers. Where the signs between them are clear, the line is cut there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from pipeline.ingest.lines import BOLD_LEVEL, Form, Line, settle_as_text, take_off
from pipeline.ingest.structure.evidence import SPEAKS
from pipeline.ingest.structure.remarks import find_above, goes_on, is_known_label, measure_wrapping
from pipeline.wording.marks import render_inline

_QUOTATIONS = re.compile(
    r"(?:(?:\"+[^\"]{2,}\"+|“[^“”]{2,}”|„[^„“”]{2,}[“”]|«[^«»]{2,}»|❝[^❝❞]{2,}❞)"
    r"(?:[\s,;./|·•&–—-]|\band\b|\bor\b)*){2,}"
)
_QUOTATION_MARKS = '"“„«❝'
_QUOTATION = re.compile(r"\"+[^\"]{2,}\"+|“[^“”]{2,}”|„[^„“”]{2,}[“”]|«[^«»]{2,}»|❝[^❝❞]{2,}❞")
_BULLET = re.compile(r"(?<=\S)\s+(?=[•◦▪●○■➢✓]\s)")
_BULLET_SIGNS = " \t\u00a0•◦▪●○■➢✓"
_SEMICOLON = re.compile(r"\s*;\s*")
_LISTED = re.compile(r"^(?P<label>[^\W\d_][^:;.!?]{2,40}:)\s+(?=\S)")
_LONGEST, _USUAL = 30, 12  # words in a remark among others on a line, and in most of them
_FEWEST_LINES, _FEWEST_PARTS = 3, 4
_ASKS = 3  # words of a question
_TURN = r"[A-Z][\w.'’-]{1,20}(?: [A-Z][\w.'’-]{1,20})?"
_TURNS = re.compile(rf"^(?P<first>{_TURN}): .+?\s[-–—/|]\s(?P<second>{_TURN}): ")
_NEXT_TURN = re.compile(rf"(?:\s[-–—/|]|(?<=[.!?]))\s(?={_TURN}(?::| [-–—]) )")
_NAME = re.compile(rf"^(?P<name>{_TURN})(?::| [-–—]) ")
_ANSWERED = re.compile(
    r"^(?P<asked>[^?]{8,}\?(?: ?\([^()]*\))?[*_]{0,3})(?P<sign>\s*(?:[-–—>→=:]+|\s)\s*)(?P<said>[^\s?].*)$"
)
# "How are you? How can we improve?": the second asks as well.
_ASKS_ON = re.compile(
    r"(?:what|how|where|when|why|who|which|do|does|did|is|are|can|could|would|will|should|has|have|if)\b"
    r".*\?[*_ ]*$",
    re.IGNORECASE,
)
_IN_LETTERS = re.compile(r"^Q\s?\d{0,2}\s?[:.]\s.{3,}?(?P<answer>\s+A\s?\d{0,2}\s?[:.]\s+)(?=\S)")
_GOES_ON = re.compile(
    r"(?:and|or|but|however|then|which|who|so|with|while|whereas|therefore|the (?:first|second))\b"
)


def cut_apart(lines: list[Line], paragraphs: bool) -> list[Line]:
    """The lines of a document, those with several remarks or with a question and its answer cut.

    Args:
        lines: The lines.
        paragraphs: Whether lines that follow one another are one paragraph: what was wrapped is not cut.
    """
    width = measure_wrapping(lines)
    whole = [
        line.plain and line.given is None and not (paragraphs and _is_wrapped(lines, place, width))
        for place, line in enumerate(lines)
    ]
    listed = _lists_by_semicolons([line for line, is_whole in zip(lines, whole, strict=True) if is_whole])
    answered = _find_answered(lines, whole)
    cut: list[Line] = []
    for place, line in enumerate(lines):
        if not whole[place]:
            cut.append(line)
        elif place in answered:
            cut.extend(_cut_answer(line, answered[place]))
        elif (found := _IN_LETTERS.match(line.content)) is not None:
            cut.extend(part_line(line, [found.start("answer")], line.form))
        else:
            cut.extend(_cut_remarks(line, listed or _asks_above(lines, place)))
    return cut


def _cut_remarks(line: Line, listed: bool) -> list[Line]:
    content = line.content
    if content[:1] in _QUOTATION_MARKS and _QUOTATIONS.fullmatch(content):
        starts = [found.start() for found in _QUOTATION.finditer(content)]
        return part_line(line, starts[1:], "item", " \t,;/|·•&–—-")
    if content.count("•") or line.text.lstrip()[:1] in _BULLET_SIGNS.strip():
        starts = [found.end() for found in _BULLET.finditer(content)]
        if len(starts) >= 1:
            return part_line(line, starts, "item", _BULLET_SIGNS)
    if (found := _TURNS.match(content)) is not None and not any(map(is_known_label, found.groups())):
        turns = part_line(line, [one.end() for one in _NEXT_TURN.finditer(content)], "item", " \t-–—/|")
        return [_name_turn(turn) for turn in turns]
    if listed and ";" in content:
        return _cut_list(line)
    return [line]


def _name_turn(turn: Line) -> Line:
    found = _NAME.match(turn.content)
    if found is None:
        return turn
    return replace(take_off(turn, _NAME), speaker=found["name"])


def _cut_list(line: Line) -> list[Line]:
    """A line of remarks parted by semicolons; what stands before a colon in front heads them."""
    label = _LISTED.match(line.content)
    start = label.end() if label is not None else 0
    edges = [
        found.end() for found in _SEMICOLON.finditer(line.content, start) if found.end() < len(line.content)
    ]
    parts = part_line(line, [start, *edges] if start else edges, "item", " \t;")
    if label is None:
        return parts
    return [
        replace(parts[0], form="heading", level=BOLD_LEVEL + 2)
        if not SPEAKS.search(label["label"])
        else settle_as_text(parts[0], "lead_in", "introduces the remarks behind it"),
        *parts[1:],
    ]


def _lists_by_semicolons(lines: Iterable[Line]) -> bool:
    """Whether short remarks stand one behind the other, parted by semicolons, on several lines."""
    listed = (line.content for line in lines if line.content.count(";") >= 2)
    parts = [parts for content in listed if len(parts := _split_list(content)) >= 3]
    every = [part for some in parts for part in some]
    return len(parts) >= _FEWEST_LINES and median(len(part.split()) for part in every) <= _USUAL


def _split_list(content: str) -> list[str]:
    """What stands between the semicolons of a line; nothing for a sentence that has some."""
    parts = [part for part in _SEMICOLON.split(_LISTED.sub("", content)) if part.strip()]
    goes_on = any(_GOES_ON.match(part) for part in parts[1:])
    return [] if goes_on or any(len(part.split()) > _LONGEST for part in parts) else parts


def _find_answered(lines: Sequence[Line], whole: Sequence[bool]) -> dict[int, re.Match[str]]:
    """Lines that ask and answer, by their places: two with a dash or colon between, or most of a list."""
    found = {
        place: match
        for place, (line, is_whole) in enumerate(zip(lines, whole, strict=True))
        if is_whole and "?" in line.content and (match := _ANSWERED.match(line.content)) is not None
    }
    # The same question on several lines is a form's: see cut_forms.
    asked = Counter(match["asked"].casefold() for match in found.values())
    found = {
        place: match
        for place, match in found.items()
        if len(match["asked"].split()) >= _ASKS
        and asked[match["asked"].casefold()] == 1
        and not _ASKS_ON.match(match["said"])
    }
    signed = {place: match for place, match in found.items() if match["sign"].strip()}
    if len(signed) >= 2:
        return signed
    numbered = [
        place
        for place, line in enumerate(lines)
        if whole[place] and line.text.lstrip()[:1].isdigit() and line.form == "item"
    ]
    told = {place: match for place, match in found.items() if place in numbered}
    return told if len(told) >= _FEWEST_LINES and len(told) >= 0.75 * len(numbered) else {}


def _cut_answer(line: Line, found: re.Match[str]) -> list[Line]:
    head, said = part_line(line, [found.start("said")], "item", " \t-–—>→=:")
    return [replace(head, form="heading", level=BOLD_LEVEL + 1), replace(said, level=line.level + 1)]


def part_line(line: Line, edges: Sequence[int], form: Form, signs: str = " \t") -> list[Line]:
    """Cut a line at places of its content; the signs between the parts stay in their texts alone."""
    start = line.text.find(line.content)
    if start < 0 or not edges:
        return [line]
    parts = []
    for number, (a, b) in enumerate(pairwise([0, *edges, len(line.content)]), start=1):
        content = line.content[a:b].strip(signs)
        parts.append(
            replace(
                line,
                locator=f"{line.locator}, part {number}",
                text=line.text[start + a if number > 1 else 0 : start + b if b < len(line.content) else None],
                content=content,
                words=content if line.words == line.content else render_inline(content),
                form=form,
                level=(line.level or 1) if form == "item" else line.level,
                bold=False,
            )
        )
    return parts


def _asks_above(lines: Sequence[Line], place: int) -> bool:
    """Whether a line of many short remarks stands right below what asks for them, or names it itself."""
    parts = _split_list(lines[place].content) if lines[place].content.count(";") >= _FEWEST_PARTS - 1 else []
    if len(parts) < _FEWEST_PARTS or median(len(part.split()) for part in parts) > _USUAL:
        return False
    above = find_above(lines, place)
    label = _LISTED.match(lines[place].content)
    if label is not None and SPEAKS.search(label["label"]):
        return True
    if above < 0:
        return False
    head = lines[above]
    heads = head.form == "heading" or head.bold or head.words.endswith((":", "?"))
    return heads and ("?" in head.words or bool(SPEAKS.search(head.words)))


def _is_wrapped(lines: Sequence[Line], place: int, width: int) -> bool:
    """Whether a line goes on from the one above it or on the one below it."""
    line, above = lines[place], lines[place - 1] if place else None
    below = lines[place + 1] if place + 1 < len(lines) else None
    if below is not None and below.form == "text" and below.words and goes_on(line, below, width):
        return True
    return above is not None and line.form == "text" == above.form and goes_on(above, line, width)
