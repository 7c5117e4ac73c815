"""What a write-up's cover, front matter or first lines say of the event: its title, its day and its place."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Sequence

from pipeline.ingest.lines import ABOVE_COLUMNS, Line
from pipeline.wording import EVENT_WORDS, find_month, join_days

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r",?\s+(?P<year>(?:19|20)\d\d)\b"
_DATES = (
    re.compile(rf"{_DAY}\s+(?:of\s+)?(?P<month>{_MONTH})\.?{_YEAR}", re.IGNORECASE),
    re.compile(rf"\b(?P<month>{_MONTH})\.?\s+{_DAY}{_YEAR}", re.IGNORECASE),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"),
)
_SEEN = 2_000  # letters of a text in which a date is looked for
_COVER = 25  # lines at the top that may say what the event was
_FORMS = 3  # days in lines that are otherwise the same
_FEW = 2  # headings of one level with bullets right below: more are topics
_LONGEST = 15  # words of a title or a place
_FRONT = re.compile(r"^(?:title|event)\s*:\s*[\"']?(?P<title>.+?)[\"']?\s*$", re.IGNORECASE)
_POST = re.compile(r"^(?:layout\s*:\s*[\"']?post\b|comment_status\s*:|date_gmt\s*:)", re.IGNORECASE)
_LABELLED = re.compile(
    r"^\W*(?:venue|place|location|held (?:at|in))\b\W*[:–-]\W*(?P<place>\w.{2,80}?)\W*$", re.IGNORECASE
)
# In the line of the date ("9 June 2026 at the Hub"), or a line of its own below it.
_NAMED = r"(?:[A-Z][a-z]{0,2}\.(?= [A-Z])|[A-Z&][\w'’-]*)"  # "St." is short for something, "Hall." is an end
_AT = re.compile(rf"\bat (?P<place>(?:the )?{_NAMED}(?: (?:of|the|{_NAMED}))*(?:, [A-Z][\w'’-]+)*)")
_KINDS = re.compile(
    r"\b(?:library|hall|centre|church|chapel|school|college|university|hotel|café|cafe|hub|museum|hospital|"
    r"surgery|clinic|house|theatre|club|online|zoom|community room|pavilion|mosque|temple)\b",
    re.IGNORECASE,
)
_DAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_ONLY_DATE = re.compile(rf"^(?:\W|\d+(?:st|nd|rd|th)?\b|of\b|{_DAYS}\b|{_MONTH}\b)+$", re.IGNORECASE)
_LONGEST_DATED = 20  # words of a line that says when the event was
_DATE_LABEL = re.compile(r"\W*(?:date|day|when|held)\b", re.IGNORECASE)
# Who spoke, and when: "Jo Bloggs (5 May 2023)".
_BESIDE_NAME = re.compile(rf"^(?P<name>[^(]*)\((?:\W|\d+(?:st|nd|rd|th)?\b|{_MONTH}\b)+\)$", re.IGNORECASE)
_OF_EVENT = re.compile(rf"\b(?:{EVENT_WORDS})\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_DAY_PARTS = re.compile(rf"(?:\b(?:\d+(?:st|nd|rd|th)?|{_DAYS}|{_MONTH})\b\W*)+")


def find_date(text: str) -> str:
    """The first full date in a text ("Friday 20 September 2024", "2024-09-20") as an ISO date, or empty."""
    text = text[:_SEEN]
    found = min(
        filter(None, (date.search(text) for date in _DATES)),
        key=lambda match: match.start(),
        default=None,
    )
    if found is None:
        return ""
    month = find_month(found["month"]) or int(found["month"])
    try:
        return datetime.date(int(found["year"]), month, int(found["day"])).isoformat()
    except ValueError:
        return ""  # 31 June


def find_title(lines: Sequence[Line]) -> str:
    """The event's title: from the front matter, the heading above all others, or the first line; else empty.

    A heading with others beside it ("Concerns", "Ideas") is a topic, not the title, nor is one of several
    questions.
    """
    named = (_FRONT.match(line.words) for line in lines[:_COVER] if line.form == "metadata")
    if title := next((found["title"] for found in named if found), ""):
        return title
    heads = [line for line in lines if line.form == "heading" and line.role != "question"]
    levels = Counter(line.level for line in heads)
    spoken = [line for line in lines if line.form in ("text", "heading", "item")]
    below = spoken[spoken.index(heads[0]) + 1 :][:1] if heads else []
    topic = bool(below) and below[0].form == "item" and levels[heads[0].level] > _FEW
    asking = [line for line in heads if "?" in line.words and line.level == heads[0].level]
    topic = topic or (len(asking) > 1 and asking[0] is heads[0])
    if heads and not topic and ("?" not in heads[0].words or spoken[0] is heads[0]):
        return heads[0].words
    if not spoken or spoken[0].form != "text" or spoken[0].given is not None:
        return ""
    if len(spoken) > 1 and spoken[1].form == "text" and _ONLY_DATE.match(spoken[0].words):
        spoken = spoken[1:]  # the day stands above the title
    first, after = spoken[0].words, spoken[1] if len(spoken) > 1 else None
    # A first line is a title where something else follows, or the day: it may be somebody's remark.
    apart = after is None or after.form != "text" or after.number > spoken[0].number + 1 or after.bold
    dated = find_date(first) or (after is not None and find_date(after.words))
    plain = (
        len(first.split()) <= _LONGEST and first[:1].isalpha() and not first.endswith((".", "?", "!", ":"))
    )
    return first if plain and (apart or dated) else ""


def is_post(lines: Sequence[Line]) -> bool:
    """Whether the front matter is that of a post on a website: its date is the day it was published."""
    return any(line.form == "metadata" and _POST.match(line.words) for line in lines[:_COVER])


def find_days(lines: Sequence[Line]) -> str:
    """When the event was, as the lines at the top say it; empty where they do not.

    A line that is there again and again with other days ("Date: 3 May 2024") dates a form each time: the
    first and the last day are the answer. The cells of a sheet below its head say nothing of the event.
    """
    post = is_post(lines)
    cover = [line for line in lines if not _is_aside(line) and not (post and line.form == "metadata")][
        :_COVER
    ]
    found = next((line for line in cover if _tells_day(line)), None)
    if found is None:
        return ""
    frame = _fold_frame(found.words)
    dated = [line.words for line in lines if _DIGIT.search(line.words)]
    alike = {find_date(words) for words in dated if _fold_frame(words) == frame} - {""}
    return join_days(alike) if len(alike) >= _FORMS else find_date(found.words)


def _tells_day(line: Line) -> bool:
    """Whether a line holds a date that can be the event's: none in a long account, or of one item of many."""
    if not find_date(line.words) or (line.form == "item" and not _DATE_LABEL.match(line.words)):
        return False
    beside = _BESIDE_NAME.match(line.words) if line.form == "text" else None
    is_speaker = beside and not (_DATE_LABEL.match(beside["name"]) or _OF_EVENT.search(beside["name"]))
    return len(line.words.split()) <= _LONGEST_DATED and not is_speaker


def _is_aside(line: Line) -> bool:
    """Whether a line is a cell below the head of a sheet, or a comment: neither is the cover."""
    return line.given is not None or (line.role == "metadata" and line.reason != ABOVE_COLUMNS)


def _fold_frame(words: str) -> str:
    """What is the same in lines that differ by their day."""
    return _DAY_PARTS.sub("#", words.casefold())


def find_place(lines: Sequence[Line]) -> str:
    """Where the event was, as the lines at the top say it; empty where they do not."""
    cover = [line.words for line in lines[:_COVER]]
    for words in cover:
        if (found := _LABELLED.match(words)) is not None:
            return found["place"]
    for place, words in enumerate(cover):
        if not find_date(words):
            continue
        below = cover[place + 1] if place + 1 < len(cover) else ""
        if (found := _AT.search(words)) is not None:
            return found["place"].removeprefix("the ")
        named = sum(word[:1].isupper() for word in below.split())
        plain = below[-1:].isalnum() and len(below.split()) <= min(_LONGEST, 2 * named)
        if below == find_title(lines):
            continue
        if plain and _KINDS.search(below) and lines[place + 1].form == "text" and not lines[place + 1].bold:
            return below
    return ""
