"""Export, change things of all kinds, save, run: nothing that people decided is ever lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd

from tests.conftest import list_files, read_csv
from tests.review.conftest import run_event
from tests.review.workbooks import EVENT, Opened, open_workbook

MADE = "Getting there and back"


def fill_in(book: Opened, coded: pd.DataFrame, themes: pd.DataFrame) -> dict[str, str]:
    """Twelve changes of all kinds; gives the ids they are on."""
    question = themes["question_id"].iloc[0]
    own = themes[themes["question_id"] == question].sort_values("position")
    first, second, third, fourth = own["theme_id"].tolist()[:4]
    other = themes[themes["question_id"] != question]
    dropped = other["theme_id"].iloc[-1]
    notes = {theme: coded.loc[coded["theme_id"] == theme, "note_id"].tolist() for theme in own["theme_id"]}
    titles = dict(zip(themes["theme_id"], themes["title"], strict=True))
    ids = {
        "moved": notes[first][0],
        "made": notes[first][1],
        "kept": notes[second][0],
        "second": notes[second][1],
        "typed": notes[first][2],
        "named": coded.loc[coded["text"].str.contains("Thanks to"), "note_id"].iloc[0],
        "commented": notes[second][0],
        "renamed": first,
        "accepted": second,
        "merged": third,
        "split": fourth,
        "dropped": dropped,
        "into": titles[second],
    }
    book.write("Notes", ids["moved"], "your theme", titles[second])
    book.write("Notes", ids["made"], "your theme", MADE)
    book.write("Notes", ids["kept"], "your theme", "ok")
    book.write("Notes", ids["second"], "second theme", titles[first])
    book.write("Notes", ids["typed"], "note type", "works well")
    book.write("Notes", ids["named"], "show names?", "yes")
    book.write("Notes", ids["commented"], "comment", "=said twice at our table")
    book.write("Themes", first, "rename to", "A title from a person")
    book.write("Themes", second, "accept?", "yes")
    book.write("Themes", third, "merge into", titles[second])
    book.write("Themes", fourth, "split into", "One half; The other half")
    book.write("Notes", notes[fourth][0], "your theme", "One half")
    book.write("Notes", notes[fourth][1], "your theme", "The other half")
    book.write("Themes", dropped, "drop?", "yes")
    missed = book.book["What was missed"]
    missed["A3"] = "Nobody wrote down that the lift was broken all day"
    missed["D3"] = "Jo"
    return ids


def check(workspace: Path, ids: dict[str, str]) -> None:
    """Each of the changes is in the tables and in the reports."""
    coded = read_csv(workspace, EVENT, "coded_notes").set_index("note_id")
    themes = read_csv(workspace, EVENT, "themes").set_index("theme_id")
    decisions = read_csv(workspace, EVENT, "decisions")
    page = (workspace / "reports" / EVENT / "report.html").read_text(encoding="utf-8")
    assert coded.loc[ids["moved"], "theme_id"] == ids["accepted"]
    assert coded.loc[ids["moved"], "basis"] == "reviewed"
    made = coded.loc[ids["made"], "theme_id"]
    assert made.endswith(".r-getting-there-and-back")
    assert themes.loc[made, "title"] == MADE
    assert coded.loc[ids["kept"], "theme_id"] == ids["accepted"]
    assert coded.loc[ids["kept"], "basis"] == "reviewed"
    assert coded.loc[ids["second"], "other_themes"].split(" | ")[0] == ids["renamed"]
    assert coded.loc[ids["typed"], "note_type"] == "works_well"
    assert themes.loc[ids["renamed"], "title"] == "A title from a person"
    assert themes.loc[ids["renamed"], "basis"] != "reviewed"
    assert themes.loc[ids["accepted"], "basis"] == "reviewed"
    assert themes.loc[ids["accepted"], "title"] == ids["into"]
    assert ids["merged"] not in themes.index
    assert {"One half", "The other half"} <= set(themes["title"])
    assert ids["dropped"] not in themes.index
    added = coded[coded["kind"] == "feedback"]
    assert added["text"].tolist() == ["Nobody wrote down that the lift was broken all day"]
    assert added["theme_id"].iloc[0] in themes.index
    counts = coded["theme_id"].value_counts()
    assert all(themes.loc[theme, "notes"] == count for theme, count in counts.items())
    assert set(counts.index) == set(themes.index)
    assert set(decisions["status"]) <= {"applied", "no_change"}, decisions[["action", "reason"]]
    assert set(decisions["action"]) == {
        "move", "second_theme", "note_type", "show_names", "comment", "rename", "merge", "split", "drop",
        "accept", "add_note",
    }  # fmt: skip
    assert set(decisions["reviewer"]) == {"Ann Lee"}
    assert set(decisions["date"]) == {"2026-03-21"}
    # In a CSV with an apostrophe in front, so that no spreadsheet computes it.
    assert "'=said twice at our table" in set(decisions["value"])
    ledger = read_csv(workspace, EVENT, "ledger")
    assert ledger.loc[ledger["role"] == "note", "reason"].eq("added after circulation").sum() == 1
    assert "Accepted by Ann Lee on 21 March 2026" in page
    assert "A title from a person" in page
    assert MADE in page
    assert "lift was broken" in page
    assert "Thanks to [name]" not in page
    shown = read_csv(workspace, EVENT, "shown_notes").set_index("note_id")
    assert "[name]" not in shown.loc[ids["named"], "words"]


def test_twelve_changes_come_back_and_stay(workspace: Path, blank: bytes) -> None:
    coded, themes = read_csv(workspace, EVENT, "coded_notes"), read_csv(workspace, EVENT, "themes")
    book = open_workbook(blank).sign()
    ids = fill_in(book, coded, themes)
    folder = workspace / "data" / "raw" / EVENT / "returned"
    folder.mkdir()
    (folder / "from Ann.xlsx").write_bytes(book.save())
    outcome = run_event(workspace)
    assert not outcome.problems
    check(workspace, ids)
    after = _list_results(workspace)

    for name in ("data/processed", "reports"):
        shutil.rmtree(workspace / name)
    run_event(workspace)
    again = _list_results(workspace)
    assert sorted(name for name in again | after if again.get(name) != after.get(name)) == []

    # Five notes more in the source: the draft changes, the decisions stand.
    source = workspace / "data" / "raw" / EVENT / "notes.md"
    text = source.read_text(encoding="utf-8")
    at = text.rindex("\n- ")
    more = "".join(f"\n- {words}" for words in FIVE_MORE)
    source.write_text(text[:at] + more + text[at:], encoding="utf-8")
    run_event(workspace)
    before = coded["note_id"].nunique()
    assert len(read_csv(workspace, EVENT, "coded_notes")) == before + 1 + 5
    check(workspace, ids)


def _list_results(workspace: Path) -> dict[str, bytes]:
    return {
        f"{folder}/{name}": content
        for folder in ("data/processed", "reports")
        for name, content in list_files(workspace / folder).items()
    }


FIVE_MORE = (
    "Parking at the surgery is full by nine",
    "Could the minutes be one page, in large print",
    "My neighbour stopped coming when the bus route changed",
    "A crèche would let young parents take part",
    "Ask the schools to host an evening",
)
