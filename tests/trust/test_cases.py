"""Small inputs that a careless or hostile world got past once (../shared/cases/trust): what each comes to."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.flow.shown import hide_names
from pipeline.ingest import Ingested, gather_event, list_doubts, read_event
from pipeline.keeping.csv_text import write_csv
from pipeline.privacy import find_personal_details, read_roster
from pipeline.settings import load_settings
from tests.conftest import SHARED
from tests.ingest.reading import list_by_question

CASES = SHARED / "cases" / "trust"
WAY, HELP = "What gets in the way?", "What would help?"
READ: dict[str, dict[str, int]] = {
    "questions_lost/facil.md": {f"{WAY} @ 1": 3},
    "questions_lost/b1.md": {WAY: 2, HELP: 2},
    "questions_lost/b7.md": {WAY: 2, HELP: 2},
    "questions_lost/a1.md": {f"{WAY} @ 1": 2, f"{WAY} @ 2": 1, f"{HELP} @ 1": 1},
    "questions_lost/v_tablecols.docx": {
        **{f"{WAY} @ {table}": 2 for table in (1, 2, 3)},
        **{f"{HELP} @ {table}": 2 for table in (1, 2, 3)},
    },
    "notes_lost_before_table1/p1.md": {WAY: 8, f"{HELP} @ 1": 5, f"{HELP} @ 2": 5},
    "notes_lost_before_table1/p5.docx": {WAY: 8, f"{HELP} @ 1": 5, f"{HELP} @ 2": 5},
    "md_table_notes_lost/a2.md": {f"{WAY} @ 1": 3, f"{WAY} @ 2": 3, f"{WAY} @ 3": 2, HELP: 2},
    "md_table_notes_lost/a3.md": {WAY: 2, HELP: 1},
    "md_table_notes_lost/a5.md": {f"{WAY} > {theme}": 1 for theme in ("Transport", "Buildings", "Staff")},
    "lost_parts/w_altchunk.docx": {WAY: 2},
    "lost_parts/textbox.xlsx": {f"{WAY} @ 1": 1, f"{WAY} @ 2": 1, f"{HELP} @ 1": 1},
    "lost_parts/annot.pdf": {WAY: 4, HELP: 3},
    "hidden_rows/hidden.xlsx": {f"{WAY} @ 1": 1, f"{HELP} @ 1": 1},
}


def _read(path: Path) -> Ingested:
    return read_event(gather_event(path), load_settings().ingest)


@pytest.mark.parametrize("name", READ)
def test_every_note_stands_under_its_question_and_table(name: str) -> None:
    listed = list_by_question(_read(CASES / name))
    assert {place: len(notes) for place, notes in listed.items()} == READ[name]


@pytest.mark.parametrize(("name", "said"), [("textbox.xlsx", "1 text box"), ("annot.pdf", "2 comments")])
def test_what_stands_beside_the_text_is_named(name: str, said: str) -> None:
    assert any(
        f"not taken for notes: {said}" in doubt for doubt in _doubts(_read(CASES / "lost_parts" / name))
    )


def test_two_encodings_in_one_file_are_both_read() -> None:
    notes = _read(CASES / "questions_lost" / "mixed_enc.csv").notes["text"].tolist()
    assert [note.split()[0] for note in notes] == ["café", "café"]


def test_what_is_hidden_is_set_aside_and_said() -> None:
    found = _read(CASES / "hidden_rows" / "hidden.xlsx")
    assert any("10 cells in hidden rows or sheets" in said for said in _doubts(found))
    assert not any("HIDDEN" in text for text in found.notes["text"])


@pytest.mark.parametrize("name", ["n.md", "tel_colon/t.md"])
def test_details_are_masked_however_they_are_written(name: str) -> None:
    found = _read(CASES / name)
    roster = read_roster(found.ledger, found.notes)
    flagged = set(find_personal_details(found.notes, roster=roster)["note_id"])
    plain = [row["text"] for row in found.notes.to_dict("records") if row["note_id"] not in flagged]
    assert plain == (
        ["Buses at night"]
        if name == "n.md"
        else ["The bus stops at six", "Forms are too long", "The hall is cold"]
    )


def test_names_of_files_that_hold_a_name_are_shown_nowhere() -> None:
    folder = CASES / "names_in_file_names" / "interviews"
    hidden = hide_names(gather_event(folder), (), load_settings().privacy)
    assert sorted(name for name, _ in hidden.documents) == ["document 1.md", "document 2.md"]


def test_who_led_a_table_is_named_nowhere_but_in_the_ledger() -> None:
    found = _read(CASES / "questions_lost" / "facil.md")
    (said,) = (text for text in found.ledger["text"] if "facilitator" in text)
    first = said.rpartition(":")[2].split()[0].strip(" )")
    for table in (found.notes, found.questions):
        assert not table.astype(str).apply(lambda column: column.str.contains(first)).to_numpy().any()
    assert first in read_roster(found.ledger, found.notes)


def test_a_cell_that_a_spreadsheet_would_compute_has_an_apostrophe() -> None:
    found = _read(CASES / "csv_formula" / "unc.csv")
    (note,) = (text for text in found.notes["text"] if "127.0.0.1" in text)
    assert note[0] in "+-=@"
    assert f"'{note}" in write_csv(found.notes)


def test_a_question_twice_in_event_toml_is_one_line() -> None:
    with pytest.raises(SettingsError, match="entry 2 of 'questions' is the same question as entry 1"):
        _read(CASES / "toml" / "ev")


def _doubts(found: Ingested) -> list[str]:
    return list_doubts(found.ledger, found.questions, found.notes)
