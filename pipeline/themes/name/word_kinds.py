"""What kind of word a word can be, from the lists of WordNet's words that come with spaCy's lookup data.

They say nothing of the sentence a word stands in ("lower" is a verb in one and an adjective in the
next), but they tell what a phrase must not end with ("important to") and what breaks it ("educate").
A trained tagger would tell more; it would be a download of its own.
"""

from __future__ import annotations

import functools
import gzip
import importlib.util
import json
from collections.abc import Iterable
from pathlib import Path

from pipeline.errors import SettingsError
from pipeline.themes.name.title_words import read_words

_INDEX, _EXCEPTIONS = "en_lemma_index.json.gz", "en_lemma_exc.json.gz"
_NO_PLURAL = ("ss", "us", "is")


def is_noun(word: str) -> bool:
    """Whether a word in small letters, or the last part of a hyphenated one, can be a noun."""
    word = word.removesuffix("'s").removesuffix("’s").rsplit("-", 1)[-1]
    if word in read_words("plurals"):
        return True
    nouns = _read_kinds()["noun"]
    return word in nouns or (word.endswith("s") and any(base in nouns for base in _bases(word)))


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
