"""Headings against one another: the title, topics with what heads their notes, lists that only name them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.ingest.lines import BOLD_LEVEL
from pipeline.ingest.structure.evidence import Section, lists, quotes, remarks, speaks, tells_of_answers
from pipeline.ingest.structure.headings import ASPECT, TOPIC, is_seat, split_table
from pipeline.ingest.structure.nesting import LABEL

_FEWEST_PARTS = 2
_FEWEST_ASKED = 2  # questions or tables, below a cover
_NUMBER = re.compile(r"^\W*\d{1,2}[.)]\s+")


def settle_alike(sections: list[Section], taken: list[bool], parents: list[int]) -> list[bool]:
    """Which sections hold notes, once headings that stand again are judged alike.

    So are sections of short paragraphs beside one that holds notes. An account above "Responses:" holds none;
    a heading with nothing right below it may ask.
    """
    pairs = list(zip(sections, taken, strict=True))
    twins = {_fold(one) for one, took in pairs if took and one.heading is not None}
    short = [remarks(one) for one in sections]
    beside = {(parents[place], one.level) for place, (one, took) in enumerate(pairs) if took and short[place]}
    alike = [
        took
        or (
            one.region == "maybe"
            and one.heading is not None
            and (
                (_fold(one) in twins and speaks(one))
                or (short[place] and (parents[place], one.level) in beside)
            )
        )
        for place, (one, took) in enumerate(pairs)
    ]
    telling = {
        parents[place]
        for place, took in enumerate(alike)
        if took and parents[place] >= 0 and tells_of_answers(sections[parents[place]], sections[place])
    }
    settled = [took and place not in telling for place, took in enumerate(alike)]
    return [took or _heads_taken(sections, settled, place) for place, took in enumerate(settled)]


def find_topics(sections: list[Section], taken: list[bool], parents: list[int]) -> set[int]:
    """Headings above an account, below which labels ("Responses:") or repeated sub-headings head notes."""
    often = _count_headings(sections)
    return {
        above
        for place, above in enumerate(parents)
        if above >= 0
        and taken[place]
        and not taken[above]
        and sections[above].region == "maybe"
        and not sections[above].cues.summary
        and speaks(sections[above])
        and (sections[place].level >= BOLD_LEVEL > sections[above].level or often[place] > 1)
    }


def lists_headings(section: Section, place: int, heads: Mapping[str, int]) -> bool:
    """Whether a list only names what the sections below it are about.

    Args:
        section: With the list.
        place: Of the section.
        heads: The words of all headings, each with the place of its last section.
    """
    if not any(at > place for at in heads.values()):
        return False
    listed = {fold_words(line.words) for line in section.body if line.form == "item" and line.words}
    below = sum(heads.get(words, -1) > place for words in listed)
    return len(listed) >= 2 and below >= max(2, len(listed) / 2)


def fold_words(words: str) -> str:
    """Words as they are compared: case, marks and counts in brackets aside."""
    return " ".join(re.findall(r"\w+", re.sub(r"\([^()]*\)|\+\d+", "", words).casefold()))


def _heads_taken(sections: list[Section], taken: list[bool], place: int) -> bool:
    """Whether a heading with nothing right below it asks, or names a topic, for the tables below it."""
    section = sections[place]
    if section.heading is None or section.region != "maybe" or speaks(section):
        return False
    for below in range(place + 1, len(sections)):
        if sections[below].level <= section.level:
            break
        if taken[below] and (section.cues.question or (sections[below].cues.table and section.level > 1)):
            return True
    return False


def open_gists(sections: list[Section]) -> list[Section]:
    """Labels like "Key points:" right below each heading, with nothing between to sum up, hold notes."""
    often = _count_headings(sections)
    alone = {
        _fold(one)
        for above, one in pairwise(sections)
        if one.cues.summary and above.heading is not None and not above.cues.summary and not speaks(above)
    }
    kept = {_fold(one) for above, one in pairwise(sections) if one.cues.summary and speaks(above)}
    return [
        replace(one, cues=replace(one.cues, summary=False))
        if one.cues.summary and often[place] > 1 and _fold(one) in alone - kept
        else one
        for place, one in enumerate(sections)
    ]


def open_topics(sections: list[Section]) -> list[Section]:
    """Topics with the same sub-headings hold notes, though nothing stands right below them.

    So do topics beside one another, each with several sub-headings that ask nothing. Where all have one
    level in the document, the sub-headings are set one level below their topics.
    """
    often = _count_headings(sections)
    several = _find_divided(sections)
    if several:
        return [
            replace(one, region="notes") if place in several else one for place, one in enumerate(sections)
        ]
    opened = list(sections)
    topics = 0
    for place, section in enumerate(sections):
        empty = section.heading is not None and not any(line.words and not line.role for line in section.body)
        if section.heading is None or often[place] > 1 or section.region != "maybe" or section.cues.table:
            continue
        below = _list_below(sections, place, often)
        if not below or any(often[one] < 2 or sections[one].cues.table for one in below):
            continue
        topics += 1
        if empty:
            opened[place] = replace(section, region="notes")
        for one in below:
            if sections[one].level == section.level:
                opened[one] = replace(sections[one], level=section.level + 1)
    return opened if topics > 1 else sections


def _find_divided(sections: list[Section]) -> set[int]:
    """Headings beside one another, right below which stand only sub-headings that ask nothing."""
    divided: dict[int, list[int]] = {}
    whole = {one.level for one in sections if _is_part(one) and not one.cues.notes}  # with notes right below
    for place, section in enumerate(sections):
        cues = section.cues
        if (
            section.heading is None
            or section.region != "maybe"
            or cues.table
            or cues.summary
            or cues.question
        ):
            continue
        if any(line.words and not line.role for line in section.body):
            continue
        below = _list_nested(sections, place)
        if len(below) >= _FEWEST_PARTS and all(_is_part(sections[one]) for one in below):
            divided.setdefault(section.level, []).append(place)
    return {
        place
        for places in divided.values()
        for place in places
        if len(places) > 1 or TOPIC.match(_get_words(sections[place])) or sections[place].level in whole
    }


def _is_part(section: Section) -> bool:
    cues = section.cues
    return (
        section.region == "maybe"
        and speaks(section)
        and not (cues.question or cues.table or cues.summary or cues.around)
    )


def _list_nested(sections: list[Section], place: int) -> list[int]:
    """The sections nested in one."""
    nested: list[int] = []
    for below in range(place + 1, len(sections)):
        if sections[below].level <= sections[place].level:
            break
        nested.append(below)
    return nested


def _list_below(sections: list[Section], place: int, often: list[int]) -> list[int]:
    """The sub-headings of a heading; without any, those beside it that stand more than once."""
    level = sections[place].level
    below: list[int] = []
    for one in range(place + 1, len(sections)):
        again = often[one] >= 2 and not (below and sections[below[0]].level > level)
        if sections[one].level < level or (sections[one].level == level and not again):
            break
        if not below or sections[one].level <= sections[below[0]].level:
            below.append(one)
    return below


def _count_headings(sections: list[Section]) -> list[int]:
    """For each section how often its heading stands in the document."""
    folded = [_fold(section) for section in sections]
    words = Counter(one for one, section in zip(folded, sections, strict=True) if section.heading is not None)
    return [words[one] for one in folded]


def _fold(section: Section) -> str:
    """A heading as it is compared with others: case, marks and a plural aside."""
    return " ".join(re.findall(r"\w+", _get_words(section).casefold())).rstrip("s")


def _get_words(section: Section) -> str:
    return section.heading.words if section.heading is not None else ""


def ask_at_tables(sections: list[Section]) -> list[Section]:
    """Topics at tables are what was asked there: behind their labels, or the same ones below each."""
    again = _find_same(sections)
    asked = [
        replace(one, cues=replace(one.cues, question=_NUMBER.sub("", one.heading.words).rstrip(": ")))
        if place in again and one.heading is not None
        else one
        for place, one in enumerate(sections)
    ]
    return _ask_in_labels(asked)


def _find_same(sections: Sequence[Section]) -> set[int]:
    """Headings that stand once below each of several tables, and look like the first of them there."""
    met: dict[str, dict[int, list[int]]] = {}
    table, level = -1, 0
    for place, section in enumerate(sections):
        cues = section.cues
        if section.heading is None:
            continue
        if cues.table:
            table, level = place if is_seat(section.heading.words) else -1, 0
        elif table >= 0 and not (cues.question or cues.kind or cues.notes or cues.around or cues.summary):
            level = level or section.level
            words = section.heading.words
            if section.level == level and not (ASPECT.match(words) or LABEL.match(words)):
                met.setdefault(fold_words(words), {}).setdefault(table, []).append(place)
    same = [
        places
        for places in met.values()
        if len(places) >= _FEWEST_ASKED and all(len(some) == 1 for some in places.values())
    ]
    found = {place for places in same for some in places.values() for place in some}
    return found if len(same) >= _FEWEST_ASKED else set()


def _ask_in_labels(sections: list[Section]) -> list[Section]:
    """Short topics behind the tables' labels ("Table 2 – Young people").

    A single word may be who led the table: it is a topic where another table's is none but a topic.
    """
    rests = {
        place: split_table(section.heading.words)[1]
        for place, section in enumerate(sections)
        if section.heading is not None
        and not section.cues.kind
        and split_table(section.heading.words)[0]  # not "Discussion notes from Table 2"
    }
    topics = [rest for place, rest in rests.items() if sections[place].cues.question or _is_topic(rest)]
    if len(set(rests.values())) < _FEWEST_ASKED or not topics:
        return sections
    return [
        replace(section, cues=replace(section.cues, question=rests[place].rstrip(": ")))
        if rests.get(place, "")[:1].isalpha() and not section.cues.question
        else section
        for place, section in enumerate(sections)
    ]


def _is_topic(rest: str) -> bool:
    """Whether words behind a table's label are no name of a person: the second begins small."""
    words = rest.split()
    return len(words) > 1 and words[0][:1].isalpha() and words[1][:1].islower()


