"""Looks into parsed XML by names without namespace: a format has one set of them for each version."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from pipeline.keeping.archive import read_xml


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


def read_number(text: str, otherwise: int = 0) -> int:
    """A number from an attribute, of a size that makes sense; otherwise another."""
    return int(text) if text.isdecimal() and len(text) <= 5 else otherwise


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
