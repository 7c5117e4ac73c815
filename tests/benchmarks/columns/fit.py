"""Fits what each piece of evidence on a column counts for, to the columns of the wild sheets."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from pipeline.ingest.sheets import evidence
from pipeline.ingest.sheets.cells import Row, Sheet
from pipeline.ingest.sheets.delimited import decode_delimited
from pipeline.ingest.sheets.excel import decode_excel
from pipeline.ingest.sheets.header import find_header
from tests.benchmarks.columns.gold import SHEETS, GoldColumn, list_columns

WEIGHTS = Path(evidence.__file__).with_name("column_weights.toml")
_STRENGTH = 0.3  # of the evidence against the prior: scikit-learn's C
_UNSURE = 0.3  # what a column that may be judged either way counts for
_ROWS = (0, 25, 10, 5)  # as many answers as there are, and as few as small forms have
_UNNAMED = (0, 10)  # of these also without a heading
_HEAD = "\n".join((
    "# What each piece of evidence on a column counts for (evidence.py), in a logistic regression.",
    "# Fitted by `python -m tests.benchmarks.columns fit` to the columns of the wild sheets, whole and cut",
    "# to 25, 10 and 5 rows, with and without headings.",
))  # fmt: skip


@dataclass(frozen=True)
class Example:
    """One column, whole or cut to some of its rows.

    Attributes:
        gold: What it is.
        rows: Rows that were taken; 0 for all.
        named: Whether its heading was shown.
        values: The evidence on it.
    """

    gold: GoldColumn
    rows: int
    named: bool
    values: dict[str, float]


def list_examples() -> list[Example]:
    """Every column of every wild sheet that has content, as the program sees it."""
    examples = []
    for (file, name), group in groupby(list_columns(), key=lambda gold: (gold.file, gold.sheet)):
        sheet = _open_sheet(file, name)
        rows = [row for row in sheet.rows if not all(cell.aside for cell in row.cells)]
        header = find_header(rows, sheet.merged)
        golds = list(group)
        for count in _ROWS:
            body = _take_rows(rows[header.last + 1 :], count, file)
            texts: dict[int, list[str]] = {}
            for row in body:
                for cell in row.cells:
                    texts.setdefault(cell.column, []).append(cell.text)
            elsewhere = evidence.count_columns(texts)
            judged = evidence.pool_sisters({one: header.say(one) for one in header.names}, texts)
            for gold in golds:
                cells = judged.get(gold.column, [])
                named = header.say(gold.column)
                for shown in (named, "") if count in _UNNAMED and named else (named,):
                    if values := evidence.gather_evidence(shown, cells, elsewhere):
                        examples.append(Example(gold, count, bool(shown), values))
    return examples


def fit_weights(examples: Sequence[Example]) -> dict[str, float]:
    """What each piece of evidence counts for; every file counts by the root of its columns."""
    keys = list(examples[0].values)
    values = np.array([[example.values[key] for key in keys] for example in examples])
    answers = np.array([example.gold.role == "answer" for example in examples])
    sizes = {file: sum(one.gold.file == file for one in examples) for file in {e.gold.file for e in examples}}
    counts = np.array([(1 if one.gold.sure else _UNSURE) / np.sqrt(sizes[one.gold.file]) for one in examples])
    scaler = StandardScaler().fit(values)
    model = LogisticRegression(C=_STRENGTH, max_iter=5000, class_weight="balanced")
    model.fit(scaler.transform(values), answers, sample_weight=counts)
    weights = model.coef_[0] / scaler.scale_
    always = float(model.intercept_[0] - weights @ scaler.mean_)
    return {"always": always, **dict(zip(keys, map(float, weights), strict=True))}


def write_weights(weights: dict[str, float]) -> None:
    """Keep the weights as text in the project."""
    lines = [f"{key} = {value:.4f}" for key, value in weights.items()]
    WEIGHTS.write_text("\n".join([_HEAD, *lines, ""]), encoding="utf-8")


def _open_sheet(file: str, name: str) -> Sheet:
    content = (SHEETS / file).read_bytes()
    if file.endswith(".csv"):
        return decode_delimited(file, content)
    return next(sheet for sheet in decode_excel(file, content) if not name or sheet.name == name)


def _take_rows(rows: list[Row], count: int, file: str) -> list[Row]:
    if not count or count >= len(rows):
        return rows
    chosen = random.Random(f"{file} {count}").sample(range(len(rows)), count)
    return [rows[place] for place in sorted(chosen)]
