"""Candidates for titles: whole clauses of notes, and phrases inside them that name a thing."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Sequence
from pathlib import Path

from pipeline.themes.name.words import (
    is_adjective,
    is_known,
    is_noun,
    is_only_verb,
    is_verb,
    read_words,
    same_word,
)

_TITLE_WORDS = (2, 9)  # fewer say too little, more are a sentence
GOOD_WORDS = (2, 6)
_CLAUSE_END = re.compile(r"\s[-–—]+\s?|[-–—]+\s|(?<!\d)[.,:]|[.,:](?!\d)|[;!?()\"“”•…/\n]+")
PLACEHOLDER = re.compile(r"\[[^\]]*\]")
# Figures, and what somebody says of themselves, belong to one note rather than to a theme.
_ONE_NOTE_ONLY = re.compile(r"\d|\b(?:I|I['’]\w+|me|my|mine|myself|he|she|his|her|hers|him)\b|[@#*_~<>|=\\→]")
# A single quotation mark of which the other half is in another clause.
_HALF_QUOTED = re.compile(r"(?:^|\s)['‘]\w")
# "Mindful of people's": whose, but not what. "Let's" and "it's" end no title either.
_OWNERS_END = re.compile(r"['’]s$")
# What may stand inside a phrase that names a thing ("waiting on the phone"), but not at its ends.
_LINKS = frozenset(["of", "for", "and", "in", "on", "to", "with", "the", "a", "an", "at", "from", "by", "&"])
_JOINS = frozenset(["and", "&"])
# Words that turn what follows into its opposite or limit it: it must not be quoted without them.
_TURNS = re.compile(
    r"not|no|never|without|less|least|fewer|few|more|most|too|hardly|nor|neither|\w+n['’]t|cannot"
)
_RELATIVE = frozenset(["who", "whom", "whose", "that", "which", "where"])
_ARTICLES = frozenset(["the", "a", "an"])
_WORD = re.compile(r"[^\W\d_]+(?:[-/&][^\W\d_]+)*(?:['’]s)?|&")
# "It's", "people're": a subject and its verb in one.
_SHORTENED = re.compile(r"\w+['’](?!s$)\w+|(?:it|he|she|that|there|what|who|where|here|let)['’]s")
_ADVERB = re.compile(r"\w{3,}ly")
_NO_ADVERBS = frozenset(
    ["family", "early", "elderly", "friendly", "daily", "weekly", "monthly", "supply", "assembly", "lonely",
     "costly", "likely", "unfriendly"]
)  # fmt: skip
_SHOUTED = 5  # letters in capitals from which on a known word is shouted rather than an abbreviation


def find_clauses(words: Sequence[str]) -> list[str]:
    """Clauses of notes that could stand as a title: whole, of a few words, nobody's details in them."""
    clauses: dict[str, None] = {}
    for note in words:
        for part in _CLAUSE_END.split(note):
            clause = part.strip(" '‘’*_-–—")
            tokens = clause.split()
            if not _TITLE_WORDS[0] <= len(tokens) <= _TITLE_WORDS[1]:
                continue
            if PLACEHOLDER.search(clause) or _ONE_NOTE_ONLY.search(clause) or _HALF_QUOTED.search(clause):
                continue
            if (
                tokens[0].lower() in read_words("torn_start")
                or tokens[-1].lower() in read_words("torn_end")
                or len(tokens[-1]) == 1
            ):
                continue
            if _OWNERS_END.search(clause):
                continue
            clauses[_quieten(clause)] = None
    return list(clauses)


def find_phrases(words: Sequence[str]) -> list[str]:
    """Phrases inside notes that name a thing ("waiting on the phone"), where a whole clause is too much."""
    phrases: dict[str, None] = {}
    for note in words:
        for part in _CLAUSE_END.split(PLACEHOLDER.sub(" … ", note)):
            run: list[str] = []
            before = previous = ""
            for token in [*part.split(), "…"]:
                plain = token.strip("'‘’*_").lower()
                if _breaks_phrase(plain, previous, run):
                    phrase = _fit_phrase(run, plain, part.split()[:1])
                    if phrase and not _TURNS.fullmatch(before):
                        phrases[_quieten(" ".join(phrase))] = None
                    # "Not a good bus service", "not very helpful": the turn reaches over what is between.
                    before = before if not run and _TURNS.fullmatch(before) else plain
                    run = []
                else:
                    run.append(token.strip("'‘’*_"))
                previous = plain
    return list(phrases)


