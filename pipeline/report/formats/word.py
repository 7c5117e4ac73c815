"""Render a report as a Word document that people can correct, the same to the byte every time.

The body is written as WordprocessingML and handed to python-docx for packaging: the appendix alone has
hundreds of cells, which its own table calls would take seconds over.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import docx
from docx.document import Document as WordFile
from docx.oxml import parse_xml
from docx.shared import Mm

from pipeline.keeping.archive import repack
from pipeline.report import blocks, wording
from pipeline.report.formats import (
    REVIEWED,
    TINTS,
    cell_words,
    is_right_to_left,
    show_illegal,
    tint_cells,
    weigh_columns,
)
from pipeline.report.formats.word_template import (
    MARGIN,
    WordTemplate,
    add_list,
    add_missing_styles,
    clear_body,
    detach_template,
    drop_thumbnail,
    rename_styles,
    set_footer,
    set_own_styles,
    set_page,
    set_properties,
)
from pipeline.report.formats.word_xml import (
    NAMESPACES,
    begin_table,
    contents,
    paragraph,
    paragraph_of,
    picture,
    row,
    run,
)

_TWIP = 635  # of Word's smallest units
_CONTENTS_LEVELS = 2
_DEEPEST = 3  # level of a heading
_ABOVE_FINGERPRINT = 3  # paragraphs that stay with it
_FEW_PAGES = 2  # need no contents
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


class WordDocument:
    """Collects the parts of a document and packs them.

    Args:
        title: For its properties and the foot of each page.
        language: BCP 47 tag.
        date: ISO date for its properties, or empty.
        subject: What it is, for its properties.
        drawings: Its figures, by name.
        pictures: The same as PNG.
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
        drawings: Mapping[str, blocks.Drawing] | None = None,
        pictures: Mapping[str, bytes] | None = None,
        template: WordTemplate | None = None,
        pages: Sequence[int] = (),
    ) -> None:
        self._pages = pages
        self._title = show_illegal(title)
        self._subject = subject
        self._drawings, self._painted = drawings or {}, pictures or {}
        self._language = language
        self._date = date
        self._document: WordFile = docx.Document(io.BytesIO(template.content) if template else None)
        self._templated = template is not None
        if template is not None:
            detach_template(self._document)
        else:
            set_page(self._document)
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

    def add_paragraph(self, text: str, style: blocks.Style | Literal["reference"] = "plain") -> None:
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

    def add_table(self, table: blocks.CountTable) -> None:
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

    def add_form(
        self, caption: str, head: Sequence[str], rows: Iterable[Sequence[str]], weights: Sequence[float]
    ) -> None:
        """Add a table to write in: its rows are high enough for a pen."""
        widths = self._begin_table(caption, head, ["TableHead"] * len(head), weights)
        for texts in rows:
            cells = (paragraph(text, "TableText") for text in texts)
            self._body.append(row(cells, widths, f'<w:trHeight w:val="{_FORM_ROW}" w:hRule="atLeast"/>'))
        self._end_table()

    def add_section(self, section: blocks.Section, level: int) -> None:
        """Add a section with all that stands in it."""
        self.add_paragraph(section.eyebrow, "eyebrow")
        heading = f"{REVIEWED if section.reviewed else ''}{section.heading}"
        self.add_heading(heading, min(level, _DEEPEST), in_contents=bool(section.anchor))
        self._add_blocks(section.blocks, level)

    def _add_blocks(self, parts: Sequence[blocks.Block | blocks.Section], level: int) -> None:
        for block in parts:
            match block:
                case blocks.Section():
                    self.add_section(block, level + 1)
                case blocks.Text(words, style, reviewed):
                    self.add_paragraph(f"{REVIEWED if reviewed else ''}{words}", style)
                case blocks.Bullets(items, numbered):
                    self.add_bullets(list(map(cell_words, items)), numbered=numbered)
                case blocks.Facts(facts):
                    self.add_paragraph(" · ".join(f"{number} {what}" for number, what in facts), "lead")
                case blocks.CountTable():
                    self.add_table(block)
                case blocks.Quotes(quotes):
                    for place, quote in enumerate(quotes, start=1):
                        self._add_quote(quote, "QuoteKept" if place < len(quotes) else "Quote")
                case blocks.NoteList():
                    self._add_notes(block)
                case blocks.Beside(pieces):
                    for piece in pieces:
                        self._add_blocks(piece.blocks, level)
                case blocks.Fold(summary, folded):
                    self.add_heading(summary, _DEEPEST, in_contents=False)
                    self._add_blocks(folded, level + 1)
                case _:
                    self._add_figure(block, self._drawings[block.name])
                    if not isinstance(block, blocks.BarFigure):
                        self.add_table(block.counts)

    def _add_quote(self, quote: blocks.Quote, style: str) -> None:
        """Somebody's words, what they stand under above them, behind them where they come from."""
        words, about = quote.words, quote.about
        if quote.lead:
            self._body.append(paragraph_of(run(quote.lead, "Source"), "QuoteKept", quote.lead))
        if is_right_to_left(words) or "\n" in words:
            self._body += [paragraph(words, style), paragraph(about, "Reference")]
        else:
            self._body.append(paragraph_of(run(words) + run(f"  {about}", "Source"), style, words))

    def _add_notes(self, listed: blocks.NoteList) -> None:
        """A table of notes; its caption is its text alternative and not shown."""
        head = ["TableHead"] * len(listed.head)
        widths = self._begin_table(listed.caption, listed.head, head, _NOTE_COLUMNS)
        for note in listed.notes:
            words = paragraph(note.words, "TableNote")
            words += paragraph(note.context, "TableContext") if note.context else ""
            cells = [paragraph(note.reference, "TableText"), words, paragraph(note.said, "TableText")]
            self._body.append(row(cells, widths))
        self._end_table()

    def _add_figure(self, figure: blocks.AnyFigure, drawing: blocks.Drawing) -> None:
        relation, _ = self._document.part.get_or_add_image(io.BytesIO(self._painted[figure.name]))
        self._pictures += 1
        number = self._first + self._pictures
        scale = min(_PICTURE, _TALLEST / drawing.height, self._text_width() / 20 / drawing.width)
        width, height = drawing.width * scale, drawing.height * scale
        self._body.append(picture(relation, number, width, height, f"{figure.title}. {figure.finding}"))
        self._body.append(paragraph(figure.finding, "FigureText"))

    def to_bytes(self) -> bytes:
        """Pack the document."""
        if self._contents_at:
            listed = contents(self._headings, self._pages, _CONTENTS_LEVELS)
            self._body[self._contents_at : self._contents_at] = listed
        parsed = parse_xml(f"<w:body {NAMESPACES}>{''.join(self._body)}</w:body>")
        set_footer(self._document, self._title, templated=self._templated)
        if self._templated:
            renamed = add_missing_styles(self._document, self._language)
            rename_styles(parsed, renamed)
            for footer in [section.footer for section in self._document.sections][:1]:
                rename_styles(footer._element, renamed)
            following = clear_body(self._document)
        else:
            set_own_styles(self._document, self._language)
            following = self._document.element.body.sectPr
        for element in list(parsed):
            following.addprevious(element)
        set_properties(self._document, self._title, self._subject, self._language, self._date)
        drop_thumbnail(self._document)
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
        return round(((page or Mm(210)) - (left or MARGIN) - (right or MARGIN)) / _TWIP)


def render_word(
    document: blocks.Document,
    drawings: Mapping[str, blocks.Drawing],
    pictures: Mapping[str, bytes],
    template: WordTemplate | None = None,
    pages: Sequence[int] = (),
) -> bytes:
    """Render a report as a Word document that people can correct.

    Args:
        pictures: Its figures as PNG.
        pages: On which page each heading of the contents stands in the PDF: what the contents say until Word
            has counted its own.
    """
    paper = WordDocument(
        title=document.title,
        language=document.language,
        date=document.date,
        drawings=drawings,
        pictures=pictures,
        template=template,
        pages=pages,
    )
    paper.add_title(document.title, document.subtitle, document.status, document.eyebrow)
    if document.contents and max(pages, default=_FEW_PAGES + 1) > _FEW_PAGES:
        paper.add_contents()
    for section in document.sections:
        paper.add_section(section, 1)
    if document.fingerprint:
        paper.keep_last(_ABOVE_FINGERPRINT)
        paper.add_paragraph(f"{wording.FINGERPRINT} {document.fingerprint}", "aside")
    return paper.to_bytes()
