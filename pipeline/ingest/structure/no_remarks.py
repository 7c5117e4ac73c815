"""Lines and lists that are nobody's remark: tasks, links, empty places, counted answers, the programme."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain

from pipeline.ingest.lines import Line, settle, settle_all, settle_as_text
from pipeline.ingest.structure.remarks import find_above, list_runs

LONGEST_SEEN = 400  # characters of a line in which signs are looked for
BEHIND = " \t\u00a0\"'”’*_)]"  # behind a question mark
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
_COUNTED = re.compile(
    r"^[^:?!]{1,90}(?:[:–—=]|\s-\s)\s*(?:\d[\d,.]*\s?%?|[\d,.]+\s?\(\d[\d,.]*\s?%\))\W*$|"
    r"^\d[\d.]*\s?%\s*[:–—-]\s*[^:?!.]{1,90}$|"
    r"^\d[\d,]*(?:\s?\(\d[\d.]*\s?%\))?\W*$"
)
_FEWEST_PICKED = 3  # answers to pick, with how many picked each
_PICKED = "how many picked an answer"
_CLOCK = r"\d{1,2}(?:[:.]\d\d ?(?:[ap]\.?m\.?)?| ?[ap]\.?m\.?)"
_AT = re.compile(rf"^\W*{_CLOCK}(?!\w)", re.IGNORECASE)
_FROM_TO = re.compile(rf"^\W*{_CLOCK}\s?(?:[-–—]|to|until)\s?{_CLOCK}(?!\w)", re.IGNORECASE)
_FEWEST_SLOTS = 3
_ASKING = re.compile(
    r"\b(?:ask(?:ed|ing)?|questions?|discuss(?:ed)?|consider(?:ed)?|explored?|scripts?|prompts?)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^\W*(?:Q|question|step)\s?\d{1,2}[.):]?\s+\S", re.IGNORECASE)
# The noun that says what the list below it holds, where it is nothing that people proposed.
_ORGANISED = re.compile(
    r"^(?!.*\b(?:sugges\w+|said|ideas?|raised|would|want\w*|propos\w+|mention\w*|like\w*|identif\w+)\b)"
    r"(?:\S+ ){5,}.*?\b(?:criteria|prompts|statements|tasks|exercises|aims|objectives|fronts|steps|stages|"
    r"activities|instructions|dates|times|locations)(?: (?:were|are|is|was)(?: \w+){0,3})?\W*:$"
    r"|.*\bwe(?:['’]ll| will) (?:cover|do|go through|look at|learn)\b.*:$|^(?:\w+ ){1,3}covered\W*:$"
    r"|^(?:the |our )?(?:\w+ ){0,2}(?:aims?|objectives?) (?:is|are|was|were)(?: to)?\W*:$"
    r"|^we (?:aim|intend|plan)(?:ned|ed)? to\W*:$",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)  # asked of the same bullets several times
def say_aside(content: str) -> str:
    """What a bullet is that is no remark (a task, a link, an empty place), or empty for a remark."""
    return next((why for sign, why in _NO_REMARKS if sign.match(content)), "")


def is_number(text: str) -> bool:
    """Whether a cell holds nothing but numbers and their signs, or a dash."""
    return _NUMBERS.fullmatch(text) is not None


def pass_counts(lines: list[Line]) -> list[Line]:
    """A list of nothing but answers to pick, each with how many picked it, holds nobody's words."""
    runs = list_runs(
        lines,
        lambda line: line.form == "item" and not line.role and line.given is None,
        lambda line: line.form == "blank",
    )
    counted = [
        run
        for run in runs
        if len(run) >= _FEWEST_PICKED and all(_COUNTED.match(lines[one].words) for one in run)
    ]
    return settle_all(_pass_shares(lines), chain(*counted), "metadata", _PICKED)


def _pass_shares(lines: list[Line]) -> list[Line]:
    """Plain lines with the share that picked an answer, several of them, and what stands right above them."""
    told = [
        place
        for place, line in enumerate(lines)
        if line.plain_text and "%" in line.words and _COUNTED.match(line.words)
    ]
    if len(told) < _FEWEST_PICKED:
        return lines
    above = {find_above(lines, place) for place in told} - {-1, *told}
    asked = [place for place in above if lines[place].plain_text]
    passed = settle_all(lines, asked, "context", "a question with answers to pick")
    return settle_all(passed, told, "metadata", _PICKED)


def pass_programme(lines: list[Line]) -> list[Line]:
    """Lines one below another that begin with a time, some with its end, are the programme."""
    passed = list(lines)
    runs = list_runs(
        lines,
        lambda line: line.plain and bool(_AT.match(line.words)),
        lambda line: line.form == "blank" or line.role == "continuation",
    )
    for run in runs:
        if len(run) >= _FEWEST_SLOTS and sum(bool(_FROM_TO.match(lines[one].words)) for one in run) > 1:
            for one in run:
                passed[one] = settle_as_text(lines[one], "metadata", "a slot of the programme")
    return passed


def pass_lists(lines: list[Line]) -> list[Line]:
    """A list of the questions that people were asked, or of what was planned, is no list of notes."""
    passed = list(lines)
    for place, line in enumerate(lines):
        if line.form not in ("text", "heading") or not line.words.endswith((":", "-", "–")):
            continue
        asking = _ASKING.search(line.words) is not None
        named = _ORGANISED.match(line.words[-LONGEST_SEEN:]) is not None
        if not asking and not named:
            continue
        run: list[int] = []
        for number in range(place + 1, len(lines)):
            below = lines[number]
            numbered = below.form == "text" and _NUMBERED.match(below.words)
            if run and below.form == "item" and below.level < lines[run[0]].level:
                break
            if (below.form == "item" or numbered) and not below.role:
                run.append(number)
            elif below.form != "blank" and below.role != "continuation":
                break
        asked = asking and all(
            lines[one].words.rstrip(BEHIND).endswith("?") or _NUMBERED.match(lines[one].words) for one in run
        )
        if len(run) < 2 or not (asked or named):
            continue
        reason = (
            "one of the questions that were asked" if asked else "what the organisers list, not what was said"
        )
        for one in run:
            passed[one] = settle(lines[one], "context", reason)
    return passed
