"""Whether two texts say the same or nearly the same, and where nearly the same words stand in a text."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from pipeline.wording import NUMBER_WORDS

Place = tuple[int, int]  # start and end in a text

NEARLY = 0.8  # how alike the letters of two texts are that say nearly the same
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_NUMBERS = {word: str(number) for number, word in enumerate(NUMBER_WORDS)}
_SHORT = 8  # letters: below that nearly the same is something else
_MORE = 3  # words that may have been put between those looked for


def fold_words(text: str) -> list[str]:
    """The words of a text as they are compared: without case, accents and marks, numbers in digits."""
    return [word for word, _ in _list_words(text)]


def measure_likeness(first: Sequence[str], second: Sequence[str]) -> float:
    """How alike two texts of folded words are, letter by letter, from 0 to 1."""
    one, other = " ".join(first), " ".join(second)
    if one == other:
        return 1.0
    longest, shortest = max(len(one), len(other)), min(len(one), len(other))
    if 2 * shortest < NEARLY * (longest + shortest):
        return 0.0
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


def find_near(words: str, part: str) -> list[Place]:
    """Where a text holds the words of another, exactly or nearly."""
    wanted, standing = _list_words(part), _list_words(words)
    looked = [word for word, _ in wanted]
    if not looked or not standing:
        return []
    found: list[Place] = []
    at = 0
    while at < len(standing):
        best = _find_best(standing, at, looked)
        if best is None:
            at += 1
            continue
        start, end = best
        found.append((standing[start][1][0], standing[end - 1][1][1]))
        at = end
    return found


def _find_best(standing: list[tuple[str, Place]], at: int, looked: list[str]) -> Place | None:
    """The window of words that begins here and is most like what is looked for, where one is like enough."""
    here = [word for word, _ in standing[at : at + len(looked) + _MORE]]
    if here[: len(looked)] == looked:
        return at, at + len(looked)
    first = here[0]
    if sum(map(len, looked)) < _SHORT or not any(_alike(first, word) for word in looked[:2]):
        return None
    known = set(looked)
    best, most = None, NEARLY
    for size in range(max(1, len(looked) - 2), min(len(here), len(looked) + _MORE) + 1):
        window = here[:size]
        if not known.intersection(window) and len(looked) > 1:
            continue
        likeness = measure_likeness(window, looked)
        # A longer window wins where it is as good: it holds all that was looked for.
        if likeness >= most:
            best, most = (at, at + size), likeness
    return best


@lru_cache(maxsize=100_000)
def _alike(one: str, other: str) -> bool:
    return one == other or (
        min(len(one), len(other)) > 2
        and difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() >= NEARLY
    )


@lru_cache(maxsize=10_000)
def _list_words(text: str) -> list[tuple[str, Place]]:
    return [(_fold(match.group()), match.span()) for match in _WORD.finditer(text)]


@lru_cache(maxsize=100_000)
def _fold(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(letter for letter in plain if letter.isalnum())
    return _NUMBERS.get(plain, plain)
