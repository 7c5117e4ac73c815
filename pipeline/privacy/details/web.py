"""Web addresses that lead to one person, or into an online meeting.

Every repetition is bounded, as in the addresses of e-mail.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from pipeline.privacy.details.online import is_organisation
from pipeline.privacy.names import WORDS, load_vocabulary
from pipeline.privacy.spans import Form, Span, after, before, find_forms
from pipeline.wording import word_set

_INNER_DOT = re.compile(r"\w\.\w|://")
_ENDINGS = (
    r"co\.uk|org\.uk|me\.uk|com|org|net|info|me|blog|uk|io|eu|social|page|bio|ee|gg|tv|wales|cymru|scot"
    r"|london|ie|online|site|website|shop|app|live|photography|art|dev|example"
)
# Without http or www an ending that is also a word ("today.Then") must be a known one, or a path follow.
_URL = re.compile(
    r"(?<![\w@.])(?:(?:h?t{1,3}ps?(?::/{1,3}|//)|w{2,4}\.)[^\s<>\"'”’)\]]{3,300}"
    r"|(?:[A-Za-z0-9][A-Za-z0-9-]{0,62}\.){1,4}(?:(?:"
    rf"{_ENDINGS})"
    r"(?![\w.-]*@)\b(?:/[^\s<>\"'”’)\]]{0,300})?|[A-Za-z]{2,12}/[^\s<>\"'”’)\]]{3,300}))",
    re.IGNORECASE,
)
# Sites where the first part of the path is somebody's own, and parts of a path before a person's name.
_PROFILES = re.compile(
    r"(?:^|[./])(?:facebook|fb|instagram|twitter|x|tiktok|linkedin|github|threads|snapchat|pinterest|youtube"
    r"|bsky|medium|patreon|ko-fi|linktr|twitch|flickr|soundcloud|justgiving|gofundme|etsy|paypal|vimeo"
    r"|reddit|t|calendly|nextdoor|strava|depop|vinted)\.(?:com|net|app|ee|me|tv|co\.uk|org|example)/(.+)$",
    re.IGNORECASE,
)
_PERSON_PARTS = word_set("""
    in add profile profiles people user users u author authors staff team member members page fundraising f
    profile.php pub channel c shop crowdfunding fundraise obituary obituaries about-me pages photos
""")
_LEADS_TO_PERSON = word_set(
    "in add profile profiles user users u author authors people staff member athletes obituary obituaries"
)
# Sites where the name before the dot is whoever writes there.
_BLOGS = re.compile(
    r"\.(?:wordpress|blogspot|tumblr|wixsite|weebly|substack|carrd|jimdo|medium|github|business)\.",
    re.IGNORECASE,
)
_OWN_BLOGS = re.compile(r"\.(?:wordpress|blogspot|tumblr|substack|carrd)\.", re.IGNORECASE)
_PIECE = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_NO_PART = word_set("http https www com org net co uk html htm php aspx index info me blog io eu gov nhs ac")
_NOT_OWN = frozenset(("st", "saint", "saints", "trust", "foundation"))
_NO_PROFILE = word_set("""
    groups group events event watch company companies school hashtag search explore status p reel reels
    stories share sharer help about login settings topics r legal marketplace gaming business ads charity
    playlist results feed jobs learning places campaigns campaign
