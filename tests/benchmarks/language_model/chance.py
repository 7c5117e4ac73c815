"""How well the test of chance tells sortings by reading from notes dealt out: the reason of [model] chance.

uv run python -m tests.benchmarks.language_model.chance
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import click
import numpy as np
import pandas as pd

from pipeline.embedding import make_embedder
from pipeline.settings import load_settings
from pipeline.themes.strength import measure_chance
from tests.conftest import SHARED


def main() -> None:
    """Print for each way of sorting how often the test takes it for no chance."""
    sorted_notes = pd.read_csv(SHARED / "labelled" / "theme_groups.csv", keep_default_na=False)
    sorted_notes = sorted_notes[sorted_notes["theme"] != ""].reset_index(drop=True)
    with tempfile.TemporaryDirectory() as folder:
        vectors = make_embedder(load_settings().embedding, Path(folder))(sorted_notes["text"].tolist())
    generator = np.random.default_rng(1)
    ways: dict[str, Callable[[np.ndarray], np.ndarray]] = {  # type: ignore[type-arg]
        "by reading": lambda labels: labels,
        "the same, dealt out anew": generator.permutation,
        "into eight by turns": lambda labels: np.arange(len(labels)) % 8,
    }
    found: dict[str, list[float]] = {way: [] for way in [*ways, "by reading, 12 notes"]}
    for _, group in sorted_notes.groupby("group"):
        own, labels = vectors[group.index], pd.factorize(group["theme"])[0].astype(np.int64)
        for way, sort in ways.items():
            found[way].append(measure_chance(own, sort(labels)))
        some = generator.permutation(len(labels))[:12]
        few = pd.factorize(labels[some])[0].astype(np.int64)
        found["by reading, 12 notes"].append(measure_chance(own[some], few))
    for way, chances in found.items():
        passed = [f"{np.mean(np.array(chances) <= limit):.1%} at {limit}" for limit in (0.01, 0.05, 0.1)]
        click.echo(f"{way} ({len(chances)} sets): pass {', '.join(passed)}")


if __name__ == "__main__":
    main()
