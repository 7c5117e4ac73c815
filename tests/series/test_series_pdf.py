"""The PDF report of a series meets PDF/UA-1 and says what the other reports say."""

from __future__ import annotations

import html
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from pipeline.flow.runner import run_series
from pipeline.keeping.store import Workspace
from pipeline.report.blocks import Bullets, CountTable, Document, Fold, Quote, Quotes, Section, Text
from pipeline.report.formats.pdf import render_pdf
from tests.conftest import list_files
from tests.report.reading_pdf import open_pdf, pdf_blocks, pdf_tags
from tests.series.planted import Planted, keep_event, make_event

HOSTILE = '#eval("1") $x$ @ref <label> \\ */ // "quoted" #include "/etc/passwd"'


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The reports of a series of three events."""
    root = tmp_path_factory.mktemp("series")
    for number in (1, 2, 3):
        themes = [Planted(f"theme {name}", 3 + number, 2) for name in "abc"]
        themes += [Planted("coded", 3, 2, code="training"), Planted(f"only at {number}", 3, 2)]
        keep_event(root, make_event(f"e{number}", f"2025-0{number}-01", themes))
    (outcome,) = run_series((), Workspace(root), None, lambda *_: None)
    assert not outcome.problems
    return list_files(root / "reports" / "s")


def make_report(*blocks: Any, title: str = "A series") -> Document:
    return Document(
        name="s",
        language="cy",
        title=title,
        subtitle="2 events",
        date="",
        status="A draft",
        sections=(Section("one", "One", blocks),),
        fingerprint="abc",
    )


def read(report: Document) -> list[tuple[str, str]]:
    blocks = pdf_blocks({"report.pdf": render_pdf(report, {})})
    return [(block.tag, " ".join(block.text.split())) for block in blocks]


def squeeze(text: str) -> str:
    return "".join(re.sub("[\u2066-\u2069\u200b]", "", text).split())


def flatten(outline: list[Any]) -> list[str]:
    return [
        text
        for entry in outline
        for text in (flatten(entry) if isinstance(entry, list) else [squeeze(str(entry["/Title"]))])
    ]


def test_it_says_that_it_meets_the_standard(files: dict[str, bytes]) -> None:
    reader = open_pdf(files)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    assert reader.metadata is not None
    assert reader.metadata.title == "S"
    assert b"CreateDate" not in files["report.pdf"]
    tags = [tag for tag, _ in pdf_tags(files)]
    assert tags.count("Table") == tags.count("THead") > 0


def test_its_bookmarks_are_the_headings_of_the_other_reports(files: dict[str, bytes]) -> None:
    text = files["report.md"].decode()
    headings = re.findall(r"^(?:##+ (.+)|\*\*(.+)\*\*)$", text, flags=re.MULTILINE)
    wanted = [squeeze((heading or fold).replace("\\", "")) for heading, fold in headings]
    assert flatten(open_pdf(files).outline) == wanted[1:]  # the first is the status


def test_it_holds_every_text_of_the_markdown(files: dict[str, bytes]) -> None:
    printed = squeeze("".join(block.text for block in pdf_blocks(files)))
    pieces = [
        squeeze(piece.replace("\\", ""))
        for line in files["report.md"].decode().splitlines()
        if not line.startswith("![")
        for piece in re.sub(r"^(#+ |- > |- |\*+)|\*+$", "", line.strip()).split("|")
        if not re.fullmatch(r"[\s:|-]*", piece)
    ]
    assert len(pieces) > 50
    assert [piece for piece in pieces if piece not in printed] == []


def test_its_figure_says_what_it_shows_in_every_report(files: dict[str, bytes]) -> None:
    text = files["report.md"].decode()
    (alternative,) = re.findall(r"^!\[(.+)\]\(figures/themes-over-events\.png\)$", text, flags=re.MULTILINE)
    assert "3 of 3 events" in alternative
    assert [str(about["/Alt"]) for tag, about in pdf_tags(files) if tag == "Figure"] == [alternative]
    with zipfile.ZipFile(io.BytesIO(files["report.docx"])) as archive:
        assert alternative in html.unescape(archive.read("word/document.xml").decode())
    title, finding = alternative.split(". ", 1)
    page = html.unescape(files["report.html"].decode())
    assert f'<title id="themes-over-events-title">{title}</title>' in page
    assert f'<desc id="themes-over-events-desc">{finding}</desc>' in page


def test_many_events_have_a_table_in_place_of_the_figure(tmp_path: Path) -> None:
    for number in range(13):
        themes = [Planted(f"theme {name}", 4, 2) for name in "abcd"]
        keep_event(tmp_path, make_event(f"e{number:02d}", f"2025-01-{number + 1:02d}", themes))
    run_series((), Workspace(tmp_path), None, lambda *_: None)
    written = list_files(tmp_path / "reports" / "s")
    assert not [name for name in written if name.startswith("figures/")]
    assert "| Theme | Events | Tables | Notes |" in written["report.md"].decode()


def test_the_same_content_gives_the_same_bytes_and_its_language() -> None:
    table = CountTable("Counts", ("Theme", "Notes"), (("a", "1"),), counted=1)
    report = make_report(Text("words"), Fold("More", (table,)), title="")
    written = render_pdf(report, {})
    assert render_pdf(report, {}) == written
    reader = open_pdf({"report.pdf": written})
    assert reader.trailer["/Root"]["/Lang"] == "cy"
    assert reader.metadata is not None
    assert reader.metadata.title == "s"


def test_hostile_words_are_text() -> None:
    quote = Quote("e1-1", HOSTILE, HOSTILE, "e1")
    table = CountTable(HOSTILE, (HOSTILE, "Notes"), ((HOSTILE, "1"),), counted=1)
    inner = Section("two", HOSTILE, (Text(HOSTILE), Bullets((HOSTILE,)), Quotes((quote,)), table), HOSTILE)
    texts = read(make_report(inner, Fold(HOSTILE, (table,))))
    assert sum(HOSTILE in text for _, text in texts) > 10


@pytest.mark.parametrize(("rows", "shown"), [(400, True), (401, False)])
def test_what_folds_is_named_only_where_it_would_bury_the_rest(rows: int, shown: bool) -> None:
    table = CountTable("Where", ("Event", "Notes"), tuple((f"place {n}", "1") for n in range(rows)))
    short = Fold("Not named: 1 code", (Bullets(("a silent code",)),))
    texts = read(make_report(Text("words"), Fold("Where (many events)", (table,)), short))
    assert any(text == "place 7" for _, text in texts) is shown
    assert ("P", "In report.html: “Where (many events)”.") in texts or shown
    assert any(text == "a silent code" for _, text in texts)
