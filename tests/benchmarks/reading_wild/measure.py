"""Compares notes that were read with the gold readings, by their words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from pipeline.errors import PipelineError
from pipeline.ingest import gather_event, list_doubts, read_event
from pipeline.settings import load_settings
from tests.benchmarks.reading_wild.gold import GoldDocument, GoldNote

_SAME_NOTE = 0.85  # Dice coefficient of words: a marker or a speaker left on is forgiven, half a note is not
_SAME_QUESTION = 0.6  # as in the benchmark of the twelve
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Reading:
    """How one document was read.

    Attributes:
        name: Of the file.
        repository: The group it belongs to.
        sure: Gold notes that must be found.
        read: Notes the program read, those that are undecided left out.
        right: Notes found by both.
        question: Of those, under the right question.
        said: What the program said of the reading: doubts, or why it refused.
        missed: Words of the notes that were not found.
        extra: Words of what was read though it is no note.
        elsewhere: Pairs of gold and read question where they differ.
    """

    name: str
    repository: str
    sure: int
    read: int
    right: int
    question: int
    said: tuple[str, ...]
    missed: tuple[str, ...]
    extra: tuple[str, ...]
    elsewhere: tuple[tuple[str, str], ...]

    @property
    def precision(self) -> float:
        """Share of what was read that is a note; 1 where nothing was read."""
        return self.right / self.read if self.read else 1.0

    @property
    def recall(self) -> float:
        """Share of the notes that was read; 1 where there is none."""
        return self.right / self.sure if self.sure else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two; 0 where notes are read in a document that holds none."""
        both = self.precision + self.recall
        if not self.sure:
            return 0.0 if self.read else 1.0
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def silent(self) -> int:
        """Notes missed though nothing was said."""
        return 0 if self.said else len(self.missed)


def measure_document(document: GoldDocument) -> Reading:
    """Read a document and compare its notes with the gold reading."""
    said: Sequence[str]
    try:
        found = read_event(gather_event(document.path), load_settings().ingest)
        said = list_doubts(found.ledger, found.questions, found.notes)
        notes = found.notes
    except PipelineError as error:
        said = [str(error)]
        notes = pd.DataFrame({"text": [], "question": [], "heading": []})
    return compare_notes(document, notes, tuple(said))


def compare_notes(document: GoldDocument, notes: pd.DataFrame, said: tuple[str, ...]) -> Reading:
    """Compare notes with the gold reading, one to one, the most alike first."""
    gold = [Counter(fold(note.words)) for note in document.notes]
    read = [Counter(fold(text)) for text in notes["text"]]
    pairs = pair_alike(gold, read)
    right = [(i, j) for i, j in pairs if document.notes[i].sure]
    taken = {j for _, j in pairs}
    extra = [j for j in range(len(read)) if j not in taken]
    elsewhere = []
    for i, j in right:
        row = notes.iloc[j]
        if not same_question(document.notes[i], row["question"], row["heading"]):
            elsewhere.append((document.notes[i].question, f"{row['question']} > {row['heading']}"))
    paired = {i for i, _ in pairs}
    missed = [n.words for i, n in enumerate(document.notes) if n.sure and i not in paired]
    return Reading(
        name=document.path.name,
        repository=document.repository,
        sure=sum(note.sure for note in document.notes),
        read=len(right) + len(extra),
        right=len(right),
        question=len(right) - len(elsewhere),
        said=said,
        missed=tuple(missed),
        extra=tuple(str(notes.iloc[j]["text"]) for j in extra),
        elsewhere=tuple(elsewhere),
    )


def pair_alike(gold: list[Counter[str]], read: list[Counter[str]]) -> list[tuple[int, int]]:
    """Pairs of a gold note and a read one with the same words, each in one pair at most."""
    scored = []
    for i, one in enumerate(gold):
        for j, other in enumerate(read):
            total = one.total() + other.total()
            alike = 2 * (one & other).total() / total if total else 0.0
            if alike >= _SAME_NOTE:
                scored.append((-alike, abs(i - j), i, j))
    pairs: list[tuple[int, int]] = []
    seen_gold: set[int] = set()
    seen_read: set[int] = set()
    for _, _, i, j in sorted(scored):
        if i not in seen_gold and j not in seen_read:
            seen_gold.add(i)
            seen_read.add(j)
            pairs.append((i, j))
    return sorted(pairs)


def same_question(note: GoldNote, question: str, heading: str) -> bool:
    """Whether a note stands under the gold question, alone or together with its sub-heading."""
    wanted = set(fold(note.question))
    if not wanted:
        return not question
    for words in (question, heading, f"{question} {heading}"):
        got = set(fold(words))
        if got and 2 * len(wanted & got) / (len(wanted) + len(got)) >= _SAME_QUESTION:
            return True
    return False


def fold(text: str) -> list[str]:
    """Words of a text, case, punctuation and ligatures aside."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold().replace("’", "'"))
