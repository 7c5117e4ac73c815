"""Small questions with planted themes, embedded for real."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.embedding import make_embedder
from pipeline.settings import load_settings
from pipeline.tables import NoteLanguage, Questions, SafeNotes, table_of
from pipeline.tables.notes import Embed

SETTINGS = load_settings()
PLANTED = {
    "travel": [
        "No bus on Sundays",
        "The bus gets in after the meeting has begun",
        "Car park was full",
        "Nowhere to park near the library",
        "Taxi costs thirty pounds each way",
        "Train station has no step-free access",
    ],
    "food": [
        "Soup and rolls were lovely",
        "More cake please",
        "Lunch ran out before we got there",
        "Could there be a vegetarian sandwich",
        "A cup of tea and a biscuit",
        "The coffee was cold",
    ],
    "screen": [
        "Not everyone is comfortable on video calls",
        "Microphone did not work online",
        "I cannot use a computer",
        "My mum has no internet",
        "Zoom kept freezing",
        "Online meetings are hard to follow",
    ],
}


@pytest.fixture(scope="session")
def embed(tmp_path_factory: pytest.TempPathFactory) -> Embed:
    """As a run embeds: the vectors of the codebooks come with the pipeline."""
    return make_embedder(SETTINGS.embedding, tmp_path_factory.mktemp("vectors"))


def make_tables(words: Sequence[str], headings: Sequence[str] | None = None):  # type: ignore[no-untyped-def]
    """Questions, safe notes and language of one question with these notes."""
    questions = table_of(
        Questions,
        [
            {
                "question_id": "q-1",
                "event_id": "event",
                "position": 1,
                "table": "1",
                "question": "What should we know?",
                "number": "",
                "wordings": "What should we know?",
                "notes": len(words),
            }
        ],
    )
    notes = table_of(
        SafeNotes,
        [
            {
                "note_id": f"n-{word}-{place if words.count(word) > 1 else ''}",
                "question_id": "q-1",
                "source": "notes.md",
                "locator": f"line {place + 1}",
                "line": place + 1,
                "table": "1",
                "kind": "post-it",
                "heading": headings[place] if headings else "",
                "lead_in": "",
                "words": word,
                "votes": 0,
                "votes_against": 0,
                "speaker": "",
                "masked": False,
            }
            for place, word in enumerate(words)
        ],
    )
    language = table_of(
        NoteLanguage,
        [
            {
                "note_id": note_id,
                "terms": word.lower(),
                "note_type": "observation",
                "type_basis": "",
                "type_reason": "",
                "asks": False,
                "other_language": "",
            }
            for note_id, word in zip(notes["note_id"], words, strict=True)
        ],
    )
    return questions, notes, language
