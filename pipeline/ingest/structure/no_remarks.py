"""Bullets and lines that are no remarks: tasks, links, greetings, empty places, how people were asked."""

from __future__ import annotations

import re
from functools import lru_cache

NAME_ALONE = re.compile(r"^[A-Z][\w'’-]+ [A-Z]\.(?: \([^)]{1,20}\))?$")
NUMBER_ALONE, _HOW_LONG, _HOW_ASKED = "a number alone", "how long it took", "says how people were asked"
BETWEEN = (_HOW_LONG, _HOW_ASKED)  # what stands between a question and what was said to it
_NUMBERS = re.compile(r"[\d\s.,:;%()/–—-]*")  # of a cell: "2:27", "1 (2.0%)", "-"
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
    (re.compile(r"^[^\w\n+]*\d{1,3}\W*$"), NUMBER_ALONE),  # "+1" agrees with somebody
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
    (NAME_ALONE, "somebody's name"),
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
        _HOW_LONG,
    ),
    (
        re.compile(
            r"^(?:\d{1,3}|\w+(?:-\w+)?) (?:people|participants|residents|members|parents|carers|patients|"
            r"young people|tenants|visitors|students|of us) (?:took part|joined|came|attended|responded|"
            r"replied|participated|completed|answered|filled in|were (?:at|in|on) this|sat at|contributed|"
            r"worked|discussed)\b[^.!?]{0,60}\.?$|"
            r"^we (?:then |also |first )?(?:asked|invited|gave) (?:everybody|everyone|people|participants|"
            r"each|all|them|residents|attendees|groups?|tables?|those)\b[^.!?]{0,100}"
            r"\b(?:to|for|what|how|why|which|about|if)\b[^!?]{0,100}[.:]?$",
            re.I,
        ),
        _HOW_ASKED,
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


@lru_cache(maxsize=4096)  # asked of the same bullets several times
def say_aside(content: str) -> str:
    """What a bullet is that is no remark (a task, a link, an empty place), or empty for a remark."""
    return next((why for sign, why in _NO_REMARKS if sign.match(content)), "")


def is_number(text: str) -> bool:
    """Whether a cell holds nothing but numbers and their signs, or a dash."""
    return _NUMBERS.fullmatch(text) is not None
