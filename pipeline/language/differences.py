"""Pairs of notes at one table and question that use the same words and say the opposite, by their wording.

Three rules, all narrow, because to set people against one another who are not would be untrue:

- order: a note begins with "Don't", "Stop" or "Not" and what another note begins with ("Don't pay people",
  "Pay people …"; "Not WhatsApp", "WhatsApp worked well");
- said: two notes begin with the same words, in one of which a verb is turned round ("Some staff care", "Some
  staff don't care"); what people say of themselves ("I don't drive") is no view of the same thing;
- amount: a whole note has too much or wants less of what another has too little of or wants more of.

How many of the pairs really differ stands in tests/benchmarks/README.md.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence

from pandera.typing.pandas import DataFrame

from pipeline.tables import Differences, SafeNotes, table_of
from pipeline.wording import word_set

_PLAIN = str.maketrans({"’": "'", "‘": "'"})
_CLAUSE = re.compile(
    r"[.;!,:()\[\]\"“”/…\n]+|\s[-–—]+\s|\b(?:but|because|although|unless|until|if|so|when|as|and|or|which)\b"
)
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_ORDER = re.compile(r"(?:(?:do not|don't|dont|never|stop|no more|not) )(?P<rest>[a-z].*)")
# Turned round without saying the opposite: "not only", "don't forget", "not a lot", "not for now".
_NO_TURN = word_set(
    """
    only just sure forget problem idea doubt know need wait worry mention matter always all everyone one
    think necessarily much many enough have a an the for to being at in on of really very quite so that too
    get go be let do my your our their everything anything applicable available
    """
)
# Words that turn a verb round, and what stands there without them.
_TURNS = {
    **{f"{verb}n't": verb for verb in word_set("is are was were could should would has have")},
    **{"can't": "can", "cannot": "can", "won't": "will"},
    **dict.fromkeys(("don't", "dont", "doesn't", "didn't", "not", "never"), ""),
}
_HELPERS = word_set("do does did")  # stand only where a verb is turned round
_SELF = word_set("i i'm i've i'd my we we're we've our me us it this that there they he she you nothing no")
_LESS, _MORE = (
    ("less", "fewer", "too much", "too many"),
    ("more", "not enough", "too little", "too few", "lack of"),
)
_AMOUNT = re.compile(
    rf"^(?:(?:there (?:is|are|was|were)|we (?:need|want|have|had)|need|needs|want|had|have|it was|was|is) )?"
    rf"(?:(?P<less>{'|'.join(_LESS)})|(?P<more>{'|'.join(_MORE)})) (?P<thing>[a-z]+(?: [a-z]+)?)$"
)
_EXTENT = (("long", "short"), ("big", "small"), ("early", "late"), ("fast", "slow"), ("loud", "quiet"))
_SMALL = word_set(
    "a an the to of in on at for with and or is are was were be it its time things thing some any"
)
_LONGEST = 30  # words: a longer note says too much to be the opposite of another
_FEWEST = 3  # words that two notes begin with, the turn apart
_Group = tuple[list[int], list[int]]  # the notes against something, and those for it
_Sides = dict[str, _Group]  # by what is shared


def find_differences(safe_notes: DataFrame[SafeNotes]) -> DataFrame[Differences]:
    """Pairs of notes that differ, in the order of the notes; each note is in one pair at most."""
    rows: list[dict[str, object]] = []
    asked = safe_notes[["question_id", "table", "note_id", "words"]]
    for (question_id, _), own in asked.groupby(["question_id", "table"], sort=False):
        ids = own["note_id"]
        for first, second, shared, how in pair_texts(own["words"].tolist()):
            ends = {"note_id": ids.iat[first], "other_note_id": ids.iat[second]}
            rows.append({"question_id": question_id, **ends, "shared": shared, "how": how})
    return table_of(Differences, rows)


def pair_texts(texts: Sequence[str]) -> Iterator[tuple[int, int, str, str]]:
    """Two texts that differ, each in one pair at most: their places, the words they share, and how.

    Those that share most words come first, then those written first. Of thousands that say one thing and
    thousands that say its opposite, only the next of each are looked at.
    """
    clauses = list(map(_list_clauses, texts))
    groups: dict[int, list[tuple[str, str, _Group]]] = {}  # by how many words are shared
    for sides, how in (
        (_sort_orders(clauses), "negated"),
        (_sort_statements(clauses), "negated"),
        (_sort_amounts(clauses), "amount"),
    ):
        for shared, group in sides.items():
            if all(group):
                groups.setdefault(len(shared.split()), []).append((shared, how, group))
    paired: set[int] = set()
    for length in sorted(groups, reverse=True):
        yield from _pair_groups(groups[length], paired)


def _pair_groups(
    groups: Sequence[tuple[str, str, _Group]], paired: set[int]
) -> Iterator[tuple[int, int, str, str]]:
    """Pair what is in no pair yet, the first written with the next on the other side; adds to `paired`.

    Nothing before a text is left for it on the other side: that would have been paired with it.
    """
    stands: dict[int, list[tuple[int, int]]] = {}  # by place: the groups it is in, and the other side there
    for number, (_, _, group) in enumerate(groups):
        for side, places in enumerate(group):
            for place in places:
                stands.setdefault(place, []).append((number, 1 - side))
    begun = [[0, 0] for _ in groups]  # what is before that on a side is done with
    for first in sorted(stands):
        if first in paired:
            continue
        nearest: list[tuple[int, str, str]] = []
        for number, side in stands[first]:
            shared, how, group = groups[number]
            others, at = group[side], begun[number][side]
            while at < len(others) and (others[at] <= first or others[at] in paired):
                at += 1
            begun[number][side] = at
            if at < len(others):
                nearest.append((others[at], shared, how))
        if nearest:
            second, shared, how = min(nearest)
            paired |= {first, second}
            yield first, second, shared, how


def _list_clauses(text: str) -> list[list[str]]:
    """The words of the first two clauses; nothing of a question or of a long note."""
    plain = text.translate(_PLAIN).lower().strip()
    if "?" in plain or len(plain.split()) > _LONGEST:
        return []
    words = (_WORD.findall(clause) for clause in _CLAUSE.split(plain))
    # No rule looks beyond the first clause but to see that there is another; a word is there once.
    return [list(map(sys.intern, clause)) for clause in words if clause][:2]


def _sort_orders(clauses: Sequence[Sequence[list[str]]]) -> _Sides:
    sides: _Sides = {}
    for place, own in enumerate(clauses):
        if own and (order := _read_order(own[0])):
            sides.setdefault(" ".join(order), ([], []))[0].append(place)
    lengths = {len(order.split()) for order in sides}
    for place, own in enumerate(clauses):
        begins = list(map(_fold, own[0][: max(lengths, default=0)])) if own else []
        for length in lengths:
            if len(begins) >= length and (shared := " ".join(begins[:length])) in sides:
                sides[shared][1].append(place)
    return sides


def _read_order(words: Sequence[str]) -> list[str]:
    """What a clause says not to do, up to its second word of meaning; empty where it is no such order."""
    found = _ORDER.fullmatch(" ".join(words))
    rest = found["rest"].split() if found else []
    if not rest or rest[0] in _NO_TURN:
        return []
    meant = [place for place, word in enumerate(rest) if word not in _SMALL and word not in _SELF]
    if len(meant) < 2:
        return [_fold(rest[0])] if words[0] == "not" and len(rest) == 1 else []
    return list(map(_fold, rest[: meant[1] + 1]))


def _sort_statements(clauses: Sequence[Sequence[list[str]]]) -> _Sides:
    sides: _Sides = {}
    for turned in (True, False):  # only what somebody turns round is looked for among the others
        for place, own in enumerate(clauses):
            if not own or own[0][0] in _SELF:
                continue
            turns = [at for at, word in enumerate(own[0]) if word in _TURNS]
            if bool(turns) != turned or (
                turned and not (len(turns) == 1 and turns[0] > 0 and own[0][turns[0] - 1] != "to")
            ):
                continue
            plain = [_TURNS.get(word, word) for word in own[0] if not (turned and word in _HELPERS)]
            shared = " ".join(_fold(word) for word in plain if word)
            if turned and len(shared.split()) >= _FEWEST:
                sides.setdefault(shared, ([], []))
            if shared in sides:
                sides[shared][not turned].append(place)
    return sides


def _sort_amounts(clauses: Sequence[Sequence[list[str]]]) -> _Sides:
    sides: _Sides = {}
    for place, own in enumerate(clauses):
        words = " ".join(own[0]) if len(own) == 1 else ""
        found = _AMOUNT.match(words)
        if found and not set(found["thing"].split()) & _SMALL:
            thing = " ".join(map(_fold, found["thing"].split()))
            sides.setdefault(thing, ([], []))[found["more"] is not None].append(place)
        for great, small in _EXTENT:
            about = [_fold(word) for word in words.split()[:-2] if word not in _SMALL]
            if about and words.endswith((f"too {great}", f"too {small}")):
                sides.setdefault(f"{about[-1]} too {great} or too {small}", ([], []))[
                    words.endswith(small)
                ].append(place)
    return sides


def _fold(word: str) -> str:
    word = word.removesuffix("'s")
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
