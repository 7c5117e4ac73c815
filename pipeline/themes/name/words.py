"""The words of titles: what they are about, what kind of word each can be, and the things that notes name.

Kinds come from the lists of WordNet's words that come with spaCy's lookup data. They say nothing of the
sentence a word stands in ("lower" is a verb in one and an adjective in the next), but they tell what a phrase
must not end with ("important to") and what breaks it ("educate"). A trained tagger would tell more; it would
be a download of its own. So whether a word that can be a verb or an adjective as well names a thing here is
told by what stands around it, over all notes of the question.
"""

from __future__ import annotations

import functools
import gzip
import importlib.util
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import SettingsError

PLACEHOLDER = re.compile(r"\[[^\]]*\]")  # what stands for a personal detail
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LETTERS = 3  # forms of a word share these at least
# Of a short stem fewer are safe: "care" and "caring" are one word, "car" and "care" are not.
_SHORT_ENDINGS = (
    frozenset(["", "s", "es", "ing", "ment", "'s", "’s"]),
    frozenset(["e", "ed", "es", "er", "ers", "ing"]),
)
_INDEX, _EXCEPTIONS = "en_lemma_index.json.gz", "en_lemma_exc.json.gz"
_NO_PLURAL = ("ss", "us", "is")
_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[^\s]")
_SHORTEST = 3  # letters; a shorter word is an abbreviation or a slip
_TOGETHER = 0.6  # of the notes that use a word have it beside the same other word: then they are one name
_FEWEST_TOGETHER = 2
_COUNTS = ("a", "an", "each", "every", "another")
_COUNTED = 0.25  # of the uses of a word that count it
_PLURAL = 1 / 3  # of the notes that use a word have its plural: then a title has it, too
_ADJECTIVES = ("ly", "ful", "ive", "ous", "able", "ible")


def find_content(text: str) -> list[str]:
    """The words of a text that say what it is about, in small letters, each once."""
    words = dict.fromkeys(_WORD.findall(text.lower().replace("-", " ")))
    return [word for word in words if word not in read_words("empty")]


@functools.cache
def read_words(name: str) -> frozenset[str]:
    """One of the lists in title_words.toml."""
    lists = tomllib.loads(Path(__file__).with_name("title_words.toml").read_text(encoding="utf-8"))
    return frozenset(lists[name].split())


def same_word(one: str, other: str) -> bool:
    """Whether two words are forms of one: "parking" and "park", "buses" and "bus"."""
    if one == other:
        return True
    shared = next(
        (place for place, (here, there) in enumerate(zip(one, other, strict=False)) if here != there),
        min(len(one), len(other)),
    )
    ends = {one[shared:], other[shared:]}
    if shared > _LETTERS:
        return all(not end or end in read_words("endings") for end in ends)
    return shared == _LETTERS and any(ends <= some for some in _SHORT_ENDINGS)


def is_noun(word: str) -> bool:
    """Whether a word in small letters, or the last part of a hyphenated one, can be a noun."""
    word = word.removesuffix("'s").removesuffix("’s").rsplit("-", 1)[-1]
    if word in read_words("plurals"):
        return True
    nouns = _read_kinds()["noun"]
    return word in nouns or (word.endswith("s") and any(base in nouns for base in _bases(word)))


def make_plural(word: str) -> str:
    """The plural of a noun in small letters; the word itself where it is one."""
    if word in read_words("plurals") or word in set(_read_plurals().values()):
        return word
    if word in _read_plurals():
        return _read_plurals()[word]
    if word.endswith("s") and not word.endswith(_NO_PLURAL):
        return word
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")


def is_adjective(word: str) -> bool:
    """Whether a word in small letters can be an adjective."""
    return word in _read_kinds()["adj"]


def is_verb(word: str) -> bool:
    """Whether a word in small letters can be a verb: plain, with -s or with -ed, or irregular ("sat")."""
    verbs = _read_kinds()["verb"]
    return word not in read_words("plurals") and any(base in verbs for base in _bases(word))


def is_only_verb(word: str) -> bool:
    """Whether it can be nothing but a verb."""
    if "-" in word or is_noun(word) or is_adjective(word) or word in _read_kinds()["adv"]:
        return False
    return is_verb(word)


def is_known(word: str) -> bool:
    """Whether the lists hold a word; names, short forms and slips of the pen they do not."""
    kinds = _read_kinds()
    return any(base in own for base in _bases(word) for own in kinds.values())


@functools.lru_cache(maxsize=8192)
def _bases(word: str) -> tuple[str, ...]:
    """A word and what it may be a form of."""
    found = [word]
    if len(word) > 4 and word.endswith(("ies", "ied")):
        found.append(word[:-3] + "y")
    if len(word) > 4 and word.endswith("es"):
        found.append(word[:-2])
    if len(word) > 3 and word.endswith("s") and not word.endswith(_NO_PLURAL):
        found.append(word[:-1])
    if len(word) > 4 and word.endswith("ed"):
        found += [word[:-2], word[:-1]]
        if word[-3] == word[-4]:
            found.append(word[:-3])
    return tuple(found)


@functools.cache
def _read_kinds() -> dict[str, frozenset[str]]:
    """The base forms of each kind (adj, adv, noun, verb), and irregular forms of verbs with the verbs."""
    kinds = {kind: frozenset(words) for kind, words in _read_table(_INDEX).items()}
    return kinds | {"verb": kinds["verb"] | frozenset(_read_table(_EXCEPTIONS)["verb"])}


@functools.cache
def _read_plurals() -> dict[str, str]:
    """The plural of each noun that has one without an s: "children" of "child", but not "foci"."""
    table: dict[str, list[str]] = dict(_read_table(_EXCEPTIONS)["noun"])  # type: ignore[arg-type]
    english = (plural for plural in sorted(table) if not plural.endswith(("s", "i", "ae")))
    found = {one: plural for plural in english for one in table[plural]}
    return found | {"woman": "women", "person": "people"}


def _read_table(name: str) -> dict[str, Iterable[str]]:
    found = importlib.util.find_spec("spacy_lookups_data")  # does not import it
    if found is None or found.origin is None:
        raise SettingsError(
            "the package spacy-lookups-data, which knows what kind of word a word can be, is not installed",
            where="the pipeline's own environment",
            remedy="Install the pipeline again.",
        )
    with gzip.open(Path(found.origin).parent / "data" / name, "rt", encoding="utf-8") as file:
        table: dict[str, Iterable[str]] = json.load(file)
        return table


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
        len(word) < _SHORTEST
        or not word[0].isalpha()
        or len(set(word)) < _SHORTEST
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
        alike = by_stem.setdefault(word[:_LETTERS], [])
        own = next((forms for forms in alike if same_word(word, forms[0])), None)
        if own is None:
            own = []
            alike.append(own)
            joined.append(own)
        own.append(word)
    return [tuple(forms) for forms in joined]


def _may_stand_beside(word: str, step: int) -> bool:
    if len(word) < _SHORTEST or not word.isalpha() or word in _read_breaks() or word in read_words("vague"):
        return False
    if word in read_words("empty") or word in read_words("before_qualities") or is_only_verb(word):
        return False
    return is_noun(word) or not is_known(word) or (step < 0 and is_adjective(word))


@functools.cache
def _read_breaks() -> frozenset[str]:
    """Words that name nothing: words of grammar, and verbs that are hardly ever nouns."""
    return frozenset(Path(__file__).with_name("break_words.txt").read_text(encoding="utf-8").split())
