"""E-mail addresses and postcodes: details that have an unmistakable written form.

Every repetition is bounded and no two neighbouring parts can match the same character in more than a
bounded number of ways, so a line of any length is read in time that grows with its length only.
"""

from __future__ import annotations

import re

from pipeline.privacy.spans import Span

_EMAIL = re.compile(
    r"[\w.%+'’-]{1,64}@(?:[^\W_][\w-]{0,62}\.){1,8}[^\W\d_]{2,24}",
)
# "marion @ example.org", "marion (at) example.org", "marion at example dot org"
_SPELT_EMAIL = re.compile(
    r"\b[\w.%+'-]{1,64}(?: ?@ ?| ?[(\[]at[)\]] ?| at )"
    r"[\w-]{1,63}(?:(?:\.| ?[(\[]dot[)\]] ?| dot )[\w-]{1,63}){0,6}"
    r"(?: ?[(\[]dot[)\]] ?| dot |\.)(?:uk|org|com|net|eu|info|gov|nhs|ac)\b",
    re.IGNORECASE,
)
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
_FORCES = re.compile(r"\bBFPO ?\d{1,4}\b", re.IGNORECASE)
# "table b2 1st", "p1 2hr", "b1 4gb": the end of a postcode to the eye of the pattern only.
_COUNTING_ENDS = ("st", "nd", "rd", "th", "hr", "gb", "tb", "ft", "pt")


def find_emails(text: str) -> list[Span]:
    """Find e-mail addresses, also those spelt out ("name at example dot org").

    Args:
        text: One field of a note.

    Returns:
        One span per address, in text order.
    """
    spans = []
    if "@" in text:
        for match in _EMAIL.finditer(text):
            # A full stop or quotation mark before the address belongs to the sentence.
            start = match.start() + len(match.group()) - len(match.group().lstrip(".'’-%+"))
            spans.append(
                Span(start, match.end(), "email", "certain", "It has the form of an e-mail address.")
            )
    for match in _SPELT_EMAIL.finditer(text):
        spans.append(
            Span(match.start(), match.end(), "email", "likely", "It reads like an e-mail address spelt out.")
        )
    return spans


def find_postcodes(text: str) -> list[Span]:
    """Find full UK postcodes; a district alone ("NG18") covers thousands of homes and is left.

    Args:
        text: One field of a note.

    Returns:
        One span per postcode, in text order.
    """
    spans = []
    for match in _POSTCODE.finditer(text):
        # Five or more characters run together may also be the number of a form or a part.
        together = " " not in match.group() and "\u00a0" not in match.group()
        reason = "It has the form of a full UK postcode"
        spans.append(
            Span(match.start(), match.end(), "postcode", "likely", reason + ", without its space.")
            if together
            else Span(match.start(), match.end(), "postcode", "certain", reason + ".")
        )
    for match in _FORCES.finditer(text):
        reason = "It is the postcode of a base of the armed forces."
        spans.append(Span(match.start(), match.end(), "postcode", "certain", reason))
    for match in _SMALL_POSTCODE.finditer(text):
        if not match.group().isupper() and match.group().lower()[-2:] not in _COUNTING_ENDS:
            reason = "It has the form of a full UK postcode in small letters."
            spans.append(Span(match.start(), match.end(), "postcode", "likely", reason))
    return spans
