"""Outlines of Emacs (`.org`) into lines: headlines with stars, lists, and the fields of the program aside."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.ingest.lines import Document, Line
from pipeline.ingest.text.decode import decode_text, split_lines
from pipeline.ingest.text.plain_text import read_plain_text

_HEADLINE = re.compile(
    r"^(?P<stars>\*+)[ \t]+(?:(?:TODO|DONE)[ \t]+)?(?P<words>\S.*?)(?:[ \t]+:[\w@:]+:)?[ \t]*$"
)
# "#+TITLE: …", ":PROPERTIES:", "DEADLINE: <2024-03-01>": what the program keeps for itself.
_FIELD = re.compile(r"^\s*(?:#\+|# |:[\w-]+:|(?:SCHEDULED|DEADLINE|CLOSED|CLOCK):)")
_FEWEST = 2  # headlines with nothing below them


def read_org(source: str, content: bytes) -> Document:
    """Turn an outline into lines; headlines with nothing below them are its bullets."""
    raw = split_lines(decode_text(content, source))
    heads = [_HEADLINE.match(line) for line in raw]
    typed = "\n".join(head["words"] if head else line for line, head in zip(raw, heads, strict=True))
    document = read_plain_text(source, typed.encode("utf-8"))
    told = [place for place, line in enumerate(raw) if line.strip() and not _FIELD.match(line)]
    levels = [len(head["stars"]) if head else 0 for head in heads]
    leaves = [
        place
        for place, below in zip(told, [*told[1:], -1], strict=True)
        if levels[place] and (below < 0 or 0 < levels[below] <= levels[place])
    ]
    outlined = _FEWEST <= len(leaves) < sum(map(bool, levels))
    lines = [
        _settle(line, text, levels[place], outlined and place in leaves)
        for place, (line, text) in enumerate(zip(document.lines, raw, strict=True))
    ]
    return replace(document, lines=tuple(lines))


def _settle(line: Line, text: str, level: int, listed: bool) -> Line:
    if level:
        return replace(
            line, text=text, form="item" if listed else "heading", level=1 if listed else level, role=""
        )
    if _FIELD.match(text):
        return replace(line, form="metadata", level=0, role="", reason="")
    return line
