"""Fits what each sign of a line counts for, to documents with gold readings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from pipeline.ingest import second_look as evidence
from pipeline.ingest.second_look import list_seen
from tests.benchmarks.lines.gold import LinesRead

WEIGHTS = Path(evidence.__file__).with_name("line_weights.toml")
_STRENGTH = 0.0003  # of the evidence against the prior: scikit-learn's C
_HEAD = """\
# What each sign of a line counts for (pipeline/ingest/second_look.py), in a logistic regression fitted by
# `python -m tests.benchmarks.lines fit [FOLDER ...]`: {lines} lines of {documents} documents of
# {repositories} repositories.
"""


def fit_weights(documents: Sequence[LinesRead]) -> dict[str, float]:
    """What each sign counts for; every repository counts by the root of its lines."""
    signs: list[dict[str, float]] = []
    marks: list[float] = []
    groups: list[str] = []
    for document in documents:
        places, seen, title = list_seen(document.lines)
        for place, shown in zip(places, evidence.gather_evidence(seen, title), strict=True):
            if (mark := document.remarks[place]) is not None:
                signs.append(shown)
                marks.append(mark)
                groups.append(document.repository)
    names = list(signs[0])
    values = np.array([[one[name] for name in names] for one in signs])
    sizes = Counter(groups)
    counts = np.array([sizes[group] ** -0.5 for group in groups])
    scaler = StandardScaler().fit(values)
    model = LogisticRegression(C=_STRENGTH, max_iter=5000)
    model.fit(scaler.transform(values), np.array(marks), sample_weight=counts / counts.mean())
    weights = model.coef_[0] / scaler.scale_
    always = float(model.intercept_[0] - weights @ scaler.mean_)
    return {"always": always, **dict(zip(names, map(float, weights), strict=True))}


def write_weights(documents: Sequence[LinesRead]) -> None:
    """Fit to all documents, and keep the weights as text in the project."""
    weights = fit_weights(documents)
    head = _HEAD.format(
        lines=sum(len(list_seen(one.lines)[1]) for one in documents),
        documents=len(documents),
        repositories=len({one.repository for one in documents}),
    )
    lines = [f'"{name}" = {weight:.4f}' for name, weight in weights.items()]
    WEIGHTS.write_text(head + "\n".join([*lines, ""]), encoding="utf-8")
