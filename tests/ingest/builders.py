"""Small Word, OpenDocument and web documents, built for a test in a few lines."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

_ODT_NAMES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in (
        ("office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
        ("text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
        ("table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
        ("draw", "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"),
        ("style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"),
        ("fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"),
        ("svg", "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"),
        ("dc", "http://purl.org/dc/elements/1.1/"),
    )
)


def build_word(write: Callable[[docx.document.Document], object]) -> bytes:
    """The bytes of a Word document that a function wrote into."""
    document = docx.Document()
    write(document)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def build_word_body(*paragraphs: str) -> bytes:
    """The bytes of a Word document with this XML as its body ("w:" is declared)."""

    def write(document: docx.document.Document) -> None:
        for paragraph in paragraphs:
            named = paragraph.replace(">", f" {nsdecls('w', 'wp', 'a')} {_MORE_NAMES}>", 1)
            document.element.body.insert(len(document.element.body) - 1, parse_xml(named))

    return build_word(write)


_MORE_NAMES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def build_open_document(text: str, styles: str = "", automatic: str = "", manifest: str = "") -> bytes:
    """The bytes of an OpenDocument text with this XML as its text."""
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {_ODT_NAMES}><office:automatic-styles>{automatic}"
        f"</office:automatic-styles><office:body><office:text>{text}</office:text></office:body>"
        "</office:document-content>",
        "styles.xml": f"<office:document-styles {_ODT_NAMES}>{styles}</office:document-styles>",
        "META-INF/manifest.xml": manifest or "<manifest/>",
    }
    return build_archive(parts)


def build_archive(parts: Mapping[str, str | bytes]) -> bytes:
    """The bytes of a zip file with these parts."""
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return saved.getvalue()


def change_archive(
    content: bytes,
    changes: Mapping[str, Callable[[bytes], bytes]],
    more: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """The same zip file with some of its parts changed, and perhaps more parts."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    changed = {name: changes.get(name, bytes)(part) for name, part in parts.items()}
    return build_archive({**changed, **(more or {})})
