"""Cuts a document at its headings and decides what each section holds.

Notes, somebody's summary, the list of the questions, or text around the notes: what speaks for notes in a
section adds up with what speaks for them in the sections beside and above it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from pipeline.ingest.lines import BOLD_LEVEL, SAME_QUESTION, Document, Line
from pipeline.ingest.structure import topics
from pipeline.ingest.structure.evidence import (
    CLEAR,
    Region,
    Section,
    announces,
    asks,
    count_items,
    explains,
    find_first,
    find_parents,
    is_account,
    is_prose,
    lists,
    median_words,
    narrates,
    quotes,
    remarks,
    speaks,
    tells,
    weigh,
    weigh_above,
    weigh_answers,
    weigh_nested,
    weigh_siblings,
)
from pipeline.ingest.structure.headings import HEARD, read_cues, split_table
from pipeline.ingest.structure.heads import find_heads
from pipeline.ingest.structure.only_organisers import refuse_organisers
from pipeline.settings import IngestSettings

_SIBLINGS = 0.5  # what the sections beside it say of a section, against what it says of itself
_ENOUGH = 0.5  # what must speak for notes where other sections clearly hold some
_SEATED = 3.0  # against what is no table's, where the notes stand table by table
_ACCOUNTS, _ARTICLE = 4, 20  # sections without bullets, and words in their paragraphs, of an article
_ANNOUNCED = 2.5  # what a line weighs that leads a list of people's words
_LISTED = 1.0  # what two remarks in a list weigh
# Where nothing else holds notes, what is nested in it is the meeting itself, item by item.
_AGENDA = re.compile(r"^\W*(?:meeting )?agenda(?: items?)?\W*$", re.IGNORECASE)
_NEVER = -1.0  # with so much against it a section holds no notes, even where no other does
# Where a document shows statements and what people said of them.
FEEDBACK_LABEL = re.compile(r"^(?:feedback|comments?|responses?)\s*[-–—:]+\s*(?=\S)", re.IGNORECASE)


def find_sections(document: Document, settings: IngestSettings) -> list[Section]:
    """Cut a document into sections and say what each holds."""
    cut = topics.open_gists(topics.ask_at_tables(_cut_sections(document, settings)))
    sections = _settle_regions(cut)
    if not any(section.region == "notes" and speaks(section) for section in sections):
        # All there is may stand below "What we heard", "Feedback summary" as the title, or "Key points" below
        # each question: what people said, not somebody's summary of it.
        often = Counter(one.heading.words for one in cut if one.heading is not None)
        sections = _settle_regions([_reopen(one, often) for one in cut])
    if sum(asks_for_feedback(section) for section in sections) >= 2:
        return [replace(one, region="notes" if asks_for_feedback(one) else "around") for one in sections]
    return refuse_organisers(sections, announces(find_first(sections)))


def _reopen(section: Section, often: Counter[str]) -> Section:
    """A section as it is where no other holds notes: its heading may head them after all."""
    if section.heading is None:
        return section
    cues, words = section.cues, section.heading.words
    if _AGENDA.match(words) and not lists(section):
        return replace(section, cues=replace(cues, around=False))
    if lists(section) and (HEARD.search(words) or (cues.summary and (often[words] > 1 or len(often) == 1))):
        return replace(section, cues=replace(cues, summary=False, notes=bool(HEARD.search(words))))
    return section


def asks_for_feedback(section: Section) -> bool:
    """Whether it shows a statement with what people said of it below ("Feedback – makes sense")."""
    if section.heading is None or section.cues.question:
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
    title = topics.find_title(sections)
    titled = sections[title].level if title >= 0 else -1
    heads = {
        topics.fold_words(one.heading.words): place
        for place, one in enumerate(sections)
        if one.heading is not None
    }
    for place, section in enumerate(sections):
        one = (
            replace(section, cues=replace(section.cues, summary=False, around=False))
            if place == title
            else section
        )
        region, opened = _next_region(one, region, opened, titled if place > title else -1)
        if region == "maybe" and topics.lists_headings(one, place, heads):
            region = "around"
        settled.append(one if one.region == region else replace(one, region=region))
    settled = topics.open_topics(settled)
    settled = [replace(one, region="notes") if quotes(one) else one for one in settled]
    if any(one.cues.table and lists(one) for one in settled):  # beside tables that do, one that only narrates
        settled = [
            replace(one, region="around") if one.cues.table and narrates(one) else one for one in settled
        ]
    # A table of questions says that notes are there, unless bullets below other questions do as well.
    given = any(line.given is not None for section in sections for line in section.body)
    if given and not any(one.region == "maybe" and one.cues.question and lists(one) for one in settled):
        headings = [place for place, one in enumerate(settled) if one.heading is not None]
        title = max(title, headings[0]) if len(headings) == 1 else title
        return [_settle_beside_table(one, place == title) for place, one in enumerate(settled)]
    parents = find_parents(settled)
    nesting = set(parents)
    # "Your comments" beside other lists is one of them; above others it opens the notes.
    seated = _names_tables(settled) or any(
        section.region == "notes" and section.cues.notes and not section.cues.table
        for place, section in enumerate(settled)
        if place in nesting and place != title
    )
    headed = any(section.heading is not None for section in settled)
    own = [
        weigh(section, headed) - (_SEATED if seated and section.region == "maybe" else 0.0)
        for section in settled
    ]
    asking = [place for place, section in enumerate(settled) if section.cues.question and speaks(section)]
    accounts = sum(speaks(section) and not lists(section) for section in settled)
    if len(asking) == 1 and accounts >= _ACCOUNTS and not lists(settled[asking[0]]):
        own[asking[0]] -= 2.0  # one rhetorical question in an article
    own = [
        weight + weigh_nested(settled, place) + _ANNOUNCED * _announces_list(settled[place])
        for place, weight in enumerate(own)
    ]
    alike: tuple[Region, ...] = ("maybe",) if seated else ("maybe", "notes")
    own = [weight + weigh_answers(settled, place, parents[place]) for place, weight in enumerate(own)]
    beside = weigh_siblings(settled, own, alike, parents)
    own = [
        max(weight, 0.0) if around >= CLEAR and not seated else weight
        for weight, around in zip(own, beside, strict=True)
    ]
    totals = [
        weight
        + _SIBLINGS * max(beside[place], -_SIBLINGS)
        + _SIBLINGS * (weigh_above(settled, own, parents[place]) if lists(settled[place]) else 0.0)
        for place, weight in enumerate(own)
    ]
    best = max(
        (t for s, t in zip(settled, totals, strict=True) if s.region in ("maybe", "notes")), default=0.0
    )
    enough = _ENOUGH if best >= CLEAR else _ENOUGH / 2
    taken = [
        section.region == "notes"
        or (
            section.region == "maybe"
            and total > enough
            and speaks(section)
            and not _is_introduction(settled, place)
            and not explains(section)
        )
        for place, (section, total) in enumerate(zip(settled, totals, strict=True))
    ]
    # Nothing speaks clearly for notes: all lists, else all that is not clearly something else.
    listed = any(section.region == "maybe" and lists(section) for section in settled)
    article = accounts >= _ACCOUNTS and median_words(settled) > _ARTICLE
    for sign in (lists, speaks):
        if not any(took and speaks(section) for took, section in zip(taken, settled, strict=True)):
            taken = [
                section.region == "maybe"
                and sign(section)
                and not explains(section)
                and (tells(section) or weight > (0.25 if sign is lists or listed or article else _NEVER))
                for section, weight in zip(settled, own, strict=True)
            ]
            told = [took and tells(section) for took, section in zip(taken, settled, strict=True)]
            said = [  # below a heading
                took
                and one.heading is not None
                and remarks(one)
                and not is_prose([line for line in one.body if line.words])
                for one, took in zip(settled, taken, strict=True)
            ]
            if any(told) and not any(said):
                taken = told
                settled = [replace(section, spoken=is_account(section)) for section in settled]
    taken = topics.settle_alike(settled, taken, parents)
    if (cover := topics.find_cover(settled)) >= 0:
        taken[cover], settled[cover] = False, replace(settled[cover], region="around")
    topical = topics.find_topics(settled, taken, parents) - {title}
    return [
        replace(
            section,
            region="notes" if took else "around" if section.region == "maybe" else section.region,
            heads=place in topical,
            announced=section.region == "notes" or bool(section.cues.question),
        )
        for place, (section, took) in enumerate(zip(settled, taken, strict=True))
    ]


def _settle_beside_table(section: Section, title: bool) -> Section:
    """A section where tables hold the notes: its heading may ask; beside them only lists hold more."""
    if section.region != "maybe":
        return section
    known = [line.given for line in section.body if line.given is not None]
    if known:
        below = section.heading is not None and any(one.question == SAME_QUESTION for one in known)
        return replace(section, region="notes" if below and not title else "around", announced=False)
    listed = lists(section) and section.heading is not None and weigh(section) >= _LISTED
    return replace(section, region="notes" if listed else "around", announced=False)


def _announces_list(section: Section) -> bool:
    """Whether, before the first heading, the line above the bullets says that people's words follow."""
    if section.heading is not None:
        return False
    items = [place for place, line in enumerate(section.body) if line.form == "item" and line.words]
    above = [line for line in section.body[: items[0]] if line.words] if items else []
    return (
        bool(above) and above[-1].plain_text and above[-1].words.endswith(":") and announces(above[-1].words)
    )


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


