"""Trains the adapter on all groups, or on all but one fold to score it on topics it never saw."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.benchmarks.adapter.recipe import gather_training_groups
from tests.benchmarks.adapter.training import Recipe, keep_adapter, keep_model, train_adapter

_SHARED = Path(__file__).parents[4] / "shared"


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without-fold", type=int, help="Train for this fold: on all groups of the others.")
    parser.add_argument("--steps", type=int, default=Recipe.steps)
    parser.add_argument("--seed", type=int, default=Recipe.seed)
    parser.add_argument("--out", type=Path, default=Path(".cache/adapter"))
    parser.add_argument("--shared", type=Path, default=_SHARED)
    options = parser.parse_args()
    groups = gather_training_groups(options.shared)
    recipe = Recipe(steps=options.steps, seed=options.seed)
    if options.without_fold is None:
        keep_adapter(train_adapter(groups, recipe), options.out / "adapter.safetensors")
    else:
        others = [group for group in groups if group.fold != options.without_fold]
        keep_model(train_adapter(others, recipe), options.out / f"fold-{options.without_fold}")


if __name__ == "__main__":
    main()