""")


# Where a link opens a room, whoever reads it can walk in.
_MEETINGS = re.compile(
    r"(?:(?:^|//)(?:meet|teams|zoom|whereby|webex|webinars?)\.[\w.-]+/\S{5}|/l/meetup-join/|zoom\.us/(?:j|my|s|w"
    r"|wc)/|zoomgov\.com/j/|teams\.(?:microsoft|live)\.com/(?:l/meetup-join|meet|dl)"
    r"|meet\.google\.com/[a-z]|webex\.com/(?:meet|join|[\w.-]+/j\.php)|whereby\.com/.|meet\.jit\.si/."
    r"|gotomeet(?:ing)?\.(?:me|com)/.|bluejeans\.com/.|chat\.whatsapp\.com/.|discord\.gg/."
    r"|photos\.app\.goo\.gl/.|photos\.google\.com/share|icloud\.com/sharedalbum|t\.me/\+|wa\.me/\d"
    r"|/(?:invite|join|joinchat)/[\w+-]{4,}|[?&](?:pwd|passcode|password|passwd|token|code|key|sig)=)",
    re.IGNORECASE,
)
_PASSCODE = re.compile(
    r"\b(?:zoom(?=:? \d{3} \d{3,4} \d{3,4})|(?:meeting|webinar|conference|room|personal|zoom|teams|session) "
    r"(?:id|code|number|no\.?|pin)|(?:meeting |zoom |teams |call )?pass ?(?:code|word|key)|access code"
    r"|code(?= to (?:get in|join))|entry code|pin|p/?w|pwd|passwd"
    r"|(?:meeting|zoom|teams|host|guest|door|dial.?in|phone|call|conference"
    r"|entry|alarm|locker|gate|building|key ?safe) (?:pin|code|number)|key ?safe)(?: (?:is|was|for (?:it|"
    r"(?:the |our |my |her |his |this )?[a-z]{3,9})|to (?:join|get in)|today|tonight)){0,2}[\"'”’"
    r"(]{0,2} ?[:=#-]?[ \"'“‘(]{0,2}(?P<code>\d{3,4}(?:[ -]\d{2,4}){1,3}|"
    r"(?=\S{3})[A-Za-z0-9!@#$%&*+_.-]{0,30}\d[A-Za-z0-9!@#$%&*+_.-]{0,30}(?<![.]))(?!\w)",
    re.IGNORECASE,
)
# "meeting ID 312 447 908 26, code qR8mZ2"
_CODE_BEHIND = re.compile(
    r"\b(?:meeting|webinar|zoom|teams) (?:id|number|no\.?)\W{1,3}[\d ]{6,20}\W{1,3}(?:and )?"
    r"(?:code|pin|pw)\W{1,3}((?=[A-Za-z]{0,30}\d)[A-Za-z0-9]{4,30})(?!\w)",
    re.IGNORECASE,
)
# "the passcode for her call was Daisy1947!"
_CODE_OF = re.compile(
    r"\bpass ?(?:code|word|key)s?(?: [a-z'’]{1,12}){1,5}? (?:is|was|were|being)[ :]{1,2}[\"'“‘]?"
    r"(?=[A-Za-z!@#$%&*+_-]{0,30}\d)([A-Za-z0-9!@#$%&*+_-]{4,30}|\d{3,4}(?: \d{2,4}){1,3})(?!\w)",
    re.IGNORECASE,
)
# "password: Blue!Kettle", "pw = sunnyside" where a sign says that the word itself follows.
_PASSWORD = re.compile(
    r"\b(?:pass ?(?:code|word|key)?|pwd|p/?w|passwd)(?: is)?(?: ?[:=]| [-–](?= "
    r"(?-i:[A-Z]))) ?[\"'“‘]?([^\s\"'”’,;()]{3,30}(?<![.!?]))",
    re.IGNORECASE,
)
# "Meet code abc-defg-hij"
_ROOM_CODE = re.compile(
    r"\b(?:meet|room|link|join|code)\b[^.;!?\n]{0,25}?\b([a-z]{3}-[a-z]{4}-[a-z]{3})\b", re.IGNORECASE
)


def find_person_urls(text: str) -> list[Span]:
    """Find web addresses that hold a person's name or lead to a person's own page."""
    spans = []
    for match in _URL.finditer(text) if _INNER_DOT.search(text) else ():
        address = match.group().rstrip(".,;:!?")
        if _MEETINGS.search(address) or (_has_token(address) and _passes(match)):
            reason = "It opens an online meeting or a closed page."
            spans.append(Span(match.start(), match.start() + len(address), "url", "certain", reason))
            continue
        if _is_ones_own(match, address):
            reason = "It is said to be somebody's own page."
            spans.append(Span(match.start(), match.start() + len(address), "url", "likely", reason))
            continue
        profile = _PROFILES.search(address)
        if profile:
            parts = [part for part in re.split(r"[/?&#]", profile[1]) if part]
            named = _is_profile(parts) or any(_is_named(part) for part in parts)
            reason = "It leads to a page on a site where people have their own."
        else:
            named = _holds_name(address)
            reason = "The web address holds what looks like a person's name."
        if named:
            spans.append(Span(match.start(), match.start() + len(address), "url", "likely", reason))
    low = text.lower()
    if "dot" in low:
        spans += find_forms(text, (_SPELT_OUT,))
    coded = any(word in low for word in _CODE_WORDS)
    return _join_codes(text, spans + find_forms(text, _OPENS_A_MEETING)) if coded else spans


def _join_codes(text: str, spans: list[Span]) -> list[Span]:
    """A link with the code behind it as one: "zoom.example/j/88 passcode 55"."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda span: span.start):
        if joined and _TO_CODE.fullmatch(text, joined[-1].end, span.start):
            joined[-1] = replace(joined[-1], end=span.end)
        else:
            joined.append(span)
    return joined


