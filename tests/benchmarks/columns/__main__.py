"""Columns of people's own words: python -m tests.benchmarks.columns [fit].

Prints, leaving each file out of the fit, what of the answer columns is found and what of the others is
taken: by the evidence alone, and by the program as a whole. With "fit", the weights are fitted to all
files and written into the project.
"""

from __future__ import annotations

import sys
from itertools import groupby

from pipeline.ingest.sheets import evidence
from tests.benchmarks.columns.fit import Example, fit_weights, list_examples, write_weights
from tests.benchmarks.columns.gold import ColumnReading, list_columns, measure_sheet


def main(fit: bool, shown: bool) -> None:
    """Score, and with fit write the weights."""
    examples = list_examples()
    files = sorted({example.gold.file for example in examples})
    weights = {
        file: fit_weights([example for example in examples if example.gold.file != file]) for file in files
    }
    _print_evidence(examples, weights)
    read: list[ColumnReading] = []
    columns = sorted(list_columns(), key=lambda gold: gold.file)
    kept = evidence.read_weights
    for file, group in groupby(columns, key=lambda gold: gold.file):
        evidence.read_weights = lambda chosen=weights[file]: chosen  # type: ignore[assignment]
        read.extend(measure_sheet(file, list(group)))
        _print_taken(file, [one for one in read if one.gold.file == file], shown)
    evidence.read_weights = kept
    _print_taken("all", read, shown=False)
    if fit:
        write_weights(fit_weights(examples))


def _print_evidence(examples: list[Example], weights: dict[str, dict[str, float]]) -> None:
    print("evidence alone, each file left out: rows, named, answers found, others taken")  # noqa: T201
    kinds = sorted({(example.rows, example.named) for example in examples}, reverse=True)
    for rows, named in kinds:
        some = [e for e in examples if (e.rows, e.named) == (rows, named) and e.gold.sure]
        answers = [_is_taken(e, weights) for e in some if e.gold.role == "answer"]
        others = [_is_taken(e, weights) for e in some if e.gold.role not in ("answer", "topic")]
        if answers and others:
            found, taken = sum(answers) / len(answers), sum(others) / len(others)
            print(f"  {rows or 'all':>4} {named!s:5} {found:.3f} {taken:.3f}")  # noqa: T201


def _is_taken(example: Example, weights: dict[str, dict[str, float]]) -> bool:
    chosen = weights[example.gold.file]
    return chosen["always"] + sum(chosen[key] * value for key, value in example.values.items()) > 0


def _print_taken(label: str, read: list[ColumnReading], shown: bool) -> None:
    sure = [one for one in read if one.gold.sure]
    answers = [one for one in sure if one.gold.role == "answer"]
    others = [one for one in sure if one.gold.role not in ("answer", "topic")]
    found, taken = sum(one.taken for one in answers), sum(one.taken for one in others)
    print(f"{label:36} answers {found}/{len(answers)}, others taken {taken}/{len(others)}")  # noqa: T201
    for one in sure if shown else []:
        if one.taken != (one.gold.role == "answer"):
            gold = one.gold
            print(f"   {gold.column} {gold.role} taken={one.taken} cells={one.cells} {gold.header}")  # noqa: T201


if __name__ == "__main__":
    main("fit" in sys.argv[1:], "show" in sys.argv[1:])
