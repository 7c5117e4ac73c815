"""How homes are written in the United Kingdom, and what is said around them.

Pieces of patterns of streets, houses and their numbers; words that say that somebody lives there, or that the
number counts something; and flats, houses that go by their name, boats and caravans.
"""

from __future__ import annotations

import functools
import re
from dataclasses import replace

from pipeline.privacy.details.spoken import SAID
from pipeline.privacy.names import WORDS, load_vocabulary
from pipeline.privacy.spans import Form, Span, after, before, find_forms
from pipeline.wording import word_set

TYPES = (
    r"(?:Street|Road|Avenue|Lane|Close|Drive|Crescent|Court|Way|Place|Terrace|Gardens?|Grove|Hill|Walk|Mews"
    r"|Row|Square|Park|Green|View|Rise|Parade|Crofts?|Gate|Mount|Yard|Wharf|Quay|Villas|Buildings|Cottages"
    r"|Meadows?|Fold|Bank|Vale|Chase|End|Broadway|Embankment|Esplanade|Promenade|Boulevard|Approach|Heights"
    r"|Passage|Alley|Circus|Dale|Drove|Grange|Hollow|Leys|Orchard|Path|Ridge|Side|Spinney|Wynd|Bridge"
    r"|Brow|Causeway|Garth|Gh?yll|Glade|Glebe|Glen|Holt|Knoll|Lawns?|Lea|Loke|Mead|Nook|Paddocks?|Parkway"
    r"|Pastures?|Pightle|Reach|Royds?|Snicket|Ginnel|Twitten|Vennel|Warren|Coppice|Copse|Brae|Crest|Dell"
    r"|Roundway|Ropewalk|Bottoms?|Mansions|Entry|Loan(?= )|Acres?|Backs?(?=,)|Fields?(?=,)|Common(?=,)"
    r"|Cross(?=,)|Dene|Steps|Maltings|Keep|Trees|Hse"
    r"|Cresent|Cresc?[ae]nt|Avenu|Aveneu|Avnue|Raod|Stret|Steet|Streeet|Terr?ase|Terrance|Clsoe|Drvie|Gardns)"
)
SHORT_TYPES = (
    r"(?:St|Str|Rw|Lne|Vls|Grv|Grve|Gv|Tce|Wlk|Mws|Rd|Ave|Av|Ln|Cl|Clo|Dr|Drv|Cres|Cresc|Ct|Crt|Pl"
    r"|Terr?|Gdns?|Grn|Gr|Sq|Pk|Blvd)\b\.?"
)
_SMALL_TYPES = (
    r"(?:road|street|avenue|lane|crescent|cresent|raod|avenu|terrace|grove|gardens|mews|rd|ave|cres|gdns)"
)
CAPITAL = r"[A-Z][\w'’.-]{0,30}"
_LINK = r"(?:of|the|and|le|la|de|upon|in|on|y|yr|o'|th')"
_WELSH = (
    r"(?:Heol|Ffordd|Stryd|L[oô]n|Rhodfa|Clos|Maes|Cwrt|Parc|Rh?iw|Llys|Tan|Pen|Bro|Bryn|Sr[aà]id"
    r"|Rathad)(?:[ -](?:y|yr|yn|Y|Yr))?"
    rf"(?:[ -]{CAPITAL}){{1,2}}"
)
STREET = (
    rf"(?:(?:The |Old |St\.? )?(?:{CAPITAL} (?:{_LINK} )?){{1,4}}?(?:{TYPES}|{SHORT_TYPES})(?![\w-])"
    rf"(?: (?:{TYPES}|{SHORT_TYPES})(?![\w-])){{0,2}}"
    rf"(?: (?:North|South|East|West)(?![\w-]))?|(?:{CAPITAL} ){{1,3}}?{_SMALL_TYPES}(?![\w-])|{_WELSH})"
)
SINGLE = (
    r"(?:Broadway|[Tt]he (?:Broadway|Green|Avenue|Crescent|Close|Drive|Mews|Square|Grove|Terrace|Parade|Lane"
    r"|Hill|Mount|Paddocks?|Spinney|Crofts?|Meadows?|Oval|Ridgeway|Firs|Limes|Chase|Orchard|Street|Row|Rise"
    r"|View|Nook|Glade|Glebe|Dell|Copse|Coppice|Common|Lawns?|Leas?|Pastures|Elms|Oaks|Beeches|Poplars"
    r"|Willows|Hollies|Laurels|Maltings|Fairway|Links|Strand|Wharf|Quay|Ropewalk|Headlands?|Hawthorns|Birches"
    r"|Cedars|Sycamores|Chestnuts|Larches|Pines|Conifers|Rowans|Brambles|Granary|Bungalows|Cottages|Moorings"
    r"|Courtyard|Crest|Dene|Hollow|Knoll|Mead|Uplands|Wynd|Loke|Warren))(?![\w-])"
)
# A number that begins here: not the rest of another, of an amount, or of a time ("9:30 the green").
APART = r"(?<![\w£$€.%-])(?<!\d[:/#])"
NUMBER = r"\d{1,4}(?:[½¼]| 1/2)?(?: ?[A-Ha-h](?![a-z]))?(?: ?[-–/&+] ?\d{1,4}[A-Za-z]?)?"
SAID_NUMBER = rf"(?i:{SAID})"
# "1st floor left, ", "basement flat at ", "2F1, "
FLOOR = (
    r"(?:(?i:(?:(?:lower |upper )?ground|first|second|third|fourth|fifth|sixth|top|1st|2nd|3rd|\d{1,2}th"
    r"|basement|garden|attic|upper|lower|middle|rear|front|back)[ -](?:(?:floor|flr|fl)(?: (?:flat|apartment"
    r"|left|right|front|rear|back|maisonette))?|flat|maisonette))|\d?[FP]F?\d|\d{1,2}[/F]\d{1,2})"
)
ONE_WORD = (
    r"[A-Z][a-z]{2,14}(?:gate|way|walk|side|croft|fields?|bank|hurst|mead|dene|lea|leigh|hill|view|ings"
    r"|street|road|lane|garth|royd|crest|mount|holt|acres?)(?![\w-])"
)
PLACE = rf"(?:(?:{NUMBER},? )?(?:{STREET}|{SINGLE})|{NUMBER},? {ONE_WORD})"
_LIVES_THERE = re.compile(
    r"\b(?:liv(?:e|es|ed|ing)(?: (?:out|up|down|over|round|just|alone|here|there|nearby))?(?: (?:at|in|on))?"
    r"|resid(?:e|es|ing) at|(?:mail(?:ed)?|letters?|post(?:ed)?) to|c/o|care of|(?:my|our|her|his|their|home"
    r"|whose) add?ress(?: is| was|:| -|,)?|add?ress(?: is|:)|stay(?:s|ing|ed)? at|deliver(?:ed|y)? to"
    r"|home is|home at|house is|visit(?:ed|s|ing)? (?:me|her|him|us|them|mum|dad) at|(?:i|he|she|we|they|mum"
    r"|dad) (?:am|is|are|was) (?:at|in|from)|(?:i'?m|he's|she's|we're|they're) (?:at|in|from)|home visit"
    r"(?: to| at| req['’]?d(?: at)?| required(?: at)?)?|(?:add?ress|addr\.?)(?: is|:)?(?: \([^"
    r"()]{1,20}\):?)?|(?:pick(?:ed)? up|collect(?:ed)?|taxi) from|moved? (?:to|into)|accommodation (?:at|in)"
    r"|(?:send|post) (?:it |them |letters? )?to|round to|next door (?:at|to)|outside(?: my house)?)\W{0,3}$",
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
    r"|walkers|runners|meetings|closures?|accidents|crossings|junctions|lights|signs|signals|potholes|cases"
    r"|crashes|collisions|works|roadworks|buildings|lamps|trees|bins|drivers|cars|vans|objections|objectors"
    r"|complaints|responses|letters|signatures|comments|votes|clinics|practices|stores|cafes|libraries)\b",
    re.IGNORECASE,
)
_AT_HOME = re.compile(
    r"\b(?:(?:liv(?:e|es|ed|ing)|stay(?:s|ing|ed)?|resid(?:e|es|ing)|lodg(?:es|ing)) (?:at|down|up)|home is"
    r"|(?:my|our|her|his|their|home|whose|postal|current|previous|old|new) (?:add?ress|addr\.?)(?: is"
    r"| was|:| -|,)?|^\W{0,3}(?:add?ress|addr\.?) ?[:-]"
    r"|visit(?:ed|s|ing)? (?:me|her|him|us|them|mum|dad) at|home visit(?: to| at)?)\W{0,3}$",
    re.IGNORECASE,
)
_BY_NAME = re.compile(
    r"\b(?:(?:liv(?:e|es|ed|ing)|resid(?:e|es|ing)) at|(?:my|our|her|his|their|home|postal|current) "
    r"(?:add?ress|addr\.?)(?: is| was|:| -|,)?|^\W{0,3}(?:add?ress|addr\.?) ?[:-])[ :,\"'“‘–-]{0,3}$",
    re.IGNORECASE,
)
_AND_POSTCODE = re.compile(r"(?:,? [A-Z][\w'’-]{1,25}){0,2},? [A-Z]{1,2}\d[A-Z0-9]? ?\d[A-Z]{2}(?!\w)")
_HOUSES = (
    r"(?:Cottages?|Lodge|House|Hse|Farm|Farmhouse|Barns?|Villa|Bungalow|Manor|Grange|Rectory|Vicarage|Court"
    r"|Towers?|Heights|Point|Forge|Mill|Smithy|Stables|Gatehouse|Croft|Dene|Nook|Gables|Elms|Limes|Firs"
    r"|Laurels|Willows|Oaks|Beeches|Cedars|Hollies|Paddocks?|Haven|Orchard|Chapel|Schoolhouse|Mansions?"
    r"|Old Post Office|Old School|Almshouses?|Granary|Byre|Dairy|Cot|Parsonage|Manse)"
)
_NAMED = (
    rf"(?:(?:The )?(?:{CAPITAL} ){{1,3}}?{_HOUSES}|The {_HOUSES}"
    rf"|(?:T[yŷ]n?|Pl[aâ]s|Bwthyn|Hafod|Hendre)[ -](?:(?:y|yr)[ -])?{CAPITAL})(?![\w-])"
)
_UNIT = (
    r"(?:Flat|Rm|rm|Flt\.?|flt\.?|Apartment|Apt\.?|Maisonette|Bedsit|Room|Unit|Plot|Pitch|Caravan|[Bb]ungalow"
    r"|flat|apartment|apt\.?|maisonette|bedsit|room|plot|pitch|caravan|FLAT|Berth|berth|Mooring|mooring"
    r"|Chalet|chalet|Lodge|Studio|studio|Yard|yard|Pontoon|Jetty|Site)"
)
_UNIT_NUMBER = (
    r"(?:no\.? ?|number |#)?(?:\d{1,2}[/F]\d{1,2}|[GPTB]F\d|\d{1,4}[A-Ka-k]?|(?:[A-Z]-?)\d{1,3}|[A-Z]"
    r"(?=,? (?:\d|[A-Z]))"
    rf"|[B-HJ-Z](?=[,.;)]|$| [a-z])|{SAID_NUMBER}(?!-))(?![\w%£]|[.:]\d|-\w)"
)
# "Flat 3, Beech Court, 22 Brook Street": a flat may stand alone, a room or a pitch only before the rest.
_SITE = r"(?i:site|marina|moorings|(?:caravan|holiday|home|homes) park|estate|allotments)"
_FLAT = re.compile(
    rf"(?<![\w-])(?:{FLOOR},? )?{_UNIT} ?{_UNIT_NUMBER}(?:,? \(?{FLOOR}\)?)?(?:[,/]? ?(?:\bat |\bin |\bof )?"
    rf"(?P<rest>{_NAMED}(?: (?:Care|Nursing|Residential) Home)?(?:, ?{PLACE})?|(?i:{SINGLE})(?:, ?{PLACE})?"
    rf"|{NUMBER},? (?:{STREET}|{SINGLE}|{CAPITAL})|(?:[Bb]lock|[Bb]ldg|[Bb]uilding|Bridge|Lock|[Pp]ontoon"
    rf"|[Jj]etty) [A-Z0-9]{{1,3}}(?!\w)(?:,? (?:{_NAMED}|{PLACE}))?|{STREET}(?: (?:{CAPITAL} ){{0,2}}?{_SITE}"
    rf"|, ?{PLACE})?|{CAPITAL}(?: {CAPITAL})?(?=,? [A-Z]{{1,2}}\d)|(?:{CAPITAL} ){{1,4}}?(?:Hostel|Hotel"
    rf"|Halls?|{_SITE})(?![\w-])|(?:St\.? )?{CAPITAL}(?=[,;(\n]|\.?$| [-–])|(?:[a-z][a-z'’]{{2,20}} ){{1,2}}"
    rf"(?:court|house|lodge|towers?|heights|mansions|point)(?![\w-])|\d{{1,4}}[a-d]? "
    rf"(?:[a-z][a-z'’]{{1,20}} ){{1,3}}?(?:street|road|avenue|lane|close|crescent"
    r"|terrace|grove|drive|st|rd|ave)(?![\w-])))?"
)
_NAMED_STREET = re.compile(rf"(?<![\w-]){_NAMED}, ?{PLACE}")
# "Weaver's Mill, apartment 12"
_HOUSE_THEN_FLAT = re.compile(
    rf"(?<![\w-]){_NAMED},? \(?(?:[Bb]lock [A-Z0-9]{{1,2}},? )?{_UNIT} ?{_UNIT_NUMBER}"
)
_NAMED_HOUSE = re.compile(rf"(?<![\w-]){_NAMED}")
_HOMELY = re.compile(r"(?:Cottage|Bungalow|Farmhouse|Barn)$")
_THEN_TOWN = re.compile(r", (?:[A-Z]|n(?:ea)?r [A-Z])")
# What most notes do not hold, to leave them quickly.
_FLATS_SAID = word_set(
    "flat flt apt apartment maisonette bedsit berth room rm unit plot pitch bungalow caravan chalet mooring"
    " lodge studio yard pontoon jetty site"
)
_THEN_CAPITAL = re.compile(r", [A-Z]")
_HOUSE_WORD = re.compile(rf" {_HOUSES}\b|\b(?:T[yŷ]n?|Pl[aâ]s|Bwthyn|Hafod|Hendre)[ -]")
_BOATS_SAID = ("boat", "barge", "caravan", "static")
_HOUSES_SAID = ("house", "home", "cottage", "bungalow", "farm", "flat", "property")
_FULL_REST = re.compile(r"\d|,|(?:Hostel|Hotel)$")
_FLAT_RATE = re.compile(
    r"^ ?(?:%|per ?cent|pounds?|quid|p\b|pence|hours?|percent|minutes|weeks|tyres?|screens?|packs?|rates?)",
    re.IGNORECASE,
)
_HOME_NAME = rf"(?:The )?{CAPITAL}(?: {CAPITAL}){{0,2}}"
_BY_STREET = rf"(?:,? (?:just )?(?:off|on|in|at|near|behind|along|by|down|up) (?:the )?{STREET}|, ?{PLACE})"
# "lives at Windyridge", "my address is Rosemount, Moor Road"
_HOME_BY_NAME = re.compile(rf"(?<![\w-]){_HOME_NAME}{_BY_STREET}?(?![\w-])")
# "the bungalow called Windyridge, off the Moor Road"
_HOUSE_CALLED = re.compile(
    r"\b(?i:house|home|bungalow|cottage|farm|farmhouse|flat|property|lodge|barn|caravan|boat"
    r"|narrowboat|houseboat|villa|chalet)"
    rf"(?:'s)? (?:is |was )?(?i:called|named|known as) [\"'“‘]?({_HOME_NAME}[\"'”’]?{_BY_STREET}?)(?![\w-])"
)
# "narrowboat Kittiwake, Apperley Marina"
_BOAT = re.compile(
    r"\b(?:(?i:narrow ?boat|house ?boat|barge|boat|caravan|static)"
    rf"(?: called)? [\"'“‘]?{_HOME_NAME}[\"'”’]?,? (?:(?:at|on|in) )?(?:the )?(?:(?:{CAPITAL}"
    rf"|\d{{1,3}}) ){{1,3}}?"
    r"(?:Marina|Moorings?|Wharf|Basin|Quay|Lock|Site|Park|Dock))(?![\w-])"
)
# "her house, Windyridge, has no number", "house name: Windyridge"
_OWN_HOUSE = re.compile(
    r"\b(?i:(?:(?:my|her|his|their|our) (?:house|home|cottage|bungalow|farm|flat),|(?:house|cottage"
    rf"|property) name(?: is|:)?)) [\"'“‘]?({_HOME_NAME}{_BY_STREET}?)(?=[\"'”’]?(?:[,.;\n]|$))"
)
# "House No: 27", "deliver to Windyridge, Back Lane"
_FIELD = re.compile(
    rf"\b[Hh]ouse (?:[Nn]o\.?|[Nn]umber|[Nn]ame)(?: or (?:no\.?|name|number))? ?[:=-] ?(\d{{1,4}}[a-z]?"
    rf"|{_HOME_NAME})(?!\w)"
)
_NAME_AND_STREET = re.compile(
    rf"(?<![\w-])(?=[^,\n]{{2,90}}, [A-Z])(?:{_HOME_NAME}|the (?:old )?(?i:{_HOUSES}))[\"'”’]?, {STREET}"
)
_NO_HOME = re.compile(
    r"(?:Home|Centre|Center|Hospital|Hotel|Hostel|Inn|Hub|School|College|University|Care|Surgery|Clinic"
    r"|Church|Library|Trust|Council|['’]s|['’])$"
)
_NO_NAME = re.compile(rf"{_NO_HOME.pattern}|(?:{TYPES}|Town|City|Green)$")
_HELD_HOME = re.compile(r"\b(?:care|nursing|residential|children['’]?s|retirement) $", re.IGNORECASE)
_CUE_WORDS = word_set("addr address home house flat c/o tel re from at to visit deliver post")
_BEFORE_HOUSE = re.compile(
    r"(?:^|\n|\b(?:at|in|is|to|from|of|lives|visit|address|called|named|house|bungalow"
    rf"|cottage)\W{{1,2}}|[:(–-] ?)({_HOME_NAME}),? $"
)


