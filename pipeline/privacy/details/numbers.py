"""Phone numbers and NHS numbers: runs of digits told from dates, times, money and ranges.

One bounded pattern finds runs of digit groups; what a run is, is then decided on the groups.
"""

from __future__ import annotations

import functools
import re

from pipeline.privacy.spans import Form, Span, before, find_forms

# Groups of digits with at most three spaces, dots, hyphens or brackets between two of them. Neither
# "/" nor ":" joins groups, so dates and times fall apart into pieces too short to be a number; after a word
# ("Tel:07700…") a number may stand right behind one.
_RUN = re.compile(
    r"(?<![\w£$€@])(?<!\d[/:#])(?:\+|\(?\+|\()?\d{1,14}"
    r"(?:[ .()\u00a0\u2010-\u2013-]{1,3}\d{1,14}){0,13}(?!(?!x\d)\w)"
)
_IN_AN_ADDRESS = re.compile(r"(?:://|www\.|\.[A-Za-z]{2,12}/)\S{0,300}$")
# "O77OO 9OO 123": letters for digits in what is a number otherwise.
_SLIPPED = re.compile(r"(?<![A-Za-z0-9])(?=[OolI]*\d)[0-9OolI]{2,14}(?![A-Za-z0-9])")
_AS_DIGITS = str.maketrans("OolI", "0011")
_GROUP = re.compile(r"\d+")
_LONGEST_PHONE = 15  # digits, by ITU-T E.164

_PHONE_CUE = re.compile(
    r"\b(?:ring|call|text|phone|ph|tel|telephone|mobile|mob|whatsapp|number|landline|ext"
    r"|extension|line)\b[^\d\n]{0,34}$",
    re.IGNORECASE,
)
# Numbers of other things: "charity number 1098765".
_NOT_PHONE = re.compile(
    r"\b(?:charity|company|reference|ref|account|order|claim|case|invoice|policy|booking|licen[cs]e|job"
    r"|ticket|complaint|incident|membership|card|serial|model|form|room|bus|house"
    r"|registration)(?:'s)? (?:phone )?(?:number|no\.?)\b[^\d\n]{0,12}$",
    re.IGNORECASE,
)
_EXTENSION = re.compile(
    r"/\d{1,3}(?![\w/])|,? ?\(?(?:ext(?:ension)?\.?|x) ?(?:no\.? ?)?\d{1,6}\)?(?!\w)", re.IGNORECASE
)
_CALLS_FOR = re.compile(
    r"\b(?:tel|telephone|mob|mobile|call|ring|phone|ph|text|whatsapp|landline|no|number)$", re.IGNORECASE
)
_phone = functools.partial(Form, "phone")
_UK_NUMBER = "It has the form of a UK phone number."
_FORMS = (
    # "07700 900 29-something": of a number with digits left out
    _phone(
        "possible",
        "It has nearly the form of a UK mobile number.",
        re.compile(r"(?<![\w£/.+-])07\d{3}[ -]?\d{3}[ -]?(?:\d{1,2}|\d{0,3}[?x*]{1,4})(?![\w/]|[ -]?\d)"),
    ),
    _phone(
        "likely",
        "It follows the word 'ext' or 'extension'.",
        re.compile(
            r"(?<!\w)(?:ext\.?|extension(?: number| no\.?)?) ?:? ?(?!(?:19|20)\d\d\b)(\d{3,6})\b",
            re.IGNORECASE,
        ),
        group=1,
    ),
    # "07700*900*415", "07700, 900, 415", "07700/900415"
    _phone(
        "likely",
        _UK_NUMBER,
        re.compile(
            r"(?<![\w£.-])0[1-37]\d{1,3}[*_,=:;…~|•·\\ /.-]{1,4}\d{3,6}"
            r"(?:[*_,=:;…~|•·\\ /.-]{1,4}\d{3,4})?(?!\w)"
        ),
        lambda match: sum(map(str.isdigit, match.group())) in (10, 11),
    ),
    Form(
        "nhs_number",
        "likely",
        "It is called an NHS number.",
        re.compile(
            r"\bn\.? ?h\.? ?s\b[^\d\n]{0,25}(\d{3} ?[/:,_] ?\d{3} ?[/:,_] ?\d{3,4})(?!\w)", re.IGNORECASE
        ),
        group=1,
    ),
    # "call07700900415"
    _phone(
        "certain",
        _UK_NUMBER,
        re.compile(r"(?<=[A-Za-z])(?:\+?44|0)\d{9,10}(?!\w)"),
        lambda match: _CALLS_FOR.search(before(match, 12)) is not None,
    ),
)
# Numbers for all of Europe: missing children, victims, children's helpline, out-of-hours, Samaritans.
HELPLINES = ("116000", "116006", "116111", "116117", "116123")
_NHS_CUE = re.compile(r"\bn\.? ?h\.? ?s\b[^\d\n]{0,25}$", re.IGNORECASE)
_NHS_NUMBER_CUE = re.compile(
    r"\bn\.? ?h\.? ?s\b\.?,? ?(?:(?:patient|id|ident[a-z]{0,12}) )?(?:no|nr|num|number|nummber|ref|id"
    r"|#)s?\b[^\d\n]{0,25}$",
    re.IGNORECASE,
)
_A_NUMBER_IS = re.compile(
    r"\b(?:number|no\.?|nhs)\b(?![^\d\n]{0,30}\b(?:of|budget|cost|total))[^\d\n£$€]{0,30}$", re.IGNORECASE
)


