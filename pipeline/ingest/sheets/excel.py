"""Decodes Excel workbooks (.xlsx) into rows of cells: what each cell shows, hidden ones too.

Nothing in a workbook is computed, run or fetched: of a formula the value is read that was stored with
it, macros and links to other workbooks are not looked at. openpyxl is given the parts that hold cells and
no others: it fails on many a drawing, style or pivot table, and makes an object of every merged cell.
Comments and text boxes, which stand in no cell, are read beside them.
"""

from __future__ import annotations

import datetime
import io
import re
import warnings
import zipfile
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from pipeline.errors import SourceError
from pipeline.ingest.lines import HIDDEN, Document
from pipeline.ingest.office import PICTURE
from pipeline.ingest.office.parts import (
    find_child,
    find_children,
    find_related,
    gather_text,
    get_name,
    get_value,
    read_drawings,
    read_number,
)
from pipeline.ingest.sheets import read_grid
from pipeline.ingest.sheets.cells import (
    MOST_CELLS,
    Beside,
    Cell,
    Merged,
    Row,
    Sheet,
    name_column,
    refuse_size,
)
from pipeline.keeping.archive import open_archive, read_part, read_xml, refuse_other_kind, report_damage

_WORKBOOK, _STYLES = "xl/workbook.xml", "xl/styles.xml"
# openpyxl makes an object of every cell, empty ones too; half a million are no facilitator's sheet.
_MOST_OBJECTS, _MOST_TAGS = 500_000, 8_000_000
_LAST_COLUMN, _LAST_ROW = 16_384, 1_048_576
_PASSED_OVER = re.compile(r"docProps/|xl/(?:chart|dialog|macro)sheets/|xl/worksheets/_rels/")
# Behind these stand merged cells, links, pivot tables and much that openpyxl knows only in part.
_NO_MORE_CELLS = re.compile(rb"<(?:\w+:)?sheetData\s*/>|</(?:\w+:)?(?:sheetData|sheets)>")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]*?ref=[\"']([A-Z]{1,3}\d{1,7}(?::[A-Z]{1,3}\d{1,7})?)[\"']")
_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s/>])(?:[^<>]*?\sr=[\"']([^\"']*))?")
_FORMULA = re.compile(rb"<((?:\w+:)?f)(?:\s[^<>]*?)?(/?)>")
# Looks of letters in a cell, and how a Japanese text is pronounced.
_ASIDE = re.compile(rb"<((?:\w+:)?rP[hr])(?:\s[^<>]*)?>(?:[^<]++|<(?!/?(?:\w+:)?rP[hr]\b))*+</\1>")
_FORMAT = re.compile(rb"<(?:\w+:)?numFmt((?:\s+\w+=(?:\"[^\"]*\"|'[^']*'))+)")
_CELL_STYLES = re.compile(rb"<(?:\w+:)?cellXfs[\s>].*</(?:\w+:)?cellXfs>", re.DOTALL)
_CELL_STYLE = re.compile(rb"<(?:\w+:)?xf(?=[\s/>])(?:[^<>]*?\snumFmtId=[\"'](\d+))?")
_DATES = {*range(27, 37), *range(50, 59)}  # that Excel has built in, and openpyxl has not
_ESCAPED = re.compile(rb"_x([0-9A-Fa-f]{4})_")
_STRICT = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"spreadsheetml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", b"officeDocument/2006/relationships"),
)
_SCHEMAS = b"http://schemas.openxmlformats.org/"
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_COMMENT = "a comment above the sheet"


def read_excel(
    source: str, content: bytes, columns: tuple[tuple[str, str], ...], questions: tuple[str, ...]
) -> Document:
    """Read an Excel workbook into lines; see decode_excel and read_grid for what is refused."""
    return read_grid(source, "Excel", decode_excel(source, content), columns, questions)


def decode_excel(source: str, content: bytes) -> list[Sheet]:
    """The sheets of an Excel workbook as rows of cells.

    Raises:
        SourceError: If it is damaged, protected, not safe to open, or holds more than can be read.
    """
    with open_archive(source, content) as archive:
        refuse_other_kind(source, archive, _WORKBOOK)
        parts = {
            name: read_part(source, archive, name)
            for name in archive.namelist()
            if name.endswith((".xml", ".rels")) and not _PASSED_OVER.match(name)
        }
        _check_parts(source, parts)
        targets = {link: name for link, _, name in find_related(source, archive, _WORKBOOK)}
        named = find_children(find_child(read_xml(source, archive, _WORKBOOK), "sheets"), "sheet")
        linked = [targets.get(get_value(sheet, "id"), "") for sheet in named]
        beside = [read_beside(source, archive, name) for name in linked if name in parts]
    package = _pack({name: _clear_part(name, part) for name, part in parts.items()})
    values = _load(source, package, values=True)
    formulas = _load(source, package, values=False) if any(map(_FORMULA.search, parts.values())) else values
    raw = [parts[name] for name in linked if name in parts]
    if not values or len(values) != len(raw):
        raise report_damage(source)
    sheets = [
        replace(_read_sheet(source, shown, typed, part), beside=found)
        for shown, typed, part, found in zip(values, formulas, raw, beside, strict=True)
    ]
    if sum(len(row.cells) for sheet in sheets for row in sheet.rows) > MOST_CELLS:
        raise refuse_size(source, f"{MOST_CELLS:,} cells with content")
    return sheets


