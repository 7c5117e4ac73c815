"""Names people go by online: handles, and web addresses that lead to one person."""

from __future__ import annotations

import itertools
import re

from pipeline.privacy.names.context import FUNCTION_WORDS, TITLES, list_words
from pipeline.privacy.names.vocabulary import Vocabulary, load_vocabulary
from pipeline.privacy.spans import Span

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
_PLACE_HINTS = tuple(
    sorted(
        list_words(
            """
    insta ig snap tik twit face fb bluesky mastodon youtube disc skyp redd tele link pint xbox play psn
    user screen gamer handle threads strava depop vinted
    """
        )
    )
)
# "on insta as garden_gran62", "username: kev.b"; what follows must look like no ordinary word.
_UNSIGNED = re.compile(
    rf"\b{_PLACES}\b[ :=,'\"-]{{1,3}}(?:(?:is|as|at|under|me|my|on|name|handle|user|account|id|it's|called"
    rf"|it)[ :=,'\"-]{{1,3}}){{0,4}}([A-Za-z0-9_][\w.-]{{2,40}})(?!@)",
    re.IGNORECASE,
)
_SOCIAL = re.compile(
    rf"\b(?:{_PLACES}|follow|dm|tag(?:ged)?|tweet(?:ed|s)?|post(?:ed|s)?|message|mention(?:ed)?)\b",
    re.IGNORECASE,
)

