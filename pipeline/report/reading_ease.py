"""How easy sentences are to read, for the people who write them.

Flesch's reading ease (R. Flesch, "A new readability yardstick", Journal of Applied Psychology 32, 1948):
206.835 - 1.015 · words per sentence - 84.6 · syllables per word. 60 to 70 is plain English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

PLAIN = 60.0
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# A final e is silent (note), as in -es and -ed after most consonants; not in -le (table).
_SILENT = re.compile(r"(?<=[^aeiouylsxzcgh])es$|(?<=[^aeiouytd])ed$|(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$")
_VOWELS = re.compile(r"[aeiouy]+")


def count_syllables(word: str) -> int:
    """Syllables of an English word, by its groups of vowels; right for about nine words of ten.

    Args:
        word: The word.
    """
    bare = re.sub(r"[^a-z]", "", word.lower())
    return max(1, len(_VOWELS.findall(_SILENT.sub("", bare))))


def measure_reading_ease(sentences: Iterable[str]) -> float:
    """Flesch's reading ease of some sentences, the higher the easier; 100 where there are none.

    Args:
        sentences: Each one sentence or several; headings count as sentences.
    """
    texts = list(sentences)
    words = [word for text in texts for word in _WORD.findall(text)]
    stops = sum(max(1, len(re.findall(r"[.!?:]+(?:\s|$)", text))) for text in texts)
    if not words:
        return 100.0
    return 206.835 - 1.015 * len(words) / stops - 84.6 * sum(map(count_syllables, words)) / len(words)
