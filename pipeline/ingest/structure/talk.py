"""Pads, chats, reviews and filled-in forms: who speaks, what was asked, and what only surrounds it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from pipeline.ingest.lines import BOLD_LEVEL, Given, Line, take_off
from pipeline.ingest.structure.headings import TOPIC, read_cues
from pipeline.ingest.structure.public import OFFICIAL, PUBLIC
from pipeline.ingest.structure.remarks import find_speakers, find_words, split_speaker

_ASKED = re.compile(r"^Q\s?\d{0,3}\s*[:.]\s*(?=\S)")
_ANSWERED = re.compile(r"^A\s?\d{0,3}\s*[:.]\s*(?=\S)")
_AGO = re.compile(r"^(?:an?|\d{1,2}) (?:hour|day|week|month|year)s? ago$", re.IGNORECASE)
_REVIEW = re.compile(
    r"^(?:\W*|.{0,40}\b\d{1,4} (?:reviews?|photos?|ratings?)|\d(?:\.\d)? ?(?:stars?|/ ?5)|[★☆ ]+"
    r"|local guide.*|(?:an?|\d{1,2}) (?:hour|day|week|month|year)s? ago)$",
    re.IGNORECASE,
)
_TABLE = re.compile(r"^(?:table|group|room|break\s?-?out (?:group|room)) ?\w{1,2}\W*$", re.IGNORECASE)
_TALLY = re.compile(r"^[^:]{2,60}:\s*(?P<votes>\+*)\s*$")
_LABEL = 3  # words
_TITLE = 3  # lines that may stand above the first remark of a page of them
_SAID = re.compile(
    r"^(?:you said|(?:your |resident |patron |customer )?"
    r"(?:comments?|suggestions?|concerns?|questions?|feedback))"
    r"(?: ?#?\d{1,3})?\s?:\s*(?=\S)",
    re.IGNORECASE,
)
_REPLIED = re.compile(
    r"^(?:we (?:did|have|heard|will|are)|"
    r"(?:our |the |library |council |staff )?(?:responses?|repl(?:y|ies)|answers?)"
    r"|(?:action taken|outcome|what we did))(?: ?#?\d{1,3})?\s?:\s*\S",
    re.IGNORECASE,
)
_BARE = re.compile(r"^(?:responses?|repl(?:y|ies)|answers?)\b", re.IGNORECASE)  # of whom?
_FEWEST_WORDS, _HEAD = 3, 6  # words of a remark at least, of a line that heads some at most
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
            read.append(replace(line, form="text", level=0, role="metadata", reason="no message"))
            continue
        if match is None:
            same = bool(line.words) and any(one.given is not None for one in read)
            read.append(
                replace(line, role="continuation", reason="goes on from the line above") if same else line
            )
            continue
        said = match["said"].strip()
        if _CHAT_ASIDE.match(said):
            read.append(replace(line, form="text", level=0, role="metadata", reason="no message"))
            continue
        given = Given(speaker=match["name"].strip(" ~"), kind="other")
        read.append(replace(line, form="text", level=0, content=said, words=said, given=given))
    return read


def read_reviews(lines: list[Line]) -> list[Line]:
    """Reviews pasted from a web page: names, stars and days stand around what people wrote."""
    if sum(line.plain_text and _AGO.match(line.words) is not None for line in lines) < 2:
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
            read.append(replace(line, role="metadata", reason="stars and dates of a review"))
        elif place + 1 < len(lines) and around[place + 1] and len(line.words.split()) <= 5:
            said = False
            read.append(replace(line, role="metadata", reason="says who wrote the review below"))
        else:
            read.append(
                replace(
                    line, role="continuation" if said else "note", reason="goes on" if said else "a review"
                )
            )
            said = True
    return read


def read_tallies(lines: list[Line]) -> list[Line]:
    """Answers to tick in a pad ("Too slow:++"): counted where they stand, and no remarks."""
    ticked = [_TALLY.match(line.words) if line.plain_text else None for line in lines]
    if sum(bool(found and found["votes"]) for found in ticked) < 2:
        return lines
    read = list(lines)
    for place, found in enumerate(ticked):
        if found is None:
            continue
        below = find_words(lines, place)
        options = below >= 0 and ticked[below] is not None
        if found["votes"]:
            said = f"votes for an answer to tick: {len(found['votes'])}"
        elif options or (place and ticked[place - 1] is not None):
            said = "what was asked with answers to tick, or an answer without votes"
        else:
            continue
        read[place] = replace(lines[place], role="metadata", reason=said)
    return read


def read_spoken(lines: list[Line]) -> list[Line]:
    """Where most lines say who spoke, what stands above the first is no remark, unless it asks."""
    speakers = find_speakers(line.content for line in lines if line.content)
    said = [split_speaker(line.content, speakers)[1] if line.plain else "" for line in lines]
    spoken = [bool(name) for name in said]
    first = spoken.index(True) if len(set(said)) > 2 else -1
    if first < 0 or lines[first].form != "text":
        return lines
    if sum(spoken) < max(3, sum(line.plain and bool(line.words) for line in lines[first:]) * 0.6):
        return lines
    return [
        replace(line, role="context", reason="stands above what was said")
        if line.plain_text and line.words and not (_asks(line) or line.bold or _TABLE.match(line.words))
        else line
        for line in lines[:first]
    ] + lines[first:]


def _asks(line: Line) -> bool:
    """Whether a line puts a question; "Who was there?" is a label."""
    if "?" not in line.words:
        return bool(read_cues(line.words).question)
    return line.words.rstrip('”"*_ ').endswith("?") and len(line.words.split()) > _LABEL


def read_dialogue(lines: list[Line]) -> list[Line]:
    """Lines with Q: and A: in front: a question with its answers; below a heading both are what was said."""
    plain = [line.content if line.plain_text else "" for line in lines]
    asked = [bool(_ASKED.match(content)) for content in plain]
    answers = [bool(_ANSWERED.match(content)) for content in plain]
    if not any(asked) or not any(answers):
        return lines
    above = [line for line in lines[: asked.index(True)] if line.words]
    public = any(PUBLIC.search(line.words) for line in lines[:15] if not line.role)
    topical = any(line.form == "heading" or TOPIC.match(line.words) for line in above)
    topical = topical or bool(above and above[-1].words.endswith(":"))
    read = []
    for line, asks, says in zip(lines, asked, answers, strict=True):
        if asks or says:
            line = take_off(line, _ASKED if asks else _ANSWERED)
            if public and says:
                line = replace(line, role="context", reason=OFFICIAL)
            elif topical:
                line = replace(line, role="note", reason="a question" if asks else "an answer")
            else:
                line = replace(line, form="heading" if asks else "item", level=BOLD_LEVEL if asks else 1)
        read.append(line)
    return read


def read_replies(lines: list[Line]) -> list[Line]:
    """Remarks with the organisers' replies ("Comment: …", "Response: …"): the replies stand beside them."""
    said = [line.plain and _SAID.match(line.words) is not None for line in lines]
    replied = [line.plain and _REPLIED.match(line.words) is not None for line in lines]
    if sum(said) < 2 or sum(replied) < 2:
        return _set_replies_aside(lines, replied)
    first = said.index(True)
    read = list(lines)
    if sum(line.plain for line in lines[:first]) <= _TITLE:
        read[:first] = [
            replace(line, role="context", reason="stands above what was said") if line.plain else line
            for line in lines[:first]
        ]
    for place in range(first, len(lines)):
        line = lines[place]
        after = find_words(lines, place)
        if said[place]:
            words = _SAID.sub("", line.words)
            content = line.content[line.content.find(words) :] if words in line.content else words
            read[place] = replace(
                line, content=content, words=words, role="note", reason="a remark with its reply"
            )
        elif line.plain and not replied[place] and after >= 0 and replied[after]:
            read[place] = replace(line, role="note", reason="a remark with its reply")
        elif line.plain:
            read[place] = replace(line, role="context", reason="a reply to the remark above it")
    return read


