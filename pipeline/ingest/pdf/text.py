"""The text layer of a PDF, page by page: stretches of letters with their place, size and font.

And the words that lie on a page and are not printed with it: comments, form fields, attached files. Only here
is pdfium spoken to. Its raw functions take handles and buffers on trust, so every handle is used inside the
page it belongs to and closed with it, and every buffer's length is given.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.errors import SourceError
from pipeline.ingest.pdf.spans import (
    FARTHEST,
    HIDDEN,
    NO_BOX,
    NO_FONT,
    NO_STYLE,
    Box,
    Font,
    Glyph,
    Span,
    Style,
    find_direction,
    join_glyphs,
    place_in_boxes,
    turn_box,
    turn_point,
)

# More than any page that was made for reading; beyond it a file is broken or means harm.
_MOST_CHARACTERS = 200_000
_MOST_DRAWINGS = 20_000
_MANY_PATHS = 50
_LETTER = (0.0, 0.0, 612.0, 792.0)  # the size of a page that does not say a sensible one
_FORCE_BOLD = 1 << 18
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_SYMBOLS = re.compile(r"symbol|wingdings|dingbats|webdings|courier", re.IGNORECASE)
_SUBSET = re.compile(r"^[A-Z]{6}\+")
# What is left of a font's name when its weight and slant are taken off: "Calibri-LightItalic" → "Calibri".
_STYLE = re.compile(
    r"[-,]?(?:bold|italic|oblique|regular|roman|medium|semi|demi|black|heavy|mt|ps)+$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its spans in the order of the file, and whether it holds a picture or drawing."""

    number: int
    width: float
    height: float
    spans: tuple[Span, ...]
    pictured: bool
    unknown: int  # letters whose font does not say which letters they are
    beside: tuple[Beside, ...] = ()  # words that lie on it and are not printed with it


def read_pages(source: str, content: bytes) -> Iterator[Page]:
    """Read the pages of a PDF one after the other."""
    with closing(_open_document(source, content)) as document:
        for place in range(len(document)):
            try:
                with closing(document[place]) as page, closing(page.get_textpage()) as textpage:
                    beside = _read_beside(document, page)
                    if place == 0:
                        beside = (*_list_attached(document), *beside)
                    yield replace(_read_page(source, place + 1, page, textpage), beside=beside)
            except pdfium.PdfiumError:
                raise _damaged(source, f"page {place + 1} cannot be read") from None


def _open_document(source: str, content: bytes) -> pdfium.PdfDocument:
    if b"%PDF-" not in content[:1024]:
        raise SourceError(
            "it is not a PDF, whatever its name says",
            where=source,
            remedy="Open it in the program it was written with and save it as PDF or Word.",
        )
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        # pdfium's code may be that of an earlier document: the file itself says if it is locked.
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY) and b"/Encrypt" in content:
            raise SourceError(
                "it is protected by a password",
                where=source,
                remedy="Open it with the password, save a copy without, and use the copy.",
            ) from None
        raise _damaged(source, "it is damaged, was only partly copied or has no pages") from None
    if document.get_formtype() != raw.FORMTYPE_NONE:
        document.init_forms()  # makes its fields readable; nothing in it is run
    return document


def _damaged(source: str, what: str) -> SourceError:
    return SourceError(what, where=source, remedy="Copy it again, or print it to a new PDF and use that.")


def _read_page(source: str, number: int, page: pdfium.PdfPage, textpage: pdfium.PdfTextPage) -> Page:
    count = raw.FPDFText_CountChars(textpage.raw)
    if count > _MOST_CHARACTERS:
        raise SourceError(
            f"page {number} holds more than {_MOST_CHARACTERS:,} letters",
            where=source,
            remedy="Check what is on that page; leave it out, or save it as several pages.",
        )
    glyphs, unknown = _read_glyphs(textpage, max(count, 0))
    turn = find_direction(glyphs)
    left, bottom, right, top = _find_edges(page)
    corners = [turn_point(x, y, turn) for x in (left, right) for y in (bottom, top)]
    origin = min(x for x, _ in corners), min(y for _, y in corners)
    width, height = max(x for x, _ in corners) - origin[0], max(y for _, y in corners) - origin[1]
    shapes, frames, pictured = _read_drawings(page)
    spans = join_glyphs(glyphs, turn, origin)
    spans = place_in_boxes(spans, [turn_box(frame, turn) for frame in frames], origin, width)
    if all(span.aside for span in spans):
        # Text recognition lays invisible text over the picture of a page: then it is the text.
        spans = [replace(span, aside="") if span.aside == HIDDEN else span for span in spans]
    bullets = [
        Span("", x0 - origin[0], x1 - origin[0], x1 - origin[0], y0 - origin[1], y1 - y0, NO_FONT, drawn=True)
        for x0, y0, x1, y1 in (turn_box(shape, turn) for shape in shapes)
    ]
    return Page(number, width, height, (*spans, *bullets), pictured, unknown)


