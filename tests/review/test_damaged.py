"""Workbooks as they really come back: read rightly, or refused in one line that names the cell."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter

from pipeline.errors import SourceError
from pipeline.ingest import gather_event, is_review_workbook, read_workbook_back
from pipeline.keeping.workbooks import MARKER, VERSION
from pipeline.review import Contents, Draft, Reviewed
from pipeline.review.workbook.write import write_workbook
from tests.review.conftest import run_event
from tests.review.workbooks import EVENT, Opened, open_workbook, take_back

MINE = "My own theme"


@dataclass(frozen=True)
class Damage:
    """What happened to a workbook in which three notes were moved to a theme of the reviewer's own.

    Attributes:
        name: In words.
        do: Does it; gives the file's name and bytes.
        moved: How many of the three notes are moved nevertheless.
        says: What the one line says, and the cell it names; nothing where all is read.
    """

    name: str
    do: Callable[[Opened], tuple[str, bytes]]
    moved: int = 3
    says: tuple[str, ...] = ()


def _saved(change: Callable[[Workbook], object]) -> Callable[[Opened], tuple[str, bytes]]:
    def do(book: Opened) -> tuple[str, bytes]:
        change(book.book)
        return "back.xlsx", book.save()

    return do


def _rewrite(
    book: Workbook, change: Callable[[list[list[Any]]], list[list[Any]]], sheet: str = "Notes"
) -> None:
    """Put the rows of a sheet back in another form."""
    page = book[sheet]
    rows = [list(row) for row in page.iter_rows(values_only=True)]
    page.delete_rows(1, page.max_row)
    for number, row in enumerate(change(rows), start=1):
        for column, value in enumerate(row, start=1):
            cell = page.cell(number, column, value)
            if isinstance(value, str) and not value.startswith("=IF("):
                cell.data_type = "s"


def _column(rows: list[list[Any]], name: str) -> int:
    return rows[1].index(name)


def _without(name: str) -> Callable[[list[list[Any]]], list[list[Any]]]:
    def change(rows: list[list[Any]]) -> list[list[Any]]:
        at = _column(rows, name)
        return [row[:at] + row[at + 1 :] for row in rows]

    return change


def _move_last(name: str) -> Callable[[list[list[Any]]], list[list[Any]]]:
    def change(rows: list[list[Any]]) -> list[list[Any]]:
        at = _column(rows, name)
        return [[*row[:at], *row[at + 1 :], row[at]] for row in rows]

    return change


def _sort(rows: list[list[Any]]) -> list[list[Any]]:
    return rows[:2] + sorted(rows[2:], key=lambda row: str(row[4]))


def _sort_words_alone(rows: list[list[Any]]) -> list[list[Any]]:
    words = sorted(str(row[4]) for row in rows[2:])
    return rows[:2] + [[*row[:4], text, *row[5:]] for row, text in zip(rows[2:], words, strict=True)]


def _delete_untouched(rows: list[list[Any]]) -> list[list[Any]]:
    return rows[:2] + [row for row in rows[2:] if row[8]]


def _double(rows: list[list[Any]]) -> list[list[Any]]:
    return [*rows, next(row for row in rows[2:] if row[8])]


def _double_otherwise(rows: list[list[Any]]) -> list[list[Any]]:
    row = list(next(row for row in rows[2:] if row[8]))
    row[8] = "Something else"
    return [*rows, row]


def _edit_id(book: Workbook) -> None:
    book["Notes"]["A3"] = "n-000000000000"


def _swap_id(book: Workbook) -> None:
    book["Notes"]["A3"] = book["Notes"]["A10"].value


def _formula(book: Workbook) -> None:
    book["Notes"]["I3"] = "=A1&B1"


def _merge_cells(book: Workbook) -> None:
    book["Notes"].merge_cells("I3:I5")


def _text(book: Opened, delimiter: str = ",") -> str:
    page = book.book["Notes"]
    rows = [["" if value is None else value for value in row] for row in page.iter_rows(values_only=True)]
    rows[0] = [f"{MARKER} {VERSION} {EVENT}", "", "", "", "", "", "", "Your name", "Ann Lee", "",
               "Date of your review", "21/03/2026", "", ""]  # fmt: skip
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter).writerows(rows)
    return buffer.getvalue()


def _as_csv(book: Opened) -> tuple[str, bytes]:
    return "notes.csv", _text(book).encode("utf-8-sig")


def _as_csv_in_windows(book: Opened) -> tuple[str, bytes]:
    return "notes.csv", _text(book, ";").encode("cp1252", errors="replace")


def _mark(event: str, version: int) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        for sheet in book.worksheets:
            for row in sheet.iter_rows(max_row=100):
                for cell in row:
                    if isinstance(cell.value, str) and MARKER in cell.value:
                        cell.value = f"{MARKER} {version} {event}"

    return change


def _add_rows(book: Workbook) -> None:
    page = book["Notes"]
    for row in range(page.max_row + 1, 10_001):
        page.cell(row, 13, " ")


def _hide(book: Workbook) -> None:
    for row in range(3, 60):
        book["Notes"].row_dimensions[row].hidden = True
    book["Themes"].sheet_state = "hidden"


def _insert_lines(rows: list[list[Any]]) -> list[list[Any]]:
    blank = [None] * len(rows[0])
    return [rows[0], ["Checked in the meeting", *blank[1:]], blank, *rows[1:]]


def _anonymous(book: Workbook) -> None:
    book["Start here"]["B4"] = None
    book["Start here"]["B5"] = "last Tuesday"


DAMAGES = (
    Damage("nothing", _saved(lambda book: None)),
    Damage("a sheet renamed", _saved(lambda book: setattr(book["Notes"], "title", "Ann's notes"))),
    Damage("a column moved", _saved(lambda book: _rewrite(book, _move_last("your theme")))),
    Damage("the ids moved", _saved(lambda book: _rewrite(book, _move_last("note id")))),
    Damage(
        "the column of decisions missing",
        _saved(lambda book: _rewrite(book, _without("your theme"))),
        0,
        ("sheet Notes!A2", "“your theme” is missing"),
    ),
    Damage(
        "the column of ids missing",
        _saved(lambda book: _rewrite(book, _without("note id"))),
        0,
        ("sheet Notes!A2", "“note id” is missing"),
    ),
    Damage("an id edited", _saved(_edit_id), 2, ("sheet Notes!I3", "there is no note n-000000000000")),
    Damage("an id of another note", _saved(_swap_id), 2, ("sheet Notes!I3", "belong to different notes")),
    Damage("rows sorted", _saved(lambda book: _rewrite(book, _sort))),
    Damage(
        "one column sorted by itself",
        _saved(lambda book: _rewrite(book, _sort_words_alone)),
        0,
        ("sheet Notes!I", "belong to different notes"),
    ),
    Damage("rows deleted", _saved(lambda book: _rewrite(book, _delete_untouched))),
    Damage("a row doubled", _saved(lambda book: _rewrite(book, _double))),
    Damage(
        "a row doubled and changed",
        _saved(lambda book: _rewrite(book, _double_otherwise)),
        2,
        ("sheet Notes!I", "two rows of the same workbook"),
    ),
    Damage("a formula", _saved(_formula), 2, ("sheet Notes!I3", "a formula without a value")),
    Damage("merged cells", _saved(_merge_cells), 1, ("sheet Notes!I4", "it is merged with sheet Notes!I3")),
    Damage("saved as CSV", _as_csv),
    Damage("saved as CSV by a program set to semicolons", _as_csv_in_windows),
    Damage(
        "of another event",
        _saved(_mark("2024-01-elsewhere", VERSION)),
        0,
        ("sheet Start here!B", "another event (2024-01-elsewhere)"),
    ),
    Damage("of an older version", _saved(_mark(EVENT, 0)), 3, ("sheet Start here!B", "an older version")),
    Damage("10,000 rows", _saved(_add_rows)),
    Damage("hidden rows and sheets", _saved(_hide)),
    Damage("lines of their own above the headings", _saved(lambda book: _rewrite(book, _insert_lines))),
    Damage("no name and no date", _saved(_anonymous), 3, ("sheet Start here!B4", "no reviewer's name")),
)


@pytest.fixture
def moved(blank: bytes) -> Opened:
    book = open_workbook(blank).sign()
    for row in (3, 4, 5):
        book.book["Notes"].cell(row, 9).value = MINE
    return book


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name)
def test_a_damaged_workbook_loses_no_decision(damage: Damage, moved: Opened, draft: Draft) -> None:
    name, content = damage.do(moved)
    assert is_review_workbook(name, content)
    found = take_back(draft, {name: content})
    assert _count_moved(found) == damage.moved, _lines(found)
    lines = _lines(found)
    assert bool(lines) == bool(damage.says), lines
    if damage.says:
        assert any(all(part in line for part in damage.says) for line in lines), lines
    assert all("\n" not in line for line in lines)


def _count_moved(found: Reviewed) -> int:
    titles = dict(zip(found.themes["theme_id"], found.themes["title"], strict=True))
    return sum(titles[theme] == MINE for theme in found.codings["theme_id"])


def _lines(found: Reviewed) -> list[str]:
    columns = ("source", "locator", "what", "remedy")
    rows = zip(*(found.conflicts[name] for name in columns), strict=True)
    return [f"{source}, {locator}: {what}. {remedy}" for source, locator, what, remedy in rows]


def test_decisions_not_taken_up_are_listed(moved: Opened, draft: Draft) -> None:
    _edit_id(moved.book)
    found = take_back(draft, {"back.xlsx": moved.save()})
    moves = found.decisions[found.decisions["action"] == "move"]
    assert sorted(moves["status"]) == ["applied", "applied", "conflict"]
    assert moves.loc[moves["status"] == "conflict", "value"].tolist() == [MINE]
    assert "n-" in found.conflicts["remedy"].iloc[0]  # the id that belongs there


@pytest.mark.parametrize("cut", [0.3, 0.7, 0.999])
def test_a_half_saved_workbook_is_refused_in_one_line(cut: float, moved: Opened) -> None:
    content = moved.save()
    with pytest.raises(SourceError, match=r"back\.xlsx: it is damaged") as refused:
        read_workbook_back("back.xlsx", content[: int(len(content) * cut)])
    assert "\n" not in str(refused.value)


def test_a_half_saved_workbook_does_not_stop_the_run(workspace: Path, moved: Opened) -> None:
    content = moved.save()
    folder = workspace / "data" / "raw" / EVENT
    (folder / "half.xlsx").write_bytes(content[: len(content) // 2])
    (folder / "whole.xlsx").write_bytes(content)
    (folder / "~$whole.xlsx").write_bytes(b"open in Excel")
    (folder / ".~lock.whole.xlsx#").write_bytes(b"open in LibreOffice")
    outcome = run_event(workspace)
    assert outcome.themed == outcome.notes
    assert [problem.startswith("half.xlsx: it is damaged") for problem in outcome.problems] == [True]
    assert not outcome.problems[0].count("\n")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read all files")
def test_a_workbook_locked_by_another_program_is_named(workspace: Path, moved: Opened) -> None:
    folder = workspace / "data" / "raw" / EVENT
    (folder / "locked.xlsx").write_bytes(moved.save())
    (folder / "locked.xlsx").chmod(0)
    raw = gather_event(folder)
    assert [name for name, _ in raw.set_aside] == ["locked.xlsx"]


def test_text_that_looks_like_a_formula_stays_text(blank: bytes) -> None:
    words = ("=1+1", "+44 is the code", "-more tea", "@all of you", "=cmd|' /C calc'!A0")
    same = {"table": "1", "question_id": "q-1", "question": "q", "kind": "post-it", "theme_id": "q-1.a"}
    same |= {"theme": "=Theme", "fit": "weak", "why": "why"}
    notes = pd.DataFrame([{"note_id": f"n-{n}", "words": text} | same for n, text in enumerate(words)])
    no_themes = pd.DataFrame(columns=["question_id", "title"])
    content = write_workbook(Contents("e", "=Title", "", notes, no_themes, (("q-1", "=Question"),)))
    book = open_workbook(content).book
    cells = [book["Notes"].cell(row, 5) for row in range(3, 3 + len(words))]
    assert [cell.value for cell in cells] == list(words)
    formulas = [
        f"{sheet.title}!{get_column_letter(cell.column)}{cell.row}"
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert formulas == ["Notes!I1", "Notes!L1"]  # our own, for the sheet saved by itself


def test_a_comment_on_a_cell_is_never_simply_absent(blank: bytes, draft: Draft) -> None:
    book = open_workbook(blank).sign()
    book.book["Notes"]["E5"].comment = Comment("Ask Joan about this one", "Ann")
    found = take_back(draft, {"back.xlsx": book.save()})
    assert found.conflicts["locator"].tolist() == ["sheet Notes!E5 comment"]
    assert "not read as a decision" in found.conflicts["what"].iloc[0]
    assert found.codings.equals(draft.codings)
