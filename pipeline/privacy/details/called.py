"""Numbers by which an office, a bank or a hospital knows a person: what they are called says what they are.

A few have a form of their own (driving licence, bank card, IBAN); all others stand beside their name, as in
"passport number 512345678" or "ABC 1234 is my case ref". Every repetition is bounded.
"""

from __future__ import annotations

import functools
import re

from pipeline.privacy.details.numbers import HELPLINES
from pipeline.privacy.names import WORDS
from pipeline.privacy.spans import Form, Span, after, before, find_forms
from pipeline.wording import word_set

KIND = "personal_number"
# Known by the word alone: "passport 512345678".
_ALONE = (
    r"passport|brp|biometric (?:residence )?(?:permit|card)|residence permit|visa|share code|e-?visa|driv"
    r"(?:ing|er'?s?) licen[cs]e|licen[cs]e|d/?l|sort(?: ?code)?|s/?c(?=:? \d\d[ -]\d\d[ -])|iban|account"
    r"|acct?|a/c|roll|(?:bank|debit|credit) (?:card|account)|national insurance|nino|blue badge|bus pass"
    r"|bus card|freedom pass|rail ?card|(?:travel|concession(?:ary)?) (?:pass|card)|mrn|chi|crn|urn|utr|upn"
    r"|uan|uln|uprn|mpan|mprn|ubrn|nmc|gmc|pin|hc2|universal credit|uc|pip|esa|dla|dwp|arc card|paye"
    r"|prepayment cert(?:ificate)?|library ticket|taxi ?card|(?:parking )?permit|penalty (?:charge )?notice"
    r"|pcn|v5c?|(?:micro)?chip|attendance allowance|pals|ehcp|sen|council tax|payroll|homechoice|home office"
    r"|port (?:ref|reference)|prison|nomis|(?:library|oyster|loyalty|club|membership|staff) card"
)
# A thing that many have numbers of: only where "number", "ref" or "ID" is said as well.
_WITH_NUMBER = (
    r"hosp(?:ital|\.)?|applicant|patient|pt|clinic|medical|health(?: and care)?|case|claim|claimant|customer"
    r"|client|crime|tenan(?:t|cy)|rent|housing|member(?:ship)?|student|pupil|staff|tax|employee|badge"
    r"|prescription|social (?:services|care|work|security|worker)|pension|complaint|incident|police|log|datix"
    r"|mosaic|gym|nectar|lifeline|voter|electoral(?: roll)?|referral|homelessness|identity|id card"
    r"|immigration|asylum|refugee|court|card|bank"
)
_NUMBER = (
    r"(?:numbers?|no\.?s?|num|nr|ref(?:erence)?s?\.?(?: ?(?:numbers?|no\.?|nr|code|id))?|id(?: ?(?:number"
    r"|no\.?))?|serial|code|#|№)"
)
_BETWEEN = r"(?:(?: ?(?:is|was|are|it's|ends?(?: in)?|my|her|his)\b)|[ \u00a0:=,#(.'\"-]){0,5}"
# Groups that each hold a digit, after letters of their own ("LAS 604417"); what is a year or a small number
# is none (see below).
_CODE = (
    r"(?P<code>(?:(?-i:[A-Z]{1,6})[ \u00a0./-])?(?=[A-Za-z]{0,10}[/-]?"
    r"(?:[A-Za-z]{1,4}[/-])?\d)[A-Za-z0-9][A-Za-z0-9/*-]{0,24}(?:\.\d{1,12}(?!\w)){0,4}(?:[ \u00a0]"
    r"(?=[A-Za-z]{0,3}\d|(?-i:[A-Z]) [A-Z]{0,2}\d)[A-Za-z0-9/-]{1,12}(?![\w:]|\.\d)){0,7}(?:[ \u00a0]"
    r"(?-i:[A-Z]{1,3})(?![\w'’/]))?)(?![\w%£]|[.:]\d)"
)
_CALLED = re.compile(
    rf"(?<![\w-])(?:(?:{_ALONE})(?P<said>(?: [a-z]{{2,9}})? ?{_NUMBER})?|(?P<many>{_WITH_NUMBER})(?P<number>"
    rf"(?: [a-z]{{2,9}})? ?{_NUMBER})?)(?!\w|[-/][A-Z0-9]){_BETWEEN}(?<!\w){_CODE}",
    re.IGNORECASE,
)
# Whatever has a number: "bid no 2218934", "our ref: HD/20441".
_ANY_CALLED = re.compile(
    rf"(?<![\w-])(?P<thing>[a-z][a-z'’/-]{{0,24}}\.? ){{0,1}}(?P<number>{_NUMBER})(?!\w)"
    rf"(?: (?:on|for|from|given|in|at|is)(?: [a-z]{{1,12}}){{0,3}}(?: ?[:=]| (?:is|reads|says|was"
    rf"|shows)))?{_BETWEEN}(?<!\w){_CODE}",
    re.IGNORECASE,
)
# "My passport, which runs out in May, is 512345678", "UC claim UC0047-8812-55".
_CALLED_FAR = re.compile(
    rf"(?<![\w-])(?:(?:{_ALONE})(?: {_NUMBER})?|(?:{_WITH_NUMBER})(?: {_NUMBER})?)(?!\w|[-/][A-Z0-9])"
    rf"[^\d.;!?\n£$€]{{1,40}}?(?<![\w£$€/-]){_CODE}",
    re.IGNORECASE,
)
# "512345678 is my passport number", "AB 20441 (staff ID)".
_CALLED_AFTER = re.compile(
    r"(?<![\w£$€.-])(?P<code>(?-i:[A-Z]{1,4}[ /-]?)?\d(?:[A-Za-z0-9/-]|[ ](?=\d)){3,24})(?![\w%£]|[.:,]\d)"
    r"[ ,(-]{1,3}(?:(?:is|was|being|as|that's|that is|which is|on|for)[ ,]{1,2})?(?:(?:my|her|his|their"
    r"|the|mum's|dad's|a|your|our) )?"
    rf"(?:[a-z'’]{{2,12}} )??(?:(?:{_ALONE})(?: {_NUMBER})?|(?:{_WITH_NUMBER}|n\.?h\.?s\.?) {_NUMBER})(?!\w)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d(?:[/-]\d\d(?:\d\d)?)?")
