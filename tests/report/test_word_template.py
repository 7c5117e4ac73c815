"""The Word report on an organisation's own Word file."""

from __future__ import annotations

import dataclasses
import io
import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, RGBColor

from pipeline.errors import SourceError
from pipeline.report.blocks import list_figures
from pipeline.report.event import build_report
from pipeline.report.event.choose import measure_nearest
from pipeline.report.figures import draw_figures, paint_pictures
from pipeline.report.formats.word import render_word
from pipeline.report.formats.word_template import WordTemplate, read_template
from tests.report.made_event import Case
from tests.report.reading import W, word_paragraphs, word_xml

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def make_template(path: Path, *, placed: bool = False, without: str = "") -> Path:
    """A council's letter paper: its colour, its logo and name above, wide margins, a cover."""
    document = docx.Document()
    document.styles["Heading 1"].font.color.rgb = RGBColor(0xAA, 0x00, 0x55)
    section = document.sections[0]
    section.left_margin = Mm(50)
    header = section.header.paragraphs[0]
    header.text = "Wexmoor Council"
    header.add_run().add_picture(io.BytesIO(PNG))
    document.add_paragraph("The council's cover")
    if placed:
        document.add_paragraph("[report]")
        document.add_paragraph("The council's last page")
    styles = document.styles.element
    for style in list(styles):
        if style.tag == qn("w:style") and style.find(qn("w:name")).get(qn("w:val")) == without:
            styles.remove(style)
        elif style.get(qn("w:styleId")) == "Heading2":  # as a German Word calls it
            style.set(qn("w:styleId"), "berschrift2")
    document.save(str(path))
    return path


@pytest.fixture
def template(tmp_path: Path) -> WordTemplate:
    return read_template(make_template(tmp_path / "council.docx"))


def render(case: Case, template: WordTemplate, *, contents: bool = False) -> dict[str, bytes]:
    facts = case.build()
    nearest = measure_nearest(facts, case.safe_notes["note_id"].tolist(), case.vectors)
    report = dataclasses.replace(build_report(facts, nearest, case.settings), contents=contents)
    drawings = draw_figures(list_figures(report))
    return {"report.docx": render_word(report, drawings, paint_pictures(drawings), template)}


def used_styles(files: dict[str, bytes]) -> set[str]:
    tags = ("pStyle", "rStyle", "tblStyle")
    return {used.get(f"{W}val") for tag in tags for used in word_xml(files).iter(f"{W}{tag}")}


def test_it_has_the_look_of_the_template(case: Case, template: WordTemplate) -> None:
    files = render(case, template)
    document: Any = docx.Document(io.BytesIO(files["report.docx"]))
    assert document.styles["Heading 1"].font.color.rgb == RGBColor(0xAA, 0x00, 0x55)
    assert document.sections[0].header.paragraphs[0].text.startswith("Wexmoor Council")
    with ZipFile(io.BytesIO(files["report.docx"])) as packed:
        assert PNG in [packed.read(name) for name in packed.namelist() if name.endswith(".png")]
    assert "Heading1" in used_styles(files)
    assert "berschrift2" in used_styles(files)
    assert "Heading2" not in used_styles(files)
    # 8.5 inches wide, less 50 mm and 1.25 inches.
    widths = {table.find(f"{W}tblPr/{W}tblW").get(f"{W}w") for table in word_xml(files).iter(f"{W}tbl")}
    assert all(7590 <= int(width) <= 7615 for width in widths), widths


def texts(written: dict[str, bytes]) -> list[str]:
    """All paragraphs; the mark of what a report was made from is not the content's."""
    return [text.split(" alike: ")[0] for _, text in word_paragraphs(written)]


def test_it_says_what_the_report_says(case: Case, template: WordTemplate, files: dict[str, bytes]) -> None:
    assert texts(render(case, template)) == texts(files)


