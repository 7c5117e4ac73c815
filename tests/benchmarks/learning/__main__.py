"""Runs the simulation, prints its table and draws its figure. See README.md beside this file."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from pipeline.settings import load_settings
from tests.benchmarks.learning.across import SETS, learn_across
from tests.benchmarks.learning.fit import fit_weights
from tests.benchmarks.learning.simulate import (
    CHECKED,
    RANDOM,
    REVIEWERS,
    SUGGESTED,
    Outcome,
    Sorted,
    review,
    sort_groups,
)
from tests.benchmarks.themes.ours import EmbedOfFold, embed_by_models, embed_plain
from tests.benchmarks.themes.sets import gather_groups

ROOT = Path(__file__).parents[3]
TUNED = (0, 2)  # folds on which the weights are fitted; the others are reported
GOLD = "mansfield, table 3, theme_1"


def main(arguments: Sequence[str] | None = None) -> None:
    """Simulate, print, write table.md, outcomes.csv and notes-to-move.png."""
    options = _read_options(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    groups = gather_groups(options.shared, ("mansfield", "theme_groups"), options.most)
    with threadpool_limits(limits=1):
        if options.across:
            series = gather_groups(options.shared, SETS, options.most)
            print(learn_across(series, _choose_embed(options)))  # noqa: T201
            return
        found = list(sort_groups(groups, _choose_embed(options)))
        if options.fit:
            tuned = [one for one in found if one.fold in TUNED]
            print(f"fitted on {len(tuned)} groups: {fit_weights(tuned)}")  # noqa: T201
            return
        parts = {
            "sorted groups kept back": [
                one for one in found if one.fold not in TUNED and "mansfield" not in one.name
            ],
            "Mansfield table 3, coding 1": [one for one in found if one.name == GOLD],
        }
        outcomes = {part: _review(chosen, options.seeds) for part, chosen in parts.items()}
    table = "\n\n".join(_render(part, parts[part], outcomes[part]) for part in parts if parts[part])
    (options.out / "table.md").write_text(f"{table}\n", encoding="utf-8")
    _write(options.out / "outcomes.csv", [one for chosen in outcomes.values() for one in chosen])
    _draw(options.out / "notes-to-move.png", outcomes)
    print(table)  # noqa: T201


def _choose_embed(options: argparse.Namespace) -> EmbedOfFold:
    settings = load_settings().embedding
    return embed_by_models(options.models, settings) if options.models else embed_plain(settings)


def _review(groups: Sequence[Sorted], seeds: int) -> list[Outcome]:
    return [outcome for group in groups for outcome in review(group, seeds)]


def _mean(outcomes: Sequence[Outcome], order: str, checked: int, what: str, reviewer: str) -> float:
    chosen = [
        getattr(one, what)
        for one in outcomes
        if (one.order, one.checked, one.reviewer) == (order, checked, reviewer)
    ]
    return float(np.mean(chosen))


def _rows(outcomes: Sequence[Outcome]) -> list[tuple[str, str, str, list[float]]]:
    """Order, reviewer or nothing learned, which notes, and the mean after each number checked."""
    rows = []
    for order in (RANDOM, SUGGESTED):
        for which, before, after in (
            ("all", "before", "after"),
            ("not checked", "rest_before", "rest_after"),
        ):
            for reviewer in ("", *REVIEWERS):
                what, whose = (after, reviewer) if reviewer else (before, REVIEWERS[0])
                means = [_mean(outcomes, order, checked, what, whose) for checked in CHECKED]
                rows.append((order, reviewer or "nothing learned", which, means))
    return rows


def _render(part: str, groups: Sequence[Sorted], outcomes: Sequence[Outcome]) -> str:
    notes = float(np.mean([(group.human >= 0).sum() for group in groups]))
    lines = [
        f"{part}: {len(groups)} question(s), {notes:.1f} notes each; notes to move after so many checked",
        "",
        "| order | reviewer | among | " + " | ".join(map(str, CHECKED)) + " |",
        "|---|---|---|" + "---:|" * len(CHECKED),
    ]
    for order, reviewer, which, means in _rows(outcomes):
        shown = " | ".join(f"{mean:.2f}" for mean in means)
        lines.append(f"| {order} | {reviewer} | {which} | {shown} |")
    seeds = sorted({one.seed for one in outcomes if one.order == RANDOM})
    for reviewer in REVIEWERS:
        wins = []
        for checked in CHECKED[1:]:
            own = _mean(outcomes, SUGGESTED, checked, "after", reviewer)
            drawn = [
                np.mean(
                    [
                        one.after
                        for one in outcomes
                        if (one.order, one.seed, one.checked, one.reviewer)
                        == (RANDOM, seed, checked, reviewer)
                    ]
                )
                for seed in seeds
            ]
            wins.append(f"{sum(own < mean for mean in drawn)}")
        lines.append("")
        lines.append(
            f"Random orders (of {len(seeds)}) that leave more to move than the suggested one, reviewer "
            f"“{reviewer}”: {', '.join(wins)} after {', '.join(map(str, CHECKED[1:]))}."
        )
    return "\n".join(lines)


def _write(path: Path, outcomes: Sequence[Outcome]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(asdict(outcomes[0])))
        writer.writeheader()
        writer.writerows(asdict(one) for one in outcomes)


def _draw(path: Path, outcomes: dict[str, list[Outcome]]) -> None:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(11, 4.4), layout="constrained")
    axes = figure.subplots(1, len(outcomes))
    styles = {RANDOM: "--", SUGGESTED: "-"}
    colours = {"nothing learned": "#555555", REVIEWERS[1]: "#0b6e99", REVIEWERS[2]: "#b3541e"}
    for axis, (part, chosen) in zip(axes, outcomes.items(), strict=True):
        for order, reviewer, which, means in _rows(chosen):
            if which == "all" and reviewer in colours:
                axis.plot(
                    CHECKED,
                    means,
                    styles[order],
                    color=colours[reviewer],
                    marker="o",
                    markersize=3,
                    label=f"{order} order, {reviewer}",
                )
        axis.set(title=part, xlabel="notes checked", ylabel="notes still to move", xticks=CHECKED)
        axis.set_ylim(bottom=0)
        axis.spines[["top", "right"]].set_visible(False)
    axes[0].legend(frameon=False, fontsize=8)
    figure.savefig(path, dpi=150)


def _read_options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.learning", description=__doc__)
    parser.add_argument("--seeds", type=int, default=20, help="random orders for each question (20)")
    parser.add_argument("--most", type=int, help="groups at most, four times as many of theme_groups")
    parser.add_argument(
        "--models", type=Path, help="folder with a model in fold-0 …, as for the theme benchmark; else MiniLM"
    )
    parser.add_argument("--fit", action="store_true", help="fit the weights, print them, and stop")
    parser.add_argument("--across", action="store_true", help="review two events, score the third, and stop")
    parser.add_argument("--out", type=Path, default=Path(".cache/learning"), help="where results are kept")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="../shared")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
