"""What stands in front of remarks or behind them: a code, a day, a name, a mark that a legend explains.

Taken off only where several lines have one: once it might be a word of the remark.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.ingest.lines import SAME_KIND, Given, Line, settle, settle_as_text, take_off

_CLASS = r"(?:[Yy](?:ear|r)?\s?\d{1,2}[A-Za-z]?|\d{1,2}[A-Za-z]{1,3})"
_FROM_CLASS = re.compile(
    rf"^(?P<code>(?!\d+(?:st|nd|rd|th|am|pm|x)\b){_CLASS}(?:\s?(?:&|and|,|/|\+)\s?{_CLASS})*)"
    r"(?:\s*[-–—:]\s*|\s+)(?=\S)"
)
# A dash that a PDF lost: "4BCmore shade".
_GLUED = re.compile(r"^(?P<code>\d{1,2}[A-Z]{1,3})(?=[a-z]{2,})")
_IN_BRACKETS = re.compile(r"^[(\[](?P<code>[^\W\d_][^()\[\]]{1,29})[)\]]\s*[-–—:]?\s+(?=\S)")
_FEWEST = 3  # lines with a code, and different classes
# A letter needs "=", a sign does not.
_PAIR = re.compile(
    r"^(?:(?P<letter>[A-Z]{1,2})\s?=|(?P<sign>[^\w\s\"'“”‘’(\[#*>|.,;:-]{1,3})\s?[=:–-]?)\s*(?P<means>\S.*)$"
)
_LEGEND = re.compile(r"^\W*(?:legend|key|colou?rs?|symbols|marks)\s?[:–-]\s*", re.IGNORECASE)
_FEWEST_MARKS = 2  # marks that are explained and used
_LONGEST_MEANING = 12  # words that explain a mark
_DATED = re.compile(
    r"^\W?(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2} [A-Z][a-z]{2,8} \d{4})\W?\s+(?=\S)"
)
# "They found my coat. Mrs Adair", "Lovely staff! – Joan, Harrowby"
_BEHIND = re.compile(
    r"\s(?<=[.!?…]\s)\s*(?:[-–—~]\s?(?=[A-Z])|(?=(?:Mr|Mrs|Ms|Miss|Dr|Revd?)\b))"
    r"(?P<name>[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|[–-])){0,3}(?:, [A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)?)?)\s*$"
)
# "A louder bell (ob)": initials, where several lines end in some.
_INITIALS = re.compile(r"\s(?<=\S\s)\s*\((?P<name>[a-z]{2,3})\)\s*$")
PAD_NAME = re.compile(r"^\[name\s*=\s*(?P<name>[^\]]*)\]\s*", re.IGNORECASE)


def name_codes(lines: list[Line]) -> list[Line]:
    """The lines with codes taken off the front of their words, where several have one."""
    begun = [
        line.content
        if line.form in ("text", "item")
        and not (line.role or line.speaker)
        and line.words
        and (line.content[:1].isdigit() or line.content[:1] in "Yy([")
        else ""
        for line in lines
    ]
    for signs, different in (((_FROM_CLASS, _GLUED), _FEWEST), ((_IN_BRACKETS,), 2)):
        found = [
            next((match for sign in signs if (match := sign.match(content))), None) if content else None
            for content in begun
        ]
        codes = [match["code"].casefold() for match in found if match is not None]
        if len(codes) >= _FEWEST and len(set(codes)) >= different and _fits(codes, different):
            return [_take_off(line, match) for line, match in zip(lines, found, strict=True)]
    return lines


def _fits(codes: Sequence[str], different: int) -> bool:
    """Whether codes in brackets come again, as those of people's roles do, and asides do not."""
    return different >= _FEWEST or len(set(codes)) < len(codes)


def _take_off(line: Line, found: re.Match[str] | None) -> Line:
    if found is None:
        return line
    content = line.content[found.end() :]
    words = line.words.removeprefix(found[0]) if line.words.startswith(found[0]) else content
    return replace(line, content=content, words=words, speaker=found["code"])


def read_legend(lines: list[Line]) -> list[Line]:
    """The lines of a document with a legend: what it explains is taken off, and kept as the question."""
    means: dict[str, str] = {}
    legend: set[int] = set()
    for place, line in enumerate(lines):
        pairs = _find_pairs(line) if line.plain else {}
        if pairs and (len(pairs) >= _FEWEST_MARKS or "=" in line.words):
            means |= pairs
            legend.add(place)
    marks = [
        _find_mark(line, means) if line.plain and place not in legend else ""
        for place, line in enumerate(lines)
    ]
    told = sum(line.plain and bool(line.words) for line in lines) - len(legend)
    if len(set(marks) - {""}) < _FEWEST_MARKS or 2 * sum(map(bool, marks)) < told:
        return lines
    return [
        settle(line, "metadata", "says what the marks stand for")
        if place in legend
        else _take_mark(line, mark, means[mark])
        if mark
        else line
        for place, (line, mark) in enumerate(zip(lines, marks, strict=True))
    ]


def _find_pairs(line: Line) -> dict[str, str]:
    """Marks with what they mean, in a line of nothing else."""
    parts = re.split(r"\s*[,;|/]\s+", _LEGEND.sub("", line.words))
    found = [_PAIR.match(part) for part in parts]
    pairs = {one["letter"] or one["sign"]: one["means"].rpartition("=")[2].strip() for one in found if one}
    short = all(len(words.split()) <= _LONGEST_MEANING for words in pairs.values())
    return pairs if all(found) and short and len(pairs) == len(parts) else {}


def _find_mark(line: Line, means: dict[str, str]) -> str:
    return next(
        (mark for mark in means if re.match(rf"{re.escape(mark)}\ufe0f?[ \t:.)–-]+\S", line.content)), ""
    )


def _take_mark(line: Line, mark: str, meaning: str) -> Line:
    content = line.content[len(mark) :].lstrip("\ufe0f \t:.)–-")
    given = Given(question=meaning, kind=SAME_KIND)
    return replace(line, content=content, words=content, form="item", level=1, given=given)


def strip_dates(lines: list[Line]) -> list[Line]:
    """Lines that begin with a day, where several do: the day is no word of the remark."""
    dated = [line.plain and bool(_DATED.match(line.content)) for line in lines]
    if sum(dated) < _FEWEST:
        return lines
    return [take_off(line, _DATED) if has else line for line, has in zip(lines, dated, strict=True)]


def strip_signatures(lines: list[Line]) -> list[Line]:
    """Remarks with a name behind their last sentence, where several have one: who said it."""
    marked = [one["name"] for line in lines if (one := _INITIALS.search(line.content)) is not None]
    sign = _INITIALS if len(marked) > 2 * len(set(marked)) > 2 else _BEHIND
    found = [sign.search(line.content) if line.plain else None for line in lines]
    if sum(one is not None for one in found) < _FEWEST:
        return lines
    return [
        replace(take_off(line, sign), speaker=one["name"]) if one is not None else line
        for line, one in zip(lines, found, strict=True)
    ]


def name_pads(lines: list[Line]) -> list[Line]:
    """Remarks of a pad without the mark that says whose they are ("[name=Ida]")."""
    return [_name_pad(line) for line in lines]


def _name_pad(line: Line) -> Line:
    found = PAD_NAME.match(line.content) if not line.role else None
    if found is None:
        return line
    if found.end() == len(line.content):
        return settle_as_text(line, "metadata", "says whose words stand below")
    return replace(take_off(line, PAD_NAME), speaker=found["name"].strip())
