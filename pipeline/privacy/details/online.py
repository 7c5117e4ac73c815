"""E-mail addresses, the names people go by online, and web addresses that lead to one person.

Every repetition is bounded and no two neighbouring parts can match the same character in more than a
bounded number of ways, so a line of any length is read in time that grows with its length only.
"""

from __future__ import annotations

import itertools
import re

from pipeline.privacy.names import WORDS, load_vocabulary
from pipeline.privacy.spans import Form, Span, before, find_forms
from pipeline.wording import word_set

_EMAIL = re.compile(r"[\w.%+'’-]{1,64}@(?:[^\W_][\w-]{0,62}\.){1,8}[^\W\d_]{2,24}")
# "marion @ example.org", "marion (at) example.org", "marion at example dot org"
_SPELT_EMAIL = re.compile(
    r"\b[\w.%+'-]{1,64}(?: dot [\w-]{1,32}){0,3}"
    r"(?: ?@ ?| ?[(\[]at[)\]] ?| at )[\w-]{1,63}(?:(?:\.| ?[(\[]dot[)\]] ?"
    r"| dot )[\w-]{1,63}){0,6}(?: ?[(\[]dot[)\]] ?| dot |\.)(?:uk|org|com|net|eu|info|gov|nhs|ac)\b",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@./])@([A-Za-z0-9_][\w.-]{1,40})(?:@[\w-]{1,40}(?:\.[\w-]{1,40}){1,4})?")
_NUMBERED = re.compile(r"(?<![\w#/.@])[A-Za-z][\w.]{1,31}#\d{4}(?!\w)")
_REDDIT = re.compile(r"(?<![\w/.])/?u/[A-Za-z0-9_-]{3,20}(?![\w/])")
_PLACES = (
    r"(?:instagram|insta|ig|snap ?chat|snap|tik ?tok|twitter|facebook|fb|bluesky|mastodon|youtube|discord"
    r"|skype|reddit|telegram|twitch|linkedin|pinterest|xbox|playstation|psn|user ?name|user ?id|screen ?name"
    r"|gamer ?tag|handle|threads(?=:)|strava|depop|vinted)"
)
_UNDERSCORED = re.compile(
    r"(?<![\w@./:-])[A-Za-z][A-Za-z0-9]{0,30}(?:_[A-Za-z0-9]{1,30}){1,4}(?![\w@/-]|\.\w)"
)
# Letters of which every one of these has some: most notes have none and are left quickly.
_PLACE_HINTS = word_set(
    "insta ig snap tik twit face fb bluesky mastodon youtube disc skyp redd tele link pint xbox play psn"
    " user screen gamer handle threads strava depop vinted"
)
# "on insta as garden_gran62", "username: kev.b"; what follows must look like no ordinary word.
_UNSIGNED = re.compile(
    rf"\b{_PLACES}\b[ :=,'\"-]{{1,3}}(?:(?:is|as|at|under|me|my|on|name|handle|user|account|id|it's|called"
    rf"|it)[ :=,'\"-]{{1,3}}){{0,4}}([A-Za-z0-9_][\w.-]{{2,40}})(?!@)",
    re.IGNORECASE,
)
_SIGNED_WITH = re.compile(r"[:=]|\b(?:under|handle|called|name|username|gamertag)\b")
_SOCIAL = re.compile(
    rf"\b(?:{_PLACES}|follow|dm|tag(?:ged)?|tweet(?:ed|s)?|post(?:ed|s)?|message|mention(?:ed)?)\b",
    re.IGNORECASE,
)

