"""Decides the type of a note from its cues, its words and its place in the embedding.

A multinomial logistic regression over the three: each speaks for some types and against others, and
the type with most points is taken. The numbers stand in note_types.txt, which `python -m
tests.benchmarks.note_types` writes as text, so that a change of it can be read; headings, lead-ins and some
plain words have points set by hand in cues.toml on top.

`is_ask` says whether a note is worded as an ask, by its wording alone, and only where that is plain: an
instruction ("Create a calendar"), a need that somebody has ("We need …"), what should or must be, a request
in the form of a question ("Could there be …?"), "please", what would help. The wordings stand in asks.toml;
how often they are right, in tests/benchmarks/README.md.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import islice
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pipeline.language.cues import AFTER_AN_ORDER, NOUNS_TOO, load_cues
from pipeline.tables import NOTE_TYPES
from pipeline.wording import word_set
from pipeline.wording.notes import drop_told
from pipeline.wording.withheld import strip_masks

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
    """The numbers of the regression, in thousandths of a logit."""

    base: Points  # what each type starts from
    cues: Mapping[str, Points]  # by the name of a cue
    # By word or pair of words; of a note with n phrases each counts 1 / sqrt(n)
    phrases: Mapping[str, Points]
    directions: Points  # one row per dimension of the plain MiniLM vector


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


def decide_note_type(
    cues: Sequence[str], phrases: Sequence[str], vector: npt.NDArray[np.float32]
) -> tuple[str, str]:
    """Decide what type a note is, and say in words what spoke most for it.

    Args:
        cues: The names of the cues that the note, its heading and its lead-in meet.
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


_LISTS = tomllib.loads(Path(__file__).with_name("asks.toml").read_text(encoding="utf-8"))
_PLAIN = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-"})
# Where an instruction can begin: the note, a sentence, or what follows a dash. What stands between two words
# is taken whole and looked at once: a note of ten thousand dashes must not take the square of that.
_BETWEEN_WORDS = re.compile(r"\A\W*(?=\w)|(?<=\w)\W+(?=\w)")
_BREAK = re.compile(r"[.!?;:]\s|\s-\s")
_TITLE = 4  # words
_WORDS = re.compile(r"\w+(?:'\w+)?")
_ORDERS = frozenset(load_cues()["imperative"].first) - word_set(_LISTS["unsure"])


def _join(name: str) -> str:
    return "|".join(line for line in _LISTS[name].split("\n") if line)


_SURE = re.compile(rf"(?:{_join('sure')})\b")
_NO_ORDER = re.compile(rf"(?:{_join('no_order')})\b")
_AS_THEY_PLEASE = re.compile(r"\b(?:i|you|we|they|he|she) please\b")
# What people would like and do not get is a complaint: "I would like to see a GP, but there are none".
_IN_VAIN = re.compile(_join("in_vain"))
_ABOVE = re.compile(_join("above"))
_REQUESTS = re.compile(f"{_join('asked')}|{_join('wished')}")
_NEEDS = re.compile(
    rf"\b(?:{_join('who')}) needs? (?!(?:{_join('no_need')})\b)\w|^\W*(?:{_join('needs_first')})\b"
    rf"|\b{_join('should')}"
)
_OF_WHAT_IS = re.compile(_join("of_what_is"))
_OF_WHAT_SHOULD_BE = re.compile(rf"\b(?:{_join('of_what_should_be')})\b")
_QUESTION = re.compile(r"\?|^\W*(?:what|how|why|which|who|where|when|do|does|did|are|have|has|describe)\b")
_MUSING = re.compile(_join("musing"))


def is_ask(words: str, lead_in: str = "", under: str = "") -> bool:
    """Whether a note says what should be done, by its own wording or the line that introduces it.

    Args:
        under: The question and the heading it stands under. "Share what you find" asks for something, but not
            below "Aims" or "What did you learn?".
    """
    plain = " ".join(strip_masks(words).translate(_PLAIN).lower().split())
    plain = " ".join(_AS_THEY_PLEASE.sub(" ", drop_told(plain)).split())
    plain = _IN_VAIN.sub(" ", plain)
    asks = plain.endswith("?")
    if plain and not asks and _ABOVE.search(lead_in.translate(_PLAIN).lower()):
        return True
    if _REQUESTS.search(plain):
        return True
    if not asks and _NEEDS.search(plain) and not _MUSING.search(plain):
        return True
    above = under.translate(_PLAIN).lower()
    if _is_titled(words):
        return False
    # "What do you use it for?" "Build a model of the bus routes"
    if (_QUESTION.search(above) or _OF_WHAT_IS.search(above)) and not _OF_WHAT_SHOULD_BE.search(above):
        return False
    return any(
        _is_order(plain[between.end() :])
        for between in _BETWEEN_WORDS.finditer(plain)
        if between.start() == 0 or _BREAK.search(between[0])
    )


def _is_titled(words: str) -> bool:
    """Whether a few words are written as a title is: "Open Forum"."""
    found = _WORDS.findall(words)
    return 1 < len(found) <= _TITLE and not words.isupper() and all(word[0].isupper() for word in found)


def _is_order(sentence: str) -> bool:
    """Whether a sentence begins with what to do."""
    words = [word[0] for word in islice(_WORDS.finditer(sentence), 2)]
    if len(words) < 2 or sentence.endswith("?") or _NO_ORDER.match(sentence):
        return False
    first, second = words[0], words[1]
    if sentence[len(first) : len(first) + 1] in ("-", ".", "/", "_"):  # "drop-in", "build.sh"
        return False
    if _SURE.match(sentence):
        return True
    return first in _ORDERS and (first not in NOUNS_TOO or second in AFTER_AN_ORDER)
