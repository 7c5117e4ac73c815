"""The tracker: written, filled in, given back in any shape, and never a word of it lost. All is invented."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.flow.stages.series import mask_answers
from pipeline.ingest import gather_event
from pipeline.ingest.event.returned import read_workbook_back
from pipeline.series.tracker import FIELDS, FREE, HEADINGS, PAIRS, say_actions
from pipeline.series.tracker.read import Returned, read_pairs, read_trackers
from pipeline.series.tracker.write import START, TRACKER, write_tracker
from pipeline.settings import load_settings
from tests.series.trackers import (
    FILLED,
    NEAR,
    SERIES,
    TITLES,
    change_book,
    fill_in,
    find_cell,
    make_notes,
    make_themes,
    write_issue,
)
from tests.work import HANGS


def _read(*files: tuple[str, bytes], titles: dict[str, str] = TITLES) -> Returned:
    return read_trackers(
        [read_workbook_back(name, content) for name, content in files], SERIES, make_themes(titles)
    )


def _rows(returned: Returned, *columns: str) -> list[list[str]]:
    return returned.actions[list(columns)].to_numpy().tolist()


def _states(returned: Returned, titles: dict[str, str] = TITLES) -> dict[str, str]:
    said = say_actions(returned.actions, make_themes(titles))
    return dict(zip(said["series_theme_id"], said["state"], strict=True))


def test_the_same_tables_give_the_same_bytes_at_any_time() -> None:
    content = write_issue()
    assert content == write_issue()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
    about = openpyxl.load_workbook(io.BytesIO(content)).properties
    assert {about.created.year, about.modified.year} == {2000}


def test_words_that_begin_like_a_formula_stay_words() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(write_issue()))[TRACKER]
    assert find_cell(sheet, "trust", "one point").value == "=SUM(A1) is all they see"
    assert find_cell(sheet, "trust", "another point").value == "+ more buses"
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}
    assert find_cell(sheet, "trust", "what was said").value == "12 notes at 5 tables in 3 events"


def test_an_empty_tracker_says_nothing() -> None:
    returned = _read(("tracker.xlsx", write_issue()))
    assert returned.actions.empty
    assert returned.conflicts.empty
    assert set(_states(returned).values()) == {"No answer yet"}


def test_what_is_filled_in_comes_back_and_stands_in_the_next_tracker() -> None:
    returned = _read(("back/tracker.xlsx", fill_in(write_issue())))
    assert returned.conflicts.empty
    assert returned.issue == 2
    columns = ("series_theme_id", "proposal", "lead", "due", "status", "happened", "standing")
    assert _rows(returned, *columns) == [["trust", *FILLED.values(), "in force"]]
    said = say_actions(returned.actions, make_themes()).set_index("series_theme_id")
    assert said.loc["trust", "state"] == "Under way"
    assert said.loc["trust", "due"] == "31 January 2026"
    again = write_issue(returned.actions, returned.issue)
    sheet = openpyxl.load_workbook(io.BytesIO(again))[TRACKER]
    for heading, value in FILLED.items():
        assert find_cell(sheet, "trust", heading).value == value
    # And read back together with the first one, it says the same.
    both = _read(("back/tracker.xlsx", fill_in(write_issue())), ("back/tracker (2).xlsx", again))
    assert both.conflicts.empty
    assert both.issue == 3
    assert [row for row in _rows(both, *columns) if row[-1] == "in force"] == [
        ["trust", *FILLED.values(), "in force"]
    ]


def test_a_later_issue_counts_whatever_its_name() -> None:
    first = fill_in(write_issue())
    second = fill_in(write_issue(_read(("t.xlsx", first)).actions, 2), status="done")
    # A name that sorts before the first one's.
    returned = _read(("a.xlsx", second), ("t.xlsx", first))
    assert _states(returned)["trust"] == "We did"
    assert returned.conflicts.empty


def _fill_by(heading: str, value: str) -> bytes:
    return change_book(
        write_issue(), lambda book: setattr(find_cell(book[TRACKER], "trust", heading), "value", value)
    )


def test_two_copies_of_one_issue_are_put_together_cell_by_cell() -> None:
    returned = _read(("a.xlsx", _fill_by("who leads", "Parks")), ("b.xlsx", _fill_by("status", "done")))
    said = say_actions(returned.actions, make_themes()).set_index("series_theme_id")
    assert said.loc["trust", ["lead", "state"]].tolist() == ["Parks", "We did"]
    assert returned.conflicts.empty
    returned = _read(("a.xlsx", _fill_by("status", "not possible")), ("b.xlsx", _fill_by("status", "done")))
    assert _states(returned)["trust"] == "We did"
    assert [standing for (standing,) in _rows(returned, "standing")] == ["replaced", "in force"]
    (conflict,) = returned.conflicts.to_dict("records")
    assert conflict["source"] == "b.xlsx"
    assert conflict["cell"] == f"sheet {TRACKER}!I4" or conflict["cell"].startswith(f"sheet {TRACKER}!I")
    assert "it says otherwise than a.xlsx" in conflict["conflict"]


def test_a_dash_takes_back_what_stood_there() -> None:
    second = fill_in(write_issue(_read(("t.xlsx", fill_in(write_issue()))).actions, 2), status="-")
    returned = _read(("a.xlsx", second), ("t.xlsx", fill_in(write_issue())))
    said = say_actions(returned.actions, make_themes()).set_index("series_theme_id")
    assert said.loc["trust", ["state", "lead"]].tolist() == ["No status given", "Library service"]
    assert returned.conflicts.empty


def test_sorted_rows_moved_columns_and_new_names_do_no_harm() -> None:
    def stir(book: Any) -> None:
        sheet = book[TRACKER]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        order = [HEADINGS.index(name) for name in reversed(HEADINGS)]
        moved = book.create_sheet("Plan")
        moved.append([sheet.cell(1, 1).value])
        for row in [rows[0], *rows[:0:-1]]:
            moved.append([row[place] for place in order])
        moved.insert_cols(1)
        book.remove(sheet)
        book.remove(book[START])

    returned = _read(("t.xlsx", change_book(fill_in(write_issue()), stir)))
    assert returned.conflicts.empty
    assert _rows(returned, "series_theme_id", "status", "sheet") == [["trust", "under way", "Plan"]]


def test_columns_of_peoples_own_are_kept() -> None:
    def add(book: Any) -> None:
        sheet = book[TRACKER]
        sheet.cell(2, 11).value = "Budget"
        sheet.cell(find_cell(sheet, "trust", "theme id").row, 11).value = "£300"

    returned = _read(("t.xlsx", change_book(write_issue(), add)))
    assert _rows(returned, "series_theme_id", "other", "standing") == [["trust", "Budget: £300", "in force"]]
    again = openpyxl.load_workbook(io.BytesIO(write_issue(returned.actions, 2)))[TRACKER]
    assert find_cell(again, "trust", "what happened, and why").value == "Budget: £300"


def test_a_theme_that_is_gone_keeps_its_words() -> None:
    titles = {name: title for name, title in TITLES.items() if name != "trust"}
    returned = _read(("t.xlsx", fill_in(write_issue())), titles=titles)
    (conflict,) = returned.conflicts.to_dict("records")
    assert "the theme 'trust' is no longer there" in conflict["conflict"]
    assert conflict["cell"].startswith(f"sheet {TRACKER}!A")
    assert _rows(returned, "standing", "happened") == [["theme gone", FILLED["what happened, and why"]]]
    said = say_actions(returned.actions, make_themes(titles)).to_dict("records")[-1]
    assert (said["theme"], said["state"], said["said"]) == ("Trust", "Under way", "")
    # It stands on a sheet of its own in the next tracker, and comes back into force with its theme.
    again = write_tracker(
        SERIES, "North Bank", make_themes(titles), make_notes(), returned.actions, 2, NEAR.head(0), {}
    )
    assert (
        find_cell(openpyxl.load_workbook(io.BytesIO(again))["No longer there"], "trust", "status").value
        == "under way"
    )
    assert _states(_read(("t.xlsx", again)))["trust"] == "Under way"


def test_a_tracker_of_another_series_is_kept_and_counts_for_nothing() -> None:
    returned = _read(("t.xlsx", fill_in(write_issue(series="south-bank"))))
    assert set(_states(returned).values()) == {"No answer yet", "Under way"}
    assert _states(returned)["trust"] == "No answer yet"
    assert _rows(returned, "standing") == [["another series"]]
    (conflict,) = set(returned.conflicts["conflict"])
    assert "it is a tracker of the series 'south-bank'" in conflict


def test_an_unknown_status_is_shown_as_it_is_written() -> None:
    returned = _read(("t.xlsx", fill_in(write_issue(), status="nearly there")))
    (conflict,) = returned.conflicts.to_dict("records")
    assert conflict["cell"].startswith(f"sheet {TRACKER}!I")
    assert "the status is none of: not started, under way" in conflict["conflict"]
    assert "nearly" not in conflict["conflict"]
    said = say_actions(returned.actions, make_themes()).set_index("series_theme_id")
    assert said.loc["trust", ["state", "status"]].tolist() == ["No status given", "nearly there"]
    assert _rows(_read(("t.xlsx", fill_in(write_issue(), status="Under-way "))), "status") == [["under way"]]


def test_rows_and_sheets_without_a_theme_are_kept_or_said() -> None:
    def add(book: Any) -> None:
        book[TRACKER].append([None, "Cake", None, None, None, "More cake"])
        book.create_sheet("Minutes").append(["We met on Monday"])

    returned = _read(("t.xlsx", change_book(write_issue(), add)))
    assert _rows(returned, "standing", "title", "proposal") == [["no theme id", "Cake", "More cake"]]
    assert [text.split(";")[0] for text in returned.conflicts["conflict"]] == [
        "this sheet has no columns of a tracker",
        "a row without a theme id",
    ]
    assert say_actions(returned.actions, make_themes())["remark"].tolist()[-1] == "a row without a theme id"


def test_a_tracker_whose_ids_were_deleted_keeps_its_rows() -> None:
    returned = _read(
        ("t.xlsx", change_book(fill_in(write_issue()), lambda book: book[TRACKER].delete_cols(1)))
    )
    assert _rows(returned, "standing", "status") == [["no theme id", "under way"]]
    assert [text for text in returned.conflicts["conflict"] if "there is no column 'theme id'" in text]


def test_a_file_that_is_no_tracker_is_said() -> None:
    book = openpyxl.Workbook()
    book.active.append(["Shopping", "Price"])
    saved = io.BytesIO()
    book.save(saved)
    returned = _read(("list.xlsx", saved.getvalue()))
    assert returned.actions.empty
    (conflict,) = returned.conflicts["conflict"]
    assert conflict.startswith("it is no tracker: it has no columns 'theme id' and 'status'")


def test_the_sheet_alone_as_csv() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(fill_in(write_issue())))[TRACKER]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows([[cell.value for cell in row] for row in sheet.iter_rows()])
    returned = _read(("t.csv", text.getvalue().encode("cp1252")))
    assert returned.conflicts.empty
    assert _rows(returned, "series_theme_id", "status") == [["trust", "under way"]]


def test_whatever_people_wrote_is_in_a_column_that_the_flow_masks() -> None:
    filled = {heading.replace(" ", "_"): "Marion" for heading in FIELDS.values()}
    returned = _read(("t.xlsx", fill_in(write_issue(), **filled)))
    said = say_actions(returned.actions, make_themes())
    assert said[list(FREE)].to_csv().count("Marion") == len(FIELDS)
    assert "Marion" not in said.drop(columns=list(FREE)).to_csv()


def test_personal_details_are_masked_in_what_reports_show() -> None:
    returned = _read(("t.xlsx", fill_in(write_issue(), status="done", who_leads="Dr Marion Webb")))
    said = mask_answers(say_actions(returned.actions, make_themes()), load_settings().privacy)
    assert any("[name]" in lead for lead in said["lead"])
    assert "Marion" not in said.to_csv()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["xlsx", "ods", "csv"])
def test_through_libreoffice(kind: str, tmp_path: Path) -> None:
    sheet_first = change_book(fill_in(write_issue()), lambda book: book.move_sheet(TRACKER, -1))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "tracker.xlsx").write_bytes(sheet_first)
    done = subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", kind,
         "--outdir", str(tmp_path), str(tmp_path / "in" / "tracker.xlsx")],
        capture_output=True, timeout=HANGS, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    returned = _read((f"tracker.{kind}", (tmp_path / f"tracker.{kind}").read_bytes()))
    assert returned.conflicts.empty, returned.conflicts.to_csv()
    columns = ("series_theme_id", "proposal", "lead", "due", "status", "happened")
    assert _rows(returned, *columns) == [["trust", *FILLED.values()]]


@pytest.mark.parametrize("name", ["tracker.xlsx", "sub/anything.csv"])
def test_a_tracker_in_the_folder_of_an_event_is_never_read_as_notes(name: str, tmp_path: Path) -> None:
    content = fill_in(write_issue())
    if name.endswith(".csv"):
        rows = openpyxl.load_workbook(io.BytesIO(content))[TRACKER].iter_rows(values_only=True)
        text = io.StringIO(newline="")
        csv.writer(text).writerows(rows)
        content = text.getvalue().encode()
    (tmp_path / "sub").mkdir()
    (tmp_path / name).write_bytes(content)
    (tmp_path / "notes.md").write_text("# Notes\n\n## What helps?\n\n- Tea\n", encoding="utf-8")
    raw = gather_event(tmp_path)
    assert [found for found, _ in raw.documents] == ["notes.md"]
    assert raw.set_aside[0][0] == name
    assert "tracker of a series" in raw.set_aside[0][1]


@pytest.mark.parametrize(
    ("said", "same", "different", "conflicts"),
    [("Yes", 1, 0, 0), ("no", 0, 1, 0), ("", 0, 0, 0), ("perhaps", 0, 0, 1)],
)
def test_what_is_asked_of_pairs_comes_back_as_a_decision(
    said: str, same: int, different: int, conflicts: int
) -> None:
    def answer(book: Any) -> None:
        sheet = book[PAIRS]
        assert [sheet.cell(3, column).value for column in (1, 2)] == ["Trust", "=1+1 more money"]
        sheet.cell(3, 5).value = said

    returned = read_workbook_back("back.xlsx", change_book(write_issue(), answer))
    answers = read_pairs([returned], SERIES)
    assert (len(answers.same), len(answers.different)) == (same, different)
    assert all(one.themes == ("trust", "q-1.d-2") for one in (*answers.same, *answers.different))
    assert len(read_trackers([returned], SERIES, make_themes()).conflicts) == conflicts
    assert read_pairs([returned], "another-series").same == ()


def test_the_later_tracker_answers_and_two_of_one_issue_are_asked_again() -> None:
    def answer(said: str, issue: int, name: str) -> Any:
        def write(book: Any) -> None:
            book[PAIRS].cell(3, 5).value = said

        return read_workbook_back(name, change_book(write_issue(issue=issue), write))

    later = read_pairs([answer("no", 2, "a.xlsx"), answer("yes", 1, "b.xlsx")], SERIES)
    assert (len(later.same), len(later.different), later.conflicts) == (0, 1, ())
    both = read_pairs([answer("no", 1, "a.xlsx"), answer("yes", 1, "b.xlsx")], SERIES)
    assert (both.same, both.different, len(both.conflicts)) == ((), (), 1)
