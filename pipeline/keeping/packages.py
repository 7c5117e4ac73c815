"""Office files are zip packages: the same parts give the same bytes, whenever they are packed.

The fingerprint in them says which inputs, settings, code and versions a file was made from: two files with
the same one were made from the same. Reports have it in their text; in a form to fill in, or a page for all,
it would only be in the way, so it is put into the properties that Office shows.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from pipeline.keeping.workbooks import show_text

CORE = "docProps/core.xml"  # the part that holds title, author and the times of writing
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def repack(package: bytes, change: Callable[[str, bytes], bytes] = lambda _, part: part) -> bytes:
    """The same package without the clock: parts in their order, all dated alike.

    `change` gives a part's new content from its name and content.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # alike on Windows and elsewhere
            new.writestr(entry, change(name, old.read(name)))
    return packed.getvalue()


def pack_workbook(book: Any, title: str, moment: bytes = b"2000-01-01T00:00:00Z") -> bytes:
    """An openpyxl workbook as bytes, with one moment in place of the times that openpyxl writes down.

    Title and language are what a screen reader says first.
    """
    book.properties.creator, book.properties.title = "listening-event-notes", show_text(title)
    book.properties.language = "en-GB"
    saved = io.BytesIO()
    book.save(saved)

    def set_times(name: str, part: bytes) -> bytes:
        return _TIMES.sub(rb"\g<1>" + moment, part) if name == CORE else part

    return repack(saved.getvalue(), set_times)


WORDS = "Fingerprint of inputs, settings, code and versions:"
ALIKE = "Two reports are alike when these marks are alike:"  # the same in words, in the reports
# What every report on an event says of itself: its first part holds no fingerprint, and is known by this.
SORTED = "It put notes that say similar things together, question by question."
NOT_SORTED = "It put no notes together into themes"  # an earlier version went on: it is known by this
_DESCRIPTION = re.compile(rb"<dc:description\b[^>]*?(?:/>|>.*?</dc:description>)", re.DOTALL)
_NAMESPACE = "http://purl.org/dc/elements/1.1/"
_CHARSET = b'<meta charset="utf-8">'


def stamp_files(files: Mapping[str, bytes], fingerprint: str) -> dict[str, bytes]:
    """Put a fingerprint into the Office files and web pages among files that do not hold it."""
    return {name: _stamp(name, content, fingerprint) for name, content in files.items()}


def _stamp(name: str, content: bytes, fingerprint: str) -> bytes:
    if name.endswith((".docx", ".xlsx")):
        return _stamp_office(content, fingerprint)
    if name.endswith(".html") and fingerprint.encode() not in content:
        stamp = f'{_CHARSET.decode()}\n<meta name="description" content="{WORDS} {fingerprint}">'
        return content.replace(_CHARSET, stamp.encode(), 1)
    return content


def _stamp_office(content: bytes, fingerprint: str) -> bytes:
    """The same package with the fingerprint as its description; nothing else is changed."""
    stamp = f'<dc:description xmlns:dc="{_NAMESPACE}">{WORDS} {fingerprint}</dc:description>'.encode()

    def describe(name: str, part: bytes) -> bytes:
        if name != CORE:
            return part
        end = b"</cp:coreProperties>"
        return _DESCRIPTION.sub(b"", part).replace(end, stamp + end)

    return repack(content, describe)
