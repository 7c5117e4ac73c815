"""The command `agreement`: what it finds in two files, and what it says when it cannot."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from pipeline.agreement import compare_sortings, read_sorted
from pipeline.agreement.sortings import say_moves
from pipeline.errors import SourceError
from pipeline.settings import load_settings
from pipeline.tables import Agreements, check_table
from tests.conftest import Run

SETTINGS = replace(load_settings().agreement, resamples=20)
WORDS = "Hilda wants a quieter hall"


def draft_rows() -> list[dict[str, object]]:
    return [
        {
            "note_id": f"n-{number:02d}",
            "question_id": f"q-{number % 2}",
            "question": f"Question {number % 2}?",
            "table": number % 2 + 1,
            "text": f"{WORDS} {number // 2}" if number % 2 else f"Remark  {number}",
            "note_type": "idea" if number % 3 else "challenge",
            "theme_id": f"t-{number % 2}-{number % 4 // 2}",
            "theme": "Same title",
            "source": "a.md",
            "line": 10 + number,
        }
        for number in range(40)
    ]


@pytest.fixture
def coded(tmp_path: Path) -> Path:
    path = tmp_path / "coded_notes.csv"
    pd.DataFrame(draft_rows()).to_csv(path, index=False)
    write_settings(tmp_path)
    return path


def write_settings(workspace: Path) -> None:
    """Few resamples: how wide an interval is, is not looked at here."""
    (workspace / "data" / "raw").mkdir(parents=True, exist_ok=True)
    (workspace / "data" / "raw" / "settings.toml").write_text(
        "[agreement]\nresamples = 20\n", encoding="utf-8"
    )


def write(folder: Path, rows: list[dict[str, object]], name: str = "gold.csv", **options: object) -> Path:
    path = folder / name
    pd.DataFrame(rows).to_csv(path, index=False, **options)
    return path


def person_rows(*columns: str) -> list[dict[str, object]]:
    """A person who agrees but for three notes of the first question."""
    rows = []
    for number, row in enumerate(draft_rows()):
        theme = f"mine {row['theme_id']}" if number not in (0, 4, 8) else "mine t-0-1"
        rows.append({**{name: row[name] for name in columns}, "theme": theme})
    return rows


@pytest.mark.parametrize(
    ("columns", "by"),
    [
        (("note_id",), "note id"),
        (("source", "line"), "document and line"),
        (("line", "text"), "line"),
        (("text",), "text"),
    ],
)
def test_rows_are_matched_by_what_the_files_share(
    tmp_path: Path, coded: Path, columns: tuple[str, ...], by: str
) -> None:
    gold = write(tmp_path, person_rows(*columns)[::-1])
    found = compare_sortings(read_sorted(coded), read_sorted(gold), [], SETTINGS)
    assert found.matched.by == by
    assert len(found.matched.pairs) == 40
    figures = found.figures.set_index(["question_id", "measure"])["value"]
    assert figures["q-0", "moves"] == figures["", "moves"] == 3
    assert figures["q-1", "moves"] == 0
    assert figures["", "ari"] == pytest.approx((figures["q-0", "ari"] + 1) / 2)
    check_table(Agreements, found.figures)


def test_a_spreadsheets_own_csv_is_read(tmp_path: Path, coded: Path) -> None:
    gold = write(tmp_path, person_rows("note_id"), sep=";", encoding="utf-8-sig", lineterminator="\r\n")
    assert len(compare_sortings(read_sorted(coded), read_sorted(gold), [], SETTINGS).matched.pairs) == 40
    old = write(tmp_path, [{"text": "Remark 0", "theme": "Café"}], "old.csv", encoding="cp1252")
    assert compare_sortings(read_sorted(coded), read_sorted(old), [], SETTINGS).matched.pairs == ((0, 0),)


def test_rows_without_their_note_are_named_by_number(tmp_path: Path, coded: Path) -> None:
    rows = person_rows("line", "text")
    rows[3]["text"] = "Something else at this line"
    rows[5] = dict(rows[6])
    gold = write(tmp_path, rows)
    matched = compare_sortings(read_sorted(coded), read_sorted(gold), [], SETTINGS).matched
    assert (matched.unmatched, matched.twice) == ((5,), (8,))  # the head is row 1


def test_only_questions_and_notes_that_a_person_has_sorted_count(tmp_path: Path, coded: Path) -> None:
    rows = person_rows("note_id")
    for number in range(1, 40, 2):
        rows[number]["theme"] = ""
    gold = write(tmp_path, rows[:30])
    figures = compare_sortings(read_sorted(coded), read_sorted(gold), [], SETTINGS).figures
    assert figures["question_id"].unique().tolist() == ["q-0"]
    assert figures["notes"].unique().tolist() == [15]


def test_several_people_are_compared_with_the_draft_and_each_other(
    run_pipeline: Run, tmp_path: Path, coded: Path
) -> None:
    rows = [
        {**row, "theme_1": row["theme"], "theme_2": f"{number % 5}", "note_type_1": "idea"}
        for number, row in enumerate(person_rows("note_id"))
    ]
    gold = write(tmp_path, [{k: v for k, v in row.items() if k != "theme"} for row in rows])
    table = tmp_path / "figures.csv"
    done = run_pipeline("agreement", coded, gold, "--csv", table, "--workspace", tmp_path)
    assert done.returncode == 0, done.stderr
    assert "From draft to theme_1 a person would move 3 of 40 notes" in done.stdout
    assert "From draft to note_type_1 a person would change the type of 14 of 40 notes" in done.stdout
    figures = pd.read_csv(table, keep_default_na=False)
    pairs = figures[["what", "first", "second"]].drop_duplicates().values.tolist()
    assert pairs == [
        ["themes", "draft", "theme_1"],
        ["themes", "draft", "theme_2"],
        ["themes", "theme_1", "theme_2"],
        ["note types", "draft", "note_type_1"],
    ]
    assert "challenge" in done.stdout.split("Note types:")[1]
    assert "Take care: some figures rest on 20 notes only" in done.stdout  # per question
    again = run_pipeline("agreement", coded, gold, "--workspace", tmp_path)
    assert again.stdout == done.stdout


def test_few_notes_are_called_few(run_pipeline: Run, tmp_path: Path, coded: Path) -> None:
    gold = write(tmp_path, person_rows("note_id")[:12])
    done = run_pipeline("agreement", coded, gold, "--workspace", tmp_path)
    assert "Take care: some figures rest on 6 notes only" in done.stdout
    assert "n = 6" in done.stdout
    settings = replace(SETTINGS, few_notes=6)
    found = compare_sortings(read_sorted(coded), read_sorted(gold), [], settings)
    assert not any("Take care" in line for line in say_moves(found, settings.few_notes))


def test_an_event_of_the_workspace_can_be_named_by_its_id(run_pipeline: Run, own_samples: Path) -> None:
    event = "2025-06-eastmere-online"
    own = own_samples / "data" / "processed" / event / "coded_notes.csv"
    write_settings(own_samples)
    for name in (event, own.parent):
        done = run_pipeline("agreement", name, own, "--workspace", own_samples)
        assert done.returncode == 0, done.stderr
        assert "a person would move 0 of 64 notes" in done.stdout


def spoil(folder: Path, what: str) -> Path:
    path = folder / "gold.csv"
    rows = person_rows("note_id", "text")
    if what == "workbook":
        path.write_bytes(b"PK\x03\x04" + bytes(50))
    elif what == "empty":
        path.write_bytes(b"")
    elif what == "head only":
        path.write_text("note_id,theme\n", encoding="utf-8")
    elif what == "no theme":
        write(folder, [{"note_id": row["note_id"], "remark": "x"} for row in rows])
    elif what == "other notes":
        write(folder, [{"text": f"{WORDS}, she says", "theme": "a"}])
    elif what == "two of a name":
        path.write_text("text,theme,theme\na,b,c\n", encoding="utf-8")
    elif what == "no key":
        write(folder, [{"theme": "a"}])
    elif what != "missing":
        write(folder, rows)
    return path


@pytest.mark.parametrize(
    ("what", "options", "says"),
    [
        ("missing", (), "it cannot be read"),
        ("workbook", (), "it is not a CSV file"),
        ("empty", (), "it has no rows"),
        ("head only", (), "it has no rows"),
        ("no theme", (), "no column of themes or note types"),
        ("other notes", (), "none of its rows is about a note"),
        ("two of a name", (), "it has two columns 'theme'"),
        ("no key", (), "none of its rows is about a note"),
        ("good", ("--column", "thema"), "there is no column 'thema'"),
    ],
)
def test_a_mistake_is_one_line_without_peoples_words(
    run_pipeline: Run, tmp_path: Path, coded: Path, what: str, options: tuple[str, ...], says: str
) -> None:
    gold = spoil(tmp_path, what)
    done = run_pipeline("agreement", coded, gold, *options, "--workspace", tmp_path)
    assert done.returncode == 1
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr
    assert "Hilda" not in done.stderr + done.stdout


def test_what_is_no_draft_is_said(run_pipeline: Run, tmp_path: Path, coded: Path) -> None:
    done = run_pipeline("agreement", tmp_path / "nowhere", coded, "--workspace", tmp_path)
    assert "there is no coded_notes.csv of that name" in done.stderr
    other = write(tmp_path, [{"note_id": "n-01", "theme": "a"}], "other.csv")
    with pytest.raises(SourceError, match="no column 'question_id'"):
        compare_sortings(read_sorted(other), read_sorted(coded), [], SETTINGS)
