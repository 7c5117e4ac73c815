"""What an office file keeps in its parts: elements by name, drawings of boxes, whole files put into it."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from email import message_from_bytes
from xml.etree.ElementTree import Element

from pipeline.errors import SourceError
from pipeline.ingest.office import Paragraph, Part, locate_paragraph
from pipeline.ingest.text import decode_text, split_lines
from pipeline.keeping import open_room
from pipeline.keeping.archive import read_part, read_xml


def find_children(element: Element | None, name: str) -> Iterator[Element]:
    """The children of that name; none where there is no element."""
    return (child for child in (() if element is None else element) if get_name(child) == name)


def find_child(element: Element | None, name: str) -> Element | None:
    """The first child of that name."""
    return next(find_children(element, name), None)


def get_value(element: Element | None, name: str) -> str:
    """An attribute by its name, or an empty text."""
    if element is not None:
        for key, value in element.attrib.items():
            if key.rpartition("}")[2] == name:
                return value
    return ""


def get_name(element: Element) -> str:
    """An element's name."""
    return str(element.tag).rpartition("}")[2]


def gather_text(element: Element) -> str:
    """The letters of all runs of text in an element."""
    return "".join(item.text or "" for item in element.iter() if get_name(item) == "t")


def read_number(text: str, otherwise: int = 0, digits: int = 5) -> int:
    """A number from an attribute, of a size that makes sense; otherwise another."""
    return int(text) if text.isdecimal() and len(text) <= digits else otherwise


def find_related(source: str, archive: zipfile.ZipFile, part: str) -> list[tuple[str, str, str]]:
    """What a part of a Word or Excel file refers to inside the file.

    Returns:
        The id of each relationship, the end of its type ("/styles"), and the name of the part.
    """
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    names = set(archive.namelist())
    if path not in names:
        return []
    found: dict[tuple[str, str], str] = {}
    for item in read_xml(source, archive, path):
        kind = "/" + get_value(item, "Type").rpartition("/")[2]
        target = get_value(item, "Target")
        where = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        where = posixpath.normpath(where)
        if get_value(item, "TargetMode") != "External" and where in names:
            found.setdefault((kind, where), get_value(item, "Id"))
    return [(link, kind, where) for (kind, where), link in found.items()]


NOT_READ = "a file inserted here that was not read"
_MOST_FILES = 50  # inserted into one document; more were never met, and each may be as large as it
_OWN_WORDS = ("", "node", "asst")  # points of a drawing that somebody wrote into; others lay it out
_PASTE = "Paste its text into the document."
_WEB = (".html", ".htm", ".xhtml")
_SAVED_PAGE = (".mht", ".mhtml")  # what programs write that make Word documents of web pages

ReadWord = Callable[[str, bytes], list[Paragraph]]


@dataclass(frozen=True)
class Inserted:
    """Words in parts of their own, by the relationship that puts them at a place of the document."""

    drawings: dict[str, list[str]] = field(default_factory=dict)
    files: dict[str, list[Paragraph]] = field(default_factory=dict)


def read_drawings(source: str, archive: zipfile.ZipFile, part: str) -> dict[str, list[str]]:
    """What stands in the boxes of each SmartArt drawing that a part of a document shows."""
    drawings: dict[str, list[str]] = {}
    for link, kind, name in find_related(source, archive, part):
        if kind != "/diagramData":
            continue
        points = find_children(find_child(read_xml(source, archive, name), "ptLst"), "pt")
        boxes = (find_child(point, "t") for point in points if get_value(point, "type") in _OWN_WORDS)
        lines = (gather_text(paragraph) for box in boxes for paragraph in find_children(box, "p"))
        drawings[link] = [line for line in lines if line.strip()]
    return drawings


def read_files(
    source: str, archive: zipfile.ZipFile, part: str, read_word: ReadWord | None
) -> dict[str, list[Paragraph]]:
    """The paragraphs of each file that Word shows as a piece of the document ("alternative chunk").

    What cannot be read is one paragraph without words that says so.

    Args:
        part: The part of it that they are put into.
        read_word: Reads a Word document; None inside one that is inserted itself.
    """
    found = [
        (link, name) for link, kind, name in find_related(source, archive, part) if kind.lower() == "/afchunk"
    ]
    files: dict[str, list[Paragraph]] = {}
    for count, (link, name) in enumerate(found, start=1):
        reason = NOT_READ
        try:
            if count <= _MOST_FILES:
                files[link] = list(_read_file(source, name, read_part(source, archive, name), read_word))
                continue
        except SourceError as error:
            reason = f"{NOT_READ}: {error.what}"
        files[link] = [Paragraph(1, "", (Part(""),), role="metadata", reason=reason)]
    return files


def _read_file(source: str, name: str, content: bytes, read_word: ReadWord | None) -> Iterator[Paragraph]:
    low = name.lower()
    if low.endswith(_SAVED_PAGE):
        pages = (
            part for part in message_from_bytes(content).walk() if part.get_content_type() == "text/html"
        )
        page = next((part.get_payload(decode=True) for part in pages), None)
        if not isinstance(page, bytes):
            raise SourceError("it holds no web page", where=source, remedy=_PASTE)
        yield from open_room("pipeline.ingest.web:read_paragraphs")(source, page)
    elif low.endswith(_WEB):
        yield from open_room("pipeline.ingest.web:read_paragraphs")(source, content)
    elif low.endswith(".txt"):
        for number, line in enumerate(split_lines(decode_text(content, source)), start=1):
            yield Paragraph(number, "", (Part(line),))
    elif low.endswith(".docx") and read_word is not None:
        yield from read_word(source, content)
    else:
        ending = low.rpartition(".")[2]
        raise SourceError(f"{ending} files are not read inside a document", where=source, remedy=_PASTE)


def put_in(paragraph: Paragraph, number: int, grids: int) -> Paragraph:
    """A paragraph of an inserted file as the one with that number of the document around it.

    Args:
        grids: Tables that the document holds before it.
    """
    cell = None if paragraph.cell is None else replace(paragraph.cell, grid=paragraph.cell.grid + grids)
    parts = tuple(replace(part, number=0) for part in paragraph.parts)
    return replace(paragraph, number=number, locator=locate_paragraph(number, cell), cell=cell, parts=parts)