def _find_edges(page: pdfium.PdfPage) -> Box:
    left, bottom, right, top = page.get_mediabox(fallback_ok=True)
    usable = all(math.isfinite(edge) and abs(edge) < FARTHEST for edge in (left, bottom, right, top))
    return (left, bottom, right, top) if usable and right > left and top > bottom else _LETTER


def _read_glyphs(textpage: pdfium.PdfTextPage, count: int) -> tuple[list[Glyph], int]:
    handle = textpage.raw
    x, y = ctypes.c_double(), ctypes.c_double()
    box = raw.FS_RECTF()
    styles: dict[int, Style] = {}
    glyphs: list[Glyph] = []
    unknown = 0
    for index in range(count):
        code = raw.FPDFText_GetUnicode(handle, index)
        made_up = raw.FPDFText_IsGenerated(handle, index) == 1
        if made_up:
            glyphs.append(Glyph("\n" if code in (10, 13) else " ", 0.0, 0.0, NO_BOX, NO_STYLE, True))
            continue
        if raw.FPDFText_HasUnicodeMapError(handle, index) == 1:
            unknown += 1
        if not raw.FPDFText_GetCharOrigin(handle, index, x, y):
            continue
        boxed = raw.FPDFText_GetLooseCharBox(handle, index, box)
        glyphs.append(
            Glyph(
                _read_character(code, raw.FPDFText_IsHyphen(handle, index) == 1),
                x.value,
                y.value,
                (box.left, box.bottom, box.right, box.top) if boxed else (x.value, y.value, x.value, y.value),
                _read_style(handle, index, styles),
                False,
            )
        )
    return glyphs, unknown


def _read_character(code: int, is_hyphen: bool) -> str:
    if is_hyphen or code in (0x02, 0xAD, 0xFFFE):
        return "-"  # pdfium marks the hyphen at the end of a line so
    if code in (0x09, 0x0A, 0x0D):
        return " "
    if code < 0x20 or 0x7F <= code < 0xA0 or code > 0x10FFFF:
        return ""
    return chr(code)


def _read_style(handle: ctypes.c_void_p, index: int, styles: dict[int, Style]) -> Style:
    """Size, direction, rendering mode and font of a letter, the same for all of its text object."""
    piece = raw.FPDFText_GetTextObject(handle, index)
    key = ctypes.cast(piece, ctypes.c_void_p).value
    if key is not None and key in styles:
        return styles[key]
    matrix = raw.FS_MATRIX()
    if not raw.FPDFText_GetMatrix(handle, index, matrix):
        matrix.a = matrix.d = 1.0
    size = raw.FPDFText_GetFontSize(handle, index) * math.hypot(matrix.c, matrix.d)
    angle = math.degrees(math.atan2(matrix.b, matrix.a)) % 360 if math.isfinite(matrix.b) else 0
    size = size if math.isfinite(size) and 0 < size < FARTHEST else 1.0
    if key is None:
        return size, round(angle) % 360, 0, NO_FONT
    mode = raw.FPDFTextObj_GetTextRenderMode(piece)
    styles[key] = size, round(angle) % 360, mode, _read_font(raw.FPDFTextObj_GetFont(piece))
    return styles[key]


def _read_font(font: ctypes.c_void_p) -> Font:
    if not font:
        return NO_FONT
    name_buffer = ctypes.create_string_buffer(256)
    raw.FPDFFont_GetBaseFontName(font, name_buffer, len(name_buffer))
    name = _SUBSET.sub("", name_buffer.value.decode("utf-8", "replace"))
    flags = raw.FPDFFont_GetFlags(font)
    return Font(
        family=_STYLE.sub("", name),
        bold=bool(_BOLD.search(name)) or (flags > 0 and bool(flags & _FORCE_BOLD)),
        italic=bool(_ITALIC.search(name)),
        symbol=bool(_SYMBOLS.search(name)),
    )


