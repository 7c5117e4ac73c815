"""Slides (.pptx) into lines: titles, bullets, tables, and boxes of text as the notes of a board.

The XML is read directly, as that of Word is: python-pptx was weighed and gives no more of it, and would
bring a drawing library along.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from pipeline.ingest.lines import Document
from pipeline.ingest.office import PICTURE, PICTURES, Look, Paragraph, Part, Runs, make_lines
from pipeline.ingest.office.parts import (
    find_child,
    find_children,
    find_related,
    get_name,
    get_value,
    read_drawings,
    read_number,
)
from pipeline.ingest.structure.grids import Cell
from pipeline.keeping.archive import open_archive, read_xml, refuse_other_kind, report_damage

_PRESENTATION = "ppt/presentation.xml"
_TITLES = {"title": 2, "ctrTitle": 1}
_AROUND = ("sldNum", "ftr", "dt", "hdr")  # what stands on every slide


def read_slides(source: str, content: bytes) -> Document:
    """Turn a presentation into lines, slide after slide; what its speaker noted stands beside them."""
    archive = open_archive(source, content)
    refuse_other_kind(source, archive, _PRESENTATION)
    deck = _Deck()
    try:
        for number, part in enumerate(_list_slides(source, archive), start=1):
            drawings = read_drawings(source, archive, part)
            deck.read_slide(number, read_xml(source, archive, part), drawings)
            for _, kind, beside in find_related(source, archive, part):
                if kind in ("/notesSlide", "/comments"):
                    deck.read_beside(number, kind, read_xml(source, archive, beside))
    except RecursionError:  # groups in groups in groups: nobody drew that
        raise report_damage(source) from None
    return Document(source=source, format="slides", lines=make_lines(deck.paragraphs), paragraphs=False)


def _list_slides(source: str, archive: zipfile.ZipFile) -> list[str]:
    parts = {
        link: part for link, kind, part in find_related(source, archive, _PRESENTATION) if kind == "/slide"
    }
    shown = find_child(read_xml(source, archive, _PRESENTATION), "sldIdLst")
    links = [
        value
        for entry in find_children(shown, "sldId")
        for key, value in entry.attrib.items()
        if key.endswith("}id") and value in parts
    ]
    return [parts[link] for link in links]


class _Deck:
    """Gathers the paragraphs of all slides."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self._grids = 0

    def read_slide(self, number: int, slide: Element, drawings: dict[str, list[str]]) -> None:
        """Read a slide: its title first, then the rest in the order of the file.

        Args:
            drawings: What stands in the boxes of each SmartArt drawing on it, by its relationship.
        """
        hidden = get_value(slide, "show") == "0"
        tree = find_child(find_child(slide, "cSld"), "spTree")
        shapes = sorted(_list_shapes(tree), key=lambda shape: _find_kind(shape) not in _TITLES)
        for shape in shapes:
            role, reason = ("metadata", "on a hidden slide") if hidden else ("", "")
            if _find_kind(shape) in _AROUND:
                role, reason = "boilerplate", "stands on every slide"
            for item in shape.iter():
                if get_name(item) == "tbl":
                    self._read_table(number, item, role, reason)
                for text in drawings.get(get_value(item, "dm"), ()) if get_name(item) == "relIds" else ():
                    self._put(number, (Part(text),), depth=1, role=role, reason=reason)
            if any(get_name(item) in PICTURES for item in shape.iter()):
                named = next((item for item in shape.iter() if get_name(item) == "cNvPr"), None)
                described = Part(get_value(named, "descr"))  # what its author says of it
                self._put(number, (described,), role="boilerplate", reason=PICTURE)
            body = find_child(shape, "txBody")
            if body is not None:
                self._read_text(number, shape, body, role, reason)

    def read_beside(self, number: int, kind: str, root: Element) -> None:
        """Read what the speaker noted below a slide, or others beside it."""
        reason = "the speaker's notes" if kind == "/notesSlide" else "a comment beside a slide"
        for shape in root.iter():
            if get_name(shape) == "text" and (shape.text or "").strip():
                self._put(number, (Part(shape.text or ""),), role="metadata", reason=reason)
            if get_name(shape) == "sp" and _find_kind(shape) == "body":
                for paragraph in find_children(find_child(shape, "txBody"), "p"):
                    self._put(number, _cut(paragraph), role="metadata", reason=reason)

    def _read_text(self, number: int, shape: Element, body: Element, role: str, reason: str) -> None:
        kind = _find_kind(shape)
        paragraphs = [(_read_depth(one), _cut(one)) for one in find_children(body, "p")]
        paragraphs = [
            (depth, parts) for depth, parts in paragraphs if any(part.text.strip() for part in parts)
        ]
        level = _TITLES.get(kind, 0)
        if level or kind == "box":
            # A box of text is one note, however many lines it has; a title is one title.
            whole = tuple(part for _, parts in paragraphs for part in parts if part.text.strip())
            heads = all(part.bold for part in whole) or (whole and whole[-1].text.rstrip().endswith("?"))
            listed = not level and len(paragraphs) > 1 and any(depth for depth, _ in paragraphs)
            if whole and not listed:
                if level:
                    whole = (Part(" ".join(part.text.strip() for part in whole)),)
                depth = 0 if level or heads else 1
                self._put(number, whole, level=level, depth=depth, role=role, reason=reason)
                return
        for depth, parts in paragraphs:
            self._put(number, parts, depth=depth or int(kind == "body"), role=role, reason=reason)

    def _read_table(self, number: int, table: Element, role: str, reason: str) -> None:
        self._grids += 1
        for row, cells in enumerate(find_children(table, "tr"), start=1):
            for column, cell in enumerate(find_children(cells, "tc"), start=1):
                place = Cell(self._grids, row, column)
                for paragraph in find_children(find_child(cell, "txBody"), "p"):
                    self._put(number, _cut(paragraph), role=role, reason=reason, cell=place)

    def _put(self, slide: int, parts: tuple[Part, ...], **said: Any) -> None:
        """Add a paragraph that holds words, or a picture whatever is said of it."""
        if said["reason"] == PICTURE or any(part.text.strip() for part in parts):
            number = len(self.paragraphs) + 1
            self.paragraphs.append(Paragraph(number, f"slide {slide}, paragraph {number}", parts, **said))


