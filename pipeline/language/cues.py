"""The cues of cues.toml: what speaks for which type of note."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True)
class Cue:
    """One cue: met in a note, it speaks for some types and against others."""

    name: str
    because: str  # completes the sentence "It …"
    words: tuple[str, ...]  # met anywhere in the note
    first: tuple[str, ...]  # met at its start; with none of the three, form.py finds it by the cue's name
    above: tuple[str, ...]  # met in its heading or lead-in
    points: dict[str, float]  # set by hand; what is fitted stands in note_types.txt


@functools.cache
def load_cues() -> dict[str, Cue]:
    """Read the cues, once per run, by name."""
    text = files("pipeline.language").joinpath("cues.toml").read_text(encoding="utf-8")
    return {
        name: Cue(
            name,
            entry["because"],
            _listed(entry, "words"),
            _listed(entry, "first"),
            _listed(entry, "above"),
            entry.get("points", {}),
        )
        for name, entry in tomllib.loads(text).items()
    }


def _listed(entry: dict[str, str], name: str) -> tuple[str, ...]:
    parts = (" ".join(part.split()) for part in entry.get(name, "").split(","))
    return tuple(words for words in parts if words)