def _breaks_phrase(word: str, previous: str, run: list[str]) -> bool:
    if word in _read_breaks() or not _WORD.fullmatch(word) or _SHORTENED.fullmatch(word):
        return True
    if (_ADVERB.fullmatch(word) and word not in _NO_ADVERBS) or is_only_verb(word):
        return True
    # "The crew turned round": who did what is no thing; "limited access" is.
    if run and word.endswith("ed") and len(word) > _SHOUTED and is_verb(word) and not is_adjective(word):
        return True
    begins = not run or (previous == "to" and run[-1].lower() == "to")
    if begins and _sets_off_verb(previous) and is_verb(word):
        return True
    # "Peel the spuds" is something to do; "life on the ward" names a thing.
    return word in _ARTICLES and (not run or run[-1].lower() not in _LINKS)


def _sets_off_verb(word: str) -> bool:
    return word in read_words("before_verbs") or word.endswith(("n't", "n’t"))


def _fit_phrase(run: list[str], after: str, first: list[str]) -> list[str]:
    """What of a run of words names a thing, or nothing."""
    phrase = _trim(run)
    for place, (link, word) in enumerate(itertools.pairwise(phrase)):
        # "Common ground and end …": what follows is another sentence's verb.
        other = place >= GOOD_WORDS[0] and link.lower() in _JOINS and is_verb(word.lower())
        if other and not word.lower().endswith(("s", "ing", "ed")):
            phrase = _trim(phrase[:place])
            break
    # A capital inside a clause begins a name, which is one note's own.
    if not phrase or (phrase[:1] != first and phrase[0][:1].isupper()):
        return []
    # "Learning disability and people who …": the rest belongs to the last word alone.
    if after in _RELATIVE and "and" in run:
        return []
    short = any(len(word) == 1 and word not in {"a", "A", "&"} for word in phrase)
    vague = all(word.lower() in read_words("vague") or word.lower() in _LINKS for word in phrase)
    long = not GOOD_WORDS[0] <= len(phrase) <= GOOD_WORDS[1]
    return [] if short or vague or long or _OWNERS_END.search(phrase[-1]) or _repeats(phrase) else phrase


def _trim(run: list[str]) -> list[str]:
    """A run of words without what may not begin or end a phrase; nothing where that would tear it."""
    while run and not _may_begin(run):
        run = run[1:]
    while run and not _may_end(run):
        # "Deal with people better": without its last word it says something else.
        if run[-1].lower() in read_words("no_end"):
            return []
        run = run[:-1]
    return run


def _may_begin(run: list[str]) -> bool:
    word, follows = run[0].lower(), run[1].lower() if len(run) > 1 else ""
    if word in _LINKS or word in read_words("parts"):
        return False
    # "Important to gardeners": said of something that stands before it.
    said = follows in _LINKS - _JOINS and not is_noun(word)
    return not (is_adjective(word) and said) and not (word.endswith("ed") and not is_adjective(word))


def _may_end(run: list[str]) -> bool:
    word = run[-1].lower()
    if word in _LINKS or word in read_words("no_end") or word.endswith("ed"):
        return False
    if is_noun(word):
        return True
    if not is_known(word):
        return run[-1][:1].isupper() or not word.endswith(("ing", "ly"))
    # "Friendly and helpful" says what people or things were like.
    pair = len(run) > 2 and run[-2].lower() in _JOINS
    return pair and is_adjective(word) and is_adjective(run[-3].lower())


def _repeats(phrase: Sequence[str]) -> bool:
    return any(same_word(one.lower(), other.lower()) for one, other in itertools.combinations(phrase, 2))


def _quieten(clause: str) -> str:
    """A clause without words that are shouted."""
    return " ".join(
        token.lower() if token.isupper() and len(token) >= _SHOUTED and is_known(token.lower()) else token
        for token in clause.split()
    )


@functools.cache
def _read_breaks() -> frozenset[str]:
    """Words that end a phrase: words of grammar, and verbs that are hardly ever nouns."""
    return frozenset(Path(__file__).with_name("break_words.txt").read_text(encoding="utf-8").split())
