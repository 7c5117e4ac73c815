"""Recorded talk: whose words stand where, and the one person who asks what the others answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.ingest.lines import BOLD_LEVEL, Line
from pipeline.ingest.structure.remarks import find_speakers, split_speaker
from pipeline.ingest.structure.turns import find_leaders

# "Ruth Hammond   0:04", "[Ruth Hammond] 10:02:33": what stands above the words in an exported transcript.
_STAMPED = re.compile(
    r"^\[?(?P<name>[^\W\d_][^:\[\]]{0,39}?)\]?\s+[(\[]?\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?(?:\s?[ap]\.?m\.?)?[)\]]?\s*$",
    re.IGNORECASE,
)
_RECORDER = re.compile(r"\b(?:started|stopped|ended) (?:the )?(?:transcription|recording)\W*$", re.IGNORECASE)
_ASKS_FOR_A_LIVING = re.compile(
    r"^(?:the )?(?:moderator|facilitator|interviewer|researcher|host|chair(?:person)?|mod|int|fac)"
    r"(?: ?\d| ?\([A-Z]{2,3}\))?$",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"[^.!?…]*\?")
_FEWEST_WORDS = 3  # of a question that opens something; "Why?" follows up the one before it
_FEWEST_TURNS = 4
_ASKING, _ANSWERING = 0.5, 0.25  # shares of turns that ask, of who asks and of all others


def read_stamped(lines: list[Line]) -> list[Line]:
    """Words below lines that say who spoke and when, as programs that record meetings write them."""
    found = [_STAMPED.match(line.words) if line.plain_text else None for line in lines]
    names = Counter(match["name"].strip() for match in found if match is not None)
    if names.total() < _FEWEST_TURNS or len(names) > 0.75 * names.total() or len(names) < 2:
        return lines
    read: list[Line] = []
    speaker = ""
    for line, match in zip(lines, found, strict=True):
        if match is not None:
            speaker = match["name"].strip()
            line = replace(line, role="metadata", reason="says who speaks below")
        elif line.plain and line.words:
            if not speaker or _RECORDER.search(line.words):
                line = replace(
                    line, form="text", level=0, role="context", reason="stands around what was said"
                )
            else:
                line = replace(
                    line, form="text", level=0, role="note", speaker=speaker, reason="what was said"
                )
        read.append(line)
    return read


def settle_asker(lines: list[Line]) -> list[Line]:
    """Where one person asks and the others answer, the questions head the answers."""
    speakers = find_speakers(line.content for line in lines if line.content and not line.speaker)
    said = [_name_turn(line, speakers) for line in lines]
    asker = _find_asker(lines, said)
    if not asker:
        return lines
    settled: list[Line] = []
    asks = False
    for line, name in zip(lines, said, strict=True):
        if line.role == "continuation":
            line = replace(line, role="context") if asks else line
        elif name:
            asks = name == asker
            line = _settle_turn(line, speakers, asks)
        settled.append(line)
    return settled


def _name_turn(line: Line, speakers: frozenset[str]) -> str:
    """Who speaks in a line, or empty."""
    if line.given is not None:
        return line.given.speaker if line.given.kind == "other" and not line.given.question else ""
    if line.role == "note" and line.speaker:
        return line.speaker
    return split_speaker(line.content, speakers)[1] if line.plain else ""


def _find_asker(lines: Sequence[Line], said: Sequence[str]) -> str:
    turns = Counter(name for name in said if name)
    asking = Counter(name for line, name in zip(lines, said, strict=True) if name and "?" in line.words)
    named = next((name for name in turns if _ASKS_FOR_A_LIVING.match(name) and asking[name]), "")
    if named and asking[named] >= 2:
        return named  # also where nobody else is named
    if turns.total() < _FEWEST_TURNS or len(turns) < 2:
        return ""
    leaders = find_leaders(lines)
    asker = next((name for name in turns if _asks_alone(name, turns, asking)), "")
    return named or (asker if not leaders or asker.split(" ")[0].casefold() in leaders else "")


def _asks_alone(name: str, turns: Mapping[str, int], asking: Mapping[str, int]) -> bool:
    others = sum(turns.values()) - turns[name]
    asked = sum(asking.values()) - asking[name]
    return (
        asking[name] >= 2
        and asking[name] >= _ASKING * turns[name]
        and turns[name] <= others
        and asked <= _ANSWERING * others
    )


def _settle_turn(line: Line, speakers: frozenset[str], asks: bool) -> Line:
    words = line.words if line.speaker or line.given is not None else split_speaker(line.words, speakers)[0]
    if not asks:
        if line.given is None:
            return line
        return replace(line, given=None, role="note", speaker=line.given.speaker, reason="a message")
    questions = [one.strip() for one in _QUESTION.findall(words) if len(one.split()) >= _FEWEST_WORDS]
    if not questions:
        return replace(
            line, form="text", level=0, given=None, role="context", reason="words of the one who asks"
        )
    return replace(
        line, form="heading", level=BOLD_LEVEL, given=None, role="", words=questions[-1], speaker=""
    )
