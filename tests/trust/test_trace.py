"""`trace` walks from a report to file and line and back, and masks who is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.commands.trace import trace
from pipeline.errors import SourceError
from pipeline.keeping.store import EventStore, Workspace

EVENT = "2025-06-eastmere-online"
SOURCE = f"data/raw/{EVENT}/notes.txt"
SAID = "hybrid done properly, with someone in the room"


def follow(samples: Path, what: str) -> list[str]:
    return trace(Workspace(samples), what)


@pytest.fixture(scope="module")
def tables(samples: Path) -> EventStore:
    return EventStore(Workspace(samples), EVENT)


def test_from_words_of_a_report_to_the_line_and_back(samples: Path, tables: EventStore) -> None:
    notes = tables.read_unchecked("notes")
    note = notes[notes["words"].str.startswith(SAID)].iloc[0]
    by_words = follow(samples, SAID.upper())
    assert by_words[0] == f"Note {note['note_id']} of {EVENT}"
    assert f"  from notes.txt, line {note['line']}" in by_words
    assert by_words[: len(follow(samples, note["note_id"]))] == follow(samples, note["note_id"])
    by_line = follow(samples, f"notes.txt:{note['line']}")
    assert by_line[0] == f"notes.txt, line {note['line']} is:"
    assert set(follow(samples, note["note_id"])) <= set(by_line)
    page = (samples / "reports" / EVENT / "report.md").read_text(encoding="utf-8")
    shown = next(words for words in notes["words"] if words.replace("'", "").isascii() and words in page)
    place = f"  quoted in reports/{EVENT}/report.md, line "
    quoted = [line for line in follow(samples, shown) if line.startswith(place)]
    assert quoted
    assert all(shown in page.split("\n")[int(line.rpartition(" ")[2]) - 1] for line in quoted)
    assert f'id="note-{note["note_id"]}"' in (samples / "reports" / EVENT / "appendix.html").read_text(
        "utf-8"
    )


def test_from_a_theme_to_every_line_and_to_the_series(samples: Path, tables: EventStore) -> None:
    themes, codings = tables.read_unchecked("themes"), tables.read_unchecked("codings")
    theme = themes.iloc[0]
    found = follow(samples, theme["theme_id"])
    assert found[0].startswith(f"Theme {theme['theme_id']} of {EVENT}: ")
    assert found[0].endswith(theme["title"])
    for note_id in codings.loc[codings["theme_id"] == theme["theme_id"], "note_id"]:
        assert any(line.startswith(f"  {note_id}  notes.txt, line ") for line in found)
    across = next(line for line in found if "across events" in line)
    series_theme = across.split("theme ")[1].split(":")[0]
    assert any(theme["theme_id"] in line for line in follow(samples, series_theme))


def test_a_question_names_its_lines_and_themes(samples: Path, tables: EventStore) -> None:
    question = tables.read_unchecked("questions").iloc[0]
    found = follow(samples, question["question_id"])
    themes = tables.read_unchecked("themes")
    own = themes[themes["question_id"] == question["question_id"]]
    assert sum("  theme " in line for line in found) >= len(own)
    assert any(line.startswith("  asked in notes.txt, line ") for line in found)


def test_names_are_masked_and_lines_that_are_no_notes_too(samples: Path) -> None:
    lines = (Path(__file__).parents[2] / SOURCE).read_text(encoding="utf-8").split("\n")
    named = next(number for number, line in enumerate(lines, start=1) if "Ben Strathwick" in line)
    found = follow(samples, f"notes.txt:{named}")
    assert "[name]" in "\n".join(found)
    assert "Strathwick" not in "\n".join(found)
    assert follow(samples, f"{EVENT}/notes.txt:4")[0] == "notes.txt, line 4 is no note: context"


def test_what_is_nowhere_is_said(samples: Path) -> None:
    with pytest.raises(SourceError, match="nothing of this id, place or wording"):
        follow(samples, "n-ffffffffffff")
    with pytest.raises(SourceError, match="nothing of this id"):
        follow(samples, "notes.txt:99999")
