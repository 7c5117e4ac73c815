"""Recorded talk in turns: whose words stand where, who led it, and who asks what the others answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.ingest.lines import BOLD_LEVEL, Line, settle, settle_as_text, take_off
from pipeline.ingest.structure.headings import TOPIC, read_cues, split_table
from pipeline.ingest.structure.public import OFFICIAL, PUBLIC
from pipeline.ingest.structure.remarks import SPOKEN_ONCE, find_below, find_speakers, name_once, split_speaker

_ASKED = re.compile(r"^Q\s?\d{0,3}\s*[:.]\s*(?=\S)")
_ANSWERED = re.compile(r"^A\s?\d{0,3}\s*[:.]\s*(?=\S)")
_TABLE = re.compile(r"^(?:table|group|room|break\s?-?out (?:group|room)) ?\w{1,2}\W*$", re.IGNORECASE)
_LABEL = 3  # words
# "Ruth Hammond   0:04", "[Ruth Hammond] 10:02:33": what stands above the words in an exported transcript.
_STAMPED = re.compile(
    r"^\[?(?P<name>[^\W\d_][^:\[\]]{0,39}?)\]?\s+[(\[]?\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?(?:\s?[ap]\.?m\.?)?[)\]]?\s*$",
    re.IGNORECASE,
)
_ASKS_FOR_A_LIVING = re.compile(
    r"^(?:the )?(?:moderator|facilitator|interviewer|researcher|host|chair(?:person)?|mod|int|fac)"
    r"(?: ?\d| ?\([A-Z]{2,3}\))?$",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"[^.!?…]*\?")
_FEWEST_QUESTION_WORDS = 3  # of a question that opens something; "Why?" follows up the one before it
_FEWEST_ASKED_TURNS = 4
_ASKING, _ANSWERING = 0.5, 0.25  # shares of turns that ask, of who asks and of all others
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
_RECORDER = re.compile(r"\b(?:started|stopped|ended) (?:the )?(?:transcription|recording)\W*$", re.IGNORECASE)


def read_spoken(lines: list[Line]) -> list[Line]:
    """Where most lines say who spoke, what stands above the first is no remark, unless it asks."""
    speakers = find_speakers(line.content for line in lines if line.content)
    said = [split_speaker(line.content, speakers)[1] if line.plain else "" for line in lines]
    spoken = [bool(name) for name in said]
    first = spoken.index(True) if len(set(said)) > 2 else -1
    if first < 0 or lines[first].form != "text":
        return lines
    if sum(spoken) < max(3, sum(line.plain and bool(line.words) for line in lines[first:]) * 0.6):
        return lines
    return [
        settle(line, "context", "stands above what was said")
        if line.plain_text and line.words and not (_asks(line) or line.bold or _TABLE.match(line.words))
        else line
        for line in lines[:first]
    ] + lines[first:]


def _asks(line: Line) -> bool:
    """Whether a line puts a question; "Who was there?" is a label."""
    if "?" not in line.words:
        return bool(read_cues(line.words).question)
    return line.words.rstrip('”"*_ ').endswith("?") and len(line.words.split()) > _LABEL


def read_dialogue(lines: list[Line]) -> list[Line]:
    """Lines with Q: and A: in front: a question with its answers; below a heading both are what was said."""
    plain = [line.content if line.plain_text else "" for line in lines]
    asked = [bool(_ASKED.match(content)) for content in plain]
    answers = [bool(_ANSWERED.match(content)) for content in plain]
    if not any(asked) or not any(answers):
        return lines
    above = [line for line in lines[: asked.index(True)] if line.words]
    public = any(PUBLIC.search(line.words) for line in lines[:15] if not line.role)
    topical = any(line.form == "heading" or TOPIC.match(line.words) for line in above)
    topical = topical or bool(above and above[-1].words.endswith(":"))
    read = []
    for line, asks, says in zip(lines, asked, answers, strict=True):
        if asks or says:
            line = take_off(line, _ASKED if asks else _ANSWERED)
            if public and says:
                line = settle(line, "context", OFFICIAL)
            elif topical:
                line = settle(line, "note", "a question" if asks else "an answer")
            else:
                line = replace(line, form="heading" if asks else "item", level=BOLD_LEVEL if asks else 1)
        read.append(line)
    return read


def read_stamped(lines: list[Line]) -> list[Line]:
    """Words below lines that say who spoke and when, as programs that record meetings write them."""
    found = [_STAMPED.match(line.words) if line.plain_text else None for line in lines]
    names = Counter(match["name"].strip() for match in found if match is not None)
    if names.total() < _FEWEST_ASKED_TURNS or len(names) > 0.75 * names.total() or len(names) < 2:
        return lines
    read: list[Line] = []
    speaker = ""
    for line, match in zip(lines, found, strict=True):
        if match is not None:
            speaker = match["name"].strip()
            line = settle(line, "metadata", "says who speaks below")
        elif line.plain and line.words:
            if not speaker or _RECORDER.search(line.words):
                line = settle_as_text(line, "context", "stands around what was said")
            else:
                line = replace(
                    line, form="text", level=0, role="note", speaker=speaker, reason="what was said"
                )
        read.append(line)
    return read


def settle_asker(lines: list[Line]) -> list[Line]:
    """Where one person asks and the others answer, the questions head the answers."""
    speakers = find_speakers(line.content for line in lines if line.content and not line.speaker)
    said = [_name_said(line, speakers) for line in lines]
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


def _name_said(line: Line, speakers: frozenset[str]) -> str:
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
    if turns.total() < _FEWEST_ASKED_TURNS or len(turns) < 2:
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
    questions = [
        one.strip() for one in _QUESTION.findall(words) if len(one.split()) >= _FEWEST_QUESTION_WORDS
    ]
    if not questions:
        return replace(
            line, form="text", level=0, given=None, role="context", reason="words of the one who asks"
        )
    return replace(
        line, form="heading", level=BOLD_LEVEL, given=None, role="", words=questions[-1], speaker=""
    )


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
                line = settle(line, "context", "words of those who led it")
            elif name not in known and name_once(line.content) == name:
                line = replace(take_off(line, SPOKEN_ONCE), speaker=name)
            elif talk and line.words.endswith("?"):
                line = settle(line, "note", "asked in turn")
        elif line.plain_text and _HAPPENED.match(line.words):
            line = settle(line, "context", "what happened meanwhile")
            speaking = False
        elif near and line.plain_text and talk and (once := name_once(line.content)):
            line = replace(take_off(line, SPOKEN_ONCE), speaker=once)
        elif speaking and line.plain_text and not _opens(lines, said, place):
            line = settle(line, "continuation", "goes on from the line above")
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
