"""Documents that are broken, locked or made to do harm: refused in one line, or read without harm."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.etree import HTMLParser, fromstring

from pipeline.errors import SourceError
from pipeline.ingest.lines import read_document
from pipeline.keeping.archive import open_archive
from tests.ingest.builders import build_archive, build_open_document, build_word, change_archive

WORDS = "Secret words of a participant"
WORD = build_word(lambda document: document.add_paragraph(WORDS))
OPEN = build_open_document(f"<text:p>{WORDS}</text:p>")


def _refuse(name: str, content: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        read_document(name, content)
    error = caught.value
    assert error.where == name
    _check_message(error)
    return error.what


def _check_message(error: SourceError) -> None:
    assert error.remedy.endswith(".")
    assert WORDS not in str(error)


def _cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


@pytest.mark.parametrize(("name", "content"), [("x.docx", WORD), ("x.odt", OPEN)])
@pytest.mark.parametrize(
    "spoil", [_cut, lambda content: b"PK\x03\x04" + b"x" * 99, lambda _: b"notes\n- tea"]
)
def test_what_is_damaged_is_refused(name: str, content: bytes, spoil: Callable[[bytes], bytes]) -> None:
    assert "damaged or not a" in _refuse(name, spoil(content))


def test_what_is_locked_is_refused() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert "password" in _refuse("x.docx", ole)
    assert "before 2007" in _refuse("x.docx", ole)
    odt = build_open_document("<text:p/>", manifest="<manifest><encryption-data/></manifest>")
    assert _refuse("x.odt", odt) == "it is protected by a password"
    locked = bytearray(build_archive({"word/document.xml": "x"}))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert _refuse("x.docx", bytes(locked)) == "it is protected by a password"


def test_what_is_of_another_kind_is_named() -> None:
    assert _refuse("x.odt", WORD) == "it is not an OpenDocument file but a Word document"
    assert _refuse("x.docx", OPEN) == "it is not a Word document but an OpenDocument file"
    assert "Excel workbook" in _refuse("x.docx", build_archive({"xl/workbook.xml": "<x/>"}))


@pytest.mark.parametrize(
    "parts",
    [
        {"word/document.xml": b" " * (20 * 1024 * 1024)},  # packs a thousand times smaller
        {f"word/{number}": b"" for number in range(10_001)},
    ],
    ids=["dense", "many"],
)
def test_what_unpacks_to_too_much_is_refused(parts: dict[str, bytes]) -> None:
    assert _refuse("x.docx", build_archive(parts)) == "it unpacks to more than a document can hold"


def test_what_declares_a_false_size_is_refused() -> None:
    content = bytearray(build_archive({"word/document.xml": b"<x/>" * 1_000_000}))
    place = content.rindex(b"PK\x01\x02")
    content[place + 24 : place + 28] = (100).to_bytes(4, "little")
    assert "damaged" in _refuse("x.docx", bytes(content))


@pytest.mark.parametrize("part", ["../../evil", "/etc/passwd", "word\\..\\..\\evil", "C:/evil"])
def test_names_that_lead_out_of_the_archive_are_refused(part: str) -> None:
    saved = io.BytesIO(WORD)
    with zipfile.ZipFile(saved, "a") as archive:
        archive.writestr(part, "x")
    assert "damaged" in _refuse("x.docx", saved.getvalue())


@pytest.mark.parametrize(
    "declared",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>',
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    ],
)
def test_entities_and_document_types_are_refused(declared: bytes) -> None:
    def declare(part: bytes) -> bytes:
        head, _, rest = part.partition(b"?>") if part.startswith(b"<?xml") else (b"", b"", part)
        return (head + b"?>" if head else b"") + declared + rest

    for name, content, part in (("x.docx", WORD, "word/document.xml"), ("x.odt", OPEN, "content.xml")):
        assert "damaged" in _refuse(name, change_archive(content, {part: declare}))


@pytest.mark.parametrize("depth", [100, 5_000])
def test_lists_and_tables_in_one_another_end_somewhere(depth: int) -> None:
    start, end = "<text:list><text:list-item>" * depth, "</text:list-item></text:list>" * depth
    content = build_open_document(f"{start}<text:p>tea</text:p>{end}")
    if depth > 1_000:
        assert "damaged" in _refuse("x.odt", content)
    else:
        assert [line.level for line in read_document("x.odt", content).lines] == [depth]


@settings(max_examples=60)
@given(place=st.integers(0, 10_000), byte=st.integers(0, 255), is_word=st.booleans())
def test_a_changed_byte_is_read_or_refused(place: int, byte: int, is_word: bool) -> None:
    content = bytearray(WORD if is_word else OPEN)
    content[place % len(content)] = byte
    try:
        read_document("x.docx" if is_word else "x.odt", bytes(content))
    except SourceError as error:  # any other exception fails the test
        _check_message(error)


@settings(max_examples=12)
@given(
    place=st.integers(0, 100_000), put=st.sampled_from([b"", b"<", b">", b"</w:p>", b'w:val="x"', b"9" * 9])
)
def test_changed_xml_is_read_or_refused(place: int, put: bytes) -> None:
    def change(part: bytes) -> bytes:
        return part[: place % len(part)] + put + part[place % len(part) + len(put) :]

    for part in (
        "word/document.xml",
        "word/styles.xml",
        "word/numbering.xml",
        "word/_rels/document.xml.rels",
    ):
        try:
            read_document("x.docx", change_archive(WORD, {part: change}))
        except SourceError as error:
            _check_message(error)


PIECES = (
    "<",
    ">",
    "/",
    "<p>",
    "</p>",
    "<li>",
    "<ul>",
    "</ul>",
    "<table>",
    "<td>",
    "</table>",
    "<b>",
    "</b>",
    "<br>",
)
MORE = (
    "<!--",
    "-->",
    "<!",
    "<?",
    "&amp;",
    "&#0;",
    "&#xD800;",
    "&#" + "9" * 5000 + ";",
    '"',
    "'",
    "=",
    " a",
    "\0é😀\n",
)
RAW = (
    "<script>",
    "</script>",
    "<title>",
    "</title>",
    "<div hidden>",
    "<td rowspan=9 colspan=99>",
    "<h2>",
    "<pre>",
)


@settings(max_examples=150)
@given(st.lists(st.sampled_from([*PIECES, *MORE, *RAW, "tea"]), max_size=60))
def test_no_word_of_a_page_is_lost_however_broken_it_is(pieces: list[str]) -> None:
    page = "".join(pieces).replace("\0", "")
    lines = read_document("x.html", ("x" + page).encode()).lines
    told = []
    for node in fromstring("x" + page, HTMLParser()).iter():
        is_mark = not isinstance(node.tag, str) and f"<!--{node.text}" not in page  # "<![if !supportLists]>"
        told += ["" if is_mark else str(node.text or ""), str(node.tail or "")]
    read = sum(line.text.count("tea") for line in lines)
    # lxml drops a tag that never ends; here what stands in it is kept.
    assert "".join(told).count("tea") <= read <= page.count("tea")
    assert len({line.locator for line in lines}) == len(lines)
    for line in lines:
        line.text.encode()


@pytest.mark.parametrize(
    "piece", ["<a ", "<!--", "<", "</x", "<!", '<a b="', "<li>tea", "<script>", "<b><p>tea"]
)
def test_pages_made_to_be_slow_are_not(piece: str) -> None:
    read_document("x.html", (piece * 20_000).encode())  # the standard library's parser takes minutes


def test_an_archive_is_opened_when_nothing_is_wrong() -> None:
    assert "word/document.xml" in open_archive("x.docx", WORD).namelist()
