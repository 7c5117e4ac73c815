"""Sheets that cannot be read, hold no notes, are damaged or very large."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import SourceError
from tests.ingest.builders import (
    XLSX,
    build_csv,
    build_sheet,
    build_xlsx,
    swap_in_part,
)
from tests.ingest.reading import read_notes, read_sheet
from tests.work import limit_work

BOTH = pytest.mark.parametrize("kind", ["csv", "xlsx"])
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
STRINGS = "xl/sharedStrings.xml"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "password"),
        ("a.xlsx", b"PK\x03\x04 and then nothing", "damaged"),
        ("a.xlsx", XLSX[:-400], "damaged"),
        ("a.xlsx", swap_in_part(XLSX, STRINGS, "<sst", BOMB + "<sst"), "entities"),
        ("a.xlsx", swap_in_part(XLSX, STRINGS, "<sst", "<<sst"), "damaged"),
        ("a.xlsx", swap_in_part(XLSX, "xl/worksheets/sheet1.xml", "v>2<", "v>99<"), "damaged"),
        ("a.xlsx", swap_in_part(XLSX, "xl/worksheets/sheet1.xml", 'r="A2"', 'r="ZZZZ2"'), "damaged"),
        ("a.xlsx", swap_in_part(XLSX, "xl/worksheets/sheet1.xml", 'r="B2"', 'r="A2"'), "damaged"),
        ("a.xlsx", build_xlsx({"S": []}), "no cell in it has content"),
        ("a.csv", b"Idea,Votes\nTea\0,3\n", "not a text file"),
        ("a.csv", b",,,\n ,,\n", "no cell in it has content"),
        ("a.csv", b"a," * (26 * 1024 * 1024), "too large"),
        ("a.csv", b"Idea,Votes\n" + b"," * 6_000_000, "too large"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(name: str, content: bytes, message: str) -> None:
    with limit_work(10), pytest.raises(SourceError, match=message) as caught:
        read_sheet(content, name)
    assert "\n" not in str(caught.value)
    assert "Tea" not in str(caught.value)


def test_more_cells_than_a_laptop_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    content = b"Idea,Votes\n" + b"Tea,3\n" * 600
    assert len(read_sheet(content, "a.csv").lines) > 600
    monkeypatch.setattr("pipeline.ingest.sheets.delimited._MOST_CELLS", 1000)
    with pytest.raises(SourceError, match="too large: 1,000 cells"):
        read_sheet(content, "a.csv")


@BOTH
def test_only_a_header_is_read_without_notes(kind: str) -> None:
    lines = read_sheet(*build_sheet(kind, [["Idea", "Votes"]])).lines
    assert [(line.role, line.given) for line in lines] == [("heading", None)] * 2


def test_a_list_of_people_holds_no_notes() -> None:
    rows = [
        ["First name", "Surname", "Organisation", "Email"],
        ["A", "B", "C", "a@b.org"],
        ["D", "E", "F", "d@e.org"],
    ]
    assert read_notes(build_csv(rows)) == []


def test_large_sheets_are_read_in_bearable_time() -> None:
    with limit_work(10):
        assert len(read_notes(b"Idea\n" + b'"' + b"word " * 1_000_000 + b'"\nTea\n')) == 2
        wide = build_csv(
            [[f"Topic {place}" for place in range(5_000)], [f"note {place}" for place in range(5_000)]]
        )
        assert len(read_sheet(wide).lines) == 10_000
        long = b"Idea,Votes,Name\n" + b"".join(b"Tea and time %d,3,Ann\n" % place for place in range(25_000))
        assert len(read_notes(long)) == 25_000


@settings(max_examples=40)
@given(st.data())
def test_damaged_workbooks_raise_nothing_else(data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(XLSX) - 1))
    broken = XLSX[:place] + data.draw(st.binary(max_size=8)) + XLSX[place + data.draw(st.integers(0, 8)) :]
    try:
        read_sheet(broken, "a.xlsx")
    except SourceError:
        return


@settings(max_examples=40)
@given(
    data=st.data(),
    part=st.sampled_from(["xl/worksheets/sheet1.xml", STRINGS, "xl/workbook.xml", "xl/styles.xml"]),
)
def test_damaged_parts_raise_nothing_else(data: st.DataObject, part: str) -> None:
    with zipfile.ZipFile(io.BytesIO(XLSX)) as whole:
        text = whole.read(part).decode()
    place = data.draw(st.integers(0, len(text) - 1))
    cut = data.draw(st.integers(1, 12))
    piece = text[place : place + cut]
    other = data.draw(st.text(alphabet='<>/="019ars t', max_size=12))
    try:
        read_sheet(
            swap_in_part(XLSX, part, text, text[:place] + other + text[place + len(piece) :]), "a.xlsx"
        )
    except SourceError:
        return
