"""Messages of chats, forums and pages of reviews: who wrote them, and what only stands around them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipeline.ingest.lines import BOLD_LEVEL, Given, Line, settle, settle_as_text

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_AGO = r"(?:an?|\d{1,3}) (?:hour|day|week|month|year)s? ago|yesterday"
_DAY = (
    r"(?:\d{4}-\d\d?-\d\d?|\d{1,2}[./]\d{1,2}[./]\d{2,4}|"
    rf"\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},?(?: \d{{4}})?|"
    rf"{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:, ?\d{{4}})?|{_AGO})"
)
_TIME = r"(?:[\sT]*(?:,|at|@)?\s*\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?\s?(?:Z|UTC|GMT|[A-Z]{3,4})?)?"
_DID = (
    r"(?P<did>comment(?:ed)?|repl(?:ied|y)|wrote|writes|said|says|post(?:ed)?|answer(?:ed)?|response|"
    r"responded|description|asked|question|message|review(?:ed)?|"
    r"(?:opened|started)(?: this)?(?: issue| discussion| thread)?)"
)
_BYLINE = re.compile(
    r"^(?P<by>(?:comment|reply|message|post(?:ed)?|answer|response|written)?\s?#?\d*\s?(?:by|from)?\s*[:.]?\s*)@?"
    r"(?P<name>[^\W\d_][\w.'’-]*(?: [^\W_][\w.'’-]*){0,3}?)(?: ?\([^()]{1,40}\))?"
    rf"\s*(?P<sign>[·•|,—–:-]\s*)?(?:{_DID}\s*)?(?:[·•|,—–:(-]\s*)?(?:on |at )?"
    rf"(?P<day>{_DAY}){_TIME}\)?\s*(?:[·•|,]\s*edited)?:?$",
    re.IGNORECASE,
)
_MARKS = "*_#>[]-– \t"
_OPENED = re.compile(r"^(?:description|opened|started|asked|question)", re.IGNORECASE)
_INVITES = re.compile(
    r"\b(?:feedback|let (?:us|me) know|tell us|love to hear|"
    r"(?:your|any) (?:thoughts|comments|opinions?|ideas|experiences?)|what do you think|"
    r"please (?:share|comment|reply|post|add))\b",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_LONGEST = 100  # letters of a line that says who wrote
_LONGEST_QUESTION = 25  # words
_FEWEST = 3  # messages
_AGO_ALONE = re.compile(r"^(?:an?|\d{1,2}) (?:hour|day|week|month|year)s? ago$", re.IGNORECASE)
_REVIEW = re.compile(
    r"^(?:\W*|.{0,40}\b\d{1,4} (?:reviews?|photos?|ratings?)|\d(?:\.\d)? ?(?:stars?|/ ?5)|[★☆ ]+"
    r"|local guide.*|(?:an?|\d{1,2}) (?:hour|day|week|month|year)s? ago)$",
    re.IGNORECASE,
)
_CHAT = re.compile(
    r"^\[?(?P<when>(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},? )?\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]m)?)\]?\s*[-–]?\s*"
    r"(?:from )?(?P<name>[^:\d][^:]{0,39}?)(?: to (?:everyone|all panelists)[^:]{0,20})?\s?:\s+(?P<said>.*)$",
    re.IGNORECASE,
)
_CHAT_ASIDE = re.compile(
    r"^(?:<media omitted>|this message was deleted|<?https?://\S+>?"
    r"|.{0,40}(?:joined|left|added|changed) (?:the|this|using|you|to|their|.{0,30}group).{0,60}"
    r"|messages .* end-to-end encrypted.*|\W*)$",
    re.IGNORECASE,
)
_CHAT_NEWS = re.compile(
    r"^\[?\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},? \d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]m)?\]?\s*[-–]?\s*"
    r"(?P<said>[^:]*)$",
    re.IGNORECASE,
)


def read_threads(lines: list[Line]) -> list[Line]:
    """Messages below lines that say who wrote them and when; who opened the thread may ask the others."""
    found = [_match(line) for line in lines]
    heads = [place for place, match in enumerate(found) if match is not None]
    names = {match["name"] for match in found if match is not None}
    if len(heads) < _FEWEST or len(names) < 2 or not _heads_messages(lines, heads):
        return lines
    first = found[heads[0]]
    assert first is not None
    opener = first["name"]
    opening = lines[heads[0] + 1 : heads[1]]
    asks = bool(_OPENED.match(first.groupdict().get("did") or "")) or any(
        "?" in line.words or _INVITES.search(line.words) for line in opening
    )
    read = _set_top_aside(lines[: heads[0]])
    for number, place in enumerate(heads):
        match = found[place]
        assert match is not None
        message = lines[place + 1 : heads[number + 1] if number + 1 < len(heads) else len(lines)]
        read.append(settle_as_text(lines[place], "metadata", "says who wrote what stands below"))
        if asks and match["name"] == opener:
            read.extend(
                _set_opener(message, number == 0, any(line.form == "heading" for line in lines[:place]))
            )
        else:
            read.extend(_take_message(message, match["name"]))
    return read


def _match(line: Line) -> re.Match[str] | None:
    if line.role or line.form not in ("text", "heading", "item") or not 0 < len(line.words) <= _LONGEST:
        return None
    lowered = line.words.casefold()
    if not (_DIGIT.search(lowered) or "ago" in lowered or "yesterday" in lowered):
        return None
    words = line.words.strip(_MARKS)
    found = _BYLINE.match(words)
    signs = {} if found is None else found.groupdict()
    said = (
        "did" not in signs
        or signs["did"]
        or signs["by"].rstrip(": ").casefold().endswith((" by", " from"))
        or signs["day"].endswith("ago")
        or (signs["sign"] or " ")[0] in "·•|"
    )
    return found if said else None  # "Spring meeting, 4 May" heads a page


def _heads_messages(lines: Sequence[Line], heads: Sequence[int]) -> bool:
    """Whether words stand below most of the lines, the last one too: else they sign what stands above."""
    below = [
        any(line.words for line in lines[a + 1 : b])
        for a, b in zip(heads, [*heads[1:], len(lines)], strict=True)
    ]
    return below[-1] and sum(below) >= 0.8 * len(below)


def _set_top_aside(lines: Sequence[Line]) -> list[Line]:
    """What a page shows above the first message, below its title, is none; what it asks may head them."""
    title = next((line for line in lines if line.words), None)
    return [
        settle(line, "context", "stands above the messages")
        if line.form == "text"
        and line is not title
        and line.words
        and not line.role
        and not (line.bold or "?" in line.words or _INVITES.search(line.words))
        else line
        for line in lines
    ]


def _set_opener(message: Sequence[Line], first: bool, titled: bool) -> list[Line]:
    """Words of the one who opened a thread: what they ask heads the replies, or the thread's title does."""
    asked = next((line for line in message if "?" in line.words), None) or next(
        (line for line in message if _INVITES.search(line.words)), None
    )
    settled = []
    for line in message:
        long = titled and not line.words.endswith("?") and len(line.words.split()) > _LONGEST_QUESTION
        if line is asked and first and line.form != "heading" and not long:
            line = replace(line, form="heading", level=BOLD_LEVEL, role="")
        elif line.form in ("text", "item", "heading") and line.words and not line.role:
            line = settle_as_text(line, "context", "words of the one who opened the thread")
        settled.append(line)
    return settled


