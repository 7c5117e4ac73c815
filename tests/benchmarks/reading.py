"""How well documents are read, against readings made by hand: the twelve, then the wild ones apart.

For each document in tests/ingest/reference: precision and recall of the notes (by line, and cell where
a line holds several) and the share of the notes found by both that stand under the right question and
are of the right kind, votes and speaker. Rules were written on these twelve. Without names the wild documents
follow, with silent loss, and the columns of wild sheets, each sheet left out of the fit.

Use: python -m tests.benchmarks.reading [NAME ...]
"""

from __future__ import annotations

import csv
import sys
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.ingest import gather_event, read_event
from pipeline.ingest.structure.questions import compare_wordings
from pipeline.settings import load_settings
from tests.benchmarks.columns.__main__ import main as measure_columns
from tests.benchmarks.reading_wild.__main__ import main as measure_wild

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "tests" / "ingest" / "reference"
SHARED = ROOT.parent / "shared"
_SAME_QUESTION = 0.6  # wordings of one question differ a little


@dataclass(frozen=True)
class Reading:
    """How one document was read against its reference. Shares are of the notes found by both."""

    name: str
    notes: int
    found: int
    precision: float
    recall: float
    question: float
    kind: float
    votes: float
    missed: tuple[int, ...]
    extra: tuple[int, ...]
    elsewhere: tuple[int, ...]


def measure_reading(name: str) -> Reading:
    """Read a document and compare its notes with the reference."""
    source = next(path for path in SHARED.rglob(f"{name}.*") if path.parent.name != "formats")
    lines = source.read_text(encoding="utf-8").split("\n")
    expected = {}
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            expected[(int(row["line"]), row.get("cell") or "")] = row
    try:
        notes = read_event(gather_event(source), load_settings().ingest).notes.to_dict("records")
    except PipelineError:
        notes = []
    cells = any(cell for _, cell in expected)
    got = {(note["line"], _cell_of(note["locator"]) if cells else ""): note for note in notes}
    both = sorted(expected.keys() & got.keys())
    elsewhere = [
        key[0]
        for key in both
        if not _same_question(expected[key]["question_line"], got[key]["question"], lines)
    ]
    kinds = sum(expected[key]["kind"] == got[key]["kind"] for key in both)
    votes = sum(int(expected[key]["votes"] or 0) == got[key]["votes"] for key in both)
    return Reading(
        name=name,
        notes=len(expected),
        found=len(notes),
        precision=len(both) / max(len(got), 1),
        recall=len(both) / len(expected),
        question=1 - len(elsewhere) / max(len(both), 1),
        kind=kinds / max(len(both), 1),
        votes=votes / max(len(both), 1),
        missed=tuple(key[0] for key in sorted(expected.keys() - got.keys())),
        extra=tuple(key[0] for key in sorted(got.keys() - expected.keys())),
        elsewhere=tuple(elsewhere),
    )


def _cell_of(locator: str) -> str:
    return locator.rsplit(" ", 1)[-1] if "cell" in locator else ""


def _same_question(reference: str, question: str, lines: list[str]) -> bool:
    number, _, cell = reference.partition(":")
    if number == "0":
        return question == ""
    line = lines[int(number) - 1]
    if cell:
        line = line.strip("| ").split("|")[int(cell) - 1]
    words = line.strip("#*_-: \t")
    return compare_wordings(words, question) >= _SAME_QUESTION or (
        question != "" and question.casefold() in words.casefold()
    )


def main(names: list[str]) -> None:
    """Print one row per document."""
    print(f"{'document':44s} notes found precision recall question kind votes")  # noqa: T201
    for name in names or sorted(path.stem for path in REFERENCE.glob("*.csv")):
        one = measure_reading(name)
        print(  # noqa: T201
            f"{one.name:44s} {one.notes:5d} {one.found:5d}    {one.precision:.2f}     {one.recall:.2f}"
            f"    {one.question:.2f}   {one.kind:.2f}  {one.votes:.2f}"
        )
        if names:
            print("missed", one.missed, "\nextra", one.extra, "\nelsewhere", one.elsewhere)  # noqa: T201

    if not names:
        print("\nwild documents, then sheets")  # noqa: T201
        measure_wild([], sheets=False)
        measure_columns(fit=False, shown=False)


if __name__ == "__main__":
    main(sys.argv[1:])
