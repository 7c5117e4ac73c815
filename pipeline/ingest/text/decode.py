"""From bytes to text lines, as an editor would show them."""

from __future__ import annotations

import codecs
import re

from pipeline.errors import SourceError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with the same bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_STRAY = re.compile("[\udc80-\udcff]")
_RARE = 10  # so many letters that are UTF-8 to each byte that is not
_LINE_ENDS = re.compile(r"\r\n|\n|\r")


def decode_text(content: bytes, source: str) -> str:
    """Decode a text file: its byte-order mark decides, else UTF-8, else Windows-1252.

    Raises:
        SourceError: If the file is not text at all.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                break
    if b"\0" in content:
        raise SourceError(
            "it is not a text file", where=source, remedy="Save it as text (UTF-8) and run again."
        )
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_mixed(content)


def _decode_mixed(content: bytes) -> str:
    """Decode what is not UTF-8 throughout: one bad byte must not turn a whole file's accents to rubbish.

    Bytes that are not UTF-8 among many letters that are cannot be read (U+FFFD; list_doubts counts them).
    Where they are frequent, somebody joined two encodings, and they are as Windows programs write them.
    """
    mixed = content.decode("utf-8", "surrogateescape")
    bad = sum("\udc80" <= letter <= "\udcff" for letter in mixed)
    good = sum(letter > "\x7f" for letter in mixed) - bad
    if not good:
        # What Windows programs write when they do not write UTF-8; five bytes are undefined in it.
        return content.decode("cp1252", errors="replace")
    alone = bad * _RARE <= good
    return _STRAY.sub(lambda stray: "\ufffd" if alone else _read_windows(stray.group()), mixed)


def _read_windows(letter: str) -> str:
    return letter.encode("utf-8", "surrogateescape").decode("cp1252", errors="replace")


def split_lines(text: str) -> list[str]:
    """Lines without their ends. Only CR and LF end a line: editors count so, and ids depend on it."""
    lines = _LINE_ENDS.split(text)
    if lines and lines[-1] == "":
        lines.pop()  # the end of the last line, not a line of its own
    return lines
