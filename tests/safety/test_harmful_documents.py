"""Documents made to do harm: nothing in them is run, unpacked to disk, expanded or fetched.

More of them in tests/ingest (test_archive.py, bad_documents.py).
"""

from __future__ import annotations

import io
import re
import tracemalloc
import zipfile
from pathlib import Path

import docx
import pytest

from pipeline.errors import SettingsError, SourceError
from pipeline.ingest import gather_event
from pipeline.ingest.lines import read_document
from pipeline.report.blocks import list_figures
from pipeline.report.event import build_report
from pipeline.report.figures import draw_figures, paint_pictures
from pipeline.report.formats.word import render_word
from pipeline.report.formats.word_template import read_template
from pipeline.themes.codebook import load_codebook
from tests.ingest.builders import build_archive, build_word, build_xlsx, change_archive
from tests.report.made_event import THEMES, build_case
from tests.work import limit_work

LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "'
    + "ha" * 500
    + '">'
    + "".join(f'<!ENTITY {chr(98 + step)} "{f"&{chr(97 + step)};" * 10}">' for step in range(9))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY j SYSTEM "file:///etc/passwd">]>'
PARAMETER = '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>'


def _declare(part: bytes, declared: str) -> bytes:
    """The part with entities declared, and used in its first text."""
    head, mark, rest = part.partition(b"?>") if part.startswith(b"<?xml") else (b"", b"", part)
    return head + mark + declared.encode() + rest.replace(b"MARK", b"MARK &j;", 1)


def _spoil(kind: str, declared: str) -> bytes:
    if kind == "docx":
        good = build_word(lambda document: document.add_paragraph("MARK"))
        return change_archive(good, {"word/document.xml": lambda part: _declare(part, declared)})
    rows = [["listening-event-review 1 x"], ["note id", "your theme", "MARK"]]
    good = build_xlsx({"Notes": rows})
    return change_archive(good, {"xl/worksheets/sheet1.xml": lambda part: _declare(part, declared)})


@pytest.mark.parametrize("declared", [LAUGHS, OUTSIDE, PARAMETER], ids=["laughs", "outside", "parameter"])
@pytest.mark.parametrize("kind", ["docx", "xlsx", "returned.xlsx", "template.docx"])
def test_no_entity_is_expanded(kind: str, declared: str, tmp_path: Path) -> None:
    content = _spoil(kind.rpartition(".")[2], declared)
    with limit_work(5):  # which counts how fast this machine is: not while memory is traced
        tracemalloc.start()
        _refuse(kind, content, tmp_path)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 100_000_000


def _refuse(kind: str, content: bytes, tmp_path: Path) -> None:
    if kind == "template.docx":
        path = tmp_path / "template.docx"
        path.write_bytes(content)
        with pytest.raises(SourceError):
            read_template(path)
    elif kind == "returned.xlsx":
        (tmp_path / "notes.md").write_text("## What helps?\n- tea\n")
        (tmp_path / "back.xlsx").write_bytes(content)
        raw = gather_event(tmp_path)
        assert raw.workbooks == ()
        assert [name for name, _ in raw.set_aside] == ["back.xlsx"]
    else:
        with pytest.raises(SourceError) as refused:
            read_document(f"notes.{kind}", content)
        assert "root:" not in str(refused.value)


