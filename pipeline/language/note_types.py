"""Decides the type of a note: cues give points to types, and the type with most points is taken."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.language.cues import load_cues
from pipeline.tables import NOTE_TYPES

# Points each type starts from: how common it is among notes that meet no cue. From the same fit as
# the points in cues.toml.
BASE_POINTS = {"challenge": 0.3, "idea": 0.5, "works_well": -0.1, "does_not_work": 0.1, "question": -0.9, "observation": 0.1}

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
    for cue in cues:
        for note_type, points in known[cue].points.items():
            totals[note_type] += points
    best = max(NOTE_TYPES, key=lambda note_type: totals[note_type])
    speaking = [cue for cue in cues if known[cue].points.get(best, 0) > 0]
    if not speaking:
        others = any(points > 0 for cue in cues for points in known[cue].points.values())
        return (best, NO_CUE) if others else ("observation", NO_CUE)
    speaking.sort(key=lambda cue: -known[cue].points[best])
    return best, "It " + " and ".join(known[cue].because for cue in speaking[:2]) + "."
