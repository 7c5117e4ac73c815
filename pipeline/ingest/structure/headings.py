"""What a heading says about the lines below it: a table, a question, post-its, a summary, ...

Read from the words alone. Each pattern is what organisers of such events write, in British and
American usage; none is taken from a single document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.ingest.lines import Document
from pipeline.wording import NUMBER_WORDS

_NUMBER_WORDS = NUMBER_WORDS[1:11]
_NUMBER = rf"(?P<number>\d{{1,3}}|[A-Ha-h]|{'|'.join(_NUMBER_WORDS)})"
_PLACE = (
    r"(?P<place>table|group|room|rm|break\s?-?out(?:\s+(?:group|room))?|station|circle|session|workshop|day|"
    r"pod|huddle|stall|corner)"
)
_MARKER = re.compile(rf"^\W*{_PLACE}\s*(?:no\.?|number|#)?\s*{_NUMBER}\b", re.IGNORECASE)
_MENTION = re.compile(rf"\b{_PLACE}\s+{_NUMBER}\b", re.IGNORECASE)
_NUMBERED = re.compile(
    r"^\W*(?:(?:question|q)\s?\d{1,2}[a-h]?(?:\s*[-–—:.)]+\s*|\s+)|\d{1,2}:\d\d\)?\s*[-–—]+\s*|"
    r"(?:(?:discussion|reflection|guiding) )?(?:prompt|question)s?\s*:\s*)(?=\S)",
    re.IGNORECASE,
)  # "Q2. What …"
ASKS = re.compile(r"^\W*(?:what|how|why|which|who|where|when|any(?:thing)?)\b", re.IGNORECASE)
# "Any additional comments": a form's last question, without its mark.
_INVITES = re.compile(
    r"^\W*(?:do you have )?any(?:thing (?:else|more|other)\b.{0,60}|"
    r" (?:(?:other|further|additional|general|more|final) )+(?:comments?|thoughts|feedback|views|"
    r"suggestions?|remarks?|points?|ideas?)\b.{0,40})\W*$|"
    r"^\W*(?:other|further|additional|final) (?:comments|thoughts|suggestions|remarks|points|ideas)\W*$",
    re.IGNORECASE,
)
# What was asked, told in a sentence: "When asked what they liked", "We asked people how they travel".
ASKED = (
    r"(?:(?:when|if) (?:\w+ ){0,3}|we (?:also |then )?)asked (?:\w+ ){0,3}?"
    r"(?:what|how|why|which|who|where|when|whether|if|about|for)"
)
# "Tell us about yourself": asked of somebody, without a mark that says so.
PROMPTS = re.compile(
    rf"^\W*(?:{ASKED}\b|"
    r"(?:please )?(?:tell (?:us|me)|describe|explain|talk (?:us|me) through|walk (?:us|me) through|"
    r"(?:name|list|give) (?:us )?(?:one|two|three|a|any|some)|"
    r"share with us|we(?:['’]d| would) (?:love|like) to (?:hear|learn|know))\b)",
    re.IGNORECASE,
)
# "Discuss how we can reach more people": set as a task, where it is a heading.
_TASKED = re.compile(
    r"^\W*(?:please )?(?:"
    r"(?:discuss|consider|reflect on|explore) (?:how|what|why|which|who|whether|ways|the|your|our)|"
    r"think (?:about|of) (?:how|what|why|the|your|a|an)|imagine|"
    r"share (?:one|an?|your|some|any) (?:\w+ ){0,2}"
    r"(?:ideas?|stor(?:y|ies)|experiences?|examples?|thoughts?|memor(?:y|ies)|views|hopes?|wish(?:es)?))\b",
    re.IGNORECASE,
)
# Sides of a topic, not topics: "Strengths", "Issues and solutions", "What doesn't work".
_SIDE = (
    r"(?:strengths?|weakness(?:es)?|challenges?|opportunit(?:y|ies)|threats?|positives?|negatives?|pros|cons|"
    r"plus(?:es)?|minus(?:es)?|likes?|dislikes?|joys?|hopes?|fears?|highlights?|wishes|successes|barriers?|"
    r"enablers?|ideas?|concerns?|worries|issues?|"
    r"problems?|solutions?|suggestions?|improvements?|(?:good|bad)(?: points?| things?)?)"
)
ASPECT = re.compile(
    rf"^\W*(?:(?:the |some |any |main |key |our )?{_SIDE}(?: (?:and|&) {_SIDE})?|"
    r"what(?: (?:is|isn[’']t|are|was|has|could|does|doesn[’']t|did|didn[’']t))?(?: not)? "
    r"(?:work(?:s|ed|ing)?|go(?:es|ing)?|went|gone|be better|be improved|helps?|hinders?)"
    r"(?: (?:well|now|badly|less well|not so well|wrong|better))?)\W*$",
    re.IGNORECASE,
)
# What the organisers ask in order to answer it themselves.
_OURS = re.compile(
    r"^\W*what (?:happens|will happen) (?:next|now)\b|^\W*what (?:will|are) we\b", re.IGNORECASE
)
# "Topic 2: …" on a plain line opens a topic.
TOPIC = re.compile(
    r"^\W*(?:topic|part|theme|item|section|workshop|station|area)\s+(?:\d{1,2}|[A-H])\s*[:.,–—-]\s*\S", re.I
)
# "Theme: …", once for each group.
NAMED = re.compile(r"^\W*(?:topic|theme|subject)\s*:\s*\S", re.IGNORECASE)
# An account tells of what was said.
PEOPLE = (
    r"people|participants?|residents?|attendees|members?|patients?|carers?|parents?|students?|pupils|delegates|"
    r"respondents?|users?|tenants?|citizens?|patrons?|customers?|visitors?|readers?|neighbours|everyone|everybody|nobody|someone|somebody|some|several|many|most|"
    r"others?|they|we|groups?|tables?|discussions?|conversations?|debate|room|it was|(?-i:[A-Z]{2,3})"
)
REPORTS = re.compile(
    rf"\b(?:{PEOPLE})\b[^.;:]{{0,70}}\b(?:said|felt|(?<!were )(?<!was )(?<!been )(?<!then )asked|"
    r"suggested|mentioned|raised|stated|noted|commented|"
    r"highlighted|reported|agreed|wanted|told|discussed|recommended|called for|pointed|expressed|thought|"
    r"would like|questioned|touched on|ranged|talked|explored|spoke|described|identified|shared|offered|"
    r"emphasi[sz]ed|stressed|reflected|argued|responded)\b|"
    r"\b(?:people|participants?|residents?|attendees|members|patients?|carers?|parents?|students?|pupils|respondents?|"
    r"users?|tenants?|citizens|customers?|visitors?|neighbours)\b[^.;:]{0,30}\b(?:wants?|feels?|believes?|thinks?|"
    r"rejects?|says?|asks? for|calls? for|needs?|prefers?|complains?|worr(?:y|ies)|struggles?)\b|"
    r"\bthere (?:was|were) (?:an? |some |also |much |general |strong |wide )*(?:concerns?|calls?|discussion|"
    r"debate|support|agreement|interest|feeling|consensus|requests?|worr\w+|complaints?|suggestions?)\b|"
    r"\ba (?:query|question|concern|point|suggestion|request|comment) was (?:raised|made|asked|put)\b|"
    r"^(?:talking|discussing|asked|on the subject|speaking) (?:about|of|how|what)\b",
    re.IGNORECASE,
)
# "Farmer Ida Holm, whose field lies beside it, asked for a hedge": so does what begins with a name.
_TOLD_BY_NAME = re.compile(
    r"^(?!(?:The |Deputy |Vice )?(?:Cr|Cllr|Councill?or|Mayor|Minister|Commissioner|Chair\w*|Director|"
    r"President)\b)"
    r"(?:[A-Z][\w'’.-]* ){1,3}[A-Z][\w'’-]+,? [^.;:]{0,90}?\b(?:said|says|felt|asked|suggested|mentioned|"
    r"raised|stated|noted|commented|highlighted|recommended|called for|pointed out|expressed|questioned|"
    r"spoke|described|emphasi[sz]ed|stressed|argued|voiced|echoed|urged|advocated|complained|requested|opposed|"
    r"supported)\b"
)
_SCRIBE = re.compile(
    # Somebody who did it: "to facilitate this, we took …" tells of nobody.
    r"\b(?:(?:co-?)?facilitat(?:ors?|ed by|ion (?:team|by))|note[ -]?tak(?:ers?|ing)|scribes?|rapporteurs?"
    r"|table hosts?)\b",
    re.IGNORECASE,
)
# Who led a table or wrote for it: "(facilitator: …)", "– notes by …", up to the next dash or bar.
_WHO_LED = re.compile(
    r"^\W*(?:facilitat(?:ors?|ed|ion)|scribes?|note[- ]?takers?|notes|hosts?|hosted|chair(?:ed)?|led|leads?|"
    r"leaders?|moderat(?:ors?|ed)|run|staff|minutes)(?:\s+(?:and|&|/)\s+[\w-]+)?"
    r"(?:\s*(?:(?:taken|written|kept)\s+)?by\b|\s*[:=]|\s+[-–—]\s)(?:[^-–—|?)\]]|(?<=\w)-(?=\w))*+[)\]]?+(?!\?)"
    # ", facilitator Ann Rowe", "/ host Ann": a comma, bar or bracket before it, and a name to the end
    r"|^[\s*_]*[,/|(\[]\s*(?:facilitators?|scribes?|note[- ]?takers?|hosts?|moderators?)"
    r"(?-i:(?: [A-Z][\w'’.-]{0,30}){1,3})[\s)\]*_]*$",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"^[\s\u00a0]*[-–—:.,)|]*[\s\u00a0]*")
_ASKS = re.compile("[?؟？⁇⁈]")  # in Arabic, Urdu and Persian, in Chinese and Japanese as well
_POST_IT = re.compile(r"\bpost[\s-]?its?\b|\bsticky[\s-]?notes?\b|\bstickies\b", re.IGNORECASE)
_CHAT = re.compile(r"\bchat\b|\bmentimeter\b|\bslido\b|\bpadlet\b|\bonline comments?\b", re.IGNORECASE)
_FEEDBACK = re.compile(r"\bfeedback\b(?! loops?)|\bcomment cards?\b", re.IGNORECASE)
_KINDS = ((_POST_IT, "post-it"), (_CHAT, "other"), (_FEEDBACK, "feedback"))
HEARD = re.compile(r"\bwhat we(?:['’]ve| have)? (?:heard|learn(?:ed|t))\b", re.IGNORECASE)
# "What young people said": all that people said stands below it.
SAID = re.compile(r"^\W*what (?:\w+ ){1,3}(?:said|told us|think|thought)\W*$", re.IGNORECASE)
_SUMMARY = re.compile(
    r"\bsummar(?:y|ies)\b|\bthemes? (?:\w+ ){0,2}(?:identified|emerg\w+)\b|"
    r"\b(?:key|main|emerging|overall|common) (?:themes?|points?|messages?|findings?|takeaways?)\b|"
    r"\bwhat we (?:heard|learn(?:ed|t))\b|\bconclusions?\b",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    r"\bwrap[\s-]?up\b|\breport(?:ing|s)?[\s-]back\b|\bplenary\b|"
    r"\bfeedback from (?:the )?(?:tables|groups|rooms)\b",
    re.IGNORECASE,
)
_LIST_OF_QUESTIONS = re.compile(
    r"\bquestions?\b.*\b(?:asked|discussed|each|table)\b|^(?:the )?questions?$", re.I
)
_NOTES = re.compile(
    r"\bnotes?\b.*\b(?:from|of|discussions?|tables?|groups?|event|session)\b|"
    r"\b(?:table|group|break\s?-?out) (?:discussions?|notes?|groups?)\b|\bdiscussion notes\b|"
    r"\bwhat (?:\w+ ){1,3}(?:said|told us|think|thought)\W*$|"
    r"\b(?:participants?'?|your) (?:comments|responses)\b",
    re.IGNORECASE,
)
_AROUND = re.compile(
    r"^(?:about|acknowledge?ments?|aims?(?=\W*$| and | of )|appendi(?:x|ces)(?!.*\b(?:comments?|responses|"
    r"notes|feedback|quotes|verbatims?|what (?:people|you|they)|answers)\b)|"
    r"attend(?:ees|ance|ed|ing)(?: list)?(?=\W*$|.*:|.*\d)|background|contact|contents|introduction|"
    r"(?:next|future) steps?|present|program(?:me)?|apologies|further information|find out more|glossary|"
    r"references?|thanks?)\b|\bcontents$|"
    r"^what (?:happened|we did)[\s:.]*$|^people (?:mentioned|present)\W*$|"
    r"^(?:\w+ ){0,2}(?:ground|house) rules\W*$|^code of conduct\b|^terms of reference\b|"
    r"^privacy (?:notice|policy)\b|^related (?:pages|links|content|articles|documents)\W*$|"
    r"^(?:methodology|objectives?|purpose|materials|instructions|ground rules)\W*$|"
    r"^(?:procedur\w+|process|metrics|logistics|housekeeping|check[\s-]?in(?: \w+)?|reminders?)\W*$|"
    r"^(?:welcome|introductions?|apologies|declarations? of \w+|matters arising|date of next \w+)\W*$|"
    r"^(?:\w+ ){0,2}recommendations?\W*$|^sign[\s-]?in\b|"
    r"^(?:updates?|news|announcements?|signed[\s-]?in|roll[\s-]?call)\W*$|"
    r"^(?:timeline|schedule|upcoming)\b|\bnext (?:[\w-]+ ){0,2}meeting\b|\btasks yet\b|^new items\b|"
    r"\bagenda\b|\bto-?dos?\b|^(?:our |agreed |your )?actions?(?: agreed| points?)?\W*$|"
    r"\baction (?:items?|points?|log)\b|\btasks\b|\b(?:important|useful|link) (?:links?|list)\b|"
    r"^(?:the )?(?:participants?|testers?|team|names?|members|people|interviewees)"
    r"(?: (?:names?|members|list|present|involved))?\W*$|\boverview\W*$|\bfollow[\s-]?ups?\W*$|"
    r"^in attendance\b|\b(?:talk|presentation|speech|address) (?:by|from)\b|"
    r"\bget(?:ting)? involved\b|\bnext steps?\b|\bwhat happens\b|"
    r"\bwhat happened (?:next|on the day|after)\b|\bwhy are we\b|"
    r"\bwho (?:came|attended)\b|^who(?: (?:was|is) (?:here|there|present))?\W*$|"
    r"\bthank you\b|\bhow the (?:event|day|session) (?:ran|worked)\b",
    re.IGNORECASE,
)


# "Card #3", "Nov 21", "March 2024": which remark it is, or when it was made, and not what it is about.
_ONE_OF_MANY = re.compile(
    r"^\W*(?:(?:comment |feedback |response |survey )?(?:card|form|comment|response|reply|entry|submission|"
    r"letter|post-?it|testimonial|quote|review|remark|note|slip|sheet|person|participant|respondent|visitor|guest|"
    r"interviewee|user|customer|member|parent|student|resident|page|slide)\s?(?:no\.?|number|#)?\s?"
    r"(?:\d{1,3}|(?-i:[A-H]))"
    r"|(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:\d{1,2}(?:st|nd|rd|th)? )?(?:jan|feb|mar|apr|may|"
    r"jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?(?: \d{1,2}(?:st|nd|rd|th)?)?,?(?: \d{4})?"
    r"|(?:19|20)\d\d(?:-\d\d-\d\d)?|\d{1,2}[./]\d{1,2}[./]\d{2,4})\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Cues:
    """What a heading announces."""

    table: str  # label of the table it names ("2", "Group A"), or empty
    question: str  # the question it asks, without the table's label, or empty
    kind: str  # of the notes below it ("post-it", "other", "feedback"), or empty
    summary: bool  # whether somebody's summary follows
    questions: bool  # whether the list of the questions asked follows
    notes: bool  # whether it opens the notes as a whole
    around: bool  # whether it belongs to the text around the notes (agenda, next steps, ...)


@lru_cache(maxsize=1024)  # the same few stand again at every table
def read_cues(words: str) -> Cues:
    """Read what a heading announces from its words."""
    table, rest = split_table(words)
    numbered = _NUMBERED.match(rest)
    rest = rest[numbered.end() :] if numbered is not None else rest
    short = len(words.split()) <= 6
    summary = bool(_SUMMARY.search(words)) and not table
    questions = bool(_LIST_OF_QUESTIONS.search(words)) and not table
    notes = bool(_NOTES.search(words)) and not summary and not questions
    asks = (_ASKS.search(rest) is not None or invites(rest) or tasks(rest)) and not summary and not questions
    asks = asks and _OURS.match(rest) is None
    # "Table 3 – Ideas for the future"
    named = (bool(table) or numbered is not None) and len(rest.split()) >= 3 and rest[0] not in "(["
    named = named or (
        numbered is not None and bool(rest) and numbered[0].lstrip()[:1] in "Qq"
    )  # "Q1: Safety"
    kind = ""
    if short and not asks and not summary:
        kind = next((kind for pattern, kind in _KINDS if pattern.search(words)), "")
    if not table and (mention := _MENTION.search(words)) is not None and not summary and short:
        table = _label(mention)  # "Discussion notes from Table 2"
        notes = True
    return Cues(
        table=table,
        question=(rest if "?" in rest else rest.rstrip(": ")) if (asks or named) and not kind else "",
        kind=kind,
        summary=summary,
        questions=questions,
        notes=notes,
        around=bool(_AROUND.search(words)) and not table and not notes and not kind,
    )


def invites(words: str) -> bool:
    """Whether a line asks without the mark of a question ("Other comments", "Tell us about the hall")."""
    return bool(_INVITES.match(words) or PROMPTS.match(words))


def tasks(words: str) -> bool:
    """Whether a heading sets people a task ("Discuss how we can reach more people")."""
    return _TASKED.match(words) is not None


def tells_what_was_said(words: str) -> bool:
    """Whether a paragraph tells of what people, or somebody with a name and no office, said."""
    return bool(REPORTS.search(words) or _TOLD_BY_NAME.match(words))


def is_one_of_many(heading: str) -> bool:
    """Whether a heading only numbers or dates what stands below it, and names no topic."""
    named = any(one.isdigit() for one in heading) or heading.rstrip()[-2:-1] == " "  # "Visitor B", not "May"
    return named and _ONE_OF_MANY.match(heading) is not None


def reports_back(heading: str) -> bool:
    """Whether groups report their discussions below a heading ("Wrap up", "Feedback from tables")."""
    return bool(_REPORTS.search(heading))


def find_usual_kind(document: Document) -> str:
    """Kind of the notes where no heading says it: post-its when the text around speaks of them alone.

    A facilitator's only where it speaks of tables, or of who led or wrote: an interview's answers are not.
    """
    headings = [
        read_cues(line.words)
        for line in document.lines
        if line.given is None  # no note of a sheet
        if line.form == "heading" or line.bold or line.words.endswith(":") or line.words.count(" ") <= 2
        if len(line.words) < 80
    ]
    below = any(cues.kind == "post-it" for cues in headings)
    # Each but once: in a sheet the question stands beside every note.
    told = dict.fromkeys(line.words for line in document.lines if line.form in ("text", "metadata"))
    if not below and _POST_IT.search(" ".join(told)):
        return "post-it"
    told |= dict.fromkeys(line.words for line in document.lines if line.form != "item")
    said = (bool(_SCRIBE.search(words)) for words in told)
    return "facilitator" if below or any(cues.table for cues in headings) or any(said) else "other"


def split_table(words: str) -> tuple[str, str]:
    """Split "Table 1 – What ...?" into the table's label and the rest; the label may be empty.

    Who led the table ("Table 1 (facilitator: …)") is neither: it would be read as a question.
    """
    found = _MARKER.match(words)
    if found is None:
        return "", words.strip()
    rest = _WHO_LED.sub("", words[found.end() :])
    return _label(found), rest[_SEPARATOR.match(rest).end() :].strip()  # type: ignore[union-attr]


def is_seat(words: str) -> bool:
    """Whether words are nothing but the label of a table."""
    table, rest = split_table(words)
    return bool(table) and not rest.rstrip(":")


def says_who_led(words: str) -> bool:
    """Whether a heading names who led its table or wrote for it."""
    found = _MARKER.match(words)
    return found is not None and _WHO_LED.match(words[found.end() :]) is not None


def _label(found: re.Match[str]) -> str:
    word = found["number"].lower()
    number = str(1 + _NUMBER_WORDS.index(word)) if word in _NUMBER_WORDS else word.upper()
    place = " ".join(found["place"].lower().split())
    return number if place == "table" else f"{place.capitalize()} {number}"
