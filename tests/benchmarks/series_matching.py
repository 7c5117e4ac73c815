"""From which similarity two draft themes of different events may be taken for one.

Each group of short notes sorted by reading is dealt out to two "events", note by note; of the themes that
are then in both, every third is taken out of the second, so that there is something to wrongly match.
Themes are centres of note vectors less the centre of their own event, matched as the series room does:
nearest both ways, and at least this similar. Printed per threshold: of the pairs matched the share that is
one theme, and of the themes in both the share that was found.

Use: python -m tests.benchmarks.series_matching
"""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

import numpy as np

from pipeline.embedding import VectorCache, embed_texts
from pipeline.series.collate import match_mutually
from pipeline.series.events import centre_themes
from pipeline.settings import load_settings

GROUPS = Path(__file__).parents[3] / "shared" / "labelled" / "theme_groups.csv"
THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7)


def main() -> None:
    """Print precision and recall for each source and threshold."""
    with GROUPS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["theme"]]
    vectors = embed_texts(
        [row["text"] for row in rows], load_settings().embedding, VectorCache(Path(tempfile.mkdtemp()), "t")
    )
    groups: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        groups.setdefault(row["group"], []).append(place)
    counted: dict[tuple[str, float], list[int]] = {}
    for group in groups.values():
        source = rows[group[0]]["source"]
        for matched, right, there in _match_group([rows[place]["theme"] for place in group], vectors[group]):
            for name in (source, "all"):
                for threshold in THRESHOLDS:
                    sums = counted.setdefault((name, threshold), [0, 0, 0])
                    sums[0] += matched >= threshold
                    sums[1] += right and matched >= threshold
                    sums[2] += there
    for (name, threshold), (found, right, there) in sorted(counted.items()):
        share = right / found if found else float("nan")
        print(f"{name:24} {threshold:.2f}  matched {found:5}  right {share:.2f}  found {right / there:.2f}")  # noqa: T201


def _match_group(themes: list[str], vectors: np.ndarray) -> list[tuple[float, bool, int]]:
    """For each theme of the first half: similarity of its match (-1 for none), if right, if there was one."""
    halves: tuple[dict[str, list[int]], dict[str, list[int]]] = ({}, {})
    seen: dict[str, int] = {}
    for place, theme in enumerate(themes):
        halves[seen.get(theme, 0) % 2].setdefault(theme, []).append(place)
        seen[theme] = seen.get(theme, 0) + 1
    first, second = halves
    second = {theme: own for number, (theme, own) in enumerate(sorted(second.items())) if number % 3}
    if not second:
        return []
    here, there = sorted(first), sorted(second)
    centres = centre_themes([first[theme] for theme in here], vectors)
    others = centre_themes([second[theme] for theme in there], vectors)
    pairs = {left: (right, similarity) for left, right, similarity in match_mutually(centres @ others.T)}
    found = []
    for place, theme in enumerate(here):
        right, similarity = pairs.get(place, (-1, -1.0))
        found.append((similarity, right >= 0 and there[right] == theme, int(theme in second)))
    return found


if __name__ == "__main__":
    main()
