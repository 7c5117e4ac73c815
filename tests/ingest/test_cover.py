"""What the first lines of a write-up say of the event."""

from __future__ import annotations

import pytest

from pipeline.ingest.event.cover import find_title
from pipeline.ingest.formats import read_document


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Tuesday, 3 June 2025\n\nA day with carers\n\nWe met at noon.\n", "A day with carers"),
        ("3rd of June 2025\nA day with carers\n\nWe met at noon.\n", "A day with carers"),
        ("A day in June\n\nWe met at noon.\n", "A day in June"),
        ("May meeting\n\nWe met at noon.\n", "May meeting"),
    ],
)
def test_a_day_alone_is_no_title(text: str, title: str) -> None:
    assert find_title(read_document("notes.txt", text.encode()).lines) == title
