"""The PDF report is a tagged PDF that meets PDF/UA-1, and holds what notes say as text."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import pandas as pd
import pytest
import typst

from pipeline.report.blocks import (
    Bar,
    BarFigure,
    Beside,
    Bullets,
    CountTable,
    Document,
    Facts,
    ListedNote,
    NoteList,
    Piece,
    Quote,
    Quotes,
    Section,
    Text,
)
from pipeline.report.formats import pdf
from pipeline.report.formats.pdf import render_pdf, show_signs
from tests.report.made_event import HOSTILE
from tests.report.reading_pdf import open_pdf, pdf_blocks, pdf_notes, pdf_tags


def squeeze(text: str) -> str:
    """Blanks and marks of direction don't count."""
    return "".join(re.sub("[\u202a-\u202e\u2066-\u2069\u200b\u2060\u00ad]", "", text).split())


def begins(printed: str, words: str) -> bool:
    """Whether words were printed; those written from right to left stand in the file as they are seen."""
    turned = any(unicodedata.bidirectional(character) in ("R", "AL", "RLO") for character in words)
    printed, words = squeeze(printed), squeeze(show_signs(words))
    start = printed[: len(words)]
    if turned:
        return sorted(start) == sorted(words)
    return start == words or (len(words) > 500 and words.startswith(printed))


def test_it_says_that_it_meets_the_standard(files: dict[str, bytes]) -> None:
    reader = open_pdf(files)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    assert reader.metadata is not None
    assert reader.metadata.title == "What we heard: Listening at Harrowby <Library> & friends"


def test_it_holds_no_clock(files: dict[str, bytes]) -> None:
    assert set(open_pdf(files).metadata or {}) == {"/Title", "/Creator"}
    assert b"CreateDate" not in files["report.pdf"]


def test_nothing_in_it_runs_or_leads_outside(files: dict[str, bytes]) -> None:
    reader = open_pdf(files)
    for page in reader.pages:
        for link in page.get("/Annots", []):
            assert link.get_object()["/Subtype"] == "/Link"
            assert "/URI" not in str(link.get_object())
    assert not {"/OpenAction", "/AA", "/AcroForm", "/Names"} & set(reader.trailer["/Root"]) - {"/Names"}
    assert b"/JavaScript" not in files["report.pdf"]


def test_headings_go_down_one_step_at_a_time(files: dict[str, bytes]) -> None:
    levels = [int(tag[1:]) for tag, _ in pdf_tags(files) if tag in ("H1", "H2", "H3")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_bookmarks_are_the_headings(files: dict[str, bytes]) -> None:
    def flatten(outline: list[object]) -> list[str]:
        return [
            text
            for entry in outline
            for text in (flatten(entry) if isinstance(entry, list) else [squeeze(str(entry["/Title"]))])  # type: ignore[index]
        ]

    headings = [squeeze(block.text) for block in pdf_blocks(files) if block.tag in ("H1", "H2", "H3")]
    assert flatten(open_pdf(files).outline) == headings


def test_figures_say_what_they_show(files: dict[str, bytes]) -> None:
    said = [
        str(element["/Alt"])
        for name in ("report.pdf", "appendix.pdf")
        for tag, element in pdf_tags(files, name)
        if tag == "Figure"
    ]
    assert len(said) == len([name for name in files if name.endswith(".png")]) > 0
    assert all("of" in text and len(text) > 60 for text in said)


def test_tables_have_heads_for_their_columns(files: dict[str, bytes]) -> None:
    tags = pdf_tags(files)
    tables = [element for tag, element in tags if tag == "Table"]
    assert len(tables) == len([element for tag, element in tags if tag == "THead"]) > 0
    said = [element["/A"] for tag, element in tags if tag == "TH"]
    scopes = {str((about[0] if isinstance(about, list) else about)["/Scope"]) for about in said}
    assert scopes == {"/Column"}


def test_every_note_is_there_as_written(files: dict[str, bytes], shown: pd.DataFrame) -> None:
    notes = pdf_notes(files)
    assert len(notes) == len(shown)
    for printed, words in zip(notes, shown["words"], strict=True):
        assert begins(printed, words), words[:40]
    quotes = [block.text.lstrip("“”") for block in pdf_blocks(files) if block.tag == "BlockQuote"]
    assert len(quotes) > 8
    for quote in quotes:
        assert any(begins(quote, words) for words in [*shown["words"], "We read every note"]), quote[:40]


def test_hostile_notes_are_text(files: dict[str, bytes]) -> None:
    printed = pdf_notes(files)
    for text in HOSTILE:
        assert any(begins(words, text) for words in printed), text


def test_emoji_print_as_their_names() -> None:
    assert show_signs("1\ufe0f\u20e3").rstrip("\ufe0f") == "1"
    assert show_signs("Tea 🍵, 👩🏽‍🦽 ✓ ½") == "Tea ⟨teacup without handle⟩, ⟨woman⟩⟨manual wheelchair⟩ ✓ ½"


@pytest.mark.parametrize(
    "words",
    [
        "中文 हिन्दी ไทย עברית",
        "a\x85b\u2028c\u2029d\x1ce",
        "\u202e\u2067\u202b x",
        "e" + "\u0301" * 300,
        "\ufeff\u00ad\u200b\u2060\U000e0041\ue000\U0010fffd",
        "word" * 2000,
        "שָׁלוֹם",
        "x\u05b9\u05b9 " + "\u0e31\u05b9\u094d" * 3,
        "\n\n",
        '#eval("1") $x$ @ref <label> \\n */ // "quoted" #include "/etc/passwd"',
    ],
)
def test_any_sign_can_stand_in_a_note_or_a_title(words: str) -> None:
    quote = Quote("n", words, words)
    table = CountTable(words, (words, "Notes"), ((quote, "1"), (words, "2")), counted=1)
    bars = BarFigure("bars", words, words, (words, "b"), (Bar(words, (1, 2)),))
    blocks = (Text(words), Bullets((words, quote)), Quotes((quote,)), Facts((("1", words),)), table, bars)
    listed = NoteList(words, (ListedNote(("Table 1, line 2",), words, words, words, ("n",)),))
    beside = Beside((Piece(blocks), Piece(blocks)))
    every, last = Section("one", words, (*blocks, beside, listed), words), Section("last", "End", ())
    document = Document("name", "en-GB", words, words, "", words, (every, last))
    written = render_pdf(document, {})
    assert len(open_pdf({"report.pdf": written}).pages) > 0
    # What a reader of PDFs makes of letters of other scripts and of marks is its own matter.
    if words.isascii() and words.strip():
        (printed,) = pdf_notes({"appendix.pdf": written})
        assert begins(printed, words)


def test_only_fonts_of_packages_are_used(files: dict[str, bytes]) -> None:
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(pdf.FONTS)]).families()
    assert {"DejaVu Sans", "Libertinus Serif"} <= set(fonts)
    used = {
        str(font.get_object()["/BaseFont"]).split("+")[1]
        for page in open_pdf(files).pages
        for font in page["/Resources"].get("/Font", {}).values()
    }
    assert all(name.startswith(("DejaVuSans", "LibertinusSerif")) for name in used), used


