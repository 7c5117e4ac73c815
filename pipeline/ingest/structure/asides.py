"""Lines that stand around the words of people: who wrote, how to join, what a page or its program adds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from pipeline.ingest.lines import Line
from pipeline.ingest.structure.remarks import is_label

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
    r"no comments|share this.{0,80}|read more|(?:back )?to (?:the )?top|top of page|bottom of page|"
    r"fill in your details below.*|you are commenting using your.*|connecting to %s|notify me of .*|"
    r"(?:tags|categories|posted in|filed under)\s?:.*|(?:wordpress\S*|google\+?|twitter|facebook) "
    r"(?:logo|photo|picture))\W*$",
    re.IGNORECASE,
)
_NAME_ALONE = re.compile(r"^[A-Z][\w'’-]+ [A-Z]\.(?: \([^)]{1,20}\))?$")
# Bullets that are no remarks, each with what it is.
_NO_REMARKS = (
    (
        re.compile(r"^(?:x+|tb[cd]|n/?a|nil|none yet|[.\-–—?…]+)$|^[\w ]{1,30}:$", re.I),
        "an empty place in a template",
    ),
    (re.compile(r"^(?:(?:\W*+\w++){1,4}\W*:\W*\s)?\[[^\[\]()]{2,80}\]$"), "an empty place in a template"),
    (
        re.compile(
            r"^(?:\W*\w+\W*:?\W*\s)?(?:`[^`]+`[,;\s]*)+$|^\W*\w+\W*:\W*\s(?:#[a-z]\w+[,;\s]*)+$", re.I
        ),
        "tags",
    ),
    (
        re.compile(
            r"^(?:themes?|tags?|codes?|key ?words?)\s?:\s*(?:[\w-]+(?: [\w-]+)?,\s*)+[\w-]+(?: [\w-]+)?$",
            re.I,
        ),
        "tags",
    ),
    (re.compile(r"^\d+\+? (?:attendees|participants|people|members)(?: \w+)?\W*$", re.I), "a count of heads"),
    (
        re.compile(
            r"^\W*\d[\d,]*\+? (?:[a-z]+ ){0,2}(?:attendees|participants|responses|replies|respondents|forms|"
            r"surveys|questionnaires)\b[^.]{0,30}\W*$",
            re.I,
        ),
        "a count of those who took part",
    ),
    (
        re.compile(
            r"^\W*\d{1,3}(?:\.\d+)?\s?(?:%|per ?cent) (?:of (?:all |those |the |our )?(?:people|respondents|"
            r"families|parents|patients|residents|carers|participants|attendees|children|students|tenants|"
            r"visitors|users|members|those)|had|said|felt|paid|reported|told|rated|agreed|disagreed|thought|were|"
            r"did|wanted|found)\b",
            re.I,
        ),
        "a share of those who answered",
    ),
    (re.compile(r"^[^\w\n+]*\d{1,3}\W*$"), "a number alone"),  # "+1" agrees with somebody
    (re.compile(r".*_{3}|^(?:\W*\w+){1,4}\W*:\s*_{2,}"), "a place to fill in"),
    (
        re.compile(
            r"^[\W_]*(?i:participants?|attendees|attending|present|apologies|in attendance|speakers?|panel)"
            r"[\W_]{0,3}:[\W_]*(?:[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3}(?:,| and| &|$)\s?){2,}.{0,40}$"
        ),
        "who was there",
    ),
    (
        re.compile(
            r"^(?:hello|hi|hey|good (?:morning|afternoon|evening)|welcome|cheers)\b[^.?]{0,40}$", re.I
        ),
        "a greeting",
    ),
    (_NAME_ALONE, "somebody's name"),
    (re.compile(r"^--\s?[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){0,3}$"), "says whose words stand above"),
    (
        re.compile(
            r"^(?:many )?thank(?:s| you)(?: (?:all|everyone|everybody|again))* for "
            r"(?:coming|attending|joining(?: us)?|taking part|participating)"
            r"(?:,? (?:everyone|everybody|all|today|tonight))*\W*$|"
            r"^(?:many )?thank(?:s| you) to (?:all|everyone|everybody)(?: of you)? who "
            r"(?:came|attended|joined|took part|stopped|visited|filled|shared|gave|contributed|dropped)\b"
            r"[^?]{0,80}$",
            re.I,
        ),
        "closing words",
    ),
    (
        re.compile(
            # The organisers', not somebody's who asks to be rung.
            r"^(?:(?:for (?:more|further|any)|if you (?:have|need|want|would like)) .{3,60}?,? (?:please )?"
            r"(?:contact|e-?mail|call|ring|write to|phone)|"
            r"(?:please )?(?:contact|get in touch with) (?:the|us|our))\b"
            r".{0,60}(?:\S@\S|\b0\d{2,4}\s?\d{3})",
            re.I,
        ),
        "how to get in touch",
    ),
    (
        re.compile(r"^[(\[]?(?:about |approx\.? |c\. ?)?\d{1,3} ?(?:minutes?|mins?)[)\]]?\W*$", re.I),
        "how long it took",
    ),
    (
        re.compile(
            r"^(?:\d{1,3}|\w+(?:-\w+)?) (?:people|participants|residents|members|parents|carers|patients|young people|"
            r"of us) (?:took part|joined|came|attended|were (?:at|in|on) this|sat at|contributed|worked|discussed)\b"
            r"[^.!?]{0,60}\.?$|"
            r"^we (?:then |also |first )?(?:asked|invited|gave) (?:everybody|everyone|people|participants|each|all|them|"
            r"residents|attendees|groups?|tables?|those)\b[^.!?]{0,100}\b(?:to|for|what|how|why|which|about|if)\b"
            r"[^!?]{0,100}[.:]?$",
            re.I,
        ),
        "says how people were asked",
    ),
    (re.compile(r"^\[[ xX<>~-]\]\s"), "a task in a list of tasks"),
    (re.compile(r"^\W*(?:actions?(?: (?:item|point)s?)?|to-?do)\s?[:–—]\s*\S", re.I), "a task"),
    (re.compile(r"^~~.+~~$"), "struck out"),
    (
        re.compile(
            r"^(?:\w+day,? )?(?=\D*\d{1,2}\D)(?:\d{1,2}(?:st|nd|rd|th)? )?"
            r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
            r"(?: \d{1,2}(?:st|nd|rd|th)?)?,? \d{4}\b(?:\s*[-–—|]\s*(?:\w+\s?){1,4})?$"
            r"|^(?:\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4})\s?:?$",
            re.I,
        ),
        "a date",
    ),
    (
        re.compile(r"^(?:\[(?:!\[[^\]]*\]\([^)]*\)|[^\]]*)\]\s?\([^)]*\)|<?https?://\S+>?)[\s.;]*$"),
        "a link alone",
    ),
    (
        re.compile(
            r"^(?:(?:you can|please) )?(?:read|view|see|download|find) (?:the|our|a) (?:\w+ ){0,4}"
            r"(?:report|summary|document|minutes|notes|results|presentation|slides|full story|pdf)"
            r" (?:here|below|online|on our website)\W*$",
            re.I,
        ),
        "says where something is",
    ),
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
_ANNOUNCED, _NEAR = 5, 4  # words of a sentence that announces something; lines from the top
_WAY_ON = re.compile(
    r"^\W*(?:previous|prev|next|back|older|newer)(?: (?:page|post|article|story))?\W*$", re.I
)
_FOOT = 8  # last lines of a page; words in a title


def set_aside(line: Line) -> Line:
    """Who took the notes, and how to join the call, are no remarks."""
    if line.form == "heading" and not line.role and _HEADED_FIELD.match(line.words):
        return replace(line, form="text", level=0, role="metadata", reason="says what the event was")
    if line.role or line.form not in ("text", "item") or not line.words:
        return line
    if _BYLINE.match(line.words) and len(line.words.split()) <= 8:
        return replace(line, form="text", level=0, role="metadata", reason="says who wrote the notes")
    if _FIELD.match(line.words) and (line.form == "text" or _OF_THE_COVER.match(line.words)):
        return replace(line, role="metadata", reason="says what the event was")
    if _COURSE.match(line.words):
        return replace(line, form="text", level=0, role="metadata", reason="says when the meeting was")
    if _ANSWERED.match(line.words):
        return replace(line, role="boilerplate", reason="how many answered")
    if line.form == "text" and _PERSON.match(line.words) and ":" not in line.words.rstrip(":"):
        return replace(line, role="metadata", reason="says whose words stand below")
    if _ATTRIBUTES.match(line.words):
        return replace(line, form="metadata", reason="a mark of the page's layout")
    if line.form == "text" and _OFFERED.match(line.words):
        return replace(line, role="boilerplate", reason="what a page offers its readers")
    lowered = line.words.casefold()
    if any(sign in lowered for sign in _JOINING) and _MEETING.search(line.words):
        return replace(line, form="text", level=0, role="metadata", reason="says how or when to join")
    return line


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
                        passed[one] = replace(lines[one], role="metadata", reason="says who spoke, or when")
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
            line = replace(line, role="context", reason="a program, or what it prints")
        passed.append(line)
    return passed


def set_ways_on_aside(lines: list[Line]) -> list[Line]:
    """Set aside "Previous" and "Next" at the end of a page, with the titles that they lead to."""
    told = [place for place, line in enumerate(lines) if line.words and line.form != "metadata"][-_FOOT:]
    passed = list(lines)
    for number, place in enumerate(told):
        if lines[place].form != "text" or not _WAY_ON.match(lines[place].words):
            continue
        for one in told[number : number + 2]:
            short = lines[one].form == "text" and len(lines[one].words.split()) <= _FOOT
            if short and not passed[one].role:
                passed[one] = replace(lines[one], role="boilerplate", reason="what a page offers its readers")
    return passed


def say_whose(words: str) -> str:
    """What a bullet is that only says when or by whom the bullets nested in it were said, or empty."""
    if _SLOT.match(words):
        return "a slot of the programme"
    return "says whose words stand below" if _NAME_ALONE.match(words) else ""


def names_tasks(words: str) -> bool:
    """Whether a bullet only names tasks, links or who came ("Actions"), and no topic of remarks."""
    return _TASKS.match(words) is not None


def heads_asides(body: Sequence[Line], place: int) -> bool:
    """Whether a few words stand right above a list of nothing but names, tasks or links."""
    if not is_label(body[place].words):
        return False
    run: list[Line] = []
    for number in range(place + 1, len(body)):
        line = body[number]
        if line.form == "item":
            run.append(line)
        elif line.form != "blank":
            break
    return bool(run) and all(say_aside(line.content) for line in run)


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


@lru_cache(maxsize=4096)  # asked of the same bullets several times
def say_aside(content: str) -> str:
    """What a bullet is that is no remark (a task, a link, an empty place), or empty for a remark."""
    return next((why for sign, why in _NO_REMARKS if sign.match(content)), "")
