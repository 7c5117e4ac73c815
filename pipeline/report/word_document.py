"""A Word document built from paragraphs, tables and pictures, the same to the byte every time.

The body is written as WordprocessingML and handed to python-docx for packaging: the appendix alone has
hundreds of cells, which its own table calls would take seconds over.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.shared import Mm

from pipeline.report.characters import close_directions, is_right_to_left, show_illegal
from pipeline.report.model import CountTable

STYLES = Path(__file__).with_name("templates") / "word-styles.xml"
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_TEXT_WIDTH = 9412  # twentieths of a point: A4 without its margins
_EMU = 12700  # per point
_CONTENTS_LEVELS = 2
# Stands in the file where no event date does. Not today: the same input gives the same bytes.
_NO_DATE = datetime.datetime(2000, 1, 1)


class WordDocument:
    """Collects the parts of a document and packs them.

    Args:
        title: Its title, for its properties and the foot of each page.
        language: BCP 47 tag of its language.
        date: ISO date for its properties, or empty.
    """

    def __init__(self, *, title: str, language: str, date: str) -> None:
        self._title = show_illegal(title)
        self._language = language
        self._date = date
        self._document: Document = docx.Document()
        self._body: list[str] = []
        self._headings: list[tuple[int, str, str]] = []  # level, bookmark, text
        self._contents_at = 0
        self._pictures = 0

    def add_title(self, title: str, subtitle: str, status: str) -> None:
        """Begin with the title, what stands under it, and how far the report can be relied on."""
        self._body.append(_paragraph(title, "Title"))
        if subtitle:
            self._body.append(_paragraph(subtitle, "Subtitle"))
        self._body.append(_paragraph(status, "Status"))

    def add_contents(self) -> None:
        """Leave room for the table of contents, whose entries are known at the end."""
        self._contents_at = len(self._body)

    def add_heading(self, text: str, level: int) -> None:
        """Add a heading of level 1 to 3."""
        bookmark = f"_Toc{len(self._headings) + 1:06d}"
        self._headings.append((level, bookmark, text))
        marked = (
            f'<w:bookmarkStart w:id="{len(self._headings)}" w:name="{bookmark}"/>{_run(text)}'
            f'<w:bookmarkEnd w:id="{len(self._headings)}"/>'
        )
        self._body.append(_paragraph_of(marked, f"Heading{level}", text))

    def add_paragraph(self, text: str, style: str = "") -> None:
        """Add a paragraph."""
        self._body.append(_paragraph(text, style))

    def add_bullets(self, sentences: Iterable[str]) -> None:
        """Add a list."""
        self._body += [_paragraph(sentence, "ListBullet") for sentence in sentences]

    def add_quote(self, words: str, reference: str) -> None:
        """Add somebody's words, and where they come from."""
        self._body += [_paragraph(words, "Quote"), _paragraph(reference, "Reference")]

    def add_table(self, table: CountTable) -> None:
        """Add a table of counts, with its caption above."""
        numbers = range(1, table.counted + 1)
        columns = range(len(table.head))
        weights = [3.6 if not column else 1.15 if column in numbers else 1.7 for column in columns]
        styles = ["TableNumber" if column in numbers else "TableText" for column in columns]
        self._body.append(_paragraph(table.caption, "Caption"))
        heads = ["TableHeadNumber" if column in numbers else "TableHead" for column in columns]
        widths = self._begin_table(table.caption, table.head, heads, weights)
        for row in table.rows:
            cells = (_paragraph(text, style) for text, style in zip(row, styles, strict=True))
            self._body.append(_row(cells, widths))
        self._end_table()

    def add_note_table(
        self, caption: str, head: Sequence[str], rows: Iterable[tuple[str, str, str, str]]
    ) -> None:
        """Add a table of notes: where each was taken, its words with their context, what is said of it."""
        widths = self._begin_table(caption, head, ["TableHead"] * 3, [1.25, 3.3, 1.6])
        for where, words, context, said in rows:
            note = _paragraph(words, "TableNote")
            note += _paragraph(context, "TableContext") if context else ""
            cells = (_paragraph(where, "TableText"), note, _paragraph(said, "TableText"))
            self._body.append(_row(cells, widths))
        self._end_table()

    def add_picture(self, png: bytes, width: float, height: float, alternative: str, caption: str) -> None:
        """Add a picture with its text alternative and caption; sizes in points."""
        relation, _ = self._document.part.get_or_add_image(io.BytesIO(png))
        self._pictures += 1
        extent = f'cx="{round(width * _EMU)}" cy="{round(height * _EMU)}"'
        named = f'id="{self._pictures}" name="Figure {self._pictures}"'
        described = f"descr={quoteattr(show_illegal(alternative))}"
        self._body.append(
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
        self._body.append(_paragraph(caption, "FigureText"))

    def to_bytes(self) -> bytes:
        """Pack the document."""
        body = [*self._body[: self._contents_at], *self._contents(), *self._body[self._contents_at :]]
        parsed = parse_xml(f"<w:body {_NAMESPACES}>{''.join(body)}</w:body>")
        section = self._document.element.body.sectPr
        for element in list(parsed):
            section.addprevious(element)
        self._set_styles()
        self._set_page()
        self._set_properties()
        self._drop_thumbnail()
        packed = io.BytesIO()
        self._document.save(packed)
        return _repack(packed.getvalue())

    def _begin_table(
        self, caption: str, head: Sequence[str], styles: Sequence[str], weights: Sequence[float]
    ) -> list[int]:
        """Open a table whose first row is repeated on every page; gives back the columns' widths."""
        widths = [round(_TEXT_WIDTH * weight / sum(weights)) for weight in weights]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        self._body.append(
            '<w:tbl><w:tblPr><w:tblStyle w:val="ReportTable"/>'
            f'<w:tblW w:w="{_TEXT_WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
            ' w:noHBand="1" w:noVBand="1"/>'
            f"<w:tblCaption w:val={quoteattr(show_illegal(caption))}/></w:tblPr>"
            f"<w:tblGrid>{grid}</w:tblGrid>"
        )
        heads = (_paragraph(text, style) for text, style in zip(head, styles, strict=True))
        self._body.append(_row(heads, widths, "<w:tblHeader/>"))
        return widths

    def _end_table(self) -> None:
        # Two tables without a paragraph between them would become one.
        self._body.append('</w:tbl><w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr></w:p>')

    def _contents(self) -> list[str]:
        """A table of contents that shows without being updated; updating it in Word gives the same."""
        entries = [entry for entry in self._headings if entry[0] <= _CONTENTS_LEVELS]
        begin = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
            f' TOC \\o "1-{_CONTENTS_LEVELS}" \\n \\h \\z </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        paragraphs = [_paragraph("Contents", "TOCHeading")]
        for number, (level, bookmark, text) in enumerate(entries):
            run = _run(text, '<w:rStyle w:val="Hyperlink"/>')
            link = f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{run}</w:hyperlink>'
            field = begin if number == 0 else ""
            paragraphs.append(_paragraph_of(field + link, f"TOC{level}", text))
        if entries:
            paragraphs.append('<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>')
        return paragraphs

    def _set_styles(self) -> None:
        styles = self._document.styles.element
        for child in list(styles):
            styles.remove(child)
        text = STYLES.read_text(encoding="utf-8").replace(
            'w:val="en-GB"', f"w:val={quoteattr(self._language)}"
        )
        for child in list(parse_xml(text.encode("utf-8"))):
            styles.append(child)

    def _set_page(self) -> None:
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(22)
        section.top_margin = section.bottom_margin = Mm(22)
        footer = section.footer
        footer.is_linked_to_previous = False
        for paragraph in list(footer._element):
            footer._element.remove(paragraph)
        pages = f"{_run('Page ')}{_field('PAGE')}{_run(' of ')}{_field('NUMPAGES')}"
        content = f"{_run(self._title[:80])}<w:r><w:tab/></w:r>{pages}"
        footer._element.append(
            parse_xml(f'<w:p {_NAMESPACES}><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{content}</w:p>')
        )

    def _drop_thumbnail(self) -> None:
        """Leave out python-docx's own picture of an empty page, which file managers would show."""
        relations = self._document.part.package.rels
        for relation in [key for key, value in relations.items() if value.reltype.endswith("/thumbnail")]:
            relations.pop(relation)

    def _set_properties(self) -> None:
        try:
            date = datetime.datetime.fromisoformat(self._date)
        except ValueError:
            date = _NO_DATE
        properties = self._document.core_properties
        properties.title = self._title[:255]
        properties.subject = "Draft themes of a listening event"
        properties.author = properties.last_modified_by = "Listening event notes"
        properties.language = self._language
        properties.comments = properties.keywords = properties.category = ""
        properties.created = properties.modified = date.replace(tzinfo=None)
        properties.revision = 1


def _paragraph(text: str, style: str = "") -> str:
    return _paragraph_of(_run(text), style, text)


def _paragraph_of(content: str, style: str, text: str) -> str:
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties += "<w:bidi/>" if is_right_to_left(text) else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def _run(text: str, properties: str = "") -> str:
    """A run that holds text and nothing but text: line ends and tabs as Word has them."""
    if is_right_to_left(text):
        properties += "<w:rtl/>"
    lines = []
    for line in show_illegal(text + close_directions(text)).split("\n"):
        pieces = (f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in line.split("\t"))
        lines.append("<w:tab/>".join(pieces))
    marked = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{marked}{'<w:br/>'.join(lines)}</w:r>"


def _row(cells: Iterable[str], widths: Sequence[int], properties: str = "") -> str:
    """A row that is not split between pages; each cell is one or more paragraphs."""
    packed = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{packed}</w:tr>"


def _field(instruction: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _repack(packed: bytes) -> bytes:
    """The same archive without the clock: every entry dated alike, in the order they were written."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # alike on Windows and elsewhere
            new.writestr(entry, old.read(name))
    return out.getvalue()
