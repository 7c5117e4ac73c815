"""Posters: people's words stand on them as whole sentences in large type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.ingest.lines import Line

_FEWEST_WORDS = 4  # of a sentence
_FEWEST, _LONG = 3, 8  # sentences set large; words of a long line, of which there are at most four for each


def is_poster(lines: Sequence[Line]) -> bool:
    """Whether whole sentences are set as headings: people's words on a poster, in large type."""
    large = sum(map(_is_set_large, lines))
    return large >= _FEWEST and 4 * large >= sum(len(line.words.split()) >= _LONG for line in lines)


def take_set_large(lines: Sequence[Line]) -> list[Line]:
    """The lines of a poster: its large sentences are people's words, the rest stands beside them."""
    return [_take(line) for line in lines]


def _take(line: Line) -> Line:
    if _is_set_large(line):
        return replace(line, form="text", level=0, role="note", reason="a sentence set large")
    if line.role or line.form not in ("text", "item"):
        return line
    return replace(line, role="context", reason="stands beside people's words, which are set large")


def _is_set_large(line: Line) -> bool:
    if line.form != "heading" or not line.words.endswith(".") or len(line.words.split()) < _FEWEST_WORDS:
        return False
    return not line.text.lstrip()[:1].isdigit()  # an agenda's
