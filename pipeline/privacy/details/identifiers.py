"""National Insurance numbers, number plates and dates of birth: forms that context must confirm.

The form of each is cheap to find and also fits other things (a part number, a district and an abbreviation,
the date of a meeting), so what stands near decides. Every repetition and every window is bounded: reading
takes time that grows with the length of a text only.
"""

from __future__ import annotations

import functools
import re

from pipeline.privacy.names import WORDS, load_vocabulary
from pipeline.privacy.spans import Form, Span, after, before, find_forms

# HM Revenue and Customs, National Insurance Manual NIM39110: two letters, six digits, one of A to D.
# Any letters are taken, as people also write made-up and misremembered ones; those never given out
# are believed less.
_NATIONAL_INSURANCE = re.compile(
    r"(?<![\w£-])([A-Za-z])[ .]?([A-Za-z])[ .-]?(\d ?\d)[ .-]?(\d ?\d)[ .-]?(\d ?\d)"
    r"(?:[ .-]?([A-Da-d]))?(?![\w-])"
)
_NEVER_FIRST, _NEVER_SECOND = frozenset("DFIQUV"), frozenset("DFIOQUV")
_NEVER_TOGETHER = frozenset(("BG", "GB", "NK", "KN", "TN", "NT", "ZZ"))
_INSURANCE_CUE = re.compile(
    r"\b(?:n\.?i\.?(?: ?n\.?o?)?|nino|national insurance|nat(?:ional)? ins)\b[^\d\n]{0,25}$", re.IGNORECASE
)
_REFERENCE_CUE = re.compile(
    r"\b(?:ref|reference|order|invoice|part|form|model|serial|course|module|leaflet|asset|batch|grant|claim"
    r"|room|isbn|licence|version|code|postcodes?|district|bus|route|size)\b(?: (?:no|number"
    r"|code))?\W{0,3}(?:is |was )?$",
    re.IGNORECASE,
)

