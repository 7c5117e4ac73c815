"""How streets, houses and their numbers are written in the United Kingdom, and what is said around them.

Pieces of patterns; and words that say that somebody lives there, or that the number counts something.
"""

from __future__ import annotations

import re

from pipeline.privacy.details.spoken import SAID
from pipeline.privacy.spans import after, before

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
