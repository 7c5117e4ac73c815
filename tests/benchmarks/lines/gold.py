"""Which lines of documents with gold readings are people's remarks, and how the rules read them."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pipeline.ingest import gather_event
from pipeline.ingest.lines import FORMATS, read_document
from pipeline.ingest.structure.place import place_lines
from pipeline.ingest.structure.questions import QuestionList
from pipeline.settings import load_settings
from tests.benchmarks.reading import REFERENCE, SHARED
from tests.benchmarks.reading_wild.gold import WILD, GoldDocument, GoldNote, list_documents
from tests.benchmarks.reading_wild.measure import fold, measure_document

_FEWEST = 3  # words of a line that may be a part of a note
_SAME = 0.5  # share of a line's words that a note in it must have
_FROM = {  # events of repositories that others are of as well
    "seagl_retrospective_2022": "SeaGL/organization",
    "ttt_ssi_feedback_2021": "anenadic",
    "connectedbydata_dpdi_bill_call_2023-03": "connectedbydata",
}


@dataclass(frozen=True)
class LinesRead:
    """The lines of one document.

    Attributes:
        name: Of the file.
        repository: The group to leave out.
        lines: Its ledger.
        remarks: For each of them 1 where it is a remark, 0 where it is none; None where it may be either.
        f1: How well the rules read it.
    """

    name: str
    repository: str
    lines: pd.DataFrame
    remarks: tuple[float | None, ...]
    f1: float


def list_read(folders: Sequence[Path]) -> list[LinesRead]:
    """The wild documents, the events, and those of more folders, each with its gold beside it."""
    documents = [document for folder in (WILD, *folders) for document in list_documents(folder)]
    readable = [_read_gold(one) for one in documents if one.path.suffix in FORMATS]
    events = [_read_event(path) for path in sorted(REFERENCE.glob("*.csv"))]
    return [*readable, *(one for one in events if one is not None)]


def mark_remarks(lines: Sequence[str], notes: Sequence[GoldNote]) -> tuple[float | None, ...]:
    """For each line whether it is a note, a part of one, or holds one in most of its words."""
    told = [(f" {' '.join(words)} ", len(words), note.sure) for note in notes if (words := fold(note.words))]
    marks: list[float | None] = []
    for line in lines:
        words = fold(line)
        text = f" {' '.join(words)} "
        holding = [
            sure
            for note, count, sure in told
            if (text in note and (len(words) >= _FEWEST or text == note))
            or (note in text and count >= len(words) * _SAME)
        ]
        marks.append(None if holding and not any(holding) else float(bool(holding)))
    return tuple(marks)


def _read_gold(document: GoldDocument) -> LinesRead:
    lines = _place(document.path)
    marks = mark_remarks(lines["text"].tolist(), document.notes)
    group = document.repository.removeprefix("https://").removeprefix("http://").removeprefix("www.")
    if "." in group.split("/")[0]:
        group = group.split("/")[0]  # pages of one site
    return LinesRead(document.path.name, group, lines, marks, measure_document(document).f1)


def _read_event(reference: Path) -> LinesRead | None:
    path = next(one for one in SHARED.rglob(f"{reference.stem}.*") if one.parent.name != "formats")
    if path.suffix == ".csv":
        return None
    with reference.open(encoding="utf-8", newline="") as file:
        noted = {int(row["line"]) for row in csv.DictReader(file)}
    lines = _place(path)
    marks = tuple(float(number in noted) for number in lines["line"])
    return LinesRead(path.name, _FROM.get(reference.stem, reference.stem), lines, marks, 1.0)


def _place(path: Path) -> pd.DataFrame:
    """The ledger of a document, also of one in which no notes are found."""
    raw = gather_event(path)
    (name, content), *_ = raw.documents
    settings = load_settings().ingest
    questions = QuestionList(raw.facts.questions, settings.same_question)
    document = read_document(name, content, raw.facts.columns, raw.facts.questions)
    placed = place_lines(document, questions, settings)
    rows = [
        (one.line.number, one.line.locator, one.line.text, one.role, one.reason, one.line.form)
        for one in placed
    ]
    return pd.DataFrame(rows, columns=["line", "locator", "text", "role", "reason", "form"])
