"""Decodes Excel workbooks (.xlsx) into rows of cells: what each cell shows, hidden ones too.

Nothing in a workbook is computed, run or fetched: of a formula the value is read that was stored with
it, macros and links to other workbooks are not looked at.
"""

from __future__ import annotations

import datetime
import zipfile
from collections import Counter
from itertools import groupby
from posixpath import normpath

from pipeline.errors import SourceError
from pipeline.ingest.event.event_file import EventFile
from pipeline.ingest.lines import Document
from pipeline.ingest.sheets.cells import MOST_CELLS, Cell, Row, Sheet, refuse_size
from pipeline.ingest.sheets.excel_parts import (
    RawCell,
    RawSheet,
    read_cells,
    read_strings,
    read_styles,
    read_targets,
    read_workbook,
)
from pipeline.ingest.sheets.sheet import read_grid
from pipeline.keeping.archive import open_archive, read_part, refuse_other_kind, report_damage

_WORKBOOK = "xl/workbook.xml"
_RELATIONSHIPS = "xl/_rels/workbook.xml.rels"
_NO_VALUE = "a formula without a value"


def read_excel(source: str, content: bytes, facts: EventFile) -> Document:
    """Read an Excel workbook.

    Args:
        source: Its path inside the event's folder.
        content: Its bytes.
        facts: What event.toml says.

    Raises:
        SourceError: If it is damaged, protected, not safe to open, empty, or holds more than can be read.
    """
    return read_grid(source, "Excel", decode_excel(source, content), facts.columns, facts.questions)


def decode_excel(source: str, content: bytes) -> list[Sheet]:
    """The sheets of an Excel workbook as rows of cells.

    Raises:
        SourceError: If it is damaged, protected, not safe to open, or holds more than can be read.
    """
    with open_archive(source, content) as archive:
        refuse_other_kind(source, archive, _WORKBOOK)
        sheets, from_1904 = read_workbook(source, read_part(source, archive, _WORKBOOK))
        targets = read_targets(source, read_part(source, archive, _RELATIONSHIPS))
        strings = _read_linked(source, archive, targets, "sharedStrings")
        styles = _read_linked(source, archive, targets, "styles")
        show = _Shown(
            source,
            read_strings(source, strings) if strings else [],
            read_styles(source, styles) if styles else [],
            from_1904,
        )
        found = []
        left = MOST_CELLS
        names: Counter[str] = Counter()
        for name, link, hidden in sheets:
            kind, target = targets.get(link, ("", ""))
            if kind != "worksheet":
                continue  # a sheet that is nothing but a chart
            names[name] += 1
            unlike = name if names[name] == 1 else f"{name} ({names[name]})"
            sheet = read_cells(source, read_part(source, archive, _find_part(target)))
            found.append(_make_sheet(unlike, hidden, sheet, show))
            left -= sum(len(row.cells) for row in found[-1].rows)
            if left < 0:
                raise refuse_size(source, f"{MOST_CELLS:,} cells with content")
    if sheets and not found:
        raise report_damage(source)
    return found


def _read_linked(
    source: str, archive: zipfile.ZipFile, targets: dict[str, tuple[str, str]], kind: str
) -> bytes:
    target = next((target for found, target in targets.values() if found == kind), "")
    return read_part(source, archive, _find_part(target)) if target else b""


def _find_part(target: str) -> str:
    """The name in the archive of what a relationship of the workbook points to."""
    return target[1:] if target.startswith("/") else normpath(f"xl/{target}")


def _make_sheet(name: str, hidden: bool, sheet: RawSheet, show: _Shown) -> Sheet:
    by_row: dict[int, dict[int, Cell]] = {}
    for number, group in groupby(sheet.cells, key=lambda cell: cell.row):
        cells = by_row.setdefault(number, {})
        for raw in group:
            text, aside = show.read(raw)
            if not text.strip():
                continue
            if raw.column in cells:
                raise report_damage(show.source)
            remark = _say_hidden(hidden, raw, sheet.hidden)
            cells[raw.column] = Cell(raw.column, text, aside or _find_comment(raw, text), remark)
    rows = tuple(
        Row(number, tuple(cells[column] for column in sorted(cells)))
        for number, cells in sorted(by_row.items())
        if cells
    )
    rows = _keep_top_comments(rows)
    return Sheet(name, rows, lambda row, column: f"sheet {name}!{_letters(column)}{row}", tuple(sheet.merged))


