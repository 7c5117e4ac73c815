"""Home addresses: a house number or name with a street, and numbers of flats.

A street alone ("Victoria Road is flooded again") names no home and is left, and so is the town after it,
unless a postcode follows.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.privacy.details.homes import find_homes, with_house
from pipeline.privacy.details.lived import (
    follows_route,
    is_at_home,
    is_counted_after,
    lives,
    lives_there,
    postcode_follows,
)
from pipeline.privacy.details.streets import (
    APART,
    CAPITAL,
    FLOOR,
    NUMBER,
    ONE_WORD,
    PLACE,
    SAID_NUMBER,
    SINGLE,
    STREET,
)
from pipeline.privacy.names import WORDS, load_vocabulary
from pipeline.privacy.spans import Form, Span, after, before, find_forms
from pipeline.wording import word_set

_NUMBERED = re.compile(
    rf"{APART}(?:{FLOOR},? (?:at |of )?)?(?:(?:[Nn]o|[Nn]r)s?\.? ?|[Nn]umber |#)?"
    r"(?:\d{1,4}[a-d]? (?:to|and|or) (?:no\.? ?|number )?(?=\d))?"
    rf"(?P<number>{NUMBER})(?:,? |,|(?<=\d)(?=[A-Z][a-z]{{2}})|(?<=\d[a-z])(?=[A-Z][a-z]{{2}}))"
    rf"(?P<street>{STREET}|{SINGLE})"
)
# "one hundred and six Bellamy Crescent"
_SAID_NUMBERED = re.compile(
    rf"(?<![\w'’-])(?P<number>{SAID_NUMBER}(?:[a-d](?!\w))?),? (?P<street>{STREET}|{SINGLE})"
)
# "14 acacia avenue" in small letters: only where somebody lives there, and never with a short type.
_SMALL_STREET = re.compile(
    rf"{APART}{NUMBER},? "
    r"(?:(?!(?:bus(?:es)?|from|to|and|of|at|for|is|are|was)\b)[a-z][a-z'’-]{1,20} ){1,3}?"
    r"(?:street|road|avenue|lane|close|drive|crescent|court|terrace|grove|gardens|mews|rd|ave|st|cres|gdns"
    r"|Street|Road|Avenue|Lane|Close|Drive|Crescent|Court)(?![\w-])"
)
# Words that are as often no street's: only where it is said that somebody lives there.
_SMALL_PLACE = re.compile(
    rf"{APART}{NUMBER},? (?:[a-z][a-z'’-]{{1,20}} ){{1,3}}?"
    r"(?:way|walk|place|view|park|hill|square|rise|row|green|mount|court|gate|croft|bank|meadows?|end"
    r"|yard|house"
    r"|cottages?|lodge|villas?|towers?|buildings|heights|mount|rise)(?: (?:road|lane|mount|rise|close"
    r"|drive|view|terrace))?(?![\w-])"
)
_SINCE = re.compile(r"\b(?:from|since|by|until|till|after|before|around|about) $", re.IGNORECASE)
_A_YEAR = re.compile(r"(?:19|20)\d\d")
_SMALL_WORD = re.compile(r"[a-z']+")
_CAPITALS = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2,}(?:['’][A-Z]+)*(?![A-Za-z0-9])")
_NEAR = re.compile(r"\b(?:at|over|outside|near|opposite|behind|above) $", re.IGNORECASE)
# "I4 High Street", "ll Station Road", "1O Mill Lane"
_SLIPPED = re.compile(
    r"(?<![A-Za-z0-9'’])(?:[Il](?=\d{1,3}[a-d]? [A-Za-z])|(?:l[Il]|Il)(?= [A-Z][a-z]))"
    r"|(?<=\d)[IlO](?=\d? [A-Z][a-z])"
)
_AS_DIGITS = str.maketrans("IlO", "110")
# What most notes do not hold, to leave them quickly.
_DIGIT = re.compile(r"\d")
_SAID_HINT = re.compile(
    r" (?=[A-Z])(?:(?<=ne )|(?<=wo )|(?<=ee )|(?<=ur )|(?<=ve )|(?<=ix )|(?<=en )|(?<=ht )|(?<=ty )"
    r"|(?<=ed )|(?<=[eoruxntyd], ))|[Nn](?:umber|o\.) [a-z]"
)
_THEN_STREET = re.compile(rf",? \(?{PLACE}")
_IS_STREET = re.compile(rf", {PLACE}(?! [a-z])")
_THEN_TOWN = re.compile(
    r"(, [A-Z][\w'’-]{2,25}(?:[ -](?:[A-Z][\w'’-]{1,25}|on|upon|by|le|in|under|the)){0,3})"
    r"(?=[,.;:!?)\n\"”]|$| [-–(])"
)
_UNIT_BEFORE = re.compile(r"\b(?:unit|room|house|penthouse|bungalow|plot) $", re.IGNORECASE)
_COUNTS_TIME = re.compile(
    r"(?:day|January|February|March|April|May|June|July|August|September|October|November|December)s?$"
)
_TOWN_ENDS = re.compile(r", [A-Z][\w'’-]{2,25}(?: [A-Z][\w'’-]{2,25})?(?:[,.;:\n]|$| [-–])")
_CAPITALISED = re.compile(r"[A-Z][a-z'’]+")
_NO_STREET = re.compile(
    r"\b(?:Business|Retail|Industrial|Science|Country|Car|Leisure|Trading|Shopping|Theme) (?:Park"
    r"|Square|Court)",
    re.I,
)
_NUMBERED_HOUSE = re.compile(
    rf"{APART}(?:[Nn]o\.? ?)?(?:[A-H]-?)?{NUMBER},? (?:{CAPITAL} ){{1,2}}?(?:House|Court|Lodge"
    r"|Towers?|Heights|Cottages?|Mansions|Flats)(?![\w-])"
)
_NUMBER_ON = re.compile(
    r"\b(?:[Nn]umber|[Nn]o\.?|[Hh]ouse|[Dd]oor|[Pp]lot|at|lives?|lived) (?:no\.? ?|number )?"
    rf"((?:{NUMBER}|{SAID_NUMBER}),? (?:(?:on|in|of|along|down|up) )?(?:the )?{STREET})"
)
_STREET_NUMBER = re.compile(
    rf"(?<![\w-])({STREET},?(?: [-–])? \(?(?:at )?(?:[Nn]umbers?|[Nn]o\.?|[Nn]r\.?|[Hh]ouse|#) ?(?:no\.? ?"
    rf"|number )?(?:{NUMBER}|{SAID_NUMBER}))"
    r"(?![\w%£-])"
)
_STREET_BARE_NUMBER = re.compile(rf"(?<![\w-])({STREET},? (?:at )?{NUMBER})(?![\w%£-]|[.:]\d| [a-z])")
_HOME_NUMBER = re.compile(
    r"\b(?:(?i:(?:next door|neighbours?)(?: is| at| to| from)?(?: (?:number|no\.?))?)|(?i:(?:she|he"
    r"|they|i|we|mum|dad)(?:['’](?:s|m|re)| is| am| are)? (?:at|in)|liv(?:e|es"
    rf"|ed|ing) (?:at|in|next door to)|house is|home is|my house,?) (?i:number|no\.?|nr|#)) ?({NUMBER}"
    rf"|{SAID_NUMBER})(?![\w%£-]|\.\d| (?:on|in|of) | [a-z]{{3,}})"
)
_ONE_WORD = re.compile(rf"{APART}(?:[Nn]o\.? ?|[Nn]umber )?{NUMBER},? {ONE_WORD}")
# "lives at 23 Thorncliffe", "my address is 77a Ropewalk"
_UNTYPED = re.compile(
    rf"{APART}(?:(?:[Nn]o\.? ?|[Nn]umber )?{NUMBER}|{SAID_NUMBER}),? {CAPITAL}(?: {CAPITAL}){{0,2}}(?![\w-])"
)
_BARE_SMALL = re.compile(
    rf"{APART}\d{{1,3}}[a-d]? (?:st )?(?:[a-z][a-z'’]{{2,20}} ){{1,2}}(?:(?:[Ss]treet|[Rr]oad|[Aa]venue"
    r"|[Cc]lose|[Cc]rescent|[Tt]errace|[Gg]rove|[Ll]ane|[Gg]ardens|[Mm]ews|[Rr]d|[Aa]ve|cres|ct|gdns"
    r"|cresent|raod|avenu|ln|st(?! [a-z]+s\b))(?![\w-]))"
)
_SMALL_THE = re.compile(
    rf"{APART}\d{{1,3}}[a-d]? the (?:green|crescent|close|mews|grove|paddock|spinney|croft|oval"
    r"|avenue|terrace|meadows?|ridgeway|maltings|willows|limes|firs|laurels|hawthorns|beeches|hollies"
    r"|poplars|elms|cedars|moorings|courtyard|fairway|glebe|dell|copse|orchard|oaks|birches"
    r"|bungalows)(?![\w-])"
)
# What stands before "road" and "street" in small letters without naming one.
_ROAD_WORDS = word_set(
    """
    way lane lanes mph storey bed bedroom bedroomed dual cycle main side busy different narrow new other more
    local long busiest worst best whole same quiet dark high country ring slip a b metres yards blocks streets
    roads houses bus stop cars near nearby per through along across down up cross crossing sac
    """
)
_COUNTED_WORDS = word_set(
    """
    minute minutes hour hours mile miles day days week weeks month months year years step steps peaks stop
    star stars volunteers people carers residents million percent person bed seat seater
    """
)
_TOWN = r"[A-Z][\w'’-]{1,25}(?: (?:[A-Z][\w'’-]{1,25}|on|upon|by|le|in|under)){0,3}"
_TOWN_AND_POSTCODE = re.compile(
    rf"((?:,? {_TOWN}){{1,3}}?),? [A-Z]{{1,2}}[0-9][A-Z0-9]? ?[0-9][A-Z]{{2}}(?!\w)"
)


def _is_long_said(match: re.Match[str]) -> bool:
    """Whether a number in words is none that one counts with: "forty-two Mill Road", not "two Mill Road"."""
    return len(match["number"]) > 5 or match["number"].lower().endswith("ty")


def _is_numbered(match: re.Match[str]) -> bool:
    if set(match["street"].lower().split()) & _COUNTED_WORDS or _A_YEAR.fullmatch(match["number"]):
        return False  # "20 Minute Walk", "the 2012 Olympic Park"
    street = ["", *match["street"].split()]
    if street[-1].islower() and street[-2].lower() in _ROAD_WORDS:
        return False  # "20 Bus lane fines"
    if match["street"][0] == "t" and _SINCE.search(before(match, 8)):
        return False  # "from 9 the Square was full"
    if before(match, 1) == "," or _NO_STREET.search(match["street"]):
        return False  # the row of a table, "3 Retail Park"
    if re.search("[A-Za-z]$", match["number"]) and match["number"][0].isdigit():
        return True  # nobody counts "33A"
    return not (follows_route(match) or is_counted_after(match))


def _stands_alone(match: re.Match[str]) -> bool:
    """Whether nothing but commas stands around it, as on an envelope: "15 Ropewalk, NG1"."""
    behind = after(match, 3)
    return before(match, 2).strip(" ") in ("", ",", ":", "\n") and (
        behind[:1] in ("", ",", "\n", ".", ";", ":") or behind.lstrip()[:1] in ("-", "–", "(")
    )


def _is_strange_line(match: re.Match[str]) -> bool:
    """Whether it opens a line, a town follows, and its words are none: "19 Tenter Balk, Otterby"."""
    if before(match, 1).strip() or not _TOWN_ENDS.match(after(match, 40)):
        return match.group()[0] in "nN" and not _are_words(match)
    return match.group()[0].isdigit() and not _are_words(match)


def _are_words(match: re.Match[str]) -> bool:
    words, known = _CAPITALISED.findall(match.group()), load_vocabulary()
    return all(known.is_word(word.lower()) or word.lower() in known.not_people for word in words)


def _street_follows(match: re.Match[str]) -> bool:
    """Whether it is the name of a house before its street: "4 Sycamores, Sandy Lane"."""
    return (
        match.string.startswith(", ", match.end())
        and match.group()[0].isdigit()
        and _IS_STREET.match(match.string, match.end()) is not None
        and not _COUNTS_TIME.search(match.group())
        and not {*match.group().lower().split()} & _COUNTED_WORDS
        and not follows_route(match)
    )


def _is_bare_street(match: re.Match[str]) -> bool:
    words = set(_SMALL_WORD.findall(match.group())[:-1])
    return not (
        words & _COUNTED_WORDS or words & _ROAD_WORDS or words & WORDS["function_words"]
    ) and not is_counted_after(match)


_SMALL = "A number is followed by the name of a street in small letters."
_TOGETHER = "A house number and the name of a street stand together."
# A number before a capital letter: which most notes with a digit do not hold.
_BEFORE_CAPITAL = re.compile(r"[\d½¼] ?[A-Za-z]?,? ?(?:[Tt]he )?[A-Z]")
_HOUSE_NUMBER = "A house number is followed by the name of a street."
_NUMBER_FIRST = (
    Form(_NUMBERED, "address", "likely", _HOUSE_NUMBER, _is_numbered),
    Form(
        _NUMBERED_HOUSE,
        "address",
        "possible",
        "A number is followed by the name of a house with flats.",
        lambda match: not is_counted_after(match) and not follows_route(match),
    ),
    Form(
        _ONE_WORD,
        "address",
        "possible",
        "A number and a street of one word follow words such as 'live at'.",
        lambda match: (
            match.group()[0] in "nN"
            or lives_there(match)
            or _stands_alone(match)
            or (bool(_NEAR.search(before(match, 12))) and not is_counted_after(match))
        ),
    ),
)
_WITH_DIGITS = (
    Form(
        _SMALL_PLACE,
        "address",
        "possible",
        "A number and a street in small letters follow words such as 'live at'.",
        lambda match: (lives_there(match) or _stands_alone(match)) and _is_bare_street(match),
    ),
    Form(
        _SMALL_STREET,
        "address",
        "possible",
        "A number and a street in small letters follow words such as 'live at'.",
        lambda match: lives(match) and not is_counted_after(match),
    ),
    Form(
        _STREET_BARE_NUMBER,
        "address",
        "possible",
        _TOGETHER,
        lambda match: lives_there(match) or (not before(match, 1) and not after(match, 1)),
    ),
    Form(_SMALL_THE, "address", "possible", _SMALL, lambda match: not follows_route(match)),
    Form(_BARE_SMALL, "address", "possible", _SMALL, _is_bare_street),
)
# The number may be a word.
_NUMBERS_SAID = (
    Form(_NUMBER_ON, "address", "likely", _TOGETHER, lambda match: not is_counted_after(match), 1),
    Form(_STREET_NUMBER, "address", "likely", _TOGETHER),
    Form(
        _HOME_NUMBER, "address", "possible", "The number of a house follows words such as 'live at'.", group=1
    ),
)
_SAID_FIRST = Form(
    _SAID_NUMBERED,
    "address",
    "likely",
    _HOUSE_NUMBER,
    lambda match: (_is_long_said(match) or lives(match)) and _is_numbered(match),
)
_BEFORE_A_NAME = Form(
    _UNTYPED,
    "address",
    "possible",
    "A number and a capitalised word follow words such as 'live at'.",
    lambda match: (
        (is_at_home(match) and not is_counted_after(match))
        or postcode_follows(match)
        or _is_strange_line(match)
        or _street_follows(match)
    ),
)


def find_addresses(text: str) -> list[Span]:
    """Find home addresses, without their postcode."""
    written, spans = text, []
    text = _SLIPPED.sub(lambda slip: slip.group().translate(_AS_DIGITS), text)
    text = _CAPITALS.sub(lambda word: word.group().capitalize(), text)  # of the same length
    digit, said = _DIGIT.search(text), _SAID_HINT.search(text)
    first = digit and _BEFORE_CAPITAL.search(text)
    for there, forms in (
        (digit, _WITH_DIGITS),
        (first, _NUMBER_FIRST),
        (digit or said, _NUMBERS_SAID),
        (first or said, (_BEFORE_A_NAME,)),
        (said, (_SAID_FIRST,)),
    ):
        spans += find_forms(text, forms if there else ())
    spans += find_homes(text)
    return _merge([_with_rest(text, with_house(written, span)) for span in spans])


def _merge(spans: list[Span]) -> list[Span]:
    """Parts of one address that overlap as one: "14 Ashby Court" and "Ashby Court, bedsit 3"."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if merged and span.start < merged[-1].end:
            merged[-1] = replace(merged[-1], end=max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return merged


def _with_rest(text: str, span: Span) -> Span:
    """An address with the street and the town behind it: "5 Rowan Court, Marl Street, Hexby"."""
    unit = _UNIT_BEFORE.search(text, max(0, span.start - 10), span.start)
    street = _THEN_STREET.match(text, span.end)
    end = street.end() if street else span.end
    town = _TOWN_AND_POSTCODE.match(text, end) or _THEN_TOWN.match(text, end)
    if town and (town.re is _TOWN_AND_POSTCODE or not _is_known(town[1])):
        end = town.end(1)
    return replace(span, start=unit.start() if unit else span.start, end=end)


def _is_known(town: str) -> bool:
    """Whether what stands where a town may is words, as in "14 Marl Street, Tuesday"."""
    words, ordinary = _CAPITALISED.findall(town), load_vocabulary().ordinary
    return bool(_COUNTS_TIME.search(town)) or all(word.lower() in ordinary for word in words)
