"""The workbook points to notes that tell of health, of a child, or of harm; no report says so."""

from __future__ import annotations

import dataclasses

import pytest

from pipeline.review import Draft
from pipeline.review.workbook.contents import gather_contents
from pipeline.tables import Events, Questions, columns_of, table_of
from pipeline.wording.notes import find_sensitive
from tests.review.workbooks import take_back


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("I have been diagnosed with Dementia and cannot book online", "I have been diagnosed with Dementia"),
        ("Receptionists make me worse with my anxiety", "my anxiety"),
        ("My son who is suffering from depression waits", "My son who is suffering from depression"),
        ("thank you for the care of my little boy", "my little boy"),
        ("I was sectioned twice", "I was sectioned"),
        ("A support group for people with dementia", ""),
        ("I have to drive my neighbours to the stroke club", ""),
        ("My son drives me", ""),
        ("How do you coproduce with someone with dementia?", ""),
    ],
)
def test_what_tells_of_such_things(words: str, found: str) -> None:
    assert find_sensitive(words) == found


def test_the_workbook_says_where_to_look_and_how_many_there_are(draft: Draft) -> None:
    reviewed = take_back(draft, {})
    shown = reviewed.shown.copy()
    shown.loc[shown.index[0], "words"] = "My daughter has epilepsy and nobody there knew"
    event = table_of(Events, [dict.fromkeys(columns_of(Events), "x")])
    contents = gather_contents(
        event,
        table_of(Questions, []),
        dataclasses.replace(reviewed, shown=shown),
        range(len(reviewed.codings)),
        0.5,
    )
    said = contents.notes["why"].str.contains(
        "Look whether this may be printed (“My daughter has epilepsy”)", regex=False
    )
    assert contents.notes.loc[said, "note_id"].tolist() == [shown["note_id"].iloc[0]]
    assert contents.first[0].startswith("1 note tells of somebody’s health")
