"""Through a real office program and back: what LibreOffice saves is read as what was written."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from openpyxl import load_workbook

from pipeline.ingest import is_review_workbook
from pipeline.review import Draft
from pipeline.wording.names import split_shown
from tests.review.workbooks import open_workbook, take_back
from tests.work import HANGS

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where LibreOffice keeps what it makes at its first start, which takes longest."""
    return tmp_path_factory.mktemp("profile")


def _convert(content: bytes, kind: str, folder: Path, profile: Path) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "review.xlsx").write_bytes(content)
    out = folder / "out"
    convert = ["--convert-to", kind, "--outdir", str(out), str(folder / "review.xlsx")]
    _start_office(profile, *convert)
    return next(out.glob("*Notes*.csv"), None) or next(out.iterdir())


def _start_office(profile: Path, *arguments: str) -> None:
    command = [str(SOFFICE), f"-env:UserInstallation={profile.as_uri()}", "--headless", *arguments]
    subprocess.run(command, check=True, capture_output=True, timeout=HANGS)


_XLSX = "xlsx:Calc MS Excel 2007 XML"
_EVERY_SHEET_AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


@pytest.mark.parametrize("kind", [_XLSX, "ods", _EVERY_SHEET_AS_CSV], ids=["xlsx", "ods", "csv"])
def test_decisions_survive_libreoffice(
    kind: str, blank: bytes, draft: Draft, tmp_path: Path, profile: Path
) -> None:
    book = open_workbook(blank).sign("Ann Lee", "2026-03-21")
    rows = book.rows("Notes")
    titles = draft.themes.set_index("theme_id")["title"]
    moved, kept = rows[0], rows[1]
    other = next(
        title
        for theme, title in titles.items()
        if str(theme).startswith(str(moved["theme id"]).partition(".")[0]) and theme != moved["theme id"]
    )
    book.write("Notes", moved["note id"], "your theme", other)
    book.write("Notes", kept["note id"], "your theme", "A new theme, with a comma")
    book.write("Notes", kept["note id"], "comment", "=1+1 and two\nlines")
    book.write("Themes", str(kept["theme id"]), "accept?", "yes")
    saved = _convert(book.save(), kind, tmp_path / "office", profile)
    content = saved.read_bytes()
    assert is_review_workbook(saved.name, content)
    found = take_back(draft, {saved.name: content})
    assert found.conflicts.empty, found.conflicts[["locator", "what"]].to_dict("records")
    coded = found.codings.set_index("note_id")["theme_id"]
    titles = found.themes.set_index("theme_id")["title"]
    assert titles[coded[moved["note id"]]] == other
    assert titles[coded[kept["note id"]]] == "A new theme, with a comma"
    assert set(found.decisions["reviewer"]) == {"Ann Lee"}
    assert set(found.decisions["date"]) == {"2026-03-21"}
    assert "=1+1 and two\nlines" in set(found.decisions["value"])
    accepted = set(found.themes.loc[found.themes["basis"] == "reviewed", "theme_id"])
    assert (kept["theme id"] in accepted) == ("csv" not in kind)  # the sheet of themes is not in the CSV


def test_libreoffice_keeps_what_makes_the_workbook_pleasant(
    blank: bytes, tmp_path: Path, profile: Path
) -> None:
    saved = _convert(blank, _XLSX, tmp_path / "office", profile)
    assert open_workbook(blank).book["Notes"].freeze_panes == "A3"  # converted without a window it gets lost
    notes = load_workbook(saved)["Notes"]
    assert notes.tables["Notes"].autoFilter.ref
    assert not notes.protection.sheet  # else no office program sorts it or deletes rows of it
    assert notes["E3"].alignment.wrap_text
    offers = [offer for offer in notes.data_validations.dataValidation if "I3" in offer.sqref]
    assert len(offers) == 1
    assert not offers[0].showErrorMessage  # a new name may be written as well


_MACRO = """\
Sub Work
  Dim nothing(), saved(0) As New com.sun.star.beans.PropertyValue
  Dim by(0) As New com.sun.star.table.TableSortField
  Dim how(1) As New com.sun.star.beans.PropertyValue
  book = StarDesktop.loadComponentFromURL("BOOK", "_blank", 0, nothing())
  notes = book.Sheets.getByName("Notes")
  by(0).Field = 4
  by(0).IsAscending = True
  how(0).Name = "SortFields" : how(0).Value = by()
  how(1).Name = "ContainsHeader" : how(1).Value = False
  notes.getCellRangeByName("A3:O" & LAST).sort(how())
  notes.Rows.removeByIndex(2, 5)
  For row = 3 To LAST - 5
    offer = notes.getCellRangeByName("I" & row).Validation
    offer.setSourcePosition(notes.getCellRangeByName("I" & row).CellAddress)
    notes.getCellRangeByName("Q" & row).Formula = "=INDEX(" & offer.getFormula1() & ";1)"
  Next
  book.calculateAll()
  saved(0).Name = "FilterName" : saved(0).Value = "Calc MS Excel 2007 XML"
  book.storeToURL("OUT", saved())
  book.close(True)
End Sub
"""
_MODULE = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">MACRO</script:module>
"""


def _work_in_libreoffice(content: bytes, last: int, folder: Path, profile: Path) -> Path:
    """By LibreOffice's own API: sort the notes by their words, delete five rows, look into the drop-downs."""
    (folder / "review.xlsx").write_bytes(content)
    out = folder / "out.xlsx"
    macro = _MACRO.replace("BOOK", (folder / "review.xlsx").as_uri()).replace("OUT", out.as_uri())
    module = profile / "user" / "basic" / "Standard" / "Module1.xba"
    if not module.is_file():
        _start_office(profile, "--terminate_after_init")  # makes the profile
    module.write_text(_MODULE.replace("MACRO", escape(macro.replace("LAST", str(last)))))
    _start_office(profile, "macro:///Standard.Module1.Work")
    return out


def test_rows_are_sorted_and_deleted_in_libreoffice_and_drop_downs_stay_right(
    blank: bytes, draft: Draft, tmp_path: Path, profile: Path
) -> None:
    book = open_workbook(blank).sign()
    for row in book.rows("Notes")[::7]:
        book.write("Notes", str(row["note id"]), "your theme", f"A theme for {row['note id']}")
    before = book.rows("Notes")
    saved = _work_in_libreoffice(book.save(), int(before[-1]["row"]), tmp_path, profile)
    after = open_workbook(saved.read_bytes()).rows("Notes")
    words = sorted((str(row["note"]) for row in before), key=str.casefold)
    assert len(after) == len(before) - 5
    assert [row["note id"] for row in after] != [row["note id"] for row in before][5:]
    assert {str(row["note"]) for row in after} < set(words)
    offered = load_workbook(saved, data_only=True)["Notes"]
    titles = dict(zip(draft.themes["title"], draft.themes["question_id"], strict=True))
    for row in after:
        own = str(row["theme id"]).partition(".")[0]
        assert titles[split_shown(str(offered.cell(int(row["row"]), 17).value))[1]] == own
    found = take_back(draft, {"sorted.xlsx": saved.read_bytes()})
    assert found.conflicts.empty
    kept = {row["note id"]: row["your theme"] for row in after if row["your theme"]}
    assert dict(zip(found.decisions["note_id"], found.decisions["value"], strict=True)) == kept
