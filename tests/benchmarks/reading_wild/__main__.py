"""Prints how wild documents and sheets are read: python -m tests.benchmarks.reading_wild [NAME ...]."""

from __future__ import annotations

import sys
from itertools import groupby

from tests.benchmarks.reading_wild.gold import list_columns, list_documents
from tests.benchmarks.reading_wild.measure import measure_document, measure_sheet


def main(names: list[str]) -> None:
    """One row per document, then one per sheet; with names, also what was missed."""
    readings = []
    print(f"{'document':52s} notes  read  prec   rec    f1  question silent")  # noqa: T201
    for document in list_documents():
        if names and not any(name in document.path.name for name in names):
            continue
        one = measure_document(document)
        readings.append(one)
        question = one.question / one.right if one.right else 1.0
        print(  # noqa: T201
            f"{one.name[:52]:52s} {one.sure:5d} {one.read:5d}  {one.precision:.2f}  {one.recall:.2f}  {one.f1:.2f}"
            f"  {question:.2f}     {one.silent}"
        )
        if names:
            for label in ("said", "missed", "extra", "elsewhere"):
                for said in getattr(one, label):
                    print(f"   {label}: {said}")  # noqa: T201
    if readings:
        some = [one for one in readings if one.sure]
        right = sum(one.right for one in some)
        print(  # noqa: T201
            f"mean F1 {sum(o.f1 for o in readings) / len(readings):.3f} (with notes {sum(o.f1 for o in some) / max(len(some), 1):.3f});"
            f" precision {sum(o.precision for o in readings) / len(readings):.3f},"
            f" recall {sum(o.recall for o in some) / max(len(some), 1):.3f};"
            f" question {sum(o.question for o in some) / max(right, 1):.3f};"
            f" silent loss {sum(o.silent for o in readings)}; below 0.7 recall and silent:"
            f" {sum(o.recall < 0.7 and not o.said for o in readings)}"
        )
    columns = sorted(list_columns(), key=lambda column: column.file)
    found = wanted = wrong = others = 0
    for file, group in groupby(columns, key=lambda column: column.file):
        if names and not any(name in file for name in names):
            continue
        result = [one for one in measure_sheet(file, list(group)) if one.gold.sure]
        answers = [one for one in result if one.gold.role == "answer"]
        rest = [one for one in result if one.gold.role not in ("answer", "topic")]
        found, wanted = found + sum(o.taken for o in answers), wanted + len(answers)
        wrong, others = wrong + sum(o.taken for o in rest), others + len(rest)
        print(  # noqa: T201
            f"{file:40s} answers {sum(o.taken for o in answers)}/{len(answers)}, others taken"
            f" {sum(o.taken for o in rest)}/{len(rest)}"
        )
        if names:
            for o in result:
                if o.taken != (o.gold.role == "answer"):
                    print(f"   column {o.gold.column} {o.gold.role} taken={o.taken} {o.gold.header}")  # noqa: T201
    if wanted:
        print(
            f"answer columns found {found / wanted:.3f} of {wanted}; other columns taken {wrong / others:.3f} of {others}"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