def _check_parts(source: str, parts: dict[str, bytes]) -> None:
    """Refuse what would cost much, or be lost, before openpyxl sees it."""
    for part in parts.values():
        if b"<!DOCTYPE" in part:
            raise SourceError(
                "its XML declares entities, which no workbook does",
                where=source,
                remedy="Open it in Excel or LibreOffice, save it again under a new name, and run again.",
            )
        references = [reference for reference in _CELL.findall(part) if reference]
        if b"\0" in part or len(set(references)) != len(references):
            raise report_damage(source)  # UTF-16, in which no program writes a workbook, or a cell twice
    cells = sum(len(_CELL.findall(part)) for name, part in parts.items() if name.startswith("xl/worksheets/"))
    if cells > _MOST_OBJECTS or sum(part.count(b"<") for part in parts.values()) > _MOST_TAGS:
        raise refuse_size(source, f"{MOST_CELLS:,} cells with content")


def _clear_part(name: str, part: bytes) -> bytes:
    """A part with no more in it than sheets, cells and what a number's style makes of it."""
    for strict, usual in _STRICT:
        part = part.replace(strict, _SCHEMAS + usual)
    if name == _STYLES:
        return _clear_styles(part)
    if name != _WORKBOOK and b"_x" in part:
        part = _ESCAPED.sub(_resolve, part)
    part = _FORMULA.sub(rb"<\1\2>", _ASIDE.sub(b"", part))
    end = _NO_MORE_CELLS.search(part)
    return part if end is None else part[: end.end()] + part[part.rfind(b"</") :]


def _clear_styles(part: bytes) -> bytes:
    """Formats of numbers alone: openpyxl refuses a workbook for a font or a fill that it does not know."""
    formats = _FORMAT.findall(part)
    known = {int(number) for number in re.findall(rb"numFmtId=[\"'](\d{1,5})[\"']", b" ".join(formats))}
    styles = _CELL_STYLES.search(part)
    numbers = (
        [int(number[:5] or 0) for number in _CELL_STYLE.findall(styles[0])] if styles is not None else []
    )
    shown = b"".join(
        b'<xf numFmtId="%d"/>'
        % (14 if number in _DATES else number if number < 164 or number in known else 0)
        for number in numbers or [0]
    )
    sheet = b'<styleSheet xmlns="%s"><numFmts>%s</numFmts><cellXfs>%s</cellXfs></styleSheet>'
    return sheet % (_SCHEMAS + _STRICT[0][1], b"".join(b"<numFmt%s/>" % said for said in formats), shown)


def _resolve(found: re.Match[bytes]) -> bytes:
    """Excel's way of writing a carriage return ("_x000D_"); other escapes stay as they stand."""
    number = int(found[1], 16)
    # Half a character, or one that no text file may hold, would break what is written later.
    resolves = number in (9, 10, 13) or 32 <= number < 0x7F or 0xA0 <= number < 0xD800
    return b"&#%d;" % number if resolves else found[0]


