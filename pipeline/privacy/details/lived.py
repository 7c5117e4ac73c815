"""Words around a number and a street that say that somebody lives there, or that it counts something."""

from __future__ import annotations

import re

from pipeline.privacy.spans import after, before

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
