"""What the adapter is trained on: groups of notes, each sorted into themes by people.

- theme_groups.csv: its 219 groups as they are (residents' and patients' comments, invented event notes).
- argument_key_points, napire_problem_causes_effects, banking77, clinc150: 36 groups each, drawn to look
  like a table's notes: one question, 5 to 9 labels, 3 to 8 notes of each, at most 40. They teach that
  themes are about anything, so that nothing is learned that holds for patients' comments only.

The nhs_patient_feedback sets are left out: their notes stand in theme_groups as well.
"""

from __future__ import annotations

import csv
import random
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.themes.folds import fold_of

_DRAWN = ("argument_key_points", "napire_problem_causes_effects", "banking77", "clinc150")
_GROUPS_DRAWN = 36
_LABELS = (5, 9)
_NOTES_PER_LABEL = (3, 8)
_MOST_NOTES = 40
_STRAIGHT = str.maketrans("‘’“”", "''\"\"")  # as the pipeline does before embedding


@dataclass(frozen=True)
class TrainingGroup:
    """Notes of one question with people's theme for each; notes that fitted nowhere are left out."""

    name: str
    fold: int
    texts: tuple[str, ...]
    labels: tuple[str, ...]


def gather_training_groups(shared: Path) -> list[TrainingGroup]:
    """All groups, the same each time; a model for fold k is trained on those of other folds only."""
    groups = _read_theme_groups(shared / "labelled" / "theme_groups.csv")
    for name in _DRAWN:
        groups += _draw_groups(name, shared / "labelled" / f"{name}.csv")
    return groups


def _read_theme_groups(path: Path) -> list[TrainingGroup]:
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in _read_rows(path):
        if row["theme"]:
            found[row["group"]].append(row)
    return [
        _make_group(
            name, fold_of("theme_groups", rows[0]["source"], name), [(r["text"], r["theme"]) for r in rows]
        )
        for name, rows in found.items()
    ]


def _draw_groups(name: str, path: Path) -> list[TrainingGroup]:
    generator = random.Random(name)
    asked: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in _read_rows(path):
        if row["label"] and " | " not in row["label"] and len(row["text"]) >= _NOTES_PER_LABEL[0]:
            asked[row.get("question") or ""][row["label"]].append(row["text"])
    questions = [
        labels
        for _, found in sorted(asked.items())
        if len(labels := {k: found[k] for k in sorted(found) if len(found[k]) >= _NOTES_PER_LABEL[0]}) >= 4
    ]
    groups = []
    for number in range(_GROUPS_DRAWN):
        labels = questions[number % len(questions)]
        chosen = generator.sample(list(labels), min(len(labels), generator.randint(*_LABELS)))
        notes = [
            (text, label)
            for label in chosen
            for text in generator.sample(
                labels[label], min(len(labels[label]), generator.randint(*_NOTES_PER_LABEL))
            )
        ]
        generator.shuffle(notes)
        groups.append(_make_group(f"{name}-{number}", fold_of(name), notes[:_MOST_NOTES]))
    return groups


def _make_group(name: str, fold: int, notes: list[tuple[str, str]]) -> TrainingGroup:
    texts, labels = zip(*notes, strict=True)
    return TrainingGroup(name, fold, tuple(text.translate(_STRAIGHT) for text in texts), tuple(labels))


def _read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
