"""A person's word on a line wins; what was doubtful is said; one look shows every line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.ingest import find_event, gather_event, list_doubts, read_event, render_explanation
from pipeline.ingest.event import read_event_file
from pipeline.ingest.structure.ledger import Ingested
from pipeline.settings import load_settings
from pipeline.tables import GIVEN_ROLE, PUT_IN, TAKEN_OUT
from tests.conftest import Run

SETTINGS = load_settings().ingest
WRITE_UP = "# Cover\n\nWelcome\n\nIdeas for next year\n\n- Tea\n- Cake\n- Taken down by mistake\n\n- Last\n"


def _read(tmp_path: Path, corrections: str, write_up: str = WRITE_UP) -> Ingested:
    folder = tmp_path / "event"
    folder.mkdir(exist_ok=True)
    (folder / "notes.md").write_text(write_up, encoding="utf-8")
    (folder / "event.toml").write_text(corrections, encoding="utf-8")
    return read_event(gather_event(folder), SETTINGS)


def test_a_line_can_be_made_a_question_and_others_set_aside(tmp_path: Path) -> None:
    found = _read(
        tmp_path,
        '[[correct]]\nlines = 5\nrole = "question"\nquestion = "What shall we do next year?"\n'
        '[[correct]]\nlines = "9-10"\nrole = "boilerplate"\n',
    )
    assert found.notes["words"].tolist() == ["Tea", "Cake", "Last"]
    assert set(found.notes["question"]) == {"What shall we do next year?"}
    ledger = found.ledger.set_index("line")
    assert ledger.loc[9, ["role", "reason"]].tolist() == ["boilerplate", TAKEN_OUT]
    assert ledger.loc[5, "role"] == "question"


def test_a_line_can_be_made_a_note(tmp_path: Path) -> None:
    found = _read(tmp_path, '[[correct]]\nsource = "notes.md"\nlines = 3\nrole = "note"\n')
    assert "Welcome" in found.notes["words"].tolist()


def test_what_people_took_out_and_put_in_is_counted_apart_from_what_the_program_left_out(
    run_pipeline: Run, tmp_path: Path
) -> None:
    write_up = "# Day\n\nWe met at ten in the hall.\n\n## What helps?\n\n" + "".join(
        f"- Remark number {number} of this list\n" for number in range(8)
    )
    lines = '[[correct]]\nlines = "7-8"\nrole = "context"\n[[correct]]\nlines = 3\nrole = "note"\n'
    same = '[[correct]]\nlines = 9\nrole = "note"\n[[correct]]\nlines = 1\nrole = "heading"\n'
    found = _read(tmp_path, lines + same, write_up)
    reasons = found.ledger.set_index("line")["reason"]
    assert reasons[[7, 8, 3, 9]].tolist() == [TAKEN_OUT, TAKEN_OUT, PUT_IN, GIVEN_ROLE]
    assert not [
        said for said in list_doubts(found.ledger, found.questions, found.notes) if "not taken" in said
    ]
    said = "eople took 2 lines out of the notes and put 1 line into them"
    read = run_pipeline("ingest", tmp_path / "event", "--workspace", tmp_path)
    assert f"P{said}." in read.stdout
    done = run_pipeline("run", tmp_path / "event", "--workspace", tmp_path)
    assert f"event: p{said}." in done.stdout
    for name in ("report.html", "appendix.html"):
        report = (tmp_path / "reports" / "event" / name).read_text(encoding="utf-8")
        assert f"P{said}" in report.replace("\n", " ")
    # So few are in no theme, and none of the places that count them says otherwise.
    row = next(line for line in done.stdout.splitlines() if "event" in line and "│" in line)
    assert re.findall(r"\d+", row) == ["7", "0", "7", "0", "0", "0"], done.stdout
    assert "7 notes under “Not sorted into themes”" in report.replace("\n", " ")


def test_a_correction_of_another_document_changes_nothing(tmp_path: Path) -> None:
    found = _read(tmp_path, '[[correct]]\nsource = "other.md"\nlines = "1-99"\nrole = "boilerplate"\n')
    assert len(found.notes) == 4


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ("[correct]\nlines = 1\n", "double brackets"),
        ('[[correct]]\nrole = "note"\n', "it has no 'lines'"),
        ("[[correct]]\nlines = 1\n", "it has no 'role'. Write role = .* one of: heading"),
        ('[[correct]]\nlines = 1\nrole = "blank"\n', "names no role"),
        ('[[correct]]\nlines = "a"\nrole = "note"\n', "names no lines"),
        ('[[correct]]\nlines = 1\nrole = "note"\ncolour = "red"\n', "no entry 'colour'"),
        ('[[correct]]\nlines = 1\nrole = "note"\npage = "x"\n', "whole number"),
        ('[columns]\nnotes = "A"\n', "no kind of column 'notes'"),
        ('[themes]\nwanted = ["A"]\n', "no entry 'wanted'"),
        ('[themes]\nexpected = "A"\n', "'expected' must be a list of titles"),
        ('[themes]\nexpected = ["A", 3]\n', "entry 2 of 'expected' is no title"),
        ('[themes]\nexpected = ["?!"]\n', "entry 1 of 'expected' is no title"),
        ('[themes]\nexpected = [{title = "A", word = ["a"]}]\n', "no entry 'word'. Did you mean 'words'"),
        ('[themes]\nexpected = [{title = "A", words = "a"}]\n', "'words' must be a list of texts"),
        ('[themes]\nexpected = ["A b", "a  B"]\n', "entry 2 of 'expected' has the title of an earlier one"),
    ],
)
def test_a_correction_of_another_form_is_refused(entry: str, says: str) -> None:
    with pytest.raises(SettingsError, match=says):
        read_event_file(entry.encode(), "event/event.toml")


def test_doubts_are_said_out_loud(tmp_path: Path) -> None:
    found = _read(tmp_path, "", "- one\n- two\n- three\n")
    assert list_doubts(found.ledger, found.questions, found.notes) == [
        "no questions found; all 3 notes stand under one unnamed question"
    ]
    found = _read(tmp_path, 'questions = ["What helps?", "Who decides?"]', "## What helps?\n- Tea\n")
    assert list_doubts(found.ledger, found.questions, found.notes) == [
        "no notes were found for 1 of 2 questions"
    ]
    found = _read(tmp_path, "", "## Table 1 – What helps?\n- Tea\n")
    assert list_doubts(found.ledger, found.questions, found.notes) == []


def test_a_line_left_out_is_counted_also_where_it_is_one_of_many(tmp_path: Path) -> None:
    listed = "".join(f"- Remark number {number} of this list\n" for number in range(30))
    found = _read(tmp_path, "", f"## What helps?\n{listed}\n## Next steps\nWe meet again in the spring.\n")
    (said,) = list_doubts(found.ledger, found.questions, found.notes)
    assert "1 of 31 lines of words were not taken for notes" in said


def test_paragraphs_right_below_others_may_go_on_from_them(tmp_path: Path) -> None:
    answer = " ".join(["Long answers stand on one line each, as people type them."] * 3)
    told = f"{answer}\n\n{answer} Again.\n\n{answer} Once more.\n{answer} And so on.\n"
    found = _read(tmp_path, "", f"## What would help you most?\n\n{told}")
    assert len(found.notes) == 4
    (said,) = list_doubts(found.ledger, found.questions, found.notes)
    assert "1 remark right below another" in said


def test_the_page_shows_every_line_and_runs_nothing(tmp_path: Path) -> None:
    found = _read(tmp_path, "", "## What helps?\n- <script>alert(1)</script> & tea\n- Cake\n")
    page = render_explanation(found.ledger, found.notes, "An <event>", "en-GB")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; tea" in page
    assert "<script" not in page
    assert page.count("<tr class='note'>") == 2


def test_the_command_shows_lines_and_writes_them_alone(run_pipeline: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("- one\n- two\n", encoding="utf-8")
    done = run_pipeline("ingest", tmp_path / "notes.md", "--explain", "--workspace", tmp_path)
    assert done.returncode == 0, done.stderr
    assert "line 1  note         - one" in done.stdout
    assert "Please check: no questions found; all 2 notes" in done.stdout
    written = [path.name for path in (tmp_path / "data").rglob("*") if path.is_file()]
    assert sorted(written) == ["ledger.html", "ledger.xlsx"]


def test_a_document_of_an_event_is_read_as_that_event(run_pipeline: Run, tmp_path: Path) -> None:
    event = tmp_path / "data" / "raw" / "2026-05-riverside"
    event.mkdir(parents=True)
    (event / "notes.md").write_text("## What helps?\n\n- Tea\n- Cake\n", encoding="utf-8")
    (event / "event.toml").write_text('[[correct]]\nlines = 4\nrole = "boilerplate"\n', encoding="utf-8")
    done = run_pipeline("ingest", event / "notes.md", "--explain", "--workspace", tmp_path)
    assert "line 4  boilerplate  - Cake" in done.stdout
    kept = [path.name for path in (tmp_path / "data" / "processed").iterdir()]
    assert kept == [event.name]
    raw = tmp_path / "data" / "raw"
    assert find_event(event / "notes.md", raw) == event
    assert find_event(event, raw) == event
    assert find_event(tmp_path / "elsewhere.md", raw) == tmp_path / "elsewhere.md"
    (raw / "alone.md").write_text("- Tea\n", encoding="utf-8")
    assert find_event(raw / "alone.md", raw) == raw / "alone.md"


def test_guidance_is_listed_with_its_places(run_pipeline: Run, tmp_path: Path) -> None:
    (tmp_path / "tips.md").write_text("# Tips\n\n1. Start early.\n2. Share power.\n", encoding="utf-8")
    done = run_pipeline("codebook", "sources", tmp_path / "tips.md", cwd=tmp_path)
    assert done.stdout.splitlines() == ["tips.md, line 3: Start early.", "tips.md, line 4: Share power."]
