"""Tables drawn with bars in Markdown, read as the small sheets they are."""

from __future__ import annotations

import re

from pipeline.ingest.lines import SAME_KIND, Given, Line

_DELIMITER = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*$")
_NUMBER = re.compile(r"\d{1,5}")
_BAR = re.compile(r"(?<!\\)\|")


def find_tables(raw: list[str]) -> dict[int, int]:
    """Tables of a document: the place of the header row of each, and the place after its last row."""
    tables: dict[int, int] = {}
    place = 1
    while place < len(raw):
        if "|" in raw[place - 1] and _DELIMITER.match(raw[place]):
            end = place + 1
            while end < len(raw) and "|" in raw[end] and raw[end].strip():
                end += 1
            tables[place - 1] = end
            place = end
        place += 1
    return tables


def read_table(raw: list[str], first: int, end: int) -> list[Line] | None:
    """The cells of a table as lines, or None when it does not look like a table of notes.

    Most tables of a write-up are programmes and lists of names. One whose columns ask something, or
    that counts how often things were said, holds what people said, column by column.

    Args:
        raw: All lines of the document.
        first: Place of the header row.
        end: Place after the last row.
    """
    header = _split_row(raw[first])
    rows = [_split_row(raw[place]) for place in range(first + 2, end)]
    counts = {column for column in range(1, len(header)) if _counts(rows, column)}
    asking = {column for column, name in enumerate(header) if name and column not in counts}
    if not asking or not (counts or all("?" in header[column] for column in asking)):
        return None
    lines = [
        _cell(first, column, name, role="heading", reason="names a column")
        for column, name in enumerate(header)
        if name
    ]
    rule = raw[first + 1].strip()
    lines.append(Line(first + 2, f"line {first + 2}", raw[first + 1], rule, rule, "boilerplate"))
    for place, row in enumerate(rows, start=first + 2):
        for column, text in enumerate(row):
            if not text:
                continue
            if column not in asking:
                lines.append(_cell(place, column, text, role="metadata", reason="how often it was said"))
                continue
            votes = int(row[column + 1] or 0) if column + 1 in counts and len(row) > column + 1 else 0
            given = Given(question=header[column], kind=SAME_KIND, votes=votes)
            lines.append(_cell(place, column, text, given=given))
    return lines


def _counts(rows: list[list[str]], column: int) -> bool:
    """Whether a column holds nothing but numbers, beside a column of words."""
    cells = [row[column] for row in rows if len(row) > column and row[column]]
    return bool(cells) and all(_NUMBER.fullmatch(cell) for cell in cells)


def _cell(
    place: int, column: int, text: str, role: str = "", reason: str = "", given: Given | None = None
) -> Line:
    return Line(
        number=place + 1,
        locator=f"line {place + 1}, cell {column + 1}",
        text=text,
        content=text,
        words=text,
        form="item",
        level=1,
        given=given,
        role=role,
        reason=reason,
    )


def _split_row(text: str) -> list[str]:
    return [part.strip() for part in _BAR.split(text.strip().removeprefix("|").removesuffix("|"))]
