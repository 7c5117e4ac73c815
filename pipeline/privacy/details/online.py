"""E-mail addresses and the names people go by online.

Every repetition is bounded and no two neighbouring parts can match the same character in more than a
bounded number of ways, so a line of any length is read in time that grows with its length only.
"""

from __future__ import annotations

import functools
import re

from pipeline.privacy.details.spoken import SAID
from pipeline.privacy.names import WORDS, load_vocabulary
from pipeline.privacy.spans import Form, Span, after, before, find_forms
from pipeline.wording import word_set

_EMAIL = re.compile(r"(?:[\w.%+'’-]{1,30},)?[\w.%+'’-]{1,64}@{1,2}(?:[^\W_][\w-]{0,62}\.){1,8}[^\W\d_]{2,24}")
_ENDINGS = r"(?:uk|org|com|net|eu|info|gov|nhs|ac|ie|me|io|co|example|cymru|scot|wales)"
_PROVIDERS = (
    r"(?:gmail|google ?mail|hotmail|outlook|yahoo|icloud|bt ?internet|aol|talktalk|virgin ?media|ntlworld"
    r"|proton ?mail|live|sky|msn|ymail|gmx|tiscali|plusnet)"
)
# "marion @ example.org", "marion (at) example.org", "marion underscore b at example dot org", "m at gmail"
_DOT = r"(?: ?[(\[{<\"'](?:dot|\.)[)\]}>\"'] ?| (?:dot|point|full stop) | ?[.,] ?)"
_SPELT_EMAIL = re.compile(
    r"\b(?:(?:[a-z] ){2,12}|[b-hj-z] |(?:[\w.-]{1,30} ){1,2}(?=(?:all )?one word))?[\w.%+'-]{1,64}"
    r"(?: one word| word)?(?: ?[(\[{](?:dot|\.)[)\]}] ?[\w-]{1,32}){0,3}(?: (?:dot|point|full stop|underscore"
    r"|under score|hyphen|dash) [\w-]{1,32}){0,3}(?: (?:\d{1,4}|"
    rf"{SAID})(?= ?@| at\b| ?[(\[]))?(?: ?@ ?| ?["
    r"(\[{<\"'] ?at? ?[)\]}>\"'] ?|,? at(?: sign)? )(?:"
    rf"[\w-]{{1,63}}(?: (?:hyphen|dash) [\w-]{{1,32}}){{0,2}}(?:{_DOT}[\w-]{{1,63}}){{0,6}}{_DOT}{_ENDINGS}"
    rf"|{_PROVIDERS}(?: {_ENDINGS})?)\b",
    re.IGNORECASE,
)
# What every one of these holds, to leave most notes quickly.
_SPELT_HINT = re.compile(
    rf"@|[(\[{{<\"'] ?at? ?[)\]}}>\"']|\bat (?:sign )?(?:[\w-]{{1,63}}[^!?\n]{{1,60}}?"
    rf"(?<![A-Za-z]){_ENDINGS}|{_PROVIDERS})\b",
    re.IGNORECASE,
)
# "marion@example", "marion@example com"
_HALF_EMAIL = re.compile(
    rf"(?<![\w@./-])[\w.%+'’-]{{0,40}}[A-Za-z][\w.%+'’-]{{0,24}}@[A-Za-z][\w-]{{2,63}}"
    rf"(?:(?:[., ;]{{1,3}}[\w-]{{2,20}}){{0,2}}?(?:[.,;] ?{_ENDINGS}| (?:com|org|net|co[. ]uk|uk))"
    r"(?:[. ]uk)?)?(?![\w@.-]*@)(?!\w)"
)
_HANDLE = re.compile(r"(?<![\w@./])@([A-Za-z0-9_][\w.-]{1,40})(?:@[\w-]{1,40}(?:\.[\w-]{1,40}){1,4})?")
# "Skype live:oldsailor.pete", "find me on X @ marlow_hears"
_SKYPE = re.compile(r"\bskype\b[^.!?\n]{0,15}?\b(live:[\w.-]{3,40})", re.IGNORECASE)
_APART_HANDLE = re.compile(
    r"\bon (?:x|twitter|insta(?:gram)?|tik ?tok|threads|bluesky)[ :,]{1,2}(@ [a-z0-9_][\w.-]{2,40})(?!\w)",
    re.IGNORECASE,
)
_REDDIT = re.compile(r"(?<![\w/.])/?u/[A-Za-z0-9_-]{3,30}(?![\w/])")
_NUMBERED = re.compile(r"(?<![\w#/.@])[A-Za-z][\w.]{1,31}#\d{4}(?!\w)")
_PLACES = (
    r"(?:instagram|insta|ig|snap ?chat|snap|tik ?tok|twitter|facebook|fb|bluesky|mastodon|youtube|discord"
    r"|skype|reddit|telegram|twitch|linkedin|pinterest|xbox|playstation|psn|user ?name|user ?id|screen ?name"
    r"|gamer ?tag|handle|threads(?=:)|strava|depop|vinted|etsy)"
)
_UNDERSCORED = re.compile(
    r"(?<![\w@./:-])(?<!\$\()(?<!\$\{)[A-Za-z][A-Za-z0-9]{0,30}(?:_[A-Za-z0-9]{1,30}){1,4}(?![\w@/-]|\.\w)"
)
# Letters of which every one of these has some: most notes have none and are left quickly.
_PLACE_HINTS = word_set(
    "insta ig snap tik twit face fb bluesky mastodon youtube disc skyp redd tele link pint xbox play psn"
    " user screen gamer handle threads strava depop vinted etsy"
)
# "on insta as garden_gran62", "username: kev.b"; what follows must look like no ordinary word.
_UNSIGNED = re.compile(
    rf"\b{_PLACES}\b[ :=,'\"-]{{1,3}}(?:(?:is|as|at|under|me|my|on|name|handle|user|account|id|tag|live"
    r"|shop|it's|called|i'?m|there"
    rf"|it)[ :=,'\"-]{{1,3}}){{0,4}}(?!{_PLACES}\b)([A-Za-z0-9_][\w.-]{{2,40}})(?!@)",
    re.IGNORECASE,
)
_SIGNED_WITH = re.compile(
    r"[:=]|\b(?:under|handle|called|name|username|gamertag|i'?m)\b|^(?-i:[a-z ]{2,14}) (?:is|it's)\W",
    re.IGNORECASE,
)
# Before "handle", which is a verb as well: "we handle refunds".
_DOES = re.compile(
    r"(?:\b(?:to|we|you|they|i|who|not|can|could|should|would|will|must|may|might|cannot|better|help)|n't) $",
    re.IGNORECASE,
)
# "facebook name is Shazza Two Sheds", "add me on messenger, Shazza Marl", "I'm on Nextdoor as Bev M"
_CALLED_THERE = re.compile(
    r"\b(?i:facebook|fb|messenger|nextdoor|youtube|insta(?:gram)?|tik ?tok|whats ?app|twitter)(?i:(?: (?:name"
    r"|page|profile|account|channel|user(?: ?name)?))?(?: name)?(?: (?:is|was|under|as|called)|:)|,) [\"“‘']?"
    r"(?P<name>[A-Z][\w'’-]{1,20}(?: (?:[A-Z][\w'’-]{0,20}|in|of|the|and|&)){1,4})(?<! in)(?<! of)(?<! the)"
    r"(?<! and)(?<! &)(?![\w'’])"
)
# "I post as valleyshaz", "she goes by ValleyGirl61 on mumsnet", "known online as"
_GOES_BY = re.compile(
    r"\b(?:(?:posts?|posting|tweets?|streams?|blogs?|plays?|comments?|chats?|sells?|log(?:ged|s)? (?:in|on)"
    r"|sign(?:ed|s)? (?:in|up|on)|(?:known|i'm|i am|she's|he's|am|find me|me)(?: [a-z]{2,9})?)(?: (?:on"
    r"|in) [a-z ]{2,12}?)? (?:as|under)|goes by|go by|i'm|she's|he's)[ ,:]{1,2}[\"“‘']?"
    r"(?P<name>[A-Za-z0-9_][\w.-]{3,40})(?!@)",
    re.IGNORECASE,
)
# "chat user MarlNan47", "in the Zoom chat, MarlNan_47", "a member called MarlNan"
_CHATS = re.compile(
    r"\b(?:(?i:(?:user(?: ?name)?|member|participant|somebody|someone|person|poster|login)(?: (?:called|named"
    r"|as))?|chat|comments?)[ :,]{1,2}[\"“‘']?|(?i:(?:asked|said|posted|typed|written|comment|question) (?:by"
    r"|from)) )(?P<name>[A-Za-z][A-Za-z0-9_]{4,30})(?![\w@./-])"
)
_IN_A_CHAT = re.compile(
    r"\b(?:chat|comment|posted|typed|forum|online|webinar|zoom|teams|stream|thread)", re.IGNORECASE
)
_ONLINE = re.compile(
    r"\b(?:online|on there|find me|ravelry|mumsnet|forums?|chat|reddit|facebook|insta(?:gram)?|tik ?tok"
    r"|twitter|youtube|posts?|posting|tweets?|streams?|discord|ebay|vinted|group|game|gaming|minecraft"
    r"|roblox|fortnite)\b",
    re.IGNORECASE,
)
_SOCIAL = re.compile(
    rf"\b(?:{_PLACES}|follow|dm|tag(?:ged)?|tweet(?:ed|s)?|post(?:ed|s)?|message|mention(?:ed)?)\b",
    re.IGNORECASE,
)