_TO_CODE = re.compile(
    r"[ ,;(/–-]{1,3}(?:(?:and|with|the) )*(?:meeting |zoom )?(?:pass ?(?:code|word|key)?|p/?w|pwd|pin|code)"
    r"(?: is| was)?[ :=(\"'“‘-]{1,3}",
    re.IGNORECASE,
)
_PASSES = re.compile(
    r"\b(?:pass ?(?:code|word|key)|pwd|p/?w|pin|access code|join (?:with|code|link)|waiting room"
    r"|meeting id|host key)\b",
    re.IGNORECASE,
)


def _passes(match: re.Match[str]) -> bool:
    """Whether the words beside a link speak of what lets one in."""
    return bool(_PASSES.search(f"{before(match, 50)} {after(match, 40)}"))


def _has_token(address: str) -> bool:
    """Whether a link leads further than to a site."""
    return len(re.sub(r"^https?://", "", address).partition("/")[2]) > 3


# Sites that are nobody's own, whoever looks at them.
_PUBLIC = re.compile(
    r"(?:nhs|police|parliament|ac|sch)\.uk\b|nhs\.net\b|\bgov\.|\b(?:bbc|google|wikipedia|ageuk)\.",
    re.IGNORECASE,
)
_OWN_PAGE = (
    r"(?:(?:web ?|photo |video )?(?:b?v?log|address|site|page|channel|profile|portfolio|album|diary|room|link"
    r"|feed|story|listing|wish ?list|gallery|store|shop|fund ?raiser|podcast|playlist|calendar|cv|account"
    r"|crowdfunder|form|folder|map|photos|pictures|paintings|drawings|poems|recipes|stories|songs|videos"
    r"|patterns|journal)(?:['’]?s)?)"
)
# "my blog is", "her own page on the club site:", "he writes about dialysis at", "Blog: ".
_ONES_OWN = re.compile(
    rf"(?:\b(?:my|her|his|mum's|dad's|one's|(?!council|trust|library|charity|group|centre|club|city|town"
    rf"|school|hospital|surgery|project|team|service)[a-z]{{2,12}}['’]s)"
    rf"(?: [a-z-]{{1,14}}){{0,3}}? {_OWN_PAGE}(?: [a-z'’]{{1,12}}){{0,7}}"
    r"|\b(?P<does>i|he|she|who|mum|dad|husband|wife|son|daughter|[A-Z][a-z]+) (?:also |['’]?ve |have )?"
    r"(?:b?v?logs?|writes?|wrote|put|shared?|keeps?|kept|upload(?:ed)?|posted|posts?|paints?|sells?|streams?"
    r"|sings?|draws?|tweets?|records?|(?:am|is|are) (?:b?v?logging|writing|raising|fundraising|posting"
    r"|selling|on))(?:,? [a-z'’]{1,14}){0,8}"
    rf"|\b(?:run|runs|made|own|owns|built|set up)(?: [a-z'’]{{1,14}}){{0,3}}? {_OWN_PAGE}"
    r"|\b(?:photos|pictures|drawings) I (?:took|made|drew)|\bfund ?rais(?:er|ing)(?: page| link| site)?|\b"
    r"(?:find|follow|watch|sponsor|read|see|book|visit|support) (?:me|her|him|my [a-z]{2,12})"
    r"(?: [a-z'’]{1,12}){0,3}|^\W{0,3}(?:personal )?(?:blog|vlog|portfolio|own page)(?= ?[:(–-]| at | is )"
    r"(?: is)?(?: at)?) ?[:,(\u2013-]{0,2} ?$",
    re.IGNORECASE,
)
# "www dot jo hyphen stitches dot example", "website is knit and natter with pip dot example dot org"
_SAID_URL = re.compile(
    r"(?:(?P<called>(?<=site is )|(?<=page is )|(?<=blog is )|(?<=address is )|(?<=called ))(?:"
    r"(?!at [\w-]{1,40} (?:dot|point))[\w'’-]{1,20} ){0,8}?|\b(?:https? |www (?:dot|point) )?)[\w-]{1,40}"
    rf"(?: (?:dot|point|slash|forward slash|hyphen|dash|stroke|underscore) [\w-]{{1,40}}){{0,8}} (?:dot"
    rf"|point) (?:{_ENDINGS})(?: (?:slash|forward slash|hyphen|dash|stroke) [\w-]{{1,40}}){{0,4}}(?!\w)",
    re.IGNORECASE,
)
_A_PERSONS = re.compile(r"\b(?:my|her|his|i)\b", re.IGNORECASE)
_IS_MINE = re.compile(
    rf"^[ ,(–-]{{1,3}}(?:(?:it|that)(?:['’]?s| is) (?:mine|me\b|my)|which i run|i run it|(?:is|was) (?:my"
    rf"|his|her) {_OWN_PAGE})",
    re.IGNORECASE,
)