def lives_there(match: re.Match[str]) -> bool:
    """Whether somebody is said to live or be there."""
    return bool(_LIVES_THERE.search(before(match, 50)))


def is_counted_after(match: re.Match[str]) -> bool:
    """Whether the number counts what follows: "12 High Street shops"."""
    return bool(_COUNTED_AFTER.match(after(match, 20)))


def follows_route(match: re.Match[str]) -> bool:
    """Whether the number is a route's, a table's or the like: "bus 32"."""
    return bool(_ROUTE_BEFORE.search(before(match, 25)))


def counts_nothing(match: re.Match[str]) -> bool:
    """Whether the number is a house's, as far as the words around it tell."""
    return not is_counted_after(match) and not follows_route(match)


def is_at_home(match: re.Match[str]) -> bool:
    """Whether somebody is said to be at home there: "stays at", "her address is"."""
    return says_home(before(match, 40))


def says_home(words: str) -> bool:
    """Whether words end in such as "stays at"."""
    return bool(_AT_HOME.search(words))


def is_home_by_name(match: re.Match[str]) -> bool:
    """Whether what follows is a home whatever it is called."""
    return bool(_BY_NAME.search(before(match, 40)))


def postcode_follows(match: re.Match[str]) -> bool:
    """Whether a postcode follows, with a town between at most."""
    return bool(_AND_POSTCODE.match(after(match, 70)))


