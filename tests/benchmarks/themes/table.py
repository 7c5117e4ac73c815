"""Scores drafts against people's sorting and sets the methods side by side."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tests.benchmarks.themes.results import Draft, digest_of
from tests.benchmarks.themes.sets import SETS, Group

Numbers = npt.NDArray[np.float64]
_RESAMPLES = 2000
_SEED = 20240920  # any fixed number
_TUNED = ("BERTopic tuned for small n", "BERTopic tuned, outliers left")
PARTS = ("all groups", "theme_groups", "labelled sets", "mansfield")
_FEWEST_GROUPS = 5  # an interval over fewer groups would be a pretence


@dataclass(frozen=True)
class Score:
    """How one draft agrees with people. Notes that fitted nowhere for people are not scored.

    Attributes:
        method: Name of the method.
        run: Number of the run.
        set: Name of the set.
        group: Name of the group.
        ami: Adjusted mutual information (Vinh et al. 2010); notes left out count as one cluster.
        ari: Adjusted Rand index (Hubert & Arabie 1985), likewise.
        outliers: Share of all notes that were left out.
        moves: Share of notes to put elsewhere after each of people's themes took the cluster that
            holds most of it (one to one, the best such choice).
        clusters: How many clusters were made, the left out not counted.
        seconds: Processor time.
    """

    method: str
    run: int
    set: str
    group: str
    ami: float
    ari: float
    outliers: float
    moves: float
    clusters: int
    seconds: float


def score_drafts(groups: Sequence[Group], drafts: Sequence[Draft]) -> list[Score]:
    """Score drafts of these groups."""
    known = {_key(group): group for group in groups}
    return [score_draft(known[draft.set, draft.group, draft.digest], draft) for draft in drafts]


def pick_drafts(groups: Sequence[Group], drafts: Sequence[Draft], runs: int) -> list[Draft]:
    """The drafts of these groups and so many runs; those of other notes, kept from before, are left."""
    known = set(map(_key, groups))
    return [draft for draft in drafts if (draft.set, draft.group, draft.digest) in known and draft.run < runs]


def _key(group: Group) -> tuple[str, str, str]:
    return group.set, group.group, digest_of(group.texts, group.number)


def score_draft(group: Group, draft: Draft) -> Score:
    """Score one draft."""
    from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score

    pairs = [
        (label, cluster) for label, cluster in zip(group.labels, draft.clusters, strict=True) if label != ""
    ]
    labels, clusters = zip(*pairs, strict=True)
    return Score(
        method=draft.method,
        run=draft.run,
        set=draft.set,
        group=draft.group,
        ami=float(adjusted_mutual_info_score(labels, clusters)),
        ari=float(adjusted_rand_score(labels, clusters)),
        outliers=draft.clusters.count(-1) / len(draft.clusters),
        moves=_count_moves(labels, clusters) / len(pairs),
        clusters=len(set(draft.clusters) - {-1}),
        seconds=draft.seconds,
    )


def _count_moves(labels: Sequence[str], clusters: Sequence[int]) -> int:
    from scipy.optimize import linear_sum_assignment
    from sklearn.metrics.cluster import contingency_matrix

    shared = contingency_matrix(labels, clusters)
    rows, columns = linear_sum_assignment(-shared)
    return len(labels) - int(shared[rows, columns].sum())


def render_table(
    groups: Sequence[Group], scores: Sequence[Score], drafts: Sequence[Draft], told: dict[str, bool]
) -> str:
    """One Markdown table, a row per method.

    Args:
        groups: What was sorted.
        scores: Of every method.
        drafts: What was scored, for the agreement of a method's runs with each other.
        told: Whether a method is told the number, in the order of the rows.

    Methods that have not sorted every group are left out of the table and named below it.
    """
    parts = [part for part in PARTS if any(_is_in(group.set, part) for group in groups)]
    head = ["method", "told the number", *_head_columns(groups, parts)]
    head += ["ARI", "left out", "to move", "themes", "AMI between runs ±", "ARI between runs", "seconds"]
    rows, missing = [], []
    for method, is_told in told.items():
        own = [score for score in scores if score.method == method]
        if not _is_whole(own, groups):
            missing.append(f"{method} ({len(_by_group(own))} groups)")
            continue
        rows.append(
            [
                method,
                "yes" if is_told else "no",
                *_say_parts(own, parts),
                f"{_mean(own, 'ari'):.3f}",
                f"{_mean(own, 'outliers'):.0%}",
                f"{_mean(own, 'moves'):.0%}",
                f"{_mean(own, 'clusters'):.1f}",
                _say_spread(own),
                _say_agreement([draft for draft in drafts if draft.method == method]),
                f"{np.median([score.seconds for score in own if score.run == 0]):.2f}",
            ]
        )
    note = f"\n\nNot shown, not every group sorted: {', '.join(missing)}." if missing else ""
    return _render_rows(head, rows) + note


def render_sets(groups: Sequence[Group], scores: Sequence[Score], told: dict[str, bool]) -> str:
    """AMI for each labelled set, a row per method; nothing if there is but one."""
    names = [name for name in SETS[2:] if any(group.set == name for group in groups)]
    if len(names) < 2:
        return ""
    by_method = {method: [score for score in scores if score.method == method] for method in told}
    rows = [[name, *_say_parts(own, names)] for name, own in by_method.items() if _is_whole(own, groups)]
    return _render_rows(["method", *_head_columns(groups, names)], rows)


def _head_columns(groups: Sequence[Group], parts: Sequence[str]) -> list[str]:
    counts = {part: sum(_is_in(group.set, part) for group in groups) for part in parts}
    return [f"AMI, {part.replace('_', ' ')} ({count})" for part, count in counts.items()]


def _say_parts(own: Sequence[Score], parts: Sequence[str]) -> list[str]:
    return [_say_interval([score for score in own if _is_in(score.set, part)]) for part in parts]


def _is_whole(own: Sequence[Score], groups: Sequence[Group]) -> bool:
    return _by_group(own).keys() == {(group.set, group.group) for group in groups}


def _render_rows(head: list[str], rows: list[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows))


def compare_targets(scores: Sequence[Score], told: dict[str, bool], own: str) -> list[str]:
    """Our mean AMI over the best told peer's and over tuned BERTopic's, with intervals over paired groups.

    Only over groups that both sorted.
    """
    means = {name: _by_group([score for score in scores if score.method == name]) for name in told}
    peers = [name for name, is_told in told.items() if is_told and not name.startswith(own) and means[name]]
    lines = []
    for part in ("all groups", "theme_groups", "labelled sets"):
        chosen = {
            name: {key: ami for key, ami in of.items() if _is_in(key[0], part)} for name, of in means.items()
        }
        best = max(peers, key=lambda name: np.mean(list(chosen[name].values() or [0])), default=None)
        for peer, target in ((best, 1.3), *((peer, 2.0) for peer in _TUNED)):
            both = sorted(chosen[own].keys() & chosen.get(peer or "", {}).keys())
            if len(both) < _FEWEST_GROUPS:
                continue
            mine, theirs = (np.array([chosen[name][key] for key in both]) for name in (own, peer or ""))
            drawn = _resample(len(both))
            ratios = mine[drawn].mean(axis=1) / theirs[drawn].mean(axis=1)
            low, high = np.percentile(ratios, [2.5, 97.5])
            ratio = mine.mean() / theirs.mean()
            lines.append(
                f"- {part.replace('_', ' ')} ({len(both)}): {mine.mean():.3f}, {ratio:.2f} times {peer} "
                f"({theirs.mean():.3f}); interval {low:.2f} to {high:.2f}; target {target}"
            )
    return lines


def write_scores(path: Path, scores: Sequence[Score]) -> None:
    """Keep every score."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(Score.__dataclass_fields__))
        writer.writeheader()
        writer.writerows(asdict(score) for score in scores)


