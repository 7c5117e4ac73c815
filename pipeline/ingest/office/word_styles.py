"""What a Word document's styles and numbering say of a paragraph: heading, list depth, bold.

Style names are English in the file whatever language Word speaks ("heading 1" where a German user
sees "Überschrift 1"); a person's own styles are followed down to the style they are based on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from pipeline.ingest.office.elements import find_child, find_children, get_value, read_number
from pipeline.ingest.office.paragraphs import Marker

_HEADING = re.compile(r"^heading ?([1-9])$", re.IGNORECASE)
_LIST = re.compile(r"^list (?:bullet|number)(?: ([2-9]))?$", re.IGNORECASE)
_CONTENTS = re.compile(r"^(?:toc ?\d|table of (?:figures|authorities)|index \d)$", re.IGNORECASE)
_OFF = ("0", "false", "off", "none")
_DEEPEST = 50  # styles based on styles; Word allows some eleven


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


class StyleSheet:
    """The styles and the numbering of a document."""

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


def read_look(properties: Element | None, name: str) -> bool | None:
    """Whether a property such as bold is switched on or off here; None where nothing is said."""
    found = find_child(properties, name)
    if found is None:
        return None
    return get_value(found, "val").lower() not in _OFF


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
    paragraph, run = find_child(element, "pPr"), find_child(element, "rPr")
    number_id, number_level = read_numbering(paragraph)
    said = {
        "level": read_outline(paragraph),
        "number_id": number_id,
        "number_level": number_level,
        "bold": read_look(run, "b"),
        "struck": read_look(run, "strike"),
        "hidden": read_look(run, "vanish"),
    }
    return replace(style, **{name: value for name, value in said.items() if value is not None})  # type: ignore[arg-type]
