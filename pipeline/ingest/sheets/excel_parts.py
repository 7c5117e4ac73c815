"""The XML parts of an Excel workbook: names of sheets, formats of numbers, shared texts, cells.

Read with expat and not through openpyxl: that gives no hidden rows, no merged cells and no formula
without a value unless it loads every cell as an object (half a million cells: some 20 s and 400 MB), and
it changes texts with an escaped character in them. A part with a document type is refused, so that no
entity is ever expanded.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from pipeline.errors import SourceError
from pipeline.ingest.sheets.cells import MOST_CELLS, Merged, refuse_size
from pipeline.keeping.archive import report_damage

_MOST_ELEMENTS = 8 * MOST_CELLS  # some four for each cell with content; empty ones take time as well
_LAST_COLUMN, _LAST_ROW = 16_384, 1_048_576
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
# Formats that Excel has built in; those of a file have a code.
_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_PERCENTS = frozenset({9, 10})
_NO_DATE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.|General', re.IGNORECASE)

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str, str], None]


@dataclass(slots=True)
class RawCell:
    """A cell as its XML has it: value is None where no value is stored."""

    row: int
    column: int
    kind: str
    style: int
    value: str | None
    formula: str | None
    hidden: bool


@dataclass
class RawSheet:
    """A sheet's cells in order, columns that are hidden, and cells that are merged."""

    cells: list[RawCell] = field(default_factory=list)
    hidden: list[tuple[int, int]] = field(default_factory=list)
    merged: list[Merged] = field(default_factory=list)


def parse_part(source: str, content: bytes, texts: frozenset[str], start: Start, end: End) -> None:
    """Walk through a part: calls start at every element, and end with the text of those in texts.

    Raises:
        SourceError: If it is no XML, has a document type, or far too many elements.
    """
    locals_: dict[str, str] = {}
    pieces: list[str] = []
    count = 0

    def start_element(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > _MOST_ELEMENTS:
            raise refuse_size(source, f"{MOST_CELLS:,} cells with content")
        local = locals_.get(name) or locals_.setdefault(name, name.rpartition(":")[2])
        if local in texts:
            pieces.clear()
            parser.CharacterDataHandler = pieces.append
        start(local, attributes)

    def end_element(name: str) -> None:
        local = locals_[name]
        if local in texts:
            parser.CharacterDataHandler = None
            end(local, "".join(pieces))
        else:
            end(local, "")

    def refuse_doctype(*_: object) -> None:
        raise SourceError(
            "its XML declares entities, which no workbook does",
            where=source,
            remedy="Open it in Excel or LibreOffice, save it again under a new name, and run again.",
        )

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start_element
    parser.EndElementHandler = end_element
    parser.StartDoctypeDeclHandler = refuse_doctype
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, OverflowError):
        raise report_damage(source) from None


def read_targets(source: str, content: bytes) -> dict[str, tuple[str, str]]:
    """From the id of a relationship to its type and its target inside the archive."""
    targets: dict[str, tuple[str, str]] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            targets[attributes.get("Id", "")] = (kind, attributes.get("Target", ""))

    parse_part(source, content, frozenset(), start, _pass)
    return targets


def read_workbook(source: str, content: bytes) -> tuple[list[tuple[str, str, bool]], bool]:
    """Each sheet's name, relationship and whether it is hidden; and whether dates count from 1904."""
    sheets: list[tuple[str, str, bool]] = []
    epochs: list[bool] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            link = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            hidden = attributes.get("state", "visible") != "visible"
            sheets.append((attributes.get("name", ""), link, hidden))
        elif name == "workbookPr":
            epochs.append(attributes.get("date1904", "0") in ("1", "true"))

    parse_part(source, content, frozenset(), start, _pass)
    return sheets, any(epochs)


