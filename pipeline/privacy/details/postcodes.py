"""Full UK postcodes, also with slips of the hand.

The district of one ("NG18") is left: it covers thousands of homes.
"""

from __future__ import annotations

import re

from pipeline.privacy.names import load_vocabulary
from pipeline.privacy.spans import Form, Span, find_forms

_SPACE = re.compile("[ \u00a0]")
# Royal Mail's regular form: area of one or two letters, district, sector digit, unit without C I K M
# O V. The area may be any letters, because people also write areas that do not exist. Nothing of a
# word or number may touch it.
_POSTCODE = re.compile(
    r"(?<![A-Za-z0-9£-])[A-Z]{1,2}[0-9][A-Z0-9]?(?:[ \u00a0]{0,2}"
    r"|[./\u2010-\u2013-])[0-9][ABD-HJLNP-UW-Z]{2}(?![A-Za-z0-9])"
)
_SMALL_POSTCODE = re.compile(
    r"(?<![A-Za-z0-9£-])[A-Za-z]{1,2}[0-9][A-Za-z0-9]?[ -]{0,2}[0-9][abd-hjlnp-uw-zABD-HJLNP-UW-Z]{2}"
    r"(?![A-Za-z0-9])"
)
# Slips of the hand: O for 0, I or l for 1, letters that units never have, the space in another place.
_SLIPPED = re.compile(
    r"(?<![A-Za-z0-9£-])(?:[A-Z]{1,2}(?:[0-9OIl]{1,2}|[0-9][A-Z])[ \u00a0]{1,3}[0-9OIl][A-Z][ ]?[A-Z]"
    r"|[A-Z]{1,2}[0-9][ \u00a0][0-9][0-9][A-Z]{2}|[A-Z]{1,2}[0-9OIl]{1,2}[0-9OIl][A-Z]{2})(?![A-Za-z0-9])"
)
_CALLED_POSTCODE = re.compile(
    r"\b(?:post ?codes?|post code)\b(?: is| was)?[ \u00a0:#=-]{0,3}"
    r"(?P<code>[A-Z][A-Z0-9]{1,3}[ \u00a0]{0,3}[0-9A-Z]{2,3})(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_FORCES = re.compile(r"\bBFPO ?\d{1,4}\b", re.IGNORECASE)
# "table b2 1st", "p1 2hr", "b1 4gb": the end of a postcode to the eye of the pattern only.
_COUNTING_ENDS = (
    "st",
    "nd",
    "rd",
    "th",
    "hr",
    "gb",
    "tb",
    "ft",
    "pt",
    "kg",
    "km",
    "cm",
    "mm",
    "ml",
    "am",
    "pm",
    "mb",
)


def _is_slip(match: re.Match[str]) -> bool:
    """Whether what nearly has the form of a postcode is one: not "B2 ONE", and not "M1 20KM"."""
    district, _, unit = match.group().partition(" ")
    letters = unit.strip() or district[-3:]
    if letters.lower()[-2:] in _COUNTING_ENDS or not any(letter.isdigit() for letter in district):
        return False
    return not load_vocabulary().is_word(letters.lower())  # one with a digit is none


def _has_digits(match: re.Match[str]) -> bool:
    digits = [letter for letter in str(match["code"]) if letter.isdigit()]
    return len(digits) > 1


_POSTCODES = (
    Form(
        _POSTCODE,
        "postcode",
        "certain",
        "It has the form of a full UK postcode.",
        lambda match: _SPACE.search(match.group()) is not None,
    ),
    # Five or more characters run together may also be the number of a form or a part.
    Form(
        _POSTCODE,
        "postcode",
        "likely",
        "It has the form of a full UK postcode, without its space.",
        lambda match: _SPACE.search(match.group()) is None,
    ),
    Form(_SLIPPED, "postcode", "possible", "It has nearly the form of a full UK postcode.", _is_slip),
    Form(
        _CALLED_POSTCODE,
        "postcode",
        "likely",
        "It is called a postcode.",
        _has_digits,
        group=1,
    ),
    Form(_FORCES, "postcode", "certain", "It is the postcode of a base of the armed forces."),
    Form(
        _SMALL_POSTCODE,
        "postcode",
        "likely",
        "It has the form of a full UK postcode in small letters.",
        lambda match: not match.group().isupper() and match.group().lower()[-2:] not in _COUNTING_ENDS,
    ),
)


def find_postcodes(text: str) -> list[Span]:
    """Find full UK postcodes."""
    return find_forms(text, _POSTCODES)
