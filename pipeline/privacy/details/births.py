"""Dates of birth: dates that the words around call one.

A date is cheap to find and is mostly that of a meeting, so what stands near decides. Every repetition and
every window is bounded: reading takes time that grows with the length of a text only.
"""

from __future__ import annotations

import re

from pipeline.privacy.spans import Span

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?:(?:18|19|20)\d\d|['’]?\d\d)"
_TENS = r"(?:twenty|thirty)"
_ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth"
    r"|fourteenth"
    r"|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"
)
_FEAST = r"(?:christmas (?:day|eve)|boxing day|new year['’]?s (?:day|eve)|valentine['’]?s day|ve day|d-?day)"
# Right after a word such as DOB what has only digits is a date as well: "DOB 140358", "dob 14 3 58".
_LOOSE_DATE = re.compile(
    r"\b(?:d[./ -]?o[./ -]?b\.?|date of birth)\W{0,3}(?:is |was |= ?|: ?)?(\d{8}|\d{6}"
    r"|\d{1,2} \d{1,2} \d{2,4})(?![\w/.-])",
    re.IGNORECASE,
)
# "…turned 80 on", and between two dates of which the first is one of birth: "3/4/50, dad".
_AND_ANOTHER = re.compile(
    r"^\W{1,3}(?:and |& |my |his |her |mum |dad |[a-z]{2,12}(?:'s)? ){0,3}(?:is |was )?$", re.IGNORECASE
)
_DATE = re.compile(
    rf"(?<![\w£/.-])(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?(?:"
    rf"\d{{1,2}} ?(?P<by>[/.-]) ?\d{{1,2}} ?(?P=by) ?{_YEAR}"
    rf"|\d\d? \d\d? (?:19|20)\d\d"
    rf"|(?:19|20)\d\d([/.-])\d\d?\2\d\d?"
    rf"|\d{{1,2}}(?: ?(?:st|nd|rd|th))?(?:[ ,/.-]{{1,2}}(?:of )?)?{_MONTH}[ ,/.-]{{0,2}}{_YEAR}"
    rf"|{_MONTH} ?(?:the )?\d{{1,2}}(?:st|nd|rd|th)?[ ,]{{1,2}}{_YEAR}"
    rf"|{_MONTH} (?:of )?(?:19|20)\d\d"
    rf"|(?:{_TENS}[ -]?)?{_ORDINAL}(?: day)? of {_MONTH}[ ,]{{0,2}}{_YEAR}"
    rf"|{_FEAST},? {_YEAR}"
    rf")(?![\w/-]|\.\d)",
    re.IGNORECASE,
)
_NEAR_WORDS = r"[^.;!?\d\n]"
_BIRTH_BEFORE = re.compile(
    rf"\b(?P<cue>d[./ -]?o[./ -]?b|date[s]? of birth|birth ?date|date born|born|birthday|b[.:]"
    rf"|turn(?:s|ed|ing) \d{{2,3}}|b(?= \d?$| $))"
    rf"(?P<between>\.?{_NEAR_WORDS}{{0,60}})$",
    re.IGNORECASE,
)
_BIRTH_AFTER = re.compile(
    r"^\W{0,3}(?:(?:is|was|being|that's|which is|as|for)\W)?"
    r"(?:\W?(?:my|his|her|their|our|mum's|dad's|the)\W)?[^.;!?\d\n]{0,15}?\b(?:d\.?o\.?b"
    r"|date of birth|birth ?date|birthday|when [a-z]+ (?:was|were) born)\b",
    re.IGNORECASE,
)
# What is "born" or has a birthday, and is no person.
_BORN_THINGS = re.compile(
    r"\b(?:group|project|charity|club|idea|centre|center|nhs|service|scheme|network|initiative|trust|forum"
    r"|library|festival|campaign|programme|program|movement|partnership|choir|society|company|council"
    r"|roadshow|organisation|hub|event|party|tea|lunch|cake|bash|celebrations?|team|app|website|which)\b",
    re.IGNORECASE,
)


def find_births(text: str) -> list[Span]:
    """Find dates that the words around call a date of birth; other dates are left.

    A month and a year are a date here, a year alone is not: thousands share it.

    Args:
        text: One field of a note.

    Returns:
        One span per date, in text order.
    """
    reason = "A date with its year stands where the words around speak of a birth."
    spans: list[Span] = []
    for match in _DATE.finditer(text):
        before = text[max(0, match.start() - 80) : match.start()]
        cue = _BIRTH_BEFORE.search(before)
        another = bool(spans) and _AND_ANOTHER.match(text[spans[-1].end : match.start()][:40])
        if another and match.start() - spans[-1].end < 40:
            pass
        elif cue:
            word = cue["cue"].lower()
            weak = word in ("born", "birthday") or word[0] == "b"
            said_of = before[: cue.start()].rpartition(".")[2] + cue["between"]
            if weak and _BORN_THINGS.search(said_of):
                continue
        else:
            after = text[match.end() : match.end() + 50]
            called = _BIRTH_AFTER.match(after)
            if not called or ("birthday" in called.group().lower() and _BORN_THINGS.search(after[:40])):
                continue
        spans.append(Span(match.start(), match.end(), "date_of_birth", "likely", reason))
    for match in _LOOSE_DATE.finditer(text):
        spans.append(Span(match.start(1), match.end(1), "date_of_birth", "likely", reason))
    return spans
