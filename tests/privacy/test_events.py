"""Whole events: every personal detail in them is found, and nothing else is flagged."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.ingest import gather_event, read_event
from pipeline.privacy import find_personal_details
from pipeline.settings import load_settings
from tests.conftest import ROOT


def _details(source: Path) -> list[tuple[str, str]]:
    notes = read_event(gather_event(source), load_settings().ingest).notes
    flags = find_personal_details(notes)
    rows = notes.set_index("note_id")
    columns = ("note_id", "field", "start", "end", "kind")
    return [
        (kind, rows.loc[note_id, field][start:end])
        for note_id, field, start, end, kind in zip(*(flags[name] for name in columns), strict=True)
    ]


def test_the_one_person_named_at_mansfield_is_found_and_no_project(mansfield_source: Path) -> None:
    found = _details(mansfield_source)
    assert [kind for kind, _ in found] == ["name"]
    assert len(found[0][1].split()) == 2


@pytest.mark.parametrize(
    ("event", "details"),
    [
        (
            "2025-03-harrowby-library",
            [
                ("name", "Marion Tapscott"),
                ("phone", "01632 960123"),
                ("email", "r.hollowbeck@example.org"),
                ("address", "4 Gannet Rise"),
                ("postcode", "ZZ1 2AB"),
            ],
        ),
        (
            "2025-04-tolland-bay-hall",
            [
                ("name", "Gordon Wrelbury"),
                ("phone", "07700 900456"),
                ("email", "tideline.knitters@example.org"),
                ("name", "Perpetua Dunnick"),
            ],
        ),
        (
            "2025-06-eastmere-online",
            [
                ("name", "Ben Strathwick"),
                ("phone", "07700 900183"),
                ("postcode", "ZZ7 4QX"),
                ("email", "j.pennifold@example.org"),
            ],
        ),
    ],
)
def test_the_invented_events_hold_these_details_only(event: str, details: list[tuple[str, str]]) -> None:
    assert _details(ROOT / "data" / "raw" / event) == details
