"""How many agreed with a remark, or with what stands above: votes are taken off the words and counted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.ingest.lines import Line, settle
from pipeline.ingest.structure.remarks import find_words, opens_list
from pipeline.wording import NUMBER_WORDS

_END = 400  # characters; more votes than that on one note were never met
_NUMBERS = {word: number for number, word in enumerate(NUMBER_WORDS[1:11], start=1)}
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)})"
# "+1", "+1+1", "(+1)"; "+100" is one person in high spirits. Not "10+1", "+44 7700", "+5 years".
_PLUS = re.compile(
    r"(?<!\d)(?:\+\d{1,3}(?!\d))+(?!\s?\d{3}|\s?(?:%|am\b|pm\b|years?\b|hours?\b|min))", re.IGNORECASE
)
_PLUS_AT_END = re.compile(r"(?<!\d)(?:[\s(]*\+\d{1,3}\)?(?=[\s+()*]|$))+[*\s]*$")
_TICKS = re.compile(r"(?<=\S)\s+(?P<ticks>[✓✔☑👍❤★⭐]{1,20}|\*{2,20})$")
_LIKES = re.compile(r"\s*[-–—(]?\s*(?:sticker\s+likes?|likes?\s+sticker)\)?\s*$", re.IGNORECASE)
_DOTS = re.compile(
    r"\s*(?:[-–—:]|[(\[])\s*(?P<times>\d{1,3}) ?"
    r"(?:votes?|dots?|stickers?|stars?|ticks?|likes?|supporters?)[)\]]?$",
    re.IGNORECASE,
)
_PLUS_COUNT = re.compile(r"\s*(?:\(\+|\+\s?\()(?P<times>[2-9]|\d\d)\)$")  # "(+4)", "+ (4)": four votes
_IN_BRACKETS = re.compile(r"[(\[](?<!^.)(?P<times>\d{1,3})[)\]][\s.]*$")
_FEWEST_COUNTED, _SHORT_COUNTED = 4, 10  # bullets with a number in brackets behind them; words in one
# How chats and forums write a thumb or a heart, and a key held down ("+1111").
_SHORT_CODES = re.compile(r"(?:\s*:(?:\+1|thumbs?_?up|heart|tada|star|clap|fire|100|white_check_mark):)+$")
_HELD_DOWN = re.compile(r"\s*\+(\d)\1{2,}$")
_TIMES = re.compile(r"\s*\(?\bx\s?(?P<times>\d{1,2})(?: (?:comments?|people|mentions?|votes?))?\)?$")
# Votes against are told from numbers and dashes: in brackets, more than once, or beside votes for.
_MINUS_AT_END = re.compile(r"(?:[\s(]*[-−]1\)?(?=[\s()*+−-]|$))+[*\s]*$")
_THUMBS_DOWN = re.compile(r"\s*(?P<down>👎{1,20})$")
_COUNTED = re.compile(
    r"\s*[-–—(\[]?\s*(?P<ayes>\d{1,4}) (?:votes? )?(?:for|in favour|agree[ds]?|yes)\W{1,3}(?:and )?"
    r"(?P<noes>\d{1,4}) (?:votes? )?(?:against|opposed|disagree[ds]?|no)[)\].]*$",
    re.IGNORECASE,
)
# What every kind of vote has in it: most notes need no closer look.
_MAY_VOTE = re.compile(r"[+\d*✓✔☑👍❤★⭐👎:]")
_LIKES_ALONE = re.compile(
    rf"^\W*(?:{_COUNT}\s+)?(?:sticker\s+)?(?:likes?|ticks?|votes?|stickers?|dots?)\W*$", re.IGNORECASE
)
_TALLY = re.compile(r"^[^:]{2,60}:\s*(?P<votes>\+*)\s*$")


def counts_in_brackets(lines: Sequence[Line]) -> bool:
    """Whether most bullets that nothing hangs on are short and end with how many said so ("Benches (12)")."""
    items = [place for place, line in enumerate(lines) if line.form == "item" and line.words]
    counted = [place for place in items if _IN_BRACKETS.search(lines[place].words)]
    if len(counted) < _FEWEST_COUNTED:
        return False
    counted = [place for place in counted if not opens_list(lines, place)]
    short = sum(len(lines[place].words.split()) <= _SHORT_COUNTED for place in counted)
    return (
        len(counted) >= _FEWEST_COUNTED
        and 4 * len(counted) >= 3 * sum(not opens_list(lines, place) for place in items)
        and 4 * short >= 3 * len(counted)
    )


def split_votes(text: str, in_brackets: bool = False) -> tuple[str, int, int]:
    """Take votes off the end of a note; those inside are counted and left, being part of what is said.

    Args:
        text: The note.
        in_brackets: Whether a bare number in brackets at its end says how many said so.

    Returns:
        The note without the votes at its end, the votes for it, and the votes against it. A note that is
        nothing but a vote keeps its words: it is somebody's remark.
    """
    lowered = text.casefold()
    if not (_MAY_VOTE.search(text) or "like" in lowered or "sticker" in lowered):
        return text, 0, 0
    if in_brackets and (times := _IN_BRACKETS.search(text)) is not None:
        return text[: times.start()].rstrip(), int(times["times"]), 0
    if (counted := _PLUS_COUNT.search(text[-_END:])) is not None and len(text) > len(counted[0]):
        return text[: -len(counted[0])], int(counted["times"]), 0
    votes = 0
    if (found := _SHORT_CODES.search(text[-_END:])) is not None and len(text) > len(found[0]):
        text, votes = text[: -len(found[0])], found[0].count(":") // 2
    if (found := _HELD_DOWN.search(text[-_END:])) is not None and len(text) > len(found[0]):
        text, votes = text[: -len(found[0])], votes + 1
    votes += sum(run.count("+") for run in _PLUS.findall(text))
    # Only the end is looked at closely: a line may be a whole book.
    start, rest = text[:-_END], text[-_END:]
    rest, ayes, against = _split_against(rest)
    votes += ayes
    rest = _PLUS_AT_END.sub("", rest).rstrip() if votes else rest
    for pattern in (_LIKES, _TICKS, _DOTS, _TIMES):
        found = pattern.search(rest)
        if found is not None and (start or found.start() > 0):
            signs = found.groupdict()
            # "(x3)" says how many said so; a "+1" before it is one of them, and no fourth.
            votes = (
                max(votes, int(signs["times"])) if "times" in signs else votes + len(signs.get("ticks", "1"))
            )
            rest = rest[: found.start()].rstrip()
    whole = start + rest
    return (whole if any(character.isalnum() for character in whole) else text), votes, against


def _split_against(text: str) -> tuple[str, int, int]:
    """Take votes against off the end of a text, with how many were for it where both are counted there."""
    if (found := _COUNTED.search(text)) is not None:
        return text[: found.start()], int(found["ayes"]), int(found["noes"])
    if (found := _THUMBS_DOWN.search(text)) is not None:
        return text[: found.start()], 0, len(found["down"])
    found = _MINUS_AT_END.search(text) if text.rstrip("*) ").endswith("1") else None
    if found is None:
        return text, 0, 0
    number = len(re.findall(r"[-−]1", found[0]))
    sure = number > 1 or "(" in found[0] or _PLUS_AT_END.search(text[: found.start()])
    return (text[: found.start()], 0, number) if sure else (text, 0, 0)


def count_votes_alone(words: str) -> int:
    """Votes in a line that says nothing else ("Three sticker likes"); 0 for other lines."""
    found = _LIKES_ALONE.match(words)
    if found is None:
        return 0
    count = (found["count"] or "1").lower()
    return _NUMBERS.get(count) or int(count)


def read_tallies(lines: list[Line]) -> list[Line]:
    """Answers to tick in a pad ("Too slow:++"): counted where they stand, and no remarks."""
    ticked = [_TALLY.match(line.words) if line.plain_text else None for line in lines]
    if sum(bool(found and found["votes"]) for found in ticked) < 2:
        return lines
    read = list(lines)
    for place, found in enumerate(ticked):
        if found is None:
            continue
        below = find_words(lines, place)
        options = below >= 0 and ticked[below] is not None
        if found["votes"]:
            said = f"votes for an answer to tick: {len(found['votes'])}"
        elif options or (place and ticked[place - 1] is not None):
            said = "what was asked with answers to tick, or an answer without votes"
        else:
            continue
        read[place] = settle(lines[place], "metadata", said)
    return read
