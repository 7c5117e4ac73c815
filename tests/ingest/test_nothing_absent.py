"""Words that a document keeps beside its text are read, or the ledger names them with what they are."""

from __future__ import annotations

import io
from typing import Any

import docx
import pypdf
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from pipeline.errors import SourceError
from pipeline.ingest import EventFile, Ingested, RawEvent, gather_event, list_doubts, read_event
from pipeline.settings import load_settings
from tests.conftest import SHARED
from tests.ingest.builders import build_word, build_xlsx, change_archive
from tests.ingest.office_layouts import shape, slides
from tests.ingest.pdf_maker import LONG, PICTURE, make_pdf, put, put_bullets, put_lines

CASES = SHARED / "cases" / "trust"
SETTINGS = load_settings().ingest
ASKED = "What would help?"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_D = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
DRAWING = f"""<dgm:dataModel xmlns:dgm="{_D}" xmlns:a="{_A}"><dgm:ptLst>
<dgm:pt modelId="0" type="doc"><dgm:t><a:p/></dgm:t></dgm:pt>
<dgm:pt modelId="1"><dgm:t><a:p><a:r><a:t>A bench </a:t></a:r><a:r><a:t>halfway</a:t></a:r></a:p></dgm:t>
</dgm:pt>
<dgm:pt modelId="2" type="node"><dgm:t><a:p><a:r><a:t>Shade</a:t></a:r></a:p></dgm:t></dgm:pt>
<dgm:pt modelId="3" type="pres"><dgm:t><a:p><a:r><a:t>layout</a:t></a:r></a:p></dgm:t></dgm:pt>
</dgm:ptLst></dgm:dataModel>"""
WEB_PAGE = "<html><body><ul><li>Longer café hours</li><li>A map</li></ul></body></html>"
SAVED_PAGE = (
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
    "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    "<html><body><ul><li>Longer caf=C3=A9 hours</li><li>A map</li></ul></body></html>\r\n--b--\r\n"
)


def _read(content: bytes, name: str) -> Ingested:
    return read_event(RawEvent("e", EventFile(), ((name, content),), ()), SETTINGS)


def _doubts(found: Ingested) -> str:
    return "\n".join(list_doubts(found.ledger, found.questions, found.notes))


def _reasons(found: Ingested) -> dict[str, str]:
    """The reason of every line that is no note, by its words."""
    others = found.ledger[~found.ledger["role"].isin(["note", "question", "blank"])]
    return dict(zip(others["text"], others["reason"], strict=True))


def _insert(document: docx.document.Document, name: str, content: bytes, kind: str = "aFChunk") -> str:
    part = Part(PackURI(f"/word/{name}"), "application/octet-stream", content, document.part.package)
    return document.part.relate_to(part, f"{_R}/{kind}")


def _word_with_file(name: str, content: bytes) -> bytes:
    def write(document: docx.document.Document) -> None:
        document.add_heading(ASKED, 1)
        document.add_paragraph("Mend the lift", "List Bullet")
        link = _insert(document, name, content)
        chunk = parse_xml(f'<w:altChunk xmlns:w="{_W}" xmlns:r="{_R}" r:id="{link}"/>')
        document.element.body.insert(2, chunk)
        document.add_paragraph("Buses", "List Bullet")

    return build_word(write)


def _inner_word() -> bytes:
    def write(document: docx.document.Document) -> None:
        document.add_paragraph("Longer café hours", "List Bullet")
        document.add_paragraph("A map", "List Bullet")

    return build_word(write)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", WEB_PAGE.encode()),
        ("a.mht", SAVED_PAGE.encode()),
        ("a.docx", _inner_word()),
        ("a.txt", "- Longer café hours\n- A map\n".encode()),
    ],
)
def test_a_file_put_into_a_word_document_is_read_where_it_stands(name: str, content: bytes) -> None:
    found = _read(_word_with_file(name, content), "x.docx")
    assert list(found.notes["text"]) == ["Mend the lift", "Longer café hours", "A map", "Buses"]
    assert set(found.notes["question"]) == {ASKED}
    assert found.ledger["locator"].is_unique


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.rtf", rb"{\rtf1 Tea}"),
        ("a.docx", b"no zip file"),
        ("a.docx", _word_with_file("b.docx", _word_with_file("c.docx", _inner_word()))),
    ],
)
def test_a_file_put_into_a_word_document_that_cannot_be_read_is_named(name: str, content: bytes) -> None:
    found = _read(_word_with_file(name, content), "x.docx")
    assert list(found.notes["text"])[:1] == ["Mend the lift"]
    assert any("inserted here that was not read" in reason for reason in found.ledger["reason"])
    assert "1 inserted file" in _doubts(found)


