"""Decides the type of a note from its cues, its words and its place in the embedding.

A multinomial logistic regression over the three: each speaks for some types and against others, and
the type with most points is taken. The numbers stand in note_types.txt, which `python -m
tests.benchmarks.note_types` writes as text, so that a change of it can be read; headings, lead-ins and some
plain words have points set by hand in cues.toml on top.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from pipeline.language.cues import load_cues
from pipeline.tables import NOTE_TYPES

FILE = "note_types.txt"
SCALE = 1000  # weights are kept as whole thousandths: sums of them are the same on every machine
# One number per type, in the order of NOTE_TYPES.
Points = npt.NDArray[np.int64]
Logits = npt.NDArray[np.float64]

NO_CUE = "Nothing in its form or words speaks for another type."
READS_LIKE: Mapping[str, str] = {
    "challenge": "reads like notes that name a difficulty",
    "idea": "reads like notes that say what could be done",
    "works_well": "reads like notes that say what works well",
    "does_not_work": "reads like notes that say what does not work",
    "question": "reads like notes that ask something",
    "observation": "reads like notes that say how things are",
}
_CLEAR = 0.3  # points above the other types from which a cue is named as a reason
_DIGITS = 6  # the product with the vector may differ between machines beyond this


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


def decide_note_type(
    cues: Sequence[str], phrases: Sequence[str], vector: npt.NDArray[np.float32]
) -> tuple[str, str]:
    """Decide what type a note is, and say in words what spoke most for it.

    Args:
        cues: The names of the cues that the note, its heading and its lead-in meet.
        phrases: From read_phrases.
        vector: The note's plain MiniLM vector.
    """
    if not any(letter.isalnum() for phrase in phrases for letter in phrase):  # "…", "🎉"
        return "observation", NO_CUE
    weights, known = load_weights(), load_cues()
    # A word or two names a topic and little more: what stands above then counts double.
    above = 2.0 if "very_short" in cues else 1.0
    met: dict[str, Logits] = {
        name: (above if known[name].above else 1.0)
        * np.array([known[name].points.get(note_type, 0.0) for note_type in NOTE_TYPES])
        + (weights.cues[name] / SCALE if name in weights.cues else 0.0)
        for name in cues
    }
    reading = _read(phrases, vector, weights)
    totals: Logits = weights.base / SCALE + reading
    for points in met.values():  # one by one: the last digits depend on the order
        totals = totals + points
    best = int(np.argmax(np.round(totals, _DIGITS)))
    note_type = NOTE_TYPES[best]
    lead = {name: _lead(points, best) for name, points in met.items()}
    reasons = sorted((name for name in lead if lead[name] >= _CLEAR), key=lambda name: -lead[name])[:2]
    because = [known[name].because for name in reasons]
    read = _lead(reading, best)
    if read > 0 and read >= max((lead[name] for name in reasons), default=0.0):
        because = [*because[:1], READS_LIKE[note_type]]
    return note_type, f"It {' and '.join(because)}." if because else NO_CUE


def _read(phrases: Sequence[str], vector: npt.NDArray[np.float32], weights: Weights) -> Logits:
    met = [weights.phrases[phrase] for phrase in phrases if phrase in weights.phrases]
    words = np.sum(met, axis=0) / np.sqrt(len(phrases)) if met else np.zeros(len(NOTE_TYPES))
    place = vector.astype(np.float64) @ weights.directions.astype(np.float64)
    reading: Logits = (words + place) / SCALE
    return reading


def _lead(points: Logits, best: int) -> float:
    """How much more these points say for a type than for the others on average; rounded, for ties."""
    others = (points.sum() - points[best]) / (len(points) - 1)
    return round(float(points[best] - others), _DIGITS)