_COMMENT = "a comment above the sheet"


def _find_comment(raw: RawCell, text: str) -> str:
    plain = text.strip()
    written = plain.startswith("# ") or (plain.startswith("<!--") and plain.endswith("-->"))
    return _COMMENT if raw.column == 1 and written else ""


def _keep_top_comments(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Only a cell by itself above everything else is a comment; others are what people wrote."""
    top = 0
    while top < len(rows) and len(rows[top].cells) == 1 and rows[top].cells[0].aside == _COMMENT:
        top += 1
    return rows[:top] + tuple(
        Row(row.number, tuple(_clear_comment(cell) for cell in row.cells)) for row in rows[top:]
    )


def _clear_comment(cell: Cell) -> Cell:
    return Cell(cell.column, cell.text, "", cell.remark) if cell.aside == _COMMENT else cell


def _say_hidden(hidden: bool, raw: RawCell, columns: list[tuple[int, int]]) -> str:
    if hidden:
        return "in a hidden sheet"
    if raw.hidden:
        return "in a hidden row"
    return "in a hidden column" if any(first <= raw.column <= last for first, last in columns) else ""


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class _Shown:
    """Knows what a cell shows.

    Args:
        source: The document's name, for messages.
        strings: The texts that cells share.
        styles: What each style makes of a number.
        from_1904: Whether dates count from 1904.
    """

    def __init__(self, source: str, strings: list[str], styles: list[str], from_1904: bool) -> None:
        self.source = source
        self._strings = strings
        self._styles = styles
        # Excel takes 1900 for a leap year: counting from the day before puts that right from March on.
        self._epoch = datetime.datetime(1904, 1, 1) if from_1904 else datetime.datetime(1899, 12, 30)

    def read(self, cell: RawCell) -> tuple[str, str]:
        """A cell's text, and the reason why it holds no note where it cannot."""
        value = cell.value or ""
        if cell.formula is not None and (cell.kind == "e" or (not value and cell.kind != "str")):
            # "- more tea" typed into Excel becomes a formula that fails: what was typed is shown.
            return f"={cell.formula}", _NO_VALUE
        if cell.kind == "e":
            return value, "an error, not a value"
        if cell.kind == "s":
            return self._share(value), ""
        if cell.kind == "b":
            return "FALSE" if value == "0" else "TRUE", ""
        if cell.kind == "n":
            return self._read_number(value, cell.style), ""
        return value, ""

    def _share(self, value: str) -> str:
        try:
            place = int(value)
            if place < 0:
                raise ValueError
            return self._strings[place]
        except (ValueError, IndexError):
            raise self._damaged() from None

    def _damaged(self) -> SourceError:
        return report_damage(self.source)

    def _read_number(self, value: str, style: int) -> str:
        kind = self._styles[style] if 0 <= style < len(self._styles) else ""
        if value.isascii() and value.isdigit() and not kind:
            return value
        try:
            number = float(value)
            if kind == "date":
                return _write_date(number, self._epoch)
            if kind == "percent":
                return f"{number * 100:.15g}%"
            return f"{number:.15g}"
        except (ValueError, OverflowError):
            return value


def _write_date(days: float, epoch: datetime.datetime) -> str:
    seconds = round(days * 86_400)
    moment = epoch + datetime.timedelta(seconds=seconds)
    clock = moment.strftime("%H:%M:%S").removesuffix(":00")
    if 0 <= days < 1:
        return clock
    date = moment.date().isoformat()
    return date if seconds % 86_400 == 0 else f"{date} {clock}"
