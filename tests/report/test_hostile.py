"""Whatever a note holds is shown as written, and nothing in it runs, loads or formats."""

from __future__ import annotations

import io
import re
from zipfile import ZipFile

import pytest
from bs4 import Doctype
from lxml import etree

from pipeline.report.blocks import Document, Quote, Quotes, Section
from pipeline.report.formats.text import escape_text, render_markdown
from tests.report.made_event import HOSTILE, Told, build_case
from tests.report.reading import (
    W,
    inline_text,
    markdown_quotes,
    read_html,
    read_markdown,
    word_paragraphs,
    word_xml,
)

SHOWN = [text.replace("\x07", "\ufffd").replace("\x01", "\ufffd") for text in HOSTILE]


def test_html_shows_hostile_notes_as_text(files: dict[str, bytes]) -> None:
    shown = [element.get_text() for element in read_html(files, "appendix.html").select(".entry .words")]
    assert [text for text in shown if text in SHOWN] == SHOWN


PAGES = ("report.html", "appendix.html", "page.html")


@pytest.mark.parametrize("name", PAGES)
def test_html_holds_nothing_that_runs_or_leads_out(files: dict[str, bytes], name: str) -> None:
    html = read_html(files, name)
    assert not html.find_all(["script", "img", "iframe", "object", "embed", "link", "base", "i"])
    assert len([part for part in html.contents if isinstance(part, Doctype)]) == 1
    for element in html.find_all(True):
        for attribute, value in element.attrs.items():
            assert not attribute.startswith("on"), element.name
            if attribute in ("href", "src", "action", "xlink:href"):
                assert str(value).startswith(("#", "appendix.html#")), value


@pytest.mark.parametrize("name", PAGES)
def test_html_fetches_nothing(files: dict[str, bytes], name: str) -> None:
    html = read_html(files, name)
    for element in html.find_all("style"):
        assert "url(" not in element.get_text()
        assert "@import" not in element.get_text()
    for element in html.find_all(True):
        for attribute, value in element.attrs.items():
            if attribute != "content" and "url(" in str(value):
                assert "url(#" in str(value)
    policy = html.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    assert "default-src 'none'" in policy


def test_word_shows_hostile_notes_as_text(files: dict[str, bytes]) -> None:
    paragraphs = word_paragraphs(files, "appendix.docx")
    shown = [text.rstrip("\u202c") for style, text in paragraphs if style == "TableNote"]
    for text in SHOWN:
        assert text in shown


def test_word_has_no_fields_but_its_own(files: dict[str, bytes]) -> None:
    with ZipFile(io.BytesIO(files["appendix.docx"])) as packed:
        for name in packed.namelist():
            if name.endswith((".xml", ".rels")):
                root = etree.fromstring(packed.read(name))
                for field in root.iter(f"{W}instrText"):
                    assert re.fullmatch(
                        r' (TOC \\o "1-2" \\h \\z|PAGE|NUMPAGES|PAGEREF _Toc\d+ \\h) ', field.text
                    )
                assert not list(root.iter(f"{W}fldSimple"))
                if name.endswith(".rels"):
                    assert not [one for one in root if one.get("TargetMode") == "External"]


def test_word_writes_right_to_left_notes_that_way(files: dict[str, bytes]) -> None:
    arabic = [
        paragraph
        for paragraph in word_xml(files, name="appendix.docx").iter(f"{W}p")
        if any((text.text or "").startswith("نحتاج") for text in paragraph.iter(f"{W}t"))
    ]
    assert arabic
    for paragraph in arabic:
        assert paragraph.find(f"{W}pPr/{W}bidi") is not None
        assert paragraph.find(f"{W}r/{W}rPr/{W}rtl") is not None


def test_an_override_of_direction_ends_with_its_note(files: dict[str, bytes]) -> None:
    text = next(text for _, text in word_paragraphs(files, "appendix.docx") if "override" in text)
    assert text.endswith("\u202c")
    assert escape_text("a \u202eturn").endswith("\u202c")


