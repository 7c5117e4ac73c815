"""Looks into parsed XML by names without namespace: a format has one set of them for each version."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element


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
