"""Pairs of notes at one table and question that use the same words and say the opposite, by their wording.

Two rules, both narrow, because to set people against one another who are not would be untrue:

- negated: a note begins with words turned round ("Don't pay people", "Not WhatsApp") that the other begins
  with plainly ("Pay people …", "WhatsApp worked well"), or the two have a clause of the same words, one of
  them turned round;
- amount: one has too much or wants less of what the other has too little of or wants more of.

How many of the pairs really differ stands in tests/benchmarks/README.md.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pandera.typing.pandas import DataFrame

from pipeline.tables import Differences, SafeNotes, table_of
from pipeline.wording import word_set

_PLAIN = str.maketrans({"’": "'", "‘": "'"})
_CLAUSE = re.compile(
    r"[.;!,:()\[\]\"“”/…\n]+|\s[-–—]+\s|\b(?:but|because|although|unless|until|if|so|when|as)\b"
)
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_TURNS = word_set(
    """
    no not never don't dont doesn't didn't won't shouldn't isn't aren't wasn't can't cannot stop without
    nobody nothing none hardly nor neither couldn't wouldn't haven't hasn't
    """
)
# Turned round without saying the opposite: "not only", "don't forget", "no problem", "no one person".
_NO_TURN = word_set(
    """
    only just sure forget problem idea doubt know need wait worry mention matter always all everyone one
    think necessarily much enough have
    """
)
# Words of grammar and of praise and blame: what is said of a thing is not the thing.
_SMALL = word_set(
    """
    a an the to of in on at for with and or is are was were be been being have has had do does did it its
    this that these those there any some enough i we you they he she my our your their us them me him her
    just really very too so much many more less fewer as by from into about will would can could should
    must may might get got getting go going want wants like people's also only all both please need needs
    every each than yes good better best bad worse great nice well helpful lovely fine ok okay
    """
)
_LESS, _MORE = (
    ("less", "fewer", "too much", "too many"),
    ("more", "not enough", "too little", "too few", "lack of"),
)
_AMOUNT = re.compile(
    rf"^(?:(?:there (?:is|are|was|were)|we (?:need|want|have|had)|need|needs|want|had|have|it was|was|is) )?"
    rf"(?:(?P<less>{'|'.join(_LESS)})|(?P<more>{'|'.join(_MORE)})) (?P<thing>[a-z]+(?: [a-z]+)?)$"
)
_EXTENT = (("long", "short"), ("big", "small"), ("early", "late"), ("fast", "slow"), ("loud", "quiet"))
_LONGEST = 30  # words: a longer note says too much to be the opposite of another
_FEWEST = 2  # content words of two clauses that are the same but for the turn


@dataclass(frozen=True)
class _Clause:
    """A clause as it is compared.

    Attributes:
        run: Its content words, in order, without those that turn it round.
        turned: Whether a word turns it round.
        leads: Whether it begins the note and, where it is turned round, begins with that word; by one
            word alone only where that is "not".
    """

    run: tuple[str, ...]
    turned: bool
    leads: bool


def find_differences(safe_notes: DataFrame[SafeNotes]) -> DataFrame[Differences]:
    """Pairs of notes that differ, in the order of the notes; each note is in one pair at most."""
    rows: list[dict[str, object]] = []
    for (question_id, _), own in safe_notes.groupby(["question_id", "table"], sort=False):
        ids, texts = own["note_id"].tolist(), own["words"].tolist()
        paired: set[int] = set()
        for first, second, shared, how in compare_texts(texts):
            if paired.isdisjoint((first, second)):
                paired |= {first, second}
                ends = {"note_id": ids[first], "other_note_id": ids[second]}
                rows.append({"question_id": question_id, **ends, "shared": shared, "how": how})
    return table_of(Differences, rows)


def compare_texts(texts: Sequence[str]) -> Iterator[tuple[int, int, str, str]]:
    """Every two texts that differ: their places, the words they share, and how; most shared words first."""
    clauses = [list(_list_clauses(text)) for text in texts]
    plain: dict[str, list[tuple[int, _Clause]]] = {}
    for place, own in enumerate(clauses):
        for clause in own:
            if not clause.turned:
                plain.setdefault(clause.run[0], []).append((place, clause))
    found: set[tuple[int, int, int, str, str]] = set()
    for place, own in enumerate(clauses):
        for turned in (clause for clause in own if clause.turned):
            for other, clause in plain.get(turned.run[0], []):
                if other != place and _opposes(turned, clause) and not _agrees(clauses[other], turned):
                    one, two = sorted((place, other))
                    found.add((-len(turned.run), one, two, " ".join(turned.run), "negated"))
    wanted: dict[str, tuple[list[int], list[int]]] = {}  # of a thing, who wants less and who wants more
    for place, text in enumerate(texts):
        for thing, more in dict(_list_amounts(text)).items():
            wanted.setdefault(thing, ([], []))[more].append(place)
    for thing, (less, more_of) in wanted.items():
        pairs = itertools.product(less, more_of)
        found |= {(-1, min(pair), max(pair), thing, "amount") for pair in pairs}
    for _, one, two, words, how in sorted(found):
        yield one, two, words, how


def _opposes(turned: _Clause, plain: _Clause) -> bool:
    begins = turned.leads and plain.leads and plain.run[: len(turned.run)] == turned.run
    return begins or (len(turned.run) >= _FEWEST and plain.run == turned.run)


def _agrees(clauses: Sequence[_Clause], turned: _Clause) -> bool:
    """Whether a note that has the words plainly turns them round elsewhere."""
    return any(clause.turned and set(turned.run) <= set(clause.run) for clause in clauses)


def _list_clauses(text: str) -> Iterator[_Clause]:
    plain = text.translate(_PLAIN).lower().strip()
    if "?" in plain or len(plain.split()) > _LONGEST:
        return
    for number, clause in enumerate(part for part in _CLAUSE.split(plain) if part and part.strip()):
        words = _WORD.findall(clause)
        turns = [at for at, word in enumerate(words) if word in _TURNS]
        run = tuple(_fold(word) for word in words if word not in _SMALL and word not in _TURNS)
        follows = words[turns[0] + 1 :] if turns else []
        if not run or len(turns) > 1 or (follows and follows[0] in _NO_TURN) or (turns and not follows):
            continue
        begins = not turns or (turns[0] == 0 and (len(run) >= _FEWEST or words[0] == "not"))
        yield _Clause(run, bool(turns), number == 0 and begins)


def _list_amounts(text: str) -> Iterator[tuple[str, bool]]:
    """What a note has or wants more (True) or less (False) of."""
    plain = text.translate(_PLAIN).lower().strip()
    if "?" in plain or len(plain.split()) > _LONGEST:
        return
    for clause in _CLAUSE.split(plain):
        words = " ".join(_WORD.findall(clause or ""))
        found = _AMOUNT.match(words)
        if found and not set(found["thing"].split()) & (_SMALL | _NO_TURN):
            yield " ".join(map(_fold, found["thing"].split())), found["more"] is not None
        for great, small in _EXTENT:
            if words.endswith(f"too {great}") or words.endswith(f"too {small}"):
                about = [_fold(word) for word in words.split()[:-2] if word not in _SMALL]
                if about and not set(about) & _TURNS:
                    yield f"{about[-1]} too {great} or too {small}", words.endswith(small)


def _fold(word: str) -> str:
    word = word.removesuffix("'s")
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
