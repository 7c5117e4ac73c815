"""Titles from notes: what most of them name; no two alike. What has none goes by one of its notes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from pipeline.tables.notes import Embed, Vectors
from pipeline.themes.name.titles import Unnamed, quote_central, title_themes
from pipeline.themes.name.words import (
    is_known,
    is_noun,
    is_only_verb,
    is_verb,
    make_plural,
    read_words,
    same_word,
)
from tests.themes.conftest import SETTINGS


def _title(
    words: Sequence[str], groups: list[list[int]], embed: Embed, given: Sequence[str] = ()
) -> list[str]:
    titles = [*given, *[""] * (len(groups) - len(given))]
    return title_themes(titles, Unnamed(groups, words, embed(words)), embed, SETTINGS.themes)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("parking", "park", True),
        ("buses", "bus", True),
        ("stories", "story", True),
        ("coproducing", "coproduce", True),
        ("care", "caring", True),
        ("staff", "stage", False),
        ("house", "hours", False),
        ("money", "month", False),
        ("car", "carers", False),
        ("of", "on", False),
    ],
)
def test_forms_of_a_word_are_told_from_words_that_begin_alike(one: str, other: str, same: bool) -> None:
    assert same_word(one, other) is same
    assert same_word(other, one) is same


def test_what_kind_of_word_it_can_be() -> None:
    assert is_noun("buses")
    assert is_noun("people")
    assert not is_noun("important")
    assert is_only_verb("educates")
    assert not is_only_verb("garden")
    assert is_verb("sat")
    assert not is_verb("people")
    assert not is_known("blorptastic")


@pytest.mark.parametrize(
    ("notes", "title"),
    [
        (["The heron stands still", "A heron came", "No herons here"], "Herons"),
        (["Peel the spuds", "we peel spuds", "Spuds again"], "Spuds"),
        (["very friendly", "They are friendly", "so friendly"], ""),  # what somebody is like is no thing
        (["we plan to garden", "They garden", "I will garden"], ""),  # something done
        (["Heron pond muddy", "The heron pond", "Near our heron pond"], "Heron pond"),
        (["No ice on the path", "Dark path", "Ice everywhere", "Ice again"], "Ice"),
        (["Ice outside", "Dark ice", "Ice again", "Mud", "Frogs", "A gull"], ""),  # half of them are not most
        (["Ask [name] for frogs", "[name] again", "[name] rang"], ""),
        (["Every gull plays", "A gull sang", "Another gull slept"], "Gulls"),
        (["Good food", "All my foods", "The food is warm", "Cold food"], "Food"),  # as they write it
        (["It is a focus", "A focus of ours", "Another focus"], "Focuses"),
        (["Ice on the path", "Dark path", "Ice everywhere", "Mud", "Frogs"], ""),  # two things are no title
        (["The issue", "This issue is big", "An issue"], ""),
    ],
)
def test_a_title_is_what_most_notes_name(notes: list[str], title: str) -> None:
    words = [*notes, "Nobody rang me back", "Told twice"]
    part = Unnamed([list(range(len(notes)))], words, _no_vectors(words))
    assert title_themes([""], part, _no_vectors, SETTINGS.themes) == [title]


def test_what_the_question_names_is_no_title() -> None:
    words = ["The heron stands still", "A heron came", "No herons here", "Nobody rang me back", "Told twice"]
    part = Unnamed([[0, 1, 2]], words, _no_vectors(words), asked="What do you think of the herons?")
    assert title_themes([""], part, _no_vectors, SETTINGS.themes) == [""]


def _no_vectors(texts: Sequence[str]) -> Vectors:
    return np.ones((len(texts), 1), dtype=np.float32)


@pytest.mark.parametrize(
    ("word", "plural"),
    [
        ("bus", "buses"),
        ("city", "cities"),
        ("child", "children"),
        ("people", "people"),
        ("church", "churches"),
    ],
)
def test_a_plural_is_the_english_one(word: str, plural: str) -> None:
    assert make_plural(word) == plural


def test_every_note_says_it_before_one_note_does(embed: Embed) -> None:
    words = [
        "Frogs in the pond",
        "The pond has frogs",
        "Look after pond frogs",
        "Pond frogs need shade",
        "My aunt keeps a heron",
        "Bin day moved",
        "Bins emptied late",
    ]
    title = _title(words, [[0, 1, 2, 3, 4], [5, 6]], embed)[0].lower()
    assert "frog" in title
    assert "aunt" not in title


def test_what_all_themes_speak_of_tells_none_from_another(embed: Embed) -> None:
    words = [
        "Pond training",
        "Pond training needs two trainers",
        "Trainers for pond training",
        "Pond money",
        "Who pays for the pond",
        "Pond costs a lot of money",
        "Pond signs",
        "Signs at the pond in large print",
        "Pond signs nobody can read",
    ]
    titles = [title.lower() for title in _title(words, [[0, 1, 2], [3, 4, 5], [6, 7, 8]], embed)]
    assert "train" in titles[0]
    assert titles[1] == ""  # they share nothing but the pond
    assert "sign" in titles[2]


def test_a_given_title_is_kept_and_not_said_again(embed: Embed) -> None:
    words = ["Bus shelter seats", "Seats in the bus shelter", "Bus shelter broken", "The bus shelter is wet"]
    words = [*words, "A bus shelter"]
    titles = _title(words, [[0, 1], [2, 3, 4]], embed, given=["Bus shelters"])
    assert titles[0] == "Bus shelters"
    assert titles[1].casefold() not in ("bus shelters", "bus shelter")


def test_where_no_title_holds_there_is_none(embed: Embed) -> None:
    words = [
        "I left it to him in 1999",
        "The moon is far away",
        "Soup",
        "Cheaper trousers would help everybody",
    ]
    assert _title(words, [[0, 1, 2, 3]], embed) == [""]


def test_a_group_goes_by_the_sentence_that_its_notes_are_nearest_to(embed: Embed) -> None:
    words = [
        "You cannot get through to anybody. My aunt gave up.",
        "Nobody ever picks up when you ring",
        "I rang for an hour and no one answered",
        "Ringing them takes all morning",
    ]
    title = quote_central(words, embed(words), embed)
    assert title[:1] + title[-1:] == "“”"
    assert any(title.strip("“”") in note for note in words)
    assert "aunt" not in title
    assert quote_central(["Soup", "Bus"], embed(["Soup", "Bus"]), embed) == ""


def test_titles_do_not_depend_on_the_order_of_themes(embed: Embed) -> None:
    words = ["Bus late", "No bus on Sunday", "The bus is late", "More cake", "Cake and tea", "Tea was cold"]
    forwards = _title(words, [[0, 1, 2], [3, 4, 5]], embed)
    assert forwards == _title(words, [[3, 4, 5], [0, 1, 2]], embed)[::-1]


def test_the_lists_hold_words_in_small_letters_once() -> None:
    for name in (
        "before_verbs",
        "before_things",
        "before_qualities",
        "after_things",
        "empty",
        "vague",
        "plurals",
    ):
        assert read_words(name)
        assert all(word == word.lower() for word in read_words(name))
