"""Lists that hold nobody's words: how many picked an answer, the programme, what was asked or planned."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.ingest.lines import Line
from pipeline.ingest.structure.only_organisers import BEHIND, LONGEST_SEEN

_COUNTED = re.compile(
    r"^[^:?!]{1,90}(?:[:–—=]|\s-\s)\s*(?:\d[\d,.]*\s?%?|[\d,.]+\s?\(\d[\d,.]*\s?%\))\W*$|"
    r"^\d[\d.]*\s?%\s*[:–—-]\s*[^:?!.]{1,90}$|"
    r"^\d[\d,]*(?:\s?\(\d[\d.]*\s?%\))?\W*$"
)
_FEWEST_COUNTED = 3  # answers to pick, with how many picked each
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


def pass_counts(lines: list[Line]) -> list[Line]:
    """A list of nothing but answers to pick, each with how many picked it, holds nobody's words."""
    passed = _pass_shares(lines)
    run: list[int] = []
    for place, line in enumerate([*lines, None]):
        if line is not None and line.form == "item" and not line.role and line.given is None:
            run.append(place)
            continue
        if line is not None and line.form == "blank":
            continue
        if len(run) >= _FEWEST_COUNTED and all(_COUNTED.match(lines[one].words) for one in run):
            for one in run:
                passed[one] = replace(lines[one], role="metadata", reason=_PICKED)
        run = []
    return passed


def _pass_shares(lines: list[Line]) -> list[Line]:
    """Plain lines with the share that picked an answer, several of them, and what stands right above them."""
    told = [line.plain_text and "%" in line.words and bool(_COUNTED.match(line.words)) for line in lines]
    passed = list(lines)
    if sum(told) < _FEWEST_COUNTED:
        return passed
    above = -1
    for place, line in enumerate(lines):
        if told[place]:
            passed[place] = replace(line, role="metadata", reason=_PICKED)
        if told[place] and above >= 0 and not told[above] and lines[above].plain_text:
            passed[above] = replace(lines[above], role="context", reason="a question with answers to pick")
        above = above if line.form == "blank" else place
    return passed


def pass_programme(lines: list[Line]) -> list[Line]:
    """Lines one below another that begin with a time, some with its end, are the programme."""
    passed = list(lines)
    run: list[int] = []
    for place, line in enumerate([*lines, None]):
        if line is not None and (line.form == "blank" or line.role == "continuation"):
            continue
        if line is not None and line.plain and _AT.match(line.words):
            run.append(place)
            continue
        if len(run) >= _FEWEST_SLOTS and sum(_FROM_TO.match(lines[one].words) is not None for one in run) > 1:
            for one in run:
                passed[one] = replace(
                    lines[one], form="text", level=0, role="metadata", reason="a slot of the programme"
                )
        run = []
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
            passed[one] = replace(lines[one], role="context", reason=reason)
    return passed
