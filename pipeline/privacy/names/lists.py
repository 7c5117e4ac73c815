"""The lists behind the search for names: first names, surnames, English words, and cues.toml."""

from __future__ import annotations

import functools
import gzip
import json
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

_FOLDER = files("pipeline.privacy.names")


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
    things: frozenset[str]  # names of places, firms and products that are surnames too: no person alone
    ordinary: frozenset[str]  # English words, as listed
    any_given: frozenset[str]  # all first names
    surely_names: frozenset[str]  # first names and surnames: never told to be words by their endings
    namesakes: dict[str, tuple[tuple[str, ...], ...]]  # runs of words that name nobody, by their first word
    firms: frozenset[tuple[str, ...]]  # those of them that are thanked and asked as people are

    def is_rare(self, low: str) -> bool:
        """Whether it may be a first name that needs context: listed, or written as Chinese names are."""
        if low in self.given_rare:
            return True
        plain = self.is_word(low) or low in WORDS["function_words"] or low in WORDS["titles"]
        named = low in self.things or low in self.given or low in self.given_words
        return is_romanised(low) and not (plain or named)

    def is_word(self, low: str) -> bool:
        """Whether it is listed as a word that is no name."""
        return low in self.ordinary or low in self.not_people

    def is_english(self, low: str) -> bool:
        """Whether it is listed as an English word, or ends as only English words do."""
        if low in self.ordinary:
            return True
        return len(low) > 5 and low.endswith(_ENGLISH_ENDINGS) and low not in self.surely_names


# Two syllables as Mandarin is written in Latin letters, or as people from Hong Kong write theirs: no list
# holds all the first names that are made of them.
_INITIAL = "(?:[zcs]h|ts|kw|[bpmfdtnlgkhjqxrzcsyw])"
_FINAL = (
    "(?:iang|iong|iew|uang|ang|eng|ong|ing|ung|ian|iao|uai|uan|uen|eun|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|uo|ui|ue|oi|oo|ee|"
    "ok|uk|ak|ik|it|at|ap|ip|am|im|um|au|a|e|i|o|u)"
)
_ROMANISED = re.compile(f"(?:{_INITIAL}|(?=[aeo])){_FINAL}-?{_INITIAL}{_FINAL}")
_SHORTEST_ROMANISED, _LONGEST_ROMANISED = 5, 11  # letters: "Mina" and "Lina" are of everywhere


def is_romanised(low: str) -> bool:
    """Whether it is two syllables of Chinese in Latin letters."""
    if not _SHORTEST_ROMANISED <= len(low) <= _LONGEST_ROMANISED:
        return False
    return _ROMANISED.fullmatch(low) is not None


# The list of English words holds those that are inflected: "excellent" and "initially" are not in it.
_ENGLISH_ENDINGS = (
    "ably", "ally", "ely", "ently", "antly", "edly", "ingly", "ously", "ively", "fully", "able", "ible",
    "ent", "ious", "eous", "ous", "ful", "ive", "less", "ness", "ment", "tion", "sion", "ical", "polar",
    "ism", "ly", "ity", "ship", "ional", "ance", "ence", "ular"
)  # fmt: skip


# Letters that are not taken apart into a plain one and its accent.
_WITHOUT_ACCENTS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"}
)


def fold(word: str) -> str:
    """A word in small letters and without accents, as the lists are looked up."""
    if word.isascii():
        return word.lower()
    letters = unicodedata.normalize("NFKD", word.lower()).translate(_WITHOUT_ACCENTS)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@functools.cache
