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

from pipeline.keeping.packages import repack
from pipeline.report.blocks import AnyFigure, CountTable, Document, Drawing, NoteList, Style
from pipeline.report.formats import is_right_to_left, show_illegal, weigh_columns, write_document
from pipeline.report.formats.word_template import (
    WordTemplate,
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

_MARGIN = Mm(20)
_TWIP = 635  # of Word's smallest units
_CONTENTS_LEVELS = 2
_NOTE_COLUMNS = (1.05, 2.9, 1.75, 1.0)  # shares of the width
_STYLES = {"lead": "Lead", "eyebrow": "Lead", "reference": "Reference"}
_FORM_ROW = 560  # twentieths of a point; room for a line of handwriting
_PICTURE = 0.74  # of its size in the HTML report
_TALLEST = 560.0  # points; what stands on a page
# Stands in the file where no event date does. Not today: the same input gives the same bytes.
_NO_DATE = datetime.datetime(2000, 1, 1)


def render_word(
    document: Document,
    drawings: Mapping[str, Drawing],
    pictures: Mapping[str, bytes],
    template: WordTemplate | None = None,
) -> bytes:
    """Render a report as a Word document that people can correct; pictures are its figures as PNG."""
    paper = WordDocument(
        title=document.title,
        language=document.language,
        date=document.date,
        pictures=pictures,
        template=template,
    )
    paper.add_title(document.title, document.subtitle, document.status)
    paper.add_contents()
    write_document(paper, document, drawings)
    return paper.to_bytes()


class WordDocument:
    """Collects the parts of a document and packs them.

    Args:
        title: For its properties and the foot of each page.
        language: BCP 47 tag.
        date: ISO date for its properties, or empty.
        subject: What it is, for its properties.
        pictures: Its figures as PNG, by name.
        template: An organisation's Word file to build it on; None for the report's own look.
    """

    def __init__(
        self,
        *,
        title: str,
        language: str,
        date: str,
        subject: str = "Draft themes of a listening event",
        pictures: Mapping[str, bytes] | None = None,
        template: WordTemplate | None = None,
    ) -> None:
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

    def add_title(self, title: str, subtitle: str, status: str) -> None:
        """Begin with the title, what stands under it, and how far the report can be relied on."""
        self._body.append(paragraph(title, "Title"))
        if subtitle:
            self._body.append(paragraph(subtitle, "Subtitle"))
        self._body.append(paragraph(status, "Status"))

    def add_contents(self) -> None:
        """Leave room for the table of contents, whose entries are known at the end."""
        self._contents_at = len(self._body)

    def add_heading(self, text: str, level: int, anchor: str = "") -> None:
        """Add a heading of level 1 to 3; tables lead nowhere here, so its anchor is not needed."""
        number = self._first + len(self._headings) + 1
        bookmark = f"_Toc{number:06d}"
        self._headings.append((level, bookmark, text))
        start = f'<w:bookmarkStart w:id="{number}" w:name="{bookmark}"/>'
        marked = f'{start}{run(text)}<w:bookmarkEnd w:id="{number}"/>'
        self._body.append(paragraph_of(marked, f"Heading{level}", text))

    def add_fold_heading(self, text: str, level: int) -> None:
        """Add the heading of something folded elsewhere, at a level that the contents leave out."""
        self.add_heading(text, max(level, _CONTENTS_LEVELS + 1))

    def add_paragraph(self, text: str, style: Style | Literal["reference"] = "plain") -> None:
        """Add a paragraph."""
        self._body.append(paragraph(text, _STYLES.get(style, "")))

    def add_labelled(self, label: str, text: str) -> None:
        """Add a paragraph of evidence that begins with what it is about."""
        self._body.append(paragraph_of(run(f"{label}: ", "Strong") + run(text), "Evidence", label))

    def add_bullets(self, items: Sequence[str]) -> None:
        """Add a list."""
        self._body += [paragraph(item, "ListBullet") for item in items]

    def add_quote(self, words: str, about: str) -> None:
        """Add somebody's words, and behind them where they come from."""
        if is_right_to_left(words) or "\n" in words:
            self._body += [paragraph(words, "Quote"), paragraph(about, "Reference")]
        else:
            self._body.append(paragraph_of(run(words) + run(f"  {about}", "Source"), "Quote", words))

    def add_table(self, table: CountTable) -> None:
        """Add a table of counts, with its caption above."""
        numbers = range(1, table.counted + 1)
        columns = range(len(table.head))
        styles = ["TableNumber" if column in numbers else "TableText" for column in columns]
        self._body.append(paragraph(table.caption, "Caption"))
        heads = ["TableHeadNumber" if column in numbers else "TableHead" for column in columns]
        widths = self._begin_table(table.caption, table.head, heads, weigh_columns(table))
        for texts in table.rows:
            cells = (paragraph(text, style) for text, style in zip(texts, styles, strict=True))
            self._body.append(row(cells, widths))
        self._end_table()

    def add_notes(self, listed: NoteList) -> None:
        """Add a table of notes; its caption is its text alternative and not shown."""
        head = ["TableHead"] * len(listed.head)
        widths = self._begin_table(listed.caption, listed.head, head, _NOTE_COLUMNS)
        for note in listed.notes:
            words = paragraph(note.words, "TableNote")
            words += paragraph(note.context, "TableContext") if note.context else ""
            cells = [paragraph(note.reference, "TableText"), words, paragraph(note.said, "TableText")]
            self._body.append(row([*cells, paragraph(note.note_id, "TableSmall")], widths))
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
        """A table of contents that shows without being updated; updating it in Word gives the same."""
        entries = [entry for entry in self._headings if entry[0] <= _CONTENTS_LEVELS]
        begin = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
            f' TOC \\o "1-{_CONTENTS_LEVELS}" \\n \\h \\z </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        paragraphs = [paragraph("Contents", "TOCHeading")]
        for number, (level, bookmark, text) in enumerate(entries):
            words = run(text, "Hyperlink")
            link = f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{words}</w:hyperlink>'
            start = begin if number == 0 else ""
            paragraphs.append(paragraph_of(start + link, f"TOC{level}", text))
        if entries:
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
            date = datetime.datetime.fromisoformat(self._date)
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
