"""What stands in a note's line besides the remark itself: who spoke, and who agreed.

Both are taken off the note's words and kept beside them; the ledger keeps the line as it stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_CODE = (
    r"(?:person|participant|speaker|attendee|delegate|respondent|resident|carer|p|s)\s?\d{1,3}|facilitator"
)
_NAME = r"[^\W\d_][\w.'’/-]*(?:\s[^\W\d_][\w.'’/-]*){0,2}"
_SPEAKER = re.compile(
    rf"^(?P<open>[*_]{{0,3}})(?P<name>{_CODE}|{_NAME})(?P<bold>[*_]{{0,3}})\s?:+(?P<close>[*_]{{0,3}}):*\s+(?=\S)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:action|answer|challenge|comment|cons?|e\.?g|example|feedback|idea|issue|learning|likes?|negatives?|"
    r"note|online|positives?|problem|pros?|q|question|reply|response|solution|strength|suggestion|table|tip|"
    r"value|weakness|week|https?|monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?(?:\s\d+)?$",
    re.IGNORECASE,
)
_END = 400  # characters; more votes than that on one note were never met
_IS_CODE = re.compile(rf"^(?:{_CODE})$", re.IGNORECASE)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)})"
# "+1", "+1+1", "(+1)"; "+100" is one person in high spirits. Not "10+1", "+44 7700", "+5 years".
_PLUS = re.compile(
    r"(?<!\d)(?:\+\d{1,3}(?!\d))+(?!\s?\d{3}|\s?(?:%|am\b|pm\b|years?\b|hours?\b|min))", re.IGNORECASE
)
_PLUS_AT_END = re.compile(r"(?<!\d)(?:[\s(]*\+\d{1,3}\)?(?=[\s+()*]|$))+[*\s]*$")
_TICKS = re.compile(r"(?<=\S)\s+(?P<ticks>[✓✔☑👍❤★⭐]{1,20}|\*{2,20})$")
_LIKES = re.compile(r"\s*[-–—(]?\s*(?:sticker\s+likes?|likes?\s+sticker)\)?\s*$", re.IGNORECASE)
_TIMES = re.compile(r"\s*\(?\bx\s?(?P<times>\d{1,2})\)?$")
_LIKES_ALONE = re.compile(
    rf"^\W*(?:{_COUNT}\s+)?(?:sticker\s+)?(?:likes?|ticks?|votes?|stickers?|dots?)\W*$", re.IGNORECASE
)


def split_votes(text: str) -> tuple[str, int]:
    """Take votes off the end of a note; those inside are counted and left, being part of what is said.

    Returns:
        The note without the votes at its end, and how many votes there are. A note that is nothing
        but a vote keeps its words: it is somebody's remark.
    """
    votes = sum(run.count("+") for run in _PLUS.findall(text))
    # Only the end is looked at closely: a line may be a whole book.
    start, rest = text[:-_END], text[-_END:]
    rest = _PLUS_AT_END.sub("", rest).rstrip() if votes else rest
    for pattern, count in ((_LIKES, _count_one), (_TICKS, _count_ticks), (_TIMES, _count_times)):
        found = pattern.search(rest)
        if found is not None and (start or found.start() > 0):
            votes += count(found)
            rest = rest[: found.start()].rstrip()
    whole = start + rest
    return (whole, votes) if any(character.isalnum() for character in whole) else (text, votes)


def count_votes_alone(words: str) -> int:
    """Votes in a line that says nothing else ("Three sticker likes"); 0 for other lines."""
    found = _LIKES_ALONE.match(words)
    if found is None:
        return 0
    count = (found["count"] or "1").lower()
    return _NUMBERS.get(count) or int(count)


def find_speakers(lines: Iterable[str]) -> frozenset[str]:
    """Names that stand before a colon at the start of two lines or more: people who spoke.

    Once could be a label ("Timing: earlier, please"); labels that repeat are known words.
    """
    counts = Counter(
        found["name"] for line in lines if (found := _SPEAKER.match(line)) and found["name"][:1].isupper()
    )
    return frozenset(
        name
        for name, count in counts.items()
        if count >= 2 and len(name.split()) <= 2 and not _LABEL.match(name)
    )


def split_speaker(text: str, speakers: frozenset[str] = frozenset()) -> tuple[str, str]:
    """Take who spoke off the front of a note.

    A code ("Person 1:"), or a name known to speak in this document.

    Returns:
        The note without the speaker, and the speaker or an empty text.
    """
    found = _SPEAKER.match(text)
    if found is None:
        return text, ""
    name = found["name"]
    if not (_IS_CODE.match(name) or name in speakers):
        return text, ""
    return text[found.end() :], name


def _count_one(found: re.Match[str]) -> int:
    return 1


def _count_ticks(found: re.Match[str]) -> int:
    return len(found["ticks"])


def _count_times(found: re.Match[str]) -> int:
    return int(found["times"])
