"""What type of note rules take a note for, and why."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.language import read_language
from pipeline.language.cues import load_cues
from pipeline.language.note_types import NO_CUE, READS_LIKE, load_weights
from pipeline.settings import load_settings
from pipeline.tables import NOTE_TYPES
from tests.benchmarks.note_types import write_weights
from tests.language.conftest import MakeNotes, ReadNotes

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


def test_plain_notes(make_notes: MakeNotes, read_notes: ReadNotes) -> None:
    read = read_notes(make_notes(*(words for words, _ in PLAIN)))
    assert read["note_type"].tolist() == [note_type for _, note_type in PLAIN]


def test_the_reason_names_what_decided(make_notes: MakeNotes, read_notes: ReadNotes) -> None:
    reasons = read_notes(make_notes("Create a calendar", "Brilliant!", "🎉"))["type_reason"]
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
def test_headings_and_lead_ins_are_hints(
    make_notes: MakeNotes, read_notes: ReadNotes, above: str, note_type: str
) -> None:
    for notes in (make_notes("phone calls", heading=above), make_notes("phone calls", lead_in=above)):
        assert read_notes(notes)["note_type"].tolist() == [note_type]


def test_a_noun_at_the_start_is_no_instruction(make_notes: MakeNotes, read_notes: ReadNotes) -> None:
    notes = make_notes("Phone calls", "Phone us first", "haven't been asked")
    reasons = read_notes(notes)["type_reason"]
    assert ["starts with what to do" in reason for reason in reasons] == [False, True, False]


def test_the_lead_in_counts_before_the_heading(make_notes: MakeNotes, read_notes: ReadNotes) -> None:
    notes = make_notes("phone calls", heading="Challenges", lead_in="What works:")
    assert read_notes(notes)["note_type"].tolist() == ["works_well"]


def test_a_notes_own_words_win(make_notes: MakeNotes, read_notes: ReadNotes) -> None:
    notes = make_notes(
        "How do we find out what was decided?",
        "Create a shared calendar",
        heading="Challenges",
        lead_in="What works:",
    )
    assert read_notes(notes)["note_type"].tolist() == ["question", "idea"]


def test_cues_are_well_formed() -> None:
    for cue in load_cues().values():
        assert set(cue.points) <= set(NOTE_TYPES)
        assert not cue.because.endswith(".")


@pytest.mark.parametrize("words", ["", "…", "🎉"])
def test_a_note_without_a_word_speaks_for_nothing(
    make_notes: MakeNotes, read_notes: ReadNotes, words: str
) -> None:
    read = read_notes(make_notes(words, heading="Ideas"))
    assert read["note_type"].tolist() == ["observation"]
    assert read["type_reason"].tolist() == [NO_CUE]


def test_the_embedding_decides_where_no_cue_does(make_notes: MakeNotes) -> None:
    notes = make_notes("phone calls")
    directions = load_weights().directions.astype(np.float32)
    for place, note_type in enumerate(NOTE_TYPES):
        vector = directions[:, [place]].T - directions.mean(axis=1)
        read = read_language(notes, 5 * vector / np.linalg.norm(vector), SETTINGS)
        assert read["note_type"].tolist() == [note_type]
        assert read["type_reason"].tolist()[0].endswith(f"{READS_LIKE[note_type]}.")


def test_weights_are_whole_and_cover_every_cue() -> None:
    weights = load_weights()
    assert set(weights.cues) == {name for name, cue in load_cues().items() if not cue.above}
    assert weights.directions.shape == (384, len(NOTE_TYPES))
    assert write_weights(weights).count("\n") == 2 + len(weights.cues) + len(weights.phrases) + 384
