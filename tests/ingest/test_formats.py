"""Word, OpenDocument and web pages give the same lines, and so the same notes, as Markdown."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from markdown_it import MarkdownIt

from pipeline.ingest import EventFile, RawEvent, gather_event, read_event
from pipeline.settings import load_settings
from tests.ingest.builders import build_open_document, build_word, build_word_body
from tests.ingest.reading import read_lines, read_page, show_shape

SETTINGS = load_settings().ingest
# Word processors set typographic quotes and hard spaces where Markdown has plain ones.
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "…": "...", "\u00a0": " "})


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
    lines = read_lines(name, content)
    assert show_shape(lines) == [
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


def test_deletions_are_gone_and_insertions_stay() -> None:
    lines = read_lines(
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
    lines = read_lines(
        "x.odt",
        build_open_document(
            "<text:tracked-changes><text:changed-region><text:deletion><text:p>cake</text:p></text:deletion>"
            "</text:changed-region></text:tracked-changes>"
            "<text:p>more <text:change-start/>tea<text:change-end/></text:p>"
        ),
    )
    assert [line.text for line in lines] == ["more tea"]


def test_headers_footers_notes_and_comments_stand_beside_the_text() -> None:
    def write(document: docx.document.Document) -> None:
        section = document.sections[0]
        section.header.paragraphs[0].text = "Listening Events"
        section.footer.paragraphs[0].text = "Page 1"
        paragraph = document.add_paragraph("a note")
        document.add_comment(paragraph.runs, text="is that so?", author="Ann", initials="A")

    lines = read_lines("x.docx", build_word(write))
    assert [(line.locator, line.text, line.role) for line in lines] == [
        ("paragraph 1", "a note", ""),
        ("header 1", "Listening Events", "boilerplate"),
        ("footer 1", "Page 1", "boilerplate"),
        ("comment 1", "is that so?", "metadata"),
    ]
    assert all(line.reason for line in lines[1:])
    lines = read_lines(
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


def test_struck_out_and_hidden_words_are_no_notes() -> None:
    def write(document: docx.document.Document) -> None:
        document.add_paragraph().add_run("struck").font.strike = True
        document.add_paragraph().add_run("hidden").font.hidden = True
        document.add_paragraph("half ").add_run("struck").font.strike = True

    lines = read_lines("x.docx", build_word(write))
    assert [line.role for line in lines] == ["context", "metadata", ""]
    assert [line.role for line in read_page("<p><s>struck</s><p>half <s>struck</s>")] == [
        "context",
        "",
        "metadata",
    ]


def test_right_to_left_text_and_emoji_pass_unchanged() -> None:
    words = "שלום \u200fمرحبا 👩🏽\u200d🦽 \u202eabc\u202c"
    odt = build_open_document(f"<text:p>{words}</text:p>")
    for name, content in (
        ("x.docx", build_word(lambda document: document.add_paragraph(words))),
        ("x.odt", odt),
        ("x.html", f"<p>{words}</p>".encode()),
    ):
        assert [line.text for line in read_lines(name, content)] == [words]
