"""Home addresses: a house number or name with a street, and numbers of flats.

A street alone ("Victoria Road is flooded again") names no home and is left, and so is the town after it.
"""

from __future__ import annotations

import re

from pipeline.privacy.names.context import FUNCTION_WORDS, list_words
from pipeline.privacy.spans import Span

_TYPES = (
    r"(?:Street|Road|Avenue|Lane|Close|Drive|Crescent|Court|Way|Place|Terrace|Gardens?|Grove|Hill"
    r"|Walk|Mews|Row"
    r"|Square|Park|Green|View|Rise|Parade|Crofts?|Gate|Mount|Yard|Wharf|Quay|Villas|Buildings"
    r"|Cottages|Meadows?"
    r"|Fold|Bank|Vale|Chase|End|Broadway|Embankment|Esplanade|Promenade|Boulevard|Approach|Heights"
    r"|Passage|Alley"
    r"|Circus|Dale|Drove|Gardens|Grange|Green|Hollow|Leys|Orchard|Path|Ridge|Side|Spinney|Wynd|Bridge|Side)"
)
_SHORT_TYPES = r"(?:St|Rd|Ave|Av|Ln|Cl|Dr|Cres|Ct|Pl|Terr?|Gdns?|Gr|Sq|Pk|Blvd)\b\.?"
_CAPITAL = r"[A-Z][\w'’.-]{0,30}"
_SMALL = r"(?:of|the|and|le|la|de|upon|in|on|y|yr|o'|th')"
_WELSH = (
    rf"(?:Heol|Ffordd|Stryd|L[oô]n|Rhodfa|Clos|Maes|Cwrt|Parc)(?: (?:y|yr|yn|Y|Yr))?(?: {_CAPITAL}){{1,2}}"
)
_STREET = (
    rf"(?:(?:The |Old |St\.? )?(?:{_CAPITAL} (?:{_SMALL} )?){{1,4}}?(?:{_TYPES}|{_SHORT_TYPES})(?![\w-])"
    rf"(?: (?:North|South|East|West)(?![\w-]))?|{_WELSH})"
)
_SINGLE = (
    r"(?:Broadway|The (?:Broadway|Green|Avenue|Crescent|Close|Drive|Mews|Square|Grove|Terrace|Parade"
    r"|Lane|Hill"
    r"|Mount|Paddock|Spinney|Croft|Meadows?|Oval|Ridgeway|Firs|Limes|Chase|Orchard))(?![\w-])"
)
_NUMBER = r"\d{1,4}(?: ?[A-Ha-h])?(?: ?[-–/] ?\d{1,4}[A-Za-z]?)?"
_NUMBERED = re.compile(
    rf"(?<![\w£$€:./#%-])(?:[Nn]o\.? ?|\d{{1,2}}[/F]\d{{1,2}},? )?(?P<number>{_NUMBER}),? "
    rf"(?P<street>{_STREET}|{_SINGLE})"
)
# "14 acacia avenue" in small letters: only where somebody lives there, and never with a short type.
_SMALL_STREET = re.compile(
    rf"(?<![\w£$€:./#%-]){_NUMBER},? (?:[a-z][a-z'’-]{{1,20}} ){{1,3}}?"
    r"(?:street|road|avenue|lane|close|drive|crescent|court|terrace|grove|gardens|mews|rd|ave|st)(?![\w-])"
)
_LIVES = re.compile(
    r"\b(?:liv(?:e|es|ed|ing) (?:at|in|on)|resid(?:e|es|ing) at|address(?: is| was|:| -|,)?|based at"
    r"|moved? (?:to|from)|stay(?:s|ing|ed)? at|deliver(?:ed|y)? to|sent to|posted? to"
    r"|send (?:it |them |letters )?to|visit(?:ed|s|ing)? (?:me |her |him |us |them )?at|home is|round to"
    r"|neighbours? at|next door at|from|at|to|of|outside|number|no\.?)\W{0,3}(?:number |no\.? ?)?$",
    re.IGNORECASE,
)
_LIVES_THERE = re.compile(
    r"\b(?:liv(?:e|es|ed|ing) (?:at|in)|resid(?:e|es|ing) at"
    r"|(?:my|our|her|his|their|home|whose) address(?: is| was|:| -|,)?|address(?: is|:)|stay(?:s|ing|ed)? at"
    r"|deliver(?:ed|y)? to|home is|home at|house is|visit(?:ed|s)? (?:me|her|him|us|them) at"
    r"|moved? to)\W{0,3}$",
    re.IGNORECASE,
)
_HOUSES = (
    r"(?:Cottages?|Lodge|House|Farm|Farmhouse|Barns?|Villa|Bungalow|Manor|Grange|Rectory|Vicarage"
    r"|Court|Towers?"
    r"|Heights|Point|Forge|Mill|Smithy|Stables|Gatehouse|Croft|Dene|Nook|Gables|Elms|Limes|Firs"
    r"|Laurels|Willows"
    r"|Oaks|Beeches|Cedars|Hollies|Paddocks?|Haven|Orchard|Chapel|Schoolhouse|Old Post Office|Old School)"
)
_NAMED = rf"(?:(?:The )?(?:{_CAPITAL} ){{1,3}}?{_HOUSES}|The {_HOUSES}|T[yŷ] {_CAPITAL})(?![\w-])"
_UNIT = (
    r"(?:Flat|Apartment|Apt\.?|Maisonette|Bedsit|Room|Unit|Plot|Pitch|Caravan|flat|apartment|apt\.?"
    r"|maisonette"
    r"|bedsit|FLAT)"
)
_UNIT_NUMBER = r"(?:no\.? ?|number |#)?(?:\d{1,4}[A-Ka-k]?|[A-Z]\d{0,2}(?=,? (?:\d|[A-Z])))(?![\w%£-]|[.:]\d)"
_PLACE = rf"(?:(?:{_NUMBER},? )?(?:{_STREET}|{_SINGLE}))"
# "Flat 3, Beech Court, 22 Brook Street": a flat may stand alone, a room or a pitch only before the rest.
_FLAT = re.compile(
    rf"(?<![\w-]){_UNIT} ?{_UNIT_NUMBER}(?:,? ?(?P<rest>{_NAMED}(?:, ?{_PLACE})?|{_NUMBER},? "
    rf"(?:{_STREET}|{_SINGLE})|{_STREET}))?"
)
_NAMED_STREET = re.compile(rf"(?<![\w-]){_NAMED}, ?{_PLACE}")
_NAMED_HOUSE = re.compile(rf"(?<![\w-]){_NAMED}")
_HOMELY = re.compile(r"(?:Cottage|Bungalow|Farmhouse|Barn)$")
_THEN_TOWN = re.compile(r", [A-Z]")
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
    r"\b(?:bus(?:es)?|route|tram|service|line|junction|table|group|page|room|question|item|step"
    r"|option|phase|ward|zone"
    r"|stop|bay|gate|platform|all|about|over|under|nearly|around|some|only|these|those|other|another"
    r"|last|first)"
    r"(?: (?:number|no\.?))?\W{0,2}$",
    re.IGNORECASE,
)
_COUNTED_AFTER = re.compile(
    r"^ (?:bus(?:es)?|tram|route|service|stop|shops?|residents|people|homes|houses|families|businesses"
    r"|neighbours|pubs|members|carers|pupils|patients|stalls|traders|volunteers|households|flats|properties"
    r"|staff|tenants|events|groups|sessions|visits|children|kids|parents|students|appointments|games|fans"
    r"|supporters|workers|schools|benches|parking|spaces|surger(?:y|ies)|regulars|users|visitors"
    r"|walks|walkers|runners|meetings)\b",
    re.IGNORECASE,
)
_NUMBERED_HOUSE = re.compile(
    rf"(?<![\w£$€:./#%-])(?:[Nn]o\.? ?)?{_NUMBER},? (?:{_CAPITAL} ){{1,2}}?(?:House|Court|Lodge"
    rf"|Towers?|Heights|Cottages?|Mansions|Flats)(?![\w-])"
)
_NUMBER_ON = re.compile(
    rf"\b(?:[Nn]umber|[Nn]o\.?|at|lives?|lived) ({_NUMBER} (?:on|in|of|along) (?:the )?{_STREET})"
)
_STREET_NUMBER = re.compile(
    rf"(?<![\w-])({_STREET},? (?:at )?(?:[Nn]umber|[Nn]o\.?|[Hh]ouse) ?{_NUMBER})(?![\w%£-])"
)
_ONE_WORD = re.compile(
    rf"(?<![\w£$€:./#%-])(?:[Nn]o\.? ?|[Nn]umber )?{_NUMBER},? [A-Z][a-z]{{2,14}}(?:gate|way|side"
    rf"|croft|fields?|bank|hurst|mead|dene|lea|leigh|hill|view|ings)(?![\w-])"
)
_BARE_SMALL = re.compile(
    r"(?<![\w£$€:./#%-])\d{1,3}[a-d]? (?:[a-z][a-z'’]{2,20} ){1,2}(?:street|road|avenue|close"
    r"|crescent|terrace|grove|lane)(?![\w-])"
)
_SMALL_THE = re.compile(
    r"(?<![\w£$€:./#%-])\d{1,3}[a-d]? the (?:green|crescent|close|mews|grove|paddock|spinney|croft"
    r"|avenue|terrace"
    r"|meadows?|ridgeway)(?![\w-])"
)
# What stands before "road" and "street" in small letters without naming one.
_ROAD_WORDS = list_words(
    """
    way lane lanes mph storey bed bedroom bedroomed dual main side busy different narrow new other more local
    long busiest worst best whole same quiet dark high country ring slip a b metres yards blocks streets roads
    houses bus stop cars near nearby per through along across down up cross crossing sac
    """
)
_COUNTED_WORDS = list_words(
    """
    minute minutes hour hours mile miles day days week weeks month months year years step steps peaks stop
    star stars volunteers people carers residents million percent person bed seat seater
    """
)