def test_the_text_of_the_template_is_left_out(case: Case, template: WordTemplate) -> None:
    assert "The council's cover" not in texts(render(case, template))


def test_a_paragraph_says_where_the_report_goes(case: Case, tmp_path: Path, files: dict[str, bytes]) -> None:
    template = read_template(make_template(tmp_path / "placed.docx", placed=True))
    found = texts(render(case, template))
    assert found == ["The council's cover", *texts(files), "The council's last page"]
    assert "What we heard: Listening at Harrowby <Library> & friends" in found


def test_every_style_and_list_it_uses_is_there(case: Case, tmp_path: Path) -> None:
    template = read_template(make_template(tmp_path / "council.docx", without="List Bullet"))
    assert template.missing == ("List Bullet",)
    assert template.notice.startswith("the Word template council.docx has no style for List Bullet;")
    files = render(case, template)
    styles = word_xml(files, "word/styles.xml")
    known = {style.get(f"{W}styleId") for style in styles.iter(f"{W}style")}
    assert used_styles(files) <= known
    based = {element.get(f"{W}val") for tag in ("basedOn", "next") for element in styles.iter(f"{W}{tag}")}
    assert based <= known
    numbering = word_xml(files, "word/numbering.xml")
    lists = {found.get(f"{W}numId"): found[0].get(f"{W}val") for found in numbering.iter(f"{W}num")}
    kinds = {found.get(f"{W}abstractNumId"): found for found in numbering.iter(f"{W}abstractNum")}
    bullet = next(style for style in styles.iter(f"{W}style") if style.get(f"{W}styleId") == "ListBullet")
    number = bullet.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val")
    assert kinds[lists[number]].find(f"{W}lvl/{W}numFmt").get(f"{W}val") == "bullet"


def test_a_template_with_all_styles_gives_no_notice(template: WordTemplate) -> None:
    assert template.missing == ()
    assert template.notice == ""


def test_language_title_and_contents_are_the_reports(case: Case, template: WordTemplate) -> None:
    files = render(case, template, contents=True)  # as the appendix has them
    languages = {element.get(f"{W}val") for element in word_xml(files, "word/styles.xml").iter(f"{W}lang")}
    assert languages == {"en-GB"}
    document = docx.Document(io.BytesIO(files["report.docx"]))
    assert document.core_properties.title == "What we heard: Listening at Harrowby <Library> & friends"
    fields = [field.text for field in word_xml(files).iter(f"{W}instrText")]
    assert any(re.match(r" TOC ", text) for text in fields)


def test_the_same_template_gives_the_same_bytes(case: Case, template: WordTemplate) -> None:
    assert render(case, template) == render(case, template)


@pytest.mark.parametrize("content", [b"", b"Dear all", b"PK\x03\x04 broken", b"%PDF-1.7"])
def test_what_is_not_a_word_file_is_refused_in_one_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=r"letter\.docx: it is not a Word document") as raised:
        read_template(path)
    assert "\n" not in str(raised.value)


def test_the_command_refuses_it_before_anything_is_written(run_pipeline: Any, tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(b"Dear all")
    done = run_pipeline("run", "--workspace", tmp_path, "--template", path)
    assert done.returncode == 1
    assert done.stderr.strip().endswith("leave out the template.")
    assert "Traceback" not in done.stderr
    (tmp_path / "data" / "raw").mkdir(parents=True)
    (tmp_path / "data" / "raw" / "settings.toml").write_text('[report]\ntemplate = "gone.docx"\n')
    done = run_pipeline("run", "--workspace", tmp_path)
    assert "gone.docx: there is no such Word template" in done.stderr


def test_other_office_files_and_missing_ones_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "sheet.docx"
    with ZipFile(path, "w") as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr("[Content_Types].xml", "<Types/>")
    with pytest.raises(SourceError, match="it is not a Word document"):
        read_template(path)
    with pytest.raises(SourceError, match="there is no such Word template"):
        read_template(tmp_path / "none.docx")
