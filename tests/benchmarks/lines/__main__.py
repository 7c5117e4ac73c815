"""Documents whose notes read little like remarks: python -m tests.benchmarks.lines [fit] [FOLDER ...].

Prints, leaving each repository out of the fit, how well lines that are remarks are told from others, and
from the lowest up what the lines taken for notes weigh in each document and how well it was read: the
limit from which a run says so lies among them. With "fit", the weights are fitted to all documents and
written into the project. Each FOLDER holds more documents with NAME.gold.jsonl beside them, and a README
with their repositories.
"""

from __future__ import annotations

import sys
from pathlib import Path

from sklearn.metrics import roc_auc_score

from pipeline.ingest import second_look as evidence
from pipeline.ingest.second_look import UNLIKE_NOTES, list_seen, weigh_taken
from tests.benchmarks.lines.fit import fit_weights, write_weights
from tests.benchmarks.lines.gold import LinesRead, list_read

_SHOWN = 30  # documents
_WELL = 0.7  # F1 of a document that is read well enough


def main(fit: bool, folders: list[Path]) -> None:
    """Score, and with fit write the weights."""
    documents = list_read(folders)
    weighed, marks, likely = [], [], []
    kept = evidence.read_weights
    for repository in sorted({one.repository for one in documents}):
        weights = fit_weights([one for one in documents if one.repository != repository])
        evidence.read_weights = lambda chosen=weights: chosen  # type: ignore[assignment]
        for one in documents:
            if one.repository == repository:
                weighed.append((weigh_taken(one.lines), one))
                _add_lines(one, marks, likely)
    evidence.read_weights = kept
    print(f"lines told apart (area under the curve): {roc_auc_score(marks, likely):.3f} of {len(marks)}")  # noqa: T201
    _print_weighed([(share, one) for share, one in weighed if share is not None])
    if fit:
        write_weights(documents)


def _add_lines(document: LinesRead, marks: list[float], likely: list[float]) -> None:
    places, seen, title = list_seen(document.lines)
    for place, share in zip(places, evidence.weigh_lines(seen, title) if seen else (), strict=True):
        if (mark := document.remarks[place]) is not None:
            marks.append(mark)
            likely.append(share)


def _print_weighed(weighed: list[tuple[float, LinesRead]]) -> None:
    weighed.sort(key=lambda one: one[0])
    for share, one in weighed[:_SHOWN]:
        print(f"{share:.2f} F1 {one.f1:.2f} {one.name}")  # noqa: T201
    below = [one for share, one in weighed if share < UNLIKE_NOTES]
    badly = sum(one.f1 < _WELL for one in below)
    every = sum(one.f1 < _WELL for _, one in weighed)
    print(f"below {UNLIKE_NOTES}: {len(below)} of {len(weighed)} documents, {badly} of them read badly")  # noqa: T201
    print(f"read badly in all: {every}")  # noqa: T201


if __name__ == "__main__":
    words = sys.argv[1:]
    main("fit" in words, [Path(word) for word in words if word != "fit"])
