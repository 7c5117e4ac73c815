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


@dataclass(frozen=True)
class Vocabulary:
    """Words in lower case, by what they say about a capitalised word."""

    given: frozenset[str]  # first names that are nothing else
    given_words: frozenset[str]  # first names that are also words, months or places
    surname_words: frozenset[str]  # surnames that are also words
    heads: frozenset[str]  # "trust", "road": what stands before is the name of a place or organisation
    not_people: frozenset[str]  # all words that name organisations, places, products, times; with heads
    ordinary: frozenset[str]  # English words


@functools.cache
def load_vocabulary() -> Vocabulary:
    """Read the word lists, once per run."""
    ordinary = _english_words()
    listed = _words("first_names.txt")
    words = _words("first_names_that_are_words.txt")
    heads, others = _sections("not_people.txt")
    # A listed name that is also a place or an organisation ("Arnold") needs more context as well.
    double = listed & (heads | others)
    return Vocabulary(
        given=listed - double - words,
        given_words=words | double,
        surname_words=_words("surnames_that_are_words.txt"),
        heads=heads,
        not_people=heads | others,
        ordinary=ordinary,
    )


def _lines(name: str) -> list[str]:
    text = files("pipeline.privacy").joinpath(name).read_text(encoding="utf-8")
    return [line.strip().lower() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _words(name: str) -> frozenset[str]:
    return frozenset(word for line in _lines(name) for word in line.split())


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
