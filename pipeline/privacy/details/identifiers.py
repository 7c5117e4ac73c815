"""National Insurance numbers and number plates: forms that context must confirm.

The form of each is cheap to find and also fits other things (a part number, a district and an
abbreviation), so what stands near decides. Every repetition and every window is bounded: reading takes
time that grows with the length of a text only.
"""

from __future__ import annotations

import re

from pipeline.privacy.names.vocabulary import load_vocabulary
from pipeline.privacy.spans import Span

# HM Revenue and Customs, National Insurance Manual NIM39110: two letters, six digits, one of A to D.
# Any letters are taken, as people also write made-up and misremembered ones; those never given out
# are believed less.
_NATIONAL_INSURANCE = re.compile(
    r"(?<![\w£-])([A-Za-z])[ .]?([A-Za-z])[ .-]?(\d\d)[ .-]?(\d\d)[ .-]?(\d\d)(?:[ .-]?([A-Da-d]))?(?![\w-])"
)
_NEVER_FIRST, _NEVER_SECOND = frozenset("DFIQUV"), frozenset("DFIOQUV")
_NEVER_TOGETHER = frozenset(("BG", "GB", "NK", "KN", "TN", "NT", "ZZ"))
_INSURANCE_CUE = re.compile(
    r"\b(?:n\.?i\.?(?: ?n\.?o?)?|nino|national insurance|nat(?:ional)? ins)\b[^\d\n]{0,25}$", re.IGNORECASE
)
_REFERENCE_CUE = re.compile(
    r"\b(?:ref|reference|order|invoice|part|form|model|serial|course|module|leaflet|asset|batch|grant|claim"
    r"|room|isbn|licence|version|code|postcodes?|district|bus|route|size)\b(?: (?:no|number|code))?\W{0,3}"
    r"(?:is |was )?$",
    re.IGNORECASE,
)

# DVLA INF104: two letters, two digits, three letters (since 2001); a letter, digits, three letters
# (1983 to 2001); three letters, digits, a letter (1963 to 1983); letters and digits only (before, and
# Northern Ireland). I and Q stand in none but rarely, and are taken all the same.
_CURRENT_PLATE = re.compile(r"(?<![\w£-])([A-Za-z]{2}[ -]?\d\d)[ -]?([A-Za-z]{3})(?![\w-])")
_PREFIX_PLATE = re.compile(r"(?<![\w£-])([A-Za-z][ -]?\d{1,3})[ -]?([A-Za-z]{3})(?![\w-])")
_SUFFIX_PLATE = re.compile(r"(?<![\w£-])([A-Za-z]{3})[ -]?(\d{1,3}[A-Za-z])(?![\w-])")
_DATELESS_PLATE = re.compile(r"(?<![\w£-])(?:[A-Z]{1,3} ?\d{1,4}|\d{1,4} ?[A-Z]{1,3})(?![\w-])")
_NORTHERN_PLATE = re.compile(r"(?=[A-Z]*[IZ])[A-Z]{3} ?\d{3,4}")
_PLATE_BEFORE = re.compile(
    r"\b(?:reg(?:istration)?(?: (?:no|num|number|mark|plate))?|(?:number|licen[cs]e) plates?|plates?|vrm)"
    r"\.?(?: on [a-z ]{0,20})?\W{0,3}(?:(?:is|was|are|of|ending|reads?|reading|says|said|saying)\W{1,2})?$",
    re.IGNORECASE,
)
_VEHICLE = re.compile(
    r"\b(?:car|cars|van|vans|lorry|lorries|truck|vehicles?|drives?|drove|driver|driving|park(?:ed|s|ing)?"
    r"|taxi|cab|minibus|coach|motor ?bike|motorcycle|moped|scooter|reg|registration|plates?|mot|dvla"
    r"|insured|permit|blue badge|badge|ford|fiesta|focus|corsa|astra|vauxhall|audi|bmw|mercedes|toyota"
    r"|yaris|honda|nissan|micra|qashqai|skoda|kia|hyundai|peugeot|renault|clio|citroen|volvo|volkswagen"
    r"|vw|golf|polo|fiat|mini|land rover|range rover|jeep|mazda|suzuki|seat ibiza|transit|tesla|dacia"
    r"|motability|wheelchair taxi|ambulance|hatchback|estate car|saloon|4x4|suv|trailer|caravan)\b",
    re.IGNORECASE,
)
_VEHICLE_WINDOW = 60