def find_cover(sections: Sequence[Section]) -> int:
    """The place of a title with paragraphs on the event below it, where all others ask; else -1.

    It may look like the questions. Below it stand no bullets, and it asks nothing itself.
    """
    headed = [place for place, section in enumerate(sections) if section.heading is not None]
    if not headed or any(
        line.words and line.form != "metadata" for one in sections[: headed[0]] for line in one.body
    ):
        return -1
    first, others = sections[headed[0]], [sections[place] for place in headed[1:]]
    if first.cues.question or first.cues.table or lists(first) or quotes(first):
        return -1
    asked = [one for one in others if one.cues.question or one.cues.table]
    rest = [one for one in others if one.level <= first.level and not (one.cues.around or one.cues.summary)]
    return headed[0] if len(asked) >= _FEWEST_ASKED and all(one in asked for one in rest) else -1


def find_title(sections: list[Section]) -> int:
    """The place of the document's title: the first heading, where all others stand below it; else -1."""
    headed = [place for place, section in enumerate(sections) if section.heading is not None]
    if len(headed) < 2:
        return -1
    first = sections[headed[0]]
    top = (line for section in sections[: headed[0]] for line in section.body)
    before = any(line.words and line.form != "metadata" for line in top)
    if before or any(sections[place].level <= first.level for place in headed[1:]):
        return -1
    return headed[0]
