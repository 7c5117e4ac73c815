"""Full UK postcodes, also with slips of the hand.

The district of one ("NG18") is left: it covers thousands of homes.
"""

from __future__ import annotations

import functools
import re

from pipeline.privacy.names import WORDS, load_vocabulary
from pipeline.privacy.spans import Form, Span, before, find_forms
from pipeline.wording import word_set

_postcode = functools.partial(Form, "postcode")
_SPACE = re.compile("[ \u00a0]")
# Royal Mail's regular form: area of one or two letters, district, sector digit, unit without C I K M
# O V. The area may be any letters, because people also write areas that do not exist. Nothing of a
# word or number may touch it.
_POSTCODE = re.compile(
    r"(?<![A-Za-z0-9£-])[A-Z]{1,2}[0-9][A-Z0-9]?(?:[ \u00a0]{0,2}"
    r"|[./\u2010-\u2013-])[0-9][ABD-HJLNP-UW-Z]{2}(?![A-Za-z0-9])"
)
_SMALL_POSTCODE = re.compile(
    r"(?<![A-Za-z0-9£-])"
    r"(?P<area>[A-Za-z]{1,2})[0-9][A-Za-z0-9]?[ -]{0,2}[0-9][abd-hjlnp-uw-zABD-HJLNP-UW-Z]{2}(?![A-Za-z0-9])"
)
# Slips of the hand: O for 0, I or l for 1, letters that units never have, the space in another place.
_SLIPPED = re.compile(
    r"(?<![A-Za-z0-9£-])(?:[A-Z]{1,2}(?:[0-9OIl]{1,2}|[0-9][A-Z])[ \u00a0]{1,3}[0-9OIl][A-Z][ ]?[A-Z]"
    r"|[A-Z]{1,2}[0-9][ \u00a0][0-9][0-9][A-Z]{2}|[A-Z]{1,2}[0-9OIl]{1,2}[0-9OIl][A-Z]{2})(?![A-Za-z0-9])"
)
_CALLED_POSTCODE = re.compile(
    r"\b(?:p(?:ost)?[ ./-]?codes?|zip)\b(?:[ ,(]{1,2}(?:is|was|it's|of|for|mine|my|her|his)){0,2}[ \u00a0:#="
    r"(,\"'-]{0,3}(?P<code>[A-Z](?:[ \u00a0./-]{0,3}[A-Z0-9]){1,3}[ \u00a0./-]{0,3}(?:[0-9OIl]"
    r"(?:[ \u00a0.-]{0,2}[A-Z]){2}|[0-9A-Z]{2,3}))(?![A-Za-z0-9])",
    re.IGNORECASE,
)
# "wf9 2 rl", "HX 1 5LB", "LS 12 4.QT": the letters of an area that there is, and gaps wherever they fell.
_AREAS = word_set("""
    ab al b ba bb bd bh bl bn br bs bt ca cb cf ch cm co cr ct cv cw da dd de dg dh dl dn dt dy e ec eh en
    ex fk fy g gl gu gy ha hd hg hp hr hs hu hx ig im ip iv je ka kt kw ky l la ld le ll ln ls lu m me mk ml
    n ne ng nn np nr nw ol ox pa pe ph pl po pr rg rh rm s sa se sg sk sl sm sn so sp sr ss st sw sy ta td
    tf tn tq tr ts tw ub w wa wc wd wf wn wr ws wv yo ze
""")
# "LS 84 RT"
_MISPLACED = re.compile(
    r"(?<![A-Za-z0-9£.-])(?P<area>[A-Z]{2})[ ](?P<middle>\d{2,3}) ?(?P<unit>[A-Z]{2})(?![A-Za-z0-9'’])"
)
# "S0 41 8WD", "8D5 7TL": a digit for a letter of the area.
_AREA_SLIPPED = re.compile(
    r"(?<![A-Za-z0-9£.-])(?P<area>[A-Z][0158]|[0158][A-Z]) ?(?P<district>\d{1,2}[A-Z]?) ?\d(?P<unit>[A-Z]{2})"
    r"(?![A-Za-z0-9])"
)
_AS_LETTERS = str.maketrans("0158", "OISB")
# Areas that in small letters are words, or stand behind a number.
_AREA_WORDS = word_set(
    "so me pa pe st ex la le ip hr ml cm al da de ha ba ol wd ws tr sa sm ss b e g l m n s w"
)
_NO_GAPS = str.maketrans("", "", " .-\u00a0")
_GAPPED = re.compile(
    r"(?<![A-Za-z0-9£.-])(?P<area>[A-Za-z](?:[ .-]?[A-Za-z])?)(?P<apart>[ \u00a0])?"
    r"(?P<district>[0-9OIl]{1,2}[A-Za-z]?)[ \u00a0.,/-]{1,2}"
    r"(?P<sector>[0-9OIl])[ \u00a0.-]{0,2}(?P<unit>[A-Za-z][ .]?[A-Za-z])(?![A-Za-z0-9'’])"
)
_FORCES = re.compile(r"\bBFPO ?\d{1,4}\b", re.IGNORECASE)
_ORDINALS = ("1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "0th")
_PLACE_BEFORE = re.compile(r"\b(?:from|in|at|is|near|to|p(?:ost)? ?code)\W{1,2}$", re.IGNORECASE)
# "table b2 1st", "p1 2hr", "b1 4gb": the end of a postcode to the eye of the pattern only.
_COUNTING_ENDS = word_set("st nd rd th hr gb tb ft pt kg km cm mm ml am pm mb")


def _is_slip(match: re.Match[str]) -> bool:
    """Whether what nearly has the form of a postcode is one: not "B2 ONE", and not "M1 20KM"."""
    district, _, unit = match.group().partition(" ")
    letters = unit.strip() or district[-3:]
    if letters.lower()[-2:] in _COUNTING_ENDS or not any(letter.isdigit() for letter in district):
        return False
    return not load_vocabulary().is_word(letters.lower())  # one with a digit is none


def _is_counted(match: re.Match[str]) -> bool:
    """Whether it only ends as one: "table b2 1st"; nobody writes "3th", and "from ng9 2gb" is a place."""
    end, area = match.group().lower()[-3:], match["area"].lower()
    if end[1:] not in _COUNTING_ENDS:
        return False
    if len(area) < 2 or area not in _AREAS - _AREA_WORDS:
        return True
    ordinal = end[1:] in ("st", "nd", "rd", "th")
    return not (ordinal and end not in _ORDINALS) and not _PLACE_BEFORE.search(before(match, 20))


def _has_digits(match: re.Match[str]) -> bool:
    return sum(map(str.isdigit, match["code"])) > 1


def _is_gapped(match: re.Match[str]) -> bool:
    """Whether it is a postcode with its gaps in other places: not "to 3 5 pm", nor "b1 2 of"."""
    unit = match["unit"].translate(_NO_GAPS)
    area = match["area"].translate(_NO_GAPS)
    if area.lower() not in _AREAS or unit.lower() in _COUNTING_ENDS:
        return False
    if not any(map(str.isdigit, match["district"])) and not match["sector"].isdigit():
        return False
    if _is_a_word(match["sector"] + unit):
        return False  # "M1 OUT of town"
    capitals = match["area"].isupper() and unit.isupper()
    if (match["apart"] or area != match["area"]) and not capitals and not _is_small(match):
        return False
    if {*unit.lower()} & {*"cikmov"} or not match["district"][0].isdigit():
        return capitals
    return capitals or unit.lower() not in WORDS["function_words"]


def _is_small(match: re.Match[str]) -> bool:
    """Whether it is one in small letters with a gap behind its area: "dn 58 5ug"."""
    numbered = match["district"].isdigit() and match["sector"].isdigit()
    return numbered and match["unit"].isalpha() and match["area"].lower() not in _AREA_WORDS


def _has_an_area(match: re.Match[str]) -> bool:
    area, unit = match["area"].translate(_AS_LETTERS).lower(), match["unit"].lower()
    return area in _AREAS and unit not in _COUNTING_ENDS and not {*unit} & {*"cikmov"}


def _is_a_word(unit: str) -> bool:
    return unit.lower() in WORDS["function_words"] or load_vocabulary().is_word(unit.lower())


_FULL, _NEARLY = "It has the form of a full UK postcode", "It is a full UK postcode with"
_POSTCODES = (
    _postcode("certain", f"{_FULL}.", _POSTCODE, lambda match: _SPACE.search(match.group()) is not None),
    # Five or more characters run together may also be the number of a form or a part.
    _postcode(
        "likely",
        f"{_FULL}, without its space.",
        _POSTCODE,
        lambda match: _SPACE.search(match.group()) is None,
    ),
    _postcode("possible", "It has nearly the form of a full UK postcode.", _SLIPPED, _is_slip),
    _postcode("likely", "It is called a postcode.", _CALLED_POSTCODE, _has_digits, 1),
    _postcode("possible", f"{_NEARLY} its gaps in other places.", _GAPPED, _is_gapped),
    _postcode("possible", f"{_NEARLY} its gap elsewhere.", _MISPLACED, _has_an_area),
    _postcode("possible", f"{_NEARLY} a digit for a letter.", _AREA_SLIPPED, _has_an_area),
    _postcode("certain", "It is the postcode of a base of the armed forces.", _FORCES),
    _postcode(
        "likely",
        f"{_FULL} in small letters.",
        _SMALL_POSTCODE,
        lambda match: not match.group().isupper() and not _is_counted(match),
    ),
)


def find_postcodes(text: str) -> list[Span]:
    """Find full UK postcodes."""
    return find_forms(text, _POSTCODES)
