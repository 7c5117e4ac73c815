"""Numbers said aloud and written down as words: "oh seven seven double oh, nine double oh, five one six".

Six digits in a row are a number of somebody's; fewer, and those that only count up or down, are not.
"""

from __future__ import annotations

import functools
import itertools
import re

from pipeline.privacy.spans import Form, Span, before, find_forms
from pipeline.wording import NUMBER_WORDS

_ONES = "|".join(NUMBER_WORDS[1:10])
_DIGIT_WORD = rf"(?:zero|nought|naught|oh|o|{_ONES})"
_TEENS = rf"(?:{'|'.join(NUMBER_WORDS[10:20])})"
_TENS = (
    r"(?:(?:twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty|ninety)"
    rf"(?:[ -]?(?:{_ONES}))?)"
)
_HUNDREDS = rf"(?:(?:a|{_ONES}) hundred(?: and (?:{_TENS}|{_TEENS}|{_ONES}))?)"
# A number as it is said of a house: "forty-two", "one hundred and six".
SAID = rf"(?:{_HUNDREDS}|{_TENS}|{_TEENS}|{_ONES})"
_SAID_DIGIT = (
    rf"(?:(?:double|triple|treble) )?(?:{_DIGIT_WORD}|\d{{1,7}})(?!\w)(?: (?:hundred|thousand)(?!\w))?"
)
_GAP = r"(?:[ \u00a0]?[,.…-]{0,3}[ \u00a0]{0,2})"
_PART = rf"(?:{_SAID_DIGIT}|(?:{_TENS}|{_TEENS})(?!\w))"
_LETTER = r"(?-i:[A-Z])(?![\w'’])"
_NUMBER = re.compile(
    rf"(?<![\w'’-])(?:{_LETTER}{_GAP}){{0,3}}(?:{_PART}{_GAP}){{2,16}}{_PART}(?:[ ,-]{{1,3}}"
    rf"(?-i:[B-HJ-Z])(?![\w'’])){{0,3}}",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[a-z]+|\d", re.IGNORECASE)
_VALUES = dict.fromkeys(("nought", "naught", "oh", "o"), 0)
_VALUES |= {word: value for value, word in enumerate(NUMBER_WORDS[:10])}
_TIMES = {"double": 2, "triple": 3, "treble": 3}
_FEWEST, _FEWEST_CALLED, _FEWEST_SAID, _LONG = 6, 4, 3, 8
_CALLED = re.compile(
    r"\b(?:number|no\.?|nr|ref(?:erence)?|id|code|pin|account|passport|insurance|n\.?i\.?|iban"
    r"|licen[cs]e|badge"
    r"|d[. ]?o[. ]?b\.?|born|date of birth|reg(?:istration)?|phone|mobile|tel|landline)\b[^\d\n.;!?]{0,25}$",
    re.IGNORECASE,
)
# What most notes do not hold, to leave them quickly.
_ANY_SAID = re.compile(rf"\b(?:[a-z] (?:for|as in) |{_DIGIT_WORD}|{_TEENS}|[a-z]{{3,5}}ty)\b")
_HINT = re.compile(rf"\b{_PART}{_GAP}{_PART}", re.IGNORECASE)
_AN_NHS = re.compile(r"\bn\.?h\.?s\b[^\d\n]{0,40}$", re.IGNORECASE)
_BORN = re.compile(r"\b(?:d[. ]?o[. ]?b|date of birth|born)\b[^\d\n.;!?]{0,25}$", re.IGNORECASE)
_NAMED_LETTER = (
    r"(?:bee|cee|dee|ee|eff|gee|aitch|haitch|jay|kay|ell?|em|en|pee|cue|queue|ar|ess|tee|vee|double[ -](?:you"
    r"|u)|ex|zed|alpha|alfa|bravo|charlie|delta|echo|foxtrot|golf|hotel|india|juliet|kilo|lima|mike|november"
    r"|oscar|papa|quebec|romeo|sierra|tango|uniform|victor|whiskey|x-?ray|yankee|zulu)(?!\w)"
)
_AS_IN = r"(?:(?-i:[A-Z]) (?:for|as in) [a-z]{3,12}(?!\w))"
_ANY_LETTER = rf"(?:{_AS_IN}|(?-i:[A-Z])(?!\w)|{_NAMED_LETTER}|(?:ay|see|eye|you|why|are|oh)(?!\w))"
# "L S six, three A B", "en ee four, seven double-you tee"
_POSTCODE = re.compile(
    rf"(?<![\w'’-])(?:(?-i:[A-Z]{{2}})(?!\w)|{_ANY_LETTER})(?:{_GAP}{_ANY_LETTER})?{_GAP}(?:{SAID}"
    rf"|{_DIGIT_WORD}|\d{{1,2}})(?!\w)(?:{_GAP}(?:{_DIGIT_WORD}|\d|{_ANY_LETTER}))?{_GAP}(?:(?:{_DIGIT_WORD}"
    rf"|\d)(?!\w)|\d(?=(?-i:[A-Z]{{2}})(?!\w))){_GAP}(?:double (?:(?-i:[A-Z])|{_NAMED_LETTER})|"
    rf"(?-i:[A-Z]{{2}})|{_ANY_LETTER}{_GAP}{_ANY_LETTER})"
    r"(?![\w'’])",
    re.IGNORECASE,
)
# "ls8 four RT"
_HALF_SAID = re.compile(
    rf"(?<![\w'’-])[a-z]{{1,2}}\d{{1,2}}[a-z]?{_GAP}{_DIGIT_WORD}(?!\w){_GAP}(?:double )?"
    r"(?-i:[A-Z])[ -]?(?-i:[A-Z])?(?![\w'’])",
    re.IGNORECASE,
)
_SURE_LETTER = re.compile(rf"\b{_AS_IN}|\b{_NAMED_LETTER}|\b(?-i:[B-HJ-Z]{{1,2}})\b", re.IGNORECASE)
_DIGITS_SAID = re.compile(rf"\b{_DIGIT_WORD}\b|{SAID}", re.IGNORECASE)


def _is_spoken_postcode(match: re.Match[str]) -> bool:
    said = match.group()
    return len(_SURE_LETTER.findall(said)) > 1 and (
        _DIGITS_SAID.search(said) is not None
        or re.search(rf"\b(?:{_NAMED_LETTER}|{_AS_IN})", said, re.IGNORECASE) is not None
    )


def _digits(said: str) -> list[int]:
    """The digits that are said, as far as they are: "double oh" is two, "forty-two" too."""
    digits: list[int] = []
    times, tens = 1, False
    for word in _WORDS.findall(said.lower()):
        if word in _TIMES:
            times = _TIMES[word]
            continue
        if tens and word in _VALUES:
            digits[-1] = _VALUES[word]
        elif word in _VALUES or word.isdigit():
            digits += [_VALUES.get(word, int(word) if word.isdigit() else 0)] * times
        elif word == "hundred":
            digits += [0, 0]
        elif word == "thousand":
            digits += [0, 0, 0]
        elif re.fullmatch(rf"{_TEENS}|{_TENS}", word):
            digits += [-1, -1]  # of "forty-two" the second is told by the next word
        times, tens = 1, word.endswith("ty")
    return digits


def _is_a_number(match: re.Match[str]) -> bool:
    digits = _digits(match.group())
    said = len(digits) - sum(map(str.isdigit, match.group()))
    if said < _FEWEST_SAID and not (said and len(digits) > _LONG and digits[0] == 0):
        return False  # "1,1,0,5": a row of a table
    if _CALLED.search(before(match, 45)) and (digits.count(-1) < 3 or _BORN.search(before(match, 45))):
        return len(digits) >= _FEWEST_CALLED
    values = [
        NUMBER_WORDS.index(word) for word in _WORDS.findall(match.group().lower()) if word in NUMBER_WORDS
    ]
    steps = {following - first for first, following in itertools.pairwise(values)}
    return len(digits) >= _FEWEST and (len(steps) != 1 or steps == {0})  # not "one two three four five six"


def find_spoken(text: str) -> list[Span]:
    """Find telephone, NHS and other personal numbers, and postcodes, that are written in words."""
    if not _ANY_SAID.search(text.lower()):
        return []
    if not _HINT.search(text):
        said = _DIGIT_SAID.search(text) or _AS_IN_HINT.search(text)
        return find_forms(text, _POSTCODES) if said else []
    spans = [
        Span(*match.span(), _kind(match), "likely", "The digits of a number are written as they are said.")
        for match in _NUMBER.finditer(text)
        if _is_a_number(match)
    ]
    return spans + find_forms(text, _POSTCODES)


def _kind(match: re.Match[str]) -> str:
    if _BORN.search(before(match, 45)):
        return "date_of_birth"
    if _digits(match.group())[0] == 0 and match.group()[0] not in "ABCDEFGHIJKLMNPQRSTUVWXYZ":
        return "phone"
    return "nhs_number" if _AN_NHS.search(before(match, 60)) else "personal_number"


_DIGIT_SAID = re.compile(
    rf"(?:\d[A-Za-z]?|\b(?-i:[A-Z])|\b{_NAMED_LETTER})[ ,]{{1,2}}{_DIGIT_WORD}\b", re.IGNORECASE
)
_AS_IN_HINT = re.compile(r"\b[A-Z] (?:for|as in) ")
_postcode = functools.partial(Form, "postcode", "likely", "It is a postcode as it is said.")
_POSTCODES = (_postcode(_POSTCODE, _is_spoken_postcode), _postcode(_HALF_SAID))
