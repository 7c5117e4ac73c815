"""The same whole name is masked in every note of an event, and no everyday word with it."""

from __future__ import annotations

import pytest

from pipeline.privacy import find_personal_details
from pipeline.privacy.roster import list_whole_names
from tests.privacy.conftest import MakeNotes

THANKS = "Thank you to William Booth who stayed behind"


def _masked(make_notes: MakeNotes, *texts: str) -> list[list[str]]:
    notes = make_notes(*texts)
    flags = find_personal_details(notes)
    found: list[list[str]] = [[] for _ in texts]
    places = {note_id: place for place, note_id in enumerate(notes["note_id"])}
    for note_id, start, end in zip(flags["note_id"], flags["start"], flags["end"], strict=True):
        found[places[note_id]].append(texts[places[note_id]][start:end])
    return found


def test_a_name_masked_in_one_note_is_masked_in_the_others(make_notes: MakeNotes) -> None:
    venue = "William Booth House has rooms for twelve men"
    assert _masked(make_notes, venue) == [[]]
    assert _masked(make_notes, venue, THANKS) == [["William Booth"], ["William Booth"]]


def test_a_single_name_is_not_masked_elsewhere(make_notes: MakeNotes) -> None:
    desk, street = "ask Dave at the desk", "Smallhouse Rd at Dave Lane is too narrow"
    assert _masked(make_notes, desk, street) == [["Dave"], []]


@pytest.mark.parametrize(
    ("found", "whole"),
    [
        (("William Booth", "William Booth", "Dave"), ("William Booth",)),
        (("Good Morning", "mary smith", "J Smith"), ()),
    ],
)
def test_whole_names(found: tuple[str, ...], whole: tuple[str, ...]) -> None:
    assert list_whole_names(found) == whole
