"""The terms that mark a theme out from the other themes of its question.

The weights are BERTopic's c-TF-IDF to the last digit (a test holds them together). They are computed
here because importing BERTopic takes as long as all the rest of the themes stage.
"""

from __future__ import annotations

from collections import Counter

import numpy as np
import numpy.typing as npt

from pipeline.themes.group.grouping import Labels


def list_terms(terms: list[str], labels: Labels, most: int = 6) -> list[list[str]]:
    """The characteristic terms of each theme, strongest first.

    Args:
        terms: Each note's harmonised terms, joined by spaces.
        labels: Group number of each note.
        most: Terms given per theme, at most.
    """
    vocabulary = sorted({term for text in terms for term in text.split()})
    if not vocabulary:
        return [[] for _ in range(int(labels.max()) + 1)]
    weights = weigh_terms(terms, labels, vocabulary)
    listed = []
    for row in weights:
        ranked = sorted(range(len(vocabulary)), key=lambda place: (-round(row[place], 6), vocabulary[place]))
        listed.append([vocabulary[place] for place in ranked[:most] if row[place] > 0])
    return listed


def weigh_terms(terms: list[str], labels: Labels, vocabulary: list[str]) -> npt.NDArray[np.float64]:
    """Class-based TF-IDF with frequent words reduced (Grootendorst 2022, BERTopic).

    Returns:
        One row per theme, one column per term of the vocabulary.
    """
    places = {term: place for place, term in enumerate(vocabulary)}
    counts = np.zeros((int(labels.max()) + 1, len(vocabulary)))
    for text, label in zip(terms, labels.tolist(), strict=True):
        for term, count in Counter(text.split()).items():
            counts[label, places[term]] += count
    average = int(counts.sum(axis=1).mean())
    rarity = np.log(average / counts.sum(axis=0) + 1)
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    weights: npt.NDArray[np.float64] = np.sqrt(shares) * rarity
    return weights
