"""Two reviewers: the right disagreements are listed, and their agreement is what others compute."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score

from pipeline.review import Draft
from tests.review.workbooks import Opened, open_workbook, take_back


@pytest.fixture
def question(draft: Draft) -> tuple[list[str], list[str]]:
    """Ids of forty notes of the largest question, and titles of four of its themes."""
    largest = draft.codings["question_id"].value_counts().index[0]
    notes = draft.codings.loc[draft.codings["question_id"] == largest, "note_id"].tolist()[:40]
    titles = draft.themes.loc[draft.themes["question_id"] == largest, "title"].tolist()[:4]
    assert len(notes) == 40
    return notes, titles


def _place(book: Opened, notes: list[str], titles: list[str]) -> bytes:
    for note, title in zip(notes, titles, strict=True):
        book.write("Notes", note, "your theme", title)
    return book.save()


def test_planted_disagreements_are_listed_and_agreement_is_right(
    blank: bytes, draft: Draft, question: tuple[list[str], list[str]]
) -> None:
    notes, titles = question
    random = np.random.default_rng(5)
    first = [titles[int(k)] for k in random.integers(0, 4, len(notes))]
    planted = sorted(int(k) for k in random.choice(len(notes), 11, replace=False))
    second = [titles[(titles.index(t) + 1) % 4] if k in planted else t for k, t in enumerate(first)]
    found = take_back(
        draft,
        {
            "a.xlsx": _place(open_workbook(blank).sign("Ann", "2026-03-01"), notes, first),
            "b.xlsx": _place(open_workbook(blank).sign("Ben", "2026-03-02"), notes, second),
        },
    )
    differ = found.conflicts[found.conflicts["kind"] == "disagreement"]
    assert set(differ["note_id"]) == {notes[k] for k in planted}
    assert len(differ) == 2 * len(planted)  # both views are shown
    coded = found.codings.set_index("note_id")
    drafted = draft.codings.set_index("note_id")
    title = dict(zip(draft.themes["theme_id"], draft.themes["title"], strict=True))
    for k, note in enumerate(notes):
        if k in planted:
            assert coded.loc[note, "theme_id"] == drafted.loc[note, "theme_id"]
        else:
            assert title[coded.loc[note, "theme_id"]] == first[k]
    values = found.agreements.set_index("measure")["value"]
    assert values["kappa"] == pytest.approx(cohen_kappa_score(first, second), abs=1e-6)
    assert values["ac1"] == pytest.approx(_ac1(first, second), abs=1e-6)
    assert values["alpha"] == pytest.approx(_alpha(first, second), abs=1e-6)
    assert set(found.agreements["notes"]) == {40}


def _ac1(first: list[str], second: list[str]) -> float:
    """Gwet (2008), formulas 7 to 9, written out."""
    labels = sorted({*first, *second})
    agreed = np.mean([a == b for a, b in zip(first, second, strict=True)])
    shares = [(first.count(label) + second.count(label)) / (2 * len(first)) for label in labels]
    chance = sum(share * (1 - share) for share in shares) / (len(labels) - 1)
    return float((agreed - chance) / (1 - chance))


def _alpha(first: list[str], second: list[str]) -> float:
    """Krippendorff (2011), nominal data, two observers, no missing data: from the coincidences."""
    labels = sorted({*first, *second})
    index = {label: k for k, label in enumerate(labels)}
    table = np.zeros((len(labels), len(labels)))
    for a, b in zip(first, second, strict=True):
        table[index[a], index[b]] += 1
        table[index[b], index[a]] += 1
    totals = table.sum(axis=1)
    n = totals.sum()
    same = (n - 1) * np.trace(table) - (totals * (totals - 1)).sum()
    return float(same / (n * (n - 1) - (totals * (totals - 1)).sum()))


def test_the_later_one_wins_only_where_they_agreed_on_it(
    blank: bytes, draft: Draft, question: tuple[list[str], list[str]]
) -> None:
    notes, titles = question
    files = {
        "a.xlsx": _place(open_workbook(blank).sign("Ann", "2026-03-01"), notes[:1], titles[:1]),
        "b.xlsx": _place(
            open_workbook(blank).sign("Ben", "2026-03-02", "mine counts"), notes[:1], titles[1:2]
        ),
    }
    found = take_back(draft, files)
    assert found.conflicts.empty
    assert _title(found, notes[0]) == titles[1]


def test_the_same_reviewer_may_change_their_mind(
    blank: bytes, draft: Draft, question: tuple[list[str], list[str]]
) -> None:
    notes, titles = question
    files = {
        "z first.xlsx": _place(open_workbook(blank).sign("Ann", "2026-03-01"), notes[:1], titles[:1]),
        "a second.xlsx": _place(open_workbook(blank).sign("Ann", "2026-03-02"), notes[:1], titles[1:2]),
    }
    found = take_back(draft, files)
    assert found.conflicts.empty
    assert _title(found, notes[0]) == titles[1]
    assert found.agreements.empty


def test_one_accepts_and_the_other_merges(
    blank: bytes, draft: Draft, question: tuple[list[str], list[str]]
) -> None:
    _, titles = question
    ids = dict(zip(draft.themes["title"], draft.themes["theme_id"], strict=True))
    ann, ben = open_workbook(blank).sign("Ann"), open_workbook(blank).sign("Ben", "2026-03-22")
    ann.write("Themes", ids[titles[0]], "accept?", "yes")
    ben.write("Themes", ids[titles[0]], "merge into", titles[1])
    found = take_back(draft, {"a.xlsx": ann.save(), "b.xlsx": ben.save()})
    assert found.conflicts["kind"].tolist() == ["disagreement", "disagreement"]
    assert ids[titles[0]] in set(found.codings["theme_id"])
    assert "reviewed" not in set(found.themes["basis"])


def _title(found: object, note_id: str) -> str:
    titles = dict(zip(found.themes["theme_id"], found.themes["title"], strict=True))  # type: ignore[attr-defined]
    codings = found.codings.set_index("note_id")  # type: ignore[attr-defined]
    return str(titles[codings.loc[note_id, "theme_id"]])


def test_who_says_the_same_in_other_words_agrees(
    blank: bytes, draft: Draft, question: tuple[list[str], list[str]]
) -> None:
    notes, titles = question
    ids = dict(zip(draft.themes["title"], draft.themes["theme_id"], strict=True))
    ann, ben = open_workbook(blank).sign("Ann"), open_workbook(blank).sign("Ben", "2026-03-22")
    ann.write("Themes", ids[titles[0]], "rename to", "Buses & their fares")
    ben.write("Themes", ids[titles[0]], "rename to", "buses and their fares")
    ann.write("Themes", ids[titles[1]], "merge into", titles[2])
    ben.write("Themes", ids[titles[2]], "merge into", titles[1])
    ann.write("Notes", notes[0], "your theme", "Somebody to talk to")
    ben.write("Notes", notes[0], "your theme", "Somebody to talk to.")
    ben.write("Notes", notes[1], "your theme", "Some body to talk to")
    found = take_back(draft, {"a.xlsx": ann.save(), "b.xlsx": ben.save()})
    assert found.conflicts.empty, found.conflicts["what"].tolist()
    assert _title(found, notes[0]) == _title(found, notes[1]) == "Somebody to talk to"
    assert "Buses & their fares" in set(found.themes["title"])
    assert len({ids[titles[1]], ids[titles[2]]} & set(found.codings["theme_id"])) == 1


def test_a_note_that_one_moves_to_a_theme_another_drops_is_said(
    blank: bytes, draft: Draft, question: tuple[list[str], list[str]]
) -> None:
    _, titles = question
    ids = dict(zip(draft.themes["title"], draft.themes["theme_id"], strict=True))
    other = draft.codings.loc[draft.codings["theme_id"] == ids[titles[1]], "note_id"].iloc[0]
    ann, ben = open_workbook(blank).sign("Ann"), open_workbook(blank).sign("Ben", "2026-03-22")
    ann.write("Notes", other, "your theme", titles[0])
    cell = ben.write("Themes", ids[titles[0]], "drop?", "yes")
    found = take_back(draft, {"a.xlsx": ann.save(), "b.xlsx": ben.save()})
    assert found.conflicts[["kind", "reviewer", "locator"]].to_numpy().tolist() == [["conflict", "Ben", cell]]
    assert "Ann on 2026-03-21 moved 1 note into this theme" in found.conflicts["what"].iloc[0]
    assert _title(found, other) == titles[0]
