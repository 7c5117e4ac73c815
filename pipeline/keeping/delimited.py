"""Cuts text of comma-, semicolon- or tab-separated values into records.

Not by the csv module: on a quotation mark that somebody left open it takes the rest of the file for one
cell, and it drops the marks of a cell that only begins with a quoted word. Here quotation marks are
taken for the format's own only where they enclose a whole cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MOST_COLUMNS = 20_000  # Excel itself has 16,384
LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Field:
    """One cell, and whether quotation marks enclose it in the file."""

    text: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class Record:
    """One row of cells, and the line of the file on which it begins."""

    line: int
    fields: list[Field]


def cut_records(text: str, start: int, separator: str, line: int = 1) -> Iterator[Record]:
    """Cut text into records; a record begins at its line, and may go on over several.

    It ends after a record with too many cells, which the caller refuses.
    """
    mark = re.escape(separator)
    # Possessive, so that a cell of megabytes needs neither time nor memory beyond its size.
    field = re.compile(
        rf' *+"(?P<quoted>[^"]*+(?:""[^"]*+)*+)" *+(?=[{mark}\r\n]|\Z)|(?P<plain>[^{mark}\r\n]*+)'
    )
    place, end = start, len(text)
    fields: list[Field] = []
    begun = line
    while place < end or fields:
        found = field.match(text, place)
        assert found is not None  # the second alternative matches nothing at all too
        quoted = found["quoted"]
        if quoted is None:
            fields.append(Field(found["plain"], quoted=False))
        else:
            fields.append(Field(quoted.replace('""', '"'), quoted=text[place] == '"'))
            if "\n" in quoted or "\r" in quoted:
                line += len(LINE_END.findall(quoted))
        place = found.end()
        if text[place : place + 1] == separator and len(fields) <= MOST_COLUMNS:
            place += 1
            continue
        yield Record(begun, fields)
        if len(fields) > MOST_COLUMNS:
            return
        ended = LINE_END.match(text, place)
        place = ended.end() if ended is not None else end
        fields, line = [], line + 1
        begun = line
