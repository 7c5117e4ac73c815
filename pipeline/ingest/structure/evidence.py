"""A section of a document, and what speaks for notes in it: its heading, its lines, what is beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from statistics import median
from typing import Literal

from pipeline.ingest.lines import Line
from pipeline.ingest.structure.asides import find_announcement
from pipeline.ingest.structure.headings import REPORTS, Cues, tells_what_was_said
from pipeline.ingest.structure.no_remarks import say_aside
from pipeline.ingest.structure.remarks import asks_by_bullets

Region = Literal["notes", "summary", "questions", "around", "maybe"]
_ASKS = 3  # words of a question that was put to people
CLEAR = 2.0
_TOLD = 3  # one paragraph in so many tells of what was said, where a section is an account
_PROSE = 25  # words; a paragraph as long as that is somebody's account, rarely a note
_NEAR = 8  # lines below a question that may define what it asks for
_BEHIND = "”\"’'*_ )"  # what may stand behind the end of a sentence
_FEW = 6  # words; no sentence
_SEEN = 2_000  # letters of a line in which signs are looked for
# What people say at such events is headed so, also where nothing is asked.
SPEAKS = re.compile(
    r"\b(?:notes?|discuss\w+|feedback|comments?|said|told us|views|ideas?|concerns?|questions|suggest\w+|"
    r"(?:went|go) well|improve\w*|better|work(?:s|ed|ing)(?: well)?|plus(?:es)?|deltas?|"
    r"lessons|learn(?:ed|t)|heard|"
    r"challenges?|barriers|opportunit\w+|findings|issues|retro\w*|likes?|dislikes?|wishes|hopes|fears|"
    r"hand-?written|by hand|flip ?charts?|white ?boards?|"
    r"strengths|weaknesses|start|stop|continue|observations|tips|responses|answers|pros|cons)\b",
    re.IGNORECASE,
)
# Lists that are nobody's remarks, with what each takes off.
_AGAINST = (
    (re.compile(r"^(?:\S+ ){0,4}\S*(?:https?://|www\.)\S+\W*$|\[[^\]]*\]\(https?:[^)]*\)"), 3.0),
    (re.compile(r"^\W*\d{1,2}[:.]\d\d\b(?![.:/-]\d)|\b\d{1,3} ?min(?:ute)?s?\b"), 2.5),
    (re.compile(r"^(?:[A-Z][\w'’.-]+ ){1,3}(?:[A-Z][\w'’.-]*)?(?:\([A-Z]{2,3}\)|,.*)?$"), 2.0),
    (
        re.compile(
            r"^(?:date|time|when|where|venue|place|location|hosts?|chair|present|attend\w+|duration|"
            r"facilitators?|participants?|moderators?|note[ -]?takers?|recording|links?|team)\b.{0,80}$",
            re.I,
        ),
        2.0,
    ),
)
_VOICE = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|[Mm]y|[Ww]e|[Oo]ur|me|us)\b")  # somebody speaks
_ANSWERS = re.compile(r"^\W*(?:responses?|answers?|repl(?:y|ies))\s*(?:\W*$|:)", re.IGNORECASE)
_ANSWERED = re.compile(
    r"^\W*(?:responses?|answers?|repl(?:y|ies)|comments?|reactions?|feedback|notes?|quotes?|observations?)\W*$",
    re.I,
)
_SEVERAL, _REMARK = 3, 45  # paragraphs, and words in one that is a remark
# What says that people's own words follow.
_WORDS = (
    r"comments|feedback|suggestions|concerns|remarks|reactions|responses|answers|testimonials|reviews|voices|quotes|"
    r"replies|thoughts|wishes|impressions|guest ?book|visitors['’]? book"
)
_COMMENTS = re.compile(
    rf"\b(?:{_WORDS})\b|\b(?:what|as) (?:\w+ ){{0,5}}(?:said|told us|say|wrote|think|thought)\b|"
    r"\bin (?:their|your|people['’]s) own words\b",
    re.IGNORECASE,
)
_DEFINES = re.compile(r"^what (?:is|are) (?:an? |the )?(?P<what>[^?]{3,60})\?\W*$", re.IGNORECASE)
_LEADS = re.compile(
    r"\b(?:is|are|be|listed|found|given|shown|printed|see|set out|recorded|read)\b[^.?!]{0,25}\bbelow\b|"
    r"\bbelow (?:is|are)\b|\bas follows\b|^here (?:is|are)\b|\b(?:were|we|I) (?:then |also )?asked\b|"
    rf"\bthe following (?:is|are|{_WORDS})\b|"
    r"\bwe (?:\w+ ){0,3}(?:visited|spoke|interviewed|met|talked|collected)\b",
    re.IGNORECASE,
)
_AGENDA = re.compile(r"\b(?:agenda|programme|running order|on the list|schedule|timetable)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Section:
    """A heading and the lines below it, up to the next heading."""

    heading: Line | None  # None before the first
    cues: Cues  # what the heading announces
    body: tuple[Line, ...]
    region: Region
    level: int  # of the heading; 0 without one
    spoken: bool = False  # whether only what is told of as said by people is a note here
    heads: bool = False  # whether its heading is the topic of notes below it, though its own text is none
    announced: bool = True  # whether anything says that notes stand here, or only that there is a list


def weigh(section: Section, headed: bool = True) -> float:
    """What speaks for notes in a section by itself, above 0, or against them."""
    body = [line for line in section.body if line.plain and line.words]
    if quotes(section):
        return CLEAR
    if not body:
        return 0.0
    items = [line for line in body if line.form == "item"]
    remarks = sum(1 for _ in islice((line for line in items if not say_aside(line.content)), 2))
    weight = 0.0
    if section.region == "notes":
        weight += 3.0
    if asks(section):
        weight += 2.0 if items else 1.5
    if section.heading is not None and SPEAKS.search(section.heading.words):
        weight += 1.0
    weight += remarks / 2
    if len(asks_by_bullets(body)) > 1:  # questions in bullets, their answers nested in them
        weight += 2.0
    if _show(_VOICE, [line.words[:_SEEN] for line in body], max(len(body) / 4, 1)):
        weight += 0.75
    at = -1 if items else find_announcement(section.body)
    announced = at >= 0 and any(line.words for line in section.body[at + 1 :])
    if announced or _heads_comments(section, body):
        weight += 1.0
    elif not items and not section.cues.question:
        weight = min(weight, 0.0)  # an account, whatever it is headed
    contents = [line.content[:_SEEN].lstrip("*_ ") for line in body]
    weight -= sum(cost for sign, cost in _AGAINST if _show(sign, contents, max(len(body) / 2, 2)))
    if section.heading is None and headed and not announced:
        weight -= 1.0
    prose = 0
    for line in body:
        if line.form == "item":
            break
        prose += len(line.words.split()) > _PROSE / 2
    answered = bool(section.cues.question) and len(items) < len(body) / 2  # in paragraphs
    if prose >= 2 and items and headed and not answered and section.region != "notes":
        weight -= 1.5  # an introduction that ends in a list
    first = body[0]
    if (
        first.form == "text"
        and len(first.words.split()) > _PROSE
        and section.region != "notes"
        and not announced
    ):
        weight -= 0.0 if answered else 1.5
    texts = [line.words for line in body if line.form == "text"]
    if _show(_AGENDA, texts, max(len(texts) / 4, 1)):
        weight -= 2.0
    return weight


def _show(sign: re.Pattern[str], texts: Sequence[str], fewest: float) -> bool:
    """Whether so many texts, or more, show a sign; none is looked at that could not change the answer."""
    found, left = 0, len(texts)
    for text in texts:
        if found + left < fewest:
            break
        found, left = found + (sign.search(text) is not None), left - 1
    return found >= fewest


def announces(words: str) -> bool:
    """Whether a heading, or a line that leads to what stands below it, says that people's words follow."""
    return _COMMENTS.search(words) is not None


