"""Inputs of the kinds that a careless world got past once, in other forms than those of test_cases.py."""

from __future__ import annotations

import csv
import io
import time
from pathlib import Path
from zipfile import ZipFile

import docx
import openpyxl
import pandas as pd
import pytest
from docx.oxml import OxmlElement

from pipeline.ingest import Ingested, gather_event, list_doubts, read_event
from pipeline.ingest.sheets.evidence import labels_fact, names_person, pool_sisters
from pipeline.ingest.structure.asking import asks_throughout
from pipeline.keeping.csv_text import write_csv
from pipeline.privacy import read_roster
from pipeline.privacy.flags import find_in_text
from pipeline.privacy.masking import name_neutrally
from pipeline.settings import load_settings
from tests.ingest.reading import list_by_question

WAY, HELP = "What gets in the way?", "What would help?"
_LISTS = "{0}\n- Buses at night\n- Lifts\n{1}\n- New lifts\n- Night buses\n"


def _read(path: Path, content: bytes | str = b"") -> Ingested:
    if content:
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_event(gather_event(path), load_settings().ingest)


def _doubts(found: Ingested) -> str:
    return "\n".join(list_doubts(found.ledger, found.questions, found.notes))


@pytest.mark.parametrize(
    "name",
    [
        "Beth's notes.md",
        "DILYS INTERVIEW.md",
        "olu notes table 3.md",
        "JSmith_interview.md",
        "interview-amara.md",
        "facilitator Karim/notes.md",
        "DOB 3-4-1955.md",
    ],
)
def test_a_file_named_after_somebody_has_a_neutral_name(name: str) -> None:
    kept = ["Hollin library notes.md", "table 3.md", "feedback May 2024.md", "J Block.md"]
    assert list(name_neutrally([name, *kept], load_settings().privacy)) == [name]


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("call07700900123 any time", "07700900123"),
        ("Tel.07700 900123", "07700 900123"),
        ("dob-3.4.55", "3.4.55"),
        ("D.O.B.3/4/1955", "3/4/1955"),
        ("PC/NG181AA", "NG181AA"),
        ("Summer was hit by a bike outside the school", "Summer"),
        ("Faith lost the baby", "Faith"),
        ("Jordan takes drugs behind the shops", "Jordan"),
    ],
)
def test_details_in_other_forms_are_found(text: str, detail: str) -> None:
    assert [text[span.start : span.end] for span in find_in_text(text, is_speaker=False)] == [detail]


@pytest.mark.parametrize("text", ["Sydney was hit by floods", "August was hit by storms"])
def test_towns_and_months_are_no_people(text: str) -> None:
    assert find_in_text(text, is_speaker=False) == ()


@pytest.mark.parametrize(
    ("heading", "who"),
    [
        ("### Group 3 / host Gurpreet", "Gurpreet"),
        ("### Table 1, facilitator Zibby Hartnoll", "Hartnoll"),
        ("### Table 2 (scribe: Karim Aziz)", "Aziz"),
    ],
)
def test_who_led_a_table_is_no_question_and_on_the_list(tmp_path: Path, heading: str, who: str) -> None:
    found = _read(tmp_path / "notes.md", f"# Drop-in\n\n## {WAY}\n\n{heading}\n\n- Buses at night\n- Lifts\n")
    (place,) = list_by_question(found)
    assert place.startswith(f"{WAY} @ ")
    assert who in read_roster(found.ledger, found.notes)


@pytest.mark.parametrize(
    "above", [f"## {WAY} (facilitator: Dilys Rowe)", f"Table 1\nFacilitator: Dilys Rowe\n\n{WAY}"]
)
def test_who_led_is_on_the_list_wherever_it_is_said(tmp_path: Path, above: str) -> None:
    found = _read(tmp_path / "notes.md", f"# Drop-in\n\n{above}\n\n- Buses at night\n- Lifts\n")
    assert {"Dilys Rowe", "Dilys", "Rowe"} <= set(read_roster(found.ledger, found.notes))


@pytest.mark.parametrize("signs", [("1.", "2."), ("i.", "ii."), ("(a)", "(b)"), ("Q1.", "Q2."), ("", "")])
def test_questions_right_below_bullets_open_the_next_list(tmp_path: Path, signs: tuple[str, str]) -> None:
    written = "# Drop-in\n\n" + _LISTS.format(f"{signs[0]} {WAY}".strip(), f"{signs[1]} {HELP}".strip())
    notes = list_by_question(_read(tmp_path / "notes.md", written))
    assert list(notes.values()) == [["Buses at night", "Lifts"], ["New lifts", "Night buses"]]


