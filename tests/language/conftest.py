"""Notes made up for the tests of this room."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pandera.typing.pandas import DataFrame

from pipeline.tables import SafeNotes, table_of

MakeNotes = Callable[..., DataFrame[SafeNotes]]


@pytest.fixture
def make_notes() -> MakeNotes:
    """A function from words (and heading and lead-in, the same for every note) to a table of notes."""

    def make(*words: str, heading: str = "", lead_in: str = "") -> DataFrame[SafeNotes]:
        return table_of(
            SafeNotes,
            [
                {
                    "note_id": f"n{place:04}",
                    "question_id": "q1",
                    "source": "notes.md",
                    "locator": f"line {place + 1}",
                    "line": place + 1,
                    "table": "1",
                    "kind": "other",
                    "heading": heading,
                    "lead_in": lead_in,
                    "words": text,
                    "votes": 0,
                    "speaker": "",
                    "masked": False,
                }
                for place, text in enumerate(words)
            ],
        )

    return make