def find_numbers(text: str) -> list[Span]:
    """Find phone numbers and NHS numbers.

    A phone number is ten or eleven digits in a UK form (area code first, +44 or 0044 for the 0), an
    international number with its +, or a shorter local number right after a word such as "ring". An
    NHS number is ten digits; its last digit is a modulus 11 check (NHS Data Dictionary, "NHS NUMBER").
    """
    spans = []
    text = _SLIPPED.sub(lambda slip: slip.group().translate(_AS_DIGITS), text)
    for run in _RUN.finditer(text):
        if text[run.start() - 1 : run.start()] == "/" and _IN_AN_ADDRESS.search(text, 0, run.start()):
            continue
        groups = [(g.start(), g.end()) for g in _GROUP.finditer(text, run.start(), run.end())]
        before = text[max(0, run.start() - 40) : run.start()]
        first = 0
        while first < len(groups):
            found = _read_number(text, groups[first:], before if first == 0 else "")
            if found is None:
                first += 1
                continue
            span, used = found
            spans.append(span)
            first += used
    return spans + find_forms(text, _FORMS)


def nhs_checksum_holds(digits: str) -> bool:
    """Whether ten digits satisfy the NHS number's modulus 11 check, and are not one digit repeated."""
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True))
    check = (11 - total % 11) % 11
    return check == int(digits[9])  # a check of 10 is never given out, and no digit equals it


def _read_number(text: str, groups: list[tuple[int, int]], before: str) -> tuple[Span, int] | None:
    """The number that starts with the first group and takes as many groups as it can, if any."""
    start = groups[0][0]
    plus = "+" in text[max(0, start - 2) : start]
    for used in range(len(groups), 0, -1):
        parts = [text[a:b] for a, b in groups[:used]]
        end = groups[used - 1][1]
        digits = "".join(parts)
        verdict = _judge_nhs(parts, digits, before) or _judge_phone(parts, digits, plus, before)
        if verdict:
            kind, certainty, reason = verdict
            extension = _EXTENSION.match(text, end) if kind == "phone" else None
            end = extension.end() if extension else end
            return Span(_opening(text, start, end), end, kind, certainty, reason), used
    return None


