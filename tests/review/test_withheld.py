"""Words that a person keeps out of print, because they show who somebody is, and tables of few people."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from pipeline.ingest import read_workbook_back
from pipeline.review import Draft, read_reviews
from pipeline.review.replay.carry import list_asked, place_asked
from pipeline.wording.withheld import find_withheld, list_missing
from tests.conftest import list_files, read_csv
from tests.review.conftest import run_event
from tests.review.workbooks import EVENT, open_workbook

STORY = "My mum has no internet"
WHOLE = "hearing loop that is actually switched on"


def test_marked_words_stand_nowhere_in_print_and_stay_out(workspace: Path, blank: bytes) -> None:
    notes = read_csv(workspace, EVENT, "notes").set_index("note_id")["words"]
    told, whole = (notes.index[notes.str.contains(words, regex=False)][0] for words in (STORY, WHOLE))
    book = open_workbook(blank).sign()
    book.write("Notes", told, "keep out of print", f"“{STORY.upper()}”")
    book.write("Notes", whole, "keep out of print", "all")
    returned = workspace / "data" / "raw" / EVENT / "from Ann.xlsx"
    returned.write_bytes(book.save())
    settings = workspace / "data" / "raw" / "settings.toml"
    settings.write_text("[privacy]\nfewest_people = 4\n", encoding="utf-8")
    run_event(workspace)

    shown = read_csv(workspace, EVENT, "shown_notes").set_index("note_id")
    assert shown.loc[told, "words"] == notes[told].replace(STORY, "[withheld]")
    assert shown.loc[whole, "words"] == "[withheld]"
    assert read_csv(workspace, EVENT, "notes").set_index("note_id")["words"].equals(notes)
    assert whole in set(read_csv(workspace, EVENT, "coded_notes")["note_id"])
    decisions = read_csv(workspace, EVENT, "decisions").set_index("note_id")
    assert decisions.loc[[told, whole], "status"].tolist() == ["applied", "applied"]
    assert read_csv(workspace, EVENT, "conflicts").empty
    printed = _printed(workspace)
    assert set(printed) >= {"report.html", "report.md", "report.docx", "notes.docx", "review.xlsx"}
    for name, text in printed.items():
        assert STORY not in text, name
        assert WHOLE not in text, name
    for name in ("appendix.html", "appendix.docx", "notes.docx", "review.xlsx"):
        assert "[withheld]" in printed[name], name
    assert "[withheld] stands for what a person kept out of print" in printed["appendix.html"]
    # Nobody noted who spoke, so nobody knows how many were there: no table is named.
    assert shown["table"].eq("").all()
    assert all(
        "Table 1" not in text for name, text in printed.items() if name.startswith(("report.", "appendix."))
    )


def test_notes_are_masked_anew_only_where_words_are_kept_out(workspace: Path, blank: bytes) -> None:
    note = read_csv(workspace, EVENT, "notes")["note_id"][0]
    kept = workspace / ".cache" / "runs" / f"{EVENT}.json"
    fresh = {}
    for column, value in (("note type", "idea"), ("keep out of print", "all")):
        book = open_workbook(blank).sign()
        book.write("Notes", note, column, value)
        (workspace / "data" / "raw" / EVENT / "from Ann.xlsx").write_bytes(book.save())
        run_event(workspace)
        fresh[column] = json.loads(kept.read_text(encoding="utf-8"))["fresh"]["privacy"]
    assert fresh == {"note type": True, "keep out of print": False}


def test_what_one_person_keeps_out_stays_out(blank: bytes, draft: Draft) -> None:
    notes = draft.notes
    first, second = open_workbook(blank).sign(), open_workbook(blank).sign("Bo", "2026-04-01")
    note_id = str(first.rows("Notes")[0]["note id"])
    first.write("Notes", note_id, "keep out of print", "all")
    second.write("Notes", note_id, "keep out of print", "no")
    for files in ((first, second), (second, first)):
        books = [read_workbook_back(f"{place}.xlsx", book.save()) for place, book in enumerate(files)]
        asked = list_asked(read_reviews(books, EVENT))
        placed, missing = place_asked(asked, notes)
        assert (set(placed["note_id"]), missing) == ({note_id}, [])


def _printed(workspace: Path) -> dict[str, str]:
    """What stands in each report, as text."""
    texts = {}
    for name, content in list_files(workspace / "reports" / EVENT).items():
        if name.endswith((".docx", ".xlsx")):
            with zipfile.ZipFile(io.BytesIO(content)) as parts:
                texts[name] = "".join(
                    parts.read(part).decode("utf-8") for part in parts.namelist() if part.endswith(".xml")
                )
        elif name.endswith((".html", ".md")):
            texts[name] = content.decode("utf-8")
    return texts


@pytest.mark.parametrize(
    ("cell", "found", "missing"),
    [
        ("only amputee", ["only amputee"], []),
        ("the only   AMPUTEE\nin the village", ["the only amputee", "in the village"], []),
        ("only amputee; the village", ["only amputee", "the village"], []),
        ("amputee in; the only amputee", ["the only amputee in"], []),
        ("Thanks [name], the", ["Thanks Jo, the"], []),
        ("all", ["Thanks Jo, the only amputee in the village"], []),
        ("no", [], []),
        ("a burglar; Jo", ["Jo"], ["a burglar"]),
        (".*", [], [".*"]),
        ("", [], []),
    ],
)
def test_a_cell_names_stretches_of_the_note(cell: str, found: list[str], missing: list[str]) -> None:
    words = "Thanks Jo, the only amputee in the village"
    assert [words[start:end] for start, end in find_withheld(words, cell)] == found
    assert list_missing(words, cell) == missing
