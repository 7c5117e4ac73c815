"""Minutes of a meeting: its business is nobody's remark; what the public said or asked is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.ingest.lines import BOLD_LEVEL, Line, settle
from pipeline.ingest.structure.headings import REPORTS
from pipeline.ingest.structure.public import cut_reply

_TOP = 12  # lines with words that may say what the document is
_MINUTES = re.compile(
    r"\b(?:draft|approved)? ?minutes\b(?! (?:to|late|later|long|away|walk|each|per|ago|before|after|of fame))"
    r"|\bmeeting (?:agenda|minutes)\b",
    re.IGNORECASE,
)
_BUSINESS = tuple(
    re.compile(rf"\b(?:{signs})\b", re.IGNORECASE)
    for signs in (
        "apologies",
        r"present(?=\s?:)|those present|in attendance|attendees|in the chair",
        "called to order|meeting (?:was )?(?:opened|closed|adjourned)|opened the meeting",
        r"motion|proposed|seconded|resolved|carried|unanimous\w*",
        "(?:true|accurate|correct) record|minutes (?:were )?(?:approved|agreed|from|of the last)",
        "treasurer|clerk|cllr|councillor|budget|accounts?|financial report|chair(?:man)?['’]s report",
    )
)
_FEWEST_SIGNS = 3
_PUBLIC = re.compile(
    r"\b(?:members? of the public|the public|residents?|parishioners?|electors?|tenants?|parents?|villagers?|"
    r"attendees?|audience|floor|neighbours?|householders?|visitors?|pupils?|students?)\b",
    re.IGNORECASE,
)
_CONCERN = re.compile(
    r"^there (?:was|were) |\bit was (?:suggested|asked|queried|pointed out|felt|said)\b|"
    r"\b(?:quer(?:y|ies)|questions?|concerns?|points?|suggestions?|requests?|comments?|complaints?|worr(?:y|ies)|"
    r"wish(?:es)?|issues?) (?:[^.;:]{0,60} )?(?:was|were) (?:raised|made|asked|put|expressed|voiced)\b",
    re.IGNORECASE,
)
# Below these a meeting is open to all: what stands there is what they said.
_OPEN = re.compile(
    r"\b(?:open (?:forum|floor|discussion|session|mic)|question time|questions? (?:and|from|&)|"
    r"public (?:forum|participation|consultation|session|comments?|questions?)|"
    r"(?:matters|points|issues) raised|electors|parishioners|residents|comments|feedback|discussions?|"
    r"any other business|aob|what (?:people|you|we))\b",
    re.IGNORECASE,
)
_STRICTLY = re.compile(
    r"\b(?:open (?:forum|floor|mic|session)|public (?:forum|participation|consultation|questions?|comments?)|"
    r"question time|electors|parishioners|questions from|(?:matters|points|issues) raised)\b",
    re.IGNORECASE,
)
_OFFICIAL = re.compile(
    r"^(?:the )?(?:chair\w*|vice[- ]chair\w*|clerk|cllrs?|councillors?|council|officers?|mayor|"
    r"there (?:then )?followed|no (?:questions|matters|comments|one)|none)\b",
    re.IGNORECASE,
)
_ITEM = re.compile(r"^\s*(\d{1,2})[.)]\s+(to [a-z]+\b)?", re.IGNORECASE)
_HEAD_WORDS, _LONGEST_ITEM = 8, 25  # words of a line that heads others, and of an item of the agenda
_NOBODY = "business of a meeting; nobody of the public speaks"
_HELD_BY = "said by those who hold the meeting"


def set_business_aside(lines: list[Line]) -> list[Line]:
    """Paragraphs of minutes in which nobody of the public speaks, outside the open part of a meeting."""
    if not _is_minutes(lines):
        return lines
    opened = strictly = False
    settled: list[Line] = []
    for line in _head_agenda(lines):
        if _heads(line):
            opened, strictly = bool(_OPEN.search(line.words)), bool(_STRICTLY.search(line.words))
        elif line.plain_text and line.words and strictly:
            official = bool(_OFFICIAL.match(line.words)) or line.words.endswith(":")
            reason = _HELD_BY if official else "said in the open part of a meeting"
            line = settle(line, "context" if official else "note", reason)
        elif line.plain_text and line.words and _speaks(line.words):
            line = settle(line, "note", "tells what somebody of the public said")
        elif line.plain_text and line.words and not opened:
            line = settle(line, "context", _NOBODY)
        settled.extend(cut_reply(line) if line.role == "note" else [line])
    return settled


def _head_agenda(lines: list[Line]) -> list[Line]:
    """Minutes with numbered sentences for items ("1. To receive apologies"), which head what was said."""
    found = [_ITEM.match(line.text) if line.form == "item" and not line.role else None for line in lines]
    numbers = [int(one[1]) for one in found if one is not None]
    told = sum(
        one is not None and (bool(one[2]) or len(line.words.split()) <= _HEAD_WORDS)
        for line, one in zip(lines, found, strict=True)
    )
    # Word may number each list of a single item from 1.
    in_turn = numbers in (list(range(1, len(numbers) + 1)), [1] * len(numbers))
    if len(numbers) < _FEWEST_SIGNS or not in_turn or 2 * told < len(numbers):
        return lines
    return [
        line
        if one is None
        else replace(line, form="heading", level=BOLD_LEVEL)
        if len(line.words.split()) <= _LONGEST_ITEM
        else settle(line, "context", _NOBODY)
        for line, one in zip(lines, found, strict=True)
    ]


def _is_minutes(lines: Sequence[Line]) -> bool:
    worded = [line for line in lines if line.words and line.form != "metadata"]
    top = [line.words for line in worded[:_TOP]]
    if not any(map(_MINUTES.search, top)):
        return False
    signs = sum(any(sign.search(line.words[:500]) for line in worded) for sign in _BUSINESS)
    return signs >= _FEWEST_SIGNS


def _heads(line: Line) -> bool:
    if line.form == "heading":
        return True
    if line.form not in ("text", "item") or line.role or not 0 < len(line.words.split()) <= _HEAD_WORDS:
        return False
    plain = not line.words.endswith((".", "?", "!", ","))
    return plain and (line.words.isupper() or line.bold)


def _speaks(words: str) -> bool:
    if (concern := _CONCERN.search(words)) is not None and not words.startswith("There "):
        return True
    return REPORTS.search(words) is not None and bool(concern or _PUBLIC.search(words))
