"""The groups of notes every method is asked to sort, each like one question at one table.

- mansfield: table 3 of the real event, 53 notes with what stands around them, against each of two codings;
- theme_groups: the 219 groups as they are; a note that fitted nowhere is sorted with the others and
  not scored;
- each other labelled set: GROUPS_DRAWN samples of 20 to 100 notes, drawn from a fixed seed.
  - nhs_patient_feedback_single, nhs_patient_feedback_multi, argument_key_points: within one question, with
    the labels as they fall; only notes with a single label.
  - napire_problem_causes_effects (within question and problem), banking77, clinc150: their labels are far
    finer than people sort a table's notes (20 to 40 in 60 notes), so 5 to 9 labels with at least three
    notes each are drawn first, then notes of these.
  Of notes with the same words only the first is kept.
"""

from __future__ import annotations

import csv
import hashlib
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.benchmarks.themes.folds import fold_of

GROUPS_DRAWN = 20
_SIZES = (20, 100)
_LABELS = (5, 9)
_NOTES_PER_LABEL = 3
_FEWEST_LABELS = 2  # a sample in which all notes bear one label says nothing
_QUESTION_COLUMNS = {
    "nhs_patient_feedback_single": ("question",),
    "nhs_patient_feedback_multi": ("question",),
    "argument_key_points": ("question",),
    "napire_problem_causes_effects": ("question", "problem"),
    "banking77": (),
    "clinc150": (),
}
_FINE_LABELS = ("napire_problem_causes_effects", "banking77", "clinc150")
SETS = ("mansfield", "theme_groups", *_QUESTION_COLUMNS)

Row = dict[str, str]


@dataclass(frozen=True)
class Group:
    """Notes to be sorted, and how people sorted them.

    Attributes:
        set: Name of the set.
        group: Name of the group within the set.
        fold: Which model may embed it: the one that never saw its topic (see folds.py).
        question: What people were asked, or empty.
        texts: The notes, as a method sees them.
        labels: People's theme for each note; empty where it fitted nowhere.
        context: For each note source, kind, heading and lead-in; empty where nothing is known of them.
    """

    set: str
    group: str
    fold: int
    question: str
    texts: tuple[str, ...]
    labels: tuple[str, ...]
    context: tuple[tuple[str, str, str, str], ...] = ()

    @property
    def number(self) -> int:
        """How many themes people made of it."""
        return len(set(self.labels) - {""})


def gather_groups(shared: Path, names: Iterable[str], most: int | None = None) -> list[Group]:
    """The groups of these sets.

    Args:
        shared: The folder with `labelled`, `gold` and `events`.
        names: Names of sets; one whose file is not there is an error.
        most: At most so many groups of each set, and four times as many of theme_groups, which is the
            largest; always the same ones, and those of a smaller number among those of a larger one.
    """
    groups = []
    for name in names:
        limit = None if most is None else most * (4 if name == "theme_groups" else 1)
        found = sorted(_READERS.get(name, _draw_groups)(shared, name), key=_place)[:limit]
        groups += sorted(found, key=lambda group: group.group)
    return groups


