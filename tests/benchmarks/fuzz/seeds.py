"""Documents to begin from: one small one with much in it, or several, for each target."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from pipeline.keeping.workbooks import NOTES_HEAD, THEMES_HEAD
from pipeline.series.tracker import HEADINGS, make_mark
from tests.benchmarks.fuzz.seeds_newer import build_board, build_inserted, build_projects, build_slides
from tests.benchmarks.fuzz.targets import EVENT
from tests.ingest.builders import (
    XLSX,
    build_archive,
    build_csv,
    build_open_document,
    build_word,
    build_word_body,
    build_xlsx,
)
from tests.ingest.pdf_maker import PICTURE, make_pdf, put, put_bullets, put_lines

ROOT = Path(__file__).parents[3]
MARK = f"listening-event-review 1 {EVENT}"
# One filled row of each sheet of a review workbook.
NOTE = {
    **{"note id": "n-1", "table": "1", "question": "Q", "kind": "post-it", "note": "tea"},
    **{"theme so far": "T", "your theme": "Mine", "second theme": "Also", "note type": "idea"},
    **{"show names?": "yes", "comment": "why", "theme id": "t-1"},
}
THEME = {
    **{"theme id": "t-1", "question": "Q", "title": "T", "notes": 3, "rename to": "New", "merge into": "t-2"},
    **{"split into": "a; b", "drop?": "no", "accept?": "x", "comment": "c", "note ids": "n-1 | n-2"},
}
MARKDOWN = """# Listening event: a hall
20 September 2024
## Table 1: What gets in the way?
Facilitator's notes
- **Getting there**:
  - no bus after six +1+1
  - lifts (3 votes)
