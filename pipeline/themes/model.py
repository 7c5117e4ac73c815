"""BERTopic with parts of our own: the frame in which every question's themes are found and described.

    vectors of our embedding model → NoteContext → WardThemes → counts of spaCy's terms → c-TF-IDF → titles

A run fits it for each question; a notebook gets it fitted on the themes that people have left.
(Grootendorst 2022, "BERTopic: Neural topic modeling with a class-based TF-IDF procedure".)
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from bertopic import BERTopic
from bertopic.backend import BaseEmbedder
from bertopic.dimensionality import BaseDimensionalityReduction
from bertopic.representation import BaseRepresentation
from bertopic.vectorizers import ClassTfidfTransformer
from pandera.typing.pandas import DataFrame
from sklearn.feature_extraction.text import CountVectorizer

from pipeline.settings import ThemeSettings
from pipeline.tables import SEPARATOR, Codings, NoteLanguage, SafeNotes, Themes
from pipeline.tables.notes import Embed, Labels, Vectors
from pipeline.themes.group import APART, Places, WardThemes, choose_number, choose_sample, find_equals
from pipeline.themes.group.context import NO_HEADING, Headed, NoteContext, take_headings
from pipeline.themes.strength import choose_key_points, order_by_centrality

TITLES = "Title"  # the aspect of a topic under which BERTopic keeps its title
_TERMS = 10  # of a topic, as many as BERTopic keeps
_LISTED = 6  # of a theme, in themes.csv
_FILLERS = ("–", "…")  # stand in notes that have not two terms among them: BERTopic asks for as many
_Topics = Mapping[int, list[tuple[str, float]]]  # words and weights, by topic


class RankedTerms(BaseRepresentation):  # type: ignore[misc]
    """The terms of the greatest c-TF-IDF; of equals the first in the alphabet, so that any machine agrees."""

    def extract_topics(
        self, topic_model: BERTopic, documents: pd.DataFrame, c_tf_idf: Any, topics: _Topics
    ) -> _Topics:
        """The terms of each topic, strongest first."""
        words = topic_model.vectorizer_model.get_feature_names_out()
        ranked = {}
        for topic, row in zip(topics, c_tf_idf, strict=True):
            weighed = [
                (word, weight) for word, weight in zip(words[row.indices], row.data, strict=True) if weight
            ]
            weighed.sort(key=lambda one: (-round(one[1], 6), one[0]))
            ranked[topic] = [*weighed, *[("", 0.00001)] * _TERMS][:_TERMS]  # filled up as BERTopic does
        return ranked


class ThemeTitles(BaseRepresentation):  # type: ignore[misc]
    """Titles as an aspect of BERTopic's topics, by group."""

    def __init__(self, titles: Sequence[str]) -> None:
        self.titles = titles

    def extract_topics(
        self, topic_model: BERTopic, documents: pd.DataFrame, c_tf_idf: Any, topics: _Topics
    ) -> _Topics:
        """The title of each topic."""
        return {topic: [(self.titles[group], 1.0)] for group, topic in _number_topics(topic_model).items()}


class OwnEmbedder(BaseEmbedder):  # type: ignore[misc]
    """Our embedding model, for what BERTopic embeds when somebody asks a fitted model for more."""

    def __init__(self, embed: Embed) -> None:
        super().__init__()
        self._embed = embed

    def embed(self, documents: list[str], verbose: bool = False) -> Vectors:
        """One row per text."""
        return self._embed(list(documents))


class ThemeModel(BERTopic):  # type: ignore[misc]
    """BERTopic that chooses no notes, and places new ones without HDBSCAN, where version 0.17.4 fails."""

    def transform(
        self, documents: str | list[str], embeddings: Vectors | None = None, images: None = None
    ) -> tuple[list[int], None]:
        """The topic of each new note, by its words or by their vectors."""
        texts = [documents] if isinstance(documents, str) else documents
        vectors = self.embedding_model.embed(texts) if embeddings is None else embeddings
        topics = _number_topics(self)
        groups = self.hdbscan_model.predict(self.umap_model.transform(vectors))
        return [topics[group] for group in groups.tolist()], None

    def _save_representative_docs(self, documents: pd.DataFrame) -> None:
        """Leave out BERTopic's own choice, which nobody sees: `fit_themes` names the notes that are shown."""


