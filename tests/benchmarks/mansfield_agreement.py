"""Agreement with people on table 3 of a real event, which two readers coded independently.

One table that everybody here can read: it proves little and must not be tuned on. It says whether
something broke. What a user runs is `python -m pipeline agreement CODED_NOTES.csv GOLD.csv`; this
adds k-means and a peer to it, measured by the same room.
Use: python -m tests.benchmarks.mansfield_agreement CODED_NOTES.csv [PEER.csv]
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
from sklearn.cluster import KMeans

from pipeline.agreement.groupings import count_moves, measure_information, measure_rand
from pipeline.embedding import make_embedder
from pipeline.settings import load_settings

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "mansfield_table3_coded.csv"
_PEOPLE = ("theme_1", "theme_2")
_STARTS = 10  # k-means with other starts gives other groups: the mean is shown


def main(coded_file: str, peer_file: str = "") -> None:
    """Print ARI, AMI and moves against both codings, for this pipeline, k-means and a peer."""
    gold = pd.read_csv(GOLD, keep_default_na=False)
    coded = pd.read_csv(coded_file, keep_default_na=False).merge(
        gold[["line", *_PEOPLE]], on="line", validate="1:1"
    )
    settings = load_settings().embedding
    vectors = make_embedder(settings, Path(".cache"))(coded["text"].tolist())
    rows = {f"this pipeline ({coded['theme_id'].nunique()} themes)": [coded["theme_id"].tolist()]}
    for person in _PEOPLE:
        number = coded[person].nunique()
        rows[f"k-means, told {number} themes"] = [
            KMeans(number, n_init=10, random_state=start).fit_predict(vectors).tolist()
            for start in range(_STARTS)
        ]
    if peer_file:
        topics = pd.read_csv(peer_file).set_index("note_id")["topic"]
        rows["BERTopic as installed"] = [topics.reindex(coded["note_id"]).tolist()]
    rows["coding 2 as if it were a draft"] = [coded["theme_2"].tolist()]
    print(f"{len(coded)} notes; ARI / AMI / notes to move, against coding 1 and coding 2")  # noqa: T201
    for name, groupings in rows.items():
        shown = []
        for person in _PEOPLE:
            own = coded[person].tolist()
            rand, information, moves = (
                sum(measure(grouping, own) for grouping in groupings) / len(groupings)
                for measure in (measure_rand, measure_information, count_moves)
            )
            shown.append(f"{rand:5.2f} / {information:.2f} / {moves:4.1f}")
        print(f"{name:34s} {'   '.join(shown)}")  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
