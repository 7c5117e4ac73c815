"""Home addresses: a house number or name with a street, and numbers of flats.

A street alone ("Victoria Road is flooded again") names no home and is left, and so is the town after it,
unless a postcode follows.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.privacy.names import WORDS
from pipeline.privacy.spans import Form, Span, after, before, find_forms
from pipeline.wording import word_set

_TYPES = (
    r"(?:Street|Road|Avenue|Lane|Close|Drive|Crescent|Court|Way|Place|Terrace|Gardens?|Grove|Hill|Walk|Mews"
    r"|Row|Square|Park|Green|View|Rise|Parade|Crofts?|Gate|Mount|Yard|Wharf|Quay|Villas|Buildings|Cottages"
    r"|Meadows?|Fold|Bank|Vale|Chase|End|Broadway|Embankment|Esplanade|Promenade|Boulevard|Approach|Heights"
    r"|Passage|Alley|Circus|Dale|Drove|Gardens|Grange|Green|Hollow|Leys|Orchard|Path|Ridge|Side|Spinney|Wynd"
    r"|Bridge|Side)"
)
_SHORT_TYPES = r"(?:St|Rd|Ave|Av|Ln|Cl|Dr|Cres|Ct|Pl|Terr?|Gdns?|Gr|Sq|Pk|Blvd)\b\.?"
_CAPITAL = r"[A-Z][\w'’.-]{0,30}"
_LINK = r"(?:of|the|and|le|la|de|upon|in|on|y|yr|o'|th')"
_WELSH = (
    rf"(?:Heol|Ffordd|Stryd|L[oô]n|Rhodfa|Clos|Maes|Cwrt|Parc)(?: (?:y|yr|yn|Y|Yr))?(?: {_CAPITAL}){{1,2}}"
)
_STREET = (
    rf"(?:(?:The |Old |St\.? )?(?:{_CAPITAL} (?:{_LINK} )?){{1,4}}?(?:{_TYPES}|{_SHORT_TYPES})(?![\w-])"
    rf"(?: (?:North|South|East|West)(?![\w-]))?|{_WELSH})"
)
_SINGLE = (
    r"(?:Broadway|The (?:Broadway|Green|Avenue|Crescent|Close|Drive|Mews|Square|Grove|Terrace|Parade|Lane"
    r"|Hill|Mount|Paddock|Spinney|Croft|Meadows?|Oval|Ridgeway|Firs|Limes|Chase|Orchard))(?![\w-])"
)
# A number that begins here: not the rest of another, of an amount, or of a time ("9:30 the green").
_APART = r"(?<![\w£$€.%-])(?<!\d[:/#])"
_NUMBER = r"\d{1,4}(?: ?[A-Ha-h])?(?: ?[-–/] ?\d{1,4}[A-Za-z]?)?"
_NUMBERED = re.compile(
    rf"{_APART}(?:[Nn]o\.? ?|\d{{1,2}}[/F]\d{{1,2}},? )?(?P<number>{_NUMBER}),? "
    rf"(?P<street>{_STREET}|{_SINGLE})"
)
# "14 acacia avenue" in small letters: only where somebody lives there, and never with a short type.
_SMALL_STREET = re.compile(
    rf"{_APART}{_NUMBER},? (?:[a-z][a-z'’-]{{1,20}} ){{1,3}}?"
    r"(?:street|road|avenue|lane|close|drive|crescent|court|terrace|grove|gardens|mews|rd|ave|st)(?![\w-])"
)
_LIVES = re.compile(
    r"\b(?:liv(?:e|es|ed|ing)(?: (?:at|in|on))?|resid(?:e|es|ing) at|address(?: is| was|:| -|,)?|based at"
    r"|moved? (?:to|from)|stay(?:s|ing|ed)? at|deliver(?:ed|y)? to|sent to|posted? to"
    r"|send (?:it |them |letters )?to|visit(?:ed|s|ing)? (?:me |her |him |us |them )?at|home is|round to"
    r"|neighbours? at|next door at|from|at|to|of|outside|number|no\.?)\W{0,3}(?:number |no\.? ?)?$",
    re.IGNORECASE,
)
_LIVES_THERE = re.compile(
    r"\b(?:liv(?:e|es|ed|ing)(?: (?:at|in))?|resid(?:e|es|ing) at"
    r"|(?:my|our|her|his|their|home|whose) address(?: is| was|:| -|,)?|address(?: is|:)|stay(?:s|ing|ed)? at"
    r"|deliver(?:ed|y)? to|home is|home at|house is|visit(?:ed|s)? (?:me|her|him|us|them) at"
    r"|moved? to)\W{0,3}$",
    re.IGNORECASE,
)
_HOUSES = (
    r"(?:Cottages?|Lodge|House|Farm|Farmhouse|Barns?|Villa|Bungalow|Manor|Grange|Rectory|Vicarage|Court"
    r"|Towers?|Heights|Point|Forge|Mill|Smithy|Stables|Gatehouse|Croft|Dene|Nook|Gables|Elms|Limes|Firs"
    r"|Laurels|Willows|Oaks|Beeches|Cedars|Hollies|Paddocks?|Haven|Orchard|Chapel|Schoolhouse"
    r"|Old Post Office|Old School)"
)
_NAMED = rf"(?:(?:The )?(?:{_CAPITAL} ){{1,3}}?{_HOUSES}|The {_HOUSES}|T[yŷ] {_CAPITAL})(?![\w-])"
_UNIT = (
    r"(?:Flat|Apartment|Apt\.?|Maisonette|Bedsit|Room|Unit|Plot|Pitch|Caravan|flat|apartment|apt\.?"
    r"|maisonette|bedsit|FLAT)"
)
_UNIT_NUMBER = r"(?:no\.? ?|number |#)?(?:\d{1,4}[A-Ka-k]?|[A-Z]\d{0,2}(?=,? (?:\d|[A-Z])))(?![\w%£-]|[.:]\d)"
_PLACE = rf"(?:(?:{_NUMBER},? )?(?:{_STREET}|{_SINGLE}))"
# "Flat 3, Beech Court, 22 Brook Street": a flat may stand alone, a room or a pitch only before the rest.
_FLAT = re.compile(
    rf"(?<![\w-]){_UNIT} ?{_UNIT_NUMBER}(?:,? ?(?P<rest>{_NAMED}(?:, ?{_PLACE})?|{_NUMBER},? "
    rf"(?:{_STREET}|{_SINGLE}|{_CAPITAL})|{_STREET}|{_CAPITAL} (?:Hostel|Hotel|Hall)(?![\w-])))?"
)
_NAMED_STREET = re.compile(rf"(?<![\w-]){_NAMED}, ?{_PLACE}")
_NAMED_HOUSE = re.compile(rf"(?<![\w-]){_NAMED}")
_HOMELY = re.compile(r"(?:Cottage|Bungalow|Farmhouse|Barn)$")
_THEN_TOWN = re.compile(r", [A-Z]")
_A_YEAR = re.compile(r"(?:19|20)\d\d")
_SMALL_WORD = re.compile(r"[a-z']+")
_CAPITALS = re.compile(r"[A-Z]+(?:['’][A-Z]+)*")
# What most notes do not hold, to leave them quickly.
_DIGIT = re.compile(r"\d")
_FLAT_WORD = re.compile(rf"\b{_UNIT} ?\S", re.IGNORECASE)
_HOUSE_WORD = re.compile(rf" {_HOUSES}\b|\bT[yŷ] ")
_FLAT_RATE = re.compile(
    r"^ ?(?:%|per ?cent|pounds?|quid|p\b|pence|hours?|percent|minutes|weeks|tyres?|screens?|packs?|rates?)",
    re.IGNORECASE,
)
# "the 32 Mansfield Road bus", "12 High Street shops": the number counts or is a route's.
_ROUTE_BEFORE = re.compile(
    r"\b(?:bus(?:es)?|route|tram|service|line|junction|table|group|page|room|question|item|step|option|phase"
    r"|ward|zone|stop|bay|gate|platform|all|about|over|under|nearly|around|some|only|these|those|other"
    r"|another|last|first)(?: (?:number|no\.?))?\W{0,2}$",
    re.IGNORECASE,
)
_COUNTED_AFTER = re.compile(
    r"^ (?:bus(?:es)?|tram|route|service|stop|shops?|residents|people|homes|houses|families|businesses"
    r"|neighbours|pubs|members|carers|pupils|patients|stalls|traders|volunteers|households|flats|properties"
    r"|staff|tenants|events|groups|sessions|visits|children|kids|parents|students|appointments|games|fans"
    r"|supporters|workers|schools|benches|parking|spaces|surger(?:y|ies)|regulars|users|visitors|walks"
    r"|walkers|runners|meetings)\b",
    re.IGNORECASE,
)
_NUMBERED_HOUSE = re.compile(
    rf"{_APART}(?:[Nn]o\.? ?)?{_NUMBER},? (?:{_CAPITAL} ){{1,2}}?(?:House|Court|Lodge"
    rf"|Towers?|Heights|Cottages?|Mansions|Flats)(?![\w-])"
)
_NUMBER_ON = re.compile(
    rf"\b(?:[Nn]umber|[Nn]o\.?|at|lives?|lived) ({_NUMBER} (?:on|in|of|along) (?:the )?{_STREET})"
)
_STREET_NUMBER = re.compile(
    rf"(?<![\w-])({_STREET},? (?:at )?(?:[Nn]umber|[Nn]o\.?|[Hh]ouse) ?{_NUMBER})(?![\w%£-])"
)
_ONE_WORD = re.compile(
    rf"{_APART}(?:[Nn]o\.? ?|[Nn]umber )?{_NUMBER},? [A-Z][a-z]{{2,14}}(?:gate|way|walk|side"
    rf"|croft|fields?|bank|hurst|mead|dene|lea|leigh|hill|view|ings)(?![\w-])"
)
_AT_HOME = re.compile(
    r"\b(?:(?:liv(?:e|es|ed|ing)|stay(?:s|ing|ed)?|resid(?:e|es|ing)|lodg(?:es|ing)) at|home is"
    r"|(?:my|our|her|his|their|home|whose) address(?: is| was|:| -|,)?)\W{0,3}$",
    re.IGNORECASE,
)
# "lives at 23 Thorncliffe", "my address is 77a Ropewalk"
_UNTYPED = re.compile(
    rf"{_APART}(?:[Nn]o\.? ?|[Nn]umber )?{_NUMBER},? {_CAPITAL}(?: {_CAPITAL}){{0,2}}(?![\w-])"
)
_BARE_SMALL = re.compile(
    rf"{_APART}\d{{1,3}}[a-d]? (?:[a-z][a-z'’]{{2,20}} ){{1,2}}(?:street|road|avenue|close"
    r"|crescent|terrace|grove|lane)(?![\w-])"
)
_SMALL_THE = re.compile(
    rf"{_APART}\d{{1,3}}[a-d]? the (?:green|crescent|close|mews|grove|paddock|spinney|croft"
    r"|avenue|terrace|meadows?|ridgeway)(?![\w-])"
)
# What stands before "road" and "street" in small letters without naming one.
_ROAD_WORDS = word_set(
    """
    way lane lanes mph storey bed bedroom bedroomed dual main side busy different narrow new other more local
    long busiest worst best whole same quiet dark high country ring slip a b metres yards blocks streets roads
    houses bus stop cars near nearby per through along across down up cross crossing sac
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


