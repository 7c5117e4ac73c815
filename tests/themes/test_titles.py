"""Titles from notes: which clauses and phrases may be one, which speaks for a theme, and no two alike."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.tables.vectors import Embed
from pipeline.themes.name.clauses import find_clauses, find_phrases
from pipeline.themes.name.titles import Unnamed, title_themes
from pipeline.themes.name.words import (
    QuestionWords,
    is_known,
    is_noun,
    is_only_verb,
    is_verb,
    read_words,
    same_word,
)
from tests.themes.conftest import SETTINGS


def _title(
    words: Sequence[str], groups: list[list[int]], embed: Embed, given: Sequence[str] = ()
) -> list[str]:
    terms = [" ".join(word.lower().strip("!?.,") for word in note.split()) for note in words]
    titles = [*given, *[""] * (len(groups) - len(given))]
    return title_themes(titles, Unnamed(groups, words, terms, embed(words)), embed, SETTINGS.themes)


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


def test_spellings_of_one_word_are_one() -> None:
    question = QuestionWords(["farmhouse kitchen", "farmhouse", "kitchen", ""], [[0, 1], [2, 3]])
    for spelling in ("Farmhouse visits", "farm-house visits", "Farm house visits"):
        assert question.list_content(spelling) == ["farmhouse", "visits"]
    assert question.count_shared("Farm house visits", "The farmhouse") == 1


def test_a_word_of_most_themes_is_common_to_the_question() -> None:
    question = QuestionWords(["garden tap", "garden", "garden shed", "garden", "tap"], [[0, 1], [2, 4], [3]])
    assert question.is_common("gardens")
    assert not question.is_common("tap")  # in two themes, but in two notes


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
    ("note", "phrases"),
    [
        ("we want to educate neighbours about frogs", []),
        ("that would boost local shops", ["local shops"]),
        ("it is important to gardeners with ponds", ["gardeners with ponds"]),
        ("this was not a good bus service", []),
        ("they are not very helpful staff", []),
        ("there is some kind of permission", []),
        ("an aspect of pond care", ["pond care"]),
        ("they treat the frogs better", []),
        ("she was friendly and helpful", ["friendly and helpful"]),
        ("via the pond committee meetings", ["pond committee meetings"]),
    ],
)
def test_a_phrase_is_not_torn_from_its_sentence(note: str, phrases: list[str]) -> None:
    assert find_phrases([note]) == phrases


def test_no_clause_begins_or_ends_in_the_middle_of_a_sentence() -> None:
    notes = [
        "Would boost the shops",
        "Due to poor drains",
        "now 'frogs for all",
        "Mindful of people's",
        "Frogs and the",
    ]
    assert find_clauses(notes) == []


def test_nothing_is_shouted_but_what_is_an_abbreviation() -> None:
    assert find_clauses(["SAVE THE FROGS", "Ask the NHS"]) == ["SAVE THE frogs", "Ask the NHS"]


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
    for title, word in zip(titles, ("train", ("money", "pay", "cost"), "sign"), strict=True):
        assert any(part in title for part in ((word,) if isinstance(word, str) else word))


def test_a_title_gives_way_to_one_that_says_nearly_the_same(embed: Embed) -> None:
    words = [
        "Bus shelter seats",
        "Seats in the bus shelter",
        "Bus shelter has no seats",
        "Bus shelter lights",
        "Lights for the dark footpath",
        "Dark footpath after five",
    ]
    groups = [[0, 1, 2], [3, 4, 5]]
    titles = _title(words, groups, embed)
    assert "seat" in titles[0].lower()
    assert "shelter" not in titles[1].lower()
    assert "footpath" in titles[1].lower()


def test_a_given_title_is_kept_and_not_said_again(embed: Embed) -> None:
    words = [
        "Bus shelter seats",
        "Seats in the bus shelter",
        "Bus shelter seats broken",
        "Bus shelter seats wet",
    ]
    titles = _title(words, [[0, 1], [2, 3]], embed, given=["Seats in the bus shelter"])
    assert titles[0] == "Seats in the bus shelter"
    assert titles[1].casefold() != "bus shelter seats"


def test_where_nothing_can_be_a_title_a_short_note_is(embed: Embed) -> None:
    words = [
        "I left it to him in 1999",
        "He and I went because of my 3 knees and I said so for 40 years",
        "Soup",
    ]
    assert _title(words, [[1, 0], [2]], embed) == ["“I left it to him in 1999”", "“Soup”"]
    assert _title(words, [[1], [2]], embed)[0] == "“He and I went because of my 3 knees and I said …”"
    assert _title(["", "", "Soup"], [[0, 1], [2]], embed)[0] == "“…”"


def test_titles_do_not_depend_on_the_order_of_themes(embed: Embed) -> None:
    words = ["Bus late", "No bus on Sunday", "The bus is late", "More cake", "Cake and tea", "Tea was cold"]
    forwards = _title(words, [[0, 1, 2], [3, 4, 5]], embed)
    assert forwards == _title(words, [[3, 4, 5], [0, 1, 2]], embed)[::-1]


def test_the_lists_hold_words_in_small_letters_once() -> None:
    for name in ("torn_start", "torn_end", "before_verbs", "parts", "no_end", "empty", "vague", "plurals"):
        assert read_words(name)
        assert all(word == word.lower() for word in read_words(name))
