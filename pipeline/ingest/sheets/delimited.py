"""Decodes text files of comma-, semicolon- or tab-separated values into rows of cells."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from pathlib import PurePosixPath

from pipeline.ingest.lines import Document
from pipeline.ingest.sheets import read_grid
from pipeline.ingest.sheets.cells import Cell, Row, Sheet, refuse_size
from pipeline.ingest.text import decode_text
from pipeline.keeping.csv_text import LINE_END, MOST_COLUMNS, Field, Record, cut_records

# A million contributions of usual length with their question; a laptop holds them in 4 GB.
_MOST_BYTES = 192 * 1024 * 1024
_MOST_CELLS = 2_500_000
_MOST_FIELDS = 4 * _MOST_CELLS  # empty ones as well: they take time too
_SAMPLE = 200  # records in which the separator is looked for
_NO_SEPARATOR = "\x1f"  # made for this, and in no text that people write
_BELOW_TITLES = 0.6  # of the records that must be cut alike below titles
_SEPARATORS = (",", ";", "\t", "|")
_SAID = re.compile(r"sep=(?P<separator>[,;\t|])[ \t]*(?:\r\n|\n|\r|$)", re.IGNORECASE)
_COMMENT = re.compile(r"[ \t]*(?:<!--.*?-->|#[ \t!][^\r\n]*)[ \t]*(?=\r|\n|$)", re.DOTALL)
_MOST_COMMENTS = 50


def read_delimited(
    source: str, content: bytes, columns: tuple[tuple[str, str], ...], questions: tuple[str, ...]
) -> Document:
    """Read a text file of separated values into lines; see decode_delimited for what is refused."""
    sheets = [decode_delimited(source, content)]
    return read_grid(source, "CSV", sheets, columns, questions, _MOST_CELLS)


def decode_delimited(source: str, content: bytes) -> Sheet:
    """A text file of separated values as rows of cells.

    Raises:
        SourceError: If it is no text, or holds more than can be read.
    """
    if len(content) > _MOST_BYTES:
        raise refuse_size(source, f"{_MOST_BYTES // 1024 // 1024} MB of separated values")
    text = decode_text(content, source)
    rows, start, separator = _read_top(text)
    if not separator:
        tabbed = source.lower().endswith(".tsv") and "\t" in text
        separator = "\t" if tabbed else _find_separator(text, start)
    cells = fields = 0
    widths = Counter(len(record.fields) for record in islice(cut_records(text, start, separator), _SAMPLE))
    usual = widths.most_common(1)[0][0] if widths else 1
    line = 1 + len(LINE_END.findall(text, 0, start))
    above: dict[int, str] = {}  # by column: the last cell, so that what repeats down a column is there once
    for record in cut_records(text, start, separator, line):
        if len(record.fields) > MOST_COLUMNS:
            raise refuse_size(source, f"{MOST_COLUMNS:,} columns")
        mended = _mend_record(record, usual, separator)
        for column, found in enumerate(mended, start=1):
            if found.text != above.get(column):
                above[column] = found.text
        row = tuple(
            Cell(column, above[column]) for column, found in enumerate(mended, start=1) if found.text.strip()
        )
        fields += len(mended)
        cells += len(row)
        if cells > _MOST_CELLS or fields > _MOST_FIELDS:
            raise refuse_size(source, f"{_MOST_CELLS:,} cells with content")
        if row:
            rows.append(Row(record.line, row))
    name = re.sub(r"[-_]+", " ", PurePosixPath(source).stem)
    return Sheet(name, tuple(rows), lambda row, column: f"line {row}, column {column}")


def _read_top(text: str) -> tuple[list[Row], int, str]:
    """Comments and a separator's announcement above the header: rows, where they end, separator."""
    rows: list[Row] = []
    start, line, separator = 0, 1, ""
    while len(rows) < _MOST_COMMENTS:
        if (said := _SAID.match(text, start)) is not None:
            separator, reason = said["separator"], "says what separates the cells"
            end = said.start() + len("sep=") + 1
        elif (comment := _COMMENT.match(text, start)) is not None and not _is_header(text, comment):
            end, reason = comment.end(), "a comment above the sheet"
        else:
            break
        shown = text[start:end]
        rows.append(Row(line, (Cell(1, shown, aside=reason),)))
        while text[end : end + 1] == " ":
            end += 1
        ended = LINE_END.match(text, end)
        start = ended.end() if ended is not None else start + len(shown)
        line += len(LINE_END.findall(shown)) + 1
    return rows, start, separator


def _is_header(text: str, comment: re.Match[str]) -> bool:
    """Whether a line that begins with "#" names columns ("# of votes,comment") and is no comment."""
    if comment[0].lstrip().startswith("<"):
        return False
    separator = _find_separator(text, comment.start())
    records = [record.fields for record in islice(cut_records(text, comment.start(), separator), 3)]
    spaced = any(found.text[:1] == " " for found in records[0])
    return len(records[0]) > 1 and len(set(map(len, records))) == 1 and not spaced


def _find_separator(text: str, start: int) -> str:
    """The character that cuts the first records most evenly; none for a single column of prose."""
    best, best_share, certain = _NO_SEPARATOR, 0.0, False
    for separator in _SEPARATORS:
        records = [
            record.fields
            for record in islice(cut_records(text, start, separator), _SAMPLE)
            if len(record.fields) > 1 or record.fields[0].text.strip()
        ]
        widths = Counter(len(fields) for fields in records)
        usual, count = widths.most_common(1)[0] if widths else (1, 0)
        share = count / max(len(records), 1) if usual > 1 else 0.0
        # A comma in prose is followed by a space, one between cells hardly ever.
        spaced = [found.text[:1] == " " for fields in records for found in fields[1:] if not found.quoted]
        titled = share >= _BELOW_TITLES and not any(spaced)  # lines of one cell above the columns
        prose = not records or (len(records[0]) < 2 and not titled)
        prose = prose or (sum(spaced) > len(spaced) / 2 and share < 1)
        quoted = any(found.quoted for fields in records for found in fields[1:])
        if quoted:
            share = max(share, 0.5)  # nobody writes a comma and a quotation mark like that in prose
        elif prose:
            continue
        cut = sum(count for width, count in widths.items() if width > 1)
        share = max(share, 0.9 * cut / len(records))  # ragged rows
        # The wrong separator cuts inside quotation marks, and leaves some open.
        left_open = sum(found.text[:1] == '"' and not found.quoted for fields in records for found in fields)
        share *= 1 - left_open / sum(map(len, records))
        tabbed = separator == "\t" and share >= best_share
        if share >= 0.5 and (share > best_share + 0.05 or tabbed) and not certain:
            best, best_share = separator, share
            # Marks around each cell leave no doubt.
            certain = quoted and all(found.quoted for fields in records for found in fields)
    return best


def _mend_record(record: Record, usual: int, separator: str) -> list[Field]:
    """Join what a comma without quotation marks cut: a piece that begins with a space goes on.

    Only where it brings the record to the width of the others.
    """
    surplus = len(record.fields) - usual
    if surplus <= 0 or usual < 2:
        return record.fields
    goes_on = [
        place > 0 and not found.quoted and found.text[:1] == " " and not record.fields[place - 1].quoted
        for place, found in enumerate(record.fields)
    ]
    if sum(goes_on) != surplus:
        return record.fields
    mended: list[Field] = []
    for found, joined in zip(record.fields, goes_on, strict=True):
        if joined:
            mended[-1] = Field(mended[-1].text + separator + found.text, quoted=False)
        else:
            mended.append(found)
    return mended