_SHORT_ORGANISATIONS = word_set("""
    uk fc cc hub gp gps icb ccg cic bbc itv nhs dwp gov hmrc rnib rnid age mind city county radio team teams
    festival events service services official transport buses police healthwatch mencap scope carers
""")
_SAID_OF_ONE = word_set(
    "girl boy lad lass mum mummy mama mam dad daddy nan nana gran granny grandad guy lady"
)
_ORGANISATIONS = tuple(
    word_set("""
    nhs council library libraries trust police charity healthwatch foundation hospital university college
    school community partnership network official news centre church forum group club society museum gov
""")
)


def find_emails(text: str) -> list[Span]:
    """Find e-mail addresses, also those spelt out ("name at example dot org")."""
    spans = []
    for match in _EMAIL.finditer(text) if "@" in text else ():
        # A full stop or quotation mark before the address belongs to the sentence.
        start = match.end() - len(match.group().lstrip(".'’-%+"))
        spans.append(Span(start, match.end(), "email", "certain", "It has the form of an e-mail address."))
    return spans + find_forms(text, _SPELT if _SPELT_HINT.search(text) else ())


def find_handles(text: str) -> list[Span]:
    """Find the names people go by on social media; those of organisations are left."""
    spans = []
    for match in _HANDLE.finditer(text) if "@" in text else ():
        name = match[1].rstrip(".-")
        on_a_server = match.end() > match.end(1)
        everyday = _is_everyday(name) and not _is_social(match)  # "@home", "@lunch"
        if not everyday and not is_organisation(name):
            end = match.end() if on_a_server else match.start(1) + len(name)
            certainty = "certain" if on_a_server else "likely"
            reason = "An @ and a name are how people sign on social media."
            spans.append(Span(match.start(), end, "social_handle", certainty, reason))
    spans += find_forms(text, _HANDLES)
    low = text.lower()
    if not any(place in low for place in _PLACE_HINTS):
        return spans
    for match in _UNSIGNED.finditer(text):
        name = match[1].rstrip(".-_")
        is_handle = match.group().lower().startswith("handle")
        is_verb = _DOES.search(before(match, 12)) if is_handle else before(match, 3) == "to "
        signed = _SIGNED_WITH.search(text[match.start() : match.start(1)]) and not is_verb
        strange = signed and len(name) >= 4 and not _is_everyday(name) and name.isascii()
        if (_looks_made_up(name) or strange) and not is_organisation(name):
            reason = "It follows the name of a social medium, and is written as no word is."
            spans.append(Span(match.start(1), match.start(1) + len(name), "social_handle", "likely", reason))
    return spans


