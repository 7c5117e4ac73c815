"""Decides the type of a note from its cues, its words and its place in the embedding.

A multinomial logistic regression over the three: each speaks for some types and against others, and
the type with most points is taken. The numbers stand in note_types.txt; headings, lead-ins and some plain
words have points set by hand in cues.toml on top.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.language.cues import load_cues
from pipeline.language.weights import SCALE, Weights, load_weights
from pipeline.tables import NOTE_TYPES

Logits = npt.NDArray[np.float64]  # one number per type, in the order of NOTE_TYPES

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
class Evidence:
    """What speaks for each type of one note.

    Attributes:
        cues: By the name of each cue met, in the note or above it.
        reading: Of its words and its vector.
        says_anything: Whether the note holds a word at all; "…" and "🎉" do not.
    """

    cues: Mapping[str, Logits]
    reading: Logits
    says_anything: bool


def weigh_note(cues: Sequence[str], phrases: Sequence[str], vector: npt.NDArray[np.float32]) -> Evidence:
    """Weigh what is known of a note.

    Args:
        cues: The names of the cues that the note, its heading and its lead-in meet.
        phrases: From read_phrases.
        vector: The note's plain MiniLM vector.
    """
    weights = load_weights()
    known = load_cues()
    # A word or two names a topic and little more: what stands above then counts double.
    above = 2.0 if "very_short" in cues else 1.0
    met = {
        name: (above if known[name].above else 1.0)
        * np.array([known[name].points.get(note_type, 0.0) for note_type in NOTE_TYPES])
        + (weights.cues[name] / SCALE if name in weights.cues else 0.0)
        for name in cues
    }
    says_anything = any(letter.isalnum() for phrase in phrases for letter in phrase)
    return Evidence(met, _read(phrases, vector, weights), says_anything)


def decide_note_type(evidence: Evidence) -> tuple[str, str]:
    """Decide what type a note is, and say why.

    Args:
        evidence: From weigh_note.

    Returns:
        The type, and what spoke most for it, in words.
    """
    if not evidence.says_anything:
        return "observation", NO_CUE
    totals = sum_points(evidence)
    best = int(np.argmax(np.round(totals, _DIGITS)))
    note_type = NOTE_TYPES[best]
    lead = {name: _lead(points, best) for name, points in evidence.cues.items()}
    reasons = sorted((name for name in lead if lead[name] >= _CLEAR), key=lambda name: -lead[name])[:2]
    because = [load_cues()[name].because for name in reasons]
    reading = _lead(evidence.reading, best)
    if reading > 0 and reading >= max((lead[name] for name in reasons), default=0.0):
        because = [*because[:1], READS_LIKE[note_type]]
    return note_type, f"It {' and '.join(because)}." if because else NO_CUE


def sum_points(evidence: Evidence) -> Logits:
    """The points of each type, from all that is known of the note itself."""
    totals: Logits = load_weights().base / SCALE + evidence.reading
    for points in evidence.cues.values():
        totals = totals + points
    return totals


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