def _is_flat(match: re.Match[str]) -> bool:
    flat = match.group()
    if flat[0].lower() not in "fabm" and not match["rest"]:
        return False  # "Room 101"
    if flat[:2].lower() in ("be", "mo", "bu") and not flat.lower().startswith("bedsit") and not match["rest"]:
        return False  # "Berth 4"
    if flat[0].lower() in "ru" and not (_FULL_REST.search(match["rest"]) or lives_there(match)):
        return False  # "held in Room 3, Park House"
    rate = flat[0] == "f" and before(match, 2).lower() == "a "
    return not (rate or _FLAT_RATE.match(after(match, 12)))


def _is_homely(match: re.Match[str]) -> bool:
    return bool(_HOMELY.search(match.group()) and _THEN_TOWN.match(after(match, 8))) or bool(
        lives_there(match) or postcode_follows(match)
    )


_likely, _possibly = (functools.partial(Form, "address", certainty) for certainty in ("likely", "possible"))
_IS_FLAT, _IS_CALLED = "It is the number of a flat.", "A house is called by its name."
_LIVED = "The name of a house follows words such as 'live at'."
_FLATS = _likely(_IS_FLAT, _FLAT, _is_flat, hints=_FLATS_SAID)
_HOUSES_NAMED = (
    _likely("The name of a house is followed by the name of a street.", _NAMED_STREET),
    _likely(_IS_FLAT, _HOUSE_THEN_FLAT),
    _possibly(_LIVED, _NAMED_HOUSE, _is_homely),
)
_BEFORE_STREET = _likely(
    _LIVED,
    _NAME_AND_STREET,
    lambda match: lives_there(match) and not _NO_NAME.search(match.group().partition(",")[0]),
)
_HOMES = (
    _possibly(
        _LIVED,
        _HOME_BY_NAME,
        lambda match: is_home_by_name(match) and not _NO_HOME.search(match.group()),
        hints=(" at ", "addr", "adress"),
    ),
    _likely(_IS_CALLED, _OWN_HOUSE, group=1, hints=_HOUSES_SAID),
    _likely("It stands in the field of a form for a house.", _FIELD, group=1, hints=("house n",)),
    _likely("A boat or caravan has its name and its place.", _BOAT, hints=_BOATS_SAID),
    _likely(
        _IS_CALLED,
        _HOUSE_CALLED,
        lambda match: not _HELD_HOME.search(before(match, 20)) and not _NO_HOME.search(match[1]),
        group=1,
        hints=("called", "named", "known as"),
    ),
)


def with_house(text: str, span: Span) -> Span:
    """An address with the name of the house before its number: "Rosemount, 4 Fellside Drive"."""
    named = _BEFORE_HOUSE.search(text, max(0, span.start - 60), span.start)
    if not named or not text[span.start].isdigit() or text[named.start(1) :][:2].isupper():
        return span
    known, words = load_vocabulary(), named[1].lower().split()
    if any(word in known.any_given or word in WORDS["titles"] or word in _CUE_WORDS for word in words):
        return span
    strange = not all(known.is_word(word) for word in words) or says_home(
        text[max(0, named.start(1) - 40) : named.start(1)]
    )
    return replace(span, start=named.start(1)) if strange else span


def find_homes(text: str) -> list[Span]:
    """Find flats, houses that go by their name, boats and caravans."""
    named = _HOUSES_NAMED if _HOUSE_WORD.search(text) else ()
    on_street = (_BEFORE_STREET,) if _THEN_CAPITAL.search(text) else ()
    return find_forms(text, (_FLATS, *named, *on_street, *_HOMES))
