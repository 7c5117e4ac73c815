"""Quotations that are open at the end of a paragraph: where they go on, and who is said to speak there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from pipeline.ingest.lines import Line
from pipeline.ingest.structure.quoted import is_open

_OPEN_FOR = 3  # paragraphs at most
_MARKS = re.compile("[“”]")
_GOES_ON = "goes on from the line above"


def find_rest(lines: Sequence[Line], place: int) -> list[int]:
    """The places of the lines that go on from one, over what is printed between two pages."""
    rest: list[int] = []
    for number in range(place + 1, len(lines)):
        if lines[number].role == "continuation":
            rest.append(number)
        elif lines[number].form not in ("boilerplate", "blank"):
            break
    return rest


def close_quotations(lines: list[Line]) -> list[Line]:
    """A quotation that is open at the end of a paragraph goes on to its closing mark, where that comes soon.

    Where the paragraphs below open with a mark of their own, each is for itself.
    """
    closed = list(lines)
    for place, line in enumerate(lines):
        if line.role or line.form not in ("item", "text") or not is_open(_read_whole(lines, place)):
            continue
        below = list(islice(_list_paragraphs(lines, place), _OPEN_FOR))
        marks = [_MARKS.findall(_read_whole(lines, one))[:1] for one in below]
        closing = next((number for number, first in enumerate(marks) if first), len(marks))
        if marks[closing : closing + 1] != [["”"]]:
            continue
        for one in below[: closing + 1]:
            closed[place] = replace(closed[place], words=f"{closed[place].words} {lines[one].words}")
            closed[one] = replace(lines[one], words="", role="continuation", reason=_GOES_ON)
    return closed


def _list_paragraphs(lines: Sequence[Line], place: int) -> Iterator[int]:
    """The places of the paragraphs right below one, as long as nothing else comes between."""
    for number in range(place + 1, len(lines)):
        line = lines[number]
        if line.role == "continuation" or line.form in ("boilerplate", "blank"):
            continue
        if line.role or line.form != "text":
            return
        yield number


def _read_whole(lines: Sequence[Line], place: int) -> str:
    return "\n".join(lines[number].content for number in (place, *find_rest(lines, place)))


def find_behind(lines: Sequence[Line], place: int, rest: Sequence[int]) -> str:
    """What is said behind a quotation that runs over several paragraphs, each with an opening mark."""
    for number in islice(_list_paragraphs(lines, place), _OPEN_FOR):
        whole = _read_whole(lines, number)
        if not whole.startswith("“"):
            break
        if not is_open(whole):
            return whole.rpartition("”")[2]
    return ""
