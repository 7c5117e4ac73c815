"""Cuts a document at its headings and decides what each section holds.

Notes, somebody's summary, the list of the questions, or text around the notes. Where nothing announces
the notes, the sections that ask something are taken, else those with lists, else all.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.ingest.lines import Document, Line
from pipeline.ingest.structure.headings import REPORTS, Cues, read_cues, split_table
from pipeline.ingest.structure.heads import find_heads
from pipeline.ingest.structure.remarks import say_aside
from pipeline.settings import IngestSettings

Region = Literal["notes", "summary", "questions", "around", "maybe"]

_SIBLINGS = 0.5  # what the sections beside it say of a section, against what it says of itself
_ENOUGH = 0.5  # what must speak for notes where other sections clearly hold some
_CLEAR = 2.0
_ASKS = 3  # words of a question that was put to people; "When?" is a label
_SEATED = 3.0  # against what is no table's, where the notes stand table by table
_NEVER = -1.0  # with so much against it a section holds no notes, even where no other does
_PROSE = 25  # words; a paragraph as long as that is somebody's account, rarely a note
# What people say at such events is headed so, also where nothing is asked.
SPEAKS = re.compile(
    r"\b(?:notes?|discuss\w+|feedback|comments?|said|told us|views|ideas?|concerns?|questions|suggest\w+|"
    r"(?:went|go) well|improve\w*|better|work(?:s|ed|ing)(?: well)?|plus(?:es)?|deltas?|lessons|learned|"
    r"challenges?|barriers|opportunit\w+|findings|issues|retro\w*|likes?|dislikes?|wishes|hopes|fears|"
    r"strengths|weaknesses|start|stop|continue|observations|tips|responses|answers|pros|cons)\b",
    re.IGNORECASE,
)
# Lists that are nobody's remarks, with what each takes off.
_AGAINST = (
    (re.compile(r"^(?:\S+ ){0,4}\S*(?:https?://|www\.)\S+\W*$|\[[^\]]*\]\(https?:[^)]*\)"), 3.0),
    (re.compile(r"^\W*\d{1,2}[:.]\d\d\b|\b\d{1,3} ?min(?:ute)?s?\b"), 2.5),
    (re.compile(r"^(?:[A-Z][\w'’.-]+ ){1,3}(?:[A-Z][\w'’.-]*)?(?:\([A-Z]{2,3}\)|,.*)?$"), 2.0),
    (
        re.compile(
            r"^(?:date|time|when|where|venue|place|location|host|hosts|chair|present|attend\w+)\b.{0,80}$",
            re.I,
        ),
        2.0,
    ),
)
_VOICE = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|[Mm]y|[Ww]e|[Oo]ur|me|us)\b")  # somebody speaks
_AGENDA = re.compile(r"\b(?:agenda|programme|running order|on the list|schedule|timetable)\b", re.IGNORECASE)
# Where a document shows statements and what people said of them.
FEEDBACK_LABEL = re.compile(r"^(?:feedback|comments?|responses?)\s*[-–—:]+\s*(?=\S)", re.IGNORECASE)


@dataclass(frozen=True)
class Section:
    """A heading and the lines below it, up to the next heading."""

    heading: Line | None  # None before the first
    cues: Cues  # what the heading announces
    body: tuple[Line, ...]
    region: Region
    level: int  # of the heading; 0 without one
    spoken: bool = False  # whether only what is told of as said by people is a note here
    announced: bool = True  # whether anything says that notes stand here, or only that there is a list


def find_sections(document: Document, settings: IngestSettings) -> list[Section]:
    """Cut a document into sections and say what each holds."""
    sections = _settle_regions(_cut_sections(document, settings))
    if sum(asks_for_feedback(section) for section in sections) >= 2:
        return [replace(one, region="notes" if asks_for_feedback(one) else "around") for one in sections]
    return sections


def asks_for_feedback(section: Section) -> bool:
    """Whether it shows a statement with what people said of it below ("Feedback – makes sense")."""
    if section.heading is None:
        return False
    return any(line.form == "text" and FEEDBACK_LABEL.match(line.words) for line in section.body)


def _cut_sections(document: Document, settings: IngestSettings) -> list[Section]:
    sections: list[Section] = []
    heading: Line | None = None
    level = 0
    cues = read_cues("")
    body: list[Line] = []

    def close() -> None:
        sections.append(Section(heading, cues, tuple(body), "around", level))
        body.clear()

    for line, found in zip(document.lines, find_heads(document, settings), strict=True):
        if found == 0:
            body.append(line)
            continue
        close()
        heading, level, cues = line, found, read_cues(line.words)
        if line.role == "question":
            cues = replace(cues, question=split_table(line.words)[1], kind="", around=False, summary=False)
    close()
    return sections


def _settle_regions(sections: list[Section]) -> list[Section]:
    """Add up what speaks for and against notes in each section; sections of one level are judged alike."""
    settled: list[Section] = []
    region: Region = "around"
    opened = 0  # level of the heading that opened the region
    title = _find_title(sections)
    for place, section in enumerate(sections):
        one = replace(section, cues=replace(section.cues, summary=False)) if place == title else section
        region, opened = _next_region(one, region, opened)
        settled.append(replace(one, region=region))
    settled = _open_topics(settled)
    settled = [replace(one, region="notes") if _quotes(one) else one for one in settled]
    # A table of questions says that notes are there, unless bullets below other questions do as well.
    given = any(line.given is not None for section in sections for line in section.body)
    if given and not any(one.region == "maybe" and one.cues.question and _lists(one) for one in settled):
        return [replace(one, region="around") if one.region == "maybe" else one for one in settled]
    seated = _names_tables(settled) or any(
        section.region == "notes" and section.cues.notes and not section.cues.table for section in settled
    )
    headed = any(section.heading is not None for section in settled)
    own = [
        _weigh(section, headed) - (_SEATED if seated and section.region == "maybe" else 0.0)
        for section in settled
    ]
    asking = [place for place, section in enumerate(settled) if section.cues.question and _speaks(section)]
    accounts = sum(_speaks(section) and not _lists(section) for section in settled)
    if len(asking) == 1 and accounts >= 4 and not _lists(settled[asking[0]]):
        own[asking[0]] -= 2.0  # one rhetorical question in an article
    own = [weight + _weigh_nested(settled, place) for place, weight in enumerate(own)]
    alike = ("maybe",) if seated else ("maybe", "notes")
    beside = [_weigh_siblings(settled, own, place, alike) for place in range(len(own))]
    own = [
        max(weight, 0.0) if around >= _CLEAR and not seated else weight
        for weight, around in zip(own, beside, strict=True)
    ]
    totals = [
        weight
        + _SIBLINGS * beside[place]
        + _SIBLINGS * (_weigh_above(settled, own, place) if _lists(settled[place]) else 0.0)
        for place, weight in enumerate(own)
    ]
    best = max(
        (t for s, t in zip(settled, totals, strict=True) if s.region in ("maybe", "notes")), default=0.0
    )
    enough = _ENOUGH if best >= _CLEAR else _ENOUGH / 2
    taken = [
        section.region == "notes"
        or (
            section.region == "maybe"
            and total >= enough
            and _speaks(section)
            and not _is_introduction(settled, place)
        )
        for place, (section, total) in enumerate(zip(settled, totals, strict=True))
    ]
    # Nothing speaks clearly for notes: all lists, else all that is not clearly something else.
    listed = any(section.region == "maybe" and _lists(section) for section in settled)
    for sign in (_lists, _speaks):
        if not any(took and _speaks(section) for took, section in zip(taken, settled, strict=True)):
            taken = [
                section.region == "maybe"
                and sign(section)
                and (_tells(section) or weight > (0.25 if sign is _lists or listed else _NEVER))
                for section, weight in zip(settled, own, strict=True)
            ]
            told = [took and _tells(section) for took, section in zip(taken, settled, strict=True)]
            if any(told):
                taken = told
                settled = [replace(section, spoken=True) for section in settled]
    taken = [took or _heads_taken(settled, taken, place) for place, took in enumerate(taken)]
    return [
        replace(
            section,
            region="notes" if took else "around" if section.region == "maybe" else section.region,
            announced=section.region == "notes" or bool(section.cues.question),
        )
        for section, took in zip(settled, taken, strict=True)
    ]


def _heads_taken(sections: list[Section], taken: list[bool], place: int) -> bool:
    """Whether a heading with nothing right below it asks, or names a topic, for the tables below it."""
    section = sections[place]
    if section.heading is None or section.region != "maybe" or _speaks(section):
        return False
    for below in range(place + 1, len(sections)):
        if sections[below].level <= section.level:
            break
        if taken[below] and (section.cues.question or (sections[below].cues.table and section.level > 1)):
            return True
    return False


def _open_topics(sections: list[Section]) -> list[Section]:
    """Topics below which the same sub-headings stand again hold notes, though nothing stands right below them.

    Where all have one level in the document, the sub-headings are set one level below their topics.
    """
    words = Counter(_fold(section) for section in sections if section.heading is not None)
    opened = list(sections)
    topics = 0
    for place, section in enumerate(sections):
        empty = section.heading is not None and not any(line.words and not line.role for line in section.body)
        if not empty or words[_fold(section)] > 1 or section.region != "maybe" or section.cues.table:
            continue
        below = _list_below(sections, place, words)
        if not below or any(words[_fold(sections[one])] < 2 or sections[one].cues.table for one in below):
            continue
        topics += 1
        opened[place] = replace(section, region="notes")
        for one in below:
            if sections[one].level == section.level:
                opened[one] = replace(sections[one], level=section.level + 1)
    return opened if topics > 1 else sections


def _list_below(sections: list[Section], place: int, words: Counter[str]) -> list[int]:
    """The sub-headings of a heading; where none is nested in it, those beside it that stand more than once."""
    level, below = sections[place].level, []
    for one in range(place + 1, len(sections)):
        deeper = sections[one].level > level
        if sections[one].level < level or (not deeper and (words[_fold(sections[one])] < 2 or below)):
            if deeper or not below or sections[below[0]].level > level or words[_fold(sections[one])] < 2:
                break
        if not below or sections[one].level <= sections[below[0]].level:
            below.append(one)
    return below


def _fold(section: Section) -> str:
    """A heading as it is compared with others: case, marks and a plural aside."""
    words = section.heading.words if section.heading is not None else ""
    return " ".join(re.findall(r"\w+", words.casefold())).rstrip("s")


def _names_tables(sections: list[Section]) -> bool:
    """Whether tables stand at the top of the notes, not below the questions or topics they all spoke on."""
    above: list[Section] = []
    seated: set[str] = set()
    for section in sections:
        while above and above[-1].level >= section.level:
            above.pop()
        nested = any(one.region == "maybe" and one.level > 1 for one in above)
        if section.cues.table and section.cues.question and not nested:
            return True
        if section.cues.table and not nested:
            seated.add(section.cues.table)
        if section.heading is not None:
            above.append(section)
    return len(seated) >= 2


def _weigh_nested(sections: list[Section], place: int) -> float:
    """A topic below which tables or groups are named is a topic of notes."""
    for below in range(place + 1, len(sections)):
        if sections[below].level <= sections[place].level:
            break
        if sections[below].cues.table and sections[place].level:
            return 2.0
    return 0.0


def _weigh_above(sections: list[Section], weights: list[float], place: int) -> float:
    """What speaks for notes in the section that a section is nested in."""
    for above in range(place - 1, -1, -1):
        if sections[above].level < sections[place].level:
            return max(weights[above], 0.0) if sections[above].heading is not None else 0.0
    return 0.0


def _find_title(sections: list[Section]) -> int:
    """The place of the document's title: the first heading, where all others stand below it; else -1."""
    headed = [place for place, section in enumerate(sections) if section.heading is not None]
    if len(headed) < 2:
        return -1
    first = sections[headed[0]]
    before = any(line.words for section in sections[: headed[0]] for line in section.body)
    if before or any(sections[place].level <= first.level for place in headed[1:]):
        return -1
    return headed[0]


