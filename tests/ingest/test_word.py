"""Word documents: styles, bold, breaks, footnotes, and wherever Word hides words."""

from __future__ import annotations

import re

import docx
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pipeline.ingest import EventFile, RawEvent, read_event
from pipeline.settings import load_settings
from tests.ingest.builders import build_word, build_word_body, change_archive
from tests.ingest.reading import read_lines, show_shape

SETTINGS = load_settings().ingest


def test_a_style_based_on_a_heading_is_a_heading_whatever_it_is_called() -> None:
    def write(document: docx.document.Document) -> None:
        style = document.styles.add_style("Überschrift der Gruppe", 1)
        style.base_style = document.styles["Heading 3"]
        again = document.styles.add_style("Noch eine", 1)
        again.base_style = style
        document.add_paragraph("a", again)
        document.add_paragraph("b", style)

    assert show_shape(read_lines("x.docx", build_word(write))) == [("a", "heading", 3), ("b", "heading", 3)]


def test_outline_levels_and_levels_of_numbering_count() -> None:
    lines = read_lines(
        "x.docx",
        build_word_body(
            '<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>',
            '<w:p><w:pPr><w:numPr><w:ilvl w:val="2"/><w:numId w:val="7"/></w:numPr></w:pPr>'
            "<w:r><w:t>b</w:t></w:r></w:p>",
            '<w:p><w:pPr><w:pStyle w:val="ListBullet"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>'
            "<w:r><w:t>c</w:t></w:r></w:p>",
        ),
    )
    assert show_shape(lines) == [("a", "heading", 2), ("b", "item", 3), ("c", "text", 0)]


def test_a_question_in_bold_is_a_question_even_with_a_number() -> None:
    def write(document: docx.document.Document) -> None:
        document.add_paragraph().add_run("What helps?").bold = True
        document.add_paragraph("tea", "List Bullet")
        document.add_paragraph("", "List Number").add_run("What gets in the way?").bold = True
        document.add_paragraph("time", "List Bullet")
        document.add_paragraph().add_run("3. What would you try?").bold = True
        document.add_paragraph("cake", "List Bullet").runs[0].bold = True

    raw = RawEvent("e", EventFile(), (("x.docx", build_word(write)),), ())
    notes = read_event(raw, SETTINGS).notes
    assert list(zip(notes["words"], notes["question"], strict=True)) == [
        ("tea", "What helps?"),
        ("time", "What gets in the way?"),
        ("cake", "What would you try?"),
    ]


def test_a_paragraph_is_bold_when_all_its_words_are() -> None:
    def write(document: docx.document.Document) -> None:
        first = document.add_paragraph()
        first.add_run("all ").bold = True
        first.add_run(" ")
        first.add_run("bold").bold = True
        second = document.add_paragraph("by style")
        second.style = document.styles.add_style("Strong question", 1)
        second.style.font.bold = True
        third = document.add_paragraph("part ")
        third.add_run("bold").bold = True
        fourth = document.add_paragraph(style=second.style)
        fourth.add_run("switched off").bold = False

    assert [line.bold for line in read_lines("x.docx", build_word(write))] == [True, True, False, False]


def test_words_are_found_wherever_word_hides_them() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>in a box</w:t></w:r></w:p></w:txbxContent>"
    lines = read_lines(
        "x.docx",
        build_word_body(
            "<w:p><w:hyperlink><w:r><w:t xml:space='preserve'>a link </w:t></w:r></w:hyperlink>"
            "<w:smartTag><w:r><w:t xml:space='preserve'>a tag </w:t></w:r></w:smartTag>"
            "<w:fldSimple><w:r><w:t>a field</w:t></w:r></w:fldSimple>"
            "<w:r><w:instrText>PAGE</w:instrText><w:tab/><w:t>e</w:t><w:noBreakHyphen/><w:t>mail</w:t>"
            "<w:sym w:font='Wingdings' w:char='F0E0'/></w:r></w:p>",
            "<w:sdt><w:sdtPr><w:alias w:val='no'/></w:sdtPr><w:sdtContent>"
            "<w:p><w:r><w:t>a control</w:t></w:r></w:p></w:sdtContent></w:sdt>",
            "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
            f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox>"
            "</w:pict></mc:Fallback></mc:AlternateContent><w:t>beside the box</w:t></w:r></w:p>",
            f"<w:p><w:r><w:pict><v:textbox>{box}</v:textbox></w:pict></w:r></w:p>",
            "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:t>new programs only</w:t>"
            "</mc:Choice></mc:AlternateContent></w:r></w:p>",
            "<w:p><w:r><w:drawing><wp:inline><wp:docPr id='1' name='x' descr='post-its'/><a:blip/>"
            "</wp:inline></w:drawing></w:r></w:p>",
        ),
    )
    assert [line.text for line in lines] == [
        *("a link a tag a field\te-mail→", "a control", "beside the box", "in a box", "", "in a box"),
        *("new programs only", "post-its"),
    ]
    assert [line.number for line in lines] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert (lines[-1].role, "cannot be read" in lines[-1].reason) == ("boilerplate", True)