def find_national_insurance(text: str) -> list[Span]:
    """Find National Insurance numbers.

    Args:
        text: One field of a note.

    Returns:
        One span per number, in text order.
    """
    spans = []
    for match in _NATIONAL_INSURANCE.finditer(text):
        first, second, *_, last = match.groups()
        before = text[max(0, match.start() - 40) : match.start()]
        called = bool(_INSURANCE_CUE.search(before))
        prefix = (first + second).upper()
        given_out = (
            first.upper() not in _NEVER_FIRST
            and second.upper() not in _NEVER_SECOND
            and prefix not in _NEVER_TOGETHER
        )
        if last is None and not called:
            continue
        if called or (given_out and match.group().isupper()):
            certainty, reason = "certain", "It has the form of a National Insurance number."
        elif _REFERENCE_CUE.search(before):
            continue
        else:
            certainty, reason = "likely", "It is written like a National Insurance number."
        spans.append(Span(match.start(), match.end(), "national_insurance", certainty, reason))
    return spans


def find_plates(text: str) -> list[Span]:
    """Find vehicles' number plates.

    Args:
        text: One field of a note.

    Returns:
        One span per plate, in text order; where two forms fit, both.
    """
    spans = []
    for pattern, sure_digits in ((_CURRENT_PLATE, 0), (_PREFIX_PLATE, 3), (_SUFFIX_PLATE, 3)):
        for match in pattern.finditer(text):
            letters = match[1] if pattern is _SUFFIX_PLATE else match[2]
            digits = sum(character.isdigit() for character in match.group())
            called = _is_called_plate(text, match.start())
            shaped = (
                match.group().isupper()
                and digits >= sure_digits
                and not _is_word(letters)
                and not _REFERENCE_CUE.search(text[max(0, match.start() - 30) : match.start()])
            )
            # Short ones in small letters are "b12 the" as often as a plate.
            near = _speaks_of_vehicle(text, match.start(), match.end()) and (
                match.group().isupper() or (pattern is _CURRENT_PLATE and not _is_word(letters))
            )
            if not (called or shaped or (near and not _is_word(letters))):
                continue
            reason = "It has the form of a vehicle's number plate"
            certainty = "certain" if called else "likely" if near else "possible"
            end = ", and the words around speak of one." if called or near else "."
            spans.append(Span(match.start(), match.end(), "vehicle_plate", certainty, reason + end))
    for match in _DATELESS_PLATE.finditer(text):
        northern = _NORTHERN_PLATE.fullmatch(match.group())
        if _is_called_plate(text, match.start()) or (
            northern and _speaks_of_vehicle(text, match.start(), match.end())
        ):
            reason = "Letters and digits follow words such as 'number plate'."
            spans.append(Span(match.start(), match.end(), "vehicle_plate", "likely", reason))
    return spans


def _is_called_plate(text: str, start: int) -> bool:
    return bool(_PLATE_BEFORE.search(text[max(0, start - 60) : start]))


def _speaks_of_vehicle(text: str, start: int, end: int) -> bool:
    around = text[max(0, start - _VEHICLE_WINDOW) : start] + " " + text[end : end + _VEHICLE_WINDOW]
    return bool(_VEHICLE.search(around))


def _is_word(letters: str) -> bool:
    known = load_vocabulary()
    low = letters.lower()
    return low in known.ordinary or low in known.not_people
