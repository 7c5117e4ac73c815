"""The zip files that Office documents are: opened where that is safe, written without the clock.

What people send is not trusted: a few kilobytes can be made to unpack to gigabytes, so the sizes are
checked before anything is unpacked. Nothing is ever written to disk. `read_printed` gives the words of files
that we wrote, to look for what must not stand in them.

What we write has the same bytes whenever it is packed. The fingerprint in it says which inputs, settings,
code and versions a file was made from: two files with the same one were made from the same. Reports have it
in their text; in a form to fill in, or a page for all, it would only be in the way, so it is put into the
properties that Office shows.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

from pipeline.errors import SourceError

# Far above any write-up with photographs, and still what a laptop holds in memory.
_LARGEST = 200 * 1024 * 1024
_MOST_PARTS = 10_000
# XML of real documents packs 5 to 40 times smaller, of a form with many empty cells some 100 times.
# Small parts may do better still (a page of spaces), and cannot hurt.
_HIGHEST_RATIO = 200
_SMALL = 10 * 1024 * 1024

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Office before 2007, and any Office file with a password
_ENCRYPTED = 0x1
_MANIFEST = "META-INF/manifest.xml"
_KINDS = (
    # How a part's name begins, what to call the file it is found in.
    ("word/", "a Word document"),
    ("xl/", "an Excel workbook"),
    ("ppt/", "a PowerPoint presentation"),
    ("content.xml", "an OpenDocument file"),
)


def open_archive(source: str, content: bytes) -> zipfile.ZipFile:
    """Open a document that is a zip file, once it is known to be whole and of a bearable size.

    Raises:
        SourceError: If it has a password, is of an old binary format, is damaged or no zip file, or
            unpacks to more than a document can hold.
    """
    if content.startswith(_OLE):
        raise SourceError(
            "it is protected by a password, or in the format of Office before 2007",
            where=source,
            remedy=_resave(source),
        )
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, RuntimeError):
        raise report_damage(source) from None
    _check_parts(source, archive.infolist())
    if _is_locked(source, archive):
        raise _report_password(source)
    return archive


def read_part(source: str, archive: zipfile.ZipFile, name: str) -> bytes:
    """Unpack one part of an archive; zipfile stops at the size it declares, which was checked.

    Raises:
        SourceError: If the part is not there or is damaged.
    """
    try:
        return archive.read(name)
    except (KeyError, zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, RuntimeError):
        raise report_damage(source) from None


def read_xml(source: str, archive: zipfile.ZipFile, name: str) -> Element:
    """Unpack one part and parse it as XML.

    No office program writes a document type or entities, and those are what XML is attacked with: a
    part that has them is refused.

    Raises:
        SourceError: If the part is not there, is damaged, or declares entities.
    """
    part = read_part(source, archive, name)
    try:
        root: Element = fromstring(part, forbid_dtd=True)
    except (ParseError, ValueError, LookupError):  # defusedxml's own errors are ValueErrors
        raise report_damage(source) from None
    return root


def report_damage(source: str) -> SourceError:
    """The error for a document whose bytes are not what its name says."""
    return SourceError(
        f"it is damaged or not {_called(source)}",
        where=source,
        remedy="Open it in the program that wrote it, save it again under a new name, and run again.",
    )


def refuse_other_kind(source: str, archive: zipfile.ZipFile, part: str) -> None:
    """Refuse an archive that lacks the part where its kind of document keeps its text.

    Raises:
        SourceError: If the part is not there.
    """
    names = archive.namelist()
    if part in names:
        return
    found = next((kind for start, kind in _KINDS if any(name.startswith(start) for name in names)), "")
    if not found or found == _called(source):
        raise report_damage(source)
    raise SourceError(
        f"it is not {_called(source)} but {found}",
        where=source,
        remedy="Give the file the ending that belongs to it, or save it as the kind its name says.",
    )


def _check_parts(source: str, parts: list[zipfile.ZipInfo]) -> None:
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise _report_password(source)
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    too_dense = unpacked > _SMALL and unpacked > packed * _HIGHEST_RATIO
    if len(parts) > _MOST_PARTS or unpacked > _LARGEST or too_dense:
        raise SourceError(
            "it unpacks to more than a document can hold",
            where=source,
            remedy="Ask for it again from the person who wrote it, or copy its text into a new document.",
        )
    names = [part.filename for part in parts]
    packings = {part.compress_type for part in parts}
    # No office program packs otherwise, and other packings fail in other ways.
    if packings - {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} or len(set(names)) != len(names):
        raise report_damage(source)
    if any(_is_outside(name) for name in names):
        raise report_damage(source)


def _is_locked(source: str, archive: zipfile.ZipFile) -> bool:
    """Whether OpenDocument's own encryption is at work, inside an open zip file."""
    names = archive.namelist()
    if "encrypted-package" in names:
        return True
    return _MANIFEST in names and b"encryption-data" in read_part(source, archive, _MANIFEST)


def _report_password(source: str) -> SourceError:
    return SourceError("it is protected by a password", where=source, remedy=_resave(source))


def _is_outside(name: str) -> bool:
    """Whether a part's name leads out of the archive: no program writes such names into a document."""
    steps = name.replace("\\", "/").split("/")
    return steps[0] == "" or ".." in steps or ":" in steps[0]


def _called(source: str) -> str:
    ending = source.lower().rpartition(".")[2]
    return {
        "docx": "a Word document",
        "pptx": "a PowerPoint presentation",
        "odt": "an OpenDocument file",
        "xlsx": "an Excel workbook",
        "ods": "an OpenDocument file",
    }.get(ending, "of the kind its name says")


def _resave(source: str) -> str:
    ending = source.lower().rpartition(".")[2]
    return f"Open it in Word, Excel or LibreOffice, save it as .{ending} without a password, and run again."


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
        lines = content.decode("utf-8", "replace").splitlines()
        return [line.strip() for line in lines if line.strip()]
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


CORE = "docProps/core.xml"  # the part that holds title, author and the times of writing


def pack(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """A package of parts without the clock: in their order, all dated alike."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in parts:
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # alike on Windows and elsewhere
            archive.writestr(entry, content)
    return packed.getvalue()


def repack(package: bytes, change: Callable[[str, bytes], bytes] = lambda _, part: part) -> bytes:
    """The same package without the clock; `change` gives a part's new content from its name and content."""
    with zipfile.ZipFile(io.BytesIO(package)) as old:
        return pack((name, change(name, old.read(name))) for name in old.namelist())


WORDS = "Fingerprint of inputs, settings, code and versions:"
ALIKE = "Two reports are alike when these marks are alike:"  # the same in words, in the reports
# What every report on an event says of itself: its first part holds no fingerprint, and is known by this.
SORTED = "It put notes that say similar things together, question by question."
BY_HEADING = "It kept notes under the same heading together."
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
