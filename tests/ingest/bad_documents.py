"""Documents as they should not be: each with the kind of answer it must get.

A case is a function that writes files into a folder and gives what must be said: a pattern of the one
line with which the document is refused, or the words of a note that must be read from it.
"""

from __future__ import annotations

import functools
import io
import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from docx import Document
from openpyxl import Workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000
NOISE = random.Random(0).randbytes(4000)
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    + "]>"
)
GOOD = "A note that is right"


@dataclass(frozen=True)
class Case:
    """One bad document.

    Attributes:
        name: What is wrong with it.
        write: Writes it into a folder and gives the path to read.
        refused: Pattern of what is said when it is refused, or empty.
        read: Words of a note that is read all the same, or empty.
    """

    name: str
    write: Callable[[Path], Path]
    refused: str = ""
    read: str = ""


def _file(name: str, content: bytes) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        (folder / name).write_bytes(content)
        return folder / name

    return write


def _zip(entries: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _word(*paragraphs: str) -> bytes:
    document = Document()
    document.add_heading("What helps?", 1)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph, "List Bullet")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _repack(content: bytes, changes: dict[str, bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    return _zip({**entries, **changes})


def _excel(rows: list[list[object]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _odt(content: str) -> bytes:
    return _zip({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()})


def _pdf(body: str, trailer: str = "") -> bytes:
    """A PDF by hand: objects numbered from 1, the first of them the catalogue."""
    parts, offsets = [b"%PDF-1.4\n"], []
    for number, text in enumerate(body.strip().split("\n---\n"), start=1):
        offsets.append(sum(map(len, parts)))
        parts.append(f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1"))
    start = sum(map(len, parts))
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    parts.append(f"xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n{table}".encode())
    parts.append(f"trailer << /Size {len(offsets) + 1} /Root 1 0 R {trailer} >>\n".encode("latin-1"))
    return b"".join(parts) + f"startxref\n{start}\n%%EOF\n".encode()


NO_PAGES = "<< /Type /Catalog /Pages 2 0 R >>\n---\n<< /Type /Pages /Kids [] /Count 0 >>"
EMPTY_PAGE = (
    "<< /Type /Catalog /Pages 2 0 R >>\n---\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\n---\n"
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] >>"
)
LOCKED = (
    "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (12345678901234567890123456789012) "
    "/U (abcdefghijklmnopqrstuvwxyz012345) >> /ID [<00> <00>]"
)


def _directory(folder: Path) -> Path:
    (folder / "x.docx").mkdir()
    return folder / "x.docx"


def _link_loop(folder: Path) -> Path:
    event = folder / "event"
    event.mkdir()
    (event / "loop").symlink_to(event, target_is_directory=True)
    (event / "gone.md").symlink_to(event / "nowhere.md")
    (event / "self.md").symlink_to(event / "self.md")
    (event / "notes.md").write_text(f"- {GOOD}\n", encoding="utf-8")
    return event


def _large_csv(folder: Path) -> Path:
    with (folder / "a.csv").open("wb") as file:
        file.write(b"note,votes\n")
        for _ in range(200):
            file.write(b"a note of some words,1\n" * 45_000)
    return folder / "a.csv"


def _bomb(name: str, sound: bytes, entry: str) -> Callable[[Path], Path]:
    """A sound file with an entry that unpacks to 150 MB; packing it takes a while and waits for a test."""

    @functools.cache
    def pack() -> bytes:
        return _repack(sound, {entry: b"\0" * 150_000_000})

    def write(folder: Path) -> Path:
        (folder / name).write_bytes(pack())
        return folder / name

    return write


_NOTES = f"## What helps?\n- {GOOD}\n"
CASES = (
    Case("an empty file", _file("a.md", b""), refused="empty"),
    Case("white space alone", _file("a.txt", b" \n\t\n"), refused="empty"),
    Case("an empty Word file", _file("a.docx", b""), refused="empty"),
    Case("an empty PDF", _file("a.pdf", b""), refused="empty"),
    Case("a picture called .txt", _file("a.txt", b"\xff\xd8\xff\0\0"), refused="not a text file"),
    Case("NUL bytes in Markdown", _file("a.md", b"- one\0two\n"), refused="not a text file"),
    Case("UTF-16 without a mark", _file("a.txt", "- note\n".encode("utf-16-le")), refused="not a text file"),
    Case("UTF-16", _file("a.md", _NOTES.encode("utf-16")), read=GOOD),
    Case("UTF-8 with a mark", _file("a.md", _NOTES.encode("utf-8-sig")), read=GOOD),
    Case("Latin-1", _file("a.md", "- caf\xe9 \x96 tea\n".encode("latin-1")), read="café – tea"),
    Case("mojibake", _file("a.md", "- cafÃ© and teaâ€™s\n".encode()), read="cafÃ© and teaâ€™s"),
    Case("right to left and emoji", _file("a.md", "- שלום 😀 مرحبا\n".encode()), read="שלום 😀 مرحبا"),
    Case("CRLF", _file("a.md", _NOTES.replace("\n", "\r\n").encode()), read=GOOD),
    Case("old Mac line ends", _file("a.md", _NOTES.replace("\n", "\r").encode()), read=GOOD),
    Case("old Mac line ends in a sheet", _file("a.csv", f"note,votes\r{GOOD},2\r".encode()), read=GOOD),
    Case("one line of 5 MB", _file("a.md", b"- " + b"word " * 1_000_000), read="word word"),
    Case("50,000 headings", _file("a.md", b"# a\n" * 50_000 + b"- x y\n"), read="x y"),
    Case(
        "50,000 nested bullets",
        _file("a.md", b"".join(b" " * (i % 99) + b"- b\n" for i in range(50_000))),
        read="b",
    ),
    Case("brackets without end", _file("a.md", b"- " + b"[" * 50_000 + b" x\n"), read="[["),
    Case("a kind not read", _file("a.doc", OLE), refused="cannot be read: open it in"),
    Case("a folder called x.docx", _directory, refused="holds no documents"),
    Case("links that go round", _link_loop, read=GOOD),
    Case("Word cut off", _file("a.docx", _word(GOOD)[:3000]), refused="damaged"),
    Case("Word that is noise", _file("a.docx", NOISE), refused="damaged|not a Word"),
    Case("Word with a password", _file("a.docx", OLE), refused="password"),
    Case("a zip called .docx", _file("a.docx", _zip({"a.txt": b"x"})), refused="not a Word|damaged"),
    Case(
        "Word that unpacks without end",
        _bomb("a.docx", _word(GOOD), "word/media/a.bin"),
        refused="unpack",
    ),
    Case(
        "Word with billion laughs",
        _file("a.docx", _repack(_word(GOOD), {"word/document.xml": LAUGHS.encode() + b"<x>&i;</x>"})),
        refused="damaged|not a Word",
    ),
    Case(
        "Word with names that climb out",
        _file("a.docx", _repack(_word(GOOD), {"../../evil.txt": b"x"})),
        refused=".",
    ),
    Case(
        "Word with macros inside",
        _file("a.docx", _repack(_word(GOOD), {"word/vbaProject.bin": NOISE})),
        read=GOOD,
    ),
    Case(
        "Word without a paragraph",
        _file(
            "a.docx",
            _repack(
                _word(),
                {
                    "word/document.xml": b'<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>'
                },
            ),
        ),
        refused=".",
    ),
    Case("Excel cut off", _file("a.xlsx", _excel([["note"], [GOOD]])[:2000]), refused="damaged"),
    Case("Excel that is noise", _file("a.xlsx", NOISE), refused="damaged|not an Excel"),
    Case("Excel with a password", _file("a.xlsx", OLE), refused="password"),
    Case(
        "Excel that unpacks without end",
        _bomb("a.xlsx", _excel([["note"], [GOOD]]), "xl/media/a.bin"),
        refused="unpack",
    ),
    Case(
        "Excel with billion laughs",
        _file(
            "a.xlsx",
            _repack(
                _excel([["note"], [GOOD]]), {"xl/worksheets/sheet1.xml": LAUGHS.encode() + b"<x>&i;</x>"}
            ),
        ),
        refused=".",
    ),
    Case("an empty sheet", _file("a.xlsx", _excel([])), refused="."),
    Case(
        "formula cells",
        _file("a.xlsx", _excel([["note"], [GOOD], ["=1+1"], ["=cmd|' /C calc'!A0"]])),
        read=GOOD,
    ),
    Case(
        "five thousand columns",
        _file("a.xlsx", _excel([[f"c{i}" for i in range(4_999)] + ["note"], [""] * 4_999 + [GOOD]])),
        read=GOOD,
    ),
    Case("a CSV of 200 MB", _large_csv, refused="too large"),
    Case("a header and no rows", _file("a.csv", b"note,votes\n"), refused="no notes"),
    Case("CSV in UTF-16", _file("a.csv", f"note\tvotes\n{GOOD}\t1\n".encode("utf-16")), read=GOOD),
    Case(
        "CSV in Latin-1",
        _file("a.csv", "note;votes\ncaf\xe9 is open;1\n".encode("latin-1")),
        read="café is open",
    ),
    Case("CSV with NUL bytes", _file("a.csv", b"note\na\0b\n"), refused="."),
    Case("ragged rows", _file("a.csv", f"note,votes\n{GOOD},1,2,3\nshort\n".encode()), read=GOOD),
    Case(
        "a cell of 5 MB", _file("a.csv", b"note,votes\n" + b"word " * 1_000_000 + b",1\n"), read="word word"
    ),
    Case(
        "a quote that never ends",
        _file("a.csv", f'note,votes\n{GOOD},1\n"open,2\nmore,3\n'.encode()),
        read=GOOD,
    ),
    Case("PDF cut off", _file("a.pdf", _pdf(EMPTY_PAGE)[:60]), refused="damaged|not a PDF"),
    Case("PDF that is noise", _file("a.pdf", NOISE), refused="damaged|not a PDF"),
    Case("PDF with a password", _file("a.pdf", _pdf(EMPTY_PAGE, LOCKED)), refused="password"),
    Case("PDF without pages", _file("a.pdf", _pdf(NO_PAGES)), refused="."),
    Case("PDF without text", _file("a.pdf", _pdf(EMPTY_PAGE)), refused="no text"),
    Case("OpenDocument cut off", _file("a.odt", _odt("<x/>")[:60]), refused="damaged"),
    Case(
        "OpenDocument with billion laughs",
        _file("a.odt", _odt(LAUGHS + "<x>&i;</x>")),
        refused="damaged|not an OpenDocument",
    ),
    Case(
        "OpenDocument with a password",
        _file(
            "a.odt",
            _zip(
                {
                    "mimetype": b"x",
                    "content.xml": NOISE,
                    "META-INF/manifest.xml": b"<m><encryption-data/></m>",
                }
            ),
        ),
        refused="password|damaged",
    ),
    Case("a page of scripts", _file("a.html", b"<script>alert(1)</script><style>p{}</style>"), refused="."),
    Case(
        "a page ten thousand deep", _file("a.html", b"<div>" * 10_000 + f"<p>{GOOD}</p>".encode()), read=GOOD
    ),
    Case("a page with broken tags", _file("a.html", f"<ul><li>{GOOD}<li><b>two<p>three".encode()), read=GOOD),
)
