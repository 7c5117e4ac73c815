"""The words of a file that was written for people, piece by piece, to look for what must not stand in it."""

from __future__ import annotations

import html
import io
import re
import zipfile

from pipeline.keeping.archive import read_part

_TEXT = (".md", ".txt", ".csv", ".toml", ".json")
_MARKED = (".html", ".htm", ".svg")
_OFFICE = (".docx", ".xlsx", ".odt", ".ods")
# What ends a piece of words; all other marks stand within one.
_ENDS = re.compile(
    r"</(?:w:p|si|is|v|c|row|dc:\w+|cp:\w+|text:p|p|li|h\d|td|th|tr|div|title|summary|figcaption|text|dt|dd|option"
    r"|script|style|button|label|caption|blockquote)>|<br\s*/?>|<w:br\s*/?>|\n\s*\n",
    re.IGNORECASE,
)
_SAID = re.compile(r'\b(?:title|alt|descr|content|aria-label|value|name|data-[\w-]+)="([^"]*)"')
_TAG = re.compile(r"<[^>]*>")


def read_printed(name: str, content: bytes) -> list[str]:
    """The words of a text file, web page, picture in SVG, Word file or workbook; nothing of other kinds."""
    plain = name.lower()
    if plain.endswith(_TEXT):
        return _divide(content.decode("utf-8", "replace"))
    if plain.endswith(_MARKED):
        return _read_marked(content.decode("utf-8", "replace"))
    if plain.endswith(_OFFICE):
        pieces: list[str] = []
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for part in archive.namelist():
                if part.endswith((".xml", ".rels")):
                    pieces += _read_marked(read_part(name, archive, part).decode("utf-8", "replace"))
        return pieces
    return []


def _read_marked(text: str) -> list[str]:
    pieces = [html.unescape(match[1]) for match in _SAID.finditer(text)]
    pieces += [html.unescape(_TAG.sub("", piece)) for piece in _ENDS.split(text)]
    return [" ".join(piece.split()) for piece in pieces if piece.strip()]


def _divide(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
