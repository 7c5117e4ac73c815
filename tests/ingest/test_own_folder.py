"""A write-up that lies elsewhere: what lies in the event's folder of the workspace counts as if beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import SourceError
from pipeline.ingest import find_events, gather_event
from pipeline.ingest.event.returned import say_own_words
from pipeline.keeping.archive import BY_HEADING, NOT_SORTED, SORTED
from tests.conftest import Run

WRITE_UP = "# Day\n\n## What helps?\n\n- A lift that works\n- More seats\n- Hand this in at the desk\n"
TOLD = 'title = "A day at the hall"\n[[correct]]\nlines = 7\nrole = "boilerplate"\n'


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "Day.md").write_text(WRITE_UP, encoding="utf-8")
    own = tmp_path / "W" / "data" / "raw" / "day"
    own.mkdir(parents=True)
    return own.parent


def test_what_the_run_names_as_the_folder_is_taken_up(raw: Path, tmp_path: Path, run_pipeline: Run) -> None:
    (raw / "day" / "event.toml").write_text(TOLD, encoding="utf-8")
    shown = run_pipeline("ingest", "elsewhere/Day.md", "--workspace", "W", cwd=tmp_path)
    assert "People took 1 line out of the notes." in shown.stdout
    found = gather_event(tmp_path / "elsewhere" / "Day.md", raw)
    assert found.facts.title == "A day at the hall"
    assert found.said == ()
    assert find_events(raw) == [raw / "day"]
    with pytest.raises(SourceError, match="name the write-up as you did before"):
        gather_event(raw / "day", raw)


def test_of_two_the_one_beside_the_documents_counts_and_it_is_said(raw: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere" / "event.toml").write_text('slug = "day"\ntitle = "First"\n', encoding="utf-8")
    (raw / "day" / "event.toml").write_text(TOLD, encoding="utf-8")
    found = gather_event(tmp_path / "elsewhere", raw)
    assert found.facts.title == "First"
    (said,) = found.said
    assert str(tmp_path / "elsewhere" / "event.toml") in said
    assert str(raw / "day" / "event.toml") in said
    (raw / "day" / "event.toml").write_bytes((tmp_path / "elsewhere" / "event.toml").read_bytes())
    assert gather_event(tmp_path / "elsewhere", raw).said == ()


def test_a_second_write_up_there_is_read_with_it_and_a_copy_is_not(raw: Path, tmp_path: Path) -> None:
    (raw / "day" / "Day.md").write_text(WRITE_UP, encoding="utf-8")
    named = tmp_path / "elsewhere" / "Day.md"
    assert [name for name, _ in gather_event(named, raw).documents] == ["Day.md"]
    (raw / "day" / "Day.md").write_text(WRITE_UP + "- Tea\n", encoding="utf-8")
    (raw / "day" / "more.md").write_text("## What else?\n\n- Cake\n", encoding="utf-8")
    found = gather_event(named, raw)
    assert [name for name, _ in found.documents] == ["Day.md", "day/Day.md", "more.md"]
    assert found.said == (
        f"2 documents were read with it from {raw / 'day'}: take away what is not of this event",
    )


def test_a_document_alone_in_the_folder_of_all_events_has_its_own_folder_beside_it(raw: Path) -> None:
    (raw / "Day.md").write_text(WRITE_UP, encoding="utf-8")
    (raw / "day" / "event.toml").write_text(TOLD, encoding="utf-8")
    assert find_events(raw) == [raw / "Day.md"]
    assert gather_event(raw / "Day.md", raw).facts.title == "A day at the hall"


def test_a_name_given_there_leads_on(raw: Path, tmp_path: Path) -> None:
    (raw / "day" / "event.toml").write_text('slug = "hall"\n', encoding="utf-8")
    (raw / "hall").mkdir()
    (raw / "hall" / "event.toml").write_text('title = "not read"\n', encoding="utf-8")
    found = gather_event(tmp_path / "elsewhere" / "Day.md", raw)
    assert (found.event_id, found.facts.title) == ("hall", "")
    assert found.said[0].startswith(f"{raw / 'day' / 'event.toml'} counts; {raw / 'hall' / 'event.toml'} was")


@pytest.mark.parametrize("said", [SORTED, BY_HEADING, f"{NOT_SORTED}."])
def test_the_first_part_of_a_report_is_known_by_what_it_says_of_itself(said: str) -> None:
    assert say_own_words(f"What we heard\n\n1. The source is notes.md.\n2. {said}\n")
    assert not say_own_words("What we heard\n\n- A later bus\n")