def _judge_nhs(parts: list[str], digits: str, before: str) -> tuple[str, str, str] | None:
    if len(digits) in (8, 9, 10, 11) and digits[0] != "0" and _NHS_NUMBER_CUE.search(before):
        held = nhs_checksum_holds(digits)
        return "nhs_number", "certain" if held else "likely", "It is called an NHS number."
    if [len(part) for part in parts] == [3, 3, 3] and digits[0] != "0" and _A_NUMBER_IS.search(before):
        return "nhs_number", "possible", "It is written like an NHS number that lacks a digit."
    if len(digits) != 10 or digits[0] == "0":
        return None
    if [len(part) for part in parts] not in ([10], [3, 3, 4]):
        # Grouped as nobody would: the check digit, right behind the letters, says what it is.
        called = _NHS_CUE.search(before[-8:]) is not None
        held = called and nhs_checksum_holds(digits)
        return (
            ("nhs_number", "likely", "It is called an NHS number.")
            if held or (called and len(parts) <= 4)
            else None
        )
    if nhs_checksum_holds(digits):
        return "nhs_number", "certain", "It has the form and the check digit of an NHS number."
    if _NHS_CUE.search(before):
        return "nhs_number", "likely", "It is called an NHS number, though its check digit is wrong."
    if len(parts) == 3:
        return "nhs_number", "possible", "It is written like an NHS number, though its check digit is wrong."
    return None


def _judge_phone(parts: list[str], digits: str, plus: bool, before: str) -> tuple[str, str, str] | None:
    national = digits
    if plus and digits.startswith("44"):
        national = "0" + digits[2:].removeprefix("0")
    elif digits.startswith("0044"):
        national = "0" + digits[4:].removeprefix("0")
    elif len(digits) == 12 and digits.startswith("447"):
        national = "0" + digits[2:]
    elif plus or (digits.startswith("00") and len(digits) > 10):
        if 8 <= len(digits) <= _LONGEST_PHONE:
            return "phone", "likely", "It has the form of an international phone number."
        return None
    elif digits[0] == "0" and len(parts[0]) < 3 and not _is_spelt_out(parts, digits):
        return None  # "01 09 2024": a date, no area code has two digits
    elif len(digits) > (12 if digits.startswith("07") else 11):
        return None
    if re.fullmatch(r"0[12]\d{8,9}|07\d{9}", national):
        return "phone", "certain", _UK_NUMBER
    if re.fullmatch(r"0[358]\d{8,9}", national):
        return "phone", "possible", "It has the form of a UK phone number that helplines and offices use."
    short = min(len(part) for part in parts) >= 3 and len(parts) > 1
    if re.fullmatch(r"07\d{8}|07\d{10}", digits) and (short or _PHONE_CUE.search(before)):
        return "phone", "possible", "It has nearly the form of a UK mobile number."
    if digits[0] == "7" and [len(part) for part in parts] in ([4, 3, 3], [4, 6]):
        return "phone", "possible", "It has the form of a UK mobile number without its first digit."
    lone = len(parts) <= 2 and 6 <= len(digits) <= 10
    if lone and min(len(part) for part in parts) >= 3 and _PHONE_CUE.search(before):
        if _NOT_PHONE.search(before) or digits in HELPLINES:
            return None
        return "phone", "likely", "It follows a word such as 'ring' and has the length of a phone number."
    return None


def _is_spelt_out(parts: list[str], digits: str) -> bool:
    """Whether a mobile number is written in groups of any length: "07 700 900 123", "0 7 7 0 0 9…"."""
    if all(len(part) == 1 for part in parts):
        return len(digits) in (10, 11) and digits[1] in "12378"
    return len(digits) == 11 and digits.startswith("07") and len(parts[-1]) != 4 and len(parts) >= 3


def _opening(text: str, start: int, end: int) -> int:
    """Where a number starts when its bracket and its + are counted with it."""
    first = start
    while first > 0 and text[first - 1] in "+(":
        first -= 1
    # A bracket that closes only later opens a remark: "(419 836 2076 on the letter)".
    return first if ")" in text[first:end] else start - text[first:start].endswith("+")