@dataclass(frozen=True)
class QuestionNotes:
    """The notes of one question with what is known of them."""

    question_id: str
    notes: DataFrame[SafeNotes]
    vectors: Vectors
    terms: list[str]  # each note's harmonised terms, joined by spaces
    sample: Places | None  # places of the notes that are compared each with each, where there are too many
    headed: Headed  # the themes that the write-up's own headings make
    embed: Embed  # embeds other texts in the space of the notes
    settings: ThemeSettings


def take_question(
    question_id: str,
    safe_notes: DataFrame[SafeNotes],
    vectors: Vectors,
    language: DataFrame[NoteLanguage],
    embed: Embed,
    settings: ThemeSettings,
) -> QuestionNotes | None:
    """The notes of one question, or None where it has none; the tables are in the same order."""
    chosen = (safe_notes["question_id"] == question_id).to_numpy()
    if not chosen.any():
        return None
    notes, own = safe_notes, vectors
    if not chosen.all():  # else nothing is copied
        notes, own = safe_notes[chosen].reset_index(drop=True), vectors[chosen]
    headed = take_headings(notes, own, embed, settings)
    unread = (language["other_language"][chosen] != "").to_numpy() & (headed.labels < 0)
    headed = dataclasses.replace(headed, labels=np.where(unread, APART, headed.labels))
    return QuestionNotes(
        question_id,
        notes,
        own,
        language["terms"][chosen].tolist(),
        choose_sample(notes["note_id"].tolist(), settings),
        headed,
        embed,
        settings,
    )


def fit_question(
    part: QuestionNotes,
    groups: Labels | None = None,
    other: int | None = None,
    context: NoteContext | None = None,
) -> BERTopic:
    """Fit BERTopic on the notes of one question.

    Args:
        groups: The group of each note where somebody else has made them, -1 where they left it out.
        other: Which of those groups is no theme but "Other points".
        context: The notes with their context, where they have been given it before; let go where it was
            among another sample, so that of very many notes it is never there twice.

    Returns:
        The fitted model: `hdbscan_model.labels_` are the groups, `umap_model.embedding_` the notes with their
        context. BERTopic's topics are the same groups, numbered by size.
    """
    settings, equals = part.settings, find_equals(part.vectors, part.sample)
    headed = part.headed.labels
    free = np.flatnonzero(headed == NO_HEADING)
    different = None if equals is None else len(np.unique(equals[free]))
    number = choose_number(len(part.notes), len(free), len(part.headed.titles), settings, different)
    divided = number > 1 or len(part.headed.titles) > 0
    if context is not None and not _are_same(context.sample, part.sample):
        context.let_go()
        context = None
    if context is None:
        context = NoteContext(part.notes, part.embed, settings, part.sample)
    model = _build_model(
        context,
        WardThemes(
            number,
            settings.smallest_theme,
            part.sample,
            settings.belongs if divided else -1.0,
            headed,
            equals,
            context,
        ),
        OwnEmbedder(part.embed),
    )
    model.fit(_join_terms(part.terms), embeddings=part.vectors, y=groups)
    if groups is not None:
        model.hdbscan_model.other_ = other
    return model


