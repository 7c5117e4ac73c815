"""Word, OpenDocument and web pages give the same lines, and so the same notes, as Markdown."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from markdown_it import MarkdownIt

from pipeline.ingest import EventFile, RawEvent, gather_event, read_event
from pipeline.ingest.formats import read_document
from pipeline.ingest.lines import SAME_KIND, Line
from pipeline.settings import load_settings
from tests.ingest.builders import build_open_document, build_word, build_word_body, change_archive

SETTINGS = load_settings().ingest
# Word processors set typographic quotes and hard spaces where Markdown has plain ones.
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "…": "...", "\u00a0": " "})


def _lines(name: str, content: bytes) -> tuple[Line, ...]:
    lines = read_document(name, content).lines
    assert len({line.locator for line in lines}) == len(lines)
    for line in lines:
        assert line.content in line.text
        line.text.encode()
    return lines


def _page(html: str) -> list[Line]:
    return [line for line in _lines("x.html", html.encode()) if line.form != "blank"]


def _shape(lines: tuple[Line, ...] | list[Line]) -> list[tuple[str, str, int]]:
    return [(line.words, line.form, line.level) for line in lines if line.form != "blank"]


def _simplify(value: object) -> str:
    return " ".join(str(value).translate(_PLAIN).split())


@pytest.mark.parametrize("ending", ["docx", "odt", "html"])
def test_a_real_write_up_gives_the_same_notes_in_every_format(mansfield_source: Path, ending: str) -> None:
    if ending == "html":  # there is no such file: made from the Markdown by another program
        page = MarkdownIt("commonmark").render(mansfield_source.read_text(encoding="utf-8"))
        raw = RawEvent(mansfield_source.stem, EventFile(), (("notes.html", page.encode()),), ())
    else:
        raw = gather_event(mansfield_source.parent / "formats" / f"{mansfield_source.stem}.{ending}")
    expected, found = (read_event(event, SETTINGS).notes for event in (gather_event(mansfield_source), raw))
    assert len(found) == len(expected) == 191
    for column in ("words", "question", "table", "kind", "heading", "lead_in", "votes", "speaker"):
        assert found[column].map(_simplify).tolist() == expected[column].map(_simplify).tolist(), column


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "x.docx",
            build_word(
                lambda d: [
                    d.add_paragraph("Event", "Title"),
                    d.add_paragraph("Table 1 – What helps?", "Heading 2"),
                    d.add_paragraph("tea", "List Bullet"),
                    d.add_paragraph("green tea", "List Bullet 2"),
                    d.add_paragraph("time", "List Number"),
                    d.add_paragraph("Good practice:"),
                    d.add_paragraph("• cake"),
                    d.add_paragraph("    - fruit cake"),
                    d.add_paragraph(""),
                ]
            ),
        ),
        (
            "x.odt",
            build_open_document(
                '<text:p text:style-name="P1">Event</text:p>'
                '<text:h text:outline-level="2">Table 1 – What helps?</text:h>'
                "<text:list><text:list-item><text:p>tea</text:p>"
                "<text:list><text:list-item><text:p>green tea</text:p></text:list-item></text:list>"
                "</text:list-item><text:list-item><text:p>time</text:p></text:list-item></text:list>"
                "<text:p>Good practice:</text:p><text:p>• cake</text:p>"
                '<text:p><text:s text:c="4"/>- fruit cake</text:p><text:p/>',
                automatic='<style:style style:name="P1" style:family="paragraph" '
                'style:parent-style-name="Title"/>',
            ),
        ),
        (
            "x.html",
            "<title></title><h1>Event</h1><h2>Table 1 – What helps?</h2>"
            "<ul><li>tea<ul><li>green tea</ul><li>time</ul><p>Good practice:<p>• cake</p>"
            "<pre>    - fruit cake</pre><p></p>".encode(),
        ),
    ],
)
def test_headings_and_lists_have_their_levels(name: str, content: bytes) -> None:
    lines = _lines(name, content)
    assert _shape(lines) == [
        ("Event", "heading", 1),
        ("Table 1 – What helps?", "heading", 2),
        ("tea", "item", 1),
        ("green tea", "item", 2),
        ("time", "item", 1),
        ("Good practice:", "text", 0),
        ("cake", "item", 1),
        ("fruit cake", "item", 2),
    ]
    assert (lines[-1].form, lines[-1].text) == ("blank", "")
    notes = read_event(RawEvent("e", EventFile(), ((name, content),), ()), SETTINGS).notes
    assert notes["lead_in"].tolist() == ["", "", "", "Good practice:", ""]


def test_a_style_based_on_a_heading_is_a_heading_whatever_it_is_called() -> None:
    def write(document: docx.document.Document) -> None:
        style = document.styles.add_style("Überschrift der Gruppe", 1)
        style.base_style = document.styles["Heading 3"]
        again = document.styles.add_style("Noch eine", 1)
        again.base_style = style
        document.add_paragraph("a", again)
        document.add_paragraph("b", style)

    assert _shape(_lines("x.docx", build_word(write))) == [("a", "heading", 3), ("b", "heading", 3)]


def test_outline_levels_and_levels_of_numbering_count() -> None:
    lines = _lines(
        "x.docx",
        build_word_body(
            '<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>',
            '<w:p><w:pPr><w:numPr><w:ilvl w:val="2"/><w:numId w:val="7"/></w:numPr></w:pPr>'
            "<w:r><w:t>b</w:t></w:r></w:p>",
            '<w:p><w:pPr><w:pStyle w:val="ListBullet"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>'
            "<w:r><w:t>c</w:t></w:r></w:p>",
        ),
    )
    assert _shape(lines) == [("a", "heading", 2), ("b", "item", 3), ("c", "text", 0)]


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

    assert [line.bold for line in _lines("x.docx", build_word(write))] == [True, True, False, False]


def test_deletions_are_gone_and_insertions_stay() -> None:
    lines = _lines(
        "x.docx",
        build_word_body(
            "<w:p><w:r><w:t xml:space='preserve'>more </w:t></w:r>"
            "<w:del w:id='1' w:author='A'><w:r><w:delText>cake</w:delText><w:br/></w:r></w:del>"
            "<w:ins w:id='2' w:author='A'><w:r><w:t>tea</w:t></w:r></w:ins>"
            "<w:moveFrom w:id='3'><w:r><w:t> moved away</w:t></w:r></w:moveFrom>"
            "<w:moveTo w:id='4'><w:r><w:t> moved here</w:t></w:r></w:moveTo></w:p>",
            "<w:p><w:pPr><w:rPr><w:del w:id='5' w:author='A'/></w:rPr></w:pPr>"
            "<w:del w:id='6' w:author='A'><w:r><w:delText>whole paragraph</w:delText></w:r></w:del></w:p>",
            "<w:p><w:r><w:t>last</w:t></w:r></w:p>",
        ),
    )
    assert [(line.text, line.number) for line in lines] == [("more tea moved here", 1), ("last", 2)]
    lines = _lines(
        "x.odt",
        build_open_document(
            "<text:tracked-changes><text:changed-region><text:deletion><text:p>cake</text:p></text:deletion>"
            "</text:changed-region></text:tracked-changes>"
            "<text:p>more <text:change-start/>tea<text:change-end/></text:p>"
        ),
    )
    assert [line.text for line in lines] == ["more tea"]


def test_words_are_found_wherever_word_hides_them() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>in a box</w:t></w:r></w:p></w:txbxContent>"
    lines = _lines(
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

    lines = _lines("x.docx", build_word(write))
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


def test_headers_footers_notes_and_comments_stand_beside_the_text() -> None:
    def write(document: docx.document.Document) -> None:
        section = document.sections[0]
        section.header.paragraphs[0].text = "Listening Events"
        section.footer.paragraphs[0].text = "Page 1"
        paragraph = document.add_paragraph("a note")
        document.add_comment(paragraph.runs, text="is that so?", author="Ann", initials="A")

    lines = _lines("x.docx", build_word(write))
    assert [(line.locator, line.text, line.role) for line in lines] == [
        ("paragraph 1", "a note", ""),
        ("header 1", "Listening Events", "boilerplate"),
        ("footer 1", "Page 1", "boilerplate"),
        ("comment 1", "is that so?", "metadata"),
    ]
    assert all(line.reason for line in lines[1:])
    lines = _lines(
        "x.odt",
        build_open_document(
            "<text:p>a note<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation>"
            "<text:note-body><text:p>below</text:p></text:note-body></text:note>"
            "<office:annotation><dc:creator>Ann</dc:creator><text:p>is</text:p><text:p>that so?</text:p>"
            "</office:annotation> goes on</text:p>"
            "<text:table-of-content><text:index-body><text:p>Table 1 – What helps? 3</text:p>"
            "</text:index-body></text:table-of-content>",
            styles="<office:master-styles><style:master-page><style:header><text:p>Listening Events</text:p>"
            "</style:header></style:master-page></office:master-styles>",
        ),
    )
    assert [(line.locator, line.text, line.role) for line in lines] == [
        ("paragraph 1", "a note goes on", ""),
        ("paragraph 2", "Table 1 – What helps? 3", "boilerplate"),
        ("footnote 1", "below", "metadata"),
        ("comment 1, paragraph 1", "is", "metadata"),
        ("comment 1, paragraph 2", "that so?", "metadata"),
        ("header 1", "Listening Events", "boilerplate"),
    ]


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
    lines = _lines("x.docx", content)
    assert [(line.locator, line.text, line.role) for line in lines] == [
        ("paragraph 1", "a note", ""),
        ("footnote 1", "below", "metadata"),
    ]


def test_items_that_are_never_closed_are_items_all_the_same() -> None:
    assert _shape(_page("<ul>" + "<li><b>tea</b>" * 1_000)) == [("tea", "item", 1)] * 1_000


def _fill(document: docx.document.Document, rows: list[list[str]]) -> None:
    table = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def test_notes_below_questions_in_a_table() -> None:
    def write(document: docx.document.Document) -> None:
        document.add_heading("Table 2", 2)
        _fill(
            document,
            [["Topic", "What helps?", "What gets in the way?"], ["Travel", "lifts\ntaxis", "no bus"]],
        )

    content = build_word(write)
    assert [line.locator for line in _lines("x.docx", content)][-1] == "paragraph 7, table 1 row 2 column 3"
    notes = read_event(RawEvent("e", EventFile(), (("x.docx", content),), ()), SETTINGS).notes
    assert notes[["words", "question", "table", "heading", "kind"]].to_numpy().tolist() == [
        ["lifts", "What helps?", "2", "Travel", "facilitator"],
        ["taxis", "What helps?", "2", "Travel", "facilitator"],
        ["no bus", "What gets in the way?", "2", "Travel", "facilitator"],
    ]


def test_notes_beside_questions_in_a_table() -> None:
    rows = [["Question", "Notes", "Post-its"], ["1. What helps?", "tea", "time"], ["Is it fun?", "yes", ""]]
    page = "".join("<tr>" + "".join(f"<td>{text}" for text in row) for row in rows)
    lines = _page(f"<table>{page}</table>")
    found = [(line.words, line.given.question, line.given.kind) for line in lines if line.given is not None]
    assert found == [
        ("tea", "1. What helps?", SAME_KIND),
        ("time", "1. What helps?", "post-it"),
        ("yes", "Is it fun?", SAME_KIND),
    ]


def test_questions_and_notes_in_turn_in_a_table() -> None:
    texts = ["<b>What helps?</b>", "tea", "is it on a Sunday?", "<b>What gets in the way?</b>", "no bus"]
    lines = _page("<table>" + "".join(f"<tr><td>{text}" for text in texts) + "</table>")
    found = [(line.words, line.given.question) for line in lines if line.given is not None]
    assert found == [
        ("tea", "What helps?"),
        ("is it on a Sunday?", "What helps?"),
        ("no bus", "What gets in the way?"),
    ]


def test_a_table_that_only_arranges_text_is_read_cell_by_cell() -> None:
    rows = [["Table 1", "tea"], ["- time\n- is it on a Sunday?", "cake"]]
    lines = _lines("x.docx", build_word(lambda document: _fill(document, rows)))
    assert [(line.words, line.form) for line in lines] == [
        *(("Table 1", "text"), ("tea", "text"), ("time", "item"), ("is it on a Sunday?", "item")),
        ("cake", "text"),
    ]
    assert all(line.given is None and not line.role for line in lines)


def test_open_documents_say_what_is_bold_and_what_has_a_bullet() -> None:
    lines = _lines(
        "x.odt",
        build_open_document(
            '<text:p><text:span text:style-name="T1">What</text:span> '
            '<text:span text:style-name="T1">helps?</text:span></text:p>'
            "<text:list><text:list-item><text:p>tea<text:line-break/>and cake</text:p><text:p>second</text:p>"
            "</text:list-item><text:list-header><text:p>no bullet</text:p></text:list-header></text:list>"
            "<table:table><table:table-row><table:table-cell><text:p>What stops?</text:p></table:table-cell>"
            "</table:table-row><table:table-row><table:table-cell><text:p>no\n   bus</text:p>"
            "</table:table-cell></table:table-row></table:table>"
            "<text:p><draw:frame><draw:text-box><text:p>in a box</text:p></draw:text-box></draw:frame>"
            "</text:p>",
            automatic='<style:style style:name="T1" style:family="text">'
            '<style:text-properties fo:font-weight="bold"/></style:style>',
        ),
    )
    assert [(line.words, line.form, line.bold) for line in lines] == [
        ("What helps?", "text", True),
        ("tea", "item", False),
        ("and cake", "text", False),
        ("second", "text", False),
        ("no bullet", "text", False),
        ("What stops?", "text", False),
        ("no bus", "item", False),
        ("", "blank", False),
        ("in a box", "text", False),
    ]
    assert lines[6].given is not None
    assert (lines[6].locator, lines[6].given.question) == (
        "paragraph 6, table 1 row 2 column 1",
        "What stops?",
    )


def test_a_page_is_read_as_a_browser_shows_it() -> None:
    lines = _page(
        "<html><head><title>A page</title><style>p {}</style></head>\n<body><nav>Home</nav>\n"
        "<div>tea &amp; &lt;cake&gt;\n  and &#x1F600; caf&eacute;</div>\n"
        "<p>one<br>two</p><details><summary>What helps?</summary>time<script>x = '<p>'</script></details>\n"
        "<p hidden>secret</p><p>seen<template>spare</template></p><!-- todo --><img alt='a photo' src=x>\n"
        "<p><strong>What</strong> <b>stops?</b></p><footer>contact</footer></body></html>"
    )
    assert [(line.locator, line.words, line.role) for line in lines] == [
        ("line 1", "A page", "metadata"),
        ("line 1, part 2", "p {}", "metadata"),
        ("line 2", "Home", "boilerplate"),
        ("line 3", "tea & <cake> and 😀 café", ""),
        ("line 5", "one", ""),
        ("line 5, part 2", "two", ""),
        ("line 5, part 3", "What helps?", ""),
        ("line 5, part 4", "time", ""),
        ("line 5, part 5", "x = '<p>'", "metadata"),
        ("line 6", "secret", "metadata"),
        ("line 6, part 2", "seen", ""),
        ("line 6, part 3", "spare", "metadata"),
        ("line 6, part 4", "todo", "metadata"),
        ("line 6, part 5", "a photo", "boilerplate"),
        ("line 7", "What stops?", ""),
        ("line 7, part 2", "contact", "boilerplate"),
    ]
    assert [line.words for line in lines if line.bold] == ["What helps?", "What stops?"]


def test_pages_saved_by_word_and_google_docs_keep_their_lists() -> None:
    lines = _page(
        "<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]>"
        "<span style='mso-list:Ignore'>o<span>&nbsp;&nbsp;</span></span><![endif]>tea</p>"
        '<ul class="c5 lst-kix_abc-1 start"><li>time</li></ul><![odd[ mark ]]>'
        '<b style="font-weight:normal"><p>plain</p></b><p style="font-weight: 700">bold</p>'
    )
    assert _shape(lines) == [
        *(("tea", "item", 2), ("time", "item", 2), ("plain", "text", 0), ("bold", "text", 0)),
    ]
    assert [line.bold for line in lines] == [False, False, False, True]


def test_cells_that_span_others_keep_their_columns() -> None:
    lines = _page(
        "<table><tr><td rowspan=2>What helps?<td>tea<tr><td>time<tr><td colspan=2>Who came?</table>"
        "<table><tr><th>What helps?<th>What stops?<tr><td colspan=2>both<tr><td>a<td>b</table>"
    )
    found = {line.words: line.given.question for line in lines if line.given is not None}
    assert found == {
        "tea": "What helps?",
        "time": "What helps?",
        "both": "What helps?",
        "a": "What helps?",
        "b": "What stops?",
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252", "iso-8859-2"])
def test_a_page_may_say_how_it_is_encoded(encoding: str) -> None:
    words = "žluťoučký" if encoding == "iso-8859-2" else "café – tea"
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={encoding}"><p>{words}</p>'
    assert [line.words for line in _lines("x.htm", page.encode(encoding))] == [words]


def test_struck_out_and_hidden_words_are_no_notes() -> None:
    def write(document: docx.document.Document) -> None:
        document.add_paragraph().add_run("struck").font.strike = True
        document.add_paragraph().add_run("hidden").font.hidden = True
        document.add_paragraph("half ").add_run("struck").font.strike = True

    lines = _lines("x.docx", build_word(write))
    assert [line.role for line in lines] == ["context", "metadata", ""]
    assert [line.role for line in _page("<p><s>struck</s><p>half <s>struck</s>")] == ["context", ""]


def test_right_to_left_text_and_emoji_pass_unchanged() -> None:
    words = "שלום \u200fمرحبا 👩🏽\u200d🦽 \u202eabc\u202c"
    odt = build_open_document(f"<text:p>{words}</text:p>")
    for name, content in (
        ("x.docx", build_word(lambda document: document.add_paragraph(words))),
        ("x.odt", odt),
        ("x.html", f"<p>{words}</p>".encode()),
    ):
        assert [line.text for line in _lines(name, content)] == [words]


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
    assert _shape(_lines("x.docx", strict)) == [("tea", "item", 2)]


def test_a_large_document_takes_no_more_than_its_share() -> None:
    paragraph = "<w:p><w:r><w:t>tea and {}</w:t></w:r></w:p>"

    def write(document: docx.document.Document) -> None:
        body = "".join(paragraph.format(number) for number in range(20_000))
        holder = parse_xml(f"<w:body {nsdecls('w')}>{body}</w:body>")
        for element in list(holder):
            document.element.body.insert(0, element)

    assert len(_lines("x.docx", build_word(write))) == 20_000
