"""How candidates for titles are weighed and chosen, on made-up vectors."""

from __future__ import annotations

import numpy as np

from pipeline.themes.name.title_scores import Candidates, Found, Theme, _weigh_words, weigh_candidates
from pipeline.themes.name.titles import _choose, _compare
from pipeline.themes.name.words import QuestionWords
from tests.themes.conftest import SETTINGS

NEAR, FAR = np.array([1.0, 0.0, 0.0, 0.0]), np.array([0.0, 0.0, 0.0, 1.0])
# Two themes of five notes: the first is of ponds and benches, both of gardens.
TERMS = [
    "frog pond garden",
    "frog pond",
    "oak bench garden",
    "oak bench",
    "lamp",
    "kettle garden",
    "kettle garden",
    "tea",
    "tea garden",
    "biscuit",
]
QUESTION = QuestionWords(TERMS, [[0, 1, 2, 3, 4], [5, 6, 7, 8, 9]])


def _weigh(words: list[str], vectors: list[np.ndarray], naming: frozenset[str] = frozenset()) -> Candidates:
    own = np.tile(np.array([0.0, 1.0, 0.0, 0.0]), (5, 1))  # no note is near any candidate: words decide
    theme = Theme(0, np.stack([NEAR, np.array([0.0, 0.0, 1.0, 0.0])]), own, [0, 1, 2, 3, 4], QUESTION)
    known = dict(zip(words, vectors, strict=True))
    return weigh_candidates(Found(words, len(words), naming), known, theme, SETTINGS.themes)


def _score(words: str, other: str) -> tuple[float, float]:
    one, another = _weigh([words, other], [NEAR, NEAR]).scores[:2]
    return float(one), float(another)


def test_what_several_notes_say_comes_before_what_one_says() -> None:
    several, alone = _score("Frog by the pond", "Lamp by the door")
    assert several > alone + 0.2


def test_words_of_the_whole_question_and_of_anything_say_less() -> None:
    theme = Theme(0, np.stack([NEAR, FAR]), np.stack([NEAR] * 5), [0, 1, 2, 3, 4], QUESTION)
    own = _weigh_words(["oak", "bench"], theme, alone=False)
    assert own > _weigh_words(["oak", "garden"], theme, alone=False)  # both themes have gardens
    assert own > _weigh_words(["oak", "things"], theme, alone=False)
    assert own > _weigh_words([], theme, alone=False)
    assert own > _weigh_words(["tea"], theme, alone=False)  # the other theme's
    names = [_weigh_words(["oak", "zblorp"], theme, alone=alone) for alone in (False, True)]
    assert names[0] > names[1]  # a name in one note


def test_a_clause_that_names_a_thing_comes_before_one_that_says_something() -> None:
    thing, sentence = _score("Frog by the pond", "Frog is by the pond")
    whole, outside = _score("Frog by the pond", "Frog by that pond")
    assert thing > sentence
    assert whole > outside


def test_near_another_theme_is_worse_than_near_none() -> None:
    both = (NEAR + np.array([0.0, 0.0, 1.0, 0.0])) / np.sqrt(2)
    scores = _weigh(["Frog by the pond", "Pond with a frog"], [NEAR / np.sqrt(2), both]).scores
    assert scores[0] > scores[1]


def test_two_phrases_that_several_notes_say_make_a_pair() -> None:
    halves = ["Frog pond", "oak bench"]
    tilted = [np.array([0.6, 0.0, 0.0, 0.8]), np.array([0.6, 0.0, 0.0, -0.8])]
    strict = _weigh([*halves, "Lamp by the door"], [*tilted, NEAR], frozenset(halves))
    assert strict.words[-1] == "Frog pond and oak bench"
    assert strict.single == 3
    assert strict.notes[-1].tolist() == [True, True, True, True, False]
    assert not [words for words in _weigh(halves, tilted).words if " and " in words]  # they name no thing
    alone = _weigh([*halves, "Lamp by the door"], [NEAR, tilted[1], tilted[0]], frozenset(halves))
    assert alone.single == len(alone.words)  # the first speaks for enough of the theme


def test_titles_are_the_same_nearly_the_same_or_not() -> None:
    def compare(words: str, title: str, other: np.ndarray = FAR) -> bool | None:
        return _compare(words, NEAR, title, other, QUESTION, SETTINGS.themes)

    assert compare("Frog pond", "The frog pond in winter") is None
    assert compare("Something else", "Frog pond", NEAR) is None
    assert compare("Frog pond signs", "Frog pond lights") is True
    assert compare("Frog pond signs", "Oak bench") is False
    assert compare("Kettle, biscuit and garden", "Garden tools and big spades") is False
    assert compare("The whole garden", "Garden tools and big spades") is True
    assert compare("Garden gardening", "Garden tools and big spades") is None


def _listed(scores: list[float]) -> Candidates:
    words = ["Frog pond signs", "Oak bench seats"]
    notes = np.ones((2, 5), dtype=np.bool_)
    return Candidates(words, np.stack([NEAR, NEAR]), np.array(scores), notes, 2, 2)


def test_a_candidate_gives_way_if_it_nearly_says_a_title_that_is_taken() -> None:
    def choose(scores: list[float], *titles: str) -> str | None:
        taken = [(title, FAR) for title in titles]
        chosen = _choose(_listed(scores), taken, QUESTION, SETTINGS.themes)
        return chosen[0] if chosen else None

    assert choose([0.5, 0.4]) == "Frog pond signs"
    assert choose([0.5, 0.4], "Frog pond lights") == "Oak bench seats"
    assert choose([0.9, 0.4], "Frog pond lights") == "Frog pond signs"  # far better all the same
    assert choose([0.9, 0.4], "Frog pond signs") == "Oak bench seats"
    assert choose([0.9, 0.4], "Frog pond signs", "Oak bench seats") is None
