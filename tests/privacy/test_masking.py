"""What masking changes, and all that it leaves."""

from __future__ import annotations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.privacy import find_personal_details, mask_notes
from pipeline.privacy.masking import _mask_text
from pipeline.settings import PrivacySettings, load_settings
from pipeline.tables import SafeNotes, columns_of
from tests.privacy.conftest import MakeNotes
from tests.privacy.corpus import read_corpus

ALL = load_settings().privacy


def test_every_field_is_masked_and_nothing_else_changes(make_notes: MakeNotes) -> None:
    notes = make_notes(
        "Thanks to Imogen Tarrowby,  i.t@example.org\u2026",
        "No bus on a Sunday",
        heading="Mrs Oduya said",
        lead_in="ring 01632 960999:",
        speaker="Imogen",
    )
    safe = mask_notes(notes, find_personal_details(notes), ALL)
    assert safe["words"].tolist() == ["Thanks to [name],  [e-mail]\u2026", "No bus on a Sunday"]
    assert safe["heading"].tolist() == ["Mrs [name] said"] * 2
    assert safe["lead_in"].tolist() == ["ring [phone]:"] * 2
    assert safe["speaker"].tolist() == ["[name]"] * 2
    assert safe["masked"].tolist() == [True, True]
    assert list(safe.columns) == columns_of(SafeNotes)


def test_without_personal_details_the_words_are_the_same(make_notes: MakeNotes) -> None:
    notes = make_notes(*(text for text, details in read_corpus() if not details))
    flags = find_personal_details(notes)
    safe = mask_notes(notes, flags, ALL)
    flagged = set(flags["note_id"])
    assert len(flagged) < 3
    assert [i for i, masked in zip(safe["note_id"], safe["masked"], strict=True) if masked] == sorted(flagged)
    for note_id, words, shown in zip(notes["note_id"], notes["words"], safe["words"], strict=True):
        assert note_id in flagged or words == shown


def test_all_characters_but_those_flagged_stay(make_notes: MakeNotes) -> None:
    notes = make_notes(*(text for text, _ in read_corpus()))
    flags = find_personal_details(notes)
    safe = mask_notes(notes, flags, ALL)
    assert safe["note_id"].tolist() == notes["note_id"].tolist()
    assert safe["line"].tolist() == notes["line"].tolist()
    for note_id, words, shown in zip(notes["note_id"], notes["words"], safe["words"], strict=True):
        rest = shown
        for flag in flags[flags["note_id"] == note_id].itertuples():
            start, end = int(str(flag.start)), int(str(flag.end))
            # Put the first placeholder that is left back to what it stands for.
            rest = rest.replace(str(flag.placeholder), words[start:end], 1)
        assert rest == words


def test_only_the_kinds_in_the_settings_are_masked(make_notes: MakeNotes) -> None:
    notes = make_notes("Thanks to Imogen Tarrowby, i.t@example.org", "ZZ1 2AB")
    flags = find_personal_details(notes)
    safe = mask_notes(notes, flags, PrivacySettings(mask=("email",), fewest_people=0))
    assert safe["words"].tolist() == ["Thanks to Imogen Tarrowby, [e-mail]", "ZZ1 2AB"]
    assert safe["masked"].tolist() == [True, False]
    untouched = mask_notes(notes, flags, PrivacySettings(mask=(), fewest_people=0))
    assert untouched["words"].tolist() == notes["words"].tolist()


def test_masking_leaves_its_arguments_and_is_the_same_each_time(make_notes: MakeNotes) -> None:
    notes = make_notes(*(text for text, _ in read_corpus()))
    flags = find_personal_details(notes)
    notes_before, flags_before = notes.copy(deep=True), flags.copy(deep=True)
    first = mask_notes(notes, flags, ALL)
    pd.testing.assert_frame_equal(notes, notes_before)
    pd.testing.assert_frame_equal(flags, flags_before)
    # Flags come back from a person's edits in any order.
    shuffled = flags.iloc[::-1].reset_index(drop=True)
    pd.testing.assert_frame_equal(mask_notes(notes, shuffled, ALL), first)


def test_no_notes(make_notes: MakeNotes) -> None:
    notes = make_notes()
    assert mask_notes(notes, find_personal_details(notes), ALL).empty


@settings(max_examples=80)
@given(st.text(max_size=40), st.sets(st.integers(0, 40), max_size=8))
def test_text_outside_places_is_kept(text: str, cuts: set[int]) -> None:
    edges = [cut for cut in sorted(cuts) if cut <= len(text)]
    places = [(a, b, "[x]") for a, b in zip(edges[::2], edges[1::2], strict=False)]
    shown = _mask_text(text, places)
    kept = [
        text[b:a]
        for a, b in zip([p[0] for p in places] + [len(text)], [0] + [p[1] for p in places], strict=True)
    ]
    assert shown == "[x]".join(kept)
