"""OpenDocument texts (.odt) into lines, wherever in the file they hide; spreadsheets (.ods) into cells."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from pipeline.ingest.lines import Document
from pipeline.ingest.office import (
    PICTURE,
    Content,
    Look,
    Paragraph,
    Part,
    Runs,
    Walker,
    make_lines,
    set_beside,
)
from pipeline.ingest.office.parts import find_child, find_children, get_name, get_value, read_number
from pipeline.ingest.office.styles import OpenStyleSheet
from pipeline.ingest.sheets.cells import MOST_CELLS, Merged, Row, Sheet, name_column, refuse_size
from pipeline.ingest.sheets.cells import Cell as SheetCell
from pipeline.ingest.structure.grids import Cell
from pipeline.keeping.archive import open_archive, read_xml, refuse_other_kind, report_damage
from pipeline.wording import word_set

_SPACES = re.compile(r"[ \t\r\n]+")
_MOST_SPACES = 200  # that one <text:s/> may stand for: it can ask for millions
# What holds no words of the document: declarations, and text that was deleted.
_PASSED_OVER = word_set(
    "tracked-changes sequence-decls user-field-decls variable-decls forms script note-citation"
)
_CONTENTS = word_set(
    "table-of-content illustration-index table-index object-index user-index alphabetical-index"
)
_SHAPES = word_set("frame custom-shape g rect ellipse circle line polygon path text-box caption")
_PAGE = (("header", "at the top of every page"), ("footer", "at the foot of every page"))


def read_open_document(source: str, content: bytes) -> Document:
    """Turn an OpenDocument text into lines, one for each paragraph or line within it."""
    archive = open_archive(source, content)
    try:
        paragraphs = _read_package(source, archive)
    except RecursionError:  # lists in lists in lists: nobody wrote that
        raise report_damage(source) from None
    return Document(source=source, format="opendocument", lines=make_lines(paragraphs), paragraphs=False)


def _read_package(source: str, archive: zipfile.ZipFile) -> list[Paragraph]:
    refuse_other_kind(source, archive, "content.xml")
    root = read_xml(source, archive, "content.xml")
    text = find_child(find_child(root, "body"), "text")
    if text is None:
        raise report_damage(source)  # a spreadsheet, or slides, by another name
    common = read_xml(source, archive, "styles.xml") if "styles.xml" in archive.namelist() else None
    walker = _Walker(OpenStyleSheet(common, root))
    walker.walk(text)
    pages = find_child(common, "master-styles")
    return [*walker.paragraphs, *walker.beside, *_read_pages(walker, pages)]


def _read_pages(walker: _Walker, pages: Element | None) -> Iterator[Paragraph]:
    """The headers and footers of the pages: "header", "header-left", "header-first"."""
    for kind, reason in _PAGE:
        parts = [part for page in find_children(pages, "master-page") for part in page]
        read = [walker.walk_beside(part) for part in parts if get_name(part).startswith(kind)]
        for count, found in enumerate((found for found in read if found), start=1):
            yield from set_beside(found, f"{kind} {count}", "boilerplate", reason)


@dataclass(frozen=True)
class _Place:
    """What an element stands in."""

    depth: int = 0
    list_style: str = ""
    bulleted: bool = False  # whether the next paragraph is the one that carries the item's bullet
    cell: Cell | None = None
    role: str = ""
    reason: str = ""


_NOWHERE = _Place()


class _Walker(Walker):
    """Walks through the text."""

    def __init__(self, styles: OpenStyleSheet) -> None:
        super().__init__()
        self.beside: list[Paragraph] = []
        self._styles = styles
        self._counts = {"footnote": 0, "endnote": 0, "comment": 0}

    def walk(self, element: Element, place: _Place = _NOWHERE) -> None:
        """Read every paragraph below an element."""
        for child in element:
            name = get_name(child)
            if name in ("p", "h"):
                self._read_paragraph(child, place)
                place = replace(place, bulleted=False)
            elif name == "list":
                self._read_list(child, place)
            elif name == "table":
                self._grids += 1
                self._read_rows(child, self._grids, 0, replace(place, depth=0, bulleted=False))
            elif name in _CONTENTS:
                self.walk(child, _Place(role="boilerplate", reason="in the table of contents"))
            elif name == "section" and get_value(child, "display") == "none":
                self.walk(child, replace(place, role="metadata", reason="hidden in the document"))
            elif name not in _PASSED_OVER:
                self.walk(child, place)

    def _read_list(self, element: Element, place: _Place) -> None:
        style = get_value(element, "style-name") or place.list_style
        for item in element:
            # A "list-header" stands in a list without a bullet of its own.
            bulleted = get_name(item) == "list-item"
            self.walk(item, replace(place, depth=place.depth + 1, list_style=style, bulleted=bulleted))

    def _read_rows(self, element: Element, grid: int, row: int, place: _Place) -> int:
        for child in element:
            if get_name(child) == "table-row":
                row += 1
                column = 0
                for item in child:
                    column += 1
                    self.walk(item, replace(place, cell=Cell(grid, row, column)))
                    column += max(1, read_number(get_value(item, "number-columns-repeated"), 1)) - 1
            elif get_name(child) in ("table-header-rows", "table-rows", "table-row-group"):
                row = self._read_rows(child, grid, row, place)
            else:
                self.walk(child, place)
        return row

    def _read_paragraph(self, element: Element, place: _Place) -> None:
        style = self._styles.find("paragraph", get_value(element, "style-name"))
        content = Content()
        self._read_inside(element, style.look(Look()), content)
        parts = content.runs.cut()
        empty = not any(part.text.strip() for part in parts)
        level = style.level or 0
        if get_name(element) == "h":
            level = max(1, read_number(get_value(element, "outline-level"), 1))
        marker = self._styles.find_marker(place.list_style, place.depth)
        depth = place.depth if place.bulleted and not level and marker.seen else 0
        role, reason = place.role, place.reason
        if empty and content.picture and not role:
            parts, role, reason = (Part(content.described),), "boilerplate", PICTURE
        said = {"level": level, "depth": depth, "numbered": marker.numbered}
        self.put(parts, place.cell, **said, role=role, reason=reason)
        for box in content.boxes:
            self.walk(box, replace(place, depth=0, bulleted=False))
        for beside in content.beside:
            self._read_beside(beside)

    def _read_beside(self, element: Element) -> None:
        """A footnote or a comment: kept for the end of the document."""
        called = "comment"
        if get_name(element) == "note":
            called = "endnote" if get_value(element, "note-class") == "endnote" else "footnote"
        found = self.walk_beside(element)
        if found:
            self._counts[called] += 1
            reason = {"comment": "a comment in the margin", "endnote": "an endnote"}.get(called, "a footnote")
            place = f"{called} {self._counts[called]}"
            self.beside.extend(set_beside(found, place, "metadata", reason))

    def _read_inside(self, element: Element, look: Look, content: Content) -> None:
        _add_text(content.runs, element.text, look)
        for child in element:
            name = get_name(child)
            if name == "s":
                count = max(1, read_number(get_value(child, "c"), 1))
                content.runs.add(" " * min(count, _MOST_SPACES), look)
            elif name == "tab":
                content.runs.add("\t", look)
            elif name == "line-break":
                content.runs.break_line()
            elif name in ("note", "annotation"):
                content.beside.append(child)
            elif name in _SHAPES:
                content.picture = content.picture or find_child(child, "image") is not None
                described = find_child(child, "desc")
                content.described = content.described or (
                    described.text or "" if described is not None else ""
                )
                content.boxes.append(child)
            elif name not in _PASSED_OVER:
                styled = self._styles.find("text", get_value(child, "style-name")) if name == "span" else None
                self._read_inside(child, look if styled is None else styled.look(look), content)
            _add_text(content.runs, child.tail, look)


def _add_text(runs: Runs, text: str | None, look: Look) -> None:
    """Add text as it is shown: white space in the XML counts as one space, and none begins a line."""
    shown = _SPACES.sub(" ", text or "")
    runs.add(shown.lstrip(" ") if runs.ends_in_space() else shown, look)


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
        return [_read_table(source, table) for table in find_children(sheets, "table")]
    except RecursionError:  # groups in groups in groups: nobody wrote that
        raise report_damage(source) from None


def _read_table(source: str, table: Element) -> Sheet:
    name = get_value(table, "name")
    rows: list[Row] = []
    merged: list[Merged] = []
    number = cells = 0
    for element in _walk_rows(table):
        # An empty row may stand for the million below it: it is counted, never unrolled.
        times = max(1, read_number(get_value(element, "number-rows-repeated"), 1, 7))
        found, spans = _read_cells(element, number + 1)
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


def _read_cells(element: Element, number: int) -> tuple[tuple[SheetCell, ...], list[Merged]]:
    cells: list[SheetCell] = []
    merged: list[Merged] = []
    column = 1
    for item in element:
        if get_name(item) not in _CELLS:
            continue
        times = max(1, read_number(get_value(item, "number-columns-repeated"), 1, 7))
        text = _show(item)
        down = max(1, read_number(get_value(item, "number-rows-spanned"), 1))
        across = max(1, read_number(get_value(item, "number-columns-spanned"), 1))
        if down > 1 or across > 1:
            merged.append(Merged(number, column, number + down - 1, column + across - 1))
        if text.strip() and get_name(item) == "table-cell":
            failed = get_value(item, "formula") and text.startswith(("#", "Err:"))
            aside = "an error, not a value" if failed else ""
            cells += [SheetCell(column + offset, text, aside) for offset in range(min(times, 100))]
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
