"""Puts the fingerprint into files of people's that have no line for it: the properties that Office shows.

The fingerprint says which inputs, settings, code and versions a file was made from: two files with the same
one were made from the same. Reports have it in their text; in a form to fill in, or a page for all, it would
only be in the way.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.keeping.packages import CORE, repack

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
