"""Documents to begin from, of the newer readers: files inside Word, slides, boards, qualitative projects."""

from __future__ import annotations

import docx
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from pipeline.keeping.qda import PROGRAM, QdaCode, QdaCoding, QdaProject, QdaText, make_guid, write_project
from tests.benchmarks.fuzz.targets import EVENT
from tests.ingest.builders import build_archive, build_csv, build_word
from tests.ingest.office_layouts import drawn_table, shape, slides

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_D = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_PAGE = b"<html><body><ul><li>tea<li>a map</ul><table><tr><td>Table 1<td>bus</table></body></html>"
_SAVED = (
    b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
    b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    b"<ul><li>caf=C3=A9</li></ul>\r\n--b--\r\n"
)
_WHEN = "2026-03-21T09:00:00Z"
_DRAWING = (
    f'<m xmlns="{_D}"><ptLst><pt modelId="1"><t><p><r><t>A bench</t></r></p></t></pt>'
    '<pt type="pres"><t><p><r><t>x</t></r></p></t></pt></ptLst></m>'
).encode()


def build_inserted() -> bytes:
    """A Word document with files of each kind in it, and a drawing."""

    def write(document: docx.document.Document) -> None:
        document.add_heading("What helps?", 1)
        files = (("a.html", _PAGE), ("b.mht", _SAVED), ("c.txt", b"- tea\n- a map\n"), ("d.rtf", b"{}"))
        for name, content in (*files, ("diagrams/data1.xml", _DRAWING)):
            part = Part(PackURI(f"/word/{name}"), "text/plain", content, document.part.package)
            kind = "diagramData" if name.endswith("xml") else "aFChunk"
            link = document.part.relate_to(part, f"{_R}/{kind}")
            put = (
                f'<w:p xmlns:w="{_W}" xmlns:r="{_R}"><w:r><w:drawing><d:relIds xmlns:d="{_D}" r:dm="{link}"/>'
                "</w:drawing></w:r></w:p>"
                if kind == "diagramData"
                else f'<w:altChunk xmlns:w="{_W}" xmlns:r="{_R}" r:id="{link}"/>'
            )
            document.element.body.insert(1, parse_xml(put))

    return build_word(write)


def build_slides() -> bytes:
    """A presentation with a title, bullets, a box, a table and a picture."""
    first = shape("title", "What helps?") + shape("body", "tea", "a map") + shape("box", "said", "so")
    return slides(first, shape("ctrTitle", "Q") + drawn_table(("Table 1", "Table 2"), ("bus", "bike")))


def build_board() -> bytes:
    """The decisions of a sorting board."""
    mark = f"listening-event-review 1 {EVENT}"
    return build_csv(
        [
            [mark, "", "", "Your name", "Ann", "", "Date of your review", "2026-03-21 10:00:00"],
            ["note id", "your theme", "show names?", "theme id"],
            ["n-1", "Warm rooms", "yes", "q-1.d-1"],
            [mark],
            ["theme id", "title", "rename to", "merge into", "accept?", "note ids"],
            ["q-1.new-1", "Warm rooms", "", "", "yes", "n-1"],
        ]
    )


def build_projects() -> list[bytes]:
    """A project with a coding of the program's and one of Ann's; the same packed as a plain archive."""
    code = QdaCode(make_guid("code"), "Getting there", "how", below=(QdaCode(make_guid("below"), "Buses"),))
    users = {make_guid("us"): PROGRAM, make_guid("Ann"): "Ann"}
    codings = tuple(
        QdaCoding(
            make_guid("coding", user),
            make_guid("s", user),
            0,
            9,
            code.guid,
            user,
            "2026-03-21T09:00:00Z",
            "n-1a",
        )
        for user in users
    )
    text = QdaText(make_guid("text"), "Question 1", "no buses here\nlifts", codings)
    whole = write_project(QdaProject("E", f"listening-event-review 1 {EVENT}", users, (code,), (text,)))
    return [whole, build_archive({"project.qde": "<Project name='x'/>"})]
