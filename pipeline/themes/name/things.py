"""The things that notes name: which nouns each note uses, and how a title writes them.

Kinds of words come from lists (words.py), so whether a word that can be a verb or an adjective as well names
a thing here is told by what stands around it, over all notes of the question.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from pipeline.themes.name.words import (
    PLACEHOLDER,
    is_adjective,
    is_known,
    is_noun,
    is_only_verb,
    is_verb,
    make_plural,
    read_words,
    same_word,
)

_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[^\s]")
_LETTERS = 3  # a shorter word is an abbreviation or a slip
_STEM = 3  # forms of a word share these at least
_TOGETHER = 0.6  # of the notes that use a word have it beside the same other word: then they are one name
_FEWEST_TOGETHER = 2
_COUNTS = ("a", "an", "each", "every", "another")
_COUNTED = 0.25  # of the uses of a word that count it
_PLURAL = 1 / 3  # of the notes that use a word have its plural: then a title has it, too
_ADJECTIVES = ("ly", "ful", "ive", "ous", "able", "ible")


@dataclass(frozen=True)
class Thing:
    """A noun in all its forms."""

    forms: tuple[str, ...]  # its forms in small letters, the one used most first
    notes: frozenset[int]  # the places of the notes that use it


class Things:
    """The things that the notes of one question name."""

    def __init__(self, words: Sequence[str]) -> None:
        self._notes = [_TOKEN.findall(PLACEHOLDER.sub(" | ", text)) for text in words]
        self._places: dict[str, dict[int, list[int]]] = {}
        told: dict[str, float] = {}
        for note, tokens in enumerate(self._notes):
            for place in range(len(tokens)):
                if (said := _weigh(tokens, place)) is not None:
                    word = tokens[place].lower()
                    self._places.setdefault(word, {}).setdefault(note, []).append(place)
                    told[word] = told.get(word, 0.0) + said
        named = sorted(
            (word for word in told if told[word] > 0), key=lambda word: (-len(self._places[word]), word)
        )
        self.all = [Thing(forms, self._list_notes(forms)) for forms in _join_forms(named)]

    def write(self, thing: Thing, among: AbstractSet[int]) -> str:
        """What a title calls a thing: as these notes mostly do, with the word it always stands with."""
        using = sorted(thing.notes & among)
        word = self._choose_form(thing, using)
        for step in (-1, 1):
            beside = Counter(other for note in using for other in self._list_beside(thing, note, step))
            for other, count in sorted(beside.items(), key=lambda one: (-one[1], one[0])):
                if count < max(_FEWEST_TOGETHER, _TOGETHER * len(using)):
                    break
                if _may_stand_beside(other, step):
                    if step > 0:
                        return f"{word} {self._spell(other)}"
                    return f"{self._spell(other)} {self._prefer_plural(word)}"
        return self._prefer_plural(word)

    def _list_notes(self, forms: Sequence[str]) -> frozenset[int]:
        return frozenset(note for form in forms for note in self._places[form])

    def _choose_form(self, thing: Thing, using: Sequence[int]) -> str:
        """The form used most, one that is no slip of the pen before others; its plural where some use it."""
        used = Counter(form for form in thing.forms for note in using if note in self._places[form])
        most = min(used, key=lambda form: (not is_known(form), -used[form], form))
        plural = make_plural(most)
        return self._spell(plural if used[plural] >= _PLURAL * len(using) else most)

    def _prefer_plural(self, word: str) -> str:
        """A word in the plural where somebody counts what it names: "Ambulances"."""
        plural = make_plural(word.lower())
        if not word.islower() or plural == word:
            return word
        counted = [
            place
            for note, places in self._places.get(word, {}).items()
            for place in places
            if place and self._notes[note][place - 1].lower() in _COUNTS and not self._goes_on(note, place)
        ]
        uses = sum(len(places) for places in self._places.get(word, {}).values())
        return plural if len(counted) >= max(1, _COUNTED * uses) else word

    def _goes_on(self, note: int, place: int) -> bool:
        """Whether another noun follows: "a health centre" counts centres."""
        after = self._notes[note][place + 1 : place + 2]
        return bool(after) and is_noun(after[0].lower())

    def _list_beside(self, thing: Thing, note: int, step: int) -> Iterator[str]:
        tokens = self._notes[note]
        found = {place + step for form in thing.forms for place in self._places[form].get(note, ())}
        yield from sorted({tokens[place].lower() for place in found if 0 <= place < len(tokens)})

    def _spell(self, word: str) -> str:
        """A word with a capital where it mostly has one inside a sentence."""
        spelled = Counter(
            tokens[place]
            for note, tokens in enumerate(self._notes)
            for place, token in enumerate(tokens)
            if token.lower() == word and place and tokens[place - 1] not in ".!?:|•"
        )
        if not spelled:
            return word
        best = min(spelled, key=lambda form: (-spelled[form], form))
        shouted = best.isupper() and is_known(word)
        return word if shouted else best


def _weigh(tokens: Sequence[str], place: int) -> float | None:
    """How much a word names a thing where it stands (below 0: it does not); None for one that never does."""
    word = tokens[place].lower()
    if (
        len(word) < _LETTERS
        or not word[0].isalpha()
        or len(set(word)) < _LETTERS
        or "'" in word
        or "’" in word
    ):
        return None
    if word in _read_breaks() or word in read_words("vague") or word in read_words("empty"):
        return None
    if is_only_verb(word) or (not is_noun(word) and is_known(word)):
        return None
    before = tokens[place - 1].lower() if place else ""
    after = tokens[place + 1].lower() if place + 1 < len(tokens) else "."
    if is_adjective(word):
        if word.endswith(_ADJECTIVES) or before in read_words("before_qualities"):
            return -1
        alone = not after[0].isalpha() or after in read_words("after_things")
        return 1 if alone and before in read_words("before_things") else -0.5
    if is_verb(word):
        if before in read_words("before_verbs") or before.endswith(("n't", "n’t")):
            return -1
        if before in read_words("before_things") or is_adjective(before):
            return 1
        if word.endswith(("s", "ing")) and before not in ("it", "that", "which", "who"):
            return 0.5
        return 0.0 if place else -0.3
    return 1


def _join_forms(words: Sequence[str]) -> list[tuple[str, ...]]:
    """The forms of one word together, in the order of the words."""
    joined: list[list[str]] = []
    by_stem: dict[str, list[list[str]]] = {}
    for word in words:
        alike = by_stem.setdefault(word[:_STEM], [])
        own = next((forms for forms in alike if same_word(word, forms[0])), None)
        if own is None:
            own = []
            alike.append(own)
            joined.append(own)
        own.append(word)
    return [tuple(forms) for forms in joined]


def _may_stand_beside(word: str, step: int) -> bool:
    if len(word) < _LETTERS or not word.isalpha() or word in _read_breaks() or word in read_words("vague"):
        return False
    if word in read_words("empty") or word in read_words("before_qualities") or is_only_verb(word):
        return False
    return is_noun(word) or not is_known(word) or (step < 0 and is_adjective(word))


@functools.cache
def _read_breaks() -> frozenset[str]:
    """Words that name nothing: words of grammar, and verbs that are hardly ever nouns."""
    return frozenset(Path(__file__).with_name("break_words.txt").read_text(encoding="utf-8").split())
