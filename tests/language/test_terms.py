"""What the words of a note count as."""

from __future__ import annotations

import pytest

from pipeline.language.terms import PLACEHOLDERS
from pipeline.settings import LanguageSettings
from pipeline.tables import DETAIL_PLACEHOLDERS
from tests.language.conftest import MakeNotes, ReadNotes


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        ("Meetings with carers and the nurses", "meeting carer nurse"),
        ("We don't share, and never will", "share"),
        ("3 of the 12 buses at 9.30 for £34", "bus"),
        ("thanks to [name] ([e-mail], [phone])", "thanks"),
        ("so[name]/[phone]:yes", "yes"),
        ("TRAINING for Cleaners", "training cleaner"),
        ("no NHS number needed", "nhs number need"),
        ("co-production", "coproduction"),
        ("Co production", "coproduction"),
        ("coproduction", "coproduction"),
        ("CO‑PRODUCTION, co–production", "coproduction coproduction"),
        ("we co-produced it, then coproducing", "coproduce coproduce"),
        ("the co, production of films", "co production film"),
        ("", ""),
        ("🎉 !!! …", ""),
        ("I can’t and cant", ""),
    ],
)
def test_terms(make_notes: MakeNotes, read_notes: ReadNotes, words: str, terms: str) -> None:
    assert read_notes(make_notes(words))["terms"].tolist() == [terms]


def test_spellings_of_the_settings_count_as_one_term(make_notes: MakeNotes, read_notes: ReadNotes) -> None:
    settings = LanguageSettings(model="", harmonise={"GP practice": "surgery", "doctor's": "surgery"})
    notes = make_notes("GP practices are full", "the gp-practice", "at the doctor's", "GP and practice")
    assert read_notes(notes, settings)["terms"].tolist() == [
        "surgery",
        "surgery",
        "surgery",
        "gp practice",
    ]


def test_every_placeholder_of_the_privacy_stage_is_known() -> None:
    assert sorted(PLACEHOLDERS) == sorted(DETAIL_PLACEHOLDERS.values())
