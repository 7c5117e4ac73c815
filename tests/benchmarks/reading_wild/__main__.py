"""Prints how wild documents and sheets are read: python -m tests.benchmarks.reading_wild [NAME ...]."""

from __future__ import annotations

import sys
from itertools import groupby

from tests.benchmarks.columns.gold import list_columns, measure_sheet
from tests.benchmarks.reading_wild.gold import list_documents
from tests.benchmarks.reading_wild.measure import Reading, measure_document


def main(names: list[str], sheets: bool = True) -> None:
    """One row per document, then one per sheet; with names, also what was missed."""
    chosen = [one for one in list_documents() if not names or any(name in one.path.name for name in names)]
    say(f"{'document':52s} notes  read  prec   rec    f1  question silent")
    readings = [measure_document(document) for document in chosen]
    for one in readings:
        question = one.question / one.right if one.right else 1.0
        shares = f"{one.precision:5.2f} {one.recall:5.2f} {one.f1:5.2f} {question:9.2f} {one.silent:6d}"
        say(f"{one.name[:52]:52s} {one.sure:5d} {one.read:5d} {shares}")
        for label in ("said", "missed", "extra", "elsewhere") if names else ():
            for said in getattr(one, label):
                say(f"   {label}: {said}")
    if readings:
        sum_up(readings)
    if sheets:
        print_sheets(names)


def sum_up(readings: list[Reading]) -> None:
    """Print means over documents; the question over all notes found."""
    some = [one for one in readings if one.sure]
    right = max(sum(one.right for one in some), 1)
    whole, noted = mean([o.f1 for o in readings]), mean([o.f1 for o in some])
    say(f"mean F1 {whole:.3f}, of those with notes {noted:.3f}")
    precision, recall = mean([o.precision for o in readings]), mean([o.recall for o in some])
    say(f"mean precision {precision:.3f}, recall {recall:.3f}")
    say(f"right question {sum(o.question for o in some) / right:.3f} of {right} notes found")
    quiet = sum(o.recall < 0.7 and not o.said for o in readings)
    say(f"silent loss {sum(o.silent for o in readings)} notes; recall below 0.7 unsaid: {quiet} documents")


def print_sheets(names: list[str]) -> None:
    """Print for each sheet which columns were taken for people's answers."""
    found = wanted = wrong = others = 0
    columns = sorted(list_columns(), key=lambda column: column.file)
    for file, group in groupby(columns, key=lambda column: column.file):
        if names and not any(name in file for name in names):
            continue
        result = [one for one in measure_sheet(file, list(group)) if one.gold.sure]
        answers = [one for one in result if one.gold.role == "answer"]
        rest = [one for one in result if one.gold.role not in ("answer", "topic")]
        right, extra = sum(one.taken for one in answers), sum(one.taken for one in rest)
        found, wanted, wrong, others = found + right, wanted + len(answers), wrong + extra, others + len(rest)
        say(f"{file:40s} answers {right}/{len(answers)}, others taken {extra}/{len(rest)}")
        for one in result if names else ():
            if one.taken != (one.gold.role == "answer"):
                say(f"   column {one.gold.column} {one.gold.role} taken={one.taken} {one.gold.header}")
    if wanted:
        say(f"answer columns found {found / wanted:.3f} of {wanted}")
        say(f"other columns taken {wrong / max(others, 1):.3f} of {others}")


def mean(values: list[float]) -> float:
    """Their mean; 0 of none."""
    return sum(values) / len(values) if values else 0.0


def say(line: str) -> None:
    """Print a line."""
    print(line)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
