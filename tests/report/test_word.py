"""The Word report is a proper Word document."""

from __future__ import annotations

import io
import re
from itertools import pairwise
from zipfile import ZipFile

from pipeline.report.blocks import CountTable
from pipeline.report.formats.word import WordDocument
from tests.office import print_pages
from tests.report.reading import W, read_word, word_paragraphs, word_xml

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def test_headings_are_headings_and_in_order(files: dict[str, bytes]) -> None:
    levels = [int(style[7:]) for style, _ in word_paragraphs(files) if re.fullmatch(r"Heading\d", style)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert [style for style, _ in word_paragraphs(files)].count("Title") == 1


def test_nothing_is_formatted_directly(files: dict[str, bytes]) -> None:
    allowed = {f"{W}rStyle", f"{W}rtl"}
    for properties in word_xml(files).iter(f"{W}rPr"):
        assert {child.tag for child in properties} <= allowed
    for properties in word_xml(files).iter(f"{W}pPr"):
        # What stays with the next paragraph is where it stands, and not how it looks.
        looks = {child.tag for child in properties} - {f"{W}keepNext"}
        assert looks <= {f"{W}pStyle", f"{W}bidi", f"{W}numPr"}


def test_numbered_lists_are_numbered_each_from_one(files: dict[str, bytes]) -> None:
    numbered: dict[str, list[str]] = {}
    for one in word_xml(files).iter(f"{W}p"):
        number = one.find(f"{W}pPr/{W}numPr/{W}numId")
        if number is not None:
            assert one.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "ListNumber"
            words = "".join(text.text for text in one.iter(f"{W}t"))
            numbered.setdefault(number.get(f"{W}val"), []).append(words)
    assert [items[0] for items in numbered.values()] == [
        "“We read every note and publish what we will do” (line 954)",
        "The source is harrowby.md. Each quotation says where in it.",
    ]
    numbering = word_xml(files, "word/numbering.xml")
    kinds = {found.get(f"{W}abstractNumId"): found for found in numbering.iter(f"{W}abstractNum")}
    lists = {found.get(f"{W}numId"): found[0].get(f"{W}val") for found in numbering.iter(f"{W}num")}
    assert len({lists[number] for number in numbered}) == 2
    for number in numbered:
        assert kinds[lists[number]].find(f"{W}lvl/{W}numFmt").get(f"{W}val") == "decimal"


def test_styles_that_are_used_exist(files: dict[str, bytes]) -> None:
    known = {style.get(f"{W}styleId") for style in word_xml(files, "word/styles.xml").iter(f"{W}style")}
    used = {
        element.get(f"{W}val")
        for kind in ("pStyle", "rStyle", "tblStyle")
        for element in word_xml(files).iter(f"{W}{kind}")
    }
    assert used <= known


def test_pictures_have_text_alternatives(files: dict[str, bytes]) -> None:
    pictures = list(word_xml(files).iter(f"{WP}docPr"))
    pictures += word_xml(files, name="appendix.docx").iter(f"{WP}docPr")
    assert len(pictures) == len([name for name in files if name.endswith(".png")]) > 0
    for picture in pictures:
        assert re.search(r"\d+ of \d+", picture.get("descr"))


def test_tables_repeat_their_head(files: dict[str, bytes]) -> None:
    tables = list(word_xml(files).iter(f"{W}tbl"))
    assert tables
    for table in tables:
        rows = table.findall(f"{W}tr")
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in rows[1:])
        assert table.find(f"{W}tblPr/{W}tblLook").get(f"{W}firstRow") == "1"
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        assert all(len(row.findall(f"{W}tc")) == columns for row in rows)


