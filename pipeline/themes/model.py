"""BERTopic fitted on themes that are already there: terms, similarity, and its visualisations.

BERTopic's own embedding, reduction and clustering are left out (BaseDimensionalityReduction and
BaseCluster are its documented stand-ins), so its model describes exactly the themes of the report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pandera.typing.pandas import DataFrame

from pipeline.tables import Codings, NoteLanguage, SafeNotes, Themes
from pipeline.themes.group.grouping import Labels
from pipeline.themes.group.represent import Vectors

if TYPE_CHECKING:
    from bertopic import BERTopic


def fit_topics(terms: list[str], vectors: Vectors, labels: Labels) -> BERTopic:
    """Fit BERTopic on the themes of one question.

    Args:
        terms: Each note's harmonised terms, joined by spaces.
        vectors: The notes' vectors, as they were grouped.
        labels: Group number of each note.

    Returns:
        The fitted model. BERTopic numbers topics by size: `topics_` says which topic a note got.
    """
    from bertopic import BERTopic
    from bertopic.cluster import BaseCluster
    from bertopic.dimensionality import BaseDimensionalityReduction
    from bertopic.vectorizers import ClassTfidfTransformer
    from sklearn.feature_extraction.text import CountVectorizer

    model = BERTopic(
        embedding_model=None,
        umap_model=BaseDimensionalityReduction(),
        hdbscan_model=BaseCluster(),
        # The terms are lemmas already: split at spaces and leave them as they are.
        vectorizer_model=CountVectorizer(analyzer=str.split),
        ctfidf_model=ClassTfidfTransformer(reduce_frequent_words=True),
        calculate_probabilities=False,
        verbose=False,
    )
    # A note without any term would leave an empty vocabulary behind when it is alone.
    model.fit(documents=[text or "note" for text in terms], embeddings=vectors, y=labels.tolist())
    return model


def fit_question(
    question_id: str,
    safe_notes: DataFrame[SafeNotes],
    vectors: Vectors,
    language: DataFrame[NoteLanguage],
    codings: DataFrame[Codings],
    themes: DataFrame[Themes],
) -> BERTopic:
    """Fit BERTopic on the themes of one question of a finished event, for its visualisations.

    Args:
        question_id: Which question.
        safe_notes: All notes of the event.
        vectors: One row per note, in the order of safe_notes.
        language: Terms of each note, in the order of safe_notes.
        codings: The theme of each note, in the order of safe_notes.
        themes: The themes; their titles become BERTopic's custom labels.

    Returns:
        The fitted model, with one topic per theme, named by its title.
    """
    chosen = (safe_notes["question_id"] == question_id).to_numpy()
    own = themes[themes["question_id"] == question_id]
    numbers = {theme_id: number for number, theme_id in enumerate(own["theme_id"])}
    labels = codings["theme_id"][chosen].map(numbers).to_numpy(dtype="int64")
    model = fit_topics(language["terms"][chosen].tolist(), vectors[chosen], labels)
    titles = own["title"].tolist()
    model.set_topic_labels(
        {topic: titles[label] for topic, label in zip(model.topics_ or [], labels.tolist(), strict=True)}
    )
    return model
