"""Plain methods of scikit-learn that are told how many themes people made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

Clusters = list[int]
Told = Callable[[Sequence[str], Any, int, int], Clusters]  # texts, vectors, number, seed


def cluster_k_means(texts: Sequence[str], vectors: Any, number: int, seed: int) -> Clusters:
    """k-means on the notes' vectors, the best of ten starts."""
    from sklearn.cluster import KMeans

    return list(map(int, KMeans(number, n_init=10, random_state=seed).fit_predict(vectors)))


def cluster_ward(texts: Sequence[str], vectors: Any, number: int, seed: int) -> Clusters:
    """Ward's method on the notes' vectors; nothing in it is random."""
    from sklearn.cluster import AgglomerativeClustering

    return list(map(int, AgglomerativeClustering(number, linkage="ward").fit_predict(vectors)))


def cluster_nmf(texts: Sequence[str], vectors: Any, number: int, seed: int) -> Clusters:
    """NMF on TF-IDF without stop words; a note goes to its heaviest topic, one without any to none."""
    from sklearn.decomposition import NMF
    from sklearn.feature_extraction.text import TfidfVectorizer

    words = TfidfVectorizer(stop_words="english").fit_transform(texts)
    weights = NMF(
        number, random_state=seed, max_iter=2000, init="nndsvda" if _fits(words, number) else "random"
    )
    return pick_topics(weights.fit_transform(words))


def pick_topics(weights: Any) -> Clusters:
    """The heaviest topic of each note, or -1 where a note has no weight in any."""
    return [int(row.argmax()) if row.max() > 0 else -1 for row in weights]


def _fits(words: Any, number: int) -> bool:
    return number <= min(words.shape)


TOLD: dict[str, Told] = {
    "k-means": cluster_k_means,
    "Ward": cluster_ward,
    "NMF on TF-IDF": cluster_nmf,
}
RANDOM = ("k-means", "NMF on TF-IDF")