def load_vocabulary() -> Vocabulary:
    """Read the word lists, once per run."""
    listed = _read_words("first_names.txt")
    words = _read_words("first_names_that_are_words.txt")
    rare = _read_words("first_names_of_the_world.txt")
    surnames = _read_words("surnames.txt")
    _, *sections = "\n".join(_read_lines("not_people.txt")).split("@")
    heads_listed, others_listed, things_listed = sections
    heads = frozenset(heads_listed.split()[1:])
    not_people = heads | frozenset(others_listed.split()[1:])
    things = frozenset(things_listed.split()[1:])
    # A listed name that is also a place or an organisation ("Arnold") needs more context as well.
    double = listed & not_people
    lines = _read_lines("namesakes.txt")
    at = lines.index("@firms")
    # "Marks and Spencer" is also "Marks & Spencer".
    firms = frozenset(
        tuple(one.split()) for line in lines[at + 1 :] for one in (line, line.replace(" and ", " "))
    )
    namesakes: dict[str, list[tuple[str, ...]]] = {}
    for run in (*(tuple(line.split()) for line in lines[:at]), *firms):
        namesakes.setdefault(run[0], []).append(run)
    return Vocabulary(
        given=listed - double - words,
        given_words=words | double,
        given_rare=rare - listed - words - not_people,
        things=things,
        surname_words=_read_words("surnames_that_are_words.txt"),
        surnames=surnames - not_people,
        firms=firms,
        heads=heads,
        not_people=not_people,
        ordinary=_read_english(),
        any_given=listed | words | rare,
        surely_names=listed | words | rare | surnames,
        # The longest first: "keeping up with the joneses".
        namesakes={
            first: tuple(sorted(runs, key=lambda run: (-len(run), run))) for first, runs in namesakes.items()
        },
    )


def _read_lines(name: str) -> list[str]:
    text = _FOLDER.joinpath(name).read_text(encoding="utf-8")
    return [fold(line.strip()) for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _read_words(name: str) -> frozenset[str]:
    return frozenset(word for line in _read_lines(name) for word in line.split())


def _read_english() -> frozenset[str]:
    """The words of spaCy's lemma table, and some that it lacks.

    The table is read as the gzip file it is: spaCy takes two seconds to import.
    """
    packed = files("spacy_lookups_data").joinpath("data", "en_lemma_lookup.json.gz").read_bytes()
    lemmas: dict[str, str] = json.loads(gzip.decompress(packed))
    inflected = frozenset(word for pair in lemmas.items() for word in pair if word.islower())
    return inflected | _read_words("words_not_inflected.txt")


@dataclass(frozen=True)
class Slot:
    """One slot of a pattern."""

    words: frozenset[str] | None  # that may stand there; None for any
    loose: bool  # whether anything may stand between it and the word before
    end: bool  # whether it may be the end of what is joined by spaces


Pattern = tuple[Slot, ...]

_ENTRIES: Mapping[str, Mapping[str, Any]] = tomllib.loads(
    _FOLDER.joinpath("cues.toml").read_text(encoding="utf-8")
)


@functools.cache
def find_words(cue: str) -> frozenset[str]:
    """The words of a cue, with those it takes in."""
    entry = _ENTRIES[cue]
    taken = frozenset[str]().union(*map(find_words, entry.get("also", ())))
    return (taken - set(entry.get("without", "").split())) | set(entry.get("words", "").split())


def _read_slot(written: str) -> Slot:
    loose, named = written.startswith("~"), written.removeprefix("~")
    if named.startswith("<"):
        return Slot(find_words(named.strip("<>")), loose, end=False)
    words = frozenset(named.split("|"))
    return Slot(None if words == {"*"} else words - {"$"}, loose, "$" in words)


def _read_patterns(cue: str) -> dict[str, tuple[Pattern, ...]]:
    """The patterns of a cue, with those it takes in, by their first word."""
    read: dict[str, tuple[Pattern, ...]] = {}
    for taken in _ENTRIES[cue].get("also", ()):
        for word, patterns in _read_patterns(taken).items():
            read[word] = (*read.get(word, ()), *patterns)
    for written in _ENTRIES[cue]["patterns"]:
        pattern = tuple(map(_read_slot, written.split()))
        for word in pattern[0].words or ():
            read[word] = (*read.get(word, ()), pattern)
    return read


# Of each cue its words, its runs of words, or its patterns by their first word.
WORDS = {cue: find_words(cue) for cue, entry in _ENTRIES.items() if {"runs", "patterns"}.isdisjoint(entry)}
RUNS = {
    cue: frozenset(tuple(run.split()) for run in entry["runs"].split(","))
    for cue, entry in _ENTRIES.items()
    if "runs" in entry
}
PATTERNS = {cue: _read_patterns(cue) for cue, entry in _ENTRIES.items() if "patterns" in entry}
