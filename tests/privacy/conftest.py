"""Notes made up for the tests of this room."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pandera.typing.pandas import DataFrame

from pipeline.tables import Notes, table_of

MakeNotes = Callable[..., DataFrame[Notes]]


@pytest.fixture
def make_notes() -> MakeNotes:
    """A function from words (and other fields, the same for every note) to a table of notes."""

    def make(*words: str, heading: str = "", lead_in: str = "", speaker: str = "") -> DataFrame[Notes]:
        return table_of(
            Notes,
            [
                {
                    "note_id": f"n{place:04}",
                    "event_id": "made-up",
                    "source": "notes.md",
                    "locator": f"line {place + 1}",
                    "line": place + 1,
                    "table": "1",
                    "question_id": "q1",
                    "question": "",
                    "kind": "other",
                    "heading": heading,
                    "lead_in": lead_in,
                    "text": text or "-",
                    "words": text,
                    "votes": 0,
                    "votes_against": 0,
                    "speaker": speaker,
                }
                for place, text in enumerate(words)
            ],
        )

    return make
