"""Home addresses: a house number or name with a street, and numbers of flats.

A street alone ("Victoria Road is flooded again") names no home and is left, and so is the town after it,
unless a postcode follows.
"""

from __future__ import annotations

import functools
import re
from dataclasses import replace

from pipeline.privacy.details.homes import (
    APART,
    CAPITAL,
    FLOOR,
    NUMBER,
    ONE_WORD,
    PLACE,
    SAID_NUMBER,
    SINGLE,
    STREET,
    counts_nothing,
    find_homes,
    follows_route,
    is_at_home,
    is_counted_after,
    lives_there,
    postcode_follows,
    with_house,
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
# Words that are as often no street's: only where it is said that somebody lives there.
_SMALL_PLACE = re.compile(
    rf"{APART}{NUMBER},? (?:[a-z][a-z'’-]{{1,20}} ){{1,3}}?"
    r"(?:drive|st|ave|close|way|walk|place|view|park|hill|square|rise|row|green|mount|court|gate|croft|bank"
    r"|meadows?|end|yard|house|cottages?|lodge|villas?|towers?|buildings|heights)(?: (?:road|lane"
    r"|mount|rise|close|drive|view|terrace))?(?![\w-])"
)
_SINCE = re.compile(r"\b(?:from|since|by|until|till|after|before|around|about) $", re.IGNORECASE)
_A_YEAR = re.compile(r"(?:19|20)\d\d")
_SMALL_WORD = re.compile(r"[a-z']+")
_CAPITALS = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2,}(?:['’][A-Z]+)*(?![A-Za-z0-9])")
_NEAR = re.compile(r"\b(?:at|over|outside|near|opposite|behind|above|number|no\.?) $", re.IGNORECASE)
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
_TOWN = r"[A-Z][\w'’-]{1,25}(?: (?:[A-Z][\w'’-]{1,25}|on|upon|by|le|in|under)){0,3}"
_THEN_TOWN = re.compile(rf"(?:,|(?= [A-Z][a-z]+(?! [A-Z]))) ({_TOWN})(?=[,.;:!?)\n\"”]|$| [-–(a-z])")
_TOWN_AND_POSTCODE = re.compile(
    rf"((?:,? {_TOWN}){{1,3}}?),? [A-Z]{{1,2}}[0-9][A-Z0-9]? ?[0-9][A-Z]{{2}}(?!\w)"
)
_OF_TOWNS = re.compile(
    r"(?:Upper|Lower|Nether|Over|Great|Little|Old|North|South|East|West|St|High|Long|Market|Much) [A-Z]"
)
# What belongs to an address before its number: "the top flat at", "Block C,", "number".
_LED_BY = re.compile(
    rf"(?<![\w-])(?:(?:{FLOOR}|(?:attic|back|front|top|box|spare|basement|upstairs|downstairs) (?:room|bedsit"
    rf"|flat"
    r"|studio)|bedsit|room|flat)(?:,| (?:at|of|in|above|over)) |(?:block|tower|bldg"
    r"|building) [A-Z0-9]{1,2},? )?(?:(?:unit|room|house|penthouse|bungalow|plot|yard|number|no\.?|door) )?$",
    re.IGNORECASE,
)
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
    r"|avenue|terrace|meadows?|ridgeway|maltings|willows|limes|firs|laurels|hawthorns|beeches|hollies|poplars"
    r"|elms|cedars|moorings|courtyard|fairway|glebe|dell|copse|orchard|oaks|birches|bungalows)(?![\w-])"
)
# What stands before "road" and "street" in small letters without naming one.
_ROAD_WORDS = word_set("""
    way lane lanes mph storey bed bedroom bedroomed dual cycle main side busy different narrow new other
    more local long busiest worst best whole same quiet dark high country ring slip a b metres yards blocks
    streets roads houses bus stop cars near nearby per through along across down up cross crossing sac
""")
_COUNTED_WORDS = word_set("""
    minute minutes hour hours mile miles day days week weeks month months year years step steps peaks stop
    star stars volunteers people carers residents million percent person bed seat seater
""")


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
    return counts_nothing(match)


def _at_number(match: re.Match[str]) -> bool:
    return lives_there(match) or _NEAR.search(before(match, 12)) is not None


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


def _is_lived_at(match: re.Match[str]) -> bool:
    lived_at = _stands_alone(match) or (_at_number(match) and not is_counted_after(match))
    return lived_at or match.group()[0] in "nN"


def _is_before_a_name(match: re.Match[str]) -> bool:
    at_home = is_at_home(match) and not is_counted_after(match)
    return at_home or postcode_follows(match) or _is_strange_line(match) or _street_follows(match)


_LIVED = "A number and a street or house follow words such as 'live at'."
_SMALL = "A number is followed by the name of a street in small letters."
_TOGETHER = "A house number and the name of a street stand together."
# A number before a capital letter: which most notes with a digit do not hold.
_BEFORE_CAPITAL = re.compile(r"[\d½¼] ?[A-Za-z]?,? ?(?:[Tt]he )?[A-Z]")
_HOUSE_NUMBER = "A house number is followed by the name of a street."
_likely, _possibly = (functools.partial(Form, "address", certainty) for certainty in ("likely", "possible"))
_NUMBER_FIRST = (
    _likely(_HOUSE_NUMBER, _NUMBERED, _is_numbered),
    _possibly(_HOUSE_NUMBER, _NUMBERED_HOUSE, counts_nothing),
    _possibly(_LIVED, _ONE_WORD, _is_lived_at),
)
_WITH_DIGITS = (
    _possibly(
        _LIVED,
        _SMALL_PLACE,
        lambda match: (lives_there(match) or _stands_alone(match)) and _is_bare_street(match),
    ),
    _possibly(_SMALL, _SMALL_THE, lambda match: not follows_route(match)),
    _possibly(_SMALL, _BARE_SMALL, _is_bare_street),
)
# The number may be a word.
_NUMBERS_SAID = (
    _likely(_TOGETHER, _NUMBER_ON, lambda match: not is_counted_after(match), 1),
    _likely(_TOGETHER, _STREET_NUMBER),
    _possibly(_LIVED, _HOME_NUMBER, group=1),
)
_SAID_FIRST = _likely(
    _HOUSE_NUMBER,
    _SAID_NUMBERED,
    lambda match: (_is_long_said(match) or _at_number(match)) and _is_numbered(match),
)
_BEFORE_A_NAME = _possibly(_LIVED, _UNTYPED, _is_before_a_name)


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
    """An address with what belongs to it: "the top flat at 5 Rowan Court, Marl Street, Hexby"."""
    led = _LED_BY.search(text, max(0, span.start - 40), span.start)
    start = led.start() if led else span.start
    if text[start].isalpha() and text[max(0, start - 4) : start].lower() == "the ":
        start -= 4
    street = _THEN_STREET.match(text, span.end)
    end = street.end() if street else span.end
    if town := _TOWN_AND_POSTCODE.match(text, end):
        return replace(span, start=start, end=town.end(1))
    for _ in range(2):  # a village and its town
        town = _THEN_TOWN.match(text, end)
        if not town or not _is_town(town):
            break
        end = town.end(1)
    return replace(span, start=start, end=end)


def _is_town(match: re.Match[str]) -> bool:
    """Whether what stands where a town may is none of the words, as in "14 Marl Street, Tuesday"."""
    known, words = load_vocabulary(), [word.lower() for word in _CAPITALISED.findall(match[1])]
    if _COUNTS_TIME.search(match[1]):
        return False
    if match.group()[0] == ",":
        return _OF_TOWNS.match(match[1]) is not None or not all(word in known.ordinary for word in words)
    return not any(known.is_word(word) or word in known.any_given | known.not_people for word in words)
