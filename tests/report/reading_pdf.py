"""Read the PDF report back by its tags, in the order in which a screen reader says them."""

from __future__ import annotations

import ctypes
import io
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import pypdf
import pypdfium2
import pypdfium2.raw as raw

BLOCKS = {"Title", "H1", "H2", "H3", "P", "LBody", "Caption", "BlockQuote", "TH", "TD", "Figure", "TOCI"}


@dataclass(frozen=True)
class Block:
    """One tagged piece of a page; a piece that runs on to the next page is two of them."""

    tag: str
    text: str
    alternative: str


def open_pdf(files: dict[str, bytes], name: str = "report.pdf") -> pypdf.PdfReader:
    """A PDF report, opened."""
    return pypdf.PdfReader(io.BytesIO(files[name]))


def pdf_tags(files: dict[str, bytes], name: str = "report.pdf") -> list[tuple[str, dict[str, Any]]]:
    """Every element of the structure tree, in order: its tag and its dictionary."""
    found: list[tuple[str, dict[str, Any]]] = []

    def walk(node: Any) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for kid in node:
                walk(kid)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append((str(node["/S"])[1:], node))
            walk(node.get("/K", []))

    walk(open_pdf(files, name).trailer["/Root"]["/StructTreeRoot"])
    return found


def pdf_blocks(files: dict[str, bytes], name: str = "report.pdf") -> list[Block]:
    """What stands in the PDF, block by block."""
    blocks: list[Block] = []
    document = pypdfium2.PdfDocument(files[name])
    for page in document:
        texts = _texts_by_mark(page)
        tree = raw.FPDF_StructTree_GetForPage(page)
        for number in range(raw.FPDF_StructTree_CountChildren(tree)):
            _walk(raw.FPDF_StructTree_GetChildAtIndex(tree, number), texts, blocks)
        raw.FPDF_StructTree_Close(tree)
        page.close()
    document.close()
    return blocks


def pdf_notes(files: dict[str, bytes]) -> list[str]:
    """The notes of the appendix: words, with their context, up to the end of the page."""
    blocks = pdf_blocks(files, "appendix.pdf")
    tops = [number for number, block in enumerate(blocks) if block.tag == "H1" and block.text != "Contents"]
    first, after = tops[:2]
    cells = [block.text.strip() for block in blocks[first:after] if block.tag == "TD"]
    places = [number for number, cell in enumerate(cells) if re.fullmatch(r"Table \d, line \d+", cell)]
    return [cells[number + 1] for number in places]


def _texts_by_mark(page: Any) -> dict[int, str]:
    texts: dict[int, str] = defaultdict(str)
    text_page = page.get_textpage()
    for found in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        mark = raw.FPDFPageObj_GetMarkedContentID(found)
        if mark < 0:  # the foot of the page, which is not read out
            continue
        size = raw.FPDFTextObj_GetText(found, text_page, None, 0)
        buffer = (ctypes.c_ushort * (size // 2))()
        raw.FPDFTextObj_GetText(found, text_page, buffer, size)
        texts[mark] += bytes(buffer)[:-2].decode("utf-16-le", "replace")
    text_page.close()
    return texts


def _walk(element: Any, texts: dict[int, str], blocks: list[Block]) -> None:
    if not element:
        return
    tag = _string(raw.FPDF_StructElement_GetType, element)
    if tag in BLOCKS:
        blocks.append(Block(tag, _text(element, texts), _string(raw.FPDF_StructElement_GetAltText, element)))
        return
    for number in range(raw.FPDF_StructElement_CountChildren(element)):
        _walk(raw.FPDF_StructElement_GetChildAtIndex(element, number), texts, blocks)


def _text(element: Any, texts: dict[int, str]) -> str:
    pieces = []
    for number in range(raw.FPDF_StructElement_CountChildren(element)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, number)
        if child:
            pieces.append(_text(child, texts))
        else:
            pieces.append(texts.get(raw.FPDF_StructElement_GetChildMarkedContentID(element, number), ""))
    return "".join(pieces)


def _string(read: Any, element: Any) -> str:
    size = read(element, None, 0)
    buffer = ctypes.create_string_buffer(size)
    read(element, buffer, size)
    return buffer.raw[:-2].decode("utf-16-le") if size > 2 else ""