def find_addresses(text: str) -> list[Span]:
    """Find home addresses, without their town and postcode.

    Args:
        text: One field of a note.

    Returns:
        One span per address, in text order of each form.
    """
    spans = []
    if text.isupper():
        text = _CAPITALS.sub(lambda word: word.group().capitalize(), text)  # of the same length
    if _DIGIT.search(text):
        for match in _NUMBERED.finditer(text):
            if _is_counted(text, match):
                continue
            reason = "A house number is followed by the name of a street."
            spans.append(Span(match.start(), match.end(), "address", "likely", reason))
        for match in _SMALL_STREET.finditer(text):
            if _lives(text, match.start(), _LIVES) and not _COUNTED_AFTER.match(
                text[match.end() : match.end() + 20]
            ):
                reason = "A number and a street in small letters follow words such as 'live at'."
                spans.append(Span(match.start(), match.end(), "address", "possible", reason))
        spans += _find_more(text)
    if _FLAT_WORD.search(text):
        for match in _FLAT.finditer(text):
            rate = match.group()[0] == "f" and text[max(0, match.start() - 2) : match.start()].lower() == "a "
            flat = match.group()[0].lower() in "fab" or match.group()[0].lower() == "m"
            if not flat and not match["rest"]:
                continue  # "Room 101"
            if rate or _FLAT_RATE.match(text[match.end() : match.end() + 12]):
                continue
            spans.append(Span(match.start(), match.end(), "address", "likely", "It is the number of a flat."))
    if _HOUSE_WORD.search(text):
        for match in _NAMED_STREET.finditer(text):
            reason = "The name of a house is followed by the name of a street."
            spans.append(Span(match.start(), match.end(), "address", "likely", reason))
        for match in _NAMED_HOUSE.finditer(text):
            homely = _HOMELY.search(match.group()) and _THEN_TOWN.match(text[match.end() : match.end() + 3])
            if homely or _lives(text, match.start(), _LIVES_THERE):
                reason = "The name of a house follows words such as 'live at'."
                spans.append(Span(match.start(), match.end(), "address", "possible", reason))
    return spans