def _set_replies_aside(lines: list[Line], replied: list[bool]) -> list[Line]:
    """Remarks without a label, each with what came of it right below ("Outcome: …"): the same."""
    told = [place for place, line in enumerate(lines) if line.words]
    pairs = [
        (above, place)
        for above, place in pairwise(told)
        if replied[place] and not _BARE.match(lines[place].words) and _may_be_replied_to(lines[above])
    ]
    if len(pairs) < 2 or any(replied[above] for above, _ in pairs):
        return lines
    said = {above for above, _ in pairs}
    read = list(lines)
    for place, below in pairwise(told):
        line = lines[place]
        if not line.plain_text or place in said or replied[place]:
            continue
        if below in said and len(line.words.split()) <= _HEAD and line.words[-1].isalnum():
            read[place] = replace(line, form="heading", level=BOLD_LEVEL)
        elif place < min(said):
            read[place] = replace(line, role="context", reason="stands above what was said")
    for above, place in pairs:
        read[above] = replace(lines[above], role="note", reason="a remark with its reply")
        read[place] = replace(lines[place], role="context", reason="a reply to the remark above it")
    return read


def _may_be_replied_to(line: Line) -> bool:
    """Whether a line is no question that the line below it answers, and no label."""
    if not line.plain or line.bold or line.words.endswith(("?", ":")):
        return False
    return len(line.words.split()) >= _FEWEST_WORDS
