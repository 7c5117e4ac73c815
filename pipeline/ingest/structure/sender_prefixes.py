"""Codes in front of remarks that say from whom they come: a class ("5B"), a role ("(student)")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.ingest.lines import Line

_CLASS = r"(?:[Yy](?:ear|r)?\s?\d{1,2}[A-Za-z]?|\d{1,2}[A-Za-z]{1,3})"
_FROM_CLASS = re.compile(
    rf"^(?P<code>(?!\d+(?:st|nd|rd|th|am|pm|x)\b){_CLASS}(?:\s?(?:&|and|,|/|\+)\s?{_CLASS})*)"
    r"(?:\s*[-–—:]\s*|\s+)(?=\S)"
)
# A dash that a PDF lost: "4BCmore shade".
_GLUED = re.compile(r"^(?P<code>\d{1,2}[A-Z]{1,3})(?=[a-z]{2,})")
_IN_BRACKETS = re.compile(r"^[(\[](?P<code>[^\W\d_][^()\[\]]{1,29})[)\]]\s*[-–—:]?\s+(?=\S)")
_FEWEST = 3  # lines with a code, and different classes


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
