"""Lines that stand around the words of people: who wrote, how to join, what a page or an e-mail adds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.ingest.lines import Line, settle, settle_all, settle_as_text
from pipeline.ingest.structure.no_remarks import (
    BETWEEN,
    NAME_ALONE,
    say_aside,
)
from pipeline.wording import EVENT_WORDS

_BYLINE = re.compile(
    r"^\W*(?:(?i:(?:notes?|minutes|report|written|prepared|facilitated|led|hosted|taken|scribed?|"
    r"edited|compiled|raised|submitted)"
    r"(?: taken| made| written)?(?: by:?|:)|(?:facilitators?|scribes?|note[- ]?takers?|hosts?|chair):?)"
    r"\s+[A-Z]|(?i:(?:transcribed|typed(?: up| out)?|collated|(?:facilitated and )?written up) by \S)"
    r"|(?i:by) [A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}\W*$)"
)
_FIELD = re.compile(
    r"^(?:(?:rooms?|venue|place|location|where|attend(?:ees|ance)|present|apologies|chair|hosts?)\s?:\s+(?:\S+\s*){1,6}$"
    r"|(?:date|time|when)\s?:\s+\D{0,20}\d.{0,30}$"
    r"|(?:posted|published|last updated|duration|project|client|board|prepared for)"
    r"(?:\s?:|\s[—–|])\s.{1,100}$)",
    re.IGNORECASE,
)
# How many answered, or picked what: "Answered: 14  Skipped: 2", "Length: Too short 2 Just right 23".
_ANSWERED = re.compile(
    r"^answered\s?:?\s*\d[\d,]*\W*\s+skipped\s?:?\s*\d[\d,]*\W*$|"
    r"^[a-z][^:.?!\d]{1,40}:\s+(?:[a-z][a-z ]{1,30}\s\d{1,3}[\s,;]+)+[a-z][a-z ]{1,30}\s\d{1,3}\W*$",
    re.IGNORECASE,
)
# "### Room: the Old Hall", "## Day & time: Friday, 4 pm": fields of a cover, set as headings
_HEADED_FIELD = re.compile(
    r"^(?:(?:rooms?|venue|location|attendees|present|apologies|chair|hosts?|speakers?"
    r"|(?:session |table |group )?(?:facilitators?|facilitator\(s\)|note[- ]?takers?|scribes?"
    r"|moderators?))\s?:\s+"
    r"|(?:(?:day|date) (?:&|and) time|day|date|time)\s?:\s+(?=.{0,20}\d))[^?]{1,80}$",
    re.IGNORECASE,
)
_OF_THE_COVER = re.compile(
    r"^(?:published|last updated|duration|project|client|prepared for)\s[—–|]", re.IGNORECASE
)
# "Visitor 2 (man, 30s)": whose words stand below.
_PERSON = re.compile(
    r"^(?:visitor|interviewee|person|participant|respondent|resident|family|household|parent|carer|patient|"
    r"tenant|student|volunteer|member|customer|user|interview)\s?#?\d{1,3}\b[^.!?]{0,60}$",
    re.IGNORECASE,
)
# What a site's generator or a wiki puts in place of something, and no reader sees.
_ATTRIBUTES = re.compile(
    r"^\{[:%].*\}$|^\{\{.*\}\}$|^<%.*%>$|^:::.*$|^__?TOC__?$|^\[TOC\]$|^\.\. [\w-]+::.*$"
    r"|^\[\[(?:category|file|image|_?toc_?):?.*\]\]$|^\[/[a-z_]+\]$|^\[[a-z_]+(?: \w+=\S+)+ ?/?\]$",
    re.IGNORECASE,
)
_MEETING = re.compile(
    r"https?://\S*(?:zoom\.us|teams\.microsoft|meet\.google|webex)\S*|\bmeeting id\b|\bpass ?code\b"
    r"|^(?:next|previous) (?:call|meeting|session)\b|^dial[- ]in\b",
    re.IGNORECASE,
)
_JOINING = ("http", "meeting", "code", "dial", "next", "previous")  # one stands in each of these
_COURSE = re.compile(
    r"^(?:the )?meeting (?:was )?(?:opened|closed|started|ended|adjourned|finished)\b.{0,30}$"
    r"|^\S+(?: \S+)? (?:chaired|opened|closed) (?:the|this) meeting\b",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"^[A-Z][\w/ -]{1,30}?\s?:\s*[^?]+$")
_OF_A_PERSON = re.compile(
    r"^(?:interviewees?|interviewer|interviewed|participant|respondent|age|gender|occupation|job(?: title)?|"
    r"profile|consent|background|demographics?|device|duration|recruitment|interview date)(?: \w+){0,2}\s?:",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(
    r"^(?:```|~~~)\s*\{?(?!(?:te?xt|markdown|md|plain\w*|quote|notes?|none)\b)[a-z]", re.IGNORECASE
)
# What a page of the web offers its readers.
_OFFERED = re.compile(
    r"^(?:(?:log ?in|sign ?in|register) to (?:comment|reply|post)|"
    r"(?:post|leave|add|write) a (?:comment|reply)|"
    r"(?:you (?:get|receive|are receiving|received) this (?:e-?mail |newsletter )?because\b.*)?"
    r"\W*unsubscribe|"
    r"no comments|share this.{0,80}|(?:read|see) more(?: .{0,60})?|(?:click|find out more).{0,60} here|"
    r"(?:back )?to (?:the )?top|top of page|bottom of page|"
    r"fill in your details below.*|you are commenting using your.*|connecting to %s|notify me of .*|"
    r"(?:tags|categories|posted in|filed under)\s?:.*|(?:wordpress\S*|google\+?|twitter|facebook) "
    r"(?:logo|photo|picture))\W*$",
    re.IGNORECASE,
)
# Bullets below which no remark is nested, whatever stands there.
_TASKS = re.compile(
    r"^(?:(?:agreed |our |your )?actions?(?: (?:items?|points?|agreed))?|next steps|agenda|to-?dos?|tasks|"
    r"follow[- ]?ups?|attend(?:ees|ance)|present|apologies|links)\W*$",
    re.IGNORECASE,
)
_SLOT = re.compile(r"^\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?:\s?[-–—]\s?\S.{0,80})?$", re.IGNORECASE)
# "We received the following comments.", "Here are some of the things people said"
_SAYINGS = (
    r"(?:feedback|comments|remarks|responses|answers|replies|quotes|quotations|suggestions|ideas|views|"
    r"thoughts|points|topics|questions|things)"
)
_ANNOUNCES = re.compile(
    rf"\b(?:the following|these are|here are|below are|some of the) (?:\w+ ){{0,4}}{_SAYINGS}\b"
    rf"|\b{_SAYINGS}\b.{{0,60}}\b(?:(?:are|is|were) (?:\w+ )?(?:below|as follows)|(?:listed|shown|"
    r"summari[sz]ed|found|seen|read) below)\b",
    re.IGNORECASE,
)
_INTRODUCTION = 8  # lines
_ANNOUNCED, _NEAR = 5, 4  # words of a sentence that announces something; lines from the top
# What introduces a write-up: "The day was organised by …", "On 4 March some forty people met …".
_INTRODUCES = re.compile(
    r"^this (?:document|report|write-?up|record|summary|paper) (?:is (?:an?|the) |gives?|contains?|sets? out|"
    r"records?|summari[sz]es?|brings? together|captures?|presents?|describes?)|"
    rf"^(?:the|this|our) (?:\w+ ){{0,2}}{EVENT_WORDS} (?:was|were) (?:jointly |co-?)?"
    r"(?:organi[sz]ed|held|hosted|run|led|facilitated|chaired|convened|attended|funded) (?:by|at|in|on|as)\b|"
    rf"^(?:the|our|its) (?:\w+ )?(?:aims?|purpose|objectives?|goals?) (?:of|for|behind) "
    rf"(?:the|this|our|these) (?:\w+ ){{0,2}}{EVENT_WORDS} (?:was|were|is)\b|"
    r"^on (?:\w+day,? )?(?:the )?\d{1,2}(?:st|nd|rd|th)?(?: of)? "
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b[^.?!]{0,80}"
    r"\b(?:met|came|gathered|attended|took part|joined|held|hosted)\b",
    re.IGNORECASE,
)
_OFFERS = "what a page offers its readers"
_WAY_ON = re.compile(
    r"^\W*(?:previous|prev|next|back|older|newer)(?: (?:page|post|article|story))?\W*$", re.I
)
_FOOT = 8  # last lines of a page; words in a title
_MAIL_FIELD = re.compile(r"^\W*(?:from|to|b?cc|sent|date|subject|reply-to)[*_]*\s?:\s*\S", re.IGNORECASE)
_FEWEST_FIELDS = 2  # of an e-mail
_REGARDS = re.compile(
    r"^(?:(?:best|kind|kindest|warm|warmest)(?: (?:wishes|regards))?|regards|cheers|(?:many )?thanks|"
    r"all the best|yours(?: \w+)?|love)\W*$",
    re.IGNORECASE,
)
_PROMISES = re.compile(
    r"^(?:(?:I|we)(?:['’]ll| will) |will |to )?(?:type|send|circulate|write|forward|share|more)\b.*"
    r"\b(?:up|rest|later|soon|follow|tomorrow|\w+day)\b",
    re.IGNORECASE,
)
_LETTER_FOOT = 8  # last lines of an e-mail
_CODE = re.compile(
    r"^(?:[$%] ?\w|>>> |#!|# ?[a-z]|In ?\[\d*\]|import \w|from \w+ import|def \w+\(|git \w+|print ?\()"
)


def set_lines_aside(lines: list[Line]) -> list[Line]:
    """Who took the notes, and how to join the call, are no remarks."""
    return [set_aside(line) for line in lines]


def set_aside(line: Line) -> Line:
    """The same of one line."""
    if line.form == "heading" and not line.role and _HEADED_FIELD.match(line.words):
        return settle_as_text(line, "metadata", "says what the event was")
    if line.role or line.form not in ("text", "item") or not line.words:
        return line
    if _BYLINE.match(line.words) and len(line.words.split()) <= 8:
        return settle_as_text(line, "metadata", "says who wrote the notes")
    if _FIELD.match(line.words) and (line.form == "text" or _OF_THE_COVER.match(line.words)):
        return settle(line, "metadata", "says what the event was")
    if _COURSE.match(line.words):
        return settle_as_text(line, "metadata", "says when the meeting was")
    if _ANSWERED.match(line.words):
        return settle(line, "boilerplate", "how many answered")
    if line.form == "text" and _PERSON.match(line.words) and ":" not in line.words.rstrip(":"):
        return settle(line, "metadata", "says whose words stand below")
    if _ATTRIBUTES.match(line.words):
        return replace(line, form="metadata", reason="a mark of the page's layout")
    if line.form == "text" and _OFFERED.match(line.words):
        return settle(line, "boilerplate", _OFFERS)
    lowered = line.words.casefold()
    if any(sign in lowered for sign in _JOINING) and _MEETING.search(line.words):
        return settle_as_text(line, "metadata", "says how or when to join")
    if line.form == "text" and (aside := say_aside(line.content)) in BETWEEN:
        return settle(line, "context", aside)
    return line


def set_introduction_aside(lines: list[Line]) -> list[Line]:
    """Sentences on the event or the write-up at the top: below the first question people say such things."""
    told = [
        place
        for place, line in enumerate(lines)
        if line.words and line.role not in ("metadata", "continuation")
    ]
    top: list[int] = []
    headed = 0  # the first is the title
    for place in told[:_INTRODUCTION]:
        line = lines[place]
        headed += line.form == "heading"
        if line.form == "item" or line.words.endswith("?") or headed > 1:
            break
        if line.plain_text and _INTRODUCES.match(line.words):
            top.append(place)
    return settle_all(lines, top, "context", "introduces the write-up")


def set_profile_aside(lines: list[Line]) -> list[Line]:
    """Fields right below a heading that say who spoke, and how ("Profile: student"), are no remarks."""
    passed = list(lines)
    begun = -1
    for place, line in enumerate([*lines, None]):
        if line is not None and line.form in ("blank", "metadata"):
            continue
        fields = (
            line is not None
            and line.form == "text"
            and (line.role == "metadata" or _LABELLED.match(line.words))
        )
        if begun >= 0 and not fields:
            run = [one for one in range(begun, place) if lines[one].words]
            if len(run) >= 2 and any(_OF_A_PERSON.match(lines[one].words) for one in run):
                for one in run:
                    if not lines[one].role:
                        passed[one] = settle(lines[one], "metadata", "says who spoke, or when")
            begun = -1
        if line is not None and (line.form == "heading" or line.bold or place == 0):
            begun = place + 1
    return passed


def set_fenced_aside(lines: list[Line]) -> list[Line]:
    """What stands in a fence that names a programming language is a program."""
    passed: list[Line] = []
    program = inside = False
    for line in lines:
        if line.form == "boilerplate" and line.content.startswith(("```", "~~~")):
            inside = not inside
            program = inside and _LANGUAGE.match(line.content) is not None
        elif program and line.form != "blank" and not line.role:
            line = settle(line, "context", "a program, or what it prints")
        passed.append(line)
    return passed


def set_ways_on_aside(lines: list[Line]) -> list[Line]:
    """Set aside "Previous" and "Next" at the end of a page, with the titles that they lead to."""
    told = [place for place, line in enumerate(lines) if line.words and line.form != "metadata"][-_FOOT:]
    ways = [
        one
        for number, place in enumerate(told)
        if lines[place].form == "text" and _WAY_ON.match(lines[place].words)
        for one in told[number : number + 2]
        if lines[one].plain_text and len(lines[one].words.split()) <= _FOOT
    ]
    return settle_all(lines, ways, "boilerplate", _OFFERS)


def say_whose(words: str) -> str:
    """What a bullet is that only says when or by whom the bullets nested in it were said, or empty."""
    if _SLOT.match(words):
        return "a slot of the programme"
    return "says whose words stand below" if NAME_ALONE.match(words) else ""


def names_tasks(words: str) -> bool:
    """Whether a bullet only names tasks, links or who came ("Actions"), and no topic of remarks."""
    return _TASKS.match(words) is not None


def find_announcement(body: Sequence[Line]) -> int:
    """The place of a sentence near the top that only says that remarks stand below it; -1 for none."""
    told = [place for place, line in enumerate(body) if line.words and not line.role][:_NEAR]
    return next(
        (
            place
            for place in told
            if body[place].form == "text"
            and len(body[place].words.split()) >= _ANNOUNCED
            and _ANNOUNCES.search(body[place].words)
        ),
        -1,
    )


def set_letter_aside(lines: list[Line]) -> list[Line]:
    """Set aside the head of an e-mail, and how it ends, with who wrote it."""
    told = [place for place, line in enumerate(lines) if line.words]
    count = next((n for n, place in enumerate(told) if not _MAIL_FIELD.match(lines[place].words)), len(told))
    if count < _FEWEST_FIELDS:
        return lines
    foot = next(
        (n for n, at in enumerate(told) if n > len(told) - _LETTER_FOOT and _REGARDS.match(lines[at].words)),
        len(told),
    )
    if 0 < foot < len(told) and _PROMISES.match(lines[told[foot - 1]].words):
        foot -= 1
    passed = list(lines)
    for place in (*told[:count], *told[foot:]):
        passed[place] = settle_as_text(lines[place], "metadata", "the head or foot of an e-mail")
    return passed


def set_code_aside(lines: list[Line]) -> list[Line]:
    """Commands and programs, where there are many, are nobody's remarks, nor is what explains them."""
    code = sum(bool(_CODE.match(line.content)) for line in lines if line.form in ("text", "item"))
    if code < 10 or code < sum(bool(line.words) for line in lines) / 10:
        return lines
    return [
        settle(line, "context", "a program, or what explains it")
        if line.form in ("text", "heading", "item") and not line.role
        else line
        for line in lines
    ]