# What most notes do not hold, to leave them quickly.
_DIGITS = re.compile(r"\d.{0,3}\d.{0,3}\d")
_FAR = 120  # what a number is called stands no further from it
_CALLS = re.compile(
    rf"(?<!\w)(?:{_ALONE}|{_WITH_NUMBER}|{_NUMBER}|cards|accounts|mobile|phone)(?!\w)", re.IGNORECASE
)
_A_DATE = re.compile(
    r"(?<!\d)(?:\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d\d|(?:19|20)\d\d[/.-]\d{1,2}[/.-]\d{1,2}|(?:19"
    r"|20)\d\d[ /-](?:19|20)\d\d)(?!\d)"
)
_TAX_CODE = re.compile(r"tax code\b", re.IGNORECASE)  # millions have the same
_TOKEN = re.compile(
    r"[A-Za-z]{1,4}[/-]?\d{4,12}[A-Za-z]{0,2}|\d{6,12}|0\d{4,12}|[A-Za-z]{0,5}[/-]?\d{2,9}"
    r"(?:[/-][A-Za-z0-9]{1,9}){1,3}|\d{4,6}(?: \d{2,6}){1,4}"
)
_FEWEST_DIGITS, _FEWEST_UNSAID, _LONG = 4, 6, 8
_OWN = word_set("my our your her his their mine")
_ON_ONES_OWN = re.compile(r" (?:on|for) (?:my|her|his|their|mum's|dad's) ", re.IGNORECASE)
# What many share the number of: documents, firms, places, things.
_NOBODYS = re.compile(
    r"\b(?:charity|charities|company|compan(?:y|ies) house|planning|ods|(?<!housing )(?<!visa )(?<!benefit )"
    r"(?<!school )(?<!passport )(?<!badge )application|bus|route|room|form|leaflet|document|doc|version|page"
    r"|item|agenda|policy|table|question|slide|model|part|batch|lot|tender|contract|grant|isbn|issue|phone"
    r"|telephone|tel|mobile|mob|contact|fax|helpline|house|street|floor|building|box|raffle|flight|train"
    r"|platform|(?<!repair )(?<!repairs )job|vacancy|report|paper|dataset|product|invoice|asset|vat|order"
    r"|cqc|ofsted|urn|section|act|bill|total|a|the|no|any|same|one|in|this|that|its|of|motion|minute"
    r"|standard|iso|bs|catalogue|shelf|event|course|module|consultation|survey|scheme|project|programme"
    r"|research|study|location|site|provider|circular|guidance|strategy|budget|cost|petition)[ .:,]{0,2}"
    r"(?:registration |registered |reg )?$",
    re.IGNORECASE,
)

