"""The text layer of a PDF, page by page: stretches of letters with their place, size and font.

Only here is pdfium spoken to. Its raw functions take handles and buffers on trust, so every handle is
used inside the page it belongs to and closed with it, and every buffer's length is given.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.errors import SourceError

# More than any page that was made for reading; beyond it a file is broken or means harm.
_MOST_CHARACTERS = 200_000
_MOST_DRAWINGS = 20_000
_FARTHEST = 1e5  # points from the corner of the page; the largest page a PDF may have is 14,400
_INVISIBLE = 3  # text rendering mode: neither filled nor stroked
_FORCE_BOLD = 1 << 18
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique", re.IGNORECASE)
_SYMBOLS = re.compile(r"symbol|wingdings|dingbats|webdings|courier", re.IGNORECASE)
_SUBSET = re.compile(r"^[A-Z]{6}\+")
# What is left of a font's name when its weight and slant are taken off: "Calibri-LightItalic" → "Calibri".
_STYLE = re.compile(
    r"[-,]?(?:bold|italic|oblique|regular|roman|medium|semi|demi|black|heavy|mt|ps)+$", re.IGNORECASE
)
_BREAKABLE = "-–—/"  # a line may end behind these
_TINY_ANGLE = 10  # degrees off the page's own direction within which text is upright


@dataclass(frozen=True, slots=True)
class Font:
    """What a font's name says of the letters set in it."""

    family: str
    bold: bool
    italic: bool
    symbol: bool


@dataclass(frozen=True, slots=True)
class Span:
    """Letters set one after the other on one baseline in one font and size.

    Attributes:
        text: The letters, spaces included.
        left: Where it begins, in points from the left of the page as it is read.
        head: Where its first word ends, or the piece of it after which a line may break.
        right: Where it ends.
        base: Its baseline, in points downwards from the top of the page.
        size: The size of its letters as printed.
        font: Their font.
        aside: Why it is not part of the page's text (turned, invisible), else empty.
        drawn: Whether it is no text but the small shape a bullet is drawn with.
    """

    text: str
    left: float
    head: float
    right: float
    base: float
    size: float
    font: Font
    aside: str = ""
    drawn: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its spans in the order of the file, and whether it holds a picture or drawing."""

    number: int
    width: float
    height: float
    spans: tuple[Span, ...]
    pictured: bool
    unknown: int  # letters whose font does not say which letters they are


@dataclass(slots=True)
class _Glyph:
    text: str
    x: float
    y: float
    box: tuple[float, float, float, float]  # left, bottom, right, top
    style: tuple[float, int, int, Font]  # size, angle in degrees, rendering mode, font
    made_up: bool  # a space that pdfium put between words that stand apart


_NO_FONT = Font("", False, False, False)
_NO_BOX = (0.0, 0.0, 0.0, 0.0)
_NO_STYLE = (0.0, 0, 0, _NO_FONT)


def read_pages(source: str, content: bytes) -> Iterator[Page]:
    """Read the pages of a PDF one after the other.

    Raises:
        SourceError: If it is no PDF, is damaged or protected, or holds more than a page can.
    """
    with closing(_open_document(source, content)) as document:
        for place in range(len(document)):
            try:
                with closing(document[place]) as page, closing(page.get_textpage()) as textpage:
                    yield _read_page(source, place + 1, page, textpage)
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
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise SourceError(
                "it is protected by a password",
                where=source,
                remedy="Open it with the password, save a copy without, and use the copy.",
            ) from None
        raise _damaged(source, "it is damaged or was only partly copied") from None
    if len(document) == 0:
        document.close()
        raise SourceError("it has no pages", where=source, remedy="Check that the right file was saved.")
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
    turn = _find_direction(glyphs)
    left, bottom, right, top = page.get_mediabox(fallback_ok=True) or (0.0, 0.0, 612.0, 792.0)
    corners = [_turn(x, y, turn) for x in (left, right) for y in (bottom, top)]
    origin = min(x for x, _ in corners), min(y for _, y in corners)
    width, height = max(x for x, _ in corners) - origin[0], max(y for _, y in corners) - origin[1]
    shapes, pictured = _read_drawings(page)
    spans = _join_glyphs(glyphs, turn, origin)
    if spans and all(span.aside for span in spans):
        # Text recognition lays invisible text over the picture of a page: then it is the text.
        spans = [replace(span, aside="") for span in spans]
    bullets = [
        Span("", x0 - origin[0], x1 - origin[0], x1 - origin[0], y0 - origin[1], y1 - y0, _NO_FONT, drawn=True)
        for x0, y0, x1, y1 in (_turn_box(shape, turn) for shape in shapes)
    ]
    return Page(number, width, height, (*spans, *bullets), pictured, unknown)


def _read_glyphs(textpage: pdfium.PdfTextPage, count: int) -> tuple[list[_Glyph], int]:
    handle = textpage.raw
    x, y = ctypes.c_double(), ctypes.c_double()
    box = raw.FS_RECTF()
    styles: dict[int, tuple[float, int, int, Font]] = {}
    glyphs: list[_Glyph] = []
    unknown = 0
    for index in range(count):
        code = raw.FPDFText_GetUnicode(handle, index)
        made_up = raw.FPDFText_IsGenerated(handle, index) == 1
        if made_up:
            glyphs.append(_Glyph("\n" if code in (10, 13) else " ", 0.0, 0.0, _NO_BOX, _NO_STYLE, True))
            continue
        if raw.FPDFText_HasUnicodeMapError(handle, index) == 1:
            unknown += 1
        if not raw.FPDFText_GetCharOrigin(handle, index, x, y):
            continue
        boxed = raw.FPDFText_GetLooseCharBox(handle, index, box)
        glyphs.append(
            _Glyph(
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


def _read_style(
    handle: ctypes.c_void_p, index: int, styles: dict[int, tuple[float, int, int, Font]]
) -> tuple[float, int, int, Font]:
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
    size = size if math.isfinite(size) and 0 < size < _FARTHEST else 1.0
    if key is None:
        return size, round(angle) % 360, 0, _NO_FONT
    mode = raw.FPDFTextObj_GetTextRenderMode(piece)
    styles[key] = size, round(angle) % 360, mode, _read_font(raw.FPDFTextObj_GetFont(piece))
    return styles[key]


def _read_font(font: ctypes.c_void_p) -> Font:
    if not font:
        return _NO_FONT
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


def _find_direction(glyphs: list[_Glyph]) -> int:
    """The direction most of a page's letters run in: a scan or a wide table may lie on its side."""
    angles = Counter(
        round(glyph.style[1] / 90) * 90 % 360 for glyph in glyphs if not glyph.made_up and glyph.text.strip()
    )
    return min(angles, key=lambda angle: (-angles[angle], angle)) if angles else 0


