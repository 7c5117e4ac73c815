"""What type of note rules take a note for, and why."""

from __future__ import annotations

import pytest

from pipeline.language import read_language
from pipeline.language.cues import load_cues
from pipeline.language.note_types import decide_note_type
from pipeline.settings import load_settings
from pipeline.tables import NOTE_TYPES
from tests.language.conftest import MakeNotes

SETTINGS = load_settings().language

# Plain notes that any reader would sort the same way.
PLAIN = [
    ("How do we find out what was decided?", "question"),
    ("why do we never hear back", "question"),
    ("is there a list of groups?", "question"),
    ("Create a shared calendar", "idea"),
    ("We need to agree one form", "idea"),
    ("Have a named contact in each team", "idea"),
    ("should be paid for their time", "idea"),
    ("More training for volunteers", "idea"),
    ("Not enough staff", "challenge"),
    ("Lack of money", "challenge"),
    ("It is difficult to get there", "challenge"),
    ("People are frightened to speak up", "challenge"),
    ("The website doesn't work on a phone", "does_not_work"),
    ("told us in May, still waiting, no reply", "does_not_work"),
    ("promised a call, never happened", "does_not_work"),
    ("Drop-in works well", "works_well"),
    ("Brilliant day, thank you", "works_well"),
    ("The new team are friendly and kind", "works_well"),
    ("…", "observation"),
    ("different people say different things, it depends", "observation"),
]


def test_plain_notes(make_notes: MakeNotes) -> None:
    read = read_language(make_notes(*(words for words, _ in PLAIN)), SETTINGS)
    assert read["note_type"].tolist() == [note_type for _, note_type in PLAIN]


def test_the_reason_names_what_decided(make_notes: MakeNotes) -> None:
    reasons = read_language(make_notes("Create a calendar", "Brilliant!", "🎉"), SETTINGS)["type_reason"]
    assert reasons[0].startswith("It starts with what to do")
    assert reasons[1].startswith("It praises")
    assert reasons[2] == "Nothing in its form or words speaks for another type."


@pytest.mark.parametrize(
    ("above", "note_type"),
    [
        ("What works", "works_well"),
        ("Things that help:", "works_well"),
        ("Good practice:", "works_well"),
        ("Challenges", "challenge"),
        ("What doesn't work", "does_not_work"),
        ("Ideas", "idea"),
    ],
)
def test_headings_and_lead_ins_are_hints(make_notes: MakeNotes, above: str, note_type: str) -> None:
    for notes in (make_notes("phone calls", heading=above), make_notes("phone calls", lead_in=above)):
        assert read_language(notes, SETTINGS)["note_type"].tolist() == [note_type]


def test_a_noun_at_the_start_is_no_instruction(make_notes: MakeNotes) -> None:
    notes = make_notes("Phone calls", "Phone us first", "haven't been asked")
    reasons = read_language(notes, SETTINGS)["type_reason"]
    assert ["starts with what to do" in reason for reason in reasons] == [False, True, False]


def test_the_lead_in_counts_before_the_heading(make_notes: MakeNotes) -> None:
    notes = make_notes("phone calls", heading="Challenges", lead_in="What works:")
    assert read_language(notes, SETTINGS)["note_type"].tolist() == ["works_well"]


def test_a_notes_own_words_win(make_notes: MakeNotes) -> None:
    notes = make_notes(
        "How do we find out what was decided?",
        "Create a shared calendar",
        heading="Challenges",
        lead_in="What works:",
    )
    assert read_language(notes, SETTINGS)["note_type"].tolist() == ["question", "idea"]


def test_cues_are_well_formed() -> None:
    for cue in load_cues().values():
        assert set(cue.points) <= set(NOTE_TYPES)
        assert not cue.because.endswith(".")
    assert decide_note_type([])[0] == "observation"
