"""What people write stands as text in Word, workbooks and tables, whatever an office suite does with them.

The workspace is that of test_injection.py.
"""

from __future__ import annotations

import csv
import io
import re
import subprocess
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from lxml import etree

from pipeline.keeping.store import EventStore, Workspace
from tests.browser import find_program
from tests.report.reading import W, word_paragraphs
from tests.safety.hostile import EVENT, SERIES, Hostile
from tests.safety.strings import KEPT, PLAIN, SHOWN
from tests.work import HANGS

# Word


def test_word_files_hold_no_field_link_or_object_of_theirs(hostile: Hostile) -> None:
    for path in (
        hostile.reports / "report.docx",
        hostile.reports / "appendix.docx",
        hostile.reports / "notes.docx",
        hostile.series / "report.docx",
    ):
        with ZipFile(path) as packed:
            for name in packed.namelist():
                assert not name.endswith((".bin", ".vml", ".docm"))
                if not name.endswith((".xml", ".rels")):
                    continue
                root = etree.fromstring(packed.read(name))
                for field in root.iter(f"{W}instrText"):
                    assert re.fullmatch(
                        r' (TOC \\o "1-2" \\h \\z|PAGE|NUMPAGES|PAGEREF _Toc\d+ \\h) ', field.text or ""
                    )
                for tag in ("fldSimple", "altChunk", "object", "subDoc", "attachedTemplate"):
                    assert not list(root.iter(f"{W}{tag}")), (path.name, tag)
                for link in root.iter(f"{W}hyperlink"):
                    assert link.get(f"{W}anchor")
                if name.endswith(".rels"):
                    assert not [one for one in root if one.get("TargetMode") == "External"]


def test_word_files_show_every_note_as_written(hostile: Hostile) -> None:
    for name in ("appendix.docx", "notes.docx"):
        files = {"report.docx": (hostile.reports / name).read_bytes()}
        shown = {" ".join(text.rstrip("\u202c\u2069").split()) for _, text in word_paragraphs(files)}
        whole = "\n".join(shown)
        missing = [text for text in SHOWN if " ".join(text.rstrip("\u202c\u2069").split()) not in whole]
        assert missing == [], name


# Workbooks and tables


OWN_FORMULAS = re.compile(r"=IF\('Start here'!B[45]=\"\",\"\",'Start here'!B[45]\)")


def _workbooks(hostile: Hostile) -> list[Path]:
    return [hostile.reports / "review.xlsx", hostile.series / "matrix.xlsx", hostile.series / "tracker.xlsx"]


def test_workbooks_hold_texts_and_no_formula_of_theirs(hostile: Hostile) -> None:
    for path in _workbooks(hostile):
        with ZipFile(path) as packed:
            assert not [name for name in packed.namelist() if "externalLink" in name or "vba" in name.lower()]
            for name in packed.namelist():
                if name.endswith(".rels"):
                    assert b"External" not in packed.read(name)
        for sheet in openpyxl.load_workbook(path).worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    assert cell.hyperlink is None
                    if cell.data_type == "f":
                        assert OWN_FORMULAS.fullmatch(str(cell.value)), (path.name, cell.coordinate)


def test_the_review_workbook_shows_every_note_as_written(hostile: Hostile) -> None:
    sheet = openpyxl.load_workbook(hostile.reports / "review.xlsx")["Notes"]
    shown = {openpyxl.utils.escape.unescape(str(row[4].value)) for row in sheet.iter_rows(min_row=3)}
    unshown = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
    expected = {unshown.sub("\ufffd", " ".join(text.split())) for text in KEPT}
    assert expected - shown == set()


@pytest.mark.parametrize("where", ["events", "series"])
def test_tables_hold_no_cell_that_a_spreadsheet_would_compute(hostile: Hostile, where: str) -> None:
    folder = hostile.tables if where == "events" else hostile.root / "data" / "processed" / SERIES
    computed = re.compile(
        r"\s*(?:=\s*\w|[=@+-].*(?:\b(?:SUM|HYPERLINK|DDE|WEBSERVICE)\(|\w\|'.*!))", re.DOTALL
    )
    tables = sorted(folder.glob("*.csv"))
    assert len(tables) > 10
    for path in tables:
        text = path.read_text(encoding="utf-8")
        for row in csv.reader(io.StringIO(text, newline="")):
            for cell in row:
                assert not computed.match(cell), (path.name, cell[:60])


def test_tables_keep_the_words_themselves_in_parquet(hostile: Hostile) -> None:
    store = EventStore(Workspace(hostile.root), EVENT)
    themes = store.read_table("themes")
    assert {title for title in hostile.themes if title in set(themes["title"])}
    for path in sorted(hostile.tables.glob("*.parquet")):
        store.read_table(path.stem)


# LibreOffice


def test_an_office_suite_computes_nothing_and_shows_what_was_written(
    hostile: Hostile, tmp_path: Path
) -> None:
    """Workbooks and tables as LibreOffice shows them, cell by cell, with its own formulas switched on."""
    sources = [*_workbooks(hostile), hostile.tables / "notes.csv", hostile.tables / "ledger.csv"]
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    _convert(sources, every_sheet, tmp_path)
    shown = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.glob("*.csv")}
    assert len(shown) >= len(sources)
    for name, text in shown.items():
        cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
        assert not [cell for cell in cells if re.match(r"Err:|#(NAME|REF|VALUE|N/A)", cell)], name
    notes = shown["review-Notes.csv"]
    cells = {cell for row in csv.reader(io.StringIO(notes, newline="")) for cell in row}
    assert [text for text in PLAIN if text.strip() not in cells] == []


def test_word_files_open_in_an_office_suite_as_they_are(hostile: Hostile, tmp_path: Path) -> None:
    _convert([hostile.reports / "notes.docx"], "txt:Text (encoded):UTF8", tmp_path)
    text = re.sub(r"\s+", "", (tmp_path / "notes.txt").read_text(encoding="utf-8-sig"))
    assert [one for one in PLAIN if re.sub(r"\s+", "", one) not in text] == []


def _convert(paths: list[Path], kind: str, folder: Path) -> None:
    subprocess.run(
        [
            find_program("soffice", "libreoffice"),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(folder),
            *map(str, paths),
        ],
        check=True,
        capture_output=True,
        timeout=HANGS,
    )