# Without http or www an ending that is also a word ("today.Then") must be a known one, or a path follow.
_URL = re.compile(
    r"(?<![\w@.])(?:(?:https?://|www\.)[^\s<>\"'”’)\]]{3,300}"
    r"|(?:[A-Za-z0-9][A-Za-z0-9-]{0,62}\.){1,4}"
    r"(?:(?:co\.uk|org\.uk|me\.uk|com|org|net|info|me|blog|uk|io|eu|social|page|bio|ee|gg|tv|wales|cymru|scot"
    r"|london|ie|online|site|website|shop|app|live|photography|art|dev|example)(?![\w.-]*@)\b"
    r"(?:/[^\s<>\"'”’)\]]{0,300})?|[A-Za-z]{2,12}/[^\s<>\"'”’)\]]{3,300}))",
    re.IGNORECASE,
)
# Sites where the first part of the path is somebody's own, and parts of a path before a person's name.
_PROFILES = re.compile(
    r"(?:^|[./])(?:facebook|fb|instagram|twitter|x|tiktok|linkedin|github|threads|snapchat|pinterest|youtube|"
    r"bsky|medium|patreon|ko-fi|linktr|twitch|flickr|soundcloud|justgiving|gofundme|etsy|paypal|vimeo|reddit)"
    r"\.(?:com|net|app|ee|me|tv|co\.uk|org)/(.+)$",
    re.IGNORECASE,
)
_PERSON_PARTS = list_words(
    """
    in add profile profiles people user users u author authors staff team member members page
    fundraising f profile.php pub channel c shop crowdfunding fundraise obituary obituaries about-me
    pages photos
    """
)
_LEADS_TO_PERSON = list_words(
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
_NO_PART = list_words(
    """
    http https www com org net co uk html htm php aspx index info me blog io eu gov nhs ac
    """
)
_NO_PROFILE = list_words(
    """
    groups group events event watch company companies school hashtag search explore status p reel reels
    stories share sharer help about login settings topics r legal marketplace gaming business ads
    charity playlist results feed jobs learning places campaigns campaign
    """
)


def find_handles(text: str) -> list[Span]:
    """Find the names people go by on social media; those of organisations are left.

    Args:
        text: One field of a note.

    Returns:
        One span per handle, in text order of each form.
    """
    known = load_vocabulary()
    spans = []
    if "@" in text:
        for match in _HANDLE.finditer(text):
            name = match[1].rstrip(".-")
            end = match.end() if match.end() > match.end(1) else match.start() + 1 + len(name)
            if _is_everyday(name, known) and not _SOCIAL.search(
                text[max(0, match.start() - 40) : match.start()]
            ):
                continue  # "@home", "@lunch"
            if _is_organisation(name, known):
                continue
            certainty = "certain" if end > match.end(1) else "likely"
            reason = "An @ and a name are how people sign on social media."
            spans.append(Span(match.start(), end, "social_handle", certainty, reason))
    if "#" in text:
        for match in _NUMBERED.finditer(text):
            reason = "A name with # and four digits is how people sign in chats."
            spans.append(Span(match.start(), match.end(), "social_handle", "likely", reason))
    if "u/" in text:
        for match in _REDDIT.finditer(text):
            reason = "It has the form of a name on a discussion site."
            spans.append(Span(match.start(), match.end(), "social_handle", "likely", reason))
    if "_" in text:
        for match in _UNDERSCORED.finditer(text):
            pieces = re.split(r"[_.\d]+", match.group().lower())
            social = _SOCIAL.search(text[max(0, match.start() - 40) : match.start()])
            if (social or any(piece in known.any_given for piece in pieces)) and not _is_organisation(
                match.group(), known
            ):
                reason = "A name with an underscore is how people sign on social media."
                spans.append(Span(match.start(), match.end(), "social_handle", "possible", reason))
    low = text.lower()
    if not any(place in low for place in _PLACE_HINTS):
        return spans
    for match in _UNSIGNED.finditer(text):
        name = match[1].rstrip(".-_")
        signed = re.search(
            r"[:=]|\b(?:under|handle|called|name|username|gamertag)\b", text[match.start() : match.start(1)]
        )
        verb = text[max(0, match.start() - 3) : match.start()] == "to "  # "to handle"
        strange = (
            bool(signed) and not verb and len(name) >= 4 and not _is_everyday(name, known) and name.isascii()
        )
        if (_looks_made_up(name) or strange) and not _is_organisation(name, known):
            reason = "It follows the name of a social medium, and is written as no word is."
            spans.append(Span(match.start(1), match.start(1) + len(name), "social_handle", "likely", reason))
    return spans


def find_person_urls(text: str) -> list[Span]:
    """Find web addresses that hold a person's name or lead to a person's own page.

    Args:
        text: One field of a note.

    Returns:
        One span per address, in text order.
    """
    known = load_vocabulary()
    spans: list[Span] = []
    if "." not in text:
        return spans
    for match in _URL.finditer(text):
        address = match.group().rstrip(".,;:!?")
        profile = _PROFILES.search(address)
        if profile:
            parts = [part for part in re.split(r"[/?&#]", profile[1]) if part]
            named = _is_profile(parts, known) or any(_is_named(part, known) for part in parts)
            reason = "It leads to a page on a site where people have their own."
        else:
            named = _holds_name(address, known)
            reason = "The web address holds what looks like a person's name."
        if named:
            spans.append(Span(match.start(), match.start() + len(address), "url", "likely", reason))
    return spans


def _is_profile(parts: list[str], known: Vocabulary) -> bool:
    if not parts or parts[0].lower() in _NO_PROFILE:
        return False
    if len(parts) > 2 and parts[1].lower() in ("status", "posts", "videos", "photos", "reel", "p", "post"):
        parts = parts[:1]
    if len(parts) > 2 or not any(character.isalpha() for character in "".join(parts)):
        return False
    own = parts[1:] if parts[0].lower() in _PERSON_PARTS and len(parts) > 1 else parts[:1]
    if not own:
        return False
    if parts[0].lower() in _LEADS_TO_PERSON:
        return True
    if len(parts) == 2 and own is not parts[1:] and parts[0].lower() not in _PERSON_PARTS:
        return _is_named(parts[0], known)  # "site.com/somebody/something": as often a project's
    return not _is_organisation(own[0].lstrip("@"), known)


def _holds_name(address: str, known: Vocabulary) -> bool:
    bare = re.sub(r"^https?://", "", address, flags=re.IGNORECASE)
    host, _, path = bare.partition("/")
    segments = [part for part in path.split("/") if part]
    for leading, part in itertools.pairwise(segments):
        if leading.lower() in _LEADS_TO_PERSON and _has_stranger(part.partition("?")[0], known):
            return True
    if any(segment.startswith("~") and len(segment) > 2 for segment in segments):
        return True
    labels = [label for label in host.split(".") if label.lower() not in _NO_PART]
    shortest = 3 if _BLOGS.search(host) else 4
    return any(_is_named(part, known, shortest) for part in labels + segments)


def _is_named(part: str, known: Vocabulary, shortest: int = 4) -> bool:
    """Whether a part of an address has a first name with another name: "jane-doe", "janedoe"."""
    pieces = [piece.lower() for piece in _PIECE.findall(part)]
    if any(piece in known.heads for piece in pieces) or "".join(pieces) in known.not_people:
        return False
    if tuple(pieces) in {run for runs in known.namesakes.values() for run in runs}:
        return False
    if any(piece in known.given and len(piece) > 3 for piece in pieces) and not set(pieces) & _NOT_OWN:
        return True
    for first, second in itertools.pairwise(pieces):
        if first in TITLES and first != "st" and second not in known.ordinary and len(second) > 2:
            return True
        doubtful = first in known.given_words or first in known.given_rare
        if doubtful and (second in known.surnames or second in known.given):
            return True
        if first in known.given and len(first) > 2 and second not in _NO_PART | FUNCTION_WORDS:
            surname = second in known.surname_words or second in known.given or second not in known.ordinary
            if surname and second not in known.not_people:
                return True
    return any(_runs_together(piece, known, shortest) for piece in pieces)


_NOT_OWN = list_words("st saint saints trust foundation")


def _runs_together(piece: str, known: Vocabulary, shortest: int) -> bool:
    """Whether a first name and a surname stand without anything between: "janedoe"."""
    if len(piece) < 7 or len(piece) > 40 or piece in known.ordinary or piece in known.not_people:
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
        strange = second not in known.ordinary and second not in known.not_people
        if cut >= shortest and len(second) >= 5 and strange and not second.startswith("s"):
            return True
    return False


def _has_stranger(part: str, known: Vocabulary) -> bool:
    pieces = [piece.lower() for piece in _PIECE.findall(part)]
    return any(
        piece not in known.ordinary and piece not in known.not_people and piece not in _NO_PART
        for piece in pieces
    )


def _is_everyday(name: str, known: Vocabulary) -> bool:
    low = name.lower()
    return low in known.ordinary or low in FUNCTION_WORDS or low in known.not_people or low.isdigit()


def _is_organisation(name: str, known: Vocabulary) -> bool:
    """Whether a handle holds a word of organisations and places: "@CityLibrary", "@nhs_trust"."""
    pieces = re.split(r"[_.\d-]+|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", name)
    words = [piece.lower() for piece in pieces if piece]
    if any(word in known.heads or word in _SHORT_ORGANISATIONS for word in words):
        return True
    if any(word in known.given for word in words):
        return False
    low = name.lower()
    return any(low.startswith(word) or low.endswith(word) for word in _ORGANISATIONS)


_SHORT_ORGANISATIONS = list_words(
    """
    uk fc cc hub gp gps icb ccg cic bbc itv nhs dwp gov hmrc rnib rnid age mind city county radio team teams
    festival events service services official transport buses police healthwatch mencap scope carers
    """
)
_ORGANISATIONS = tuple(
    sorted(
        list_words(
            """
    nhs council library libraries trust police charity healthwatch foundation hospital university
    college school community partnership network official news centre church forum group club society
    museum gov
    """
        )
    )
)


def _looks_made_up(name: str) -> bool:
    inner = name.strip("._-")
    if not any(character.isalpha() for character in inner):
        return False
    if any(character in "_" or character.isdigit() for character in inner):
        return not re.fullmatch(r"\d+(?:st|nd|rd|th|am|pm|k|m|p)?", inner, re.IGNORECASE)
    if re.search(r"[a-z][A-Z]", inner) and not inner.startswith(("Mc", "Mac", "De")):
        return True
    return "." in inner and not re.search(r"\.(?:com|uk|org|net)$", inner)