def _lives(match: re.Match[str]) -> bool:
    return bool(_LIVES.search(before(match, 50)))


def _lives_there(match: re.Match[str]) -> bool:
    return bool(_LIVES_THERE.search(before(match, 50)))


def _is_counted_after(match: re.Match[str]) -> bool:
    return bool(_COUNTED_AFTER.match(after(match, 20)))


def _follows_route(match: re.Match[str]) -> bool:
    return bool(_ROUTE_BEFORE.search(before(match, 25)))


def _is_numbered(match: re.Match[str]) -> bool:
    if set(match["street"].lower().split()) & _COUNTED_WORDS or _A_YEAR.fullmatch(match["number"]):
        return False  # "20 Minute Walk", "the 2012 Olympic Park"
    return not (_follows_route(match) or _is_counted_after(match))


def _is_flat(match: re.Match[str]) -> bool:
    flat = match.group()
    if flat[0].lower() not in "fabm" and not match["rest"]:
        return False  # "Room 101"
    rate = flat[0] == "f" and before(match, 2).lower() == "a "
    return not (rate or _FLAT_RATE.match(after(match, 12)))


def _is_homely(match: re.Match[str]) -> bool:
    return bool(_HOMELY.search(match.group()) and _THEN_TOWN.match(after(match, 3))) or _lives_there(match)