1. [ ] task
> said by Person 1: “time”
| Idea | Votes |
|---|---|
| tea & <b>cake</b> | 3 |
<!-- comment --> ~~struck~~ [link](http://x.org) `code` &amp; \\*
### Summary
People want tea.
"""
EVENT_TOML = """title = "Listening event: Harrowby Library"
date = 2025-03-18
place = "Harrowby"
series = "wexmoor"
questions = ["What gets in the way?", "What would help?"]
slug = "harrowby"
[columns]
note = "Your comment"
[figures]
people = 42
[themes]
expected = ["Getting there", {title = "Being heard", words = ["ignored"]}]
[[correct]]
source = "notes.docx"
lines = "12-18"
page = 3
role = "question"
question = "What would help?"
[[targets]]
name = "People feel heard"
measure = "I felt listened to"
value = "median at least 4"
by = 2026-03-31
"""
SERIES_TOML = """title = "A series"
since = 2025-04-01
[[same]]
themes = ["training", "q-1a2b3c4d.d-0f1e2d"]
title = "Learning together"
[[different]]
themes = ["a", "b"]
[[targets]]
name = "300 people"
measure = "people"
value = 300
by = "2025-12-31"
[[theme]]
id = "a"
members = ["b", "c"]
"""
CODEBOOK = """codebook: ours
title: Ours
version: 1
inherits: [engagement]
without: [taxes]
sources:
  - {key: a, title: "A guide"}
codes:
  - code: housing
    title: Homes in our town
    definition: Cost, supply and condition of homes.
    include: ["rents"]
    exclude: []
    examples: ["rents are mad", {text: "damp flat", note: n-1}]
    sources: [a]
"""


def write_seeds() -> dict[str, list[bytes]]:
    """Seeds of every target."""
    rows = [["Idea", "Votes", "Name"], ["Tea", 3, "Ann"], ["=1+1", "+1", ""], ["-x", 0.5, None]]
    survey = [["Timestamp", "I felt listened to", "What helped?"]] + [
        [f"2025-03-{day:02d}", answer, "time"] for day, answer in enumerate(("agree", "4", "disagree"), 1)
    ]
    sheets = {
        "Start here": [[MARK], [], [], ["Your name", "Ann"], ["Date of your review", "2026-03-21"]],
        "Notes": [[MARK], NOTES_HEAD, [NOTE.get(heading, "") for heading in NOTES_HEAD]],
        "Themes": [[MARK], THEMES_HEAD, [THEME.get(heading, "") for heading in THEMES_HEAD]],
        "What was missed": [[MARK], ["what was missed", "question", "table", "who says it"],
                            ["Bus", "Q", 1, "B"]],
    }  # fmt: skip
    own = (ROOT / "pipeline" / "settings.toml").read_bytes()
    txt = (ROOT / "data" / "raw" / "2025-06-eastmere-online" / "notes.txt").read_bytes()[:3_000]
    md = (ROOT / "data" / "raw" / EVENT / "notes.md").read_bytes()[:3_000]
    review_csv = build_csv(sheets["Notes"])
    action = ["t-1", "T", "3 notes", "a", "b", "a bus", "the council", "2025-12", "done", "It runs."]
    tracker = [[make_mark("series", 2)], HEADINGS, action]
    return {
        "md": [MARKDOWN.encode(), md],
        "txt": [txt, MARKDOWN.encode("utf-16"), b"Table 1\r\nWhat helps?\r\x93tea\x94 \x95 x\n"],
        "html": [HTML.encode(), HTML.encode("utf-16"), b'<meta charset="cp1252"><p>\x93tea\x94'],
        "csv": [build_csv(rows), build_csv(survey, delimiter=";"), b'sep=\t\n"Idea\t""a""\n'],
        "docx": [_lighten(build_word(_write_word)), _lighten(build_word_body(*BODY))],
        "odt": [build_open_document(ODT, styles=ODT_STYLES, automatic=ODT_AUTOMATIC)],
        "xlsx": [XLSX, build_xlsx({"A": rows, "B": survey}, _change)],
        "pdf": _pdfs(),
        "pptx": [build_slides()],
        "altchunk.docx": [_lighten(build_inserted())],
        "qdpx": build_projects(),
        "board.csv": [build_board()],
        "review.xlsx": [build_xlsx(sheets, _change), build_xlsx({"Tracker": tracker})],
        "review.ods": [_build_ods(sheets)],
        "review.csv": [review_csv, review_csv.decode().encode("utf-16"), build_csv(tracker)],
        "event.toml": [EVENT_TOML.encode()],
        "series.toml": [SERIES_TOML.encode()],
        "settings.toml": [own[:4_000], b'[themes]\ncodebook = "care"\n[report.glossary]\nPIG = "group"\n'],
        "codebook.yaml": [CODEBOOK.encode()],
    }


HTML = """<!doctype html><title>t</title><h1>Event</h1><nav>x</nav><h2>Table 1: What helps?</h2>
<ul><li>tea<ul><li style='font-weight:bold'>cake</ul><li>b</ul><ol><li>1</ol>
<table><tr><th>Idea<th>Votes<tr><td rowspan=2 colspan=2>tea<td>3</table><!-- c --><pre> a
b</pre><p hidden>x<p style="mso-list:l0 level1 lfo1">· y
<img alt="z" src=x><script>1</script><b>&amp;&#65;</b>"""
BODY = (
    '<w:p><w:pPr><w:pStyle w:val="Heading1"/><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>Q?</w:t></w:r></w:p>',
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>tea</w:t>'
    '<w:br/><w:sym w:char="F0E0"/></w:r><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>',
    '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc>'
    "</w:tr></w:tbl>",
    "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx><w:txbxContent><w:p><w:r>"
    "<w:t>box</w:t></w:r></w:p></w:txbxContent></wps:txbx></mc:Choice></mc:AlternateContent></w:r></w:p>",
)
ODT = (
    '<text:h text:outline-level="1">Q?</text:h><text:list text:style-name="L1"><text:list-item>'
    '<text:p text:style-name="P1">tea<text:s text:c="3"/><text:tab/>x<text:line-break/>y</text:p>'
    "</text:list-item></text:list><table:table><table:table-row>"
    '<table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="2"><text:p>c</text:p>'
    "</table:table-cell><table:covered-table-cell/></table:table-row></table:table>"
    "<text:p><text:note><text:note-body><text:p>foot</text:p></text:note-body></text:note>"
    '<text:span text:style-name="B">bold</text:span></text:p>'
)
ODT_AUTOMATIC = (
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Text">'
    '<style:text-properties fo:font-weight="700"/></style:style><text:list-style style:name="L1">'
    '<text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>'
)
ODT_STYLES = (
    '<office:styles><style:style style:name="Text" style:family="paragraph" '
    'style:default-outline-level="2"/></office:styles>'
)


def _write_word(document) -> None:  # type: ignore[no-untyped-def]
    document.add_heading("What helps?", 1)
    document.add_paragraph("tea", style="List Bullet")
    document.add_paragraph("cake", style="List Number 2")
    document.add_table(2, 2).cell(0, 0).text = "cell"
    document.sections[0].header.paragraphs[0].text = "head"


def _lighten(content: bytes) -> bytes:
    """Without the parts that are not read, and with few styles: small inputs are many inputs."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name in [name for name in parts if name.startswith(("docProps", "word/theme", "customXml"))]:
        del parts[name]
    styles = parts["word/styles.xml"].decode()
    kept = [one for one in re.findall(r"<w:style .*?</w:style>", styles, re.DOTALL) if _USED.search(one)]
    parts["word/styles.xml"] = (
        styles[: styles.index("<w:docDefaults")] + "".join(kept) + "</w:styles>"
    ).encode()
    return build_archive(parts)


_USED = re.compile('w:styleId="(?:Normal|Heading1|ListBullet|ListNumber2|ListParagraph)"')


def _change(book) -> None:  # type: ignore[no-untyped-def]
    sheet = book.worksheets[0]
    sheet.merge_cells("D1:E2")
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["C"].hidden = True


def _pdfs() -> list[bytes]:
    page = put("What helps?", 72, 780, size=16, font="bold") + put_bullets([["tea", "and more"], ["cake"]])
    other = put_lines(["Table 2", "", "a long line", "another"]) + PICTURE + put("aside", 10, 400, angle=90)
    return [make_pdf([page]), make_pdf([page, other, put("3", 300, 20)])]


def _build_ods(sheets) -> bytes:  # type: ignore[no-untyped-def]
    """A workbook as LibreOffice writes it, its cells as texts."""
    from html import escape

    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    )
    tables = ""
    for name, rows in sheets.items():
        tables += f'<table:table table:name="{escape(name)}">'
        for row in rows:
            cells = "".join(
                f'<table:table-cell office:value-type="string"><text:p>{escape(str(cell))}</text:p>'
                "</table:table-cell>"
                for cell in row
            )
            tables += f'<table:table-row table:number-rows-repeated="1">{cells}</table:table-row>'
        tables += '<table:table-row table:number-rows-repeated="1048000"/></table:table>'
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:spreadsheet>{tables}"
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return saved.getvalue()
