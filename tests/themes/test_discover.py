"""From notes to draft themes: planted themes are found, nobody is lost, order does not matter."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Sequence

import pandas as pd
import pytest

from pipeline.tables.notes import Embed
from pipeline.themes.codebook import Codebook, load_codebook
from pipeline.themes.discover import discover_themes
from pipeline.themes.found import join_coded_notes
from tests.conftest import ROOT
from tests.themes.conftest import PLANTED, SETTINGS, make_tables

NOTES = [note for notes in PLANTED.values() for note in notes]
THREE = dataclasses.replace(SETTINGS.themes, most_themes=3)


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return load_codebook("coproduction", ROOT)


def _discover(words, embed, codebook, settings=SETTINGS.themes, headings=None):  # type: ignore[no-untyped-def]
    questions, notes, language = make_tables(words, headings)
    vectors = embed(notes["words"].tolist())
    codings, themes = discover_themes(questions, notes, vectors, language, codebook, embed, settings)
    return notes, codings, themes


def _groups(words: Sequence[str], codings: pd.DataFrame) -> set[frozenset[str]]:
    return {
        frozenset(words[place] for place in places)
        for places in codings.reset_index().groupby("theme_id")["index"].agg(list)
    }


def test_planted_themes_are_found(embed: Embed, codebook: Codebook) -> None:
    _, codings, themes = _discover(NOTES, embed, codebook, THREE)
    found = _groups(NOTES, codings)
    right = sum(max(len(group & set(planted)) for group in found) for planted in PLANTED.values())
    assert right >= 16  # of 18
    assert (themes["basis"] != "other").sum() == 3


def test_order_changes_nothing(embed: Embed, codebook: Codebook) -> None:
    _, first, first_themes = _discover(NOTES, embed, codebook)
    for seed in range(5):
        shuffled = random.Random(seed).sample(NOTES, len(NOTES))
        # Neighbours on the page are context, so shuffling is compared without it.
        settings = dataclasses.replace(SETTINGS.themes, adjacent_weight=0.0)
        _, base, _ = _discover(NOTES, embed, codebook, settings)
        _, codings, _ = _discover(shuffled, embed, codebook, settings)
        assert _groups(shuffled, codings) == _groups(NOTES, base)
    assert len(first_themes) == len(_groups(NOTES, first))


@pytest.mark.parametrize(
    "words",
    [
        ["Parking!"],
        ["Parking!", "Tea"],
        ["a", "b", "c", "d", "e"],
        ["the same thing"] * 5,
        ["the same thing"] * 30,
        ["time", "money", "power", "trust", "tea", "space", "people", "place"],
        ["word " * 400, "Parking!", *NOTES],
        ["plus de temps pour les aidants", "des réunions le soir", "un bus le dimanche"] * 4,
        ["…", "???", "!", "+1", "-", "😀", "[name]", "ok"],
    ],
)
def test_odd_questions_give_a_sensible_result(words: list[str], embed: Embed, codebook: Codebook) -> None:
    notes, codings, themes = _discover(words, embed, codebook)
    assert codings["note_id"].tolist() == notes["note_id"].tolist()
    assert themes["notes"].sum() == len(words)
    assert themes["title"].str.casefold().is_unique
    if len(words) < SETTINGS.themes.fewest_notes:
        assert len(themes) == 1
    if len(themes) == 1:
        few = len(words) < SETTINGS.themes.fewest_notes
        assert ("Too few notes" in themes.loc[0, "summary"]) is few


def test_key_points_are_notes_of_their_theme(embed: Embed, codebook: Codebook) -> None:
    notes, codings, themes = _discover(NOTES, embed, codebook)
    theme_of = dict(zip(codings["note_id"], codings["theme_id"], strict=True))
    words_of = dict(zip(notes["note_id"], notes["words"], strict=True))
    for theme in themes.to_dict("records"):
        ids = theme["key_point_ids"].split(" | ")
        assert {theme_of[note_id] for note_id in ids} == {theme["theme_id"]}
        assert theme["key_points"] == " | ".join(words_of[note_id] for note_id in ids)


def test_terms_belong_to_their_theme(embed: Embed, codebook: Codebook) -> None:
    _, codings, themes = _discover(NOTES, embed, codebook, THREE)
    for theme in themes.to_dict("records"):
        chosen = (codings["theme_id"] == theme["theme_id"]).tolist()
        said = " ".join(note.lower() for note, own in zip(NOTES, chosen, strict=True) if own)
        assert theme["terms"]
        assert all(term in said for term in theme["terms"].split(" | "))


def test_headings_pull_notes_together(embed: Embed, codebook: Codebook) -> None:
    words = ["It was good", "Not enough of it", "More please", "It ran late", "Too little", "Do it again"] * 2
    headings = ["Parking and buses"] * 6 + ["Food and drink"] * 6
    two = dataclasses.replace(SETTINGS.themes, most_themes=2, adjacent_weight=0.0, heading_weight=1.0)
    words = [f"{word}{'.' * (place // 6)}" for place, word in enumerate(words)]
    _, codings, _ = _discover(words, embed, codebook, two, headings)
    assert codings["theme_id"].nunique() == 2
    assert codings["theme_id"][:6].nunique() == 1
    assert list(dict.fromkeys(codings["basis"])) == ["heading"]
    _, without, _ = _discover(words, embed, codebook, two)
    assert without["theme_id"][:6].nunique() > 1


@pytest.mark.parametrize(
    ("first", "second", "themes"),
    [
        ("Green notes", "Red notes", ["Green notes", "Red notes"]),  # near in meaning, and the opposite
        ("Training for staff", "Training for carers", ["Training for staff", "Training for carers"]),
        ("Bus shelter", "The bus shelters", ["Bus shelter"]),
    ],
)
def test_headings_are_joined_where_they_say_the_same(
    first: str, second: str, themes: list[str], embed: Embed, codebook: Codebook
) -> None:
    headings = [first] * 5 + [second] * 4 + [""] * (len(NOTES) - 9)
    _, _, found = _discover(NOTES, embed, codebook, headings=headings)
    assert found.loc[found["basis"] == "heading", "title"].tolist() == themes


def test_a_heading_takes_no_note_that_does_not_stand_under_it(embed: Embed, codebook: Codebook) -> None:
    words = [*NOTES, "Parking at the hall was hard to find", "No bus stops at the hall"]
    headings = ["Parking and buses"] * 3 + [""] * (len(words) - 3)
    _, codings, themes = _discover(words, embed, codebook, headings=headings)
    headed = themes[themes["basis"] == "heading"]
    assert headed["title"].tolist() == ["Parking and buses"]
    assert (codings["theme_id"] == headed["theme_id"].item()).tolist() == [True] * 3 + [False] * (
        len(words) - 3
    )


@pytest.mark.parametrize(
    "leads",
    [
        "Several points raised included:",
        "People care about the following",
        "Here’s what the adults who came told us",
        "But what most people spoke of was the day and they put things like",
        "Lunch",
    ],
)
def test_a_line_that_only_leads_to_a_list_names_no_theme(
    leads: str, embed: Embed, codebook: Codebook
) -> None:
    _, _, themes = _discover(NOTES, embed, codebook, headings=[leads] * 4 + [""] * (len(NOTES) - 4))
    assert "heading" not in set(themes["basis"])
    _, _, themes = _discover(NOTES, embed, codebook, headings=["Points raised"] * 4 + [""] * (len(NOTES) - 4))
    assert "heading" in set(themes["basis"])


def test_a_code_gives_title_and_id_where_it_fits(embed: Embed, codebook: Codebook) -> None:
    words = [
        "Pay people for their time",
        "No budget to pay anyone who helps",
        "Expenses took months to come back",
        "Vouchers instead of money",
        "Who pays for this?",
        "Fund it properly or don't start",
        "Stop using acronyms",
        "Plain English please",
        "Nobody understands the jargon",
        "Letters full of long words",
        "Say what you mean in simple words",
        "Explain the abbreviations",
    ]
    two = dataclasses.replace(SETTINGS.themes, most_themes=2)
    _, codings, themes = _discover(words, embed, codebook, two)
    by_code = dict(zip(themes["code"], themes["theme_id"], strict=True))
    assert set(by_code) == {"pay-funding", "plain-language"}
    assert codings["theme_id"].tolist() == [by_code["pay-funding"]] * 6 + [by_code["plain-language"]] * 6
    assert set(themes["basis"]) == {"codebook"}


def test_a_codebook_that_does_not_fit_names_nothing(embed: Embed, codebook: Codebook) -> None:
    words = [
        "Kubernetes upgrades break our clusters",
        "Rollback of a container image takes hours",
        "Autoscaling of nodes is hard to tune",
        "YAML manifests everywhere",
        "Pods are evicted at night",
        "Tiller is insecure",
        "Registry limits slow the build",
        "Canary deploys save us",
    ]
    _, codings, themes = _discover(words, embed, codebook)
    assert set(themes["basis"]) <= {"discovered", "other"}
    other = dataclasses.replace(codebook, codes=codebook.codes[:1])
    _, same, _ = _discover(words, embed, other)
    assert _groups(words, same) == _groups(words, codings)  # a codebook never moves a note


def test_coded_notes_keep_every_note_in_its_own_words(embed: Embed, codebook: Codebook) -> None:
    questions, safe, language = make_tables(NOTES)
    vectors = embed(safe["words"].tolist())
    codings, themes = discover_themes(questions, safe, vectors, language, codebook, embed, SETTINGS.themes)
    notes = pd.DataFrame(safe.drop(columns="masked")).assign(
        event_id="event", question="What should we know?", text=safe["words"] + " (as written)"
    )
    coded = join_coded_notes(notes, language, codings, themes)
    assert coded["text"].tolist() == notes["text"].tolist()
    assert coded["theme"].tolist() == [
        themes.set_index("theme_id").loc[theme_id, "title"] for theme_id in codings["theme_id"]
    ]


def test_themes_begin_with_what_people_sorted(embed: Embed, codebook: Codebook) -> None:
    headings = ["Getting there"] * 6 + [""] * 6 + ["Post-it notes"] * 6
    _, codings, themes = _discover(NOTES, embed, codebook, headings=headings)
    assert codings["theme_id"][:6].nunique() == 1
    named = themes.set_index("theme_id").loc[codings["theme_id"][0]]
    assert (named["title"], named["basis"]) == ("Getting there", "heading")
    assert "Post-it notes" not in set(themes["title"])


def test_three_sentences_said_again_and_again_are_three_themes(embed: Embed, codebook: Codebook) -> None:
    said = ["No bus on Sundays", "Soup and rolls were lovely", "Zoom kept freezing"]
    _, codings, themes = _discover(said * 20, embed, codebook)
    assert sorted(themes["notes"]) == [20, 20, 20]
    assert _groups(said * 20, codings) == {frozenset([words]) for words in said}


def test_what_fits_nowhere_is_other_points_and_leads_nothing(embed: Embed, codebook: Codebook) -> None:
    odd = ["Penguins", "Quadratic equations bore everybody", "My trombone"]
    apart = dataclasses.replace(SETTINGS.themes, belongs=0.5)
    notes, codings, themes = _discover([*odd, *NOTES], embed, codebook, apart)
    last = themes.iloc[-1]
    assert (last["theme_id"], last["title"], last["basis"]) == ("q-1.other", "Other points", "other")
    inside = codings[codings["theme_id"] == "q-1.other"]
    words = dict(zip(notes["note_id"], notes["words"], strict=True))
    assert set(odd) <= {words[note_id] for note_id in inside["note_id"]}
    assert not inside["weak"].any()
    assert not codings["other_themes"].str.contains("q-1.other", regex=False).any()
    assert themes["theme_id"].iloc[:-1].nunique() > 1