def _is_social(match: re.Match[str]) -> bool:
    return bool(_SOCIAL.search(before(match, 40)))


def _is_underscored_name(match: re.Match[str]) -> bool:
    given = load_vocabulary().any_given
    pieces = re.split(r"[_.\d]+", match.group().lower())
    return (_is_social(match) or any(piece in given for piece in pieces)) and not is_organisation(
        match.group()
    )


_MAILBOXES = word_set(
    "info admin office hello contact enquiries bookings mail secretary chair team news events"
)


_AT = re.compile(r"(.+?)(,? at(?: sign)? )(.+)$", re.IGNORECASE)
_STRANGE = re.compile(r"[\d._]|\b(?:dot|underscore|hyphen|dash) ", re.IGNORECASE)
_E_MAIL = re.compile(r"\be-?mail(?:ed|s|ing)?\b[^.;!?\n]{0,25}$", re.IGNORECASE)


def _is_a_mailbox(match: re.Match[str]) -> bool:
    """Whether a mailbox stands before "at": "marion at example.org", but not "look at example.org"."""
    parts = _AT.match(match.group())
    if not parts:
        return True
    box, _, rest = parts.groups()
    if _STRANGE.search(box) or _E_MAIL.search(before(match, 40)):
        return True
    if " " in rest:
        return True  # "dot" is spelt out, too
    plain = _is_everyday(box) or load_vocabulary().is_english(box.lower())
    return box.lower() in _MAILBOXES or not (plain or rest.lower().startswith("www."))


def _is_half_email(match: re.Match[str]) -> bool:
    """Whether it is no pair of words: "coffee@home"."""
    box, _, host = match.group().partition("@")
    return not (_is_everyday(box) and _is_everyday(host))