def fit_themes(part: QuestionNotes, theme_ids: Sequence[str], themes: DataFrame[Themes]) -> BERTopic:
    """Fit BERTopic on the themes that a question has in the end, people's decisions in them.

    Args:
        themes: The themes of the question; groups are numbered by their rows.
    """
    numbers = {theme_id: row for row, theme_id in enumerate(themes["theme_id"])}
    model = fit_question(part, np.array([numbers[theme_id] for theme_id in theme_ids]))
    topics = _number_topics(model)
    titles = {topics[row]: title for row, title in enumerate(themes["title"])}
    model.topic_aspects_[TITLES] = {topic: [(title, 1.0)] for topic, title in titles.items()}
    model.set_topic_labels(titles)
    model.representative_docs_ = {
        topics[row]: points.split(SEPARATOR) for row, points in enumerate(themes["key_points"])
    }
    return model


def title_topics(model: BERTopic, terms: Sequence[str], titles: Sequence[str]) -> None:
    """Give a fitted model its titles, as an aspect and as custom labels.

    Titles come after the fit, because whether a codebook names a theme shows in the event as a whole.
    """
    model.update_topics(
        _join_terms(terms),
        top_n_words=_TERMS,
        vectorizer_model=model.vectorizer_model,
        ctfidf_model=model.ctfidf_model,
        representation_model={"Main": model.representation_model, TITLES: ThemeTitles(titles)},
    )
    model.set_topic_labels({topic: words[0][0] for topic, words in model.topic_aspects_[TITLES].items()})


def list_terms(model: BERTopic) -> list[list[str]]:
    """The characteristic terms of each group, strongest first."""
    return [
        [word for word, _ in model.get_topic(topic)[:_LISTED] if word not in ("", *_FILLERS)]
        for _, topic in sorted(_number_topics(model).items())
    ]


def describe_themes(
    codings: DataFrame[Codings],
    language: DataFrame[NoteLanguage],
    vectors: Vectors,
    changed: Set[str],
    most: int,
) -> dict[str, tuple[list[str], list[str]]]:
    """Key points and terms of the themes of every question that has a changed theme, by theme id.

    Returns:
        For each theme the ids of the notes that are its key points, most central first, and its
        characteristic terms, strongest first.
    """
    described: dict[str, tuple[list[str], list[str]]] = {}
    for _, own in codings.groupby("question_id", sort=False):
        if changed.isdisjoint(own["theme_id"]):
            continue
        places = own.index.to_numpy()
        groups, names = pd.factorize(own["theme_id"])
        note_ids, near = own["note_id"].tolist(), vectors[places]
        model = _build_model(BaseDimensionalityReduction(), WardThemes(len(names), 1))
        model.fit(_join_terms(language["terms"].iloc[places].tolist()), embeddings=near, y=groups)
        for name, central, words in zip(
            names, order_by_centrality(near, groups), list_terms(model), strict=True
        ):
            points = choose_key_points(central, near, most)
            described[str(name)] = ([note_ids[place] for place in points], words)
    return described


def _build_model(context: Any, clusterer: WardThemes, embedder: OwnEmbedder | None = None) -> BERTopic:
    return ThemeModel(
        language="multilingual",  # else BERTopic takes every letter out of the terms that English has not
        top_n_words=_TERMS,
        embedding_model=embedder,
        umap_model=context,
        hdbscan_model=clusterer,
        # The terms are lemmas already: split at spaces and leave them as they are.
        vectorizer_model=CountVectorizer(analyzer=str.split),
        ctfidf_model=ClassTfidfTransformer(reduce_frequent_words=True),
        representation_model=RankedTerms(),
    )


def _are_same(one: Places | None, other: Places | None) -> bool:
    return one is other if one is None or other is None else np.array_equal(one, other)


def _join_terms(terms: Sequence[str]) -> list[str]:
    """The notes' terms as BERTopic's documents: none is empty, which it has a word of its own for."""
    missing = 2 - len({term for text in terms for term in text.split()})
    filler = " ".join(_FILLERS[: max(0, missing)])
    return [text if text and not filler else f"{text} {filler}" for text in terms]


def _number_topics(model: BERTopic) -> dict[int, int]:
    """BERTopic's number of each group."""
    return {int(group): int(topic) for group, topic in model.topic_mapper_.get_mappings().items()}
