"""OpenDocument text (.odt) into lines: every paragraph, wherever in the file it hides."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from pipeline.ingest.lines import Document
from pipeline.ingest.office.elements import find_child, find_children, get_name, get_value, read_number
from pipeline.ingest.office.paragraphs import (
    PICTURE,
    Look,
    Marker,
    Paragraph,
    Part,
    Runs,
    locate_paragraph,
    make_lines,
    set_beside,
)
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
_DEEPEST = 50  # styles based on styles
_WHERE = ("styles", "automatic-styles")
_PAGE = (("header", "at the top of every page"), ("footer", "at the foot of every page"))


def read_open_document(source: str, content: bytes) -> Document:
    """Turn an OpenDocument text into lines, one for each paragraph or line within it.

    Raises:
        SourceError: If it is damaged, protected, too large, or not an OpenDocument text.
    """
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
    walker = _Walker(_StyleSheet(common, root))
    walker.walk(text, _Place())
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


@dataclass
class _Content:
    """What the elements inside a paragraph hold."""

    runs: Runs = field(default_factory=Runs)
    boxes: list[Element] = field(default_factory=list)
    beside: list[Element] = field(default_factory=list)
    picture: bool = False
    described: str = ""  # what its author says of a picture


class _Walker:
    """Walks through the text in reading order, counting paragraphs and tables."""

    def __init__(self, styles: _StyleSheet) -> None:
        self.paragraphs: list[Paragraph] = []
        self.beside: list[Paragraph] = []
        self._styles = styles
        self._grids = 0
        self._counts = {"footnote": 0, "endnote": 0, "comment": 0}

    def walk(self, element: Element, place: _Place) -> None:
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

    def walk_beside(self, element: Element) -> list[Paragraph]:
        """Read what stands beside the text, without the paragraphs that hold no words."""
        before = self.paragraphs
        self.paragraphs = []
        self.walk(element, _Place())
        found, self.paragraphs = self.paragraphs, before
        return [paragraph for paragraph in found if any(part.text.strip() for part in paragraph.parts)]

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
        content = _Content()
        self._read_inside(element, Look(bool(style.bold), bool(style.struck), bool(style.hidden)), content)
        parts = content.runs.cut()
        empty = not any(part.text.strip() for part in parts)
        level = style.level or 0
        if get_name(element) == "h":
            level = max(1, read_number(get_value(element, "outline-level"), 1))
        number = len(self.paragraphs) + 1
        cell = place.cell
        depth = place.depth if place.bulleted and not level else 0
        marker = self._styles.find_marker(place.list_style, place.depth)
        role, reason = place.role, place.reason
        if empty and content.picture and not role:
            parts, role, reason = (Part(content.described),), "boilerplate", PICTURE
        self.paragraphs.append(
            Paragraph(
                number=number,
                locator=locate_paragraph(number, cell),
                parts=parts,
                level=level,
                depth=depth if marker.seen else 0,
                numbered=marker.numbered,
                cell=cell,
                role=role,
                reason=reason,
            )
        )
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

    def _read_inside(self, element: Element, look: Look, content: _Content) -> None:
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
                inner = self._read_look(child, look) if name == "span" else look
                self._read_inside(child, inner, content)
            _add_text(content.runs, child.tail, look)

    def _read_look(self, span: Element, look: Look) -> Look:
        style = self._styles.find("text", get_value(span, "style-name"))
        return Look(
            look.bold if style.bold is None else style.bold,
            look.struck if style.struck is None else style.struck,
            look.hidden if style.hidden is None else style.hidden,
        )


def _add_text(runs: Runs, text: str | None, look: Look) -> None:
    """Add text as it is shown: white space in the XML counts as one space, and none begins a line."""
    shown = _SPACES.sub(" ", text or "")
    runs.add(shown.lstrip(" ") if runs.ends_in_space() else shown, look)


@dataclass(frozen=True)
class _Style:
    """What a style makes of a paragraph or a stretch of text. None means that it says nothing of it."""

    level: int | None = None
    bold: bool | None = None
    struck: bool | None = None
    hidden: bool | None = None


class _StyleSheet:
    """The styles of a document: those with names, and those made for single paragraphs."""

    def __init__(self, *roots: Element | None) -> None:
        self._elements: dict[tuple[str, str], Element] = {}
        self._markers: dict[tuple[str, int], Marker] = {}
        self._known: dict[tuple[str, str], _Style] = {}
        for root in roots:  # the later ones have the last word
            for where in _WHERE:
                found = find_child(root, where)
                for element in () if found is None else found:
                    name = get_value(element, "name")
                    self._elements[get_value(element, "family"), name] = element
                    if get_name(element) == "list-style":
                        self._read_markers(name, element)

    def find(self, family: str, name: str) -> _Style:
        """What a style says, with what it is based on."""
        return self._follow(family, name, 0)

    def find_marker(self, list_style: str, depth: int) -> Marker:
        """What stands before the paragraphs of a list at a depth."""
        return self._markers.get((list_style, depth), Marker())

    def _follow(self, family: str, name: str, steps: int) -> _Style:
        key = (family, name)
        if key in self._known or steps > _DEEPEST or key not in self._elements:
            return self._known.get(key, _read_name(_Style(), name))
        element = self._elements[key]
        base = get_value(element, "parent-style-name")
        style = self._follow(family, base, steps + 1) if base and base != name else _Style()
        style = _read_name(_read_properties(style, element), name)
        self._known[key] = style
        return style

    def _read_markers(self, name: str, element: Element) -> None:
        for level in element:
            kind = get_name(level)
            if kind.startswith("list-level-style-"):
                numbered = kind.endswith("number")
                sign = get_value(level, "bullet-char") if kind.endswith("bullet") else "x"
                seen = bool(sign.strip()) and not (numbered and get_value(level, "num-format") == "")
                self._markers[name, read_number(get_value(level, "level"))] = Marker(seen, numbered)


def _read_name(style: _Style, name: str) -> _Style:
    return replace(style, level=1) if name == "Title" and style.level is None else style


def _read_properties(style: _Style, element: Element) -> _Style:
    text = find_child(element, "text-properties")
    outline = get_value(element, "default-outline-level")
    weight, line = get_value(text, "font-weight"), get_value(text, "text-line-through-style")
    shown = get_value(text, "display")
    if outline:
        style = replace(style, level=read_number(outline))
    if weight:
        style = replace(style, bold=weight == "bold" or read_number(weight) >= 600)
    if line:
        style = replace(style, struck=line != "none")
    return replace(style, hidden=shown == "none") if shown else style