def _next_region(section: Section, region: Region, opened: int, titled: int) -> tuple[Region, int]:
    """What a section holds by its heading and the region above, and the level that opened that.

    Args:
        section: The section.
        region: What the section above it holds.
        opened: The level of the heading that opened that region.
        titled: The level of the document's title, or -1.
    """
    cues, level = section.cues, section.level
    if section.heading is None:
        return "maybe", 0
    if region == "notes" and opened == titled and (cues.summary or cues.questions):
        opened = level  # a document called "Notes of …" holds a summary as well
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
    if region == "around" and inside and asks(section) and (lists(section) or opened >= BOLD_LEVEL):
        return "maybe", 0  # "How was that for you?", below the agenda that it closes
    return ("around", opened) if region == "around" and inside and opened else ("maybe", level)


def _is_introduction(sections: list[Section], place: int) -> bool:
    """Whether a section's few bullets only announce what the sections nested in it are about."""
    if asks(sections[place]) and not lists(sections[place]):
        return False  # what stands below it are answers, without bullets
    listed = []
    for following in range(place + 1, len(sections)):
        if sections[following].level <= sections[place].level:
            break
        listed.append(count_items(sections[following]))
    return sum(count > 0 for count in listed) >= 2 and count_items(sections[place]) * 4 < sum(listed)
