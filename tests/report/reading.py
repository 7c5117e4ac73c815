"""Read reports back the way their readers' programs do."""

from __future__ import annotations

import io
from collections.abc import Iterator
from zipfile import ZipFile

import docx
from bs4 import BeautifulSoup
from docx.document import Document
from lxml import etree
from markdown_it import MarkdownIt
from markdown_it.token import Token

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_html(files: dict[str, bytes], name: str = "report.html") -> BeautifulSoup:
    """An HTML report, parsed."""
    return BeautifulSoup(files[name].decode("utf-8"), "html.parser")


def read_word(files: dict[str, bytes], name: str = "report.docx") -> Document:
    """A Word report, opened."""
    return docx.Document(io.BytesIO(files[name]))


def word_xml(
    files: dict[str, bytes], part: str = "word/document.xml", name: str = "report.docx"
) -> etree._Element:
    """One part of a Word report."""
    with ZipFile(io.BytesIO(files[name])) as packed:
        return etree.fromstring(packed.read(part))


def word_paragraphs(files: dict[str, bytes], name: str = "report.docx") -> list[tuple[str, str]]:
    """Style and text of every paragraph, those in tables included."""
    found = []
    for paragraph in word_xml(files, name=name).iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        # What stands behind a quotation says where it comes from, and is not part of it.
        words, source = [], []
        for part in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab"):
            run = part.getparent()
            if run.tag == f"{W}r":
                is_source = run.find(f"{W}rPr/{W}rStyle[@{W}val='Source']") is not None
                piece = {"t": part.text or "", "br": "\n", "tab": "\t"}[etree.QName(part).localname]
                (source if is_source else words).append(piece)
        found.append(("" if style is None else style.get(f"{W}val"), "".join(words)))
        if source:
            found.append(("Reference", "".join(source).strip()))
    return found


def read_markdown(files: dict[str, bytes]) -> list[Token]:
    """The Markdown report as GitHub and Jupyter would read it, HTML allowed."""
    parser = MarkdownIt("gfm-like", {"html": True, "linkify": False}).disable("linkify")
    return parser.parse(files["report.md"].decode("utf-8"))


def inline_text(token: Token) -> str:
    """What a reader sees of a paragraph, heading or cell."""
    return "".join(
        "\n" if child.type in ("hardbreak", "softbreak") else child.content for child in token.children or []
    )


def markdown_quotes(files: dict[str, bytes]) -> Iterator[Token]:
    """The paragraphs that quote somebody."""
    depth = 0
    for token in read_markdown(files):
        depth += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if depth and token.type == "inline":
            yield token