def leads(words: str) -> bool:
    """Whether a sentence says that what follows are people's words ("A selection is below")."""
    return _LEADS.search(words) is not None


def find_first(sections: Sequence[Section]) -> str:
    """The first words of a document: its title, as a rule."""
    lines = (line for section in sections for line in (section.heading, *section.body) if line is not None)
    return next((line.words for line in lines if line.words and line.form != "metadata"), "")


def asks(section: Section) -> bool:
    """Whether its heading puts a question to people; "When?" is a label."""
    return len(section.cues.question.split()) >= _ASKS


def _heads_comments(section: Section, body: Sequence[Line]) -> bool:
    """Whether short paragraphs, several of them, stand below a heading that says that they are comments."""
    heading = section.heading.words if section.heading is not None else ""
    said = _COMMENTS.search(heading) is not None
    fewest = 1 if heading.endswith(":") and leads(heading) else _SEVERAL
    short = sum(line.form == "text" and len(line.words.split()) <= _REMARK for line in body)
    return said and short == len(body) >= fewest


def explains(section: Section) -> bool:
    """Whether the organisers answer their own question: "What is a forum?", "A forum is open to all"."""
    asked = _DEFINES.match(re.sub(r"\s*[(\[].*$", "", section.cues.question))
    if asked is None:
        return False
    what = asked["what"].casefold()
    first = next((line.words for line in section.body if line.words and not line.role), "")
    begun = " ".join(first.casefold().split()[: _PROSE // 2])
    return what in begun or any(
        re.search(rf"\ban? {re.escape(what)} is ", line.words.casefold()) for line in section.body[:_NEAR]
    )


def remarks(section: Section) -> bool:
    """Whether nothing but short paragraphs, two or more, stand in it."""
    said = [line for line in section.body if line.words and line.plain]
    short = (line.form == "text" and len(line.words.split()) <= _PROSE for line in said)
    return len(said) > 1 and all(short)


def narrates(section: Section) -> bool:
    """Whether it is nothing but long paragraphs."""
    said = [line for line in section.body if line.words and line.form in ("item", "text")]
    return bool(said) and all(line.form == "text" and len(line.words.split()) > _PROSE for line in said)


def weigh_nested(sections: list[Section], place: int) -> float:
    """A topic below which tables or groups are named is a topic of notes."""
    for below in range(place + 1, len(sections)):
        if sections[below].level <= sections[place].level:
            break
        if sections[below].cues.table and sections[place].level:
            return 2.0
    return 0.0


def weigh_answers(sections: Sequence[Section], place: int, parent: int) -> float:
    """A label that only says that answers stand below it ("Response:") answers the question above it."""
    heading = sections[place].heading
    asked = parent >= 0 and bool(sections[parent].cues.question)
    return 2.0 if asked and heading is not None and _ANSWERED.match(heading.words) else 0.0


def tells_of_answers(section: Section, below: Section) -> bool:
    """Whether a section's own text only leads to a label below which the answers stand ("Responses:")."""
    labelled = any(_ANSWERS.match(line.words) for line in section.body)
    found = below.heading is not None and _ANSWERS.match(below.heading.words) is not None
    return found and not labelled and not lists(section)


def find_parents(sections: Sequence[Section]) -> list[int]:
    """For each section the place of the one it is nested in, or -1."""
    parents: list[int] = []
    for place, section in enumerate(sections):
        above = place - 1
        while above >= 0 and sections[above].level >= section.level:
            above = parents[above]
        parents.append(above)
    return parents


def weigh_above(sections: Sequence[Section], weights: list[float], parent: int) -> float:
    """What speaks for notes in the section that a section is nested in."""
    return max(weights[parent], 0.0) if parent >= 0 and sections[parent].heading is not None else 0.0


def weigh_siblings(
    sections: Sequence[Section], weights: list[float], regions: tuple[Region, ...], parents: list[int]
) -> list[float]:
    """For each section what speaks for notes in those of the same level that stand below the same heading."""
    groups: dict[tuple[int, int], list[int]] = {}
    for place, section in enumerate(sections):
        groups.setdefault((parents[place], section.level), []).append(place)
    found = [0.0] * len(sections)
    for group in groups.values():
        # Quotation marks say of their own section alone what it holds.
        spoken = [
            one
            for one in group
            if sections[one].region in regions and speaks(sections[one]) and not quotes(sections[one])
        ]
        listed = {one for one in group if lists(sections[one])}
        for some in (spoken, [one for one in spoken if one not in listed]):
            total, members = sum(weights[one] for one in some), set(some)
            for one in group:
                # Accounts are compared with accounts; lists and questions with all.
                if (one in listed or bool(sections[one].cues.question)) != (some is spoken):
                    continue
                others = len(some) - (one in members)
                found[one] = (total - weights[one] * (one in members)) / others if others else 0.0
    return found


def quotes(section: Section) -> bool:
    """Whether a reader of the format, or quotation marks, say that notes stand here."""
    return any(line.role == "note" for line in section.body)


def tells(section: Section) -> bool:
    """Whether it tells of what people said."""
    return any(line.form == "text" and REPORTS.search(line.words) for line in section.body)


def is_account(section: Section) -> bool:
    """Whether only what it tells of as said is a remark: not where one remark of many tells of something."""
    texts = [line.words for line in section.body if line.plain_text and line.words]
    return lists(section) or sum(map(tells_what_was_said, texts)) >= len(texts) / _TOLD


def median_words(sections: Sequence[Section]) -> float:
    """Words in a paragraph, as most have them."""
    texts = [one for section in sections for one in section.body if one.form == "text" and not one.role]
    return median(len(line.words.split()) for line in texts if line.words) if texts else 0.0


def remarks_above_list(section: Section, first: int) -> bool:
    """Whether short lines above the first bullet are remarks too: some, below a heading of feedback."""
    above = [line for line in section.body[:first] if line.words and not line.role]
    told = [line for line in above if line.form == "text" and not line.words.endswith(":")]
    sentences = sum(line.words.rstrip(_BEHIND)[-1:] in ".!?:" for line in told)
    if section.heading is None:
        some = len(told) > _SEVERAL and 3 * sentences < len(told)
        return some and len(told) > count_items(section)
    return (
        len(told) >= 2
        and bool(section.cues.kind or SPEAKS.search(section.heading.words))
        and all(len(line.words.split()) < _PROSE for line in told)
    )


def lists(section: Section) -> bool:
    """Whether bullets stand in it."""
    return any(line.form == "item" and line.content and not line.role for line in section.body)


def speaks(section: Section) -> bool:
    """Whether it has lines that may be remarks."""
    said = (line for line in section.body if line.role in ("", "note"))
    return any(line.form in ("item", "text") and line.content for line in said)


def count_items(section: Section) -> int:
    """Its bullets, without tasks, links and empty places."""
    items = (line.content for line in section.body if line.form == "item" and line.content)
    return sum(not say_aside(content) for content in items)


def is_prose(lines: Sequence[Line]) -> bool:
    """Whether most lines are paragraphs or whole sentences."""
    told = [line.words for line in lines if len(line.words.split()) > _FEW]
    sentences = sum(words.rstrip(_BEHIND)[-1:] in ".!?" for words in told)
    return 3 * sentences >= 2 * len(told) and 2 * len(told) >= len(lines)
