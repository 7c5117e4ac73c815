"""Decodes OpenDocument spreadsheets (.ods) into rows of cells: what each cell shows."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from pipeline.ingest.office.elements import find_child, find_children, get_name, get_value, read_number
from pipeline.ingest.sheets.cells import MOST_CELLS, Cell, Merged, Row, Sheet, name_column, refuse_size
from pipeline.keeping.archive import open_archive, read_xml, refuse_other_kind, report_damage

_CELLS = ("table-cell", "covered-table-cell")
_GROUPS = ("table-header-rows", "table-rows", "table-row-group")
_MOST_ROWS = 1_048_576


def decode_open_document_sheet(source: str, content: bytes) -> list[Sheet]:
    """The sheets of an OpenDocument spreadsheet.

    Of a formula the value is read that was stored with it; nothing is computed.

    Raises:
        SourceError: If it is damaged, protected, no spreadsheet, or holds more than can be read.
    """
    with open_archive(source, content) as archive:
        refuse_other_kind(source, archive, "content.xml")
        root = read_xml(source, archive, "content.xml")
    sheets = find_child(find_child(root, "body"), "spreadsheet")
    if sheets is None:
        raise report_damage(source)
    try:
        return [_read_sheet(source, table) for table in find_children(sheets, "table")]
    except RecursionError:  # groups in groups in groups: nobody wrote that
        raise report_damage(source) from None


def _read_sheet(source: str, table: Element) -> Sheet:
    name = get_value(table, "name")
    rows: list[Row] = []
    merged: list[Merged] = []
    number = cells = 0
    for element in _walk_rows(table):
        # An empty row may stand for the million below it: it is counted, never unrolled.
        times = max(1, _read_count(get_value(element, "number-rows-repeated")))
        found, spans = _read_row(element, number + 1)
        merged += spans
        if found:
            if number + times > _MOST_ROWS:
                raise report_damage(source)
            cells += len(found) * times
            if cells > MOST_CELLS:
                raise refuse_size(source, f"{MOST_CELLS:,} cells with content")
            rows += [Row(number + offset, found) for offset in range(1, times + 1)]
        number += times
    return Sheet(
        name, tuple(rows), lambda row, column: f"sheet {name}!{name_column(column)}{row}", tuple(merged)
    )


def _walk_rows(element: Element) -> Iterator[Element]:
    for child in element:
        if get_name(child) == "table-row":
            yield child
        elif get_name(child) in _GROUPS:
            yield from _walk_rows(child)


def _read_row(element: Element, number: int) -> tuple[tuple[Cell, ...], list[Merged]]:
    cells: list[Cell] = []
    merged: list[Merged] = []
    column = 1
    for item in element:
        if get_name(item) not in _CELLS:
            continue
        times = max(1, _read_count(get_value(item, "number-columns-repeated")))
        text = _show(item)
        down = max(1, read_number(get_value(item, "number-rows-spanned"), 1))
        across = max(1, read_number(get_value(item, "number-columns-spanned"), 1))
        if down > 1 or across > 1:
            merged.append(Merged(number, column, number + down - 1, column + across - 1))
        if text.strip() and get_name(item) == "table-cell":
            aside = "an error, not a value" if _is_error(item, text) else ""
            cells += [Cell(column + offset, text, aside) for offset in range(min(times, 100))]
        column += times
    return tuple(cells), merged


def _show(item: Element) -> str:
    """A date as an ISO date, anything else as it is shown."""
    if get_value(item, "value-type") == "date":
        return get_value(item, "date-value").removesuffix("T00:00:00")
    return "\n".join(_read_paragraph(part) for part in find_children(item, "p"))


def _read_paragraph(element: Element) -> str:
    pieces = [element.text or ""]
    for child in element:
        name = get_name(child)
        if name == "s":
            pieces.append(" " * min(max(1, read_number(get_value(child, "c"), 1)), 200))
        elif name == "tab":
            pieces.append("\t")
        elif name == "line-break":
            pieces.append("\n")
        elif name != "annotation":
            pieces.append(_read_paragraph(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _is_error(item: Element, text: str) -> bool:
    return bool(get_value(item, "formula")) and text.startswith(("#", "Err:"))


def _read_count(text: str) -> int:
    """How often a row or a cell is repeated; 1 where that is not said."""
    return int(text) if text.isdecimal() and len(text) <= 7 else 1