def test_a_table_of_one_column_is_read_cell_by_cell(tmp_path: Path) -> None:
    table = "| What people said |\n|---|\n| Buses at night |\n| Lifts<br>No seats |"
    programme = "| Agenda |\n|---|\n| Lunch |"
    found = _read(tmp_path / "notes.md", f"# Drop-in\n\n## {WAY}\n\n{table}\n\n{programme}\n")
    assert found.notes["text"].tolist() == ["Buses at night", "Lifts", "No seats"]
    assert found.ledger.set_index("text").at["Lunch", "role"] == "context"


def _build_sheet(columns: tuple[str, ...], hide: str = "") -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Question", *columns])
    for said in ("Buses at night", "UNSEEN words that nobody shows", "Warm rooms to meet in"):
        book.active.append([HELP, *(said for _ in columns)])
    if hide == "row":
        book.active.row_dimensions[3].hidden = True
    elif hide:
        book.active.column_dimensions[hide].hidden = True
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def test_a_row_of_no_height_is_hidden(tmp_path: Path) -> None:
    with ZipFile(io.BytesIO(_build_sheet(("Your comment",), "row"))) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    flat = io.BytesIO()
    with ZipFile(flat, "w") as packed:
        for name, part in parts.items():
            packed.writestr(name, part.replace(b'hidden="1"', b'ht="0" customHeight="1"'))
    found = _read(tmp_path / "notes.xlsx", flat.getvalue())
    assert found.notes["text"].tolist() == ["Buses at night", "Warm rooms to meet in"]
    assert "2 cells in hidden rows or sheets" in _doubts(found)


def test_a_hidden_column_beside_one_of_notes_holds_none(tmp_path: Path) -> None:
    found = _read(tmp_path / "two.xlsx", _build_sheet(("Your comment", "Other comments"), "C"))
    assert len(found.notes) == 3
    assert "long text in 'Other comments' was not read" in _doubts(found)
    alone = _read(tmp_path / "one.xlsx", _build_sheet(("Your comment",), "B"))
    assert len(alone.notes) == 3  # nothing else holds any


def test_hidden_words_within_a_line_are_set_aside(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading(HELP, 2)
    line = document.add_paragraph("Lifts ", style="List Bullet")
    line.add_run("UNSEEN ")._r.get_or_add_rPr().append(OxmlElement("w:vanish"))
    line.add_run("that work")
    document.save(str(tmp_path / "notes.docx"))
    found = _read(tmp_path / "notes.docx")
    assert found.notes["text"].tolist() == ["Lifts that work"]
    assert found.ledger.set_index("text").at["UNSEEN ", "reason"] == "hidden in the document"
    assert "1 hidden line" in _doubts(found)


@pytest.mark.parametrize(
    ("words", "encoding"), [("zażółć gęślą jaźń", "cp1250"), ("Автобусы вечером", "cp1251")]
)
def test_letters_of_an_old_encoding_are_said(tmp_path: Path, words: str, encoding: str) -> None:
    said = "its letters were saved in an old way and look wrong; save it as UTF-8"
    text = f"# Drop-in\n\n## {HELP}\n\n- {words}\n"
    assert said in _doubts(_read(tmp_path / "notes.md", text.encode(encoding)))
    assert said not in _doubts(_read(tmp_path / "notes.md", text))
    western = text.replace(words, "café à côté, naïve, 20 m² and 3 m³ (¿Qué?)")
    assert said not in _doubts(_read(tmp_path / "notes.md", western.encode("cp1252")))


def test_a_carriage_return_within_a_cell_ends_no_row() -> None:
    """Without quotes it did, and the next row began with a formula."""
    said = ["fine words\r=cmd|' /C calc'!A0", "a\r\n+1+1", "plain"]
    table = pd.DataFrame({"text": said})
    again = list(csv.reader(io.StringIO(write_csv(table), newline="")))
    assert again == [["text"], *([one] for one in said)]
    assert pd.read_csv(io.StringIO(write_csv(table)))["text"].tolist() == said


@pytest.mark.parametrize("sign", ["-", "[", "a-", "• "])
def test_looks_at_a_heading_do_not_grow_with_the_square_of_its_length(sign: str) -> None:
    """3,000 of them took seconds, ten times as many a hundred times as long."""
    name = sign * 30_000
    started = time.process_time()
    assert not names_person(name)
    assert not labels_fact(name)
    assert not asks_throughout(name)
    assert pool_sisters({1: name, 2: name}, {}) == {}
    assert time.process_time() - started < 1