# DVLA INF104: two letters, two digits, three letters (since 2001); a letter, digits, three letters
# (1983 to 2001); three letters, digits, a letter (1963 to 1983); letters and digits only (before, and
# Northern Ireland). I and Q stand in none but rarely, and are taken all the same.
_CURRENT_PLATE = re.compile(r"(?<![\w£-])([A-Za-z]{2}[ -]?\d\d)[ -]?([A-Za-z]{3})(?![\w-])")
_PREFIX_PLATE = re.compile(r"(?<![\w£-])([A-Za-z][ -]?\d{1,3})[ -]?([A-Za-z]{3})(?![\w-])")
_SUFFIX_PLATE = re.compile(r"(?<![\w£-])([A-Za-z]{3})[ -]?(\d{1,3}[A-Za-z])(?![\w-])")
_NORTHERN_PLATE = re.compile(r"(?=[A-Z]*[IZ])[A-Z]{3} ?\d{3,4}")
_PLATE_BEFORE = re.compile(
    r"\b(?:reg(?:istration)?(?: (?:no|num|number|mark|plate))?|(?:number|licen[cs]e) plates?|plates?|vrm)"
    r"\.?(?: on [a-z ]{0,20})?\W{0,3}(?:(?:is|was|are|of|ending|reads?|reading|says|said|saying)\W{1,2})?$",
    re.IGNORECASE,
)
_VEHICLE = re.compile(
    r"\b(?:car|cars|van|vans|lorry|lorries|truck|vehicles?|drives?|drove|driver|driving|park(?:ed|s|ing)?"
    r"|taxi|cab|minibus|coach|motor ?bike|motorcycle|moped|scooter|reg|registration|plates?|mot|dvla|insured"
    r"|permit|blue badge|badge|ford|fiesta|focus|corsa|astra|vauxhall|audi|bmw|mercedes|toyota|yaris|honda"
    r"|nissan|micra|qashqai|skoda|kia|hyundai|peugeot|renault|clio|citroen|volvo|volkswagen|vw|golf|polo"
    r"|fiat|mini|land rover|range rover|jeep|mazda|suzuki|seat ibiza|transit|tesla|dacia|motability"
    r"|wheelchair taxi|ambulance|hatchback|estate car|saloon|4x4|suv|trailer|caravan)\b",
    re.IGNORECASE,
)
_VEHICLE_WINDOW = 60
_PLATE_HINT = re.compile(r"\b(?i:reg|plate|licen|number ?plate|vrm)|[IZ][A-Z]{0,2} ?\d{3}")

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = (
    r"(?:(?:18|19|20)\d\d|['’]?\d\d|nineteen[ -](?:hundred and |oh[ -])?[a-z]{3,9}"
    r"(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|two thousand(?: and [a-z]{3,8})?)"
)
_TENS = r"(?:twenty|thirty)"
_ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth"
    r"|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"
)
_FEAST = r"(?:christmas (?:day|eve)|boxing day|new year['’]?s (?:day|eve)|valentine['’]?s day|ve day|d-?day)"
# Right after a word such as DOB what has only digits is a date as well: "DOB 140358", "dob 14 3 58".
_LOOSE_DATE = re.compile(
    r"\b(?:d[./ -]?o[./ -]?b\.?|date of b[irthe]{3,6}|birth ?date|date born|born(?: on)?)\W{0,3}(?:is |was "
    r"|= ?|: ?)?(\d{8}|\d{6}|\d{1,2}[ ./-]\d{1,2}[ ./-]\d{2,4})(?![\w/.-])",
    re.IGNORECASE,
)
# "DOB 3/5", "d.o.b. 12th June": of the date of a meeting nobody says that.
_NO_YEAR = re.compile(
    rf"\b(?:d[./ -]?o[./ -]?b\.?|date of b[irthe]{{3,6}})\W{{0,3}}(?:is |was )?"
    rf"(\d{{1,2}}(?:[./-]\d{{1,2}}|(?:st|nd|rd|th)? (?:of )?{_MONTH}))(?![\w/-]|\.\d)",
    re.IGNORECASE,
)
# "aged 64 (1/1/60)"
_AGED = re.compile(
    r"\baged?:? \d{1,3} ?[(,]{1,2} ?(\d\d?([/.-])\d\d?\2(?:19|20)?\d\d"
    rf"|\d\d?(?:st|nd|rd|th)? (?:of )?{_MONTH},? (?:19|20)\d\d)(?![\w/-]|\.\d)",
    re.IGNORECASE,
)
# Days of so long ago are somebody's birth, written so, and what is said as one is asked:
# "the fifth of May nineteen forty four", as one says it when asked.
_OLD_DATE = re.compile(
    rf"\b(?:the )?(?:(?:{_TENS}[ -]?)?{_ORDINAL}|\d\d?(?:st|nd|rd|th)?)(?: day)?(?: of)? {_MONTH},? "
    r"(?:nineteen|two thousand(?: and)?)[ -](?!hundred\b)[a-z]{3,9}"
    r"(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?\b"
    r"|(?<![\w£/.-])\d\d?([/.-])\d\d?\1(?:19[0-5]\d)(?![\w/-]|\.\d)",
    re.IGNORECASE,
)
_SLIPPED = re.compile(
    r"(?<=\d)[OolI](?=[\d/.-]|\b)|(?<=\d[/.-])[OolI](?=[\d/.-])|\b[OolI](?=\d)"
)  # "22/1O/l955"
_HISTORY = re.compile(
    r"\b(?:nhs|minutes|meeting|scouts?|guides?|hall|hut|report|version|published|policy|review|charter|dated"
    r"|leaflet|bridge|founded|opened|open|built|since|war|v[ej] day|d-day|established|set up|began|started"
    r"|act|history|anniversary|club|charity|church|hospital|school|society|library|museum|memorial|built"
    r"|closed|photos?|map)\b",
    re.IGNORECASE,
)
# What most notes do not hold, to leave them quickly.
_DATED = re.compile(r"\d|nineteen|two thousand", re.IGNORECASE)
_BIRTH_HINT = re.compile(
    r"\bb[irthe]{3,6}\b|birth|born|d[./ -]?o[./ -]?b|turn|\baged?:? \d|\bb(?![a-z])|\d[/.-](?:19\d|200"
    r"|[3-9])\d\b|\d(?:st|nd|rd|th)? [a-z]{3,9},? (?:19|200)\d|arrived|delivered|came on|nineteen"
    r"|ll be \d\d on",
    re.IGNORECASE,
)
# "…turned 80 on", and between two dates of which the first is one of birth: "3/4/50, dad".
_AND_ANOTHER = re.compile(
    r"^\W{1,3}(?:and |& |my |his |her |mum |dad |[a-z]{2,12}(?:'s)? ){0,3}(?:is |was )?$", re.IGNORECASE
)
_DATE = re.compile(
    r"(?<![\w£/-])(?<![\dac-z]\.)(?:the )?(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?"
    r"|sun)(?:day)?,? )?(?:"
    rf"\d{{1,2}} ?(?P<by>[/.-]) ?\d{{1,2}} ?(?P=by) ?{_YEAR}"
    r"|\d\d? \d\d? (?:19|20)\d\d|(?:19|20)\d\d([/.-])\d\d?\2\d\d?"
    rf"|\d{{1,2}}(?: ?(?:st|nd|rd|th))?(?:[ ,/.-]{{1,2}}(?:of )?)?{_MONTH}[ ,/.-]{{0,2}}(?:in )?{_YEAR}"
    rf"|{_MONTH} ?(?:the )?\d{{1,2}}(?:st|nd|rd|th)?[ ,]{{1,2}}{_YEAR}|{_MONTH} (?:of )?(?:19|20)\d\d|"
    rf"(?:{_TENS}[ -]?)?{_ORDINAL}(?: day)?(?: of)? {_MONTH}[ ,]{{0,2}}(?:in )?{_YEAR}|\d\d?(?:st|nd|rd"
    rf"|th)? of the \d\d?(?:st|nd|rd|th)?,? (?:in )?{_YEAR}|{_FEAST},? {_YEAR}"
    r")(?![\w/-]|\.\d)",
    re.IGNORECASE,
)
_WITH_B = re.compile(r"(?<![\w./])(?<!o )b[.:] ?$", re.IGNORECASE)
_BIRTH = "A date with its year stands where the words around speak of a birth."
_NEAR_WORDS = r"[^.;!?\d\n]"
_BIRTH_BEFORE = re.compile(
    rf"\b(?P<cue>d[./ -]?o[./ -]?b|dates? of b[irthe]{{3,6}}|birth ?date|date born|born|birth(?:day|(?= ?[:="
    rf"(-]| on ))|b[.:]|turn(?:s|ed|ing) \d{{2,3}}|b(?= \d?$| $)"
    r"|(?:baby|babies|son|daughter|twins?|triplets|boy|girl|grandson|granddaughter|grandchild|little one"
    r"|newborn) (?:finally |just |only )?(?:arrived|(?:was|were) delivered|came(?= $| on )))"
    rf"(?P<between>\.?{_NEAR_WORDS}{{0,60}})$",
    re.IGNORECASE,
)
_BIRTH_AFTER = re.compile(
    r"^\W{0,3}(?:(?:is|was|being|that's|which is|as|for)\W)?(?:\W?(?:my|his|her|their|our|mum's|dad's"
    r"|the)\W)?[^.;!?\d\n]{0,15}?\b(?:d\.?o\.?b|date of b[irthe]{3,6}|birth ?date|birthday|when [a-z]+ (?:was"
    r"|were) born)\b",
    re.IGNORECASE,
)
# Beside these a day of so long ago that whoever was born then is grown up is a birth.
_GROWN_UP = re.compile(r"(?:19\d|200)\d$|^(?:19\d|200)\d\b|[/.-][3-9]\d$")
_SOMEBODY = (
    r"(?:male|female|man|woman|lady|gent(?:leman)?|patient|client|resident|tenant|service user|caller"
    r"|applicant|carer|son|daughter|mum|mother|dad|father|husband|wife|brother|sister|nan|gran(?:dad|ny)?"
    r"|aunt|uncle|neighbour|pt|boy|girl)"
)
_SAID_OF_ONE = (
    r"(?:widow(?:er|ed)?|lives|lived|living|deaf|blind|diabetic|diabetes|retired|falls?|dementia|stroke|copd"
    r"|asthma|hearing|wheelchair|frame|autistic|smoker|single|married|divorced|allergic|pregnant|housebound"
    r"|disabled|nok|next of kin)"
)
_OLD_BEFORE = re.compile(
    r"\b(?:(?:passport|licen[cs]e|certificate|cert|wrist ?band|id(?: card)?|visa|papers|records?)"
    r"(?: [a-z'’]{1,12}){0,3} (?:says?|said|has|have|had|as|shows?|reads?|is|puts?)(?: [a-z'’]{1,12}){0,2}"
    r"|into (?:the|this) world(?: on)?|name,? (?:and|&|\+)(?: dob)?)[ :,\"'“‘]{1,3}$"
    r"|(?-i:\b(?:[A-Z]\.? ?){1,3}[A-Z][a-z'’-]{2,20}[ ,(–-]{1,3}$)"
    rf"|(?:^|\n|[,.;:(|] ?)(?:(?-i:[MF])|(?:[a-z0-9]+ ){{0,2}}?{_SOMEBODY})(?: [a-z]{{2,6}}){{0,3}}[ ,;:("
    rf"|/–-]{{1,3}}$",
    re.IGNORECASE,
)
_OLD_AFTER = re.compile(
    r"^(?:[^.;!?\d\n]{0,60}?\b(?:birthday|born|birth|d\.?o\.?b)\b|['’]?s? bab(?:y|ies)\b"
    rf"|[ ,;()/|–-]{{1,3}}(?:(?-i:[MF])(?=[,.;)\n]|$)|(?:[a-z-]+ ){{0,2}}?(?:{_SOMEBODY}|{_SAID_OF_ONE})\b))",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(r"\b([A-Z][a-z'’]{2,20})(?: [A-Z][a-z'’-]{1,20}){1,2}[ ,(–-]{1,3}$")
# "her birthday is on 3rd May", "I turn 80 on 2 June"
_BIRTHDAY = re.compile(
    r"(?:\b(?:my|his|her|their|mum['’]?s|dad['’]?s|[a-z]{3,9}(?:er|band|ife|son|lin)['’]s)(?: own"
    r"| \d\d(?:th|st|nd|rd))?"
    r" birthday|^\W{0,3}birthday|(?:\bturn(?:s|ed|ing)?|(?:['’]ll|\bwill) be) (?:\d\d|eighteen|[a-z]{3,5}ty))"
    rf"(?:['’]s)?[ ,:=–-]{{1,3}}(?:(?:is|was|falls|comes) )?(?:on )?(?P<day>(?:the )?\d\d?(?:st|nd|rd|th)? "
    rf"(?:of )?{_MONTH}|{_MONTH} (?:the )?\d\d?(?:st|nd|rd|th)?)(?![\w-])",
    re.IGNORECASE,
)
# What is "born" or has a birthday, and is no person.
_BORN_THINGS = re.compile(
    r"\b(?:group|project|charity|club|idea|centre|center|nhs|service|scheme|network|initiative|trust|forum"
    r"|library|festival|campaign|programme|program|movement|partnership|choir|society|company|council"
    r"|roadshow|organisation|hub|event|party|tea|lunch|cake|bash|celebrations?|team|app|website|which)\b",
    re.IGNORECASE,
)
# "…with the NHS is 999…, and I was born": whatever else the sentence speaks of.
_SOMEBODY_WAS = re.compile(
    r"\b(?:i|he|she|they|we|who|mum|dad|son|daughter|wife|husband|brother|sister|baby|my|his|her|their)"
    r" (?:(?:was|were|is|am|being) )?$",
    re.IGNORECASE,
)


def find_national_insurance(text: str) -> list[Span]:
    """Find National Insurance numbers."""
    spans = []
    for match in _NATIONAL_INSURANCE.finditer(text):
        first, second, *_, last = match.groups()
        called = bool(_INSURANCE_CUE.search(before(match, 40)))
        prefix = (first + second).upper()
        given_out = (
            first.upper() not in _NEVER_FIRST
            and second.upper() not in _NEVER_SECOND
            and prefix not in _NEVER_TOGETHER
        )
        if last is None and not called:
            continue
        if called or (given_out and match.group().isupper()):
            certainty, reason = "certain", "It has the form of a National Insurance number."
        elif _REFERENCE_CUE.search(before(match, 40)):
            continue
        else:
            certainty, reason = "likely", "It is written like a National Insurance number."
        spans.append(Span(*match.span(), "national_insurance", certainty, reason))
    return spans


def find_plates(text: str) -> list[Span]:
    """Find vehicles' number plates; where two forms fit, both."""
    spans = []
    for pattern, sure_digits in ((_CURRENT_PLATE, 0), (_PREFIX_PLATE, 3), (_SUFFIX_PLATE, 3)):
        for match in pattern.finditer(text):
            letters = match[1] if pattern is _SUFFIX_PLATE else match[2]
            capitals, word = match.group().isupper(), load_vocabulary().is_word(letters.lower())
            word = word or {letters.lower(), match.group()[:2].lower()} <= WORDS["function_words"]
            digits = sum(character.isdigit() for character in match.group())
            called = _is_called_plate(match)
            reference = _REFERENCE_CUE.search(before(match, 30))
            shaped = capitals and digits >= sure_digits and not word and not reference
            # Short ones in small letters are "b12 the" as often as a plate.
            near = _speaks_of_vehicle(match) and (capitals or (pattern is _CURRENT_PLATE and not word))
            if not (called or shaped or (near and not word)):
                continue
            reason = "It has the form of a vehicle's number plate"
            certainty = "certain" if called else "likely" if near else "possible"
            end = ", and the words around speak of one." if called or near else "."
            spans.append(Span(*match.span(), "vehicle_plate", certainty, reason + end))
    return spans + find_forms(text, (_DATELESS,) if _PLATE_HINT.search(text) else ())


def _is_called_plate(match: re.Match[str]) -> bool:
    return bool(_PLATE_BEFORE.search(before(match, 60)))


def _speaks_of_vehicle(match: re.Match[str]) -> bool:
    return bool(_VEHICLE.search(f"{before(match, _VEHICLE_WINDOW)} {after(match, _VEHICLE_WINDOW)}"))


_DATELESS = Form(
    "vehicle_plate",
    "likely",
    "Letters and digits follow words such as 'number plate'.",
    re.compile(r"(?<![\w£-])(?:[A-Z]{1,3} ?\d{1,4}(?: ?[A-Z]{1,3})?|\d{1,4} ?[A-Z]{1,3})(?![\w-])"),
    lambda match: (
        _is_called_plate(match)
        or (_NORTHERN_PLATE.fullmatch(match.group()) is not None and _speaks_of_vehicle(match))
    ),
)


def find_births(text: str) -> list[Span]:
    """Find dates that the words around call a date of birth; other dates are left.

    A month and a year are a date here, a year alone is not: thousands share it.
    """
    spans: list[Span] = []
    if not (_DATED.search(text) and _BIRTH_HINT.search(text)):
        return spans
    text = _SLIPPED.sub(lambda slip: "0" if slip.group() in "Oo" else "1", text)
    for match in _DATE.finditer(text):
        near = before(match, 80)
        cue = _BIRTH_BEFORE.search(near)
        gap = match.start() - spans[-1].end if spans else 40
        if gap < 40 and _AND_ANOTHER.match(text[match.start() - gap : match.start()]):
            pass
        elif cue:
            word = cue["cue"].lower()
            weak = word in ("born", "birth", "birthday") or word[0] == "b"
            weak = weak and not _SOMEBODY_WAS.search(near[: cue.start()])
            said_of = near[: cue.start()].rpartition(".")[2] + cue["between"]
            if weak and _BORN_THINGS.search(said_of):
                continue
        else:
            called = _BIRTH_AFTER.match(after(match, 50))
            birthday = called and "birthday" in called.group().lower()
            if (not called or (birthday and _BORN_THINGS.search(after(match, 40)))) and not _is_grown_up(
                match
            ):
                continue
        cued = _WITH_B.search(near)
        start = match.start() - len(cued[0]) if cued else match.start()
        spans.append(Span(start, match.end(), "date_of_birth", "likely", _BIRTH))
    return spans + find_forms(text, _BIRTHS)


def _is_grown_up(match: re.Match[str]) -> bool:
    """Whether it is a day of long ago beside a person's name or papers: "J Marl, 14/03/1961, F"."""
    if not _GROWN_UP.search(match.group()) or match.group()[:1].isalpha():
        return False
    near, behind = before(match, 60), after(match, 70)
    told = _OLD_BEFORE.search(near)
    if _HISTORY.search(near[-40:]) or _BORN_THINGS.search(near):
        return False
    if not told and (_HISTORY.search(behind[:40]) or _BORN_THINGS.search(behind)):
        return False
    named = _NAME_BEFORE.search(near)
    known = named is not None and named[1].lower() in load_vocabulary().any_given
    return known or bool(told or _OLD_AFTER.match(behind))


_birth = functools.partial(Form, "date_of_birth", "likely", _BIRTH)
_BIRTHS = (
    _birth(
        _BIRTHDAY,
        lambda match: not _BORN_THINGS.search(before(match, 40) + after(match, 20)),
        _BIRTHDAY.groupindex["day"],
    ),
    _birth(
        _LOOSE_DATE,
        lambda match: match.group()[0] not in "bB" or not _BORN_THINGS.search(before(match, 60)),
        1,
    ),
    _birth(_NO_YEAR, group=1),
    _birth(_AGED, group=1),
    Form(
        "date_of_birth",
        "possible",
        "A day of so long ago is somebody's birth as a rule.",
        _OLD_DATE,
        lambda match: not _HISTORY.search(f"{before(match, 40)} {after(match, 40)}"),
    ),
)