def test_contents_show_without_an_update(files: dict[str, bytes]) -> None:
    name = "appendix.docx"
    paragraphs = word_paragraphs(files, name)
    headings = [text for style, text in paragraphs if style in ("Heading1", "Heading2")]
    document = word_xml(files, name=name)
    links = list(document.iter(f"{W}hyperlink"))
    bookmarks = {mark.get(f"{W}name") for mark in document.iter(f"{W}bookmarkStart")}
    named = ["".join(link.find(f"{W}r").itertext()) for link in links]
    assert set(named) <= set(headings)
    assert "Every note" in named
    assert {link.get(f"{W}anchor") for link in links} <= bookmarks
    pages = [
        int("".join(text.text for text in link.iter(f"{W}t")).removeprefix(said))
        for link, said in zip(links, named, strict=True)
    ]
    assert pages == sorted(pages)
    assert pages[-1] > 1


def test_what_says_what_follows_stays_with_it(files: dict[str, bytes]) -> None:
    """Headings, counts and all quotations of a theme but the last stay with what comes next."""
    styles = {
        style.get(f"{W}styleId"): style for style in word_xml(files, "word/styles.xml").iter(f"{W}style")
    }
    for name in ("Heading1", "Heading2", "Heading3", "Count", "QuoteKept", "Caption", "TableHead"):
        assert styles[name].find(f"{W}pPr/{W}keepNext") is not None, name
    assert "QuoteKept" in [style for style, _ in word_paragraphs(files)]


def test_properties_and_language(files: dict[str, bytes]) -> None:
    document = read_word(files)
    properties = document.core_properties
    assert properties.title == "What we heard: Listening at Harrowby <Library> & friends"
    assert properties.language == "en-GB"
    assert properties.created.date().isoformat() == "2025-03-14"
    languages = {element.get(f"{W}val") for element in word_xml(files, "word/styles.xml").iter(f"{W}lang")}
    assert languages == {"en-GB"}


def test_pages_are_numbered(files: dict[str, bytes]) -> None:
    footer = read_word(files).sections[0].footer._element
    assert [field.text.strip() for field in footer.iter(f"{W}instrText")] == ["PAGE", "NUMPAGES"]


def test_the_archive_keeps_no_clock(files: dict[str, bytes]) -> None:
    with ZipFile(io.BytesIO(files["report.docx"])) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in packed.namelist() if "thumbnail" in name]
        assert b"thumbnail" not in packed.read("_rels/.rels")


def test_rows_are_kept_together_by_their_text_alone(files: dict[str, bytes]) -> None:
    # Where rows are said not to split, LibreOffice has lost some of them at a page's end.
    assert not list(word_xml(files).iter(f"{W}cantSplit"))
    styles = {one.get(f"{W}styleId"): one for one in word_xml(files, "word/styles.xml").iter(f"{W}style")}
    assert styles["TableText"].find(f"{W}pPr/{W}keepLines") is not None


def test_the_fingerprint_stands_on_no_page_of_its_own(files: dict[str, bytes]) -> None:
    *_, above, last = word_xml(files).iter(f"{W}p")
    assert last.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "Evidence"
    assert above.find(f"{W}pPr/{W}keepNext") is not None


def test_no_row_of_a_heat_map_breaks_over_two_pages_or_is_lost() -> None:
    title = "Strength based group of people who can share their knowledge and experience across the system"
    rows = tuple((f"from{row} {title} to{row}", "3", "4", "12") for row in range(14))
    files = {}
    for lines in (20, 26, 30, 32):  # each of which broke a row when its lines alone were kept together
        document = WordDocument(title="T", language="en", date="")
        document.add_title("T", "", "Draft")
        for line in range(lines):
            document.add_paragraph(f"line {line}")
        head = ("Theme", "Table 1", "Table 2", "All")
        document.add_table(CountTable("Number of notes", head, rows, counted=3, look="heat"))
        files[f"{lines}.docx"] = document.to_bytes()
    for pages in print_pages(files).values():
        for row in range(14):
            begun = [page for page, text in enumerate(pages) if re.search(rf"\bfrom{row}\b", text)]
            ended = [page for page, text in enumerate(pages) if re.search(rf"\bto{row}\b", text)]
            assert begun == ended
            assert len(begun) == 1
