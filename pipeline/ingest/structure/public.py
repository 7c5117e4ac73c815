"""What the public asked or said where somebody hears them, told from what those who hear them reply."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from pipeline.ingest.lines import BOLD_LEVEL, Line, settle, take_off
from pipeline.ingest.structure.apart import part_line
from pipeline.ingest.structure.remarks import find_words

_TOP = 15  # lines that may say that the public is heard
_MEETING = re.compile(
    r"\bpublic (?:questions?|question time|participation|speaking|forum|comments?)\b"
    r"|\bquestion (?:time|hour)\b"
    r"|\bquestions? from (?:the )?(?:public|residents|floor|members of the public)\b",
    re.IGNORECASE,
)
PUBLIC = re.compile(
    rf"{_MEETING.pattern}|\b(?:questions?|points?) (?:were |was )?(?:raised|asked|put)\b"
    r"|\b(?:raised|asked|put) the following\b|\bquestions? from (?:the )?members\b",
    re.IGNORECASE,
)
OFFICIAL = "an answer to a question from the public"
_SAYING = (
    r"asked|said|says|stated|spoke|speaks|raised|queried|enquired|inquired|questioned|"
    r"expressed|commented|suggested|"
    r"felt|explained|addressed|highlighted|complained|requested|sought|wished|wanted|told|referr(?:ed|ing)|"
    r"mentioned|reported|pointed|submitted|made (?:the|a|an|some|several)|objected|argued|"
    r"believed|considered|"
    r"urged|described|noted|put|presented|read|drew|observed|outlined|voiced|called"
)
_REPLYING = (
    r"replied|responded|advised|answered|confirmed|clarified|undertook|reassured|thanked|agreed|informed|"
    r"invited|welcomed|indicated|reminded"
)
_TITLE = r"(?:(?:mr|mrs|ms|miss|mx|dr|revd?|sir|prof(?:essor)?)\.?(?: (?:and|&) (?:mr|mrs|ms|miss|dr)\.?)?)"
_PEOPLE = (
    r"(?:members? of (?:the )?(?:public|audience)|residents?|parishioners?|electors?|tenants?|"
    r"parents?|villagers?|"
    r"attendees?|neighbours?|householders?|visitors?|pupils?|students?|questioners?|speakers?|petitioners?|"
    r"representatives?|trustees?|owners?|traders?|shopkeepers?|stallholders?|local people)"
)
_NAME = r"(?-i:[A-Z][\w'’.-]*)"
_SPEAKER = re.compile(
    rf"^(?:{_TITLE} {_NAME}(?: {_NAME}){{0,3}}|{_NAME} (?:{_NAME} )?{_NAME}|"
    rf"(?:an?|one|another|the|two|three|four|several|some|many|other|"
    rf"further)? ?(?:\w+ ){{0,2}}{_PEOPLE}|he|she|they)\b",
    re.IGNORECASE,
)
_SAID = re.compile(rf"\b(?:{_SAYING})\b", re.IGNORECASE)
_HEARD = re.compile(
    rf"\b(?:was|were) (?:then |also |next )?addressed by\b|"
    rf"\b(?:questions?|statements?|comments?) (?:was|were) (?:received|asked|put|read) (?:from|by)\b|"
    rf"^(?:in|as) (?:his|her|their|a|the) supplementary\b|"
    rf"\b(?:asked|raised|put|made|received|heard|read) (?:by|from) (?:\w+ ){{0,3}}{_PEOPLE}\b",
    re.IGNORECASE,
)
_HOLDS = re.compile(
    r"^(?:the )?(?:chair\w*|vice[- ]chair\w*|clerk|cllrs?|councillors?|council|committee|panel|"
    r"board|officers?|"
    r"leader|deputy|mayor|director|head of|cabinet member|portfolio holder|solicitor|monitoring officer|"
    r"in (?:response|reply|answer)|responses?|repl(?:y|ies)|answers?|there (?:then|followed|were no|was no)|"
    r"no (?:questions|matters|comments|one|members)|it was (?:agreed|noted|resolved)|resolved|"
    r"none|to [a-z]+)\b",
    re.IGNORECASE,
)
_VERB = rf"(?:(?:also|then|again) )?(?:{_SAYING}|{_REPLYING})\b"
_TOLD_OF = re.compile(rf"^(?:an?|one|another|the|two|some|several) (?:\w+ )?{_PEOPLE} {_VERB}", re.IGNORECASE)
_OFFICE = re.compile(
    r"^(?:the )?(?:chair\w*|vice[- ]chair\w*|clerk|cllrs?|councillors?|council|committee|board|officers?|"
    rf"leader|deputy|mayor|director|manager)\b(?: (?!that\b)[\w.'’]+){{0,4}} "
    rf"(?:{_VERB}|went through|opened|closed)",
    re.IGNORECASE,
)
# What those who want to speak are told beforehand.
_RULES = re.compile(
    r"\byou(?:r question)? (?:will|may|must|should|can|need|wish|are (?:welcome|asked|requested))\b|"
    r"\bif you\b|\btime limit\b|\bminutes (?:per|each|for each|is allowed|are allowed)\b|"
    r"\b(?:questions?|speakers?|statements?) (?:will|may|must|should|shall|can)(?: not)? be\b",
    re.IGNORECASE,
)
_ASKER = re.compile(r"^(?P<who>[A-Z][^:?!]{2,50}):\s+(?=[A-Z].*\?$)")  # "Mrs Teal, Harbour ward: Why …?"
_SPOKEN = "said by the public"
# Where those who hold a meeting begin to reply.
_REPLY = re.compile(
    r"(?<=[.?!])\s+(?=(?:The )?(?:(?:[Vv]ice[- ])?[Cc]hair\w*|[Cc]lerk|Cllrs?|[Cc]ouncil(?:lors?)?|"
    r"[Oo]fficers?|[Mm]ayor)\b)"
)
_MUCH = 2  # times as long as what was said: a shorter reply stays with it
_FEWEST = 2  # notes
_NEAR = 140  # letters of a line in which it says who speaks
_HEAD_WORDS, _LEAD_WORDS, _NAME_WORDS = 8, 40, 4
_MOST_ABOVE = 3  # lines that may stand above the first remark of a page of them
_LABELLED = re.compile(
    r"^(?:you said|(?:your |resident |patron |customer )?"
    r"(?:comments?|suggestions?|concerns?|questions?|feedback))"
    r"(?: ?#?\d{1,3})?\s?:\s*(?=\S)",
    re.IGNORECASE,
)
_LABELLED_REPLY = re.compile(
    r"^(?:we (?:did|have|heard|will|are)|"
    r"(?:our |the |library |council |staff )?(?:responses?|repl(?:y|ies)|answers?)"
    r"|(?:action taken|outcome|what we did))(?: ?#?\d{1,3})?\s?:\s*\S",
    re.IGNORECASE,
)
_REMARK_WORDS, _TOPIC_WORDS = 3, 6  # words of a remark at least, of a line that heads some at most
_BARE = re.compile(r"^(?:responses?|repl(?:y|ies)|answers?)\b", re.IGNORECASE)  # of whom?
_OTHER_ITEM = re.compile(r"^\d{1,3}(?:\.\d{1,2})*[.):]?\s+\S")


def take_public_questions(lines: list[Line]) -> list[Line]:
    """Where the public is heard, what they ask and say are the notes; what was answered is beside them."""
    begun = next(
        (place for place, line in enumerate(lines[:_TOP]) if not line.role and PUBLIC.search(line.words)), -1
    )
    if begun < 0:
        return lines
    meets = any(_MEETING.search(line.words) for line in lines[:_TOP] if not line.role)
    taken = list(lines)
    # Whether somebody of the public has the word: in a list right below the heading, too.
    heads = meets and lines[begun].form != "item" and len(lines[begun].words.split()) <= _NAME_WORDS
    speaking = None if heads else False
    notes: list[int] = []
    for place in range(begun, len(lines)):
        line = lines[place]
        if line.role or line.form not in ("text", "item", "heading") or not line.words:
            continue
        if place > begun and _ends(line):
            taken[place] = line if line.form == "heading" else replace(line, form="heading", level=BOLD_LEVEL)
            break
        role, reason, speaking = _settle(line, _next_form(lines, place), speaking, bool(notes), meets)
        if role:
            taken[place] = settle(line, role, reason)
        if role == "note":
            notes.append(place)
    if len(notes) < _FEWEST:
        return lines
    _name_askers(lines, taken, notes, begun + 1)
    if 2 * sum(bool(_RULES.search(lines[place].words)) for place in notes) > len(notes):
        return [
            settle(line, "context", "a rule for those who speak") if place in notes else line
            for place, line in enumerate(lines)
        ]
    for place in range(notes[0] if meets else 0):
        line = taken[place]
        if line.plain and line.words:
            heads = (
                place == begun
                and len(line.words.split()) <= _HEAD_WORDS
                and not line.words.endswith((".", ":", "?"))
            )
            taken[place] = (
                replace(line, form="heading", level=BOLD_LEVEL, role="")
                if heads
                else settle(line, "context", "stands above what the public said")
            )
    return [part for line in taken for part in (cut_reply(line) if line.role == "note" else [line])]


def _name_askers(lines: list[Line], taken: list[Line], notes: list[int], first: int) -> None:
    """Where each question says who asked it, take that off; what stands between them are the replies."""
    named = {place: found["who"] for place in notes if (found := _ASKER.match(lines[place].words))}
    if len(named) < _FEWEST:
        return
    for place in range(first, find_words(lines, max(named)) + 1):
        if place in named:
            taken[place] = replace(take_off(taken[place], _ASKER), speaker=named[place])
        elif lines[place].plain and lines[place].words:
            reason = OFFICIAL if place > min(named) else "stands above what the public said"
            taken[place] = settle(lines[place], "context", reason)


def set_officials_aside(lines: list[Line]) -> list[Line]:
    """Where several lines tell what one of the public said, those that tell it of who holds the meeting."""
    if sum(line.plain and _TOLD_OF.match(line.words[:_NEAR]) is not None for line in lines) < _FEWEST:
        return lines
    return [
        settle(line, "context", "told of those who hold the meeting")
        if line.plain and _OFFICE.match(line.words[:_NEAR])
        else line
        for line in lines
    ]


def cut_reply(line: Line) -> list[Line]:
    """A remark, and a long reply to it in the same paragraph as a line of its own."""
    found = _REPLY.search(line.content)
    if found is None or len(line.content) - found.end() < _MUCH * found.start():
        return [line]
    said, *reply = part_line(line, [found.end()], line.form)
    return [said, *(settle(one, "context", OFFICIAL) for one in reply)]


def _settle(
    line: Line, below: str, speaking: bool | None, begun: bool, meets: bool
) -> tuple[str, str, bool | None]:
    """The role of a line with its reason, and whether the public has the word below it."""
    words, number = line.words, len(line.words.split())
    if line.form == "item":
        if speaking is not False:
            leads = words.endswith(":")
            return ("lead_in", "introduces the bullets below it", True) if leads else ("note", _SPOKEN, True)
        return ("context", OFFICIAL, False) if begun and meets else ("", "", False)
    near = words[:_NEAR]
    speaker = _SPEAKER.match(near)
    heard = bool(_HEARD.search(near)) or (speaker is not None and bool(_SAID.search(near[speaker.end() :])))
    holds = _HOLDS.match(near) and not _HEARD.search(near)
    if holds:
        return "context", OFFICIAL, False
    leads = number <= _LEAD_WORDS and (words.endswith(":") or below == "item")
    if leads and (heard or PUBLIC.search(near)):
        return "context", "introduces what the public said", meets
    if words.endswith("?"):
        return "note", "a question from the public", speaking
    if speaker is not None and speaker.end() == len(words) and not PUBLIC.search(words):
        return "metadata", "says whose words stand below", True
    if number > _NAME_WORDS and (speaking or heard):
        return "note", _SPOKEN, speaking
    official = begun and number > _HEAD_WORDS
    return ("context", OFFICIAL, False) if official else ("", "", speaking)


def _ends(line: Line) -> bool:
    """Whether another item of the meeting begins."""
    if PUBLIC.search(line.words) or len(line.words.split()) > _HEAD_WORDS or line.words.endswith("?"):
        return False
    marked = line.form == "heading" or line.bold or bool(_OTHER_ITEM.match(line.text.strip()))
    return marked and not line.words.endswith((".", ":"))


def _next_form(lines: list[Line], place: int) -> str:
    below = find_words(lines, place)
    return "" if below < 0 else lines[below].form


def read_replies(lines: list[Line]) -> list[Line]:
    """Remarks with the organisers' replies ("Comment: …", "Response: …"): the replies stand beside them."""
    said = [line.plain and _LABELLED.match(line.words) is not None for line in lines]
    replied = [line.plain and _LABELLED_REPLY.match(line.words) is not None for line in lines]
    if sum(said) < 2 or sum(replied) < 2:
        return _set_replies_aside(lines, replied)
    first = said.index(True)
    read = list(lines)
    if sum(line.plain for line in lines[:first]) <= _MOST_ABOVE:
        read[:first] = [
            settle(line, "context", "stands above what was said") if line.plain else line
            for line in lines[:first]
        ]
    for place in range(first, len(lines)):
        line = lines[place]
        after = find_words(lines, place)
        if said[place]:
            words = _LABELLED.sub("", line.words)
            content = line.content[line.content.find(words) :] if words in line.content else words
            read[place] = replace(
                line, content=content, words=words, role="note", reason="a remark with its reply"
            )
        elif line.plain and not replied[place] and after >= 0 and replied[after]:
            read[place] = settle(line, "note", "a remark with its reply")
        elif line.plain:
            read[place] = settle(line, "context", "a reply to the remark above it")
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
        if below in said and len(line.words.split()) <= _TOPIC_WORDS and line.words[-1].isalnum():
            read[place] = replace(line, form="heading", level=BOLD_LEVEL)
        elif place < min(said):
            read[place] = settle(line, "context", "stands above what was said")
    for above, place in pairs:
        read[above] = settle(lines[above], "note", "a remark with its reply")
        read[place] = settle(lines[place], "context", "a reply to the remark above it")
    return read


def _may_be_replied_to(line: Line) -> bool:
    """Whether a line is no question that the line below it answers, and no label."""
    if not line.plain or line.bold or line.words.endswith(("?", ":")):
        return False
    return len(line.words.split()) >= _REMARK_WORDS
