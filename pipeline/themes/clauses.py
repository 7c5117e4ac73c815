"""Candidates for titles: whole clauses of notes, and phrases inside them that name a thing."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Sequence
from pathlib import Path

_TITLE_WORDS = (2, 9)  # fewer say too little, more are a sentence
GOOD_WORDS = (2, 6)
_CLAUSE_END = re.compile(r"\s[-–—]+\s?|[-–—]+\s|(?<!\d)[.,:]|[.,:](?!\d)|[;!?()\"“”•…/\n]+")
PLACEHOLDER = re.compile(r"\[[^\]]*\]")
# Figures, and what somebody says of themselves, belong to one note rather than to a theme.
_ONE_NOTE_ONLY = re.compile(r"\d|\b(?:I|I['’]\w+|me|my|mine|myself|he|she|his|her|hers|him)\b|[@#*_~<>|=\\]")
# A title that begins or ends with one of these is a piece torn out of a sentence.
_TORN_START = frozenset(
    ["and", "or", "but", "so", "then", "than", "because", "if", "of", "to", "as", "which", "that", "who",
     "is", "are", "was", "were", "it", "they", "yet", "when", "while", "where", "until", "nor", "just",
     "even", "only", "in", "on", "at", "by", "from", "for", "with", "into", "after", "before", "though",
     "although", "since", "perhaps", "maybe", "whether", "also", "be", "been", "has", "have", "had"]
)  # fmt: skip
_TORN_END = frozenset(
    ["and", "or", "but", "so", "the", "a", "an", "of", "to", "in", "on", "at", "for", "with", "by", "from",
     "is", "are", "was", "were", "be", "as", "that", "which", "who", "not", "our", "your", "their", "my",
     "this", "these", "e.g", "i.e", "etc", "into", "about", "than", "when", "if", "because", "very", "more",
     "too", "can", "will", "would", "could", "should", "has", "have", "had", "no", "up", "out", "it", "them"]
)  # fmt: skip
# "Mindful of people's": whose, but not what. "Let's" and "it's" end no title either.
_OWNERS_END = re.compile(r"['’]s$")
# What may stand inside a phrase that names a thing ("waiting on the phone"), but not at its ends.
_LINKS = frozenset(["of", "for", "and", "in", "on", "to", "with", "the", "a", "an", "at", "from", "by", "&"])
# Words that turn what follows into its opposite or limit it: it must not be quoted without them.
_TURNS = re.compile(
    r"not|no|never|without|less|least|fewer|few|more|most|too|hardly|nor|neither|\w+n['’]t|cannot"
)
_RELATIVE = frozenset(["who", "whom", "whose", "that", "which", "where"])
_ARTICLES = frozenset(["the", "a", "an"])
_WORD = re.compile(r"[^\W\d_]+(?:[-/&][^\W\d_]+)*(?:['’]s)?|&")
_ADVERB = re.compile(r"\w{3,}ly")
_NO_ADVERBS = frozenset(
    ["family", "early", "elderly", "friendly", "daily", "weekly", "monthly", "supply", "assembly", "lonely",
     "costly", "likely", "unfriendly"]
)  # fmt: skip


def find_clauses(words: Sequence[str]) -> list[str]:
    """Clauses of notes that could stand as a title: whole, of a few words, nobody's details in them."""
    clauses: dict[str, None] = {}
    for note in words:
        for part in _CLAUSE_END.split(note):
            clause = part.strip(" '‘’*_-–—")
            tokens = clause.split()
            if not _TITLE_WORDS[0] <= len(tokens) <= _TITLE_WORDS[1]:
                continue
            if PLACEHOLDER.search(clause) or _ONE_NOTE_ONLY.search(clause):
                continue
            if tokens[0].lower() in _TORN_START or tokens[-1].lower() in _TORN_END or len(tokens[-1]) == 1:
                continue
            if _OWNERS_END.search(clause):
                continue
            clauses[clause] = None
    return list(clauses)


def find_phrases(words: Sequence[str]) -> list[str]:
    """Phrases inside notes that name a thing ("waiting on the phone"), where a whole clause is too much."""
    phrases: dict[str, None] = {}
    for note in words:
        for part in _CLAUSE_END.split(PLACEHOLDER.sub(" … ", note)):
            run: list[str] = []
            before = ""
            for token in [*part.split(), "…"]:
                plain = token.strip("'‘’*_").lower()
                if _breaks_phrase(plain, run):
                    phrase = _trim_links(run)
                    # A capital inside a clause begins a name, which is one note's own.
                    if phrase and phrase[0] != part.split()[0] and phrase[0][:1].isupper():
                        phrase = []
                    # "Learning disability and people who …": the rest belongs to the last word alone.
                    if plain in _RELATIVE and "and" in phrase:
                        phrase = []
                    if phrase and _OWNERS_END.search(phrase[-1]):
                        phrase = []
                    good = GOOD_WORDS[0] <= len(phrase) <= GOOD_WORDS[1] and not _repeats(phrase)
                    if good and not _TURNS.fullmatch(before):
                        phrases[" ".join(phrase)] = None
                    run, before = [], plain
                else:
                    run.append(token.strip("'‘’*_"))
    return list(phrases)


def _breaks_phrase(word: str, run: list[str]) -> bool:
    if (
        word in _read_breaks()
        or not _WORD.fullmatch(word)
        or (_ADVERB.fullmatch(word) and word not in _NO_ADVERBS)
    ):
        return True
    # "Peel the spuds" is something to do; "life on the ward" names a thing.
    return word in _ARTICLES and (not run or run[-1].lower() not in _LINKS)


def _repeats(phrase: Sequence[str]) -> bool:
    return any(same_word(one.lower(), other.lower()) for one, other in itertools.combinations(phrase, 2))


def _trim_links(run: list[str]) -> list[str]:
    while run and (run[0].lower() in _LINKS or run[0].endswith("ed")):
        run = run[1:]
    while run and (run[-1].lower() in _LINKS or run[-1].endswith("ed")):
        run = run[:-1]
    return run


@functools.cache
def _read_breaks() -> frozenset[str]:
    """Words that end a phrase: words of grammar, and verbs that are hardly ever nouns."""
    return frozenset(Path(__file__).with_name("break_words.txt").read_text(encoding="utf-8").split())


def same_word(one: str, other: str) -> bool:
    """Whether two words are forms of one: "parking" and "park", "buses" and "bus"."""
    short, long = sorted((one, other), key=len)
    if len(short) < 3:
        return short == long
    stem = max(3, len(long) - 3)
    return long.startswith(short[:stem]) and len(short) >= stem