@pytest.mark.parametrize(
    "value",
    [
        "!!python/object/apply:builtins.open [{path!r}, w]",
        "!!python/object/new:pathlib.Path [{path!r}]",
        "!!python/name:os.system",
        "!!python/module:os",
    ],
)
def test_no_tag_of_yaml_is_run(value: str, tmp_path: Path) -> None:
    made = tmp_path / "made"
    (tmp_path / "own.yaml").write_text(f"codebook: {value.format(path=str(made))}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="cannot be read as YAML"):
        load_codebook("own.yaml", tmp_path)
    assert not made.exists()


def test_a_template_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    good = build_word(lambda document: document.add_paragraph("[report]"))
    path = tmp_path / "bomb.docx"
    path.write_bytes(change_archive(good, {}, {"word/media/large.bin": bytes(150 * 1024 * 1024)}))
    assert path.stat().st_size < 1_000_000
    with pytest.raises(SourceError, match="not a Word document"):
        read_template(path)


def _add_relation(content: bytes, kind: str, part: str, inside: str = "") -> bytes:
    """A Word file that refers to something outside of it."""
    names = "http://schemas.openxmlformats.org"
    relation = (
        f'<Relationship Id="rId99" Type="{names}/officeDocument/2006/relationships/{kind}" '
        'Target="http://127.0.0.1:9/x" TargetMode="External"/>'
    )
    folder, _, name = part.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels"
    empty = f'<?xml version="1.0"?><Relationships xmlns="{names}/package/2006/relationships"></Relationships>'
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        before = archive.read(rels).decode() if rels in archive.namelist() else empty
    changed = before.replace("</Relationships>", relation + "</Relationships>")

    def put(xml: bytes) -> bytes:
        return re.sub(rb"(<w:settings[^>]*>)", rb"\1" + inside.encode(), xml, count=1)

    return change_archive(content, {part: put}, {rels: changed})


def test_a_report_never_looks_for_the_template_of_its_template(tmp_path: Path) -> None:
    good = build_word(lambda document: document.add_paragraph("[report]"))
    names = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    tied = f'<w:attachedTemplate xmlns:r="{names}" r:id="rId99"/>'
    path = tmp_path / "template.docx"
    path.write_bytes(_add_relation(good, "attachedTemplate", "word/settings.xml", tied))
    assert "External" in _read_rels(path.read_bytes())
    case = build_case(THEMES)
    report = build_report(case.build(), {}, case.settings)
    drawings = draw_figures(list_figures(report))
    made = render_word(report, drawings, paint_pictures(drawings), read_template(path))
    assert "External" not in _read_rels(made)
    assert b"attachedTemplate" not in zipfile.ZipFile(io.BytesIO(made)).read("word/settings.xml")
    docx.Document(io.BytesIO(made))


def test_a_template_with_a_picture_from_elsewhere_is_refused(tmp_path: Path) -> None:
    good = build_word(lambda document: document.add_paragraph("[report]"))
    path = tmp_path / "template.docx"
    path.write_bytes(_add_relation(good, "image", "word/document.xml"))
    with pytest.raises(SourceError, match="lies outside of it"):
        read_template(path)


def _read_rels(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".rels"))


@pytest.mark.parametrize("name", ["../out.md", "/tmp/out.md", "..\\out.md", "notes/../../out.md"])
def test_no_archive_is_unpacked_to_disk(name: str, tmp_path: Path) -> None:
    event = tmp_path / "event"
    event.mkdir()
    (event / "notes.md").write_text("## What helps?\n- tea\n")
    for kind in ("zip", "docx", "odt", "xlsx"):
        (event / f"x.{kind}").write_bytes(
            build_archive({name: "## Q?\n- out\n", "word/document.xml": "<x/>"})
        )
    before = sorted(tmp_path.rglob("*"))
    raw = gather_event(event)
    for source, content in raw.documents:
        if source != "notes.md":
            with pytest.raises(SourceError):
                read_document(source, content)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("slug", ["../../out", "/tmp/out", "..", "a/b", "C:\\out", "\\\\server\\share"])
def test_no_name_in_a_file_leads_out_of_the_workspace(slug: str, tmp_path: Path) -> None:
    event = tmp_path / "event"
    event.mkdir()
    (event / "notes.md").write_text("## What helps?\n- tea\n")
    (event / "event.toml").write_text(f"slug = '{slug}'\nseries = '{slug}'\n")
    raw = gather_event(event)
    for name in (raw.event_id, raw.facts.series):
        assert re.fullmatch(r"[a-z0-9-]*", name)