def _next_region(section: Section, region: Region, opened: int) -> tuple[Region, int]:
    cues, level = section.cues, section.level
    if section.heading is None:
        return "maybe", 0
    # "Feedback" alone opens nothing: it may be an item of an agenda.
    announced = bool(cues.table or cues.notes or cues.kind in ("post-it", "other"))
    announced = announced or section.heading.role == "question"
    inside = level > opened
    if cues.summary and (region != "notes" or level <= opened):
        return "summary", level
    if cues.questions and (region != "notes" or level <= opened):
        return "questions", level
    if region in ("summary", "questions") and inside and opened:
        return region, opened
    if announced:
        return "notes", min(opened, level) if region == "notes" and (cues.table or cues.notes) else level
    if cues.around and not cues.question:  # "What stops people getting involved?"
        return "around", level
    if region == "notes" and level >= opened:
        return "notes", opened
    return ("around", opened) if region == "around" and inside and opened else ("maybe", level)


def _weigh(section: Section, headed: bool = True) -> float:
    """What speaks for notes in a section by itself, above 0, or against them."""
    body = [line for line in section.body if line.form in ("item", "text") and line.words and not line.role]
    if _quotes(section):
        return _CLEAR
    if not body:
        return 0.0
    items = [line for line in body if line.form == "item"]
    remarks = sum(not say_aside(line.content) for line in items)
    weight = 0.0
    if section.region == "notes":
        weight += 3.0
    if len(section.cues.question.split()) >= _ASKS:
        weight += 2.0 if items else 1.5
    if section.heading is not None and SPEAKS.search(section.heading.words):
        weight += 1.0
    weight += min(remarks, 2) / 2
    if sum(bool(_VOICE.search(line.words)) for line in body) >= max(len(body) / 4, 1):
        weight += 0.75
    if not items and not section.cues.question:
        weight = min(weight, 0.0)  # an account, whatever it is headed
    for sign, cost in _AGAINST:
        signs = sum(bool(sign.search(line.content.lstrip("*_ "))) for line in body)
        weight -= cost if signs >= max(len(body) / 2, 2) else 0.0
    if section.heading is None and headed:
        weight -= 1.0
    prose = 0
    for line in body:
        if line.form == "item":
            break
        prose += len(line.words.split()) > _PROSE / 2
    if prose >= 2 and items and section.region != "notes":
        weight -= 1.5  # an introduction that ends in a list
    first = body[0]
    if first.form == "text" and len(first.words.split()) > _PROSE and section.region != "notes":
        weight -= 0.0 if section.cues.question and not items else 1.5
    if any(_AGENDA.search(line.words) for line in body if line.form == "text"):
        weight -= 2.0
    return weight


