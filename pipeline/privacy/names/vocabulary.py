"""The word lists behind the search for names: small files of this room, and a list of English words.

The list of ordinary English words is the lemma table of spacy-lookups-data, read as the gzip file it
is: importing spaCy for it would cost two seconds.
"""

from __future__ import annotations

import functools
import gzip
import json
from dataclasses import dataclass
from importlib.resources import files

from pipeline.privacy.names.words import fold


@dataclass(frozen=True)
class Vocabulary:
    """Words in lower case, by what they say about a capitalised word."""

    given: frozenset[str]  # first names that are nothing else
    given_words: frozenset[str]  # first names that are also words, months or places
    given_rare: frozenset[str]  # first names that need context, though they are no words
    surname_words: frozenset[str]  # surnames that are also words
    surnames: frozenset[str]  # surnames that are no words
    heads: frozenset[str]  # "trust", "road": what stands before is the name of a place or organisation
    not_people: frozenset[str]  # all words that name organisations, places, products, times; with heads
    ordinary: frozenset[str]  # English words, as listed
    any_given: frozenset[str]  # all first names
    surely_names: frozenset[str]  # first names and surnames: never told to be words by their endings
    namesakes: dict[str, tuple[tuple[str, ...], ...]]  # runs of words that name nobody, by their first word

    def is_english(self, low: str) -> bool:
        """Whether it is listed as an English word, or ends as only English words do."""
        if low in self.ordinary:
            return True
        return len(low) > 5 and low.endswith(_ENGLISH_ENDINGS) and low not in self.surely_names


# The list of English words holds those that are inflected: "excellent" and "initially" are not in it.
_ENGLISH_ENDINGS = (
    "ably", "ally", "ely", "ently", "antly", "edly", "ingly", "ously", "ively", "fully", "able", "ible",
    "ent", "ious", "eous", "ous", "ful", "ive", "less", "ness", "ment", "tion", "sion", "ical", "polar",
    "ism",
)  # fmt: skip


@functools.cache
def load_vocabulary() -> Vocabulary:
    """Read the word lists, once per run."""
    ordinary = _english_words()
    listed = _words("first_names.txt")
    words = _words("first_names_that_are_words.txt")
    rare = _words("first_names_of_the_world.txt")
    heads, others = _sections("not_people.txt")
    # A listed name that is also a place or an organisation ("Arnold") needs more context as well.
    double = listed & (heads | others)
    return Vocabulary(
        given=listed - double - words,
        given_words=words | double,
        given_rare=rare - listed - words - heads - others,
        surname_words=_words("surnames_that_are_words.txt"),
        surnames=_words("surnames.txt") - heads - others,
        heads=heads,
        not_people=heads | others,
        ordinary=ordinary,
        any_given=listed | words | rare,
        surely_names=listed | words | rare | _words("surnames.txt"),
        namesakes=_runs("namesakes.txt"),
    )


def _lines(name: str) -> list[str]:
    text = files("pipeline.privacy.names").joinpath(name).read_text(encoding="utf-8")
    return [fold(line.strip()) for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _words(name: str) -> frozenset[str]:
    return frozenset(word for line in _lines(name) for word in line.split())


def _runs(name: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    runs: dict[str, list[tuple[str, ...]]] = {}
    for line in _lines(name):
        run = tuple(line.split())
        runs.setdefault(run[0], []).append(run)
    # The longest first: "keeping up with the joneses".
    return {first: tuple(sorted(found, key=lambda run: (-len(run), run))) for first, found in runs.items()}


def _sections(name: str) -> tuple[frozenset[str], frozenset[str]]:
    lists: dict[str, list[str]] = {}
    current: list[str] = []
    for line in _lines(name):
        if line.startswith("@"):
            current = lists.setdefault(line, [])
        else:
            current.extend(line.split())
    return frozenset(lists["@heads"]), frozenset(lists["@words"])


def _english_words() -> frozenset[str]:
    packed = files("spacy_lookups_data").joinpath("data", "en_lemma_lookup.json.gz").read_bytes()
    lemmas: dict[str, str] = json.loads(gzip.decompress(packed))
    return frozenset(word for pair in lemmas.items() for word in pair if word.islower())
