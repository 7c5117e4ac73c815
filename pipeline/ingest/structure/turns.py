"""A talk in turns ("Ros: …"): the turns of those who led it, and what goes on below a turn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.ingest.lines import Line, take_off
from pipeline.ingest.structure.headings import split_table
from pipeline.ingest.structure.remarks import SPOKEN_ONCE, find_below, find_speakers, name_once, split_speaker

_FEWEST_SPEAKERS, _FEWEST_TURNS = 3, 6
# "Session facilitator(s): Ida B., Ros C.", "Moderated by Ida Berg"
_LED = re.compile(
    r"\b(?:facilitat(?:ors?|ed)|moderat(?:ors?|ed)|hosts?|hosted|interview(?:ers?|ed)|chair(?:ed|s)?|led)"
    r"(?:\(s\))?(?: by)?\s?:?\s+(?P<names>[A-Z][^:]{2,120})$",
    re.IGNORECASE,
)
_TOP = 15  # lines that may say who led a talk
_NAME = re.compile(r"[^\W\d_][\w'’-]+")
_HAPPENED = re.compile(r"^[(\[]\s?[a-z][a-z ,]{2,40}[)\]]\W?$", re.IGNORECASE)  # "(laughter)"


def read_turns(lines: list[Line]) -> list[Line]:
    """Lines right below a turn go on with it; turns of who led the talk, and laughter, stand around."""
    # Only first lines of paragraphs: the others could not say who speaks.
    begun = (
        line.content
        for place, line in enumerate(lines)
        if line.plain_text and (not place or lines[place - 1].form != "text")
    )
    known = find_speakers(line.content for line in lines if line.content)
    speakers = find_speakers(begun) | known
    said = [_name_turn(line, speakers) for line in lines]
    turns = [name for name in said if name]
    if len(set(turns)) < 2 or len(turns) < _FEWEST_TURNS:
        return lines
    leaders = find_leaders(lines)
    talk = len(set(turns)) >= _FEWEST_SPEAKERS
    read: list[Line] = []
    speaking = led = False  # whether the line above belongs to a turn, and whether of somebody who led it
    near = False  # the same of the last line that is not blank
    for place, (line, name) in enumerate(zip(lines, said, strict=True)):
        if name:
            speaking, led = True, name.split()[0].casefold() in leaders
            if led:
                line = replace(line, role="context", reason="words of those who led it")
            elif name not in known and name_once(line.content) == name:
                line = replace(take_off(line, SPOKEN_ONCE), speaker=name)
            elif talk and line.words.endswith("?"):
                line = replace(line, role="note", reason="asked in turn")
        elif line.plain_text and _HAPPENED.match(line.words):
            line = replace(line, role="context", reason="what happened meanwhile")
            speaking = False
        elif near and line.plain_text and talk and (once := name_once(line.content)):
            line = replace(take_off(line, SPOKEN_ONCE), speaker=once)
        elif speaking and line.plain_text and not _opens(lines, said, place):
            line = replace(line, role="continuation", reason="goes on from the line above")
        else:
            speaking = False
        near = speaking or (near and line.form == "blank")
        read.append(line)
    return read


def _opens(lines: Sequence[Line], said: Sequence[str], place: int) -> bool:
    """Whether a line asks what the turns right below it answer, or heads them."""
    if lines[place].bold or split_table(lines[place].words)[0]:
        return True
    below = find_below(lines, place)
    return below >= 0 and bool(said[below]) and lines[place].words.endswith("?")


def _name_turn(line: Line, speakers: frozenset[str]) -> str:
    plain = line.plain_text and line.given is None and not line.speaker
    return split_speaker(line.content, speakers)[1] if plain else ""


def find_leaders(lines: Sequence[Line]) -> frozenset[str]:
    """First names of those whom the top of a document names as leading the talk."""
    top = [line.words for line in lines if line.words][:_TOP]
    named = [found["names"] for words in top if (found := _LED.search(words)) is not None]
    people = [one.strip() for names in named for one in re.split(r",|&|\band\b", names)]
    firsts = (_NAME.match(one) for one in people)
    return frozenset(first[0].casefold() for first in firsts if first is not None)
