"""Decisions meet a draft that has changed since: they stand, or are listed with what to do."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest

from pipeline.review import Draft, Reviewed, gather_contents
from pipeline.tables import SEPARATOR
from tests.review.workbooks import Opened, open_workbook, take_back


@pytest.fixture
def book(blank: bytes) -> Opened:
    return open_workbook(blank).sign()


def _notes_of(draft: Draft, theme_id: str) -> list[str]:
    return draft.codings.loc[draft.codings["theme_id"] == theme_id, "note_id"].tolist()


def _themes(draft: Draft, question: int = 0) -> list[str]:
    chosen = list(dict.fromkeys(draft.themes["question_id"]))[question]
    return draft.themes.loc[draft.themes["question_id"] == chosen, "theme_id"].tolist()


def _without(draft: Draft, note_id: str) -> Draft:
    """The draft of a write-up from which a note has gone."""
    keep = (draft.safe_notes["note_id"] != note_id).to_numpy()

    def less(table: pd.DataFrame) -> pd.DataFrame:
        return table[keep].reset_index(drop=True)

    return dataclasses.replace(
        draft,
        notes=less(draft.notes),
        safe_notes=less(draft.safe_notes),
        codings=less(draft.codings),
        vectors=draft.vectors[keep],
    )


def _renumbered(draft: Draft, ids: dict[str, str]) -> Draft:
    """The same draft with other ids for its themes."""

    def other(cell: str) -> str:
        return SEPARATOR.join(ids.get(part, part) for part in cell.split(SEPARATOR))

    codings = draft.codings.assign(
        theme_id=draft.codings["theme_id"].map(other), other_themes=draft.codings["other_themes"].map(other)
    )
    return dataclasses.replace(
        draft, codings=codings, themes=draft.themes.assign(theme_id=draft.themes["theme_id"].map(other))
    )


def _theme_of(found: Reviewed, note_id: str) -> str:
    return str(found.codings.set_index("note_id").loc[note_id, "theme_id"])


def _title_of(found: Reviewed, note_id: str) -> str:
    return str(found.themes.set_index("theme_id").loc[_theme_of(found, note_id), "title"])


def test_nothing_decided_leaves_the_draft_as_it_is(draft: Draft, blank: bytes) -> None:
    found = take_back(draft, {})
    assert found.codings.equals(draft.codings)
    assert found.themes.equals(draft.themes)
    assert take_back(draft, {"back.xlsx": open_workbook(blank).sign().save()}).themes.equals(draft.themes)


def test_a_decision_on_a_note_that_is_gone_is_a_conflict(draft: Draft, book: Opened) -> None:
    first = _themes(draft)[0]
    gone, there = _notes_of(draft, first)[:2]
    cell = book.write("Notes", gone, "your theme", "Another theme")
    book.write("Notes", there, "your theme", "Another theme")
    found = take_back(_without(draft, gone), {"back.xlsx": book.save()})
    assert found.conflicts["locator"].tolist() == [cell]
    assert found.conflicts["note_id"].tolist() == [gone]
    assert "has changed or is no longer among the notes" in found.conflicts["what"].iloc[0]
    assert _title_of(found, there) == "Another theme"


def test_themes_under_other_ids_are_known_by_their_notes(draft: Draft, book: Opened) -> None:
    first, second, third = _themes(draft)[:3]
    note = _notes_of(draft, third)[0]
    titles = draft.themes.set_index("theme_id")["title"]
    book.write("Themes", first, "rename to", "A better title")
    book.write("Themes", second, "accept?", "yes")
    book.write("Notes", note, "your theme", titles[second])
    question = first.partition(".")[0]
    ids = {theme: f"{question}.d-{place:06d}" for place, theme in enumerate(_themes(draft))}
    found = take_back(_renumbered(draft, ids), {"back.xlsx": book.save()})
    assert found.conflicts.empty
    themes = found.themes.set_index("theme_id")
    assert themes.loc[ids[first], "title"] == "A better title"
    assert themes.loc[second, "basis"] == "reviewed"  # what was accepted keeps its id
    assert _theme_of(found, note) == second
    assert ids[second] not in themes.index


def _dealt_anew(draft: Draft) -> Draft:
    """The draft with all notes of the first question in other themes, under new ids."""
    question = _themes(draft)[0].partition(".")[0]
    here = (draft.codings["question_id"] == question).to_numpy()
    number = len(_themes(draft))
    dealt = np.arange(len(draft.codings)) % number
    codings = draft.codings.copy()
    codings.loc[here, "theme_id"] = [f"{question}.d-{k:06d}" for k in dealt[here]]
    codings["other_themes"] = ""
    themes = draft.themes.copy()
    own = (themes["question_id"] == question).to_numpy()
    themes.loc[own, "theme_id"] = [f"{question}.d-{k:06d}" for k in range(number)]
    themes.loc[own, "title"] = [f"New title {k}" for k in range(number)]
    return dataclasses.replace(draft, codings=codings, themes=themes)


def test_a_theme_that_fell_apart_lives_on_where_people_used_it(draft: Draft, book: Opened) -> None:
    first, second, third, fourth = _themes(draft)[:4]
    moved, title = _notes_of(draft, second)[0], draft.themes.set_index("theme_id").loc[first, "title"]
    book.write("Notes", moved, "your theme", title)
    book.write("Themes", third, "rename to", "A title for what is gone")
    book.write("Themes", fourth, "rename to", "A title for what people emptied")
    for note in _notes_of(draft, fourth):
        book.write("Notes", note, "your theme", title)
    found = take_back(_dealt_anew(draft), {"b.xlsx": book.save()})
    assert _theme_of(found, moved) == first
    assert _title_of(found, moved) == title
    # What was said of a whole theme was said of the notes it was shown with.
    assert {_title_of(found, note) for note in _notes_of(draft, third)} == {"A title for what is gone"}
    assert found.conflicts["theme_id"].tolist() == [fourth]
    assert found.conflicts["locator"].iloc[0].startswith("sheet Themes!G")
    assert "no such theme any more" in found.conflicts["what"].iloc[0]


@pytest.mark.parametrize("column", ["merge into", "drop?"])
def test_themes_that_fell_apart_are_merged_and_dropped_with_the_notes_they_had(
    column: str, draft: Draft, book: Opened
) -> None:
    first, second = _themes(draft)[:2]
    title = draft.themes.set_index("theme_id").loc[second, "title"]
    book.write("Themes", first, column, title if column == "merge into" else "yes")
    found = take_back(_dealt_anew(draft), {"b.xlsx": book.save()})
    assert found.conflicts.empty
    assert first not in set(found.codings["theme_id"])
    if column == "merge into":
        both = {*_notes_of(draft, first), *_notes_of(draft, second)}
        assert set(found.codings.loc[found.codings["theme_id"] == second, "note_id"]) == both


def test_an_accepted_theme_keeps_the_notes_it_was_accepted_with(draft: Draft, book: Opened) -> None:
    first, second = _themes(draft)[:2]
    book.write("Themes", first, "accept?", "yes")
    before = _notes_of(draft, first)
    codings = draft.codings.copy()
    codings.loc[codings["note_id"].isin(before[1:3]), "theme_id"] = second
    found = take_back(dataclasses.replace(draft, codings=codings), {"back.xlsx": book.save()})
    assert {_theme_of(found, note) for note in before} == {first}


@pytest.mark.parametrize(
    ("sheet", "column", "value", "says"),
    [
        ("Themes", "merge into", "No such theme", "no theme of that name"),
        ("Themes", "merge into", "SELF", "into itself"),
        ("Themes", "rename to", "OTHER", "another theme of this question has that title"),
        ("Themes", "accept?", "perhaps", "neither yes nor no"),
        ("Themes", "split into", "A; B", "no note has been moved"),
        ("Notes", "note type", "grumble", "no such note type"),
        ("Notes", "show names?", "perhaps", "neither yes nor no"),
        ("Notes", "your theme", "???", "no theme's name"),
        ("Notes", "second theme", "new: A theme of no note", "not there to be a second one"),
    ],
)
def test_what_cannot_be_done_is_said(
    sheet: str, column: str, value: str, says: str, draft: Draft, book: Opened
) -> None:
    first, second = _themes(draft)[:2]
    titles = draft.themes.set_index("theme_id")["title"]
    key = first if sheet == "Themes" else _notes_of(draft, first)[0]
    cell = book.write(sheet, key, column, {"SELF": titles[first], "OTHER": titles[second]}.get(value, value))
    found = take_back(draft, {"back.xlsx": book.save()})
    assert found.conflicts["locator"].tolist() == [cell]
    assert says in found.conflicts["what"].iloc[0]
    assert found.conflicts["remedy"].iloc[0]
    assert found.themes.equals(draft.themes)


def test_themes_merged_into_each_other_are_a_conflict(draft: Draft, book: Opened) -> None:
    first, second = _themes(draft)[:2]
    titles = draft.themes.set_index("theme_id")["title"]
    book.write("Themes", first, "merge into", titles[second])
    book.write("Themes", second, "merge into", titles[first])
    found = take_back(draft, {"back.xlsx": book.save()})
    assert found.conflicts["what"].tolist() == ["the themes would be merged into each other"]


def test_the_only_theme_of_a_question_cannot_be_dropped(draft: Draft, book: Opened) -> None:
    own = _themes(draft)
    for theme in own:
        book.write("Themes", theme, "drop?", "yes")
    found = take_back(draft, {"back.xlsx": book.save()})
    assert len(found.conflicts) == len(own)
    assert set(_themes(draft)) <= set(found.themes["theme_id"])


def test_decisions_teach_where_nobody_gave_a_title(draft: Draft, book: Opened) -> None:
    first, second = _themes(draft)[:2]
    notes, title = _notes_of(draft, first)[:3], draft.themes.set_index("theme_id").loc[second, "title"]
    for note in notes:
        book.write("Notes", note, "your theme", title)
    found = take_back(draft, {"back.xlsx": book.save()}, learn=True)
    assert {_theme_of(found, note) for note in notes} == {second}
    assert all(found.codings.set_index("note_id").loc[note, "weak"] for note in found.replayed.taught)


def test_decisions_teach_and_what_was_decided_stays(draft: Draft, book: Opened) -> None:
    rows = book.rows("Notes")
    question = draft.codings["question_id"].value_counts().index[0]
    own = draft.themes[draft.themes["question_id"] == question]
    chosen = [row for row in rows if str(row["theme id"]).startswith(f"{question}.")][:12]
    for place, row in enumerate(chosen):
        book.write("Notes", row["note id"], "your theme", own["title"].iloc[place % 3])
    book.write("Themes", own["theme_id"].iloc[0], "rename to", "Nobody can get here by bus in the evening")
    found = take_back(draft, {"back.xlsx": book.save()}, learn=True)
    for place, row in enumerate(chosen):
        assert _theme_of(found, row["note id"]) == own["theme_id"].iloc[place % 3]
    taught = found.replayed.taught
    assert taught
    assert not set(taught) & {row["note id"] for row in chosen}
    elsewhere = draft.codings["question_id"] != question
    assert found.codings[elsewhere].equals(draft.codings[elsewhere])
    note, (_, like) = next((note, seen) for note, seen in taught.items() if seen[1])
    codings = found.codings.assign(
        nearest=""
    )  # of very many notes the one that taught may be nobody's nearest
    place = codings["note_id"].tolist().index(note)
    about = pd.DataFrame([{"event_id": "e", "title": "Notes", "date": "", "place": ""}])
    asked = pd.DataFrame({"question_id": draft.themes["question_id"].unique()})
    asked = asked.assign(question="", position=range(len(asked)))
    shown = gather_contents(about, asked, dataclasses.replace(found, codings=codings), [place], 0.5)
    assert found.shown.set_index("note_id").loc[like, "words"][:20] in shown.notes["why"].iloc[0]
