"""The spaCy pipeline: built when needed, once, from what is installed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import spacy

from pipeline.errors import SettingsError
from pipeline.language import read_language
from pipeline.language.terms import build_pipeline
from pipeline.settings import LanguageSettings, load_settings
from pipeline.tables import NoteLanguage, columns_of
from tests.language.conftest import MakeNotes, ReadNotes
from tests.work import limit_work

WORDS = ("We need more buses", "Who decides?", "thanks to [name]", "", "Nothing ever happens after", "🎉")


def test_the_privacy_room_does_not_import_spacy() -> None:
    code = "import sys, pipeline.privacy; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_it_is_built_once() -> None:
    assert build_pipeline("") is build_pipeline("")


def test_a_pipeline_that_is_not_installed_is_refused_with_what_to_do(
    make_notes: MakeNotes, read_notes: ReadNotes
) -> None:
    settings = LanguageSettings(model="en_core_web_nowhere", harmonise={})
    with pytest.raises(SettingsError) as caught:
        read_notes(make_notes("a note"), settings)
    assert "en_core_web_nowhere" in caught.value.what
    assert 'model = ""' in caught.value.remedy


def test_an_installed_pipeline_is_used(make_notes: MakeNotes, read_notes: ReadNotes, tmp_path: Path) -> None:
    # A stand-in for a trained pipeline: it lemmatises and recognises in ways that blank English does not.
    trained = spacy.blank("en")
    ruler: Any = trained.add_pipe("attribute_ruler")
    ruler.add([[{"LOWER": "mice"}]], {"LEMMA": "mouse-by-model"})
    entities: Any = trained.add_pipe("entity_ruler")
    entities.add_patterns([{"label": "DATE", "pattern": "Whitsun"}])
    trained.to_disk(tmp_path / "own_model")
    settings = LanguageSettings(model=str(tmp_path / "own_model"), harmonise={})
    terms = read_notes(make_notes("mice since Whitsun"), settings)["terms"].tolist()
    assert terms == ["mouse-by-model"]
    assert read_notes(make_notes("mice since Whitsun"))["terms"].tolist() == ["mouse whitsun"]


def test_rows_keep_order_and_arguments_stay(make_notes: MakeNotes, read_notes: ReadNotes) -> None:
    notes = make_notes(*WORDS, heading="What works")
    before = notes.copy(deep=True)
    first, second = read_notes(notes), read_notes(notes)
    pd.testing.assert_frame_equal(notes, before)
    pd.testing.assert_frame_equal(first, second)
    assert first["note_id"].tolist() == notes["note_id"].tolist()
    assert list(first.columns) == columns_of(NoteLanguage)
    # What is said of a note does not depend on its neighbours.
    alone = [read_notes(make_notes(words, heading="What works")) for words in WORDS]
    assert [one["terms"][0] for one in alone] == first["terms"].tolist()
    assert [one["note_type"][0] for one in alone] == first["note_type"].tolist()


def test_no_notes(make_notes: MakeNotes, read_notes: ReadNotes) -> None:
    assert read_notes(make_notes()).empty


def test_long_reading_says_how_far_it_is(make_notes: MakeNotes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.language._PART", 4)
    monkeypatch.setattr("pipeline.keeping.parts._SECONDS_BETWEEN", 0.0)
    said: list[str] = []
    vectors = np.zeros((9, 384), np.float32)
    in_parts = read_language(make_notes(*map(str, range(9))), vectors, load_settings().language, said.append)
    assert [line.split(" notes read")[0] for line in said] == [
        f"reading words and note types: {done} of 9" for done in (4, 8, 9)
    ]
    monkeypatch.undo()
    whole = read_language(make_notes(*map(str, range(9))), vectors, load_settings().language)
    pd.testing.assert_frame_equal(in_parts, whole)


def test_two_thousand_notes_take_the_processor_a_second_or_two(make_notes: MakeNotes) -> None:
    notes = make_notes(
        *(f"We need to be honest about number {n} – and say what is possible" for n in range(2000))
    )
    build_pipeline("")
    with limit_work(6):
        read_language(notes, np.zeros((2000, 384), np.float32), load_settings().language)


@pytest.mark.parametrize(
    "piece", ["a", "a ", "?", "£1 ", "'a", "- ", "a - ", "a. ", "!", "1.", "[", "[name]"]
)
def test_a_hostile_note_does_not_hang(make_notes: MakeNotes, read_notes: ReadNotes, piece: str) -> None:
    with limit_work(5):
        read_notes(make_notes(piece * (20_000 // len(piece))))


def test_the_question_tells_whether_an_instruction_asks_for_something(make_notes: MakeNotes) -> None:
    notes, vectors = make_notes("Build a model of the bus routes"), np.zeros((1, 384), np.float32)
    for question, asks in (("What do you use it for?", False), ("What should we do?", True)):
        read = read_language(notes, vectors, load_settings().language, questions={"q1": question})
        assert read["asks"].tolist() == [asks]