def _is_ones_own(match: re.Match[str], address: str) -> bool:
    """Whether somebody speaks of it as their own; what they only write about is no organisation's."""
    own = _ONES_OWN.search(before(match, 80))
    if _PUBLIC.search(address) or not (
        own or _IS_MINE.match(match.string[match.start() + len(address) :][:40])
    ):
        return False
    host = re.sub(r"^.*?//|/.*", "", address).split(".")
    return not (own and own["does"] and any(is_organisation(label) for label in host[:-1]))


_CODE_WORDS = word_set("pass pwd pw p/w pin code meeting webinar conference room link zoom")
_OPENS = "It opens an online meeting or a closed page."
_OPENS_A_MEETING = tuple(
    Form("url", "likely", _OPENS, pattern, group=1)
    for pattern in (_PASSCODE, _PASSWORD, _CODE_OF, _CODE_BEHIND, _ROOM_CODE)
)


def _is_ones_own_said(match: re.Match[str]) -> bool:
    address, near = _as_written(match.group().lower()), before(match, 60)
    own = _ONES_OWN.search(near)
    if match["called"] is not None:
        own = own or _A_PERSONS.search(f"{near[-30:]} {after(match, 20)}")
    return not _PUBLIC.search(address) and bool(own or _holds_name(address))


def _as_written(said: str) -> str:
    written = re.sub(r" (?:dot|point) ", ".", said)
    written = re.sub(r" (?:hyphen|dash|underscore) ", "-", written)
    return re.sub(r" (?:forward slash|slash|stroke) ", "/", written)


_SPELT_OUT = Form("url", "likely", "It is said to be somebody's own page.", _SAID_URL, _is_ones_own_said)