def test_markdown_shows_hostile_notes_as_text() -> None:
    quotes = tuple(Quote(str(number), text, "line 1") for number, text in enumerate(HOSTILE))
    section = Section("s", "Notes", (Quotes(quotes),))
    document = Document("d", "en-GB", "Title", "", "", "Draft.", (section,))
    blank = str.maketrans({"\u00a0": " ", "\u202c": None})
    written = {"report.md": render_markdown(document).encode()}
    shown = [inline_text(token).translate(blank) for token in markdown_quotes(written)]
    # A blank line within a note stays one; Markdown drops nothing else.
    assert shown == [re.sub(r"\n\n", "\n \n", text) for text in SHOWN]
    allowed = {"text", "hardbreak", "softbreak", "text_special"}
    for token in markdown_quotes(written):
        assert {child.type for child in token.children or []} <= allowed


def test_markdown_of_a_report_holds_no_code_and_no_html(files: dict[str, bytes]) -> None:
    odd = ("html_block", "code_block", "fence")
    assert not [token for token in read_markdown(files) if token.type in odd]


def test_markdown_escapes_only_what_it_must() -> None:
    assert escape_text("It's fine – really (yes), isn't it?") == "It's fine – really (yes), isn't it?"
    assert escape_text("1. x") == r"1\. x"
    assert escape_text("- x") == r"\- x"
    assert escape_text("a - b + c = d # e") == "a - b + c = d # e"


def test_figures_show_hostile_titles_as_text(files: dict[str, bytes]) -> None:
    svg = files["figures/question-2-themes.svg"].decode()
    texts = [
        element.text for element in etree.fromstring(svg.encode()).iter("{http://www.w3.org/2000/svg}text")
    ]
    assert "Hostile $title$ *with* <i>marks</i>" in texts


LONG = "Making sure that whoever wants to be part of it really can be"
ODD_EVENTS: dict[str, Told] = {
    "titles of sixty characters": {
        f"t{number}": ("q1", f"{LONG} {number}", [f"{LONG} and more {number}", "Yes to that", "No to that"])
        for number in range(14)
    },
    "four hundred notes in a theme, one in another": {
        "t1": ("q1", "Everything", [f"Point {number} of very many" for number in range(400)]),
        "t2": ("q1", "A single word", ["Badges"]),
    },
    "one note in all": {"t1": ("q1", "Badges", ["Badges"])},
    "no themes": {},
    "the same title twice": {
        "t1": ("q1", "Plain words", ["Use plain words", "Fewer long words"]),
        "t2": ("q2", "Plain words", ["Use plain words", "Say it plainly"]),
    },
    "right to left, signs and script": {
        "t1": ("q1", "نحتاج إلى مزيد من الوقت", ["نحتاج إلى مزيد من الوقت للحديث", "עוד זמן", "وقت"]),
        "t2": ("q1", "🍵 Tea 👩🏽‍🦽", ["🍵", "👩🏽‍🦽 a friendly room", "☕"]),
        "t3": (
            "q1",
            "<script>alert(1)</script>",
            ["<script>alert(2)</script>", "</style><svg onload=alert(3)>"],
        ),
    },
}


@pytest.mark.parametrize("name", ODD_EVENTS)
def test_odd_events_are_reported_whole(name: str) -> None:
    told = ODD_EVENTS[name]
    files = build_case(told).render()
    texts = [text for _, _, texts in told.values() for text in texts]
    appendix = read_html(files, "appendix.html")
    assert [element.get_text() for element in appendix.select(".entry .words")] == texts
    for _, title, _ in told.values():
        for page in ("report.html", "appendix.html"):
            assert title in read_html(files, page).get_text(), page
        one_sheet = read_html(files, "page.html").get_text()  # names as many as fit, and says how many more
        assert title in one_sheet or "The report has them all." in one_sheet
    for page in ("report.html", "appendix.html", "page.html"):
        html = read_html(files, page)
        assert not html.find_all("script")
        assert not [element.name for element in html.find_all(["svg"]) if element.has_attr("onload")]
    for path, content in files.items():
        if path.endswith(".svg"):
            etree.fromstring(content)
