"""Words in a workbook that stand in no cell: comments on cells, and text boxes."""

from __future__ import annotations

import re
import zipfile
from xml.etree.ElementTree import Element

from pipeline.ingest.office.elements import find_child, find_related, get_name, get_value, read_number
from pipeline.ingest.office.inserted import read_drawings
from pipeline.ingest.office.paragraphs import PICTURE
from pipeline.ingest.sheets.cells import Beside
from pipeline.keeping.archive import read_xml

_CELL = re.compile(r"[A-Z]{1,3}(?P<row>\d{1,7})")


def read_beside(source: str, archive: zipfile.ZipFile, sheet: str) -> tuple[Beside, ...]:
    """The comments and text boxes of a worksheet.

    Args:
        source: The workbook.
        archive: The same, opened.
        sheet: Name of the worksheet's part.

    Raises:
        SourceError: If a part of it is damaged.
    """
    found: list[Beside] = []
    for _, kind, part in find_related(source, archive, sheet):
        if kind == "/comments":
            found += _read_comments(read_xml(source, archive, part))
        elif kind == "/drawing":
            drawings = read_drawings(source, archive, part)
            found += _read_boxes(read_xml(source, archive, part), len(found), drawings)
    return tuple(found)


def _read_comments(root: Element) -> list[Beside]:
    found = []
    seen: set[str] = set()
    for item in root.iter():
        cell = get_value(item, "ref")
        place = _CELL.fullmatch(cell)
        text = _gather(item, "t").strip()
        if get_name(item) == "comment" and place is not None and text and cell not in seen:
            seen.add(cell)
            found.append(Beside(int(place["row"]), f"{cell} comment", text, f"a comment on cell {cell}"))
    return found


def _read_boxes(root: Element, before: int, drawings: dict[str, list[str]]) -> list[Beside]:
    found: list[Beside] = []

    def put(number: int, called: str, text: str, reason: str) -> None:
        found.append(Beside(number, f"{called} {before + len(found) + 1}", text, reason))

    for anchor in root:
        row = find_child(find_child(anchor, "from"), "row")
        number = 1 + read_number((row.text or "") if row is not None else "")
        for body in (item for item in anchor.iter() if get_name(item) == "txBody"):
            lines = [_gather(item, "t") for item in body if get_name(item) == "p"]
            if text := "\n".join(line for line in lines if line.strip()):
                put(number, "text box", text, "a text box")
        for item in anchor.iter():
            if get_name(item) == "relIds" and (lines := drawings.get(get_value(item, "dm"), [])):
                put(number, "drawing", "\n".join(lines), "a drawing of boxes (SmartArt)")
            elif get_name(item) == "pic":
                named = next((one for one in item.iter() if get_name(one) == "cNvPr"), None)
                put(number, "picture", get_value(named, "descr"), PICTURE)
    return found


def _gather(element: Element, name: str) -> str:
    return "".join(item.text or "" for item in element.iter() if get_name(item) == name)