def _pack(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return packed.getvalue()


def _load(source: str, package: bytes, *, values: bool) -> list[Any]:
    """The worksheets with the values stored in them, or with their formulas."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return list(load_workbook(io.BytesIO(package), data_only=values, keep_links=False).worksheets)
        except Exception:  # openpyxl raises some ten kinds of errors on a damaged workbook
            raise report_damage(source) from None


def _read_sheet(source: str, shown: Any, typed: Any, part: bytes) -> Sheet:
    name, hidden = shown.title, shown.sheet_state != "visible"
    columns = [span for span in shown.column_dimensions.values() if span.hidden]
    by_row: dict[int, list[Cell]] = {}
    # Not by iter_rows: that makes a cell of every empty place between the first and the last.
    for (row, column), cell in sorted(shown._cells.items()):
        if not 0 < row <= _LAST_ROW or column > _LAST_COLUMN:
            raise report_damage(source)
        text, aside = _show(cell, typed._cells[row, column])
        if not text.strip():
            continue
        remark = ""
        line = shown.row_dimensions.get(row)
        if hidden:
            aside = aside or f"{HIDDEN} sheet"
        elif line is not None and (line.hidden or line.height == 0):  # of no height looks the same
            aside = aside or f"{HIDDEN} row"
        elif any(span.min <= column <= span.max for span in columns):
            remark = "in a hidden column"
        by_row.setdefault(row, []).append(Cell(column, text, aside, remark))
    merged = []
    for found in _MERGED.findall(part):
        left, top, right, bottom = range_boundaries(found.decode())
        merged.append(Merged(top, left, bottom, right))
    rows = _mark_top_comments([Row(number, tuple(cells)) for number, cells in by_row.items()])
    return Sheet(name, rows, lambda row, column: f"sheet {name}!{name_column(column)}{row}", tuple(merged))


def _mark_top_comments(rows: list[Row]) -> tuple[Row, ...]:
    """Only a cell by itself above everything else is a comment; others are what people wrote."""
    for place, row in enumerate(rows):
        cell, plain = row.cells[0], row.cells[0].text.strip()
        written = plain.startswith("# ") or (plain.startswith("<!--") and plain.endswith("-->"))
        if len(row.cells) > 1 or cell.column > 1 or cell.aside or not written:
            break
        rows[place] = Row(row.number, (replace(cell, aside=_COMMENT),))
    return tuple(rows)


def _show(cell: Any, typed: Any) -> tuple[str, str]:
    """What a cell shows, and the reason why it holds no note where it cannot."""
    value = cell.value
    if typed.data_type == "f" and (cell.data_type == "e" or (value is None and cell.data_type != "str")):
        # "- more tea" typed into Excel becomes a formula that fails: what was typed is shown.
        return str(typed.value), "a formula without a value"
    if cell.data_type == "e":
        return str(value), "an error, not a value"
    if value is None:
        return "", ""
    if isinstance(value, bool):
        return str(value).upper(), ""
    if isinstance(value, int | float):
        if "%" in _LITERAL.sub("", cell.number_format.partition(";")[0]):
            return f"{value * 100:.15g}%", ""
        return str(value) if isinstance(value, int) else f"{value:.15g}", ""
    return value if isinstance(value, str) else _show_time(value), ""


def _show_time(value: datetime.datetime | datetime.date | datetime.time | datetime.timedelta) -> str:
    """A date as an ISO date, with the time of day where one is stored, to the second."""
    if isinstance(value, datetime.timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}".removesuffix(":00")
    if not isinstance(value, datetime.datetime | datetime.time):
        return value.isoformat()
    day = datetime.date(2000, 1, 1)
    moment = value if isinstance(value, datetime.datetime) else datetime.datetime.combine(day, value)
    moment = (moment + datetime.timedelta(milliseconds=500)).replace(microsecond=0)
    clock = moment.strftime("%H:%M:%S").removesuffix(":00")
    if isinstance(value, datetime.time):
        return clock
    return moment.date().isoformat() if clock == "00:00" else f"{moment.date().isoformat()} {clock}"


_PLACE = re.compile(r"[A-Z]{1,3}(?P<row>\d{1,7})")


def read_beside(source: str, archive: zipfile.ZipFile, sheet: str) -> tuple[Beside, ...]:
    """The comments and text boxes of a worksheet."""
    found: list[Beside] = []
    for _, kind, part in find_related(source, archive, sheet):
        if kind == "/comments":
            found += _read_comments(read_xml(source, archive, part))
        elif kind == "/drawing":
            drawings = read_drawings(source, archive, part)
            found += _read_boxes(read_xml(source, archive, part), len(found), drawings)
    return tuple(found)


def _read_comments(root: Element) -> list[Beside]:
    found = []
    seen: set[str] = set()
    for item in root.iter():
        cell = get_value(item, "ref")
        place = _PLACE.fullmatch(cell)
        text = gather_text(item).strip()
        if get_name(item) == "comment" and place is not None and text and cell not in seen:
            seen.add(cell)
            found.append(Beside(int(place["row"]), f"{cell} comment", text, f"a comment on cell {cell}"))
    return found


def _read_boxes(root: Element, before: int, drawings: dict[str, list[str]]) -> list[Beside]:
    found: list[Beside] = []

    def put(number: int, called: str, text: str, reason: str) -> None:
        found.append(Beside(number, f"{called} {before + len(found) + 1}", text, reason))

    for anchor in root:
        row = find_child(find_child(anchor, "from"), "row")
        number = 1 + read_number((row.text or "") if row is not None else "")
        for body in (item for item in anchor.iter() if get_name(item) == "txBody"):
            lines = [gather_text(item) for item in body if get_name(item) == "p"]
            if text := "\n".join(line for line in lines if line.strip()):
                put(number, "text box", text, "a text box")
        for item in anchor.iter():
            if get_name(item) == "relIds" and (lines := drawings.get(get_value(item, "dm"), [])):
                put(number, "drawing", "\n".join(lines), "a drawing of boxes (SmartArt)")
            elif get_name(item) == "pic":
                named = next((one for one in item.iter() if get_name(one) == "cNvPr"), None)
                put(number, "picture", get_value(named, "descr"), PICTURE)
    return found
