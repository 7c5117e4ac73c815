"""Small Word and OpenDocument documents and sheets, built for a test in a few lines."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import docx
import openpyxl
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

Rows = Sequence[Sequence[Any]]
_ODT_NAMES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in (
        ("office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
        ("text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
        ("table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
        ("draw", "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"),
        ("style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"),
        ("fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"),
        ("svg", "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"),
        ("dc", "http://purl.org/dc/elements/1.1/"),
    )
)


def build_word(write: Callable[[docx.document.Document], object]) -> bytes:
    """The bytes of a Word document that a function wrote into."""
    document = docx.Document()
    write(document)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def build_word_body(*paragraphs: str) -> bytes:
    """The bytes of a Word document with this XML as its body ("w:" is declared)."""

    def write(document: docx.document.Document) -> None:
        for paragraph in paragraphs:
            named = paragraph.replace(">", f" {nsdecls('w', 'wp', 'a')} {_MORE_NAMES}>", 1)
            document.element.body.insert(len(document.element.body) - 1, parse_xml(named))

    return build_word(write)


_MORE_NAMES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def build_open_document(text: str, styles: str = "", automatic: str = "", manifest: str = "") -> bytes:
    """The bytes of an OpenDocument text with this XML as its text."""
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {_ODT_NAMES}><office:automatic-styles>{automatic}"
        f"</office:automatic-styles><office:body><office:text>{text}</office:text></office:body>"
        "</office:document-content>",
        "styles.xml": f"<office:document-styles {_ODT_NAMES}>{styles}</office:document-styles>",
        "META-INF/manifest.xml": manifest or "<manifest/>",
    }
    return build_archive(parts)


def build_archive(parts: Mapping[str, str | bytes]) -> bytes:
    """The bytes of a zip file with these parts."""
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return saved.getvalue()


def change_archive(
    content: bytes,
    changes: Mapping[str, Callable[[bytes], bytes]],
    more: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """The same zip file with some of its parts changed, and perhaps more parts."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    changed = {name: changes.get(name, bytes)(part) for name, part in parts.items()}
    return build_archive({**changed, **(more or {})})


def build_csv(rows: Rows, **dialect: Any) -> bytes:
    """The bytes of a text file with these rows."""
    file = io.StringIO(newline="")
    csv.writer(file, **dialect).writerows(rows)
    return file.getvalue().encode()


def build_xlsx(sheets: dict[str, Rows], change: Callable[[Any], None] | None = None) -> bytes:
    """The bytes of a workbook with these sheets, changed by a function."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if change is not None:
        change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def build_sheet(kind: str, rows: Rows) -> tuple[bytes, str]:
    """The rows as a text file or as a workbook, with the name of the file."""
    return (build_csv(rows), "a.csv") if kind == "csv" else (build_xlsx({"Sheet1": rows}), "a.xlsx")


def swap_in_part(content: bytes, part: str, old: str, new: str) -> bytes:
    """A workbook with something in one of its parts replaced."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as whole,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for name in whole.namelist():
            text = whole.read(name)
            if name == part:
                assert old.encode() in text
                text = text.replace(old.encode(), new.encode(), 1)
            out.writestr(name, text)
    return file.getvalue()


def build_xlsx_by_hand(cells: str, strings: str) -> bytes:
    """A workbook as Excel writes it: with shared texts, which openpyxl does not write."""
    names = "http://schemas.openxmlformats.org"
    main, kind = f"{names}/spreadsheetml/2006/main", f"{names}/officeDocument/2006/relationships"
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{names}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{types}sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{types}worksheet+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{types}sharedStrings+xml"/></Types>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{kind}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{names}/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{kind}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{kind}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
        f'<Relationship Id="rId3" Type="{kind}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{main}"><numFmts>'
        '<numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><cellXfs>'
        '<xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="9"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f'<x:worksheet xmlns:x="{main}"><x:sheetData>'
        f"{cells}</x:sheetData></x:worksheet>",
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">{strings}</sst>',
    }  # fmt: skip
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for name, text in parts.items():
            out.writestr(name, text)
    return file.getvalue()


XLSX = build_xlsx_by_hand(
    '<x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c r="B1" t="s"><x:v>1</x:v></x:c></x:row>'
    '<x:row r="2"><x:c r="A2" t="s"><x:v>2</x:v></x:c><x:c r="B2"><x:v>3</x:v></x:c></x:row>'
    '<x:row><x:c t="s"><x:v>3</x:v></x:c><x:c s="2"><x:v>0.5</x:v></x:c>'
    '<x:c s="1"><x:v>45555</x:v></x:c></x:row>'
    '<x:row><x:c t="e"><x:f>-Tea</x:f><x:v>#NAME?</x:v></x:c>'
    '<x:c t="str"><x:f>""</x:f><x:v></x:v></x:c></x:row>',
    "<si><t>Idea</t></si><si><t>Votes</t></si><si><t>Tea</t></si>"
    "<si><r><t>Ti</t></r><r><rPr><b/></rPr><t>me_x000D_&amp; _x005F_x000D_</t></r><rPh><t>no</t></rPh></si>",
)
