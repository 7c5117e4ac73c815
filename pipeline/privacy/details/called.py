"""Numbers by which an office, a bank or a hospital knows a person: what they are called says what they are.

A few have a form of their own (driving licence, bank card, IBAN); all others stand behind their name, as in
"passport number 512345678". Every repetition is bounded.
"""

from __future__ import annotations

import re

from pipeline.privacy.spans import Form, Span, find_forms

KIND = "personal_number"
# Known by the word alone: "passport 512345678".
_ALONE = (
    r"passport|brp|biometric (?:residence )?(?:permit|card)|residence permit|visa|share code|e-?visa"
    r"|driv(?:ing|er'?s?) licen[cs]e|sort code|iban|account|acct? no"
    r"|(?:bank|debit|credit) (?:card|account)"
    r"|blue badge|bus pass|freedom pass|mrn|chi|crn|urn|utr|upn|uan|hc2|universal credit|pip|esa|dwp|arc card"
    r"|home office|port (?:ref|reference)|prison|nomis|(?:library|oyster|loyalty|club) card"
)
# A thing that many have numbers of: only where "number", "ref" or "ID" is said as well.
_WITH_NUMBER = (
    r"hospital|patient|clinic|medical|health(?: and care)?|case|claim|claimant|customer|client"
    r"|crime|tenan(?:t|cy)|rent|council tax|housing|member(?:ship)?|student|pupil|staff"
    r"|employee|payroll|badge|prescription|social (?:services|care|work|security)|pension|tax|licen[cs]e"
    r"|identity|id card|immigration|asylum|refugee|court|card|bank"
)
_NUMBER = r"(?:numbers?|no\.?|num|nr|ref(?:erence)?\.?(?: (?:number|no\.?))?|id|code|#)"
_BETWEEN = r"(?:(?: ?(?:is|was|are|it's|ends?(?: in)?|my|her|his)\b)|[ \u00a0:=,#(-]){0,4}"
# Groups that each hold a digit; what is a year or a small number is none (see below).
_CODE = (
    r"(?P<code>(?=[A-Za-z]{0,8}[/-]?\d)[A-Za-z0-9][A-Za-z0-9/-]{0,24}"
    r"(?:[ \u00a0](?=[A-Za-z]{0,3}\d)[A-Za-z0-9/-]{1,12}(?![\w:]|\.\d)){0,7})(?![\w%£]|[.:]\d)"
)
_CALLED = re.compile(
    rf"(?<![\w-])(?:(?:{_ALONE})(?P<said> {_NUMBER})?|(?:{_WITH_NUMBER})(?P<number> {_NUMBER}))(?!\w)"
    rf"{_BETWEEN}(?<!\w){_CODE}",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:[/-]\d\d(?:\d\d)?)?")
_CALLS = re.compile(rf"\b(?:{_ALONE}|{_NUMBER})\b", re.IGNORECASE)
_FEWEST_DIGITS, _FEWEST_UNSAID, _LONG = 4, 6, 8

_LICENCE = re.compile(r"(?<![\w-])[A-Z]{1,5}9{0,4}[ ]?\d{6}[ ]?[A-Z9]{2}[ ]?\d[A-Z]{2}(?![\w-])")
_IBAN = re.compile(r"(?<![\w-])[A-Z]{2}\d\d(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?![\w-])")
_CARD = re.compile(r"(?<![\w£$€.-])\d{4}(?:[ -]?\d{4}){2}[ -]?\d{1,7}(?![\w-])")
_BANK = re.compile(r"(?<![\w/.-])\d\d-\d\d-\d\d[ ,;/]{1,3}(?:(?:and|account|acc|a/c)[ :]{1,2})?\d{8}(?!\w)")


def _counts(match: re.Match[str]) -> bool:
    """Whether it is long enough, and no year or amount: "visa 2024", "universal credit 1200"."""
    code = match["code"]
    digits, letters = (sum(map(kind, code)) for kind in (str.isdigit, str.isalpha))
    if _YEAR.fullmatch(code):
        return False
    called = match["said"] or match["number"] or letters
    enough = _FEWEST_DIGITS if called else _FEWEST_UNSAID
    return digits >= enough or (digits == enough - 1 and digits + letters >= _LONG)


def _holds_luhn(match: re.Match[str]) -> bool:
    """Whether the digits of a bank card satisfy their check (ISO/IEC 7812)."""
    digits = [int(letter) for letter in reversed(match.group()) if letter.isdigit()]
    doubled = [digit if place % 2 == 0 else sum(divmod(2 * digit, 10)) for place, digit in enumerate(digits)]
    return sum(doubled) % 10 == 0 and len(set(digits)) > 1


_FORMS = (
    Form(_CALLED, KIND, "certain", "It is called a number that somebody is known by.", _counts, 3),
    Form(_BANK, KIND, "certain", "It has the form of a bank account."),
    Form(_IBAN, KIND, "likely", "It has the form of a bank account."),
    Form(_LICENCE, KIND, "certain", "It has the form of the number of a driving licence."),
    Form(_CARD, KIND, "certain", "It has the form and the check digit of a bank card.", _holds_luhn),
)


def find_called_numbers(text: str) -> list[Span]:
    """Find numbers of passports, permits, licences, patients, cases, accounts and cards."""
    return find_forms(text, _FORMS if _CALLS.search(text) else _FORMS[1:])