def read_styles(source: str, content: bytes) -> list[str]:
    """What each style makes of a number: "date", "percent", or nothing."""
    codes: dict[int, str] = {}
    formats: list[int] = []
    inside = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        if name == "numFmt":
            codes[int(attributes.get("numFmtId", "0"))] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            inside = True
        elif name == "xf" and inside:
            formats.append(int(attributes.get("numFmtId", "0")))

    def end(name: str, text: str) -> None:
        nonlocal inside
        inside = inside and name != "cellXfs"

    parse_part(source, content, frozenset(), start, end)
    return [_kind_of(number, codes.get(number, "")) for number in formats]


def read_strings(source: str, content: bytes) -> list[str]:
    """The texts that cells share, each whole, whatever its formatting."""
    strings: list[str] = []
    pieces: list[str] = []
    spoken = True

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal spoken
        if name == "si":
            pieces.clear()
        elif name == "rPh":
            spoken = False  # how a Japanese text is pronounced, not part of it

    def end(name: str, text: str) -> None:
        nonlocal spoken
        if name == "t" and spoken:
            pieces.append(text)
        elif name == "rPh":
            spoken = True
        elif name == "si":
            strings.append(unescape("".join(pieces)))

    parse_part(source, content, frozenset({"t"}), start, end)
    return strings


def read_cells(source: str, content: bytes) -> RawSheet:
    """The cells of a sheet that store a value or a formula."""
    sheet = RawSheet()
    row = column = 0
    hidden = False
    kind, style = "n", 0
    value: str | None = None
    formula: str | None = None
    inline: list[str] = []
    spoken = True

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal row, column, hidden, kind, style, value, formula, spoken
        if name == "c":
            reference = attributes.get("r")
            column = _read_reference(reference)[1] if reference else column + 1
            kind, style = attributes.get("t", "n"), int(attributes.get("s", "0"))
            value = formula = None
            inline.clear()
        elif name == "row":
            row = int(attributes.get("r", row + 1))
            hidden = attributes.get("hidden") in ("1", "true")
            column = 0
            if not 0 < row <= _LAST_ROW:
                raise ValueError(row)
        elif name == "rPh":
            spoken = False
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            sheet.hidden.append((int(attributes["min"]), int(attributes["max"])))
        elif name == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            (top, left), (bottom, right) = _read_reference(first), _read_reference(last or first)
            sheet.merged.append(Merged(top, left, bottom, right))

    def end(name: str, text: str) -> None:
        nonlocal value, formula, spoken
        if name == "v":
            value = text
        elif name == "t" and spoken:
            inline.append(text)
        elif name == "f":
            formula = text
        elif name == "rPh":
            spoken = True
        elif name == "c":
            if kind == "inlineStr":
                value = unescape("".join(inline))
            if value or formula is not None:
                sheet.cells.append(RawCell(row, column, kind, style, value, formula, hidden))

    try:
        parse_part(source, content, frozenset({"v", "t", "f"}), start, end)
    except KeyError:
        raise report_damage(source) from None
    return sheet


def unescape(text: str) -> str:
    """Resolve Excel's way of writing a carriage return ("_x000D_"); other escapes stay as they stand."""
    return _ESCAPED.sub(_resolve, text) if "_x" in text else text


def _resolve(found: re.Match[str]) -> str:
    number = int(found[1], 16)
    # Half a character, or one that no text file may hold, would break what is written later.
    resolves = number in (9, 10, 13) or 32 <= number < 0x7F or 0xA0 <= number < 0xD800
    return chr(number) if resolves else found[0]


def _read_reference(reference: str) -> tuple[int, int]:
    found = _REFERENCE.fullmatch(reference.replace("$", ""))
    if found is None:
        raise ValueError(reference)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    if column > _LAST_COLUMN or int(found[2]) > _LAST_ROW:
        raise ValueError(reference)
    return int(found[2]), column


def _kind_of(number: int, code: str) -> str:
    if not code:
        return "date" if number in _DATES else "percent" if number in _PERCENTS else ""
    plain = _NO_DATE.sub("", code.partition(";")[0]).casefold()
    if any(letter in plain for letter in "dmyhs") and not any(digit in plain for digit in "0#"):
        return "date"
    return "percent" if "%" in plain else ""


def _pass(name: str, text: str) -> None:
    """Take no notice of an element's end."""
