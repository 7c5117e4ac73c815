"""Whether what a model writes is borne out by the notes that it names: numbers, names, quotations.

What cannot be told from the letters (a negation lost, a tone) is not seen here: people read the drafts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from pipeline.wording.likeness import fold_words
from pipeline.wording.marks import is_quoted_from, list_quotations

IsPersonal = Callable[[str], bool]  # whether a text names a person or holds another personal detail

# Mark-up, placeholders, addresses and codes: nothing that a plain title needs.
_NOT_PLAIN = re.compile(r"[<>\[\]{}|`*_#\\~^=@]|https?:|www\.|&\w+;|&#", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
_DIGITS = re.compile(r"\d+(?:[.,:]\d+)*")
_AMOUNTS = re.compile(
    r"(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundreds?|thousands?"
    r"|million|dozens?|half|third|quarter|percent|most|majority|minority|everyone|everybody|nobody"
    r"|unanimous(?:ly)?"
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_CAPITAL = re.compile(r"[^\W\d_][^\W_]*(?:['’][^\W_]+)*")


def find_fault(text: str, longest: int, words: Sequence[str], is_personal: IsPersonal) -> str:
    """What is wrong with a title or definition, to go on after "the title of theme 2"; or empty."""
    if not _WORD.search(text):
        return "is empty"
    if len(text) > longest:
        return f"has more than {longest} characters"
    # Line ends, and signs that turn the direction of writing or cannot be seen.
    if any(unicodedata.category(sign) in ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp") for sign in text):
        return "has line ends or signs that cannot be seen"
    if _NOT_PLAIN.search(text):
        return "has mark-up, brackets or an address in it"
    if any(not is_quoted_from(quoted, words) for quoted in list_quotations(text)):
        return "quotes words that none of its notes has"
    if is_personal(text):
        return "may name a person"
    return ""


def find_unborne(text: str, longest: int, words: Sequence[str], is_personal: IsPersonal) -> str:
    """What is wrong with a sentence that rests on notes, to go on after "sentence 1"; or empty."""
    if wrong := find_fault(text, longest, words, is_personal):
        return wrong
    known = {word for note in words for word in fold_words(note)}
    digits = {part for note in words for part in _DIGITS.findall(note)}
    said = fold_words(text)
    if any(part not in digits and part not in known for part in _DIGITS.findall(text)):
        return "names a number that its notes do not have"
    spelt = [word for word in said if (word.isdigit() and word not in ("0", "1")) or _AMOUNTS.fullmatch(word)]
    if any(word not in known for word in spelt):
        return "names a number that its notes do not have"
    if any(not known.issuperset(fold_words(name)) for name in _find_names(text)):
        return "names somebody or something that its notes do not have"
    return ""


def _find_names(text: str) -> list[str]:
    """Words written with a capital where plain English has none, and short forms in capitals."""
    found = []
    for sentence in _SENTENCE.split(text):
        said = _CAPITAL.findall(sentence)
        for place, word in enumerate(said):
            bare = re.sub(r"['’]s?$", "", word)
            capital = bare[:1].isupper() and bare not in ("I", "A")
            follows = place == 0 and len(said) > 1 and said[1][:1].isupper() and said[1] != "I"
            if capital and (place > 0 or follows or (len(bare) > 1 and bare.isupper())):
                found.append(re.sub(r"['’](?:m|ve|d|ll|re)$", "", bare))
    return [name for name in found if name != "I"]