# Without http or www an ending that is also a word ("today.Then") must be a known one, or a path follow.
_URL = re.compile(
    r"(?<![\w@.])(?:(?:https?://|www\.)[^\s<>\"'”’)\]]{3,300}"
    r"|(?:[A-Za-z0-9][A-Za-z0-9-]{0,62}\.){1,4}(?:(?:co\.uk|org\.uk|me\.uk|com|org|net|info|me|blog|uk|io|eu"
    r"|social|page|bio|ee|gg|tv|wales|cymru|scot|london|ie|online|site|website|shop|app|live|photography|art"
    r"|dev|example)(?![\w.-]*@)\b(?:/[^\s<>\"'”’)\]]{0,300})?|[A-Za-z]{2,12}/[^\s<>\"'”’)\]]{3,300}))",
    re.IGNORECASE,
)
# Sites where the first part of the path is somebody's own, and parts of a path before a person's name.
_PROFILES = re.compile(
    r"(?:^|[./])(?:facebook|fb|instagram|twitter|x|tiktok|linkedin|github|threads|snapchat|pinterest|youtube"
    r"|bsky|medium|patreon|ko-fi|linktr|twitch|flickr|soundcloud|justgiving|gofundme|etsy|paypal|vimeo"
    r"|reddit)\.(?:com|net|app|ee|me|tv|co\.uk|org)/(.+)$",
    re.IGNORECASE,
)
_PERSON_PARTS = word_set(
    """
    in add profile profiles people user users u author authors staff team member members page
    fundraising f profile.php pub channel c shop crowdfunding fundraise obituary obituaries about-me
    pages photos
    """
)
_LEADS_TO_PERSON = word_set(
    """
    in add profile profiles user users u author authors people staff member obituary obituaries
    """
)
# Sites where the name before the dot is whoever writes there.
_BLOGS = re.compile(
    r"\.(?:wordpress|blogspot|tumblr|wixsite|weebly|substack|carrd|jimdo|medium|github|business)\.",
    re.IGNORECASE,
)
_PIECE = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_NO_PART = word_set(
    """
    http https www com org net co uk html htm php aspx index info me blog io eu gov nhs ac
    """
)
_NOT_OWN = frozenset(("st", "saint", "saints", "trust", "foundation"))
_NO_PROFILE = word_set(
    """
    groups group events event watch company companies school hashtag search explore status p reel reels
    stories share sharer help about login settings topics r legal marketplace gaming business ads
    charity playlist results feed jobs learning places campaigns campaign
    """
)


_SHORT_ORGANISATIONS = word_set(
    """
    uk fc cc hub gp gps icb ccg cic bbc itv nhs dwp gov hmrc rnib rnid age mind city county radio team teams
    festival events service services official transport buses police healthwatch mencap scope carers
    """
)
_ORGANISATIONS = tuple(
    word_set(
        """
    nhs council library libraries trust police charity healthwatch foundation hospital university
    college school community partnership network official news centre church forum group club society
    museum gov
    """
    )
)


def find_emails(text: str) -> list[Span]:
    """Find e-mail addresses, also those spelt out ("name at example dot org")."""
    spans = []
    for match in _EMAIL.finditer(text) if "@" in text else ():
        # A full stop or quotation mark before the address belongs to the sentence.
        start = match.end() - len(match.group().lstrip(".'’-%+"))
        spans.append(Span(start, match.end(), "email", "certain", "It has the form of an e-mail address."))
    return spans + find_forms(text, _SPELT)


def find_handles(text: str) -> list[Span]:
    """Find the names people go by on social media; those of organisations are left."""
    spans = []
    for match in _HANDLE.finditer(text) if "@" in text else ():
        name = match[1].rstrip(".-")
        on_a_server = match.end() > match.end(1)
        everyday = _is_everyday(name) and not _is_social(match)  # "@home", "@lunch"
        if not everyday and not _is_organisation(name):
            end = match.end() if on_a_server else match.start(1) + len(name)
            certainty = "certain" if on_a_server else "likely"
            reason = "An @ and a name are how people sign on social media."
            spans.append(Span(match.start(), end, "social_handle", certainty, reason))
    spans += find_forms(text, (form for sign, form in _SIGNED if sign in text))
    low = text.lower()
    if not any(place in low for place in _PLACE_HINTS):
        return spans
    for match in _UNSIGNED.finditer(text):
        name = match[1].rstrip(".-_")
        signed = _SIGNED_WITH.search(text[match.start() : match.start(1)]) and before(match, 3) != "to "
        strange = signed and len(name) >= 4 and not _is_everyday(name) and name.isascii()
        if (_looks_made_up(name) or strange) and not _is_organisation(name):
            reason = "It follows the name of a social medium, and is written as no word is."
            spans.append(Span(match.start(1), match.start(1) + len(name), "social_handle", "likely", reason))
    return spans


