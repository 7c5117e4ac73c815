"""Flats, houses that go by their name, boats and caravans."""

from __future__ import annotations

import functools
import re
from dataclasses import replace

from pipeline.privacy.details.streets import (
    CAPITAL,
    FLOOR,
    NUMBER,
    PLACE,
    SAID_NUMBER,
    SINGLE,
    STREET,
    TYPES,
    is_home_by_name,
    lives_there,
    postcode_follows,
    says_home,
)
from pipeline.privacy.names import WORDS, load_vocabulary
from pipeline.privacy.spans import Form, Span, after, before, find_forms
from pipeline.wording import word_set

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
_FLATS = (_likely(_IS_FLAT, _FLAT, _is_flat),)
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
# Each with words of which one stands in the text, in small letters, to leave most notes quickly.
_HOMES = (
    (
        (" at ", "addr", "adress"),
        _possibly(
            _LIVED,
            _HOME_BY_NAME,
            lambda match: is_home_by_name(match) and not _NO_HOME.search(match.group()),
        ),
    ),
    (_HOUSES_SAID, _likely(_IS_CALLED, _OWN_HOUSE, group=1)),
    (("house n",), _likely("It stands in the field of a form for a house.", _FIELD, group=1)),
    (
        ("boat", "barge", "caravan", "static"),
        _likely("A boat or caravan has its name and its place.", _BOAT),
    ),
    (
        ("called", "named", "known as"),
        _likely(
            _IS_CALLED,
            _HOUSE_CALLED,
            lambda match: not _HELD_HOME.search(before(match, 20)) and not _NO_HOME.search(match[1]),
            1,
        ),
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
    spans = []
    low = text.lower()
    if any(word in low for word in _FLATS_SAID):
        spans += find_forms(text, _FLATS)
    if _HOUSE_WORD.search(text):
        spans += find_forms(text, _HOUSES_NAMED)
    if _THEN_CAPITAL.search(text):
        spans += find_forms(text, (_BEFORE_STREET,))
    return spans + find_forms(text, (form for words, form in _HOMES if any(word in low for word in words)))