def _is_in(name: str, part: str) -> bool:
    return part in ("all groups", name) or (part == "labelled sets" and name in SETS[2:])


def _by_group(scores: Sequence[Score]) -> dict[tuple[str, str], float]:
    found: dict[tuple[str, str], list[float]] = {}
    for score in scores:
        found.setdefault((score.set, score.group), []).append(score.ami)
    return {key: float(np.mean(amis)) for key, amis in found.items()}


def _mean(scores: Sequence[Score], field: str) -> float:
    return float(np.mean([getattr(score, field) for score in scores]))


def _resample(count: int) -> npt.NDArray[np.int64]:
    return np.random.default_rng(_SEED).integers(0, count, (_RESAMPLES, count))


def _say_interval(scores: Sequence[Score]) -> str:
    amis: Numbers = np.array([ami for _, ami in sorted(_by_group(scores).items())])
    if len(amis) < _FEWEST_GROUPS:
        return f"{amis.mean():.3f}"
    low, high = np.percentile(amis[_resample(len(amis))].mean(axis=1), [2.5, 97.5])
    return f"{amis.mean():.3f} [{low:.3f}, {high:.3f}]"


def _say_spread(scores: Sequence[Score]) -> str:
    """Standard deviation of the mean AMI between whole runs; a run that is not whole does not count."""
    runs: dict[int, list[float]] = {}
    for score in scores:
        runs.setdefault(score.run, []).append(score.ami)
    whole = [float(np.mean(amis)) for amis in runs.values() if len(amis) == len(runs[min(runs)])]
    return f"{np.std(whole, ddof=1):.3f} ({len(whole)})" if len(whole) > 1 else "one run"


def _say_agreement(drafts: Sequence[Draft]) -> str:
    """Mean ARI between each two runs on the same notes: 1 when a run gives the same themes again."""
    from sklearn.metrics import adjusted_rand_score

    runs: dict[tuple[str, str], list[tuple[int, ...]]] = {}
    for draft in drafts:
        runs.setdefault((draft.set, draft.group), []).append(draft.clusters)
    scores = [
        adjusted_rand_score(one, other)
        for same in runs.values()
        for one, other in itertools.combinations(same, 2)
    ]
    return f"{np.mean(scores):.2f}" if scores else "–"
