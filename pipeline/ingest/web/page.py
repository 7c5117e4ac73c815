"""Web pages (.html) into lines, block by block, as a browser shows them.

Pages saved from Word, Google Docs and wikis are rarely well formed. So elements are followed as they
come, as a browser does, and closed where HTML says that they end: a tree built without those rules
nests every "<li>" that was never closed inside the one before it.
"""

from __future__ import annotations

import re

from pipeline.errors import SourceError
from pipeline.ingest.lines import Document
from pipeline.ingest.office.paragraphs import make_lines
from pipeline.ingest.text.decode import decode_text
from pipeline.ingest.web.parser import PageReader
from pipeline.ingest.web.tokens import split_page

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{1,30})", re.IGNORECASE)
_WHERE_CHARSET = 4096  # bytes from the start that may say how the page is encoded
_LARGEST = 20 * 1024 * 1024  # characters


def read_web_page(source: str, content: bytes) -> Document:
    """Turn a web page into lines, one for each block of text or line within it.

    Raises:
        SourceError: If it is not text, or too large.
    """
    text = _decode(source, content)
    if len(text) > _LARGEST:
        raise SourceError(
            "it is larger than a write-up can be",
            where=source,
            remedy="Save the part with the notes as a page of its own.",
        )
    paragraphs = PageReader().read(split_page(text))
    return Document(source=source, format="web page", lines=make_lines(paragraphs), paragraphs=False)


def _decode(source: str, content: bytes) -> str:
    """Decode as UTF-8 where that works, else as the page says, else as Windows programs write."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        named = _CHARSET.search(content[:_WHERE_CHARSET])
        if named is not None and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
            try:
                return content.decode(named[1].decode("ascii"))
            except (LookupError, ValueError):
                pass  # an encoding nobody knows, or not the one it is in
    return decode_text(content, source)
