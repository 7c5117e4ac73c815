"""What people write reaches every output as text: nothing runs, loads, computes or formats.

One event is full of injection strings, wherever people can write: notes, questions, headings, tables,
speakers, names of files, folders and sheets, event.toml, settings, codebook, review workbook, series file,
tracker. Every file that the run makes of it is looked at: Word, workbooks and tables in
test_injection_office.py, all others here.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import pypdf
import pypdfium2
from bs4 import BeautifulSoup
from lxml import etree
from markdown_it import MarkdownIt

from pipeline.keeping.store import EventStore, Workspace
from tests.browser import open_browser
from tests.safety.hostile import EVENT, Hostile, act
from tests.safety.strings import GROUPS, KEPT, PLAIN, SHOWN, STRINGS

PLACES = (
    "inquestion",
    "intable",
    "inheading",
    "inspeaker",
    "intitle",
    "inplace",
    "incell",
    "inexpected",
    "intarget",
    "infigure",
    "incontact",
    "innext",
    "incode",
    "indefinition",
    "insource",
    "inreviewer",
    "inmissed",
    "inwho",
    "inproposal",
    "inlead",
    "indue",
    "inhappened",
    "inown",
    "inseries",
    "inaim",
    "insummary",
    "inlist",
)


def test_there_are_more_than_sixty_of_many_kinds() -> None:
    assert len(STRINGS) == len(set(STRINGS)) > 130
    assert all(len(group) >= 8 for group in GROUPS.values())


def test_notes_are_kept_as_written(hostile: Hostile) -> None:
    notes = EventStore(Workspace(hostile.root), EVENT).read_table("notes")
    assert set(KEPT) - set(notes["text"]) == set()
    assert act("inmissed") in set(notes["text"])
    for column, where in (("table", "intable"), ("heading", "inheading"), ("question", "inquestion")):
        assert act(where) in set(notes[column])


def test_every_place_where_people_write_reaches_an_output(hostile: Hostile) -> None:
    """Else the tests below look at less than they say."""
    seen = hostile.said
    for path in sorted(hostile.root.rglob("*")):
        if path.suffix in (".html", ".md", ".csv", ".svg", ".txt") and "raw" not in path.parts:
            seen += path.read_text(encoding="utf-8")
        elif path.suffix in (".docx", ".xlsx") and "raw" not in path.parts:
            with ZipFile(path) as packed:
                seen += "".join(packed.read(name).decode("utf-8", "ignore") for name in packed.namelist())
    assert [where for where in PLACES if where not in seen] == []


# Web pages


def _pages(hostile: Hostile) -> list[Path]:
    return [
        hostile.reports / "report.html",
        hostile.reports / "appendix.html",
        hostile.reports / "page.html",
        hostile.reports / "board.html",
        hostile.series / "report.html",
        hostile.tables / "ledger.html",
        *sorted((hostile.root / "reports" / "second").glob("*.html")),
    ]


def test_web_pages_hold_nothing_but_their_own_elements(hostile: Hostile) -> None:
    for page in _pages(hostile):
        html = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
        assert len(html.find_all("script")) <= (2 if page.name == "board.html" else 1)  # its data and its own
        assert not html.find_all(["img", "iframe", "object", "embed", "link", "base", "math", "marquee"])
        policy = html.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
        assert policy is not None, page
        assert "default-src 'none'" in policy["content"]
        for element in html.find_all(True):
            for name, value in element.attrs.items():
                assert not name.startswith("on"), (page, element.name)
                assert name not in ("srcdoc", "formaction", "background")
                if name in ("href", "src", "action", "xlink:href"):
                    assert str(value).startswith(("#", "appendix.html#")), (page, value)
                if name == "style":
                    assert "url(" not in str(value).replace("url(#", "")  # hatching in a figure
                    assert "mk0" not in str(value)


def test_the_appendix_shows_every_note_as_written(hostile: Hostile) -> None:
    html = BeautifulSoup((hostile.reports / "appendix.html").read_text(encoding="utf-8"), "html.parser")
    shown = {" ".join(element.get_text().split()) for element in html.select(".entry .words")}
    assert [text for text in SHOWN if " ".join(text.split()) not in shown] == []


def test_web_pages_do_nothing_in_a_browser(hostile: Hostile) -> None:
    """With scripts on: nothing of ours is stopped by the page's own policy, and nothing of theirs runs."""
    watch = (
        "window.ran = []; window.boom = what => window.ran.push(what);"
        "for (const name of ['alert', 'confirm', 'prompt', 'open', 'fetch'])"
        " window[name] = what => window.ran.push(name + what)"
    )
    touch = (
        "document.querySelectorAll('details').forEach(one => one.open = true);"
        "document.querySelectorAll('*').forEach(one => ['mouseover', 'focus', 'toggle', 'load', 'error']"
        ".forEach(name => one.dispatchEvent(new Event(name))));"
        "new Promise(done => setTimeout(() => done([window.ran, location.href, document.title]), 100))"
    )
    with open_browser() as browser:
        for page in _pages(hostile):
            browser.open(page, before=watch)
            ran, where, title = browser.run(touch)
            assert ran == [], page
            assert where == page.as_uri()
            assert "<img" in title or title  # shown, not read
            assert browser.complaints == [], page
            assert browser.dialogs == []