def _is_social(match: re.Match[str]) -> bool:
    return bool(_SOCIAL.search(before(match, 40)))


def _is_underscored_name(match: re.Match[str]) -> bool:
    given = load_vocabulary().any_given
    pieces = re.split(r"[_.\d]+", match.group().lower())
    return (_is_social(match) or any(piece in given for piece in pieces)) and not _is_organisation(
        match.group()
    )


_SPELT = (Form(_SPELT_EMAIL, "email", "likely", "It reads like an e-mail address spelt out."),)
# By the sign that each has.
_SIGNED = (
    (
        "#",
        Form(
            _NUMBERED, "social_handle", "likely", "A name with # and four digits is how people sign in chats."
        ),
    ),
    ("u/", Form(_REDDIT, "social_handle", "likely", "It has the form of a name on a discussion site.")),
    (
        "_",
        Form(
            _UNDERSCORED,
            "social_handle",
            "possible",
            "A name with an underscore is how people sign on social media.",
            _is_underscored_name,
        ),
    ),
)


# Where a link opens a room, whoever reads it can walk in.
_MEETINGS = re.compile(
    r"(?:zoom\.us/(?:j|my|s|w|wc)/|zoomgov\.com/j/|teams\.(?:microsoft|live)\.com/(?:l/meetup-join|meet|dl)"
    r"|meet\.google\.com/[a-z]|webex\.com/(?:meet|join|[\w.-]+/j\.php)|whereby\.com/.|meet\.jit\.si/."
    r"|gotomeet(?:ing)?\.(?:me|com)/.|bluejeans\.com/.|chat\.whatsapp\.com/.|discord\.gg/.|t\.me/\+"
    r"|[?&](?:pwd|passcode|password|passwd|token|code|key|sig)=)",
    re.IGNORECASE,
)
_PASSCODE = re.compile(
    r"\b(?:(?:meeting|webinar|conference) (?:id|code|number)|(?:meeting |zoom |teams )?pass(?:code|word)"
    r"|access code|meeting pin)(?: is)? ?[:=#-]? ?(?P<code>\d{3,4}(?:[ -]\d{2,4}){1,3}"
    r"|[A-Za-z0-9!@#$%&*+]{0,30}\d[A-Za-z0-9!@#$%&*+]{0,30})"
    r"(?!\w)",
    re.IGNORECASE,
)


def find_person_urls(text: str) -> list[Span]:
    """Find web addresses that hold a person's name or lead to a person's own page."""
    spans = []
    for match in _URL.finditer(text) if "." in text else ():
        address = match.group().rstrip(".,;:!?")
        if _MEETINGS.search(address):
            reason = "It opens an online meeting or a closed page."
            spans.append(Span(match.start(), match.start() + len(address), "url", "certain", reason))
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
    return spans + find_forms(text, (_OPENS_A_MEETING,) if _CODE_WORD.search(text) else ())


_CODE_WORD = re.compile(r"pass(?:code|word)|access code|meeting|webinar|conference", re.IGNORECASE)
_OPENS_A_MEETING = Form(_PASSCODE, "url", "likely", "It opens an online meeting or a closed page.", group=1)


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
    return not _is_organisation(parts[-1].lstrip("@"))


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
        if first in known.given and len(first) > 2 and second not in _NO_PART:
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


def _is_everyday(name: str) -> bool:
    low = name.lower()
    return load_vocabulary().is_word(low) or low in WORDS["function_words"] or low.isdigit()


def _is_organisation(name: str) -> bool:
    """Whether a handle holds a word of organisations and places: "@CityLibrary", "@nhs_trust"."""
    pieces = re.split(r"[_.\d-]+|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", name)
    known = load_vocabulary()
    words = [piece.lower() for piece in pieces if piece]
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
