"""Office files are zip packages: the same parts give the same bytes, whenever they are packed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

CORE = "docProps/core.xml"  # the part that holds title, author and the times of writing
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def repack(package: bytes, change: Callable[[str, bytes], bytes] = lambda _, part: part) -> bytes:
    """The same package without the clock: parts in their order, all dated alike.

    Args:
        package: What a library wrote.
        change: Gives a part's new content from its name and content.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if name == CORE:
                part = _TIMES.sub(rb"\g<1>2000-01-01T00:00:00Z", part)
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # alike on Windows and elsewhere
            new.writestr(entry, part)
    return packed.getvalue()