_LICENCE = re.compile(
    r"(?<![\w-])[A-Z]{1,5}9{0,4}[ ]?\d{6}[ ]?[A-Z9]{1,2} ?\d?[ ]?\d?[A-Z]{2}(?: ?\d\d)?(?![\w-])"
)
_IBAN = re.compile(
    r"(?<![\w-])[A-Z]{2} ?\d\d(?:[ -]?[A-Z0-9]{4}){3,7}(?:[ -]?[A-Z0-9]{1,3})?(?![\w-])", re.IGNORECASE
)
# "MRN00447123", "card ending 4417"
_GLUED = re.compile(
    r"(?<![\w-])(?:MRN|UTR|NHS|CHI|CRN|URN|UPN|BRP|ULN|PIP|DLA|ESA|ID|REF)(\d{5,12}[A-Z]{0,2})(?!\w)"
)
_ENDING = re.compile(
    r"\b(?:cards?|accounts?|acc|passport|mobile|phone|number|iban)(?: [a-z]{1,9}){0,2} (?:ending|ends"
    r"|finishing|last (?:four|4)(?: digits)?)(?: (?:in|with|is|are))?:? (\d{3,4})(?![\w%£]|[.:,]\d)",
    re.IGNORECASE,
)
# "quote 9996 193 454 when you ring"
_QUOTED = re.compile(
    r"\bquot(?:e|ing)(?: (?:the |my |this )?(?:number|no\.?|ref(?:erence)?|code))?[ :]{1,2}"
    r"((?:\d[ -]?){6,13}\d|(?=[A-Z-]{0,6}\d)[A-Z0-9][A-Z0-9/-]{4,20})(?![\w%])"
)
_CARD = re.compile(r"(?<![\w£$€.-])\d{4}(?:[ -]?\d{4}){2}[ -]?\d{1,7}(?![\w-])")
_BANK = re.compile(
    r"(?<![\w/.-])\d\d[ -]\d\d[ -]\d\d[ ,;/]{1,3}(?:(?:and|account|acc|acct|a/c)\.?(?: (?:number"
    r"|no\.?))?[ :]{1,2}){0,2}\d{8}(?!\w)|(?<![\w/.-])\d{8}[ ,;/]{1,3}\d\d[ -]\d\d[ -]\d\d(?![\w/-])"
)


def _counts(match: re.Match[str]) -> bool:
    """Whether it is long enough, and no year or amount: "visa 2024", "universal credit 1200"."""
    code = match["code"]
    digits, letters = (sum(map(kind, code)) for kind in (str.isdigit, str.isalpha))
    if _YEAR.fullmatch(code) or _TAX_CODE.match(match.group()):
        return False
    if match["many"] and not match["number"]:  # "ombudsman case C2039481"
        if _A_DATE.search(code):
            return False
        return digits > _FEWEST_DIGITS and (_TOKEN.fullmatch(code) is not None)
    called = match["said"] or match["number"] or letters
    enough = _FEWEST_DIGITS if called else _FEWEST_UNSAID
    return digits >= enough or (digits == enough - 1 and digits + letters >= _LONG)