def _read_drawings(page: pdfium.PdfPage) -> tuple[list[Box], list[Box], bool]:
    """Small shapes on a page (a browser draws bullets so), frames, and whether there are pictures."""
    shapes = []
    frames = []
    paths = 0
    pictured = False
    edges = [ctypes.c_float() for _ in range(4)]
    for place in range(min(raw.FPDFPage_CountObjects(page.raw), _MOST_DRAWINGS)):
        item = raw.FPDFPage_GetObject(page.raw, place)
        kind = raw.FPDFPageObj_GetType(item)
        pictured = pictured or kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM)
        if kind != raw.FPDF_PAGEOBJ_PATH:
            continue
        paths += 1
        if not raw.FPDFPageObj_GetBounds(item, *edges):
            continue
        left, bottom, right, top = (edge.value for edge in edges)
        if 1 <= right - left <= 12 and 0.8 <= (top - bottom) / (right - left) <= 1.25:
            shapes.append((left, bottom, right, top))
        elif right - left >= 40 and top - bottom >= 20:
            frames.append((left, bottom, right, top))
    # Many shapes may be letters that were turned into outlines; a few are rules and frames.
    return shapes, frames, pictured or paths > _MANY_PATHS


COMMENT = "a comment on the page"
FIELD = "a form field that was filled in"
TICKED = "a box that was ticked"
ATTACHED = "a file attached to the document, which was not read"
_MOST = 5_000  # on one page; beyond it a file is broken or means harm
_LONGEST = 20_000_000  # bytes of one of them
# A link says where it leads; a pop-up shows again what its comment says.
_NO_COMMENTS = (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_WIDGET)
_WRITTEN = (raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX)
_TICKED = (raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON)


@dataclass(frozen=True, slots=True)
class Beside:
    """One of them, with what it is."""

    text: str
    reason: str


def _read_beside(document: pdfium.PdfDocument, page: pdfium.PdfPage) -> tuple[Beside, ...]:
    """The comments and the filled-in form fields of a page, in the order of the file."""
    found: list[Beside] = []
    for place in range(min(raw.FPDFPage_GetAnnotCount(page.raw), _MOST)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, place)
        if not annotation:
            continue
        try:
            found += _read_one(document, annotation)
        finally:
            raw.FPDFPage_CloseAnnot(annotation)
    return tuple(found)


def _list_attached(document: pdfium.PdfDocument) -> Iterator[Beside]:
    """The names of files that are attached to a document."""
    for place in range(min(raw.FPDFDoc_GetAttachmentCount(document.raw), _MOST)):
        attached = raw.FPDFDoc_GetAttachment(document.raw, place)
        yield Beside(_read_text(partial(raw.FPDFAttachment_GetName, attached)), ATTACHED)


def _read_one(document: pdfium.PdfDocument, annotation: Any) -> Iterator[Beside]:
    kind = raw.FPDFAnnot_GetSubtype(annotation)
    form = document.formenv
    if kind == raw.FPDF_ANNOT_WIDGET and form is not None:
        field = raw.FPDFAnnot_GetFormFieldType(form.raw, annotation)
        if field in _WRITTEN:
            text = _read_text(partial(raw.FPDFAnnot_GetFormFieldValue, form.raw, annotation))
            if text.strip():
                yield Beside(text, FIELD)
        elif field in _TICKED and raw.FPDFAnnot_IsChecked(form.raw, annotation):
            yield Beside(
                _read_text(lambda *buffer: raw.FPDFAnnot_GetFormFieldName(form.raw, annotation, *buffer)),
                TICKED,
            )
    elif kind not in _NO_COMMENTS:
        text = _read_text(partial(raw.FPDFAnnot_GetStringValue, annotation, b"Contents"))
        if text.strip():
            yield Beside(text, COMMENT)


def _read_text(fill: Callable[[Any, int], int]) -> str:
    """A text that pdfium writes into a buffer (UTF-16, with a zero at its end) once its length is known."""
    length = min(fill(None, 0), _LONGEST)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    fill(ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    text = buffer.raw[: length - 2].decode("utf-16-le", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
