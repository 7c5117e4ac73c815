"""BERTopic as the frame: it is fitted for any question, with our parts, and says what themes.csv says."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest
from bertopic import BERTopic

from pipeline.tables import NoteLanguage, SafeNotes
from pipeline.tables.notes import Embed
from pipeline.themes.model import (
    TITLES,
    fit_question,
    list_terms,
    take_question,
    title_topics,
)
from pipeline.themes.strength import order_by_centrality
from tests.themes.conftest import PLANTED, SETTINGS, make_tables

WORDS = [words for group in PLANTED.values() for words in group]
TERMS = [
    "bus late bus",
    "train late",
    "bus car park",
    "soup cake tea",
    "cake cake",
    "tea soup hot",
    "late tea",
]
GROUPS = np.array([0, 0, 0, 1, 1, 1, 1])


def _fit(
    words: Sequence[str], terms: Sequence[str], embed: Embed, groups: np.ndarray | None = None
) -> BERTopic:
    _, notes, language = make_tables(words)
    language = language.assign(terms=list(terms))
    assert isinstance(SafeNotes.validate(notes), type(NoteLanguage.validate(language)))
    part = take_question("q-1", notes, embed(list(words)), language, embed, SETTINGS.themes)
    assert part is not None
    return fit_question(part, groups)


@pytest.mark.parametrize("count", [1, 2, 3, 5, 6, 18])
@pytest.mark.parametrize("with_terms", [True, False])
def test_any_question_is_fitted_and_titled(count: int, with_terms: bool, embed: Embed) -> None:
    words = WORDS[::3][:count] if count < 7 else WORDS
    terms = [text.lower() if with_terms else "" for text in words]
    model = _fit(words, terms, embed)
    labels = model.hdbscan_model.labels_
    assert len(labels) == len(model.topics_ or []) == count
    groups = order_by_centrality(model.umap_model.embedding_, labels)
    titles = [f"Theme {number}" for number in range(len(groups))]
    title_topics(model, terms, titles)
    assert len(groups) == len(model.get_topic_info())
    assert [bool(listed) for listed in list_terms(model)] == [with_terms] * len(groups)
    assert set(model.custom_labels_ or []) == set(titles)
    assert set(model.topic_aspects_[TITLES]) == set(model.topics_ or [])
    assert model.visualize_barchart().data


def test_the_terms_are_its_c_tf_idf(embed: Embed) -> None:
    """By the formula of Grootendorst 2022 with frequent words reduced, worked out here once more."""
    model = _fit(TERMS, TERMS, embed, GROUPS)
    counts = [
        Counter(" ".join(TERMS[at] for at in np.flatnonzero(group == GROUPS)).split()) for group in (0, 1)
    ]
    average = int(sum(map(Counter.total, counts)) / len(counts))
    topics = model.topic_mapper_.get_mappings()
    for group, own in enumerate(counts):
        expected = {
            term: math.sqrt(count / own.total()) * math.log(average / sum(one[term] for one in counts) + 1)
            for term, count in own.items()
        }
        found = {term: weight for term, weight in model.get_topic(topics[group]) if term}
        assert found == pytest.approx(expected)
        assert list(found) == sorted(expected, key=lambda term: (-round(expected[term], 6), term))
    assert [listed[0] for listed in list_terms(model)] == ["bus", "soup"]


def test_letters_that_english_has_not_stay_in_the_terms(embed: Embed) -> None:
    model = _fit(["Café or co-op", "naïve"], ["café co-op", "naïve"], embed)
    assert sorted(list_terms(model)[0]) == ["café", "co-op", "naïve"]


def test_a_theme_without_terms_has_none(embed: Embed) -> None:
    terms = ["bus", "train", "car", "", "", "", ""]
    assert [bool(listed) for listed in list_terms(_fit(TERMS, terms, embed, GROUPS))] == [True, False]


def test_people_s_groups_are_taken_and_what_they_left_out_is_placed(embed: Embed) -> None:
    planted = np.repeat([0, 1, 2], 6)
    left_out = planted.copy()
    left_out[[2, 8, 14]] = -1
    model = _fit(WORDS, WORDS, embed, left_out)
    assert model.hdbscan_model.labels_.tolist() == planted.tolist()


def test_a_fitted_model_places_and_finds_what_is_new(embed: Embed) -> None:
    model = _fit(WORDS, [text.lower() for text in WORDS], embed, np.repeat([0, 1, 2], 6))
    topics = model.topic_mapper_.get_mappings()
    placed, _ = model.transform(["The bus never came", "More soup and cake", "Zoom was muted"])
    assert list(placed) == [topics[0], topics[1], topics[2]]
    assert model.find_topics("sandwiches for lunch", top_n=1)[0] == [topics[1]]


def test_the_same_notes_give_the_same_model(embed: Embed) -> None:
    one, other = (_fit(WORDS, [text.lower() for text in WORDS], embed) for _ in range(2))
    assert one.topics_ == other.topics_
    assert one.get_topics() == other.get_topics()
    assert np.array_equal(one.umap_model.embedding_, other.umap_model.embedding_)
