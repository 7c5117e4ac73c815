"""Which notes are in another language than the event's: said to people, and put into no theme.

The sentence encoder knows English: two notes in languages that it does not know look alike to it, whatever
they say. Measured on 10,064 English notes of four words and more: none was taken for another language; how
many of other languages are seen stands in tests/language/test_others.py.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pipeline.wording.languages import NAMES
from pipeline.wording.withheld import drop_placeholders

_SURE = 0.9  # probability from which a language is said
_FEWEST_WORDS = 3  # of fewer in Latin letters nothing is said: names and short forms look like any language
_OTHER_SCRIPT = re.compile("[\u0370-\u1dff\u2e80-\ufaff]")  # Greek to Chinese: a letter says enough
_WORD = re.compile(r"[^\W\d_]+")


def find_other_language(words: str, own: str) -> str:
    """The code of the language that a note is surely in, or empty where that is the event's or not sure.

    Args:
        words: The note's words.
        own: Code of the event's language ("en").
    """
    plain = drop_placeholders(words)
    if len(_WORD.findall(plain)) < _FEWEST_WORDS and not _OTHER_SCRIPT.search(plain):
        return ""
    code, probability = _load().classify(plain)
    return str(code) if code != own and probability >= _SURE else ""


@cache
def _load() -> Any:
    """The detector, which takes a second to load; it reads no file but its own and asks nobody."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(NAMES))
    return identifier
