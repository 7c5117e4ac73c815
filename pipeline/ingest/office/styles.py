"""What the styles and the numbering of a document say of a paragraph: heading, list depth, bold.

Style names are English in a Word file whatever language Word speaks ("heading 1" where a German user
sees "Überschrift 1"); a person's own styles are followed down to the style they are based on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any
from xml.etree.ElementTree import Element

from pipeline.ingest.office import Look, Marker
from pipeline.ingest.office.parts import find_child, find_children, get_name, get_value, read_number

_HEADING = re.compile(r"^heading ?([1-9])$", re.IGNORECASE)
_LIST = re.compile(r"^list (?:bullet|number)(?: ([2-9]))?$", re.IGNORECASE)
_CONTENTS = re.compile(r"^(?:toc ?\d|table of (?:figures|authorities)|index \d)$", re.IGNORECASE)
_OFF = ("0", "false", "off", "none")
_LOOKS = {"bold": "b", "struck": "strike", "hidden": "vanish"}
_DEEPEST = 50  # styles based on styles; Word allows some eleven
_WHERE = ("styles", "automatic-styles")


@dataclass(frozen=True)
class Style:
    """What a style makes of a paragraph. None means that it says nothing of it."""

    level: int | None = None  # heading level; 0 for text
    number_id: str | None = None
    number_level: int | None = None
    named_depth: int = 0  # what the name says: 2 for "List Bullet 2"
    bold: bool | None = None
    struck: bool | None = None
    hidden: bool | None = None
    contents: bool = False  # an entry in a table of contents

    def look(self, around: Look) -> Look:
        """How text of this style looks inside text that looks so."""
        return Look(
            around.bold if self.bold is None else self.bold,
            around.struck if self.struck is None else self.struck,
            around.hidden if self.hidden is None else self.hidden,
        )


class StyleSheet:
    """The styles and the numbering of a Word document."""

    def __init__(self, styles: Element | None, numbering: Element | None) -> None:
        self._elements = {get_value(style, "styleId"): style for style in find_children(styles, "style")}
        self._known: dict[str, Style] = {}
        self._default = next(
            (
                name
                for name, style in self._elements.items()
                if get_value(style, "default") in ("1", "true") and get_value(style, "type") == "paragraph"
            ),
            "",
        )
        self._abstract = {
            get_value(item, "abstractNumId"): item for item in find_children(numbering, "abstractNum")
        }
        self._numbers = {get_value(item, "numId"): item for item in find_children(numbering, "num")}
        self._markers: dict[tuple[str, int], Marker] = {}

    def find(self, name: str | None) -> Style:
        """What a style says, with what it is based on; without a name, the document's usual style."""
        return self._follow(self._default if name is None else name, 0)

    def find_marker(self, number_id: str, level: int) -> Marker:
        """What stands before a paragraph at a level of a list."""
        key = (number_id, level)
        if key not in self._markers:
            self._markers[key] = self._read_marker(number_id, level)
        return self._markers[key]

    def _follow(self, name: str, steps: int) -> Style:
        if name in self._known or steps > _DEEPEST:
            return self._known.get(name, Style())
        element = self._elements.get(name)
        if element is None:
            return _read_name(Style(), name)
        base = get_value(find_child(element, "basedOn"), "val")
        style = self._follow(base, steps + 1) if base and base != name else Style()
        # A style keeps what it is based on where it says nothing itself, "toc 1" apart.
        style = _read_properties(style, element)
        style = _read_name(style, get_value(find_child(element, "name"), "val"))
        self._known[name] = style
        return style

    def _read_marker(self, number_id: str, level: int) -> Marker:
        abstract = self._abstract.get(
            get_value(find_child(self._numbers.get(number_id), "abstractNumId"), "val")
        )
        for item in find_children(abstract, "lvl"):
            if get_value(item, "ilvl") != str(level):
                continue
            form = get_value(find_child(item, "numFmt"), "val")
            sign = get_value(find_child(item, "lvlText"), "val")
            pictured = find_child(item, "lvlPicBulletId") is not None
            return Marker(
                seen=form != "none" and (bool(sign.strip()) or pictured),
                numbered=form not in ("bullet", "none"),
            )
        return Marker()


def read_run(properties: Element | None) -> dict[str, bool]:
    """Which looks a run's properties switch on or off, by their names in Style."""
    found = {name: find_child(properties, sign) for name, sign in _LOOKS.items()}
    return {name: get_value(one, "val").lower() not in _OFF for name, one in found.items() if one is not None}


def read_numbering(properties: Element | None) -> tuple[str | None, int | None]:
    """The list that paragraph properties name, and the level in it."""
    found = find_child(properties, "numPr")
    number_id, level = find_child(found, "numId"), find_child(found, "ilvl")
    return (
        None if number_id is None else get_value(number_id, "val"),
        None if level is None else read_number(get_value(level, "val")),
    )


def read_outline(properties: Element | None) -> int | None:
    """The heading level that paragraph properties name; 0 for text."""
    found = find_child(properties, "outlineLvl")
    if found is None:
        return None
    level = read_number(get_value(found, "val"), 9)
    return level + 1 if level < 9 else 0


def _read_name(style: Style, name: str) -> Style:
    if (heading := _HEADING.match(name)) is not None:
        return replace(style, level=int(heading[1]))
    if name.lower() == "title":
        return replace(style, level=1)
    if (listed := _LIST.match(name)) is not None:
        return replace(style, named_depth=int(listed[1] or 1))
    return replace(style, contents=True) if _CONTENTS.match(name) else style


def _read_properties(style: Style, element: Element) -> Style:
    paragraph = find_child(element, "pPr")
    number_id, number_level = read_numbering(paragraph)
    said: dict[str, Any] = {
        "level": read_outline(paragraph),
        "number_id": number_id,
        "number_level": number_level,
        **read_run(find_child(element, "rPr")),
    }
    return replace(style, **{name: value for name, value in said.items() if value is not None})


class OpenStyleSheet:
    """The styles of an OpenDocument text: those with names, and those made for single paragraphs."""

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
            return self._known.get(key, _read_open_name(Style(), name))
        element = self._elements[key]
        base = get_value(element, "parent-style-name")
        style = self._follow(family, base, steps + 1) if base and base != name else Style()
        style = _read_open_name(_read_open_properties(style, element), name)
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


def _read_open_name(style: Style, name: str) -> Style:
    return replace(style, level=1) if name == "Title" and style.level is None else style


def _read_open_properties(style: Style, element: Element) -> Style:
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