def _stands_alone(match: re.Match[str]) -> bool:
    """Whether nothing but commas stands around it, as on an envelope: "15 Ropewalk, NG1"."""
    return before(match, 2).strip(" ") in ("", ",") and after(match, 1) in ("", ",", "\n")


def _is_bare_street(match: re.Match[str]) -> bool:
    words = set(_SMALL_WORD.findall(match.group()))
    return not (
        words & _COUNTED_WORDS or words & _ROAD_WORDS or words & WORDS["function_words"]
    ) and not _is_counted_after(match)


_SMALL = "A number is followed by the name of a street in small letters."
_TOGETHER = "A house number and the name of a street stand together."
_NAMED_HOME = "The name of a house follows words such as 'live at'."
_WITH_DIGITS = (
    Form(_NUMBERED, "address", "likely", "A house number is followed by the name of a street.", _is_numbered),
    Form(
        _SMALL_STREET,
        "address",
        "possible",
        "A number and a street in small letters follow words such as 'live at'.",
        lambda match: _lives(match) and not _is_counted_after(match),
    ),
    Form(
        _NUMBERED_HOUSE,
        "address",
        "possible",
        "A number is followed by the name of a house with flats.",
        lambda match: not _is_counted_after(match) and not _follows_route(match),
    ),
    Form(_NUMBER_ON, "address", "likely", _TOGETHER, group=1),
    Form(_STREET_NUMBER, "address", "likely", _TOGETHER),
    Form(
        _ONE_WORD,
        "address",
        "possible",
        "A number and a street of one word follow words such as 'live at'.",
        lambda match: match.group()[0] in "nN" or _lives_there(match) or _stands_alone(match),
    ),
    Form(
        _UNTYPED,
        "address",
        "possible",
        "A number and a capitalised word follow words such as 'live at'.",
        lambda match: bool(_AT_HOME.search(before(match, 40))) and not _is_counted_after(match),
    ),
    Form(_SMALL_THE, "address", "possible", _SMALL, lambda match: not _follows_route(match)),
    Form(_BARE_SMALL, "address", "possible", _SMALL, _is_bare_street),
)
_FLATS = (Form(_FLAT, "address", "likely", "It is the number of a flat.", _is_flat),)
_HOUSES_NAMED = (
    Form(_NAMED_STREET, "address", "likely", "The name of a house is followed by the name of a street."),
    Form(_NAMED_HOUSE, "address", "possible", _NAMED_HOME, _is_homely),
)


def find_addresses(text: str) -> list[Span]:
    """Find home addresses, without their postcode."""
    spans = []
    if text.isupper():
        text = _CAPITALS.sub(lambda word: word.group().capitalize(), text)  # of the same length
    if _DIGIT.search(text):
        spans += find_forms(text, _WITH_DIGITS)
    if _FLAT_WORD.search(text):
        spans += find_forms(text, _FLATS)
    if _HOUSE_WORD.search(text):
        spans += find_forms(text, _HOUSES_NAMED)
    return [_with_town(text, span) for span in spans]


def _with_town(text: str, span: Span) -> Span:
    """An address with the town between it and a postcode: "5 Rowan Street, Hexby, NG1 5AA"."""
    town = _TOWN_AND_POSTCODE.match(text, span.end)
    return replace(span, end=town.end(1)) if town else span
