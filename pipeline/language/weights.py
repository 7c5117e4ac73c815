"""The weights behind note types: what each cue, phrase and direction of the embedding says of a type.

They are the numbers of one multinomial logistic regression, written by `python -m
tests.benchmarks.note_types`; the file is text, so that a change of it can be read.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from pipeline.tables import NOTE_TYPES

FILE = "note_types.txt"
SCALE = 1000  # weights are kept as whole thousandths: sums of them are the same on every machine
Points = npt.NDArray[np.int64]  # one number per type, in the order of NOTE_TYPES


@dataclass(frozen=True)
class Weights:
    """The numbers of the regression, in thousandths of a logit.

    Attributes:
        base: What each type starts from.
        cues: By the name of a cue.
        phrases: By word or pair of words; of a note with n phrases each counts 1 / sqrt(n).
        directions: One row per dimension of the plain MiniLM vector.
    """

    base: Points
    cues: Mapping[str, Points]
    phrases: Mapping[str, Points]
    directions: Points


@functools.cache
def load_weights() -> Weights:
    """Read the weights, once per run."""
    text = files("pipeline.language").joinpath(FILE).read_text(encoding="utf-8")
    read: dict[str, dict[str, Points]] = {"base": {}, "cue": {}, "phrase": {}, "direction": {}}
    for line in text.split("\n"):
        if line and not line.startswith("# "):
            kind, name, *numbers = line.split("\t")
            read[kind][name] = np.array(numbers, dtype=np.int64)
    return Weights(read["base"][""], read["cue"], read["phrase"], np.stack([*read["direction"].values()]))


def write_weights(weights: Weights, notes: Iterable[str] = ()) -> str:
    """The text of the file that load_weights reads; `notes` are said at its top."""
    lines = [f"# {note}" for note in (*notes, "Columns: " + ", ".join(NOTE_TYPES))]
    rows = [("base", "", weights.base)]
    rows += [("cue", name, points) for name, points in weights.cues.items()]
    rows += [("phrase", name, points) for name, points in sorted(weights.phrases.items())]
    rows += [("direction", str(place), points) for place, points in enumerate(weights.directions)]
    lines += ["\t".join([kind, name, *map(str, points.tolist())]) for kind, name, points in rows]
    return "\n".join(lines) + "\n"