def test_what_stands_in_the_boxes_of_a_drawing_is_read() -> None:
    def write(document: docx.document.Document) -> None:
        document.add_heading(ASKED, 1)
        link = _insert(document, "diagrams/data1.xml", DRAWING.encode(), "diagramData")
        document.add_paragraph()._p.append(
            parse_xml(
                f'<w:r xmlns:w="{_W}" xmlns:a="{_A}"><w:drawing><a:graphic><a:graphicData>'
                f'<dgm:relIds xmlns:dgm="{_D}" xmlns:r="{_R}" r:dm="{link}" r:lo="rId90"/>'
                "</a:graphicData></a:graphic></w:drawing></w:r>"
            )
        )
        document.add_paragraph("Buses", "List Bullet")

    assert list(_read(build_word(write), "x.docx").notes["text"]) == ["A bench halfway", "Shade", "Buses"]
    frame = (
        f'<p:graphicFrame><dgm:relIds xmlns:dgm="{_D}" xmlns:r="{_R}" r:dm="rId7"/></p:graphicFrame>'
        '<p:pic><p:nvPicPr><p:cNvPr descr="a flip chart"/></p:nvPicPr><p:blipFill><a:blip/></p:blipFill>'
        "</p:pic>"
        "<p:graphicFrame><a:graphic><a:graphicData><a:chart/></a:graphicData></a:graphic></p:graphicFrame>"
    )
    deck = change_archive(
        slides(shape("title", ASKED) + shape("body", "Buses") + frame),
        {},
        {
            "ppt/diagrams/data1.xml": DRAWING,
            "ppt/slides/_rels/slide1.xml.rels": f'<Relationships><Relationship Id="rId7" '
            f'Type="{_R}/diagramData" Target="../diagrams/data1.xml"/></Relationships>',
        },
    )
    found = _read(deck, "x.pptx")
    assert list(found.notes["text"]) == ["Buses", "A bench halfway", "Shade"]
    assert "2 pictures" in _doubts(found)
    assert found.ledger["locator"].is_unique


def test_a_chart_in_a_word_document_is_named() -> None:
    def write(document: docx.document.Document) -> None:
        document.add_heading(ASKED, 1)
        document.add_paragraph("Buses", "List Bullet")
        document.add_paragraph()._p.append(
            parse_xml(
                f'<w:r xmlns:w="{_W}" xmlns:a="{_A}"><w:drawing><a:graphic><a:graphicData><a:chart/>'
                "</a:graphicData></a:graphic></w:drawing></w:r>"
            )
        )

    found = _read(build_word(write), "x.docx")
    assert list(found.notes["text"]) == ["Buses"]
    assert "1 picture" in _doubts(found)


def test_drawings_and_pictures_in_a_sheet_are_named() -> None:
    drawing = (
        f'<xdr:wsDr xmlns:xdr="urn:x" xmlns:a="{_A}" xmlns:dgm="{_D}" xmlns:r="{_R}"><xdr:twoCellAnchor>'
        "<xdr:from><xdr:row>4</xdr:row></xdr:from><xdr:sp><xdr:txBody><a:p><a:r><a:t>A quiet corner"
        "</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
        '<xdr:graphicFrame><dgm:relIds r:dm="rId1"/></xdr:graphicFrame>'
        '<xdr:pic><xdr:nvPicPr><xdr:cNvPr descr="our flip chart"/></xdr:nvPicPr></xdr:pic>'
        "</xdr:twoCellAnchor></xdr:wsDr>"
    )
    link = '<Relationships><Relationship Id="rId1" Type="{}/{}" Target="{}"/></Relationships>'
    content = change_archive(
        build_xlsx(
            {"S": [["Note", "Table"], ["Tea and somewhere to sit", 1], ["More time for each of us", 2]]}
        ),
        {},
        {
            "xl/worksheets/_rels/sheet1.xml.rels": link.format(_R, "drawing", "../drawings/drawing1.xml"),
            "xl/drawings/drawing1.xml": drawing,
            "xl/drawings/_rels/drawing1.xml.rels": link.format(_R, "diagramData", "../diagrams/data1.xml"),
            "xl/diagrams/data1.xml": DRAWING,
        },
    )
    found = _read(content, "x.xlsx")
    reasons = _reasons(found)
    assert reasons["A quiet corner"] == "a text box"
    assert reasons["A bench halfway\nShade"].startswith("a drawing of boxes")
    assert reasons["our flip chart"].startswith("a picture")
    assert "1 text box, 1 line in a drawing and 1 picture; the ledger names each" in _doubts(found)
    assert found.ledger["locator"].is_unique


def _change_pdf(content: bytes, change: Any) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(content))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _annotation(kind: str, **more: Any) -> DictionaryObject:
    entry = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject(f"/{kind}"),
            NameObject("/Rect"): ArrayObject([FloatObject(edge) for edge in (50, 50, 200, 90)]),
        }
    )
    entry.update({NameObject(f"/{name}"): value for name, value in more.items()})
    return entry


