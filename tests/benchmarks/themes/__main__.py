"""Runs the theme benchmark and prints its table. See tests/benchmarks/README.md."""

from __future__ import annotations

import argparse
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from threadpoolctl import threadpool_limits

from pipeline.settings import EmbeddingSettings, load_settings
from pipeline.themes.codebook import find_codebook, read_written
from tests.benchmarks.themes.ours import (
    OWN_NUMBER,
    TOLD_NUMBER,
    EmbedOfFold,
    embed_by_models,
    embed_from_files,
    embed_groups,
    embed_installed,
    embed_plain,
    sort_ours,
    sort_plain,
)
from tests.benchmarks.themes.results import file_of, keep_drafts, read_drafts
from tests.benchmarks.themes.sets import SETS, gather_groups, write_groups
from tests.benchmarks.themes.table import (
    compare_targets,
    pick_drafts,
    render_sets,
    render_table,
    score_drafts,
    write_scores,
)
from tests.benchmarks.themes.told import TOLD

ROOT = Path(__file__).parents[3]
_PEERS = {
    "KeyNMF": True,
    "BERTopic as installed": False,
    "BERTopic tuned for small n": False,
    "BERTopic tuned, outliers left": False,
    "BERTopic zero-shot": False,
}
# Whether a method is told how many themes people made, in the order of the table.
METHODS = {OWN_NUMBER: False, TOLD_NUMBER: True, **dict.fromkeys(TOLD, True), **_PEERS}
_QUICK_GROUPS, _QUICK_RUNS = 1, 2
# One thread each: the time of one method must not depend on what else the machine does.
_PEER_ENVIRONMENT = {"HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1", "NUMBA_NUM_THREADS": "1"}


def main(arguments: Sequence[str] | None = None) -> None:
    """Sort, score, and print and keep the table."""
    options = _read_options(arguments)
    most = min(options.most or _QUICK_GROUPS, _QUICK_GROUPS) if options.quick else options.most
    runs = _QUICK_RUNS if options.quick else options.runs
    out = options.out.absolute()
    folder = out / "drafts"
    settings = load_settings()
    groups = gather_groups(options.shared, options.sets, most)
    codebook = find_codebook("coproduction", Path())
    titles = [code.title for code in read_written(codebook.read_text(encoding="utf-8"), codebook.name).codes]
    write_groups(out / "groups.json", groups, titles)

    plain = embed_plain(settings.embedding)
    embed_of, source = _choose_embed(options, settings.embedding)
    with threadpool_limits(limits=1):
        known = embed_groups(groups, plain)
        own = embed_groups(groups, embed_of)
        for method in (OWN_NUMBER, TOLD_NUMBER):
            ours = sort_ours(groups, method, own, embed_of, settings.themes, runs)
            keep_drafts(folder, ours, anew=True)
        for method in TOLD:
            keep_drafts(folder, sort_plain(groups, method, known, runs), anew=True)
    if options.peers is not None and not options.quick:
        _run_peers(options.peers, out / "groups.json", folder, runs)

    kept = [draft for method in METHODS for draft in read_drafts(file_of(folder, method))]
    drafts = pick_drafts(groups, kept, runs)
    scores = score_drafts(groups, drafts)
    write_scores(out / "scores.csv", scores)
    parts = [
        render_table(groups, scores, drafts, METHODS),
        render_sets(groups, scores, METHODS),
        f"This pipeline's vectors: {source}.",
        "\n".join(compare_targets(scores, METHODS, OWN_NUMBER)),
    ]
    report = "\n\n".join(part for part in parts if part)
    (out / "table.md").write_text(f"{report}\n", encoding="utf-8")
    print(report)  # noqa: T201


def _choose_embed(options: argparse.Namespace, settings: EmbeddingSettings) -> tuple[EmbedOfFold, str]:
    if options.vectors is not None:
        return embed_from_files(options.vectors), "one file for each fold"
    if options.models is not None:
        return embed_by_models(options.models, settings), "one model for each fold"
    return embed_installed(settings), "the pipeline's own model for every fold"


def _run_peers(python: str, groups_file: Path, folder: Path, runs: int) -> None:
    command = [python, "-m", "tests.benchmarks.themes.peers", str(groups_file), str(folder), str(runs)]
    with (folder.parent / "peers.log").open("w", encoding="utf-8") as log:
        environment = {**os.environ, **_PEER_ENVIRONMENT}
        subprocess.run(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT, check=True)


def _read_options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.themes", description=__doc__)
    parser.add_argument("--peers", metavar="PYTHON", help="Python of the peers' environment")
    parser.add_argument("--sets", nargs="+", default=SETS, choices=SETS, metavar="SET", help=", ".join(SETS))
    parser.add_argument("--most", type=int, help="groups per set at most, four times as many of theme_groups")
    parser.add_argument("--runs", type=int, default=3, help="runs with another seed or order (3)")
    parser.add_argument("--vectors", type=Path, help="folder with fold-0.npz …: see ours.py")
    parser.add_argument("--models", type=Path, help="folder with a model in fold-0 …: see ours.py")
    parser.add_argument("--quick", action="store_true", help="a few groups, no peers: does it work?")
    parser.add_argument("--out", type=Path, default=Path(".cache/benchmark"), help="where results are kept")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="../shared")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
