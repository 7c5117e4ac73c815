"""The words of titles: what they are about, and what kind of word each can be.

Kinds come from the lists of WordNet's words that come with spaCy's lookup data. They say nothing of the
sentence a word stands in ("lower" is a verb in one and an adjective in the next), but they tell what a phrase
must not end with ("important to") and what breaks it ("educate"). A trained tagger would tell more; it would
be a download of its own.
"""

from __future__ import annotations

import functools
import gzip
import importlib.util
import json
import re
import tomllib
from collections.abc import Iterable
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
