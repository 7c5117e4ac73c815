"""Decides the type of a note: cues give points to types, and the type with most points is taken."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.language.cues import load_cues
from pipeline.tables import NOTE_TYPES

# Points each type starts from: how common it is among notes that meet no cue. From the same fit as
# the points in cues.toml.
BASE_POINTS = {
    "challenge": 0.3,
    "idea": 0.6,
    "works_well": -0.1,
    "does_not_work": 0.1,
    "question": -1.0,
    "observation": 0.1,
}

NO_CUE = "Nothing in its form or words speaks for another type."


def decide_note_type(cues: Sequence[str]) -> tuple[str, str]:
    """Decide what type a note is, and say why.

    Args:
        cues: The names of the cues that the note, its heading and its lead-in meet.

    Returns:
        The type, and the one or two cues that spoke most for it, in words.
    """
    known = load_cues()
    totals = {note_type: BASE_POINTS[note_type] for note_type in NOTE_TYPES}
    # A word or two names a topic and little more: what stands above then counts double.
    weight_above = 2 if "very_short" in cues else 1
    for cue in cues:
        weight = weight_above if known[cue].above else 1
        for note_type, points in known[cue].points.items():
            totals[note_type] += weight * points
    best = max(NOTE_TYPES, key=lambda note_type: totals[note_type])
    if not any(known[cue].points for cue in cues):
        return "observation", NO_CUE
    speaking = [cue for cue in cues if known[cue].points.get(best, 0) > 0]
    if not speaking:
        return best, NO_CUE
    speaking.sort(key=lambda cue: -known[cue].points[best])
    return best, "It " + " and ".join(known[cue].because for cue in speaking[:2]) + "."
