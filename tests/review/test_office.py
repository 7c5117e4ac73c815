"""Through a real office program and back: what LibreOffice saves is read as what was written."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.ingest import is_review_workbook
from pipeline.review import Draft
from tests.review.workbooks import open_workbook, take_back
from tests.work import HANGS

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


def _convert(content: bytes, kind: str, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "review.xlsx").write_bytes(content)
    out = folder / "out"
    subprocess.run(
        [
            str(SOFFICE),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(out),
            str(folder / "review.xlsx"),
        ],
        check=True,
        capture_output=True,
        timeout=HANGS,
    )
    return next(out.glob("*Notes*.csv"), None) or next(out.iterdir())


_XLSX = "xlsx:Calc MS Excel 2007 XML"
_EVERY_SHEET_AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


@pytest.mark.parametrize("kind", [_XLSX, "ods", _EVERY_SHEET_AS_CSV], ids=["xlsx", "ods", "csv"])
def test_decisions_survive_libreoffice(kind: str, blank: bytes, draft: Draft, tmp_path: Path) -> None:
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
    saved = _convert(book.save(), kind, tmp_path / "office")
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


def test_libreoffice_keeps_what_makes_the_workbook_pleasant(blank: bytes, tmp_path: Path) -> None:
    saved = _convert(blank, _XLSX, tmp_path / "office")
    assert open_workbook(blank).book["Notes"].freeze_panes == "A3"  # converted without a window it gets lost
    notes = load_workbook(saved)["Notes"]
    assert notes.auto_filter.ref
    assert not notes.protection.sheet  # else no office program sorts it or deletes rows of it
    assert notes["E3"].alignment.wrap_text
    offers = [offer for offer in notes.data_validations.dataValidation if "I3" in offer.sqref]
    assert len(offers) == 1
    assert not offers[0].showErrorMessage  # a new name may be written as well