def _write_beside(writer: pypdf.PdfWriter) -> None:
    page = writer.pages[0]
    parent = writer._add_object(
        DictionaryObject(
            {
                NameObject("/FT"): NameObject("/Tx"),
                NameObject("/T"): TextStringObject("answer"),
                NameObject("/V"): TextStringObject("Come to us in the café"),
            }
        )
    )
    text = TextStringObject
    box = _annotation(
        "Widget",
        FT=NameObject("/Btn"),
        T=text("Free of charge"),
        V=NameObject("/Yes"),
        AS=NameObject("/Yes"),
        AP=DictionaryObject({NameObject("/N"): DictionaryObject({NameObject("/Yes"): DictionaryObject()})}),
    )
    empty = _annotation("Widget", FT=NameObject("/Tx"), T=text("nothing"), V=text(""))
    widgets = [writer._add_object(one) for one in (_annotation("Widget", Parent=parent), box, empty)]
    others = [
        _annotation("Text", Contents=text("Balloon: ring before you come")),
        _annotation("FreeText", Contents=text("Typed onto it")),
        _annotation("Highlight", Contents=text("Marked in yellow")),
        _annotation("Popup", Contents=text("Balloon: ring before you come")),
        _annotation("Link", Contents=text("a link")),
    ]
    page[NameObject("/Annots")] = ArrayObject([*widgets, *(writer._add_object(one) for one in others)])
    form = DictionaryObject({NameObject("/Fields"): ArrayObject([parent, *widgets[1:]])})
    writer.root_object[NameObject("/AcroForm")] = writer._add_object(form)
    writer.add_attachment("table 4.txt", b"- more notes")


def test_comments_form_fields_and_attached_files_of_a_pdf_are_named() -> None:
    page = put_lines([ASKED], font="bold", size=14) + put_bullets([["Mend the lift"], ["Buses"]], y=690)
    found = _read(_change_pdf(make_pdf([page]), _write_beside), "x.pdf")
    assert list(found.notes["text"]) == ["Mend the lift", "Buses"]
    assert _reasons(found) == {
        "table 4.txt": "a file attached to the document, which was not read",
        "Come to us in the café": "a form field that was filled in",
        "Free of charge": "a box that was ticked",
        "Balloon: ring before you come": "a comment on the page",
        "Typed onto it": "a comment on the page",
        "Marked in yellow": "a comment on the page",
    }
    said = "3 comments, 1 filled-in form field, 1 ticked box and 1 attached file; the ledger names each"
    assert said in _doubts(found)
    assert found.ledger["locator"].is_unique


def test_a_pdf_with_words_in_its_form_fields_alone_says_where_they_are() -> None:
    with pytest.raises(SourceError, match="comments and form fields alone"):
        _read(_change_pdf(make_pdf([PICTURE]), _write_beside), "x.pdf")


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_was_turned_in_a_pdf_program_is_read(turn: int) -> None:
    page = put_lines([ASKED], font="bold", size=14) + put_bullets([["Mend the lift"], ["Buses"]], y=690)

    def change(writer: pypdf.PdfWriter) -> None:
        writer.pages[0][NameObject("/Rotate")] = NumberObject(turn)

    found = _read(_change_pdf(make_pdf([page]), change), "x.pdf")
    assert list(found.notes["text"]) == ["Mend the lift", "Buses"]


@pytest.mark.parametrize(
    ("case", "notes", "beside"),
    [
        ("annot.pdf", 7, {"FREETEXT a note typed on the page", "STICKY a note in a balloon"}),
        ("textbox.xlsx", 3, {"TEXTBOX post-it in a sheet"}),
        ("w_altchunk.docx", 2, set()),
    ],
)
def test_cases_of_lost_parts(case: str, notes: int, beside: set[str]) -> None:
    found = read_event(gather_event(CASES / "lost_parts" / case), SETTINGS)
    assert len(found.notes) == notes
    assert beside <= set(_reasons(found))


def test_a_paragraph_among_quotations_that_goes_on_overleaf_is_there_to_its_last_line() -> None:
    foot = "Talking at the garden"
    said = ["She told us:", "", "“The garden is what I come for every week.”", ""] * 3
    pages = [
        put_lines([*said, LONG, LONG]) + put(foot, 72, 60),
        put_lines(["own staff said of it in May.", "", "“I would like a bench in the shade.”"])
        + put(foot, 72, 60),
    ]
    found = _read(make_pdf(pages), "a.pdf").ledger
    overleaf = found[found["locator"].str.startswith("page 2 line")]
    assert overleaf["text"].tolist()[:2] == [
        "own staff said of it in May.",
        "“I would like a bench in the shade.”",
    ]
    whole = found["locator"].str.extract(r"page (\d+) (?:above )?line (\d+)").astype(int).apply(tuple, axis=1)
    assert whole.is_monotonic_increasing
    assert sum(found["text"] == foot) == 2