def _is_profile(parts: list[str]) -> bool:
    if not parts or parts[0].lower() in _NO_PROFILE:
        return False
    if len(parts) > 2 and parts[1].lower() in ("status", "posts", "videos", "photos", "reel", "p", "post"):
        parts = parts[:1]
    if len(parts) > 2 or not any(character.isalpha() for character in "".join(parts)):
        return False
    if parts[0].lower() in _LEADS_TO_PERSON:
        return True
    if len(parts) == 2 and parts[0].lower() not in _PERSON_PARTS:
        return _is_named(parts[0])  # "site.com/somebody/something": as often a project's
    return not is_organisation(parts[-1].lstrip("@"))


def _holds_name(address: str) -> bool:
    bare = re.sub(r"^https?://", "", address, flags=re.IGNORECASE)
    host, _, path = bare.partition("/")
    segments = [part for part in path.split("/") if part]
    for leading, part in itertools.pairwise(segments):
        if leading.lower() in _LEADS_TO_PERSON and _has_stranger(part.partition("?")[0]):
            return True
    if any(segment.startswith("~") and len(segment) > 2 for segment in segments):
        return True
    labels = [label for label in host.split(".") if label.lower() not in _NO_PART]
    shortest = 3 if _BLOGS.search(host) else 4
    if _BLOGS.search(host) and labels and _opens_with_a_name(labels[0].lower()):
        return True
    if _OWN_BLOGS.search(host) and labels and not is_organisation(labels[0]):
        return not load_vocabulary().is_word(labels[0].lower())
    return any(_is_named(part, shortest) for part in labels + segments)


def _is_named(part: str, shortest: int = 4) -> bool:
    """Whether a part of an address has a first name with another name: "jane-doe", "janedoe"."""
    known = load_vocabulary()
    pieces = [piece.lower() for piece in _PIECE.findall(part)]
    if not pieces or any(piece in known.heads for piece in pieces) or "".join(pieces) in known.not_people:
        return False
    if tuple(pieces) in known.namesakes.get(pieces[0], ()):
        return False
    if any(piece in known.given and len(piece) > 3 for piece in pieces) and not set(pieces) & _NOT_OWN:
        return True
    for first, second in itertools.pairwise(pieces):
        if first in WORDS["titles"] and first != "st" and second not in known.ordinary and len(second) > 2:
            return True
        doubtful = first in known.given_words or first in known.given_rare
        if doubtful and (second in known.surnames or second in known.given):
            return True
        if first in known.given and (len(first) > 2 or second in known.surnames) and second not in _NO_PART:
            surname = second in known.surname_words or second in known.given or second not in known.ordinary
            if surname and second not in WORDS["function_words"] and second not in known.not_people:
                return True
    return any(_runs_together(piece, shortest) for piece in pieces)


def _runs_together(piece: str, shortest: int) -> bool:
    """Whether a first name and a surname stand without anything between: "janedoe"."""
    known = load_vocabulary()
    if len(piece) < 7 or len(piece) > 40 or known.is_word(piece):
        return False
    for title in ("dr", "cllr", "mrs", "mr"):
        if piece.startswith(title) and piece[len(title) :] in known.surnames:
            return True
    for cut in range(3, min(len(piece) - 2, 13)):
        first, second = piece[:cut], piece[cut:]
        if first not in known.given:
            continue
        if second in known.surname_words or second in known.surnames or second in known.given:
            return True
        if second.startswith("and") and second[3:] in known.any_given:
            return True
        # A surname that nobody listed: long, and no word.
        if cut >= shortest and len(second) >= 5 and not known.is_word(second) and not second.startswith("s"):
            return True
    return False


def _opens_with_a_name(label: str) -> bool:
    """Whether whoever writes there is called by a first name and a word: "siobhanwrites"."""
    known = load_vocabulary()
    return not known.is_word(label) and any(
        label[:cut] in known.given and known.is_word(label[cut:]) for cut in range(4, len(label) - 2)
    )


def _has_stranger(part: str) -> bool:
    pieces, is_word = [piece.lower() for piece in _PIECE.findall(part)], load_vocabulary().is_word
    return any(not is_word(piece) and piece not in _NO_PART for piece in pieces)