def test_a_soft_break_ends_a_line_but_not_a_bullet() -> None:
    def write(document: docx.document.Document) -> None:
        paragraph = document.add_paragraph("Friday")
        paragraph.add_run().add_break()
        paragraph.add_run("Town hall")
        bullet = document.add_paragraph("tea", "List Bullet")
        bullet.add_run().add_break()
        bullet.add_run("and biscuits")
        typed = document.add_paragraph("- one")
        typed.add_run().add_break()
        typed.add_run("- two")
        typed.add_run().add_break(WD_BREAK.PAGE)

    lines = read_lines("x.docx", build_word(write))
    assert [(line.locator, line.text, line.words, line.form) for line in lines] == [
        ("paragraph 1", "Friday", "Friday", "text"),
        ("paragraph 1, line 2", "Town hall", "Town hall", "text"),
        ("paragraph 2", "tea", "tea", "item"),
        ("paragraph 2, line 2", "and biscuits", "and biscuits", "text"),
        ("paragraph 3", "- one", "one", "item"),
        ("paragraph 3, line 2", "- two", "two", "item"),
    ]
    raw = RawEvent("e", EventFile(), (("x.docx", build_word(write)),), ())
    notes = read_event(raw, SETTINGS).notes
    assert notes["words"].tolist()[-3:] == ["tea and biscuits", "one", "two"]


def test_footnotes_of_word_are_kept_and_its_separators_are_not() -> None:
    notes = (
        f"<w:footnotes {nsdecls('w')}><w:footnote w:type='separator' w:id='0'><w:p><w:r><w:separator/></w:r>"
        "</w:p></w:footnote><w:footnote w:id='1'><w:p><w:r><w:t>below</w:t></w:r></w:p></w:footnote>"
        "</w:footnotes>"
    )
    relation = (
        b'<Relationship Id="r99" Target="/word/notes.xml" Type="http://schemas.openxmlformats.org/'
        b'officeDocument/2006/relationships/footnotes"/></Relationships>'
    )
    content = change_archive(
        build_word(lambda document: document.add_paragraph("a note")),
        {"word/_rels/document.xml.rels": lambda part: part.replace(b"</Relationships>", relation)},
        {"word/notes.xml": notes},
    )
    lines = read_lines("x.docx", content)
    assert [(line.locator, line.text, line.role) for line in lines] == [
        ("paragraph 1", "a note", ""),
        ("footnote 1", "below", "metadata"),
    ]


def test_documents_of_the_strict_format_are_read() -> None:
    def make_strict(part: bytes) -> bytes:
        part = part.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        return re.sub(
            rb"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
            part,
        )

    content = build_word(lambda document: document.add_paragraph("tea", "List Bullet 2"))
    names = ("_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels", "word/styles.xml")
    strict = change_archive(content, dict.fromkeys(names, make_strict))
    assert show_shape(read_lines("x.docx", strict)) == [("tea", "item", 2)]


def test_a_large_document_takes_no_more_than_its_share() -> None:
    paragraph = "<w:p><w:r><w:t>tea and {}</w:t></w:r></w:p>"

    def write(document: docx.document.Document) -> None:
        body = "".join(paragraph.format(number) for number in range(20_000))
        holder = parse_xml(f"<w:body {nsdecls('w')}>{body}</w:body>")
        for element in list(holder):
            document.element.body.insert(0, element)

    assert len(read_lines("x.docx", build_word(write))) == 20_000
