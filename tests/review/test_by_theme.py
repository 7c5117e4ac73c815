"""The sheet theme by theme: what is typed there counts just as on the sheets of notes and of themes."""

from __future__ import annotations

import dataclasses

from pipeline.ingest import read_workbook_back
from pipeline.keeping.workbooks import BY_THEME
from pipeline.review import Draft, read_reviews
from pipeline.review.workbook.contents import FIT_NONE, gather_contents
from pipeline.tables import UNDIVIDED_TITLE, Events, Questions, columns_of, table_of
from tests.review.workbooks import EVENT, Opened, open_workbook, take_back


def write(book: Opened, key: str, note_id: str, theme_id: str, column: str, value: str) -> str:
    """Write into the row of a note, or of a theme where no note is named; gives the cell."""
    columns = book.columns(BY_THEME)
    sheet = book.book[BY_THEME]
    for row in range(3, sheet.max_row + 1):
        here = [sheet.cell(row, columns[name]).value or "" for name in ("note id", "theme id")]
        if here == [note_id, theme_id]:
            cell = sheet.cell(row, columns[column])
            cell.value = value
            return f"{key}{cell.coordinate}"
    raise KeyError(note_id or theme_id)


def list_notes(draft: Draft, place: int = 0) -> tuple[str, list[str]]:
    """A theme of the draft and its notes."""
    theme_id = draft.themes["theme_id"].iloc[place]
    own = draft.codings[draft.codings["theme_id"] == theme_id]
    return theme_id, own["note_id"].tolist()


def test_every_note_stands_once_below_its_theme(draft: Draft, blank: bytes) -> None:
    rows = [row for row in open_workbook(blank).rows(BY_THEME) if row["theme id"]]
    below: dict[str, list[str]] = {}
    for row in rows:
        below.setdefault(row["theme id"], []).append(row["note id"] or "")
    assert all(ids[0] == "" and "" not in ids[1:] for ids in below.values())
    listed = {note_id: theme_id for theme_id, ids in below.items() for note_id in ids[1:]}
    assert listed == dict(zip(draft.codings["note_id"], draft.codings["theme_id"], strict=True))


def test_notes_that_are_not_sorted_get_no_verdict_on_how_they_fit(draft: Draft) -> None:
    theme_id, notes = list_notes(draft)
    titles = draft.themes["title"].mask(draft.themes["theme_id"] == theme_id, UNDIVIDED_TITLE)
    undivided = dataclasses.replace(draft, themes=draft.themes.assign(title=titles))
    reviewed = take_back(undivided, {})
    places = range(len(reviewed.codings))
    event = table_of(Events, [dict.fromkeys(columns_of(Events), "x")])
    contents = gather_contents(event, table_of(Questions, []), reviewed, places, 0.5)
    fits = contents.notes.set_index("note_id")["fit"]
    assert set(fits[notes]) == {FIT_NONE}
    assert FIT_NONE not in set(fits.drop(notes))


def test_decisions_of_both_kinds_are_taken_up(draft: Draft, blank: bytes) -> None:
    theme_id, notes = list_notes(draft)
    book = open_workbook(blank).sign()
    write(book, "", notes[0], theme_id, "your theme", "Getting there and back")
    write(book, "", notes[1], theme_id, "keep out of print", "all")
    write(book, "", "", theme_id, "rename to", "A title from a person")
    write(book, "", "", theme_id, "accept?", "yes")
    found = take_back(draft, {"ann.xlsx": book.save()})
    assert found.conflicts.empty
    assert sorted(found.decisions["action"]) == ["accept", "move", "rename", "withhold"]
    titles = found.themes.set_index("theme_id")["title"]
    placed = found.codings.set_index("note_id")["theme_id"]
    assert titles[placed[notes[0]]] == "Getting there and back"
    assert titles[theme_id] == "A title from a person"


def test_the_same_on_both_sheets_is_one_decision(draft: Draft, blank: bytes) -> None:
    theme_id, notes = list_notes(draft)
    book = open_workbook(blank).sign()
    book.write("Notes", notes[0], "your theme", "Coming and going")
    write(book, "", notes[0], theme_id, "your theme", "Coming and going")
    found = take_back(draft, {"ann.xlsx": book.save()})
    assert found.conflicts.empty
    assert found.decisions["status"].tolist() == ["no_change", "applied"]


def test_what_differs_between_the_sheets_is_asked_about(draft: Draft, blank: bytes) -> None:
    theme_id, notes = list_notes(draft)
    book = open_workbook(blank).sign()
    book.write("Notes", notes[0], "your theme", "Coming and going")
    cell = write(book, f"sheet {BY_THEME}!", notes[0], theme_id, "your theme", "Something else")
    found = take_back(draft, {"ann.xlsx": book.save()})
    assert cell in set(found.conflicts["locator"])
    assert len(found.conflicts) == 2
    assert found.codings.set_index("note_id")["theme_id"][notes[0]] == theme_id


def test_a_cell_in_the_wrong_kind_of_row_is_said(draft: Draft, blank: bytes) -> None:
    theme_id, notes = list_notes(draft)
    book = open_workbook(blank).sign()
    cells = {
        write(book, f"sheet {BY_THEME}!", "", theme_id, "your theme", "Coming and going"),
        write(book, f"sheet {BY_THEME}!", notes[0], theme_id, "rename to", "A new title"),
    }
    found = take_back(draft, {"ann.xlsx": book.save()})
    assert set(found.conflicts["locator"]) == cells
    assert found.decisions.empty


def test_a_sheet_without_its_headings_is_said(draft: Draft, blank: bytes) -> None:
    _, notes = list_notes(draft)
    book = open_workbook(blank).sign()
    book.write("Notes", notes[0], "your theme", "Coming and going")
    book.book["Notes"].delete_rows(2)
    found = take_back(draft, {"ann.xlsx": book.save()})
    assert found.conflicts["what"].str.contains("lost its row of headings").any()


def test_a_theme_called_as_a_note_says_is_not_taken_for_the_note(draft: Draft, blank: bytes) -> None:
    book = open_workbook(blank).sign()
    theme_id = draft.themes["theme_id"].iloc[0]
    note_id, words = draft.notes.loc[3, ["note_id", "words"]]
    notes = draft.notes.assign(note_id=draft.notes["note_id"].replace(note_id, "n-other"))
    for row in book.rows(BY_THEME):
        if not row["note id"] and row["theme id"]:
            book.book[BY_THEME].cell(row["row"], book.columns(BY_THEME)["note"]).value = words
    write(book, "", "", theme_id, "accept?", "yes")
    [review] = read_reviews([read_workbook_back("a.xlsx", book.save())], EVENT, notes)
    assert [(one.action, one.note_id, one.theme_id) for one in review.entries] == [("accept", "", theme_id)]
