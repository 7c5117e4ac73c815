"""Word documents (.docx) into lines: every paragraph, wherever in the file it hides.

The XML is read directly: python-docx gives a document's paragraphs without text boxes, content
controls, tracked changes and notes, and cannot open some files that Word opens. Elements are known
by their names without namespace, so that "strict" documents are read as well.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from pipeline.ingest.lines import Document
from pipeline.ingest.office import (
    PICTURE,
    PICTURES,
    Content,
    Look,
    Paragraph,
    Part,
    Walker,
    make_lines,
    set_beside,
)
from pipeline.ingest.office.parts import (
    NOT_READ,
    Inserted,
    ReadWord,
    find_child,
    find_related,
    get_name,
    get_value,
    put_in,
    read_drawings,
    read_files,
    read_number,
)
from pipeline.ingest.office.styles import Style, StyleSheet, read_numbering, read_outline, read_run
from pipeline.ingest.structure.grids import Cell
from pipeline.keeping.archive import open_archive, read_xml, refuse_other_kind, report_damage

# What holds no words of the document: properties, and text that was deleted or moved away. (Field codes
# and deleted words are not in <w:t> and so are never read.)
_PASSED_OVER = frozenset(("pPr", "rPr", "tblPr", "trPr", "tcPr", "sdtPr", "sectPr", "del", "moveFrom"))
_BLOCKS = frozenset(("p", "tbl"))
_SPECIAL = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
# Signs from picture fonts that AutoCorrect puts where people type "-->" or ":)".
_SYMBOLS = {"F0E0": "→", "F0DF": "←", "F04A": "🙂", "F04C": "🙁", "F0FC": "✓", "F0FB": "✗", "F0B7": "•"}
# Parts that stand beside the text: how the type of their relationship ends, the element each of them
# holds, its name, role and reason.
_BESIDE = (
    ("/header", "hdr", "header", "boilerplate", "at the top of every page"),
    ("/footer", "ftr", "footer", "boilerplate", "at the foot of every page"),
    ("/footnotes", "footnote", "footnote", "metadata", "a footnote"),
    ("/endnotes", "endnote", "endnote", "metadata", "an endnote"),
    ("/comments", "comment", "comment", "metadata", "a comment in the margin"),
)


def read_word(source: str, content: bytes) -> Document:
    """Turn a Word document into lines, one for each paragraph or line within it."""
    archive = open_archive(source, content)
    try:
        paragraphs = _read_package(source, archive, _read_inserted)
    except RecursionError:  # tables in tables in tables: nobody wrote that
        raise report_damage(source) from None
    return Document(source=source, format="word", lines=make_lines(paragraphs), paragraphs=False)


def _read_inserted(source: str, content: bytes) -> list[Paragraph]:
    """A document inside another. One inside that is named and not read: there may be no end to them."""
    return _read_package(source, open_archive(source, content), None)


def _read_package(source: str, archive: zipfile.ZipFile, read_word: ReadWord | None) -> list[Paragraph]:
    packed = find_related(source, archive, "")
    main = next((part for _, kind, part in packed if kind == "/officeDocument"), "word/document.xml")
    refuse_other_kind(source, archive, main)
    body = find_child(read_xml(source, archive, main), "body")
    if body is None:
        raise report_damage(source)
    parts = [(kind, part) for _, kind, part in find_related(source, archive, main)]
    roots: dict[str, Element] = {}
    for kind, name in parts:
        if kind in ("/styles", "/numbering"):
            roots.setdefault(kind, read_xml(source, archive, name))
    inserted = Inserted(read_drawings(source, archive, main), read_files(source, archive, main, read_word))
    walker = _Walker(StyleSheet(roots.get("/styles"), roots.get("/numbering")), inserted)
    walker.walk(body)
    for kind, holder, called, role, reason in _BESIDE:
        count = 0
        for name in (name for found, name in parts if found == kind):
            root = read_xml(source, archive, name)
            for item in [root] if get_name(root) == holder else root:
                found = walker.walk_beside(item)
                if found:
                    count += 1
                    walker.paragraphs.extend(set_beside(found, f"{called} {count}", role, reason))
    return walker.paragraphs


class _Walker(Walker):
    """Walks through the body."""

    def __init__(self, styles: StyleSheet, inserted: Inserted) -> None:
        super().__init__()
        self._inserted = inserted
        self._styles = styles

    def walk(self, element: Element, cell: Cell | None = None) -> None:
        """Read every paragraph below an element."""
        for child in _open_alternatives(element):
            self._visit(child, cell)

    def _visit(self, element: Element, cell: Cell | None) -> None:
        name = get_name(element)
        if name == "p":
            self._read_paragraph(element, cell)
        elif name == "tbl":
            self._grids += 1
            self._read_rows(element, self._grids, 0)
        elif name == "altChunk":
            self._insert(get_value(element, "id"))
        elif name not in _PASSED_OVER:
            self.walk(element, cell)

    def _insert(self, link: str) -> None:
        """Put the paragraphs of another file where the document shows it."""
        missing = [Paragraph(1, "", (Part(""),), role="metadata", reason=NOT_READ)]
        grids = self._grids
        for paragraph in self._inserted.files.get(link, missing):
            placed = put_in(paragraph, len(self.paragraphs) + 1, grids)
            self._grids = max(self._grids, placed.cell.grid if placed.cell is not None else 0)
            self.paragraphs.append(placed)

    def _read_rows(self, element: Element, grid: int, row: int) -> int:
        for child in element:
            name = get_name(child)
            if name == "tr":
                if find_child(find_child(child, "trPr"), "del") is None:  # a row that was deleted
                    row += 1
                    self._read_cells(child, grid, row, 0)
            elif name in _BLOCKS:  # where Word never puts them, but other programs might
                self._visit(child, None)
            elif name not in _PASSED_OVER:
                row = self._read_rows(child, grid, row)
        return row

    def _read_cells(self, element: Element, grid: int, row: int, column: int) -> int:
        for child in element:
            name = get_name(child)
            if name == "tc":
                self.walk(child, Cell(grid, row, column + 1))
                span = get_value(find_child(find_child(child, "tcPr"), "gridSpan"), "val")
                column += max(1, read_number(span, 1))
            elif name in _BLOCKS:
                self._visit(child, None)
            elif name not in _PASSED_OVER:
                column = self._read_cells(child, grid, row, column)
        return column

    def _read_paragraph(self, element: Element, cell: Cell | None) -> None:
        properties = find_child(element, "pPr")
        named = find_child(properties, "pStyle")
        style = self._styles.find(None if named is None else get_value(named, "val"))
        content = Content()
        self._read_inside(element, style.look(Look()), content)
        parts = content.runs.cut()
        empty = not any(part.text.strip() for part in parts)
        mark = find_child(properties, "rPr")
        if empty and not content.boxes and not content.picture and find_child(mark, "del") is not None:
            return  # the whole paragraph was deleted
        own = read_outline(properties)
        level = (style.level or 0) if own is None else own
        depth, numbered = (0, False) if level else self._find_depth(properties, style)
        role, reason = "", ""
        if empty and content.picture:
            parts, role, reason = (Part(content.described),), "boilerplate", PICTURE
        elif style.contents and not empty:
            role, reason = "boilerplate", "in the table of contents"
        self.put(parts, cell, level=level, depth=depth, numbered=numbered, role=role, reason=reason)
        for text in content.drawn:
            self.put((Part(text),), cell, depth=1)
        for box in content.boxes:
            self.walk(box, cell)

    def _find_depth(self, properties: Element | None, style: Style) -> tuple[int, bool]:
        number_id, level = read_numbering(properties)
        own = number_id is not None
        number_id = style.number_id if number_id is None else number_id
        level = (style.number_level or 0) if level is None else level
        if number_id is None:
            return style.named_depth, False
        marker = self._styles.find_marker(number_id, level)
        if number_id == "0" or not marker.seen:
            return 0, False
        # "List Bullet 2" is a list of its own, at its first level.
        return (level + 1 if own else max(level + 1, style.named_depth)), marker.numbered

    def _read_inside(self, element: Element, look: Look, content: Content) -> None:
        for child in _open_alternatives(element):
            name = get_name(child)
            if name == "t":
                content.runs.add(child.text or "", look)
            elif name in ("br", "cr"):
                content.runs.break_line()
            elif name in _SPECIAL:
                content.runs.add(_SPECIAL[name], look)
            elif name == "sym":
                content.runs.add(_read_symbol(get_value(child, "char")), look)
            elif name == "r":
                self._read_inside(child, self._read_look(child, look), content)
            elif name == "relIds":
                content.drawn += self._inserted.drawings.get(get_value(child, "dm"), [])
            elif name == "txbxContent":
                content.boxes.append(child)
            elif name not in _PASSED_OVER:
                content.picture = content.picture or name in PICTURES
                content.described = content.described or (
                    get_value(child, "descr") if name == "docPr" else ""
                )
                self._read_inside(child, look, content)

    def _read_look(self, run: Element, look: Look) -> Look:
        properties = find_child(run, "rPr")
        if properties is None:
            return look
        named = find_child(properties, "rStyle")
        styled = look if named is None else self._styles.find(get_value(named, "val")).look(look)
        return replace(styled, **read_run(properties))


def _open_alternatives(element: Element) -> Iterator[Element]:
    """Children, with one version of what is stored twice: for new programs and for old ones."""
    for child in element:
        if get_name(child) != "AlternateContent":
            yield child
            continue
        chosen = find_child(child, "Choice")
        chosen = find_child(child, "Fallback") if chosen is None else chosen
        if chosen is not None:
            yield chosen


def _read_symbol(code: str) -> str:
    if code.upper() in _SYMBOLS:
        return _SYMBOLS[code.upper()]
    try:
        return chr(int(code, 16)).encode("utf-8", "ignore").decode("utf-8")
    except (ValueError, OverflowError):
        return ""
