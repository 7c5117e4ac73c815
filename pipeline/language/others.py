"""Which notes are in another language than the event's: said to people, and put into no theme.

The sentence encoder knows English: two notes in languages that it does not know look alike to it, whatever
they say. Measured on 10,064 English notes of four words and more: none was taken for another language; how
many of other languages are seen stands in tests/language/test_others.py.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pandera.typing.pandas import DataFrame

from pipeline.tables import NoteLanguage, Notes
from pipeline.wording import count_words, list_words
from pipeline.wording.withheld import drop_placeholders

# What people write at events in Britain and Ireland: among few, one is seldom mistaken for another.
NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "cs": "Czech", "cy": "Welsh", "de": "German",
    "el": "Greek", "en": "English", "es": "Spanish", "fa": "Persian", "fr": "French", "ga": "Irish",
    "gd": "Scottish Gaelic", "gu": "Gujarati", "hi": "Hindi", "hu": "Hungarian", "it": "Italian",
    "ku": "Kurdish", "lt": "Lithuanian", "lv": "Latvian", "nl": "Dutch", "pa": "Punjabi", "pl": "Polish",
    "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "so": "Somali",
    "sq": "Albanian", "sw": "Swahili", "ta": "Tamil", "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian",
    "ur": "Urdu", "yo": "Yoruba", "zh": "Chinese",
}  # fmt: skip
_SURE = 0.9  # probability from which a language is said
_FEWEST_WORDS = 3  # of fewer in Latin letters nothing is said: names and short forms look like any language
_OTHER_SCRIPT = re.compile("[\u0370-\u1dff\u2e80-\ufaff]")  # Greek to Chinese: a letter says enough
_LISTED = 5  # places named at the end of a run
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


def say_other_languages(language: DataFrame[NoteLanguage], notes: DataFrame[Notes]) -> list[str]:
    """What to look at where notes are in other languages, one line; none where none are."""
    found = language[language["other_language"] != ""].merge(notes, on="note_id")
    if found.empty:
        return []
    counts = found["other_language"].map(NAMES).value_counts()
    named = list_words(f"{number} in {name}" for name, number in sorted(counts.items()))
    places = found["locator"].where(found["locator"] != "", "line " + found["line"].astype(str)).tolist()
    more = f" and {len(places) - _LISTED} more" if len(places) > _LISTED else ""
    are = "is" if len(found) == 1 else "are"
    return [
        f"{count_words(len(found), 'note')} {are} in another language ({named}) and in no theme, because the"
        f" program compares meaning in English: {', '.join(places[:_LISTED])}{more}"
    ]


@cache
def _load() -> Any:
    """The detector, which takes a second to load; it reads no file but its own and asks nobody."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(NAMES))
    return identifier
