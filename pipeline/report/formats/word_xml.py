"""Pieces of WordprocessingML: paragraphs, runs, rows, fields and pictures, as text.

Every text goes through `run`, which holds text and nothing but text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from pipeline.report.formats import close_directions, is_right_to_left, show_illegal

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_EMU = 12700  # per point


def paragraph(text: str, style: str = "", of_list: int = 0, *, stays: bool = False) -> str:
    """A paragraph that holds one text, perhaps an item of a numbered list; it may stay with what follows."""
    return paragraph_of(run(text), style, text, of_list=of_list, stays=stays)


def paragraph_of(
    content: str, style: str, text: str, *, new_page: bool = False, of_list: int = 0, stays: bool = False
) -> str:
    """A paragraph of runs; `text` decides which way it is written."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties += "<w:keepNext/>" if stays else ""
    properties += "<w:pageBreakBefore/>" if new_page else ""
    properties += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{of_list}"/></w:numPr>' if of_list else ""
    properties += "<w:bidi/>" if is_right_to_left(text) else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def run(text: str, style: str = "") -> str:
    """A run that holds text and nothing but text: line ends and tabs as Word has them."""
    properties = f'<w:rStyle w:val="{style}"/>' if style else ""
    if is_right_to_left(text):
        properties += "<w:rtl/>"
    lines = []
    for line in show_illegal(text + close_directions(text)).split("\n"):
        pieces = (f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in line.split("\t"))
        lines.append("<w:tab/>".join(pieces))
    marked = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{marked}{'<w:br/>'.join(lines)}</w:r>"


def row(cells: Iterable[str], widths: Sequence[int], properties: str = "", fills: Sequence[str] = ()) -> str:
    """A row; each cell is one or more paragraphs, on a tint if it has one.

    Their style keeps their lines together, which LibreOffice does not heed. That a row may not be split is
    not said as well: it then loses all rows after the one at a page's end. A table that fits on a page is
    kept whole by its paragraphs, each of which stays with the next.
    """
    shades = [
        f'<w:shd w:val="clear" w:color="auto" w:fill="{fill.upper()}"/>' if fill else "" for fill in fills
    ]
    packed = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{cell}</w:tc>'
        for cell, width, shade in zip(cells, widths, shades or [""] * len(widths), strict=True)
    )
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{packed}</w:tr>"


def begin_table(caption: str, head: Sequence[str], styles: Sequence[str], widths: Sequence[int]) -> str:
    """The start of a table whose first row is repeated on every page."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    heads = (paragraph(text, style) for text, style in zip(head, styles, strict=True))
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="ReportTable"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
        ' w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(show_illegal(caption))}/></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{row(heads, widths, '<w:tblHeader/>')}"
    )


def field(instruction: str, shown: str = "1") -> str:
    """A field that Word works out when it opens the file, such as the number of the page."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r><w:t>{escape(shown)}</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def contents(headings: Sequence[tuple[int, str, str]], pages: Sequence[int], levels: int) -> list[str]:
    """A table of contents, with page numbers where they are known: the PDF's, until Word has its own.

    Args:
        headings: Level, bookmark and text of each.
    """
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
        f' TOC \\o "1-{levels}" \\h \\z </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    paragraphs = [paragraph("Contents", "TOCHeading")]
    for number, (level, bookmark, text) in enumerate(headings):
        shown = str(pages[number]) if number < len(pages) else "1"
        page = "" if not pages else "<w:r><w:tab/></w:r>" + field(f"PAGEREF {bookmark} \\h", shown)
        words = run(text, "Hyperlink")
        link = f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{words}{page}</w:hyperlink>'
        start = begin if number == 0 else ""
        paragraphs.append(paragraph_of(start + link, f"TOC{level}", text))
    if headings:
        paragraphs.append('<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>')
    return paragraphs


def picture(relation: str, number: int, width: float, height: float, alternative: str) -> str:
    """A paragraph with a picture; sizes in points."""
    extent = f'cx="{round(width * _EMU)}" cy="{round(height * _EMU)}"'
    named = f'id="{number}" name="Figure {number}"'
    described = f"descr={quoteattr(show_illegal(alternative))}"
    return (
        '<w:p><w:pPr><w:pStyle w:val="Figure"/></w:pPr><w:r><w:drawing>'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
        f"<wp:docPr {named} {described}/><a:graphic>"
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f"<pic:nvPicPr><pic:cNvPr {named} {described}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