@pytest.mark.parametrize(("words", "pages"), [(4, [2]), (90, [1, 2])])
def test_a_long_table_begins_where_there_is_room(words: int, pages: list[int]) -> None:
    """One of counts stays whole; one of sentences would leave half a page empty."""
    table = CountTable("Side by side", ("One", "Other"), (("word " * words, "row"),) * 14)
    report = Document(
        name="x",
        language="en-GB",
        title="X",
        subtitle="",
        date="",
        status="Draft",
        contents=False,
        sections=(Section("a", "A", (*[Text("A line.")] * 38, table)),),
    )
    printed = open_pdf({"report.pdf": render_pdf(report, {})}).pages
    assert [number for number, page in enumerate(printed, 1) if "row" in page.extract_text()] == pages


def _rows_by_page(lines: int, rows: int) -> list[int]:
    """How many rows of what people asked for stand on each page below so many lines."""
    asks = tuple((Quote("", f"Please mend gate {row:02d}", "", line=row), "Gates", "") for row in range(rows))
    table = CountTable("Asks", ("As written down", "Theme", "Owner"), asks, look="cards")
    above = tuple(Text(f"Line {line}") for line in range(lines))
    section = Section("asks", "What people asked for", (*above, Text("These:", "lead"), table))
    document = Document("n", "en", "T", "", "", "Draft.", (section,), contents=False)
    pages = [page.extract_text() for page in open_pdf({"report.pdf": render_pdf(document, {})}).pages]
    return [page.count("mend gate") for page in pages]


@pytest.mark.parametrize("lines", range(34, 44))
def test_no_row_of_what_people_asked_for_stands_alone_on_the_last_page(lines: int) -> None:
    assert sum(_rows_by_page(lines, 12)) == 12
    assert _rows_by_page(lines, 12)[-1] != 1
    assert sorted(_rows_by_page(lines + 5, 5))[-1] == 5


@pytest.mark.parametrize("lines", range(40, 50))
def test_a_short_list_of_our_own_stands_on_one_page(lines: int) -> None:
    said = Bullets(tuple(f"Sentence {number}" for number in range(8)), numbered=True)
    section = Section("how", "How", (*(Text(f"Line {line}") for line in range(lines)), said))
    document = Document("n", "en", "T", "", "", "Draft.", (section,), contents=False)
    pages = [page.extract_text() for page in open_pdf({"report.pdf": render_pdf(document, {})}).pages]
    assert [page.count("Sentence") for page in pages if "Sentence" in page] == [8]


def test_what_is_said_of_a_table_stays_with_it() -> None:
    table = CountTable("Documents", ("Document", "Lines"), (("notes.md", "7"),))
    alone = []
    for lines in range(40, 58):
        above = tuple(Text(f"Line {line}") for line in range(lines))
        section = Section("end", "End", (*above, table, Text("The same documents give this.", "aside")))
        document = Document("n", "en", "T", "", "", "Draft.", (section,), contents=False)
        pages = [page.extract_text() for page in open_pdf({"report.pdf": render_pdf(document, {})}).pages]
        alone += [page for page in pages if ("notes.md" in page) != ("same documents" in page)]
    assert not alone
