"""How write-ups in mixed layouts are read, against the notes they were made with, by their words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pipeline.errors import PipelineError
from pipeline.ingest import read_event
from pipeline.ingest.event import EventFile
from pipeline.ingest.event.sources import RawEvent
from pipeline.settings import load_settings
from tests.benchmarks.mixed_layouts.files import write_file
from tests.benchmarks.mixed_layouts.layout import Layout
from tests.benchmarks.mixed_layouts.write_up import WriteUp, make_write_up
from tests.benchmarks.reading_wild.gold import GoldDocument
from tests.benchmarks.reading_wild.measure import compare_notes


@dataclass(frozen=True)
class Result:
    """How one write-up was read: F1 of its notes, and the share of those found under their question."""

    seed: int
    layout: Layout
    f1: float
    question: float

    @property
    def whole(self) -> bool:
        """Whether every note was read under its question, and nothing else."""
        return self.f1 == self.question == 1


@dataclass(frozen=True)
class Total:
    """How many write-ups were read: means, the right question of those of which something was found.

    Attributes:
        count: How many there are.
        f1: Mean F1 of notes.
        question: Mean share of notes under their question.
        whole: Share read without a fault.
        nothing: Seeds of which no note was found.
    """

    count: int
    f1: float
    question: float
    whole: float
    nothing: tuple[int, ...]


def measure_seed(seed: int) -> Result:
    """Make the write-up of a seed, read it and compare."""
    made = make_write_up(seed)
    name = f"notes.{made.layout.file}"
    gold = GoldDocument(Path(name), "", made.notes)
    reading = compare_notes(gold, _read_notes(name, made), said=())
    return Result(seed, made.layout, reading.f1, reading.question / max(reading.right, 1))


def sum_up(results: Iterable[Result]) -> Total:
    """Means of some results, of which there is one at least."""
    some = list(results)
    found = [one.question for one in some if one.f1]
    return Total(
        count=len(some),
        f1=sum(one.f1 for one in some) / len(some),
        question=sum(found) / max(len(found), 1),
        whole=sum(one.whole for one in some) / len(some),
        nothing=tuple(one.seed for one in some if not one.f1),
    )


def sum_up_by_choice(results: Iterable[Result]) -> dict[tuple[str, str], Total]:
    """The same for each kind of choice and what was chosen."""
    groups: dict[tuple[str, str], list[Result]] = {}
    for one in results:
        for choice in one.layout.choices.items():
            groups.setdefault(choice, []).append(one)
    order = list(Layout.__dataclass_fields__)
    return {
        choice: sum_up(groups[choice])
        for choice in sorted(groups, key=lambda choice: (order.index(choice[0]), choice[1]))
    }


def _read_notes(name: str, made: WriteUp) -> pd.DataFrame:
    """Words and question of the notes read; a sub-heading does not stand in for the question."""
    event = RawEvent("a-day", EventFile(date="2026-03-04"), ((name, write_file(made)),), ())
    try:
        notes = read_event(event, load_settings().ingest).notes
    except PipelineError:
        return pd.DataFrame({"text": [], "question": [], "heading": []})
    return pd.DataFrame({"text": notes["words"], "question": notes["question"], "heading": ""})