def _turn(x: float, y: float, turn: int) -> tuple[float, float]:
    """A point of the page with the text upright and y downwards."""
    if turn == 0:
        return x, -y
    if turn == 90:
        return y, x
    return (-x, y) if turn == 180 else (-y, -x)


def _turn_box(box: tuple[float, float, float, float], turn: int) -> tuple[float, float, float, float]:
    (x0, y0), (x1, y1) = _turn(box[0], box[1], turn), _turn(box[2], box[3], turn)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _read_drawings(page: pdfium.PdfPage) -> tuple[list[tuple[float, float, float, float]], bool]:
    """Boxes of the small shapes on a page (a browser draws bullets so), and whether there are pictures."""
    shapes = []
    pictured = False
    edges = [ctypes.c_float() for _ in range(4)]
    for place in range(min(raw.FPDFPage_CountObjects(page.raw), _MOST_DRAWINGS)):
        item = raw.FPDFPage_GetObject(page.raw, place)
        kind = raw.FPDFPageObj_GetType(item)
        pictured = pictured or kind in (
            raw.FPDF_PAGEOBJ_IMAGE,
            raw.FPDF_PAGEOBJ_FORM,
            raw.FPDF_PAGEOBJ_PATH,
        )
        if kind != raw.FPDF_PAGEOBJ_PATH or not raw.FPDFPageObj_GetBounds(item, *edges):
            continue
        left, bottom, right, top = (edge.value for edge in edges)
        if 1 <= right - left <= 12 and 0.8 <= (top - bottom) / (right - left) <= 1.25:
            shapes.append((left, bottom, right, top))
    return shapes, pictured


def _join_glyphs(glyphs: list[_Glyph], turn: int, origin: tuple[float, float]) -> list[Span]:
    spans: list[Span] = []
    run: list[tuple[str, float, float, float]] = []  # letters, left, right, baseline
    style = _NO_STYLE

    def close() -> None:
        text = _mend("".join(letters for letters, *_ in run))
        solid = [(left, right) for letters, left, right, _ in run if letters.strip()]
        if text.strip():
            spans.append(
                Span(
                    text=text,
                    left=solid[0][0],
                    head=_end_of_head(run),
                    right=max(right for _, right in solid),
                    base=run[0][3],
                    size=style[0],
                    font=style[3],
                    aside=_why_aside(style, turn, solid[0][0], run[0][3]),
                )
            )
        run.clear()

    for glyph in glyphs:
        if glyph.made_up:
            if glyph.text == "\n":
                close()
            elif run:
                run.append((" ", run[-1][2], run[-1][2], run[-1][3]))
            continue
        if not glyph.text or not all(map(math.isfinite, (glyph.x, glyph.y, *glyph.box))):
            continue
        x, y = _turn(glyph.x, glyph.y, turn)
        left, base, size = x - origin[0], y - origin[1], glyph.style[0]
        right = _turn_box(glyph.box, turn)[2] - origin[0]
        jumps = (
            abs(base - run[-1][3]) > 0.05 * size
            or left > run[-1][2] + size
            or left < run[-1][1] - 0.5 * size
            if run and not _is_turned(glyph.style, turn)
            else False
        )
        if jumps or glyph.style != style:
            close()
        style = glyph.style
        run.append((glyph.text, left, max(right, left), base))
    close()
    return spans


def _end_of_head(run: list[tuple[str, float, float, float]]) -> float:
    end = run[0][1]
    begun = False
    for letters, _, right, _ in run:
        if begun and letters.isspace():
            break
        begun = begun or not letters.isspace()
        end = right
        if begun and letters in _BREAKABLE:
            break
    return end


def _is_turned(style: tuple[float, int, int, Font], turn: int) -> bool:
    return abs((style[1] - turn + 180) % 360 - 180) > _TINY_ANGLE


def _why_aside(style: tuple[float, int, int, Font], turn: int, left: float, base: float) -> str:
    if _is_turned(style, turn):
        return "stands at an angle: part of the page's design"
    if style[2] == _INVISIBLE:
        return "is invisible on the page"
    return "lies outside the page" if abs(left) > _FARTHEST or abs(base) > _FARTHEST else ""


def _mend(text: str) -> str:
    """Put surrogate pairs together; a half by itself is no letter."""
    if text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
