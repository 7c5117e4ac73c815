"""What an OpenDocument text's styles say of a paragraph: heading, list marker, bold."""

from __future__ import annotations

from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from pipeline.ingest.office.elements import find_child, get_name, get_value, read_number
from pipeline.ingest.office.paragraphs import Marker

_DEEPEST = 50  # styles based on styles
_WHERE = ("styles", "automatic-styles")


@dataclass(frozen=True)
class Style:
    """What a style makes of a paragraph or a stretch of text. None means that it says nothing of it."""

    level: int | None = None
    bold: bool | None = None
    struck: bool | None = None
    hidden: bool | None = None


class StyleSheet:
    """The styles of a document: those with names, and those made for single paragraphs."""

    def __init__(self, *roots: Element | None) -> None:
        self._elements: dict[tuple[str, str], Element] = {}
        self._markers: dict[tuple[str, int], Marker] = {}
        self._known: dict[tuple[str, str], Style] = {}
        for root in roots:  # the later ones have the last word
            for where in _WHERE:
                found = find_child(root, where)
                for element in () if found is None else found:
                    name = get_value(element, "name")
                    self._elements[get_value(element, "family"), name] = element
                    if get_name(element) == "list-style":
                        self._read_markers(name, element)

    def find(self, family: str, name: str) -> Style:
        """What a style says, with what it is based on."""
        return self._follow(family, name, 0)

    def find_marker(self, list_style: str, depth: int) -> Marker:
        """What stands before the paragraphs of a list at a depth."""
        return self._markers.get((list_style, depth), Marker())

    def _follow(self, family: str, name: str, steps: int) -> Style:
        key = (family, name)
        if key in self._known or steps > _DEEPEST or key not in self._elements:
            return self._known.get(key, _read_name(Style(), name))
        element = self._elements[key]
        base = get_value(element, "parent-style-name")
        style = self._follow(family, base, steps + 1) if base and base != name else Style()
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


def _read_name(style: Style, name: str) -> Style:
    return replace(style, level=1) if name == "Title" and style.level is None else style


def _read_properties(style: Style, element: Element) -> Style:
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