def _list_shapes(tree: Element | None) -> Iterator[Element]:
    for shape in () if tree is None else tree:
        if get_name(shape) == "grpSp":
            yield from _list_shapes(shape)
        elif get_name(shape) in ("sp", "graphicFrame", "cxnSp", "pic"):
            yield shape


def _find_kind(shape: Element) -> str:
    """What a shape is on its slide: a title, the body, a footer; "box" for one that somebody drew."""
    for properties in shape:
        holder = find_child(find_child(properties, "nvPr"), "ph")
        if holder is not None:
            kind = get_value(holder, "type") or "body"
            return "body" if kind in ("obj", "subTitle", "tbl") else kind
    return "box"


def _read_depth(paragraph: Element) -> int:
    """Depth in a list from 1; 0 for a paragraph that is set without a bullet, or says nothing of one."""
    properties = find_child(paragraph, "pPr")
    if find_child(properties, "buNone") is not None:
        return 0
    marked = any(find_child(properties, mark) is not None for mark in ("buChar", "buAutoNum"))
    depth = read_number(get_value(properties, "lvl"))
    return depth + 1 if marked or depth else 0


def _cut(paragraph: Element) -> tuple[Part, ...]:
    runs = Runs()
    for piece in paragraph:
        if get_name(piece) == "br":
            runs.break_line()
        elif get_name(piece) in ("r", "fld"):
            properties = find_child(piece, "rPr")
            look = Look(
                bold=get_value(properties, "b") == "1",
                struck=get_value(properties, "strike") in ("sngStrike", "dblStrike"),
            )
            text = find_child(piece, "t")
            runs.add("" if text is None else text.text or "", look)
    return runs.cut()
