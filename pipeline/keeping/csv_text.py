"""CSV, written and cut. Written: words as they stand, and no cell that a spreadsheet would compute.

Excel and LibreOffice take a cell of a CSV file for a formula when it begins with =, +, - or @, whoever
wrote it ("=HYPERLINK(…)" makes a link, "=cmd|…" starts a program). There is no way to mark such a cell as
text, so an apostrophe is put before it (OWASP, "CSV injection"): before "-2+3", "+bins", "-word". A number
stays a number, and a line that begins with "- " as lists do stays as it is, because people and programs
rely on the words. Parquet, beside it, has all words as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

_BEGINS = ("=", "+", "-", "@")
# After a sign of a list ("- carer(s)") only what reaches beyond the sheet; else all but a number.
_COMPUTED = re.compile(
    r"(?:=\s*[^=\s]|@\s*[\w.]+\s*\(|[+\-](?!\s|[\d.,]+\s*%?\s*$).*\w"
    r"|[+\-].*(?:\|.*!|\b(?:hyperlink|webservice|filterxml|import\w*|image|dde|rtd|call|exec|register(?:\.id)?)\s*\())",
    re.IGNORECASE | re.DOTALL,
)
_APOSTROPHE = "'"
_ROWS = 20_000  # written at a time
# A carriage return within a cell, while it is written: Python quotes a cell for a line feed alone, and an
# unquoted "…\r=1+1" would end its row and begin the next with a formula. No text holds this noncharacter.
_RETURN = "\n\ufdd0"


def write_csv(table: pd.DataFrame) -> str:
    """A table as CSV text with a header, its texts disarmed."""
    return "".join(_cut_csv(table))


def encode_csv(table: pd.DataFrame) -> list[memoryview]:
    """The same as the pieces of a file, with the mark at its beginning by which Excel knows the characters.

    The text of a large table is never there as a whole: with the file's bytes it would take three times as
    much memory as the table.
    """
    return [
        memoryview(text.encode("utf-8" if number else "utf-8-sig"))
        for number, text in enumerate(_cut_csv(table))
    ]


def _cut_csv(table: pd.DataFrame) -> Iterator[str]:
    for start in range(0, max(1, len(table)), _ROWS):
        safe = _disarm_table(table.iloc[start : start + _ROWS])
        written = str(safe.to_csv(index=False, header=start == 0, lineterminator="\n"))
        yield written.replace(_RETURN, "\r")


def _disarm_table(table: pd.DataFrame) -> pd.DataFrame:
    safe = table.copy(deep=False)
    for name in table.columns:
        if pd.api.types.is_string_dtype(table[name]) or table[name].dtype == object:
            values = table[name].tolist()
            disarmed = [
                disarm(value).replace("\r", _RETURN) if isinstance(value, str) else value for value in values
            ]
            if disarmed != values:
                safe[name] = disarmed
    return safe


def disarm(text: str) -> str:
    """A text that no spreadsheet computes: with an apostrophe in front where one would."""
    bare = text.lstrip()
    return _APOSTROPHE + text if bare.startswith(_BEGINS) and _COMPUTED.match(bare) else text


def take_off_apostrophe(text: str) -> str:
    """A text as it was before a board disarmed it: one that begins with an apostrophe got another."""
    bare = text.lstrip(_APOSTROPHE)
    return text[1:] if bare != text and disarm(bare) != bare else text


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
    """Cut text of comma-, semicolon- or tab-separated values into records; one may go on over several lines.

    Not by the csv module: on a quotation mark that somebody left open it takes the rest of the file for one
    cell, and it drops the marks of a cell that only begins with a quoted word. Here quotation marks are
    taken for the format's own only where they enclose a whole cell. It ends after a record with too many
    cells, which the caller refuses.
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