def _counts_anywhere(match: re.Match[str]) -> bool:
    """Whether a number of some thing is one person's: not a charity's, a form's, a bus's, a plan's."""
    code, thing = match["code"], (match["thing"] or "").strip(" .").lower()
    thing = "my" if _ON_ONES_OWN.search(match.group()) else thing  # "the number on my wristband"
    digits, letters = (sum(map(kind, code)) for kind in (str.isdigit, str.isalpha))
    if (
        _TAX_CODE.match(match.group())
        or _YEAR.fullmatch(code)
        or code.replace(" ", "") in HELPLINES
        or (thing != "my" and _NOBODYS.search(before(match, 30) + (match["thing"] or "")))
    ):
        return False
    own = thing in _OWN or thing.endswith(("'s", "’s"))
    if not thing or (thing in WORDS["function_words"] and not own):
        return bool(letters) and digits >= _FEWEST_DIGITS  # "reference 88213" is a complaint's or a book's
    return digits >= (_FEWEST_DIGITS if own or letters else _FEWEST_DIGITS + 1)


def _counts_far(match: re.Match[str]) -> bool:
    code = match["code"]
    if _YEAR.fullmatch(code) or _A_DATE.search(code) or re.match(r"[,.]\d", after(match, 2)):
        return False
    digits, letters = (sum(map(kind, code)) for kind in (str.isdigit, str.isalpha))
    return digits >= _FEWEST_UNSAID or (digits > _FEWEST_DIGITS and letters > 0)


def _counts_after(match: re.Match[str]) -> bool:
    code = match["code"]
    digits = sum(map(str.isdigit, code))
    if _YEAR.fullmatch(code) or _A_DATE.search(code):
        return False
    return digits >= _FEWEST_UNSAID or (digits >= _FEWEST_DIGITS and any(map(str.isalpha, code)))


def _holds_luhn(match: re.Match[str]) -> bool:
    """Whether the digits of a bank card satisfy their check (ISO/IEC 7812)."""
    digits = [int(letter) for letter in reversed(match.group()) if letter.isdigit()]
    doubled = [digit if place % 2 == 0 else sum(divmod(2 * digit, 10)) for place, digit in enumerate(digits)]
    return sum(doubled) % 10 == 0 and len(set(digits)) > 1


def _is_iban(match: re.Match[str]) -> bool:
    return sum(map(str.isdigit, match.group())) > _LONG


_IS_CALLED = "It is called a number that somebody is known by."
_likely, _certain = (functools.partial(Form, KIND, certainty) for certainty in ("likely", "certain"))
_FORMS = (
    _likely("It has the form of a bank account.", _IBAN, _is_iban),
    _certain("It has the form of the number of a driving licence.", _LICENCE),
    _likely(_IS_CALLED, _GLUED, group=1),
    _likely(_IS_CALLED, _QUOTED, group=1),
)
_EIGHT_DIGITS = re.compile(r"\d{4}[ -]?\d{4}")
_BANKS = (
    _certain("It has the form of a bank account.", _BANK),
    _certain("It has the form and the check digit of a bank card.", _CARD, _holds_luhn),
)
_LAST_DIGITS = _likely("They are the last digits of a number that somebody is known by.", _ENDING, group=1)
_CALLED_FORMS = tuple(
    Form(KIND, certainty, _IS_CALLED, pattern, fits, pattern.groupindex["code"])
    for certainty, pattern, fits in (
        ("certain", _CALLED, _counts),
        ("likely", _ANY_CALLED, _counts_anywhere),
        ("likely", _CALLED_FAR, _counts_far),
        ("likely", _CALLED_AFTER, _counts_after),
    )
)


def find_called_numbers(text: str) -> list[Span]:
    """Find numbers of passports, permits, licences, patients, cases, accounts and cards."""
    if not _DIGITS.search(text):
        return []
    near = (text[max(0, digits.start() - _FAR) : digits.end() + _FAR] for digits in _DIGITS.finditer(text))
    called = any(map(_CALLS.search, near))
    banks = _BANKS if _EIGHT_DIGITS.search(text) else ()
    return find_forms(text, (*_FORMS, *banks, *((*_CALLED_FORMS, _LAST_DIGITS) if called else ())))
