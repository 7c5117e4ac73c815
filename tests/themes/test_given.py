"""A language model's sorting taken up: its groups and titles, and nothing of it that is missing."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pipeline.tables import ModelCodings, ModelThemes, SafeNotes, table_of
from pipeline.tables.notes import Embed
from pipeline.themes.codebook import Code, Codebook, load_codebook
from pipeline.themes.discover import discover_themes
from pipeline.themes.found import retitle_themes
from pipeline.themes.name import Proposal
from pipeline.themes.strength import measure_chance
from tests.conftest import ROOT
from tests.themes.conftest import PLANTED, SETTINGS, make_tables

WORDS = [words for group in PLANTED.values() for words in group]
RIGHT = [str(1 + place // 6) for place in range(18)]  # as planted
TITLES = {"1": "Getting about", "2": "What there was to eat", "3": "Life online"}
NO_CODES = Codebook("", "", (), {})


def propose(notes: pd.DataFrame, places: list[str], titles: dict[str, str] = TITLES) -> Proposal:
    themes = [
        {
            "question_id": "q-1",
            "theme": theme,
            "title": title,
            "definition": f"About {theme}." if title else "",
        }
        for theme, title in titles.items()
    ]
    codings = [
        {"note_id": note_id, "question_id": "q-1", "theme": place}
        for note_id, place in zip(notes["note_id"], places, strict=True)
    ]
    return Proposal(table_of(ModelThemes, themes), table_of(ModelCodings, codings))


def draft(embed: Embed, places: list[str], codebook: Codebook = NO_CODES, **said: object):  # type: ignore[no-untyped-def]
    questions, notes, language = make_tables(WORDS)
    proposal = propose(notes, places, **said)  # type: ignore[arg-type]
    vectors = embed(notes["words"].tolist())
    return discover_themes(questions, notes, vectors, language, codebook, embed, SETTINGS.themes, proposal)


def test_notes_stand_where_the_reader_put_them(embed: Embed) -> None:
    mixed = [str(1 + place % 3) for place in range(18)]  # against all likeness
    codings, themes = draft(embed, mixed)
    titles = dict(zip(themes["theme_id"], themes["title"], strict=True))
    assert codings["theme_id"].map(titles).tolist() == [TITLES[place] for place in mixed]
    assert set(themes["summary"]) == {"About 1.", "About 2.", "About 3."}
    assert set(themes["basis"]) == set(codings["basis"]) == {"model"}
    assert codings["weak"].any()  # the vectors see otherwise, and say so


def test_notes_that_it_left_out_go_to_the_nearest_of_its_themes(embed: Embed) -> None:
    places = list(RIGHT)
    for left_out in (2, 8, 14):
        places[left_out] = ""
    codings, themes = draft(embed, places)
    titles = dict(zip(themes["theme_id"], themes["title"], strict=True))
    assert codings["theme_id"].map(titles).tolist() == [TITLES[place] for place in RIGHT]
    assert codings["basis"].iloc[[2, 8, 14]].tolist() == ["discovered"] * 3
    assert (codings["basis"] == "model").sum() == 15


def test_a_theme_without_a_title_gets_one_from_its_notes(embed: Embed) -> None:
    codings, themes = draft(embed, RIGHT, titles=TITLES | {"2": ""})
    named = themes.set_index("title")["basis"].to_dict()
    assert named["Getting about"] == named["Life online"] == "model"
    (other,) = set(named) - {"Getting about", "Life online"}
    assert named[other] == "discovered"
    assert (codings["basis"] == "model").all()


def test_a_title_that_is_expected_of_the_event_stays(embed: Embed) -> None:
    expected = Code("seed-1", "Food and drink at lunch", "", (), (), ("More cake please",), (), expected=True)
    _, themes = draft(embed, RIGHT, codebook=Codebook("", "", (expected,), {}))
    found = dict(zip(themes["title"], themes["basis"], strict=True))
    assert found["Food and drink at lunch"] == "codebook"
    assert sum(basis == "model" for basis in found.values()) == 2


def test_a_code_that_fits_stays_with_the_readers_title(embed: Embed) -> None:
    codebook = load_codebook("coproduction", ROOT / "data" / "raw")
    questions, notes, language = make_tables(WORDS)
    vectors = embed(notes["words"].tolist())
    _, themes = discover_themes(
        questions, notes, vectors, language, codebook, embed, SETTINGS.themes, propose(notes, RIGHT)
    )
    assert set(themes["title"]) == set(TITLES.values())
    assert all(row["theme_id"] == f"q-1.{row['code']}" for _, row in themes.iterrows() if row["code"])


@pytest.mark.parametrize("places", [[""] * 18, ["1"] * 18, ["1", *[""] * 17]])
def test_one_theme_or_none_is_no_sorting(embed: Embed, places: list[str]) -> None:
    questions, notes, language = make_tables(WORDS)
    vectors = embed(notes["words"].tolist())
    alone = discover_themes(questions, notes, vectors, language, NO_CODES, embed, SETTINGS.themes)
    for one, other in zip(alone, draft(embed, places), strict=True):
        assert one.equals(other)


def test_themes_found_without_it_can_take_its_titles(embed: Embed) -> None:
    questions, notes, language = make_tables(WORDS)
    vectors = embed(notes["words"].tolist())
    _, themes = discover_themes(questions, notes, vectors, language, NO_CODES, embed, SETTINGS.themes)
    chosen = themes["theme_id"].iloc[1]
    row = {"question_id": "q-1", "theme": chosen, "title": "A better title", "definition": "It is."}
    retitled = retitle_themes(themes, table_of(ModelThemes, [row]))
    assert retitled["title"].iloc[1] == "A better title"
    assert retitled["basis"].tolist().count("model") == 1
    untouched = retitled["theme_id"] != chosen
    assert retitled[untouched].equals(themes[untouched])


def test_chance_is_told_from_reading(embed: Embed) -> None:
    _, notes, _ = make_tables(WORDS)
    assert isinstance(SafeNotes.validate(notes), pd.DataFrame)
    vectors = embed(notes["words"].tolist())
    planted = np.arange(18) // 6
    assert measure_chance(vectors, planted) < 0.01
    assert measure_chance(vectors, np.arange(18) % 3) > 0.1
    assert measure_chance(vectors, planted) == measure_chance(vectors, planted)