def _take_message(message: Sequence[Line], name: str) -> list[Line]:
    taken: list[Line] = []
    for place, line in enumerate(message):
        if line.role == "continuation" and not any(one.words for one in taken):
            line = settle(line, "", "")  # the line that it hung on says who wrote it
        if line.form not in ("text", "item", "heading") or not line.words or line.role:
            taken.append(line)
            continue
        if line.content.startswith(">"):
            line = settle(line, "context", "cites another message")
        elif (
            place
            and line.form == "text"
            and message[place - 1].form == "text"
            and taken[-1].role in ("note", "continuation")
        ):
            line = settle(line, "continuation", "goes on from the line above")
        elif line.form == "text":
            line = replace(line, role="note", speaker=name, reason="a message")
        elif line.form == "item":
            line = replace(line, speaker=name)
        taken.append(line)
    return taken


def read_chat(lines: list[Line]) -> list[Line]:
    """Messages of an exported chat: one note each, with who sent it."""
    found = [_CHAT.match(line.content) if not line.role else None for line in lines]
    senders = Counter(match["name"] for match in found if match is not None)
    dated = any(match is not None and match["when"].count(":") and len(match["when"]) > 11 for match in found)
    if senders.total() < 3 or (not dated and max(senders.values()) < 2):
        return lines  # without days it may be a programme: "10:30 Arrival: tea"
    read: list[Line] = []
    for line, match in zip(lines, found, strict=True):
        news = _CHAT_NEWS.match(line.content) if match is None and not line.role else None
        if news is not None and _CHAT_ASIDE.match(news["said"]):
            read.append(settle_as_text(line, "metadata", "no message"))
            continue
        if match is None:
            same = bool(line.words) and any(one.given is not None for one in read)
            read.append(settle(line, "continuation", "goes on from the line above") if same else line)
            continue
        said = match["said"].strip()
        if _CHAT_ASIDE.match(said):
            read.append(settle_as_text(line, "metadata", "no message"))
            continue
        given = Given(speaker=match["name"].strip(" ~"), kind="other")
        read.append(replace(line, form="text", level=0, content=said, words=said, given=given))
    return read


def read_reviews(lines: list[Line]) -> list[Line]:
    """Reviews pasted from a web page: names, stars and days stand around what people wrote."""
    if sum(line.plain_text and _AGO_ALONE.match(line.words) is not None for line in lines) < 2:
        return lines
    around = [line.plain_text and _REVIEW.match(line.words) is not None for line in lines]
    read: list[Line] = []
    said = False  # whether the line above is part of a review
    for place, line in enumerate(lines):
        if not line.plain_text:
            said = False
            read.append(line)
        elif around[place]:
            said = False
            read.append(settle(line, "metadata", "stars and dates of a review"))
        elif place + 1 < len(lines) and around[place + 1] and len(line.words.split()) <= 5:
            said = False
            read.append(settle(line, "metadata", "says who wrote the review below"))
        else:
            read.append(settle(line, "continuation" if said else "note", "goes on" if said else "a review"))
            said = True
    return read
