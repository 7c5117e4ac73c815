"""The corpus of this room: sentences written for it, personal details marked as {kind:words}.

Two parts. The first was written together with the code. The second ("blind") was written by somebody who
had not seen the code, and measured before anybody who wrote the code had read it; its sentences without
details are chosen to look like details.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

from pipeline.privacy.flags import find_in_text

_MARK = re.compile(r"\{(\w+):([^}]*)\}")


Detail = tuple[int, int, str]  # where it begins and ends, and its kind
Sentence = tuple[str, list[Detail]]


def read_corpus(prefix: str = "") -> list[Sentence]:
    """Each sentence without its marks, and the place and kind of each detail in it."""
    sentences = []
    for name in (f"{prefix}with_details.csv", f"{prefix}without_details.csv"):
        with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
            sentences += [_unmark(row["sentence"]) for row in csv.DictReader(file)]
    return sentences


def _unmark(marked: str) -> Sentence:
    text = ""
    details = []
    last = 0
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        details.append((len(text), len(text) + len(mark[2]), mark[1]))
        text += mark[2]
        last = mark.end()
    return text + marked[last:], details


def flag(corpus: list[Sentence]) -> list[set[Detail]]:
    """What is flagged in each sentence."""
    return [
        {(span.start, span.end, span.kind) for span in find_in_text(text, is_speaker=False)}
        for text, _ in corpus
    ]


def measure(corpus: list[Sentence], found: list[set[Detail]]) -> dict[str, tuple[float, float]]:
    """Precision and recall by kind, a detail counting only with its exact place."""
    right: Counter[str] = Counter()
    flagged: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    for (_, details), spans in zip(corpus, found, strict=True):
        flagged.update(kind for _, _, kind in spans)
        marked.update(kind for _, _, kind in details)
        right.update(kind for _, _, kind in spans & set(details))
    return {
        kind: (right[kind] / max(flagged[kind], 1), right[kind] / marked[kind]) for kind in sorted(marked)
    }


def count_masked(corpus: list[Sentence], found: list[set[Detail]]) -> dict[str, tuple[int, int]]:
    """By kind, of how many details no letter and no digit is left in print, and of how many there are."""
    gone: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    for (text, details), spans in zip(corpus, found, strict=True):
        hidden = {place for start, end, _ in spans for place in range(start, end)}
        for start, end, kind in details:
            marked[kind] += 1
            gone[kind] += all(place in hidden for place in range(start, end) if text[place].isalnum())
    return {kind: (gone[kind], marked[kind]) for kind in sorted(marked)}


def measure_names(
    prefix: str, found: list[set[Detail]], column: str = "origin"
) -> dict[str, tuple[int, int]]:
    """By origin of name, or how it is written, how many are found with their exact place, of how many."""
    with Path(__file__).with_name(f"{prefix}with_details.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row[column], _unmark(row["sentence"])[1]) for row in csv.DictReader(file)]
    right: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    for (origin, details), spans in zip(rows, found, strict=False):  # clean sentences follow
        names = {detail for detail in details if detail[2] == "name"}
        marked[origin] += len(names)
        right[origin] += len(names & spans)
    return {origin: (right[origin], marked[origin]) for origin in sorted(marked) if marked[origin]}