def _weigh_siblings(
    sections: list[Section], weights: list[float], place: int, regions: tuple[Region, ...]
) -> float:
    """What speaks for notes in the sections of the same level that stand below the same heading."""
    own = sections[place]
    first = last = place
    while first and sections[first - 1].level >= own.level and sections[first - 1].heading is not None:
        first -= 1
    while last + 1 < len(sections) and sections[last + 1].level >= own.level:
        last += 1
    beside = [
        weights[other]
        for other in range(first, last + 1)
        if other != place
        and sections[other].level == own.level
        and sections[other].region in regions
        and _speaks(sections[other])
    ]
    return sum(beside) / len(beside) if beside else 0.0


def _quotes(section: Section) -> bool:
    """Whether a reader of the format, or quotation marks, say that notes stand here."""
    return any(line.role == "note" for line in section.body)


def _tells(section: Section) -> bool:
    return any(line.form == "text" and REPORTS.search(line.words) for line in section.body)


def _lists(section: Section) -> bool:
    return any(line.form == "item" and line.content and not line.role for line in section.body)


def _speaks(section: Section) -> bool:
    said = (line for line in section.body if line.role in ("", "note"))
    return any(line.form in ("item", "text") and line.content for line in said)


def _is_introduction(sections: list[Section], place: int) -> bool:
    """Whether a section's few bullets only announce what the sections nested in it are about."""
    listed = []
    for following in range(place + 1, len(sections)):
        if sections[following].level <= sections[place].level:
            break
        listed.append(_count_items(sections[following]))
    return sum(count > 0 for count in listed) >= 2 and _count_items(sections[place]) * 4 < sum(listed)


def _count_items(section: Section) -> int:
    items = (line.content for line in section.body if line.form == "item" and line.content)
    return sum(not say_aside(content) for content in items)
