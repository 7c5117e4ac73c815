"""Agreement with people on table 3 of a real event, which two readers coded independently.

One table that everybody here can read: it proves little and must not be tuned on. It says whether
something broke. Use: python -m tests.benchmarks.mansfield_agreement CODED_NOTES.csv [PEER.csv]
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score

from pipeline.embedding import VectorCache, embed_texts, find_model, name_model
from pipeline.settings import load_settings

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "mansfield_table3_coded.csv"
_STARTS = 10  # k-means with other starts gives other groups: the mean is shown


def main(coded_file: str, peer_file: str = "") -> None:
    """Print ARI and AMI against both codings, for this pipeline, k-means and a peer."""
    gold = pd.read_csv(GOLD, keep_default_na=False)
    coded = pd.read_csv(coded_file, keep_default_na=False).merge(
        gold[["line", "theme_1", "theme_2"]], on="line", validate="1:1"
    )
    settings = load_settings().embedding
    cache = VectorCache(Path(".cache"), name_model(find_model(settings)))
    vectors = embed_texts(coded["text"].tolist(), settings, cache)
    rows = {f"this pipeline ({coded['theme_id'].nunique()} themes)": [coded["theme_id"]]}
    for people in ("theme_1", "theme_2"):
        number = coded[people].nunique()
        rows[f"k-means, told {number} themes"] = [
            KMeans(number, n_init=10, random_state=start).fit_predict(vectors) for start in range(_STARTS)
        ]
    if peer_file:
        topics = pd.read_csv(peer_file).set_index("note_id")["topic"]
        rows["BERTopic as installed"] = [topics.reindex(coded["note_id"])]
    print(f"{len(coded)} notes; ARI / AMI against coding 1 and coding 2")  # noqa: T201
    for name, groupings in {**rows, "coding 2 as if it were a draft": [coded["theme_2"]]}.items():
        scores = [
            sum(score(coded[people], grouping) for grouping in groupings) / len(groupings)
            for people in ("theme_1", "theme_2")
            for score in (adjusted_rand_score, adjusted_mutual_info_score)
        ]
        print(f"{name:34s} {scores[0]:.2f} / {scores[1]:.2f}   {scores[2]:.2f} / {scores[3]:.2f}")  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
