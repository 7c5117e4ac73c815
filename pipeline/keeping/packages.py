"""Office files are zip packages: the same parts give the same bytes, whenever they are packed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
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