def write_groups(path: Path, groups: list[Group], code_titles: list[str]) -> None:
    """Write what the peers, who cannot import this project, need to know."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {
        "code_titles": code_titles,
        "groups": [{**asdict(one), "number": one.number} for one in groups],
    }
    path.write_text(json.dumps(content, ensure_ascii=False, indent=0), encoding="utf-8")


def _place(group: Group) -> str:
    return hashlib.sha256(f"{group.set}/{group.group}".encode()).hexdigest()


def _read_rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _read_theme_groups(shared: Path, name: str) -> Iterator[Group]:
    groups: dict[str, list[Row]] = {}
    for row in _read_rows(shared / "labelled" / f"{name}.csv"):
        groups.setdefault(row["group"], []).append(row)
    for group, rows in groups.items():
        yield Group(
            set=name,
            group=f"{group} {rows[0]['source']}",
            fold=fold_of(name, rows[0]["source"], group),
            question=rows[0]["question"],
            texts=tuple(row["text"] for row in rows),
            labels=tuple(row["theme"] for row in rows),
        )


def _read_mansfield(shared: Path, name: str) -> Iterator[Group]:
    """The notes as the pipeline reads them from the write-up, so that it has their context."""
    from pipeline.ingest import gather_event, read_event
    from pipeline.settings import load_settings

    source = shared / "events" / "2024-09-20-mansfield-library.md"
    notes = read_event(gather_event(source), load_settings().ingest).notes.set_index("line")
    rows = _read_rows(shared / "gold" / "mansfield_table3_coded.csv")
    known = [notes.loc[int(row["line"])] for row in rows]
    for coding in ("theme_1", "theme_2"):
        yield Group(
            set=name,
            group=f"table 3, {coding}",
            fold=fold_of(name),
            question=str(known[0]["question"]),
            texts=tuple(str(note["words"]) for note in known),
            labels=tuple(row[coding] for row in rows),
            context=tuple(
                (str(note["source"]), str(note["kind"]), str(note["heading"]), str(note["lead_in"]))
                for note in known
            ),
        )


def _draw_groups(shared: Path, name: str) -> Iterator[Group]:
    drawn = random.Random(f"theme benchmark {name}")
    questions: dict[str, list[Row]] = {}
    for row in _drop_repeats(_read_rows(shared / "labelled" / f"{name}.csv"), name):
        questions.setdefault(_question_of(row, name), []).append(row)
    fine = name in _FINE_LABELS
    usable = {question: rows for question, rows in questions.items() if _is_enough(rows, fine)}
    asked: list[str] = []
    while len(asked) < GROUPS_DRAWN and usable:  # every question once before any comes again
        asked += drawn.sample(sorted(usable), len(usable))
    for number, question in enumerate(asked[:GROUPS_DRAWN]):
        rows = _draw_labels(usable[question], drawn) if fine else usable[question]
        rows = _draw_notes(rows, drawn)
        yield Group(
            set=name,
            group=f"{number:02d} {question}".strip(),
            fold=fold_of(name),
            question=rows[0].get("question", ""),
            texts=tuple(row["text"] for row in rows),
            labels=tuple(row["label"] for row in rows),
        )


def _question_of(row: Row, name: str) -> str:
    return " / ".join(row[column] for column in _QUESTION_COLUMNS[name])


def _drop_repeats(rows: list[Row], name: str) -> Iterator[Row]:
    seen = set()
    for row in rows:
        words = (_question_of(row, name), *re.findall(r"\w+", row["text"].casefold()))
        if " | " not in row["label"] and words not in seen:
            seen.add(words)
            yield row


def _is_enough(rows: list[Row], fine: bool) -> bool:
    if fine:
        labels = _common_labels(rows)
        rows = [row for row in rows if row["label"] in labels]
        return len(labels) >= _LABELS[0] and len(rows) >= _SIZES[0]
    return len(rows) >= _SIZES[0]


def _common_labels(rows: list[Row]) -> list[str]:
    counts = Counter(row["label"] for row in rows)
    return sorted(label for label, count in counts.items() if count >= _NOTES_PER_LABEL)


def _draw_labels(rows: list[Row], drawn: random.Random) -> list[Row]:
    labels = _common_labels(rows)
    while True:
        chosen = set(drawn.sample(labels, min(len(labels), drawn.randint(*_LABELS))))
        found = [row for row in rows if row["label"] in chosen]
        if len(found) >= _SIZES[0]:
            return found


def _draw_notes(rows: list[Row], drawn: random.Random) -> list[Row]:
    while True:
        sample = drawn.sample(rows, min(len(rows), drawn.randint(*_SIZES)))
        if len({row["label"] for row in sample}) >= _FEWEST_LABELS:
            return sample


_READERS = {"mansfield": _read_mansfield, "theme_groups": _read_theme_groups}
