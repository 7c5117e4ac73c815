"""Notes made up for the tests of this room."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pandera.typing.pandas import DataFrame

from pipeline.embedding import VectorCache, embed_texts
from pipeline.language import read_language
from pipeline.settings import LanguageSettings, load_settings
from pipeline.tables import NoteLanguage, SafeNotes, table_of

MakeNotes = Callable[..., DataFrame[SafeNotes]]
ReadNotes = Callable[..., DataFrame[NoteLanguage]]


@pytest.fixture(scope="session")
def read_notes(tmp_path_factory: pytest.TempPathFactory) -> ReadNotes:
    """A function from a table of notes to what the language stage says of them, with their vectors."""
    cache = VectorCache(Path(tmp_path_factory.mktemp("vectors")), "plain")

    def read(
        notes: DataFrame[SafeNotes], settings: LanguageSettings | None = None
    ) -> DataFrame[NoteLanguage]:
        words = notes["words"].tolist()
        vectors = (
            embed_texts(words, load_settings().embedding, cache) if words else np.zeros((0, 384), np.float32)
        )
        return read_language(notes, vectors, settings or load_settings().language)

    return read


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
                    "votes_against": 0,
                    "speaker": "",
                    "masked": False,
                }
                for place, text in enumerate(words)
            ],
        )

    return make
