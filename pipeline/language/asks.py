"""Whether a note is worded as an ask: whether it says what should be done.

By its wording alone, and only where the wording is plain: an instruction ("Create a calendar"), a need
that somebody has ("We need …"), what should or must be, a request in the form of a question ("Could
there be …?"), "please", what would help. The wordings stand in asks.toml; how often they are right, in
tests/benchmarks/README.md.
"""

from __future__ import annotations

import re
import tomllib
from itertools import islice
from pathlib import Path

from pipeline.language.cues import AFTER_AN_ORDER, NOUNS_TOO, load_cues
from pipeline.wording import word_set
from pipeline.wording.scribes import drop_told

_LISTS = tomllib.loads(Path(__file__).with_name("asks.toml").read_text(encoding="utf-8"))
_PLAIN = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-"})
# Where an instruction can begin: the note, a sentence, or what follows a dash. What stands between two words
# is taken whole and looked at once: a note of ten thousand dashes must not take the square of that.
_BETWEEN_WORDS = re.compile(r"\A\W*(?=\w)|(?<=\w)\W+(?=\w)")
_BREAK = re.compile(r"[.!?;:]\s|\s-\s")
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
_MUSING = re.compile(_join("musing"))


def is_ask(words: str, lead_in: str = "") -> bool:
    """Whether a note says what should be done, by its own wording or the line that introduces it.

    Args:
        words: The note's words.
        lead_in: The line above a list that the note is in, or empty.
    """
    plain = " ".join(words.translate(_PLAIN).lower().split())
    plain = " ".join(_AS_THEY_PLEASE.sub(" ", drop_told(plain)).split())
    plain = _IN_VAIN.sub(" ", plain)
    asks = plain.endswith("?")
    if plain and not asks and _ABOVE.search(lead_in.translate(_PLAIN).lower()):
        return True
    if _REQUESTS.search(plain):
        return True
    if not asks and _NEEDS.search(plain) and not _MUSING.search(plain):
        return True
    return any(
        _is_order(plain[between.end() :])
        for between in _BETWEEN_WORDS.finditer(plain)
        if between.start() == 0 or _BREAK.search(between[0])
    )


def _is_order(sentence: str) -> bool:
    """Whether a sentence begins with what to do."""
    words = [word[0] for word in islice(_WORDS.finditer(sentence), 2)]
    if len(words) < 2 or sentence.endswith("?") or _NO_ORDER.match(sentence):
        return False
    first, second = words[0], words[1]
    if sentence[len(first) : len(first) + 1] == "-":  # "drop-in"
        return False
    if _SURE.match(sentence):
        return True
    return first in _ORDERS and (first not in NOUNS_TOO or second in AFTER_AN_ORDER)
