"""Where the thresholds of [agreement] come from: how well a point can be told to be in notes or not.

Each labelled point (a key point of a debate, the title of a theme) is looked for twice among the texts
of its question: with its own texts there, and with them taken away. No event has a part in it. Run
again when the embedding changes. Use: python -m tests.benchmarks.summary_thresholds
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.agreement.summary import centre_vectors
from pipeline.embedding import make_embedder
from pipeline.settings import load_settings

LABELLED = Path(__file__).parents[3] / "shared" / "labelled"
_OWN, _OTHERS = 2, 10  # texts of a point, and of others, below which it is not asked for

Scores = npt.NDArray[np.float64]


def main() -> None:
    """Print for both sets, centred and not, the equal error and the thresholds of 20 % error."""
    points = pd.read_csv(LABELLED / "argument_key_points.csv", keep_default_na=False)
    groups = pd.read_csv(LABELLED / "theme_groups.csv", keep_default_na=False)
    groups = groups.assign(label=groups["theme"] + " | " + groups["second_theme"])
    sets = {"key points of debates": (points, "question"), "themes of short notes": (groups, "group")}
    for name, (texts, by) in sets.items():
        for centred in (True, False):
            present, absent = _measure(texts, by, centred)
            grid = np.linspace(-0.2, 1, 1201)
            missed = np.array([(present < limit).mean() for limit in grid])
            invented = np.array([(absent >= limit).mean() for limit in grid])
            equal = int(np.argmin(abs(missed - invented)))
            found = grid[np.argmax(invented <= 0.2)]
            loosely = grid[np.flatnonzero(missed <= 0.2)[-1]]
            print(  # noqa: T201
                f"{name}, n = {len(present)}, {'centred' if centred else 'as they are'}:"
                f" equal error {missed[equal]:.2f} at {grid[equal]:.3f};"
                f" 20 % invented at {found:.3f}, 20 % missed at {loosely:.3f}"
            )


def _measure(texts: pd.DataFrame, by: str, centred: bool) -> tuple[Scores, Scores]:
    """Similarity of each point to its nearest text, with its own texts there and without them."""
    settings = load_settings().embedding
    embed = make_embedder(settings, Path(".cache"))
    present: list[float] = []
    absent: list[float] = []
    for _, group in texts.groupby(by, sort=True):
        labels = [{part for part in cell.split(" | ") if part} for cell in group["label"]]
        points = sorted(set().union(*labels))
        vectors = embed(group["text"].tolist())
        for point, vector in zip(points, embed(points), strict=True):
            own = np.array([point in found for found in labels])
            if own.sum() < _OWN or (~own).sum() < _OTHERS:
                continue
            for scores, chosen in ((present, vectors), (absent, vectors[~own])):
                mean = chosen.mean(axis=0) * centred
                similar = centre_vectors(chosen, mean) @ centre_vectors(vector, mean)
                scores.append(float(similar.max()))
    return np.array(present), np.array(absent)


if __name__ == "__main__":
    main()
