"""A Word document built from paragraphs, tables and pictures, the same to the byte every time.

The body is written as WordprocessingML and handed to python-docx for packaging: the appendix alone has
hundreds of cells, which its own table calls would take seconds over.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import docx
from docx.document import Document as WordFile
from docx.oxml import parse_xml
from docx.shared import Mm

from pipeline.keeping.archive import repack
from pipeline.report.blocks import AnyFigure, CountTable, Drawing, NoteList, Style
from pipeline.report.formats import (
    TINTS,
    cell_words,
    is_right_to_left,
    show_illegal,
    tint_cells,
    weigh_columns,
)
from pipeline.report.formats.word_template import (
    WordTemplate,
    add_list,
    add_missing_styles,
    clear_body,
    detach_template,
    set_own_styles,
)
from pipeline.report.formats.word_xml import (
    NAMESPACES,
    W,
    begin_table,
    field,
    paragraph,
    paragraph_of,
    picture,
    row,
    run,
)
from pipeline.wording import last_day

_MARGIN = Mm(20)
_TWIP = 635  # of Word's smallest units
_CONTENTS_LEVELS = 2
_NOTE_COLUMNS = (1.05, 3.6, 2.1)  # shares of the width
_STYLES = {
    "lead": "Lead",
    "eyebrow": "Eyebrow",
    "count": "Count",
    "aside": "Evidence",
    "strong": "Count",
    "reference": "Reference",
}
_FORM_ROW = 560  # twentieths of a point; room for a line of handwriting
_ON_A_PAGE = 30  # rows of two lines
_PICTURE = 0.74  # of its size in the HTML report
_TALLEST = 560.0  # points; what stands on a page
# Stands in the file where no event date does. Not today: the same input gives the same bytes.
_NO_DATE = datetime.datetime(2000, 1, 1)


class WordDocument:
    """Collects the parts of a document and packs them.

    Args:
        title: For its properties and the foot of each page.
        language: BCP 47 tag.
        date: ISO date for its properties, or empty.
        subject: What it is, for its properties.
        pictures: Its figures as PNG, by name.
        template: An organisation's Word file to build it on; None for the report's own look.
        pages: Of the headings in the contents, in order, as far as they are known.
    """

    def __init__(
        self,
        *,
        title: str,
        language: str,
        date: str,
        subject: str = "Draft themes",
        pictures: Mapping[str, bytes] | None = None,
        template: WordTemplate | None = None,
        pages: Sequence[int] = (),
    ) -> None:
        self._pages = pages
        self._title = show_illegal(title)
        self._subject = subject
        self._painted = pictures or {}
        self._language = language
        self._date = date
        self._document: WordFile = docx.Document(io.BytesIO(template.content) if template else None)
        self._templated = template is not None
        if template is not None:
            detach_template(self._document)
        if template is None:
            self._set_page()
        self._body: list[str] = []
        self._headings: list[tuple[int, str, str]] = []  # level, bookmark, text
        self._contents_at = 0
        self._pictures = 0
        # Numbers of bookmarks and pictures that a template may have taken are left out.
        self._first = 5000 if template else 0

    def add_title(self, title: str, subtitle: str, status: str, eyebrow: str = "") -> None:
        """Begin with how far the report can be relied on, its title, and what stands around it."""
        self._body.append(paragraph(status, "Status"))
        if eyebrow:
            self._body.append(paragraph(eyebrow, "Eyebrow"))
        self._body.append(paragraph(title, "Title"))
        if subtitle:
            self._body.append(paragraph(subtitle, "Subtitle"))

    def add_contents(self) -> None:
        """Leave room for the table of contents, whose entries are known at the end."""
        self._contents_at = len(self._body)

    def add_heading(self, text: str, level: int, *, in_contents: bool = True, new_page: bool = False) -> None:
        """Add a heading of level 1 to 3, which the contents name if it is of the first two."""
        if not in_contents or level > _CONTENTS_LEVELS:
            self._body.append(paragraph(text, f"Heading{level}"))
            return
        number = self._first + len(self._headings) + 1
        bookmark = f"_Toc{number:06d}"
        self._headings.append((level, bookmark, text))
        start = f'<w:bookmarkStart w:id="{number}" w:name="{bookmark}"/>'
        marked = f'{start}{run(text)}<w:bookmarkEnd w:id="{number}"/>'
        self._body.append(paragraph_of(marked, f"Heading{level}", text, new_page=new_page))

    def add_paragraph(self, text: str, style: Style | Literal["reference"] = "plain") -> None:
        """Add a paragraph, unless it is empty."""
        if text:
            self._body.append(paragraph(text, _STYLES.get(style, "")))

    def keep_last(self, number: int) -> None:
        """Keep so many of the last paragraphs with what follows, so that it stands on no page of its own."""
        for place in range(max(0, len(self._body) - number), len(self._body)):
            begun, style, rest = self._body[place].partition("/>")
            if begun.startswith('<w:p><w:pPr><w:pStyle w:val="') and not rest.startswith("<w:keepNext/>"):
                self._body[place] = f"{begun}{style}<w:keepNext/>{rest}"

    def add_bullets(self, items: Sequence[str], *, numbered: bool = False) -> None:
        """Add a list, with bullets or numbered from 1."""
        number = add_list(self._document, numbered=True) if numbered else 0
        style = "ListNumber" if numbered else "ListBullet"
        self._body += [paragraph(item, style, number) for item in items]

    def add_quote(self, words: str, about: str, lead: str = "", *, stays: bool = False) -> None:
        """Add somebody's words, behind them where they come from; it may stay with what follows.

        Args:
            lead: What they stand under, above them.
        """
        style = "QuoteKept" if stays else "Quote"
        if lead:
            self._body.append(paragraph_of(run(lead, "Source"), "QuoteKept", lead))
        if is_right_to_left(words) or "\n" in words:
            self._body += [paragraph(words, style), paragraph(about, "Reference")]
        else:
            self._body.append(paragraph_of(run(words) + run(f"  {about}", "Source"), style, words))

    def add_table(self, table: CountTable) -> None:
        """Add a table of counts, with its caption above."""
        numbers = range(1, table.counted + 1)
        columns = range(len(table.head))
        styles = ["TableNumber" if column in numbers else "TableText" for column in columns]
        if table.look != "cards":
            self._body.append(paragraph(table.caption, "Caption"))
        heads = ["TableHeadNumber" if column in numbers else "TableHead" for column in columns]
        widths = self._begin_table(table.caption, table.head, heads, weigh_columns(table))
        whole = table.look == "heat" and len(table.rows) <= _ON_A_PAGE
        for place, (texts, tints) in enumerate(zip(table.rows, tint_cells(table), strict=True), start=1):
            stays = whole and place < len(table.rows)
            cells = (
                paragraph(cell_words(text), style, stays=stays)
                for text, style in zip(texts, styles, strict=True)
            )
            fills = [TINTS[tint - 1] if tint > 0 else "" for tint in tints]
            self._body.append(row(cells, widths, fills=fills))
        self._end_table()

    def add_notes(self, listed: NoteList) -> None:
        """Add a table of notes; its caption is its text alternative and not shown."""
        head = ["TableHead"] * len(listed.head)
        widths = self._begin_table(listed.caption, listed.head, head, _NOTE_COLUMNS)
        for note in listed.notes:
            words = paragraph(note.words, "TableNote")
            words += paragraph(note.context, "TableContext") if note.context else ""
            cells = [paragraph(note.reference, "TableText"), words, paragraph(note.said, "TableText")]
            self._body.append(row(cells, widths))
        self._end_table()

    def add_form(
        self, caption: str, head: Sequence[str], rows: Iterable[Sequence[str]], weights: Sequence[float]
    ) -> None:
        """Add a table to write in: its rows are high enough for a pen."""
        widths = self._begin_table(caption, head, ["TableHead"] * len(head), weights)
        for texts in rows:
            cells = (paragraph(text, "TableText") for text in texts)
            self._body.append(row(cells, widths, f'<w:trHeight w:val="{_FORM_ROW}" w:hRule="atLeast"/>'))
        self._end_table()

    def add_figure(self, figure: AnyFigure, drawing: Drawing) -> None:
        """Add a figure with what it says in words."""
        relation, _ = self._document.part.get_or_add_image(io.BytesIO(self._painted[figure.name]))
        self._pictures += 1
        number = self._first + self._pictures
        scale = min(_PICTURE, _TALLEST / drawing.height, self._text_width() / 20 / drawing.width)
        width, height = drawing.width * scale, drawing.height * scale
        self._body.append(picture(relation, number, width, height, f"{figure.title}. {figure.finding}"))
        self._body.append(paragraph(figure.finding, "FigureText"))

    def to_bytes(self) -> bytes:
        """Pack the document."""
        body = [*self._body[: self._contents_at], *self._contents(), *self._body[self._contents_at :]]
        parsed = parse_xml(f"<w:body {NAMESPACES}>{''.join(body)}</w:body>")
        self._set_footer()
        if self._templated:
            renamed = add_missing_styles(self._document, self._language)
            _rename_styles(parsed, renamed)
            for footer in [section.footer for section in self._document.sections][:1]:
                _rename_styles(footer._element, renamed)
            following = clear_body(self._document)
        else:
            set_own_styles(self._document, self._language)
            following = self._document.element.body.sectPr
        for element in list(parsed):
            following.addprevious(element)
        self._set_properties()
        self._drop_thumbnail()
        packed = io.BytesIO()
        self._document.save(packed)
        return repack(packed.getvalue())

    def _begin_table(
        self, caption: str, head: Sequence[str], styles: Sequence[str], weights: Sequence[float]
    ) -> list[int]:
        """Open a table; gives back the widths of its columns."""
        widths = [round(self._text_width() * weight / sum(weights)) for weight in weights]
        self._body.append(begin_table(caption, head, styles, widths))
        return widths

    def _end_table(self) -> None:
        # Two tables without a paragraph between them would become one.
        self._body.append('</w:tbl><w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr></w:p>')

    def _text_width(self) -> int:
        """Twentieths of a point between the margins."""
        section = self._document.sections[-1]
        page, left, right = section.page_width, section.left_margin, section.right_margin
        return round(((page or Mm(210)) - (left or _MARGIN) - (right or _MARGIN)) / _TWIP)

    def _contents(self) -> list[str]:
        """A table of contents, with page numbers where they are known: the PDF's, until Word has its own."""
        if not self._contents_at:
            return []
        begin = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
            f' TOC \\o "1-{_CONTENTS_LEVELS}" \\h \\z </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        paragraphs = [paragraph("Contents", "TOCHeading")]
        for number, (level, bookmark, text) in enumerate(self._headings):
            shown = str(self._pages[number]) if number < len(self._pages) else "1"
            page = "" if not self._pages else "<w:r><w:tab/></w:r>" + field(f"PAGEREF {bookmark} \\h", shown)
            words = run(text, "Hyperlink")
            link = f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{words}{page}</w:hyperlink>'
            start = begin if number == 0 else ""
            paragraphs.append(paragraph_of(start + link, f"TOC{level}", text))
        if self._headings:
            paragraphs.append('<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>')
        return paragraphs

    def _set_page(self) -> None:
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = _MARGIN
        section.top_margin = section.bottom_margin = _MARGIN

    def _set_footer(self) -> None:
        """Title and page number at the foot of each page, unless a template has a foot of its own."""
        footer = self._document.sections[0].footer
        if self._templated and not footer.is_linked_to_previous:
            return
        footer.is_linked_to_previous = False
        for element in list(footer._element):
            footer._element.remove(element)
        pages = f"{run('Page ')}{field('PAGE')}{run(' of ')}{field('NUMPAGES')}"
        content = f"{run(self._title[:80])}<w:r><w:tab/></w:r>{pages}"
        footer._element.append(
            parse_xml(f'<w:p {NAMESPACES}><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{content}</w:p>')
        )

    def _drop_thumbnail(self) -> None:
        """Leave out python-docx's own picture of an empty page, which file managers would show."""
        relations = self._document.part.package.rels
        for relation in [key for key, value in relations.items() if value.reltype.endswith("/thumbnail")]:
            relations.pop(relation)

    def _set_properties(self) -> None:
        try:
            date = datetime.datetime.fromisoformat(last_day(self._date))
        except ValueError:
            date = _NO_DATE
        properties = self._document.core_properties
        properties.title = self._title[:255]
        properties.subject = self._subject
        properties.author = properties.last_modified_by = "Listening event notes"
        properties.language = self._language
        properties.comments = properties.keywords = properties.category = ""
        properties.created = properties.modified = date.replace(tzinfo=None)
        properties.revision = 1


def _rename_styles(element: Any, renamed: Mapping[str, str]) -> None:
    """Call styles what the template calls them."""
    for name in ("pStyle", "rStyle", "tblStyle"):
        for used in element.iter(f"{W}{name}"):
            identifier = used.get(f"{W}val")
            used.set(f"{W}val", renamed.get(identifier, identifier))