# PDF


def test_pdfs_hold_no_action_and_no_link_out(hostile: Hostile) -> None:
    for path in (
        hostile.reports / "report.pdf",
        hostile.reports / "appendix.pdf",
        hostile.series / "report.pdf",
    ):
        reader = pypdf.PdfReader(path)
        for number in range(1, len(reader.xref[0]) + 1 if reader.xref else 0):
            found = reader.get_object(number)
            if isinstance(found, dict):
                assert not {"/JS", "/JavaScript", "/Launch", "/URI", "/AA", "/EmbeddedFiles"} & set(found)
                assert found.get("/S") not in ("/JavaScript", "/Launch", "/URI", "/GoToR", "/SubmitForm")
        assert "/OpenAction" not in reader.trailer["/Root"]


def test_the_pdf_shows_every_note_as_written(hostile: Hostile) -> None:
    with closing(pypdfium2.PdfDocument(hostile.reports / "appendix.pdf")) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    text = re.sub(r"[\s\u200b\u00ad\ufffe]+", "", "".join(pages))
    assert [one for one in PLAIN if re.sub(r"\s+", "", one) not in text] == []


# Markdown and plain text


def test_markdown_formats_and_links_nothing_of_theirs(hostile: Hostile) -> None:
    parser = MarkdownIt("gfm-like", {"html": True, "linkify": False}).disable("linkify")
    for path in (hostile.reports / "report.md", hostile.series / "report.md"):
        tokens = parser.parse(path.read_text(encoding="utf-8"))
        assert not [token for token in tokens if token.type in ("html_block", "code_block", "fence")]
        for token in tokens:
            for child in token.children or []:
                assert child.type not in ("html_inline", "link_open", "code_inline"), token.content[:80]
                if child.type == "image":
                    assert str(child.attrs["src"]).startswith("figures/")


# Figures and the terminal


def test_figures_hold_shapes_and_text_alone(hostile: Hostile) -> None:
    figures = sorted((hostile.root / "reports").rglob("*.svg"))
    assert figures
    for path in figures:
        root = etree.fromstring(path.read_bytes())
        for element in root.iter():
            if not isinstance(element.tag, str):
                continue
            assert etree.QName(element).localname not in ("script", "foreignObject", "image", "a", "iframe")
            for name, value in element.attrib.items():
                assert not etree.QName(name).localname.startswith("on")
                if etree.QName(name).localname == "href":
                    assert value.startswith("#")


def test_the_terminal_is_never_steered(hostile: Hostile) -> None:
    """Nothing that any command showed is a control sequence or turns the writing round."""
    odd = {one for one in hostile.said if unicodedata.category(one) in ("Cc", "Cf", "Cs", "Co")}
    assert odd <= {"\n"}
    assert "[red]incell[/red]" in hostile.said  # rich took nothing for its own mark-up
    assert ":smile:" in hostile.said
    assert "[31m" in hostile.said  # the names of files that are not there are shown, without their steering
