"""Marks that a legend explains ("🟢 keep, 🔴 stop"; "Y = what is good"): remarks below what they mean."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.ingest.lines import SAME_KIND, Given, Line

# A letter needs "=", a sign does not.
_PAIR = re.compile(
    r"^(?:(?P<letter>[A-Z]{1,2})\s?=|(?P<sign>[^\w\s\"'“”‘’(\[#*>|.,;:-]{1,3})\s?[=:–-]?)\s*(?P<means>\S.*)$"
)
_NAMED = re.compile(r"^\W*(?:legend|key|colou?rs?|symbols|marks)\s?[:–-]\s*", re.IGNORECASE)
_FEWEST = 2  # marks that are explained and used
_LONGEST = 12  # words that explain a mark


def read_legend(lines: list[Line]) -> list[Line]:
    """The lines of a document with a legend: what it explains is taken off, and kept as the question."""
    means: dict[str, str] = {}
    legend: set[int] = set()
    for place, line in enumerate(lines):
        pairs = _find_pairs(line) if line.plain else {}
        if pairs and (len(pairs) >= _FEWEST or "=" in line.words):
            means |= pairs
            legend.add(place)
    marks = [
        _find_mark(line, means) if line.plain and place not in legend else ""
        for place, line in enumerate(lines)
    ]
    told = sum(line.plain and bool(line.words) for line in lines) - len(legend)
    if len(set(marks) - {""}) < _FEWEST or 2 * sum(map(bool, marks)) < told:
        return lines
    return [
        replace(line, role="metadata", reason="says what the marks stand for")
        if place in legend
        else _take_mark(line, mark, means[mark])
        if mark
        else line
        for place, (line, mark) in enumerate(zip(lines, marks, strict=True))
    ]


def _find_pairs(line: Line) -> dict[str, str]:
    """Marks with what they mean, in a line of nothing else."""
    parts = re.split(r"\s*[,;|/]\s+", _NAMED.sub("", line.words))
    found = [_PAIR.match(part) for part in parts]
    pairs = {one["letter"] or one["sign"]: one["means"].rpartition("=")[2].strip() for one in found if one}
    short = all(len(words.split()) <= _LONGEST for words in pairs.values())
    return pairs if all(found) and short and len(pairs) == len(parts) else {}


def _find_mark(line: Line, means: dict[str, str]) -> str:
    return next(
        (mark for mark in means if re.match(rf"{re.escape(mark)}\ufe0f?[ \t:.)–-]+\S", line.content)), ""
    )


def _take_mark(line: Line, mark: str, meaning: str) -> Line:
    content = line.content[len(mark) :].lstrip("\ufe0f \t:.)–-")
    given = Given(question=meaning, kind=SAME_KIND)
    return replace(line, content=content, words=content, form="item", level=1, given=given)