_email, _handle = (functools.partial(Form, kind, "likely") for kind in ("email", "social_handle"))
_SPELT = (
    _email("It reads like an e-mail address spelt out.", _SPELT_EMAIL, _is_a_mailbox),
    _email("It reads like an e-mail address with a slip of the hand.", _HALF_EMAIL, _is_half_email),
)
_ONES_OWN = re.compile(r"\b(?:my|her|his|me|i|i'm|she|he|name)\b", re.IGNORECASE)


def _is_persons(match: re.Match[str]) -> bool:
    """Whether those words may be what somebody calls themselves: "Shazza Two Sheds"."""
    known, words = load_vocabulary(), match["name"].lower().replace("-", " ").split()
    if words[0] in known.any_given:
        return not words[-1].endswith(_ORGANISATIONS)
    strange = any(not known.is_word(word) for word in words) and _ONES_OWN.search(
        before(match, 20) + match.group()
    )
    return bool(strange) and not any(word in known.heads or word in _SHORT_ORGANISATIONS for word in words)


def _is_made_up(match: re.Match[str]) -> bool:
    name = match["name"].rstrip(".-_")
    online = _ONLINE.search(match.group()[: match.start("name") - match.start()] + after(match, 25))
    said = re.search(r" as\W| under\W| by\W", match.group())  # "I'm dyslexic on the forum"
    strange = said and online and not _is_everyday(name) and name.islower()
    return bool(strange or (_looks_made_up(name) and online)) and not is_organisation(name)


def _is_a_chatters(match: re.Match[str]) -> bool:
    name = match["name"]
    if is_organisation(name) or not _looks_made_up(name):
        told = match.group().lower().startswith("user") and name.islower() and not _is_everyday(name)
        return told and _IN_A_CHAT.search(before(match, 30) + after(match, 30)) is not None
    return any(map(str.isdigit, name)) or len(_HUMP.findall(name)) > 2 or match.group()[:4].lower() == "user"


_HUMP = re.compile(r"[A-Z][a-z]+")
_ONLINE_NAME = "It is what somebody is called online."
_NAMED_PLACES = word_set("facebook fb messenger nextdoor youtube insta tik whats twitter")
_GOING = (" as ", " under ", "goes by ", "go by ", "i'm ", "he's ")
_CHATTING = ("chat", "user", "member called", "typed", "poste", "comment", "question from", "participant ")
_HANDLES = (
    _handle("It has the form of a name on Skype.", _SKYPE, group=1, hints=("live:",)),
    _handle("A name behind a site and @ is somebody's.", _APART_HANDLE, group=1, hints=("@ ",)),
    _handle("A name with # and four digits is how people sign in chats.", _NUMBERED, hints=("#",)),
    _handle("It has the form of a name on a discussion site.", _REDDIT, hints=("u/",)),
    Form(
        "social_handle",
        "possible",
        "A name with an underscore is how people sign on social media.",
        _UNDERSCORED,
        _is_underscored_name,
        hints=("_",),
    ),
    _handle(_ONLINE_NAME, _GOES_BY, _is_made_up, 1, _GOING),
    _handle(_ONLINE_NAME, _CHATS, _is_a_chatters, 1, _CHATTING),
    _handle(_ONLINE_NAME, _CALLED_THERE, _is_persons, 1, _NAMED_PLACES),
)


def _is_everyday(name: str) -> bool:
    low = name.lower()
    return load_vocabulary().is_word(low) or low in WORDS["function_words"] or low.isdigit()


def is_organisation(name: str) -> bool:
    """Whether a handle holds a word of organisations and places: "@CityLibrary", "@nhs_trust"."""
    pieces = re.split(r"[_.\d-]+|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", name)
    known = load_vocabulary()
    words = [piece.lower() for piece in pieces if piece]
    parted = re.search(r"[._-]", name) and words and words[0] in known.given
    if (parted or _SAID_OF_ONE & {*words}) and words[-1] not in _SHORT_ORGANISATIONS:
        return name.lower().endswith(_ORGANISATIONS)  # "shaz.in.the.valley", "ValleyGirl61" is no valley
    if any(word in known.heads or word in _SHORT_ORGANISATIONS for word in words):
        return True
    if any(word in known.given for word in words):
        return False
    return name.lower().startswith(_ORGANISATIONS) or name.lower().endswith(_ORGANISATIONS)


def _looks_made_up(name: str) -> bool:
    inner = name.strip("._-")
    if not any(character.isalpha() for character in inner):
        return False
    if any(character in "_" or character.isdigit() for character in inner):
        return not re.fullmatch(r"\d+(?:st|nd|rd|th|am|pm|k|m|p)?", inner, re.IGNORECASE)
    if re.search(r"[a-z][A-Z]", inner) and not inner.startswith(("Mc", "Mac", "De")):
        return True
    return "." in inner and not re.search(r"\.(?:com|uk|org|net)$", inner)
