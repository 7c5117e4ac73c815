"""A table as CSV: words as they stand, and no cell that a spreadsheet would compute.

Excel and LibreOffice take a cell of a CSV file for a formula when it begins with =, +, - or @, whoever
wrote it ("=HYPERLINK(…)" makes a link, "=cmd|…" starts a program). There is no way to mark such a cell as
text, so an apostrophe is put before it (OWASP, "CSV injection"): before "-2+3", "+bins", "-word". A number
stays a number, and a line that begins with "- " as lists do stays as it is, because people and programs
rely on the words. Parquet, beside it,
has all words as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

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