def _find_more(text: str) -> list[Span]:
    """The rarer forms: "22 Beech House", "number 7 on Elm Street", "Elm Street number 7", "9 Kingsway"."""
    spans = []
    for match in _NUMBERED_HOUSE.finditer(text):
        if not _COUNTED_AFTER.match(text[match.end() : match.end() + 20]) and not _ROUTE_BEFORE.search(
            text[max(0, match.start() - 25) : match.start()]
        ):
            reason = "A number is followed by the name of a house with flats."
            spans.append(Span(match.start(), match.end(), "address", "possible", reason))
    for pattern in (_NUMBER_ON, _STREET_NUMBER):
        for match in pattern.finditer(text):
            reason = "A house number and the name of a street stand together."
            spans.append(Span(match.start(1), match.end(), "address", "likely", reason))
    for match in _ONE_WORD.finditer(text):
        if _lives(text, match.start(), _LIVES_THERE) or match.group()[0] in "nN":
            reason = "A number and a street of one word follow words such as 'live at'."
            spans.append(Span(match.start(), match.end(), "address", "possible", reason))
    for match in _SMALL_THE.finditer(text):
        if not _ROUTE_BEFORE.search(text[max(0, match.start() - 25) : match.start()]):
            reason = "A number is followed by the name of a street in small letters."
            spans.append(Span(match.start(), match.end(), "address", "possible", reason))
    for match in _BARE_SMALL.finditer(text):
        words = set(re.findall(r"[a-z']+", match.group()))
        after = text[match.end() : match.end() + 20]
        if not words & (_COUNTED_WORDS | _ROAD_WORDS | FUNCTION_WORDS) and not _COUNTED_AFTER.match(after):
            reason = "A number is followed by the name of a street in small letters."
            spans.append(Span(match.start(), match.end(), "address", "possible", reason))
    return spans


def _lives(text: str, start: int, cue: re.Pattern[str]) -> bool:
    return bool(cue.search(text[max(0, start - 50) : start]))


def _is_counted(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 25) : match.start()]
    street = set(match["street"].lower().split())
    if street & _COUNTED_WORDS or re.fullmatch(r"(?:19|20)\d\d", match["number"]):
        return True  # "20 Minute Walk", "the 2012 Olympic Park"
    return bool(_ROUTE_BEFORE.search(before) or _COUNTED_AFTER.match(text[match.end() : match.end() + 20]))
